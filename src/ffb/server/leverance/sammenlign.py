"""Two leverancer of a system side by side: what came, what went, what is otherwise, table by table.

Rows are paired by the source's own id, else by all their words. Counts for everyone who sees figures; the
rows themselves are on the citizens' pages.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from ffb.model.tabeller import TABELLER
from ffb.server.leverance.grundlag import Grundlag, kilder
from ffb.server.leverance.models import Leverance

UDEN = {"leverance_id", "fil_nr", "post_nr", "version_tid"}
SKJULT = {"ressource", "borger"}


@dataclass(frozen=True, slots=True)
class Forskel:
    """One table: rows in each, rows only in one of them, and rows with the same id but other words."""

    tabel: str
    foer: int
    efter: int
    kommet: int
    gaaet: int
    aendret: int


def compare_leverancer(foer: Leverance, efter: Leverance) -> tuple[list[Forskel], int, int]:
    """(difference per table, citizens that came, citizens that went)."""
    a, b = (kilder(Grundlag(lev.kommune, (lev,))) for lev in (foer, efter))
    forskelle = [
        f
        for t in TABELLER.values()
        if t.versioneret and t.navn not in SKJULT
        for f in [_compare(t.navn, a[t.fysisk], b[t.fysisk])]
        if f.foer or f.efter
    ]
    borgere = [set(x["borger_version"]["borger_id"].to_pylist()) for x in (a, b)]
    return forskelle, len(borgere[1] - borgere[0]), len(borgere[0] - borgere[1])


def _compare(navn: str, foer: pa.Table, efter: pa.Table) -> Forskel:
    a, b = _efter_id(foer), _efter_id(efter)
    aendret = sum(a[k] != b[k] for k in a.keys() & b.keys())
    uden_a, uden_b = _uden_id(foer), _uden_id(efter)
    kommet = len(b.keys() - a.keys()) + sum((uden_b - uden_a).values())
    gaaet = len(a.keys() - b.keys()) + sum((uden_a - uden_b).values())
    return Forskel(navn, foer.num_rows, efter.num_rows, kommet, gaaet, aendret)


def _ord(raekke: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(v for k, v in raekke.items() if k not in UDEN)


def _efter_id(tabel: pa.Table) -> dict[Any, Any]:
    """{(source id, its place among equals): words} of rows that have one."""
    nr: Counter[str] = Counter()
    ud = {}
    for r in tabel.to_pylist():
        if r["kilde_id"] is not None:
            ud[(r["kilde_id"], nr[r["kilde_id"]])] = _ord(r)
            nr[r["kilde_id"]] += 1
    return ud


def _uden_id(tabel: pa.Table) -> Counter[Any]:
    return Counter(_ord(r) for r in tabel.to_pylist() if r["kilde_id"] is None)
