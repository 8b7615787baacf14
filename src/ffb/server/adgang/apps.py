from __future__ import annotations

from django.apps import AppConfig


class AdgangConfig(AppConfig):
    name = "ffb.server.adgang"
    label = "adgang"
    verbose_name = "Adgang"

    def ready(self) -> None:
        from ffb.server.adgang import haendelser  # noqa: F401 - connects the signals
        from ffb.server.adgang.session import clear_sessions
        from ffb.server.leverance.arbejde import PASNING

        PASNING.append(clear_sessions)
