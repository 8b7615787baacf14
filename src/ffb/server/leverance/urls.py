"""Addresses of `leverance`."""

from __future__ import annotations

from django.urls import path

from ffb.server.leverance import opsaetningsside, views

urlpatterns = [
    path("k/<kode>/leverancer", views.leverancer, name="leverancer"),
    path("k/<kode>/leverancer/indlever", views.indlever, name="leverancer_indlever"),
    path("k/<kode>/leverancer/kvittering/<uuid:uuid>", views.kvittering, name="leverancer_kvittering"),
    path("k/<kode>/leverancer/sammenlign", views.sammenlign, name="leverancer_sammenlign"),
    path("k/<kode>/leverancer/kontakter", opsaetningsside.kontakter, name="leverancer_kontakter"),
    path("k/<kode>/leverancer/opsaetning", opsaetningsside.opsaetning, name="leverancer_opsaetning"),
    path(
        "k/<kode>/leverancer/system/<int:system_nr>/indsigelse",
        opsaetningsside.indsigelse,
        name="leverancer_indsigelse",
    ),
    path("k/<kode>/leverancer/system/<int:system_nr>/status", views.antag_status, name="leverancer_status"),
]
