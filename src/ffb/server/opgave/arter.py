"""Every kind of job there is: importing this module's list makes them known to the queue."""

from __future__ import annotations

from importlib import import_module

MODULER = (
    "ffb.server.leverance.arbejde",
    "ffb.server.fund.arbejde",
    "ffb.server.konvertering.boelger",
    "ffb.server.redskaber.arbejde",
    "ffb.server.sag.indberet",
    "ffb.server.spor.arbejde",
    "ffb.server.udgivelse.arbejde",
)


def load_arter() -> None:
    """Import the modules that hold the work."""
    for modul in MODULER:
        import_module(modul)
