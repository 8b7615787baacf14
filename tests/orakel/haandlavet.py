"""Worlds made by hand, one ydelse or bundle at a time, for figures that can be worked out on paper."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ffb.formats.grundlag import Mapning
from orakel import puljer as p
from orakel.rapport import orakel_rapport
from orakel.verden import Plads, Verden

JAN = datetime.fromisoformat("2026-01-10T12:00:00")
FEB = datetime.fromisoformat("2026-02-10T12:00:00")
MIDT = date(2025, 6, 15)
GUIDE = [Mapning(p.MOBILT, p.STOETTE, "1.12.0.1", 2), Mapning(p.MOBILT, p.STOETTE, "1.12.0.2", 3)]


def make_verden(**felter: Any) -> Verden:
    """A world with one full table delivery from 9001."""
    verden = Verden(**felter)
    verden.leverance(1, "9001", "Alfa", JAN)
    return verden


def plads(verden: Verden, fil_nr: int, borger_id: int = 1, leverance_id: int = 1) -> Plads:
    return Plads(leverance_id, fil_nr, verden.naeste_post(leverance_id, fil_nr), borger_id, JAN)


def add_ydelse(verden: Verden, borger_id: int = 1, leverance_id: int = 1, **felter: Any) -> None:
    """A faultless §85 ydelse from the middle of 2025, unless told otherwise."""
    ydelse = {
        "ydelse_id": "y1",
        "aktivitet_nr": 1,
        "dst_kode": "1.12.0.1",
        "ffb_ydelse_kode": p.STOETTE,
        "ffb_tilbud_kode": p.MOBILT,
        "startdato": MIDT,
        **felter,
    }
    verden.skriv("ydelse", plads(verden, 1, borger_id, leverance_id), ydelse["ydelse_id"], **ydelse)


def rapport(verden: Verden, kommune: str | None = "9001") -> dict[str, Any]:
    return orakel_rapport(
        verden.raekker(),
        kommune,
        verden.periode_fra,
        verden.periode_til,
        verden.mapning,
        verden.dst_koder,
        verden.indstillinger,
    )


def i_alt(verden: Verden) -> dict[str, Any]:
    linje: dict[str, Any] = rapport(verden)["tabel1"]["raekker"][-1]
    assert linje["paragraf"] == "I alt"
    return linje


def mangler(verden: Verden) -> dict[str, int]:
    return {r["raekke"]: r["antal"] for r in rapport(verden)["tabel2"]["raekker"]}


def add_bundle(
    verden: Verden, fil_nr: int, dag: str, *poster: tuple[str, str, dict[str, Any]], trukket: str = ""
) -> None:
    """A bundle of leverance 1: (model table, id, columns); indsats_tilbud rides on the entry before it."""
    post_nr = 0
    typer = {"ydelse": "CarePlan", "indsats": "CarePlan", "tilbud": "CareTeam", "maalgruppe": "Condition"}
    for navn, kilde_id, felter in poster:
        ny = navn in typer
        post_nr += ny
        sted = Plads(1, fil_nr, post_nr, 1, datetime.fromisoformat(dag), kilde_id == trukket)
        if ny:
            verden.skriv("ressource", sted, kilde_id, type=typer[navn])
        verden.skriv(navn, sted, kilde_id, **felter)


def make_fhir() -> Verden:
    verden = Verden(mapning=GUIDE)
    verden.leverance(1, "9001", "Alfa", JAN, art="loebende", kilde="fhir")
    return verden


def fhir_indsats(nr: str, tilbud: str) -> list[tuple[str, str, dict[str, Any]]]:
    henvisning = {"indsats_id": nr, "nr": 1, "tilbud_id": "t", "ffb_tilbud_kode": tilbud}
    return [("indsats", nr, {"indsats_id": nr}), ("indsats_tilbud", nr, henvisning)]


def fhir_ydelse(**felter: Any) -> tuple[str, str, dict[str, Any]]:
    indhold = {"ydelse_id": "y1", "aktivitet_nr": 1, "ffb_ydelse_kode": p.STOETTE, "startdato": MIDT}
    return "ydelse", "y1", {**indhold, "hensigt": "order", "status": "active", **felter}
