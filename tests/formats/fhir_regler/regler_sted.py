"""Where a row of a profile leads in an official bundle: the rows read anew, walked by the tests' own code."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from regler_eksempel import ROD, copy_of, nouns, resource_type

MAPPE = ROD / "src" / "ffb" / "formats" / "fhir" / "regler" / "data"
SKIVE_KODE = {
    "severitySlice": "66959f77-6e2a-4574-8423-3ff097f8b9fa",
    "changeValueSlice": "90c48f03-f194-4b2f-ad7d-6cba1069ae48",
}
PROEVE: dict[str, Any] = {
    "boolean": True,
    "integer": 1,
    "positiveInt": 1,
    "unsignedInt": 1,
    "decimal": 1.5,
    "string": "x",
    "markdown": "x",
    "code": "x",
    "id": "x",
    "uri": "http://example.org/x",
    "canonical": "http://example.org/x",
    "date": "2021-05-01",
    "dateTime": "2021-05-01",
    "instant": "2021-05-01T10:00:00Z",
    "CodeableConcept": {"coding": [{"system": "http://example.org", "code": "x"}]},
    "Coding": {"system": "http://example.org", "code": "x"},
    "Identifier": {"system": "http://example.org", "value": "x"},
    "Extension": [{"url": "http://example.org/x", "valueBoolean": True}],
    "Period": {"start": "2021-05-01"},
    "Annotation": {"text": "x"},
}
TAL = {"boolean", "integer", "positiveInt", "unsignedInt", "decimal"}


@cache
def read(navn: str) -> tuple[dict[str, str], ...]:
    return tuple(csv.DictReader((MAPPE / navn).read_text(encoding="utf-8").splitlines()))


@cache
def r4(sted: str) -> dict[str, dict[str, str]]:
    return {r["element"]: r for r in read("r4.csv") if r["sted"] == sted}


Sted = tuple[Any, Any, str, str]  # parent, key, place, R4 type of the parent


def walk(v: Any, sted: str, sti: str, dele: list[str]) -> Iterator[Sted]:
    """Every place a path leads to in a resource: the parent must be there, the last part need not."""
    del_, _, skive = dele[0].partition(":")
    base = r4(sted).get(del_)
    noegler = _noegler(v, del_, base)
    if len(dele) == 1 and not skive:
        yield from ((v, n, f"{sti}.{n}", sted) for n in noegler)
        return
    for noegle in noegler:
        if noegle not in v or base is None:
            continue
        type_ = _type(base, del_, noegle)
        indre = f"{sted}.{del_}" if type_ == "BackboneElement" else type_
        boern = enumerate(v[noegle]) if isinstance(v[noegle], list) else [(None, v[noegle])]
        for i, barn in boern:
            if skive and not is_skive(barn, skive):
                continue
            her = f"{sti}.{noegle}" + ("" if i is None else f"[{i}]")
            if len(dele) == 1:
                yield v[noegle], i, her, indre
            else:
                yield from walk(barn, indre, her, dele[1:])


def _noegler(v: dict[str, Any], del_: str, base: dict[str, str] | None) -> list[str]:
    if not del_.endswith("[x]"):
        return [del_]
    fundet = [n for n in v if n.startswith(del_[:-3]) and n != del_[:-3]]
    return fundet or ([_valgnoegle(del_, base["typer"].split())] if base else [])


def _valgnoegle(del_: str, typer: list[str]) -> str:
    type_ = "dateTime" if "dateTime" in typer else typer[0]
    return del_[:-3] + type_[0].upper() + type_[1:]


def _type(base: dict[str, str], del_: str, noegle: str) -> str:
    typer = base["typer"].split()
    if not del_.endswith("[x]"):
        return typer[0]
    return next(t for t in typer if noegle == del_[:-3] + t[0].upper() + t[1:])


def is_skive(v: dict[str, Any], skive: str) -> bool:
    if "url" in v:
        url = str(v["url"]).casefold().replace("follow-up-date-extension", "followupdate")
        return url.endswith(skive.casefold())
    return SKIVE_KODE.get(skive, "") in json.dumps(v.get("measure", {}))


def find_sted(bundle: dict[str, Any], noun: str, element: str, has: bool) -> Sted | None:
    """The first place of a path in any resource of the profile, there (`has`) or absent."""
    for i, ressource in nouns(bundle, noun):
        for sted in walk(ressource, resource_type(noun), f"Bundle.entry[{i}].resource", _del(element)):
            er_der = isinstance(sted[1], int) or sted[1] in sted[0]
            if er_der == has:
                return sted
    return None


def _del(element: str) -> list[str]:
    return element.split(".")


def make(noun: str, element: str) -> Any:
    """A plausible value of an element, to put where it is forbidden."""
    sted = resource_type(noun)
    for del_ in _del(element)[:-1]:
        base = r4(sted)[del_.partition(":")[0]]
        type_ = base["typer"].split()[0] if "[x]" not in del_ else _valgtype(noun, del_)
        sted = f"{sted}.{del_}" if type_ == "BackboneElement" else type_
    base = r4(sted)[_del(element)[-1]]
    typer = base["typer"].split()
    type_ = "dateTime" if "dateTime" in typer else typer[0]
    vaerdi = {"reference": "Patient/x"} if type_ == "Reference" else PROEVE.get(type_, {"id": "x"})
    return [vaerdi] if base["maks"] == "*" and not isinstance(vaerdi, list) else copy_of(vaerdi)


def _valgtype(noun: str, del_: str) -> str:
    if "value" not in del_:
        return "CodeableConcept"
    return "Identifier" if noun in ("indsats", "henvendelse") else "CodeableConcept"
