"""The keys of an installation: one file, made on first start, mode 600, never in a backup.

`pseudonym` makes borger_id and changes only by a command that rewrites; `boks` (CPR) and `fil` (received
bytes) are numbered so that they can be rotated: the newest writes, the older ones still read. `segl` signs
approvals (Ed25519). Source: 2-arkitektur, The store; 8-graenseflader (FFB_KEY_FILE).
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ffb.errors import BrugsFejl
from ffb.sprog import _

NOEGLE_BYTES = {"boks": 64, "fil": 32}  # AES-256-SIV takes two keys; AES-256-GCM one


@dataclass(frozen=True, slots=True)
class Noegler:
    """The keys.

    Args:
        pseudonym: as the command line takes it, text of at least 32 characters.
        boks, fil: key number -> key.
        segl: 32 bytes, the private half of Ed25519.
        session: Django's secret.
    """

    pseudonym: bytes
    boks: dict[int, bytes]
    fil: dict[int, bytes]
    segl: bytes
    session: str

    def nyeste(self, slags: str) -> tuple[int, bytes]:
        """Number and key that new things are written with; `slags` is boks or fil."""
        noegler: dict[int, bytes] = getattr(self, slags)
        nr = max(noegler)
        return nr, noegler[nr]


def noeglefil() -> Path:
    """Where the keys stand: FFB_KEY_FILE, else ~/.config/ffb/noegler.json."""
    navngivet = os.environ.get("FFB_KEY_FILE")
    return Path(navngivet) if navngivet else Path.home() / ".config" / "ffb" / "noegler.json"


@cache
def load_noegler() -> Noegler:
    """The keys, made if there is no file yet.

    Raises:
        BrugsFejl: the file cannot be read or written, is open to others, or is not a key file.
    """
    sti = noeglefil()
    try:
        if not sti.exists():
            _write(sti, _nye(), flag=os.O_EXCL)
        _check_rettigheder(sti)
        return _parse(sti.read_text(encoding="utf-8"), sti)
    except OSError as fejl:
        raise BrugsFejl(
            _("Nøglefilen {sti} kan ikke læses eller oprettes ({strerror}).", sti=sti, strerror=fejl.strerror)
        ) from None


def rotate_noegle(slags: str) -> int:
    """Add a newer key of `slags` (boks or fil) to the file; returns its number. Old ones stay to read
    with."""
    sti = noeglefil()
    load_noegler()
    indhold = json.loads(sti.read_text(encoding="utf-8"))
    nr = max(int(n) for n in indhold[slags]) + 1
    indhold[slags][str(nr)] = secrets.token_hex(NOEGLE_BYTES[slags])
    ny = sti.with_name(sti.name + ".ny")
    _write(ny, indhold, flag=os.O_TRUNC)
    ny.replace(sti)
    load_noegler.cache_clear()
    return nr


def drop_noegle(slags: str, nr: int) -> None:
    """Take an old key out of the file, once nothing is written with it any more."""
    sti = noeglefil()
    indhold = json.loads(sti.read_text(encoding="utf-8"))
    del indhold[slags][str(nr)]
    ny = sti.with_name(sti.name + ".ny")
    _write(ny, indhold, flag=os.O_TRUNC)
    ny.replace(sti)
    load_noegler.cache_clear()


def _nye() -> dict[str, Any]:
    return {
        "pseudonym": secrets.token_hex(32),
        "boks": {"1": secrets.token_hex(NOEGLE_BYTES["boks"])},
        "fil": {"1": secrets.token_hex(NOEGLE_BYTES["fil"])},
        "segl": secrets.token_hex(32),
        "session": secrets.token_urlsafe(48),
    }


def _write(sti: Path, indhold: dict[str, Any], *, flag: int) -> None:
    sti.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fd = os.open(sti, os.O_WRONLY | os.O_CREAT | flag, 0o600)
    with os.fdopen(fd, "w", encoding="utf-8") as fil:
        json.dump(indhold, fil, indent=1)
        fil.flush()
        os.fsync(fil.fileno())


def _check_rettigheder(sti: Path) -> None:
    if os.name == "posix" and sti.stat().st_mode & 0o077:
        raise BrugsFejl(_("Nøglefilen {sti} kan læses af andre. Kør: chmod 600 {sti}", sti=sti))


def _parse(tekst: str, sti: Path) -> Noegler:
    try:
        d = json.loads(tekst)
        return Noegler(
            d["pseudonym"].encode(),
            {int(nr): bytes.fromhex(n) for nr, n in d["boks"].items()},
            {int(nr): bytes.fromhex(n) for nr, n in d["fil"].items()},
            bytes.fromhex(d["segl"]),
            d["session"],
        )
    except (ValueError, KeyError, AttributeError, TypeError):
        raise BrugsFejl(
            _(
                "Nøglefilen {sti} er ikke en nøglefil til serveren. Peg FFB_KEY_FILE på den rigtige, "
                "eller på en ny sti, så laves den.",
                sti=sti,
            )
        ) from None
