"""One FHIR-like bundle as model rows: ids that come again, moves at closing, entered-in-error."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from orakel import puljer as p
from orakel.verden import Plads

if TYPE_CHECKING:
    from orakel.generator import Historie

Skriver = Callable[["Historie", Plads, str, str], None]


def skriv_bundle(
    h: Historie, leverance_id: int, fil_nr: int, tid: datetime, borger_id: int, kommune_kode: str | None
) -> None:
    """A bundle about one citizen: some of her resources in some order, each with today's content."""
    mulige: list[tuple[str, str, Skriver]] = [
        ("i", "CarePlan", _indsats),
        ("y", "CarePlan", lambda h, plads, rid, b: _ydelse(h, plads, rid, kommune_kode)),
        ("m", "Condition", _maalgruppe),
        ("t", "CareTeam", _tilbud),
        ("c", "Condition", _tema),
        ("o", "Observation", _stoettebehov),
        ("g", "Goal", _maal),
    ]
    ressourcer = [(f"{b}-{borger_id}-{nr}", t, s) for b, t, s in mulige for nr in (1, 2)]
    ressourcer = [ressource for ressource in ressourcer if not h.valg.chance(45)]
    if h.valg.chance(40):
        ressourcer.reverse()
    for post_nr, (ressource_id, fhir_type, skriver) in enumerate(ressourcer, 1):
        trukket = h.valg.chance(7)
        plads = Plads(leverance_id, fil_nr, post_nr, borger_id, tid, trukket)
        h.verden.skriv("ressource", plads, ressource_id, type=fhir_type)
        skriver(h, plads, ressource_id, str(borger_id))


def _id(h: Historie, bogstav: str, borger: str) -> str:
    """A reference to one of the citizen's resources of a kind, present or not."""
    return f"{bogstav}-{borger}-{h.valg.af([1, 2])}"


def _ydelse(h: Historie, plads: Plads, ressource_id: str, kommune_kode: str | None) -> None:
    indhold = h.make_ydelse(plads.borger_id)
    faelles: dict[str, Any] = {
        "ydelse_id": ressource_id,
        "indsats_id": None if h.valg.chance(10) else _id(h, "i", str(plads.borger_id)),
        "startdato": indhold["startdato"],
        "slutdato": indhold["slutdato"],
        "status": h.valg.af(p.STATUS_FHIR),
        "hensigt": h.valg.af(p.HENSIGT),
        "dst_kode": indhold["dst_kode"] if h.valg.chance(30) else None,
        "ffb_tilbud_kode": (indhold["ffb_tilbud_kode"] or None) if h.valg.chance(10) else None,
        "kommune_kode": kommune_kode,
    }
    koder = [indhold["ffb_ydelse_kode"]] + ([h.valg.af(p.YDELSER)] if h.valg.chance(20) else [])
    for nr, kode in enumerate(koder, 1):
        h.verden.skriv("ydelse", plads, ressource_id, aktivitet_nr=nr, ffb_ydelse_kode=kode, **faelles)


def _indsats(h: Historie, plads: Plads, ressource_id: str, borger: str) -> None:
    h.verden.skriv("indsats", plads, ressource_id, indsats_id=ressource_id, sagsnummer="S-1", hensigt="plan")
    for nr in range(1, h.valg.heltal(0, 2) + 1):
        h.verden.skriv(
            "indsats_tilbud",
            plads,
            ressource_id,
            indsats_id=ressource_id,
            nr=nr,
            tilbud_id=_id(h, "t", borger),
            ffb_tilbud_kode=(h.valg.af(p.TILBUD) or None) if h.valg.chance(40) else None,
        )
    for nr in range(1, h.valg.heltal(0, 1) + 1):
        maalgruppe_id = _id(h, "m", borger)
        h.verden.skriv(
            "indsats_maalgruppe",
            plads,
            ressource_id,
            indsats_id=ressource_id,
            nr=nr,
            maalgruppe_id=maalgruppe_id,
            rang=1,
        )


def _maalgruppe(h: Historie, plads: Plads, ressource_id: str, _: str) -> None:
    h.verden.skriv("maalgruppe", plads, ressource_id, ffb_maalgruppe_kode=h.valg.af(p.MAALGRUPPER))


def _tilbud(h: Historie, plads: Plads, ressource_id: str, _: str) -> None:
    h.verden.skriv("tilbud", plads, ressource_id, ffb_tilbud_kode=h.valg.af(p.TILBUD) or None)


def _tema(h: Historie, plads: Plads, ressource_id: str, _: str) -> None:
    """A Condition with one id may be an F&F theme today and an A&D theme tomorrow."""
    if h.valg.chance(50):
        niveau = h.valg.af(p.NIVEAUER)
        h.verden.skriv(
            "aktivitet_deltagelse", plads, ressource_id, kode=h.valg.af(p.AD_TEMAER), niveau=niveau
        )
    else:
        h.verden.skriv("udredningstema", plads, ressource_id, kode=h.valg.af(p.FF_TEMAER))


def _stoettebehov(h: Historie, plads: Plads, ressource_id: str, _: str) -> None:
    h.verden.skriv("stoettebehov", plads, ressource_id, niveau=h.valg.af(p.NIVEAUER), status="final")


def _maal(h: Historie, plads: Plads, ressource_id: str, _: str) -> None:
    maaltype = h.valg.af(p.MAALTYPER)
    h.verden.skriv(
        "indsatsmaal", plads, ressource_id, maal_id=ressource_id, maaltype_kode=maaltype, status="rejected"
    )
