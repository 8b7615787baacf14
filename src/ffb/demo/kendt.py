"""A citizen as he was known on an earlier day: what a delivery of that day can hold.

Rows themselves are shared with the citizen of today where nothing about them differs. A ydelse is known
from its first day, an end from a month before it, a follow-up from the day it is held.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from ffb.demo.model import Borger, Indsats, Maal, Ydelse

VARSEL = timedelta(days=30)  # an end is written this long before it comes


def kendt(b: Borger, dag: date) -> Borger:
    """The citizen as known on `dag`; without ydelser if none had begun."""
    indsatser = {i.indsats_id: _indsats(b, i, dag) for i in b.indsatser}
    maal = [m for m in b.maal if m.dato is None or m.dato <= dag]
    return replace(
        b,
        ydelser=[_ydelse(y, indsatser, dag) for y in b.ydelser if y.start is None or y.start <= dag],
        temaer=[t for t in b.temaer if t.dato is None or t.dato <= dag],
        scorer=[x for x in b.scorer if x.dato <= dag],
        stoettebehov=[x for x in b.stoettebehov if x.dato <= dag],
        maal=[_maal(b, m, dag) for m in maal],
        opfoelgninger=[o for o in b.opfoelgninger if o.dato <= dag],
        fsiii=[(k, fra, _slut(til, dag), lov) for k, fra, til, lov in b.fsiii if fra <= dag],
        beskaeftigelse=[(m, slags) for m, slags in b.beskaeftigelse if m < f"{dag:%Y%m}"],
    )


def _slut(slut: date | None, dag: date) -> date | None:
    return slut if slut and slut <= dag + VARSEL else None


def _ydelse(y: Ydelse, indsatser: dict[str, Indsats], dag: date) -> Ydelse:
    return replace(y, slut=_slut(y.slut, dag), indsats=indsatser[y.indsats.indsats_id])


def _indsats(b: Borger, i: Indsats, dag: date) -> Indsats:
    """With the follow-up that was planned then: the next one held, else the one still to come."""
    naeste = _naeste(b, max(dag, i.start))
    afsluttet = i.slut is not None and i.slut <= dag
    planlagt = None if afsluttet else naeste or i.planlagt_opfoelgning or i.slut
    return replace(i, slut=_slut(i.slut, dag), planlagt_opfoelgning=planlagt)


def _maal(b: Borger, m: Maal, dag: date) -> Maal:
    """A goal still open then is followed up on the next day held."""
    if m.opfoelgning is None or m.opfoelgning <= dag:
        return m
    return replace(m, opfoelgning=_naeste(b, dag) or m.opfoelgning)


def _naeste(b: Borger, dag: date) -> date | None:
    return min((d for d in b.runder if d > dag), default=None)
