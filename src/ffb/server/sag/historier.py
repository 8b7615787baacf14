"""The stories of `oevelse.toml`: what is known of each made-up citizen, on a day.

Opinion taken: a story is told from the day it begins, so that what is due today is due today, whenever it
is begun. The bench makes its 20,000 citizens of the same stories.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

HISTORIER = Path(__file__).parent / "oevelse.toml"
_DAG = re.compile(r"dag([+-]\d+)")


@dataclass(frozen=True, slots=True)
class Historieobjekt:
    """An object of a story. `navn`: what others of the story point at it by."""

    navn: str
    slags: str
    felter: Mapping[str, Any]
    tilstand: str = "gaeldende"


@dataclass(frozen=True, slots=True)
class Historie:
    """A made-up citizen. `om`: what there is to do, for the one who trains."""

    navn: str
    om: str
    objekter: tuple[Historieobjekt, ...]


@cache
def load_historier() -> tuple[Historie, ...]:
    """Every story, in the order of the file: from the first contact on."""
    raa = tomllib.loads(HISTORIER.read_text(encoding="utf-8"))["borger"]
    return tuple(Historie(b["navn"], b["om"], tuple(Historieobjekt(**o) for o in b["objekter"])) for b in raa)


def tell(objekt: Historieobjekt, dag: date, ider: Mapping[str, str], sted: str) -> dict[str, Any]:
    """The object's values with days and references put in.

    Args:
        ider: id of each object told before it, by its name.
        sted: the place help is ordered from.
    """
    return {felt: _tell(v, dag, ider, sted) for felt, v in objekt.felter.items()}


def _tell(v: Any, dag: date, ider: Mapping[str, str], sted: str) -> Any:
    if isinstance(v, list):
        return [_tell(e, dag, ider, sted) for e in v]
    if v.startswith("#"):
        return ider[v[1:]]
    if m := _DAG.fullmatch(v):
        return (dag + timedelta(days=int(m[1]))).isoformat()
    return sted if v == "sted" else v
