"""Every rule finds the same rows on Spark as on DuckDB, in the worlds of all cases.

In the large world, that of the cases without settings, every view of the model is made by Spark itself. In
the small ones it is given DuckDB's, compared there; its own are the rules' texts, and the views that read a
setting.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
import sqlglot
from sqlglot import exp

from ffb.engine.duckdb import DuckDB
from ffb.engine.motor import Motor, Resultat
from ffb.engine.sqlfil import load_sqlfiler
from ffb.rules.hoved import Regel, find_regel
from ffb.rules.koer import run_regler
from rules.sager import Sag, delte_verdener, load_sager, prepare_sager

pytestmark = pytest.mark.lang
FAELLES, *MED_OPSAETNING = delte_verdener()
SMAA = [*MED_OPSAETNING, *([s] for s in load_sager() if s.alene)]
INDSTILLINGER = {"koersel", "dst_tabel", "opslag_sag", "opslag_tilbud"}


def regler(sager: list[Sag]) -> list[Regel]:
    """The rules of the cases that are SQL."""
    fundne = (find_regel(id_) for id_ in sorted({s.regel for s in sager}))
    return [r for r in fundne if r and r.sql]


def tabeller(sql: str | None) -> set[str]:
    """The tables and views a text reads, its own WITH left out."""
    trae = sqlglot.parse_one(sql or "", dialect="duckdb")
    egne = {cte.alias for cte in trae.find_all(exp.CTE)}
    return {t.name for t in trae.find_all(exp.Table)} - egne


def raekker(svar: Resultat) -> tuple[tuple[str, ...], list[str]]:
    return svar.kolonner, sorted(map(str, svar.raekker))


@pytest.fixture(scope="module")
def store(spark: Any) -> tuple[Motor, Motor]:
    """The large world on both engines."""
    duck = DuckDB()
    for motor in (duck, spark):
        prepare_sager(motor, FAELLES)
    return duck, spark


def test_hver_regel_har_de_samme_raekker(store: tuple[Motor, Motor]) -> None:
    duck, spark = store
    antal = 0
    for regel in regler(FAELLES):
        ventet = raekker(duck.query(regel.sql or ""))
        assert raekker(spark.query(regel.sql or "")) == ventet, regel.id
        antal += len(ventet[1])
    assert antal > 10 * len(regler(FAELLES))


def test_det_er_de_samme_fund(store: tuple[Motor, Motor]) -> None:
    """What the check makes of rows asks the engine too: one rule of each table."""
    valgte = list({r.tabel: r for r in regler(FAELLES)}.values())
    duck, spark = (run_regler(motor, valgte) for motor in store)
    assert spark == duck
    assert len(duck.fund) > len(valgte) > 5


@pytest.mark.parametrize("sager", SMAA, ids=lambda sager: f"{sager[0].regel}: {sager[0].navn}")
def test_samme_raekker_i_en_lille_verden(spark: Any, sager: list[Sag]) -> None:
    duck = DuckDB()
    prepare_sager(duck, sager)
    hand_over(spark, duck, regler(sager), med_indstillinger() if sager in MED_OPSAETNING else {})
    for regel in regler(sager):
        assert raekker(spark.query(regel.sql or "")) == raekker(duck.query(regel.sql or "")), regel.id


def med_indstillinger() -> dict[str, str]:
    """The views of the model that read a setting."""
    return {f.navn: f.sql for f in load_sqlfiler("ffb.model", "sql") if tabeller(f.sql) & INDSTILLINGER}


def hand_over(spark: Any, duck: DuckDB, laesere: list[Regel], egne: Mapping[str, str]) -> None:
    """Give Spark what the rules read: the views of `egne` as text, all else as DuckDB's rows."""
    givet: set[str] = set()

    def giv(sql: str | None) -> None:
        for navn in sorted(tabeller(sql) - givet):
            givet.add(navn)
            if navn in egne:
                giv(egne[navn])
                spark.define(navn, egne[navn], gem=True)
            else:
                spark.load(navn, duck.query_arrow(f'SELECT * FROM "{navn}"'))

    for regel in laesere:
        giv(regel.sql)
