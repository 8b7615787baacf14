"""Addresses of `spor`."""

from __future__ import annotations

from django.urls import path

from ffb.server.spor import views

urlpatterns = [
    path("k/<kode>/spor", views.spor, name="spor"),
    path("k/<kode>/spor.csv", views.spor_csv, name="spor_csv"),
    path("k/<kode>/spor/borger", views.spor_borger, name="spor_borger"),
    path("k/<kode>/spor/kaede", views.spor_kaede, name="spor_kaede"),
    path("drift/spor", views.spor, name="spor_national"),
    path("drift/spor.csv", views.spor_csv, name="spor_csv_national"),
    path("drift/spor/kaede", views.spor_kaede, name="spor_kaede_national"),
]
