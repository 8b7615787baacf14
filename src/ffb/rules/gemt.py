"""The words of a finding that was made in Danish and kept, in the language in use (`ffb.sprog.gemt`).

The rule that made it says which words they are, so nothing is guessed.
"""

from __future__ import annotations

from functools import cache

from ffb.rules.form import load_formregler
from ffb.rules.hoved import Regel, find_regel
from ffb.sprog import sprog
from ffb.sprog.gemt import Moenster, build_moenster, gemt, i_felt


def gemt_fund(regel: str, navn: str, tekst: str, *, felt: str = "", vaerdi: str = "") -> str:
    """A kept text of a finding of `regel`.

    Args:
        navn: `titel`, `besked`, `goer`, or `forventet`, which has no text of its own in the header.
        felt, vaerdi: those of the finding, which the English may name where the Danish has words of its own.
    """
    hoved = _find(regel) if sprog() != "da" else None
    if hoved is None:
        return gemt(tekst)
    if navn == "titel":
        return hoved.tekst().titel
    moenster = _moenster(regel, navn)
    if moenster is None:
        return _ord(hoved, tekst)
    fundet = moenster.match(tekst, lambda ord_: _ord(hoved, ord_), felt=felt, vaerdi=vaerdi)
    return fundet if fundet is not None else gemt(tekst)


def _ord(regel: Regel, vaerdi: str) -> str:
    """A word the rule's SELECT returned; else a number, a day, a text of the catalogue, or data."""
    eget = regel.tekst().oversat({"v": vaerdi})["v"]
    return str(eget) if eget != vaerdi else i_felt(vaerdi)


@cache
def _find(regel: str) -> Regel | None:
    return find_regel(regel) or load_formregler().get(regel)


@cache
def _moenster(regel: str, navn: str) -> Moenster | None:
    hoved = _find(regel)
    dansk = getattr(hoved.tekst("da"), navn, "") if hoved else ""
    return build_moenster(dansk, getattr(hoved.tekst("en"), navn), graadig=True) if hoved and dansk else None
