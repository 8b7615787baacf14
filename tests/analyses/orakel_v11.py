"""V11 in plain Python: the citizens on §107 on the day, grouped, and when their stay ends."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from analyses.udvalg import Borger, Udvalg, Ydelsesrad, andel, husk, load_overtemaer, load_termer, make_temaer
from orakel.koder import load_koder

NOEGLE = ("inddeling", "kode")


def _loeber(y: Ydelsesrad, u: Udvalg) -> bool:
    return y.start <= u.dag and (y.slut is None or y.slut >= u.dag)


@husk
def _ophold(u: Udvalg) -> dict[Borger, list[Ydelsesrad]]:
    ud: dict[Borger, list[Ydelsesrad]] = defaultdict(list)
    for y in u.ydelser:
        if y.paragraf == "§107" and _loeber(y, u):
            ud[y.borger].append(y)
    return ud


def _kvartal(ydelser: list[Ydelsesrad]) -> str:
    slut = [y.slut for y in ydelser]
    if None in slut:
        return ""
    sidste = max(d for d in slut if d)
    return f"{sidste.year}K{(sidste.month + 2) // 3}"


def _er_hensyn(kode: str) -> bool:
    termer = load_termer()
    return termer[kode] == "Rusmidler" or termer[load_overtemaer()[kode]] == "Fysiske funktioner"


def make_raekker(u: Udvalg) -> list[dict[str, Any]]:
    ophold = _ophold(u)
    grupper: dict[tuple[str, str], set[Borger]] = defaultdict(set)
    for borger, ydelser in ophold.items():
        grupper["behov", _kvartal(ydelser)].add(borger)
        grupper["start", str(min(y.start for y in ydelser).year)].add(borger)
        grupper["stoettebehov", u.borgere[borger].stoettebehov].add(borger)
    for y in u.alle_ydelser:
        if y.borger not in ophold or not _loeber(y, u):
            continue
        if y.paragraf == "§107":
            for kode in y.primaere or {""}:
                grupper["maalgruppe", kode].add(y.borger)
        else:
            grupper["ydelse", y.ydelse_kode].add(y.borger)
        if y.paragraf in ("§103", "§104"):
            grupper["dagtilbud", y.tilbud_kode].add(y.borger)
    for t in make_temaer(u.tabeller, u.grupper):
        kendt = t.borger in ophold and (t.dato is None or t.dato <= u.dag)
        if kendt and t.art == "ff_undertema" and _er_hensyn(t.kode):
            grupper["hensyn", t.kode].add(t.borger)
    for kommune, r in u.raekker("indsatsmaal"):
        borger = (kommune, r["borger_id"])
        if borger in ophold and (r["dato"] is None or r["dato"] <= u.dag):
            kendt = load_koder().art.get(r["tema_kode"]) == "ad_undertema"
            grupper["maal", r["tema_kode"] if kendt else "ukendt"].add(borger)
    return [
        {
            "inddeling": inddeling,
            "kode": kode,
            "borgere": len(hvem),
            "hoej": sum(u.borgere[b].stoettebehov in ("3", "4") for b in hvem),
            "population": len(ophold),
            "andel": andel(len(hvem), len(ophold)),
        }
        for (inddeling, kode), hvem in grupper.items()
    ]


def make_daekning(u: Udvalg) -> dict[str, tuple[int, int]]:
    ophold = _ophold(u)
    med_slut = sum(bool(_kvartal(ydelser)) for ydelser in ophold.values())
    vurderet = sum(u.borgere[b].stoettebehov in set("01234") for b in ophold)
    return {"slut": (med_slut, len(ophold)), "stoettebehov": (vurderet, len(ophold))}
