"""`ffb begreber mapning`: two guides compared, a guide held against deliveries, and the matrix it makes."""

from __future__ import annotations

import typer

app = typer.Typer(
    name="mapning",
    help="Mapningsvejledningen: hvad er ændret, hvem rammer det, og bruges den.",
    no_args_is_help=True,
)


@app.callback()
def _mapning() -> None:
    """Commands are added below."""
