"""Spoiled files by the hundred thousand: whatever stands in them, a reading answers and nothing breaks.

Bundles are changed as JSON and as bytes and go through what `ffb tjek` does; the files of a table delivery
are changed as bytes, cells and lines, and are read as a folder. A crash is any exception but the errors a
person may meet (`FfbError`). Random, but the same numbers give the same files: a crash is printed with its
number.
Run: `python -m bench.fuzz [number of inputs] [first number]`.
"""

from __future__ import annotations

import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from bench.fhir import MAPPE, NOEGLE, kompakt, syntetiske
from bench.mutationer import STUMPER, muter, muter_bytes

from ffb.demo import make_demo
from ffb.errors import FfbError
from ffb.formats import read
from ffb.formats.fhir.laes import read_fhir
from ffb.formats.fhir.regler import validate
from ffb.formats.fhir.regler.hurtig import VANLIGE
from ffb.formats.fhir.tilsyn import Tilsyn
from ffb.formats.grundlag import Fil, Laesevalg, Leverancehoved
from ffb.formats.identitet import Identitet
from ffb.model.raekker import Raekkesamler

ANTAL = 100_000
HVER_TABEL = 20  # one input of so many is a table delivery: reading one costs as much as ten bundles
LINJER = 40
CELLER = ("", " ", ";", '"', "=1+1", "0101010101", "9" * 400, "2025-02-30", "NaN", "\x00", "é", "x" * 10_000)
Proeve = Callable[[Random], str]


def proev_bundle(bundles: list[bytes]) -> Proeve:
    """Reads and checks a changed bundle as `ffb tjek` does; what became of it."""
    tilsyn = (Tilsyn(streng=False), Tilsyn(streng=True))

    def proev(tal: Random) -> str:
        data = muter(tal.choice(bundles), tal, tal.choice([1, 1, 2, 4, 12]))
        if tal.random() < 0.3:
            data = muter_bytes(data, tal, tal.choice([1, 2, 5]))
        samler = Raekkesamler()
        valg = Laesevalg(Identitet(NOEGLE))
        fejl = read_fhir([Fil("x", data)], Leverancehoved(), 1, samler, valg, tal.choice(tilsyn))
        regler = set(samler.tabeller()["formatfund"]["regel"].to_pylist())
        if fejl:
            validate(data)
            return "bundle, filfejl"
        return "bundle, fund" if regler - VANLIGE else "bundle, uden fund"

    return proev


def proev_tabel(filer: dict[str, bytes], mappe: Path) -> Proeve:
    """Reads a delivery of tables of which one or two files are changed."""

    def proev(tal: Random) -> str:
        for sti in mappe.iterdir():
            sti.unlink()
        ramte = tal.sample(sorted(filer), 2)
        for navn, data in filer.items():
            (mappe / navn).write_bytes(_spoil(data, tal) if navn in ramte else data)
        try:
            read([mappe], Laesevalg(Identitet(NOEGLE)))
        except FfbError:
            return "tabeller, filfejl"
        return "tabeller, læst"

    return proev


def _spoil(data: bytes, tal: Random) -> bytes:
    """Bytes, cells or lines of a CSV file changed."""
    hvad = tal.randrange(4)
    if hvad == 0:
        return muter_bytes(data, tal, tal.choice([1, 3, 10]))
    linjer = data.split(b"\n")
    nr = tal.randrange(len(linjer))
    if hvad == 1:
        celler = linjer[nr].split(b";")
        celler[tal.randrange(len(celler))] = tal.choice(CELLER).encode()
        linjer[nr] = b";".join(celler)
    elif hvad == 2:
        linjer[nr] = tal.choice([b"", linjer[0], linjer[nr] + b";", linjer[nr][: len(linjer[nr]) // 2]])
    else:
        linjer[nr] = tal.choice(STUMPER)
    return b"\n".join(linjer)


def read_demo(mappe: Path) -> dict[str, bytes]:
    """The files of one table delivery of the demo, the first lines of each."""
    make_demo(mappe, seed=2025, borgere=50, kommuner=4)
    (hoved, *_) = sorted((mappe / "leverancer").rglob("leverance.csv"))
    return {
        sti.name: b"\n".join(sti.read_bytes().split(b"\n")[:LINJER])
        for sti in sorted(hoved.parent.glob("*.csv"))
    }


def fuzz(antal: int, foerste: int = 0) -> tuple[Counter[str], list[int]]:
    """Try so many inputs; what became of them, and the numbers of those that crashed (each printed)."""
    udfald: Counter[str] = Counter()
    nedbrud: list[int] = []
    with tempfile.TemporaryDirectory() as rod, tempfile.TemporaryDirectory() as mappe:
        bundles = [kompakt(sti.read_bytes()) for sti in sorted(MAPPE.glob("*.json"))] + syntetiske(100)
        tabel, bundle = proev_tabel(read_demo(Path(rod)), Path(mappe)), proev_bundle(bundles)
        for nr, tal in _tal(foerste, antal):
            if nr > foerste and nr % 1_000 == 0:
                print(f"{nr - foerste:,} prøvet, {len(nedbrud)} nedbrud", file=sys.stderr, flush=True)
            try:
                udfald[(tabel if nr % HVER_TABEL == 0 else bundle)(tal)] += 1
            except Exception:  # every crash is what we look for
                nedbrud.append(nr)
                print(f"Nedbrud ved nummer {nr}:\n{traceback.format_exc(limit=-3)}", flush=True)
    return udfald, nedbrud


def _tal(foerste: int, antal: int) -> Iterator[tuple[int, Random]]:
    yield from ((nr, Random(nr)) for nr in range(foerste, foerste + antal))


def main() -> int:
    antal = int(sys.argv[1]) if len(sys.argv) > 1 else ANTAL
    start = time.process_time()
    udfald, nedbrud = fuzz(antal, int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    for navn, n in sorted(udfald.items()):
        print(f"{navn:>20}{n:>9,}")
    print(f"{antal:,} filer på {time.process_time() - start:,.0f} CPU-sekunder: {len(nedbrud)} nedbrud")
    return 1 if nedbrud else 0


if __name__ == "__main__":
    raise SystemExit(main())
