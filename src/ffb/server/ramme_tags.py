"""Filters of the templates: numbers, dates and words as Danes write them, or as English is written."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from ffb import sprog
from ffb.rapport.tabeller import TABEL1_KOLONNER
from ffb.rapport.tekster import TABEL2_TEKST
from ffb.render import format
from ffb.render.fund_ord import ORD
from ffb.rules.side import EJER
from ffb.sprog import Dansk, _, antal_ord, heltal

register = template.Library()
MAANEDER: tuple[Dansk, ...] = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober",
    "november", "december",
)  # fmt: skip
STATUS: dict[str, Dansk] = {
    "ny": "Ny", "fortsat": "Fortsat", "genopstaaet": "Genopstået", "loest": "Løst",
}  # fmt: skip
NUL = mark_safe('<span class="nul">0</span>')
INTET = "–"


@register.filter
def tal(vaerdi: Any) -> str | SafeString:
    """12345 -> 12.345, in English 12,345; 0 faint; nothing as –."""
    if vaerdi is None or vaerdi == "":
        return INTET
    if vaerdi == 0:
        return NUL
    if isinstance(vaerdi, int):
        return heltal(vaerdi)
    return format.tal(Decimal(str(vaerdi)))


@register.filter
def procent(vaerdi: Any) -> str:
    """12.5 -> 12,5 %, in English 12.5%; nothing as –."""
    return INTET if vaerdi is None else format.andel(Decimal(str(vaerdi)))


@register.filter
def dato(vaerdi: Any) -> str:
    """4. maj 2026, in English 4 May 2026, from a date, a moment or ISO text."""
    if not vaerdi:
        return INTET
    dag = _dag(vaerdi)
    maaned = _(MAANEDER[dag.month - 1])
    return f"{dag.day} {maaned} {dag.year}" if sprog.sprog() == "en" else f"{dag.day}. {maaned} {dag.year}"


@register.filter
def kortdato(vaerdi: Any) -> str:
    """04.05.2026, in English 2026-05-04."""
    if not vaerdi:
        return INTET
    return sprog.dato(_dag(vaerdi))


def _dag(vaerdi: date | str) -> date:
    """The day here, from a date, a moment or ISO text."""
    if isinstance(vaerdi, str):
        return date.fromisoformat(vaerdi[:10])
    if isinstance(vaerdi, datetime):
        return (timezone.localtime(vaerdi) if timezone.is_aware(vaerdi) else vaerdi).date()
    return vaerdi


@register.filter
def tidspunkt(vaerdi: datetime | None) -> str:
    """4. maj 2026 kl. 13.05, in English 4 May 2026 13:05."""
    if not vaerdi:
        return INTET
    her = timezone.localtime(vaerdi)
    klokken = f"{her:%H:%M}" if sprog.sprog() == "en" else f"{her:%H.%M}"
    return _("{dag} kl. {tid}", dag=dato(her), tid=klokken)


@register.filter
def antal(vaerdi: int, ord_: str) -> str:
    """`3|antal:"ydelse,ydelser"` -> 3 ydelser."""
    ental, flertal = ord_.split(",")
    return antal_ord(vaerdi, ental, flertal)


@register.filter
def stoerrelse(antal_bytes: int) -> str:
    """1536 -> 1,5 KB."""
    stor, enhed = float(antal_bytes), "byte"
    for naeste in ("KB", "MB", "GB"):
        if stor < 1000:
            break
        stor, enhed = stor / 1000, naeste
    return f"{stor:.0f} {enhed}" if enhed == "byte" else f"{format.tal(Decimal(f'{stor:.1f}'))} {enhed}"


@register.filter
def slaa_op(samling: Any, noegle: Any) -> Any:
    """`ting|slaa_op:noegle` = ting[noegle], None if it is not there."""
    try:
        return samling[noegle]
    except (KeyError, IndexError, TypeError):
        return None


@register.filter
def fejl_ord(navn: str) -> str:
    """A column of Tabel 1 in words."""
    return _(next((k.titel for k in TABEL1_KOLONNER if k.navn == navn), navn))


@register.filter
def mangel_ord(navn: str) -> str:
    """A row of Tabel 2 in words."""
    return _(TABEL2_TEKST.get(navn, navn))


@register.filter
def ejer_ord(ejer: str) -> str:
    """Who mends it, in words."""
    ord_ = _(EJER.get(ejer, ejer))
    return ord_[:1].upper() + ord_[1:]


@register.filter
def status_ord(status: str) -> str:
    """Where in its life a finding is."""
    return _(STATUS.get(status, status))


@register.filter
def feltnavne(tekst: str) -> str:
    """`{dato}` -> [dato]: a value of the row stands here."""
    return re.sub(r"\{(\w+)\}", r"[\1]", tekst)


@register.filter
def konklusion_ord(konklusion: str) -> str:
    """The verdict of a check in words; nothing is not a verdict."""
    return _(ORD[konklusion][1]) if konklusion in ORD else _("Ikke tjekket")
