"""Bytes to text where the encoding may be wrong: KL's own file of May 2024 came in Windows-1252."""

from __future__ import annotations

import codecs
import re

from ffb.sprog import _

_DOBBELT = re.compile("Ã[¥¦¸…†˜©¼]|Â[ §»«]")
_RIGTIG = ("æ", "ø", "å")


def decode_tolerant(data: bytes, sti: str) -> tuple[str, list[str]]:
    """The text, and what was done to read it. Never raises: Windows-1252 has nearly every byte."""
    for bom, kodning in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(bom):
            return data.decode(kodning, "replace"), [_("{sti}: læst som UTF-16", sti=sti)]
    try:
        tekst = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        note = _("{sti}: filen er ikke i UTF-8; læst som Windows-1252", sti=sti)
        return data.decode("cp1252", "replace"), [note]
    if _DOBBELT.search(tekst) and not any(b in tekst.lower() for b in _RIGTIG):
        try:
            rettet = tekst.encode("cp1252").decode("utf-8")
        except UnicodeError:
            return tekst, []
        return rettet, [_("{sti}: filen er kodet to gange (Ã¦ for æ); rettet ved læsningen", sti=sti)]
    return tekst, []


def rens(tekst: object) -> tuple[str, bool]:
    """A term with single blanks and none around it, and whether it had any around it."""
    raa = tekst if isinstance(tekst, str) else ""
    return " ".join(raa.split()), raa != raa.strip()
