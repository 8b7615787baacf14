"""How fast bundles are checked and become rows, beside plain typed decoding of the same bytes.

One core, CPU seconds of this process. All are measured in turn, round by round, and the best round of each
is kept: a shared machine only ever adds time. Plain decoding is msgspec to the very structures the reader
uses, and nothing more. It is given in two ways: `afkodning` throws each result away at once, so that the
same memory is used again and again, and `afkodning_beholdt` keeps the results of a round, as the reader
keeps its rows; the first is a harder yardstick than a reader that keeps what it read can be held to. So with
`fhir.resources` too: `bibliotek` throws each Bundle away, `bibliotek_beholdt` keeps those of a round. The
reader always keeps its rows. It is timed in two modes: `tjekket`, on bundles held against the guide before,
as the server reads those it has received; and on its own, when it also rules out doubled keys. The five
official bundles are read again and again; the synthetic ones are all different and read once a round, so
that nothing is gained by having met them.
Run: `python -m bench.fhir [folder with bundles]`.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from random import Random

from bench.mutationer import muter

from ffb.demo.fordeling import kommuneplaner
from ffb.demo.leverancer import leverancer
from ffb.demo.skriv import plantet_verden
from ffb.formats.fhir.laes import read_fhir
from ffb.formats.fhir.regler import validate
from ffb.formats.fhir.regler.katalog import AFVISER
from ffb.formats.fhir.skriv import write_bundles
from ffb.formats.fhir.strukturer import DEKODER
from ffb.formats.fhir.tilsyn import Tilsyn
from ffb.formats.grundlag import Fil, Laesevalg, Leverancehoved
from ffb.formats.identitet import Identitet
from ffb.model.raekker import Raekkesamler

MAPPE = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "uddatasaet"
GENTAG = 10  # the bundles of the folder, this many times, are one round
SYNTETISKE = 2_000
MED_FEJL = 500
FROE = 2025
SIDE = Path(__file__).resolve().parents[1] / "docs" / "maalinger" / "fhir_raekker.md"
HOVED = """# FHIR: fra bundle til rækker

Skrevet af `python -m bench.fhir` den {dag:%d-%m-%Y}. Ret aldrig i hånden: kør målingen igen.

CPU-sekunder på én kerne, skiftevis, bedste af flere runder. Læseren (`read_fhir`) afkoder, finder borgeren,
slår hver henvisning og kode op og beholder alle rækker, som produktet gør. *Tjekket* er bundter, der er
holdt op mod vejledningen før, som serveren læser det, den har modtaget; *selv* leder læseren også efter
nøgler, der står to gange. Der sammenlignes på to måder. *Smidt væk*: den anden part smider hvert svar væk
med det samme og bruger den samme hukommelse igen; det er den strengeste målestok for os. *Beholdt*: den
anden part beholder også sine svar. msgspec afkoder til de samme strukturer som læseren og gør intet andet;
`fhir.resources` tjekker grundformen.

| bundter | læst | læst/s | msgspec, smidt væk | msgspec, beholdt | fhir.resources, smidt væk | beholdt |
|---|---|---:|---:|---:|---:|---:|
"""
NOEGLE = b"noegle til maaling, over 32 tegn "


@dataclass(frozen=True)
class Maaling:
    """Bundles a second and core.

    afkodning, afkodning_beholdt: plain typed decoding. raekker: bundles checked before, read into rows. selv:
    the same, doubled keys ruled out. tjek: the whole check, from
    bytes to findings. raekker_tjek: both, as `ffb tjek` and `ffb rapport` do. bibliotek, bibliotek_beholdt:
    `fhir.resources`.
    """

    byte_pr_bundle: float
    afkodning: float
    afkodning_beholdt: float
    raekker: float
    selv: float
    tjek: float
    raekker_tjek: float
    bibliotek: float
    bibliotek_beholdt: float

    @property
    def forhold_tjek(self) -> float:
        return self.tjek / self.afkodning

    def forhold(self, laest: float) -> tuple[float, float, float, float]:
        """`laest` against msgspec and `fhir.resources`, each first thrown away, then kept."""
        andre = self.afkodning, self.afkodning_beholdt, self.bibliotek, self.bibliotek_beholdt
        return tuple(laest / anden for anden in andre)  # type: ignore[return-value]


def maal(bundles: list[bytes], *, runder: int = 20, gentag: int = GENTAG) -> Maaling:
    """Measure on the bundles given (each one Bundle, at least one), the library on each once a round."""
    filer = [Fil(f"{i}.json", data) for i, data in enumerate(bundles * gentag)]
    tilsyn = Tilsyn(streng=False)

    def afkod() -> None:
        for fil in filer:
            DEKODER.decode(fil.data)

    def behold() -> None:
        [DEKODER.decode(fil.data) for fil in filer]

    def laes(med: Tilsyn | None = None, *, tjekket: bool = False) -> None:
        valg = Laesevalg(Identitet(NOEGLE), tjekket=tjekket)
        read_fhir(filer, Leverancehoved(), 1, Raekkesamler(), valg, med)

    def tjek() -> None:
        for fil in filer:
            tilsyn.check(fil.data)

    arbejder = (afkod, behold, lambda: laes(tjekket=True), laes, tjek, lambda: laes(tilsyn))
    tider = _bedste((*arbejder, lambda: _bibliotek(bundles), lambda: list(_bundles(filer))), runder)
    snit = sum(map(len, bundles)) / len(bundles)
    return Maaling(
        snit, *(len(filer) / tid for tid in tider[:6]), len(bundles) / tider[6], len(filer) / tider[7]
    )


def _bedste(arbejder: tuple[Callable[[], None], ...], runder: int) -> list[float]:
    """CPU seconds of the best round of each, all measured in turn."""
    bedste = [float("inf")] * len(arbejder)
    for _ in range(runder):
        bedste = [min(foer, _cpu(arbejde)) for foer, arbejde in zip(bedste, arbejder, strict=True)]
    return bedste


def _bibliotek(bundles: list[bytes]) -> None:
    for _ in _bundles([Fil("", data) for data in bundles]):
        pass


def _bundles(filer: list[Fil]) -> Iterator[object]:
    from fhir.resources.R4B.bundle import Bundle

    for fil in filer:
        yield Bundle.model_validate_json(fil.data)


def _cpu(arbejde: Callable[[], None]) -> float:
    start = time.process_time()
    arbejde()
    return time.process_time() - start


def kompakt(data: bytes) -> bytes:
    """The same JSON without blanks, as most systems send it."""
    return json.dumps(json.loads(data), ensure_ascii=False, separators=(",", ":")).encode()


# -- bundles with faults ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Fejlmaaling:
    """Bundles with faults a second and core: the check, and the thorough walk of every resource."""

    byte_pr_bundle: float
    tjek: float
    alt_gennemgaaet: float


def med_fejl(bundles: list[bytes], antal: int = MED_FEJL) -> list[bytes]:
    """So many bundles, each with one to three random changes that make the check refuse it."""
    tal, fundne = Random(FROE), []
    while len(fundne) < antal:
        data = muter(tal.choice(bundles), tal, tal.choice([1, 1, 2, 3]))
        if any(b.alvor in AFVISER for b in validate(data)) and _is_json(data):
            fundne.append(data)
    return fundne


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except ValueError:
        return False
    return True


def maal_fejl(bundles: list[bytes], *, runder: int = 6) -> Fejlmaaling:
    """Measure the check on bundles with faults; those read without one beforehand are remembered."""
    tilsyn = Tilsyn(streng=False)

    def tjek() -> None:
        for data in bundles:
            tilsyn.check(data)

    def alt() -> None:
        for data in bundles:
            validate(data, huskende=False)

    hurtigt, langsomt = _bedste((tjek, alt), runder)
    return Fejlmaaling(sum(map(len, bundles)) / len(bundles), len(bundles) / hurtigt, len(bundles) / langsomt)


# -- bundles of the demo ----------------------------------------------------------------------------------


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
    fart = (m.afkodning, m.afkodning_beholdt, m.raekker, m.selv, m.tjek, m.raekker_tjek, m.bibliotek)
    fart += (m.bibliotek_beholdt,)
    *afkodning, bibliotek, beholdt = m.forhold(m.raekker)
    forhold = (m.forhold_tjek, *afkodning)
    tal = "".join(f"{t:11,.0f}" for t in fart) + "".join(f"{t:11.2f}" for t in forhold)
    print(f"{navn:>28}{m.byte_pr_bundle / 1000:6.1f}{tal}{bibliotek:11.0f}{beholdt:11.0f}", flush=True)


def _print_fejl(navn: str, m: Fejlmaaling) -> None:
    tal = f"{m.tjek:,.0f} bundles/s; hver ressource gennemgået {m.alt_gennemgaaet:,.0f}/s"
    print(f"{navn}, med 1-3 fejl ({m.byte_pr_bundle / 1000:.1f} KB): tjek {tal}", flush=True)


def _side(maalt: dict[str, Maaling]) -> str:
    """The page of the measurement; every ratio both ways, so that none is picked."""
    linjer = [
        f"| {navn} | {hvordan} | {fart:.0f} | {{:.2f}} | {{:.2f}} | {{:.0f}} | {{:.0f}} |".format(
            *m.forhold(fart)
        )
        for navn, m in maalt.items()
        for hvordan, fart in (("tjekket", m.raekker), ("selv", m.selv))
    ]
    return HOVED.format(dag=date.today()) + "\n".join(linjer) + "\n"  # noqa: DTZ011


def main(mappe: Path = MAPPE) -> dict[str, Maaling]:
    """Measure, print and write the page; the measurements by kind of bundle."""
    bundles = [sti.read_bytes() for sti in sorted(mappe.glob("*.json"))]
    if not bundles:
        sys.exit(f"Ingen bundles i {mappe}")
    demo = syntetiske()
    fart = ("afkodet/s", "beholdt/s", "rækker/s", "selv/s", "tjek/s", "begge/s", "bibl./s", "bibl.beh.")
    forhold = ("tjek:afk.", "rk.:afk.", "rk.:beh.", "rk.:bibl.", "rk.:b.beh.")
    print(f"{'':>28}{'KB':>6}" + "".join(f"{navn:>11}" for navn in fart + forhold))
    maalt = {
        "vejledningens, som leveret": maal(bundles),
        "vejledningens, uden blanke": maal([kompakt(b) for b in bundles]),
        f"demoens, {SYNTETISKE} forskellige": maal(demo, runder=4, gentag=1),
    }
    for navn, maaling in maalt.items():
        _print(navn, maaling)
    SIDE.write_text(_side(maalt), encoding="utf-8")
    _print_fejl("Officielle", maal_fejl(med_fejl([kompakt(b) for b in bundles])))
    _print_fejl("Demoens", maal_fejl(med_fejl(demo)))
    return maalt


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
