"""The one sentence under a chart: the header's text with figures from the rows it shows.

`{top.navn}` is a column of the row `[fund.top]` finds, `{daekning.tema.andel}` a coverage. A number is
written as people read it; `{top.borgere:borger/borgere}` says the noun too, `{top.score:helt}` rounds it.
A sentence one of whose figures is missing is passed over, and the next one tried.
"""

from __future__ import annotations

import string
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ffb.analyses.hoved import Analyse, Fund
from ffb.sprog import dato, heltal, kommatal, procent

Raekke = dict[str, Any]


class Mangler(Exception):
    """A figure of the sentence is not there."""


class _Skriver(string.Formatter):
    def __init__(self, typer: Mapping[str, str]) -> None:
        self._typer = typer

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> tuple[Any, str]:
        ting, *vej = field_name.split(".")
        vaerdi: Any = kwargs.get(ting)
        for navn in vej:
            vaerdi = vaerdi.get(navn) if isinstance(vaerdi, Mapping) else getattr(vaerdi, navn, None)
            if vaerdi is None:
                raise Mangler(field_name)
        return (vaerdi, self._typer.get(vej[-1], "") if vej else ""), ting

    def format_field(self, value: Any, format_spec: str) -> str:
        vaerdi, type_ = value
        if format_spec == "helt":
            return heltal(int(vaerdi.to_integral_value(ROUND_HALF_UP)))
        if format_spec:
            ental, flertal = format_spec.split("/")
            return f"{heltal(vaerdi)} {ental if vaerdi == 1 else flertal}"
        if isinstance(vaerdi, Decimal):
            return procent(vaerdi) if type_ == "andel" else kommatal(vaerdi)
        if isinstance(vaerdi, date):
            return dato(vaerdi)
        return heltal(vaerdi) if isinstance(vaerdi, int) and type_ == "antal" else str(vaerdi)


def build_saetning(analyse: Analyse, raekker: list[Raekke], daekning: Mapping[str, Any]) -> str:
    """The first of the header's sentences that can be said; '' where there is none."""
    typer = {k.navn: k.type for k in analyse.kolonner} | {"andel": "andel", "antal": "antal", "af": "antal"}
    fundne: dict[str, Any] = {navn: find_raekke(f, raekker) for navn, f in analyse.fund.items()}
    skriver = _Skriver(typer)
    for saetning in analyse.tekst().saetninger:
        try:
            return skriver.vformat(saetning, (), {**fundne, "daekning": daekning})
        except Mangler:
            continue
    return ""


def find_raekke(fund: Fund, raekker: list[Raekke]) -> Raekke | None:
    """The row a sentence speaks of; ties go to the row that comes first."""
    mulige = [
        r
        for r in raekker
        if all(r[k] in v for k, v in fund.hvor.items()) and not any(r[k] in v for k, v in fund.uden.items())
    ]
    kolonne = fund.stoerst or fund.mindst
    if kolonne:
        mulige = [r for r in mulige if r[kolonne] is not None]
        mulige.sort(key=lambda r: r[kolonne], reverse=fund.stoerst is not None)
    return mulige[fund.nr - 1] if len(mulige) >= fund.nr else None
