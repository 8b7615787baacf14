"""The thorough check of the guide, run on the bundles as they pass on their way to the reader.

Opinion taken: where it has looked, its word stands in `formatfund` and the reader's own on the same rules
is left out, so that nothing is told twice. `ffb tjek` asks for it; a report does not need it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sized
from typing import Any

from ffb.formats.fhir.regler import ALVOR, Brud, validate
from ffb.formats.grundlag import Fil
from ffb.model.raekker import Raekkesamler
from ffb.model.tabeller import TABELLER

REGEL = TABELLER["formatfund"].kolonnenavne.index("regel")


class Tilsyn:
    """Passes every bundle on, and keeps what the guide says of it.

    Args:
        bundter: one Bundle each; numbered from 1 as the reader does.
        streng: also what only the guide's text page asks.
    """

    def __init__(self, bundter: Iterable[Fil], *, streng: bool) -> None:
        self._bundter, self._streng = bundter, streng
        self._brud: dict[int, list[Brud]] = {}

    def __len__(self) -> int:
        return len(self._bundter) if isinstance(self._bundter, Sized) else 0

    def __iter__(self) -> Iterator[Fil]:
        for fil_nr, fil in enumerate(self._bundter, start=1):
            self._brud[fil_nr] = validate(fil.data, streng=self._streng)
            yield fil

    def write_fund(self, samler: Raekkesamler, leverance_id: int) -> None:
        """Put the faults into `formatfund`, in place of the reader's on the same rules."""
        borger = {r[1]: r[3] for r in samler.raekker["borger"]}
        fund = samler.raekker["formatfund"]
        fund[:] = [r for r in fund if r[REGEL] not in ALVOR]
        for fil_nr, brud in self._brud.items():
            fund += [_raekke(leverance_id, fil_nr, borger.get(fil_nr), b) for b in brud]


def _raekke(leverance_id: int, fil_nr: int, borger_id: int | None, b: Brud) -> tuple[Any, ...]:
    return (
        leverance_id,
        fil_nr,
        b.post_nr,
        borger_id,
        b.regel,
        None,
        b.sti,
        b.vaerdi,
        b.aarsag,
        b.forventet,
    )
