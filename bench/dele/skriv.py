"""Part: the report written as XLSX and PDF, beside the libraries doing nothing but writing."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.maskine import tal
from bench.resultat import Linje, Udbytte

from ffb.demo import PERIODE_FRA, PERIODE_TIL, make_demo
from ffb.engine.koersel import Opsaetning
from ffb.formats import read
from ffb.formats.dst_koder import read_dst_koder
from ffb.formats.grundlag import Laesevalg
from ffb.formats.identitet import Identitet
from ffb.formats.mapning import read_mapning
from ffb.rapport.byg import build_rapporter
from ffb.rapport.resultat import Rapport
from ffb.render import pdf, xlsx

RUNDER = 5


def maal(lille: bool = False) -> Udbytte:
    """The report of a kommune of 20,000 citizens (`lille`: 300)."""
    with tempfile.TemporaryDirectory(prefix="ffb-bench-") as navn:
        mappe = Path(navn)
        rapport = _rapport(mappe, 300 if lille else 20_000)
        raekker = [list(r.values()) for t in rapport.tabeller.values() for r in t.raekker]
        ark = _cpu(lambda: xlsx.write(rapport, mappe, "rapport"))
        alene = _cpu(lambda: _kun_skriv(raekker, mappe / "alene.xlsx"))
        papir, tomt = _cpu(lambda: pdf.til_pdf(rapport)), _cpu(_tom_pdf)
        med_lister = _cpu(lambda: pdf.til_pdf(rapport, med_lister=True), 1)
    antal = len(raekker)
    gruppe = f"Rapport med {tal(antal, 0)} rækker, CPR-listerne med"
    return Udbytte(
        [
            Linje(gruppe, "XLSX", antal / ark, "rækker/s", "graense", "XlsxWriter alene", antal / alene),
            Linje(gruppe, "PDF uden lister", papir, "CPU s", "graense", "typst, tomt dokument", tomt),
            Linje(gruppe, "PDF med lister", antal / med_lister, "rækker/s"),
        ]
    )


def _rapport(mappe: Path, borgere: int) -> Rapport:
    make_demo(mappe / "demo", seed=7, borgere=borgere, kommuner=1)
    laesning = read(
        [mappe / "demo" / "leverancer"], Laesevalg(Identitet(b"noegle til maaling, over 32 tegn "))
    )
    koder = read_dst_koder(mappe / "demo" / "dst-koder.csv")
    valg = Opsaetning(PERIODE_FRA, PERIODE_TIL, dst_koder=koder)
    return build_rapporter(laesning.tabeller, read_mapning(mappe / "demo" / "mapning.xlsx")[0], valg)[0]


def _kun_skriv(raekker: list[list[object]], sti: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(sti, {"constant_memory": True}) as bog:
        ark = bog.add_worksheet()
        for nr, raekke in enumerate(raekker):
            for kolonne, celle in enumerate(raekke):
                if celle is not None:
                    skriv = ark.write_number if isinstance(celle, int | float) else ark.write_string
                    skriv(nr, kolonne, celle if isinstance(celle, int | float) else str(celle))


def _tom_pdf() -> None:
    import typst

    typst.compile(b'#set document(title: "Tom")\nTom', format="pdf", ignore_system_fonts=True)


def _cpu(goer: Callable[[], object], runder: int = RUNDER) -> float:
    """CPU seconds, the best of some."""
    tider = []
    for _ in range(runder):
        start = time.process_time()
        goer()
        tider.append(time.process_time() - start)
    return min(tider)
