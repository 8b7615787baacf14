"""Addresses of `leverance`."""

from __future__ import annotations

from django.urls import path

from ffb.server.leverance import views

urlpatterns = [
    path("k/<kode>/leverancer", views.leverancer, name="leverancer"),
    path("k/<kode>/leverancer/indlever", views.indlever, name="leverancer_indlever"),
    path("k/<kode>/leverancer/kvittering/<uuid:uuid>", views.kvittering, name="leverancer_kvittering"),
    path("k/<kode>/leverancer/system/<int:system_nr>/status", views.antag_status, name="leverancer_status"),
]
