"""The concepts as plain tables for the SQL engine, which this layer does not know.

| table | Grain | Key |
|---|---|---|
| begreb | code in a catalogue version (FFB and FSIII) | katalog, kode |
| begreb_lov | paragraf of a ydelse or tilbud | kode, nr |
| kommune | kommune, demo ones included | kommune_kode |
| faelles_indberetter | arrangement | handlende_kode, for_kode, gaelder_fra |

With several versions loaded a code stands once per version in `begreb`: join on `katalog` too, or on a date.

Units: vaerdi 0–4, 9 = ikke vurderet. Period: gaelder_fra and gaelder_til, inclusive, None = no bound.
Source: the catalogues of `data/`. Rows are ordered by key, so the same version gives the same rows.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ffb.begreber.katalog import DATA_ROD, Begreb, Katalog, katalog_navn_list, version_list
from ffb.begreber.kommune import faelles_indberetter_list, kommune_list

Tabel = tuple[list[str], list[tuple[Any, ...]]]
KATALOG_I_SQL = ("ffb", "fsiii")


def reference_tabeller(rod: Path = DATA_ROD) -> dict[str, Tabel]:
    """Table name -> (column names, rows). Codes and texts are str, dates `datetime.date` or None."""
    return {
        "begreb": _begreb(rod),
        "begreb_lov": _begreb_lov(rod),
        "kommune": _kommune(rod),
        "faelles_indberetter": _faelles_indberetter(rod),
    }


def _katalog_list(rod: Path) -> list[Katalog]:
    kendte = katalog_navn_list(rod)
    return [k for navn in KATALOG_I_SQL if navn in kendte for k in version_list(navn, rod)]


def _begreb_raekke(katalog: Katalog, b: Begreb) -> tuple[Any, ...]:
    overtema = katalog.overtema_kode(b.kode)
    periode = (katalog.gaelder_fra, katalog.gaelder_til)
    return (katalog.id, b.kode, b.term, b.art, b.overordnet_kode, overtema, b.vaerdi, b.kortnavn, *periode)


def _begreb(rod: Path) -> Tabel:
    kolonner = ["katalog", "kode", "term", "art", "overordnet_kode", "overtema_kode"]
    kolonner += ["vaerdi", "kortnavn", "gaelder_fra", "gaelder_til"]
    raekker = [_begreb_raekke(katalog, b) for katalog in _katalog_list(rod) for b in katalog.begreb_list]
    return kolonner, sorted(raekker, key=lambda r: r[:2])


def _begreb_lov(rod: Path) -> Tabel:
    """A code's law is the newest version's that knows the code: one set of paragraffer per code."""
    lov: dict[str, tuple[str, ...]] = {}
    for katalog in version_list("ffb", rod):
        for b in katalog.begreb_list:
            lov.setdefault(b.kode, b.lov)
    raekker: list[tuple[Any, ...]] = [
        (kode, nr, paragraf, len(lov[kode]))
        for kode in sorted(lov)
        for nr, paragraf in enumerate(lov[kode], start=1)
    ]
    return ["kode", "nr", "paragraf", "antal"], raekker


def _kommune(rod: Path) -> Tabel:
    kolonner = ["kommune_kode", "navn", "region_kode", "region", "demo"]
    return kolonner, [(k.kode, k.navn, k.region_kode, k.region, k.demo) for k in kommune_list(rod)]


def _faelles_indberetter(rod: Path) -> Tabel:
    kolonner = ["handlende_kode", "for_kode", "gaelder_fra", "gaelder_til"]
    raekker: list[tuple[Any, ...]] = [
        (f.handlende_kode, f.for_kode, f.gaelder_fra, f.gaelder_til) for f in faelles_indberetter_list(rod)
    ]
    return kolonner, sorted(raekker, key=lambda r: r[:2])
