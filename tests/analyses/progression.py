"""Scores as a history, in plain loops: what the oracles of V03, V05, V06, V16 and V17 count.

Nothing here reads ffb's SQL. Source: 12-model, Løbende; 5-viden V03–V06.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from analyses.udvalg import Borger, Udvalg, find_kommuner, husk, load_overtemaer
from orakel.koder import load_koder
from orakel.leverancer import Gruppe, Raekke, Tabeller, find_raekker, orden

TABELLER = ("aktivitet_deltagelse", "udredningstema")
NIVEAUER = range(5)


@dataclass(slots=True)
class Vurdering:
    """What was said of one citizen's A&D theme on one day; `gange` = how often that score was delivered."""

    kommune: str
    borger_id: int
    kode: str
    niveau: int | None
    dato: date | None
    gange: int

    @property
    def borger(self) -> Borger:
        return self.kommune, self.borger_id

    @property
    def scoret(self) -> bool:
        return self.niveau in NIVEAUER and self.dato is not None


@husk
def make_ad(u: Udvalg) -> list[Vurdering]:
    """The assessments of the choice's citizens, up to its day."""
    overtemaer = load_overtemaer()
    return [
        v
        for v in make_alle_ad(u.tabeller, u.grupper)
        if v.borger in u.borgere
        and (v.dato is None or v.dato <= u.dag)
        and tema_med(u, v.kode, overtemaer[v.kode])
    ]


def tema_med(u: Udvalg, kode: str | None, overtema: str | None) -> bool:
    """Does the choice's filter of themes let this one through?"""
    par = (("undertema", kode), ("overtema", overtema))
    return all(not u.valg.koder(d) or k in u.valg.koder(d) for d, k in par)


def make_alle_ad(tabeller: Tabeller, grupper: list[Gruppe]) -> list[Vurdering]:
    """One per kommune, citizen, theme and day: the newest version of it; 'ikke relevant' counts nowhere."""
    samlet: dict[tuple[str, int, str, date | None], list[Raekke]] = defaultdict(list)
    for gruppe in grupper:
        for r in _find_historie(gruppe, tabeller):
            for kommune in find_kommuner(gruppe):
                samlet[kommune, r["borger_id"], r["kode"], r["dato"]].append(r)
    ud = []
    for (kommune, borger_id, kode, dato), raekker in samlet.items():
        nyest = max(raekker, key=lambda r: (r["niveau"] is not None, *orden(r)))
        gange = sum(r["niveau"] == nyest["niveau"] for r in raekker)
        if nyest["niveau"] != 8:
            ud.append(Vurdering(kommune, borger_id, kode, nyest["niveau"], dato, gange))
    return ud


@husk
def make_ff_foerst(u: Udvalg) -> dict[tuple[Borger, str], date | None]:
    """(citizen of the choice, F&F or omgivelse theme of it) -> the first day it was ever registered."""
    overtemaer = load_overtemaer()
    ud: dict[tuple[Borger, str], date | None] = {}
    for gruppe in u.grupper:
        for r in _find_historie(gruppe, u.tabeller, ("ff_undertema", "omgivelse_undertema")):
            for kommune in find_kommuner(gruppe):
                noegle = ((kommune, r["borger_id"]), r["kode"])
                if noegle[0] in u.borgere and tema_med(u, r["kode"], overtemaer[r["kode"]]):
                    kendte = [d for d in (ud.get(noegle), r["dato"]) if d is not None]
                    ud[noegle] = min(kendte, default=None)
    return ud


def _find_historie(
    gruppe: Gruppe, tabeller: Tabeller, arter: tuple[str, ...] = ("ad_undertema",)
) -> list[Raekke]:
    """Rows that count, and earlier versions of those that are still about the same theme.

    'Ikke relevant' is no registration of an F&F theme; of an A&D theme the caller decides.
    """
    art = load_koder().art
    gaelder = [r for t in TABELLER for r in find_raekker(gruppe, tabeller, t)]
    if arter != ("ad_undertema",):
        gaelder = [r for r in gaelder if r.get("niveau") != 8]
    nu = {(r["kilde_id"], r["kode"]) for r in gaelder if r["kilde_id"] is not None}
    ud = []
    for tabel in TABELLER:
        for r in tabeller[f"{tabel}_version"]:
            if r["leverance_id"] not in gruppe.ider or r["trukket"] or art.get(r["kode"]) not in arter:
                continue
            if arter != ("ad_undertema",) and r.get("niveau") == 8:
                continue
            uden_id = r["kilde_id"] is None and r["leverance_id"] in gruppe.tabel_ider
            if gruppe.direkte or uden_id or (r["kilde_id"], r["kode"]) in nu:
                ud.append({**r, "niveau": r.get("niveau") if tabel == "aktivitet_deltagelse" else None})
    return ud


def efter_forloeb(vurderinger: Iterable[Vurdering]) -> dict[tuple[Borger, str], list[Vurdering]]:
    """(citizen, theme) -> its assessments with a date, oldest first."""
    ud: dict[tuple[Borger, str], list[Vurdering]] = defaultdict(list)
    for v in vurderinger:
        if v.dato is not None:
            ud[v.borger, v.kode].append(v)
    for liste in ud.values():
        liste.sort(key=lambda v: v.dato or date.min)
    return ud


def middel(tal: list[Any]) -> Decimal | None:
    """Mean with two decimals, half up; None of nothing."""
    if not tal:
        return None
    return (Decimal(sum(tal)) / len(tal)).quantize(Decimal("0.01"), ROUND_HALF_UP)
