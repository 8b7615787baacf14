"""The two CPR lists: who, what is missing, what to do, who can do it.

Source: S0 (cpr. lister), 3-rapport (CPR-lister). With `sikker` the CPR column holds the pseudonym, and
sagsnummer does the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ffb.begreber import find_begreb
from ffb.formats.grundlag import Mapning
from ffb.model.dom import FEJL_BIT, MANGEL_BIT
from ffb.rapport.resultat import Kolonne, Rapporttabel
from ffb.rapport.tekster import GOER
from ffb.rules.virkning import find_ejer
from ffb.sprog import _, antal_ord

Raekke = dict[str, Any]

LISTE_1_KOLONNER = (
    Kolonne("cpr", "CPR", "kode"),
    Kolonne("sagsnummer", "Sagsnummer", "kode"),
    Kolonne("startdato", "Startdato", "dato"),
    Kolonne("fejl", "Fejl", "liste", fejl=True),
    Kolonne("goer", "Gør sådan", "tekst"),
    Kolonne("enhed", "Enhed", "tekst"),
    Kolonne("sagsbehandler", "Sagsbehandler", "tekst"),
    Kolonne("tilbud", "Tilbud (P-nummer)", "tekst"),
    Kolonne("ejer", "Hvem", "tekst"),
    Kolonne("dst_kode", "DST-kode", "kode"),
    Kolonne("ffb_ydelse", "FFB-ydelse", "tekst"),
    Kolonne("ffb_tilbud", "FFB-tilbud", "tekst"),
    Kolonne("lovlige_dst_koder", "Lovlige DST-koder for parret", "liste"),
    Kolonne("lovlige_kombinationer", "Lovlige kombinationer for DST-koden", "liste"),
    Kolonne("kommune", "Kommune", "kode"),
    Kolonne("system", "System", "tekst"),
    Kolonne("fil_id", "fil_id", "kode"),
    Kolonne("ydelse_id", "Ydelse-id", "kode"),
    Kolonne("ffb_ydelse_kode", "FFB_Ydelse_UUID", "kode"),
    Kolonne("ffb_tilbud_kode", "FFB_Tilbud_UUID", "kode"),
)
LISTE_2_KOLONNER = (
    Kolonne("cpr", "CPR", "kode"),
    Kolonne("sagsnumre", "Sagsnumre", "liste"),
    Kolonne("mangler", "Mangler", "liste", fejl=True),
    Kolonne("enhed", "Enhed", "tekst"),
    Kolonne("sagsbehandler", "Sagsbehandler", "tekst"),
    Kolonne("tilbud", "Tilbud (P-nummer)", "liste"),
    Kolonne("ejer", "Hvem", "tekst"),
    Kolonne("naermeste_start", "Første start i perioden", "dato"),
    Kolonne("ydelser", "Ydelser", "liste"),
    Kolonne("kommune", "Kommune", "kode"),
)


@dataclass(slots=True)
class Lovlige:
    """What the mapping guide allows, both ways round."""

    par_til_dst: dict[tuple[str, str], list[str]]
    dst_til_par: dict[str, list[tuple[str, str]]]

    @classmethod
    def fra(cls, mapning: Sequence[Mapning] | None) -> Lovlige:
        til_dst: dict[tuple[str, str], set[str]] = defaultdict(set)
        til_par: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for m in mapning or ():
            if m.dst_vaerdi is not None:
                til_dst[(m.tilbud_kode, m.ydelse_kode)].add(m.dst_vaerdi)
                til_par[m.dst_vaerdi].add((m.tilbud_kode, m.ydelse_kode))
        return cls({k: sorted(v) for k, v in til_dst.items()}, {k: sorted(v) for k, v in til_par.items()})

    def dst_koder(self, tilbud: str | None, ydelse: str | None) -> list[str]:
        return self.par_til_dst.get((tilbud or "", ydelse or ""), [])

    def kombinationer(self, dst: str | None, tilbud: str | None, ydelse: str | None) -> list[str]:
        """Pairs legal for `dst`: those that keep the tilbud or the ydelse sent, else all of them."""
        alle = self.dst_til_par.get(dst or "", [])
        naere = [p for p in alle if p[0] == tilbud or p[1] == ydelse]
        return [_("{ydelse} i {tilbud}", ydelse=term(y), tilbud=term(t)) for t, y in (naere or alle)]


def term(kode: str | None) -> str | None:
    """The term of an FFB code; an unknown code is called so, None stays None."""
    if kode is None:
        return None
    begreb = find_begreb(kode)
    return begreb.term if begreb else _("(ukendt kode)")


def build_cpr_liste_1(svar: list[Raekke], lovlige: Lovlige, *, sikker: bool) -> Rapporttabel:
    """One row per ydelse with at least one of the five errors."""
    raekker = [_ydelse_raekke(r, lovlige, sikker=sikker) for r in svar]
    return Rapporttabel(
        "cpr_liste_1",
        "CPR-liste 1: Ydelser med fejl og mangler",
        _kolonner(LISTE_1_KOLONNER, sikker),
        raekker,
        svar=antal_ord(len(raekker), "ydelse har fejl eller mangler.", "ydelser har fejl eller mangler."),
        persondata=True,
    )


def _ydelse_raekke(r: Raekke, lovlige: Lovlige, *, sikker: bool) -> Raekke:
    fejl = [navn for navn, bit in FEJL_BIT.items() if r["fejl"] & bit]
    tilbud, ydelse = r["ffb_tilbud_kode"], r["ffb_ydelse_kode"]
    med_kombination = "fejl_mapning" in fejl or "ugyldig_kombination" in fejl
    return {
        "cpr": _person(r, sikker),
        "kommune": r["kommune_kode"] or None,
        "system": r["system"] or None,
        "fil_id": r["fil_id"],
        "sagsnummer": r["sagsnummer"],
        "enhed": r["enhed"],
        "sagsbehandler": r["sagsbehandler"],
        "tilbud": r["tilbud"],
        "ejer": find_ejer(fejl[0]),
        "dst_kode": r["dst_kode"],
        "startdato": r["startdato"].isoformat(),
        "ydelse_id": r["ydelse_id"],
        "ffb_ydelse_kode": ydelse,
        "ffb_ydelse": term(ydelse),
        "ffb_tilbud_kode": tilbud,
        "ffb_tilbud": term(tilbud),
        "fejl": fejl,
        "goer": " ".join(_(GOER[f]) for f in fejl),
        "lovlige_dst_koder": lovlige.dst_koder(tilbud, ydelse) if "fejl_mapning" in fejl else [],
        "lovlige_kombinationer": lovlige.kombinationer(r["dst_kode"], tilbud, ydelse)
        if med_kombination
        else [],
    }


def build_cpr_liste_2(svar: list[Raekke], *, sikker: bool) -> Rapporttabel:
    """One row per citizen with something missing; `svar` has a row per citizen and ydelse, in order."""
    raekker = [
        _borger_raekke(list(gruppe), sikker=sikker)
        for _, gruppe in groupby(svar, key=lambda r: (r["kommune_kode"], r["borger_id"]))
    ]
    raekker.sort(key=lambda r: (r["enhed"] is None, r["enhed"] or "", r["cpr"] or "", r["naermeste_start"]))
    return Rapporttabel(
        "cpr_liste_2",
        "CPR-liste 2: Borgere der mangler oplysninger",
        _kolonner(LISTE_2_KOLONNER, sikker),
        raekker,
        svar=antal_ord(
            len(raekker), "borger mangler mindst én oplysning.", "borgere mangler mindst én oplysning."
        ),
        persondata=True,
    )


def _borger_raekke(ydelser: list[Raekke], *, sikker: bool) -> Raekke:
    foerste = ydelser[0]
    return {
        "cpr": _person(foerste, sikker),
        "kommune": foerste["kommune_kode"] or None,
        "enhed": _foerste(ydelser, "enhed"),
        "sagsbehandler": _foerste(ydelser, "sagsbehandler"),
        "tilbud": sorted({y["tilbud"] for y in ydelser if y["tilbud"]}),
        "ejer": "sagsbehandler",
        "mangler": [navn for navn, bit in MANGEL_BIT.items() if foerste["mangler"] & bit],
        "ydelser": [
            f"{term(y['ffb_ydelse_kode']) or y['paragraf']} ({y['startdato'].isoformat()})" for y in ydelser
        ],
        "sagsnumre": sorted({y["sagsnummer"] for y in ydelser if y["sagsnummer"]}),
        "naermeste_start": min(y["startdato"] for y in ydelser).isoformat(),
    }


def _foerste(ydelser: list[Raekke], navn: str) -> str | None:
    return next((y[navn] for y in ydelser if y[navn]), None)


def _kolonner(kolonner: tuple[Kolonne, ...], sikker: bool) -> tuple[Kolonne, ...]:
    """In a safe copy the first column is called what it then holds."""
    return (Kolonne("cpr", "Pseudonym", "kode"), *kolonner[1:]) if sikker else kolonner


def _person(r: Raekke, sikker: bool) -> str | None:
    return f"P{r['borger_id']}" if sikker else r["cpr"]
