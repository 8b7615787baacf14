"""V04 in plain Python: måltyper by paragraf of the ydelser a goal belongs to, once per paragraf."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from analyses.maalgang import Maal, make_maal
from analyses.udvalg import Udvalg, andel

NOEGLE = ("kode",)
MAALTYPER = ("udvikle", "fastholde", "begraense")


def make_raekker(u: Udvalg) -> list[dict[str, Any]]:
    grupper: dict[str, list[Maal]] = defaultdict(list)
    for m in make_maal(u):
        if m.maaltype and m.ydelser:
            for kode in {y.paragraf for y in m.ydelser} | {"alle"}:
                grupper[kode].append(m)
    ud = []
    for kode, maal in grupper.items():
        raekke: dict[str, Any] = {"kode": kode, "paragraf": "I alt" if kode == "alle" else kode}
        for t in MAALTYPER:
            raekke[t] = sum(m.maaltype == t for m in maal)
            raekke[f"andel_{t}"] = andel(raekke[t], len(maal))
        afledt = sum(m.afledt for m in maal)
        raekke |= {"maal": len(maal), "borgere": len({m.borger for m in maal})}
        ud.append(raekke | {"afledt": afledt, "andel_afledt": andel(afledt, len(maal))})
    return ud


def make_daekning(u: Udvalg) -> dict[str, tuple[int, int]]:
    maal = make_maal(u)
    med_type = [m for m in maal if m.maaltype]
    knyttet = [m for m in med_type if m.ydelser]
    return {
        "borger": (len({m.borger for m in maal}), len(u.borgere)),
        "maaltype": (len(med_type), len(maal)),
        "ydelse": (len(knyttet), len(med_type)),
        "afledt": (sum(m.afledt for m in knyttet), len(knyttet)),
    }
