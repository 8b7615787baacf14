"""V13 in plain Python: the accounts of each function and year, and the citizens behind them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from analyses.andre_omraader import find_leverende
from analyses.udvalg import Borger, Udvalg, Ydelsesrad, andel, husk, make_person
from orakel.leverancer import find_raekker

NOEGLE = ("inddeling", "funktion", "aar", "kode")
PARAGRAF = {"5.38.50": "§108", "5.38.51": "§85 i ABL §105", "5.38.52": "§107"}
Sted = tuple[str, int]  # (function, year)


@husk
def _beloeb(u: Udvalg) -> dict[tuple[str, int, str], Decimal]:
    """(kommune, year, function) -> the amount delivered last."""
    nyest: dict[tuple[str, int, str], tuple[Any, Decimal]] = {}
    for g in u.grupper:
        for r in find_raekker(g, u.tabeller, "regnskab"):
            noegle = (r["kommune_kode"], r["aar"], r["funktion"])
            sted = (r["leverance_id"], r["fil_nr"], r["post_nr"])
            if r["beloeb_1000_kr"] is not None and sted >= nyest.get(noegle, (sted, 0))[0]:
                nyest[noegle] = (sted, r["beloeb_1000_kr"])
    aar = range(u.valg.periode_fra.year, u.valg.periode_til.year + 1)
    return {n: b for n, (_sted, b) in nyest.items() if n[1] in aar and u.valgt("kommune", n[0])}


@husk
def _ydelser(u: Udvalg) -> dict[Sted, list[Ydelsesrad]]:
    ud: dict[Sted, list[Ydelsesrad]] = defaultdict(list)
    for kommune, aar, funktion in _beloeb(u):
        for y in u.alle_ydelser:
            loeber = y.start.year <= aar and (y.slut is None or y.slut.year >= aar) and y.start <= u.dag
            if y.kommune == kommune and y.paragraf == PARAGRAF.get(funktion) and loeber:
                ud[funktion, aar].append(y)
    return ud


def _behov(borger: Borger, aar: int, u: Udvalg) -> str:
    dag = min(u.dag, date(aar, 12, 31))
    return make_person(borger, u.valg, dag, u.tabeller, u.grupper).stoettebehov


def make_raekker(u: Udvalg) -> list[dict[str, Any]]:
    beloeb: dict[Sted, Decimal] = defaultdict(Decimal)
    for (_kommune, aar, funktion), b in _beloeb(u).items():
        beloeb[funktion, aar] += b
    ud = []
    for (funktion, aar), sum_ in beloeb.items():
        ydelser = _ydelser(u).get((funktion, aar), [])
        borgere = {y.borger for y in ydelser}
        faelles = {"funktion": funktion, "aar": str(aar)}
        pris = (sum_ / len(borgere)).quantize(Decimal("0.01"), ROUND_HALF_UP) if borgere else None
        ud.append(
            {
                "inddeling": "pris",
                **faelles,
                "kode": "alle",
                "borgere": len(borgere) or None,
                "beloeb": sum_,
                "pr_borger": pris,
                "andel": None,
            }
        )
        grupper: dict[tuple[str, str], set[Borger]] = defaultdict(set)
        for y in ydelser:
            for kode in y.primaere or {""}:
                grupper["maalgruppe", kode].add(y.borger)
        for borger in borgere:
            grupper["stoettebehov", _behov(borger, aar, u)].add(borger)
        for (inddeling, kode), hvem in grupper.items():
            ud.append(
                {
                    "inddeling": inddeling,
                    **faelles,
                    "kode": kode,
                    "borgere": len(hvem),
                    "beloeb": None,
                    "pr_borger": None,
                    "andel": andel(len(hvem), len(borgere)),
                }
            )
    return ud


def make_daekning(u: Udvalg) -> dict[str, tuple[int, int]]:
    kommuner = find_leverende(u)
    leverer = {kommune for kommune, _aar, _funktion in _beloeb(u)}
    vurderet: dict[Borger, bool] = defaultdict(bool)
    for (_funktion, aar), ydelser in _ydelser(u).items():
        for y in ydelser:
            vurderet[y.borger] |= _behov(y.borger, aar, u) in set("01234")
    return {
        "kommuner": (len(kommuner & leverer), len(kommuner)),
        "stoettebehov": (sum(vurderet.values()), len(vurderet)),
    }
