"""Indfasning: old ydelser and their FFB, this year's tables to date, and where the year is heading.

Opinion taken: an old ydelse (started before 2025) gets its FFB at the next follow-up, so they stand by that.
The forecast is of the year that runs: what has started already, plus as many as started on the same days of
last year, with faults and gaps as often as among the latest starts. It is a forecast, and says what it is
made of. Old ydelser are never in the tables: those count starts.
Grain: ydelse, month, enhed. Source: 3-rapport, For the data steward; S1 (indfasning).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ffb.afstem.grundlag import FORBEHOLD, Grundlag, define_visninger, query_svar
from ffb.model.dom import FEJL_BIT, MANGEL_BIT
from ffb.model.referencer import reference_arrow
from ffb.rapport.resultat import Kolonne, Opgoerelse, Rapporttabel
from ffb.rapport.tabeller import TABEL1_KOLONNER, andel
from ffb.rapport.tekster import TABEL2_TEKST
from ffb.sprog import Dansk, _, antal_ord, dato

Raekke = dict[str, Any]
MAPPE = "indfasning"
VINDUE, VINDUE_MINDST = 90, 20  # days back that tell today's quality, and the fewest starts that can
MAANEDER: tuple[Dansk, ...] = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober",
    "november", "december",
)  # fmt: skip
TABEL1_TAL = ("antal", *FEJL_BIT, "fejlfri")
TABEL2_TAL = ("borgere", *MANGEL_BIT, "progressionsdata")


@dataclass(frozen=True, slots=True)
class Aar:
    """The year that runs on `pr_dato`, and the stretches of time the forecast is made of (inclusive)."""

    pr_dato: date

    @property
    def foerste(self) -> date:
        return date(self.pr_dato.year, 1, 1)

    @property
    def samme_dag_sidste_aar(self) -> date:
        d = self.pr_dato
        return date(d.year - 1, d.month, 28 if (d.month, d.day) == (2, 29) else d.day)

    def tidsrum(self) -> list[tuple[str, date, date, date]]:
        """(name, from when a citizen's first start is sought, first day, last day)."""
        sidste = date(self.pr_dato.year - 1, 1, 1)
        naeste_dag = self.samme_dag_sidste_aar + timedelta(days=1)
        aaret_foer = self.pr_dato - timedelta(days=364)
        vindue = self.pr_dato - timedelta(days=VINDUE - 1)
        return [
            ("sidste_aar", sidste, sidste, date(sidste.year, 12, 31)),
            ("til_dato", self.foerste, self.foerste, self.pr_dato),
            ("rest", sidste, naeste_dag, date(sidste.year, 12, 31)),
            ("vindue", vindue, vindue, self.pr_dato),
            ("seneste_aar", aaret_foer, aaret_foer, self.pr_dato),
        ]


def build_indfasning(grundlag: Grundlag) -> Opgoerelse:
    """The tables of a prepared engine (`prepare_grundlag`)."""
    aar = Aar(grundlag.pr_dato)
    motor = grundlag.motor
    valg = (grundlag.kommune_kode, grundlag.pr_dato, aar.foerste)
    motor.load("indfasning_valg", reference_arrow("indfasning_valg", [valg]))
    motor.load("tidsrum", reference_arrow("tidsrum", aar.tidsrum()))
    define_visninger(motor, MAPPE)
    svar = query_svar(motor, MAPPE)
    ydelser = {r["navn"]: _bedoemt(r, grundlag) for r in svar["tidsrum_ydelser"]}
    borgere = {r["navn"]: r for r in svar["tidsrum_borgere"]}
    tabeller = [
        _indfasning(svar["indfasning"], svar["indfasning_borgere"][0]),
        _prognose(1, ydelser, "antal", TABEL1_TAL, aar),
        _prognose(2, borgere, "borgere", TABEL2_TAL, aar),
        _aar_til_dato(svar["aar_til_dato"], aar),
        _liste(grundlag, svar["indfasning_liste"]),
    ]
    i_alt = tabeller[0].raekker[-1]
    return Opgoerelse(
        art="indfasning",
        titel="Indfasning og prognose",
        kommune_kode=grundlag.kommune_kode or None,
        kommune_navn=grundlag.kommune_navn,
        demo=grundlag.demo,
        dannet_paa=grundlag.dannet_paa,
        konklusion=_konklusion(i_alt),
        tabeller={t.navn: t for t in tabeller},
        fakta=[("Opgjort pr.", dato(grundlag.pr_dato))],
        tal={k: i_alt[k] for k in ("ydelser", "med_ffb", "uden_ffb", "borgere", "borgere_mangler")},
        indstillinger={"pr_dato": grundlag.pr_dato},
        noter=[
            "Ydelser fra før 2025 tæller ikke i Tabel 1 og 2, som kun tæller starter."
            " De får FFB, når der følges op.",
        ],
        forbehold=FORBEHOLD,
        sikker=grundlag.opsaetning.sikker,
    )


def _konklusion(i_alt: Raekke) -> tuple[str, str, str, str]:
    if not i_alt["ydelser"]:
        ingen = _("Ingen FFB-relevante ydelser fra før 2025 løber på dagen.")
        return "tom", _("Intet at indfase"), ingen, _("Intet.")
    if not i_alt["uden_ffb"] and not i_alt["borgere_mangler"]:
        alle = antal_ord(i_alt["ydelser"], "ydelse", "ydelser")
        return "klar", _("Indfaset"), _("Alle {ydelser} fra før 2025 har FFB.", ydelser=alle), _("Intet.")
    tekst = _(
        "{ydelser} fra før 2025 mangler FFB, og {borgere} mangler faglig udredning.",
        ydelser=antal_ord(i_alt["uden_ffb"], "ydelse", "ydelser"),
        borgere=antal_ord(i_alt["borgere_mangler"], "borger", "borgere"),
    )
    naeste = _("Sæt FFB på ved næste opfølgning; begynd med de passerede og dem uden planlagt opfølgning.")
    return "klar_med_mangler", _("Under indfasning"), tekst, naeste


# -- tables -----------------------------------------------------------------------------------------------


def vis_maaned(maaned: str) -> str:
    """`2026-03` -> `marts 2026`; what is no month is said in words."""
    if maaned in ("passeret", "ingen"):
        return _("Passeret") if maaned == "passeret" else _("Ingen planlagt")
    return f"{_(MAANEDER[int(maaned[5:7]) - 1])} {maaned[:4]}"


def _maaned_foelge(maaned: str) -> tuple[int, str]:
    return ({"passeret": 0, "ingen": 2}.get(maaned, 1), maaned)


def _indfasning(svar: list[Raekke], borgere: Raekke) -> Rapporttabel:
    tal = ("ydelser", "med_ffb", "uden_ffb")
    raekker = [
        {**r, "tekst": vis_maaned(r["maaned"])}
        for r in sorted(svar, key=lambda r: _maaned_foelge(r["maaned"]))
    ]
    i_alt = {"maaned": "i_alt", "tekst": _("I alt"), **{t: sum(r[t] for r in svar) for t in tal}, **borgere}
    return Rapporttabel(
        "indfasning",
        "Aktive ydelser fra før 2025, efter næste planlagte opfølgning",
        (
            Kolonne("maaned", "Måned", "kode"),
            Kolonne("tekst", "Næste opfølgning", "tekst"),
            Kolonne("ydelser", "Ydelser", "antal"),
            Kolonne("med_ffb", "Med FFB", "antal"),
            Kolonne("uden_ffb", "Uden FFB", "antal", fejl=True),
            Kolonne("borgere", "Borgere", "antal"),
            Kolonne("borgere_mangler", "Borgere der mangler udredning", "antal", fejl=True),
        ),
        [*raekker, i_alt],
        noter=(
            "Med FFB: både FFB-ydelse og FFB-tilbud er valgt. Mangler udredning: mindst én af Tabel 2's fem.",
            "En borger tæller i hver måned, hun har en opfølgning i, men én gang i alt.",
        ),
        total=True,
    )


def _prognose(
    nr: int, tidsrum: dict[str, Raekke], helhed: str, navne: tuple[str, ...], aar: Aar
) -> Rapporttabel:
    """Last year, this year to date, the rest to come, and their sum, for every row of Tabel 1 or 2."""
    tal = {
        navn: {n: tidsrum[navn][n] if navn in tidsrum else 0 for n in navne}
        for navn in ("sidste_aar", "til_dato", "rest", "vindue", "seneste_aar")
    }
    kvalitet = tal["vindue"] if tal["vindue"][helhed] >= VINDUE_MINDST else tal["seneste_aar"]
    raekker = [
        _prognoselinje(navn, helhed, tal, kvalitet, {n: tal[n][navn] for n in ("sidste_aar", "til_dato")})
        for navn in navne
    ]
    vindue = _("de seneste {dage} dage", dage=VINDUE)
    periode = vindue if kvalitet is tal["vindue"] else _("det seneste år")
    ord_ = _("ydelser") if nr == 1 else _("borgere")
    tabelnavn = _("Tabel 1") if nr == 1 else _("Tabel 2")
    return Rapporttabel(
        f"prognose_tabel{nr}",
        _("Prognose for {tabel} i {aar}", tabel=tabelnavn, aar=aar.pr_dato.year),
        (
            Kolonne("raekke", "Række", "kode"),
            Kolonne("tekst", "Antal", "tekst"),
            Kolonne("sidste_aar", str(aar.pr_dato.year - 1), "antal"),
            Kolonne("til_dato", _("{aar} til dato", aar=aar.pr_dato.year), "antal"),
            Kolonne("rest", "Resten af året (skøn)", "antal"),
            Kolonne("prognose", "Hele året (skøn)", "antal"),
            Kolonne("andel", "Andel", "andel"),
        ),
        raekker,
        noter=(
            _("Et skøn: til dato plus så mange {ord_}, som startede på de samme dage sidste år.", ord_=ord_),
            _(
                "Fejl og mangler i resten er regnet efter {periode}: {antal} {ord_}.",
                periode=periode,
                antal=kvalitet[helhed],
                ord_=ord_,
            ),
        ),
    )


def _prognoselinje(
    navn: str, helhed: str, tal: dict[str, Raekke], kvalitet: Raekke, kendt: dict[str, int | None]
) -> Raekke:
    """One row; None where the guide or the DST-koder are not there to judge by."""
    rest = tal["rest"][helhed]
    if navn != helhed:
        rest = fordel(rest, kvalitet[navn], kvalitet[helhed])
    til_dato = kendt["til_dato"]
    prognose = None if rest is None or til_dato is None else til_dato + rest
    i_alt = tal["til_dato"][helhed] + tal["rest"][helhed]
    return {
        "raekke": navn,
        "tekst": _(RAEKKETEKST[navn]),
        **kendt,
        "rest": rest,
        "prognose": prognose,
        "andel": andel(prognose, i_alt) if prognose is not None and navn != helhed else None,
    }


def _bedoemt(raekke: Raekke, grundlag: Grundlag) -> Raekke:
    """What cannot be judged is None: mapping without a guide or any DST-kode, pairs without a guide."""
    har_mapning, har_dst = grundlag.motor.query(
        "SELECT k.har_mapning, EXISTS (SELECT 1 FROM ffb_ydelse WHERE har_dst) FROM koersel k"
    ).raekker[0]
    ud = dict(raekke)
    if not (har_mapning and har_dst):
        ud["fejl_mapning"] = None
    if not har_mapning:
        ud["ugyldig_kombination"] = None
    return ud


RAEKKETEKST: dict[str, Dansk] = {
    **{k.navn: k.titel for k in TABEL1_KOLONNER},
    "borgere": "Borgere med mindst én FFB-ydelse",
    **TABEL2_TEKST,
}


def fordel(antal: int, del_: int | None, af: int) -> int | None:
    """`antal` × `del_` / `af`, half up; None where there is nothing to judge by but something to judge."""
    if del_ is None:
        return None
    if not af:
        return 0 if not antal else None
    return int((Decimal(antal) * del_ / af).quantize(Decimal(1), ROUND_HALF_UP))


def _aar_til_dato(svar: list[Raekke], aar: Aar) -> Rapporttabel:
    mangler: dict[str, Dansk] = {
        "udredningstema": "Mangler udredningstema",
        "aktivitet_deltagelse": "Mangler A&D",
        "funktionsevneniveau": "Mangler niveau",
        "stoettebehov": "Mangler støttebehov",
        "maaltype": "Mangler måltype",
        "progressionsdata": "Mangler mindst én",
    }
    return Rapporttabel(
        "aar_til_dato",
        _("{aar} til dato pr. enhed", aar=aar.pr_dato.year),
        (
            Kolonne("enhed", "Enhed", "tekst"),
            Kolonne("ydelser", "Ydelser", "antal"),
            Kolonne("med_fejl", "Ydelser med fejl", "antal", fejl=True),
            Kolonne("borgere", "Borgere", "antal"),
            *(Kolonne(n, t, "antal", fejl=True) for n, t in mangler.items()),
        ),
        sorted(svar, key=lambda r: (r["enhed"] == "Uoplyst", r["enhed"])),
        _("Starter fra {fra} til og med {til}.", fra=dato(aar.foerste), til=dato(aar.pr_dato)),
        ("En borger tæller i hver enhed, hun har en ydelse i, så enhederne kan ikke lægges sammen.",),
    )


def _liste(grundlag: Grundlag, svar: list[Raekke]) -> Rapporttabel:
    raekker = [
        {
            "cpr": grundlag.person(r),
            "sagsnummer": r["sagsnummer"],
            "opfoelgning": r["opfoelgning"].isoformat() if r["opfoelgning"] else None,
            "paragraf": r["paragraf"],
            "startdato": r["startdato"].isoformat(),
            "ffb": "ja" if r["har_ffb"] else "nej",
            "mangler": [navn for navn, bit in MANGEL_BIT.items() if r["mangler"] & bit],
            "enhed": r["enhed"],
            "sagsbehandler": r["sagsbehandler"],
            "tilbud": r["tilbud"],
            "ydelse_id": r["ydelse_id"],
        }
        for r in svar
    ]
    return Rapporttabel(
        "indfasning_liste",
        "Aktive ydelser fra før 2025, der mangler FFB eller udredning",
        (
            Kolonne("cpr", grundlag.persontitel, "kode"),
            Kolonne("sagsnummer", "Sagsnummer", "kode"),
            Kolonne("opfoelgning", "Næste opfølgning", "dato"),
            Kolonne("paragraf", "Paragraf", "tekst"),
            Kolonne("startdato", "Startdato", "dato"),
            Kolonne("ffb", "FFB-ydelse og -tilbud", "tekst"),
            Kolonne("mangler", "Borgeren mangler", "liste", fejl=True),
            Kolonne("enhed", "Enhed", "tekst"),
            Kolonne("sagsbehandler", "Sagsbehandler", "tekst"),
            Kolonne("tilbud", "Tilbud (P-nummer)", "tekst"),
            Kolonne("ydelse_id", "Ydelse-id", "kode"),
        ),
        raekker,
        "Efter næste opfølgning: de passerede først, de uden planlagt opfølgning sidst.",
        persondata=True,
    )
