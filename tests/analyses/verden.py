"""Worlds for the analyses: those of the report's oracle, with more about each citizen and nastier dates."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from orakel import puljer as p
from orakel.generator import tilfaeldig_leverancer
from orakel.verden import Plads, Verden, to_raekker

FF2, AD2 = "e6f82424-da5a-41d1-bd1a-5796aa79d5f2", "4c082610-b122-4019-96f2-1061e287445e"
AFSTANDE = (0, 1, -1, -30, 200)  # days from a start: on it, just after, just before


def make_verden(froe: int, borgere: int = 60) -> Verden:
    """A seeded world: several kommuner, systems and leverancer; dates on, before and after every start."""
    rng = random.Random(froe)
    verden = tilfaeldig_leverancer(rng, borgere)
    if (verden.indstillinger.pr_dato or verden.periode_til) < verden.periode_fra:
        verden.indstillinger = replace(
            verden.indstillinger, pr_dato=None
        )  # else nothing is known of the period
    raekker = to_raekker(verden.tabeller())
    tabel = {lev["leverance_id"]: lev for lev in raekker["leverance"] if lev["kilde"] == "tabel"}
    borgere_i = sorted(
        {(r["leverance_id"], r["borger_id"]) for r in raekker["ydelse_version"] if r["leverance_id"] in tabel}
    )
    for leverance_id, borger_id in borgere_i:
        _add_person(verden, _plads(verden, tabel[leverance_id], 8, borger_id))
    for y in raekker["ydelse_version"]:
        if y["leverance_id"] in tabel and y["startdato"] is not None:
            _add_progression(rng, verden, tabel[y["leverance_id"]], y["borger_id"], y["startdato"])
    return verden


def _plads(verden: Verden, leverance: dict[str, Any], fil_nr: int, borger_id: int) -> Plads:
    nr = leverance["leverance_id"]
    return Plads(nr, fil_nr, verden.naeste_post(nr, fil_nr), borger_id, leverance["tid"])


def _add_person(verden: Verden, plads: Plads) -> None:
    """Birth year and sex follow from the citizen; now and then unknown."""
    nr = plads.borger_id % 7919
    aar = None if nr % 11 == 0 else 1940 + nr % 66
    verden.skriv("borger", plads, foedselsaar=aar, koen=None if nr % 13 == 0 else "KM"[nr % 2])


def _add_progression(
    rng: random.Random, verden: Verden, leverance: dict[str, Any], borger_id: int, start: date
) -> None:
    for _ in range(rng.randint(0, 2)):
        dato = start + timedelta(days=rng.choice(AFSTANDE))
        kode = rng.choice([p.FF, FF2, p.OMGIVELSE, p.FF_OVERTEMA])
        verden.skriv("udredningstema", _plads(verden, leverance, 4, borger_id), kode=kode, dato=dato)
    for _ in range(rng.randint(0, 2)):
        dato = start + timedelta(days=rng.choice(AFSTANDE))
        niveau = rng.choice([0, 1, 2, 3, 4, 8, 9, None])
        felter = {"kode": rng.choice([p.AD, AD2]), "niveau": niveau, "dato": dato}
        verden.skriv("aktivitet_deltagelse", _plads(verden, leverance, 5, borger_id), **felter)
    if rng.random() < 0.5:
        dato = rng.choice([start, start + timedelta(days=90), None])
        niveau = rng.choice([0, 1, 2, 3, 4, 9, 7])
        verden.skriv("stoettebehov", _plads(verden, leverance, 6, borger_id), niveau=niveau, dato=dato)
    if rng.random() < 0.3:
        felter = {
            "ffb_maalgruppe_kode": rng.choice([p.MAALGRUPPE, p.UKENDT]),
            "rang": rng.choice([1, 2, None]),
        }
        verden.skriv("maalgruppe", _plads(verden, leverance, 3, borger_id), **felter)
