"""Build the report of every kommune in the data, in one pass over the tables.

Opinion taken: every SQL text answers for all kommuner at once and Python deals the rows out, so DST's
98 reports cost one scan, not 98.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from ffb import __version__
from ffb.begreber import fag_version_list, find_kommune
from ffb.engine import Motor
from ffb.engine.duckdb import DuckDB
from ffb.engine.koersel import Opsaetning, Tabelkilde, dst_tabel, load_kvartaler, prepare_motor
from ffb.engine.sqlfil import load_sqlfiler
from ffb.formats.grundlag import Mapning
from ffb.rapport import tabeller as t
from ffb.rapport.lister import Lovlige, build_cpr_liste_1, build_cpr_liste_2
from ffb.rapport.resultat import Rapport, Rapporttabel
from ffb.rapport.tekster import NIVEAU
from ffb.sprog import Dansk, _, antal_ord

__all__ = ["Opsaetning", "build_rapporter", "query_tabeller"]

Raekke = dict[str, Any]
TAL = (
    "uden_dst_kode",
    "afledt_dst_kode",
    "ukendt_dst_kode",
    "uden_alt",
    "ukendt_ydelse_uden_dst",
    "dobbelt_efter_systemskifte",
    "fremmed_kommune",
)


def build_rapporter(
    kilder: dict[str, Tabelkilde],
    mapning: Sequence[Mapning] | None,
    opsaetning: Opsaetning,
    *,
    motor: Motor | None = None,
) -> list[Rapport]:
    """One report per kommune met in `kilder` (stored tables by name), by kommunekode.

    Args:
        kilder: Arrow tables or Parquet files under their stored names; absent ones count as empty.
        mapning: rows of the guide; None = no guide, so mapping cannot be judged.
        motor: the engine; None = DuckDB in the process.
    """
    motor = motor or DuckDB()
    prepare_motor(motor, kilder, mapning, opsaetning)
    load_kvartaler(motor, opsaetning)
    svar = query_tabeller(motor)
    dage = _kvartal_dage(motor)
    koder = sorted({k for navn in ("leverancer", "tabel1") for k in svar[navn]})
    if opsaetning.kommune:
        koder = [k for k in koder if k == opsaetning.kommune]
    bygger = _Bygger(
        svar, dage, Lovlige.fra(mapning), mapning is not None, opsaetning, _versioner(mapning, opsaetning)
    )
    return [bygger.rapport(kode) for kode in koder]


def query_tabeller(motor: Motor) -> dict[str, dict[str, list[Raekke]]]:
    """Every report SQL answered: {text name: {kommunekode: rows}}."""
    svar: dict[str, dict[str, list[Raekke]]] = {}
    for fil in load_sqlfiler("ffb.rapport", "sql"):
        pr_kommune: dict[str, list[Raekke]] = defaultdict(list)
        for raekke in motor.query(fil.sql).dicts():
            pr_kommune[raekke["kommune_kode"]].append(raekke)
        svar[fil.navn] = pr_kommune
    return svar


def _kvartal_dage(motor: Motor) -> dict[tuple[int, int | None], int]:
    """Days in each quarter of the ydelsesrapport and, under None, in each whole year."""
    dage: dict[tuple[int, int | None], int] = {}
    for aar, kvartal, fra, til in motor.query("SELECT aar, kvartal, fra, til FROM kvartal").raekker:
        dage[(aar, kvartal)] = (til - fra).days + 1
        dage[(aar, None)] = (date(aar, 12, 31) - date(aar, 1, 1)).days + 1
    return dage


def _versioner(mapning: Sequence[Mapning] | None, opsaetning: Opsaetning) -> dict[str, Any]:
    return {
        "program": __version__,
        "katalog": [k.id for k in fag_version_list()],
        "mapning": _("{antal} rækker", antal=len(mapning)) if mapning is not None else None,
        "dst_koder": len(dst_tabel(opsaetning)),
    }


class _Bygger:
    """The answers for all kommuner, and how one kommune's report is made of them."""

    def __init__(
        self,
        svar: dict[str, dict[str, list[Raekke]]],
        dage: dict[tuple[int, int | None], int],
        lovlige: Lovlige,
        har_mapning: bool,
        opsaetning: Opsaetning,
        versioner: dict[str, Any],
    ) -> None:
        self.svar = svar
        self.dage = dage
        self.lovlige = lovlige
        self.har_mapning = har_mapning
        self.opsaetning = opsaetning
        self.versioner = versioner

    def rapport(self, kode: str) -> Rapport:
        """The report of kommune `kode` ('' = deliveries that name none)."""
        kommune = find_kommune(kode) if kode else None
        borgere = self._borgere(kode)
        tabeller = self._tabeller(kode, borgere)
        o = self.opsaetning
        return Rapport(
            kommune_kode=kode or None,
            kommune_navn=kommune.navn
            if kommune
            else (_("Kommune ikke oplyst") if not kode else _("Kommune {kode}", kode=kode)),
            demo=bool(kommune and kommune.demo),
            periode_fra=o.periode_fra,
            periode_til=o.periode_til,
            dannet_paa=max((r["tid_tekst"] or "" for r in self._nyeste(kode)), default=""),
            tabeller={tabel.navn: tabel for tabel in tabeller},
            tal=self._tal(kode, borgere),
            indstillinger=o.vis(),
            versioner=self.versioner,
            konklusion=_konklusion(tabeller, borgere),
            noter=self._noter(kode),
            sikker=o.sikker,
        )

    def _nyeste(self, kode: str) -> list[Raekke]:
        leverancer = self.svar["leverancer"][kode]
        nyeste = max((r["tid"] for r in leverancer), default=None)
        return [r for r in leverancer if r["tid"] == nyeste]

    def _borgere(self, kode: str) -> Raekke:
        tom = {"borgere": 0, "mangler_alle": 0, "funktionsevneniveau": 0, "stoettebehov": 0}
        return next(iter(self.svar["tabel2_borgere"][kode]), tom)

    def _tabeller(self, kode: str, borgere: Raekke) -> list[Rapporttabel]:
        s, sikker = self.svar, self.opsaetning.sikker
        mangler = {r["raekke"]: r["antal"] for r in s["tabel2"][kode]}
        return [
            t.build_leverancer(s["leverancer"][kode]),
            t.build_kontakter(s["kontakter"][kode]),
            t.build_tabel1(s["tabel1"][kode], har_mapning=self.har_mapning),
            t.build_tabel1_pr_dst_kode(s["tabel1_pr_dst_kode"][kode], har_mapning=self.har_mapning),
            t.build_tabel2(mangler, borgere),
            t.build_tabel2_opdelt(s["tabel2_opdelt"][kode]),
            build_cpr_liste_1(s["cpr_liste_1"][kode], self.lovlige, sikker=sikker),
            build_cpr_liste_2(s["cpr_liste_2"][kode], sikker=sikker),
            t.build_ydelsesrapport(s["ydelsesrapport"][kode], self.dage),
        ]

    def _tal(self, kode: str, borgere: Raekke) -> dict[str, Any]:
        fundet = {r["navn"]: r["antal"] for r in self.svar["tal"][kode]}
        return {
            **{navn: fundet.get(navn, 0) for navn in TAL},
            "borgere": borgere["borgere"],
            "mangler_alle": borgere["mangler_alle"],
            "mangler_alle_andel": t.andel(borgere["mangler_alle"], borgere["borgere"]),
        }

    def _noter(self, kode: str) -> list[str]:
        """What a reader must know before trusting a zero."""
        tal = {r["navn"]: r["antal"] for r in self.svar["tal"][kode]}
        noter = [
            antal_ord(tal[navn], ental, flertal)
            for navn, (ental, flertal) in _TAL_NOTER.items()
            if tal.get(navn)
        ]
        if not self.har_mapning:
            hvorfor = (
                "Der er ingen mapningsvejledning med (--mapning), så mapning og kombinationer er ikke bedømt."
            )
            noter.append(_(hvorfor))
        if self.opsaetning.normer:
            hvad = "Jeres egne normer gælder reglerne i ffb tjek; ingen tal i rapporten afhænger af dem."
            noter.append(_(hvad))
        return noter


_TAL_NOTER: dict[str, tuple[Dansk, Dansk]] = {
    "uden_dst_kode": (
        "ydelse har ingen kendt DST-kode, så dens mapning kan ikke bedømmes.",
        "ydelser har ingen kendt DST-kode, så deres mapning kan ikke bedømmes.",
    ),
    "ukendt_dst_kode": (
        "ydelse har en DST-kode, der hverken står i tabellen over DST-koder eller i mapningsvejledningen.",
        "ydelser har en DST-kode, der hverken står i tabellen over DST-koder eller i mapningsvejledningen.",
    ),
    "uden_alt": (
        "ydelse har hverken DST-kode eller FFB-ydelse og kan ikke placeres.",
        "ydelser har hverken DST-kode eller FFB-ydelse og kan ikke placeres.",
    ),
    "ukendt_ydelse_uden_dst": (
        "ydelse uden DST-kode har en FFB-ydelse uden for kataloget og tæller ikke med.",
        "ydelser uden DST-kode har en FFB-ydelse uden for kataloget og tæller ikke med.",
    ),
    "dobbelt_efter_systemskifte": (
        "ydelse står i både et tidligere og et nyere system og er talt én gang.",
        "ydelser står i både et tidligere og et nyere system og er talt én gang.",
    ),
    "fremmed_kommune": (
        "ydelse bærer en anden kommunes kode uden aftale om fælles indberetning og tæller ikke med.",
        "ydelser bærer en anden kommunes kode uden aftale om fælles indberetning og tæller ikke med.",
    ),
}


def _konklusion(tabeller: list[Rapporttabel], borgere: Raekke) -> tuple[str, str, str]:
    """(code, one sentence, what happens next); which of DST's levels fits the figures."""
    pr_navn = {tabel.navn: tabel for tabel in tabeller}
    i_alt = pr_navn["tabel1"].raekker[-1]
    ydelser, fejlfri = i_alt["antal"], i_alt["fejlfri"]
    mangler = next(r["antal"] for r in pr_navn["tabel2"].raekker if r["raekke"] == "progressionsdata")
    if not ydelser:
        return (
            "tom",
            _("Ingen FFB-relevante ydelser er startet i perioden."),
            _("Kontrollér periode og leverancer."),
        )
    if ydelser == fejlfri and not mangler:
        if i_alt["fejl_mapning"] is None:
            uden = _("Mapningen til DST-koder er ikke bedømt: den kræver DST-koder og mapningsvejledningen.")
            return "klar", _("Klar: der mangler ingen FFB-oplysninger."), f"{_(NIVEAU[1])} {uden}"
        return "klar", _("Klar: der mangler ingen FFB-oplysninger."), _(NIVEAU[1])
    tekst = _mangler(ydelser - fejlfri, mangler)
    uden_ffb = i_alt["mangler_ydelse_uuid"] == ydelser == i_alt["mangler_tilbud_uuid"]
    niveau = 3 if uden_ffb and borgere["mangler_alle"] == borgere["borgere"] else 2
    return "klar_med_mangler", tekst, _(NIVEAU[niveau])


def _mangler(ydelser: int, borgere: int) -> str:
    """Only what there is something of."""
    med_fejl = antal_ord(ydelser, "ydelse", "ydelser")
    mangler = antal_ord(borgere, "borger", "borgere")
    if not borgere:
        return _("Klar med mangler: {ydelser} har fejl.", ydelser=med_fejl)
    if not ydelser:
        return _("Klar med mangler: {borgere} mangler oplysninger.", borgere=mangler)
    return _(
        "Klar med mangler: {ydelser} har fejl, og {borgere} mangler oplysninger.",
        ydelser=med_fejl,
        borgere=mangler,
    )
