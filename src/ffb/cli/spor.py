"""`ffb spor`: prove that the trail is whole, and take a citizen's part of it out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ffb.sprog import _, antal_ord

app = typer.Typer(no_args_is_help=True, help="Sporet: hvem gjorde hvad, hvornår og hvorfor.")


@app.command("verificer")
def verificer() -> int:
    """Efterprøv hele sporet. Slutter med 0, når det er helt, og 1, når noget er galt."""
    from ffb.server.start import prepare_data

    prepare_data()
    from ffb.server.spor.actions import check_spor

    svar = check_spor()
    for fejl in svar.fejl:
        typer.echo(fejl, err=True)
    if svar.fejl:
        raekker = antal_ord(svar.raekker, "række", "rækker")
        typer.echo(
            _("Sporet er ikke helt: {antal} fejl i {raekker}.", antal=len(svar.fejl), raekker=raekker),
            err=True,
        )
        return 1
    raekker, ankre = antal_ord(svar.raekker, "række", "rækker"), antal_ord(svar.ankre, "anker", "ankre")
    typer.echo(_("Sporet er helt: {raekker} og {ankre} passer sammen.", raekker=raekker, ankre=ankre))
    if svar.raekker:
        typer.echo(_("Nyeste række: {nr} {aftryk}", nr=svar.sidste_nr, aftryk=svar.sidste_hash))
    return 0


@app.command("anker")
def anker() -> int:
    """Skriv den nyeste rækkes fingeraftryk i ankerfilen nu; serveren gør det selv en gang om dagen."""
    from ffb.server.start import prepare_data

    prepare_data()
    from ffb.server.spor.anker import write_anker
    from ffb.server.spor.models import Spor

    nyeste = Spor.objects.first()
    if nyeste is None:
        typer.echo(_("Sporet er tomt."))
        return 0
    write_anker(nyeste)
    typer.echo(_("Ankret ved række {nr}.", nr=nyeste.nr))
    return 0


@app.command("eksport")
def eksport(
    borger: Annotated[int, typer.Option(min=0, help="Borgerens pseudonym (borger_id).")],
    kommune: Annotated[str, typer.Option(help="Kommunekode, fx 0101.")],
    formaal: Annotated[str, typer.Option(help="Hvorfor; skrives i sporet.")],
    med_navne: Annotated[bool, typer.Option("--med-navne", help="Tag medarbejdernes navne med.")] = False,
    out: Annotated[Path | None, typer.Option(help="Fil; ellers på skærmen.")] = None,
) -> int:
    """Skriv en borgers spor som CSV: tid, handling og formål."""
    from ffb.server.start import prepare_data

    prepare_data()
    from ffb.begreber import find_kommune
    from ffb.errors import BrugsFejl
    from ffb.server.spor.actions import write_spor
    from ffb.server.spor.soeg import Soegning, write_borger_csv

    fundet_kommune = find_kommune(kommune)
    if fundet_kommune is None:
        raise BrugsFejl("Der er ingen kommune med den kode.")
    raekker = list(Soegning(kommune=fundet_kommune.kode, borger=borger).find())
    write_spor(
        "spor.eksporteret", by="program", kommune=fundet_kommune.kode, formaal=formaal, borgere=[borger],
        vist=len(raekker), med_navne=med_navne,
    )  # fmt: skip
    tekst = "".join(write_borger_csv(raekker, med_navne=med_navne))
    if out is None:
        sys.stdout.write(tekst.removeprefix("\ufeff").replace("\r\n", "\n"))
    else:
        out.write_text(tekst, encoding="utf-8", newline="")
        typer.echo(_("{antal} i {sti}", antal=antal_ord(len(raekker), "række", "rækker"), sti=out))
    return 0
