"""The kommune's own terms in a case: beside the official code, never in place of it, and never sent.

Opinion taken: the official code is what counts and what is reported; the own term says more, to ourselves.
No row of the uddatasæt, no order message and no table reads the field. Source: issue 7, part 6; ADR 0024.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from ffb.begreber import find_begreb
from ffb.server.begreb.models import Lokalterm
from ffb.server.sag.feltfejl import Feltfejl
from ffb.server.sag.slags import Slags, Vaerdi
from ffb.sprog import _

FELT = "lokal"


def find_lokaltermer(kommune: str, arter: Sequence[str], valgt: str = "") -> list[Lokalterm]:
    """The open terms under concepts of some kinds, and the one chosen earlier; by official term, then own."""
    alle = Lokalterm.objects.filter(kommune=kommune)
    egne = [
        x
        for x in alle
        if (x.lukket_tid is None or str(x.pk) == valgt)
        and (b := find_begreb(x.over_kode)) is not None
        and b.art in arter
    ]
    return sorted(egne, key=lambda x: (x.over_term, x.term))


def find_lokalnavn(id_: str) -> str:
    """The term of an id; "" for one that is not there."""
    term = _find(id_)
    return term.term if term else ""


def _find(id_: str) -> Lokalterm | None:
    try:
        return Lokalterm.objects.filter(pk=UUID(id_)).first()
    except ValueError:
        return None


def fit_lokal(
    kommune: str, art: Slags, mine: dict[str, Vaerdi], staar: Mapping[str, Vaerdi]
) -> dict[str, Vaerdi]:
    """The values with own term and official code in step.

    An own term alone brings its official code; another official code takes the own term away.

    Raises:
        Feltfejl: the term is not the kommune's, or it belongs under another concept than the one chosen.
    """
    id_ = mine.get(FELT, staar.get(FELT))
    if FELT not in art.felter or not isinstance(id_, str):
        return mine
    term = _find(id_)
    if term is None or term.kommune != kommune:
        raise Feltfejl({FELT: _("Vælg en term fra listen.")})
    kode = mine.get("kode", staar.get("kode"))
    if kode is None:
        return {**mine, "kode": term.over_kode}
    if kode == term.over_kode:
        return mine
    if mine.get(FELT) in (None, staar.get(FELT)):
        return {**mine, FELT: None}
    hvad = _("Termen hører under »{over}«. Vælg det, eller lad feltet være tomt.", over=term.over_term)
    raise Feltfejl({FELT: hvad})
