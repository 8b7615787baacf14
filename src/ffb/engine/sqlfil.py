"""SQL files with a header: the first comment is TOML, the rest is one SELECT.

The header is `/*---` … `---*/` and is cut off before running, so a statistician can read what a text is
for in the file that does it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

AABN, LUK = "/*---", "---*/"


@dataclass(frozen=True, slots=True)
class SqlFil:
    """One SQL text: its name, its header and the SELECT."""

    navn: str
    hoved: dict[str, Any]
    sql: str


def parse_sqlfil(navn: str, tekst: str) -> SqlFil:
    """Raises ValueError naming the file where the header is missing or unreadable."""
    if not tekst.startswith(AABN) or LUK not in tekst:
        raise ValueError(f"{navn}: mangler hoved ({AABN} TOML {LUK})")
    hoved, sql = tekst[len(AABN) :].split(LUK, 1)
    try:
        return SqlFil(navn, tomllib.loads(hoved), sql.strip().rstrip(";"))
    except tomllib.TOMLDecodeError as fejl:
        raise ValueError(f"{navn}: hovedet er ikke TOML: {fejl}") from None


@cache
def load_sqlfiler(pakke: str, mappe: str = "") -> tuple[SqlFil, ...]:
    """Every .sql file of a package folder, in file-name order; `01_navn.sql` is called `navn`."""
    rod = files(pakke).joinpath(mappe) if mappe else files(pakke)
    fundne = sorted((f for f in rod.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return tuple(parse_sqlfil(_navn(f.name), f.read_text(encoding="utf-8")) for f in fundne)


def _navn(filnavn: str) -> str:
    stamme = filnavn.removesuffix(".sql")
    nummer, _, rest = stamme.partition("_")
    return rest if nummer.isdigit() and rest else stamme
