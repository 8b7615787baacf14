"""The guide's active invariants, in their repaired meaning.

Opinion taken: ConditionRank counts only under `…/core/…` and is compared as a number; care-plan-3 is switched
off in the guide and not asked. Fixed shapes (cardinality, values) are not here.
Source: FSH of hl7dk/kl-ffb-reporting 1.0.0 (Invariant); 9-uddatasaet, quirks 1, 3, 4.
"""

from __future__ import annotations

from typing import Any

from ffb.formats.fhir.profil import OPFOELGNING_URL, RANG_URL, SAG_EGEN, SAG_OFFICIEL, SAGSNUMMER_URL, TRUKKET
from ffb.formats.fhir.regler.brud import Melder, objekt, objekter, tekst
from ffb.formats.fhir.regler.koder import has_kode
from ffb.formats.fhir.regler.poster import Post
from ffb.formats.fhir.regler.referencer import Opslag
from ffb.sprog import _

AD = "KLConditionADCodesFFB"


def check_invarianter(post: Post, opslag: Opslag, melder: Melder) -> None:
    """Every invariant of the profile the post is judged by."""
    melder.goto(post.nr, post.type)
    kontrol = _KONTROLLER.get(post.noun)
    if kontrol is not None:
        kontrol(post, opslag, melder)


def _has_udvidelse(raa: dict[str, Any], url: str) -> bool:
    return any(e.get("url") == url for e in objekter(raa.get("extension")))


def find_rang(peger: dict[str, Any]) -> list[Any]:
    """The ranks a reference carries under the core address."""
    return [e.get("valuePositiveInt") for e in objekter(peger.get("extension")) if e.get("url") == RANG_URL]


def _has_rang_1(peger: dict[str, Any]) -> bool:
    return any(rang == 1 and not isinstance(rang, bool) for rang in find_rang(peger))


def _tilstand(post: Post, _: Opslag, melder: Melder) -> None:
    """condition-1: severity if and only if the code is aktivitet og deltagelse."""
    er_ad = has_kode(post.raa.get("code"), AD)
    if er_ad and "severity" not in post.raa:
        melder.meld(
            "FHIR-CONDITION-1", f"{post.sti}.severity", aarsag="mangler ved et A&D-tema", forventet="severity"
        )
    elif not er_ad and "severity" in post.raa:
        melder.meld(
            "FHIR-CONDITION-1", f"{post.sti}.severity", aarsag="kun ved A&D-temaer", forventet="udeladt"
        )


def _maalgruppe(post: Post, _: Opslag, melder: Melder) -> None:
    """Quirk 4: the binding lets themes through, the text page asks for a målgruppe."""
    kode = post.raa.get("code")
    if has_kode(kode, "KLConditionCodesFFB") and not has_kode(kode, "KLTargetGroupsFFB"):
        melder.meld("FHIR-MAALGRUPPE", f"{post.sti}.code", aarsag="er et tema", forventet="KLTargetGroupsFFB")


def _indsatsmaal(post: Post, opslag: Opslag, melder: Melder) -> None:
    """intervention-goal-1 and -2; a goal's secondary themes carry rank 2 (text page)."""
    pegere = post.raa.get("addresses")
    sti = f"{post.sti}.addresses"
    for i, peger in enumerate(pegere if isinstance(pegere, list) else []):
        if not isinstance(peger, dict) or not peger:
            continue
        tema, _regelret = opslag.find(tekst(peger.get("reference")), post.nr)
        if tema is not None and not has_kode(tema.raa.get("code"), AD):
            melder.meld(
                "FHIR-GOAL-1", f"{sti}[{i}].reference", peger.get("reference"), forventet="et A&D-tema"
            )
        if not find_rang(peger):
            melder.meld("FHIR-MAAL-RANG", f"{sti}[{i}].extension", forventet="ConditionRank 2")
    antal = sum(map(_has_rang_1, objekter(pegere)))
    if antal != 1:
        melder.meld(
            "FHIR-GOAL-2",
            sti,
            aarsag=_("fandt {antal} med rang 1", antal=antal),
            forventet="netop ét tema med rang 1",
        )


def _indsats(post: Post, _: Opslag, melder: Melder) -> None:
    """care-plan-1, -2, -4, -5."""
    raa, sti = post.raa, post.sti
    _check_sagsnummer(post, melder)
    if sum(map(_has_rang_1, objekter(raa.get("addresses")))) > 1:
        melder.meld("FHIR-CAREPLAN-2", f"{sti}.addresses", forventet="højst én målgruppe med rang 1")
    if raa.get("intent") != "order" or raa.get("status") == "completed":
        return
    if not _has_udvidelse(raa, OPFOELGNING_URL):
        melder.meld("FHIR-CAREPLAN-1", f"{sti}.extension", forventet="followUpDate")
    if not any(a.get("outcomeReference") for a in objekter(raa.get("activity"))):
        melder.meld("FHIR-CAREPLAN-4", f"{sti}.activity", forventet="activity.outcomeReference")
    if not raa.get("addresses"):
        melder.meld("FHIR-CAREPLAN-5", f"{sti}.addresses", forventet="mindst én målgruppe")


def _check_sagsnummer(post: Post, melder: Melder) -> None:
    """The text page asks for the number itself; the profile is content with an extension without one."""
    udvidelser = post.raa.get("extension")
    for i, udvidelse in enumerate(udvidelser if isinstance(udvidelser, list) else []):
        indre = objekter(objekt(udvidelse).get("extension"))
        if objekt(udvidelse).get("url") == SAGSNUMMER_URL and indre and not any(map(_has_nummer, indre)):
            melder.meld("FHIR-SAG-TOM", f"{post.sti}.extension[{i}]", forventet="et sagsnummer")


def _has_nummer(indre: dict[str, Any]) -> bool:
    """A number under one of the guide's two names; `official` may be of any type."""
    if indre.get("url") == SAG_EGEN or "valueIdentifier" in indre:
        egen = indre.get("url") in (SAG_EGEN, SAG_OFFICIEL)
        return egen and bool(objekt(indre.get("valueIdentifier")).get("value"))
    return indre.get("url") == SAG_OFFICIEL and any(tekst(n).startswith("value") for n in indre)


def _opfoelgning(post: Post, _: Opslag, melder: Melder) -> None:
    status = post.raa.get("status")
    if tekst(status) and status not in ("final", TRUKKET):
        melder.meld("FHIR-FOLLOWUP-1", f"{post.sti}.status", status, forventet=f"final · {TRUKKET}")


def _henvendelse(post: Post, _: Opslag, melder: Melder) -> None:
    _check_sagsnummer(post, melder)
    if not _has_udvidelse(post.raa, SAGSNUMMER_URL):
        melder.meld("FHIR-SAG", f"{post.sti}.extension", forventet="municipalityCaseNumber")


_KONTROLLER = {
    "tilstand": _tilstand,
    "maalgruppe": _maalgruppe,
    "indsatsmaal": _indsatsmaal,
    "indsats": _indsats,
    "opfoelgning": _opfoelgning,
    "henvendelse": _henvendelse,
}
