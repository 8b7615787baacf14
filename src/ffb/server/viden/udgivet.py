"""A kommune beside its region and the country as published: for those who may not see others' own figures.

Opinion taken: only the published text is read, and only shares of it are shown. The gate does not reckon
with a reader who knows one kommune exactly: where few are left of a place when the kommune's own are taken
away, the share is not shown here. It cannot be narrowed, and its period is the publication's own.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ffb.analyses import Analyse, Analyseresultat
from ffb.diskretionering import I_ALT
from ffb.rapport.resultat import Kolonne, Rapporttabel
from ffb.server.udgivelse.laes import find_udgivet, find_udgivne, load_vist
from ffb.server.viden.sammenlign import Sammenligning, find_maal
from ffb.sprog import _, dato, procent
from ffb.udgivelse import Tabelplan, load_plan
from ffb.udgivelse.tael import TOM
from ffb.udgivelse.vist import Udgivettabel, region_af, sted_navn

HVEM = "udgivet"


def has_tabel(analyse: Analyse) -> bool:
    """Is there a table of it in the plan?"""
    return any(t.analyse == analyse.id for t in load_plan().tabeller)


def compare_udgivet(analyse: Analyse, egen: Analyseresultat, kommune: str) -> Sammenligning:
    """The kommune's shares beside those published of its region and the country."""
    plan, maal = _find_plan(analyse, egen), find_maal(analyse, egen)
    if plan is None or maal is None:
        return Sammenligning(
            HVEM, hvorfor_ikke=_("Den opdeling, siden viser, er ikke blandt det, der udgives.")
        )
    if [d for d, _koder in egen.valg.filtre if d != "kommune"]:
        return Sammenligning(
            HVEM, hvorfor_ikke=_("Udgivne tal kan ikke afgrænses. Fjern filtrene for at sammenligne.")
        )
    for u in find_udgivne():
        tabel = load_vist(find_udgivet(u.navn)).find(plan.navn)
        if tabel is not None:
            break
    else:
        return Sammenligning(HVEM, hvorfor_ikke=_("Der er endnu ikke udgivet tal at sammenligne med."))
    steder = {"region": region_af(kommune), "landet": I_ALT}
    raekker = [
        {**r, "egen": r[maal.navn]} | {n: _share(r, plan, tabel, s, u.mindst) for n, s in steder.items()}
        for r in egen.vist.raekker
    ]
    tekster = [k for k in egen.vist.kolonner if k.type == "tekst"][:1]
    kolonner = (
        *tekster,
        Kolonne("egen", _("Hos jer"), "andel"),
        Kolonne("region", sted_navn(region_af(kommune)), "andel"),
        Kolonne("landet", _("Hele landet"), "andel"),
    )
    titel = _("I og de udgivne tal for {fra} – {til}", fra=dato(u.periode_fra), til=dato(u.periode_til))
    navn = tekster[0].navn if tekster else plan.kolonne
    return Sammenligning(
        HVEM, Rapporttabel(f"{analyse.id}_udgivet", titel, kolonner, raekker), _saetning(raekker, navn)
    )


def _find_plan(analyse: Analyse, egen: Analyseresultat) -> Tabelplan | None:
    """The table of the plan that holds the division shown."""
    kolonne = analyse.opdeling.kolonne if analyse.opdeling else ""
    return next(
        (
            t
            for t in load_plan().tabeller
            if t.analyse == analyse.id and (not t.hvor or t.hvor == {kolonne: egen.opdeling})
        ),
        None,
    )


def _share(r: dict[str, Any], plan: Tabelplan, tabel: Udgivettabel, sted: str, mindst: int) -> Decimal | None:
    """The published share of a place; None where it is hidden, or few others are behind it."""
    node = str(r[plan.kolonne]) or TOM
    antal = tabel.show(sted, node)
    if antal is None or 0 < antal - r[plan.antal] < mindst:
        return None
    return tabel.share(sted, node)


def _saetning(raekker: list[dict[str, Any]], navn: str) -> str:
    """Where the kommune differs the most from the country."""
    kendte = [r for r in raekker if r["egen"] is not None and r["landet"] is not None]
    if not kendte:
        return _("Ingen af grupperne er vist for landet: tallene er for små.")
    r = max(kendte, key=lambda r: (abs(r["egen"] - r["landet"]), str(r[navn])))
    return _(
        "Størst er forskellen for {gruppe}: {egen} hos jer mod {landet} i hele landet.",
        gruppe=r[navn], egen=procent(r["egen"]), landet=procent(r["landet"]),
    )  # fmt: skip
