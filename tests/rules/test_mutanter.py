"""The cases of the rules notice a fault in the rule: a fixed few mutants of each, and all in `make proof`."""

from datetime import date

import pytest

from rules.jagt import Jagt, load_ens, navn, sql_regler, tekster, udvalg
from rules.mutant import find_mutanter
from rules.mutantbevis import MINDST_ALLE, count, find_foraeldede, procent

PR_TEKST = 4
SQL = """
WITH norm AS (SELECT 14 AS frist)
SELECT DISTINCT t.a, COALESCE(t.b, t.c) AS b FROM t CROSS JOIN norm n LEFT JOIN u ON t.a = u.a AND t.b = u.b
WHERE t.x < 5 AND t.y IN ('p', 'q') AND u.a IS NULL AND t.d >= CAST('2025-01-01' AS DATE)
"""


def _navne(sql: str) -> set[str]:
    return {m.navn for m in find_mutanter(sql)}


@pytest.fixture(scope="module")
def domme():
    """The same few of each rule and view every time, and all that ens.toml lists."""
    jagt, ens = Jagt(), load_ens()
    valgte = {navn(t): udvalg(t, PR_TEKST, [m for hvor, m in ens if hvor == navn(t)]) for t in tekster()}
    return [d for t in tekster() for d in jagt.hunt(t, valgte[navn(t)]) if d.udfald != "ubundet"]


@pytest.mark.lang
def test_udvalget_bemaerkes(domme):
    """A new rule whose cases are too thin pulls this down."""
    tal = count(domme)
    assert tal["draebt"] > 3 * len(sql_regler())
    assert procent(tal) >= MINDST_ALLE, [d.noegle for d in domme if d.udfald == "overlever"]


@pytest.mark.lang
def test_det_opfoerte_findes_og_overlever(domme):
    assert find_foraeldede(domme) == []


def test_hvert_opfoert_har_en_grund():
    assert all(len(grund) > 20 and grund.endswith(".") for grund in load_ens().values())


@pytest.mark.parametrize(
    "ventet",
    [
        "sammenlign: t.x < 5 -> t.x <= 5",
        "grænse: 5 -> 6",
        "grænse: 14 -> 13",
        f"grænse: '2025-01-01' -> '{date(2024, 12, 31)}'",
        "fjern: t.x < 5 (and)",
        "erstatning: COALESCE(t.b, t.c) -> t.b",
        "join: LEFT JOIN u -> JOIN",
        "kode: t.y IN uden 'q'",
        "benægt: u.a IS NULL -> NOT u.a IS NULL",
        "distinct: SELECT DISTINCT t.a, COALESCE(t.b, t.c) AS b",
    ],
)
def test_mutatoren_laver(ventet):
    assert ventet in _navne(SQL)


def test_navnet_overlever_et_linjeskift():
    assert _navne(SQL) == _navne(SQL.replace(" AND", "\n   AND").replace("(", "( "))


def test_hver_mutant_er_en_anden_sql():
    fundne = find_mutanter(SQL)
    assert len({m.sql for m in fundne}) == len(fundne) == len({m.navn for m in fundne})


def test_en_fejl_i_en_regel_bemaerkes():
    """The hunter kills a mutant that must be killed, and lets the rule itself live."""
    regel = next(r for r in sql_regler() if r.id == "DAT-01")
    mutant = next(m for m in find_mutanter(regel.sql) if "<=" in m.navn)
    selv = type(mutant)("ingen", "reglen selv", regel.sql)
    assert [d.udfald for d in Jagt().hunt(regel, [mutant, selv])] == ["draebt", "overlever"]
