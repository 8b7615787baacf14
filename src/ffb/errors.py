"""What a person may meet when something goes wrong, and the exit code it ends with.

One small file on purpose. An error here says where, what was found, what was expected and what to do,
in the language in use when it is made. It never carries a value from a row: CPR and case data live in
findings, not in exceptions.
Anything that is not an `FfbError` is a bug and keeps its traceback (exit 70).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from itertools import zip_longest

from ffb.sprog import Dansk, _


class Exit(IntEnum):
    """Exit codes of `ffb`; 0–2 come only from a finished check (8-graenseflader)."""

    KLAR = 0
    KLAR_MED_MANGLER = 1
    KAN_IKKE_MODTAGES = 2
    BRUG = 10
    FINDES_IKKE = 11
    TEGNSAET = 12
    BESKADIGET = 13
    FOR_STOR = 14
    USIKKER_STI = 15
    MANGLER_ARK_ELLER_KOLONNE = 16
    UKENDT_KOMMUNE = 17
    INTET_AT_LAESE = 18
    OPSAETNING = 19
    FEJL_I_PROGRAMMET = 70
    AFBRUDT = 130
    LAESER_GAAET = 141


@dataclass(frozen=True, slots=True)
class Filfejl:
    """One fault that keeps a file from being read as a whole.

    Args:
        sted: where: file, and sheet, line or column if known. Never a row value.
        hvad: what was found.
        goer: what was expected and what to do.
        kode: exit code 11–19.
    """

    sted: str
    hvad: Dansk
    goer: Dansk
    kode: Exit

    def __post_init__(self) -> None:
        object.__setattr__(self, "hvad", _(self.hvad))
        object.__setattr__(self, "goer", _(self.goer))

    def __str__(self) -> str:
        return f"{self.sted}: {self.hvad} {self.goer}"


class FfbError(Exception):
    """An error for the user: printed without traceback."""

    exit_code: Exit = Exit.OPSAETNING

    def __init__(self, besked: Dansk = "") -> None:
        super().__init__(_(besked))


class BrugsFejl(FfbError):
    """The command was called wrongly."""

    exit_code = Exit.BRUG


class Laesefejl(FfbError):
    """One or more files cannot be read as a whole; carries all of them, not the first."""

    def __init__(self, fejl: list[Filfejl]) -> None:
        self.fejl = sorted(fejl, key=lambda f: (_stedfoelge(f.sted), f.kode, f.hvad))
        self.exit_code = min(f.kode for f in fejl)
        super().__init__("\n".join(str(f) for f in self.fejl))


def _stedfoelge(sted: str) -> list[tuple[str, int]]:
    """Line 2 before line 10."""
    dele = re.split(r"(\d+)", sted)
    return [(tekst, int(tal or 0)) for tekst, tal in zip_longest(dele[::2], dele[1::2])]
