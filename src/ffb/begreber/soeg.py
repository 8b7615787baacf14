"""Search in terms that forgives what a hand on a keyboard does: case, æ/ae, ø/oe, å/aa, accents, endings
(*boliger*, *boligerne*, *boligens* find *bolig*), typos.

Opinion taken: every word of the question must be found in the term. Words found as they stand win; only if
no term has them all are near words (difflib) tried, so a right spelling is never drowned in guesses.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ffb.begreber.katalog import Begreb

_DANSK = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
NAER = 0.75
"""How alike (0–1, difflib's ratio) a word must be to count as a typo of another."""
ENDELSER = ("erne", "ene", "ens", "ets", "er", "en", "et", "ne", "e", "r")


def fold(tekst: str) -> str:
    """The text in small letters, with æ, ø, å as ae, oe, aa, other accents gone and blanks single."""
    import unicodedata

    lille = unicodedata.normalize("NFC", tekst).lower().translate(_DANSK)
    bar = "".join(t for t in unicodedata.normalize("NFKD", lille) if not unicodedata.combining(t))
    return " ".join(bar.split())


def _ord(foldet: str) -> list[str]:
    return "".join(t if t.isalnum() else " " for t in foldet).split()


def stamme(ord_: str) -> str:
    """The word without the ending of number, case or the definite form; three letters always stay."""
    uden_s = ord_.removesuffix("s") if len(ord_) > 4 and not ord_.endswith("ss") else ord_
    for endelse in ENDELSER:
        if uden_s.endswith(endelse) and len(uden_s) - len(endelse) >= 3:
            rest = uden_s.removesuffix(endelse)
            dobbelt = len(rest) > 3 and rest[-1] == rest[-2] and rest[-1] in "bdfgklmnprst"
            return rest[:-1] if dobbelt else rest
    return uden_s


def _ord_point(soegt: str, term_ord: list[str]) -> float:
    """3 = is a word of the term, 2.5 = is one but for its ending, 2 = begins one, 1.5 = likewise, 1 = stands
    inside one, 0.5 = likewise, 0 = not there."""
    if soegt in term_ord:
        return 3
    rod = stamme(soegt)
    if rod in (stamme(o) for o in term_ord):
        return 2.5
    if any(o.startswith(soegt) for o in term_ord):
        return 2
    if any(o.startswith(rod) for o in term_ord):
        return 1.5
    if any(soegt in o for o in term_ord):
        return 1
    return 0.5 if len(rod) > 3 and any(rod in o for o in term_ord) else 0


def _naer_point(soegt: str, term_ord: list[str]) -> float:
    """Likeness 0–1 of the nearest word of the term, or of its beginning; below `NAER` it is 0."""
    from difflib import SequenceMatcher

    bedst = 0.0
    for ord_ in term_ord:
        for kandidat in {ord_, ord_[: len(soegt)]}:
            maaler = SequenceMatcher(None, kandidat, soegt, autojunk=False)
            if maaler.real_quick_ratio() > bedst and maaler.quick_ratio() > bedst:
                bedst = max(bedst, maaler.ratio())
    return bedst if bedst >= NAER else 0.0


def _samlet(point: list[float]) -> float:
    return sum(point) / len(point) if point and min(point) > 0 else 0.0


def find_term(begreb_list: Iterable[Begreb], tekst: str, antal: int = 20) -> tuple[Begreb, ...]:
    """Concepts whose term answers the text, best first; at most `antal`. An empty text finds nothing.

    Ties are ordered by length of term, term and code, so the same question always gets the same answer.
    """
    soegt = fold(tekst)
    soegt_ord = _ord(soegt)
    if not soegt_ord:
        return ()
    term_ord = [(b, fold(b.term)) for b in begreb_list]
    for maal in (_ord_point, _naer_point):
        fundet = []
        for begreb, term in term_ord:
            point = _samlet([maal(o, _ord(term)) for o in soegt_ord])
            if point:
                fundet.append((-point - (term == soegt), len(term), term, begreb.kode, begreb))
        if fundet:
            return tuple(f[-1] for f in sorted(fundet, key=lambda f: f[:4])[:antal])
    return ()
