"""Every rule over a million rows: CPU seconds and memory of one run, and twenty rules beside pandas.

The rows are the national ones of `bench.national` (random, so a sixth of them break some rule: far more than
a delivery does); every table of the model counts as delivered, so every rule runs. The yardstick is twenty
of the rules as an analyst writes them in pandas (`regler_pandas`); their numbers of findings must be ours.

Run: `python -m bench.regler [CITIZENS]` (default 40,000: a million rows). CPU seconds of one core.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from bench.national import make_national_parquet
from bench.tabeller import PERIODE

from ffb.engine.duckdb import DuckDB
from ffb.engine.koersel import Opsaetning, prepare_motor
from ffb.formats.dst_koder import read_dst_koder
from ffb.formats.modelmappe import read_modelmappe
from ffb.model.tabeller import TABELLER
from ffb.rules.hoved import find_regel
from ffb.rules.koer import Regelkoersel, run_regler

KOMMUNER = 5
GRAENSE_S, GRAENSE_MB = 10, 1024


@dataclass(frozen=True, slots=True)
class Maaling:
    """CPU seconds: of all rules with every finding told, of counting those of the twenty, and that in pandas.

    `hukommelse`: peak of all in MB.
    """

    raekker: int
    regler: int
    fund: int
    sekunder: float
    hukommelse: float
    tyve: float
    tyve_pandas: float

    @property
    def holder(self) -> bool:
        return self.sekunder < GRAENSE_S and self.hukommelse < GRAENSE_MB


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
    for regel in map(find_regel, ider):
        gaelder = f"dato IS NULL OR dato >= DATE '{regel.gaelder_fra or date.min}'"
        svar = motor.query(f"SELECT COUNT(*) AS antal FROM (\n{regel.sql}\n) r WHERE {gaelder}")
        antal[regel.id] = svar.raekker[0][0]
    return antal


def _motor(mappe: Path) -> DuckDB:
    """The rows on one thread."""
    motor = DuckDB(traade=1)
    kilder = read_modelmappe(mappe)
    valg = Opsaetning(*PERIODE, dst_koder=read_dst_koder(mappe / "dst-koder.csv"))
    prepare_motor(motor, kilder.tabeller, kilder.mapning, valg)
    return motor


def maal(mappe: Path, raekker: int) -> Maaling:
    """Measure over the folder `mappe` of `make_raekker`, each in a process of its own.

    Raises:
        RuntimeError: pandas and SQL disagree on a number of findings, or a rule was not run.
    """
    alle, tyve, pandas = (_i_proces(mappe, hvad) for hvad in ("alle", "tyve", "pandas"))
    if tyve["antal"] != pandas["antal"]:
        uenige = {i: (n, pandas["antal"].get(i)) for i, n in tyve["antal"].items()}
        raise RuntimeError(f"pandas og SQL er uenige: { {i: p for i, p in uenige.items() if p[0] != p[1]} }")
    if alle["ikke_koert"]:
        raise RuntimeError(f"ikke kørt: {alle['ikke_koert']}")
    fund = sum(alle["antal"].values())
    return Maaling(raekker, len(alle["antal"]), fund, alle["cpu"], alle["mb"], tyve["cpu"], pandas["cpu"])


def _i_proces(mappe: Path, hvad: str) -> dict:
    ud = subprocess.run(
        [sys.executable, "-m", "bench.regler", "--en", str(mappe), hvad],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(ud.stdout)


def _en(mappe: Path, hvad: str) -> None:
    """One measurement, as JSON on stdout; imports are not counted."""
    from bench import regler_pandas

    cpu, ikke_koert = time.process_time(), []
    if hvad == "pandas":
        antal = regler_pandas.count_fund(mappe, PERIODE)
    elif hvad == "tyve":
        antal = count_fund(mappe, regler_pandas.TYVE)
    else:
        svar = build_fund(mappe).svar
        antal = {s.regel.id: s.antal for s in svar}
        ikke_koert = [s.regel.id for s in svar if s.status == "ikke_koert"]
    brugt = time.process_time() - cpu
    mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"antal": antal, "ikke_koert": ikke_koert, "cpu": brugt, "mb": mb}))


def main(borgere: int = 40_000) -> Maaling:
    """Make the rows in a temporary folder, measure, print."""
    with tempfile.TemporaryDirectory(prefix="ffb-bench-") as navn:
        m = maal(Path(navn), make_raekker(Path(navn), borgere))
    print(f"{m.raekker:,} rækker, {m.regler} regler, {m.fund:,} fund")
    ord_ = "under" if m.holder else "OVER"
    print(f"  alle regler    {m.sekunder:6.2f} CPU s, {m.hukommelse:.0f} MB: {ord_} grænsen på", end=" ")
    print(f"{GRAENSE_S} s og {GRAENSE_MB} MB")
    gange = m.tyve_pandas / m.tyve
    print(f"  tyve, kun talt {m.tyve:6.2f} CPU s, pandas {m.tyve_pandas:.2f}: {gange:.1f} gange; ens antal")
    return m


if __name__ == "__main__":
    if sys.argv[1:2] == ["--en"]:
        _en(Path(sys.argv[2]), sys.argv[3])
    else:
        main(*(int(a) for a in sys.argv[1:]))
