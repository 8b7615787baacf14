"""Part: how long a command takes before it does anything."""

from __future__ import annotations

import os
import resource
import subprocess
import sys

from bench.maskine import tal
from bench.resultat import ROD, Linje, Udbytte

GANGE = 7
TYPER = ("typer, importeret", ["-c", "import typer"])
DJANGO = (
    "Django uden apps",
    ["-c", "import django; from django.conf import settings as s; s.configure(); django.setup()"],
)
# what is asked, how, and beside what
KOMMANDOER = (
    ("ffb --version", ["-m", "ffb.cli", "--version"], TYPER),
    ("ffb --help", ["-m", "ffb.cli", "--help"], TYPER),
    ("ffb begreber find", ["-m", "ffb.cli", "begreber", "find", "støtte"], TYPER),
    ("serveren klar", ["-c", "from ffb.server.start import setup; setup()"], DJANGO),
    (
        "serverens adresser og sider",
        ["-c", "from ffb.server.start import setup; setup(); import ffb.server.urls"],
        DJANGO,
    ),
)


def maal(lille: bool = False) -> Udbytte:
    """CPU milliseconds of fresh processes, the best of several. Raises CalledProcessError."""
    gange = 2 if lille else GANGE
    graenser = {navn: measure(kald, gange) for navn, kald in (TYPER, DJANGO)}
    return Udbytte(
        [
            Linje("", hvad, measure(kald, gange), "ms CPU", "graense", graense, graenser[graense])
            for hvad, kald, (graense, _) in KOMMANDOER
        ],
        [f"Python, der intet gør: {tal(measure(['-c', 'pass'], gange), 0)} ms."],
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
