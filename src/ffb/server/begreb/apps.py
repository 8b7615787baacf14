from __future__ import annotations

from django.apps import AppConfig


class BegrebConfig(AppConfig):
    name = "ffb.server.begreb"
    label = "begreb"
    verbose_name = "Begreber"

    def ready(self) -> None:
        """The folder is written again from the database once an hour, should it ever differ."""
        from ffb.server.begreb.mappe import sync_mappe
        from ffb.server.leverance.arbejde import PASNING

        PASNING.append(sync_mappe)
