"""Plantings of the period, of a former system, and of what only FHIR can say; and moving a ydelse in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from ffb.demo.mapning import Par
from ffb.demo.model import Borger, Celle, Dom, Ydelse
from ffb.demo.progression import make_progression
from ffb.demo.verden import PERIODE_FRA, PERIODE_TIL, Skaber

GAMMELT_LEVERET = date(2025, 10, 1)  # the former system's last delivery
EN_DAG = timedelta(days=1)


# -- moving and changing a ydelse -----------------------------------------------------------------------
def skift_par(y: Ydelse, par: Par, *, dst: str | None) -> None:
    """Another pair; the facit's paragraf follows the DST-kode sent, else the pair."""
    y.par, y.ydelse_kode, y.tilbud_kode, y.indsats.tilbud_kode = par, par.ydelse, par.tilbud, par.tilbud
    y.dst_kode = dst
    y.dom.paragraf, y.dom.dst_kode, y.dom.dst_sendt = par.paragraf, dst or par.afledt, dst is not None


def flyt_start(s: Skaber, b: Borger, y: Ydelse, start: date, slut: date | None = None) -> None:
    """Other dates of the ydelse; the citizen's progression is made anew to fit them."""
    y.start = y.indsats.start = start
    y.slut = y.indsats.slut = slut
    y.dom.i_perioden = PERIODE_FRA <= start <= PERIODE_TIL
    make_progression(s, b)


# -- the period -----------------------------------------------------------------------------------------
def start_foerste_dag(s: Skaber, b: Borger, y: Ydelse) -> None:
    flyt_start(s, b, y, PERIODE_FRA)


def start_sidste_dag(s: Skaber, b: Borger, y: Ydelse) -> None:
    flyt_start(s, b, y, PERIODE_TIL)


def start_dagen_foer(s: Skaber, b: Borger, y: Ydelse) -> None:
    flyt_start(s, b, y, PERIODE_FRA - EN_DAG)


def start_dagen_efter(s: Skaber, b: Borger, y: Ydelse) -> None:
    flyt_start(s, b, y, PERIODE_TIL + EN_DAG)


def ulaeselig_dato(s: Skaber, b: Borger, y: Ydelse) -> None:
    """A day that does not exist: startdato is NULL and the row counts in no period."""
    y.start = None
    b.celler.append(
        Celle("ydelse", y, "STARTDATO", s.tilf.choice(("31-02-2025", "2025-13-01", "2025-04-31")))
    )
    y.dom.i_perioden = False
    b.vent("ulaeselig_dato", "TAB-DATO", y, "STARTDATO")


def p_nummer_skift(s: Skaber, b: Borger, y: Ydelse) -> None:
    """The same ydelse at another P-nummer from the day after: a new row, and a start."""
    start = s.dag(PERIODE_FRA + EN_DAG, date(2025, 8, 1))
    slut = start + timedelta(days=s.tilf.randint(30, 120))
    flyt_start(s, b, y, start, slut)
    ny_start = slut + EN_DAG * s.tilf.randint(0, 1)
    dom = Dom(True, y.dom.paragraf, y.dom.dst_kode, y.dom.dst_sendt, skift=True)
    indsats = replace(y.indsats, indsats_id=s.nyt_id("I"), start=ny_start, slut=None)
    ny = replace(y, ydelse_id=s.nyt_id("Y"), indsats=indsats, start=ny_start, slut=None, dom=dom)
    ny.p_nummer, ny.maalgrupper = f"{s.plan.kode}{900000 + b.nr % 100000:06d}", list(y.maalgrupper)
    b.ydelser.append(ny)
    make_progression(s, b)


# -- a former system (CSV folder only) ------------------------------------------------------------------
def _til_gammelt(s: Skaber, b: Borger, y: Ydelse, slut: date | None) -> None:
    flyt_start(s, b, y, s.dag(PERIODE_FRA + EN_DAG, date(2025, 6, 30)), slut)
    y.i_gammelt, y.i_nyt = True, False


def tidligere_afsluttet(s: Skaber, b: Borger, y: Ydelse) -> None:
    _til_gammelt(s, b, y, s.dag(date(2025, 7, 1), GAMMELT_LEVERET))


def tidligere_fremtidig_slut(s: Skaber, b: Borger, y: Ydelse) -> None:
    _til_gammelt(s, b, y, s.dag(GAMMELT_LEVERET + EN_DAG, date(2025, 12, 20)))
    y.dom.gaeldende = False
    b.vent("tidligere_fremtidig_slut", "MEL-15", y, "SLUTDATO")


def tidligere_aaben(s: Skaber, b: Borger, y: Ydelse) -> None:
    _til_gammelt(s, b, y, None)
    y.dom.gaeldende = False
    b.vent("tidligere_aaben", "MEL-15", y, "SLUTDATO")


def dobbelt_efter_systemskifte(s: Skaber, b: Borger, y: Ydelse) -> None:
    """Ended in the old system and converted to the new one: counted once."""
    _til_gammelt(s, b, y, s.dag(date(2025, 7, 1), GAMMELT_LEVERET))
    y.i_nyt = True
    y.dom.note.add("dobbelt_efter_systemskifte")


def progression_i_tidligere(s: Skaber, b: Borger, y: Ydelse) -> None:
    """Progression rows count from the former system too: nothing is missing."""
    flyt_start(s, b, y, s.dag(PERIODE_FRA + EN_DAG, date(2025, 6, 30)))
    b.scorer = [x for x in b.scorer if x.dato <= GAMMELT_LEVERET]
    b.stoettebehov = [x for x in b.stoettebehov if x.dato <= GAMMELT_LEVERET]
    b.opfoelgninger = [x for x in b.opfoelgninger if x.dato <= GAMMELT_LEVERET]
    b.maal = [m for m in b.maal if m.dato and m.dato <= GAMMELT_LEVERET]
    for maal in b.maal:
        maal.opfoelgning = y.indsats.planlagt_opfoelgning
    b.progression_i_gammelt = True


# -- FHIR only ------------------------------------------------------------------------------------------
def kladde(s: Skaber, b: Borger, y: Ydelse) -> None:
    y.status, y.dom.relevant = "draft", False


def annulleret(s: Skaber, b: Borger, y: Ydelse) -> None:
    """Sent as active, withdrawn on a later day (entered-in-error)."""
    if y.start:
        flyt_start(s, b, y, y.start)
    y.status, y.dom.gaeldende = "entered-in-error", False


def ikke_bestilt(s: Skaber, b: Borger, y: Ydelse) -> None:
    y.hensigt, y.dom.relevant = "plan", False


def rettet_senere(s: Skaber, b: Borger, y: Ydelse) -> None:
    """The first version said another ydelse; the newest counts. No error."""
    andre = [p.ydelse for p in s.lov.lovlige if p.tilbud == y.par.tilbud and p.ydelse != y.par.ydelse]
    y.foerst_ydelse_kode = s.tilf.choice(andre or [p.ydelse for p in s.lov.med("§85")])


def flytter_ved_lukning(s: Skaber, b: Borger, y: Ydelse) -> None:
    """Moved to a carePlan with another tilbud when closed: what was granted does not change (12-model)."""
    start = s.dag(PERIODE_FRA + EN_DAG, date(2025, 8, 1))
    flyt_start(s, b, y, start, start + timedelta(days=s.tilf.randint(30, 100)))
    y.flytter = True
