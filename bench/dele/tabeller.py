"""Part: Tabel 1 and 2 at once and ten times the nation, and how they grow."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench import tabeller, tabeller_polars
from bench.andre import KanIkke
from bench.land import make_land
from bench.maskine import tal
from bench.resultat import Linje, Udbytte
from bench.tabeller import Koersel, count_raekker, measure_graense, run_proces

RUNDER = 3
GANGE = (1, 10)
GRAENSE, EN = "læs og aftryk", "Tabel 1 + 2, en tråd"
MAAL_GRAENSE, MAAL_VAEKST, MAAL_MB = 2.0, 1.1, 4096.0


def maal(lille: bool = False) -> Udbytte:
    """Both sizes (`lille`: a tenth of them).

    Raises:
        RuntimeError: an engine or a yardstick gives other figures than ours.
    """
    linjer: list[Linje] = []
    tider: list[Punkt] = []
    for gange in GANGE:
        mappe = make_land(gange / 10 if lille else gange)
        linjer_, punkt = _stoerrelse(mappe, gange)
        linjer += linjer_
        tider.append(punkt)
    return Udbytte(
        [*linjer, *vaekst(*tider, "×1 → ×10")], ["pandas, polars og Spark gav samme tal som vores."]
    )


def _stoerrelse(mappe: Path, gange: int) -> tuple[list[Linje], Punkt]:
    gruppe = f"×{gange}: {tal(count_raekker(mappe), 0)} rækker i de seks tabeller"
    runder = [(measure_graense(mappe), run_proces(mappe)) for _ in range(RUNDER)]
    vores, graense = min((r[1] for r in runder), key=lambda k: k.cpu), min(r[0] for r in runder)
    to = min(run_proces(mappe, "duckdb", "2").ur for _ in range(RUNDER))
    linjer = [
        Linje(gruppe, EN, vores.cpu, "CPU s", "graense", GRAENSE, graense, MAAL_GRAENSE),
        *make_andre(gruppe, mappe, vores, to),
        Linje(gruppe, "Højeste hukommelse", vores.mb, "MB", maal=MAAL_MB),
    ]
    return linjer, Punkt(count_raekker(mappe), vores.cpu, graense)


def make_andre(gruppe: str, mappe: Path, vores: Koersel, to: float) -> list[Linje]:
    """Ours on one thread beside pandas and polars, and on two (`to` seconds on the clock) beside Spark.

    Raises:
        RuntimeError: one of them gives other figures than ours.
    """
    return [
        _mod(gruppe, EN, vores.cpu, "CPU s", "pandas", lambda: _enig(vores, run_proces(mappe, "pandas")).cpu),
        _mod(gruppe, EN, vores.cpu, "CPU s", "polars", lambda: _polars(vores, mappe)),
        _mod(gruppe, "Tabel 1 + 2, to tråde", to, "s på uret", "Spark, lokalt",
             lambda: _enig(vores, run_proces(mappe, "spark")).ur),
    ]  # fmt: skip


def _mod(gruppe: str, hvad: str, vores: float, enhed: str, hvem: str, dens: Callable[[], float]) -> Linje:
    """A line beside another tool, or why it is not there."""
    try:
        return Linje(gruppe, hvad, vores, enhed, "andre", hvem, dens(), 1.0)
    except (KanIkke, ImportError) as grund:
        return Linje(gruppe, hvad, vores, enhed, "andre", hvem, None, 1.0, str(grund))


def _enig(vores: Koersel, andres: Koersel) -> Koersel:
    if vores.svar != andres.svar:
        raise RuntimeError("et andet værktøj gav andre tal i Tabel 1 eller 2")
    return andres


def _polars(vores: Koersel, mappe: Path) -> float:
    svar = tabeller_polars.tabeller(mappe, tabeller.PERIODE)
    _enig(vores, Koersel(svar["cpu"], svar["ur"], svar["mb"], {k: svar[k] for k in ("tabel1", "tabel2")}))
    return float(svar["cpu"])


@dataclass(frozen=True, slots=True)
class Punkt:
    """CPU seconds of ours and of the bound over so many rows."""

    raekker: int
    cpu: float
    graense: float


def vaekst(foer: Punkt, efter: Punkt, hvad: str) -> list[Linje]:
    """The exponent of time over rows (1 is linear), and what a million more rows cost beside the bound."""
    eksponent = math.log(efter.cpu / foer.cpu) / math.log(efter.raekker / foer.raekker)
    flere = (efter.raekker - foer.raekker) / 1e6
    vores, graense = (efter.cpu - foer.cpu) / flere, (efter.graense - foer.graense) / flere
    om = f"Tabel 1 + 2, {hvad}"
    return [
        Linje("Vækst", om, eksponent, "eksponent", maal=MAAL_VAEKST),
        Linje("Vækst", f"{om}, en million rækker mere", vores, "CPU s", "graense", GRAENSE, graense),
    ]
