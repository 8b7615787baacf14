"""The work list of a check: the findings as rows a person can work down, and the safe copy.

Opinion taken: owner, then enhed, then sag, then date: what one person mends stands together. The CPR is
looked up here and nowhere else. A safe check has sagsnummer or pseudonym instead, CPR fields covered, and
whatever looks like a CPR in any text.
Grain: finding. Source: 4-regler (column order for people), 3-rapport (safe copy).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pyarrow as pa

from ffb.formats.graenser import vis_sti
from ffb.model.fund import ALVOR, EJERE, Fund, Sted
from ffb.rules.form import CPR_FELT
from ffb.rules.side import find_fase
from ffb.rules.tjek import GRAVE, Tjek
from ffb.sprog import _

UROERT = frozenset({"borger", "noegle"})
DAEKKET = "••••••••••"
SOM_CPR = re.compile(r"(?<![0-9A-Za-z])\d{6}[- ]?[0-9A-Za-z]{4}(?![0-9A-Za-z])")


def make_sikker(tjek: Tjek) -> Tjek:
    """The same check without anything that tells a CPR."""
    siden = tjek.siden
    if siden is not None:
        loeste, uafklarede = (tuple(map(_daek_json, f)) for f in (siden.loeste, siden.uafklarede))
        siden = replace(siden, loeste=loeste, uafklarede=uafklarede)
    virkning = tuple(replace(v, enhed=daek(v.enhed)) for v in tjek.virkning)
    fund = [_daek_fund(f) for f in tjek.fund]
    return replace(tjek, fund=fund, sikker=True, siden=siden, virkning=virkning)


def _daek_fund(f: Fund) -> Fund:
    er_cpr = f.vaerdi is not None and _er_cpr_felt(f.felt)
    sted = Sted(daek(f.sted.fil) or "", f.sted.linje, f.sted.kolonne, daek(f.sted.id), f.sted.fhir)
    return f.med(
        vaerdi=DAEKKET if er_cpr else daek(f.vaerdi),
        besked=daek(f.besked) or "",
        goer=daek(f.goer) or "",
        forventet=daek(f.forventet),
        sagsnummer=daek(f.sagsnummer),
        enhed=daek(f.enhed),
        sagsbehandler=daek(f.sagsbehandler),
        tilbud=daek(f.tilbud),
        sted=sted,
        detaljer={},
    )


def _daek_json(f: dict[str, Any]) -> dict[str, Any]:
    """A finding of an earlier check, as its JSON had it."""
    ud = {k: daek(v) if isinstance(v, str) and k not in UROERT else v for k, v in f.items()}
    ud["sted"] = {k: daek(v) if isinstance(v, str) else v for k, v in (f.get("sted") or {}).items()}
    er_cpr = f.get("vaerdi") is not None and _er_cpr_felt(f.get("felt"))
    return ud | ({"vaerdi": DAEKKET} if er_cpr else {})


def _er_cpr_felt(felt: str | None) -> bool:
    return felt == CPR_FELT or "identifier" in (felt or "")


def daek(tekst: str | None) -> str | None:
    """Text with everything shaped like a CPR covered."""
    return None if tekst is None else SOM_CPR.sub(DAEKKET, tekst)


def query_cpr(tabeller: dict[str, pa.Table], tjek: Tjek) -> dict[str, str]:
    """borger -> CPR of the citizens with findings; none for a safe check."""
    if tjek.sikker:
        return {}
    import pyarrow.compute as pc  # slow to import, and most checks write no list

    borgere = pa.array(sorted({int(f.borger) for f in tjek.fund if f.borger}), type=pa.int64())
    raekker = tabeller["cpr"].filter(pc.is_in(tabeller["cpr"]["borger_id"], borgere)).to_pylist()
    return {str(r["borger_id"]): r["cpr"] for r in raekker}


def build_arbejdsliste(tjek: Tjek, cpr: dict[str, str]) -> list[dict[str, Any]]:
    """One dict per finding, in the order it is worked down; `borger` is CPR, else pseudonym."""
    fund = sorted(tjek.fund, key=_arbejdsgang)
    return [_linje(f, cpr) for f in fund]


def build_kritisk(arbejdsliste: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of alvor blokerende and fejl, in the same order."""
    return [r for r in arbejdsliste if r["alvor"] in GRAVE]


def _arbejdsgang(f: Fund) -> tuple[Any, ...]:
    dato = f.dato.isoformat() if f.dato else ""
    sag = (*_tomme_sidst(f.enhed), *_tomme_sidst(f.sagsnummer), f.borger or "", dato)
    return EJERE.index(f.ejer), *sag, ALVOR.index(f.alvor), f.regel, f.noegle


def _tomme_sidst(tekst: str | None) -> tuple[bool, str]:
    return not tekst, tekst or ""


def vis_sted(f: Fund) -> str:
    """`ydelse.csv:7`, a CPR in a file name masked; the leverance where the finding stands in no file."""
    fil = vis_sti(f.sted.fil) or _("leverance {fil_id}", fil_id=f.leverance)
    return f"{fil}:{f.sted.linje}" if f.sted.linje else fil


def _linje(f: Fund, cpr: dict[str, str]) -> dict[str, Any]:
    borger = None if f.borger is None else cpr.get(f.borger) or f"P{f.borger}"
    return {
        "sagsnummer": f.sagsnummer,
        "borger": borger,
        "dato": f.dato.isoformat() if f.dato else None,
        "besked": f.besked,
        "forventet": f.forventet,
        "felt": None if f.felt == f.sted.fhir else f.felt,
        "regel": f.regel,
        "sted": vis_sted(f),
        "goer": f.goer,
        "saadan": f.saadan,
        "vaerdi": f.vaerdi,
        "alvor": f.alvor,
        "ejer": f.ejer,
        "enhed": f.enhed,
        "sagsbehandler": f.sagsbehandler,
        "tilbud": f.tilbud,
        "fase": find_fase(f.fase) if f.fase else None,
        "status": f.status,
        "leverance": f.leverance,
        "system": f.system,
        "kommune": f.kommune,
        "id": f.sted.id,
        "teknisk": f.sted.fhir,
        "noegle": f.noegle,
    }
