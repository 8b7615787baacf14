"""Worlds of the oracle as a reading, and lists drawn from them."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from ffb.afstem.grundlag import Grundlag, prepare_grundlag
from ffb.engine.duckdb import DuckDB
from ffb.engine.koersel import Opsaetning
from ffb.engine.motor import Motor
from ffb.formats.grundlag import Laesning
from orakel.tabel1 import Dom, judge, make_grundlag
from orakel.verden import Verden, to_raekker
from orakel.ydelser import find_gaeldende

PARAGRAFFER = ("§85", "§107", "§104", "§103", "§108", "§82a", "§85 i ABL §105")


def make_opsaetning(verden: Verden, kommune: str | None = None, **felter: Any) -> Opsaetning:
    valg = verden.indstillinger
    o = Opsaetning(
        verden.periode_fra,
        verden.periode_til,
        kommune=kommune,
        pr_dato=valg.pr_dato,
        dst_koder=verden.dst_koder,
        krav_ff=valg.krav_ff,
        ikke_vurderet_taeller=valg.ikke_vurderet_taeller,
        kladde_taeller=valg.kladde_taeller,
    )
    return replace(o, **felter)


def make_prepared(verden: Verden, kommune: str | None, motor: Motor | None = None, **felter: Any) -> Grundlag:
    laesning = Laesning(verden.tabeller(), verden.mapning)
    return prepare_grundlag(motor or DuckDB(), laesning, None, make_opsaetning(verden, kommune, **felter))


def find_relevante(verden: Verden, kommune: str | None) -> list[Dom]:
    """Every FFB-relevant ydelse of the kommune, whenever it started."""
    gaeldende = find_gaeldende(to_raekker(verden.tabeller()))
    grundlag = make_grundlag(verden.mapning, verden.dst_koder, verden.indstillinger.kladde_taeller)
    return [d for d in judge([y for y in gaeldende.ydelser if y.kommune == kommune], grundlag) if d.relevant]


def make_bevillinger(rng: random.Random, relevante: list[Dom]) -> list[dict[str, Any]]:
    """Most ydelser as bevillinger, some moved, split, with another paragraf; some of nobody and nothing."""
    ud = []
    for dom in relevante:
        y = dom.ydelse
        if y.startdato is None or rng.random() < 0.2:
            continue
        start = y.startdato + timedelta(days=rng.choice((0, 0, 0, 1, -1, 7, -40)))
        slut = y.slutdato + timedelta(days=rng.choice((0, 0, 1, -3, 60))) if y.slutdato else None
        slut = rng.choice((slut, slut, None, date(2027, 1, 1)))
        if slut is not None and slut < start:
            slut = start
        paragraf = dom.paragraf if rng.random() < 0.9 else rng.choice(PARAGRAFFER)
        ud.append(_bevilling(y.borger_id, paragraf, start, slut))
        if slut is not None and rng.random() < 0.4:
            igen = slut + timedelta(days=rng.choice((1, 2, 30)))
            ud.append(_bevilling(y.borger_id, paragraf, igen, rng.choice((None, igen + timedelta(days=90)))))
    for nr in range(3):
        ud.append(_bevilling(900 + nr, rng.choice(PARAGRAFFER), date(2025, 3, 1), None))
    rng.shuffle(ud)
    return ud


def _bevilling(borger_id: int, paragraf: str, start: date, slut: date | None) -> dict[str, Any]:
    return {
        "borger_id": borger_id,
        "cpr": f"c{borger_id}",
        "paragraf": paragraf,
        "startdato": start,
        "slutdato": slut,
    }
