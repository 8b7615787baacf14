"""Addresses of `fund`."""

from __future__ import annotations

from django.urls import path

from ffb.server.fund import views

urlpatterns = [path("k/<kode>/", views.overblik, name="overblik")]
