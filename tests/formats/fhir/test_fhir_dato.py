"""Dates and instants: every form FHIR allows, and those it does not."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from ffb.formats.fhir.dato import read_dato, read_instant, skriv_instant


@pytest.mark.parametrize(
    ("tekst", "dato", "regel"),
    [
        ("2025-03-01", date(2025, 3, 1), None),
        ("2025-03-01T23:59:59Z", date(2025, 3, 1), None),
        ("2025-03-01T23:59:59.123456789+14:00", date(2025, 3, 1), None),
        ("2025-03-01T00:30:00+02:00", date(2025, 3, 1), None),
        ("2024-02-29", date(2024, 2, 29), None),
        ("2025-02-29", None, "FHIR-DATO"),
        ("2025", None, "FHIR-DATO-DEL"),
        ("2025-03", None, "FHIR-DATO-DEL"),
        ("2025-13", None, "FHIR-DATO"),
        ("01-03-2025", None, "FHIR-DATO"),
        ("2025-03-01T10:00:00", date(2025, 3, 1), "FHIR-DATO"),
        ("2025-03-01T10:00Z", date(2025, 3, 1), "FHIR-DATO"),
        ("2025-03-01 10:00:00Z", date(2025, 3, 1), "FHIR-DATO"),
        ("２０２５-03-01", None, "FHIR-DATO"),
        ("x", None, "FHIR-DATO"),
    ],
)
def test_read_dato(tekst: str, dato: date | None, regel: str | None) -> None:
    assert read_dato(tekst) == (dato, regel)


@pytest.mark.parametrize(
    ("tekst", "tid"),
    [
        ("2025-03-01T10:00:00Z", datetime(2025, 3, 1, 10)),
        ("2025-03-01T10:00:00+01:00", datetime(2025, 3, 1, 9)),
        ("2025-01-01T00:30:00+02:00", datetime(2024, 12, 31, 22, 30)),
        ("2025-03-01T10:00:00-11:30", datetime(2025, 3, 1, 21, 30)),
        ("2025-03-01T10:00:00.5Z", datetime(2025, 3, 1, 10, 0, 0, 500000)),
        ("2025-03-01T10:00:00.123456789Z", datetime(2025, 3, 1, 10, 0, 0, 123456)),
        ("2016-12-31T23:59:60Z", datetime(2016, 12, 31, 23, 59, 59)),
        ("2025-03-01T10:00:00", None),
        ("2025-03-01", None),
        ("2025-02-30T10:00:00Z", None),
        ("2025-03-01T24:00:00Z", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("20250301T100000Z", None),
        ("", None),
    ],
)
def test_read_instant(tekst: str, tid: datetime | None) -> None:
    assert read_instant(tekst) == tid


@pytest.mark.parametrize("tid", [datetime(2025, 3, 1, 10), datetime(2025, 3, 1, 10, 0, 0, 7)])
def test_an_instant_is_read_as_it_was_written(tid: datetime) -> None:
    assert read_instant(skriv_instant(tid)) == tid
