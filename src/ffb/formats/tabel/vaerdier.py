"""Cells to values: one small function per type of column.

Each takes a cell (text, or what XLSX gives) and returns (value, rule). A value of None with a rule = not
understood; a value with a rule = understood, but written doubtfully; (None, None) = empty.
Source: 8-graenseflader (Tabelformat), 4-regler family 2, 10-maalinger (XLSX gives every number as float).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, TypeGuard

from ffb.begreber import (
    FFB_SYSTEM,
    art_kode_list,
    find_begreb,
    find_kommune,
    husk,
    is_uuid,
    normaliser_kode,
)
from ffb.formats.tabel.kilde import Celle

Svar = tuple[Any, str | None]
TOM: Svar = (None, None)

EXCEL_DAG_0 = date(1899, 12, 30)
EXCEL_FRA, EXCEL_TIL = 10_000, 80_000  # 1927-05-18 .. 2119-01-10
STOERSTE_TAL = Decimal(10) ** 10
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})([T ]\d{1,2}[:.]\d{2}.*)?")
_DANSK = re.compile(r"(\d{1,2})[.-](\d{1,2})[.-](\d{4})(?: \d{1,2}[:.]\d{2}.*)?")
_SAMLET = re.compile(r"(\d{4})(\d{2})(\d{2})")
_TAL = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_TUSIND_DK = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_TUSIND_UK = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+\.\d+")


def er_tal(celle: Celle) -> TypeGuard[float]:
    return isinstance(celle, (int, float)) and not isinstance(celle, bool)


def tal_tekst(tal: Any) -> str:
    """1234.0 -> `1234`, 1.12 -> `1.12`."""
    return str(int(tal)) if float(tal).is_integer() else repr(float(tal))


def parse_tekst(celle: Celle) -> Svar:
    if isinstance(celle, str):
        return (celle.strip() or None), None
    if er_tal(celle):
        return tal_tekst(celle), ("TAB-TEKST-TAL" if abs(celle) >= 1e15 else None)
    return None, "TAB-CELLE-TYPE"


def parse_talkode(celle: Celle) -> Svar:
    """A code that looks like a number but is text (DST-kode, FSIII-kode, funktion)."""
    vaerdi, regel = parse_tekst(celle)
    return vaerdi, ("TAB-KODE-TAL" if er_tal(celle) else regel)


def parse_kode(celle: Celle) -> Svar:
    """A UUID in one spelling; anything else is kept as it is, for the rules on unknown codes."""
    if not isinstance(celle, str):
        return parse_talkode(celle)
    tekst = celle.strip()
    kode = normaliser_kode(tekst)
    return (kode or None), ("TAB-KODE-SKRIVEMAADE" if kode != tekst else None)


def parse_kode_list(celle: Celle) -> Svar:
    """`a, b` -> (a, b); empty -> None."""
    vaerdi, regel = parse_tekst(celle)
    if vaerdi is None:
        return None, regel
    svar = [parse_kode(del_) for del_ in re.split(r"[,;\n]", vaerdi)]
    koder = tuple(kode for kode, _ in svar if kode)
    return (koder or None), next((r for _, r in svar if r), None)


def parse_kommune(celle: Celle) -> Svar:
    vaerdi, _ = parse_tekst(celle)
    if vaerdi is None:
        return None, (None if isinstance(celle, str) else "TAB-KOMMUNE-FORM")
    if not (vaerdi.isascii() and vaerdi.isdigit() and len(vaerdi) in (3, 4)):
        return None, "TAB-KOMMUNE-FORM"
    kode = vaerdi.zfill(4)
    return kode, (None if find_kommune(kode) else "TAB-KOMMUNE-UKENDT")


def parse_dato(celle: Celle) -> Svar:
    """ISO, Danish, ISO with time, ÅÅÅÅMMDD, a date cell, or Excel's serial number of a day."""
    if isinstance(celle, datetime):
        return celle.date(), None
    if isinstance(celle, date):
        return celle, None
    if er_tal(celle):
        return _excel_dato(float(celle))
    if not isinstance(celle, str):
        return None, "TAB-DATO"
    return parse_dato_tekst(celle.strip())


def parse_dato_tekst(tekst: str) -> Svar:
    if not tekst:
        return TOM
    if m := _ISO.fullmatch(tekst):
        ren = not m[4] and len(tekst) == 10
        return _dato(m[1], m[2], m[3], None if ren else "TAB-DATO-FORM")
    if m := _DANSK.fullmatch(tekst):
        return _dato(m[3], m[2], m[1], "TAB-DATO-FORM")
    if m := _SAMLET.fullmatch(tekst):
        return _dato(m[1], m[2], m[3], "TAB-DATO-FORM")
    if len(tekst) == 5 and tekst.isascii() and tekst.isdigit():
        return _excel_dato(float(tekst))
    return None, "TAB-DATO"


def _dato(aar: str, maaned: str, dag: str, regel: str | None) -> Svar:
    try:
        dato = date(int(aar), int(maaned), int(dag))
    except ValueError:
        return None, "TAB-DATO"
    return (dato, regel) if dato.year >= 1900 else (None, "TAB-DATO")


def _excel_dato(tal: float) -> Svar:
    if not EXCEL_FRA <= tal <= EXCEL_TIL:
        return None, "TAB-DATO"
    return EXCEL_DAG_0 + timedelta(days=int(tal)), "TAB-DATO-EXCEL"


def parse_decimal(celle: Celle) -> Svar:
    """Two decimals, half up. `37,5`, `37.5`, `1.234,50`; `1.234` can mean two things and is refused."""
    if er_tal(celle):
        return _afrund(Decimal(repr(float(celle))))
    if not isinstance(celle, str):
        return None, "TAB-CELLE-TYPE"
    tekst = celle.strip().replace("\u00a0", "").replace("−", "-")
    if not tekst:
        return TOM
    if re.fullmatch(r"[+-]?[1-9]\d{0,2}\.\d{3}", tekst):
        return None, "TAB-TAL-TVETYDIG"
    if _TUSIND_DK.fullmatch(tekst) and (tekst.count(".") > 1 or "," in tekst):
        tekst = tekst.replace(".", "")
    elif _TUSIND_UK.fullmatch(tekst):
        tekst = tekst.replace(",", "")
    return _afrund(Decimal(tekst.replace(",", "."))) if _TAL.fullmatch(tekst) else (None, "TAB-TAL")


def _afrund(tal: Decimal) -> Svar:
    if not tal.is_finite() or abs(tal) >= STOERSTE_TAL - 1:
        return None, "TAB-TAL"
    return tal.quantize(Decimal("0.01"), ROUND_HALF_UP), None


def parse_rang(celle: Celle) -> Svar:
    vaerdi, regel = parse_tekst(celle)
    if vaerdi is None:
        return None, ("TAB-RANG" if regel else None)
    return (int(vaerdi), None) if vaerdi in ("1", "2") else (None, "TAB-RANG")


def parse_aar(celle: Celle) -> Svar:
    vaerdi, regel = parse_tekst(celle)
    if vaerdi is None:
        return None, ("TAB-AAR" if regel else None)
    return (int(vaerdi), None) if re.fullmatch(r"(?:19|20|21)\d\d", vaerdi) else (None, "TAB-AAR")


def parse_maaned(celle: Celle) -> Svar:
    """`202503`, `2025-03` or a date cell -> `202503`."""
    if isinstance(celle, date):
        return f"{celle:%Y%m}", None
    vaerdi, regel = parse_tekst(celle)
    if vaerdi is None:
        return None, ("TAB-MAANED" if regel else None)
    m = re.fullmatch(r"((?:19|20|21)\d\d)-?(0[1-9]|1[0-2])", vaerdi)
    return (m[1] + m[2], None) if m else (None, "TAB-MAANED")


@husk
def niveau_koder(art: str) -> dict[int, str]:
    """Level -> code of one scale, as the newest catalogue has it."""
    return {b.vaerdi: b.kode for b in art_kode_list(FFB_SYSTEM, art) if b.vaerdi is not None}


def niveau_parser(art: str, *, ikke_relevant: bool) -> Callable[[Celle], Svar]:
    """Cells of a scale -> (niveau_kode, niveau). 8 = ikke relevant has no code."""

    def parse(celle: Celle) -> Svar:
        vaerdi, regel = parse_tekst(celle)
        if vaerdi is None:
            return None, ("TAB-NIVEAU" if regel else None)
        if is_uuid(vaerdi):
            kode, skrivemaade = parse_kode(vaerdi)
            begreb = find_begreb(kode)
            return (kode, begreb.vaerdi if begreb and begreb.art == art else None), skrivemaade
        if vaerdi == "8" and ikke_relevant:
            return (None, 8), None
        kode = niveau_koder(art).get(int(vaerdi)) if re.fullmatch("[0-9]", vaerdi) else None
        return ((kode, int(vaerdi)), None) if kode else (None, "TAB-NIVEAU")

    return parse


@husk
def kortnavne(art: str) -> dict[str, str]:
    """Short name -> code, of måltype or result."""
    return {b.kortnavn: b.kode for b in art_kode_list(FFB_SYSTEM, art) if b.kortnavn}


def kort_parser(art: str, fejl: str) -> Callable[[Celle], Svar]:
    """A UUID, or the short name of a concept -> its code."""

    def parse(celle: Celle) -> Svar:
        vaerdi, regel = parse_tekst(celle)
        if vaerdi is None:
            return None, (fejl if regel else None)
        if is_uuid(vaerdi):
            return parse_kode(vaerdi)
        kode = kortnavne(art).get(vaerdi.lower().replace("æ", "ae").replace("ø", "oe"))
        return (kode, None) if kode else (None, fejl)

    return parse


FORTOLK: dict[str, Callable[[Celle], Svar]] = {
    "tekst": parse_tekst,
    "talkode": parse_talkode,
    "kode": parse_kode,
    "kode_list": parse_kode_list,
    "kommune": parse_kommune,
    "dato": parse_dato,
    "decimal": parse_decimal,
    "rang": parse_rang,
    "aar": parse_aar,
    "maaned": parse_maaned,
    "score": niveau_parser("funktionsevneniveau", ikke_relevant=True),
    "forventet": niveau_parser("funktionsevneniveau", ikke_relevant=False),
    "stoettebehov": niveau_parser("stoettebehovsniveau", ikke_relevant=False),
    "maaltype": kort_parser("maaltype", "TAB-MAALTYPE"),
    "resultat": kort_parser("opfoelgningsresultat", "TAB-RESULTAT"),
}
