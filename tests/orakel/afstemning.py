"""The afstemning in plain Python: every bevilling against every ydelse, and forløb by union-find.

Source: 3-rapport, For the data steward; the matching rules the page states.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from orakel.tabel1 import Dom

UENDELIG = date(2999, 12, 31)


@dataclass(frozen=True, slots=True)
class Del:
    """A bevilling ('b') or a ydelse ('y')."""

    slags: str
    nr: int
    borger_id: int
    paragraf: str
    fra: date
    til: date
    enhed: str | None = None

    def afstand(self, anden: Del) -> int:
        """Days between the end of the one and the start of the other; 0 or less where they share a day."""
        return max((self.fra - anden.til).days, (anden.fra - self.til).days)

    def beroerer(self, fra: date, til: date) -> bool:
        return self.fra <= til and self.til >= fra


def make_dele(bevillinger: list[dict[str, Any]], relevante: list[Dom]) -> list[Del]:
    dele = [
        Del("b", nr, b["borger_id"], b["paragraf"], b["startdato"], b["slutdato"] or UENDELIG)
        for nr, b in enumerate(bevillinger, start=1)
    ]
    for nr, dom in enumerate(relevante, start=1):
        y = dom.ydelse
        if y.startdato is not None:
            til = max(y.slutdato, y.startdato) if y.slutdato else UENDELIG
            dele.append(Del("y", nr, y.borger_id, dom.paragraf, y.startdato, til, y.enhed))
    return dele


def orakel_afstemning(
    dele: list[Del], periode: tuple[date, date], tolerance: int, pr_dato: date
) -> dict[str, Any]:
    """Counts, and the three lists as Counters."""
    samme = [
        (a, b)
        for a in dele
        for b in dele
        if a.slags == "b"
        and b.slags == "y"
        and (a.borger_id, a.paragraf) == (b.borger_id, b.paragraf)
        and a.afstand(b) <= tolerance
    ]
    parret = {d for par in samme for d in par}
    forloeb = find_forloeb(sorted(parret, key=lambda d: (d.slags, d.nr)), tolerance)
    dom = {d: judge_forloeb(gruppe, tolerance, pr_dato) for gruppe in forloeb for d in gruppe}
    med = [d for d in dele if d.beroerer(*periode)]
    tal = Counter(_status(d, dom) for d in med)
    pr_paragraf = Counter((d.paragraf, _status(d, dom)) for d in med)
    afviger = [
        (g[0].borger_id, g[0].paragraf, *dom[g[0]])
        for g in forloeb
        if dom[g[0]][0] and any(d.beroerer(*periode) for d in g)
    ]
    return {
        "tal": tal,
        "pr_paragraf": pr_paragraf,
        "ikke_leveret": Counter(
            (d.borger_id, d.paragraf, d.fra) for d in med if _status(d, dom) == "ikke_leveret"
        ),
        "ikke_bevilget": Counter(
            (d.borger_id, d.paragraf, d.fra) for d in med if _status(d, dom) == "ikke_bevilget"
        ),
        "datoer_afviger": Counter(afviger),
    }


def _status(d: Del, dom: dict[Del, Any]) -> str:
    if d.slags == "y":
        return "bevilget" if d in dom else "ikke_bevilget"
    if d not in dom:
        return "ikke_leveret"
    return "datoer_afviger" if dom[d][0] else "stemmer"


def find_forloeb(dele: list[Del], tolerance: int) -> list[list[Del]]:
    """Groups of what hangs together in time, per citizen and paragraf."""
    far = {d: d for d in dele}

    def rod(d: Del) -> Del:
        while far[d] is not d:
            d = far[d]
        return d

    for a in dele:
        for b in dele:
            if (a.borger_id, a.paragraf) == (b.borger_id, b.paragraf) and a.afstand(b) <= tolerance:
                far[rod(a)] = rod(b)
    grupper: dict[Del, list[Del]] = {}
    for d in dele:
        grupper.setdefault(rod(d), []).append(d)
    return list(grupper.values())


def judge_forloeb(gruppe: list[Del], tolerance: int, pr_dato: date) -> tuple[Any, ...]:
    """(what differs, days at the start, first and last days)."""
    b = [d for d in gruppe if d.slags == "b"]
    y = [d for d in gruppe if d.slags == "y"]
    bevilget, leveret = _spand(b), _spand(y)
    start = (leveret[0] - bevilget[0]).days
    slut = (leveret[1] - bevilget[1]).days
    if bevilget[1] > pr_dato and leveret[1] > pr_dato:
        slut = 0
    afviger = tuple(
        ord_
        for ord_, sandt in (
            ("start", abs(start) > tolerance),
            ("slut", abs(slut) > tolerance),
            ("hul i leveringen", _hul(y) > tolerance),
            ("hul i bevillingen", _hul(b) > tolerance),
        )
        if sandt
    )
    return afviger, start, *bevilget, *leveret, len(b), len(y)


def _spand(dele: list[Del]) -> tuple[date, date]:
    return min(d.fra for d in dele), max(d.til for d in dele)


def _hul(dele: list[Del]) -> int:
    """The longest run of days inside the span that none of them covers."""
    dage = {(d.fra.toordinal(), d.til.toordinal()) for d in dele}
    laengst, naaet = 0, min(fra for fra, _ in dage)
    for fra, til in sorted(dage):
        laengst = max(laengst, fra - naaet - 1)
        naaet = max(naaet, til)
    return laengst
