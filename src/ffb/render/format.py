"""Values as Danes read them: 12.345 · 45,7 % · 31.12.2025 · – for what cannot be judged.

In English 12,345 · 45.7% · 2025-12-31.

Opinion taken: a cell is text and a kind (`Celle`); terminal, HTML and PDF give each kind a look of their
own, and none of them formats a number itself. Left out: rounding, which the report has done.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

from ffb.rapport.resultat import Kolonne, Rapport
from ffb.render.tekster import TOM, VAERDI, VAERDI_TOM
from ffb.sprog import _, heltal, kommatal, procent
from ffb.sprog import dato as sprog_dato

TALTYPER = frozenset({"antal", "andel", "tal"})
LOEBENUMRE = frozenset({"aar", "kvartal"})  # whole numbers that are names: no thousands point, no zero look
KONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")

Celleart = Literal["tekst", "kode", "tal", "nul", "fejl", "tom"]


@dataclass(frozen=True, slots=True)
class Celle:
    """What stands in a cell, and how it is to look: `fejl` is a count of something to mend, > 0."""

    tekst: str
    art: Celleart


def rens(tekst: str) -> str:
    """Text without control, direction and surrogate characters (each shown as �)."""
    return KONTROL.sub("\ufffd", tekst)


def antal(vaerdi: int) -> str:
    """12345 -> `12.345`."""
    return heltal(vaerdi)


def en_decimal(vaerdi: Decimal) -> Decimal:
    """One decimal, half up; a value of one decimal passes unchanged."""
    return Decimal(vaerdi).quantize(Decimal("0.1"), ROUND_HALF_UP)


def andel(vaerdi: Decimal) -> str:
    """Percent: 45.7 -> `45,7 %`."""
    return procent(en_decimal(vaerdi))


def tal(vaerdi: Decimal) -> str:
    """1234.50 -> `1.234,50`, with the decimals it came with."""
    return kommatal(vaerdi)


def parse_dato(vaerdi: Any) -> date | None:
    """A date, from a date or ISO text; None where it is neither."""
    if isinstance(vaerdi, datetime):
        return vaerdi.date()
    if isinstance(vaerdi, date):
        return vaerdi
    tekst = str(vaerdi)
    try:
        return date.fromisoformat(tekst) if len(tekst) == 10 and tekst[4] == "-" else None
    except ValueError:
        return None


def dato(vaerdi: Any) -> str:
    """2025-12-31 -> `31.12.2025`; anything but a date is shown as it is."""
    dag = parse_dato(vaerdi)
    return sprog_dato(dag) if dag else rens(str(vaerdi))


def parse_tid(tekst: Any) -> datetime | None:
    """A timestamp as delivered, its own zone kept (none is read as UTC by `dannet_tid`)."""
    try:
        return datetime.fromisoformat(str(tekst).strip())
    except ValueError:
        return None


def tid(tekst: Any) -> str:
    """`2026-01-14T06:00:00+01:00` -> `14.01.2026 kl. 06:00`, the clock of the sender."""
    stund = parse_tid(tekst)
    if stund is None:
        return rens(str(tekst))
    dag = sprog_dato(stund.date())
    return dag if "T" not in str(tekst).upper() else _("{dag} kl. {tid}", dag=dag, tid=f"{stund:%H:%M}")


def dannet_tid(rapport: Rapport) -> datetime:
    """The creation time every file carries: newest indberetningstidspunkt, else the period's last day."""
    return som_utc(parse_tid(rapport.dannet_paa) or datetime.combine(rapport.periode_til, time()))


def som_utc(stund: datetime) -> datetime:
    """The moment in UTC, whole seconds; without zone it is UTC already."""
    return (stund if stund.tzinfo else stund.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)


def liste(vaerdier: Iterable[Any], skel: str = "; ") -> str:
    """Several texts as one."""
    return skel.join(rens(str(v)) for v in vaerdier)


def fri(vaerdi: Any) -> str:
    """A setting or version of any type, in words."""
    if vaerdi is None or vaerdi == "" or vaerdi == [] or vaerdi == {}:
        return TOM
    if isinstance(vaerdi, bool):
        return _("ja") if vaerdi else _("nej")
    if parse_dato(vaerdi):
        return dato(vaerdi)
    if isinstance(vaerdi, dict):
        return liste(f"{k}: {fri(v)}" for k, v in vaerdi.items())
    if isinstance(vaerdi, list | tuple | set | frozenset):
        return liste(fri(v) for v in (sorted(vaerdi) if isinstance(vaerdi, set | frozenset) else vaerdi))
    return tal(vaerdi) if isinstance(vaerdi, Decimal) else rens(str(vaerdi))


def er_tal(kolonne: Kolonne) -> bool:
    """True where the column is right-aligned."""
    return kolonne.type in TALTYPER and kolonne.navn not in LOEBENUMRE


def er_tom(vaerdi: Any) -> bool:
    return vaerdi is None or vaerdi == "" or vaerdi == [] or vaerdi == ()


def vaerdi_tekst(kolonne: Kolonne, vaerdi: Any) -> str:
    """One value that is there, as text, by the type of its column."""
    if kolonne.navn in LOEBENUMRE:
        return _("{nr}. kvartal", nr=vaerdi) if kolonne.navn == "kvartal" else str(vaerdi)
    ord_ = VAERDI.get(kolonne.navn, {})
    match kolonne.type:
        case "antal":
            return antal(vaerdi)
        case "andel":
            return andel(vaerdi)
        case "tal":
            return tal(vaerdi)
        case "dato":
            return dato(vaerdi)
        case "tid":
            return tid(vaerdi)
        case "liste":
            return liste(_(ord_[v]) if v in ord_ else v for v in vaerdi)
        case _:
            return rens(_(ord_[vaerdi]) if vaerdi in ord_ else str(vaerdi))


def celle(kolonne: Kolonne, vaerdi: Any) -> Celle:
    """The cell of `vaerdi` in `kolonne`."""
    if er_tom(vaerdi):
        return (
            Celle(_(VAERDI_TOM[kolonne.navn]), "tekst") if kolonne.navn in VAERDI_TOM else Celle(TOM, "tom")
        )
    tekst = vaerdi_tekst(kolonne, vaerdi)
    if not er_tal(kolonne):
        return Celle(tekst, "kode" if kolonne.type == "kode" else "tekst")
    if vaerdi == 0:
        return Celle(tekst, "nul")
    return Celle(tekst, "fejl" if kolonne.fejl else "tal")
