"""V02 in plain Python: who has which theme registered on or before the start of a ydelse in the period."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from analyses.progression import make_ff_foerst
from analyses.udvalg import Borger, Udvalg, andel, load_overtemaer, load_termer

NOEGLE = ("paragraf", "kode")
FF = ("ff_undertema", "omgivelse_undertema")


def _starter(u: Udvalg) -> dict[str, dict[Borger, date]]:
    """Paragraf (and I alt) -> citizen -> her latest start in the period."""
    ud: dict[str, dict[Borger, date]] = defaultdict(dict)
    for y in u.ydelser:
        if y.start < u.valg.periode_fra:
            continue
        for paragraf in (y.paragraf, "I alt"):
            foer = ud[paragraf].get(y.borger)
            ud[paragraf][y.borger] = y.start if foer is None else max(foer, y.start)
    return ud


def make_raekker(u: Udvalg) -> list[dict[str, Any]]:
    termer, overtemaer = load_termer(), load_overtemaer()
    ud = []
    for paragraf, starter in _starter(u).items():
        har: dict[str, set[Borger]] = defaultdict(set)
        for (borger, kode), dato in make_ff_foerst(u).items():
            start = starter.get(borger)
            if start is not None and dato is not None and dato <= start:
                har[kode].add(borger)
        for kode, hvem in har.items():
            ud.append(
                {
                    "paragraf": paragraf,
                    "kode": kode,
                    "tema": termer[kode],
                    "overtema": termer[overtemaer[kode]],
                    "borgere": len(hvem),
                    "population": len(starter),
                    "andel": andel(len(hvem), len(starter)),
                }
            )
    return ud


def make_daekning(u: Udvalg) -> dict[str, tuple[int, int]]:
    starter = _starter(u)["I alt"]
    temaer = [t for t in u.temaer if t.art in FF and t.borger in starter]
    med = {
        b for (b, _k), d in make_ff_foerst(u).items() if d is not None and b in starter and d <= starter[b]
    }
    return {
        "tema": (len(med), len(starter)),
        "dateret": (sum(t.dato is not None for t in temaer), len(temaer)),
    }
