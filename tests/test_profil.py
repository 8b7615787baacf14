"""The profile of a measurement: it tells of everything, and changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.national import make_national_parquet
from bench.profil import make_tekst, measure, watch_motor
from bench.regler import SEKS, make_raekker

from ffb.engine.duckdb import DuckDB

BORGERE = 500


def test_hver_regel_og_hver_gemt_visning_har_sin_tid(tmp_path: Path) -> None:
    make_raekker(tmp_path, BORGERE)
    i_alt, profil = measure(tmp_path, "seks")
    assert set(SEKS) <= set(profil.spurgt)
    assert profil.gemt and profil.planlagt > 0
    kendt = profil.planlagt + sum(profil.gemt.values()) + sum(profil.spurgt.values())
    assert 0 < kendt < 1.1 * i_alt
    linjer = make_tekst(i_alt, profil).splitlines()
    assert linjer[-1].startswith("i alt") and any("planlægning" in linje for linje in linjer)


@pytest.mark.parametrize("hvad", ["tabeller", "V02"])
def test_tabeller_og_en_analyse_kan_profileres(tmp_path: Path, hvad: str) -> None:
    make_national_parquet(tmp_path, BORGERE)
    i_alt, profil = measure(tmp_path, hvad)
    assert i_alt > 0 and profil.gemt and profil.spurgt


def test_svaret_er_det_samme_og_motoren_som_foer() -> None:
    sql = "SELECT tal FROM dobbelt ORDER BY tal"

    def spoerg() -> list[tuple[int, ...]]:
        motor = DuckDB(traade=1)
        motor.define("en", "SELECT 1 AS tal UNION ALL SELECT 2 AS tal", gem=True)
        motor.define("dobbelt", "SELECT 2 * tal AS tal FROM en")
        return motor.query(sql).raekker

    foer = DuckDB.query
    with watch_motor({sql: "mit"}) as profil:
        assert spoerg() == [(2,), (4,)]
    assert set(profil.gemt) == {"en"} and set(profil.spurgt) == {"mit"}
    assert DuckDB.query is foer and spoerg() == [(2,), (4,)] and set(profil.spurgt) == {"mit"}
