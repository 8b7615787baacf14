"""Addresses of `sag`. No name, number or text of a citizen stands in one."""

from __future__ import annotations

from django.urls import path

from ffb.server.sag import (
    beskedside,
    foelgopside,
    indberetside,
    objektside,
    oevelsesside,
    opsaetningsside,
    overbliksside,
    p82side,
    tilstedeside,
    udfoererside,
    udskriftside,
    views,
)

urlpatterns = [
    path("k/<kode>/sag", views.arbejdsliste, name="sag"),
    path("k/<kode>/sag/ny", views.ny, name="sag_ny"),
    path("k/<kode>/sag/oevelse", oevelsesside.oevelse, name="sag_oevelse"),
    path("k/<kode>/sag/<uuid:sag_id>/her", tilstedeside.sag_her, name="sag_her"),
    path("k/<kode>/sag/<uuid:sag_id>", views.sag, name="sag_side"),
    path("k/<kode>/sag/<uuid:sag_id>/fase/<fase>", views.fase, name="sag_fase"),
    path("k/<kode>/sag/<uuid:sag_id>/tilfoej/<slags>", views.tilfoej, name="sag_tilfoej"),
    path("k/<kode>/sag/objekt/<uuid:objekt_id>", objektside.gem, name="sag_gem"),
    path("k/<kode>/sag/objekt/<uuid:objekt_id>/fejl", objektside.fejlregistrer, name="sag_fejl"),
    path("k/<kode>/sag/objekt/<uuid:objekt_id>/genoptag", objektside.genoptag, name="sag_genoptag"),
    path("k/<kode>/sag/objekt/<uuid:objekt_id>/historik", objektside.historik, name="sag_historik"),
    path("k/<kode>/sag/objekt/<uuid:objekt_id>/foelgop", foelgopside.foelgop, name="sag_foelgop"),
    path("k/<kode>/sag/objekt/<uuid:objekt_id>/bestil", foelgopside.bestil, name="sag_bestil"),
    path("k/<kode>/sag/objekt/<uuid:objekt_id>/besked", beskedside.besked, name="sag_besked"),
    path("k/<kode>/sag/objekt/<uuid:objekt_id>/besked.json", beskedside.hent, name="sag_besked_hent"),
    path("k/<kode>/sag/objekt/<uuid:objekt_id>/pdf", udskriftside.pdf, name="sag_pdf"),
    path("k/<kode>/sag/<uuid:sag_id>/dst", foelgopside.dst, name="sag_dst"),
    path("k/<kode>/sag/<uuid:sag_id>/p82", p82side.p82, name="sag_p82"),
    path("k/<kode>/sag/objekt/<uuid:objekt_id>/p82-slut", p82side.slut, name="sag_p82_slut"),
    path("k/<kode>/sag/<uuid:sag_id>/overtag", views.overtag, name="sag_overtag"),
    path("k/<kode>/sagsoverblik", overbliksside.overblik, name="sagsoverblik"),
    path("k/<kode>/sagsoverblik/liste", overbliksside.liste, name="sagsoverblik_liste"),
    path("k/<kode>/sag/opsaetning", opsaetningsside.opsaetning, name="sag_opsaetning"),
    path("k/<kode>/sag/indberet", indberetside.indberet, name="sag_indberet"),
    path("k/<kode>/sag/indberet/<int:nr>", indberetside.udsendelse, name="sag_udsendelse"),
    path("k/<kode>/sag/indberet/<int:nr>.json", indberetside.bundle, name="sag_udsendelse_bundle"),
    path("k/<kode>/bestillinger", udfoererside.bestillinger, name="bestillinger"),
    path("k/<kode>/bestillinger/<int:nr>", udfoererside.bestilling, name="bestilling"),
    path("k/<kode>/bestillinger/<int:nr>/her", tilstedeside.bestilling_her, name="bestilling_her"),
    path("k/<kode>/bestillinger/<int:nr>/svar", udfoererside.svar, name="bestilling_svar"),
    path("k/<kode>/bestillinger/<int:nr>/besked.json", udfoererside.besked, name="bestilling_besked"),
    path("k/<kode>/bestillinger/<int:nr>/pdf", udskriftside.pdf_of_order, name="bestilling_pdf"),
    path(
        "k/<kode>/bestillinger/<int:nr>/pdf/<uuid:objekt_id>",
        udskriftside.pdf_of_note,
        name="statusnotat_pdf",
    ),
    path("k/<kode>/bestillinger/<int:nr>/skriv/<slags>", udfoererside.skriv, name="bestilling_skriv"),
    path("k/<kode>/bestillinger/<int:nr>/gem/<uuid:objekt_id>", udfoererside.gem, name="bestilling_gem"),
]
