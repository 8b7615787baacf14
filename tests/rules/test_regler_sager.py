"""Every case of every rule finds the rows the case says; on Spark as well: test_spark_regler.py."""

import re

import pytest

from ffb.engine.dialekt import lint
from ffb.engine.duckdb import DuckDB
from ffb.model.tabeller import TABELLER
from ffb.rules.hoved import load_regler
from rules.sager import Sag, build_verden, compare, delte_verdener, find_fund, load_sager

SAGER = load_sager()
DELTE = delte_verdener()
FAELLES = [s for sager in DELTE for s in sager]
STED = ("leverance_id", "fil_nr", "post_nr")
AARSAG = re.compile(r"([a-z_]+):(\d+):(\d+):(\d+)(:[A-Z_]+)?")
ALENE = [s for s in SAGER if s.alene]
SQL_REGLER = [r for r in load_regler() if r.sql]


@pytest.fixture(scope="session")
def fund():
    return [f for sager in DELTE for f in find_fund(DuckDB(), sager)]


def _id(sag: Sag) -> str:
    return f"{sag.regel}: {sag.navn}"


@pytest.mark.parametrize("sag", FAELLES, ids=_id)
def test_sag(sag, fund):
    ventet, vist = compare(sag, fund)
    assert vist == ventet


def test_en_aarsag_peger_paa_en_raekke(fund):
    """`aarsag` is what findings are folded by: it names a row that is there."""
    verden = build_verden(FAELLES)
    raekker = {
        navn: set(zip(*(verden[TABELLER[navn].fysisk][k].to_pylist() for k in STED), strict=True))
        for navn in {f.aarsag.split(":")[0] for f in fund if f.aarsag}
    }
    fundne = [AARSAG.fullmatch(f.aarsag) for f in fund if f.aarsag]
    assert fundne and all(fundne)
    assert [m[0] for m in fundne if tuple(map(int, m.groups()[1:4])) not in raekker[m[1]]] == []


@pytest.mark.parametrize("sag", ALENE, ids=_id)
def test_sag_alene(sag):
    ventet, vist = compare(sag, find_fund(DuckDB(), [sag]))
    assert vist == ventet


@pytest.mark.parametrize("regel", SQL_REGLER, ids=lambda r: r.id)
def test_regel_har_sager_der_fejler_og_bestaar(regel):
    egne = [s for s in SAGER if s.regel == regel.id]
    assert any(s.indhold["fund"] for s in egne), "mangler en sag, der finder noget"
    assert any(not s.indhold["fund"] for s in egne), "mangler en sag, der ikke finder noget"


@pytest.mark.parametrize("regel", SQL_REGLER, ids=lambda r: r.id)
def test_regel_holder_dialekten(regel):
    assert lint(regel.sql) == []


def test_hver_sag_har_en_regel():
    assert {s.regel for s in SAGER} <= {r.id for r in load_regler()}
