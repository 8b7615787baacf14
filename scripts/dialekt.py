"""Hold every SQL text of the program against the dialect (docs/sql.md).

All `.sql` files under src/ and the views the program makes itself; each fault as `file: what`. Exit code 1
if there is any. What is refused stands in `ffb.engine.dialekt`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from ffb.engine.dialekt import lint
from ffb.engine.sqlfil import parse_sqlfil
from ffb.model.opstil import gaeldende_visninger

ROD = Path(__file__).resolve().parent.parent


def find_tekster(rod: Path) -> Iterator[tuple[str, str]]:
    """(place, SQL) of every text the program runs."""
    for sti in sorted((rod / "src").rglob("*.sql")):
        yield sti.relative_to(rod).as_posix(), parse_sqlfil(sti.name, sti.read_text(encoding="utf-8")).sql
    yield from gaeldende_visninger()


def main() -> int:
    tekster = list(find_tekster(ROD))
    fejl = [f"{sted}: {hvad}" for sted, sql in tekster for hvad in lint(sql)]
    print("\n".join(fejl) or f"SQL-dialekt: {len(tekster)} tekster i orden")
    return 1 if fejl else 0


if __name__ == "__main__":
    sys.exit(main())
