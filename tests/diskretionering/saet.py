"""Generated sets of linked tables, counted from persons: `make_saet(froe)` is always the same set."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import product
from random import Random

from ffb.diskretionering import I_ALT, Dimension, Terning

Person = dict[str, frozenset[str]]  # dimension -> every node she is under, I_ALT among them


@dataclass(frozen=True)
class Saet:
    """Terninger over one or two kinds of things counted, and the dimensions they use."""

    navn: str
    dimensioner: list[Dimension]
    terninger: list[Terning]


PERSONER = {0: (6, 12, 30, 90), 1: (8, 20, 60, 200), 2: (30, 80, 240, 800)}  # by size of set


def make_saet(froe: int, stoerrelse: int = 1) -> Saet:
    """A set: shape, how many persons and how skewed they are follow from `froe`; size 2 has more nodes."""
    r = Random(froe)
    form = list(FORMER)[froe % len(FORMER)]
    dimensioner, tabeller = FORMER[form](r, max(1, stoerrelse))
    personer = make_personer(r, dimensioner, r.choice(PERSONER[stoerrelse]))
    terninger = [
        count(f"{form}-{nr}", personer, [d for d in dimensioner if d.navn in navne])
        for nr, navne in enumerate(tabeller)
    ]
    return Saet(f"{form} {froe}", dimensioner, terninger)


def flad(r: Random, navn: str, *, mindst: int = 2, hoejst: int = 6) -> Dimension:
    return Dimension(navn, {f"{navn}{n}": I_ALT for n in range(r.randint(mindst, hoejst))})


def trae(r: Random, navn: str, *, komplement: bool = True, **slags: bool) -> Dimension:
    """Two levels: kommune in region, ydelse in paragraf."""
    foraelder = {}
    for over in range(r.randint(2, 3)):
        foraelder[f"{navn}{over}"] = I_ALT
        foraelder |= {f"{navn}{over}.{n}": f"{navn}{over}" for n in range(r.randint(1, 4))}
    return Dimension(navn, foraelder, komplement=komplement, **slags)


def overlap(r: Random, navn: str) -> Dimension:
    noder = {f"{navn}{n}": I_ALT for n in range(r.randint(2, 5))}
    return Dimension(navn, noder, overlapper=True, daekker=r.random() < 0.5)


def _en(r: Random, s: int):
    return [flad(r, "a", hoejst=8 * s)], ["a"]


def _to(r: Random, s: int):
    return [flad(r, "a", hoejst=6 * s), flad(r, "b", hoejst=5 * s)], ["ab"]


def _tre(r: Random, s: int):
    return [flad(r, "a", hoejst=3 * s), flad(r, "b", hoejst=3 * s), flad(r, "c", hoejst=3)], ["abc"]


def _geografi(r: Random, s: int):
    return [trae(r, "g", komplement=False), flad(r, "b", hoejst=5 * s)], ["gb"]


def _to_traeer(r: Random, s: int):
    return [trae(r, "g", komplement=False), trae(r, "p")], ["gp"]


def _faelles_rand(r: Random, s: int):
    dimensioner = [trae(r, "g", komplement=False), flad(r, "b", hoejst=4 * s), flad(r, "c", hoejst=4 * s)]
    return dimensioner, ["gb", "gc", "bc"]


def _mange(r: Random, s: int):
    dimensioner = [
        flad(r, "a", hoejst=3 * s),
        flad(r, "b", hoejst=3 * s),
        flad(r, "c", hoejst=3),
        flad(r, "d"),
    ]
    return dimensioner, ["ab", "bcd", "acd"[: 1 + s], "ad"]


def _overlap(r: Random, s: int):
    return [trae(r, "g", komplement=False), overlap(r, "y")], ["gy"]


def _overlap_trae(r: Random, s: int):
    return [flad(r, "g", hoejst=4 * s), trae(r, "t", overlapper=True, daekker=r.random() < 0.5)], ["gt"]


def _overlap_to(r: Random, s: int):
    dimensioner = [flad(r, "g", hoejst=3 * s), overlap(r, "y"), overlap(r, "t"), flad(r, "n", hoejst=4)]
    return dimensioner, ["gyt", "gn"]


FORMER = {
    "en række": _en,
    "to led": _to,
    "tre led": _tre,
    "geografi": _geografi,
    "to hierarkier": _to_traeer,
    "fælles rande": _faelles_rand,
    "mange rande": _mange,
    "overlap": _overlap,
    "overlap i hierarki": _overlap_trae,
    "to overlap": _overlap_to,
}


def make_personer(r: Random, dimensioner: list[Dimension], antal: int) -> list[Person]:
    """Persons with one node of each dimension, or some where they overlap; skewed, so tables are sparse."""
    skaev = r.choice((0, 1, 2.5))
    return [{d.navn: _draw(r, d, skaev) for d in dimensioner} for _ in range(r.randint(antal // 2, antal))]


def _draw(r: Random, d: Dimension, skaev: float) -> frozenset[str]:
    blade = sorted(set(d.foraelder) - set(d.foraelder.values()))
    vaegte = [(n + 1) ** -skaev for n in range(len(blade))]
    antal = r.choice((1, 1, 2, 3)) if d.overlapper else 1
    if d.overlapper and not d.daekker and r.random() < 0.3:
        antal = 0
    valgt = set(r.choices(blade, vaegte, k=antal)) | {I_ALT}
    while mangler := {d.foraelder[n] for n in valgt if n != I_ALT} - valgt:
        valgt |= mangler
    return frozenset(valgt)


def count(navn: str, personer: list[Person], dimensioner: list[Dimension], enhed: str = "borgere") -> Terning:
    """How many persons are under each combination of nodes."""
    antal: Counter[tuple[str, ...]] = Counter()
    for person in personer:
        antal.update(product(*(person[d.navn] for d in dimensioner)))
    return Terning(navn, enhed, tuple(d.navn for d in dimensioner), dict(antal))
