from __future__ import annotations

from django.apps import AppConfig


class AdgangConfig(AppConfig):
    name = "ffb.server.adgang"
    label = "adgang"
    verbose_name = "Adgang"
