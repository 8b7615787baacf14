"""Addresses of `adgang`."""

from __future__ import annotations

from django.urls import path

from ffb.server.adgang import views

urlpatterns = [path("konto", views.konto, name="konto")]
