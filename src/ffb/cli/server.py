"""`ffb server`: the pages, the receiving and the work in the background, in one command."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer


def server(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port, serveren lytter på.")] = 8000,
    vaert: Annotated[
        str, typer.Option(help="Adresse, der lyttes på; 0.0.0.0 for hele nettet.")
    ] = "127.0.0.1",
    data: Annotated[
        Path | None, typer.Option(help="Mappe til data; ellers FFB_DATA, ellers ffb-data.")
    ] = None,
) -> int:
    """Start serveren: modtag leverancer, se rapport og fund, og godkend, i en browser."""
    if data is not None:
        os.environ["FFB_DATA"] = str(data)
    os.environ.setdefault("FFB_URL", f"http://127.0.0.1:{port}")
    from ffb.server.start import run

    typer.echo(f"FFB åbner på {os.environ['FFB_URL']} (stop med Ctrl-C).")
    return run(port=port, vaert=vaert)
