"""From terninger to the system of what binds their cells, and to what in it must stay unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain, combinations

from ffb.diskretionering.system import Form, System
from ffb.diskretionering.terning import I_ALT, Dimension, Koordinat, Terning


@dataclass(slots=True)
class Foelsomt:
    """What must stay unknown.

    Args:
        celler: numbers of the cells to suppress whatever the rest: too few persons, or too few in the rest.
        krav: form -> by how much more it must be able to be.
    """

    celler: set[int] = field(default_factory=set)
    krav: dict[frozenset[tuple[int, int]], int] = field(default_factory=dict)

    def add_krav(self, form: Form, mindst: int) -> None:
        """This sum of cells must be able to be `mindst` more."""
        noegle = frozenset(form.items())
        self.krav[noegle] = max(mindst, self.krav.get(noegle, 0))


def build_system(
    terninger: list[Terning], dimensioner: Mapping[str, Dimension], mindst: int
) -> tuple[System, Foelsomt]:
    """Cells and rows of all terninger together, and what in them is sensitive.

    Raises:
        ValueError: counts that do not fit together.
    """
    system, foelsomt = System(), Foelsomt()
    build_system_i(system, foelsomt, terninger, dimensioner, mindst)
    return system, foelsomt


def build_system_i(
    system: System,
    foelsomt: Foelsomt,
    terninger: list[Terning],
    dimensioner: Mapping[str, Dimension],
    mindst: int,
) -> None:
    """Add terninger to a system, and what in them is sensitive to `foelsomt`."""
    for terning in terninger:
        for koordinat, antal in terning.celler.items():
            if antal:
                system.add_celle(terning.celle(koordinat), antal)
    for terning in terninger:
        _Bygger(terning, dimensioner, mindst, system, foelsomt).build()


@dataclass(slots=True)
class _Bygger:
    """One terning on its way into the system."""

    terning: Terning
    dimensioner: Mapping[str, Dimension]
    mindst: int
    system: System
    foelsomt: Foelsomt
    boern: list[dict[str, list[str]]] = field(default_factory=list)
    hoejder: list[dict[str, int]] = field(default_factory=list)

    def build(self) -> None:
        self.boern = [
            find_boern(d, noder) for d, noder in zip(self._dimensioner(), self.terning.noder, strict=True)
        ]
        self.hoejder = [find_hoejder(boern) for boern in self.boern]
        for koordinat, antal in self.terning.celler.items():
            if antal:
                self._check_over(koordinat)
                self._measure_hoejde(koordinat)
                self._judge_antal(koordinat, antal)
                self._add_overlap(koordinat)
                for akse, dimension in enumerate(self._dimensioner()):
                    self._add_sum(koordinat, akse, dimension)

    def _dimensioner(self) -> list[Dimension]:
        return [self.dimensioner[navn] for navn in self.terning.dimensioner]

    def _nummer(self, koordinat: Koordinat) -> int | None:
        return self.system.nummer.get(self.terning.celle(koordinat))

    def _measure_hoejde(self, koordinat: Koordinat) -> None:
        nummer = self.system.nummer[self.terning.celle(koordinat)]
        hoejde = sum(h[node] for h, node in zip(self.hoejder, koordinat, strict=True))
        self.system.hoejde[nummer] = max(hoejde, self.system.hoejde[nummer])

    def _check_over(self, koordinat: Koordinat) -> None:
        """What is counted somewhere is counted in the totals above."""
        for akse, dimension in enumerate(self._dimensioner()):
            if koordinat[akse] != I_ALT:
                over = replace(koordinat, akse, dimension.foraelder[koordinat[akse]])
                if self._nummer(over) is None:
                    raise ValueError(f"{self.terning.navn}: {over} mangler over {koordinat}")

    def _judge_antal(self, koordinat: Koordinat, antal: int) -> None:
        """Few persons: the cell is hidden, and could be `mindst` more."""
        personer = antal if self.terning.personer is None else self.terning.personer.get(koordinat, 0)
        if min(personer, antal) < self.mindst:
            nummer = self.system.nummer[self.terning.celle(koordinat)]
            self.foelsomt.celler.add(nummer)
            self.foelsomt.add_krav({nummer: 1}, self.mindst)

    def _add_sum(self, koordinat: Koordinat, akse: int, dimension: Dimension) -> None:
        """The children of a cell along one dimension: they add up to it, or cover it."""
        boern = self.boern[akse].get(koordinat[akse])
        if not boern or (dimension.overlapper and not dimension.daekker):
            return
        form = {self.system.nummer[self.terning.celle(koordinat)]: -1}
        for barn in boern:
            nummer = self._nummer(replace(koordinat, akse, barn))
            if nummer is not None:
                form[nummer] = 1
        self.system.add_raekke(form, lighed=not dimension.overlapper)
        if not dimension.overlapper:
            self._judge_resten(form, dimension)

    def _judge_resten(self, form: Form, dimension: Dimension) -> None:
        """All but a few of a total in one of its parts: the part is hidden, and the rest could be more."""
        (i_alt,) = (c for c, k in form.items() if k < 0)
        for del_ in form.keys() - {i_alt}:
            self._judge_rest(i_alt, del_, dimension)

    def _judge_rest(self, i_alt: int, del_: int, dimension: Dimension) -> None:
        rest = self.system.vaerdi[i_alt] - self.system.vaerdi[del_]
        if dimension.komplement and 0 < rest < self.mindst:
            self.foelsomt.celler.add(del_)
            self.foelsomt.add_krav({i_alt: 1, del_: -1}, self.mindst)

    def _add_overlap(self, koordinat: Koordinat) -> None:
        """No combination of "with" and "without" is negative; alone it says: a part is at most its total."""
        akser = [
            a for a, d in enumerate(self._dimensioner()) if d.overlapper and koordinat[a] != I_ALT
        ]  # fmt: skip
        for uden in chain.from_iterable(combinations(akser, n) for n in range(1, len(akser) + 1)):
            form = self._uden(koordinat, uden)
            self.system.add_raekke(form, lighed=False)
            if len(uden) == 1 and len(form) == 2:
                (i_alt,), (del_,) = ([c for c, k in form.items() if k == s] for s in (1, -1))
                self._judge_rest(i_alt, del_, self._dimensioner()[uden[0]])

    def _uden(self, koordinat: Koordinat, uden: tuple[int, ...]) -> Form:
        """The form that counts who is under a coordinate, but for `uden` under the node above instead."""
        form: Form = {}
        dimensioner = self._dimensioner()
        for med in chain.from_iterable(combinations(uden, n) for n in range(len(uden) + 1)):
            sted = koordinat
            for akse in set(uden) - set(med):
                sted = replace(sted, akse, dimensioner[akse].foraelder[koordinat[akse]])
            nummer = self._nummer(sted)
            if nummer is not None:
                form[nummer] = form.get(nummer, 0) + (-1) ** len(med)
        return form


def link_delmaengde(system: System, foelsomt: Foelsomt, del_: str, hel: str, mindst: int) -> None:
    """What is counted as `del_` is counted as `hel` too, node by node; all but a few of it is sensitive.

    Raises:
        ValueError: there are more in the part than in the whole.
    """
    for (enhed, noder), nr in list(system.nummer.items()):
        over = system.nummer.get((hel, noder))
        if enhed == del_ and over is not None:
            system.add_raekke({over: 1, nr: -1}, lighed=False)
            if 0 < system.vaerdi[over] - system.vaerdi[nr] < mindst:
                foelsomt.celler.add(nr)
                foelsomt.add_krav({over: 1, nr: -1}, mindst)


def find_boern(dimension: Dimension, noder: frozenset[str]) -> dict[str, list[str]]:
    """Node -> the nodes right under it, among those a terning has."""
    boern: dict[str, list[str]] = {}
    for node in sorted(noder - {I_ALT}):
        boern.setdefault(dimension.foraelder[node], []).append(node)
    return boern


def find_hoejder(boern: dict[str, list[str]]) -> dict[str, int]:
    """Node -> levels under it, given `find_boern`."""
    hoejder: dict[str, int] = {}

    def find(node: str) -> int:
        if node not in hoejder:
            hoejder[node] = max((1 + find(b) for b in boern.get(node, ())), default=0)
        return hoejder[node]

    find(I_ALT)
    return hoejder


def replace(koordinat: Koordinat, akse: int, node: str) -> Koordinat:
    """The coordinate with another node on one axis."""
    return (*koordinat[:akse], node, *koordinat[akse + 1 :])
