"""A conversion of 100,000 posts: read, mapped, planned, reported. Target (issue 7): under 10 s on 2 cores.

Beside it stands the named bound: Python's own CSV reader over the same file. CPU seconds of the process.
Run: `python -m bench konvertering`.
"""

from __future__ import annotations

import csv
import itertools
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from ffb.demo.gammelt import START, write_gammelt
from ffb.formats.identitet import Identitet
from ffb.konvertering.koer import konverter
from ffb.konvertering.plan import Plan
from ffb.konvertering.poster import read_gammelt
from ffb.konvertering.tabel import read_tabel
from ffb.konvertering.tabsrapport import build_tabsrapport
from ffb.render.opgoerelse import til_json

PR_BORGER = 10.3


@dataclass(frozen=True, slots=True)
class Maaling:
    """CPU seconds: of the bound, and of each step."""

    poster: int
    graense: float
    laes: float
    oversaet: float
    rapport: float

    @property
    def i_alt(self) -> float:
        return self.laes + self.oversaet + self.rapport


def maal(poster: int = 100_000) -> Maaling:
    """Measure each step over so many made posts."""
    with tempfile.TemporaryDirectory() as sted:
        filer = write_gammelt(Path(sted), round(poster / PR_BORGER))
        ur = [time.process_time()]
        with filer[0].open(encoding="utf-8", newline="") as fil:
            antal = sum(1 for _ in csv.reader(fil, delimiter=";")) - 1
        ur.append(time.process_time())
        gammelt = read_gammelt(filer[:1], Identitet(b"n" * 64))
        ur.append(time.process_time())
        tabel = read_tabel(filer[1], START)
        koersel = konverter(gammelt, tabel, [], Plan("opfoelgning", "alt", START))
        ur.append(time.process_time())
        svar = build_tabsrapport(koersel)
        til_json(svar)
        ur.append(time.process_time())
    return Maaling(antal, *(b - a for a, b in itertools.pairwise(ur)))
