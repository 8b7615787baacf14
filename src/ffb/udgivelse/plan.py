"""The fixed list of tables an udgivelse holds: `diskretionering.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ffb.diskretionering import I_ALT, Dimension

DAEKNING = "daekning."


@dataclass(frozen=True, slots=True)
class Tabelplan:
    """One table: which rows of which analysis, and what they are divided by. The keys of the TOML."""

    navn: str
    titel: str
    analyse: str
    hvor: dict[str, str]
    enhed: str
    dimension: str
    kolonne: str
    antal: str
    i_alt: str
    overlapper: bool = False
    daekker: bool = False

    def make_dimension(self, noder: set[str]) -> Dimension:
        """The dimension with the nodes met."""
        return Dimension(
            self.dimension,
            dict.fromkeys(sorted(noder), I_ALT),
            overlapper=self.overlapper,
            daekker=self.daekker,
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """Every table, and which enhed is a part of which."""

    mindst: int
    tabeller: tuple[Tabelplan, ...]
    delmaengder: tuple[tuple[str, str], ...]


@cache
def load_plan() -> Plan:
    """The shipped plan."""
    tekst = files("ffb.udgivelse").joinpath("diskretionering.toml").read_text(encoding="utf-8")
    return parse_plan(tekst)


def parse_plan(tekst: str) -> Plan:
    """A plan from TOML. Raises TypeError on a key that is none."""
    data = tomllib.loads(tekst)
    tabeller = tuple(Tabelplan(**t) for t in data["terning"])
    delmaengder = tuple((d["del"], d["hel"]) for d in data.get("delmaengde", ()))
    return Plan(data["mindst"], tabeller, delmaengder)
