"""Addresses of concepts. Those of a version and of a code stay; `/begreber/kode/…` is the one to link to."""

from __future__ import annotations

from django.urls import path

from ffb.server.begreb import importside, lokalside, mapningsside, views

urlpatterns = [
    path("k/<kode>/begreber/egne", lokalside.egne, name="begreber_egne"),
    path("k/<kode>/begreber/import", importside.importer, name="begreber_import"),
    path("k/<kode>/begreber/import/<int:katalog_nr>", importside.version, name="begreber_import_version"),
    path("k/<kode>/begreber/brug/<begreb_kode>", views.brug, name="begreber_brug"),
    path("k/<kode>/mapning", mapningsside.mapning, name="mapning"),
    path("k/<kode>/mapning/matrix/<som>", mapningsside.matrix_fil, name="mapning_matrix"),
    path("begreber", views.begreber, name="begreber"),
    path("begreber/diff", views.diff, name="begreber_diff"),
    path("begreber/kode/<begreb_kode>", views.kode, name="begreber_kode"),
    path("begreber/<navn>/<version>", views.katalog, name="begreber_katalog"),
    path("begreber/<navn>/<version>/<begreb_kode>", views.begreb, name="begreber_begreb"),
]
