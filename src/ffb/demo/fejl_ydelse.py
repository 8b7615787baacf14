"""Plantings on ydelser, indsatser, målgrupper and who the citizen is: ID, KOD, DAT, K25-08 and SAM-16–24."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from ffb.demo.mapning import HOVEDKODE
from ffb.demo.model import Borger, Celle, Score, Stoettebehov, Tema, Ydelse
from ffb.demo.plantning_tid import flyt_start, skift_par
from ffb.demo.progression import LEVERET, make_progression
from ffb.demo.regelfejl import ALLE, TABEL, bundet, har_koder, regel, tag
from ffb.demo.verden import Skaber

DAG = timedelta(days=1)


# -- the person ----------------------------------------------------------------------------------------------
def _foedt(s: Skaber, b: Borger, aar: int) -> None:
    b.cpr, b.foedselsaar, b.koen = s.numre.nyt(s.tilf, 2025 - aar)


def _startaar(y: Ydelse) -> int:
    assert y.start is not None
    return y.start.year


@regel("ID-01", "fulgt", ALLE)
def under_18(s: Skaber, b: Borger, y: Ydelse) -> None:
    _foedt(s, b, _startaar(y) - 17)
    b.vent("ID-01", "ID-01", y, "STARTDATO")


@regel("ID-02", "fulgt", ALLE)
def foedt_efter_start(s: Skaber, b: Borger, y: Ydelse) -> None:
    _foedt(s, b, _startaar(y) + 1)
    b.vent("ID-02", "ID-02", y, "STARTDATO")


@regel("ID-03", "fulgt", ALLE)
def over_110(s: Skaber, b: Borger, y: Ydelse) -> None:
    _foedt(s, b, _startaar(y) - 111)
    b.vent("ID-03", "ID-03", y, None)


# -- ids and places ------------------------------------------------------------------------------------------
@regel("ID-04", "tynd")
def p_nummer(s: Skaber, b: Borger, y: Ydelse) -> None:
    y.p_nummer = "90010"
    b.vent("ID-04", "ID-04", y, "P_NUMMER")


@regel("ID-05", "tynd")
def afdeling(s: Skaber, b: Borger, y: Ydelse) -> None:
    y.afdeling_uuid = "afdeling 7"
    b.vent("ID-05", "ID-05", y, "AFDELING_UUID")


@regel("ID-07", "tynd")
def uden_sagsnummer(s: Skaber, b: Borger, y: Ydelse) -> None:
    b.celler += [Celle("ydelse", y, "SAGSNUMMER", ""), Celle("indsats", y.indsats, "SAGSNUMMER", "")]
    b.vent("ID-07", "ID-07", y, "SAGSNUMMER")


@regel("ID-08", "fulgt", ("csv", "xlsx"), bundet)
def to_borgere_samme_id(s: Skaber, b: Borger, y: Ydelse) -> None:
    anden = tag(s, "fulgt", bundet)
    if anden is None:
        return
    y2 = anden.ydelser[0]
    anden.celler.append(Celle("ydelse", y2, "YDELSE_ID", y.ydelse_id))
    for rang in range(1, len(y2.maalgrupper) + 1):
        raekke = ("maalgruppe", y2.ydelse_id, rang)
        anden.celler.append(Celle("maalgruppe", raekke, "YDELSE_ID", y.ydelse_id))
    b.vent("ID-08", "ID-08", y, "YDELSE_ID")
    anden.vent("ID-08", "ID-08", y2, "YDELSE_ID")


@regel("ID-09", "fulgt", ("csv", "xlsx"))
def samme_id_to_gange(s: Skaber, b: Borger, y: Ydelse) -> None:
    ny = _ydelse_til(s, b, y, 150)
    b.celler.append(Celle("ydelse", ny, "YDELSE_ID", y.ydelse_id))
    ny.maalgrupper = []
    b.vent("ID-09", "ID-09", y, "YDELSE_ID")
    b.vent("ID-09", "ID-09", ny, "YDELSE_ID")


def _ydelse_til(s: Skaber, b: Borger, y: Ydelse, dage: int) -> Ydelse:
    """Another legal ydelse of the same indsats, begun some days later but before 2025."""
    andre = [p for p in s.lov.lovlige if p.tilbud == y.par.tilbud and p.ydelse != y.par.ydelse]
    assert y.start is not None
    start = min(y.start + dage * DAG, date(2024, 12, 20))
    ny = s.ydelse(b, s.tilf.choice([p for p in andre if p.paragraf == y.par.paragraf]), start)
    ny.slut, ny.indsats, ny.maalgrupper = None, y.indsats, list(y.maalgrupper)
    return ny


@regel("ID-10", "tynd")
def samme_sagsnummer(s: Skaber, b: Borger, y: Ydelse) -> None:
    anden = tag(s, "tynd")
    if anden is None:
        return
    y2 = anden.ydelser[0]
    anden.celler.append(Celle("ydelse", y2, "SAGSNUMMER", y.indsats.sagsnummer))
    b.vent("ID-10", "ID-10", y, "SAGSNUMMER")
    anden.vent("ID-10", "ID-10", y2, "SAGSNUMMER")


@regel("ID-11", "tynd")
def uden_indsats(s: Skaber, b: Borger, y: Ydelse) -> None:
    b.celler.append(Celle("ydelse", y, "INDSATS_ID", f"I{s.plan.kode}-999999"))
    b.vent("ID-11", "ID-11", y, "INDSATS_ID")


# -- codes ---------------------------------------------------------------------------------------------------
def _kode(s: Skaber, art: str) -> str:
    return str(s.tilf.choice(s.katalog.art(art)).kode)


@regel("KOD-04", "tynd", TABEL, har_koder)
def tilbud_er_maalgruppe(s: Skaber, b: Borger, y: Ydelse) -> None:
    y.tilbud_kode = _kode(s, "maalgruppe")
    b.vent("KOD-04", "KOD-04", y, "FFB_TILBUD_UUID")


def _maalgruppe(b: Borger, y: Ydelse, regel_id: str, kode: str) -> None:
    y.maalgrupper = [kode]
    b.vent(regel_id, regel_id, ("maalgruppe", y.ydelse_id, 1), "FFB_MAALGRUPPE_UUID")


@regel("KOD-05", "fulgt")
def ukendt_maalgruppe(s: Skaber, b: Borger, y: Ydelse) -> None:
    _maalgruppe(b, y, "KOD-05", s.uuid())


@regel("KOD-06", "fulgt")
def maalgruppe_overskrift(s: Skaber, b: Borger, y: Ydelse) -> None:
    _maalgruppe(b, y, "KOD-06", _kode(s, "maalgruppe_gruppe"))


@regel("KOD-07", "fulgt")
def maalgruppe_er_tema(s: Skaber, b: Borger, y: Ydelse) -> None:
    _maalgruppe(b, y, "KOD-07", next(k for k in s.ff if s.katalog.find(k).art == "ff_undertema"))  # type: ignore[union-attr]


@regel("KOD-08", "fulgt")
def maalgruppe_er_ydelse(s: Skaber, b: Borger, y: Ydelse) -> None:
    _maalgruppe(b, y, "KOD-08", y.par.ydelse)


@regel("KOD-25", "tynd", ("csv", "zip"), har_koder)
def dst_ligner_tal(s: Skaber, b: Borger, y: Ydelse) -> None:
    b.celler.append(Celle("ydelse", y, "DST_YDELSE", "1,12"))
    b.vent("KOD-25", "KOD-25", y, "DST_YDELSE")


@regel("K25-08", "kommende")
def uden_koder_naeste_aar(s: Skaber, b: Borger, y: Ydelse) -> None:
    y.ydelse_kode = None
    b.vent("K25-08", "K25-08", y, "FFB_YDELSE_UUID")


# -- dates ---------------------------------------------------------------------------------------------------
def _raa(b: Borger, y: Ydelse, regel_id: str, kolonne: str, tekst: str) -> None:
    b.celler.append(Celle("ydelse", y, kolonne, tekst))
    b.vent(regel_id, regel_id, y, kolonne)


@regel("DAT-01", "tynd")
def slut_foer_start(s: Skaber, b: Borger, y: Ydelse) -> None:
    assert y.start is not None
    _raa(b, y, "DAT-01", "SLUTDATO", (y.start - 10 * DAG).isoformat())


@regel("DAT-02", "tynd")
def uden_start(s: Skaber, b: Borger, y: Ydelse) -> None:
    _raa(b, y, "DAT-02", "STARTDATO", "")


@regel("DAT-03", "kommende")
def start_i_fremtiden(s: Skaber, b: Borger, y: Ydelse) -> None:
    flyt_start(s, b, y, LEVERET + 3 * DAG)
    b.vent("DAT-03", "DAT-03", y, "STARTDATO")


@regel("DAT-04", "tynd")
def slut_er_pladsholder(s: Skaber, b: Borger, y: Ydelse) -> None:
    _raa(b, y, "DAT-04", "SLUTDATO", "2099-12-31")


@regel("DAT-05", "tynd", ("csv", "xlsx"))
def start_meget_gammel(s: Skaber, b: Borger, y: Ydelse) -> None:
    _foedt(s, b, 1945)
    _raa(b, y, "DAT-05", "STARTDATO", "1970-01-01")


@regel("DAT-15", "ophoert", TABEL)
def tema_efter_ophoer(s: Skaber, b: Borger, y: Ydelse) -> None:
    assert y.slut is not None
    nyt = next(k for k in s.ff if k not in {t.kode for t in b.temaer})
    b.temaer.append(Tema(nyt, y.slut + 20 * DAG))
    b.vent("DAT-15", "DAT-15", b.temaer[-1], "DATO")


@regel("DAT-16", "ophoert", ALLE)
def score_efter_ophoer(s: Skaber, b: Borger, y: Ydelse) -> None:
    assert y.slut is not None
    sidste = b.scorer[-1]
    b.scorer.append(Score(sidste.kode, sidste.niveau, y.slut + 40 * DAG))
    b.vent("DAT-16", "DAT-16", b.scorer[-1], "DATO")


@regel("DAT-17", "ophoert", ALLE)
def stoettebehov_efter_ophoer(s: Skaber, b: Borger, y: Ydelse) -> None:
    assert y.slut is not None
    b.stoettebehov.append(Stoettebehov(b.stoettebehov[-1].niveau, y.slut + 40 * DAG))
    b.vent("DAT-17", "DAT-17", b.stoettebehov[-1], "DATO")


@regel("DAT-21", "ophoert")
def planlagt_foer_start(s: Skaber, b: Borger, y: Ydelse) -> None:
    y.indsats.planlagt_opfoelgning = y.indsats.start - 10 * DAG
    b.vent("DAT-21", "DAT-21", y.indsats, "PLANLAGT_OPFOELGNING")


@regel("DAT-22", "tynd")
def indsats_slut_foer_start(s: Skaber, b: Borger, y: Ydelse) -> None:
    b.celler.append(Celle("indsats", y.indsats, "SLUTDATO", (y.indsats.start - 5 * DAG).isoformat()))
    b.vent("DAT-22", "DAT-22", y.indsats, "SLUTDATO")


# -- målgruppe -----------------------------------------------------------------------------------------------
@regel("SAM-09", "fulgt", TABEL, bundet)
def ingen_primaer(s: Skaber, b: Borger, y: Ydelse) -> None:
    y.maalgrupper = y.maalgrupper[:1]
    raekke = ("maalgruppe", y.ydelse_id, 1)
    b.celler.append(Celle("maalgruppe", raekke, "RANG", "2"))
    b.vent("SAM-09", "SAM-09", raekke, "RANG")


@regel("SAM-10", "fulgt", TABEL, bundet)
def to_primaere(s: Skaber, b: Borger, y: Ydelse) -> None:
    foerste = y.maalgrupper[0]
    y.maalgrupper = [foerste, next(m.kode for m in s.katalog.art("maalgruppe") if m.kode != foerste)]
    raekke = ("maalgruppe", y.ydelse_id, 2)
    b.celler.append(Celle("maalgruppe", raekke, "RANG", "1"))
    b.vent("SAM-10", "SAM-10", raekke, "RANG")


@regel("SAM-23", "fulgt", TABEL, bundet)
def maalgruppe_uden_ydelse(s: Skaber, b: Borger, y: Ydelse) -> None:
    y.maalgrupper = y.maalgrupper[:1]
    raekke = ("maalgruppe", y.ydelse_id, 1)
    b.celler.append(Celle("maalgruppe", raekke, "YDELSE_ID", f"Y{s.plan.kode}-999999"))
    b.vent("SAM-23", "SAM-23", raekke, "YDELSE_ID")


# -- the same twice ------------------------------------------------------------------------------------------
def _kopi(s: Skaber, b: Borger, y: Ydelse, start: date) -> Ydelse:
    ny = replace(y, ydelse_id=s.nyt_id("Y"), start=start, maalgrupper=list(y.maalgrupper))
    ny.dom = replace(y.dom)
    b.ydelser.append(ny)
    return ny


@regel("SAM-16", "fulgt", ALLE)
def samme_ydelse_to_gange(s: Skaber, b: Borger, y: Ydelse) -> None:
    assert y.start is not None
    b.vent("SAM-16", "SAM-16", _kopi(s, b, y, y.start), "YDELSE_ID")


@regel("SAM-17", "fulgt", ALLE)
def ydelser_overlapper(s: Skaber, b: Borger, y: Ydelse) -> None:
    assert y.start is not None
    start = min(y.start + 30 * DAG, date(2024, 12, 31))
    b.vent("SAM-17", "SAM-17", _kopi(s, b, y, start), "STARTDATO")


@regel("SAM-19", "ny", ALLE)
def langt_82b(s: Skaber, b: Borger, y: Ydelse) -> None:
    skift_par(y, s.tilf.choice(s.lov.med("§82b")), dst=HOVEDKODE["§82b"] if s.med_dst else None)
    start = s.dag(date(2025, 1, 3), date(2025, 4, 1))
    flyt_start(s, b, y, start, start + 250 * DAG)
    b.vent("SAM-19", "SAM-19", y, "SLUTDATO")


@regel("SAM-24", "fulgt")
def to_ophold(s: Skaber, b: Borger, y: Ydelse) -> None:
    skift_par(y, s.lov.med("§107")[0], dst=HOVEDKODE["§107"])
    assert y.start is not None
    ny = s.ydelse(b, s.lov.med("§108")[-1], min(y.start + 20 * DAG, date(2024, 12, 31)))
    ny.slut = ny.indsats.slut = None
    make_progression(s, b)
    b.vent("SAM-24", "SAM-24", ny, "STARTDATO")


# -- the end -------------------------------------------------------------------------------------------------
def _afslut(s: Skaber, b: Borger, y: Ydelse) -> None:
    """Ended in the autumn of 2025 after some months."""
    start = s.dag(date(2025, 2, 1), date(2025, 6, 1))
    flyt_start(s, b, y, start, start + 120 * DAG)
    b.opfoelgninger = b.opfoelgninger[-1:]  # the result


@regel("SAM-20", "ny", ALLE)
def uden_slutscore(s: Skaber, b: Borger, y: Ydelse) -> None:
    _afslut(s, b, y)
    b.scorer = [x for x in b.scorer if x.dato == b.runder[0]]
    b.maal = [m for m in b.maal if m.dato == b.runder[0]]
    b.vent("SAM-20", "SAM-20", y, "FUNKTIONSEVNENIVEAU")


@regel("SAM-21", "ny", ALLE)
def uden_slutstoettebehov(s: Skaber, b: Borger, y: Ydelse) -> None:
    _afslut(s, b, y)
    b.stoettebehov = b.stoettebehov[:1]
    b.vent("SAM-21", "SAM-21", y, "STOETTEBEHOVSNIVEAU")


@regel("SAM-22", "ny")
def uden_resultat(s: Skaber, b: Borger, y: Ydelse) -> None:
    _afslut(s, b, y)
    b.opfoelgninger = []
    b.vent("SAM-22", "SAM-22", y, "RESULTAT")
