"""Plantings on themes, scores, støttebehov, goals: KOD, DAT, K25-06 and SAM."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from ffb.demo.model import Borger, Celle, Maal, Opfoelgning, Score, Stoettebehov, Tema, Ydelse
from ffb.demo.progression import LEVERET, make_maal
from ffb.demo.regelfejl import ALLE, TABEL, i_2025, regel
from ffb.demo.verden import Skaber

DAG = timedelta(days=1)
FREMTID = LEVERET + 30 * DAG


def _fri(b: Borger) -> str:
    """A theme no goal is about, assessed at every turn."""
    maal = {m.tema for m in b.maal} | {k for m in b.maal for k in m.andre}
    antal = Counter(x.kode for x in b.scorer if x.niveau in range(5))
    return next((k for k, n in antal.items() if k not in maal and n == len(b.runder)), "")


def har_fri(b: Borger) -> bool:
    return bool(_fri(b))


def frie(b: Borger) -> list[Score]:
    return [x for x in b.scorer if x.kode == _fri(b)]


# -- codes ---------------------------------------------------------------------------------------------------
@regel("KOD-12", "fulgt")
def tema_er_ydelse(s: Skaber, b: Borger, y: Ydelse) -> None:
    b.temaer.append(Tema(y.par.ydelse, b.temaer[0].dato))
    b.vent("KOD-12", "KOD-12", b.temaer[-1], "FFB_TEMA_UUID")


def _forkert_tema(b: Borger, regel_id: str, kode: str) -> None:
    b.scorer.append(Score(kode, 2, b.runder[-1]))
    b.vent(regel_id, regel_id, b.scorer[-1], "FFB_TEMA_UUID")


@regel("KOD-13", "fulgt")
def ukendt_ad_tema(s: Skaber, b: Borger, y: Ydelse) -> None:
    _forkert_tema(b, "KOD-13", s.uuid())


@regel("KOD-15", "fulgt")
def ff_i_ad(s: Skaber, b: Borger, y: Ydelse) -> None:
    _forkert_tema(b, "KOD-15", s.tilf.choice(s.ff))


@regel("KOD-16", "fulgt")
def ydelse_i_ad(s: Skaber, b: Borger, y: Ydelse) -> None:
    _forkert_tema(b, "KOD-16", y.par.ydelse)


def _raa(b: Borger, regel_id: str, tabel: str, raekke: object, kolonne: str, tekst: str) -> None:
    b.celler.append(Celle(tabel, raekke, kolonne, tekst))
    b.vent(regel_id, regel_id, raekke, kolonne)


@regel("KOD-17", "fulgt", TABEL, har_fri)
def score_er_andet(s: Skaber, b: Borger, y: Ydelse) -> None:
    kode = s.katalog.art("stoettebehovsniveau")[0].kode
    _raa(b, "KOD-17", "aktivitet_deltagelse", frie(b)[-1], "FUNKTIONSEVNENIVEAU", kode)
    s.skaeve_scorer = True


@regel("KOD-18", "fulgt")
def behov_er_andet(s: Skaber, b: Borger, y: Ydelse) -> None:
    ekstra = Stoettebehov(b.stoettebehov[-1].niveau, b.runder[-1])
    b.stoettebehov.append(ekstra)
    kode = s.katalog.art("funktionsevneniveau")[1].kode
    _raa(b, "KOD-18", "stoettebehov", ekstra, "STOETTEBEHOVSNIVEAU", kode)


@regel("KOD-21", "fulgt")
def maaltype_er_andet(s: Skaber, b: Borger, y: Ydelse) -> None:
    _raa(b, "KOD-21", "indsatsmaal", b.maal[0], "MAALTYPE", y.par.ydelse)


@regel("KOD-22", "fulgt")
def maal_paa_ff(s: Skaber, b: Borger, y: Ydelse) -> None:
    b.maal[0].tema, b.maal[0].andre = s.tilf.choice(s.ff), []
    b.vent("KOD-22", "KOD-22", b.maal[0], "FFB_TEMA_UUID", ("K25-05", "FFB_TEMA_UUID"))


@regel("KOD-23", "fulgt")
def forventet_er_andet(s: Skaber, b: Borger, y: Ydelse) -> None:
    _raa(b, "KOD-23", "indsatsmaal", b.maal[0], "FORVENTET_NIVEAU", y.par.ydelse)


@regel("KOD-24", "fulgt")
def resultat_er_andet(s: Skaber, b: Borger, y: Ydelse) -> None:
    _raa(b, "KOD-24", "opfoelgning", b.opfoelgninger[-1], "RESULTAT", y.par.ydelse)


# -- dates ---------------------------------------------------------------------------------------------------
def _tema(s: Skaber, b: Borger, regel_id: str, dato: date) -> None:
    nyt = next(k for k in s.ff if k not in {t.kode for t in b.temaer})
    b.temaer.append(Tema(nyt, dato))
    b.vent(regel_id, regel_id, b.temaer[-1], "DATO")


def _score(b: Borger, regel_id: str, dato: date, *, raa: bool = False) -> None:
    naboer = frie(b)
    nabo = naboer[0] if dato < b.runder[0] else naboer[-1]
    b.scorer.append(Score(nabo.kode, nabo.niveau, dato))
    if raa:
        b.celler.append(Celle("aktivitet_deltagelse", b.scorer[-1], "DATO", ""))
    b.vent(regel_id, regel_id, b.scorer[-1], "DATO")


def _behov(b: Borger, regel_id: str, dato: date, *, raa: bool = False) -> None:
    nabo = b.stoettebehov[0 if dato < b.runder[0] else -1]
    b.stoettebehov.append(Stoettebehov(nabo.niveau, dato))
    if raa:
        b.celler.append(Celle("stoettebehov", b.stoettebehov[-1], "DATO", ""))
    b.vent(regel_id, regel_id, b.stoettebehov[-1], "DATO")


@regel("DAT-06", "fulgt")
def tema_i_fremtiden(s: Skaber, b: Borger, y: Ydelse) -> None:
    _tema(s, b, "DAT-06", FREMTID)


@regel("DAT-07", "fulgt", TABEL, har_fri)
def score_i_fremtiden(s: Skaber, b: Borger, y: Ydelse) -> None:
    _score(b, "DAT-07", FREMTID)


@regel("DAT-08", "fulgt")
def behov_i_fremtiden(s: Skaber, b: Borger, y: Ydelse) -> None:
    _behov(b, "DAT-08", FREMTID)


@regel("DAT-10", "fulgt", ("csv", "xlsx"), har_fri)
def score_uden_dato(s: Skaber, b: Borger, y: Ydelse) -> None:
    _score(b, "DAT-10", b.runder[-1] + 3 * DAG, raa=True)


@regel("DAT-11", "fulgt")
def behov_uden_dato(s: Skaber, b: Borger, y: Ydelse) -> None:
    _behov(b, "DAT-11", b.runder[-1] + 3 * DAG, raa=True)


@regel("DAT-12", "fulgt")
def gammelt_tema(s: Skaber, b: Borger, y: Ydelse) -> None:
    _tema(s, b, "DAT-12", date(2009, 5, 5))


@regel("DAT-13", "fulgt", TABEL, har_fri)
def gammel_score(s: Skaber, b: Borger, y: Ydelse) -> None:
    _score(b, "DAT-13", date(2009, 5, 5))


@regel("DAT-14", "fulgt", TABEL)
def gammelt_behov(s: Skaber, b: Borger, y: Ydelse) -> None:
    _behov(b, "DAT-14", date(2009, 5, 5))


@regel("DAT-18", "fulgt", TABEL, har_fri)
def maal_i_fremtiden(s: Skaber, b: Borger, y: Ydelse) -> None:
    sidste = frie(b)[-1]
    maal = make_maal(s, b, sidste.kode, sidste.niveau or 0, FREMTID, [])
    maal.opfoelgning = FREMTID + 150 * DAG
    b.vent("DAT-18", "DAT-18", maal, "DATO")


@regel("DAT-19", "fulgt")
def opfoelgning_i_fremtiden(s: Skaber, b: Borger, y: Ydelse) -> None:
    b.opfoelgninger.append(Opfoelgning(y.indsats.indsats_id, FREMTID, s.resultater["ny"]))
    b.vent("DAT-19", "DAT-19", b.opfoelgninger[-1], "DATO")


@regel("DAT-20", "fulgt")
def opfoelgning_foer_maal(s: Skaber, b: Borger, y: Ydelse) -> None:
    maal = b.maal[-1]
    assert maal.dato is not None
    maal.opfoelgning = maal.dato - 30 * DAG
    b.vent("DAT-20", "DAT-20", maal, "OPFOELGNINGSDATO")


@regel("DAT-23", "fulgt")
def opfoelgning_foer_indsats(s: Skaber, b: Borger, y: Ydelse) -> None:
    dag = y.indsats.start - 20 * DAG
    b.opfoelgninger.append(Opfoelgning(y.indsats.indsats_id, dag, s.resultater["fortsaettelse"]))
    b.vent("DAT-23", "DAT-23", b.opfoelgninger[-1], "DATO")


@regel("K25-06", "fulgt")
def maal_uden_dato(s: Skaber, b: Borger, y: Ydelse) -> None:
    _raa(b, "K25-06", "indsatsmaal", b.maal[0], "DATO", "")


# -- goals and their levels ----------------------------------------------------------------------------------
def _nyt_maal(b: Borger, niveauer: range) -> Maal | None:
    """A goal set in 2025 at a level of these; the level is the theme's own of that day."""
    return next((m for m in b.maal if i_2025(m.dato) and m.aktuelt in niveauer), None)


def maal_2025(b: Borger) -> bool:
    return _nyt_maal(b, range(1, 4)) is not None


def _saet(s: Skaber, b: Borger, regel_id: str, slags: str, trin: int) -> None:
    maal = _nyt_maal(b, range(1, 4))
    assert maal is not None
    maal.maaltype, maal.forventet = s.maaltyper[slags], maal.aktuelt + trin
    b.vent(regel_id, regel_id, maal, "FORVENTET_NIVEAU")


@regel("SAM-02", "ny", TABEL, maal_2025)
def maal_uden_tema(s: Skaber, b: Borger, y: Ydelse) -> None:
    maal = _nyt_maal(b, range(1, 4))
    assert maal is not None
    maal.tema = next(k for k in s.ad if k not in {x.kode for x in b.scorer})
    b.vent("SAM-02", "SAM-02", maal, "FFB_TEMA_UUID")


@regel("SAM-03", "ny", TABEL, maal_2025)
def uden_forventet(s: Skaber, b: Borger, y: Ydelse) -> None:
    maal = _nyt_maal(b, range(1, 4))
    assert maal is not None
    maal.forventet = None
    b.vent("SAM-03", "SAM-03", maal, "FORVENTET_NIVEAU")


@regel("SAM-04", "ny", ALLE, maal_2025)
def udvikle_daarligere(s: Skaber, b: Borger, y: Ydelse) -> None:
    _saet(s, b, "SAM-04", "udvikle", 1)


@regel("SAM-05", "ny", ALLE, maal_2025)
def udvikle_uaendret(s: Skaber, b: Borger, y: Ydelse) -> None:
    _saet(s, b, "SAM-05", "udvikle", 0)


@regel("SAM-06", "ny", ALLE, maal_2025)
def fastholde_aendret(s: Skaber, b: Borger, y: Ydelse) -> None:
    _saet(s, b, "SAM-06", "fastholde", -1)


@regel("SAM-07", "ny", ALLE, maal_2025)
def begraense_bedre(s: Skaber, b: Borger, y: Ydelse) -> None:
    _saet(s, b, "SAM-07", "begraense", -1)


@regel("SAM-08", "fulgt")
def aktuelt_er_andet(s: Skaber, b: Borger, y: Ydelse) -> None:
    maal = b.maal[-1]
    maal.aktuelt = maal.aktuelt + 1 if maal.aktuelt < 4 else 3
    maal.maaltype, maal.forventet = s.maaltyper["fastholde"], maal.aktuelt
    b.vent("SAM-08", "SAM-08", maal, "AKTUELT_NIVEAU")


@regel("SAM-25", "fulgt")
def modsatte_maal(s: Skaber, b: Borger, y: Ydelse) -> None:
    maal = b.maal[-1]
    andet = "begraense" if maal.maaltype == s.maaltyper["fastholde"] else "fastholde"
    ny = replace(maal, maal_id=s.nyt_id("M"), maaltype=s.maaltyper[andet], forventet=maal.aktuelt, andre=[])
    b.maal.append(ny)
    b.vent("SAM-25", "SAM-25", ny, "MAALTYPE")


# -- levels over time ----------------------------------------------------------------------------------------
@regel("SAM-11", "fulgt", ALLE)
def intet_behov(s: Skaber, b: Borger, y: Ydelse) -> None:
    for behov in b.stoettebehov:
        behov.niveau = 1
    b.stoettebehov[-1].niveau = 0
    b.vent("SAM-11", "SAM-11", b.stoettebehov[-1], "STOETTEBEHOVSNIVEAU")


@regel("SAM-12", "fulgt", ALLE, har_fri)
def stort_spring(s: Skaber, b: Borger, y: Ydelse) -> None:
    *foerste, sidste = frie(b)
    for score in foerste:
        score.niveau = 1
    sidste.niveau = 4
    b.vent("SAM-12", "SAM-12", sidste, "FUNKTIONSEVNENIVEAU")


@regel("SAM-13", "fulgt", ALLE)
def stort_spring_i_behov(s: Skaber, b: Borger, y: Ydelse) -> None:
    for behov in b.stoettebehov:
        behov.niveau = 1
    b.stoettebehov[-1].niveau = 4
    b.vent("SAM-13", "SAM-13", b.stoettebehov[-1], "STOETTEBEHOVSNIVEAU")


@regel("SAM-14", "fulgt", TABEL, har_fri)
def samme_score_to_gange(s: Skaber, b: Borger, y: Ydelse) -> None:
    b.scorer.append(replace(frie(b)[-1]))
    b.vent("SAM-14", "SAM-14", b.scorer[-1], "FFB_TEMA_UUID")


@regel("SAM-15", "fulgt", TABEL, har_fri)
def to_niveauer_samme_dag(s: Skaber, b: Borger, y: Ydelse) -> None:
    sidste = frie(b)[-1]
    b.scorer.append(replace(sidste, niveau=3 if sidste.niveau == 2 else 2))
    sidste.niveau = 3 if sidste.niveau not in (2, 3) else sidste.niveau
    b.vent("SAM-15", "SAM-15", b.scorer[-1], "FUNKTIONSEVNENIVEAU")


@regel("SAM-18", "fulgt")
def to_behov_samme_dag(s: Skaber, b: Borger, y: Ydelse) -> None:
    sidste = b.stoettebehov[-1]
    b.stoettebehov.append(Stoettebehov(sidste.niveau - 1 or 2, sidste.dato))
    b.vent("SAM-18", "SAM-18", b.stoettebehov[-1], "STOETTEBEHOVSNIVEAU")


@regel("SAM-26", "fulgt")
def samme_tema_to_gange(s: Skaber, b: Borger, y: Ydelse) -> None:
    b.temaer.append(replace(b.temaer[0]))
    b.vent("SAM-26", "SAM-26", b.temaer[-1], "FFB_TEMA_UUID")
