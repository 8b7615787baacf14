"""Danmarks Statistik's CPR lists held against ours: on both, only theirs, only ours, and why if we can tell.

Opinion taken: our lists are the report's own, from the same texts. The layout of DST's files is unknown to
us: the columns are named in the TOML or guessed, and rows are joined on what DST gives beside the CPR (id,
else start and DST-kode, else sagsnummer). A reason is what our data show, not what DST did.
Grain: row of list 1; citizen of list 2. Source: 3-rapport, For the data steward; S0 (cpr. lister).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from ffb.afstem.dstaarsag import AARSAG, Facts, find_mangler
from ffb.afstem.grundlag import FORBEHOLD, Grundlag, query_svar
from ffb.engine.sqlfil import load_sqlfiler
from ffb.formats.personliste import Personliste
from ffb.model.dom import FEJL_BIT, MANGEL_BIT
from ffb.model.referencer import reference_arrow
from ffb.rapport.resultat import Kolonne, Opgoerelse, Rapporttabel
from ffb.sprog import Dansk, _, antal_ord, dato

Raekke = dict[str, Any]
MAPPE = "dst"
BEGGE, KUN_DST, KUN_OS = "på begge", "kun DST", "kun os"
HVOR = (KUN_DST, KUN_OS, BEGGE)
HVOR_NOEGLE = {BEGGE: "begge", KUN_DST: "kun_dst", KUN_OS: "kun_os"}


@dataclass(frozen=True, slots=True)
class Dstvalg:
    """Period of the lists (inclusive), and the day DST made them, where it is known."""

    periode_fra: date
    periode_til: date
    dst_dato: date | None = None


def build_dstlister(
    grundlag: Grundlag, liste1: Personliste | None, liste2: Personliste | None, valg: Dstvalg
) -> Opgoerelse:
    """Join DST's lists with the report's own.

    Args:
        grundlag: from `prepare_grundlag`.
        liste1, liste2: the lists `dst_liste_1` and `dst_liste_2`; at least one.
    """
    borgere = {r["borger_id"] for liste in (liste1, liste2) if liste for r in liste.raekker}
    grundlag.motor.load("dst_borger", reference_arrow("dst_borger", [(b,) for b in sorted(borgere)]))
    svar = query_svar(grundlag.motor, MAPPE)
    facts = Facts.fra_raekker(svar["dst_ydelser"], svar["dst_kendte"], valg.periode_fra, valg.periode_til)
    dele: list[tuple[str, list[Raekke], Rapporttabel]] = []
    if liste1:
        raekker = join_liste_1(liste1, _vores(grundlag, "cpr_liste_1", valg), facts, valg.dst_dato)
        dele.append((_("Liste 1: ydelser"), raekker, _tabel_1(grundlag, raekker)))
    if liste2:
        raekker = join_liste_2(liste2, _vores(grundlag, "cpr_liste_2", valg), facts, valg.dst_dato)
        dele.append((_("Liste 2: borgere"), raekker, _tabel_2(grundlag, raekker)))
    tabeller = [_oversigt(dele), _aarsager(dele), *(t for _, _, t in dele)]
    tal = {
        f"{tabel.navn.removeprefix('dst_')}_{noegle}": sum(r["hvor"] == hvor for r in raekker)
        for _, raekker, tabel in dele
        for hvor, noegle in HVOR_NOEGLE.items()
    }
    return Opgoerelse(
        art="dstlister",
        titel="Danmarks Statistiks CPR-lister mod jeres",
        kommune_kode=grundlag.kommune_kode or None,
        kommune_navn=grundlag.kommune_navn,
        demo=grundlag.demo,
        dannet_paa=grundlag.dannet_paa,
        konklusion=_konklusion([r for _, raekker, _ in dele for r in raekker]),
        tabeller={t.navn: t for t in tabeller},
        fakta=[
            ("Periode", _("{fra}–{til}", fra=dato(valg.periode_fra), til=dato(valg.periode_til))),
            ("Jeres nyeste leverance", dato(grundlag.pr_dato)),
            (
                "DST's lister er fra",
                dato(valg.dst_dato) if valg.dst_dato else _("ikke oplyst (--dst-dato)"),
            ),
        ],
        tal=tal,
        indstillinger={
            "periode_fra": valg.periode_fra,
            "periode_til": valg.periode_til,
            "dst_dato": valg.dst_dato,
            "kolonner": {liste.navn: list(liste.kolonner) for liste in (liste1, liste2) if liste},
        },
        noter=[
            "Vi kender ikke opsætningen af Danmarks Statistiks filer: se efter, at kolonnerne er"
            " læst rigtigt.",
            "Årsagen er, hvad jeres egne data viser, ikke hvad Danmarks Statistik har gjort.",
            *(n for liste in (liste1, liste2) if liste for n in liste.noter),
        ],
        forbehold=FORBEHOLD,
        sikker=grundlag.opsaetning.sikker,
    )


def _vores(grundlag: Grundlag, navn: str, valg: Dstvalg) -> list[Raekke]:
    """The report's own list of the period, by its own SQL; the leverance's day beside."""
    (sql,) = (f.sql for f in load_sqlfiler("ffb.rapport", "sql") if f.navn == navn)
    dage = dict(grundlag.motor.query("SELECT leverance_id, CAST(tid AS DATE) FROM leverance").raekker)
    return [
        r | {"leveret": dage[r["leverance_id"]]}
        for r in grundlag.motor.query(sql).dicts()
        if valg.periode_fra <= r["startdato"] <= valg.periode_til
    ]


# -- list 1: ydelser --------------------------------------------------------------------------------------


def find_noegle(kolonner: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """(theirs, ours) of the columns rows are joined on beside the citizen."""
    if "YDELSE_ID" in kolonner:
        return (("ydelse_id", "ydelse_id"),)
    par = (("startdato", "startdato"), ("dst_ydelse", "dst_kode"))
    valgt = tuple(p for p in par if p[0].upper() in kolonner)
    if valgt or "SAGSNUMMER" not in kolonner:
        return valgt
    return (("sagsnummer", "sagsnummer"),)


def join_liste_1(
    liste: Personliste, vores: list[Raekke], facts: Facts, dst_dato: date | None
) -> list[Raekke]:
    """Every row of either list once: where it is, and why it is not on the other."""
    noegle = find_noegle(liste.kolonner)
    ledige: dict[tuple[Any, ...], list[Raekke]] = defaultdict(list)
    for r in vores:
        ledige[(r["borger_id"], *(r[os] for _, os in noegle))].append(r)
    ud: list[Raekke] = []
    for d in liste.raekker:
        egne = ledige.get((d["borger_id"], *(d.get(dst) for dst, _ in noegle)))
        if egne:
            ud.append(_linje_1(egne.pop(0), d, BEGGE, None))
        else:
            ud.append(_linje_1(None, d, KUN_DST, facts.kun_dst_ydelse(d, noegle)))
    paa_dst = {d["borger_id"] for d in liste.raekker}
    for r in (r for egne in ledige.values() for r in egne):
        ud.append(_linje_1(r, None, KUN_OS, _kun_os_ydelse(r, paa_dst, dst_dato)))
    return sorted(ud, key=_foelge)


def _kun_os_ydelse(r: Raekke, paa_dst: set[int], dst_dato: date | None) -> str:
    if not r["fejl"] & 7:
        return "kun_vores_fejl"
    if dst_dato and r["leveret"] > dst_dato:
        return "nyere_leverance"
    return "anden_ydelse" if r["borger_id"] in paa_dst else "ukendt"


def _linje_1(vores: Raekke | None, dst: Raekke | None, hvor: str, aarsag: str | None) -> Raekke:
    v, d = vores or {}, dst or {}
    return {
        "borger_id": v.get("borger_id") or d.get("borger_id"),
        "cpr": v.get("cpr") or d.get("cpr"),
        "hvor": hvor,
        "aarsag": aarsag,
        "startdato": v.get("startdato") or d.get("startdato"),
        "dst_kode": v.get("dst_kode") or d.get("dst_ydelse"),
        "sagsnummer": v.get("sagsnummer") or d.get("sagsnummer"),
        "ydelse_id": v.get("ydelse_id") or d.get("ydelse_id"),
        "system": v.get("system") or d.get("system"),
        "enhed": v.get("enhed"),
        "vores_fejl": [navn for navn, bit in FEJL_BIT.items() if v.get("fejl", 0) & bit],
        "dst_fejl": d.get("fejl"),
        "linje": d.get("linje"),
    }


# -- list 2: citizens -------------------------------------------------------------------------------------


def join_liste_2(
    liste: Personliste, vores: list[Raekke], facts: Facts, dst_dato: date | None
) -> list[Raekke]:
    """Every citizen of either list once."""
    ordnet = sorted(vores, key=lambda r: r["borger_id"])
    egne = {b: list(g) for b, g in groupby(ordnet, key=lambda r: r["borger_id"])}
    deres: dict[int, Raekke] = {}
    for d in liste.raekker:
        deres.setdefault(d["borger_id"], d)
    ud = [
        _linje_2(egne[b], d, BEGGE, None) if b in egne else _linje_2([], d, KUN_DST, facts.kun_dst_borger(b))
        for b, d in deres.items()
    ]
    for b, ydelser in egne.items():
        if b not in deres:
            ny = dst_dato is not None and all(y["leveret"] > dst_dato for y in ydelser)
            ud.append(_linje_2(ydelser, None, KUN_OS, "nyere_leverance" if ny else "ukendt"))
    return sorted(ud, key=_foelge)


def _linje_2(ydelser: list[Raekke], dst: Raekke | None, hvor: str, aarsag: str | None) -> Raekke:
    v, d = ydelser[0] if ydelser else {}, dst or {}
    mangler = [navn for navn, bit in MANGEL_BIT.items() if v.get("mangler", 0) & bit]
    deres = find_mangler(d.get("mangler"))
    uenige = sorted(set(mangler) ^ set(deres)) if ydelser and deres else []
    return {
        "borger_id": v.get("borger_id") or d.get("borger_id"),
        "cpr": v.get("cpr") or d.get("cpr"),
        "hvor": hvor,
        "aarsag": aarsag,
        "mangler": mangler,
        "dst_mangler": d.get("mangler"),
        "uenige": uenige,
        "sagsnumre": sorted({y["sagsnummer"] for y in ydelser if y["sagsnummer"]}),
        "enhed": next((y["enhed"] for y in ydelser if y["enhed"]), None),
        "linje": d.get("linje"),
    }


def _foelge(r: Raekke) -> tuple[Any, ...]:
    start = r.get("startdato")
    return HVOR.index(r["hvor"]), r["aarsag"] or "", r["cpr"] or "", start or date.min, r["linje"] or 0


# -- tables -----------------------------------------------------------------------------------------------


def _oversigt(dele: list[tuple[str, list[Raekke], Rapporttabel]]) -> Rapporttabel:
    raekker = []
    for navn, linjer, _tabel in dele:
        antal = Counter(r["hvor"] for r in linjer)
        raekker.append(
            {
                "liste": navn,
                "dst": antal[BEGGE] + antal[KUN_DST],
                "os": antal[BEGGE] + antal[KUN_OS],
                "begge": antal[BEGGE],
                "kun_dst": antal[KUN_DST],
                "kun_os": antal[KUN_OS],
            }
        )
    return Rapporttabel(
        "oversigt",
        "De to lister",
        (
            Kolonne("liste", "Liste", "tekst"),
            Kolonne("dst", "DST's", "antal"),
            Kolonne("os", "Vores", "antal"),
            Kolonne("begge", "På begge", "antal"),
            Kolonne("kun_dst", "Kun DST", "antal", fejl=True),
            Kolonne("kun_os", "Kun os", "antal", fejl=True),
        ),
        raekker,
    )


def _aarsager(dele: list[tuple[str, list[Raekke], Rapporttabel]]) -> Rapporttabel:
    raekker = [
        {"liste": navn, "hvor": hvor, "aarsag": aarsag, "tekst": _(AARSAG[aarsag]), "antal": antal}
        for navn, linjer, _tabel in dele
        for (hvor, aarsag), antal in sorted(
            Counter((r["hvor"], r["aarsag"]) for r in linjer if r["aarsag"]).items(),
            key=lambda x: (HVOR.index(x[0][0]), -x[1], x[0][1]),
        )
    ]
    return Rapporttabel(
        "aarsager",
        "Hvad forskellene ligner",
        (
            Kolonne("liste", "Liste", "tekst"),
            Kolonne("hvor", "Hvor", "tekst"),
            Kolonne("aarsag", "Årsag", "kode"),
            Kolonne("tekst", "Hvad vi kan se", "tekst"),
            Kolonne("antal", "Antal", "antal"),
        ),
        raekker,
    )


def _tabel_1(grundlag: Grundlag, raekker: list[Raekke]) -> Rapporttabel:
    kolonner = (
        Kolonne("cpr", grundlag.persontitel, "kode"),
        Kolonne("hvor", "Hvor", "tekst"),
        Kolonne("hvorfor", "Hvad vi kan se", "tekst"),
        Kolonne("startdato", "Startdato", "dato"),
        Kolonne("dst_kode", "DST-kode", "kode"),
        Kolonne("vores_fejl", "Vores fejl", "liste"),
        Kolonne("dst_fejl", "DST skriver", "tekst"),
        Kolonne("sagsnummer", "Sagsnummer", "kode"),
        Kolonne("enhed", "Enhed", "tekst"),
        Kolonne("system", "System", "tekst"),
        Kolonne("ydelse_id", "Ydelse-id", "kode"),
        Kolonne("linje", "Linje hos DST", "antal"),
    )
    return _tabel(grundlag, "dst_liste_1", "Liste 1: ydelser med fejl", kolonner, raekker)


def _tabel_2(grundlag: Grundlag, raekker: list[Raekke]) -> Rapporttabel:
    kolonner = (
        Kolonne("cpr", grundlag.persontitel, "kode"),
        Kolonne("hvor", "Hvor", "tekst"),
        Kolonne("hvorfor", "Hvad vi kan se", "tekst"),
        Kolonne("mangler", "Vi mangler", "liste"),
        Kolonne("dst_mangler", "DST skriver", "tekst"),
        Kolonne("uenige", "Uenige om", "liste", fejl=True),
        Kolonne("sagsnumre", "Sagsnumre", "liste"),
        Kolonne("enhed", "Enhed", "tekst"),
        Kolonne("linje", "Linje hos DST", "antal"),
    )
    return _tabel(grundlag, "dst_liste_2", "Liste 2: borgere, der mangler oplysninger", kolonner, raekker)


def _tabel(
    grundlag: Grundlag, navn: str, titel: Dansk, kolonner: tuple[Kolonne, ...], raekker: list[Raekke]
) -> Rapporttabel:
    vist = []
    for r in raekker:
        start = r.get("startdato")
        hvorfor = _(AARSAG[r["aarsag"]]) if r["aarsag"] else None
        linje = r | {"cpr": grundlag.person(r), "hvorfor": hvorfor, "startdato": start and start.isoformat()}
        vist.append({k.navn: linje[k.navn] for k in kolonner})
    return Rapporttabel(
        navn, titel, kolonner, vist, antal_ord(len(vist), "række.", "rækker."), persondata=True
    )


def _konklusion(raekker: list[Raekke]) -> tuple[str, str, str, str]:
    antal = Counter(r["hvor"] for r in raekker)
    if not raekker:
        return "tom", _("Tomme lister"), _("Der er ingen på nogen af listerne."), _("Intet.")
    if not antal[KUN_DST] and not antal[KUN_OS]:
        alle = _("Alle {antal} er på begge.", antal=antal[BEGGE])
        return "klar", _("Listerne er ens"), alle, _("Ret dem i fagsystemet.")
    tekst = _(
        "{begge} er på begge, {kun_dst} kun på DST's og {kun_os} kun på jeres.",
        begge=antal[BEGGE],
        kun_dst=antal[KUN_DST],
        kun_os=antal[KUN_OS],
    )
    return (
        "klar_med_mangler",
        _("Listerne er forskellige"),
        tekst,
        _("Begynd med »kun DST«: de er med i godkendelsen."),
    )
