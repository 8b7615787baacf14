"""Rows of other domains for the analyses' worlds: FSIII services, employment, accounts. And read back in
plain loops, for the oracles.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from analyses.udvalg import Borger, Udvalg, find_betjente, husk
from orakel.koder import DATA
from orakel.koder import _raekker as laes_csv
from orakel.verden import Plads, Verden

UUID_HYGIEJNE = "17312894-b23f-43d9-9723-b725ac25d872"  # the same service as H1.1
FSIII = ("H1.1", UUID_HYGIEJNE, "H1.8", " H1.8 ", "H1.11", "H2.6", "Madservice", "H3.2", "H1", "H99.9", None)
LOVE = (None, None, "SEL §83", "ældreloven", "Ældreloven (1.7.2025)", "SUL §138")
TYPER = (
    "Fleksjob",
    " fleksjob",
    "Skånejob",
    "Uddannelseshjælp",
    "Revalideringsydelse",
    "Andet",
    "Kontanthjælp",
    "",
)
MAANEDER = ("202409", "202501", "202503", "202506", "202509", "202512", "202603", None)
OPHOLD, BOTILBUD = "80aa8ea7-4ad8-405f-876a-4c0f89fde06a", "25de7444-3919-4dab-b844-8cec6c15f30e"  # §107
DAG, SERVICE = "299af83f-586c-4c17-8af6-c8c47a847d6d", "a0fb02a2-367c-48bc-bacd-92e49a861a4c"  # §104; §103
HENSYN = ("9959e779-e8ee-47e8-989b-bbff4aae2883", "c8f4475a-8de3-4920-ad0c-eea78c49a68d")  # Syn, Rusmidler
FUNKTIONER = ("5.38.50", "5.38.51", "5.38.52", "5.38.53")
KUN_FSIII = 700_000  # citizens known from home care only


def add_andre_omraader(rng: random.Random, verden: Verden, leverancer: list[dict[str, Any]]) -> None:
    """To every table leverance: rows about its citizens, and about some who have no ydelse at all."""
    ydelser = verden.raekker()["ydelse_version"]
    for nr, leverance in enumerate(leverancer):
        egne = sorted({r["borger_id"] for r in ydelser if r["leverance_id"] == leverance["leverance_id"]})
        if nr and nr % 4 == 0:
            continue  # a kommune that delivers none of it
        for borger_id in [*egne, *(KUN_FSIII + n for n in range(rng.randint(0, 4)))]:
            _add_fsiii(rng, verden, leverance, borger_id)
            _add_beskaeftigelse(rng, verden, leverance, borger_id)
        for borger_id in egne[:12]:
            _add_ophold(rng, verden, leverance, borger_id)
        _add_regnskab(rng, verden, leverance)


def _plads(verden: Verden, leverance: dict[str, Any], fil_nr: int, borger_id: Any) -> Plads:
    nr = leverance["leverance_id"]
    return Plads(nr, fil_nr, verden.naeste_post(nr, fil_nr), borger_id, leverance["tid"])


def _add_fsiii(rng: random.Random, verden: Verden, leverance: dict[str, Any], borger_id: int) -> None:
    if borger_id >= KUN_FSIII and rng.random() < 0.6:
        verden.skriv("borger", _plads(verden, leverance, 8, borger_id), foedselsaar=1950, koen="K")
    for _ in range(rng.choice((0, 0, 1, 2)) if borger_id < KUN_FSIII else 1):
        start = rng.choice([verden.periode_fra, verden.periode_til, date(2024, 5, 1), date(2027, 1, 1), None])
        slut = (
            None
            if start is None
            else rng.choice([None, None, start, start + timedelta(days=400), start - timedelta(days=1)])
        )
        felter = {
            "fsiii_kode": rng.choice(FSIII),
            "lov": rng.choice(LOVE),
            "startdato": start,
            "slutdato": slut,
        }
        verden.skriv("fsiii_ydelse", _plads(verden, leverance, 9, borger_id), **felter)


def _add_beskaeftigelse(
    rng: random.Random, verden: Verden, leverance: dict[str, Any], borger_id: int
) -> None:
    for _ in range(rng.choice((0, 1, 2, 4))):
        felter = {"maaned": rng.choice(MAANEDER), "type": rng.choice(TYPER)}
        verden.skriv("beskaeftigelse", _plads(verden, leverance, 10, borger_id), **felter)


def _add_ophold(rng: random.Random, verden: Verden, leverance: dict[str, Any], borger_id: int) -> None:
    """A temporary stay or two, sometimes with a day offer, a goal and something to take into account."""
    for nr in range(rng.choice((1, 1, 2, 3))):
        start = rng.choice([verden.periode_fra, date(2024, 5, 1), verden.periode_til])
        slut = rng.choice([None, date(2026, 3, 31), date(2026, 4, 1), date(2027, 12, 31), verden.periode_til])
        ydelse, tilbud = (OPHOLD, BOTILBUD) if nr < 2 else (DAG, rng.choice((SERVICE, None)))
        plads = _plads(verden, leverance, 1, borger_id)
        verden.skriv(
            "ydelse",
            plads,
            f"o-{borger_id}-{nr}",
            ydelse_id=f"o-{borger_id}-{nr}",
            aktivitet_nr=1,
            indsats_id=f"oi-{borger_id}-{nr}",
            ffb_ydelse_kode=ydelse,
            ffb_tilbud_kode=tilbud,
            startdato=start,
            slutdato=slut,
        )
        _add_opfoelgning(rng, verden, leverance, borger_id, f"oi-{borger_id}-{nr}")
    dato = rng.choice([None, verden.periode_fra, date(2027, 1, 1)])
    verden.skriv(
        "udredningstema", _plads(verden, leverance, 4, borger_id), kode=rng.choice(HENSYN), dato=dato
    )


def _add_opfoelgning(
    rng: random.Random, verden: Verden, leverance: dict[str, Any], borger_id: int, indsats_id: str
) -> None:
    """An indsats with a plan kept, just kept, missed or not made, and the follow-ups about it."""
    plan = rng.choice([None, *(verden.periode_til - timedelta(days=d) for d in (-20, 0, 1, 14, 15, 100))])
    plads = _plads(verden, leverance, 2, borger_id)
    verden.skriv("indsats", plads, indsats_id, indsats_id=indsats_id, planlagt_opfoelgning=plan)
    for _ in range(rng.choice((0, 1, 2, 4))):
        dage = rng.choice((-30, 0, 61, 91, 92, 183, 300, 400, 75, 160))
        dato = rng.choice([None, *[verden.periode_til - timedelta(days=dage)] * 6])
        felter = {"indsats_id": rng.choice((indsats_id, indsats_id, None)), "dato": dato}
        verden.skriv("opfoelgning", _plads(verden, leverance, 12, borger_id), **felter)


def _add_regnskab(rng: random.Random, verden: Verden, leverance: dict[str, Any]) -> None:
    kommune = leverance["kommune_kode"] or rng.choice(("9001", "9002"))
    for aar in (2024, 2025):
        for funktion in rng.sample(FUNKTIONER, 3):
            beloeb = None if rng.random() < 0.1 else Decimal(rng.randint(0, 9_000_000)) / 100
            felter = {"kommune_kode": kommune, "aar": aar, "funktion": funktion, "beloeb_1000_kr": beloeb}
            verden.skriv("regnskab", _plads(verden, leverance, 11, None), **felter)


# -- FSIII ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FsiiiRad:
    """One FSIII ydelse for one kommune; lov '' where it is none of the three."""

    borger: Borger
    navn: str
    lov: str
    start: date | None
    slut: date | None

    def loeber(self, dag: date) -> bool:
        return self.start is not None and self.start <= dag and (self.slut is None or self.slut >= dag)


@cache
def load_fsiii() -> dict[str, tuple[str, str]]:
    """Code -> (name, law), by the code's group in the catalogue."""
    raekker = {r["kode"]: r for r in laes_csv(DATA / "fsiii" / "2024-10.csv")}
    ud = {}
    for kode, r in raekker.items():
        over = raekker.get(r["overordnet_kode"], {}).get("term", "")
        lov = ""
        if over.startswith("§ 83 stk.") or r["term"] == "SEL § 83":
            lov = "§83"
        elif over.startswith("§ 83a") or r["term"] == "SEL § 83A":
            lov = "§83a"
        elif over == "Ældrelovsindsats":
            lov = "Ældreloven"
        ud[kode] = (r["term"].strip(), lov)
    return ud


@husk
def make_fsiii(u: Udvalg) -> list[FsiiiRad]:
    """Every FSIII ydelse that counts, once per kommune it counts for."""
    ud = []
    for kommune, r in u.raekker("fsiii_ydelse"):
        navn, lov = load_fsiii().get((r["fsiii_kode"] or "").strip(), ("(Ukendt kode)", ""))
        if "ældrelov" in (r["lov"] or "").casefold():
            lov = "Ældreloven"
        ud.append(FsiiiRad((kommune, r["borger_id"]), navn, lov, r["startdato"], r["slutdato"]))
    return ud


def find_leverende(u: Udvalg) -> set[str]:
    """The kommuner of the choice."""
    alle = {k for g in u.grupper for k in find_betjente(g, u.tabeller)}
    return {k for k in alle if u.valgt("kommune", k)}
