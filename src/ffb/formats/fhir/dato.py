"""FHIR dates and instants as the model's dates and times.

Opinion taken: a date is the date part as written, whatever the zone; an instant becomes naive UTC. A text
that FHIR does not allow but whose first ten characters are a date keeps that date and is told of.
Source: hl7.org/fhir/R4/datatypes (dateTime, instant); 12-model.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

_KLOKKE = (
    r"T((?:[01][0-9]|2[0-3]):[0-5][0-9]:)([0-5][0-9]|60)(\.[0-9]+)?"
    r"(Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))"
)
_DAG = r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
_DATO_TID = re.compile(f"{_DAG}(?:{_KLOKKE})?")
_INSTANT = re.compile(_DAG + _KLOKKE)
_HELT_UTC = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z").fullmatch
_DEL = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?")


def read_dato(tekst: str) -> tuple[date | None, str | None]:
    """The date part of a FHIR dateTime, and the rule it breaks (None if none). Never raises."""
    if _DEL.fullmatch(tekst):
        return None, "FHIR-DATO-DEL"
    try:
        dato = date.fromisoformat(tekst[:10])
    except ValueError:
        return None, "FHIR-DATO"
    return dato, None if _DATO_TID.fullmatch(tekst) else "FHIR-DATO"


def read_instant(tekst: str) -> datetime | None:
    """A FHIR instant as naive UTC, cut to the microsecond; None if it is none.

    A leap second counts as second 59. Never raises.
    """
    if _HELT_UTC(tekst):  # as nearly all are written
        try:
            return datetime.fromisoformat(tekst[:-1])
        except ValueError:
            return None
    fund = _INSTANT.fullmatch(tekst)
    if fund is None:
        return None
    dag, klokke, sekund, broek, zone = fund.groups(default="")
    hel = "59" if sekund == "60" else sekund
    try:
        tid = datetime.fromisoformat(f"{dag}T{klokke}{hel}{broek[:7]}{'' if zone == 'Z' else zone}")
        return tid if zone == "Z" else tid.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None


def skriv_instant(tid: datetime) -> str:
    """A naive UTC time as a FHIR instant."""
    return tid.isoformat(timespec="microseconds" if tid.microsecond else "seconds") + "Z"
