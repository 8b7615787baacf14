"""Behind each number stand just the rows it counts."""

from __future__ import annotations

import random

import pytest

from ffb.engine.duckdb import DuckDB
from ffb.engine.koersel import Opsaetning
from ffb.rapport.bag import find_borgere, find_ydelser, query_bag
from ffb.rapport.byg import build_rapporter
from ffb.rapport.tabeller import TAELLERE
from orakel.generator import tilfaeldig_leverancer


@pytest.mark.parametrize("froe", [3, 11, 2026])
def test_every_cell_is_its_rows(froe: int) -> None:
    verden = tilfaeldig_leverancer(random.Random(froe), 120)
    opsaetning = Opsaetning(verden.periode_fra, verden.periode_til, dst_koder=verden.dst_koder)
    motor = DuckDB()
    rapporter = build_rapporter(dict(verden.tabeller()), verden.mapning, opsaetning, motor=motor)
    talt = 0
    for rapport in rapporter:
        bag = query_bag(motor, rapport.kommune_kode or "")
        for raekke in rapport.tabeller["tabel1"].raekker:
            for kolonne in ("antal", *TAELLERE):
                if raekke[kolonne] is not None:
                    assert len(find_ydelser(bag, kolonne, raekke["paragraf"])) == raekke[kolonne]
                    talt += raekke[kolonne]
        for raekke in rapport.tabeller["tabel2"].raekker:
            assert len(find_borgere(bag, raekke["raekke"])) == raekke["antal"]
            if (heraf := raekke["heraf_ikke_vurderet"]) is not None:
                assert len(find_borgere(bag, raekke["raekke"], "heraf_ikke_vurderet")) == heraf
        assert len(find_borgere(bag, "borgere")) == rapport.tal["borgere"]
        assert len(find_borgere(bag, "mangler_alle")) == rapport.tal["mangler_alle"]
    assert talt > 100
