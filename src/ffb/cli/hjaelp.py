"""What every command takes: `--lang da|en` anywhere on the line (else FFB_LANG, else Danish) and
`--begreber DIR`, the folder of imported catalogues (else FFB_BEGREBER, else `begreber` in FFB_DATA).

Opinion taken: the option is taken out before the commands see the line, so every command has it without
saying so; help texts are translated in the finished tree of commands, so a new command needs no mark.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer.main import get_command

from ffb.begreber import brug_mappe
from ffb.errors import BrugsFejl
from ffb.sprog import SPROG, Sprog, _

if TYPE_CHECKING:
    import typer

VALG = "--lang"
VARIABEL = "FFB_LANG"
MAPPEVALG = "--begreber"


def take_sprog(argumenter: Sequence[str]) -> tuple[Sprog, list[str]]:
    """The language asked for, and the line without it.

    Raises:
        BrugsFejl: a language there is none of.
    """
    rest: list[str] = []
    valgt, hvor = os.environ.get(VARIABEL) or "da", VARIABEL
    linje = iter(argumenter)
    for ord_ in linje:
        if ord_ == "--":
            rest += [ord_, *linje]
        elif ord_ == VALG:
            valgt, hvor = next(linje, ""), VALG
        elif ord_.startswith(f"{VALG}="):
            valgt, hvor = ord_.removeprefix(f"{VALG}="), VALG
        else:
            rest.append(ord_)
    if valgt not in SPROG:
        raise BrugsFejl(_("{valg}: skriv da eller en.", valg=hvor))
    return valgt, rest


def take_begreber(argumenter: Sequence[str]) -> list[str]:
    """The line without `--begreber DIR`, which is put in use: the folder of imported catalogues.

    Raises:
        BrugsFejl: no folder is named.
    """
    rest: list[str] = []
    linje = iter(argumenter)
    for ord_ in linje:
        if ord_ == "--":
            rest += [ord_, *linje]
        elif ord_ == MAPPEVALG or ord_.startswith(f"{MAPPEVALG}="):
            mappe = next(linje, "") if ord_ == MAPPEVALG else ord_.removeprefix(f"{MAPPEVALG}=")
            if not mappe:
                raise BrugsFejl("--begreber: skriv en mappe.")
            brug_mappe(Path(mappe))
        else:
            rest.append(ord_)
    return rest


def build_kommando(app: typer.Typer) -> Any:
    """The tree of commands with its help in the language in use, `--lang` shown on every one."""
    rod = get_command(app)
    sprogvalg = next(p for p in rod.params if VALG in p.opts)
    for kommando in _iter_kommandoer(rod):
        if kommando is not rod:
            kommando.params.append(_uden_vaerdi(sprogvalg))
        kommando.help = _oversat(kommando.help)
        kommando.short_help = _oversat(kommando.short_help)
        for param in kommando.params:
            param.help = _oversat(param.help)
            param.metavar = _oversat(param.metavar)
    return rod


def _uden_vaerdi(sprogvalg: Any) -> Any:
    """The option for show: its value was taken before the command saw the line."""
    valg = copy(sprogvalg)
    valg.expose_value = False
    return valg


def _oversat(tekst: str | None) -> str | None:
    return _(tekst) if tekst else tekst


def _iter_kommandoer(kommando: Any) -> Iterator[Any]:
    yield kommando
    for under in getattr(kommando, "commands", {}).values():
        yield from _iter_kommandoer(under)


def iter_tekster(app: typer.Typer) -> Iterator[str]:
    """Every help text of the tree, in Danish as it is written."""
    for kommando in _iter_kommandoer(get_command(app)):
        yield from (t for t in (kommando.help, kommando.short_help) if t)
        for param in kommando.params:
            yield from (t for t in (param.help, param.metavar) if t)
