"""How fast bundles become rows, beside plain typed decoding of the same bytes and the usual FHIR library.

One core, CPU seconds of this process. All are measured in turn, round by round, and the best round of
each is kept: a shared machine only ever adds time. `read_fhir` is measured with everything it does
(doubled keys, CPR, references, findings). Opinion taken: what a piece of work made is thrown away before the
clock stops, whichever it is. The five official bundles are read again and again; the synthetic ones are all
different and read once a round, so that nothing is gained by having met them.
Run: `python -m bench.fhir [folder with bundles]`.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ffb.demo.fordeling import kommuneplaner
from ffb.demo.leverancer import leverancer
from ffb.demo.skriv import plantet_verden
from ffb.formats.fhir.laes import read_fhir
from ffb.formats.fhir.skriv import write_bundles
from ffb.formats.fhir.strukturer import DEKODER
from ffb.formats.grundlag import Fil, Laesevalg, Leverancehoved
from ffb.formats.identitet import Identitet
from ffb.model.raekker import Raekkesamler

MAPPE = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "uddatasaet"
GENTAG = 10  # the bundles of the folder, this many times, are one round
SYNTETISKE = 2_000
FROE = 2025
NOEGLE = b"noegle til maaling, over 32 tegn "


@dataclass(frozen=True)
class Maaling:
    """Bundles a second and core, and how rows compare with each of the others.

    `afkodning` is plain typed decoding that throws each result away at once, `afkodning_beholdt` one that
    keeps the results of a round, as `raekker` keeps its rows.
    """

    byte_pr_bundle: float
    afkodning: float
    afkodning_beholdt: float
    raekker: float
    bibliotek: float

    @property
    def forhold_afkodning(self) -> float:
        return self.raekker / self.afkodning

    @property
    def forhold_beholdt(self) -> float:
        return self.raekker / self.afkodning_beholdt

    @property
    def forhold_bibliotek(self) -> float:
        return self.raekker / self.bibliotek


def maal(bundles: list[bytes], *, runder: int = 40, gentag: int = GENTAG) -> Maaling:
    """Measure on the bundles given (each one Bundle, at least one), the library on each once a round."""
    filer = [Fil(f"{i}.json", data) for i, data in enumerate(bundles * gentag)]

    def afkod() -> None:
        for fil in filer:
            DEKODER.decode(fil.data)

    def behold() -> None:
        [DEKODER.decode(fil.data) for fil in filer]

    def laes() -> None:
        read_fhir(filer, Leverancehoved(), 1, Raekkesamler(), Laesevalg(Identitet(NOEGLE)))

    arbejder = (afkod, behold, laes, lambda: _bibliotek(bundles))
    bedste = [float("inf")] * len(arbejder)
    for _ in range(runder):
        bedste = [min(foer, _cpu(arbejde)) for foer, arbejde in zip(bedste, arbejder, strict=True)]
    afkodning, beholdt, raekker = (len(filer) / tid for tid in bedste[:3])
    snit = sum(map(len, bundles)) / len(bundles)
    return Maaling(snit, afkodning, beholdt, raekker, len(bundles) / bedste[3])


def _bibliotek(bundles: list[bytes]) -> None:
    from fhir.resources.R4B.bundle import Bundle

    for data in bundles:
        Bundle.model_validate_json(data)


def _cpu(arbejde: Callable[[], None]) -> float:
    start = time.process_time()
    arbejde()
    return time.process_time() - start


def kompakt(data: bytes) -> bytes:
    """The same JSON without blanks, as most systems send it."""
    return json.dumps(json.loads(data), ensure_ascii=False, separators=(",", ":")).encode()


def syntetiske(antal: int = SYNTETISKE) -> list[bytes]:
    """So many different bundles of the demo's FHIR kommune, as its system sends them."""
    borgere = 100
    while len(fundne := list(islice(_demo(borgere), antal))) < antal:
        borgere *= 2
    return fundne


def _demo(borgere: int) -> Iterator[bytes]:
    """The bundles of a demo with so many citizens, each once."""
    kendte: set[bytes] = set()
    (plan,) = (p for p in kommuneplaner(FROE, borgere, 4) if p.form == "fhir")
    for leverance in leverancer(*plantet_verden(plan, FROE)):
        for _, data in write_bundles(leverance.tabeller):
            if data not in kendte:
                kendte.add(data)
                yield data


def _print(navn: str, m: Maaling) -> None:
    tal = "".join(f"{t:12,.0f}" for t in (m.afkodning, m.afkodning_beholdt, m.raekker, m.bibliotek))
    forhold = f"{m.forhold_afkodning:12.2f}{m.forhold_beholdt:12.2f}{m.forhold_bibliotek:12.0f}"
    print(f"{navn:>22}{m.byte_pr_bundle / 1000:8.1f}{tal}{forhold}", flush=True)


def main() -> None:
    mappe = Path(sys.argv[1]) if len(sys.argv) > 1 else MAPPE
    bundles = [sti.read_bytes() for sti in sorted(mappe.glob("*.json"))]
    if not bundles:
        sys.exit(f"Ingen bundles i {mappe}")
    hoved = ("afkodet/s", "beholdt/s", "rækker/s", "bibl./s", "×afk.", "×beh.", "×bibl.")
    print(f"{'':>22}{'KB':>8}" + "".join(f"{navn:>12}" for navn in hoved))
    _print("som leveret", maal(bundles))
    _print("uden blanke", maal([kompakt(b) for b in bundles]))
    _print(f"{SYNTETISKE:,} forskellige", maal(syntetiske(), runder=6, gentag=1))


if __name__ == "__main__":
    main()
