"""The star schema: every table is one SQL file whose header is its entry in the data dictionary.

Opinion taken: no free text leaves. A code is one of the catalogue, empty, or 'ukendt'; so is a kommune. The
pseudonym of a citizen is that of the store, and the CPR table is read by no text here.
Source: 5-viden, To BI.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ffb.engine.sqlfil import SqlFil, load_sqlfiler

KALENDER = "dim_dato"


@dataclass(frozen=True, slots=True)
class Eksportfelt:
    """A column: SQL type, what it says, and the table it refers to (its key)."""

    navn: str
    type: str
    tekst: str
    til: str | None = None


@dataclass(frozen=True, slots=True)
class Eksporttabel:
    """A table of the star. `sql` is None for the calendar, which is made of the dates of the others."""

    navn: str
    titel: str
    en_raekke_per: str
    noegle: tuple[str, ...]
    kilde: str
    kolonner: tuple[Eksportfelt, ...]
    sql: str | None


_KALENDER = Eksporttabel(
    KALENDER,
    "Kalender",
    "dag, fra den første til den sidste i de andre tabeller",
    ("dato",),
    "den gregorianske kalender; uger efter ISO 8601",
    (
        Eksportfelt("dato", "DATE", "Dagen"),
        Eksportfelt("aar", "INTEGER", "År"),
        Eksportfelt("kvartal", "INTEGER", "Kvartal 1-4"),
        Eksportfelt("maaned", "INTEGER", "Måned 1-12"),
        Eksportfelt("uge", "INTEGER", "Uge 1-53"),
        Eksportfelt("ugedag", "INTEGER", "1 mandag til 7 søndag"),
    ),
    None,
)


@cache
def load_tabeller() -> tuple[Eksporttabel, ...]:
    """Every table, dimensions first."""
    egne = [_make(f) for f in load_sqlfiler("ffb.eksport", "sql") if not f.hoved.get("visning")]
    dimensioner = [t for t in egne if t.navn.startswith("dim_")]
    return (*dimensioner, _KALENDER, *(t for t in egne if t not in dimensioner))


def load_visninger() -> list[SqlFil]:
    """The views the texts share, in order."""
    return [f for f in load_sqlfiler("ffb.eksport", "sql") if f.hoved.get("visning")]


def _make(fil: SqlFil) -> Eksporttabel:
    hoved = fil.hoved
    kolonner = tuple(Eksportfelt(k["navn"], k["type"], k["tekst"], k.get("til")) for k in hoved["kolonne"])
    noegle = tuple(n.strip() for n in hoved["noegle"].split(","))
    return Eksporttabel(fil.navn, hoved["titel"], hoved["grain"], noegle, hoved["kilde"], kolonner, fil.sql)
