from __future__ import annotations

from django.apps import AppConfig


class LeveranceConfig(AppConfig):
    name = "ffb.server.leverance"
    label = "leverance"
    verbose_name = "Leverance"
