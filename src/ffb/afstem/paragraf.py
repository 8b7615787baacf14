"""A paragraf as people write it -> as the report names it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ffb.begreber import PARAGRAF_RAEKKEFOELGE

ABL_105 = "§85 i ABL §105"
UOPLYST = "Uoplyst"
_NUMMER = re.compile(r"(\d{2,3})\s*([a-h])?(?![a-zæøå])")


def parse_paragraf(tekst: str) -> str:
    """`SEL § 85, stk. 1` -> `§85`, `82 A` -> `§82a`, `almenboliglovens § 105` -> `§85 i ABL §105`.

    A text without a number is kept as it is.
    """
    lille = tekst.casefold()
    if "abl" in lille or "almenbolig" in lille:
        return ABL_105
    fundet = _NUMMER.search(lille)
    return f"§{fundet[1]}{fundet[2] or ''}" if fundet else tekst.strip()


def paragraf_noegle(paragraf: str, foerst: Iterable[str] = PARAGRAF_RAEKKEFOELGE) -> tuple[int, str]:
    """The report's order of rows: the known ones, others by name, Uoplyst last."""
    faste = {p: nr for nr, p in enumerate(foerst)}
    if paragraf == UOPLYST:
        return len(faste) + 1, ""
    return faste.get(paragraf, len(faste)), paragraf
