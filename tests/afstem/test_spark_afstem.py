"""Every text of the afstemninger gives the same rows on Spark as on DuckDB.

The model's own views are tested with the report; here they are handed over as tables, so that only our texts
run on Spark.
"""

import random

import pytest
import sqlglot
from sqlglot import exp

from afstem.verden import find_relevante, make_bevillinger, make_opsaetning
from ffb.afstem.bevilling import Afstemningsvalg, build_afstemning
from ffb.afstem.dstlister import Dstvalg, build_dstlister
from ffb.afstem.grundlag import prepare_grundlag
from ffb.afstem.indfasning import build_indfasning
from ffb.afstem.systemskifte import build_systemskifte
from ffb.engine.duckdb import DuckDB
from ffb.engine.sqlfil import load_sqlfiler
from ffb.formats.grundlag import Laesning
from ffb.formats.personliste import Personliste
from orakel.generator import tilfaeldig_leverancer
from orakel.rapport import find_kommuner

pytestmark = pytest.mark.lang
MAPPER = ("bevilling", "dst", "indfasning", "systemskifte")


def make_duckdb():
    """An engine in which all four have been asked, so that every table and view is there."""
    rng = random.Random(11)
    verden = tilfaeldig_leverancer(rng, 40)
    kommune = sorted(filter(None, find_kommuner(verden.raekker())))[0]
    bevillinger = make_bevillinger(rng, find_relevante(verden, kommune))
    motor = DuckDB()
    laesning = Laesning(verden.tabeller(), verden.mapning)
    grundlag = prepare_grundlag(motor, laesning, None, make_opsaetning(verden, kommune))
    periode = (verden.periode_fra, verden.periode_til)
    dst = [b | {"linje": nr} for nr, b in enumerate(bevillinger)]
    build_systemskifte(grundlag, set(), antaget=False)
    build_dstlister(grundlag, Personliste("dst_liste_1", "d", ("STARTDATO",), dst), None, Dstvalg(*periode))
    build_indfasning(grundlag)
    build_afstemning(grundlag, Personliste("bevilling", "b", (), bevillinger), Afstemningsvalg(*periode, 3))
    return motor


def raekker(motor, sql):
    return sorted(motor.query(sql).raekker, key=str)


def test_samme_raekker_paa_spark_og_duckdb(spark):
    duckdb = make_duckdb()
    tekster = [f for m in MAPPER for f in load_sqlfiler("ffb.afstem", f"sql/{m}")]
    vores = {f.navn for f in tekster}
    traeer = [sqlglot.parse_one(f.sql, dialect="duckdb") for f in tekster]
    cte = {c.alias for t in traeer for c in t.find_all(exp.CTE)}
    givne = {t.name for trae in traeer for t in trae.find_all(exp.Table)} - vores - cte
    for navn in sorted(givne):
        spark.load(navn, duckdb.query_arrow(f'SELECT * FROM "{navn}"'))
    fundne = 0
    for fil in tekster:
        if fil.hoved.get("visning"):
            spark.define(fil.navn, fil.sql, gem=True)
        sql = f"SELECT * FROM {fil.navn}" if fil.hoved.get("visning") else fil.sql
        ventet = raekker(duckdb, sql)
        assert raekker(spark, sql) == ventet, fil.navn
        fundne += bool(ventet)
    assert fundne > len(tekster) * 0.7
