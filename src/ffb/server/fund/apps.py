from __future__ import annotations

from django.apps import AppConfig


class FundConfig(AppConfig):
    name = "ffb.server.fund"
    label = "fund"
    verbose_name = "Fund"
