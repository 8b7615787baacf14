"""Small pools of codes and dates, simplest first, so that collisions come often and examples shrink."""

from __future__ import annotations

from datetime import date, datetime

UKENDT = "00000000-0000-4000-8000-000000000000"
FSIII = "041a8348-e77d-4d6d-a464-a46b4fd036d0"  # known, but of another catalogue

STOETTE = "1a2daf63-0510-4bf3-8578-662d4300c965"  # Støtte til uddannelse, §85
OPHOLD = "5af56051-8413-4115-aaa2-83a0767e1137"  # Længerevarende ophold, §108
FRIVILLIG = "b6e1f331-fccf-4a33-8bb6-566546edc405"  # §82d, §82a
GRUPPE = "3459f530-7334-48c4-9037-53bf80df8851"  # Gruppebaseret, §82a
SANSE = "299af83f-586c-4c17-8af6-c8c47a847d6d"  # §104
YDELSESGRUPPE = "1f0ff82b-3243-422f-9651-1d00fd2dcd61"  # no ydelse, only a heading

MOBILT = "d90f4da6-f87a-43b5-833f-646b4baf16d6"  # §§82a, 82b, 82d, 85
ALMEN = "a7cbf55b-6906-4b2a-872e-c48b4d728837"  # §85 i ABL §105
BOTILBUD = "498fe92c-d7f7-41cd-9404-5b38fe113be0"  # §108
AKUT = "5ea75f09-8eec-4edc-aafd-a330a523c33e"  # §82c
TILBUDSGRUPPE = "7fec7d14-addb-4684-9637-403739de6228"

YDELSER = [
    STOETTE, OPHOLD, FRIVILLIG, STOETTE, GRUPPE, OPHOLD, STOETTE, GRUPPE, STOETTE,
    None, SANSE, UKENDT, "", FSIII, YDELSESGRUPPE, BOTILBUD,
]  # fmt: skip
TILBUD = [
    MOBILT, ALMEN, MOBILT, BOTILBUD, MOBILT, MOBILT, AKUT, MOBILT,
    None, UKENDT, TILBUDSGRUPPE, OPHOLD, "", FSIII,
]  # fmt: skip

DST = [
    "1.12.0.1", None, "DEMO-103", "1.12.0.2", "DEMO-VEJ", "1.12.0.1", "DEMO-82",
    "DEMO-NEJ", "UKENDT", " 1.12.0.1 ", "",
]  # fmt: skip
DST_TABEL = [
    ("DEMO-103", "§103", True),
    ("DEMO-NEJ", "§95", False),
    ("DEMO-82", "§82a", True),
    ("1.12.0.1", "§85 i ABL §105", True),
    ("1.12.0.2", "§85", False),
    ("DEMO-97", "§97", True),
    ("DEMO-100", "§100", True),
    ("DEMO-UFB", "Uoplyst", True),
]
PAR = [
    (MOBILT, STOETTE), (ALMEN, STOETTE), (MOBILT, OPHOLD), (MOBILT, FRIVILLIG), (BOTILBUD, OPHOLD),
    (MOBILT, GRUPPE), (ALMEN, GRUPPE), (AKUT, SANSE), (BOTILBUD, UKENDT), (UKENDT, STOETTE),
]  # fmt: skip
PARRETS_DST: list[tuple[str | None, ...]] = [
    ("1.12.0.1",),
    (),
    (None,),
    ("1.12.0.1", "1.12.0.2"),
    ("DEMO-103", None),
    ("DEMO-VEJ",),
    ("DEMO-82", "1.12.0.2"),
    ("DEMO-NEJ",),
    ("DEMO-100", "DEMO-VEJ"),
    ("DEMO-97", "DEMO-97"),
]

FF, AD, OMGIVELSE = (
    "17c35058-eb88-4a7a-8727-74cd12be42c7",
    "3f9da5ac-9686-4eeb-b517-b46e17fcb1d7",
    "22eef871-6650-426f-8b79-8d40a6c62808",
)
FF_OVERTEMA, AD_OVERTEMA = "25c5c614-305f-46cd-9891-55d564fc30cf", "3856b434-f72e-42a5-b9d1-0cc93f48434b"
MAALGRUPPE, MAALTYPE = "122f3f8e-84a0-476f-b9c5-0e40b1dcf113", "d41c8072-52f8-42b5-9375-ddbea454d27f"
FF_TEMAER = [FF, OMGIVELSE, AD, FF_OVERTEMA, UKENDT, MAALGRUPPE, None, FSIII]
AD_TEMAER = [AD, "4c082610-b122-4019-96f2-1061e287445e", FF, AD_OVERTEMA, OMGIVELSE, UKENDT, None]
MAALGRUPPER = [MAALGRUPPE, None, "", UKENDT, FF]
MAALTYPER = [MAALTYPE, None, "10752a63-00b4-4958-b7f4-9f3a18f74266", UKENDT, AD]
NIVEAUER = [2, 9, 8, None, 0, 4]

PERIODER = [
    (date(2025, 1, 1), date(2025, 12, 31)),
    (date(2025, 3, 31), date(2025, 4, 1)),
    (date(2025, 6, 15), date(2025, 6, 15)),
]
TIDER = [
    datetime.fromisoformat(tid)
    for tid in (
        "2026-01-10T12:00:00",
        "2026-01-14T23:59:00",
        "2025-07-14T08:30:00",
        "2026-04-01T00:00:00",
        "2026-01-10T12:00:01",
    )
]
STATUS_FHIR = ["active", "active", "completed", "draft", "revoked", "entered-in-error", None]
HENSIGT = ["order", "order", "plan", None, "proposal"]
KOMMUNER: list[tuple[str | None, ...]] = [
    ("9001",),
    ("9001", "9002"),
    ("0183", "0187"),
    ("0183",),
    ("0185", "0155"),
    ("9001", "9002", "9003"),
    ("0187", "0185"),
    ("9001", None),
]
FREMMEDE = ["0187", "0155", "9002", "0183"]
ENHEDER = ["Nord", "Syd", None]
SYSTEMER = ["Alfa", "Beta", "Gamma"]
MOENSTRE = [
    [("fuld", "tabel")],
    [("loebende", "fhir")],
    [("fuld", "tabel"), ("fuld", "tabel")],
    [("fuld", "tabel"), ("loebende", "fhir")],
    [("loebende", "fhir"), ("loebende", "fhir")],
    [("loebende", "fhir"), ("fuld", "tabel"), ("loebende", "fhir")],
    [("fuld", "fhir")],
    [("fuld", "fhir"), ("loebende", "fhir")],
    [("loebende", "tabel")],
    [("loebende", "tabel"), ("loebende", "tabel")],
    [("fuld", "tabel"), ("loebende", "tabel"), ("loebende", "fhir")],
]
