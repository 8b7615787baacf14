"""Kommuner, their regions, and who reports for whom.

Real kommuner come from a file. Demo kommuner 9001–9098 are made here and flagged `demo`; their regions
(9101–9105) are made up too, so that nothing of theirs can be mistaken for a place. 9101–9105 are no kommune.
Source: the regions' and kommuner's official codes (shared/data/begreber/kommuner.csv); 9-uddatasaet.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from ffb.begreber.laes import read_csv, read_dato

DATA_ROD = Path(__file__).parent / "data"
DEMO_ANTAL = 98
DEMO_REGION_ANTAL = 5


@dataclass(frozen=True, slots=True)
class Kommune:
    """One kommune; `kode` is four digits as text, `demo` is True for the made-up ones."""

    kode: str
    navn: str
    region_kode: str
    region: str
    demo: bool = False


@dataclass(frozen=True, slots=True)
class FaellesIndberetter:
    """A kommune that reports for another; dates inclusive, None = unknown and so without bound."""

    handlende_kode: str
    for_kode: str
    gaelder_fra: date | None
    gaelder_til: date | None
    undtagen_paragraf: tuple[str, ...]
    kilde: str

    def gaelder(self, dato: date) -> bool:
        """True if the arrangement holds on the date."""
        return (self.gaelder_fra or date.min) <= dato <= (self.gaelder_til or date.max)


def _demo_kommune(nr: int) -> Kommune:
    region = (nr - 1) % DEMO_REGION_ANTAL + 1
    return Kommune(f"{9000 + nr}", f"Demokommune {nr:02}", f"{9100 + region}", f"Demoregion {region}", True)


@lru_cache(maxsize=8)
def _kommune_efter_kode(rod: Path) -> dict[str, Kommune]:
    kolonner = ("kode", "navn", "region_kode", "region")
    aegte = [
        Kommune(r["kode"], r["navn"], r["region_kode"], r["region"])
        for _, r in read_csv(rod / "kommuner.csv", kolonner)
    ]
    demo = [_demo_kommune(nr) for nr in range(1, DEMO_ANTAL + 1)]
    return {kommune.kode: kommune for kommune in sorted(aegte + demo, key=lambda k: k.kode)}


def kommune_list(rod: Path = DATA_ROD) -> tuple[Kommune, ...]:
    """The 98 kommuner and the 98 demo kommuner, by code."""
    return tuple(_kommune_efter_kode(rod).values())


def find_kommune(kode: str | int | None, rod: Path = DATA_ROD) -> Kommune | None:
    """The kommune of `'0101'`, `'101'` or `101`; None if unknown. Never raises."""
    if kode is None:
        return None
    return _kommune_efter_kode(rod).get(str(kode).strip().zfill(4))


@lru_cache(maxsize=8)
def faelles_indberetter_list(rod: Path = DATA_ROD) -> tuple[FaellesIndberetter, ...]:
    """Every registered joint reporter, in the file's order."""
    kolonner = ("handlende_kode", "for_kode", "gaelder_fra", "gaelder_til", "undtagen_paragraf", "kilde")
    return tuple(
        FaellesIndberetter(
            handlende_kode=r["handlende_kode"],
            for_kode=r["for_kode"],
            gaelder_fra=read_dato(r["gaelder_fra"]),
            gaelder_til=read_dato(r["gaelder_til"]),
            undtagen_paragraf=tuple(p.strip() for p in r["undtagen_paragraf"].split(",") if p.strip()),
            kilde=r["kilde"],
        )
        for _, r in read_csv(rod / "faelles_indberettere.csv", kolonner)
    )
