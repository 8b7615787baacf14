"""A check as tables: the work list, its critical part, one list per owner, the rules, what is unchecked.

Opinion taken: one table object feeds CSV and XLSX, so they hold the same rows. Columns in the order of
4-regler for people: sag/borger, date, message, expected, field, rule, file:line; then the rest. Everything
after the message that only a technician reads stands last.
"""

from __future__ import annotations

from typing import Any

from ffb.model.fund import EJERE
from ffb.rapport.resultat import Kolonne, Rapporttabel
from ffb.render.fund_virkning import build_virkning
from ffb.render.tekster import SIKKER
from ffb.rules.arbejdsliste import build_arbejdsliste, build_kritisk
from ffb.rules.hoved import Regel
from ffb.rules.tjek import Tjek
from ffb.sprog import Dansk, _, antal_ord

EJER: dict[str, Dansk] = {
    "sagsbehandler": "Sagsbehandler",
    "udfoerer": "Udfører",
    "faglig_ansvarlig": "Faglig ansvarlig",
    "it_leverandoer": "It-leverandør",
    "dst": "Danmarks Statistik",
}
STATUS: dict[str, Dansk] = {"koert": "kørt", "ikke_koert": "ikke kørt", "ikke_relevant": "ikke relevant"}

REGEL_KOLONNER = (
    Kolonne("id", "Regel", "kode"),
    Kolonne("titel", "Titel", "tekst"),
    Kolonne("alvor", "Alvor", "tekst"),
    Kolonne("ejer", "Ejer", "tekst"),
    Kolonne("status", "Status", "tekst"),
    Kolonne("antal", "Fund", "antal"),
    Kolonne("vist", "Heraf på listen", "antal"),
    Kolonne("grund", "Hvorfor ikke", "tekst"),
    Kolonne("norm", "Jeres egen norm", "tekst"),
)


def fund_kolonner(tjek: Tjek) -> tuple[Kolonne, ...]:
    """The columns of the work list; the citizen is CPR, in a safe check pseudonym."""
    har_saadan = any(f.saadan for f in tjek.fund)
    return (
        Kolonne("sagsnummer", "Sag", "kode"),
        Kolonne("borger", "Pseudonym" if tjek.sikker else "CPR", "kode"),
        Kolonne("dato", "Dato", "dato"),
        Kolonne("besked", "Besked", "tekst"),
        Kolonne("forventet", "Forventet", "tekst"),
        Kolonne("felt", "Felt", "kode"),
        Kolonne("regel", "Regel", "kode"),
        Kolonne("sted", "Fil og linje", "kode"),
        Kolonne("goer", "Det skal du gøre", "tekst"),
        *((Kolonne("saadan", "Sådan gør du i systemet", "tekst"),) if har_saadan else ()),
        Kolonne("vaerdi", "Værdi", "kode"),
        Kolonne("alvor", "Alvor", "tekst"),
        Kolonne("ejer", "Ejer", "tekst"),
        Kolonne("enhed", "Enhed", "tekst"),
        Kolonne("sagsbehandler", "Sagsbehandler", "tekst"),
        Kolonne("tilbud", "Tilbud (P-nummer)", "tekst"),
        Kolonne("fase", "Fase", "tekst"),
        Kolonne("status", "Siden sidst", "tekst"),
        Kolonne("leverance", "Leverance", "kode"),
        Kolonne("system", "System", "tekst"),
        Kolonne("kommune", "Kommune", "kode"),
        Kolonne("id", "Fagsystemets id", "kode"),
        Kolonne("teknisk", "Teknisk", "kode"),
        Kolonne("noegle", "Nøgle", "kode"),
    )


def build_liste(tjek: Tjek, cpr: dict[str, str]) -> Rapporttabel:
    """Every finding."""
    return _liste(tjek, "fund", "Fund", build_arbejdsliste(tjek, cpr))


def build_ark(tjek: Tjek, cpr: dict[str, str]) -> list[Rapporttabel]:
    """The sheets: Kritisk, one per owner with findings, Hvis det rettes, Regler, Ikke tjekket."""
    alle = build_arbejdsliste(tjek, cpr)
    pr_ejer = {ejer: [r for r in alle if r["ejer"] == ejer] for ejer in EJERE}
    return [
        _liste(tjek, "Kritisk", "Kritisk: blokerende og fejl", build_kritisk(alle)),
        *(
            _liste(tjek, _(EJER[ejer]), _(EJER[ejer]), raekker)
            for ejer, raekker in pr_ejer.items()
            if raekker
        ),
        *([build_virkning(tjek)] if tjek.virkning else []),
        build_regler(tjek),
        build_ikke_tjekket(tjek),
    ]


def _liste(tjek: Tjek, navn: Dansk, titel: Dansk, raekker: list[dict[str, Any]]) -> Rapporttabel:
    svar = antal_ord(len(raekker), "fund", "fund")
    noter = (SIKKER,) if tjek.sikker else ()
    return Rapporttabel(_(navn), titel, fund_kolonner(tjek), raekker, svar, noter, persondata=True)


def build_regler(tjek: Tjek) -> Rapporttabel:
    """Every rule with its status; `antal` counts all findings, `vist` those not folded under a graver one."""
    vist = {s.regel.id: 0 for s in tjek.svar}
    for f in tjek.fund:
        vist[f.regel] += 1
    raekker = [
        {
            "id": s.regel.id,
            "titel": s.regel.tekst().titel,
            "alvor": s.regel.alvor,
            "ejer": s.regel.ejer,
            "status": STATUS[s.status],
            "antal": s.antal if s.status == "koert" else None,
            "vist": vist[s.regel.id] if s.status == "koert" else None,
            "grund": s.grund,
            "norm": vis_normer(s.regel) if s.regel.id in tjek.normer else None,
        }
        for s in tjek.svar
    ]
    noter: tuple[Dansk, ...] = (
        "– betyder, at reglen ikke er kørt.",
        "Fund med samme årsag står på listen én gang.",
    )
    return Rapporttabel(_("Regler"), "Regler", REGEL_KOLONNER, raekker, regeltal(tjek), noter)


def vis_normer(regel: Regel) -> str:
    """`dage 60 (ellers 45)`: the kommune's own values of a rule, each with what it came with."""
    return ", ".join(
        f"{navn} {norm['vaerdi']} (ellers {norm['standard']})"
        for navn, norm in (regel.norm or {}).items()
        if "standard" in norm
    )


def regeltal(tjek: Tjek) -> str:
    """`142 regler kørt · 3 ikke kørt · 21 ikke relevante`."""
    koert, ikke, irrelevant = (len(tjek.med_status(s)) for s in STATUS)
    return _(
        "{regler} kørt · {ikke} ikke kørt · {irrelevant} ikke relevante",
        regler=antal_ord(koert, "regel", "regler"),
        ikke=ikke,
        irrelevant=irrelevant,
    )


def build_ikke_tjekket(tjek: Tjek) -> Rapporttabel:
    """What this check says nothing about."""
    kolonner = (Kolonne("tekst", "Ikke tjekket", "tekst"),)
    raekker = [{"tekst": tekst} for tekst in tjek.ikke_tjekket]
    return Rapporttabel(_("Ikke tjekket"), "Ikke tjekket", kolonner, raekker)
