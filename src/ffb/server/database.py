"""DATABASE_URL to Django's settings: SQLite in the data folder, or PostgreSQL. Both are first class."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from ffb.errors import BrugsFejl

# WAL: readers never wait for the writer. IMMEDIATE: a transaction that may write takes its turn at once,
# instead of failing half way. FULL: what was answered is on the disk.
SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}


def parse_database_url(url: str | None, data: Path) -> dict[str, Any]:
    """Django's dict for `postgresql://user:pw@host:port/name`, `sqlite:///path`, or None.

    Raises:
        BrugsFejl: another kind of database, or no name in the address.
    """
    if not url:
        return _sqlite(data / "ffb.sqlite3")
    dele = urlsplit(url)
    if dele.scheme == "sqlite":
        return _sqlite(Path(unquote(dele.path)))
    if dele.scheme not in ("postgresql", "postgres"):
        raise BrugsFejl("DATABASE_URL: brug postgresql://… eller sqlite:///…")
    navn = unquote(dele.path.lstrip("/"))
    if not navn:
        raise BrugsFejl("DATABASE_URL: databasens navn mangler efter værtens navn.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": navn,
        "USER": unquote(dele.username or ""),
        "PASSWORD": unquote(dele.password or ""),
        "HOST": dele.hostname or "",
        "PORT": dele.port or "",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(dele.query)),
    }


def _sqlite(sti: Path) -> dict[str, Any]:
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(sti), "OPTIONS": dict(SQLITE)}


def wait_turn(navn: str) -> None:
    """Within a transaction: hold back others that ask for the same `navn` until it ends.

    SQLite's transactions wait for each other already (IMMEDIATE).
    """
    from django.db import connection

    if connection.vendor == "postgresql":
        nr = int.from_bytes(hashlib.sha256(navn.encode()).digest()[:8], "big", signed=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [nr])
