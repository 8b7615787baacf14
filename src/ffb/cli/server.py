"""`ffb server`: the pages, the receiving and the work in the background, in one command."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from ffb.sprog import _


def server(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port, serveren lytter på.")] = 8000,
    vaert: Annotated[
        str, typer.Option(help="Adresse, der lyttes på; 0.0.0.0 for hele nettet.")
    ] = "127.0.0.1",
    demo: Annotated[bool, typer.Option("--demo", help="Tre syntetiske kommuner, klar til at prøve.")] = False,
    data: Annotated[
        Path | None, typer.Option(help="Mappe til data; ellers FFB_DATA, ellers ffb-data.")
    ] = None,
) -> int:
    """Start serveren: modtag leverancer, se rapport og fund, og godkend, i en browser."""
    if data is not None:
        os.environ["FFB_DATA"] = str(data)
    os.environ.setdefault("FFB_URL", f"http://127.0.0.1:{port}")
    if demo:
        _make_demo()
    from ffb.server.start import run

    typer.echo(_("FFB åbner på {url} (stop med Ctrl-C).", url=os.environ["FFB_URL"]))
    return run(port=port, vaert=vaert)


def _make_demo() -> None:
    """A data folder and keys of its own, filled the first time."""
    rod = Path(os.environ.setdefault("FFB_DATA", "ffb-demo-server"))
    rod.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.environ.setdefault("FFB_KEY_FILE", str(rod / "noegler.json"))
    from ffb.server.start import prepare_data

    prepare_data()  # nothing is swept here: a server may be running on the folder
    from ffb.server.demo import ADGANGSKODE, make_demo

    make_demo(typer.echo)
    hvad = (
        "Log ind som fx faglig_ansvarlig@demo.invalid, godkender@demo.invalid eller\n"
        "statistiker@demo.invalid med adgangskoden »{kode}«. Alt er opdigtet."
    )
    typer.echo(_(hvad, kode=ADGANGSKODE))
