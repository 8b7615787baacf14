"""The answer of an analysis: the one object that page, picture, table and file are made of.

Opinion taken: figures are final here. SQL counts and sums; shares and means are divided here, once, in
Decimal, half up. The sentence is filled from the same rows, so it cannot say anything else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ffb.analyses.hoved import Analyse, Kolonnehoved
from ffb.analyses.saetning import build_saetning
from ffb.analyses.valg import Analysevalg
from ffb.begreber.soeg import fold
from ffb.errors import BrugsFejl
from ffb.rapport.resultat import Kolonne, Rapporttabel
from ffb.rapport.tabeller import andel
from ffb.sprog import _, antal_ord, dato, sprog

Raekke = dict[str, Any]
POPULATION = ("population", "borgere")  # columns that say how many citizens a row speaks of


@dataclass(frozen=True, slots=True)
class Daekning:
    """How much of the data an answer rests on: `antal` of `af`."""

    maal: str
    tekst: str
    antal: int
    af: int

    @property
    def andel(self) -> Decimal | None:
        """Percent, one decimal; None of nothing."""
        return andel(self.antal, self.af)


@dataclass(slots=True)
class Analyseresultat:
    """One analysis answered for one choice.

    Args:
        tabel: every row, all divisions.
        vist: the rows of the division shown; the chart and the table under it.
        opdeling: the division shown, None where there is only one.
        opdelinger: (value, words) of those to choose from.
        saetning: what the data say, in one sentence.
        tom: why there is nothing to show; None where there is.
        mangler: tables it needs that hold no row.
        noter: what a reader must know before trusting the figures.
        dag: the day the data are judged on.
    """

    analyse: Analyse
    valg: Analysevalg
    tabel: Rapporttabel
    vist: Rapporttabel
    saetning: str
    daekning: list[Daekning]
    opdeling: str | None = None
    opdelinger: list[tuple[str, str]] = field(default_factory=list)
    tom: str | None = None
    mangler: list[str] = field(default_factory=list)
    noter: list[str] = field(default_factory=list)
    dag: date = date.min
    hvem: str = ""  # whose data: a kommune, or how many

    @property
    def titel(self) -> str:
        """The question."""
        return self.analyse.tekst().titel

    @property
    def udvalg(self) -> list[tuple[str, str]]:
        """(label, words): whose data, period, filters and the division shown."""
        ud = [(_("Data fra"), self.hvem)] if self.hvem else []
        ud += [par for par in self.valg.vis() if par[1] != self.hvem]
        if self.opdeling is not None:
            ud.append((_("Viser"), dict(self.opdelinger).get(self.opdeling, self.opdeling)))
        return ud


def build_resultat(
    analyse: Analyse,
    valg: Analysevalg,
    svar: Mapping[str, list[Raekke]],
    *,
    tom: str | None,
    mangler: list[str],
    dag: date,
    hvem: str = "",
) -> Analyseresultat:
    """Shares, words and sentence of the answers `svar` (by part: `raekker`, `daekning`).

    Raises:
        BrugsFejl: the division asked for is not in the answer.
    """
    raekker = [_regn(analyse, r) for r in svar.get("raekker", [])]
    daekning = [
        Daekning(d["maal"], analyse.tekst().daekning[d["maal"]], d["antal"], d["af"])
        for d in svar.get("daekning", [])
    ]
    opdelinger = _opdelinger(analyse, raekker)
    valgt = _vaelg_opdeling(analyse, valg, opdelinger)
    viste = [r for r in raekker if analyse.opdeling is None or r[analyse.opdeling.kolonne] == valgt]
    viste = [_oversaet(analyse, r) for r in viste]
    if tom:
        raekker, viste = [], []
    saetning = tom or build_saetning(analyse, viste, {d.maal: d for d in daekning})
    return Analyseresultat(
        analyse,
        valg,
        _tabel(analyse, [_oversaet(analyse, r) for r in raekker], alle=True),
        _tabel(analyse, viste, alle=False, svar=saetning),
        saetning,
        daekning,
        valgt,
        opdelinger,
        tom,
        mangler,
        _noter(analyse, viste, valg, dag),
        dag,
        hvem,
    )


def _regn(analyse: Analyse, raekke: Raekke) -> Raekke:
    """The row with what is divided; every column of the header, nothing else."""
    return {k.navn: _regn_celle(k, raekke) for k in analyse.kolonner}


def _regn_celle(k: Kolonnehoved, raekke: Raekke) -> Any:
    if k.naevner is None:
        return raekke[k.navn]
    taeller, naevner = raekke[k.taeller or k.navn], raekke[k.naevner]
    if taeller is None or naevner is None:
        return None
    return andel(taeller, naevner) if k.type == "andel" else gennemsnit(taeller, naevner)


def gennemsnit(total: int | Decimal, antal: int) -> Decimal | None:
    """Two decimals, half up; None of nothing."""
    if not antal:
        return None
    return (Decimal(total) / Decimal(antal)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _oversaet(analyse: Analyse, raekke: Raekke) -> Raekke:
    """Words the SELECT returns, in the language in use; codes and terms stay."""
    ord_ = analyse.tekst().ord
    tekster = {k.navn for k in analyse.kolonner if k.type == "tekst"}
    return {n: ord_.get(v, v) if n in tekster and isinstance(v, str) else v for n, v in raekke.items()}


def _opdelinger(analyse: Analyse, raekker: list[Raekke]) -> list[tuple[str, str]]:
    """The values there are to choose from: the fixed order first, else the standard one and the rest."""
    o = analyse.opdeling
    if o is None:
        return []
    fundne = dict.fromkeys(r[o.kolonne] for r in raekker)
    foran = [v for v in (o.raekkefoelge or (o.standard,)) if v in fundne]
    ordnet = [*foran, *(v for v in fundne if v not in foran)]
    ord_ = analyse.tekst().ord
    return [(v, ord_.get(v, v)) for v in ordnet]


def _vaelg_opdeling(analyse: Analyse, valg: Analysevalg, mulige: list[tuple[str, str]]) -> str | None:
    o = analyse.opdeling
    if o is None or not mulige:
        return None
    if valg.opdeling is None:
        return o.standard if o.standard in dict(mulige) else mulige[0][0]
    sagt = fold(valg.opdeling)
    for vaerdi, ord_ in mulige:
        if sagt in (fold(vaerdi), fold(ord_)):
            return vaerdi
    raise BrugsFejl(
        _("Opdelingen findes ikke her. Vælg mellem {mulige}.", mulige=", ".join(o for _v, o in mulige))
    )


def _tabel(analyse: Analyse, raekker: list[Raekke], *, alle: bool, svar: str = "") -> Rapporttabel:
    skjult = set() if alle else {k.navn for k in analyse.kolonner if k.skjult}
    if analyse.opdeling and not alle:
        skjult.add(analyse.opdeling.kolonne)
    kolonner = tuple(
        Kolonne(k.navn, k.titel[sprog()], k.type) for k in analyse.kolonner if k.navn not in skjult
    )
    tekst = analyse.tekst()
    return Rapporttabel(
        analyse.id, tekst.titel, kolonner, raekker, svar, (tekst.definition,), persondata=analyse.borger
    )


def _noter(analyse: Analyse, raekker: list[Raekke], valg: Analysevalg, dag: date) -> list[str]:
    """A warning where the period is not over, and where few citizens are behind the figures."""
    noter = []
    if raekker and dag < valg.periode_til:
        noter.append(_("Data rækker til {dag}: perioden er ikke slut.", dag=dato(dag)))
    navn = next((n for n in POPULATION if raekker and n in raekker[0]), None)
    antal = max((r[navn] or 0 for r in raekker), default=0) if navn else 0
    if not navn or antal >= analyse.minimum:
        return noter
    return [
        *noter,
        antal_ord(
            antal,
            "Kun {antal} borger er i udvalget: tallene siger intet om andre.",
            "Kun {antal} borgere er i udvalget: tallene siger intet om andre.",
        ),
    ]
