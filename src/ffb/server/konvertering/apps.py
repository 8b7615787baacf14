from __future__ import annotations

from django.apps import AppConfig


class KonverteringConfig(AppConfig):
    name = "ffb.server.konvertering"
    label = "konvertering"
    verbose_name = "Konvertering"

    def ready(self) -> None:
        """A citizen who is to be forgotten goes from here too."""
        from ffb.server.konvertering.gemt import drop_borger
        from ffb.server.leverance.actions import VED_SLETNING

        VED_SLETNING.append(drop_borger)
