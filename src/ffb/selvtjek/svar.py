"""The five answers: what was seen of each, and what to do about it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from ffb.afstem.vejledning import group_par
from ffb.begreber import ART_NAVN, fag_navn_list, find_begreb, find_levetider, is_uuid, load_katalog_paa
from ffb.eksport import build_stjerne
from ffb.selvtjek.grundlag import Selvgrundlag
from ffb.sprog import Dansk, _, antal_ord, heltal

JA, SPOR, DELVIST, NEJ, USET = "ja", "spor", "delvist", "nej", "kan_ikke_ses"
SVAR: dict[str, Dansk] = {
    JA: "Ja",
    SPOR: "Så vidt data viser",
    DELVIST: "Delvist",
    NEJ: "Nej",
    USET: "Kan ikke ses",
}
SPOERGSMAAL: tuple[Dansk, ...] = (
    "Er brugergrænsefladen sat op som Guide til FFB (VUM 2.0)?",
    "Bruges den seneste version af klassifikationerne i FFB?",
    "Kan der udtrækkes et datasæt efter uddata-specifikationen?",
    "Kan data afleveres til BI- og analysesystemer?",
    "Bruges mapningsvejledningen ved indberetning til Danmarks Statistik og FLIS?",
)
Raekke = dict[str, Any]

TRIN: dict[str, Dansk] = {
    "udredningstema": "Udredning: temaer i funktioner, forhold og omgivelser",
    "aktivitet_deltagelse": "Udredning: aktivitet og deltagelse med niveau",
    "stoettebehov": "Sagsvurdering: støttebehov",
    "maalgruppe": "Sagsvurdering: målgruppe",
    "indsatsmaal": "Indsatsmål med måltype og forventet niveau",
    "ydelse": "Bestilling: ydelse i et tilbud",
    "opfoelgning": "Opfølgning med resultat",
}
"""What the steps of VUM 2.0 leave behind: table -> words."""

UDFYLDT: dict[str, str] = {
    "udredningstema": "kode IS NOT NULL",
    "aktivitet_deltagelse": "niveau IS NOT NULL",
    "stoettebehov": "niveau IS NOT NULL",
    "maalgruppe": "ffb_maalgruppe_kode IS NOT NULL",
    "indsatsmaal": "maaltype_kode IS NOT NULL AND forventet_kode IS NOT NULL",
    "ydelse": "ffb_ydelse_kode IS NOT NULL AND ffb_tilbud_kode IS NOT NULL",
    "opfoelgning": "resultat_kode IS NOT NULL",
}
"""When a row of the table is such a trace."""

KODER: tuple[tuple[str, str], ...] = (
    ("ydelse", "ffb_ydelse_kode"),
    ("ydelse", "ffb_tilbud_kode"),
    ("maalgruppe", "ffb_maalgruppe_kode"),
    ("udredningstema", "kode"),
    ("aktivitet_deltagelse", "kode"),
    ("aktivitet_deltagelse", "niveau_kode"),
    ("stoettebehov", "niveau_kode"),
    ("indsatsmaal", "tema_kode"),
    ("indsatsmaal", "maaltype_kode"),
    ("indsatsmaal", "forventet_kode"),
    ("opfoelgning", "resultat_kode"),
)


@dataclass(slots=True)
class Svar:
    """One answer. `raekker`: what it was read from, for its table."""

    svar: str
    set_: str
    goer: str
    raekker: list[Raekke] = field(default_factory=list)


def answer_guide(g: Selvgrundlag) -> Svar:
    """The screen itself is not in a delivery; what its steps leave behind is."""
    raekker: list[Raekke] = []
    for tabel, navn in TRIN.items():
        antal, borgere = g.tael(
            f"SELECT COUNT(*) AS antal, COUNT(DISTINCT borger_id) AS borgere "  # noqa: S608 - our own words
            f"FROM gaeldende_{tabel} WHERE {UDFYLDT[tabel]}"
        )
        raekker.append({"produkt": _(navn), "antal": antal, "borgere": borgere})
    mangler = [str(r["produkt"]) for r in raekker if not r["antal"]]
    fundet = len(raekker) - len(mangler)
    set_ = _("{fundet} af {alle} af VUM 2.0's trin har sat spor.", fundet=fundet, alle=len(raekker))
    if not mangler:
        goer = _("Skærmen selv kan kun ses af et menneske: gå guiden igennem med en sagsbehandler.")
        return Svar(SPOR, set_, goer, raekker)
    goer = _("Vis felterne i skærmbilledet, og send dem: {mangler}.", mangler="; ".join(mangler))
    return Svar(DELVIST if fundet else NEJ, set_, goer, raekker)


def answer_version(g: Selvgrundlag) -> Svar:
    """Every code held against the versions in force on the day of the delivery."""
    brug: Counter[str] = Counter()
    for tabel, kolonne in KODER:
        sql = (
            f"SELECT {kolonne} AS kode, COUNT(*) AS antal FROM gaeldende_{tabel} "  # noqa: S608 - our own words
            f"WHERE {kolonne} IS NOT NULL GROUP BY {kolonne}"
        )
        brug.update(dict(g.klar.motor.query(sql).raekker))
    gaeldende = [k for navn in fag_navn_list() if (k := load_katalog_paa(navn, g.dag))]
    raekker = [r for kode in sorted(brug) if (r := _kode(kode, brug[kode], gaeldende))]
    gammelt = g.brud["FHIR-SYSTEM-GAMMEL"]
    ider = ", ".join(k.id for k in gaeldende)
    if not brug:
        return Svar(USET, _("Der er ingen FFB-koder i leverancen."), _("Send en leverance med FFB-koder."))
    set_ = _(
        "{koder} er brugt; {galt} er ikke i {versioner}.",
        koder=antal_ord(len(brug), "kode", "koder"), galt=heltal(len(raekker)), versioner=ider,
    )  # fmt: skip
    if gammelt:
        set_ += " " + _("{antal} steder bruges FFB's gamle adresse.", antal=heltal(gammelt))
    if not raekker and not gammelt:
        return Svar(JA, set_, _("Hent nye versioner, når de kommer (GET /fhir/CodeSystem)."))
    goer = _("Udskift koderne i listen, og brug urn:oid:1.2.208.176.2.22.")
    return Svar(NEJ if len(raekker) == len(brug) else DELVIST, set_, goer, raekker)


def _kode(kode: str, antal: int, gaeldende: list[Any]) -> Raekke | None:
    """A code that is not in force: what it is, and what to use; None for one that is."""
    if any(k.find(kode) for k in gaeldende):
        return None
    begreb, liv = find_begreb(kode), find_levetider().get(kode)
    hvad = _("udgået i {version}", version=liv.udgaaet_i) if liv and liv.udgaaet_i else _("ukendt")
    return {
        "kode": kode if begreb or is_uuid(kode) else _("(ikke en kode)"),
        "term": begreb.term if begreb else None,
        "art": _(ART_NAVN.get(begreb.art, begreb.art)) if begreb else None,
        "hvad": hvad,
        "brug": liv.efterfoelger.term if liv and liv.efterfoelger else None,
        "antal": antal,
    }


def answer_uddata(g: Selvgrundlag) -> Svar:
    """The bundles, and what of the guide they break."""
    raekker = [{"regel": regel, "antal": antal} for regel, antal in sorted(g.brud.items())]
    if not g.bundler:
        set_ = _("Leverancen har ingen FHIR-bundles, så uddatasættet er ikke set.")
        return Svar(USET, set_, _("Send de samme borgere som FHIR-bundles, og kør igen."))
    gode = g.bundler - g.afviste
    bundler = antal_ord(g.bundler, "FHIR-bundle", "FHIR-bundles")
    set_ = _("{gode} af {bundler} kan modtages.", gode=heltal(gode), bundler=bundler)
    if not g.afviste:
        goer = _("Kør også ffb tjek --streng: den spørger om det, kun vejledningens tekst kræver.")
        return Svar(JA, set_, goer, raekker)
    goer = _("Ret bruddene i listen; ffb tjek siger hvor, og hvad der var ventet.")
    return Svar(DELVIST if gode else NEJ, set_, goer, raekker)


def answer_bi(g: Selvgrundlag) -> Svar:
    """The star schema made of the delivery: which tables got rows."""
    stjerne = build_stjerne(g.klar)
    raekker = [{"tabel": navn, "antal": tabel.num_rows} for navn, tabel in stjerne.items()]
    fakta = [r for r in raekker if r["tabel"].startswith("fakta_")]
    tomme = [r["tabel"] for r in fakta if not r["antal"]]
    med = len(fakta) - len(tomme)
    set_ = _("{med} af {alle} faktatabeller får rækker.", med=med, alle=len(fakta))
    if not tomme:
        return Svar(JA, set_, _("Skriv dem med ffb eksporter, og peg BI-værktøjet på mappen."), raekker)
    goer = _("Send det, der mangler: {tomme}.", tomme=", ".join(tomme))
    return Svar(DELVIST if med else NEJ, set_, goer, raekker)


def answer_mapning(g: Selvgrundlag) -> Svar:
    """Each ydelse's pair and DST code held against the guide."""
    if g.mapning is None:
        set_ = _("Der er ingen mapningsvejledning at holde leverancen op mod.")
        return Svar(USET, set_, _("Giv den med --mapning, eller læg den i mappen."))
    guide = group_par(g.mapning)
    tal: Counter[str] = Counter()
    for tilbud, ydelse, dst, antal in g.klar.motor.query(
        "SELECT ffb_tilbud_kode, ffb_ydelse_kode, dst_kode, COUNT(*) AS antal FROM gaeldende_ydelse "
        "GROUP BY ffb_tilbud_kode, ffb_ydelse_kode, dst_kode"
    ).raekker:
        tal[_judge_par(guide.get((tilbud, ydelse)), dst)] += antal
    raekker = [{"hvad": _(PAR[navn]), "antal": tal[navn]} for navn in PAR]
    i_alt, gode = sum(tal.values()), tal["passer"]
    if not i_alt:
        return Svar(USET, _("Der er ingen ydelser i leverancen."), _("Send en leverance med ydelser."))
    ydelser = antal_ord(i_alt, "ydelse", "ydelser")
    set_ = _("{gode} af {ydelser} passer med vejledningen.", gode=heltal(gode), ydelser=ydelser)
    if tal["uden_kode"] == i_alt:
        set_ += " " + _("DST-koden står ikke i uddatasættet; den kan kun ses i tabelformatet.")
        return Svar(USET, set_, _("Send også ydelserne i tabelformatet med DST_YDELSE."), raekker)
    if gode == i_alt:
        return Svar(JA, set_, _("FLIS' filformat kendes ikke her; mapningen er den samme."), raekker)
    goer = _("Slå DST-koden op i vejledningen ud fra tilbud og ydelse, og send den.")
    return Svar(DELVIST if gode else NEJ, set_, goer, raekker)


PAR: dict[str, Dansk] = {
    "passer": "Passer med vejledningen",
    "anden": "En anden DST-kode, end vejledningen siger",
    "uden_kode": "Parret står i vejledningen, men DST-koden mangler",
    "uden_for": "Parret står ikke i vejledningen",
}


def _judge_par(vaerdier: frozenset[str] | None, dst: str | None) -> str:
    if vaerdier is None:
        return "uden_for"
    if dst is None:
        return "passer" if vaerdier == {"N/A"} else "uden_kode"
    return "passer" if dst in vaerdier else "anden"
