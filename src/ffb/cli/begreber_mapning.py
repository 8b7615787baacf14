"""`ffb begreber mapning`: two guides compared, a guide held against deliveries, and the matrix it makes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ffb.cli import opgoerelse, valg

if TYPE_CHECKING:
    from ffb.model.mapning import Mapning

app = typer.Typer(
    name="mapning",
    help="Mapningsvejledningen: hvad er ændret, hvem rammer det, og bruges den.",
    no_args_is_help=True,
)
Vejledning = Annotated[Path, typer.Argument(metavar="XLSX", help="Mapningsvejledningen.")]
Leverancer = Annotated[
    list[Path] | None, typer.Argument(metavar="PATH…", help="Leverancer, der holdes op mod den.")
]


@app.command()
def diff(
    a: Annotated[Path, typer.Argument(metavar="A", help="Den ældre vejledning (XLSX).")],
    b: Annotated[Path, typer.Argument(metavar="B", help="Den nyere vejledning (XLSX).")],
    stier: Leverancer = None,
    kommune: valg.Kommune = None,
    dst_koder: valg.DstKoder = None,
    kolonner: valg.Kolonner = None,
    sikker: valg.Sikker = False,
    json: valg.JsonFil = None,
    csv: valg.CsvMappe = None,
    xlsx: valg.XlsxFil = None,
    html: valg.HtmlFil = None,
    pdf: valg.PdfFil = None,
) -> None:
    """Vis, hvilke par der er ændret fra A til B; med leverancer også, hvem det rammer."""
    from ffb.afstem.vejledning import build_mapningsforskel

    foer, nu = _read(a), _read(b)
    filer = opgoerelse.Filer(kommune, None, b, dst_koder, kolonner, None, None, sikker)
    grundlag = filer.prepare(stier) if stier else None
    svar = build_mapningsforskel(foer, nu, grundlag)
    opgoerelse.vis_og_skriv(svar, {"json": json, "csv": csv, "xlsx": xlsx, "html": html, "pdf": pdf})


@app.command()
def daekning(
    mapning: Vejledning,
    stier: valg.Stier,
    kommune: valg.Kommune = None,
    dst_koder: valg.DstKoder = None,
    kolonner: valg.Kolonner = None,
    json: valg.JsonFil = None,
    csv: valg.CsvMappe = None,
    xlsx: valg.XlsxFil = None,
    html: valg.HtmlFil = None,
    pdf: valg.PdfFil = None,
) -> None:
    """Vis par, I bruger, men som ikke står i vejledningen, og par i den, I ikke bruger."""
    from ffb.afstem.vejledning import build_daekning

    vejledning = _read(mapning)
    filer = opgoerelse.Filer(kommune, None, mapning, dst_koder, kolonner, None, None, False)
    svar = build_daekning(filer.prepare(stier), vejledning)
    opgoerelse.vis_og_skriv(svar, {"json": json, "csv": csv, "xlsx": xlsx, "html": html, "pdf": pdf})


@app.command()
def matrix(
    mapning: Vejledning,
    stier: Leverancer = None,
    kommune: valg.Kommune = None,
    dst_koder: valg.DstKoder = None,
    kolonner: valg.Kolonner = None,
    json: valg.JsonFil = None,
    csv: valg.CsvMappe = None,
    xlsx: valg.XlsxFil = None,
    html: valg.HtmlFil = None,
    pdf: valg.PdfFil = None,
) -> None:
    """Skriv hver kombination af ydelse, tilbud og paragraf; med leverancer også, hvor meget den bruges."""
    from ffb.afstem.vejledning import build_matrix, find_brugte

    vejledning = _read(mapning)
    filer = opgoerelse.Filer(kommune, None, mapning, dst_koder, kolonner, None, None, False)
    grundlag = filer.prepare(stier) if stier else None
    koder = filer.opsaetning().dst_koder or ()
    svar = build_matrix(vejledning, koder, find_brugte(grundlag) if grundlag else None, grundlag)
    opgoerelse.vis_og_skriv(svar, {"json": json, "csv": csv, "xlsx": xlsx, "html": html, "pdf": pdf})


def _read(sti: Path) -> list[Mapning]:
    """The guide; what was odd about it is said."""
    from ffb.formats.mapning import read_mapning
    from ffb.sprog import _

    mapning, noter = read_mapning(sti)
    for note in noter:
        typer.echo(_("Bemærk: {note}", note=f"{sti.name}: {note}"), err=True)
    return mapning
