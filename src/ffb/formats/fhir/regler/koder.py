"""Codes: value sets of the guide, required bindings of R4, code systems, and codes' own names.

Opinion taken: a binding on a CodeableConcept asks for one coding of ours, foreign ones may stand beside it; a
binding on a Coding binds every coding. Names are never compared as a fault: a wrong one is oplysning.
Source: 9-uddatasaet, quirks 4, 7, 8, 12; kl-term's value sets (held in `begreber`).
"""

from __future__ import annotations

from typing import Any

from ffb.begreber import FFB_SYSTEM, FFB_SYSTEM_GAMMEL, VAERDISAET, fag_version_list, find_begreb, husk
from ffb.formats.fhir.fund import daek
from ffb.formats.fhir.regler.brud import Melder, objekter, tekst
from ffb.formats.fhir.regler.form import Indhold
from ffb.formats.fhir.regler.fritekst import has_cpr
from ffb.sprog import _

_EKSTRA = "KLEncounterTypes", "KLGoalTypeCodes"
"""Value sets whose one code of ours is fixed by the profile anyway."""


@husk
def load_koder(vaerdisaet: str) -> frozenset[str]:
    """The codes of a value set of KL, in every version of FFB loaded. Raises KeyError on an unknown set."""
    return frozenset(
        begreb.kode
        for katalog in fag_version_list(FFB_SYSTEM)
        for art in VAERDISAET[vaerdisaet]
        for begreb in katalog.art(art)
    )


@husk
def _term(kode: str) -> str | None:
    """The name of an FFB code written exactly so; None if there is none."""
    begreb = find_begreb(kode)
    return begreb.term if begreb is not None and begreb.kode == kode else None


def has_kode(begreb: Any, vaerdisaet: str) -> bool:
    """FHIRPath's memberOf: any coding of a CodeableConcept is an FFB code of the value set."""
    if not isinstance(begreb, dict):
        return False
    return any(_is_med(k, load_koder(vaerdisaet)) for k in objekter(begreb.get("coding")))


def _is_med(kodning: dict[str, Any], koder: frozenset[str]) -> bool:
    return kodning.get("system") == FFB_SYSTEM and tekst(kodning.get("code")) in koder


def check_kodning(melder: Melder, v: dict[str, Any], vaerdisaet: str, sti: str) -> None:
    """One Coding: its system, whether FFB knows its code, its name, and its own binding if it has one."""
    system, kode = tekst(v.get("system")), tekst(v.get("code"))
    if system == FFB_SYSTEM_GAMMEL:
        melder.meld("FHIR-SYSTEM-GAMMEL", f"{sti}.system", system, forventet=FFB_SYSTEM)
    elif system == FFB_SYSTEM and kode:
        term = _term(kode)
        if term is None:
            melder.meld("FHIR-KODE-UKENDT", f"{sti}.code", kode, forventet="en kode i FFB")
        elif tekst(v.get("display")).strip() not in ("", term.strip()):
            melder.meld("FHIR-DISPLAY", f"{sti}.display", None, forventet=term.strip())
    if has_cpr(tekst(v.get("display"))):
        melder.meld("FHIR-FRITEKST-CPR", f"{sti}.display", forventet="kodens eget navn")
    if vaerdisaet and vaerdisaet not in _EKSTRA:
        _check_med(melder, v, vaerdisaet, sti)


def _check_med(melder: Melder, v: dict[str, Any], vaerdisaet: str, sti: str) -> None:
    """Why a coding is not of the value set, unless `check_kodning` told of it already."""
    koder = load_koder(vaerdisaet)
    system, kode = tekst(v.get("system")), tekst(v.get("code"))
    if _is_med(v, koder) or system == FFB_SYSTEM_GAMMEL:
        return
    if not kode:
        if "code" not in v:
            melder.meld("FHIR-KODE", f"{sti}.code", forventet=vaerdisaet)
    elif system != FFB_SYSTEM and (kode in koder or not system):
        melder.meld("FHIR-SYSTEM", f"{sti}.system", system, None if system else "mangler", FFB_SYSTEM)
    elif system != FFB_SYSTEM or _term(kode) is not None:
        melder.meld(
            "FHIR-VAERDISAET",
            f"{sti}.code",
            kode,
            _("hører ikke til {vaerdisaet}", vaerdisaet=vaerdisaet),
            vaerdisaet,
        )


def check_begreb(melder: Melder, v: dict[str, Any], indhold: Indhold, sti: str) -> None:
    """A CodeableConcept: its binding, ours or R4's."""
    kodninger = objekter(v.get("coding"))
    egne = sum(k.get("system") == FFB_SYSTEM for k in kodninger)
    if egne > 1 and indhold.form is not None and indhold.form.felter["coding"][0].maks is None:
        melder.meld("FHIR-KODE-FLERE", f"{sti}.coding", None, _("fandt {hvad}", hvad=egne), "én FFB-kode")
    if indhold.vaerdisaet and indhold.vaerdisaet not in _EKSTRA:
        if not any(_is_med(k, load_koder(indhold.vaerdisaet)) for k in kodninger):
            _find_brud(melder, v, indhold.vaerdisaet, sti)
    elif indhold.koder:
        _check_r4(melder, v, indhold, sti)


def _find_brud(melder: Melder, v: dict[str, Any], vaerdisaet: str, sti: str) -> None:
    """No coding is of the value set: tell why at the one in FFB's system, else the first."""
    raa = v.get("coding")
    if "coding" not in v:
        melder.meld("FHIR-KODE", f"{sti}.coding", forventet=vaerdisaet)
    if not isinstance(raa, list):
        return
    mulige = [(i, k) for i, k in enumerate(raa) if isinstance(k, dict) and k]
    mulige.sort(key=lambda ik: ik[1].get("system") not in (FFB_SYSTEM, FFB_SYSTEM_GAMMEL))
    if mulige:
        nr, kodning = mulige[0]
        _check_med(melder, kodning, vaerdisaet, f"{sti}.coding[{nr}]")


def _check_r4(melder: Melder, v: dict[str, Any], indhold: Indhold, sti: str) -> None:
    kodninger = objekter(v.get("coding"))
    if any(k.get("system") == indhold.system and tekst(k.get("code")) in indhold.koder for k in kodninger):
        return
    forventet = " · ".join(sorted(indhold.koder))
    if not kodninger:
        if "coding" not in v:
            melder.meld("FHIR-KODE", f"{sti}.coding", forventet=forventet)
    elif kodninger[0].get("system") != indhold.system:
        melder.meld(
            "FHIR-BINDING", f"{sti}.coding[0].system", kodninger[0].get("system"), forventet=indhold.system
        )
    else:
        melder.meld(
            "FHIR-BINDING", f"{sti}.coding[0].code", daek(kodninger[0].get("code")), forventet=forventet
        )
