"""The report's conclusion names only what there is something of."""

import random

import pytest

from ffb.rapport.byg import Opsaetning, build_rapporter
from orakel.generator import tilfaeldig_leverancer


@pytest.mark.parametrize("froe", range(12))
def test_ingen_nuller_i_konklusionen(froe: int) -> None:
    verden = tilfaeldig_leverancer(random.Random(froe), 3)
    opsaetning = Opsaetning(verden.periode_fra, verden.periode_til, dst_koder=verden.dst_koder)
    for r in build_rapporter(dict(verden.tabeller()), verden.mapning, opsaetning):
        tekst = r.konklusion[1]
        i_alt = r.tabeller["tabel1"].raekker[-1]
        har_fejl = i_alt["antal"] > i_alt["fejlfri"]
        assert " 0 " not in tekst
        assert ("fejl" in tekst) is har_fejl
