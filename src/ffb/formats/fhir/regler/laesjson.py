"""From bytes to JSON, with the traps told of: BOM, other encodings, doubled keys, NaN, half characters.

Source: 9-uddatasaet, quirk 16.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from ffb.formats.fhir.grundig import read_enkelt
from ffb.formats.fhir.regler.brud import Melder, sikker
from ffb.sprog import _

_BOM = b"\xef\xbb\xbf"
Dobbelte = dict[int, tuple[dict[str, Any], list[str]]]
"""id of an object -> the object itself (kept alive) and the keys it met twice."""


def read_bundle(data: bytes | dict[str, Any], melder: Melder) -> dict[str, Any] | None:
    """The Bundle as plain JSON; None when it cannot be received at all (told of, blokerende)."""
    dobbelte: Dobbelte = {}
    indhold: Any = data
    if not isinstance(data, dict):
        indhold = read_enkelt(data)
        if isinstance(indhold, dict):
            return _check_type(indhold, melder)
        indhold = _read(data, dobbelte, melder)
        if indhold is None:
            return None
    if not isinstance(indhold, dict):
        melder.meld("FHIR-BUNDLE", "Bundle", forventet="en Bundle")
        return None
    if dobbelte or isinstance(data, dict) or b"\\u" in data or b"NaN" in data or b"Infinity" in data:
        _find_faelder(indhold, dobbelte, melder)
    return _check_type(indhold, melder)


def _check_type(indhold: dict[str, Any], melder: Melder) -> dict[str, Any] | None:
    """A Bundle by its word, or, without a word, by its list of entries."""
    if indhold.get("resourceType") == "Bundle":
        return indhold
    if "resourceType" in indhold or not isinstance(indhold.get("entry"), list):
        melder.meld("FHIR-BUNDLE", "Bundle.resourceType", forventet="Bundle")
        return None
    melder.meld("FHIR-RESOURCETYPE", "Bundle.resourceType", forventet="Bundle")
    return indhold


def _read(data: bytes, dobbelte: Dobbelte, melder: Melder) -> Any:
    if data.startswith(_BOM):
        data = data[len(_BOM) :]
        melder.meld("FHIR-BOM", "Bundle")
    try:
        tekst = data.decode()
    except UnicodeDecodeError as fejl:
        linje = data.count(b"\n", 0, fejl.start) + 1
        melder.meld("FHIR-TEGNSAET", "Bundle", None, _("linje {linje}", linje=linje), "UTF-8")
        return None

    def samle(par: list[tuple[str, Any]]) -> dict[str, Any]:
        objekt = dict(par)
        if len(objekt) != len(par):
            antal = Counter(n for n, _ in par)
            dobbelte[id(objekt)] = (objekt, sorted(n for n in antal if antal[n] > 1))
        return objekt

    try:
        indhold = json.loads(tekst, object_pairs_hook=samle)
    except json.JSONDecodeError as fejl:
        melder.meld(
            "FHIR-JSON",
            "Bundle",
            None,
            _("linje {linje}, tegn {tegn}", linje=fejl.lineno, tegn=fejl.colno),
            "gyldig JSON",
        )
        return None
    except (ValueError, RecursionError):
        melder.meld("FHIR-JSON", "Bundle", None, "for dybt indlejret eller et for langt tal", "gyldig JSON")
        return None
    return {} if indhold is None else indhold


def _find_faelder(indhold: dict[str, Any], dobbelte: Dobbelte, melder: Melder) -> None:
    """Doubled keys, NaN and half characters anywhere, read elements or not; without recursion."""
    rest: list[tuple[Any, str]] = [(indhold, "Bundle")]
    while rest:
        v, sti = rest.pop()
        if isinstance(v, dict):
            for navn in dobbelte.get(id(v), ({}, []))[1]:
                _meld(melder, "FHIR-DOBBELT", f"{sti}.{sikker(navn)}")
            rest.extend((x, f"{sti}.{sikker(n)}") for n, x in v.items())
        elif isinstance(v, list):
            rest.extend((x, f"{sti}[{i}]") for i, x in enumerate(v))
        elif isinstance(v, str):
            if not v.isascii() and any("\ud800" <= tegn <= "\udfff" for tegn in v):
                _meld(melder, "FHIR-TEGN", sti)
        elif isinstance(v, float) and (v != v or v in (float("inf"), float("-inf"))):
            _meld(melder, "FHIR-NAN", sti)


def _meld(melder: Melder, regel: str, sti: str) -> None:
    foran = sti.partition("].")[0]
    navn, _, nr = foran.removesuffix("]").partition("[")
    melder.goto(int(nr) + 1 if navn == "Bundle.entry" and nr.isdigit() else None, "Bundle")
    melder.meld(regel, sti)
    melder.goto(None, "Bundle")
