"""What a reader of the published tables knows: which cells add up to which, and which cannot exceed which.

Cells that are 0 are shown and can never be another number, so they are not in a system at all. Every cell of
a system is at least 1, and a reader knows that too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ffb.diskretionering.terning import Celle

Form = dict[int, int]
"""Cell number -> +1 or −1: a sum of cells."""


@dataclass(slots=True)
class System:
    """Cells that are not 0 and what binds them.

    Args:
        celler: number -> cell.
        vaerdi: number -> true count, at least 1.
        raekker: each (cells with sign, slack): slack None = the sum is 0; else the sum is at least 0 and is
            truly `slack`.
        af_celle: number -> the (row, sign) it stands in.
        hoejde: number -> levels of parts under it, over all its dimensions; 0 for a cell that has none.
        laast: cells already published as they are.
    """

    celler: list[Celle] = field(default_factory=list)
    vaerdi: list[int] = field(default_factory=list)
    nummer: dict[Celle, int] = field(default_factory=dict)
    raekker: list[tuple[tuple[tuple[int, int], ...], int | None]] = field(default_factory=list)
    af_celle: list[list[tuple[int, int]]] = field(default_factory=list)
    hoejde: list[int] = field(default_factory=list)
    laast: set[int] = field(default_factory=set)
    _kendte: set[tuple[frozenset[tuple[int, int]], bool]] = field(default_factory=set)

    def add_celle(self, celle: Celle, vaerdi: int) -> int:
        """The number of a cell; a new one if it was not known."""
        nummer = self.nummer.setdefault(celle, len(self.celler))
        if nummer == len(self.celler):
            self.celler.append(celle)
            self.vaerdi.append(vaerdi)
            self.af_celle.append([])
            self.hoejde.append(0)
        return nummer

    def add_raekke(self, form: Mapping[int, int], *, lighed: bool) -> None:
        """The sum of `form` is 0 (`lighed`) or at least 0.

        Raises:
            ValueError: it is not so.
        """
        sum_ = sum(k * self.vaerdi[c] for c, k in form.items())
        if sum_ < 0 or (lighed and sum_):
            dele = sorted(str(self.celler[c]) for c in form)
            raise ValueError(f"Tallene passer ikke sammen: {', '.join(dele)}")
        noegle = (frozenset(form.items()), lighed)
        if noegle in self._kendte:
            return
        self._kendte.add(noegle)
        for celle, fortegn in form.items():
            self.af_celle[celle].append((len(self.raekker), fortegn))
        self.raekker.append((tuple(form.items()), None if lighed else sum_))

    def price(self, celle: int) -> int:
        """What it costs a reader not to see a cell: large ones are missed most, and totals far more."""
        return (8 + 4 * self.vaerdi[celle].bit_length()) * (1 + self.hoejde[celle]) ** 2

    def holds(self, aendring: Mapping[int, int]) -> bool:
        """The counts with `aendring` added would be as possible as the true ones."""
        if any(c in self.laast or self.vaerdi[c] + d < 1 for c, d in aendring.items() if d):
            return False
        rettet: dict[int, int] = {}
        for celle, d in aendring.items():
            for raekke, fortegn in self.af_celle[celle]:
                rettet[raekke] = rettet.get(raekke, 0) + fortegn * d
        for raekke, r in rettet.items():
            slack = self.raekker[raekke][1]
            if (r != 0) if slack is None else slack + r < 0:
                return False
        return True


def measure(form: Mapping[int, int], vaerdi: Mapping[int, int]) -> int:
    """The sum of a form under some values; absent is 0."""
    return sum(fortegn * vaerdi.get(celle, 0) for celle, fortegn in form.items())
