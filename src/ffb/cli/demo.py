"""`ffb demo`: synthetic kommuner with planted errors, checked, reported, and held against the facit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ffb.cli import valg
from ffb.sprog import _, antal_ord

if TYPE_CHECKING:
    from ffb.demo.bevis import Bevis

FORMATER = ("json", "xlsx", "pdf", "html")


def demo(
    out: Annotated[Path, typer.Option(help="Mappe til demoen.")] = Path("ffb-demo"),
    seed: Annotated[int, typer.Option(help="Samme tal giver samme demo.")] = 2025,
    borgere: Annotated[int, typer.Option(min=50, help="Borgere pr. kommune i gennemsnit.")] = 800,
    kommuner: Annotated[int, typer.Option(min=1, max=98, help="Antal demokommuner.")] = 4,
) -> int:
    """Lav syntetiske leverancer med kendte fejl, og bevis, at rapport og tjek finder netop dem."""
    from ffb.cli.rapport import build_opsaetning, read
    from ffb.demo import PERIODE_FRA, PERIODE_TIL, make_demo
    from ffb.demo.bevis import make_bevis

    laver = _(
        "Laver {kommuner} demokommuner med ca. {borgere} borgere hver i {out} …",
        kommuner=kommuner,
        borgere=borgere,
        out=out,
    )
    typer.echo(f"{laver}\n")
    facit = make_demo(out, seed=seed, borgere=borgere, kommuner=kommuner)
    laesning = read([out / "leverancer"], None, None, None, "hensigt")
    opsaetning = build_opsaetning(PERIODE_FRA, PERIODE_TIL, None, None, out / "dst-koder.csv", None)
    bevis = make_bevis(facit, laesning, valg.load_mapning(out / "mapning.xlsx"), opsaetning)
    if bevis.afvigelser:
        for afvigelse in bevis.afvigelser:
            typer.echo(_("AFVIGELSE: {afvigelse}", afvigelse=afvigelse), err=True)
        raise RuntimeError(f"Facit og det fundne er uenige {len(bevis.afvigelser)} steder.")
    typer.echo(_konklusion(bevis, borgere_i_alt=sum(k.borgere for k in facit.kommune_list)))
    _vis(bevis, out)
    return 0


def _konklusion(bevis: Bevis, borgere_i_alt: int) -> str:
    """Both ways in one line, then what the check says: a demo is to have something to find."""
    from ffb.render.format import antal
    from ffb.render.fund_ord import ORD

    ikon, ord_ = ORD[bevis.konklusion]
    kommuner = antal_ord(len(bevis.rapporter), "kommune", "kommuner")
    stemmer = _(
        "✓ Facit stemmer begge veje for {kommuner} og {borgere} borgere: alle celler i "
        "rapporterne, alle {plantet} plantede fund, og ingen andre.",
        kommuner=kommuner,
        borgere=antal(borgere_i_alt),
        plantet=antal(bevis.plantet),
    )
    plantet = _(
        "Plantet: fejl mod {regler} af {i_alt} regler. Tjek: {ikon} {ord} – det er meningen.",
        regler=bevis.regler,
        i_alt=bevis.regler_i_alt,
        ikon=ikon,
        ord=_(ord_),
    )
    return f"{stemmer}\n{plantet}"


def _vis(bevis: Bevis, out: Path) -> None:
    """Tables, then the paths."""
    from rich.console import Console

    from ffb.render import write_rapport
    from ffb.render.terminal import print_oversigt, print_rapport

    konsol = Console(highlight=False, emoji=False)
    alene = len(bevis.rapporter) == 1
    for en in bevis.rapporter:
        filer = write_rapport(en, out / "rapport", list(FORMATER), navn="rapport" if alene else None)
        if en is bevis.rapporter[0]:
            typer.echo("")
            print_rapport(en, konsol, filer=filer)
    if not alene:
        print_oversigt(bevis.rapporter, konsol)
    valgt = f"{out / 'leverancer'} --mapning {out / 'mapning.xlsx'} --dst-koder {out / 'dst-koder.csv'}"
    filer_i = _("Rapporter: {rapport} · facit: {facit}", rapport=out / "rapport", facit=out / "facit.json")
    proev = _("Prøv selv:")
    typer.echo(f"\n{filer_i}")
    typer.echo(
        f"{proev} ffb rapport {valgt} --periode 2025\n{'':{len(proev)}} ffb tjek {valgt} --periode 2025"
    )
