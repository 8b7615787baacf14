"""Addresses of `redskaber`."""

from __future__ import annotations

from django.urls import path

from ffb.server.redskaber import rettelsesside, svarside, views

urlpatterns = [
    path("k/<kode>/redskaber", views.redskaber, name="redskaber"),
    path("k/<kode>/redskaber/afstemning", views.afstemning, name="redskaber_afstemning"),
    path("k/<kode>/redskaber/dstlister", views.dstlister, name="redskaber_dstlister"),
    path("k/<kode>/redskaber/indfasning", views.indfasning, name="redskaber_indfasning"),
    path("k/<kode>/redskaber/selvtjek", views.selvtjek, name="redskaber_selvtjek"),
    path("k/<kode>/redskaber/systemskifte", views.systemskifte, name="redskaber_systemskifte"),
    path("k/<kode>/redskaber/rettelser", rettelsesside.rettelser, name="redskaber_rettelser"),
    path("k/<kode>/redskaber/rettelser/<format_>", rettelsesside.hent, name="redskaber_rettelser_hent"),
    path("k/<kode>/redskaber/svar/<uuid:uuid>", svarside.svar, name="redskaber_svar"),
    path("k/<kode>/redskaber/svar/<uuid:uuid>/slet", svarside.slet, name="redskaber_slet"),
    path("k/<kode>/redskaber/svar/<uuid:uuid>/hent", svarside.hent_alt, name="redskaber_hent_alt"),
    path("k/<kode>/redskaber/svar/<uuid:uuid>/hent/<format_>", svarside.hent, name="redskaber_hent"),
    path("k/<kode>/redskaber/svar/<uuid:uuid>/liste/<navn>", svarside.liste, name="redskaber_liste"),
]
