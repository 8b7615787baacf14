"""The sealed package: a ZIP with a manifest of hashes and a signature, checked offline with nothing but
itself.

Opinion taken: the ZIP is made the same to the byte from the same contents (fixed times, sorted names), and
what is in it but not in the manifest is as wrong as what is missing. The key that signed is in the package;
whether it is the kommune's is told by its fingerprint. Needs no Django, so `ffb verificer` runs anywhere.
Source: 3-rapport, Godkendelse.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from ffb.sprog import _

MANIFEST, SIGNATUR, NOEGLE = "manifest.json", "signatur.bin", "noegle.bin"
FAST_TID = (2020, 1, 1, 0, 0, 0)
STOERSTE = 500_000_000


@dataclass(frozen=True, slots=True)
class Dom:
    """What a package is worth. `fejl`: what is wrong, in words; empty = whole and signed by
    `fingeraftryk`."""

    fejl: list[str]
    fingeraftryk: str
    manifest: dict[str, Any]


def seal(filer: dict[str, bytes], oplysninger: dict[str, Any], segl: bytes) -> bytes:
    """The package of `filer` (name -> bytes) and what the manifest tells of them."""
    privat = Ed25519PrivateKey.from_private_bytes(segl)
    hashes = {navn: hashlib.sha256(data).hexdigest() for navn, data in sorted(filer.items())}
    manifest = json.dumps(
        {**oplysninger, "filer": hashes}, ensure_ascii=False, indent=2, sort_keys=True, default=str
    ).encode()
    offentlig = privat.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    alle = {**filer, MANIFEST: manifest, SIGNATUR: privat.sign(manifest), NOEGLE: offentlig}
    ud = io.BytesIO()
    with zipfile.ZipFile(ud, "w", zipfile.ZIP_DEFLATED) as z:
        for navn in sorted(alle):
            z.writestr(zipfile.ZipInfo(navn, FAST_TID), alle[navn], zipfile.ZIP_DEFLATED)
    return ud.getvalue()


def verify(pakke: bytes) -> Dom:
    """Check a package. Never raises on what it holds: whatever is wrong is told."""
    try:
        with zipfile.ZipFile(io.BytesIO(pakke)) as z:
            if sum(i.file_size for i in z.infolist()) > STOERSTE:
                return Dom([_("Pakken er for stor til at være en godkendelse.")], "", {})
            navne = z.namelist()
            filer = {navn: z.read(navn) for navn in navne}
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
    ):
        return Dom([_("Filen er ikke en hel ZIP-fil.")], "", {})
    fejl = [_("Den samme fil er to gange i pakken.")] if len(navne) != len(set(navne)) else []
    mangler = [n for n in (MANIFEST, SIGNATUR, NOEGLE) if n not in filer]
    if mangler:
        return Dom([*fejl, *(_("{fil} mangler i pakken.", fil=n) for n in mangler)], "", {})
    aftryk = fingeraftryk(filer[NOEGLE])
    fejl += _check_signatur(filer)
    try:
        manifest = json.loads(filer[MANIFEST])
        ventet = dict(manifest["filer"])
    except (ValueError, KeyError, TypeError):
        return Dom([*fejl, _("Manifestet kan ikke læses.")], aftryk, {})
    fejl += _check_filer(filer, ventet)
    return Dom(fejl, aftryk, manifest)


def _check_signatur(filer: dict[str, bytes]) -> list[str]:
    try:
        Ed25519PublicKey.from_public_bytes(filer[NOEGLE]).verify(filer[SIGNATUR], filer[MANIFEST])
    except (InvalidSignature, ValueError):
        return [_("Signaturen passer ikke til manifestet: manifest, signatur eller nøgle er ændret.")]
    return []


def _check_filer(filer: dict[str, bytes], ventet: dict[str, str]) -> list[str]:
    indhold = set(filer) - {MANIFEST, SIGNATUR, NOEGLE}
    fejl = [_("{fil} mangler i pakken.", fil=n) for n in sorted(set(ventet) - indhold)]
    fejl += [_("{fil} står ikke i manifestet.", fil=n) for n in sorted(indhold - set(ventet))]
    for navn in sorted(indhold & set(ventet)):
        if hashlib.sha256(filer[navn]).hexdigest() != ventet[navn]:
            fejl.append(_("{fil} er ændret.", fil=navn))
    return fejl


def fingeraftryk(offentlig: bytes) -> str:
    """How people read a key: 16 hex digits in groups of four."""
    raa = hashlib.sha256(offentlig).hexdigest()[:16]
    return " ".join(raa[i : i + 4] for i in range(0, 16, 4))
