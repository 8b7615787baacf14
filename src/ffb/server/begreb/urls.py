"""Addresses of concepts."""

from __future__ import annotations

from django.urls import path

from ffb.server.begreb import views

urlpatterns = [
    path("begreber", views.begreber, name="begreber"),
    path("begreber/<navn>/<version>", views.katalog, name="begreber_katalog"),
    path("begreber/<navn>/<version>/<begreb_kode>", views.begreb, name="begreber_begreb"),
]
