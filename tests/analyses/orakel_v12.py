"""V12 in plain Python: who has both an FFB ydelse and an FSIII ydelse on the day."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from analyses.andre_omraader import find_leverende, make_fsiii
from analyses.udvalg import Borger, Udvalg, andel, make_person

NOEGLE = ("lov", "kode", "fsiii_kode")
KUN_PERSON = {"kommune", "koen", "alder"}


def _loeber(y: Any, u: Udvalg) -> bool:
    return y.start <= u.dag and (y.slut is None or y.slut >= u.dag)


def _er_valgt(borger: Borger, u: Udvalg) -> bool:
    """Someone without an FFB ydelse: only kommune, sex and age can say anything of her."""
    if {d for d, _ in u.valg.filtre} - KUN_PERSON:
        return False
    p = make_person(borger, u.valg, u.dag, u.tabeller, u.grupper)
    return u.valgt("koen", p.koen) and u.valgt("alder", p.alder)


def make_raekker(u: Udvalg) -> list[dict[str, Any]]:
    fsiii = [f for f in make_fsiii(u) if f.lov and f.loeber(u.dag) and u.valgt("kommune", f.borger[0])]
    leverer = {f.borger[0] for f in make_fsiii(u)}
    ydelser: dict[Borger, set[str]] = defaultdict(set)
    for y in u.ydelser:
        if _loeber(y, u):
            ydelser[y.borger].add(y.ydelse_kode)
    nogen = {y.borger for y in u.alle_ydelser if _loeber(y, u)}
    celler: dict[tuple[str, str, str], set[Borger]] = defaultdict(set)
    for f in fsiii:
        koder = {*ydelser[f.borger], "I alt"} if f.borger in ydelser else set()
        if f.borger not in nogen and _er_valgt(f.borger, u):
            koder = {"NULL"}
        for kode in koder:
            for navn in (f.navn, "I alt"):
                celler[f.lov, kode, navn].add(f.borger)
    population = sum(borger[0] in leverer for borger in ydelser)
    return [
        {
            "lov": lov,
            "kode": kode,
            "fsiii_kode": navn,
            "borgere": len(hvem),
            "population": None if kode == "NULL" else population,
            "andel": None if kode == "NULL" else andel(len(hvem), population),
        }
        for (lov, kode, navn), hvem in celler.items()
    ]


def make_daekning(u: Udvalg) -> dict[str, tuple[int, int]]:
    alle = make_fsiii(u)
    leverer = {f.borger[0] for f in alle}
    paa_dagen = [f for f in alle if f.loeber(u.dag) and u.valgt("kommune", f.borger[0])]
    med = {f.borger for f in paa_dagen if f.lov}
    ffb = {y.borger for y in u.ydelser if _loeber(y, u) and y.borger[0] in leverer}
    kommuner = find_leverende(u)
    return {
        "kommuner": (len(kommuner & leverer), len(kommuner)),
        "kendt": (sum(bool(f.lov) for f in paa_dagen), len(paa_dagen)),
        "overlap": (len(ffb & med), len(ffb)),
    }
