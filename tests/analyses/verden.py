"""Worlds for the analyses: those of the report's oracle, with more about each citizen and nastier dates."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from analyses.andre_omraader import add_andre_omraader
from analyses.borgerverden import find_resultater
from orakel import puljer as p
from orakel.generator import tilfaeldig_leverancer
from orakel.verden import Plads, Verden, to_raekker

FF2, AD2 = "e6f82424-da5a-41d1-bd1a-5796aa79d5f2", "4c082610-b122-4019-96f2-1061e287445e"
MAALTYPER = [p.MAALTYPE, "10752a63-00b4-4958-b7f4-9f3a18f74266", "e47c22bd-d88d-48ab-882b-419923e1f44e"]
RESULTATER = [*find_resultater(), None, "ukendt"]
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
            _add_maal(rng, verden, tabel[y["leverance_id"]], y)
    for indsats in raekker["indsats_version"]:
        if indsats["leverance_id"] not in tabel and rng.random() < 0.6:
            _add_fhir_maal(rng, verden, indsats, indsats["borger_id"])
    for lev in raekker["leverance"]:
        if lev["kilde"] == "fhir":
            for borger_id in sorted({b for _nr, b in borgere_i} | set(range(1, 30, 2))):
                _add_versioner(rng, verden, lev, borger_id)
                _add_ff_versioner(verden, lev, borger_id)
    add_andre_omraader(random.Random(froe), verden, list(tabel.values()))
    return verden


def _plads(verden: Verden, leverance: dict[str, Any], fil_nr: int, borger_id: int) -> Plads:
    nr = leverance["leverance_id"]
    return Plads(nr, fil_nr, verden.naeste_post(nr, fil_nr), borger_id, leverance["tid"])


def _add_person(verden: Verden, plads: Plads) -> None:
    """Birth year and sex follow from the citizen; now and then unknown."""
    nr = plads.borger_id % 7919
    aar = None if nr % 11 == 0 else 1940 + nr % 66
    verden.skriv("borger", plads, foedselsaar=aar, koen=None if nr % 13 == 0 else "KM"[nr % 2])


def _add_maal(rng: random.Random, verden: Verden, leverance: dict[str, Any], y: dict[str, Any]) -> None:
    """Goals on the ydelse's indsats, on none and on one that is not there; and follow-ups."""
    borger_id, start = y["borger_id"], y["startdato"]
    for nr in range(rng.choice([0, 1, 1, 2])):
        maal_id = f"m-{borger_id}-{y['post_nr']}-{nr}"
        dato = rng.choice([start, start + timedelta(days=40), start - timedelta(days=40), None])
        felter = {
            "maal_id": maal_id,
            "tema_kode": rng.choice([p.AD, p.AD, AD2, p.FF, None]),
            "maaltype_kode": rng.choice([*MAALTYPER, p.UKENDT, None]),
            "forventet_niveau": rng.choice([0, 1, 2, 3, 4, 9, None]),
            "aktuelt_niveau": rng.choice([1, 3, 9, None, None]),
            "dato": dato,
            "opfoelgningsdato": rng.choice([None, start, start + timedelta(days=100), date(2027, 1, 1)]),
            "indsats_id": rng.choice([y["indsats_id"], y["indsats_id"], None, "i-ingen"]),
        }
        verden.skriv("indsatsmaal", _plads(verden, leverance, 7, borger_id), maal_id, **felter)
    if rng.random() < 0.5:
        dato = rng.choice([start + timedelta(days=60), start + timedelta(days=150), start, None])
        felter = {"dato": dato, "resultat_kode": RESULTATER[y["post_nr"] % len(RESULTATER)]}
        verden.skriv("opfoelgning", _plads(verden, leverance, 9, borger_id), **felter)


def _add_fhir_maal(rng: random.Random, verden: Verden, indsats: dict[str, Any], borger_id: int) -> None:
    """A goal without a date of its own that its indsats points at."""
    nr, maal_id, tid = indsats["leverance_id"], f"mf-{borger_id}", indsats["version_tid"]
    plads = Plads(nr, verden.naeste_post(nr, 0), 1, borger_id, tid, rng.random() < 0.05)
    verden.skriv("ressource", plads, maal_id, type="Goal")
    felter = {
        "tema_kode": p.AD,
        "maaltype_kode": rng.choice(MAALTYPER),
        "forventet_niveau": rng.randint(0, 4),
    }
    verden.skriv("indsatsmaal", plads, maal_id, maal_id=maal_id, status="active", **felter)
    paa = Plads(nr, indsats["fil_nr"], indsats["post_nr"], borger_id, tid)
    verden.skriv(
        "indsats_maal", paa, indsats["kilde_id"], indsats_id=indsats["indsats_id"], nr=1, maal_id=maal_id
    )


def _add_versioner(rng: random.Random, verden: Verden, leverance: dict[str, Any], borger_id: int) -> None:
    """An A&D theme as a resource that comes again: new score, the same again, corrected, moved, withdrawn."""
    nr, ressource = leverance["leverance_id"], f"ad-{borger_id}-{rng.randint(1, 2)}"
    for _ in range(rng.choice([0, 1, 2])):
        tid = leverance["tid"] - timedelta(days=rng.choice([0, 0, 3, 200]))
        plads = Plads(nr, verden.naeste_post(nr, 0), 1, borger_id, tid, rng.random() < 0.05)
        kode = AD2 if rng.random() < 0.1 else p.AD
        dato = rng.choice([date(2024, 11, 1), date(2025, 3, 1), date(2025, 6, 1), None])
        verden.skriv("ressource", plads, ressource, type="Condition")
        felter = {"kode": kode, "niveau": rng.choice([1, 2, 2, 3, 4, 8, 9]), "dato": dato}
        verden.skriv("aktivitet_deltagelse", plads, ressource, **felter)


def _add_ff_versioner(verden: Verden, leverance: dict[str, Any], borger_id: int) -> None:
    """An F&F theme as a resource that is written again with a later day: it was there on the first."""
    nr, ressource = leverance["leverance_id"], f"ff-{borger_id}"
    for tilbage, dato in ((200, date(2024, 11, 1)), (0, date(2025, 9, 1))):
        tid = leverance["tid"] - timedelta(days=tilbage)
        plads = Plads(nr, verden.naeste_post(nr, 0), 1, borger_id, tid)
        verden.skriv("ressource", plads, ressource, type="Condition")
        verden.skriv("udredningstema", plads, ressource, kode=p.FF if borger_id % 3 else FF2, dato=dato)


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
        for _gang in range(rng.choice([1, 1, 1, 2])):
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
