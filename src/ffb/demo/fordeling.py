"""How the demo is spread: kommuner and their sizes, what they deliver, who the citizens are.

Source: 9-uddatasaet (national size: persons per paragraf, 1.3 services each, 43 % cognitive, 63 % of §107
under 30; 86, 87 and 70 of 98 kommuner deliver F&F and A&D, måltyper, støttebehov; five deliver 1–5
støttebehov) and S1. Ages of the other paragraffer are our guess.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ffb.begreber import load_katalog
from ffb.demo.mapning import KATALOG
from ffb.errors import BrugsFejl
from ffb.sprog import _

Form = Literal["csv", "xlsx", "fhir", "zip"]
FORMER: tuple[Form, ...] = ("csv", "xlsx", "fhir", "zip")
MINDST = 20
ALLE_FEJL = 100  # from this many citizens every kind of error is planted at least once
FLEST = 98
ALTID_ALT = 4  # the first kommuner deliver every kind, so that a small demo shows them all

# main paragraf -> share of citizens (persons of 4Q2022; §82 and day offers by our guess)
HOVEDPARAGRAF = {
    "§85": 0.50,
    "§85 i ABL §105": 0.17,
    "§107": 0.10,
    "§108": 0.07,
    "§104": 0.05,
    "§103": 0.04,
    "§82a": 0.03,
    "§82b": 0.02,
    "§82c": 0.01,
    "§82d": 0.01,
}
EKSTRA_YDELSE = 0.3
KOGNITIV = 0.43
UNDER_30_PAA_107 = 0.63
# (youngest, oldest, weight)
ALDER = ((18, 30, 22), (31, 50, 34), (51, 67, 30), (68, 90, 14))
# kind -> kommuner of 98 that deliver it
LEVERER = {"udredningstema": 86, "aktivitet_deltagelse": 86, "maaltype": 87, "stoettebehov": 70}
FAA_STOETTEBEHOV = 5  # kommuner among the 70 that deliver 1–5


@dataclass(frozen=True, slots=True)
class Kommuneplan:
    """What one demo kommune is: its form of delivery, number of citizens and the kinds it leaves out."""

    nr: int
    kode: str
    form: Form
    borgere: int
    leverer_ikke: frozenset[str]
    faa_stoettebehov: bool


def kommuneplaner(seed: int, borgere: int, kommuner: int) -> list[Kommuneplan]:
    """The kommuner of a demo; sizes differ from the fifth on, with `borgere` as their mean.

    Raises:
        BrugsFejl: fewer than 1 or more than 98 kommuner, or too few citizens.
    """
    if not 1 <= kommuner <= FLEST:
        raise BrugsFejl(_("--kommuner skal være mellem 1 og {hoejst}.", hoejst=FLEST))
    if borgere < MINDST:
        raise BrugsFejl(
            _(
                "--borgere skal være mindst {mindst} ({alle}, hvis alle fejl skal med).",
                mindst=MINDST,
                alle=ALLE_FEJL,
            )
        )
    vaegt = _vaegte(seed, kommuner)
    return [_plan(nr, max(MINDST, round(borgere * vaegt[nr - 1])), seed) for nr in range(1, kommuner + 1)]


def _vaegte(seed: int, kommuner: int) -> list[float]:
    """Relative sizes with mean 1; the first four are exactly 1."""
    tilfaeldig = random.Random(f"{seed}-stoerrelser")  # noqa: S311 — synthetic data, not secrets
    skaeve = [min(6.0, max(0.2, tilfaeldig.lognormvariate(-0.3, 0.8))) for _ in range(kommuner - ALTID_ALT)]
    middel = sum(skaeve) / len(skaeve) if skaeve else 1.0
    return [1.0] * min(kommuner, ALTID_ALT) + [v / middel for v in skaeve]


def _plan(nr: int, borgere: int, seed: int) -> Kommuneplan:
    tilfaeldig = random.Random(f"{seed}-leverer-{nr}")  # noqa: S311
    ikke, faa = set(), False
    if nr > ALTID_ALT:
        ikke = {slags for slags, antal in LEVERER.items() if tilfaeldig.random() > antal / FLEST}
        faa = "stoettebehov" not in ikke and tilfaeldig.random() < FAA_STOETTEBEHOV / LEVERER["stoettebehov"]
    form = FORMER[(nr - 1) % len(FORMER)]
    if form == "fhir" and "aktivitet_deltagelse" in ikke:
        ikke.add("maaltype")  # in FHIR a goal addresses an A&D theme of the same bundle
    return Kommuneplan(nr, f"9{nr:03d}", form, borgere, frozenset(ikke), faa)


def alder(tilfaeldig: random.Random, paragraf: str, mindst: int = 18) -> int:
    """Age in whole years in 2025; `mindst` keeps the citizen grown up on the first day of a ydelse."""
    if paragraf == "§107":
        ung = tilfaeldig.random() < UNDER_30_PAA_107
        fra, til = (18, 29) if ung else (30, 64)
    else:
        fra, til, _ = tilfaeldig.choices(ALDER, [a[2] for a in ALDER])[0]
    return tilfaeldig.randint(max(fra, mindst), max(til, mindst))


def maalgruppe(tilfaeldig: random.Random) -> str:
    """One målgruppe code: 43 % from the cognitive branch."""
    kognitive, andre = _maalgrupper()
    return tilfaeldig.choice(kognitive if tilfaeldig.random() < KOGNITIV else andre)


@cache
def _maalgrupper() -> tuple[tuple[str, ...], tuple[str, ...]]:
    katalog = load_katalog(KATALOG)
    gren = next(b.kode for b in katalog.art("maalgruppe_gruppe") if b.term.startswith("Intellektuel"))
    alle = [b.kode for b in katalog.art("maalgruppe")]
    kognitive = [k for k in alle if any(trin.kode == gren for trin in katalog.sti(k))]
    return tuple(kognitive), tuple(k for k in alle if k not in set(kognitive))
