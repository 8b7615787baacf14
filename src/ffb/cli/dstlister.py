"""`ffb dstlister`: Danmarks Statistik's CPR lists held against ours."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ffb.cli import opgoerelse, valg
from ffb.errors import BrugsFejl


def dstlister(
    stier: valg.Stier,
    liste1: Annotated[Path | None, typer.Option(help="DST's liste 1: ydelser med fejl (CSV, XLSX).")] = None,
    liste2: Annotated[
        Path | None, typer.Option(help="DST's liste 2: borgere, der mangler oplysninger (CSV, XLSX).")
    ] = None,
    dst_dato: Annotated[str | None, typer.Option(help="Dagen, DST dannede listerne.")] = None,
    periode: Annotated[str | None, typer.Option(help="Kalenderår; ellers sidste år.")] = None,
    fra: Annotated[str | None, typer.Option(help="Første dag, DD.MM.ÅÅÅÅ (med).")] = None,
    til: Annotated[str | None, typer.Option(help="Sidste dag, DD.MM.ÅÅÅÅ (med).")] = None,
    kommune: valg.Kommune = None,
    system: valg.System = None,
    mapning: valg.Mapningssti = None,
    dst_koder: valg.DstKoder = None,
    kolonner: valg.Kolonner = None,
    opslag: valg.Opslag = None,
    sikker: valg.Sikker = False,
    json: valg.JsonFil = None,
    csv: valg.CsvMappe = None,
    xlsx: valg.XlsxFil = None,
    html: valg.HtmlFil = None,
    pdf: valg.PdfFil = None,
) -> None:
    """Hold Danmarks Statistiks CPR-lister mod jeres egne: på begge, kun deres, kun jeres, og hvorfor."""
    from ffb.afstem.dstlister import Dstvalg, build_dstlister

    if liste1 is None and liste2 is None:
        raise BrugsFejl("Giv mindst én af listerne med: --liste1 eller --liste2.")
    periode_fra, periode_til = valg.parse_periode(periode, fra, til, date.today())  # noqa: DTZ011
    dag = valg.parse_dato("--dst-dato", dst_dato) if dst_dato else None
    filer = opgoerelse.Filer(kommune, system, mapning, dst_koder, kolonner, opslag, None, sikker)
    lister = [
        filer.read_liste(sti, navn) if sti else None
        for sti, navn in ((liste1, "dst_liste_1"), (liste2, "dst_liste_2"))
    ]
    grundlag = filer.prepare(stier)
    svar = build_dstlister(grundlag, lister[0], lister[1], Dstvalg(periode_fra, periode_til, dag))
    opgoerelse.vis_og_skriv(svar, {"json": json, "csv": csv, "xlsx": xlsx, "html": html, "pdf": pdf})
