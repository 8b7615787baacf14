"""From one file's bytes to a Bundle and what is wrong with its form.

Opinion taken: the typed decoder reads; only if it refuses, or if a key may stand twice, does the thorough
reading run. Doubled keys are ruled out cheaply: what was read, written again without blanks, has the length
of the file without blanks only if no key was lost on the way.
Left out: the rules of the guide (`rules`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import msgspec

from ffb.errors import Exit, Filfejl
from ffb.formats.fhir.fund import Fund
from ffb.formats.fhir.grundig import has_dobbelt, read_enkelt, read_grundigt, read_json
from ffb.formats.fhir.strukturer import DEKODER, ENKODER, Bundle
from ffb.formats.grundlag import Fil
from ffb.sprog import Dansk, _

_BOM = b"\xef\xbb\xbf"
_indkod = ENKODER.encode_into


@dataclass(slots=True)
class Aabnet:
    """A readable bundle: `numre` are the entry numbers, from 1, of `bundle.entry`.

    hel: the bundle holds every key and value of the file, none twice and no text or list empty.
    """

    bundle: Bundle
    numre: range | list[int]
    fund: list[Fund] = field(default_factory=list)
    hel: bool = False


class Aabner:
    """Opens files one by one; keeps one buffer for the check against doubled keys."""

    def __init__(self, *, tjekket: bool = False) -> None:
        """tjekket: the files were opened and checked before, and what a doubled key hides was told then."""
        self._buffer = bytearray(1 << 16)
        self._tjekket = tjekket

    def aabn(self, fil: Fil) -> Aabnet | Filfejl:
        """The bundle of a file, or why it is none. Never raises on content."""
        data = fil.data
        if data.startswith(_BOM):
            resultat = self._aabn(fil, data[len(_BOM) :])
            if isinstance(resultat, Aabnet):
                resultat.fund.insert(0, Fund("FHIR-BOM", None, None, "Bundle"))
                resultat.hel = False
            return resultat
        return self._aabn(fil, data)

    def _aabn(self, fil: Fil, data: bytes) -> Aabnet | Filfejl:
        bundle, hel = self.afkod(data)
        if bundle is None or not hel:
            return self._aabn_grundigt(fil, data, bundle)
        return Aabnet(bundle, range(1, len(bundle.entry) + 1), [], hel=not self._tjekket)

    def afkod(self, data: bytes) -> tuple[Bundle | None, bool]:
        """What the typed decoder makes of a file, and whether that is all of it, or was checked before."""
        try:
            taet = _uden_blanke(data) if data[1:2].isspace() else data  # less to decode pays for the work
            bundle = DEKODER.decode(taet)
            is_bundle = bundle.resourceType == "Bundle"
            return bundle, is_bundle and (self._tjekket or self._is_enkelt(bundle, taet))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None, False

    def _is_enkelt(self, bundle: Bundle, data: bytes) -> bool:
        """True if nothing of the file was lost in decoding, so no key stands twice; False = not known."""
        buffer = self._buffer
        _indkod(bundle, buffer)
        if b"\\" in data:
            return _antal_noegler(_uden_blanke(data)) == _antal_noegler(bytes(buffer))
        return len(buffer) == len(data.rstrip()) or len(buffer) == len(_uden_blanke(data))

    def _aabn_grundigt(self, fil: Fil, data: bytes, hurtig: Bundle | None = None) -> Aabnet | Filfejl:
        """The thorough way; `hurtig` is what the typed decoder made of it, kept if no key stands twice."""
        try:
            data.decode()
        except UnicodeDecodeError as fejl:
            return _tegnsaet(fil, data, fejl.start)
        enkelt = read_enkelt(data)
        try:
            indhold = read_json(data.decode()) if enkelt is None else enkelt
        except RecursionError:
            return _filfejl(fil, "JSON'en er indlejret for dybt.", "Send en Bundle efter vejledningen.")
        except ValueError as fejl:
            return _ulaeselig(fil, data, fejl)
        if not isinstance(indhold, dict) or not _is_bundle(indhold):
            return _filfejl(fil, "Filen er ikke en FHIR Bundle.", 'Send "resourceType": "Bundle" som JSON.')
        if hurtig is not None and hurtig.resourceType and (enkelt is not None or not has_dobbelt(indhold)):
            return Aabnet(hurtig, range(1, len(hurtig.entry) + 1))
        bundle, numre, fund = read_grundigt(indhold, enkelt=enkelt is not None)
        if "resourceType" not in indhold:
            fund.insert(0, Fund("FHIR-RESOURCETYPE", None, None, "Bundle.resourceType"))
        return Aabnet(bundle, numre, fund)


def _uden_blanke(data: bytes) -> bytes:
    """The same JSON without blanks between its tokens.

    Raises:
        msgspec.DecodeError: not JSON.
    """
    return msgspec.json.format(data, indent=-1)


def _antal_noegler(data: bytes) -> int:
    """How many keys JSON without blanks has."""
    return data.replace(rb"\\", b"").replace(rb"\"", b"").count(b'":')


def _is_bundle(indhold: dict[str, Any]) -> bool:
    """A Bundle by its word, or, without a word, by its list of entries."""
    if "resourceType" in indhold:
        return bool(indhold["resourceType"] == "Bundle")
    return isinstance(indhold.get("entry"), list)


def _sted(fil: Fil) -> str:
    return fil.sti if fil.linje is None else _("{sti}, linje {linje}", sti=fil.sti, linje=fil.linje)


def _filfejl(fil: Fil, hvad: Dansk, goer: Dansk, kode: Exit = Exit.BESKADIGET, sted: str = "") -> Filfejl:
    return Filfejl(sted or _sted(fil), hvad, goer, kode)


def _tegnsaet(fil: Fil, data: bytes, plads: int) -> Filfejl:
    linje = (fil.linje or 1) + data.count(b"\n", 0, plads)
    return _filfejl(
        fil,
        "JSON skal være UTF-8, men filen har tegn i et andet tegnsæt (måske Latin-1).",
        "Gem filen som UTF-8.",
        Exit.TEGNSAET,
        _("{sti}, linje {linje}", sti=fil.sti, linje=linje),
    )


def _ulaeselig(fil: Fil, data: bytes, fejl: ValueError) -> Filfejl:
    """Malformed JSON, with line and column; the texts of the parser are left out, as they may hold values."""
    if not data.strip():
        return _filfejl(fil, "Filen er tom.", "Send en FHIR Bundle som JSON.")
    linje, kolonne = getattr(fejl, "lineno", None), getattr(fejl, "colno", None)
    if linje is None:
        return _filfejl(fil, "JSON'en har et tal, der er for langt til at læse.", "Ret tallet.")
    hvor = (fil.linje or 1) + linje - 1
    sted = _("{sti}, linje {linje}, tegn {tegn}", sti=fil.sti, linje=hvor, tegn=kolonne)
    if getattr(fejl, "pos", 0) >= len(data.decode().rstrip()):
        return _filfejl(fil, "Filen slutter midt i JSON'en.", "Send hele filen igen.", sted=sted)
    return _filfejl(fil, "Filen er ikke gyldig JSON.", "Ret JSON'en det nævnte sted.", sted=sted)
