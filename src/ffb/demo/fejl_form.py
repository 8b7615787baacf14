"""Plantings of form in the table format: cells, rows and files that are not as they should be (TAB-).

Most stand in tables no report reads from (§83 services, employment, accounts), so that nothing else moves.
What a whole file must suffer for (encoding, separator, an unknown column) is planted once per form.
"""

from __future__ import annotations

from datetime import timedelta

from ffb.demo.celler import FAERRE, FIL, FLERE, NY_KOLONNE
from ffb.demo.fejl_progression import frie, har_fri
from ffb.demo.fordeling import Kommuneplan
from ffb.demo.model import Borger, Celle, Kommuneverden, Plantet, Ventet, Ydelse
from ffb.demo.regelfejl import TABEL, TEKST, har_koder, i_2025, regel
from ffb.demo.verden import Skaber

DAG = timedelta(days=1)
XLSX = ("xlsx",)
REGNSKAB = ("regnskab", 2024, "5.38.50")


def _celle(
    b: Borger, regel_id: str, raekke: object, kolonne: str, vaerdi: str | float, tabel: str = "ydelse"
) -> None:
    b.celler.append(Celle(tabel, raekke, kolonne, vaerdi))
    b.vent(regel_id, regel_id, raekke, kolonne)


def _fsiii(b: Borger) -> tuple[str, int]:
    """One §83 service of this citizen alone."""
    b.fsiii = [("H1.1", b.ydelser[0].indsats.start, None, "SEL §83")]
    return ("fsiii_ydelse", b.nr)


def _job(b: Borger) -> tuple[str, int]:
    b.beskaeftigelse = [("202509", "Fleksjob")]
    return ("beskaeftigelse", b.nr)


# -- the citizen ---------------------------------------------------------------------------------------------
@regel("TAB-CPR-ULAESELIG", "tynd")
def cpr_ulaeselig(s: Skaber, b: Borger, y: Ydelse) -> None:
    _celle(b, "TAB-CPR-ULAESELIG", _job(b), "CPR", "ukendt", "beskaeftigelse")


@regel("TAB-CPR-ECPR", "tynd")
def ecpr(s: Skaber, b: Borger, y: Ydelse) -> None:
    _celle(b, "TAB-CPR-ECPR", _job(b), "CPR", f"610190DEM{s.plan.nr % 10}", "beskaeftigelse")


# -- dates ---------------------------------------------------------------------------------------------------
@regel("TAB-DATO-EXCEL", "tynd")
def dato_excel(s: Skaber, b: Borger, y: Ydelse) -> None:
    _celle(
        b,
        "TAB-DATO-EXCEL",
        _fsiii(b),
        "STARTDATO",
        45505.0 if s.plan.form == "xlsx" else "45505",
        "fsiii_ydelse",
    )


@regel("TAB-DATO-FORM", "tynd")
def dato_form(s: Skaber, b: Borger, y: Ydelse) -> None:
    _celle(b, "TAB-DATO-FORM", _fsiii(b), "STARTDATO", "24-06-2025", "fsiii_ydelse")


@regel("KOD-32", "tynd")
def ukendt_fsiii(s: Skaber, b: Borger, y: Ydelse) -> None:
    _celle(b, "KOD-32", _fsiii(b), "FSIII_KODE", "H9.9", "fsiii_ydelse")


@regel("TAB-MAANED", "tynd")
def maaned(s: Skaber, b: Borger, y: Ydelse) -> None:
    _celle(b, "TAB-MAANED", _job(b), "MAANED", "2025-13", "beskaeftigelse")


# -- numbers and codes ---------------------------------------------------------------------------------------
@regel("TAB-TAL", "tynd")
def tal(s: Skaber, b: Borger, y: Ydelse) -> None:
    _celle(b, "TAB-TAL", y, "TIMER_PR_UGE", "ti")


@regel("TAB-TAL-TVETYDIG", "tynd")
def tal_tvetydigt(s: Skaber, b: Borger, y: Ydelse) -> None:
    _celle(b, "TAB-TAL-TVETYDIG", y, "TAKST", "41.300")


@regel("TAB-FELT-TOMT", "tynd", TABEL, har_koder)
def felt_tomt(s: Skaber, b: Borger, y: Ydelse) -> None:
    b.ubundet_maalgruppe = True
    _celle(b, "TAB-FELT-TOMT", y.indsats, "INDSATS_ID", "", "indsats")
    b.celler.append(Celle("ydelse", y, "INDSATS_ID", ""))


@regel("TAB-KODE-SKRIVEMAADE", "tynd", TABEL, har_koder)
def kode_skrivemaade(s: Skaber, b: Borger, y: Ydelse) -> None:
    _celle(b, "TAB-KODE-SKRIVEMAADE", y, "FFB_YDELSE_UUID", (y.ydelse_kode or "").upper())


@regel("TAB-NIVEAU", "fulgt", TABEL, har_fri)
def niveau(s: Skaber, b: Borger, y: Ydelse) -> None:
    _celle(b, "TAB-NIVEAU", frie(b)[-1], "FUNKTIONSEVNENIVEAU", "7", "aktivitet_deltagelse")
    s.skaeve_scorer = True


@regel("TAB-MAALTYPE", "fulgt")
def maaltype(s: Skaber, b: Borger, y: Ydelse) -> None:
    _celle(b, "TAB-MAALTYPE", b.maal[-1], "MAALTYPE", "vokse", "indsatsmaal")


@regel("TAB-RESULTAT", "fulgt", TABEL, lambda b: not i_2025(b.opfoelgninger[0].dato))
def resultat(s: Skaber, b: Borger, y: Ydelse) -> None:
    _celle(b, "TAB-RESULTAT", b.opfoelgninger[0], "RESULTAT", "måske", "opfoelgning")


@regel("TAB-RANG", "fulgt")
def rang(s: Skaber, b: Borger, y: Ydelse) -> None:
    y.maalgrupper = y.maalgrupper[:1]
    _celle(b, "TAB-RANG", ("maalgruppe", y.ydelse_id, 1), "RANG", "primær", "maalgruppe")


@regel("TAB-KOMMUNE-FORM", "tynd")
def kommune_form(s: Skaber, b: Borger, y: Ydelse) -> None:
    _celle(b, "TAB-KOMMUNE-FORM", y, "KOMMUNE_KODE", "ni")


# -- XLSX cells ----------------------------------------------------------------------------------------------
@regel("TAB-CELLE-TYPE", "tynd", XLSX)
def celle_type(s: Skaber, b: Borger, y: Ydelse) -> None:
    _celle(b, "TAB-CELLE-TYPE", y, "SAGSBEHANDLER", "=b")


@regel("TAB-KODE-TAL", "tynd", XLSX, har_koder)
def kode_tal(s: Skaber, b: Borger, y: Ydelse) -> None:
    _celle(b, "TAB-KODE-TAL", y, "DST_YDELSE", 112.0)
    b.ventet.append(Ventet("KOD-25", y, "DST_YDELSE", "TAB-KODE-TAL", foelge=True))


@regel("TAB-TEKST-TAL", "tynd", XLSX)
def tekst_tal(s: Skaber, b: Borger, y: Ydelse) -> None:
    _celle(b, "TAB-TEKST-TAL", y, "ENHED", 12345678901234567.0)


# -- rows of text files --------------------------------------------------------------------------------------
@regel("TAB-RAEKKE-KORT", "tynd", TEKST)
def raekke_kort(s: Skaber, b: Borger, y: Ydelse) -> None:
    b.celler.append(Celle("ydelse", y, FAERRE, ""))
    b.vent("TAB-RAEKKE-KORT", "TAB-RAEKKE-KORT", y, None)


@regel("TAB-RAEKKE-LANG", "tynd", TEKST)
def raekke_lang(s: Skaber, b: Borger, y: Ydelse) -> None:
    b.celler.append(Celle("ydelse", y, FLERE, "x"))
    b.vent("TAB-RAEKKE-LANG", "TAB-RAEKKE-LANG", y, None)


# -- whole files ---------------------------------------------------------------------------------------------
def plant_filer(verden: Kommuneverden, plan: Kommuneplan) -> None:
    """What concerns a file, the accounts or the contacts of a kommune of this form."""
    if plan.form == "csv":
        _fil(verden, "TAB-SKILLETEGN", Celle("regnskab", FIL, "skilletegn", ","), "regnskab")
        _fil(verden, "TAB-KONTAKT-ROLLE", Celle("kontakt", ("kontakt", 2), "ROLLE", "superbruger"), "kontakt")
    elif plan.form == "zip":
        _fil(verden, "TAB-TEGNSAET", Celle("beskaeftigelse", FIL, "tegnsaet", "latin-1"), "beskaeftigelse")
        _fil(verden, "TAB-KOLONNE-UKENDT", Celle("indsats", FIL, NY_KOLONNE, "BEMÆRKNING"), "indsats:1")
        _vent(verden, "TAB-AAR", Celle("regnskab", REGNSKAB, "AAR", "24a"))
    elif plan.form == "xlsx":
        verden.celler.append(Celle("kontakt", ("kontakt", 1), "EMAIL", ""))
        verden.ventet.append(Ventet("ID-13", None, "ROLLE", "ID-13"))
        verden.plantet.append(Plantet("ID-13", "kontakt", "", ""))


def _vent(verden: Kommuneverden, regel_id: str, celle: Celle) -> None:
    verden.celler.append(celle)
    verden.ventet.append(Ventet(regel_id, celle.raekke, celle.kolonne, regel_id))
    verden.plantet.append(Plantet(regel_id, celle.tabel, "", ""))


def _fil(verden: Kommuneverden, regel_id: str, celle: Celle, sted: str) -> None:
    felt = {NY_KOLONNE: str(celle.vaerdi), "ROLLE": "ROLLE"}.get(celle.kolonne)
    verden.celler.append(celle)
    verden.ventet.append(Ventet(regel_id, ("fil", sted), felt, regel_id))
    verden.plantet.append(Plantet(regel_id, celle.tabel, "", ""))
