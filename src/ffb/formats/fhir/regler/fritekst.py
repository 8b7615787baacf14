"""Free text: none is allowed anywhere, and a CPR number in it blocks the bundle.

Opinion taken: ten digits are a CPR number when the first six can be a date (day + 60 counts). Texts under
forbidden and unknown elements are searched for CPR numbers too; ids, codes and case numbers are not.
Source: 9-uddatasaet, quirk 3 (the text page: free text is not part of this reporting).
"""

from __future__ import annotations

import re
from typing import Any

from ffb.formats.fhir.regler.brud import Melder, sikker

_CPR = re.compile(r"(?<![0-9A-Za-z])([0-9]{2})([0-9]{2})[0-9]{2}[- ]?[0-9]{4}(?![0-9A-Za-z])")


def has_cpr(tekst: str) -> bool:
    """True if the text holds something that can be a CPR number."""
    return any(_kan_vaere(int(f[1]), int(f[2])) for f in _CPR.finditer(tekst))


def _kan_vaere(dag: int, maaned: int) -> bool:
    return 1 <= (dag - 60 if dag > 60 else dag) <= 31 and 1 <= maaned <= 12


def find_fritekst(melder: Melder, v: Any, sti: str) -> None:
    """Tell of free text at `sti`: a text, or a Narrative. The text itself is never shown."""
    if any(has_cpr(t) for t, _ in _walk_tekster(v, sti)):
        melder.meld("FHIR-FRITEKST-CPR", sti, forventet="udeladt")
    else:
        melder.meld("FHIR-FRITEKST", sti, forventet="udeladt")


def search_cpr(melder: Melder, v: Any, sti: str) -> None:
    """Tell of every text below `sti` that holds a CPR number."""
    for t, her in _walk_tekster(v, sti):
        if has_cpr(t):
            melder.meld("FHIR-FRITEKST-CPR", her, forventet="udeladt")


def _walk_tekster(v: Any, sti: str) -> list[tuple[str, str]]:
    """Every text below, with its place, without recursion."""
    fundet, rest = [], [(v, sti)]
    while rest:
        her, plads = rest.pop()
        if isinstance(her, str):
            fundet.append((her, plads))
        elif isinstance(her, dict):
            rest.extend((x, f"{plads}.{sikker(n)}") for n, x in her.items())
        elif isinstance(her, list):
            rest.extend((x, f"{plads}[{i}]") for i, x in enumerate(her))
    return fundet
