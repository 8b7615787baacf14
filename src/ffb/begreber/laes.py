"""Reads our own small CSV files: `;` (or `,`), UTF-8, comment lines with `#` above the header.

All faults of a file are found before it is refused, never the first only.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from io import StringIO
from pathlib import Path

from ffb.errors import Exit, Filfejl, Laesefejl
from ffb.sprog import _

Raekke = dict[str, str]


def read_csv(sti: Path, kraevet: Iterable[str]) -> list[tuple[int, Raekke]]:
    """Line number and values (stripped, column names in lower case) of every row.

    Raises Laesefejl if the file is absent, is not UTF-8 or lacks a column of `kraevet`.
    """
    import csv

    linjer = _read_linjer(sti)
    start = next((i for i, linje in enumerate(linjer) if linje.strip() and not linje.startswith("#")), 0)
    hoved = linjer[start] if linjer else ""
    laeser = csv.reader(linjer[start:], delimiter=";" if ";" in hoved else ",")
    kolonner = [navn.strip().lower() for navn in next(laeser, [])]
    mangler = [navn for navn in kraevet if navn not in kolonner]
    if mangler:
        raise Laesefejl([_mangler_kolonne(sti, mangler, kolonner)])
    return [
        (start + laeser.line_num, dict(zip(kolonner, (v.strip() for v in raekke), strict=False)))
        for raekke in laeser
        if any(v.strip() for v in raekke)
    ]


def _read_linjer(sti: Path) -> list[str]:
    try:
        return list(StringIO(sti.read_bytes().decode("utf-8-sig"), newline=""))
    except (FileNotFoundError, IsADirectoryError):
        raise Laesefejl(
            [Filfejl(sti.name, "Filen findes ikke.", "Kontrollér stien.", Exit.FINDES_IKKE)]
        ) from None
    except UnicodeDecodeError:
        raise Laesefejl(
            [
                Filfejl(
                    sti.name,
                    "Filen er ikke i UTF-8 (måske Latin-1 eller Windows-1252).",
                    "Gem den som UTF-8 og prøv igen.",
                    Exit.TEGNSAET,
                )
            ]
        ) from None


def _mangler_kolonne(sti: Path, mangler: list[str], kolonner: list[str]) -> Filfejl:
    return Filfejl(
        sti.name,
        _(
            "Kolonnen {mangler} mangler (fandt {kolonner}).",
            mangler=", ".join(mangler),
            kolonner=", ".join(kolonner) or _("ingen"),
        ),
        "Første linje skal være kolonnenavnene, adskilt med semikolon.",
        Exit.MANGLER_ARK_ELLER_KOLONNE,
    )


def read_dato(tekst: str | None) -> date | None:
    """An ISO date; the empty text is None. Raises ValueError: our own files hold nothing else."""
    return date.fromisoformat(tekst) if tekst else None
