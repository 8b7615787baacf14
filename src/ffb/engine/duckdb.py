"""The default engine: DuckDB in the process. The only file that imports it."""

from __future__ import annotations

import secrets
import tempfile
from pathlib import Path

import duckdb
import pyarrow as pa

from ffb.engine.motor import Resultat
from ffb.engine.udsat import Udsat

# DuckDB 2.0.0 loses filters when it turns LEFT JOIN … IS NULL into an anti-join: wrong rows, silently
# (duckdb/duckdb issue 24540, mended by 25211). A test holds the engine to the right answer.
FORKERTE = "outer_join_simplification"


def _spildplads() -> str:
    """Where work that does not fit in memory goes: a folder of its own, made when needed and gone after.

    DuckDB's own choice is the folder one stands in, where a server may not write. Empty: nowhere to spill.
    """
    try:
        return str(Path(tempfile.gettempdir()) / f"ffb-duckdb-{secrets.token_hex(6)}")
    except FileNotFoundError:
        return ""


class DuckDB:
    """A private in-memory database.

    Args:
        traade: worker threads; None lets DuckDB choose.
        hukommelse: memory limit such as `1GB`; past it, work spills to disk beside the program's temp files.
    """

    gemmer_billigt = True

    def __init__(self, *, traade: int | None = None, hukommelse: str | None = None) -> None:
        opsaetning: dict[str, str | int] = {
            "preserve_insertion_order": "false",
            "disabled_optimizers": FORKERTE,
            "temp_directory": _spildplads(),
        }
        if traade:
            opsaetning["threads"] = traade
        if hukommelse:
            opsaetning["memory_limit"] = hukommelse
        self._db = duckdb.connect(":memory:", config=opsaetning)
        self._udsat = Udsat()

    def load(self, navn: str, kilde: pa.Table | Path | list[Path]) -> None:
        self._udsat.add(navn, "", lambda: self._load(navn, kilde))

    def _load(self, navn: str, kilde: pa.Table | Path | list[Path]) -> None:
        if isinstance(kilde, pa.Table):
            self._db.register(f"_kilde_{navn}", kilde)
            kopi = f'CREATE OR REPLACE TABLE "{navn}" AS SELECT * FROM "_kilde_{navn}"'  # noqa: S608
            self._db.execute(kopi)
            self._db.unregister(f"_kilde_{navn}")
            return
        # names are our own and paths are quoted; SQL has no parameters for either
        filer = [str(f) for f in (kilde if isinstance(kilde, list) else [kilde])]
        liste = ", ".join("'" + f.replace("'", "''") + "'" for f in filer)
        self._db.execute(f'CREATE OR REPLACE VIEW "{navn}" AS SELECT * FROM read_parquet([{liste}])')  # noqa: S608

    def define(self, navn: str, sql: str, *, gem: bool = False) -> None:
        self._udsat.add(navn, sql, lambda: self._define(navn, sql, gem))

    def _define(self, navn: str, sql: str, gem: bool) -> None:
        art = "TABLE" if gem else "VIEW"
        self._db.execute(f'CREATE OR REPLACE {art} "{navn}" AS {sql}')

    def query_arrow(self, sql: str) -> pa.Table:
        """Answer `sql` as an Arrow table: for export, and for handing a view to another engine."""
        self._udsat.run(sql)
        return self._db.sql(sql).to_arrow_table()

    def query(self, sql: str) -> Resultat:
        self._udsat.run(sql)
        svar = self._db.execute(sql)
        beskrivelse = svar.description or []
        return Resultat(
            tuple(kolonne[0] for kolonne in beskrivelse),
            tuple(str(kolonne[1]) for kolonne in beskrivelse),
            svar.fetchall(),
        )
