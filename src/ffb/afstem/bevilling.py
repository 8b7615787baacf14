"""The deliveries held against the kommune's own list of bevillinger: what never left, what is too much.

Opinion taken: a bevilling and a ydelse belong together when CPR and paragraf are the same and their dates
overlap (up to `tolerance_dage` may lie between them). One bevilling may have several ydelser and the other
way round; what hangs together is a forløb, and its first and last day are compared. Ends that have not come
yet are equal. Grain: bevilling, ydelse, forløb. Source: 3-rapport, For the data steward.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ffb.afstem.grundlag import FORBEHOLD, Grundlag, define_visninger, query_svar
from ffb.afstem.paragraf import paragraf_noegle, parse_paragraf
from ffb.begreber import PARAGRAF_RAEKKEFOELGE
from ffb.engine.koersel import dst_tabel
from ffb.formats.personliste import Personliste
from ffb.model.referencer import reference_arrow
from ffb.rapport.resultat import Kolonne, Opgoerelse, Rapporttabel
from ffb.sprog import Dansk, _, antal_ord, dato

Raekke = dict[str, Any]
MAPPE = "bevilling"
AARSAG_IKKE_LEVERET: dict[str, Dansk] = {
    "anden_paragraf": "Borgeren har samtidig en ydelse efter en anden paragraf.",
    "taeller_ikke": "Der er en ydelse i filerne på det tidspunkt, men den tæller ikke som FFB-ydelse.",
    "anden_tid": "Borgeren har en ydelse efter samme paragraf på et andet tidspunkt.",
    "efter_leverancen": "Bevillingen starter efter den nyeste leverance.",
    "borger_ukendt": "Borgeren er slet ikke i filerne.",
    "ingen_ydelse": "Borgeren er i filerne, men uden ydelse på det tidspunkt.",
}
AARSAG_IKKE_BEVILGET: dict[str, Dansk] = {
    "paragraf_uoplyst": "Ydelsens paragraf kan ikke afgøres, så den kan ikke afstemmes.",
    "anden_paragraf": "Borgeren har samtidig en bevilling efter en anden paragraf.",
    "anden_tid": "Borgeren har en bevilling efter samme paragraf på et andet tidspunkt.",
    "ikke_paa_listen": "Borgeren står slet ikke på bevillingslisten.",
    "ingen_bevilling": "Borgeren står på listen, men uden bevilling på det tidspunkt.",
}
AFVIGER = {1: "start", 2: "slut", 4: "hul i leveringen", 8: "hul i bevillingen"}
PR: dict[str, tuple[Dansk, Dansk]] = {
    "paragraf": ("Paragraf", "Pr. paragraf"),
    "enhed": ("Enhed", "Pr. enhed"),
}
TAL = (
    ("bevillinger", Dansk("Bevillinger"), False),
    ("stemmer", Dansk("Stemmer"), False),
    ("datoer_afviger", Dansk("Datoer afviger"), True),
    ("ikke_leveret", Dansk("Ikke leveret"), True),
    ("ydelser", Dansk("Ydelser"), False),
    ("ikke_bevilget", Dansk("Ikke bevilget"), True),
)
REGLER: tuple[Dansk, ...] = (
    "En bevilling og en ydelse hører sammen, når CPR og paragraf er ens, og datoerne overlapper.",
    "En bevilling kan have flere ydelser, og en ydelse kan dække flere bevillinger: det, der hænger sammen"
    " i tid, er ét forløb, og forløbets første og sidste dag sammenlignes.",
    "Slutdatoer, der ikke er nået endnu, eller som mangler, regnes for ens.",
    "Kun FFB-relevante paragraffer og ydelser er med, og bevillinger og ydelser tæller, når de"
    " berører perioden.",
)


@dataclass(frozen=True, slots=True)
class Afstemningsvalg:
    """Period (both days inclusive) and how many days dates may differ."""

    periode_fra: date
    periode_til: date
    tolerance_dage: int = 0


def build_afstemning(grundlag: Grundlag, liste: Personliste, valg: Afstemningsvalg) -> Opgoerelse:
    """Hold the prepared data against the list.

    Args:
        grundlag: from `prepare_grundlag`.
        liste: the list `bevilling`.
    """
    bevillinger, uden_for = split_relevante(liste.raekker, grundlag)
    load_bevillinger(grundlag, bevillinger, valg)
    define_visninger(grundlag.motor, MAPPE)
    svar = query_svar(grundlag.motor, MAPPE)
    personer = {b["borger_id"]: b["cpr"] for b in bevillinger}
    tabeller = [
        _pr("paragraf", svar["pr_paragraf"]),
        _pr("enhed", svar["pr_enhed"]),
        _ikke_leveret(grundlag, svar["ikke_leveret"], personer),
        _ikke_bevilget(grundlag, svar["ikke_bevilget"]),
        _datoer(grundlag, svar["datoer_afviger"]),
    ]
    i_alt = tabeller[0].raekker[-1]
    return Opgoerelse(
        art="afstemning",
        titel="Afstemning mod bevillinger",
        kommune_kode=grundlag.kommune_kode or None,
        kommune_navn=grundlag.kommune_navn,
        demo=grundlag.demo,
        dannet_paa=grundlag.dannet_paa,
        konklusion=_konklusion(i_alt),
        tabeller={t.navn: t for t in tabeller},
        fakta=[
            ("Periode", _("{fra}–{til}", fra=dato(valg.periode_fra), til=dato(valg.periode_til))),
            ("Opgjort pr.", dato(grundlag.pr_dato)),
            ("Tolerance", antal_ord(valg.tolerance_dage, "dag", "dage")),
            ("Linjer på bevillingslisten", antal_ord(len(liste.raekker), "linje", "linjer")),
        ],
        tal={navn: i_alt[navn] for navn, _, _ in TAL}
        | {"uden_for_ffb": sum(uden_for.values()), "uden_startdato": _uden_start(grundlag)},
        indstillinger={
            "periode_fra": valg.periode_fra,
            "periode_til": valg.periode_til,
            "pr_dato": grundlag.pr_dato,
            "tolerance_dage": valg.tolerance_dage,
        },
        noter=[*_noter(grundlag, uden_for), *liste.noter, *REGLER],
        forbehold=FORBEHOLD,
        sikker=grundlag.opsaetning.sikker,
    )


def split_relevante(raekker: Sequence[Raekke], grundlag: Grundlag) -> tuple[list[Raekke], dict[str, int]]:
    """The lines whose paragraf FFB is about, paragraf as the report names it; and the others, counted."""
    relevante = {
        *PARAGRAF_RAEKKEFOELGE,
        *(p for _, p, relevant in dst_tabel(grundlag.opsaetning) if relevant),
    }
    valgte: list[Raekke] = []
    uden_for: dict[str, int] = {}
    for r in raekker:
        paragraf = parse_paragraf(r["paragraf"])
        if paragraf in relevante:
            valgte.append(r | {"paragraf": paragraf})
        else:
            uden_for[paragraf] = uden_for.get(paragraf, 0) + 1
    return valgte, uden_for


def load_bevillinger(grundlag: Grundlag, bevillinger: Sequence[Raekke], valg: Afstemningsvalg) -> None:
    """The list and the choices as tables of the engine; a line's number is its place on the list."""
    felter = ("bevilling_id", "borger_id", "paragraf", "startdato", "slutdato", "sagsnummer", "enhed")
    raekker = [(nr, *(b.get(f) for f in felter)) for nr, b in enumerate(bevillinger, start=1)]
    grundlag.motor.load("bevilling", reference_arrow("bevilling", raekker))
    en = (grundlag.kommune_kode, valg.periode_fra, valg.periode_til, grundlag.pr_dato, valg.tolerance_dage)
    grundlag.motor.load("afstemning", reference_arrow("afstemning", [en]))


def _uden_start(grundlag: Grundlag) -> int:
    svar = grundlag.motor.query(
        "SELECT COUNT(*) FROM gaeldende_ydelse y CROSS JOIN afstemning a "
        "WHERE y.startdato IS NULL AND y.kommune_kode = a.kommune_kode"
    )
    return int(svar.raekker[0][0])


# -- tables -----------------------------------------------------------------------------------------------


def _pr(navn: str, svar: list[Raekke]) -> Rapporttabel:
    """Counts per paragraf or enhed, and I alt."""
    noegle = paragraf_noegle if navn == "paragraf" else lambda v: (int(v == "Uoplyst"), v)
    raekker = sorted(svar, key=lambda r: noegle(r[navn]))
    raekker.append({navn: "I alt", **{tal: sum(r[tal] for r in raekker) for tal, _, _ in TAL}})
    titel, overskrift = PR[navn]
    kolonner = (Kolonne(navn, titel, "tekst"), *(Kolonne(n, t, "antal", fejl=f) for n, t, f in TAL))
    return Rapporttabel(f"pr_{navn}", overskrift, kolonner, raekker, total=True)


def _ikke_leveret(grundlag: Grundlag, svar: list[Raekke], personer: dict[int, str]) -> Rapporttabel:
    raekker = [
        {
            "cpr": grundlag.person(r | {"cpr": personer[r["borger_id"]]}),
            "paragraf": r["paragraf"],
            "start": r["fra"].isoformat(),
            "slut": _iso(r["slutdato"]),
            "aarsag": _aarsag(AARSAG_IKKE_LEVERET, r),
            "enhed": r["enhed"],
            "sagsnummer": r["sagsnummer"],
            "bevilling_id": r["bevilling_id"],
        }
        for r in svar
    ]
    kolonner = (
        Kolonne("cpr", grundlag.persontitel, "kode"),
        Kolonne("paragraf", "Paragraf", "tekst"),
        Kolonne("start", "Bevilget fra", "dato"),
        Kolonne("slut", "Bevilget til", "dato"),
        Kolonne("aarsag", "Hvad vi kan se", "tekst"),
        Kolonne("enhed", "Enhed", "tekst"),
        Kolonne("sagsnummer", "Sagsnummer", "kode"),
        Kolonne("bevilling_id", "Bevilling", "kode"),
    )
    antal = antal_ord(len(raekker), "bevilling er aldrig leveret.", "bevillinger er aldrig leveret.")
    return Rapporttabel(
        "ikke_leveret", "Bevilget, men ikke leveret", kolonner, raekker, antal, persondata=True
    )


def _ikke_bevilget(grundlag: Grundlag, svar: list[Raekke]) -> Rapporttabel:
    raekker = [
        {
            "cpr": grundlag.person(r),
            "paragraf": r["paragraf"],
            "start": r["fra"].isoformat(),
            "slut": _iso(r["slutdato"]),
            "aarsag": _aarsag(AARSAG_IKKE_BEVILGET, r),
            "enhed": r["enhed"],
            "sagsbehandler": r["sagsbehandler"],
            "sagsnummer": r["sagsnummer"],
            "system": r["system"],
            "ydelse_id": r["ydelse_id"],
        }
        for r in svar
    ]
    kolonner = (
        Kolonne("cpr", grundlag.persontitel, "kode"),
        Kolonne("paragraf", "Paragraf", "tekst"),
        Kolonne("start", "Leveret fra", "dato"),
        Kolonne("slut", "Leveret til", "dato"),
        Kolonne("aarsag", "Hvad vi kan se", "tekst"),
        Kolonne("enhed", "Enhed", "tekst"),
        Kolonne("sagsbehandler", "Sagsbehandler", "tekst"),
        Kolonne("sagsnummer", "Sagsnummer", "kode"),
        Kolonne("system", "System", "tekst"),
        Kolonne("ydelse_id", "Ydelse-id", "kode"),
    )
    antal = antal_ord(len(raekker), "leveret ydelse er ikke bevilget.", "leverede ydelser er ikke bevilget.")
    return Rapporttabel(
        "ikke_bevilget", "Leveret, men ikke bevilget", kolonner, raekker, antal, persondata=True
    )


def _datoer(grundlag: Grundlag, svar: list[Raekke]) -> Rapporttabel:
    raekker = [
        {
            "cpr": grundlag.person(r),
            "paragraf": r["paragraf"],
            "afviger": [ord_ for bit, ord_ in AFVIGER.items() if r["afviger"] & bit],
            **{n: _iso(r[n]) for n in ("bevilget_fra", "leveret_fra", "bevilget_til", "leveret_til")},
            **{n: r[n] for n in ("start_dage", "slut_dage", "hul_i_levering", "hul_i_bevilling")},
            **{n: r[n] for n in ("bevillinger", "ydelser", "enhed", "sagsnummer")},
        }
        for r in svar
    ]
    kolonner = (
        Kolonne("cpr", grundlag.persontitel, "kode"),
        Kolonne("paragraf", "Paragraf", "tekst"),
        Kolonne("afviger", "Det afviger", "liste", fejl=True),
        Kolonne("bevilget_fra", "Bevilget fra", "dato"),
        Kolonne("leveret_fra", "Leveret fra", "dato"),
        Kolonne("bevilget_til", "Bevilget til", "dato"),
        Kolonne("leveret_til", "Leveret til", "dato"),
        Kolonne("enhed", "Enhed", "tekst"),
        Kolonne("sagsnummer", "Sagsnummer", "kode"),
        Kolonne("start_dage", "Start: dage efter", "antal"),
        Kolonne("slut_dage", "Slut: dage efter", "antal"),
        Kolonne("hul_i_levering", "Hul i leveringen (dage)", "antal"),
        Kolonne("hul_i_bevilling", "Hul i bevillingen (dage)", "antal"),
        Kolonne("bevillinger", "Bevillinger", "antal"),
        Kolonne("ydelser", "Ydelser", "antal"),
    )
    antal = antal_ord(len(raekker), "forløb har forskellige datoer.", "forløb har forskellige datoer.")
    noter: tuple[Dansk, ...] = (
        "Dage efter: leveret minus bevilget; et minus betyder, at det leverede kom først.",
    )
    return Rapporttabel(
        "datoer_afviger",
        "Datoer afviger",
        kolonner,
        raekker,
        antal,
        noter,
        persondata=True,
    )


def _aarsag(ord_: dict[str, str], r: Raekke) -> str:
    andet = f" ({r['anden_paragraf']})" if r["anden_paragraf"] else ""
    return _(ord_[r["aarsag"]])[:-1] + f"{andet}."


def _iso(dag: date | None) -> str | None:
    return dag.isoformat() if dag else None


# -- words ------------------------------------------------------------------------------------------------


def _konklusion(i_alt: Raekke) -> tuple[str, str, str, str]:
    if not i_alt["bevillinger"] and not i_alt["ydelser"]:
        return (
            "tom",
            _("Intet at afstemme"),
            _("Ingen bevillinger og ingen ydelser berører perioden."),
            _("Vælg en anden periode."),
        )
    afviger = i_alt["datoer_afviger"] + i_alt["ikke_leveret"] + i_alt["ikke_bevilget"]
    if not afviger:
        alt = _("Alt bevilget er leveret, og alt leveret er bevilget.")
        return "klar", _("Det stemmer"), alt, _("Intet.")
    tekst = _(
        "{ikke_leveret} ikke leveret, {ikke_bevilget} ikke bevilget, og {afviger} andre datoer"
        " end det leverede.",
        ikke_leveret=antal_ord(i_alt["ikke_leveret"], "bevilling er", "bevillinger er"),
        ikke_bevilget=antal_ord(i_alt["ikke_bevilget"], "leveret ydelse er", "leverede ydelser er"),
        afviger=antal_ord(i_alt["datoer_afviger"], "bevilling har", "bevillinger har"),
    )
    naeste = _("Gennemgå listerne: ret i fagsystemet og send igen, eller ret bevillingslisten.")
    return "klar_med_mangler", _("Det stemmer ikke"), tekst, naeste


def _noter(grundlag: Grundlag, uden_for: dict[str, int]) -> list[str]:
    noter = []
    if uden_for:
        antal = antal_ord(sum(uden_for.values()), "linje på listen er", "linjer på listen er")
        hvilke = ", ".join(
            f"{p} ×{n}" for p, n in sorted(uden_for.items(), key=lambda x: paragraf_noegle(x[0]))
        )
        noter.append(
            _(
                "{antal} efter paragraffer uden for FFB og er ikke afstemt: {hvilke}.",
                antal=antal,
                hvilke=hvilke,
            )
        )
    if uden := _uden_start(grundlag):
        noter.append(
            antal_ord(
                uden,
                "ydelse har ingen startdato og er ikke afstemt.",
                "ydelser har ingen startdato og er ikke afstemt.",
            )
        )
    return noter
