"""Addresses of `godkendelse`."""

from __future__ import annotations

from django.urls import path

from ffb.server.godkendelse import views

urlpatterns = [
    path("k/<kode>/godkendelse", views.godkendelse, name="godkendelse"),
    path("k/<kode>/godkendelse/begynd", views.begynd, name="godkendelse_begynd"),
    path("k/<kode>/godkendelse/<int:nr>", views.side, name="godkendelse_side"),
    path("k/<kode>/godkendelse/<int:nr>/kladde", views.kladde, name="godkendelse_kladde"),
    path("k/<kode>/godkendelse/<int:nr>/pakke", views.pakke, name="godkendelse_pakke"),
    path("k/<kode>/godkendelse/<int:nr>/mail", views.mail, name="godkendelse_mail"),
]
