"""Every analysis over ten times the nation, warm: a second choice of filters on an engine that is ready.

Beside each stands the named bound: DuckDB reading the columns the base views need from the same Parquet files
and hashing each row once. Figures are CPU seconds of the process (two threads) and the clock; the clock also
tells of other work on the machine. Target (issue 5): under 3 s, V05, V06 and V12 under 6 s, on 2 cores.

Run: `python -m bench.analyser [CITIZENS]` (default 1,000,000).
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
from bench.national import make_national_parquet
from bench.national_omraader import write_andre_omraader

from ffb.analyses import Analysevalg, load_analyser, prepare_analyser
from ffb.engine.duckdb import DuckDB
from ffb.engine.koersel import Opsaetning
from ffb.formats.dst_koder import read_dst_koder
from ffb.formats.modelmappe import read_modelmappe

AARET = Analysevalg(date(2025, 1, 1), date(2025, 12, 31))
GRAENSE = {
    "ydelse_version": "borger_id ydelse_id indsats_id ffb_ydelse_kode ffb_tilbud_kode startdato slutdato",
    "udredningstema_version": "borger_id kode dato",
    "aktivitet_deltagelse_version": "borger_id kode niveau dato",
    "stoettebehov_version": "borger_id niveau dato",
    "maalgruppe_version": "borger_id ydelse_id indsats_id ffb_maalgruppe_kode",
    "indsatsmaal_version": "borger_id maal_id tema_kode maaltype_kode",
    "fsiii_ydelse_version": "borger_id fsiii_kode startdato slutdato lov",
    "beskaeftigelse_version": "borger_id maaned type",
}


def measure_graense(mappe: Path) -> float:
    """CPU seconds of one scan and hash of the columns."""
    db = duckdb.connect(config={"threads": 2})
    start = time.process_time()
    for tabel, kolonner in GRAENSE.items():
        sti = mappe / f"{tabel}.parquet"
        if sti.exists():
            db.execute(
                f"SELECT bit_xor(hash({', '.join(kolonner.split())})) FROM read_parquet('{sti}')"
            ).fetchall()
    return time.process_time() - start


def measure(mappe: Path) -> dict[str, tuple[float, float, int]]:
    """Analysis -> (CPU seconds, clock, rows) of the second choice, after one that warmed the engine."""
    kilder = read_modelmappe(mappe)
    valg = Opsaetning(AARET.periode_fra, AARET.periode_til, dst_koder=read_dst_koder(mappe / "dst-koder.csv"))
    grundlag = prepare_analyser(DuckDB(traade=2), kilder.tabeller, kilder.mapning, valg)
    ud = {}
    for analyse in (a for a in load_analyser() if not a.borger):
        grundlag.koer(analyse, AARET)
    for nr, analyse in enumerate(a for a in load_analyser() if not a.borger):
        andet = replace(AARET, periode_til=date(2025, 12, 30 - nr))  # another choice each: nothing is kept
        cpu, ur = time.process_time(), time.perf_counter()
        svar = grundlag.koer(analyse, andet)
        ud[analyse.id] = time.process_time() - cpu, time.perf_counter() - ur, len(svar.tabel.raekker)
    return ud


def main(borgere: int = 1_000_000) -> dict[str, tuple[float, float, int]]:
    """Make the nation in a temporary folder, measure, print."""
    with tempfile.TemporaryDirectory(prefix="ffb-bench-") as navn:
        make_national_parquet(Path(navn), borgere)
        write_andre_omraader(Path(navn))
        graense, tal = measure_graense(Path(navn)), measure(Path(navn))
    print(f"{borgere:,} borgere; læs og hash én gang {graense:.2f} CPU s")
    for id_, (cpu, ur, raekker) in tal.items():
        print(f"  {id_}  {cpu:6.2f} CPU s  {ur:6.2f} s på uret  {raekker:5} rækker")
    return tal


if __name__ == "__main__":
    main(*(int(a) for a in sys.argv[1:]))
