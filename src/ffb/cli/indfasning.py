"""`ffb indfasning`: old ydelser without FFB by next follow-up, the year to date, and the forecast."""

from __future__ import annotations

from ffb.cli import opgoerelse, valg


def indfasning(
    stier: valg.Stier,
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
    """Vis ydelser fra før 2025 efter næste opfølgning, året til dato pr. enhed og årets prognose."""
    from ffb.afstem.indfasning import build_indfasning

    filer = opgoerelse.Filer(kommune, system, mapning, dst_koder, kolonner, opslag, pr_dato, sikker)
    svar = build_indfasning(filer.prepare(stier))
    opgoerelse.vis_og_skriv(svar, {"json": json, "csv": csv, "xlsx": xlsx, "html": html, "pdf": pdf})
