"""Part: how long a command takes before it does anything."""

from __future__ import annotations

import os
import resource
import subprocess
import sys

from bench.resultat import ROD, Linje, Udbytte

GANGE = 7
# what is asked, and most CPU milliseconds (None: no target)
KOMMANDOER: dict[str, tuple[list[str], float | None]] = {
    "ffb --version": (["-m", "ffb.cli", "--version"], 250),
    "ffb --help": (["-m", "ffb.cli", "--help"], 400),
    "ffb begreber find": (["-m", "ffb.cli", "begreber", "find", "støtte"], None),
    "serveren klar (Django)": (["-c", "from ffb.server.start import setup; setup()"], None),
    "serverens adresser og sider": (
        ["-c", "from ffb.server.start import setup; setup(); import ffb.server.urls"],
        None,
    ),
}


def maal(lille: bool = False) -> Udbytte:
    """CPU milliseconds of fresh processes, the best of several. Raises CalledProcessError."""
    gange = 2 if lille else GANGE
    graense = measure(["-c", "pass"], gange)
    return Udbytte(
        [
            Linje("", hvad, measure(kald, gange), "ms CPU", "graense", "python -c pass", graense)
            if hoejst is None
            else Linje("", hvad, measure(kald, gange), "ms CPU", maal=hoejst)
            for hvad, (kald, hoejst) in KOMMANDOER.items()
        ]
    )


def measure(argumenter: list[str], gange: int) -> float:
    """CPU milliseconds of `python …`, the best of `gange` after one that compiles."""
    env = os.environ | {"PYTHONPATH": str(ROD / "src")}
    tider = []
    for _ in range(gange + 1):
        foer = _brugt()
        subprocess.run([sys.executable, *argumenter], env=env, check=True, stdout=subprocess.DEVNULL)
        tider.append(1000 * (_brugt() - foer))
    return min(tider[1:])


def _brugt() -> float:
    brug = resource.getrusage(resource.RUSAGE_CHILDREN)
    return brug.ru_utime + brug.ru_stime
