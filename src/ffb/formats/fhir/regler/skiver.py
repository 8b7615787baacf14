"""Extensions and goal targets: entries of a list told apart by their url or by what they measure.

Opinion taken: ConditionRank counts only under its `…/core/…` address (quirk 1); a foreign extension is
oplysning unless the profile is closed (quirk 9).
Source: 9-uddatasaet, quirks 1, 9; HL7 FHIR R4, ext-1, gol-1, ele-1.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from ffb.formats.fhir.profil import RANG_URL
from ffb.formats.fhir.regler.brud import Melder, tekst, typenavn
from ffb.formats.fhir.regler.fastlagt import is_fast
from ffb.formats.fhir.regler.form import Element, Indhold, Skive, base_form
from ffb.formats.fhir.regler.fritekst import search_cpr
from ffb.sprog import _

if TYPE_CHECKING:
    from ffb.formats.fhir.regler.gang import Gang

RANG_TERM = RANG_URL.replace("/core/", "/term/")
SKYGGE = Indhold("Element", base_form("Element"))


def check_udvidelser(gang: Gang, v: list[Any], element: Element, indhold: Indhold, sti: str) -> None:
    """A list of extensions against the slices of its element."""
    antal: Counter[str] = Counter()
    for i, udvidelse in enumerate(v):
        her = f"{sti}[{i}]"
        url = tekst(udvidelse.get("url")) if isinstance(udvidelse, dict) else ""
        skive = element.skiver_url.get(url)
        if skive is not None:
            antal[skive.navn] += 1
            _check_antal(gang.melder, antal[skive.navn], skive, her)
            gang.vaerdi(udvidelse, skive.indhold, her)
        elif url == RANG_TERM:
            gang.melder.meld("FHIR-RANG-TERM", f"{her}.url", url, forventet=RANG_URL)
        elif element.lukket and isinstance(udvidelse, dict) and udvidelse:
            regel = "FHIR-UDVIDELSE" if "url" in udvidelse else "FHIR-MIN"
            gang.melder.meld(regel, f"{her}.url", url, forventet=_vis(element))
            search_cpr(gang.melder, udvidelse, her)
        else:
            gang.vaerdi(udvidelse, indhold, her)
            if url:
                gang.melder.meld("FHIR-UDVIDELSE-FREMMED", f"{her}.url", url)
    for skive in element.skiver:
        if antal[skive.navn] < skive.min:
            gang.melder.meld(
                "FHIR-MIN",
                sti,
                aarsag=_("{element} mangler", element=skive.navn),
                forventet=str(skive.noegle),
            )


def _check_antal(melder: Melder, antal: int, skive: Skive, sti: str) -> None:
    if skive.maks is not None and antal == skive.maks + 1:
        melder.meld(
            "FHIR-MAKS",
            sti,
            aarsag=_("flere {element}", element=skive.navn),
            forventet=_("højst {antal}", antal=skive.maks),
        )


def _vis(element: Element) -> str:
    return " · ".join(s.navn for s in element.skiver) or _("ingen")


def check_indhold(melder: Melder, v: dict[str, Any], indhold: Indhold, sti: str) -> None:
    """ext-1: an extension has a value or extensions, not both and not neither."""
    if indhold.form is None:
        return
    felter = indhold.form.felter
    vaerdi_element, under_element = felter["valueString"][0], felter["extension"][0]
    has_vaerdi, has_under = not vaerdi_element.varianter.keys().isdisjoint(v), "extension" in v
    if has_vaerdi and has_under and 0 not in (vaerdi_element.maks, under_element.maks):
        melder.meld("FHIR-UDVIDELSE-TOM", sti, aarsag="har både værdi og udvidelser")
    elif not has_vaerdi and not has_under and not vaerdi_element.min:
        melder.meld("FHIR-UDVIDELSE-TOM", sti, aarsag="har hverken værdi eller udvidelser")


def check_maal(gang: Gang, v: list[Any], element: Element, indhold: Indhold, sti: str) -> None:
    """Goal.target: a slice is told by its measure; a target that fits none stands for a missing one."""
    uden: list[int] = []
    antal: Counter[str] = Counter()
    for i, maal in enumerate(v):
        maaling = maal.get("measure") if isinstance(maal, dict) else None
        skive = next((s for s in element.skiver if is_fast(maaling, s.noegle)), None)
        if skive is None:
            uden.append(i)
            continue
        antal[skive.navn] += 1
        _check_antal(gang.melder, antal[skive.navn], skive, f"{sti}[{i}]")
        gang.vaerdi(maal, skive.indhold, f"{sti}[{i}]")
    for skive in element.skiver:
        if antal[skive.navn] >= skive.min:
            continue
        if uden:
            nr = uden.pop(0)
            gang.vaerdi(v[nr], skive.indhold, f"{sti}[{nr}]")
        else:
            gang.melder.meld(
                "FHIR-MIN", sti, aarsag=_("{element} mangler", element=skive.navn), forventet=skive.navn
            )
    for i in uden:
        gang.vaerdi(v[i], indhold, f"{sti}[{i}]")
        _check_measure(gang.melder, v[i], f"{sti}[{i}].measure")


def _check_measure(melder: Melder, v: Any, sti: str) -> None:
    """gol-1: a target with a detail says what it measures."""
    if isinstance(v, dict) and "measure" not in v and any(tekst(n).startswith("detail") for n in v):
        melder.meld("FHIR-MIN", sti, aarsag="detail uden measure", forventet="measure")


def check_skygge(gang: Gang, v: Any, sti: str) -> None:
    """`_x` beside a primitive: an object, or a list of objects and nulls, with id and extension only."""
    led_list = v if isinstance(v, list) else [v]
    if not led_list or not any(isinstance(led, dict) and led for led in led_list):
        gang.melder.meld("FHIR-TOM", sti)
        return
    for i, led in enumerate(led_list):
        her = f"{sti}[{i}]" if isinstance(v, list) else sti
        if isinstance(led, dict) and led:
            gang.vaerdi(led, SKYGGE, her)
        elif led is not None:
            gang.melder.meld("FHIR-TYPE", her, led, _("fandt {hvad}", hvad=typenavn(led)), "objekt")
