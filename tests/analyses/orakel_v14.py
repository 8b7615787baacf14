"""V14 in plain Python: what each citizen is occupied with, now and first in the period."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import Any

from analyses.andre_omraader import find_leverende
from analyses.udvalg import Borger, Udvalg, andel, husk

NOEGLE = ("inddeling", "kode", "nr")
RANG = {"fleksjob": 3, "skånejob": 4, "revalideringsydelse": 5, "uddannelseshjælp": 6}
Stand = tuple[int, str | None]  # number, and the month that says it


@husk
def _maaneder(u: Udvalg) -> dict[Borger, dict[str, int]]:
    ud: dict[Borger, dict[str, int]] = defaultdict(dict)
    for kommune, r in u.raekker("beskaeftigelse"):
        maaned, slags = (r["maaned"] or "").strip(), (r["type"] or "").strip()
        if maaned and slags:
            nr = RANG.get(slags.lower(), 7)
            egne = ud[kommune, r["borger_id"]]
            egne[maaned] = min(nr, egne.get(maaned, 7))
    return ud


def _ydelse(borger: Borger, dag: date, u: Udvalg) -> int | None:
    loeber = {
        y.paragraf
        for y in u.alle_ydelser
        if y.borger == borger and y.start <= dag and (y.slut is None or y.slut >= dag)
    }
    return 1 if "§103" in loeber else 2 if "§104" in loeber else None


@husk
def _stand(u: Udvalg) -> dict[str, dict[Borger, Stand]]:
    ud: dict[str, dict[Borger, Stand]] = {"fra": {}, "til": {}}
    alle = _maaneder(u)
    nu = f"{u.dag:%Y%m}"
    for borger in u.borgere:
        kendte = {m: nr for m, nr in alle.get(borger, {}).items() if m <= nu}
        foer = [m for m in alle.get(borger, {}) if m <= f"{u.valg.periode_fra:%Y%m}"]
        foerst = max(foer) if foer else min(kendte, default=None)
        for ende, dag, maaned in (
            ("fra", u.valg.periode_fra, foerst),
            ("til", u.dag, max(kendte, default=None)),
        ):
            nr = _ydelse(borger, dag, u)
            if nr is not None:
                ud[ende][borger] = (nr, None)
            elif maaned is not None:
                ud[ende][borger] = (alle[borger][maaned], maaned)
    return ud


def _par(u: Udvalg) -> list[tuple[int, int]]:
    stand = _stand(u)
    ud = []
    for borger, (til, maaned) in stand["til"].items():
        if borger in stand["fra"]:
            fra, foer = stand["fra"][borger]
            if maaned is None or foer is None or maaned != foer:
                ud.append((fra, til))
    return ud


def make_raekker(u: Udvalg) -> list[dict[str, Any]]:
    nu = _stand(u)["til"]
    grupper: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for borger, (nr, _maaned) in nu.items():
        grupper["paragraf", ""][nr] += 1
        grupper["kommune", ""][nr] += 1
        for paragraf in {y.paragraf for y in u.ydelser if y.borger == borger}:
            grupper["paragraf", paragraf][nr] += 1
        if len({kommune for kommune, _ in nu}) > 1:
            grupper["kommune", borger[0]][nr] += 1
    for fra, til in _par(u):
        grupper["overgang", str(fra)][til] += 1
    ud = []
    for (inddeling, kode), talt in grupper.items():
        celler = {str(nr): talt[nr] for nr in range(1, 8)}
        if inddeling == "overgang":
            celler["job"] = talt[3] + talt[4]
        for nr_, antal in celler.items():
            i_alt = talt.total()
            ud.append(
                {
                    "inddeling": inddeling,
                    "kode": kode,
                    "nr": nr_,
                    "borgere": antal,
                    "population": i_alt,
                    "andel": andel(antal, i_alt),
                }
            )
    return ud


def make_daekning(u: Udvalg) -> dict[str, tuple[int, int]]:
    kommuner = find_leverende(u)
    leverer = {kommune for kommune, _ in _maaneder(u)}
    i_alt = len(u.borgere)
    return {
        "kommuner": (len(kommuner & leverer), len(kommuner)),
        "kendt": (len(_stand(u)["til"]), i_alt),
        "begge": (len(_par(u)), i_alt),
    }
