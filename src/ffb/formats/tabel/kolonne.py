"""A whole column of cells to a column of values, remembering every spelling it has met.

Opinion taken: real columns repeat themselves (dates, codes, levels, citizens), so a dict that parses on a
miss is both the fastest and the shortest reader: the inner loop is the dict's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ffb.formats.tabel.kilde import Celle
from ffb.formats.tabel.vaerdier import Svar

MEST_HUSKET = 200_000

Noegle = Any  # a text cell is its own key; any other is (type, cell), since 1.0 == True


def noegler(celler: Sequence[Celle]) -> list[Noegle]:
    """Cells of a sheet as dict keys."""
    return [c if c.__class__ is str else (c.__class__, c) for c in celler]


def celle_af(noegle: Noegle) -> Celle:
    """The cell behind a key."""
    return noegle if isinstance(noegle, str) else noegle[1]


class Husker(dict[Any, Any]):
    """Cell key -> value. `daarlige` holds what was not understood, `noter` what was doubtful."""

    def __init__(self, fortolk: Callable[[Celle], Svar]) -> None:
        super().__init__()
        self.fortolk = fortolk
        self.daarlige: dict[Noegle, str] = {}
        self.noter: dict[Noegle, str] = {}
        self.meldt: set[str] = set()

    def __missing__(self, noegle: Noegle) -> Any:
        vaerdi, regel = self.fortolk(celle_af(noegle))
        if regel is not None and vaerdi is None:
            self.daarlige[noegle] = regel
        elif regel is not None and regel not in self.meldt:
            self.noter[noegle] = regel
        self[noegle] = vaerdi
        return vaerdi

    def column(self, kolonne: Sequence[Noegle]) -> list[Any]:
        """The values of a column; forgets everything first when it has met too much."""
        if len(self) > MEST_HUSKET:
            self.clear()
            self.daarlige.clear()
        return list(map(self.__getitem__, kolonne))

    def fund(self, kolonne: Sequence[Noegle]) -> Iterable[tuple[int, str]]:
        """(position, rule) in a column just read: every value lost, each doubtful spelling's rule once."""
        if self.daarlige and not self.daarlige.keys().isdisjoint(kolonne):
            yield from ((i, self.daarlige[n]) for i, n in enumerate(kolonne) if n in self.daarlige)
        while self.noter:
            noegle, regel = next(iter(self.noter.items()))
            self.noter = {n: r for n, r in self.noter.items() if r != regel}
            if regel not in self.meldt:
                self.meldt.add(regel)
                yield kolonne.index(noegle), regel
