"""A leverance of 100,000 citizens as CSV: read and reported in one go, peak memory under 2 GB.

Run: `python -m bench.stor_csv [CITIZENS]`. The files are made by `ffb.demo`; the measured process is the
command a data steward runs, all formats but no more.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.hukommelse import hoejeste_mb

from ffb.demo import make_demo

GRAENSE_MB = 2048


@dataclass(frozen=True, slots=True)
class Maaling:
    """Megabytes read, rows are in the report; seconds by the clock; peak memory in MB."""

    mb_paa_disken: float
    sekunder: float
    hukommelse: float


def maal(mappe: Path, borgere: int) -> Maaling:
    """Make the leverance in `mappe`, run `ffb rapport` on it, and measure that process.

    Raises:
        subprocess.CalledProcessError: the report did not end with 0.
    """
    make_demo(mappe, borgere=borgere, kommuner=1)
    filer = [f for f in (mappe / "leverancer").rglob("*") if f.is_file()]
    start = time.perf_counter()
    koert = subprocess.run(
        [sys.executable, "-m", "bench.stor_csv", "--rapport", str(mappe)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    sekunder = time.perf_counter() - start
    toppen = float(koert.stdout.splitlines()[-1])
    return Maaling(sum(f.stat().st_size for f in filer) / 1e6, sekunder, toppen)


def _rapport(mappe: Path) -> int:
    """The command in a process of its own; its last line is that process's peak in MB."""
    from ffb.cli import run

    valg = ["--mapning", str(mappe / "mapning.xlsx"), "--dst-koder", str(mappe / "dst-koder.csv")]
    kode = run(["rapport", str(mappe / "leverancer"), *valg, "--periode", "2025", "--out", str(mappe / "ud")])
    print(hoejeste_mb())
    return kode


def main(borgere: int = 100_000) -> Maaling:
    """Measure in a temporary folder and print."""
    with tempfile.TemporaryDirectory(prefix="ffb-bench-") as navn:
        m = maal(Path(navn), borgere)
    holder = "under" if m.hukommelse < GRAENSE_MB else "OVER"
    print(f"{borgere:,} borgere, {m.mb_paa_disken:.0f} MB CSV: læst og rapporteret på {m.sekunder:.0f} s")
    print(f"  højeste hukommelse {m.hukommelse:.0f} MB, {holder} grænsen på {GRAENSE_MB} MB")
    return m


if __name__ == "__main__":
    if sys.argv[1:2] == ["--rapport"]:
        sys.exit(_rapport(Path(sys.argv[2])))
    main(*(int(a) for a in sys.argv[1:]))
