"""A small world of leverancer: model rows written one at a time, through Raekkesamler."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from ffb.formats.grundlag import Mapning
from ffb.model.raekker import Raekkesamler
from ffb.model.tabeller import TABELLER
from orakel.leverancer import Raekke, Tabeller
from orakel.rapport import Indstillinger


@dataclass(frozen=True, slots=True)
class Plads:
    """Where a row stands and when it was true."""

    leverance_id: int
    fil_nr: int
    post_nr: int
    borger_id: int
    version_tid: datetime
    trukket: bool = False


@dataclass(slots=True)
class Verden:
    """Rows of every table, with the guide, the DST table, the period and the settings they are read by."""

    periode_fra: date = date(2025, 1, 1)
    periode_til: date = date(2025, 12, 31)
    mapning: list[Mapning] | None = None
    dst_koder: list[tuple[str, str, bool]] | None = None
    indstillinger: Indstillinger = field(default_factory=Indstillinger)
    samler: Raekkesamler = field(default_factory=Raekkesamler)
    antal: dict[tuple[int, int], int] = field(default_factory=dict)

    def skriv(self, navn: str, plads: Plads, kilde_id: str | None = None, **egne: Any) -> None:
        """One row of a versioned table; columns not named are null."""
        faelles = {
            "leverance_id": plads.leverance_id,
            "fil_nr": plads.fil_nr,
            "post_nr": plads.post_nr,
            "borger_id": plads.borger_id,
            "kilde_id": kilde_id,
            "version_tid": plads.version_tid,
            "trukket": plads.trukket,
        }
        self.skriv_fast(navn, **faelles, **egne)

    def skriv_fast(self, navn: str, **kolonner: Any) -> None:
        """One row of any table by column name. Raises KeyError for a column the table does not have."""
        navne = TABELLER[navn].kolonnenavne
        if ukendte := set(kolonner) - set(navne):
            raise KeyError(*ukendte)
        self.samler.raekker[navn].append(tuple(kolonner.get(n) for n in navne))

    def leverance(
        self,
        leverance_id: int,
        kommune: str | None,
        system: str,
        tid: datetime,
        *,
        art: str = "fuld",
        kilde: str = "tabel",
        status: str = "Nuværende",
    ) -> None:
        """One leverance; fil_id is made of its number."""
        self.skriv_fast(
            "leverance",
            leverance_id=leverance_id,
            kommune_kode=kommune,
            system=system,
            fil_id=f"FIL-{leverance_id}",
            tid=tid,
            tid_tekst=tid.isoformat(),
            art=art,
            system_status=status,
            kilde=kilde,
            sti=f"leverance-{leverance_id}",
        )

    def naeste_post(self, leverance_id: int, fil_nr: int) -> int:
        """The next free line of a file."""
        nummer = self.antal[leverance_id, fil_nr] = self.antal.get((leverance_id, fil_nr), 1) + 1
        return nummer

    def skriv_cpr(self, borger_id: int, nummer: int) -> None:
        """A made-up CPR (day + 60) for citizen number so and so."""
        dag, loebenr = 61 + nummer % 28, nummer // 28
        self.skriv_fast("cpr", borger_id=borger_id, cpr=f"{dag:02d}0180{loebenr:04d}")

    def tabeller(self) -> dict[str, pa.Table]:
        """Every stored table as Arrow: what build_rapporter takes."""
        return self.samler.tabeller()

    def raekker(self) -> Tabeller:
        """The same tables as lists of dicts: what the oracle takes."""
        return to_raekker(self.tabeller())


def to_raekker(tabeller: dict[str, pa.Table]) -> Tabeller:
    """Arrow tables as lists of dicts."""
    return {navn: _dicts(tabel) for navn, tabel in tabeller.items()}


def _dicts(tabel: pa.Table) -> list[Raekke]:
    raekker: list[Raekke] = tabel.to_pylist()
    return raekker
