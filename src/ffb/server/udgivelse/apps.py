from __future__ import annotations

from django.apps import AppConfig


class UdgivelseConfig(AppConfig):
    name = "ffb.server.udgivelse"
    label = "udgivelse"
    verbose_name = "Udgivelse"
