"""`ffb modtag`, `ffb backup`, `ffb gendan`, `ffb noegler`: the store from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ffb.errors import BrugsFejl, Exit
from ffb.sprog import _


def modtag(
    stier: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Filer, der hører sammen.")],
    kommune: Annotated[str, typer.Option(help="Kommunekode, fx 0101.")],
    system: Annotated[
        str | None, typer.Option(help="Fagsystemets navn, hvor filerne ikke siger det.")
    ] = None,
) -> int:
    """Tag filer ind i lageret, som var de indleveret i browseren, og vis kvitteringen."""
    from contextlib import ExitStack

    from ffb.cli.valg import parse_kommune
    from ffb.server.start import prepare_data

    kode = parse_kommune(kommune)
    assert kode is not None
    mangler = [str(s) for s in stier if not s.is_file()]
    if mangler:
        raise BrugsFejl(_("Filerne findes ikke: {filer}", filer=", ".join(mangler)))
    prepare_data()
    from ffb.server.leverance.modtag import read_modtagelse, receive_filer
    from ffb.server.opgave.models import Opgave

    with ExitStack() as stak:
        filer = [(s.name, stak.enter_context(s.open("rb"))) for s in stier]
        valg = {"system": system} if system else {}
        m = receive_filer(kode, filer, vej="kommando", by="kommandolinjen", **valg)
    if m.gentager is None:
        Opgave.objects.filter(pk=m.opgave_nr).update(tilstand="faerdig")
        read_modtagelse(str(m.uuid), lambda *_: None)
        m.refresh_from_db()
    return _print(m)


def _print(m: object) -> int:
    from ffb.server.leverance.models import Modtagelse

    assert isinstance(m, Modtagelse)
    typer.echo(_("{tilstand}. Kvittering {id}", tilstand=_(str(m.get_tilstand_display())), id=m.uuid))
    if m.tilstand in ("accepteret", "med_fund"):
        typer.echo(_("{borgere} borgere, {raekker} rækker.", borgere=m.borgere, raekker=m.raekker))
    for f in m.fejl:
        typer.echo(f"  {f['sted']}: {f['hvad']} {f['goer']}")
    for linje in m.ikke_laest:
        typer.echo("  " + _("Ikke læst: {navn}", navn=linje))
    return int(Exit.KAN_IKKE_MODTAGES if m.tilstand == "afvist" else Exit.KLAR)


def backup(fil: Annotated[Path, typer.Argument(metavar="FIL", help="Filen, der skrives (.tar.gz).")]) -> int:
    """Skriv en backup af database og lager. Nøglerne er ikke med: gem nøglefilen et andet sted."""
    from ffb.server.start import prepare_data

    prepare_data()
    from ffb.server.drift.backup import make_backup

    info = make_backup(fil)
    skrevet = _(
        "Skrevet: {fil} ({leverancer} leverancer, {raekker} rækker).",
        fil=fil,
        leverancer=info["leverancer"],
        raekker=sum(info["raekker"].values()),
    )
    typer.echo(skrevet)
    typer.echo(_("Nøglefilen er ikke med. Uden den kan backuppen ikke åbnes."))
    return 0


def gendan(
    fil: Annotated[Path, typer.Argument(metavar="FIL", help="En backup lavet med ffb backup.")],
) -> int:
    """Gendan en backup i en tom installation. Alt eller intet."""
    from ffb.server.start import prepare_data

    prepare_data()
    from ffb.server.drift.backup import restore_backup

    info = restore_backup(fil)
    raekker = sum(info["raekker"].values())
    leverancer = info["leverancer"]
    typer.echo(
        _("Gendannet: {leverancer} leverancer, {raekker} rækker.", leverancer=leverancer, raekker=raekker)
    )
    return 0


def noegler(
    skift: Annotated[str, typer.Option(help="boks (CPR) eller fil (modtagne filer).")],
) -> int:
    """Skift nøgle: alt skrives om med en ny, og den gamle tages ud af nøglefilen. Kan afbrydes og
    genoptages."""
    if skift not in ("boks", "fil"):
        raise BrugsFejl("--skift: vælg boks eller fil.")
    from ffb.server.start import prepare_data

    prepare_data()
    from ffb.server.drift.rotation import rotate

    nr = rotate(skift, by="kommandolinjen", frem=lambda tekst: typer.echo(f"  {tekst}"))
    typer.echo(
        _("Nøgle {nr} er nu den eneste til {skift}. Gem en ny kopi af nøglefilen.", nr=nr, skift=skift)
    )
    return 0
