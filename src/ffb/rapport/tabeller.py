"""From query answers to the report's tables: order of rows, totals, shares, what cannot be judged.

Opinion taken: SQL counts, Python divides once in Decimal, half up (12-model, Numbers that agree).
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ffb.begreber import PARAGRAF_RAEKKEFOELGE
from ffb.model.dom import FEJL_BIT
from ffb.rapport.resultat import Kolonne, Rapporttabel
from ffb.rapport.tekster import NOTER_TABEL1, NOTER_TABEL2, TABEL2_TEKST
from ffb.sprog import _, antal_ord

Raekke = dict[str, Any]

TAELLERE = (*FEJL_BIT, "mangler_maalgruppe", "fejlfri", "heraf_skift")
TABEL1_KOLONNER = (
    Kolonne("antal", "Antal ydelser", "antal"),
    Kolonne("mangler_ydelse_uuid", "Mangler ydelses-UUID", "antal", fejl=True),
    Kolonne("mangler_tilbud_uuid", "Mangler tilbuds-UUID", "antal", fejl=True),
    Kolonne("fejl_mapning", "Mapper ikke til DST-koden", "antal", fejl=True),
    Kolonne("ukendt_uuid", "Ukendt UUID", "antal", vores=True, fejl=True),
    Kolonne("ugyldig_kombination", "Ugyldig kombination", "antal", vores=True, fejl=True),
    Kolonne("mangler_maalgruppe", "Mangler målgruppe", "antal", vores=True, fejl=True),
    Kolonne("fejlfri", "Fejlfri", "antal", vores=True),
    Kolonne("heraf_skift", "Heraf skift", "antal", vores=True),
)
OPDELT_KOLONNER = (
    Kolonne("opdeling", "Opdelt på", "tekst"),
    Kolonne("vaerdi", "Gruppe", "tekst"),
    Kolonne("borgere", "Borgere", "antal"),
    Kolonne("udredningstema", "Mangler udredningstema", "antal", fejl=True),
    Kolonne("aktivitet_deltagelse", "Mangler A&D", "antal", fejl=True),
    Kolonne("funktionsevneniveau", "Mangler niveau", "antal", fejl=True),
    Kolonne("stoettebehov", "Mangler støttebehov", "antal", fejl=True),
    Kolonne("maaltype", "Mangler måltype", "antal", fejl=True),
    Kolonne("progressionsdata", "Mangler mindst én", "antal", fejl=True),
    Kolonne("mangler_alle", "Mangler alle", "antal", fejl=True),
)
OPDELINGER = ("paragraf", "system", "enhed", "maaned", "kun_82")


def andel(antal: int, af: int) -> Decimal | None:
    """`antal` of `af` in percent, one decimal, half up; None when there is nothing to divide by."""
    if af == 0:
        return None
    return (Decimal(antal) * 100 / Decimal(af)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _paragraf_nr(paragraf: str) -> tuple[int, str]:
    faste = {p: nr for nr, p in enumerate(PARAGRAF_RAEKKEFOELGE)}
    if paragraf == "Uoplyst":
        return len(faste) + 1, ""
    return faste.get(paragraf, len(faste)), paragraf


def _bedoemt(raekke: Raekke, har_mapning: bool) -> Raekke:
    """Cells that cannot be judged become None: never a silent 0."""
    if raekke["antal"] and not (har_mapning and raekke["har_dst"]):
        raekke["fejl_mapning"] = None
    if raekke["antal"] and not har_mapning:
        raekke["ugyldig_kombination"] = None
    del raekke["har_dst"]
    return raekke


def _sum(raekker: Iterable[Raekke]) -> Raekke:
    liste = list(raekker)
    return {navn: sum(r[navn] for r in liste) for navn in ("antal", *TAELLERE, "har_dst")}


def build_tabel1(svar: list[Raekke], *, har_mapning: bool) -> Rapporttabel:
    """Rows per paragraf in DST's order, empty ones left out, and I alt."""
    ordnet = sorted(svar, key=lambda r: _paragraf_nr(r["paragraf"]))
    i_alt = {"paragraf": "I alt", **_sum(ordnet)}
    raekker = [_bedoemt(_uden_kommune(r), har_mapning) for r in [*ordnet, i_alt]]
    total = raekker[-1]
    return Rapporttabel(
        "tabel1",
        "Tabel 1: Antal FFB-ydelser og -tilbud",
        (Kolonne("paragraf", "Paragraf", "tekst"), *TABEL1_KOLONNER),
        raekker,
        svar=_tabel1_svar(total),
        noter=NOTER_TABEL1,
        total=True,
    )


def _tabel1_svar(total: Raekke) -> str:
    if not total["antal"]:
        return _("Ingen FFB-relevante ydelser er startet i perioden.")
    fejl = total["antal"] - total["fejlfri"]
    startet = antal_ord(total["antal"], "FFB-ydelse er startet", "FFB-ydelser er startet")
    if not fejl:
        return _("{startet} i perioden, alle uden fejl.", startet=startet)
    med_fejl = antal_ord(fejl, "har mindst én fejl", "har mindst én fejl")
    return _("{startet} i perioden; {med_fejl}.", startet=startet, med_fejl=med_fejl)


def build_tabel1_pr_dst_kode(svar: list[Raekke], *, har_mapning: bool) -> Rapporttabel:
    """The same counts per DST-kode; rows without one last."""
    ordnet = sorted(svar, key=lambda r: (r["dst_kode"] is None, r["dst_kode"] or ""))
    kolonner = (Kolonne("dst_kode", "DST-kode", "kode"), Kolonne("paragraf", "Paragraf", "tekst"))
    return Rapporttabel(
        "tabel1_pr_dst_kode",
        "Tabel 1 pr. DST-kode",
        (*kolonner, *TABEL1_KOLONNER),
        [_bedoemt(_uden_kommune(r), har_mapning) for r in ordnet],
        noter=(
            "Hele tabellen er vores. Koder afledt af mapningsvejledningen tæller under den afledte kode.",
        ),
    )


def _uden_kommune(raekke: Raekke) -> Raekke:
    return {k: v for k, v in raekke.items() if k != "kommune_kode"}


def build_tabel2(antal: dict[str, int], borgere: Raekke) -> Rapporttabel:
    """The six rows; `borgere` holds the population and what is only "ikke vurderet"."""
    i_alt = borgere["borgere"]
    raekker = [
        {
            "raekke": navn,
            "tekst": _(tekst),
            "antal": antal.get(navn, 0),
            "andel": andel(antal.get(navn, 0), i_alt),
            "heraf_ikke_vurderet": borgere.get(navn),
        }
        for navn, tekst in TABEL2_TEKST.items()
    ]
    mangler = antal.get("progressionsdata", 0)
    hvem = antal_ord(i_alt, "borger har mindst én FFB-ydelse", "borgere har mindst én FFB-ydelse")
    svar = _("Ingen borgere har en FFB-relevant ydelse startet i perioden.")
    if i_alt:
        hvad = antal_ord(mangler, "mangler mindst én oplysning", "mangler mindst én oplysning")
        svar = f"{hvem}; {hvad}." if mangler else _("{hvem}, og ingen mangler oplysninger.", hvem=hvem)
    alle = antal_ord(
        borgere["mangler_alle"],
        "borger mangler alle fem oplysninger.",
        "borgere mangler alle fem oplysninger.",
    )
    return Rapporttabel(
        "tabel2",
        "Tabel 2: Antal borgere med mindst én FFB-ydelse, og hvad der mangler",
        (
            Kolonne("raekke", "Række", "kode"),
            Kolonne("tekst", "Oplysning", "tekst"),
            Kolonne("antal", "Borgere", "antal", fejl=True),
            Kolonne("andel", "Andel", "andel"),
            Kolonne("heraf_ikke_vurderet", "Har kun »ikke vurderet«", "antal", vores=True),
        ),
        raekker,
        svar=svar,
        noter=(*NOTER_TABEL2, alle),
    )


def build_tabel2_opdelt(svar: list[Raekke]) -> Rapporttabel:
    """Tabel 2 per paragraf, system, enhed and month of start, and citizens with only §82 ydelser."""
    ordnet = sorted(svar, key=_opdelt_noegle)
    return Rapporttabel(
        "tabel2_opdelt",
        "Tabel 2 pr. paragraf, system, enhed og startmåned",
        OPDELT_KOLONNER,
        [_uden_kommune(r) for r in ordnet],
        noter=(
            "Hele tabellen er vores. En borger tæller i hver gruppe, hun har en ydelse i,"
            " så grupperne kan ikke lægges sammen.",
            "Opdelingen på enhed kræver, at enheden står på ydelsen eller i en opslagsfil (--opslag).",
            "kun_82: borgere, hvis ydelser i perioden alle er efter § 82 a-d (uvisiteret).",
        ),
    )


def _opdelt_noegle(raekke: Raekke) -> tuple[Any, ...]:
    opdeling, vaerdi = raekke["opdeling"], raekke["vaerdi"]
    nr = _paragraf_nr(vaerdi) if opdeling == "paragraf" else (int(vaerdi is None), vaerdi or "")
    return OPDELINGER.index(opdeling), nr


def build_ydelsesrapport(svar: list[Raekke], dage: dict[tuple[int, int | None], int]) -> Rapporttabel:
    """Per DST-kode and quarter (kvartal None = the year); `dage` = days in each."""
    raekker = []
    for r in sorted(svar, key=_ydelse_noegle):
        fuldtid = Decimal(r["aktive_dage"]) / Decimal(dage[(r["aar"], r["kvartal"])])
        raekke = {
            k: r[k] for k in ("dst_kode", "aar", "kvartal", "aktive", "startet", "afsluttet", "modtagere")
        }
        raekker.append({**raekke, "fuldtidsydelser": fuldtid.quantize(Decimal("0.01"), ROUND_HALF_UP)})
    return Rapporttabel(
        "ydelsesrapport",
        "Ydelsesrapport",
        (
            Kolonne("dst_kode", "DST-kode", "kode"),
            Kolonne("aar", "År", "kode"),
            Kolonne("kvartal", "Kvartal", "kode"),
            Kolonne("aktive", "Aktive", "antal"),
            Kolonne("startet", "Startet", "antal"),
            Kolonne("afsluttet", "Afsluttet", "antal"),
            Kolonne("modtagere", "Modtagere", "antal"),
            Kolonne("fuldtidsydelser", "Fuldtidsydelser", "tal"),
        ),
        raekker,
        noter=(
            "Alle gældende ydelser, også dem uden FFB. Kolonnerne er vores.",
            "Fuldtidsydelser = aktive dage delt med dage i perioden. Kvartal tomt = hele året.",
            "En ydelse uden slutdato er aktiv til og med sidste viste kvartal.",
        ),
    )


def _ydelse_noegle(r: Raekke) -> tuple[Any, ...]:
    return r["dst_kode"] is None, r["dst_kode"] or "", r["aar"], r["kvartal"] is None, r["kvartal"] or 0


KONTAKTROLLER = {
    "faglig ansvarlig": "faglig_ansvarlig",
    "kvitteringsmodtager": "kvitteringsmodtager",
    "teknisk ansvarlig": "teknisk_ansvarlig",
}


def build_leverancer(svar: list[Raekke]) -> Rapporttabel:
    """The leverancer the report was built on."""
    raekker = [
        {
            "fil_id": r["fil_id"],
            "tid": r["tid_tekst"],
            "system": r["system"] or None,
            "system_status": r["system_status"],
            "art": {"fuld": "fuld", "loebende": "løbende"}.get(r["art"], r["art"]),
            "raekker": r["raekker"],
        }
        for r in svar
    ]
    return Rapporttabel(
        "leverancer",
        "Oversigt over dataleverancer",
        (
            Kolonne("fil_id", "fil_id", "kode"),
            Kolonne("tid", "Indberetningstidspunkt", "tid"),
            Kolonne("system", "System", "tekst"),
            Kolonne("system_status", "System_status", "tekst"),
            Kolonne("art", "Art", "tekst", vores=True),
            Kolonne("raekker", "Rækker", "antal", vores=True),
        ),
        raekker,
        svar=_(
            "Rapporten bygger på {leverancer}.", leverancer=antal_ord(len(raekker), "leverance", "leverancer")
        ),
        noter=(
            "Fra nuværende systemer tæller den senest modtagne leverance;"
            " fra tidligere anvendte kun afsluttede ydelser.",
        ),
    )


def build_kontakter(svar: list[Raekke]) -> Rapporttabel:
    """One row per system; several persons in a role are joined by comma."""
    pr_system: dict[str, dict[str, list[str]]] = {}
    for r in svar:
        rolle = KONTAKTROLLER.get(r["rolle"].strip().lower())
        if rolle:
            tekst = f"{r['navn']} ({r['email']})" if r["email"] else r["navn"]
            pr_system.setdefault(r["system"], {}).setdefault(rolle, []).append(tekst)
    raekker = [
        {
            "system": system,
            **{rolle: ", ".join(roller.get(rolle, [])) or None for rolle in KONTAKTROLLER.values()},
        }
        for system, roller in sorted(pr_system.items())
    ]
    return Rapporttabel(
        "kontakter",
        "Oversigt over kontaktpersoner",
        (
            Kolonne("system", "System", "tekst"),
            Kolonne("faglig_ansvarlig", "Faglig ansvarlig", "tekst"),
            Kolonne("kvitteringsmodtager", "Kvitteringsmodtager", "tekst"),
            Kolonne("teknisk_ansvarlig", "Teknisk ansvarlig", "tekst"),
        ),
        raekker,
        noter=(
            "Kontakter rettes i fagsystemet. De to sidste roller findes ikke ved manuel indberetning (IDEP).",
        ),
    )


__all__ = [
    "andel",
    "build_kontakter",
    "build_leverancer",
    "build_tabel1",
    "build_tabel1_pr_dst_kode",
    "build_tabel2",
    "build_tabel2_opdelt",
    "build_ydelsesrapport",
]
