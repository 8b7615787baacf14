"""Fixed values and patterns: what the profile fixes must be there, more may stand beside it.

Opinion taken: the breach is told at the leaf that differs. Also per-1 of R4: no end before its start.
Source: FSH of hl7dk/kl-ffb-reporting 1.0.0; HL7 FHIR R4, Period.
"""

from __future__ import annotations

from typing import Any

from ffb.formats.fhir.dato import read_dato, read_instant
from ffb.formats.fhir.regler.brud import Melder, tekst


def is_fast(v: Any, moenster: Any) -> bool:
    """True if the value holds the pattern."""
    if isinstance(moenster, dict):
        return isinstance(v, dict) and all(n in v and is_fast(v[n], m) for n, m in moenster.items())
    if isinstance(moenster, list):
        return isinstance(v, list) and all(any(is_fast(x, m) for x in v) for m in moenster)
    return bool(v == moenster)


def check_fast(melder: Melder, v: Any, moenster: Any, sti: str) -> None:
    """Tell of every leaf that differs from the pattern; wrong types and empties are told elsewhere."""
    if is_fast(v, moenster) or not isinstance(v, type(moenster)) or v in ("", [], {}):
        return
    if isinstance(moenster, dict):
        for navn, m in moenster.items():
            if navn in v:
                check_fast(melder, v[navn], m, f"{sti}.{navn}")
            else:
                melder.meld("FHIR-FAST", f"{sti}.{navn}", aarsag="mangler", forventet=_vis(m))
    elif isinstance(moenster, list):
        for m in moenster:
            if len(v) == 1:
                check_fast(melder, v[0], m, f"{sti}[0]")
            elif not any(is_fast(x, m) for x in v):
                melder.meld("FHIR-FAST", sti, forventet=_vis(m))
    else:
        melder.meld("FHIR-FAST", sti, v, forventet=_vis(moenster))


def _vis(moenster: Any) -> str:
    if isinstance(moenster, list):
        return " · ".join(map(_vis, moenster))
    if isinstance(moenster, dict):
        return " ".join(_vis(m) for _, m in sorted(moenster.items()))
    return str(moenster)


def check_periode(melder: Melder, v: dict[str, Any], sti: str) -> None:
    """Start after end."""
    slut = tekst(v.get("end"))
    if is_vendt(tekst(v.get("start")), slut):
        melder.meld("FHIR-PERIODE", f"{sti}.end", slut, forventet="slut på eller efter start")


def is_vendt(start: str, slut: str) -> bool:
    """True if the start is after the end. Times of one day are compared only when both are whole instants."""
    fra, til = read_dato(start)[0], read_dato(slut)[0]
    if fra is None or til is None:
        return False
    fra_tid, til_tid = read_instant(start), read_instant(slut)
    return fra_tid > til_tid if fra_tid and til_tid else fra > til
