"""Addresses of `fund`."""

from __future__ import annotations

from django.urls import path

from ffb.server.fund import borgerside, fundside, rapportside, views

urlpatterns = [
    path("k/<kode>/", views.overblik, name="overblik"),
    path("k/<kode>/rapport", rapportside.rapport, name="rapport"),
    path("k/<kode>/rapport/bag", rapportside.bag, name="rapport_bag"),
    path("k/<kode>/rapport/ydelser", rapportside.ydelser, name="rapport_ydelser"),
    path("k/<kode>/rapport/liste/<int:nr>", rapportside.liste, name="rapport_liste"),
    path("k/<kode>/rapport/hent/<format_>", rapportside.hent, name="rapport_hent"),
    path("k/<kode>/borger/<int:borger_id>", borgerside.borger, name="borger"),
    path("k/<kode>/fund", fundside.fund, name="fund"),
    path("k/<kode>/fund/<int:nr>", fundside.fund_side, name="fund_side"),
    path("regler", fundside.regler, name="regler"),
    path("regler/<id_>", fundside.regler_side, name="regler_side"),
]
