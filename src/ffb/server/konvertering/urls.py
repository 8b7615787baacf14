"""Addresses of conversions; no term, number or text of a citizen stands in one."""

from __future__ import annotations

from django.urls import path

from ffb.server.konvertering import afgoerside, boelgeside, delmaalside, tabelside, views

urlpatterns = [
    path("k/<kode>/konvertering", views.konverteringer, name="konverteringer"),
    path("k/<kode>/konvertering/<int:konv_nr>", views.konvertering, name="konvertering"),
    path("k/<kode>/konvertering/<int:konv_nr>/rapport.xlsx", views.rapport, name="konvertering_rapport"),
    path("k/<kode>/konvertering/<int:konv_nr>/tabel", tabelside.tabel, name="konvertering_tabel"),
    path("k/<kode>/konvertering/<int:konv_nr>/tabel/fil", tabelside.fil, name="konvertering_tabelfil"),
    path(
        "k/<kode>/konvertering/<int:konv_nr>/tabel/<int:linje_nr>", tabelside.term, name="konvertering_term"
    ),
    path("k/<kode>/konvertering/<int:konv_nr>/poster", afgoerside.poster, name="konvertering_poster"),
    path(
        "k/<kode>/konvertering/<int:konv_nr>/poster/<int:post_nr>", afgoerside.post, name="konvertering_post"
    ),
    path("k/<kode>/konvertering/<int:konv_nr>/boelger", boelgeside.boelger, name="konvertering_boelger"),
    path("k/<kode>/bestillinger/delmaal", delmaalside.delmaal, name="bestilling_delmaal"),
]
