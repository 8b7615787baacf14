"""What the answers about an activity point to: a proposal, why, and what it rests on (`stoettelov.toml`).

Opinion taken: the program proposes and the case worker decides; what is not answered proposes nothing. The
texts are dated data, so a decision is judged by the law of its day.
Source: 6-sag (§83/§85); S1.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ffb.server.sag.slags import Vaerdi

LOV = Path(__file__).parent / "stoettelov.toml"


@dataclass(frozen=True, slots=True)
class Grund:
    """One sentence and what it rests on."""

    tekst: str
    kilde: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Forslag:
    """What the answers point to.

    Args:
        afgjort: a value of the field `afgjort` of a beslutning, or "" when too little is answered.
        leverandoer: frit_valg, egnet or "".
        grund: why; None without a proposal.
        bemaerkninger: what else to remember.
        kontrol: that it is a proposal, in words.
    """

    afgjort: str
    leverandoer: str
    grund: Grund | None
    bemaerkninger: tuple[Grund, ...]
    kontrol: str


def propose(svar: Mapping[str, Vaerdi], dag: date, lov: Path = LOV) -> Forslag:
    """The proposal for the answers of a beslutning on a day."""
    alt = _load(lov)
    fundet = next((f for f in alt["forslag"] if _fits(f, svar, dag)), None)
    afgjort = fundet["afgjort"] if fundet else ""
    husk = tuple(
        _grund(b)
        for b in alt["bemaerkning"]
        if _fits(b, svar, dag) and ("afgjort" not in b or afgjort in b["afgjort"])
    )
    leverandoer = fundet.get("leverandoer", "") if fundet else ""
    return Forslag(afgjort, leverandoer, _grund(fundet) if fundet else None, husk, alt["kontrol"])


def _fits(regel: Mapping[str, Any], svar: Mapping[str, Vaerdi], dag: date) -> bool:
    if not regel.get("fra", date.min) <= dag <= regel.get("til", date.max):
        return False
    return all(svar.get(felt) is v for felt, v in regel.get("naar", {}).items())


def _grund(regel: Mapping[str, Any]) -> Grund:
    return Grund(regel["tekst"], tuple(regel["kilde"]))


@cache
def _load(lov: Path) -> dict[str, Any]:
    return tomllib.loads(lov.read_text(encoding="utf-8"))
