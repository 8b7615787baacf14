"""When a code was born, when it was withdrawn, and which one to use instead.

Opinion taken: a successor is told only when it is known: the source names it, or the very version that lacks
the code has exactly one new code of the same kind and name. Anything less is a guess, and is not made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ffb.begreber.katalog import Begreb, Katalog
from ffb.begreber.soeg import fold
from ffb.begreber.sted import husk
from ffb.begreber.versioner import Periode, fag_navn_list, find_perioder, version_list

LED = 10  # so long a chain of successors is followed


@dataclass(frozen=True, slots=True)
class Levetid:
    """A code that has not always been there, or is no more.

    Args:
        kode: the code.
        foerst_i, foerst_fra: the version it came with and its first day; None = it was there from the start.
        udgaaet_i, udgaaet_fra: the version without it and its first day; None = it is still there.
        efterfoelger: the concept to use instead, if it is known.
    """

    kode: str
    foerst_i: str | None
    foerst_fra: date | None
    udgaaet_i: str | None
    udgaaet_fra: date | None
    efterfoelger: Begreb | None


@husk
def find_levetider(rod: Path | None = None) -> dict[str, Levetid]:
    """Code -> its life, for the codes of case work that some version in force lacks; ordered by code."""
    fundet: dict[str, Levetid] = {}
    altid: set[str] = set()
    for navn in fag_navn_list(rod):
        perioder = find_perioder(version_list(navn, rod))
        kendte = set().union(*({b.kode for b in p[2].begreb_list} for p in perioder)) if perioder else set()
        egne = {liv.kode: liv for liv in _find(perioder)}
        altid |= kendte - egne.keys()
        for kode, liv in egne.items():
            fundet.setdefault(kode, liv)
    return {kode: fundet[kode] for kode in sorted(fundet.keys() - altid)}


def _find(perioder: Sequence[Periode]) -> Iterator[Levetid]:
    """The lives within one catalogue; nothing where all its versions have the same codes."""
    koder = [{b.kode for b in katalog.begreb_list} for _, _, katalog in perioder]
    if not koder:
        return
    for kode in sorted(koder[0].union(*koder[1:]) - koder[0].intersection(*koder[1:])):
        steder = [nr for nr, i_kraft in enumerate(koder) if kode in i_kraft]
        foerste, efter = steder[0], steder[-1] + 1
        udgik = perioder[efter] if efter < len(perioder) else None
        if foerste == 0 and udgik is None:
            continue  # it was away for a while only
        yield Levetid(
            kode=kode,
            foerst_i=perioder[foerste][2].version if foerste else None,
            foerst_fra=perioder[foerste][0] if foerste else None,
            udgaaet_i=udgik[2].version if udgik else None,
            udgaaet_fra=udgik[0] if udgik else None,
            efterfoelger=_efterfoelger(kode, [p[2] for p in perioder], efter) if udgik else None,
        )


def _efterfoelger(kode: str, versioner: list[Katalog], efter: int) -> Begreb | None:
    """What the sources say, followed until it is in force; else the one namesake that came instead."""
    nyeste, set_ = versioner[-1], {kode}
    nu = kode
    for _ in range(LED):
        sagt = [k for k in _sagt(nu, versioner) if k not in set_]
        if len(sagt) != 1:
            break
        nu = sagt[0]
        set_.add(nu)
        if fundet := nyeste.find(nu):
            return fundet
    gammel, afloeser = versioner[efter - 1].find(kode), versioner[efter]
    if gammel is None:
        return None
    navn = fold(gammel.term)
    nye = [
        b
        for b in afloeser.art(gammel.art)
        if fold(b.term) == navn and versioner[efter - 1].find(b.kode) is None
    ]
    return nye[0] if len(nye) == 1 else None


def _sagt(kode: str, versioner: list[Katalog]) -> tuple[str, ...]:
    """What the newest version that says anything says the code is replaced by."""
    for katalog in reversed(versioner):
        for b in (*(u for u in katalog.udgaaet_list if u.kode == kode), katalog.find(kode)):
            if b is not None and b.erstattes_af:
                return b.erstattes_af
    return ()
