"""Log lines as JSON: what, where and how long; never a value of a row, a query string or a form."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

FELTER = ("metode", "vej", "status", "ms", "opgave", "art", "kommune")


class Json(logging.Formatter):
    """One object a line. The text of an exception is left out: it may quote what it choked on."""

    def format(self, record: logging.LogRecord) -> str:
        linje = {
            "tid": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "niveau": record.levelname,
            "navn": record.name,
            "besked": record.msg if isinstance(record.msg, str) else type(record.msg).__name__,
        }
        linje |= {f: getattr(record, f) for f in FELTER if hasattr(record, f)}
        if record.exc_info and record.exc_info[0]:
            linje["fejl"] = record.exc_info[0].__name__
            linje["sted"] = _sted(record)
        return json.dumps(linje, ensure_ascii=False, default=str)


def _sted(record: logging.LogRecord) -> str:
    """File, line and function of each frame: where it broke, without what it held."""
    spor = record.exc_info[2] if record.exc_info else None
    sted = []
    while spor is not None:
        kode = spor.tb_frame.f_code
        sted.append(f"{kode.co_filename.rsplit('/ffb/', 1)[-1]}:{spor.tb_lineno}:{kode.co_name}")
        spor = spor.tb_next
    return " < ".join(reversed(sted[-12:]))
