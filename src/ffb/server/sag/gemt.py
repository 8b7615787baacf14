"""What is stored of a value: JSON, encrypted; and names, found by keyed hashes of their beginnings."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from ffb.server.krypt import decrypt_bytes, encrypt_bytes
from ffb.server.noegler import load_noegler
from ffb.server.sag.slags import Vaerdi

LAENGSTE_BEGYNDELSE = 12


def seal(vaerdi: Any) -> bytes:
    """A value, encrypted."""
    return encrypt_bytes(json.dumps(vaerdi, ensure_ascii=False, separators=(",", ":")).encode())


def unseal(gemt: bytes) -> Any:
    """The value again. Raises krypt.Beskadiget."""
    return json.loads(decrypt_bytes(gemt))


def seal_felter(felter: Mapping[str, Vaerdi]) -> bytes:
    """The fields of an object that hold something, encrypted."""
    return seal({navn: v for navn, v in felter.items() if v is not None})


def name_words(navn: str) -> list[str]:
    """The words of a name as they are searched: small letters, no accents but æ, ø and å."""
    delt = unicodedata.normalize("NFKD", navn.lower().replace("å", "\0"))
    glat = "".join(t for t in delt if not unicodedata.combining(t)).replace("\0", "å")
    return re.findall(r"[a-zæøå0-9]+", glat)


def name_marks(navn: str) -> set[str]:
    """The hash of every beginning, from two letters on, of every word of a name."""
    return {
        mark_of(ord_[:n])
        for ord_ in name_words(navn)
        for n in range(2, min(len(ord_), LAENGSTE_BEGYNDELSE) + 1)
    }


def mark_of(begyndelse: str) -> str:
    """The keyed hash of one beginning: 32 hex digits."""
    noegle = load_noegler().pseudonym
    tekst = f"navn:{begyndelse[:LAENGSTE_BEGYNDELSE]}".encode()
    return hmac.new(noegle, tekst, hashlib.sha256).hexdigest()[:32]


def draft_key(bruger_id: int) -> str:
    """The key a browser keeps unsaved text with, in Base64: only pages its person is signed in to say it."""
    noegle = load_noegler().session.encode()
    return base64.b64encode(hmac.digest(noegle, f"kladde:{bruger_id}".encode(), "sha256")).decode()
