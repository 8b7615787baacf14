"""FHIR's primitive types: what JSON type each has and how its text must look.

Source: hl7.org/fhir/R4/datatypes (regular expressions rewritten, dates held against the calendar).
"""

from __future__ import annotations

import re
from typing import Any

from ffb.formats.fhir.dato import read_dato, read_instant
from ffb.sprog import Dansk

Brudt = tuple[str, str]
"""Rule id, what was expected (Danish)."""

_UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_MOENSTRE: dict[str, tuple[str, str]] = {
    "string": (r"(?s).*\S.*", Dansk("tekst, der ikke er tom")),
    "markdown": (r"(?s).*\S.*", Dansk("tekst, der ikke er tom")),
    "xhtml": (r"(?s)\s*<div[\s>].*", Dansk("XHTML i en <div>")),
    "code": (r"\S+( \S+)*", Dansk("kode uden mellemrum i enderne")),
    "id": (r"[A-Za-z0-9\-.]{1,64}", Dansk("højst 64 tegn: bogstaver, tal, bindestreg og punktum")),
    "uri": (r"\S+", Dansk("adresse uden mellemrum")),
    "url": (r"\S+", Dansk("adresse uden mellemrum")),
    "canonical": (r"[A-Za-z][A-Za-z0-9+.-]*:\S+|#\S+", Dansk("hel adresse uden mellemrum")),
    "oid": (r"urn:oid:[0-2](\.(0|[1-9][0-9]*))+", "urn:oid:…"),
    "uuid": (rf"urn:uuid:{_UUID}", "urn:uuid:…"),
    "base64Binary": (r"(\s*([0-9a-zA-Z+/=]){4}\s*)+", "base64"),
    "time": (r"([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?", Dansk("TT:MM:SS")),
}
_TEKSTER = {navn: (re.compile(m).fullmatch, forventet) for navn, (m, forventet) in _MOENSTRE.items()}
_DATO = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?")
_HELTAL = {
    "integer": (-(2**31), Dansk("helt tal")),
    "positiveInt": (1, Dansk("helt tal fra 1")),
    "unsignedInt": (0, Dansk("helt tal fra 0")),
}
_TIDER = frozenset({"date", "dateTime", "instant"})
PRIMITIVE = frozenset({*_TEKSTER, *_HELTAL, *_TIDER, "boolean", "decimal"})


def check_primitiv(type_: str, v: Any) -> Brudt | None:
    """The rule a value of a primitive type breaks; None if none. `v` is neither None nor empty."""
    if type_ in _TEKSTER or type_ in _TIDER:
        return _check_tekst(type_, v) if isinstance(v, str) else ("FHIR-TYPE", Dansk("tekst"))
    if type_ == "boolean":
        return None if isinstance(v, bool) else ("FHIR-TYPE", Dansk("true eller false"))
    if isinstance(v, bool) or not isinstance(v, int if type_ in _HELTAL else int | float):
        return "FHIR-TYPE", _HELTAL.get(type_, (0, Dansk("tal")))[1]
    mindst, forventet = _HELTAL.get(type_, (v, ""))
    return None if mindst <= v and (type_ == "decimal" or v < 2**31) else ("FHIR-FORMAT", forventet)


def _check_tekst(type_: str, v: str) -> Brudt | None:
    if not v.strip():
        return "FHIR-TOM", Dansk("en værdi")
    if type_ in _TIDER:
        return _check_tid(type_, v)
    passer, forventet = _TEKSTER[type_]
    return None if passer(v) else ("FHIR-FORMAT", forventet)


def _check_tid(type_: str, v: str) -> Brudt | None:
    """A date that does not exist, a time without zone or seconds; a date without day is told of mildly."""
    if type_ == "instant":
        fundet = read_instant(v) is not None and not v.startswith("0000")
        return None if fundet else ("FHIR-DATO", Dansk("dato, klokkeslæt og zone, fx 2025-03-01T12:00:00Z"))
    if type_ == "date" and not _DATO.fullmatch(v):
        return "FHIR-DATO", Dansk("ÅÅÅÅ-MM-DD")
    _, regel = read_dato(v)
    if v.startswith("0000"):
        regel = "FHIR-DATO"
    return (regel, Dansk("ÅÅÅÅ-MM-DD, evt. med klokkeslæt og zone")) if regel else None
