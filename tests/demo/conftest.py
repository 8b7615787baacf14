"""One small demo on disk for all tests, and what reading it back gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from ffb.demo import PERIODE_FRA, PERIODE_TIL, Facit, make_demo
from ffb.demo.bevis import Bevis, make_bevis
from ffb.formats import read
from ffb.formats.dst_koder import read_dst_koder
from ffb.formats.grundlag import Laesevalg, Laesning
from ffb.formats.identitet import Identitet
from ffb.formats.mapning import read_mapning
from ffb.rapport.byg import Opsaetning
from ffb.rapport.resultat import Rapport

NOEGLE = b"kun til proeverne, 32 tegn eller flere"
SEED, BORGERE, KOMMUNER = 2025, 110, 4


@dataclass
class Demo:
    mappe: Path
    facit: Facit


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    mappe = tmp_path_factory.mktemp("demo")
    return Demo(mappe, make_demo(mappe, seed=SEED, borgere=BORGERE, kommuner=KOMMUNER))


@pytest.fixture(scope="session")
def laes() -> Callable[[Path], Laesning]:
    """Reads the leverancer of a demo back."""
    return lambda mappe: read([mappe / "leverancer"], Laesevalg(Identitet(NOEGLE), tilsyn="hensigt"))


@pytest.fixture(scope="session")
def laesning(demo: Demo, laes: Callable[[Path], Laesning]) -> Laesning:
    return laes(demo.mappe)


@pytest.fixture(scope="session")
def bevis(demo: Demo, laesning: Laesning) -> Bevis:
    return _bevis(demo.mappe, demo.facit, laesning)


@pytest.fixture(scope="session")
def bevis_for() -> Callable[[Path, Facit, Laesning], Bevis]:
    """Reports and check of a demo against its facit, as `ffb demo` does it."""
    return _bevis


@pytest.fixture(scope="session")
def rapporter(bevis: Bevis) -> list[Rapport]:
    return bevis.rapporter


def _opsaetning(mappe: Path) -> Opsaetning:
    return Opsaetning(
        periode_fra=PERIODE_FRA,
        periode_til=PERIODE_TIL,
        dst_koder=read_dst_koder(mappe / "dst-koder.csv"),
    )


def _bevis(mappe: Path, facit: Facit, laesning: Laesning) -> Bevis:
    return make_bevis(facit, laesning, read_mapning(mappe / "mapning.xlsx")[0], _opsaetning(mappe))
