"""What an answer holds, as encrypted bytes: the files handed in, and the opgørelse that takes their place."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import msgspec

from ffb.rapport.gemt import gemt_opgoerelse
from ffb.rapport.resultat import Opgoerelse
from ffb.server.fund.rapporter import restore
from ffb.server.krypt import decrypt_bytes, encrypt_bytes

ISO = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(slots=True)
class Indfil:
    """A file as handed in; `navn` masked."""

    plads: str
    navn: str
    indhold: bytes


@dataclass(slots=True)
class Kuvert:
    """An answer.

    Args:
        opgoerelse: safe: pseudonyms in place of CPR.
        cpr: borger_id -> CPR of those the list named and no leverance has, so the vault does not know them.
    """

    opgoerelse: Opgoerelse
    cpr: dict[str, str] = field(default_factory=dict)


def luk_filer(filer: list[Indfil]) -> bytes:
    return encrypt_bytes(msgspec.msgpack.encode(filer))


def aabn_filer(data: bytes) -> list[Indfil]:
    return msgspec.msgpack.decode(decrypt_bytes(data), type=list[Indfil])


def luk_svar(kuvert: Kuvert) -> bytes:
    return encrypt_bytes(zlib.compress(msgspec.json.encode(kuvert), 6))


def aabn_svar(data: bytes) -> Kuvert:
    """The answer again, in the language in use; shares are Decimal and dates of the settings dates."""
    kuvert = msgspec.json.decode(zlib.decompress(decrypt_bytes(data)), type=Kuvert)
    for tabel in kuvert.opgoerelse.tabeller.values():
        restore(tabel)
    kuvert.opgoerelse.indstillinger = {k: _dato(v) for k, v in kuvert.opgoerelse.indstillinger.items()}
    kuvert.opgoerelse = gemt_opgoerelse(kuvert.opgoerelse)
    return kuvert


def _dato(vaerdi: Any) -> Any:
    if isinstance(vaerdi, str) and ISO.fullmatch(vaerdi):
        return date.fromisoformat(vaerdi)
    return vaerdi
