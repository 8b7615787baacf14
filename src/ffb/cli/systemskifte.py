"""`ffb systemskifte`: from the old case system to the new: lost, doubled, open, changed ids and CPR."""

from __future__ import annotations

from typing import Annotated

import typer

from ffb.cli import opgoerelse, valg


def systemskifte(
    stier: valg.Stier,
    gammelt: Annotated[
        str | None, typer.Option(help="Det gamle systems navn, hvor intet er mærket »Tidligere anvendt«.")
    ] = None,
    kommune: valg.Kommune = None,
    system: valg.System = None,
    mapning: valg.Mapningssti = None,
    dst_koder: valg.DstKoder = None,
    kolonner: valg.Kolonner = None,
    opslag: valg.Opslag = None,
    pr_dato: valg.PrDato = None,
    sikker: valg.Sikker = False,
    json: valg.JsonFil = None,
    csv: valg.CsvMappe = None,
    xlsx: valg.XlsxFil = None,
    html: valg.HtmlFil = None,
    pdf: valg.PdfFil = None,
) -> None:
    """Tjek et systemskifte: tabte og doblede ydelser, nye id'er, og borgere, der har fået et andet CPR."""
    from ffb.afstem.systemskifte import assume_tidligere, build_systemskifte, find_gamle

    filer = opgoerelse.Filer(kommune, system, mapning, dst_koder, kolonner, opslag, pr_dato, sikker)
    laesning = filer.read(stier)
    gamle, antaget = find_gamle(laesning, gammelt, str(stier[0]) if len(stier) == 2 else None)
    grundlag = filer.prepare_laesning(assume_tidligere(laesning, gamle) if antaget else laesning)
    svar = build_systemskifte(grundlag, gamle, antaget=antaget)
    opgoerelse.vis_og_skriv(svar, {"json": json, "csv": csv, "xlsx": xlsx, "html": html, "pdf": pdf})
