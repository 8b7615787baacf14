"""Addresses of publications."""

from __future__ import annotations

from django.urls import path

from ffb.server.udgivelse import styring, views

urlpatterns = [
    path("udgivelser", views.udgivelser, name="udgivelser"),
    path("udgivelser/<udgivelse_navn>", views.udgivelse, name="udgivelse"),
    path("udgivelser/<udgivelse_navn>/hent/<format_>", views.udgivelse_hent, name="udgivelse_hent"),
    path("dst/udgivelser", styring.forbered, name="udgivelse_forbered"),
    path("dst/udgivelser/<udgivelse_navn>", styring.kladde, name="udgivelse_kladde"),
]
