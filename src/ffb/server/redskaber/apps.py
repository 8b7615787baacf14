from __future__ import annotations

from django.apps import AppConfig


class RedskaberConfig(AppConfig):
    name = "ffb.server.redskaber"
    label = "redskaber"
    verbose_name = "Redskaber"

    def ready(self) -> None:
        """Answers end by themselves, and at once when a citizen of theirs is to be forgotten."""
        from ffb.server.leverance.actions import VED_SLETNING
        from ffb.server.leverance.arbejde import PASNING
        from ffb.server.redskaber.actions import drop_svar, expire_svar

        VED_SLETNING.append(drop_svar)
        PASNING.append(expire_svar)
