"""Tabel 1 and Tabel 2 over a nation of any size: the scan bound, ours on each engine, and pandas.

The bound is named and committed: DuckDB reading the columns the tables need from the same Parquet files
and hashing each row once, on one core. The alternative is the same two tables in pandas (`i_pandas`),
written as an analyst would, without the versions, former systems, joint reporters and settings ours knows.

Figures are CPU seconds; every way of making the tables is a process of its own and its imports are not
counted. The answers are compared cell by cell before any time is given. Run: `python -m bench tabeller`.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from bench.andre import TOEMT, KanIkke, first_to_go
from bench.hukommelse import hoejeste_mb

from ffb.engine.duckdb import DuckDB
from ffb.engine.koersel import Opsaetning, prepare_motor
from ffb.engine.motor import Motor
from ffb.engine.sqlfil import load_sqlfiler
from ffb.formats.dst_koder import read_dst_koder
from ffb.formats.modelmappe import read_modelmappe

PERIODE = (date(2025, 1, 1), date(2025, 12, 31))
RAEKKER = "leverance_id borger_id fil_nr post_nr trukket"
KOLONNER = {
    "ydelse_version": f"{RAEKKER} aktivitet_nr ydelse_id indsats_id dst_kode ffb_ydelse_kode "
    "ffb_tilbud_kode startdato slutdato p_nummer afdeling_uuid kommune_kode status hensigt",
    "maalgruppe_version": f"{RAEKKER} kilde_id ydelse_id indsats_id ffb_maalgruppe_kode",
    "udredningstema_version": f"{RAEKKER} kode",
    "aktivitet_deltagelse_version": f"{RAEKKER} kode niveau",
    "stoettebehov_version": f"{RAEKKER} niveau",
    "indsatsmaal_version": f"{RAEKKER} maaltype_kode",
}
TEKSTER = ("tabel1", "tabel2", "tabel2_borgere")


@dataclass(frozen=True, slots=True)
class Koersel:
    """One making of the tables in a process of its own: CPU seconds, clock, peak MB, national sums."""

    cpu: float
    ur: float
    mb: float
    svar: dict[str, dict]


def count_raekker(mappe: Path) -> int:
    """Rows of the six tables that are read."""
    return sum(pq.ParquetFile(mappe / f"{t}.parquet").metadata.num_rows for t in KOLONNER)


def measure_graense(mappe: Path) -> float:
    """CPU seconds of one scan and hash of every column needed, on one thread."""
    db = duckdb.connect(config={"threads": 1})
    start = time.process_time()
    for tabel, kolonner in KOLONNER.items():
        liste = ", ".join(kolonner.split())
        db.execute(f"SELECT bit_xor(hash({liste})) FROM read_parquet('{mappe / tabel}.parquet')").fetchall()
    return time.process_time() - start


def build_tabeller(mappe: Path, motor: Motor | None = None) -> dict[str, list[tuple]]:
    """Tabel 1 and 2 of every kommune, as the report asks for them; else on one thread of DuckDB."""
    motor = motor or DuckDB(traade=1)
    kilder = read_modelmappe(mappe)
    valg = Opsaetning(*PERIODE, dst_koder=read_dst_koder(mappe / "dst-koder.csv"))
    prepare_motor(motor, kilder.tabeller, kilder.mapning, valg)
    return {
        f.navn: motor.query(f.sql).raekker for f in load_sqlfiler("ffb.rapport", "sql") if f.navn in TEKSTER
    }


def som_tal(svar: dict[str, list[tuple]]) -> dict[str, dict]:
    """National sums: what pandas computes too."""
    tabel1: dict[str, list[int]] = {}
    for raekke in svar["tabel1"]:
        sum_ = tabel1.setdefault(raekke[1], [0] * 4)
        for nr in range(4):
            sum_[nr] += raekke[2 + nr]
    tabel2: dict[str, int] = {}
    for _, navn, antal in svar["tabel2"]:
        tabel2[navn] = tabel2.get(navn, 0) + antal
    return {"tabel1": tabel1, "tabel2": tabel2}


def run_proces(mappe: Path, hvordan: str = "duckdb", *valg: str) -> Koersel:
    """Make the tables anew: `duckdb` [threads [memory]], `spark` or `pandas`.

    Raises:
        KanIkke: pandas or Spark broke, or had not memory enough.
        subprocess.CalledProcessError: ours broke.
    """
    kald = [sys.executable, "-m", "bench.tabeller", str(mappe), hvordan, *valg]
    ud = subprocess.run(kald, stdout=subprocess.PIPE, text=True, check=False, preexec_fn=first_to_go)
    if hvordan != "duckdb" and ud.returncode:
        raise KanIkke(TOEMT if ud.returncode == -signal.SIGKILL else f"{hvordan} gik i stykker")
    ud.check_returncode()
    return Koersel(**json.loads(ud.stdout.splitlines()[-1]))


def _en(mappe: Path, hvordan: str, *valg: str) -> Koersel:
    lav = _lav(hvordan, *valg)
    pa.array(
        [1]
    )  # Arrow imports pandas with its first column, where it is installed; the command line does not
    cpu, ur = time.process_time(), time.perf_counter()
    svar = lav(mappe)
    cpu, ur = time.process_time() - cpu, time.perf_counter() - ur
    return Koersel(cpu, ur, hoejeste_mb(), svar)


def _lav(hvordan: str, traade: str = "1", hukommelse: str | None = None) -> Callable[[Path], dict[str, dict]]:
    if hvordan == "pandas":
        from bench import tabeller_pandas

        return lambda mappe: tabeller_pandas.som_vores(tabeller_pandas.tabeller(mappe, PERIODE))
    if hvordan == "spark":
        from ffb.engine.spark import Spark

        spark = Spark()
        return lambda mappe: som_tal(build_tabeller(mappe, spark))
    motor = DuckDB(traade=int(traade), hukommelse=hukommelse)
    return lambda mappe: som_tal(build_tabeller(mappe, motor))


if __name__ == "__main__":
    print(json.dumps(asdict(_en(Path(sys.argv[1]), *sys.argv[2:]))))
