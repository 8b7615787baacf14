"""`ffb`: one file per command, heavy imports inside the commands, so that `ffb --help` is there at once.

Exit codes stand in `errors.Exit`: 0–2 only from a finished check, 10 wrong use, 11–19 files that cannot
be read, 70 a bug, 130 Ctrl-C, 141 nobody reads what is printed. A user error is printed without traceback;
anything else keeps it.
"""

from __future__ import annotations

import sys
from contextlib import suppress

import typer

from ffb.cli import (
    afstem,
    analyse,
    begreber,
    begreber_importer,
    begreber_mapning,
    bruger,
    demo,
    drift,
    dstlister,
    eksporter,
    godkend,
    indfasning,
    konverter,
    rapport,
    regler,
    selvtjek,
    server,
    spor,
    systemskifte,
    tjek,
    verificer,
)
from ffb.cli.hjaelp import build_kommando, take_begreber, take_sprog
from ffb.errors import Exit, FfbError, Laesefejl
from ffb.sprog import _, antal_ord, brug_sprog, sprog

app = typer.Typer(
    name="ffb",
    help="Fælles Faglige Begreber: fra kommunens dataleverancer til FFB-rapporten.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("demo")(demo.demo)
app.command("tjek")(tjek.tjek)
app.command("rapport")(rapport.rapport)
app.command("afstem")(afstem.afstem)
app.command("indfasning")(indfasning.indfasning)
app.command("systemskifte")(systemskifte.systemskifte)
app.command("dstlister")(dstlister.dstlister)
app.command("analyse")(analyse.analyse)
app.command("eksporter")(eksporter.eksporter)
app.command("konverter")(konverter.konverter)
app.command("regler")(regler.regler)
app.command("selvtjek")(selvtjek.selvtjek)
app.command("server")(server.server)
app.command("verificer")(verificer.verificer)
app.command("modtag")(drift.modtag)
app.command("backup")(drift.backup)
app.command("gendan")(drift.gendan)
app.command("noegler")(drift.noegler)
begreber.app.command("importer")(begreber_importer.importer)
begreber.app.command("fjern")(begreber_importer.fjern)
begreber.app.add_typer(begreber_mapning.app, name="mapning")
app.add_typer(begreber.app, name="begreber")
app.add_typer(bruger.app, name="bruger")
app.add_typer(godkend.app, name="godkend")
app.add_typer(spor.app, name="spor")


@app.callback(invoke_without_command=True)
def _faelles(
    ctx: typer.Context,
    version: bool = typer.Option(False, "--version", help="Vis programmets version og stop."),
    lang: str = typer.Option("da", help="Sprog: da eller en, før eller efter kommandoen; ellers FFB_LANG."),
    begreber: str = typer.Option(
        "", help="Mappe med importerede kataloger, før eller efter kommandoen; ellers begreber i FFB_DATA."
    ),
) -> None:
    if version:
        from ffb import __version__

        typer.echo(f"ffb {__version__}")
        raise typer.Exit()
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


def main(argumenter: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code.

    Where pandas and numpy happen to be installed, Arrow imports them with the first column it makes; the
    program uses neither, and they take half a second. A process of our own does without them.
    """
    for navn in ("pandas", "numpy"):
        sys.modules.setdefault(navn, None)  # type: ignore[arg-type]
    sys.exit(run(argumenter))


def run(argumenter: list[str] | None = None) -> int:
    """Run the command line; returns the exit code instead of leaving."""
    try:
        valgt, linje = take_sprog(sys.argv[1:] if argumenter is None else argumenter)
    except FfbError as fejl:
        _print_fejl(fejl)
        return int(fejl.exit_code)
    with brug_sprog(valgt):
        try:
            linje = take_begreber(linje)
        except FfbError as fejl:
            _print_fejl(fejl)
            return int(fejl.exit_code)
        return _run(linje)


def _run(linje: list[str]) -> int:
    try:
        svar = build_kommando(app, linje)(args=linje, standalone_mode=False)
    except FfbError as fejl:
        _print_fejl(fejl)
        return int(fejl.exit_code)
    except typer.Exit as slut:
        return int(slut.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        typer.echo(_("Afbrudt."), err=True)
        return int(Exit.AFBRUDT)
    except typer.TyperException as fejl:
        typer.echo(f"{_paa_dansk(fejl.format_message())}\n" + _("Se ffb --help."), err=True)
        return int(Exit.BRUG)
    except SystemExit:  # rich's way to say that nobody reads any more: ffb … | head
        return int(Exit.LAESER_GAAET)
    except Exception:
        import traceback

        traceback.print_exc()
        typer.echo(_("Det er en fejl i programmet, ikke i dine data."), err=True)
        return int(Exit.FEJL_I_PROGRAMMET)
    return svar if isinstance(svar, int) else 0


DANSK = {
    "Missing argument": "Der mangler",
    "Missing option": "Der mangler",
    "Missing command": "Der mangler en kommando",
    "No such command": "Der er ingen kommando",
    "No such option:": "Der er intet valg",
    "Invalid value for": "Kan ikke bruges til",
    "Did you mean": "Mente du",
    "requires an argument": "kræver en værdi",
    "is not a valid integer": "er ikke et helt tal",
    "is not in the range": "er ikke i intervallet",
}


def _paa_dansk(besked: str) -> str:
    """The command-line library speaks English; its few sentences in Danish."""
    if sprog() == "en":
        return besked
    for engelsk, dansk in DANSK.items():
        besked = besked.replace(engelsk, dansk)
    return besked


def _print_fejl(fejl: FfbError) -> None:
    """All faults of all files, each with where, what and what to do; the exit code stands if nobody reads."""
    with suppress(BrokenPipeError):
        _echo_fejl(fejl)


def _echo_fejl(fejl: FfbError) -> None:
    if not isinstance(fejl, Laesefejl):
        typer.echo(_("Fejl: {fejl}", fejl=fejl), err=True)
        return
    antal = len(fejl.fejl)
    linje = antal_ord(antal, "fejl, så filerne ikke kan læses:", "fejl, så filerne ikke kan læses:")
    typer.echo(linje, err=True)
    for f in fejl.fejl:
        typer.echo(f"\n  {f.sted}\n    {f.hvad}\n    {f.goer}", err=True)
    typer.echo("\n" + _("Intet er læst eller gemt."), err=True)


__all__ = ["app", "main", "run"]
