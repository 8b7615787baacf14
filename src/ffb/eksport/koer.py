"""From a prepared engine to the tables of the star, as of its day."""

from __future__ import annotations

from datetime import date, timedelta

import pyarrow as pa

from ffb.analyses import Analysegrundlag
from ffb.eksport.tabeller import KALENDER, Eksporttabel, load_tabeller, load_visninger
from ffb.model.referencer import reference_arrow
from ffb.model.tabeller import TYPER

Stjerne = dict[str, pa.Table]


def build_stjerne(grundlag: Analysegrundlag) -> Stjerne:
    """Every table of `load_tabeller`, by name: what was known on the day of `grundlag`, in order of the keys.

    A registration after that day is left out; one without a date is in.
    """
    grundlag.motor.load("eksport_valg", reference_arrow("eksport_valg", [(grundlag.dag,)]))
    for fil in load_visninger():
        grundlag.motor.define(fil.navn, fil.sql, gem=True)
    stjerne = {t.navn: _query(grundlag, t) for t in load_tabeller() if t.sql}
    stjerne[KALENDER] = _make_kalender(find_dage(stjerne))
    return {t.navn: stjerne[t.navn] for t in load_tabeller()}


def schema(tabel: Eksporttabel) -> pa.Schema:
    """The Arrow types of a table's columns."""
    return pa.schema([(k.navn, TYPER[k.type]) for k in tabel.kolonner])


def _query(grundlag: Analysegrundlag, tabel: Eksporttabel) -> pa.Table:
    svar = grundlag.motor.query(tabel.sql or "")
    if svar.kolonner != tuple(k.navn for k in tabel.kolonner):
        raise RuntimeError(f"{tabel.navn}: kolonnerne er ikke hovedets")
    aksler = list(zip(*svar.raekker, strict=True)) or [()] * len(tabel.kolonner)
    felter = [
        pa.array(aksel, type=felt.type) for aksel, felt in zip(aksler, schema(tabel), strict=True)
    ]  # fmt: skip
    return pa.table(felter, schema=schema(tabel))


def find_dage(stjerne: Stjerne) -> tuple[date, date] | None:
    """The first and the last day met in any table."""
    fundne = [
        dag
        for tabel in load_tabeller()
        if tabel.sql
        for k in tabel.kolonner
        if k.til == KALENDER
        for dag in stjerne[tabel.navn].column(k.navn).unique().to_pylist()
        if dag is not None
    ]
    return (min(fundne), max(fundne)) if fundne else None


def _make_kalender(dage: tuple[date, date] | None) -> pa.Table:
    tabel = next(t for t in load_tabeller() if t.navn == KALENDER)
    alle = [dage[0] + timedelta(n) for n in range((dage[1] - dage[0]).days + 1)] if dage else []
    raekker = [(d, d.year, (d.month + 2) // 3, d.month, d.isocalendar().week, d.isoweekday()) for d in alle]
    aksler = list(zip(*raekker, strict=True)) or [()] * len(tabel.kolonner)
    return pa.table(
        [pa.array(a, type=f.type) for a, f in zip(aksler, schema(tabel), strict=True)], schema(tabel)
    )
