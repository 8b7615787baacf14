"""Encrypting what must not lie open: CPR in the vault, received bytes on disk.

CPR: AES-SIV with the kommune as associated data, so equal numbers give equal text within one kommune only
and a row moved to another kommune does not open. Files: AES-GCM in chunks of 1 MB, each bound to its number
and to whether it is the last, so none can be moved, left out or cut off. Source: 2-arkitektur, Parts chosen.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV

from ffb.server.noegler import load_noegler
from ffb.sprog import _

KLUMP = 1 << 20
MAERKE = b"FFB1"
HOVED = struct.Struct(">4sI8s")  # mark, key number, random start of every nonce


class Beskadiget(Exception):
    """What was read is not what was written, or its key is gone."""


def encrypt_cpr(cpr: str, kommune: str) -> tuple[bytes, int]:
    """The number encrypted for `kommune`, and the number of the key."""
    nr, noegle = load_noegler().nyeste("boks")
    return AESSIV(noegle).encrypt(cpr.encode(), [kommune.encode()]), nr


def decrypt_cpr(krypteret: bytes, kommune: str, noegle_nr: int) -> str:
    """The number again. Raises Beskadiget."""
    try:
        return AESSIV(load_noegler().boks[noegle_nr]).decrypt(bytes(krypteret), [kommune.encode()]).decode()
    except (InvalidTag, KeyError):
        raise Beskadiget(
            _("Et CPR-nummer i boksen kan ikke åbnes: nøglen mangler, eller rækken er ændret.")
        ) from None


def encrypt_fil(ind: BinaryIO, ud: BinaryIO) -> None:
    """Copy `ind` to `ud`, encrypted, in bounded memory."""
    nr, noegle = load_noegler().nyeste("fil")
    start = os.urandom(8)
    ud.write(HOVED.pack(MAERKE, nr, start))
    aes = AESGCM(noegle)
    klump, tael = ind.read(KLUMP), 0
    while True:
        naeste = ind.read(KLUMP)
        ud.write(aes.encrypt(start + struct.pack(">I", tael), klump, b"\x00" if naeste else b"\x01"))
        if not naeste:
            return
        klump, tael = naeste, tael + 1


def decrypt_fil(ind: BinaryIO) -> Iterator[bytes]:
    """The chunks of a file again. Raises Beskadiget."""
    try:
        maerke, nr, start = HOVED.unpack(ind.read(HOVED.size))
        if maerke != MAERKE:
            raise Beskadiget(_("Filen er ikke en krypteret fil fra FFB."))
        aes = AESGCM(load_noegler().fil[nr])
        klump, tael = ind.read(KLUMP + 16), 0
        while klump:
            naeste = ind.read(KLUMP + 16)
            yield aes.decrypt(start + struct.pack(">I", tael), klump, b"\x00" if naeste else b"\x01")
            klump, tael = naeste, tael + 1
        if tael == 0:
            raise Beskadiget(_("Filen er tom."))
    except (InvalidTag, KeyError, struct.error):
        raise Beskadiget(
            _("En modtaget fil kan ikke åbnes: nøglen mangler, eller filen er ændret.")
        ) from None


def encrypt_bytes(data: bytes) -> bytes:
    """What is kept in the database, encrypted as a file is."""
    ud = BytesIO()
    encrypt_fil(BytesIO(data), ud)
    return ud.getvalue()


def decrypt_bytes(data: bytes) -> bytes:
    """What `encrypt_bytes` was given. Raises Beskadiget."""
    return b"".join(decrypt_fil(BytesIO(bytes(data))))


def decrypt_til(ind: Path, ud: Path) -> None:
    """Decrypt the file `ind` into the new file `ud`, mode 600."""
    fd = os.open(ud, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(fd, "wb") as maal, ind.open("rb") as kilde:
        for klump in decrypt_fil(kilde):
            maal.write(klump)
