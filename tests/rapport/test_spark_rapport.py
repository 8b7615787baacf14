"""The report built on Spark is the report built on DuckDB: same JSON, byte for byte; and the same what-if."""

import importlib.util
import random
import shutil

import pytest

from ffb.engine.duckdb import DuckDB
from ffb.engine.koersel import prepare_motor
from ffb.rapport.byg import Opsaetning, build_rapporter
from ffb.render.json import til_json
from ffb.rules.virkning import build_virkning
from orakel.generator import tilfaeldig_leverancer

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("pyspark") is None or shutil.which("java") is None,
    reason="Spark eller Java findes ikke her",
)


def test_samme_json_paa_spark_og_duckdb():
    from ffb.engine.spark import Spark

    verden = tilfaeldig_leverancer(random.Random(7), 60)
    opsaetning = Opsaetning(verden.periode_fra, verden.periode_til, dst_koder=verden.dst_koder)
    tabeller = verden.tabeller()
    ventet = [til_json(r) for r in build_rapporter(dict(tabeller), verden.mapning, opsaetning)]
    spark = Spark(lille=True)
    try:
        svar = build_rapporter(dict(tabeller), verden.mapning, opsaetning, motor=spark)
        assert [til_json(r) for r in svar] == ventet
        duck = DuckDB()
        prepare_motor(duck, dict(tabeller), verden.mapning, opsaetning)
        assert build_virkning(spark) == build_virkning(duck) != ()
    finally:
        spark.close()
