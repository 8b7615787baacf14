"""Proving the trail in the background: a year's trail of a large kommune is a million rows."""

from __future__ import annotations

from collections.abc import Callable

from ffb.server.adgang.models import Bruger
from ffb.server.opgave.koe import arbejde
from ffb.server.spor.actions import check_spor, write_spor

ART = "spor.efterproev"
VISTE_FEJL = 20


@arbejde(ART)
def efterproev(*, kode: str, bruger_nr: int, frem: Callable[[int, str], None]) -> None:
    """Follow the whole chain, and write in the trail what came of it."""
    svar = check_spor(lambda procent: frem(procent, "Efterprøver sporet"))
    write_spor(
        "spor.verificeret", by=Bruger.objects.filter(pk=bruger_nr).first() or "program", kommune=kode,
        raekker=svar.raekker, antal_fejl=len(svar.fejl), fejl=list(svar.fejl[:VISTE_FEJL]),
        sidste_nr=svar.sidste_nr, sidste_hash=svar.sidste_hash, ankre=svar.ankre,
    )  # fmt: skip
