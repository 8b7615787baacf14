"""What changed between two catalogue versions: added, withdrawn, renamed, moved, and names that changed code.

Opinion taken: the code is the key, so a new name on an old code is a renaming. But a reader who goes by the
name is misled most when a name moves to another code (*Omgivelsesfaktorer* did, May 2023); that is told
apart, beside the other changes and not instead of them. Blanks around a term are no difference.
"""

from __future__ import annotations

from dataclasses import dataclass

from ffb.begreber.katalog import Begreb, Katalog

Par = tuple[Begreb, Begreb]


@dataclass(frozen=True, slots=True)
class Forskel:
    """Differences from one catalogue to another; pairs are (before, after), ordered by code.

    Args:
        fra, til: ids (or file names) of the two.
        tilfoejet, udgaaet: concepts only in the later, only in the earlier.
        omdoebt: same code, other term.
        flyttet: same code, other parent.
        navn_flyttet: a term that one code gave up and another took over; the codes differ.
        omdefineret: same code, other definition, where both versions have one.
    """

    fra: str
    til: str
    tilfoejet: tuple[Begreb, ...]
    udgaaet: tuple[Begreb, ...]
    omdoebt: tuple[Par, ...]
    flyttet: tuple[Par, ...]
    navn_flyttet: tuple[Par, ...]
    omdefineret: tuple[Par, ...] = ()

    def __bool__(self) -> bool:
        aendret = self.tilfoejet or self.udgaaet or self.omdoebt or self.flyttet or self.omdefineret
        return bool(aendret)


def find_forskel(foer: Katalog, efter: Katalog) -> Forskel:
    """The differences from `foer` to `efter`."""
    gammel = {b.kode: b for b in foer.begreb_list}
    ny = {b.kode: b for b in efter.begreb_list}
    faelles = [(gammel[kode], ny[kode]) for kode in sorted(gammel.keys() & ny.keys())]
    return Forskel(
        fra=foer.id,
        til=efter.id,
        tilfoejet=tuple(ny[kode] for kode in sorted(ny.keys() - gammel.keys())),
        udgaaet=tuple(gammel[kode] for kode in sorted(gammel.keys() - ny.keys())),
        omdoebt=tuple(p for p in faelles if p[0].term != p[1].term),
        flyttet=tuple(p for p in faelles if p[0].overordnet_kode != p[1].overordnet_kode),
        navn_flyttet=_find_navn_flyttet(gammel, ny),
        omdefineret=tuple(
            p for p in faelles if p[0].definition and p[1].definition and p[0].definition != p[1].definition
        ),
    )


def _find_navn_flyttet(gammel: dict[str, Begreb], ny: dict[str, Begreb]) -> tuple[Par, ...]:
    """Pairs (gave the name up, took it over). A name kept by its code, beside a new one, is no move."""
    opgivet = [b for kode, b in gammel.items() if kode not in ny or ny[kode].term != b.term]
    overtaget = [b for kode, b in ny.items() if kode not in gammel or gammel[kode].term != b.term]
    efter_navn: dict[str, list[Begreb]] = {}
    for b in overtaget:
        efter_navn.setdefault(b.term, []).append(b)
    par = [(a, b) for a in opgivet for b in efter_navn.get(a.term, ()) if a.kode != b.kode]
    return tuple(sorted(par, key=lambda p: (p[0].kode, p[1].kode)))
