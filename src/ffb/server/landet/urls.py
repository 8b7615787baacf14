"""Addresses of the country."""

from __future__ import annotations

from django.urls import path

from ffb.server.landet import views

urlpatterns = [
    path("dst/", views.landet, name="landet"),
    path("dst/paamind", views.paamind, name="landet_paamind"),
    path("dst/indberetningsstatus", views.indberetningsstatus, name="landet_indberetningsstatus"),
    path("dst/faelles", views.faelles, name="landet_faelles"),
    path("dst/godkendelser", views.godkendelser, name="landet_godkendelser"),
]
