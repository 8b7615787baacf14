"""The concepts as plain tables for the SQL engine, which this layer does not know.

| table | Grain | Key |
|---|---|---|
| begreb | code in a catalogue version, and interval the version is in force | katalog, kode, gaelder_fra |
| begreb_lov | paragraf of a ydelse or tilbud | kode, nr |
| begreb_levetid | code that came later or was withdrawn | kode |
| kommune | kommune, demo ones included | kommune_kode |
| faelles_indberetter | arrangement | handlende_kode, for_kode, gaelder_fra |

With several versions loaded a code stands once per version in `begreb`: join on a date, or use the view
`begreb_navn`. On any day at most one row of a catalogue holds a code.

Units: vaerdi 0–4, 9 = ikke vurderet. Period: gaelder_fra and gaelder_til, inclusive, None = no bound.
Source: the catalogues of case work and FSIII, shipped and imported. Rows are ordered by key, so the same
versions give the same rows.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from ffb.begreber.katalog import Begreb
from ffb.begreber.kommune import faelles_indberetter_list, kommune_list
from ffb.begreber.levetid import find_levetider
from ffb.begreber.sted import DATA_ROD, husk
from ffb.begreber.system import FSIII_SYSTEM
from ffb.begreber.versioner import (
    Periode,
    fag_navn_list,
    fag_version_list,
    find_perioder,
    katalog_navn_list,
    version_list,
)

Tabel = tuple[list[str], list[tuple[Any, ...]]]


@husk
def reference_tabeller(rod: Path | None = None) -> dict[str, Tabel]:
    """Table name -> (column names, rows). Codes and texts are str, dates `datetime.date` or None."""
    return {
        "begreb": _begreb(rod),
        "begreb_lov": _begreb_lov(rod),
        "begreb_levetid": _begreb_levetid(rod),
        "kommune": _kommune(rod or DATA_ROD),
        "faelles_indberetter": _faelles_indberetter(rod or DATA_ROD),
    }


@husk
def reference_aftryk() -> str:
    """A hash that changes when and only when what rules read of the catalogues does."""
    import hashlib

    return hashlib.sha256(repr(reference_tabeller()).encode()).hexdigest()


def _navne(rod: Path | None) -> list[str]:
    """The catalogues rules read: those of case work, and FSIII's."""
    fag = fag_navn_list(rod)
    fsiii = [
        n
        for n in katalog_navn_list(rod)
        if n not in fag and version_list(n, rod) and version_list(n, rod)[0].system == FSIII_SYSTEM
    ]
    return [*fag, *fsiii]


def _begreb_raekke(periode: Periode, b: Begreb) -> tuple[Any, ...]:
    fra, til, katalog = periode
    overtema = katalog.overtema_kode(b.kode)
    return (katalog.id, b.kode, b.term, b.art, b.overordnet_kode, overtema, b.vaerdi, b.kortnavn, fra, til)


def _begreb(rod: Path | None) -> Tabel:
    kolonner = ["katalog", "kode", "term", "art", "overordnet_kode", "overtema_kode"]
    kolonner += ["vaerdi", "kortnavn", "gaelder_fra", "gaelder_til"]
    raekker = [
        _begreb_raekke(periode, b)
        for navn in _navne(rod)
        for periode in find_perioder(version_list(navn, rod))
        for b in periode[2].begreb_list
    ]
    return kolonner, sorted(raekker, key=lambda r: (*r[:2], r[8] or date.min))


def _begreb_lov(rod: Path | None) -> Tabel:
    """A code's law is the newest version's that tells one: one set of paragraffer per code."""
    lov: dict[str, tuple[str, ...]] = {}
    for katalog in fag_version_list(None, rod):
        for b in katalog.begreb_list:
            lov[b.kode] = lov.get(b.kode) or b.lov
    raekker: list[tuple[Any, ...]] = [
        (kode, nr, paragraf, len(lov[kode]))
        for kode in sorted(lov)
        for nr, paragraf in enumerate(lov[kode], start=1)
    ]
    return ["kode", "nr", "paragraf", "antal"], raekker


def _begreb_levetid(rod: Path | None) -> Tabel:
    kolonner = ["kode", "foerst_i", "foerst_fra", "udgaaet_i", "udgaaet_fra"]
    kolonner += ["efterfoelger_kode", "efterfoelger"]
    raekker: list[tuple[Any, ...]] = [
        (
            liv.kode, liv.foerst_i, liv.foerst_fra, liv.udgaaet_i, liv.udgaaet_fra,
            liv.efterfoelger.kode if liv.efterfoelger else None,
            liv.efterfoelger.term if liv.efterfoelger else None,
        )
        for liv in find_levetider(rod).values()
    ]  # fmt: skip
    return kolonner, raekker


def _kommune(rod: Path) -> Tabel:
    kolonner = ["kommune_kode", "navn", "region_kode", "region", "demo"]
    return kolonner, [(k.kode, k.navn, k.region_kode, k.region, k.demo) for k in kommune_list(rod)]


def _faelles_indberetter(rod: Path) -> Tabel:
    kolonner = ["handlende_kode", "for_kode", "gaelder_fra", "gaelder_til"]
    raekker: list[tuple[Any, ...]] = [
        (f.handlende_kode, f.for_kode, f.gaelder_fra, f.gaelder_til) for f in faelles_indberetter_list(rod)
    ]
    return kolonner, sorted(raekker, key=lambda r: r[:2])
