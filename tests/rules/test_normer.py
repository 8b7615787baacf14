"""A threshold is said twice, in the header (for people and `--normer`) and in the SQL: they must agree."""

import re

import pytest
import sqlglot
from sqlglot import exp

from ffb.rules.hoved import load_regler

REGLER = [r for r in load_regler() if r.sql]
MED_NORM = [r for r in REGLER if r.norm]


def _cte(sql):
    """{name: literal} of the CTE `norm`; {} without one."""
    trae = sqlglot.parse_one(sql, dialect="duckdb")
    fundne = [c for c in trae.find_all(exp.CTE) if c.alias == "norm"]
    return {a.alias: int(a.this.name) for c in fundne for a in c.this.expressions}


@pytest.mark.parametrize("regel", MED_NORM, ids=lambda r: r.id)
def test_hovedets_normer_er_sqlens(regel):
    assert _cte(regel.sql) == {navn: norm["vaerdi"] for navn, norm in regel.norm.items()}


@pytest.mark.parametrize("regel", MED_NORM, ids=lambda r: r.id)
def test_hver_norm_er_forklaret(regel):
    for norm in regel.norm.values():
        assert set(norm) == {"vaerdi", "enhed", "forklaring"}
        assert norm["enhed"] and norm["forklaring"].endswith((".", ")."))


@pytest.mark.parametrize("regel", [r for r in REGLER if not r.norm], ids=lambda r: r.id)
def test_ingen_skjult_norm(regel):
    assert _cte(regel.sql) == {}


@pytest.mark.parametrize("regel", MED_NORM, ids=lambda r: r.id)
def test_teksten_gentager_ikke_en_norm_kommunen_kan_aendre(regel):
    for norm in regel.norm.values():
        for tekst in regel.tekster.values():
            for felt in (tekst.titel, tekst.besked, tekst.besked_flertal, tekst.goer):
                assert str(norm["vaerdi"]) not in re.findall(r"\d+", felt)


def test_en_norm_bruges():
    """Every threshold named is read outside the CTE that holds it."""
    for regel in MED_NORM:
        for navn in regel.norm:
            kolonner = list(sqlglot.parse_one(regel.sql, dialect="duckdb").find_all(exp.Column))
            assert any(c.name == navn for c in kolonner), f"{regel.id}: {navn}"
