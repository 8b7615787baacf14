"""The star schema, opened with DuckDB and pandas: keys hold, V15 comes out again, and no CPR is in it."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from analyses.orakel_v15 import make_raekker
from analyses.test_mod_orakel import make_grundlag
from analyses.udvalg import make_udvalg
from analyses.verden import make_verden
from ffb.analyses import Analysegrundlag, Analysevalg, find_analyse, prepare_analyser
from ffb.cli import run
from ffb.eksport import build_stjerne, load_tabeller, make_filer, write_mappe
from ffb.engine.duckdb import DuckDB
from ffb.engine.koersel import Opsaetning
from orakel.verden import Verden

FROE = (1, 2)
CPR = "7101851111"  # day + 60: nobody
LEVERANCE = "KOMMUNE_KODE;SYSTEM;FIL_ID;INDBERETNINGSTIDSPUNKT\n9001;Test;F1;2025-12-01T10:00:00\n"
YDELSE = "CPR;YDELSE_ID;DST_YDELSE;FFB_YDELSE_UUID;FFB_TILBUD_UUID;STARTDATO;SLUTDATO;SAGSNUMMER\n"


@pytest.fixture(scope="module", params=FROE)
def stjerne(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    verden = make_verden(request.param)
    grundlag = make_grundlag(verden)
    mappe = tmp_path_factory.mktemp("stjerne")
    filer = make_filer(build_stjerne(grundlag), ("parquet", "csv"), dag=grundlag.dag, demo=False)
    write_mappe(filer, mappe)
    return verden, grundlag, mappe


Stjerne = tuple[Verden, Analysegrundlag, Path]


def test_keys_are_unique_and_references_lead_somewhere(stjerne: Stjerne) -> None:
    """By DuckDB, over the Parquet files, as the data package says."""
    mappe = stjerne[2]
    pakke = json.loads((mappe / "datapackage.json").read_text())
    db = duckdb.connect()
    henvisninger = 0
    for r in (r for r in pakke["resources"] if r["format"] == "parquet"):
        fil, noegle = f"'{mappe / r['path']}'", ", ".join(r["schema"]["primaryKey"])
        assert db.sql(f"SELECT count(*) - count(DISTINCT ({noegle})) FROM {fil}").fetchall() == [(0,)], r[
            "name"
        ]
        assert db.sql(f"SELECT count(*) FROM {fil}").fetchall() == [(r["raekker"],)]
        for h in r["schema"]["foreignKeys"]:
            til = mappe / f"{h['reference']['resource'] or r['name']}.parquet"
            uden = db.sql(
                f"SELECT count(*) FROM {fil} f LEFT JOIN '{til}' t "
                f"ON f.{h['fields']} = t.{h['reference']['fields']} "
                f"WHERE f.{h['fields']} IS NOT NULL AND t.{h['reference']['fields']} IS NULL"
            ).fetchall()
            assert uden == [(0,)], (r["name"], h)
            henvisninger += 1
    assert henvisninger > 25


def test_the_package_describes_every_file_and_column(stjerne: Stjerne) -> None:
    mappe = stjerne[2]
    pakke = json.loads((mappe / "datapackage.json").read_text())
    assert {r["path"] for r in pakke["resources"]} | {"datapackage.json"} == {f.name for f in mappe.iterdir()}
    for r in pakke["resources"]:
        sti = mappe / r["path"]
        laest = pd.read_parquet(sti) if r["format"] == "parquet" else pd.read_csv(sti, keep_default_na=False)
        assert list(laest.columns) == [f["name"] for f in r["schema"]["fields"]]
        assert all(f["description"] for f in r["schema"]["fields"])
        assert sti.stat().st_size == r["bytes"]


def test_csv_and_parquet_hold_the_same(stjerne: Stjerne) -> None:
    mappe = stjerne[2]
    for tabel in load_tabeller():
        db = duckdb.connect()
        fra_csv = f"SELECT * FROM read_csv('{mappe / tabel.navn}.csv', all_varchar = true, nullstr = '\x01')"
        felter = ", ".join(f"coalesce(CAST({k.navn} AS VARCHAR), '') AS {k.navn}" for k in tabel.kolonner)
        fra_parquet = f"SELECT {felter} FROM '{mappe / tabel.navn}.parquet'"
        for a, b in ((fra_csv, fra_parquet), (fra_parquet, fra_csv)):
            assert db.sql(f"SELECT count(*) FROM ({a} EXCEPT ALL {b})").fetchall() == [(0,)], tabel.navn


def test_v15_comes_out_again_in_pandas(stjerne: Stjerne) -> None:
    """Unique citizens per paragraf, ydelse, målgruppe, støttebehov: as the analysis and plain Python."""
    verden, grundlag, mappe = stjerne
    valg = Analysevalg(verden.periode_fra, max(verden.periode_til, grundlag.dag))
    fundet = count_v15(mappe, valg)
    orakel = {(r["inddeling"], r["kode"]): r["borgere"] for r in make_raekker(make_udvalg(verden, valg))}
    analyse = grundlag.koer(find_analyse("V15"), valg)
    assert fundet == orakel
    assert fundet == {(r["inddeling"], r["kode"]): r["borgere"] for r in analyse.tabel.raekker}
    assert len(fundet) > 10


def count_v15(mappe: Path, valg: Analysevalg) -> dict[tuple[str, str], int]:
    def load(navn: str) -> pd.DataFrame:
        return pd.read_parquet(mappe / f"{navn}.parquet")

    y = load("fakta_ydelse")
    slut = y.slutdato.map(lambda d: date.max if d is None or pd.isna(d) else d)
    y = y[(y.startdato <= valg.periode_til) & (slut >= valg.periode_fra)]
    bro = load("bro_ydelse_maalgruppe")
    y = y.merge(bro[bro.rang == 1], how="left", on="ydelse_noegle")
    y = y.merge(load("dim_borger")[["borger_noegle", "stoettebehov"]], on="borger_noegle")
    y = y.assign(maalgruppe_kode=y.maalgruppe_kode.fillna(""))
    svar: dict[tuple[str, str], int] = defaultdict(int)
    kolonner = {"paragraf": "paragraf", "ydelse": "ydelse_kode", "maalgruppe": "maalgruppe_kode",
                "stoettebehov": "stoettebehov"}  # fmt: skip
    for inddeling, kolonne in kolonner.items():
        for kode, antal in y.groupby(kolonne).borger_noegle.nunique().items():
            svar[inddeling, str(kode)] = int(antal)
    return dict(svar)


@pytest.mark.parametrize("kode", ["0183", "0187"])
def test_a_kommune_gets_its_own_rows_only(kode: str) -> None:
    """Also where it shares leverancer with another: those with a ydelse there, and nobody else."""
    verden = make_verden(3)
    o = Opsaetning(verden.periode_fra, verden.periode_til, kommune=kode, dst_koder=verden.dst_koder)
    stjerne = build_stjerne(prepare_analyser(DuckDB(), verden.tabeller(), verden.mapning, o))
    udvalg = make_udvalg(verden, Analysevalg(date(1900, 1, 1), date(2999, 12, 31), (("kommune", (kode,)),)))
    hendes = {f"{kode}-{y.borger_id}" for y in udvalg.alle_ydelser if y.kommune == kode}
    assert set(stjerne["dim_borger"]["borger_noegle"].to_pylist()) == hendes
    assert len(hendes) > 3
    for navn, tabel in stjerne.items():
        if navn.startswith("fakta_"):
            assert set(tabel["borger_noegle"].to_pylist()) <= hendes, navn
            assert set(tabel["kommune_kode"].to_pylist()) <= {kode}, navn


def test_equal_data_are_equal_to_the_byte() -> None:
    def make() -> dict[str, bytes]:
        grundlag = make_grundlag(make_verden(3))
        return make_filer(build_stjerne(grundlag), ("parquet", "csv"), dag=grundlag.dag, demo=False)

    assert make() == make()


def make_leverance(mappe: Path, tema: str = "") -> Path:
    (mappe / "ind").mkdir()
    (mappe / "ind" / "leverance.csv").write_text(LEVERANCE)
    (mappe / "ind" / "ydelse.csv").write_text(
        YDELSE
        + f"{CPR};Y1;1160201;;;2025-02-01;;{CPR}\n"
        + f"{CPR};{CPR};1160201;{CPR};{CPR};2025-08-01;2025-09-30;S2\n"
    )
    (mappe / "ind" / "udredningstema.csv").write_text(f"CPR;FFB_TEMA_UUID;DATO\n{CPR};{CPR};2025-03-01\n")
    (mappe / "ind" / "indsatsmaal.csv").write_text(
        "CPR;MAAL_ID;FFB_TEMA_UUID;MAALTYPE;ANSVARLIG;DATO\n" + f"{CPR};{CPR};{CPR};{CPR};{CPR};2025-04-01\n"
    )
    (mappe / "dst.csv").write_text("DST_KODE;PARAGRAF;FFB_RELEVANT\n1160201;§85;ja\n")
    return mappe


def test_no_cpr_wherever_one_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A CPR in every text column of a delivery, and as codes: in no file, and not on the screen."""
    ind = make_leverance(tmp_path)
    ud = tmp_path / "ud"
    assert run(["eksporter", str(ind / "ind"), "--out", str(ud), "--dst-koder", str(ind / "dst.csv")]) == 0
    ydelser = pd.read_csv(ud / "fakta_ydelse.csv", keep_default_na=False)
    assert list(ydelser.ydelse_kode) == ["", "ukendt"]
    maal = pd.read_csv(ud / "fakta_maal.csv", keep_default_na=False)
    assert list(maal.tema_kode) == ["ukendt"]
    for fil in ud.iterdir():
        pakket_ud = pd.read_parquet(fil).to_csv() if fil.suffix == ".parquet" else fil.read_text()
        assert CPR not in pakket_ud, fil.name
        assert CPR[:6] not in pakket_ud, fil.name
    assert CPR not in "".join(capsys.readouterr())


def test_as_of_an_earlier_day(tmp_path: Path) -> None:
    ind = make_leverance(tmp_path)
    ord_ = ["eksporter", str(ind / "ind"), "--dst-koder", str(ind / "dst.csv"), "--format", "csv"]
    antal = {}
    for dag in ("01.01.2025", "15.03.2025", "01.12.2025"):
        ud = tmp_path / dag
        assert run([*ord_, "--out", str(ud), "--pr-dato", dag]) == 0
        antal[dag] = [len(pd.read_csv(ud / f"{t}.csv")) for t in ("dim_borger", "fakta_ydelse", "fakta_maal")]
        assert not list(ud.glob("*.parquet"))
    assert antal == {"01.01.2025": [0, 0, 0], "15.03.2025": [1, 1, 0], "01.12.2025": [1, 2, 1]}


def test_unknown_format_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ind = make_leverance(tmp_path)
    assert run(["eksporter", str(ind / "ind"), "--out", str(tmp_path / "x"), "--format", "excel"]) == 10
    assert "parquet, csv" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()
