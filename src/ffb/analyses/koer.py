"""Run analyses over delivered tables: one engine made ready once, then any number of choices.

Opinion taken: the engine's period is all of time; an analysis' own period is in `analyse_valg`. What no
choice changes (`fast = true` in a view's header) is kept between choices.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from ffb.analyses.hoved import Analyse
from ffb.analyses.resultat import Analyseresultat, build_resultat
from ffb.analyses.valg import Analysevalg
from ffb.begreber import find_kommune
from ffb.engine.koersel import Opsaetning, Tabelkilde, is_lille, prepare_motor
from ffb.engine.motor import Motor
from ffb.engine.sqlfil import load_sqlfiler
from ffb.engine.udsat import ORD
from ffb.model.mapning import Mapning
from ffb.model.referencer import reference_arrow
from ffb.rules.normer import find_normer
from ffb.sprog import Dansk, _, dato

ALTID = (date(1900, 1, 1), date(2999, 12, 31))
TABELORD: dict[str, Dansk] = {
    "fsiii_ydelse": "FSIII-ydelser (fsiii_ydelse)",
    "beskaeftigelse": "beskæftigelse (beskaeftigelse)",
    "regnskab": "regnskab (regnskab)",
}


@dataclass(slots=True)
class Analysegrundlag:
    """A prepared engine and whose data it holds.

    Args:
        dag: the day the data are judged on: `pr_dato`, else that of the newest leverance.
        kommuner: kommunekoder met, '' where a leverance names none.
    """

    motor: Motor
    dag: date
    kommuner: tuple[str, ...]
    gem: bool
    _valgt: Analysevalg | None = field(default=None)
    _tomme: dict[str, bool] = field(default_factory=dict)

    @property
    def navn(self) -> str:
        """Whose data: the kommune's name, or how many there are."""
        if len(self.kommuner) != 1:
            return _("{antal} kommuner", antal=len(self.kommuner))
        kommune = find_kommune(self.kommuner[0])
        return kommune.navn if kommune else _("Kommune ikke oplyst")

    @property
    def demo(self) -> bool:
        """True where the data are made up."""
        return any(k.demo for k in map(find_kommune, self.kommuner) if k)

    def koer(self, analyse: Analyse, valg: Analysevalg) -> Analyseresultat:
        """The answer of `analyse` for `valg`; an empty one says why (`tom`)."""
        mangler = [t for t in analyse.kraever if self._er_tom(t)]
        svar: dict[str, list[dict[str, Any]]] = {}
        if not mangler:
            self._vaelg(valg)
            svar = {del_: list(self.motor.query(sql).dicts()) for del_, sql in analyse.sql.items()}
        tom = self._hvorfor_tom(analyse, valg, mangler, svar)
        return build_resultat(analyse, valg, svar, tom=tom, mangler=mangler, dag=self.dag, hvem=self.navn)

    def _dag(self, valg: Analysevalg) -> date:
        return min(self.dag, valg.periode_til)

    def _vaelg(self, valg: Analysevalg) -> None:
        valg = replace(valg, opdeling=None)
        if valg == self._valgt:
            return
        raekker = {"analyse_valg": [valg.raekke(self._dag(valg))], "analyse_filter": valg.filterraekker()}
        for navn, indhold in raekker.items():
            self.motor.load(navn, reference_arrow(navn, indhold))
        _define(self.motor, faste=False, gem=self.gem)
        self._valgt = valg

    def _er_tom(self, tabel: str) -> bool:
        """No row that counts in a table of the model."""
        if tabel not in self._tomme:
            navn = f"gaeldende_{tabel}"
            sql = f"SELECT COUNT(*) AS antal FROM {navn}"  # noqa: S608 - a name of our own
            self._tomme[tabel] = not self.motor.query(sql).raekker[0][0]
        return self._tomme[tabel]

    def _hvorfor_tom(
        self,
        analyse: Analyse,
        valg: Analysevalg,
        mangler: Sequence[str],
        svar: Mapping[str, list[dict[str, Any]]],
    ) -> str | None:
        """Why there is nothing to show: the first step at which nothing is left."""
        if mangler and analyse.borger:
            return _("Om borgeren er der ikke registreret noget af det, analysen viser.")
        if mangler:
            navne = ", ".join(_(TABELORD.get(t, t)) for t in mangler)
            return _(
                "Leverancerne har ingen rækker om {tabeller}. Uden dem kan analysen ikke laves.",
                tabeller=navne,
            )
        if valg.periode_fra > self.dag:
            return _(
                "Perioden begynder efter den seneste leverance ({dag}), så der er ingen data om den.",
                dag=dato(self.dag),
            )
        if svar["raekker"]:
            return None
        if analyse.borger:
            return _("Om borgeren er der i perioden ikke registreret noget af det, analysen viser.")
        if not self._tael("SELECT COUNT(*) AS antal FROM analyse_ydelse_alle"):
            return _("Leverancerne har ingen FFB-relevante ydelser.")
        if not self._tael("SELECT COUNT(*) AS antal FROM analyse_ydelse"):
            if valg.filtre:
                return _("Ingen borgere er i udvalget. Fjern et filter, eller vælg en anden periode.")
            return _("Ingen FFB-relevante ydelser løber i perioden. Vælg en anden periode.")
        return _("Borgerne i udvalget har ingen af de oplysninger, analysen viser.")

    def _tael(self, sql: str) -> int:
        antal: int = self.motor.query(sql).raekker[0][0]
        return antal


def prepare_analyser(
    motor: Motor,
    kilder: Mapping[str, Tabelkilde],
    mapning: Sequence[Mapning] | None,
    opsaetning: Opsaetning,
) -> Analysegrundlag:
    """Make `motor` (an empty one) ready over every start in the data.

    Args:
        kilder: Arrow tables or Parquet files under their stored names; absent ones count as empty.
        opsaetning: its period is not used; an analysis has its own.
    """
    altid = replace(opsaetning, periode_fra=ALTID[0], periode_til=ALTID[1])
    prepare_motor(motor, dict(kilder), mapning, altid)
    motor.load("analyse_norm", reference_arrow("analyse_norm", find_normer(opsaetning.normer)))
    gem = motor.gemmer_billigt and is_lille(dict(kilder))
    _define(motor, faste=True, gem=gem)
    koder = motor.query(
        "SELECT kommune_kode FROM leverance_betjener "
        "UNION SELECT kommune_kode FROM ydelse_talt WHERE NOT fremmed"
    )
    kommuner = sorted({r[0] or "" for r in koder.raekker})
    if opsaetning.kommune:
        kommuner = [k for k in kommuner if k == opsaetning.kommune]
    navngivne = [k for k in kommuner if k]
    nyeste = motor.query("SELECT MAX(CAST(tid AS DATE)) AS dag FROM leverance_brugt").raekker[0][0]
    dag = opsaetning.pr_dato or nyeste or ALTID[0]
    return Analysegrundlag(motor, dag, tuple(navngivne or kommuner), gem)


def find_navne(analyser: Sequence[Analyse]) -> set[str]:
    """Every word of the texts of these analyses and of the views they share: among them what they read."""
    tekster = [f.sql for f in load_sqlfiler("ffb.analyses", "sql")]
    tekster += [sql for a in analyser for sql in a.sql.values()]
    kraevet = {f"gaeldende_{t}" for a in analyser for t in a.kraever}
    return {ord_ for tekst in tekster for ord_ in ORD.findall(tekst)} | kraevet | {"leverance_betjener"}


def _define(motor: Motor, *, faste: bool, gem: bool) -> None:
    for fil in load_sqlfiler("ffb.analyses", "sql"):
        if bool(fil.hoved.get("fast")) == faste:
            motor.define(fil.navn, fil.sql, gem=gem or bool(fil.hoved.get("gem")))
