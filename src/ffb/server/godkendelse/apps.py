from __future__ import annotations

from django.apps import AppConfig


class GodkendelseConfig(AppConfig):
    name = "ffb.server.godkendelse"
    label = "godkendelse"
    verbose_name = "Godkendelse"

    def ready(self) -> None:
        """Every new count of a period is held against its newest approval."""
        from ffb.server.fund.opgoer import EFTER_OPGOERELSE
        from ffb.server.godkendelse.actions import review_godkendelser

        EFTER_OPGOERELSE.append(review_godkendelser)
