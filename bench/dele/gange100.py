"""Part of its own: the nation a hundred times, made in bounded memory, and Tabel 1 and 2 over it."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from bench.dele.tabeller import EN, GRAENSE, MAAL_GRAENSE, MAAL_MB, Punkt, make_andre, vaekst
from bench.land import make, make_land, require_plads
from bench.maskine import tal
from bench.resultat import Linje, Udbytte
from bench.tabeller import count_raekker, measure_graense, run_proces

HUKOMMELSE = "3GB"
PLADS_GB = 20  # the files, and room for what spills
NOTER = [
    "pandas, polars og Spark gav samme tal som vores, hvor de svarede. pandas og polars har hele maskinens "
    "hukommelse."
]


def maal(lille: bool = False) -> Udbytte:
    """`lille`: once the nation.

    Raises:
        RuntimeError: there is not room on the disk.
    """
    gange = 1 if lille else 100
    start, skrevet = time.perf_counter(), {"mb": 0.0}
    mappe = make(f"land{gange}-for-sig", lambda m: skrevet.update(_generate(m, gange)))
    gik = time.perf_counter() - start
    raekker, foer = count_raekker(mappe), make_land(gange / 10)
    gruppe = f"×{gange}: {tal(raekker, 0)} rækker i de seks tabeller"
    graense, vores = measure_graense(mappe), run_proces(mappe, "duckdb", "1", HUKOMMELSE)
    en_tiendedel = Punkt(
        count_raekker(foer), run_proces(foer, "duckdb", "1", HUKOMMELSE).cpu, measure_graense(foer)
    )
    linjer = [
        Linje(gruppe, EN, vores.cpu, "CPU s", "graense", GRAENSE, graense, MAAL_GRAENSE),
        *make_andre(gruppe, mappe, vores, run_proces(mappe, "duckdb", "2", HUKOMMELSE).ur),
        Linje(gruppe, "På uret", vores.ur, "s"),
        Linje(gruppe, f"Højeste hukommelse, {HUKOMMELSE} til motoren", vores.mb, "MB", maal=MAAL_MB),
        *vaekst(en_tiendedel, Punkt(raekker, vores.cpu, graense), f"×{gange / 10:g} → ×{gange}"),
    ]
    if skrevet["mb"]:
        fylder = sum(f.stat().st_size for f in mappe.glob("*.parquet")) / 1e9
        linjer += [
            Linje("Skrevet af bench.national", "På uret", gik, "s"),
            Linje("Skrevet af bench.national", "Højeste hukommelse", skrevet["mb"], "MB", maal=MAAL_MB),
            Linje("Skrevet af bench.national", "På disken", fylder, "GB"),
        ]
    return Udbytte(linjer, NOTER)


def _generate(mappe: Path, gange: int) -> dict[str, float]:
    require_plads(PLADS_GB * gange / 100)
    kald = [sys.executable, "-m", "bench.national", "--til", str(mappe), "--gange", str(gange)]
    ud = subprocess.run(kald, stdout=subprocess.PIPE, text=True, check=True).stdout
    return {"mb": float(ud.split()[-2])}
