"""A conversion of 100,000 posts: read, mapped, planned, reported. Target (issue 7): under 10 s on 2 cores.

Beside it stands the named bound: Python's own CSV reader over the same file. CPU seconds of the process.
Run: `python -m bench.konvertering [POSTS]`.
"""

from __future__ import annotations

import csv
import itertools
import sys
import tempfile
import time
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


def main(poster: int = 100_000) -> None:
    """Print the seconds of each step."""
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
    graense, laes, oversaet, rapport = (b - a for a, b in itertools.pairwise(ur))
    i_alt = laes + oversaet + rapport
    print(f"{antal} poster: {i_alt:.1f} s (læs {laes:.1f}, oversæt {oversaet:.1f}, rapport {rapport:.1f})")
    print(f"CSV-læseren alene: {graense:.2f} s; {i_alt / graense:.0f} gange")


if __name__ == "__main__":
    main(*(int(a) for a in sys.argv[1:]))
