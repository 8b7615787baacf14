"""`ffb afstem`: the deliveries held against the kommune's own list of bevillinger."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ffb.cli import opgoerelse, valg


def afstem(
    stier: valg.Stier,
    bevillinger: Annotated[
        Path, typer.Option(help="Bevillingslisten (CSV eller XLSX): CPR, PARAGRAF, STARTDATO, SLUTDATO.")
    ],
    periode: Annotated[str | None, typer.Option(help="Kalenderår; ellers sidste år.")] = None,
    fra: Annotated[str | None, typer.Option(help="Første dag, DD.MM.ÅÅÅÅ (med).")] = None,
    til: Annotated[str | None, typer.Option(help="Sidste dag, DD.MM.ÅÅÅÅ (med).")] = None,
    tolerance: Annotated[int, typer.Option(min=0, max=366, help="Så mange dage må datoer afvige.")] = 0,
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
    """Afstem leverancer mod bevillingslisten: hvad kom aldrig med, og hvad skulle ikke være der."""
    from ffb.afstem.bevilling import Afstemningsvalg, build_afstemning

    periode_fra, periode_til = valg.parse_periode(periode, fra, til, date.today())  # noqa: DTZ011
    filer = opgoerelse.Filer(kommune, system, mapning, dst_koder, kolonner, opslag, pr_dato, sikker)
    liste = filer.read_liste(bevillinger, "bevilling")
    grundlag = filer.prepare(stier)
    svar = build_afstemning(grundlag, liste, Afstemningsvalg(periode_fra, periode_til, tolerance))
    opgoerelse.vis_og_skriv(svar, {"json": json, "csv": csv, "xlsx": xlsx, "html": html, "pdf": pdf})
