"""A change of case system: what was lost, doubled or left open on the way, changed ids, and changed CPR.

Opinion taken: the model's own views say what counts and what is doubled (`ydelse_dobbelt_par`), and the rule
MEL-15 says what is lost; nothing is judged a second way here. Two CPR numbers are only ever proposed to be
one citizen, with what speaks for and against: nothing is merged.
Grain: ydelse in an old system; pair of citizens. Source: 3-rapport, For the data steward; S0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ffb.afstem.grundlag import FORBEHOLD, Grundlag, define_visninger, query_svar
from ffb.errors import BrugsFejl
from ffb.formats.grundlag import Laesning
from ffb.model.referencer import reference_arrow
from ffb.rapport.lister import term
from ffb.rapport.resultat import Kolonne, Opgoerelse, Rapporttabel
from ffb.rules.hoved import find_regel
from ffb.rules.koer import run_regler
from ffb.sprog import Dansk, _, antal_ord, dato

Raekke = dict[str, Any]
MAPPE = "systemskifte"
TIDLIGERE = "Tidligere anvendt"
TABT = "MEL-15"
UDFALD: dict[str, Dansk] = {
    "tabt": "Tabt: ikke slut i det gamle system og ikke i det nye. Den tæller ingen steder.",
    "maaske_doblet": "Måske doblet: slut i det gamle; det nye har samme koder samtidig med en anden start.",
    "aendret": "Ført over med ændringer: ikke slut i det gamle; borgeren har ydelsen i det nye med en anden"
    " start eller andre koder.",
    "viderefoert": "Ført over: ikke slut i det gamle, den samme i det nye.",
    "doblet": "I begge systemer: slut i det gamle, den samme i det nye. Talt én gang.",
    "kun_gammelt": "Kun i det gamle: slut, og tæller herfra.",
}
SE_EFTER = ("tabt", "maaske_doblet", "aendret")
SLAGS = {"aaben": "ingen slutdato", "slutter_senere": "slutter efter leverancen", "slut": "slut"}
BEVIS: dict[str, tuple[Dansk, Dansk]] = {
    "ydelse_id": ("samme ydelse-id", "samme ydelse-id'er"),
    "indsats_id": ("samme indsats-id", "samme indsats-id'er"),
    "sagsnummer": ("samme sagsnummer", "samme sagsnumre"),
    "samme_ydelse": ("ydelse med samme dag, koder og P-nummer", "ydelser med samme dag, koder og P-nummer"),
}


def find_gamle(laesning: Laesning, valgt: str | None, foerste_sti: str | None) -> tuple[set[str], bool]:
    """The old systems, and whether it is an assumption of ours or the user's.

    Args:
        valgt: a system's name, from `--gammelt`.
        foerste_sti: the first of exactly two paths; its system is then the old one where none is marked.

    Raises:
        BrugsFejl: the system named is not there, or nothing says which one is old.
    """
    leverancer = laesning.tabeller["leverance"].to_pylist()
    systemer = sorted({r["system"] or "" for r in leverancer})
    if valgt is not None:
        fundet = {s for s in systemer if s.casefold() == valgt.strip().casefold()}
        if not fundet:
            raise BrugsFejl(
                _(
                    "--gammelt: der er intet system ved det navn. Vælg mellem {systemer}.",
                    systemer=", ".join(systemer),
                )
            )
        return fundet, not _er_maerket(leverancer, fundet)
    maerkede = {s for s in systemer if _er_maerket(leverancer, {s})}
    if maerkede or len(systemer) == 1:
        return maerkede, False
    if foerste_sti is not None:
        foerste = {r["system"] or "" for r in leverancer if str(r["sti"]).startswith(foerste_sti)}
        if len(foerste) == 1 and len(systemer) == 2:
            return foerste, True
    raise BrugsFejl(
        _(
            "Intet system er mærket »{maerke}«. Sig, hvilket der er det gamle, med --gammelt: {systemer}.",
            maerke=TIDLIGERE,
            systemer=", ".join(systemer),
        )
    )


def _er_maerket(leverancer: list[Raekke], systemer: Collection[str]) -> bool:
    """Whether the newest leverance of each of them says so."""
    return all(
        max(egne, key=lambda r: (r["tid"], r["leverance_id"]))["system_status"] == TIDLIGERE
        for s in systemer
        if (egne := [r for r in leverancer if (r["system"] or "") == s])
    )


def assume_tidligere(laesning: Laesning, gamle: Collection[str]) -> Laesning:
    """The same reading with every leverance of the old systems marked Tidligere anvendt."""
    leverance = laesning.tabeller["leverance"]
    er_gammel = pc.is_in(pc.fill_null(leverance["system"], ""), pa.array(sorted(gamle), pa.string()))
    status = pc.if_else(er_gammel, TIDLIGERE, leverance["system_status"])
    nr = leverance.schema.get_field_index("system_status")
    ny = leverance.set_column(nr, "system_status", status.cast(pa.string()))
    return replace(laesning, tabeller={**laesning.tabeller, "leverance": ny})


def build_systemskifte(grundlag: Grundlag, gamle: Collection[str], *, antaget: bool) -> Opgoerelse:
    """The check of a prepared engine, in which the old systems are Tidligere anvendt.

    Args:
        antaget: that is our assumption and not what the deliveries say.

    Raises:
        BrugsFejl: every system is an old one.
    """
    motor = grundlag.motor
    en = (
        grundlag.kommune_kode,
        grundlag.opsaetning.periode_fra,
        grundlag.opsaetning.periode_til,
        grundlag.pr_dato,
        0,
    )
    motor.load("afstemning", reference_arrow("afstemning", [en]))
    define_visninger(motor, MAPPE)
    svar = query_svar(motor, MAPPE)
    if gamle and all(s["tidligere"] for s in svar["systemer"]):
        raise BrugsFejl("Der er ingen leverance fra et nyt system. Giv begge systemers leverancer med.")
    ydelser = _med_udfald(svar["skifteydelser"], _tabte(grundlag))
    tabeller = [
        _systemer(svar["systemer"], antaget),
        _udfald(ydelser),
        _liste(grundlag, "se_efter", "Ydelser at se efter", [y for y in ydelser if y["udfald"] in SE_EFTER]),
        _liste(
            grundlag, "id_skiftet", "Ydelser, der har fået ny id", [y for y in ydelser if y["id_skiftet"]]
        ),
        _liste(grundlag, "skifteydelser", "Alle ydelser i det gamle system", ydelser),
        _cpr_skift(grundlag, svar["cpr_skift"]),
    ]
    antal = Counter(y["udfald"] for y in ydelser)
    tal = {u: antal[u] for u in UDFALD} | {
        "id_skiftet": sum(y["id_skiftet"] for y in ydelser),
        "cpr_skift": len(tabeller[-1].raekker),
    }
    return Opgoerelse(
        art="systemskifte",
        titel="Systemskifte",
        kommune_kode=grundlag.kommune_kode or None,
        kommune_navn=grundlag.kommune_navn,
        demo=grundlag.demo,
        dannet_paa=grundlag.dannet_paa,
        konklusion=_konklusion(tal, bool(gamle)),
        tabeller={t.navn: t for t in tabeller},
        fakta=[
            ("Gammelt system", ", ".join(sorted(gamle)) or "–"),
            ("Opgjort pr.", dato(grundlag.pr_dato)),
        ],
        tal=tal,
        indstillinger={"gamle_systemer": sorted(gamle), "antaget": antaget, "pr_dato": grundlag.pr_dato},
        noter=_noter(gamle, antaget),
        forbehold=FORBEHOLD,
        sikker=grundlag.opsaetning.sikker,
    )


def _noter(gamle: Collection[str], antaget: bool) -> list[str]:
    forslag = _(
        "En borger med to CPR-numre er et forslag: intet bliver lagt sammen, før nogen har set efter."
    )
    noter = [forslag]
    if antaget:
        hvilke = _(" og ").join(sorted(gamle))
        antagelse = _(
            "At {hvilke} er tidligere anvendt, er antaget her. Danmarks Statistik afgør det.", hvilke=hvilke
        )
        noter.insert(0, antagelse)
    return noter


def _tabte(grundlag: Grundlag) -> set[tuple[str | None, int]]:
    """The rows the rule finds lost: `ydelse:<leverance>:<fil>:<post>` and the number of the activity."""
    regel = find_regel(TABT)
    assert regel is not None
    return {(f.aarsag, f.detaljer["aktivitet_nr"]) for f in run_regler(grundlag.motor, [regel]).fund}


def _med_udfald(ydelser: list[Raekke], tabte: set[tuple[str | None, int]]) -> list[Raekke]:
    """Those not ended and not the same in the new system: lost where the rule says so, else changed."""
    ud = []
    for y in ydelser:
        udfald = y["udfald"]
        if udfald == "ikke_slut":
            raekke = f"ydelse:{y['leverance_id']}:{y['fil_nr']}:{y['post_nr']}"
            udfald = "tabt" if (raekke, y["aktivitet_nr"]) in tabte else "aendret"
        ud.append(y | {"udfald": udfald})
    return sorted(ud, key=lambda y: (list(UDFALD).index(y["udfald"]), y["enhed"] or "", y["ydelse_id"] or ""))


def _konklusion(tal: dict[str, int], har_gammelt: bool) -> tuple[str, str, str, str]:
    skift = antal_ord(
        tal["cpr_skift"], "par CPR-numre kan være én borger", "par CPR-numre kan være én borger"
    )
    if not har_gammelt:
        kode = "klar_med_mangler" if tal["cpr_skift"] else "tom"
        naeste = (
            _("Se efter i fagsystemet.")
            if tal["cpr_skift"]
            else _("Giv også det gamle systems leverance med.")
        )
        intet = _("Der er intet gammelt system at sammenligne med. {skift}.", skift=skift)
        return kode, _("Kun ét system"), intet, naeste
    galt = sum(tal[u] for u in SE_EFTER)
    if not galt and not tal["cpr_skift"]:
        return "klar", _("Skiftet er rent"), _("Intet er tabt eller doblet."), _("Intet.")
    tekst = _(
        "{tabt} tabt, {doblet} måske doblet, {aendret} ført over med ændringer, {id_skiftet} har fået ny id,"
        " og {skift}.",
        tabt=antal_ord(tal["tabt"], "ydelse er", "ydelser er"),
        doblet=tal["maaske_doblet"],
        aendret=tal["aendret"],
        id_skiftet=tal["id_skiftet"],
        skift=skift,
    )
    return (
        "klar_med_mangler",
        _("Se efter"),
        tekst,
        _("Gå arket se_efter igennem: opret, afslut eller ret, og send igen."),
    )


# -- tables -----------------------------------------------------------------------------------------------


def _systemer(svar: list[Raekke], antaget: bool) -> Rapporttabel:
    raekker = [
        {
            **{k: r[k] for k in ("ydelser", "borgere", "afsluttede", "taeller")},
            "system": r["system"],
            "system_status": (TIDLIGERE + (_(" (antaget)") if antaget else ""))
            if r["tidligere"]
            else "Nuværende",
            "sidst_leveret": r["sidst_leveret"].isoformat(),
        }
        for r in svar
    ]
    return Rapporttabel(
        "systemer",
        "Systemerne",
        (
            Kolonne("system", "System", "tekst"),
            Kolonne("system_status", "System_status", "tekst"),
            Kolonne("sidst_leveret", "Sidst leveret", "dato"),
            Kolonne("ydelser", "Ydelser", "antal"),
            Kolonne("borgere", "Borgere", "antal"),
            Kolonne("afsluttede", "Heraf slut", "antal"),
            Kolonne("taeller", "Tæller", "antal"),
        ),
        raekker,
        noter=(
            "Fra et tidligere anvendt system tæller kun ydelser, der er slut senest, da det leverede sidst.",
        ),
    )


def _udfald(ydelser: list[Raekke]) -> Rapporttabel:
    antal = Counter(y["udfald"] for y in ydelser)
    raekker = [{"udfald": u, "tekst": _(tekst), "antal": antal[u]} for u, tekst in UDFALD.items()]
    return Rapporttabel(
        "udfald",
        "Hvad der blev af det gamle systems ydelser",
        (
            Kolonne("udfald", "Udfald", "kode"),
            Kolonne("tekst", "Udfald", "tekst"),
            Kolonne("antal", "Ydelser", "antal"),
        ),
        raekker,
    )


def _liste(grundlag: Grundlag, navn: str, titel: Dansk, ydelser: list[Raekke]) -> Rapporttabel:
    raekker = [
        {
            "cpr": grundlag.person(y),
            "sagsnummer": y["sagsnummer"],
            "udfald": _(UDFALD[y["udfald"]]).split(":")[0],
            "startdato": y["startdato"].isoformat() if y["startdato"] else None,
            "slutdato": y["slutdato"].isoformat() if y["slutdato"] else None,
            "slags": SLAGS[y["slags"]],
            "dst_kode": y["dst_kode"],
            "ffb_ydelse": term(y["ffb_ydelse_kode"]),
            "ffb_tilbud": term(y["ffb_tilbud_kode"]),
            "enhed": y["enhed"],
            "system": y["system"],
            "ydelse_id": y["ydelse_id"],
            "ny_ydelse_id": y["ny_ydelse_id"],
        }
        for y in ydelser
    ]
    kolonner = (
        Kolonne("cpr", grundlag.persontitel, "kode"),
        Kolonne("sagsnummer", "Sagsnummer", "kode"),
        Kolonne("udfald", "Udfald", "tekst"),
        Kolonne("startdato", "Startdato", "dato"),
        Kolonne("slutdato", "Slutdato (gammelt)", "dato"),
        Kolonne("slags", "I det gamle", "tekst"),
        Kolonne("dst_kode", "DST-kode", "kode"),
        Kolonne("ffb_ydelse", "FFB-ydelse", "tekst"),
        Kolonne("ffb_tilbud", "FFB-tilbud", "tekst"),
        Kolonne("enhed", "Enhed", "tekst"),
        Kolonne("system", "Gammelt system", "tekst"),
        Kolonne("ydelse_id", "Gammel id", "kode"),
        Kolonne("ny_ydelse_id", "Ny id", "kode"),
    )
    return Rapporttabel(
        navn, titel, kolonner, raekker, antal_ord(len(raekker), "ydelse.", "ydelser."), persondata=True
    )


def _cpr_skift(grundlag: Grundlag, svar: list[Raekke]) -> Rapporttabel:
    raekker = [r for p in svar if (r := build_forslag(grundlag, p))]
    raekker.sort(key=lambda r: (r["vurdering"] != "sandsynlig", r["cpr_foer"] or "", r["cpr_nu"] or ""))
    pseudonym = grundlag.persontitel
    return Rapporttabel(
        "cpr_skift",
        "To CPR-numre, der kan være samme borger",
        (
            Kolonne("cpr_foer", _("{person}, set først", person=pseudonym), "kode"),
            Kolonne("cpr_nu", _("{person}, set sidst", person=pseudonym), "kode"),
            Kolonne("vurdering", "Vurdering", "tekst"),
            Kolonne("for", "Taler for", "liste"),
            Kolonne("imod", "Taler imod", "liste"),
        ),
        raekker,
        "Forslag ud fra rækkernes egne oplysninger. Se efter, før noget rettes.",
        ("Sandsynlig: et fælles id eller sagsnummer, og intet taler imod.",),
        persondata=True,
    )


def build_forslag(grundlag: Grundlag, par: Raekke) -> Raekke | None:
    """The proposal for a pair; None where only likeness of a ydelse, or nothing but a sag, speaks for it
    while birth or sex speaks against."""
    taler_for = [antal_ord(par[k], *ord_) for k, ord_ in BEVIS.items() if par[k]]
    imod = [
        ord_
        for ord_, felt in ((_("fødselsåret er et andet"), "foedselsaar"), (_("kønnet er et andet"), "koen"))
        if None not in (par[f"{felt}_a"], par[f"{felt}_b"]) and par[f"{felt}_a"] != par[f"{felt}_b"]
    ]
    har_id = bool(par["ydelse_id"] or par["indsats_id"])
    if imod and not har_id:
        return None
    foedt = _foedt(par["cpr_a"]), _foedt(par["cpr_b"])
    if None not in foedt and foedt[0] == foedt[1]:
        taler_for.append(_("samme fødselsdag"))
    if _er_erstatning(par["cpr_a"]) != _er_erstatning(par["cpr_b"]):
        taler_for.append(_("erstatningsnummer"))
    if par["begge_gaelder"]:
        imod.append(_("begge numre er i de leverancer, der tæller"))
    stemmer = har_id or bool(par["sagsnummer"])
    a_foerst = (par["sidst_a"], par["foerst_a"], par["borger_a"]) <= (
        par["sidst_b"],
        par["foerst_b"],
        par["borger_b"],
    )
    foer, nu = ("a", "b") if a_foerst else ("b", "a")
    return {
        "cpr_foer": grundlag.person({"borger_id": par[f"borger_{foer}"], "cpr": par[f"cpr_{foer}"]}),
        "cpr_nu": grundlag.person({"borger_id": par[f"borger_{nu}"], "cpr": par[f"cpr_{nu}"]}),
        "vurdering": "sandsynlig" if stemmer and not imod else "mulig",
        "for": taler_for,
        "imod": imod,
    }


def _er_erstatning(cpr: str | None) -> bool:
    """Day + 60, or letters: given to those who have no CPR yet."""
    return bool(cpr) and (not str(cpr).isdigit() or int(str(cpr)[:2]) > 60)


def _foedt(cpr: str | None) -> str | None:
    """The birthday the number tells, day without the 60."""
    if not cpr or not cpr[:6].isdigit():
        return None
    dag = int(cpr[:2])
    return f"{dag - 60 if dag > 60 else dag:02d}{cpr[2:6]}"
