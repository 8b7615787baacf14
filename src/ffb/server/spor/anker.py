"""The trail's anchor: once a day the newest row's number and hash, in a file outside the database.

One who can write in the database could cut the end of the trail off, and what is left would still be a
chain. The file remembers how far it had come. It should lie where the database's owner cannot write
(FFB_ANKER); the first row of a day writes the last one of the day before. Source: ADR 0014.
"""

from __future__ import annotations

import logging
import os
from typing import Any

from django.conf import settings

log = logging.getLogger("ffb.server")


def write_anker(spor: Any) -> None:
    """Add a line for this row. That it could not be written is an error in the log, not in the act."""
    try:
        settings.SPOR_ANKER.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fd = os.open(settings.SPOR_ANKER, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(fd, "w", encoding="ascii") as fil:
            fil.write(f"{spor.tid.isoformat(timespec='seconds')} {spor.nr} {spor.hash}\n")
            fil.flush()
            os.fsync(fil.fileno())
    except OSError:
        log.exception("sporets anker kan ikke skrives")


def read_anker() -> dict[int, str]:
    """Row number -> hash of every anchor; none when there is no file. A line cut short is left out."""
    if not settings.SPOR_ANKER.exists():
        return {}
    dele = [linje.split() for linje in settings.SPOR_ANKER.read_text(encoding="ascii").splitlines()]
    return {int(d[1]): d[2] for d in dele if len(d) == 3 and d[1].isdecimal() and len(d[2]) == 64}
