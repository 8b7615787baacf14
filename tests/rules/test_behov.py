"""No rule is passed over that could have found something: on the rules' own cases, and table by table."""

from collections import defaultdict

import pytest

from ffb.engine.behov import find_behov as laes_behov
from ffb.engine.duckdb import DuckDB
from ffb.rules import koer
from ffb.rules.hoved import load_regler
from ffb.rules.koer import find_behov
from rules.sager import load_sager, prepare_sager

REGLER = {r.id: r for r in load_regler() if r.sql}
KRAEVER = defaultdict(list)  # table -> the rules that can find nothing without it
for _regel in REGLER.values():
    for _tabel in set.intersection(*map(set, find_behov(_regel))):
        KRAEVER[_tabel].append(_regel)


def test_written_down_for_every_rule_as_it_is():
    for regel in REGLER.values():
        assert {*map(frozenset, find_behov(regel))} == {*laes_behov(regel.sql)}, regel.id


def test_unseen_text_needs_nothing(monkeypatch):
    kendt = koer._load_behov()
    monkeypatch.setattr(koer, "_load_behov", lambda: {i: {**k, "sql": "en anden"} for i, k in kendt.items()})
    assert all(find_behov(regel) == [[]] for regel in REGLER.values())


@pytest.fixture(scope="module")
def verden():
    motor = DuckDB()
    prepare_sager(motor, [s for s in load_sager() if not s.alene])
    return motor


@pytest.mark.parametrize("tabel", sorted(KRAEVER))
def test_without_a_table_it_needs_the_rule_finds_nothing(verden, tabel):
    """Each rule's own text over all cases, in which it finds something, with only that table emptied."""
    uden = f"WITH {tabel} AS (SELECT * FROM main.{tabel} WHERE FALSE) SELECT * FROM (\n%s\n) regel"
    for regel in KRAEVER[tabel]:
        assert verden.query(uden % regel.sql).raekker == [], regel.id
