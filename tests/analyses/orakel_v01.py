"""V01 in plain Python: how many kommuner report each kind, and how much."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from analyses.udvalg import Udvalg, andel
from orakel.leverancer import find_raekker

NOEGLE = ("slags",)
SLAGS = ("ff", "ad", "score", "stoettebehov", "maaltype")


def count(u: Udvalg) -> dict[str, Counter[str]]:
    """{kommune: {kind: registrations}}, of the kommuner of the choice that deliver."""
    ud: dict[str, Counter[str]] = defaultdict(Counter)
    for g in u.grupper:
        kommune = g.kommune or ""
        if not u.valgt("kommune", kommune):
            continue
        talt = ud[kommune]
        talt["ff"] += sum(r["kode"] is not None for r in find_raekker(g, u.tabeller, "udredningstema"))
        for r in find_raekker(g, u.tabeller, "aktivitet_deltagelse"):
            talt["ad"] += r["kode"] is not None
            talt["score"] += r["niveau"] in (0, 1, 2, 3, 4)
        behov = find_raekker(g, u.tabeller, "stoettebehov")
        talt["stoettebehov"] += sum(r["niveau"] in (0, 1, 2, 3, 4) for r in behov)
        maal = find_raekker(g, u.tabeller, "indsatsmaal")
        talt["maaltype"] += sum(r["maaltype_kode"] is not None for r in maal)
    return ud


def make_raekker(u: Udvalg) -> list[dict[str, Any]]:
    maengder = count(u)
    ud = []
    for slags in SLAGS if maengder else ():
        tal = sorted((m[slags] for m in maengder.values()), reverse=True)
        ud.append(
            {
                "slags": slags,
                "indberetter": sum(t > 5 for t in tal),
                "faa": sum(0 < t <= 5 for t in tal),
                "ingen": tal.count(0),
                "i_alt": sum(tal),
                "top_andel": andel(sum(tal[:5]), sum(tal)) if sum(tal) else None,
            }
        )
    return ud


def make_daekning(u: Udvalg) -> dict[str, tuple[int, int]]:
    maengder = count(u)
    return {"alle": (sum(all(m[s] > 5 for s in SLAGS) for m in maengder.values()), len(maengder))}
