"""Plantings on follow-ups, and on what is implausible about one citizen's assessment: OPF and RIM."""

from __future__ import annotations

from datetime import date, timedelta

from ffb.demo.fejl_progression import frie, har_fri
from ffb.demo.model import Borger, Opfoelgning, Score, Stoettebehov, Ydelse
from ffb.demo.progression import LEVERET
from ffb.demo.regelfejl import ALLE, TABEL, i_2025, regel, sidst_mellem
from ffb.demo.verden import Skaber

DAG = timedelta(days=1)
MANGE_TEMAER = 26


# -- follow-up -----------------------------------------------------------------------------------------------
@regel("OPF-01", "fulgt", ALLE, sidst_mellem(100, 364))
def overskredet(s: Skaber, b: Borger, y: Ydelse) -> None:
    y.indsats.planlagt_opfoelgning = LEVERET - 30 * DAG
    b.vent("OPF-01", "OPF-01", y.indsats, "PLANLAGT_OPFOELGNING")


@regel("OPF-02", "fulgt", TABEL, sidst_mellem(70, 364))
def maal_ikke_fulgt_op(s: Skaber, b: Borger, y: Ydelse) -> None:
    b.maal[-1].opfoelgning = LEVERET - 30 * DAG
    b.vent("OPF-02", "OPF-02", b.maal[-1], "OPFOELGNINGSDATO")


@regel("OPF-03", "fulgt")
def ingen_planlagt(s: Skaber, b: Borger, y: Ydelse) -> None:
    y.indsats.planlagt_opfoelgning = None
    for maal in b.maal:
        maal.opfoelgning = min(maal.opfoelgning or b.runder[-1], b.runder[-1])
    b.vent("OPF-03", "OPF-03", y.indsats, "PLANLAGT_OPFOELGNING")


def begyndt_for_laengst(b: Borger) -> bool:
    return b.runder[0] < LEVERET - 380 * DAG


@regel("OPF-04", "fulgt", ALLE, begyndt_for_laengst)
def laenge_siden(s: Skaber, b: Borger, y: Ydelse) -> None:
    graense = LEVERET - 370 * DAG
    b.runder = [d for d in b.runder if d < graense]
    b.scorer = [x for x in b.scorer if x.dato < graense]
    b.stoettebehov = [x for x in b.stoettebehov if x.dato < graense]
    b.opfoelgninger = [o for o in b.opfoelgninger if o.dato < graense]
    b.maal = [m for m in b.maal if m.dato and m.dato < graense]
    for maal in b.maal:
        maal.opfoelgning = y.indsats.planlagt_opfoelgning
    b.vent("OPF-04", "OPF-04", y, "STARTDATO")


def _mellem_runder(b: Borger) -> date:
    """A day with nothing else within a month: two months after the last turn."""
    return b.runder[-1] + 60 * DAG


def _ekstra_opfoelgning(s: Skaber, b: Borger, y: Ydelse) -> Opfoelgning:
    resultat = s.resultater["fortsaettelse"]
    b.opfoelgninger.append(Opfoelgning(y.indsats.indsats_id, _mellem_runder(b), resultat))
    return b.opfoelgninger[-1]


@regel("OPF-05", "fulgt", ALLE, sidst_mellem(65, 364))
def opfoelgning_uden_score(s: Skaber, b: Borger, y: Ydelse) -> None:
    b.stoettebehov.append(Stoettebehov(b.stoettebehov[-1].niveau, _mellem_runder(b)))
    b.vent("OPF-05", "OPF-05", _ekstra_opfoelgning(s, b, y), "DATO")


@regel("OPF-06", "fulgt", ALLE, lambda b: har_fri(b) and sidst_mellem(65, 364)(b))
def opfoelgning_uden_behov(s: Skaber, b: Borger, y: Ydelse) -> None:
    sidste = frie(b)[-1]
    b.scorer.append(Score(sidste.kode, sidste.niveau, _mellem_runder(b)))
    b.vent("OPF-06", "OPF-06", _ekstra_opfoelgning(s, b, y), "DATO")


@regel("OPF-07", "fulgt", TABEL, lambda b: i_2025(b.runder[-1]))
def uden_resultat(s: Skaber, b: Borger, y: Ydelse) -> None:
    b.opfoelgninger[-1].resultat = None
    b.vent("OPF-07", "OPF-07", b.opfoelgninger[-1], "RESULTAT")


@regel("OPF-08", "fulgt", ALLE, sidst_mellem(40, 364))
def afsluttet_men_loeber(s: Skaber, b: Borger, y: Ydelse) -> None:
    b.opfoelgninger[-1].resultat = s.resultater["afslutning"]
    b.vent("OPF-08", "OPF-08", b.opfoelgninger[-1], "RESULTAT")


@regel("OPF-09", "fulgt", ALLE, sidst_mellem(20, 364))
def ingen_ny_dato(s: Skaber, b: Borger, y: Ydelse) -> None:
    y.indsats.planlagt_opfoelgning = b.runder[-1] + 3 * DAG
    b.vent("OPF-09", "OPF-09", y.indsats, "PLANLAGT_OPFOELGNING")


# -- plausibility --------------------------------------------------------------------------------------------
def _mange_temaer(s: Skaber, b: Borger) -> list[Score]:
    """All but five A&D themes assessed on the last day."""
    dagens = [x for x in b.scorer if x.dato == b.runder[-1]]
    mangler = [k for k in s.ad if k not in {x.kode for x in dagens}][: MANGE_TEMAER - len(dagens)]
    nye = [Score(k, s.tilf.randint(1, 3), b.runder[-1]) for k in mangler if k not in _tidligere(b)]
    b.scorer += nye
    return dagens + nye


def _tidligere(b: Borger) -> set[str]:
    return {x.kode for x in b.scorer}


def uden_maal_sidst(b: Borger) -> bool:
    """No goal was set on the last day, and every theme was assessed then."""
    sidste = [x for x in b.scorer if x.dato == b.runder[-1]]
    return all(m.dato != b.runder[-1] for m in b.maal) and len(sidste) == len(_tidligere(b))


@regel("RIM-01", "fulgt", TABEL, uden_maal_sidst)
def alle_temaer_ens(s: Skaber, b: Borger, y: Ydelse) -> None:
    dagens = _mange_temaer(s, b)
    for score in dagens:
        score.niveau = 2
    b.vent("RIM-01", "RIM-01", min(dagens, key=b.scorer.index), "FUNKTIONSEVNENIVEAU")


@regel("RIM-02", "fulgt", TABEL, uden_maal_sidst)
def alle_temaer_paa_een_gang(s: Skaber, b: Borger, y: Ydelse) -> None:
    dagens = _mange_temaer(s, b)
    dagens[-1].niveau, dagens[-2].niveau = 1, 3
    b.vent("RIM-02", "RIM-02", min(dagens, key=b.scorer.index), "FFB_TEMA_UUID")
