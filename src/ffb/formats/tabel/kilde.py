"""One table as it comes, CSV file or sheet: a header and portions of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from ffb.sprog import _

PORTION = 20_000

Celle = str | float | int | bool | date | datetime | time | timedelta
Portion = tuple[Sequence[int], list[list[Celle]]]
"""Where each row starts (line or sheet row, from 1) and its cells; blank rows are left out."""


@dataclass(slots=True)
class Tabelkilde:
    """One table, not yet read.

    Args:
        tabel: its name in `spec.TABELSPEC`.
        sti: what a person sees.
        ark: sheet name, None for CSV.
        header: column names as delivered, stripped.
        header_linje: where the header stands, from 1.
        portioner: starts a reading from the top; raises Laesefejl where the file breaks.
        kun_tekst: every cell is text (CSV).
        noter: (rule id, column or None) about the file itself.
    """

    tabel: str
    sti: str
    ark: str | None
    header: list[str]
    header_linje: int
    portioner: Callable[[], Iterator[Portion]]
    kun_tekst: bool
    noter: list[tuple[str, str | None]] = field(default_factory=list)

    @property
    def sted(self) -> str:
        """File, and sheet if there is one: the place a fault is said to be."""
        return _("{sti}, ark {ark}", sti=self.sti, ark=self.ark) if self.ark else self.sti
