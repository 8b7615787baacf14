"""What goes through the gate: count tables (terninger) over named dimensions, with every total in them.

Opinion taken: a cell is what it counts and the nodes it is counted over, not the table it stands in. Two
terninger that count the same (`enhed`) share the cell of their common nodes, so tables are linked by being
given together. Nothing has to be declared, and nothing can be forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

I_ALT = ""
"""The node every dimension begins in: not divided by it."""

Koordinat = tuple[str, ...]
Celle = tuple[str, frozenset[tuple[str, str]]]
"""What is counted, and the (dimension, node) it is counted over; the total of a dimension is left out."""


@dataclass(frozen=True)
class Dimension:
    """A tree of nodes under I_ALT.

    Args:
        navn: what the dimension is called in every terning.
        foraelder: node -> the node above it; I_ALT at the top.
        overlapper: a person may be under several siblings (themes, ydelser), so they do not add up.
        daekker: where they overlap: everyone under a node is under one of its children at least.
        komplement: all but 1..mindst−1 of a total under one node is a disclosure too. No for geography, where
            it tells where people live who are counted anyway.
    """

    navn: str
    foraelder: Mapping[str, str]
    overlapper: bool = False
    daekker: bool = False
    komplement: bool = True


@dataclass(frozen=True)
class Terning:
    """One count table with all its totals.

    Args:
        navn: unique within what is published.
        enhed: what is counted ("borgere", "indsatsmål"); terninger of one enhed are tables of the same data.
        dimensioner: names, in the order of the coordinates.
        celler: coordinate -> count, I_ALT for a total; absent is 0.
        personer: coordinate -> persons behind the count, where the count is not of persons.
        foelger: coordinate -> figures that are shown and hidden with the count (sums, means, percentiles).
    """

    navn: str
    enhed: str
    dimensioner: tuple[str, ...]
    celler: Mapping[Koordinat, int]
    personer: Mapping[Koordinat, int] | None = None
    foelger: Mapping[Koordinat, Mapping[str, object]] = field(default_factory=dict)

    def celle(self, koordinat: Koordinat) -> Celle:
        """The cell a coordinate stands for, in whatever terning it is."""
        par = zip(self.dimensioner, koordinat, strict=True)
        return self.enhed, frozenset((d, n) for d, n in par if n != I_ALT)

    @cached_property
    def noder(self) -> tuple[frozenset[str], ...]:
        """The nodes that occur, by dimension."""
        aksler = list(zip(*self.celler, strict=True)) or [()] * len(self.dimensioner)
        return tuple(frozenset(a) | {I_ALT} for a in aksler)


def check_terninger(terninger: list[Terning], dimensioner: Mapping[str, Dimension]) -> None:
    """Refuse terninger that do not fit together.

    Raises:
        ValueError: two terninger of one name, an unknown dimension or node, a negative count, a cell with two
            counts, persons without a count. Additions that do not hold are found by `byg`.
    """
    navne = [t.navn for t in terninger]
    if len(set(navne)) < len(navne):
        raise ValueError("To terninger har samme navn")
    kendt: dict[Celle, int] = {}
    for terning in terninger:
        for navn, noder in zip(terning.dimensioner, terning.noder, strict=True):
            fremmede = noder - {I_ALT} - dimensioner[navn].foraelder.keys()
            if fremmede:
                raise ValueError(f"{terning.navn}: {navn} har ingen node {sorted(fremmede)[0]!r}")
        for koordinat, antal in terning.celler.items():
            if antal < 0 or kendt.setdefault(terning.celle(koordinat), antal) != antal:
                raise ValueError(f"{terning.navn}: {koordinat} er negativ eller talt på to måder")


def fold(dimensioner: list[Dimension], blade: Mapping[Koordinat, int]) -> dict[Koordinat, int]:
    """Counts of leaves with every total added; only for dimensions that add up."""
    ialt: dict[Koordinat, int] = {}
    for koordinat, antal in blade.items():
        veje = [path(d, n) for d, n in zip(dimensioner, koordinat, strict=True)]
        for sted in product(*veje):
            ialt[sted] = ialt.get(sted, 0) + antal
    return ialt


def path(dimension: Dimension, node: str) -> list[str]:
    """A node and all above it, I_ALT last."""
    vej = [node]
    while vej[-1] != I_ALT:
        vej.append(dimension.foraelder[vej[-1]])
    return vej
