"""The walk: a JSON object held against the shape of its profile, element by element.

Opinion taken: one walk finds cardinality, forbidden and unknown elements, types, formats, fixed values, codes
and free text, and gathers the references for `referencer`. What is under a forbidden or unknown element is
not judged, only searched for CPR numbers, and what may be free text is never shown. Work is linear, depth is
bounded.
Source: HL7 FHIR R4 4.0.1; FSH of hl7dk/kl-ffb-reporting 1.0.0; 9-uddatasaet.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from ffb.formats.fhir.regler import fastlagt, koder, skiver
from ffb.formats.fhir.regler.brud import Melder, sikker, tekst, typenavn
from ffb.formats.fhir.regler.form import Element, Form, Indhold
from ffb.formats.fhir.regler.fritekst import find_fritekst, search_cpr
from ffb.formats.fhir.regler.primitiv import PRIMITIVE, check_primitiv
from ffb.sprog import Dansk, _

MAKS_DYBDE = 40
_RODER = {
    "modifierExtension": "FHIR-MODIFIER",
    "implicitRules": "FHIR-MODIFIER",
    "contained": "FHIR-INDLEJRET",
}


class Henvisning(NamedTuple):
    """A Reference met on the walk: where, what it says, and which profiles or types it may point at."""

    post_nr: int
    sti: str
    vaerdi: dict[str, Any]
    maal: frozenset[str]


class Gang:
    """One walk over one bundle."""

    __slots__ = ("dybde", "henvisninger", "melder")

    def __init__(self, melder: Melder) -> None:
        self.melder = melder
        self.henvisninger: list[Henvisning] = []
        self.dybde = 0

    def objekt(self, v: dict[str, Any], form: Form, sti: str) -> None:
        """Every key of an object, then what is missing. `v` is not empty."""
        if self.dybde >= MAKS_DYBDE:
            self.melder.meld("FHIR-DYBDE", sti)
            return
        self.dybde += 1
        for noegle, vaerdi in v.items():
            fundet = form.felter.get(noegle)
            if fundet is not None:
                self.element(vaerdi, *fundet, f"{sti}.{noegle}")
            elif not (form.er_rod and noegle == "resourceType"):
                self.fremmed(noegle, vaerdi, form, sti)
        self.mangler(v, form, sti)
        self.dybde -= 1

    def fremmed(self, noegle: Any, vaerdi: Any, form: Form, sti: str) -> None:
        """A key the shape does not know: id and extensions of a primitive (`_x`), else an unknown element."""
        her = f"{sti}.{sikker(noegle)}"
        fundet = form.felter.get(noegle[1:]) if tekst(noegle).startswith("_") else None
        if fundet is None or fundet[1] is None or fundet[1].type not in PRIMITIVE:
            self.melder.meld("FHIR-UKENDT", her)
            search_cpr(self.melder, vaerdi, her)
        elif fundet[0].maks == 0:
            self.forbudt(vaerdi, her)
        else:
            skiver.check_skygge(self, vaerdi, her)

    def mangler(self, v: dict[str, Any], form: Form, sti: str) -> None:
        for element in form.kraevede:
            if element.varianter.keys().isdisjoint(v):
                self.mangler_element(element, f"{sti}.{element.navn}")
        for element in form.valg:
            valgte = [n for n in v if n in element.varianter]
            if len(valgte) > 1:
                self.melder.meld(
                    "FHIR-VALG-FLERE",
                    f"{sti}.{valgte[1]}",
                    forventet=_("kun én af {element}", element=element.navn),
                )

    def mangler_element(self, element: Element, sti: str) -> None:
        krav = [s.navn for s in element.skiver if s.min]
        for navn in krav:
            self.melder.meld("FHIR-MIN", sti, aarsag=_("{element} mangler", element=navn), forventet=navn)
        if not krav and element.min:
            muligheder = [n for n, indhold in element.varianter.items() if indhold]
            navn = muligheder[0] if len(muligheder) == 1 else element.navn
            self.melder.meld("FHIR-MIN", f"{sti.rpartition('.')[0]}.{navn}", forventet=navn)

    def element(self, v: Any, element: Element, indhold: Indhold | None, sti: str) -> None:
        if element.maks == 0:
            self.forbudt(v, sti)
        elif indhold is None:
            muligheder = ", ".join(n for n, i in element.varianter.items() if i)
            self.melder.meld("FHIR-VALG", sti, forventet=muligheder)
            search_cpr(self.melder, v, sti)
        elif element.navn in _RODER:
            self.melder.meld(_RODER[element.navn], sti)
            search_cpr(self.melder, v, sti)
        elif element.liste:
            self.liste(v, element, indhold, sti)
        else:
            self.vaerdi(v, indhold, sti)

    def forbudt(self, v: Any, sti: str) -> None:
        self.melder.meld("FHIR-FORBUDT", sti, forventet="udeladt")
        search_cpr(self.melder, v, sti)

    def liste(self, v: Any, element: Element, indhold: Indhold, sti: str) -> None:
        if v is None or v in ("", [], {}):
            self.melder.meld("FHIR-TOM", sti)
            self.mangler_element(element, sti)
            return
        if not isinstance(v, list):
            self.forkert_type(v, "liste", sti)
            return
        if element.maks is not None and len(v) > element.maks:
            self.melder.meld(
                "FHIR-MAKS",
                f"{sti}[{element.maks}]",
                None,
                _("fandt {hvad}", hvad=len(v)),
                _("højst {antal}", antal=element.maks),
            )
        if element.navn == "extension":
            skiver.check_udvidelser(self, v, element, indhold, sti)
        elif element.skiver:
            skiver.check_maal(self, v, element, indhold, sti)
        else:
            for i, led in enumerate(v):
                self.vaerdi(led, indhold, f"{sti}[{i}]")

    def vaerdi(self, v: Any, indhold: Indhold, sti: str) -> None:
        """One value: empty, primitive or complex."""
        if v is None or v in ("", [], {}):
            self.melder.meld("FHIR-TOM", sti, forventet="en værdi eller intet element")
            if v == {} and indhold.form is not None:
                self.mangler(v, indhold.form, sti)
        elif indhold.type in PRIMITIVE:
            self.primitiv(v, indhold, sti)
        elif not isinstance(v, dict):
            self.forkert_type(v, indhold.type, sti)
        else:
            self.kompleks(v, indhold, sti)

    def forkert_type(self, v: Any, forventet: Dansk, sti: str) -> None:
        """The value is not shown: text in the wrong place may be free text."""
        self.melder.meld("FHIR-TYPE", sti, None, _("fandt {hvad}", hvad=typenavn(v)), forventet)
        search_cpr(self.melder, v, sti)

    def primitiv(self, v: Any, indhold: Indhold, sti: str) -> None:
        if v != v:  # NaN, told of already
            return
        brudt = check_primitiv(indhold.type, v)
        if brudt is not None:
            regel, forventet = brudt
            aarsag = _("fandt {hvad}", hvad=typenavn(v)) if regel == "FHIR-TYPE" else None
            self.melder.meld(regel, sti, None if indhold.fritekst else v, aarsag, forventet)
            if regel != "FHIR-DATO-DEL":
                return
        if indhold.fritekst:
            find_fritekst(self.melder, v, sti)
        if indhold.fast is not None:
            fastlagt.check_fast(self.melder, v, indhold.fast, sti)
        elif indhold.koder and v not in indhold.koder:
            self.melder.meld("FHIR-BINDING", sti, v, forventet=" · ".join(sorted(indhold.koder)))
        if indhold.hoejst is not None and v > indhold.hoejst:
            self.melder.meld("FHIR-RANG", sti, v, forventet=_("højst {antal}", antal=indhold.hoejst))

    def kompleks(self, v: dict[str, Any], indhold: Indhold, sti: str) -> None:
        if indhold.fritekst:
            find_fritekst(self.melder, v, sti)
        if indhold.form is not None:
            self.objekt(v, indhold.form, sti)
        if indhold.fast is not None:
            fastlagt.check_fast(self.melder, v, indhold.fast, sti)
        if indhold.type == "Coding":
            koder.check_kodning(self.melder, v, indhold.vaerdisaet, sti)
        elif indhold.type == "CodeableConcept":
            koder.check_begreb(self.melder, v, indhold, sti)
        elif indhold.type == "Reference":
            self.henvisninger.append(Henvisning(self.melder.post_nr or 0, sti, v, indhold.maal))
        elif indhold.type == "Period":
            fastlagt.check_periode(self.melder, v, sti)
        elif indhold.type == "Extension":
            skiver.check_indhold(self.melder, v, indhold, sti)
