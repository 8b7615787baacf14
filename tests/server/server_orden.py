"""The order in which transactions take what they share: the trail's turn last, so that two never wait for
each other.

Whoever holds the trail's turn may not then wait for a row another transaction holds while that one waits
for its turn: PostgreSQL would refuse one of them after a second. Only the queue comes after the trail.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

SKRIVER = re.compile(r'\s*(?:INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM) "(\w+)"', re.IGNORECASE)
EFTER = frozenset({"spor_spor", "spor_sporborger", "opgave_opgave"})  # what may follow the trail


class SporetErSidst:
    """Watches the statements of a connection; `brud` tells what was written after the trail's row."""

    def __init__(self) -> None:
        self.brud: set[str] = set()
        self._holder: Any = None  # the transaction that wrote the trail

    def __call__(self, execute: Callable[..., Any], sql: Any, *rest: Any) -> Any:
        yderst = next((b for b in connection.atomic_blocks if not b._from_testcase), None)
        if isinstance(sql, str) and (fundet := SKRIVER.match(sql)):
            if fundet[1] == "spor_spor":
                self._holder = yderst
            elif yderst is not None and yderst is self._holder and fundet[1] not in EFTER:
                self.brud.add(f"{fundet[1]} skrives efter sporet")
        return execute(sql, *rest)


@contextmanager
def watch_orden() -> Iterator[None]:
    """Within it nothing may be written after the trail in the same transaction. Raises AssertionError."""
    vagt = SporetErSidst()
    with connection.execute_wrapper(vagt):
        yield
    assert not vagt.brud, sorted(vagt.brud)
