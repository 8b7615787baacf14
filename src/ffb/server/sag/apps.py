from __future__ import annotations

from django.apps import AppConfig


class SagConfig(AppConfig):
    name = "ffb.server.sag"
    label = "sag"
    verbose_name = "sag"
    default_auto_field = "django.db.models.BigAutoField"
