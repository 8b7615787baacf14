"""The language of what people read: Danish stands in the code, English in `en.po` (ADR 0013).

Opinion taken: the source text is the key, so the code reads as the Danish user's screen does and Danish
needs no file. The catalogue is read straight from the `.po`, and only when English is asked for. The
language is a context variable: two requests of one process may each have their own. It is chosen when a
text is made, not when it is printed. Left out: other languages, whose plurals have more forms.

Keys, codes and words of JSON and CSV (`klar`, `sagsbehandler`, `I alt`) are no texts and never change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias

from ffb.sprog.po import Katalog, read_po

Sprog = Literal["da", "en"]
SPROG: tuple[Sprog, ...] = ("da", "en")

Dansk: TypeAlias = str
"""A Danish source text that is translated where it is shown or made. Annotate a constant, a field or a
parameter with it, and the string literals that land there are texts of the catalogue."""

KOMMA = str.maketrans(",.", ".,")
_DANSK_DATO = re.compile(r"([0-9]{1,2})[.-]([0-9]{1,2})[.-]([0-9]{4})")
_i_brug: ContextVar[Sprog] = ContextVar("ffb_sprog", default="da")


def sprog() -> Sprog:
    """The language in use."""
    return _i_brug.get()


@contextmanager
def brug_sprog(valgt: Sprog) -> Iterator[None]:
    """Use `valgt` inside the block."""
    foer = _i_brug.set(valgt)
    try:
        yield
    finally:
        _i_brug.reset(foer)


def _(tekst: Dansk, /, **felter: Any) -> str:
    """`tekst` in the language in use, `{navn}` in it filled from `felter`.

    A text the catalogue does not hold (made already, or data) comes back as it is.
    """
    if _i_brug.get() != "da":
        tekst = load_katalog().get(tekst, (tekst,))[0]
    return tekst.format_map(felter) if felter else tekst


def antal_ord(antal: int, ental: Dansk, flertal: Dansk, /, **felter: Any) -> str:
    """`1 ydelse`, `12.345 ydelser`; in a text that says where, the number stands at `{antal}`."""
    if _i_brug.get() == "da":
        tekst = ental if antal == 1 else flertal
    else:
        former = load_katalog().get(ental, (ental,))
        if len(former) == 1:  # the two forms are entries of their own
            former += load_katalog().get(flertal, (flertal,))[-1:]
        tekst = former[0] if antal == 1 else former[1]
    tekst = tekst if "{antal}" in tekst else "{antal} " + tekst
    return tekst.format_map({**felter, "antal": heltal(antal)})


def heltal(antal: int) -> str:
    """12345 -> `12.345`, in English `12,345`."""
    return f"{antal:,}" if _i_brug.get() == "en" else f"{antal:,}".replace(",", ".")


def kommatal(vaerdi: Decimal) -> str:
    """1234.50 -> `1.234,50`, with the decimals it came with; in English `1,234.50`."""
    return f"{vaerdi:,f}" if _i_brug.get() == "en" else f"{vaerdi:,f}".translate(KOMMA)


def procent(vaerdi: Decimal) -> str:
    """45.7 -> `45,7 %`, in English `45.7%`."""
    return kommatal(vaerdi) + ("%" if _i_brug.get() == "en" else " %")


def dato(dag: date) -> str:
    """2025-12-31 -> `31.12.2025`, in English ISO."""
    if _i_brug.get() == "en":
        return dag.isoformat()
    return _dansk_dato(dag)


@lru_cache(maxsize=1 << 14)  # the same days are met again and again
def _dansk_dato(dag: date) -> str:
    return f"{dag.day:02}.{dag.month:02}.{dag.year:04}"  # strftime takes ten times as long


def parse_dato(tekst: str) -> date:
    """A date as people write it: `31.12.2025`, `31-12-2025` or ISO. Raises ValueError."""
    tekst = tekst.strip()
    if dansk := _DANSK_DATO.fullmatch(tekst):
        dag, maaned, aar = map(int, dansk.groups())
        return date(aar, maaned, dag)
    return date.fromisoformat(tekst)


@cache
def load_katalog() -> Katalog:
    """The English texts: Danish source -> (text,) or (singular, plural)."""
    return read_po((files("ffb.sprog") / "en.po").read_text(encoding="utf-8"))


__all__ = [
    "SPROG",
    "Dansk",
    "Sprog",
    "_",
    "antal_ord",
    "brug_sprog",
    "dato",
    "heltal",
    "kommatal",
    "load_katalog",
    "parse_dato",
    "procent",
    "sprog",
]
