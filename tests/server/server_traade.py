"""Run the same thing in many threads at once, each with its own connection to one real database.

The test database of SQLite lies in memory, where connections share a cache and do not wait for each other;
the threads get a copy of it in a file, as in production.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

from django.db import connection, connections


def run_traade(antal: int, arbejde: Callable[[], Any], mappe: Path, bagefter: Callable[[], Any]) -> Any:
    """Start `antal` threads at the same moment; returns what `bagefter` says when all have ended."""
    fil = mappe / "traade.sqlite3"
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(fil)])
    fejl: list[BaseException] = []
    svar: list[Any] = []
    start = Barrier(antal)

    def i_traad(hvad: Callable[[], Any], samtidig: bool) -> None:
        try:
            if connection.vendor == "sqlite":
                egen = connection.settings_dict | {"NAME": str(fil)}
                connections["default"] = type(connections["default"])(egen)
            if samtidig:
                start.wait(30)
            svar.append(hvad())
        except BaseException as e:
            fejl.append(e)
        finally:
            connections["default"].close()

    _join([Thread(target=i_traad, args=(arbejde, True)) for _ in range(antal)])
    _join([Thread(target=i_traad, args=(bagefter, False))])
    assert fejl == []
    return svar[-1]


def _join(traade: list[Thread]) -> None:
    for t in traade:
        t.start()
    for t in traade:
        t.join(120)
