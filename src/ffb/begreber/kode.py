"""How a code is written: one spelling per code, whatever a file wraps it in."""

from __future__ import annotations

import re

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_URN = "urn:uuid:"
_BLANKE = " \t\r\n\v\f\u00a0\u200b\ufeff"


def normaliser_kode(tekst: str | None) -> str:
    """One spelling of a code.

    Strips blanks (also no-break and zero-width ones and the BOM), `urn:uuid:` and braces around a UUID and
    writes the UUID in lower case. Anything else (`H1.1`, `DEMO-103`, `N/A`) comes back as the stripped text:
    case may mean something there. None is the empty text. Never raises.
    """
    rest = (tekst or "").strip(_BLANKE)
    uuid = rest.lower().removeprefix(_URN).strip("{}" + _BLANKE).removeprefix(_URN)
    return uuid if _UUID.fullmatch(uuid) else rest


def is_uuid(tekst: str | None) -> bool:
    """True if the text is a UUID once it is normalised."""
    return _UUID.fullmatch(normaliser_kode(tekst)) is not None
