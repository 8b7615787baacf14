from __future__ import annotations

from django.apps import AppConfig


class OpgaveConfig(AppConfig):
    name = "ffb.server.opgave"
    label = "opgave"
    verbose_name = "Opgave"
