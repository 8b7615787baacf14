"""Rows on their way to tables: readers append tuples, tables come out as Arrow.

Opinion taken: readers emit plain tuples in the order of `tabeller`, because that is the cheapest thing
Python can make; they are turned into Arrow batches every `PORTION` rows, so a leverance of any size is
read in bounded memory.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pyarrow as pa

from ffb.model.hukommelse import uden_kredssoegning
from ffb.model.tabeller import TABELLER

PORTION = 50_000

Raekke = tuple[Any, ...]


class Raekkesamler:
    """Collects rows per table.

    `raekker[navn]` is the open list a reader appends to; call `toem` now and then (cheap) so that long
    lists become Arrow batches. `afledte[navn]` makes a table of the others in the end, in place of rows.
    """

    def __init__(self) -> None:
        self.raekker: dict[str, list[Raekke]] = {navn: [] for navn in TABELLER}
        self.afledte: dict[str, Callable[[dict[str, pa.Table]], pa.Table]] = {}
        self._portioner: dict[str, list[pa.RecordBatch]] = {navn: [] for navn in TABELLER}

    def toem(self, *, alt: bool = False) -> None:
        """Turn the open lists into Arrow: those of `PORTION` rows, or all of them."""
        for navn, liste in self.raekker.items():
            if liste and (alt or len(liste) >= PORTION):
                self._portioner[navn].append(til_arrow(navn, liste))
                liste.clear()

    def tabeller(self) -> dict[str, pa.Table]:
        """Every table of the model under its stored name, empty ones too."""
        with uden_kredssoegning():  # else all the open rows may be searched for every table
            self.toem(alt=True)
        tabeller = {
            TABELLER[navn].fysisk: pa.Table.from_batches(portioner, schema=TABELLER[navn].schema())
            for navn, portioner in self._portioner.items()
        }
        return tabeller | {TABELLER[navn].fysisk: make(tabeller) for navn, make in self.afledte.items()}


def til_arrow(navn: str, raekker: list[Raekke]) -> pa.RecordBatch:
    """Rows of table `navn` (tuples in declared order) as one Arrow batch."""
    schema = TABELLER[navn].schema()
    kolonner = zip(*raekker, strict=True) if raekker else ([] for _ in schema)
    return pa.record_batch(
        [pa.array(vaerdier, type=felt.type) for vaerdier, felt in zip(kolonner, schema, strict=True)],
        schema=schema,
    )
