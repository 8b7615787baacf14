"""Measure, keep the numbers and write docs/ydelse.md: `make bench`.

    python -m bench [PART …] [--lille] [--side]

Without a part: every one of `make bench`, each in a process of its own, so that none measures another's
memory; one that breaks does not stop the others, and the exit code tells. `--lille` only tries the
measurements on little data; `--side` writes the page again of the numbers there are.
"""

from __future__ import annotations

import argparse
import importlib
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from bench.dele import DELE, find_del
from bench.maskine import maskine, watch_belastning
from bench.resultat import MAPPE, Del, Maalt, Udbytte, aftryk, read_maalt, write_maalt
from bench.side import SIDE, find_uforklarede, load_forklaringer, make_side


def run_del(del_: Del, *, lille: bool, mappe: Path = MAPPE) -> Maalt:
    """Measure one part and keep what it found, also when it broke."""
    start, fejl, udbytte = time.perf_counter(), "", Udbytte([])
    foer = aftryk(del_.kilder)
    with watch_belastning() as belastning:
        try:
            udbytte = importlib.import_module(del_.modul).maal(lille)
        except Exception as e:  # told in the page and by the exit code; the other parts go on
            fejl = f"{type(e).__name__}: {' '.join(str(e).split())[:200]}"
            print(f"{del_.navn} gik i stykker: {fejl}", file=sys.stderr)
    maalt = Maalt(
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC", maskine(), belastning.tal,
        round(time.perf_counter() - start, 1), foer, udbytte.linjer, udbytte.noter, lille, fejl,
    )  # fmt: skip
    write_maalt(del_, maalt, mappe)
    return maalt


def write_side(sti: Path = SIDE) -> list[str]:
    """The page of all kept numbers; returns the missed targets without an explanation."""
    dele = [(d, read_maalt(d)) for d in DELE]
    gamle = [d.navn for d, m in dele if m and m.aftryk != aftryk(d.kilder)]
    forklaringer = load_forklaringer()
    sti.write_text(make_side(dele, forklaringer, gamle), encoding="utf-8")
    return find_uforklarede(dele, forklaringer)


def _run_alle(dele: list[Del], lille: bool) -> bool:
    """Each in a process of its own, one after the other, over the same made data; True if all went well."""
    godt = True
    with tempfile.TemporaryDirectory(prefix="ffb-bench-") as land:
        env = {"FFB_BENCH_LAND": land, **os.environ}
        for del_ in dele:
            print(f"== {del_.titel}", flush=True)
            kald = [sys.executable, "-m", "bench", "--en", del_.navn, *(["--lille"] if lille else [])]
            godt &= subprocess.run(kald, env=env, check=False).returncode == 0
    return godt


def main() -> int:
    valg = argparse.ArgumentParser(prog="python -m bench", description=__doc__.splitlines()[0])
    valg.add_argument("del_", nargs="*", metavar="DEL", help=", ".join(d.navn for d in DELE))
    valg.add_argument("--lille", action="store_true", help="prøv kun målingen på få data")
    valg.add_argument("--side", action="store_true", help="skriv kun siden igen af de gemte tal")
    valg.add_argument("--en", action="store_true", help=argparse.SUPPRESS)
    v = valg.parse_args()
    dele = [find_del(navn) for navn in v.del_] or [d for d in DELE if d.fast]
    if v.en:
        maalt = run_del(dele[0], lille=v.lille)
        for linje in maalt.linjer:
            print(f"  {linje.noegle}: {linje.vaerdi} {linje.enhed} mod {linje.dens}")
        return 1 if maalt.fejl else 0
    godt = v.side or _run_alle(dele, v.lille)
    for linje in write_side():
        print(f"Mål ikke nået og ikke forklaret: {linje}")
    print(f"{SIDE.name} er skrevet.")
    return 0 if godt else 1


if __name__ == "__main__":
    sys.exit(main())
