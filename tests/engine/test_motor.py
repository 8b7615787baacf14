"""The engine: right rows where DuckDB had wrong ones, and no work before it is asked for."""

import tempfile
from pathlib import Path

import pyarrow as pa
import pytest

from ffb.engine.duckdb import DuckDB


def test_left_join_is_null_keeps_the_filters_of_its_right_side():
    """DuckDB 2.0.0 answered 0: the filter on `k` was lost on the way to an anti-join."""
    motor = DuckDB()
    tal = list(range(1000))
    motor.load("y", pa.table({"id": tal, "b": tal}))
    motor.load("m", pa.table({"id": tal, "b": tal, "k": tal}))
    svar = motor.query(
        "WITH g AS (SELECT id, b, k FROM m), p AS (SELECT g.b FROM g WHERE g.k IS NULL) "
        "SELECT COUNT(*) AS antal FROM y LEFT JOIN g ON y.id = g.id + 5000 LEFT JOIN p ON y.b = p.b "
        "WHERE g.id IS NULL AND p.b IS NULL"
    )
    assert svar.raekker == [(1000,)]


def test_view_is_made_when_asked_for_with_what_it_builds_on():
    motor = DuckDB()
    motor.define("oeverst", "SELECT x + 1 AS x FROM nederst", gem=True)
    motor.define("nederst", "SELECT x FROM tabel WHERE x > 1")
    motor.define("gaar_i_stykker", "SELECT x FROM findes_ikke")
    motor.load("tabel", pa.table({"x": [1, 2, 3]}))
    assert sorted(motor.query("SELECT x FROM oeverst").raekker) == [(3,), (4,)]
    with pytest.raises(Exception, match="findes_ikke"):
        motor.query("SELECT x FROM gaar_i_stykker")


def test_a_table_loaded_again_takes_the_place_of_the_first():
    motor = DuckDB()
    motor.load("tabel", pa.table({"x": [1]}))
    assert motor.query("SELECT x FROM tabel").raekker == [(1,)]
    motor.load("tabel", pa.table({"x": [2]}))
    assert motor.query("SELECT x FROM tabel").raekker == [(2,)]


def test_what_does_not_fit_in_memory_goes_to_the_temp_folder_and_is_gone_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the folder one stands in cannot be written to, as a server's."""
    staar, midlertidig = tmp_path / "staar", tmp_path / "midlertidig"
    staar.mkdir(), midlertidig.mkdir()
    monkeypatch.chdir(staar)
    monkeypatch.setattr(tempfile, "tempdir", str(midlertidig))
    motor = DuckDB(traade=1, hukommelse="60MB")
    sql = (
        "SELECT count(*) AS n FROM (SELECT md5(CAST(r AS VARCHAR)) AS m FROM range(1500000) t(r) ORDER BY m)"
    )
    assert motor.query(sql).raekker == [(1_500_000,)]
    assert list(midlertidig.iterdir()), "the sort did spill"
    del motor
    assert [*staar.iterdir(), *midlertidig.iterdir()] == []
