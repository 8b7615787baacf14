from __future__ import annotations

from django.apps import AppConfig


class SagConfig(AppConfig):
    name = "ffb.server.sag"
    label = "sag"
    verbose_name = "sag"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """The day's changes are handed over by themselves; a citizen with a case is not forgotten."""
        from ffb.server.leverance.actions import FOER_SLETNING
        from ffb.server.leverance.arbejde import PASNING
        from ffb.server.sag.actions import refuse_sletning
        from ffb.server.sag.indberet import enqueue_due
        from ffb.server.sag.tilstede import sweep_tilstede

        FOER_SLETNING.append(refuse_sletning)
        PASNING += [enqueue_due, sweep_tilstede]
