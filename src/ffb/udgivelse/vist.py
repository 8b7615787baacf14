"""A published text as people read it: slices, names and shares of what is shown. Nothing is counted here.

Opinion taken: everything outsiders see is made of the bytes of `udgivelse.json` alone; this module knows no
engine and no data. A count that is not there is 0, None is suppressed, and a share needs both its counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ffb.begreber import PARAGRAF_RAEKKEFOELGE, find_begreb, find_kommune, katalog_list, kommune_list
from ffb.diskretionering import I_ALT
from ffb.rapport.tabeller import andel
from ffb.sprog import Dansk, _
from ffb.udgivelse.tael import TOM, UDEN_REGION

REGION = "region "
ORD: dict[str, Dansk] = {  # the words of the shipped plan, which a published text holds in Danish
    "borgere_paragraf": "Borgere efter paragraf",
    "borgere_ydelse": "Borgere efter ydelse",
    "borgere_maalgruppe": "Borgere efter primær målgruppe",
    "borgere_stoettebehov": "Borgere efter seneste støttebehov",
    "borgere_tema": "Borgere, der fik en ydelse, efter tema ved visitationen",
    "borgere_ad": "Borgere efter udredt A&D-tema",
    "har": "borgere med en ydelse i perioden",
    "fik": "borgere, der fik en ydelse i perioden",
}


@dataclass(frozen=True, slots=True)
class Linje:
    """A cell with its name: `antal` and `andel` None where they are suppressed."""

    kode: str
    navn: str
    antal: int | None
    andel: Decimal | None

    @property
    def skjult(self) -> bool:
        return self.antal is None


@dataclass(frozen=True, slots=True)
class Udgivettabel:
    """One table: (sted, node) -> count, None where suppressed."""

    navn: str
    titel: str
    enhed: str
    dimension: str
    celler: Mapping[tuple[str, str], int | None]

    @property
    def overskrift(self) -> str:
        """Its title in the language in use."""
        return _(self.titel) if self.titel in ORD.values() else self.titel

    @property
    def taeller(self) -> str:
        """What a count is of, in the language in use."""
        return _(self.enhed) if self.enhed in ORD.values() else self.enhed

    @property
    def steder(self) -> list[str]:
        """The country, the regions, the kommuner."""
        return sorted({s for s, _n in self.celler}, key=_stedorden)

    @property
    def noder(self) -> list[str]:
        """What it is divided by, in the order people read it; the total first."""
        noder = {n for _s, n in self.celler}
        return sorted(noder, key=lambda n: _nodeorden(self, n))

    def show(self, sted: str, node: str) -> int | None:
        """The count as it may be shown."""
        return self.celler.get((sted, node), 0)

    def share(self, sted: str, node: str) -> Decimal | None:
        """Percent of all at the place; None where either count is suppressed, or there is nobody."""
        antal, i_alt = self.show(sted, node), self.show(sted, I_ALT)
        return None if antal is None or i_alt is None else andel(antal, i_alt)

    def slice_sted(self, sted: str) -> list[Linje]:
        """One place: a line for each node."""
        return [Linje(n, node_navn(n), self.show(sted, n), self.share(sted, n)) for n in self.noder]

    def slice_node(self, node: str) -> list[Linje]:
        """One node: a line for each place."""
        return [Linje(s, sted_navn(s), self.show(s, node), self.share(s, node)) for s in self.steder]


@dataclass(frozen=True, slots=True)
class Vist:
    """A published text, read."""

    id: str
    periode: tuple[date, date]
    mindst: int
    tabeller: tuple[Udgivettabel, ...]

    @property
    def demo(self) -> bool:
        """True where the kommuner in it are made up."""
        steder = {s for t in self.tabeller for s, _n in t.celler}
        return any(k.demo for k in map(find_kommune, steder) if k)

    def find(self, navn: str) -> Udgivettabel | None:
        """The table of that name."""
        return next((t for t in self.tabeller if t.navn == navn), None)


def read_vist(data: bytes) -> Vist:
    """A published text from its bytes."""
    d: dict[str, Any] = json.loads(data)
    periode = (date.fromisoformat(d["periode"]["fra"]), date.fromisoformat(d["periode"]["til"]))
    tabeller = tuple(
        Udgivettabel(
            t["navn"], t["titel"], t["enhed"], t["dimensioner"][1], {(r[0], r[1]): r[2] for r in t["raekker"]}
        )
        for t in d["terninger"]
    )
    return Vist(d["id"], periode, d["mindst"], tabeller)


def sted_navn(sted: str) -> str:
    """A place in words."""
    if sted == I_ALT:
        return _("Hele landet")
    kommune = find_kommune(sted)
    if kommune:
        return kommune.navn
    if sted == UDEN_REGION:
        return _("Uden region")
    kode = sted.removeprefix(REGION)
    return next((k.region for k in _kommuner() if k.region_kode == kode), sted)


def region_af(kommune: str) -> str:
    """The node of the region a kommune is in."""
    k = find_kommune(kommune)
    return f"{REGION}{k.region_kode}" if k else UDEN_REGION


def node_navn(node: str) -> str:
    """What a table is divided by, in words; terms of FFB are Danish."""
    if node in (I_ALT, TOM, "ukendt"):
        return {I_ALT: _("I alt"), TOM: _("(Tom)"), "ukendt": _("(Ukendt kode)")}[node]
    if len(node) == 1:
        return _stoettebehov().get(node, node)
    begreb = find_begreb(node)
    return begreb.term if begreb else node


def _kommuner() -> Iterable[Any]:
    return kommune_list()


def _stoettebehov() -> dict[str, str]:
    ffb = [k for k in katalog_list() if k.id.startswith("ffb/")]
    return {str(b.vaerdi): b.term for k in ffb for b in k.art("stoettebehovsniveau")}


def _stedorden(sted: str) -> tuple[int, str]:
    hvad = 0 if sted == I_ALT else 1 if sted.startswith(REGION) or sted == UDEN_REGION else 2
    return hvad, sted_navn(sted)


def _nodeorden(tabel: Udgivettabel, node: str) -> tuple[Any, ...]:
    """The total first; levels and paragraphs in their order, others by size; what is missing last."""
    sidst = 0 if node == I_ALT else 2 if node in (TOM, "ukendt") else 1
    fast = list(PARAGRAF_RAEKKEFOELGE).index(node) if node in PARAGRAF_RAEKKEFOELGE else 99
    niveau = node if len(node) == 1 else ""
    return sidst, niveau, fast, -(tabel.show(I_ALT, node) or 0), node_navn(node), node
