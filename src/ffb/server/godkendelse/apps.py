from __future__ import annotations

from django.apps import AppConfig


class GodkendelseConfig(AppConfig):
    name = "ffb.server.godkendelse"
    label = "godkendelse"
    verbose_name = "Godkendelse"
