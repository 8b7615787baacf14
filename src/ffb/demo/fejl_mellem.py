"""Plantings between deliveries: what the one before the newest said otherwise (ZIP), and what FHIR withdraws.

`s.dengang` holds, by ydelse_id, how the older full delivery had the citizen; `leverancer` asks it. A citizen
who is gone stands in `verden.kun_forrige`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from ffb.demo.fejl_progression import har_fri
from ffb.demo.model import Borger, Score, Tema, Ydelse
from ffb.demo.regelfejl import bundet, har_koder, regel, tag
from ffb.demo.verden import Skaber

DAG = timedelta(days=1)
ZIP = ("zip",)
HVER_NIENDE = 9


def _ikke_niende(b: Borger) -> bool:
    """Its progression was in the older delivery too."""
    return b.nr % HVER_NIENDE != 0


def _niende_eller_ej(b: Borger) -> bool:
    return _ikke_niende(b) and har_koder(b)


@regel("MEL-01", "kommende", ZIP)
def id_genbrugt(s: Skaber, b: Borger, y: Ydelse) -> None:
    """Another citizen had the id before this one came."""
    anden = tag(s, "fulgt", _niende_eller_ej)
    if anden is None:
        return
    gammel = anden.ydelser[0]
    s.dengang[anden.nr] = lambda d: replace(d, ydelser=[replace(d.ydelser[0], ydelse_id=y.ydelse_id)])
    anden.ubundet_maalgruppe = b.ubundet_maalgruppe = True
    assert gammel.ydelse_id != y.ydelse_id
    b.vent("MEL-01", "MEL-01", y, "YDELSE_ID")


@regel("MEL-02", "fulgt", ZIP, _niende_eller_ej)
def start_aendret(s: Skaber, b: Borger, y: Ydelse) -> None:
    assert y.start is not None
    foer = y.start - 7 * DAG
    s.dengang[b.nr] = lambda d: replace(d, ydelser=[replace(d.ydelser[0], start=foer)])
    b.vent("MEL-02", "MEL-02", y, "STARTDATO")


@regel("MEL-03", "ophoert", ZIP, _niende_eller_ej)
def slut_aendret(s: Skaber, b: Borger, y: Ydelse) -> None:
    assert y.slut is not None
    foer = y.slut - 9 * DAG
    s.dengang[b.nr] = lambda d: replace(d, ydelser=[replace(d.ydelser[0], slut=foer)])
    b.vent("MEL-03", "MEL-03", y, "SLUTDATO")


@regel("MEL-04", "ophoert", ZIP, _niende_eller_ej)
def kode_aendret(s: Skaber, b: Borger, y: Ydelse) -> None:
    andre = [p.ydelse for p in s.lov.lovlige if p.tilbud == y.par.tilbud and p.ydelse != y.par.ydelse]
    foer = s.tilf.choice(andre)
    s.dengang[b.nr] = lambda d: replace(d, ydelser=[replace(d.ydelser[0], ydelse_kode=foer)])
    b.vent("MEL-04", "MEL-04", y, "FFB_YDELSE_UUID")


@regel("MEL-06", "tynd", ZIP, _ikke_niende)
def borger_forsvundet(s: Skaber, b: Borger, y: Ydelse) -> None:
    """The citizen himself is told of by `leverancer`: he stands in the older delivery only."""
    b.kun_forrige = True
    b.vent("MEL-06", "MEL-06", y, "YDELSE_ID")


@regel("MEL-07", "fulgt", ZIP, lambda b: bundet(b) and _ikke_niende(b))
def ny_id(s: Skaber, b: Borger, y: Ydelse) -> None:
    foer = s.nyt_id("Y")
    s.dengang[b.nr] = lambda d: replace(
        d, ydelser=[replace(d.ydelser[0], ydelse_id=foer, ydelse_kode=y.ydelse_kode)]
    )
    b.vent("MEL-07", "MEL-07", y, "YDELSE_ID")


@regel("MEL-08", "fulgt", ZIP, _ikke_niende)
def tema_forsvundet(s: Skaber, b: Borger, y: Ydelse) -> None:
    nyt = Tema(next(k for k in s.ff if k not in {t.kode for t in b.temaer}), b.temaer[0].dato)
    s.dengang[b.nr] = lambda d: replace(d, temaer=[*d.temaer, nyt])
    b.vent("MEL-08", "MEL-08", nyt, "FFB_TEMA_UUID")


@regel("MEL-09", "fulgt", ZIP, _ikke_niende)
def score_forsvundet(s: Skaber, b: Borger, y: Ydelse) -> None:
    gammel = replace(b.scorer[0], dato=b.runder[0] + 9 * DAG)
    s.dengang[b.nr] = lambda d: replace(d, scorer=[*d.scorer, gammel])
    b.vent("MEL-09", "MEL-09", gammel, "FFB_TEMA_UUID")


@regel("MEL-10", "fulgt", ZIP, lambda b: _ikke_niende(b) and har_fri(b))
def score_skrevet_om(s: Skaber, b: Borger, y: Ydelse) -> None:
    score = next(x for x in b.scorer if x.niveau in (1, 2, 3) and x.dato == b.runder[0])
    foer = Score(score.kode, (score.niveau or 0) - 1, score.dato)
    s.dengang[b.nr] = lambda d: replace(d, scorer=[foer if x is score else x for x in d.scorer])
    b.vent("MEL-10", "MEL-10", score, "FUNKTIONSEVNENIVEAU")


@regel("MEL-11", "fulgt", ZIP, _ikke_niende)
def tema_tilbagedateret(s: Skaber, b: Borger, y: Ydelse) -> None:
    nyt = Tema(next(k for k in s.ff if k not in {t.kode for t in b.temaer}), date(2025, 3, 3))
    b.temaer.append(nyt)
    s.dengang[b.nr] = lambda d: replace(d, temaer=[t for t in d.temaer if t is not nyt])
    b.vent("MEL-11", "MEL-11", nyt, "DATO")


@regel("MEL-16", "tynd", ("xlsx",), har_koder)
def to_nuvaerende(s: Skaber, b: Borger, y: Ydelse) -> None:
    """Stands in a second current system too, which has not delivered for long (MEL-17)."""
    b.i_andet_system = True
    b.vent("MEL-16", "MEL-16", y, "YDELSE_ID")


# -- FHIR ----------------------------------------------------------------------------------------------------
@regel("MEL-13", "fulgt", ("fhir",), lambda b: any(m.andre for m in b.maal))
def maalets_tema_trukket(s: Skaber, b: Borger, y: Ydelse) -> None:
    """A secondary theme of a goal is withdrawn; the goal still points at it."""
    maal = next(m for m in b.maal if m.andre)
    kode = maal.andre[0]
    for andet in b.maal:
        andet.andre = [k for k in andet.andre if andet is maal or k != kode]
    for score in b.scorer:
        score.trukket = score.kode == kode
    b.vent("MEL-13", "MEL-13", maal, "FFB_TEMA_UUID")


@regel("MEL-14", "fulgt", ("fhir",))
def indsats_trukket(s: Skaber, b: Borger, y: Ydelse) -> None:
    y.indsats.trukket = True
    b.vent("MEL-14", "MEL-14", y, "INDSATS_ID", ("ID-07", "SAGSNUMMER"))
