"""`ffb selvtjek`: the five things an EOJ system must be able to do, answered from a vendor's own delivery."""

from __future__ import annotations

from datetime import date

from ffb.cli import opgoerelse, valg


def selvtjek(
    stier: valg.Stier,
    kommune: valg.Kommune = None,
    system: valg.System = None,
    mapning: valg.Mapningssti = None,
    kolonner: valg.Kolonner = None,
    pr_dato: valg.PrDato = None,
    json: valg.JsonFil = None,
    csv: valg.CsvMappe = None,
    xlsx: valg.XlsxFil = None,
    html: valg.HtmlFil = None,
    pdf: valg.PdfFil = None,
) -> None:
    """Fem spørgsmål til et fagsystem, besvaret af dets egen leverance: hvad blev set, og hvad gør man?"""
    from ffb.cli.rapport import build_opsaetning, read
    from ffb.engine.duckdb import DuckDB
    from ffb.selvtjek import build_selvtjek

    kode = valg.parse_kommune(kommune)
    opsaetning = build_opsaetning(date.min, date.max, kode, pr_dato, None, None)
    laesning = read(stier, kode, system, kolonner, "hensigt", kun_afvisende=True)
    svar = build_selvtjek(DuckDB(), laesning, valg.load_mapning(mapning), opsaetning)
    opgoerelse.vis_og_skriv(svar, {"json": json, "csv": csv, "xlsx": xlsx, "html": html, "pdf": pdf})
