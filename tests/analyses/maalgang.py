"""Goals with their ydelser and how they went, in plain loops. Source: 5-viden V04, V05; OPF-02."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from analyses.progression import NIVEAUER, Vurdering, efter_forloeb, make_ad, tema_med
from analyses.udvalg import Borger, Udvalg, Ydelsesrad, find_kommuner, husk, load_overtemaer
from orakel.koder import DATA, load_koder
from orakel.koder import _raekker as laes_csv
from orakel.leverancer import Gruppe, find_raekker

TIDLIG = timedelta(days=30)


@dataclass(slots=True)
class Maal:
    """One goal of the choice. `maaltype` is '' where it is not known; `ydelser` are those of the choice."""

    kommune: str
    borger_id: int
    tema: str | None
    maaltype: str
    forventet: int | None
    aktuelt: int | None
    dato: date
    opfoelges: date | None
    ydelser: list[Ydelsesrad] = field(default_factory=list)
    afledt: bool = False

    @property
    def borger(self) -> Borger:
        return self.kommune, self.borger_id


@cache
def load_maaltyper() -> dict[str, str]:
    """Code -> udvikle, fastholde or begraense."""
    raekker = laes_csv(DATA / "ffb" / "2023-05.csv")
    return {r["kode"]: r["kortnavn"] for r in raekker if r["art"] == "maaltype"}


@husk
def make_maal(u: Udvalg) -> list[Maal]:
    """Goals of the choice's citizens set by its day."""
    ud = []
    for gruppe in u.grupper:
        indsatser = defaultdict(set)
        for h in find_raekker(gruppe, u.tabeller, "indsats_maal"):
            indsatser[h["maal_id"]].add(h["indsats_id"])
        foerst = _find_foerst_set(u, gruppe)
        for r in find_raekker(gruppe, u.tabeller, "indsatsmaal"):
            paa = ({r["indsats_id"]} | indsatser.get(r["maal_id"], set())) - {None}
            for kommune in find_kommuner(gruppe):
                maal = _make(u, kommune, r, r["dato"] or foerst.get(r["maal_id"]))
                if maal is not None:
                    _set_ydelser(u, gruppe, maal, paa)
                    ud.append(maal)
    return ud


def _find_foerst_set(u: Udvalg, gruppe: Gruppe) -> dict[str, date]:
    tider = defaultdict(list)
    for r in u.tabeller["indsatsmaal_version"]:
        if r["leverance_id"] in gruppe.ider:
            tider[r["maal_id"]].append(r["version_tid"])
    return {maal_id: min(t).date() for maal_id, t in tider.items()}


def _make(u: Udvalg, kommune: str, r: dict[str, Any], dato: date | None) -> Maal | None:
    tema = r["tema_kode"] if load_koder().art.get(r["tema_kode"] or "") == "ad_undertema" else None
    overtema = load_overtemaer()[tema] if tema else None
    if (kommune, r["borger_id"]) not in u.borgere or dato is None or dato > u.dag:
        return None
    if not tema_med(u, tema, overtema):
        return None
    forventet = r["forventet_niveau"] if r["forventet_niveau"] in NIVEAUER else None
    aktuelt = r["aktuelt_niveau"] if r["aktuelt_niveau"] in NIVEAUER else None
    maaltype = load_maaltyper().get(r["maaltype_kode"] or "", "")
    return Maal(kommune, r["borger_id"], tema, maaltype, forventet, aktuelt, dato, r["opfoelgningsdato"])


def _set_ydelser(u: Udvalg, gruppe: Gruppe, maal: Maal, paa: set[str]) -> None:
    """Its indsats' ydelser; only where there are none at all, those that ran on its date."""
    hendes = [y for y in u.alle_ydelser if y.borger == maal.borger]
    knyttet = [y for y in hendes if y.kilde.gruppe is gruppe and y.kilde.indsats_id in paa]
    if not knyttet:
        maal.afledt = True
        knyttet = [y for y in hendes if y.start <= maal.dato and (y.slut is None or y.slut >= maal.dato)]
    med = {id(y) for y in u.ydelser}
    maal.ydelser = [y for y in knyttet if id(y) in med]


@dataclass(slots=True)
class Udfald:
    """How a goal went: see `udfald` of the view; `start`, `seneste` are levels 0–4."""

    maal: Maal
    start: int | None
    seneste: int | None
    udfald: str

    @property
    def maalt(self) -> bool:
        return self.udfald in ("bedre", "som_ventet", "vaerre")


@husk
def make_udfald(u: Udvalg) -> list[Udfald]:
    """Every goal of the choice with its outcome."""
    scorer = efter_forloeb(v for v in make_ad(u) if v.scoret)
    opfulgt: dict[Borger, list[date]] = defaultdict(list)
    for gruppe in u.grupper:
        for r in find_raekker(gruppe, u.tabeller, "opfoelgning"):
            for kommune in find_kommuner(gruppe):
                opfulgt[kommune, r["borger_id"]] += [r["dato"]] if r["dato"] else []
    return [
        _bedoem(m, scorer.get((m.borger, m.tema or ""), []), opfulgt[m.borger], u.dag) for m in make_maal(u)
    ]


def _bedoem(m: Maal, scorer: list[Vurdering], opfulgt: list[date], dag: date) -> Udfald:
    frister = [d for d in (*opfulgt, m.opfoelges) if d is not None and d > m.dato]
    frist = min(frister, default=None)
    foer = [v.niveau for v in scorer if v.dato is not None and v.dato <= m.dato]
    efter = [
        v.niveau
        for v in scorer
        if v.dato is not None and v.dato > m.dato and frist is not None and v.dato >= frist - TIDLIG
    ]
    start = m.aktuelt if m.aktuelt is not None else (foer or [None])[-1]
    seneste = (efter or [None])[-1]
    if m.forventet is None:
        udfald = "uden_forventet"
    elif seneste is not None:
        forskel = seneste - m.forventet
        udfald = "bedre" if forskel < 0 else "vaerre" if forskel > 0 else "som_ventet"
    else:
        udfald = "venter" if frist is None or frist > dag else "mangler"
    return Udfald(m, start, seneste, udfald)
