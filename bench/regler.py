"""Every rule over a million rows: CPU seconds and memory of one run, and twenty rules beside pandas.

The rows are the national ones of `bench.national` (random, so a sixth of them break some rule: far more than
a delivery does); every table of the model counts as delivered, so every rule runs. The yardstick is twenty
of the rules as an analyst writes them in pandas (`regler_pandas`); their numbers of findings must be ours.

CPU seconds of one core, each in a process of its own. Run: `python -m bench regler`.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from bench.hukommelse import hoejeste_mb
from bench.national import make_national_parquet
from bench.tabeller import PERIODE

from ffb.engine.duckdb import DuckDB
from ffb.engine.koersel import Opsaetning, prepare_motor
from ffb.engine.sqlfil import load_sqlfiler
from ffb.formats.dst_koder import read_dst_koder
from ffb.formats.modelmappe import read_modelmappe
from ffb.model.tabeller import TABELLER
from ffb.rules.hoved import find_regel, load_regler
from ffb.rules.koer import Regelkoersel, Verden, run_regler

KOMMUNER = 5
PR_MILLION = 40_000  # citizens of a million rows
SEKS = ("DAT-01", "KOD-01", "KOD-02", "KOD-09", "KOD-13", "KOD-17")  # those that look at one row alone
SEKS_KOLONNER = {
    "ydelse": "startdato slutdato ffb_ydelse_kode ffb_tilbud_kode",
    "udredningstema": "kode",
    "aktivitet_deltagelse": "kode niveau_kode",
}
ORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Koersel:
    """Rule id -> findings, the rules that were not run, CPU seconds and peak MB."""

    antal: dict[str, int]
    ikke_koert: list[str]
    cpu: float
    mb: float


def make_raekker(mappe: Path, borgere: int) -> int:
    """The nation in `mappe`, with a leverance_tabel that says every table came; returns its rows."""
    antal = make_national_parquet(mappe, borgere, KOMMUNER)
    raekker = [
        (nr, t.navn, "leveret" if t.fysisk in antal else "tom", 0)
        for nr in range(1, KOMMUNER + 1)
        for t in TABELLER.values()
    ]
    schema = TABELLER["leverance_tabel"].schema()
    kolonner = [pa.array(k, type=f.type) for k, f in zip(zip(*raekker, strict=True), schema, strict=True)]
    pq.write_table(pa.table(kolonner, schema=schema), mappe / "leverance_tabel.parquet")
    return sum(antal.values())


def build_fund(mappe: Path) -> Regelkoersel:
    """Every SQL rule: findings with message, owner, place and key."""
    return run_regler(_motor(mappe))


def count_fund(mappe: Path, ider: Iterable[str]) -> dict[str, int]:
    """Rule id -> number of findings within the rule's dates, counted by the engine."""
    motor, antal = _motor(mappe), {}
    verden = Verden(motor)
    for regel in map(find_regel, ider):
        if not verden.kan_finde(regel):  # a table it builds on is empty: a run does not ask either
            antal[regel.id] = 0
            continue
        gaelder = f"WHERE dato IS NULL OR dato >= DATE '{regel.gaelder_fra}'" if regel.gaelder_fra else ""
        svar = motor.query(f"SELECT COUNT(*) AS antal FROM (\n{regel.sql}\n) r {gaelder}")
        antal[regel.id] = svar.raekker[0][0]
    return antal


def _motor(mappe: Path) -> DuckDB:
    """The rows on one thread."""
    motor = DuckDB(traade=1)
    kilder = read_modelmappe(mappe)
    valg = Opsaetning(*PERIODE, dst_koder=read_dst_koder(mappe / "dst-koder.csv"))
    prepare_motor(motor, kilder.tabeller, kilder.mapning, valg)
    return motor


def measure_graense(mappe: Path) -> float:
    """CPU seconds of one scan and hash of every column a rule or a view names, on one thread."""
    tekster = [r.sql for r in load_regler() if r.sql] + [f.sql for f in load_sqlfiler("ffb.model", "sql")]
    naevnt = {ord_ for tekst in tekster for ord_ in ORD.findall(tekst)}
    db = duckdb.connect(config={"threads": 1})
    start = time.process_time()
    for tabel in TABELLER.values():
        fil = mappe / f"{tabel.fysisk}.parquet"
        kolonner = [k for k in tabel.kolonnenavne if k in naevnt]
        if fil.exists() and tabel.fysisk in naevnt | {f"{n}_version" for n in naevnt} and kolonner:
            liste = ", ".join(kolonner)
            db.execute(f"SELECT bit_xor(hash({liste})) FROM read_parquet('{fil}')").fetchall()
    return time.process_time() - start


def measure_graense_seks(mappe: Path) -> float:
    """The same of the columns that the rules of SEKS look at."""
    db = duckdb.connect(config={"threads": 1})
    start = time.process_time()
    for tabel, kolonner in SEKS_KOLONNER.items():
        liste, fil = ", ".join(kolonner.split()), mappe / f"{tabel}_version.parquet"
        db.execute(f"SELECT bit_xor(hash({liste})) FROM read_parquet('{fil}')").fetchall()
    return time.process_time() - start


def run_proces(mappe: Path, hvad: str) -> Koersel:
    """`alle` rules with every finding told, or only counted: `talt` (all), `tyve`, `seks`, or in `pandas`.

    Raises:
        subprocess.CalledProcessError: it broke.
    """
    kald = [sys.executable, "-m", "bench.regler", str(mappe), hvad]
    ud = subprocess.run(kald, stdout=subprocess.PIPE, text=True, check=True)
    return Koersel(**json.loads(ud.stdout))


def _en(mappe: Path, hvad: str) -> Koersel:
    """One measurement; imports are not counted."""
    from bench import regler_pandas

    ider = {"tyve": regler_pandas.TYVE, "seks": SEKS, "talt": [r.id for r in load_regler() if r.sql]}
    pa.array([1])  # as in bench.tabeller: the command line has no pandas to import
    cpu, ikke_koert = time.process_time(), []
    if hvad == "pandas":
        antal = regler_pandas.count_fund(mappe, PERIODE)
    elif hvad in ider:
        antal = count_fund(mappe, ider[hvad])
    else:
        svar = build_fund(mappe).svar
        antal = {s.regel.id: s.antal for s in svar}
        ikke_koert = [s.regel.id for s in svar if s.status == "ikke_koert"]
    brugt = time.process_time() - cpu
    return Koersel(antal, ikke_koert, brugt, hoejeste_mb())


if __name__ == "__main__":
    print(json.dumps(asdict(_en(Path(sys.argv[1]), sys.argv[2]))))
