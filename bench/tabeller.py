"""Tabel 1 and Tabel 2 over ten times the nation: against the scan bound and against pandas.

The bound is named and committed: DuckDB reading the columns the tables need from the same Parquet files
and hashing each row once, on one core. The alternative is the same two tables in pandas (`i_pandas`),
written as an analyst would, without the versions, former systems, joint reporters and settings ours knows.

Run: `python -m bench.tabeller [CITIZENS]` (default 1,000,000). Figures are CPU seconds of one core, except
the clock of the pandas comparison, where both may use both cores. Both tables are compared cell by cell
before any time is printed.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
from bench.national import make_national_parquet

from ffb.engine.duckdb import DuckDB
from ffb.engine.koersel import Opsaetning, prepare_motor
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
class Maaling:
    """Seconds: CPU of bound and ours, clock of ours and pandas; peak memory of ours in MB."""

    raekker: int
    graense: float
    vores: float
    vores_ur: float
    pandas_ur: float
    hukommelse: float

    @property
    def mod_graense(self) -> float:
        return self.vores / self.graense

    @property
    def mod_pandas(self) -> float:
        return self.pandas_ur / self.vores_ur


def maal(mappe: Path, *, gange: int = 3) -> Maaling:
    """Measure over the Parquet folder `mappe` (made by bench.national); best of `gange` rounds each."""
    from bench import tabeller_pandas

    runder = [(_graense(mappe), _i_proces(mappe, 1), _i_proces(mappe, 2)[1]) for _ in range(gange)]
    graense, vores = min(r[0] for r in runder), [r[1] for r in runder]
    start = time.perf_counter()
    pandas_svar = tabeller_pandas.tabeller(mappe, PERIODE)
    pandas_ur = time.perf_counter() - start
    svar = build_tabeller(mappe)
    assert tabeller_pandas.som_vores(pandas_svar) == som_tal(svar), "pandas og SQL er uenige"
    raekker = sum(pq.ParquetFile(mappe / f"{t}.parquet").metadata.num_rows for t in KOLONNER)
    return Maaling(
        raekker, graense, min(v[0] for v in vores), min(r[2] for r in runder), pandas_ur, vores[0][2]
    )


def _graense(mappe: Path) -> float:
    """CPU seconds of one scan and hash of every column needed, on one thread."""
    db = duckdb.connect(config={"threads": 1})
    start = time.process_time()
    for tabel, kolonner in KOLONNER.items():
        liste = ", ".join(kolonner.split())
        db.execute(f"SELECT bit_xor(hash({liste})) FROM read_parquet('{mappe / tabel}.parquet')").fetchall()
    return time.process_time() - start


def build_tabeller(mappe: Path, traade: int = 1) -> dict[str, list[tuple]]:
    """Tabel 1 and 2 of every kommune, as the report asks for them."""
    motor = DuckDB(traade=traade)
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


def _i_proces(mappe: Path, traade: int) -> tuple[float, float, float]:
    """(CPU seconds, clock, peak MB) of a fresh process that makes the tables, less its start-up."""
    ud = subprocess.run(
        [sys.executable, "-m", "bench.tabeller", "--en", str(mappe), str(traade)],
        capture_output=True,
        text=True,
        check=True,
    )
    cpu, ur, mb = ud.stdout.split()
    return float(cpu), float(ur), float(mb)


def _en(mappe: Path, traade: int) -> None:
    cpu, ur = time.process_time(), time.perf_counter()
    build_tabeller(mappe, traade)
    toppen = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(time.process_time() - cpu, time.perf_counter() - ur, toppen)


def main(borgere: int = 1_000_000) -> Maaling:
    """Make the nation in a temporary folder, measure, print."""
    with tempfile.TemporaryDirectory(prefix="ffb-bench-") as navn:
        make_national_parquet(Path(navn), borgere)
        m = maal(Path(navn))
    print(f"{borgere:,} borgere, {m.raekker:,} rækker i de seks tabeller")
    print(f"  læs og hash én gang  {m.graense:6.2f} CPU s")
    print(
        f"  Tabel 1 + 2          {m.vores:6.2f} CPU s, {m.mod_graense:.1f} × grænsen, {m.hukommelse:.0f} MB"
    )
    print(f"  på uret              {m.vores_ur:6.2f} s, pandas {m.pandas_ur:.2f} s: {m.mod_pandas:.1f} gange")
    return m


if __name__ == "__main__":
    if sys.argv[1:2] == ["--en"]:
        _en(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main(*(int(a) for a in sys.argv[1:]))
