"""What an engine can do: load a table, define a view, answer a query. Nothing else.

Opinion taken: SQL text in one dialect (docs/sql.md) is the only thing that crosses this line, so a
second engine is a second implementation of three functions and not a second set of rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Resultat:
    """The answer to a query: column names, their SQL types, and rows as tuples in the order asked for."""

    kolonner: tuple[str, ...]
    typer: tuple[str, ...]
    raekker: list[tuple[Any, ...]]

    def dicts(self) -> Iterator[dict[str, Any]]:
        """Rows as dicts."""
        for raekke in self.raekker:
            yield dict(zip(self.kolonner, raekke, strict=True))


class Motor(Protocol):
    """An SQL engine over named tables.

    `gemmer_billigt`: keeping a small view costs less than planning it again.
    """

    gemmer_billigt: bool

    def load(self, navn: str, kilde: pa.Table | Path | list[Path]) -> None:
        """Make `kilde` (Arrow table, Parquet file or files) known as table `navn`, read when asked for."""

    def define(self, navn: str, sql: str, *, gem: bool = False) -> None:
        """Make `sql` known as view `navn`; with `gem` it is computed once, when first asked for, and kept."""

    def query(self, sql: str) -> Resultat:
        """Answer `sql`. Raises whatever the engine raises: a rule that breaks must be loud."""
