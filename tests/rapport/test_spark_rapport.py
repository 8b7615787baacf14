"""The report built on a Spark cluster is the report built on DuckDB: same JSON, byte for byte; and the same
what-if. The cluster is real: a master and two workers, each a process."""

import random

import pytest

from ffb.engine.duckdb import DuckDB
from ffb.engine.koersel import prepare_motor
from ffb.rapport.byg import Opsaetning, build_rapporter
from ffb.render.json import til_json
from ffb.rules.virkning import build_virkning
from orakel.generator import tilfaeldig_leverancer

pytestmark = pytest.mark.lang


def test_samme_json_paa_klynge_og_duckdb(spark_klynge):
    spark = spark_klynge
    verden = tilfaeldig_leverancer(random.Random(7), 60)
    opsaetning = Opsaetning(verden.periode_fra, verden.periode_til, dst_koder=verden.dst_koder)
    tabeller = verden.tabeller()
    ventet = [til_json(r) for r in build_rapporter(dict(tabeller), verden.mapning, opsaetning)]
    svar = build_rapporter(dict(tabeller), verden.mapning, opsaetning, motor=spark)
    assert [til_json(r) for r in svar] == ventet
    duck = DuckDB()
    prepare_motor(duck, dict(tabeller), verden.mapning, opsaetning)
    assert build_virkning(spark) == build_virkning(duck) != ()
    assert spark.arbejdere == 2  # it was a cluster that answered
