"""The shape of each profile as the check walks it: which elements, how many, of what type, holding what.

Opinion taken: the shape is built from two data files (`r4.csv`: base R4, `elementer.csv`: our profiles),
once, and shared parts are shared; nothing about one element stands in code.
Source: HL7 FHIR R4 4.0.1; FSH of hl7dk/kl-ffb-reporting 1.0.0.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

KOMPLEKS_SOM = {"Age": "Quantity", "Duration": "Quantity", "Count": "Quantity", "Distance": "Quantity"}
FRI_TYPE = frozenset({"markdown", "xhtml"})
IKKE_FRI = frozenset({"id", "display", "value", "version", "reference", "unit"})
"""Elements of type string that hold no free text. `display` of a Coding is the code's own name."""

Raekke = dict[str, str]
Raekker = dict[str, Raekke]


@dataclass(slots=True, repr=False)
class Indhold:
    """What an element may hold: its FHIR type, and what the profile fixes, binds or points at."""

    type: str
    form: Form | None = None
    fast: Any = None
    koder: frozenset[str] = frozenset()
    system: str = ""
    vaerdisaet: str = ""
    maal: frozenset[str] = frozenset()
    hoejst: int | None = None
    fritekst: bool = False


@dataclass(slots=True, repr=False)
class Skive:
    """A slice: entries of a list told by `url` (extensions) or by a pattern on `measure` (targets)."""

    navn: str
    min: int
    maks: int | None
    indhold: Indhold
    noegle: Any = None


@dataclass(slots=True, repr=False)
class Element:
    """One element. `varianter` maps JSON key -> content, None for a choice the profile does not allow."""

    navn: str
    min: int
    maks: int | None
    liste: bool
    varianter: dict[str, Indhold | None]
    skiver: list[Skive] = field(default_factory=list)
    lukket: bool = False
    skiver_url: dict[str, Skive] = field(default_factory=dict)


@dataclass(slots=True, repr=False)
class Form:
    """A complex type: `felter` maps JSON key -> (element, content)."""

    sted: str
    felter: dict[str, tuple[Element, Indhold | None]]
    kraevede: tuple[Element, ...]
    valg: tuple[Element, ...]
    er_rod: bool = False


@cache
def load_form(noun: str) -> Form:
    """The shape of a profile, by our noun (`leverance` is the Bundle). Raises KeyError on an unknown noun."""
    raekker = {r["element"]: r for r in _read("elementer.csv") if r["profil"] == noun}
    return _Bygger().form(RESSOURCE[noun], raekker)


@cache
def base_form(sted: str) -> Form | None:
    """The shape of a base R4 type without a profile; None if our guide never needs to look inside it."""
    return _Bygger().form(sted, {}) if sted in _r4() else None


RESSOURCE = {
    "leverance": "Bundle",
    "borger": "Patient",
    "henvendelse": "ServiceRequest",
    "udredning": "ClinicalImpression",
    "tilstand": "Condition",
    "maalgruppe": "Condition",
    "indsatsmaal": "Goal",
    "indsats": "CarePlan",
    "ydelse": "CarePlan",
    "tilbud": "CareTeam",
    "planlagt_opfoelgning": "Encounter",
    "stoettebehov": "Observation",
    "opfoelgning": "Observation",
}
"""Our noun -> resource type."""


def _read(navn: str) -> list[Raekke]:
    tekst = files("ffb.formats.fhir.regler").joinpath("data", navn).read_text(encoding="utf-8")
    return list(csv.DictReader(tekst.splitlines()))


@cache
def _r4() -> dict[str, list[Raekke]]:
    steder: dict[str, list[Raekke]] = {}
    for raekke in _read("r4.csv"):
        steder.setdefault(raekke["sted"], []).append(raekke)
    return steder


_FAELLES: dict[str, Form] = {}


class _Bygger:
    """Joins base rows and profile rows into shapes. A shape without profile rows is built once and shared."""

    def form(self, sted: str, raekker: Raekker) -> Form:
        if not raekker and sted in _FAELLES:
            return _FAELLES[sted]
        form = Form(sted, {}, (), (), er_rod="." not in sted and sted in RESSOURCE.values())
        if not raekker:
            _FAELLES[sted] = form
        elementer = [self.element(sted, base, raekker) for base in _r4()[sted]]
        for element in elementer:
            for noegle, indhold in element.varianter.items():
                form.felter[noegle] = (element, indhold)
        form.kraevede = tuple(e for e in elementer if e.min > 0 or any(s.min for s in e.skiver))
        form.valg = tuple(e for e in elementer if len(e.varianter) > 1)
        return form

    def element(self, sted: str, base: Raekke, raekker: Raekker) -> Element:
        navn = base["element"]
        egen = raekker.get(navn, {})
        under = _under(raekker, navn)
        maks = egen.get("maks") or base["maks"]
        element = Element(
            navn,
            int(egen.get("min") or base["min"]),
            None if maks == "*" else int(maks),
            base["maks"] == "*",
            {},
            lukket=egen.get("lukket") == "ja",
        )
        for type_ in base["typer"].split():
            element.varianter[_noegle(navn, type_)] = self.variant(sted, base, type_, egen, under, raekker)
        self.slices(element, raekker)
        return element

    def variant(
        self, sted: str, base: Raekke, type_: str, egen: Raekke, under: Raekker, raekker: Raekker
    ) -> Indhold | None:
        """The content of one type of an element; None if the profile does not allow that type."""
        navn = base["element"]
        noegle = _noegle(navn, type_)
        tilladte = egen.get("type")
        if navn.endswith("[x]") and tilladte and type_ != tilladte:
            return None
        if egen.get("maks") == "0":
            return Indhold(type_)
        variant = raekker.get(f"{navn}:{noegle}", {})
        return self.indhold(sted, base, type_, egen | {k: v for k, v in variant.items() if v}, under)

    def indhold(self, sted: str, base: Raekke, type_: str, egen: Raekke, under: Raekker) -> Indhold:
        fast = egen.get("fast")
        hoejst = egen.get("hoejst")
        return Indhold(
            type_,
            self.indre(sted, base["element"], type_, under),
            fast=json.loads(fast) if fast else None,
            koder=frozenset(base["koder"].split()),
            system=base["system"],
            vaerdisaet=egen.get("vaerdisaet", ""),
            maal=frozenset((egen.get("maal") or base["maal"]).split())
            if type_ == "Reference"
            else frozenset(),
            hoejst=int(hoejst) if hoejst else None,
            fritekst=_is_fritekst(sted, base["element"], type_),
        )

    def indre(self, sted: str, navn: str, type_: str, under: Raekker) -> Form | None:
        indre = f"{sted}.{navn}" if type_ == "BackboneElement" else KOMPLEKS_SOM.get(type_, type_)
        return self.form(indre, under) if indre in _r4() and type_ != "Resource" else None

    def slices(self, element: Element, raekker: Raekker) -> None:
        """Slices of a list element: rows `navn:slice`."""
        if element.navn.endswith("[x]"):
            return
        for sti, raekke in raekker.items():
            foran, kolon, navn = sti.rpartition(":")
            if kolon and foran == element.navn and "." not in navn:
                element.skiver.append(self.skive(element, navn, raekke, _under(raekker, sti)))
        if element.skiver and element.navn == "extension":
            element.skiver_url = {str(s.noegle): s for s in element.skiver}

    def skive(self, element: Element, navn: str, raekke: Raekke, under: Raekker) -> Skive:
        grund = next(iter(element.varianter.values()))
        assert grund is not None and grund.form is not None
        noegle_raekke = under["url" if element.navn == "extension" else "measure"]
        maks = raekke["maks"]
        return Skive(
            navn,
            int(raekke["min"]),
            None if maks == "*" else int(maks),
            replace(grund, form=self.form(grund.form.sted, under)),
            json.loads(noegle_raekke["fast"]),
        )


def _under(raekker: Raekker, navn: str) -> Raekker:
    """The rows below an element, their paths made relative to it."""
    return {sti[len(navn) + 1 :]: r for sti, r in raekker.items() if sti.startswith(navn + ".")}


def _noegle(navn: str, type_: str) -> str:
    """JSON key of a choice: value[x], CodeableConcept -> valueCodeableConcept."""
    return navn[:-3] + type_[0].upper() + type_[1:] if navn.endswith("[x]") else navn


def _is_fritekst(sted: str, navn: str, type_: str) -> bool:
    if type_ == "Narrative" or type_ in FRI_TYPE:
        return sted != "Narrative"
    return type_ == "string" and (navn not in IKKE_FRI or (sted, navn) == ("Reference", "display"))


def walk_elementer(noun: str) -> Iterator[Raekke]:
    """The profile rows of a noun, as shipped: for tests and for the rule pages."""
    yield from (r for r in _read("elementer.csv") if r["profil"] == noun)
