"""One breach of the guide, and the list it is collected in.

Opinion taken: no value that may be a CPR leaves here uncovered, neither as a value nor in a place.
Source: 4-regler, A finding.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from ffb.formats.fhir.fund import daek
from ffb.formats.fhir.regler.katalog import find_alvor
from ffb.sprog import Dansk, _, heltal

_TAL = re.compile(r"\[\d+\]")
_OMDOEBT = {
    (regel, "Bundle.timestamp"): "FHIR-TIDSPUNKT"
    for regel in ("FHIR-MIN", "FHIR-DATO", "FHIR-TYPE", "FHIR-TOM")
}
_STORT = 10**20
_NAVN = re.compile(r"[A-Za-z_][A-Za-z_]{0,63}")
_TYPER = (
    (bool, Dansk("sandt/falsk")),
    (str, Dansk("tekst")),
    (dict, Dansk("objekt")),
    (list, Dansk("liste")),
    (int, Dansk("tal")),
    (float, Dansk("tal")),
)


MAKS_BRUD = 20_000
"""So many breaches of one bundle are told; a bundle is about one citizen, and has some tens of resources."""


class ForMange(Exception):
    """The bundle has more breaches than are told: looking further would only fill the memory."""


class Brud(NamedTuple):
    """One breach: rule, how grave, where, and what stands there against what should.

    sti: FHIRPath-like place. post_nr: entry from 1, None = the Bundle itself. element: the place without
    numbers, e.g. `Condition.code.coding`. vaerdi: CPR-shaped digits covered. aarsag, forventet: in the
    language the bundle was read in.
    """

    regel: str
    alvor: str
    sti: str
    post_nr: int | None
    element: str
    vaerdi: str | None = None
    aarsag: str | None = None
    forventet: str | None = None


def orden(b: Brud) -> tuple[int, str, str]:
    """The order breaches are told in: the Bundle's own first, then entry by entry, place by place."""
    return b.post_nr or 0, b.sti, b.regel


class Melder:
    """Collects breaches; knows which entry is being looked at."""

    __slots__ = ("brud", "post_nr", "set_", "slags", "streng")

    def __init__(self, streng: bool) -> None:
        self.streng = streng
        self.brud: list[Brud] = []
        self.set_: set[tuple[str, str]] = set()
        self.goto(None, "Bundle")

    def goto(self, post_nr: int | None, slags: str) -> None:
        """Turn to an entry, from 1; `slags` is its resource type."""
        self.post_nr, self.slags = post_nr, slags

    def meld(
        self,
        regel: str,
        sti: str,
        vaerdi: Any = None,
        aarsag: Dansk | None = None,
        forventet: Dansk | None = None,
    ) -> None:
        """Add one breach; the same rule at the same place is told once."""
        regel = _OMDOEBT.get((regel, sti), regel)
        if (regel, sti) in self.set_:
            return
        self.set_.add((regel, sti))
        alvor = find_alvor(regel, streng=self.streng)
        element = self.element(sti)
        vist = None if isinstance(vaerdi, int) and abs(vaerdi) > _STORT else daek(vaerdi)
        hvorfor, ventet = aarsag and _(aarsag), forventet and _(forventet)
        self.tilfoej(Brud(regel, alvor, sti, self.post_nr, element, vist, hvorfor, ventet))

    def tilfoej(self, brud: Brud) -> None:
        """Add a breach made elsewhere.

        Raises:
            ForMange: there are `MAKS_BRUD` already.
        """
        if len(self.brud) >= MAKS_BRUD:
            raise ForMange
        self.brud.append(brud)

    def meld_for_mange(self) -> None:
        """Say that the rest was not examined."""
        regel, hvorfor = "FHIR-MANGE", _("over {antal} brud", antal=heltal(MAKS_BRUD))
        alvor = find_alvor(regel, streng=self.streng)
        self.brud.append(Brud(regel, alvor, "Bundle", None, "Bundle", aarsag=hvorfor))

    def undtag(self, regel: str, sti: str) -> None:
        """Say beforehand that a rule is not to be told at a place."""
        self.set_.add((regel, sti))

    def element(self, sti: str) -> str:
        bar = _TAL.sub("", sti)
        rod = "Bundle.entry.resource"
        return self.slags + bar[len(rod) :] if self.post_nr and bar.startswith(rod) else bar


def sikker(noegle: object) -> str:
    """A JSON key as it may stand in a place: unknown keys may hold anything, so odd ones are covered."""
    return noegle if isinstance(noegle, str) and _NAVN.fullmatch(noegle) else "•"


def typenavn(v: object) -> str:
    """What a JSON value is, in words."""
    return "null" if v is None else _(next((n for t, n in _TYPER if isinstance(v, t)), Dansk("ukendt")))


def tekst(v: object) -> str:
    """The text of a value, `""` if it is none: content under check may be of any type."""
    return v if isinstance(v, str) else ""


def objekt(v: object) -> dict[str, Any]:
    """The object, `{}` if it is none."""
    return v if isinstance(v, dict) else {}


def objekter(v: object) -> list[dict[str, Any]]:
    """The objects of a list, `[]` if it is none."""
    return [x for x in v if isinstance(x, dict)] if isinstance(v, list) else []
