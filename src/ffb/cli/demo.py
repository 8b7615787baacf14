"""`ffb demo`: synthetic kommuner with planted errors, checked, reported, and held against the facit."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ffb.cli import valg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ffb.engine.koersel import Opsaetning
    from ffb.formats.grundlag import Laesning, Mapning


def demo(
    out: Annotated[Path, typer.Option(help="Mappe til demoen.")] = Path("ffb-demo"),
    seed: Annotated[int, typer.Option(help="Samme tal giver samme demo.")] = 2025,
    borgere: Annotated[int, typer.Option(min=50, help="Borgere pr. kommune i gennemsnit.")] = 800,
    kommuner: Annotated[int, typer.Option(min=1, max=98, help="Antal demokommuner.")] = 4,
) -> int:
    """Lav syntetiske leverancer med kendte fejl, dan rapporterne, og bevis at de finder netop fejlene."""
    from ffb.cli.rapport import build_opsaetning, read, vis_og_skriv
    from ffb.demo import check_facit, make_demo

    typer.echo(f"Laver {kommuner} demokommuner med ca. {borgere} borgere hver i {out} …")
    facit = make_demo(out, seed=seed, borgere=borgere, kommuner=kommuner)
    laesning = read([out / "leverancer"], None, None, None)
    opsaetning = build_opsaetning(
        date(2025, 1, 1), date(2025, 12, 31), None, None, out / "dst-koder.csv", None
    )
    mapning = valg.load_mapning(out / "mapning.xlsx")
    formater = ["json", "xlsx", "pdf", "html"]
    rapporter = vis_og_skriv(laesning, mapning, opsaetning, out / "rapport", formater, vis_foerste=True)
    afvigelser = check_facit(facit, rapporter)
    if afvigelser:
        for afvigelse in afvigelser:
            typer.echo(f"AFVIGELSE: {afvigelse}", err=True)
        raise RuntimeError(f"Rapport og facit er uenige {len(afvigelser)} steder.")
    typer.echo(
        f"\nFacit og rapport er enige i alle celler for {len(rapporter)} kommuner ({out / 'facit.json'})."
    )
    typer.echo(_tjeklinje(laesning, mapning, opsaetning))
    filer = f"{out / 'leverancer'} --mapning {out / 'mapning.xlsx'} --dst-koder {out / 'dst-koder.csv'}"
    typer.echo(f"Prøv selv: ffb rapport {filer} --periode 2025\n           ffb tjek {filer} --periode 2025")
    return 0


def _tjeklinje(laesning: Laesning, mapning: Sequence[Mapning] | None, opsaetning: Opsaetning) -> str:
    """The check's conclusion in one line; a demo is to have something to find."""
    from ffb.cli.tjek import build_tjek
    from ffb.rapport.tekster import antal_ord
    from ffb.render.fund_ord import ORD

    svar = build_tjek(laesning, mapning, opsaetning)
    ikon, ord_ = ORD[svar.konklusion]
    antal = {alvor: sum(f.alvor == alvor for f in svar.fund) for alvor in ("blokerende", "fejl")}
    return (
        f"Tjek: {ikon} {ord_} – {antal_ord(antal['blokerende'], 'blokerende fund', 'blokerende fund')} og "
        f"{antal_ord(antal['fejl'], 'fejl', 'fejl')}. Det er meningen: demoen har fejl, der er plantet i den."
    )
