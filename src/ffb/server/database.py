"""DATABASE_URL to Django's settings: SQLite in the data folder, or PostgreSQL. Both are first class."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
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


_SIDST: ContextVar[list[tuple[int, Callable[[], object]]] | None] = ContextVar("sidst", default=None)


@contextmanager
def skrivning() -> Iterator[None]:
    """A transaction for an act: all or nothing, and what `at_end` was given is done last.

    Every act ends in the trail, which has one writer at a time. One that waited for a row while it held the
    trail could wait for one that waits for the trail, and PostgreSQL would refuse one of the two. So rows
    are locked first (`no_key`, or rows that point at them would wait too), then the trail, then the queue.
    """
    from django.db import transaction

    ydre = _SIDST.get()
    mine = [] if ydre is None else ydre
    fra = len(mine)
    maerke = _SIDST.set(mine)
    try:
        with transaction.atomic():
            yield
            if ydre is None:
                for _, goer in sorted(mine, key=lambda m: m[0]):
                    goer()
    except BaseException:
        del mine[fra:]
        raise
    finally:
        _SIDST.reset(maerke)


def at_end(goer: Callable[[], object], *, rang: int = 0) -> None:
    """Do it at the end of the outermost `skrivning`, the lowest `rang` first; at once where there is none."""
    sidst = _SIDST.get()
    if sidst is None:
        goer()
    else:
        sidst.append((rang, goer))


def wait_turn(navn: str) -> None:
    """Within a transaction: hold back others that ask for the same `navn` until it ends.

    SQLite's transactions wait for each other already (IMMEDIATE).
    """
    from django.db import connection

    if connection.vendor == "postgresql":
        nr = int.from_bytes(hashlib.sha256(navn.encode()).digest()[:8], "big", signed=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [nr])
