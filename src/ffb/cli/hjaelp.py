"""What every command takes: `--lang da|en` anywhere on the line (else FFB_LANG, else Danish) and
`--begreber DIR`, the folder of imported catalogues (else FFB_BEGREBER, else `begreber` in FFB_DATA).

Opinion taken: the option is taken out before the commands see the line, so every command has it without
saying so; help texts are translated in the finished tree of commands, so a new command needs no mark.
Values that need no judging (absent, a text, a path) are taken as they are: typer would load pydantic for
them, which takes longer than most commands' own work.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from copy import copy
from functools import partial
from pathlib import Path
from typing import Any

import typer
from typer.main import get_command

from ffb.begreber import brug_mappe
from ffb.errors import BrugsFejl
from ffb.sprog import SPROG, Sprog, _

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


def build_kommando(app: typer.Typer, linje: Sequence[str] = ()) -> Any:
    """The tree of commands with its help in the language in use, `--lang` shown on every one.

    Args:
        linje: the words to be run; a command they begin with is the only one that is made.
    """
    rod = get_command(_kun(app, linje[0] if linje else ""))
    sprogvalg = next(p for p in rod.params if VALG in p.opts)
    for kommando in _iter_kommandoer(rod):
        if kommando is not rod:
            kommando.params.append(_uden_vaerdi(sprogvalg))
        kommando.help = _oversat(kommando.help)
        kommando.short_help = _oversat(kommando.short_help)
        for param in kommando.params:
            param.help = _oversat(param.help)
            param.metavar = _oversat(param.metavar)
        for param in kommando.get_params(typer.Context(kommando)):  # --help too
            param.get_runtime_param = partial(_Ligetil, param, param.get_runtime_param)
    return rod


def _kun(app: typer.Typer, navn: str) -> typer.Typer:
    """The program with the command of that name alone; all of it if there is none."""
    kun = copy(app)
    kun.registered_commands = [k for k in app.registered_commands if k.name == navn]
    kun.registered_groups = [g for g in app.registered_groups if g.name == navn]
    return kun if kun.registered_commands or kun.registered_groups else app


class _Ligetil:
    """Typer's own judge of a parameter's values, built only for a value that needs one."""

    def __init__(self, param: Any, byg: Any) -> None:
        self._byg = byg
        art, krav = param.type_descriptor.annotation, param.type_descriptor.parameter_info
        let = not (krav.parser or krav.exists or krav.resolve_path or krav.allow_dash or krav.path_type)
        self._art = art if let else None

    def coerce(self, vaerdi: Any, param: Any, ctx: Any) -> Any:
        """What typer would make of the value, in the same types."""
        if vaerdi is None and param.nargs == 1 and not param.multiple:
            return None
        if self._art in (str, Path) and isinstance(vaerdi, str):
            return self._art(vaerdi)
        if self._art == list[Path] and vaerdi and not isinstance(vaerdi, str):
            return [Path(sti) for sti in vaerdi]
        return self._byg().coerce(vaerdi, param=param, ctx=ctx)


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
