"""V03 in plain Python: who has which A&D theme, and the mean of their latest scores."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from analyses.progression import NIVEAUER, efter_forloeb, make_ad, middel
from analyses.udvalg import Udvalg, andel, load_overtemaer, load_termer

NOEGLE = ("kode",)


def _seneste(u: Udvalg) -> dict[str, list[int | None]]:
    """Theme -> each citizen's latest level (9 too), None without one."""
    ud: dict[str, list[int | None]] = defaultdict(list)
    for (_borger, kode), liste in efter_forloeb(make_ad(u)).items():
        niveauer = [v.niveau for v in liste if v.niveau is not None]
        ud[kode].append(niveauer[-1] if niveauer else None)
    return ud


def make_raekker(u: Udvalg) -> list[dict[str, Any]]:
    termer, overtemaer = load_termer(), load_overtemaer()
    ud = []
    for kode, seneste in _seneste(u).items():
        scorer = [n for n in seneste if n in NIVEAUER]
        ud.append(
            {
                "kode": kode,
                "tema": termer[kode],
                "overtema": termer[overtemaer[kode]],
                "borgere": len(seneste),
                "population": len(u.borgere),
                "andel": andel(len(seneste), len(u.borgere)),
                "scorer": len(scorer),
                "ikke_vurderet": seneste.count(9),
                "score": middel(scorer),
                "nok": "ja" if len(scorer) >= 20 else "nej",
            }
        )
    return ud


def make_daekning(u: Udvalg) -> dict[str, tuple[int, int]]:
    alle = make_ad(u)
    seneste = [n for liste in _seneste(u).values() for n in liste]
    return {
        "ad": (len({v.borger for v in alle if v.dato is not None}), len(u.borgere)),
        "vurderet": (sum(n in NIVEAUER for n in seneste), len(seneste)),
        "dateret": (sum(v.dato is not None for v in alle), len(alle)),
    }
