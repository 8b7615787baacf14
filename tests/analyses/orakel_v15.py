"""V15 in plain Python: unique citizens per paragraf, ydelse, målgruppe and støttebehov."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from analyses.udvalg import Borger, Udvalg, andel

NOEGLE = ("inddeling", "kode")


def make_raekker(u: Udvalg) -> list[dict[str, Any]]:
    grupper: dict[tuple[str, str], set[Borger]] = defaultdict(set)
    for y in u.ydelser:
        grupper["paragraf", y.paragraf].add(y.borger)
        grupper["ydelse", y.ydelse_kode].add(y.borger)
        for kode in y.primaere or {""}:
            grupper["maalgruppe", kode].add(y.borger)
    for borger, person in u.borgere.items():
        grupper["stoettebehov", person.stoettebehov].add(borger)
    i_alt = len(u.borgere)
    return [
        {
            "inddeling": inddeling,
            "kode": kode,
            "borgere": len(hvem),
            "population": i_alt,
            "andel": andel(len(hvem), i_alt),
        }
        for (inddeling, kode), hvem in grupper.items()
    ]


def make_daekning(u: Udvalg) -> dict[str, tuple[int, int]]:
    uden_ydelse = {y.borger for y in u.ydelser if not y.ydelse_kode}
    uden_maalgruppe = {y.borger for y in u.ydelser if not y.primaere}
    vurderet = [p for p in u.borgere.values() if p.stoettebehov in {"0", "1", "2", "3", "4"}]
    i_alt = len(u.borgere)
    return {
        "ydelse": (i_alt - len(uden_ydelse), i_alt),
        "maalgruppe": (i_alt - len(uden_maalgruppe), i_alt),
        "stoettebehov": (len(vurderet), i_alt),
    }
