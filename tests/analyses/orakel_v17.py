"""V17 in plain Python: citizens assessed on a theme, and those of them with a goal about it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from analyses.maalgang import make_maal
from analyses.progression import make_ad
from analyses.udvalg import Borger, Udvalg, andel, load_overtemaer, load_termer

NOEGLE = ("paragraf", "kode")


def make_raekker(u: Udvalg) -> list[dict[str, Any]]:
    har: dict[str, set[Borger]] = defaultdict(set)
    for y in u.ydelser:
        har[y.paragraf].add(y.borger)
        har["I alt"].add(y.borger)
    udredt, maal = defaultdict(set), defaultdict(set)
    for v in make_ad(u):
        for paragraf, borgere in har.items():
            if v.dato is not None and v.borger in borgere:
                udredt[paragraf, v.kode].add(v.borger)
    for m in make_maal(u):
        for paragraf in {y.paragraf for y in m.ydelser} | {"I alt"}:
            if m.tema is not None:
                maal[paragraf, m.tema].add(m.borger)
    termer, overtemaer = load_termer(), load_overtemaer()
    ud = []
    for paragraf, kode in {*udredt, *maal}:
        dem, deres = udredt[paragraf, kode], maal[paragraf, kode]
        ud.append(
            {
                "paragraf": paragraf,
                "kode": kode,
                "tema": termer[kode],
                "overtema": termer[overtemaer[kode]],
                "udredt": len(dem),
                "med_maal": len(dem & deres),
                "andel": andel(len(dem & deres), len(dem)),
                "uden_udredning": len(deres - dem),
                "borgere": len(har[paragraf]),
            }
        )
    return ud


def make_daekning(u: Udvalg) -> dict[str, tuple[int, int]]:
    udredt = {(v.borger, v.kode) for v in make_ad(u) if v.dato is not None}
    alle = make_maal(u)
    begge = udredt & {(m.borger, m.tema) for m in alle}
    return {
        "tema": (len(begge), len(udredt)),
        "borger": (len({b for b, _k in begge}), len({b for b, _k in udredt})),
        "maal": (sum(m.tema is not None for m in alle), len(alle)),
        "ydelse": (sum(bool(m.ydelser) for m in alle), len(alle)),
    }
