"""Part: every analysis at once and ten times the nation, and how it grows."""

from __future__ import annotations

import math
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from bench import analyser
from bench.hukommelse import hoejeste_mb
from bench.land import make_land_med_omraader
from bench.maskine import tal
from bench.resultat import Linje, Udbytte

GANGE = (1, 10)
TUNGE, MAAL_S, MAAL_TUNGE_S = frozenset({"V05", "V06", "V12"}), 3.0, 6.0  # issue 5, at ×10, by the clock
MAAL_VAEKST, MAAL_MB = 1.1, 4096.0
MINDST_S = 0.05  # below this it is the engine's fixed cost that is measured, and growth says nothing
GRAENSE = "læs og aftryk"

Maalt = tuple[float, dict[str, tuple[float, float, int]], float]


def maal(lille: bool = False) -> Udbytte:
    """Both sizes (`lille`: a tenth of them), each in a process of its own."""
    maalt = {gange: _i_proces(make_land_med_omraader(gange / 10 if lille else gange)) for gange in GANGE}
    linjer = [linje for gange, m in maalt.items() for linje in _stoerrelse(gange, m)]
    (_, smaa, _), (_, store, _) = maalt.values()
    for id_, (cpu, _, _) in smaa.items():
        if cpu >= MINDST_S:
            eksponent = math.log(store[id_][0] / cpu) / math.log(GANGE[1] / GANGE[0])
            linjer.append(Linje("Vækst ×1 → ×10", id_, eksponent, "eksponent", maal=MAAL_VAEKST))
    udeladt = ", ".join(id_ for id_, t in smaa.items() if t[0] < MINDST_S)
    note = f"Væksten er ikke regnet for {udeladt}: under {tal(MINDST_S)} CPU s er det motorens faste pris."
    return Udbytte(linjer, [note] if udeladt else [])


def _i_proces(mappe: Path) -> Maalt:
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as proces:
        return proces.submit(_maal, mappe).result()


def _maal(mappe: Path) -> Maalt:
    graense, svar = analyser.measure_graense(mappe), analyser.measure(mappe)
    return graense, svar, hoejeste_mb()


def _stoerrelse(gange: int, maalt: Maalt) -> list[Linje]:
    graense, svar, mb = maalt
    gruppe = f"×{gange}"
    linjer = [Linje(gruppe, "Alle analyser, højeste hukommelse", mb, "MB", maal=MAAL_MB)]
    for id_, (cpu, ur, _) in svar.items():
        linjer.append(Linje(gruppe, id_, cpu, "CPU s", "graense", GRAENSE, graense))
        if gange == GANGE[-1]:
            hoejst = MAAL_TUNGE_S if id_ in TUNGE else MAAL_S
            linjer.append(Linje(gruppe, f"{id_} på uret, to tråde", ur, "s", maal=hoejst))
    return linjer
