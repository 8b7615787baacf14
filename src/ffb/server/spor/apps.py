from __future__ import annotations

from django.apps import AppConfig


class SporConfig(AppConfig):
    name = "ffb.server.spor"
    label = "spor"
    verbose_name = "Spor"
