"""Compute an answer: the store's rows made ready as `ffb afstem` and its like have theirs, and their
functions called.

Opinion taken: everything is computed as a safe copy; CPR is put in when someone asks for it and says why.
The proposal of changed CPR numbers needs the numbers themselves (birthday, erstatningsnummer): they are in
memory while it is computed.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from ffb.afstem.bevilling import Afstemningsvalg, build_afstemning
from ffb.afstem.dstlister import Dstvalg, build_dstlister
from ffb.afstem.grundlag import Grundlag, prepare_grundlag
from ffb.afstem.indfasning import build_indfasning
from ffb.afstem.systemskifte import assume_tidligere, build_systemskifte
from ffb.engine.duckdb import DuckDB
from ffb.errors import BrugsFejl, Filfejl, Laesefejl
from ffb.formats.grundlag import Laesning
from ffb.formats.identitet import Identitet
from ffb.formats.personliste import Personliste, read_personliste
from ffb.selvtjek import build_selvtjek
from ffb.server.fund.opgoer import Frem, build_opsaetning, default_periode, to_laesning
from ffb.server.leverance.boks import cpr_tabel
from ffb.server.leverance.grundlag import (
    find_grundlag,
    indberettere,
    load_opsaetning,
    load_vejledning,
)
from ffb.server.leverance.models import TIDLIGERE, Borgernummer
from ffb.server.noegler import load_noegler
from ffb.server.redskaber.kuvert import Indfil, Kuvert
from ffb.server.redskaber.models import Redskabssvar
from ffb.sprog import Dansk

INGEN: Dansk = "Der er ingen leverancer endnu. Indlever den første."
PORTION = 500


def beregn(svar: Redskabssvar, filer: list[Indfil], frem: Frem) -> Kuvert:
    """The answer.

    Raises:
        Laesefejl: a list cannot be read; every fault is told.
        BrugsFejl: what was asked cannot be answered from these leverancer.
    """
    return BEREGNERE[svar.art](svar, filer, frem)


# -- the store made ready -------------------------------------------------------------------------------


def _read(kommune: str, systemer: set[str] | None, frem: Frem) -> Laesning:
    grundlag = find_grundlag(kommune)
    valgte = tuple(lev for lev in grundlag.leverancer if systemer is None or lev.system.navn in systemer)
    if not valgte:
        raise BrugsFejl(INGEN)
    frem(30, "Henter leverancerne")
    return to_laesning(replace(grundlag, leverancer=valgte))


def _prepare(kommune: str, laesning: Laesning, frem: Frem) -> Grundlag:
    frem(50, "Gør rækkerne klar")
    opsaetning = build_opsaetning(kommune, *default_periode())
    klar = prepare_grundlag(DuckDB(), laesning, load_vejledning(kommune), opsaetning)
    frem(70, "Sammenligner")
    return klar


# -- lists handed in ------------------------------------------------------------------------------------


def read_lister(kommune: str, filer: list[Indfil], kolonner: Mapping[str, Any]) -> dict[str, Personliste]:
    """The lists by name; every fault of all of them is told at once, without the folder they lay in.

    Raises:
        Laesefejl: one cannot be read.
    """
    identitet = Identitet(load_noegler().pseudonym)
    egne = {**_kolonner(kommune), **kolonner}
    lister: dict[str, Personliste] = {}
    fejl: list[Filfejl] = []
    with tempfile.TemporaryDirectory() as mappe:
        for fil in filer:
            sti = Path(mappe) / fil.plads / fil.navn
            sti.parent.mkdir()
            sti.write_bytes(fil.indhold)
            try:
                lister[fil.plads] = read_personliste(sti, fil.plads, identitet, egne.get(fil.plads))
            except Laesefejl as fundet:
                fejl += [replace(f, sted=f.sted.replace(f"{sti.parent}/", "")) for f in fundet.fejl]
    if fejl:
        raise Laesefejl(fejl)
    return lister


def _kolonner(kommune: str) -> dict[str, dict[str, str]]:
    """The lists' columns among those the kommune has said for its systems."""
    alle = load_opsaetning(kommune).kolonner.values()
    return {navn: k for system in alle for navn, k in system.items()}


def _ukendte(kommune: str, lister: Mapping[str, Personliste]) -> dict[str, str]:
    """borger_id -> CPR of those on the lists the vault does not know."""
    paa_lister = {r["borger_id"]: r["cpr"] for liste in lister.values() for r in liste.raekker}
    ider, kendte = sorted(paa_lister), set()
    for i in range(0, len(ider), PORTION):
        fundne = Borgernummer.objects.filter(
            kommune__in=indberettere(kommune), borger_id__in=ider[i : i + PORTION]
        )
        kendte |= set(fundne.values_list("borger_id", flat=True))
    return {str(b): cpr for b, cpr in paa_lister.items() if b not in kendte}


# -- the tools ------------------------------------------------------------------------------------------


def _dag(tekst: str) -> date:
    return date.fromisoformat(tekst)


def _afstemning(svar: Redskabssvar, filer: list[Indfil], frem: Frem) -> Kuvert:
    frem(10, "Læser bevillingslisten")
    lister = read_lister(svar.kommune, filer, svar.valg["kolonner"])
    klar = _prepare(svar.kommune, _read(svar.kommune, None, frem), frem)
    valg = Afstemningsvalg(_dag(svar.valg["fra"]), _dag(svar.valg["til"]), svar.valg["tolerance"])
    return Kuvert(build_afstemning(klar, lister["bevilling"], valg), _ukendte(svar.kommune, lister))


def _dstlister(svar: Redskabssvar, filer: list[Indfil], frem: Frem) -> Kuvert:
    frem(10, "Læser listerne")
    lister = read_lister(svar.kommune, filer, svar.valg["kolonner"])
    klar = _prepare(svar.kommune, _read(svar.kommune, None, frem), frem)
    dst_dato = _dag(svar.valg["dst_dato"]) if svar.valg["dst_dato"] else None
    valg = Dstvalg(_dag(svar.valg["fra"]), _dag(svar.valg["til"]), dst_dato)
    o = build_dstlister(klar, lister.get("dst_liste_1"), lister.get("dst_liste_2"), valg)
    return Kuvert(o, _ukendte(svar.kommune, lister))


def _indfasning(svar: Redskabssvar, _filer: list[Indfil], frem: Frem) -> Kuvert:
    return Kuvert(build_indfasning(_prepare(svar.kommune, _read(svar.kommune, None, frem), frem)))


def _systemskifte(svar: Redskabssvar, _filer: list[Indfil], frem: Frem) -> Kuvert:
    gammelt, nyt = svar.valg["gammelt"], svar.valg["nyt"]
    laesning = _read(svar.kommune, {gammelt, nyt}, frem)
    borgere = set(laesning.tabeller["borger_version"]["borger_id"].to_pylist())
    laesning.tabeller["cpr"] = cpr_tabel(svar.kommune, borgere)
    leverancer = laesning.tabeller["leverance"].to_pylist()
    antaget = any(r["system"] == gammelt and r["system_status"] != TIDLIGERE for r in leverancer)
    if antaget:
        laesning = assume_tidligere(laesning, {gammelt})
    klar = _prepare(svar.kommune, laesning, frem)
    return Kuvert(build_systemskifte(klar, {gammelt}, antaget=antaget))


def _selvtjek(svar: Redskabssvar, _filer: list[Indfil], frem: Frem) -> Kuvert:
    laesning = _read(svar.kommune, {svar.valg["system"]} if svar.valg["system"] else None, frem)
    frem(50, "Gør rækkerne klar")
    opsaetning = build_opsaetning(svar.kommune, *default_periode())
    return Kuvert(build_selvtjek(DuckDB(), laesning, load_vejledning(svar.kommune), opsaetning))


BEREGNERE: dict[str, Callable[[Redskabssvar, list[Indfil], Frem], Kuvert]] = {
    "afstemning": _afstemning,
    "dstlister": _dstlister,
    "indfasning": _indfasning,
    "selvtjek": _selvtjek,
    "systemskifte": _systemskifte,
}
