"""V16 in plain Python: what is recorded about each citizen granted a ydelse in the period, then and now."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from analyses.maalgang import make_maal
from analyses.progression import make_ad, make_ff_foerst, middel
from analyses.udvalg import Borger, Udvalg, andel, find_kommuner, husk
from orakel.koder import load_koder
from orakel.leverancer import find_raekker

NOEGLE = ("paragraf", "slags_kode", "tidspunkt_kode")
SLAGS = ("ff", "ad", "stoettebehov", "maaltype")
Ting = tuple[str, Borger]


@husk
def make_dage(u: Udvalg) -> dict[Ting, list[date]]:
    """(kind, citizen) -> the day each thing was first recorded."""
    foerst: dict[tuple[str, Borger, Any], date] = {}

    def skriv(slags: str, borger: Borger, hvad: Any, dato: date | None) -> None:
        if dato is not None:
            foerst[slags, borger, hvad] = min(dato, foerst.get((slags, borger, hvad), dato))

    for (borger, kode), dato in make_ff_foerst(u).items():
        if load_koder().art[kode] == "ff_undertema":
            skriv("ff", borger, kode, dato)
    for v in make_ad(u):
        skriv("ad", v.borger, v.kode, v.dato)
    for nr, m in enumerate(make_maal(u)):
        if m.maaltype:
            skriv("maaltype", m.borger, nr, m.dato)
    for gruppe in u.grupper:
        for r in find_raekker(gruppe, u.tabeller, "stoettebehov"):
            if r["niveau"] in (0, 1, 2, 3, 4, 9):
                for kommune in find_kommuner(gruppe):
                    skriv("stoettebehov", (kommune, r["borger_id"]), r["dato"], r["dato"])
    ud = defaultdict(list)
    for (slags, borger, _hvad), dato in foerst.items():
        ud[slags, borger].append(dato)
    return ud


def _starter(u: Udvalg) -> dict[str, dict[Borger, date]]:
    ud: dict[str, dict[Borger, date]] = defaultdict(dict)
    for y in u.ydelser:
        if y.start >= u.valg.periode_fra:
            for paragraf in (y.paragraf, "I alt"):
                ud[paragraf][y.borger] = max(y.start, ud[paragraf].get(y.borger, y.start))
    return ud


def make_raekker(u: Udvalg) -> list[dict[str, Any]]:
    dage, starter = make_dage(u), _starter(u)

    def tael(paragraf: str, slags: str, hvornaar: str) -> list[int]:
        return [
            sum(d <= (min(start, u.dag) if hvornaar == "visitation" else u.dag) for d in dage[slags, borger])
            for borger, start in starter[paragraf].items()
        ]

    ud = []
    for paragraf in list(starter):
        for slags in SLAGS:
            for hvornaar in ("visitation", "nu"):
                antal = tael(paragraf, slags, hvornaar)
                ud.append(
                    {
                        "paragraf": paragraf,
                        "slags_kode": slags,
                        "tidspunkt_kode": hvornaar,
                        "antal": sum(antal),
                        "borgere": len(antal),
                        "pr_borger": middel(antal),
                        "alle": middel(tael("I alt", slags, hvornaar)),
                        "uden": antal.count(0),
                        "andel_uden": andel(antal.count(0), len(antal)),
                    }
                )
    return ud


def make_daekning(u: Udvalg) -> dict[str, tuple[int, int]]:
    dage, borgere = make_dage(u), _starter(u)["I alt"]
    return {s: (sum(any(d <= u.dag for d in dage[s, b]) for b in borgere), len(borgere)) for s in SLAGS}
