"""The search for a modbillede: other counts that a reader could not tell from the true ones.

A modbillede changes only cells that are suppressed (or will be), keeps every total and every order between
part and whole, and makes what must stay unknown larger. It begins with that one change, which breaks some
rows; each is mended by changing one more cell in it, and so on until none is broken. The cheapest way on is
tried first: cells already suppressed cost nothing, large ones and totals most.

Opinion taken: a modbillede of whole persons is the proof itself, not a bound on it. What it once protects
stays protected, since a longer list of suppressed cells only gives it more room; so one pass over the
sensitive cells is enough, however many tables they are linked through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import TypeAlias

from ffb.diskretionering.system import Form, System

Aendring: TypeAlias = dict[int, int]
"""Cell number -> by how much the modbillede differs from the truth."""
Pris: TypeAlias = Callable[[int], int | None]
"""Cell number -> what suppressing it costs; 0 = it is suppressed, None = it may not be."""


@dataclass(frozen=True, slots=True)
class Soegning:
    """How far to look.

    Args:
        bredde: cells tried in each broken row.
        skridt: states looked at before giving up.
        hast: what a row still to be mended is reckoned to cost. Little: the cheapest way is found if any is
            found in time; much: any way is found soon.
    """

    bredde: int
    skridt: int
    hast: int


SOEGNINGER = (Soegning(8, 250, 12), Soegning(10, 250, 60), Soegning(20, 500, 300), Soegning(60, 4000, 3000))
"""One after the other, until a way is found."""
OPRYDNING = Soegning(8, 60, 12)


@dataclass(slots=True)
class _Tilstand:
    """A change on its way: what it has cost, and the rows it moves."""

    pris: int
    trin: Aendring
    rettet: dict[int, int]
    brudt: dict[int, int] = field(default_factory=dict)


def find_modbillede(
    system: System, form: Form, mindst: int, pris: Pris, soegning: Soegning
) -> Aendring | None:
    """A change that makes `form` at least `mindst` larger, as cheap as found; None if none is found.

    In one step of `mindst`, or, where that costs, in `mindst` steps of one: many small neighbours can give
    what none of them can alone.
    """
    helt = _find_skridt(system, form, mindst, {}, pris, soegning)
    if helt is not None and not _price(helt, pris):
        return helt
    delt = _find_delt(system, form, mindst, pris, soegning)
    fundne = [m for m in (helt, delt) if m is not None]
    return min(fundne, key=lambda m: _price(m, pris), default=None)


def _price(aendring: Aendring, pris: Pris) -> int:
    return sum(pris(c) or 0 for c, d in aendring.items() if d)


def _find_delt(system: System, form: Form, mindst: int, pris: Pris, soegning: Soegning) -> Aendring | None:
    samlet: Aendring = {}
    for _ in range(mindst):
        trin = _find_skridt(system, form, 1, samlet, _but_free(pris, samlet), soegning)
        if trin is None:
            return None
        samlet = {c: samlet.get(c, 0) + trin.get(c, 0) for c in samlet.keys() | trin.keys()}
    return samlet


def _but_free(pris: Pris, aendring: Aendring) -> Pris:
    """The same prices, but what is changed already costs nothing more."""
    return lambda celle: 0 if aendring.get(celle) else pris(celle)


def _find_skridt(
    system: System,
    form: Form,
    antal: int,
    foer: Aendring,
    pris: Pris,
    soegning: Soegning,
) -> Aendring | None:
    """The cheapest change on top of `foer` that makes `form` `antal` larger."""
    soeger = _Soeger(system, form, foer, pris, soegning)
    for celle, fortegn in sorted(form.items()):
        soeger.push(_Tilstand(0, {}, {}), celle, fortegn * antal)
    while soeger.koe and soeger.set_paa < soegning.skridt:
        tilstand = heappop(soeger.koe)[2]
        if not tilstand.brudt:
            return tilstand.trin
        soeger.set_paa += 1
        for celle, d in soeger.find_veje(tilstand):
            soeger.push(tilstand, celle, d)
    return None


@dataclass(slots=True)
class _Soeger:
    """Best first, over changes that are not yet whole."""

    system: System
    form: Form
    foer: Aendring
    pris: Pris
    soegning: Soegning
    koe: list[tuple[int, int, _Tilstand]] = field(default_factory=list)
    kendt: set[frozenset[tuple[int, int]]] = field(default_factory=set)
    set_paa: int = 0
    _foer_raekker: Mapping[int, int] | None = None

    def push(self, fra: _Tilstand, celle: int, d: int) -> None:
        """One more cell changed, if it may be and it has not been looked at."""
        pris = self.find_pris(celle, d)
        trin = {**fra.trin, celle: d}
        noegle = frozenset(trin.items())
        if pris is None or noegle in self.kendt:
            return
        self.kendt.add(noegle)
        ny = _Tilstand(fra.pris + pris + 1, trin, fra.rettet.copy(), fra.brudt.copy())
        for raekke, fortegn in self.system.af_celle[celle]:
            self._mend(ny, raekke, fortegn * d)
        heappush(self.koe, (ny.pris + self.soegning.hast * len(ny.brudt), len(self.kendt), ny))

    def find_pris(self, celle: int, d: int) -> int | None:
        """What changing a cell costs; None if it cannot: shown for ever, below 1, against what is sought."""
        if celle in self.system.laast or self.form.get(celle, 0) * d < 0:
            return None
        if self.system.vaerdi[celle] + self.foer.get(celle, 0) + d < 1:
            return None
        return self.pris(celle)

    def _mend(self, tilstand: _Tilstand, raekke: int, d: int) -> None:
        r = tilstand.rettet[raekke] = tilstand.rettet.get(raekke, 0) + d
        slack = self.system.raekker[raekke][1]
        mangler = -r if slack is None else max(0, -(slack + self.foer_raekke(raekke) + r))
        if mangler:
            tilstand.brudt[raekke] = mangler
        else:
            tilstand.brudt.pop(raekke, None)

    def foer_raekke(self, raekke: int) -> int:
        """How much `foer` has moved a row already."""
        if self._foer_raekker is None:
            rettet: dict[int, int] = {}
            for celle, d in self.foer.items():
                for nummer, fortegn in self.system.af_celle[celle]:
                    rettet[nummer] = rettet.get(nummer, 0) + fortegn * d
            self._foer_raekker = rettet
        return self._foer_raekker.get(raekke, 0)

    def find_veje(self, tilstand: _Tilstand) -> Iterator[tuple[int, int]]:
        """The cells to mend one broken row with: the row with fewest, cells that mend more rows first."""
        bedst: list[tuple[int, int]] | None = None
        for raekke, mangler in tilstand.brudt.items():
            veje = [
                (celle, fortegn * mangler)
                for celle, fortegn in self.system.raekker[raekke][0]
                if celle not in tilstand.trin and self.find_pris(celle, fortegn * mangler) is not None
            ]
            if bedst is None or len(veje) < len(bedst):
                bedst = veje
            if not veje:
                return
        ordnet = sorted(bedst or [], key=lambda vej: self._rank(tilstand, *vej))
        yield from ordnet[: self.soegning.bredde]

    def _rank(self, tilstand: _Tilstand, celle: int, d: int) -> tuple[int, int]:
        lukker = sum(
            tilstand.brudt.get(raekke) == fortegn * d for raekke, fortegn in self.system.af_celle[celle]
        )
        return ((self.find_pris(celle, d) or 0) - self.soegning.hast * lukker, celle)
