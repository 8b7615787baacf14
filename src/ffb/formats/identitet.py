"""From CPR to borger_id, birth year and sex; and what is odd about the number.

Source: 9-uddatasaet (CPR: century rule, erstatningsnummer, health eCPR) and 12-model (borger_id).
The number itself goes into one table only (`cpr`) and into no log, error or file name.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ffb.errors import BrugsFejl
from ffb.sprog import _

FORTEGN = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class Person:
    """What a CPR tells. `fejl` is None for a readable number; `erstatning` = day + 60 or letters."""

    borger_id: int
    foedselsaar: int | None
    koen: str | None
    fejl: str | None
    erstatning: bool


@dataclass(slots=True)
class Identitet:
    """Turns CPR numbers into keyed pseudonyms, remembering those it has met.

    `noegle_id` names the key (first 8 hex of its hash), so that results made with different keys are
    never compared.
    """

    noegle: bytes
    kendte: dict[str, Person] = field(default_factory=dict)

    @property
    def noegle_id(self) -> str:
        return hashlib.sha256(b"ffb noegle_id" + self.noegle).hexdigest()[:8]

    def person(self, cpr: str) -> Person:
        """The person behind `cpr` (10 characters, no hyphen). Never raises on a bad number."""
        kendt = self.kendte.get(cpr)
        if kendt is None:
            kendt = self.kendte[cpr] = _bedoem(cpr, pseudonym(self.noegle, cpr))
        return kendt


def pseudonym(noegle: bytes, cpr: str) -> int:
    """First 63 bits of HMAC-SHA256(key, CPR)."""
    return int.from_bytes(hmac.digest(noegle, cpr.encode(), "sha256")[:8], "big") & FORTEGN


def rens_cpr(tekst: str) -> str:
    """`010181-4321`, ` 0101814321 ` -> `0101814321`; anything else unchanged but stripped."""
    tekst = tekst.strip()
    if len(tekst) == 11 and tekst[6] in "- ":
        return tekst[:6] + tekst[7:]
    return tekst


def _bedoem(cpr: str, borger_id: int) -> Person:
    if len(cpr) != 10 or not cpr.isascii() or not cpr[:6].isdigit():
        return Person(borger_id, None, None, "cpr_form", False)
    if not cpr[6:].isdigit():
        # eCPR of the health service: letters in the last four; sex and century are not told
        aar = None
        return Person(borger_id, aar, None, None if cpr[6:].isalnum() else "cpr_form", True)
    dag, maaned, yy, ciffer7 = int(cpr[:2]), int(cpr[2:4]), int(cpr[4:6]), int(cpr[6])
    erstatning = dag > 60
    aar = foedselsaar(yy, ciffer7)
    koen = "K" if int(cpr[9]) % 2 == 0 else "M"
    if not is_dato(aar, maaned, dag - 60 if erstatning else dag):
        return Person(borger_id, None, koen, "cpr_dato", erstatning)
    return Person(borger_id, aar, koen, None, erstatning)


def foedselsaar(yy: int, ciffer7: int) -> int:
    """The century rule: digit 7 together with the two-digit year."""
    if ciffer7 <= 3:
        return 1900 + yy
    if ciffer7 in (4, 9):
        return 2000 + yy if yy <= 36 else 1900 + yy
    return 2000 + yy if yy <= 57 else 1800 + yy


def is_dato(aar: int, maaned: int, dag: int) -> bool:
    try:
        date(aar, maaned, dag)
    except ValueError:
        return False
    return True


def load_noegle() -> tuple[bytes, Path, bool]:
    """The pseudonym key of this machine: FFB_KEY_FILE, else ~/.config/ffb/noegle (made once, mode 600).

    Returns:
        key, where it stands, whether it was made just now.

    Raises:
        BrugsFejl: the key file is named but cannot be read or is too short.
    """
    navngivet = os.environ.get("FFB_KEY_FILE")
    sti = Path(navngivet) if navngivet else Path.home() / ".config" / "ffb" / "noegle"
    try:
        ny = not sti.exists()
        if ny:
            _make_noegle(sti)
        noegle = sti.read_bytes().strip()
    except OSError as fejl:
        raise BrugsFejl(
            _("Nøglefilen {sti} kan ikke læses eller oprettes ({strerror}).", sti=sti, strerror=fejl.strerror)
        ) from None
    if len(noegle) < 32:
        raise BrugsFejl(_("Nøglefilen {sti} er for kort: der kræves mindst 32 tegn.", sti=sti))
    return noegle, sti, ny


def _make_noegle(sti: Path) -> None:
    sti.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fd = os.open(sti, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(fd, "wb") as fil:
        fil.write(secrets.token_hex(32).encode() + b"\n")
