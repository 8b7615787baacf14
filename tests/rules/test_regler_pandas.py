"""Twenty rules find as many rows as their pandas versions in bench/ do, over random citizens."""

import pytest
from bench.regler import build_fund, count_fund, make_raekker
from bench.regler_pandas import TYVE
from bench.regler_pandas import count_fund as count_i_pandas
from bench.tabeller import PERIODE


@pytest.fixture(scope="module")
def mappe(tmp_path_factory):
    sti = tmp_path_factory.mktemp("national")
    make_raekker(sti, 600)
    return sti


def test_tyve_regler_finder_det_samme_i_pandas(mappe):
    vores = count_fund(mappe, TYVE)
    assert vores == count_i_pandas(mappe, PERIODE)
    assert sum(antal > 0 for antal in vores.values()) >= 10


def test_ingen_regel_bliver_ikke_koert_og_fund_taelles_ens(mappe):
    svar = build_fund(mappe).svar
    assert [s.regel.id for s in svar if s.status == "ikke_koert"] == []
    antal = {s.regel.id: s.antal for s in svar}
    assert {id_: antal[id_] for id_ in TYVE} == count_fund(mappe, TYVE)
