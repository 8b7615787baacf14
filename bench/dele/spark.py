"""Part of its own: each analysis on Spark beside DuckDB over the nation, same texts, same rows."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from typing import Any

from bench.land import make_land_med_omraader
from bench.resultat import Linje, Udbytte

from ffb.analyses import Analysevalg, load_analyser, prepare_analyser
from ffb.engine.duckdb import DuckDB
from ffb.engine.koersel import Opsaetning
from ffb.engine.motor import Motor
from ffb.formats.dst_koder import read_dst_koder
from ffb.formats.modelmappe import read_modelmappe

AARET = Analysevalg(date(2025, 1, 1), date(2025, 12, 31))
GANGE = (1, 10)
Svar = dict[str, tuple[float, list[Any]]]


def maal(lille: bool = False) -> Udbytte:
    """Once and ten times the nation, with the rows of the other domains (`lille`: a tenth).

    Raises:
        RuntimeError: an analysis gave other rows on Spark.
    """
    linjer = [linje for gange in GANGE for linje in _stoerrelse(gange, gange / 10 if lille else gange)]
    return Udbytte(
        linjer,
        ["Første gang hver analyse spørges; det, flere bruger, regnes ud hos den første. Svarene er ens."],
    )


def _stoerrelse(gange: int, land: float) -> list[Linje]:
    from ffb.engine.spark import Spark

    mappe = make_land_med_omraader(land)
    duckdb, spark = _maal(mappe, DuckDB(traade=2)), Spark()
    try:
        andet = _maal(mappe, spark)
    finally:
        spark.close()
    uenige = [id_ for id_, (_, raekker) in duckdb.items() if raekker != andet[id_][1]]
    if uenige:
        raise RuntimeError(f"Spark gav andre rækker i {', '.join(uenige)}")
    return [
        Linje(f"×{gange}", id_, ur, "s på uret", "andre", "Spark, lokalt", andet[id_][0], 1.0)
        for id_, (ur, _) in duckdb.items()
    ]


def _maal(mappe: Path, motor: Motor) -> Svar:
    """Analysis -> (clock, rows) where it has something to show."""
    kilder = read_modelmappe(mappe)
    valg = Opsaetning(AARET.periode_fra, AARET.periode_til, dst_koder=read_dst_koder(mappe / "dst-koder.csv"))
    grundlag = prepare_analyser(motor, kilder.tabeller, kilder.mapning, valg)
    ud: Svar = {}
    for analyse in (a for a in load_analyser() if not a.borger):
        ur = time.perf_counter()
        raekker = grundlag.koer(analyse, AARET).tabel.raekker
        if raekker:
            ud[analyse.id] = time.perf_counter() - ur, list(raekker)
    return ud
