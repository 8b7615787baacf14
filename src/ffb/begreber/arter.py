"""Which kind (`art`) each concept of a draft is: told by the source, else by the catalogue's own structure.

Nothing here knows a catalogue by name. In this order: what the file says; the value set a code is in; the
code as the version before had it; a branch the importer named; the branch the version before had it in; a
branch whose head is called by the name of a kind (*Ydelser*, *Målgruppe*); else rod, gruppe or begreb by
place. What stands between a leaf and its head is of the group's kind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ffb.begreber.art import ART_NAVN, GRUPPE_ART, find_art
from ffb.begreber.katalog import Begreb, Katalog
from ffb.begreber.system import VAERDISAET
from ffb.begreber.udkast import Post, Udkast

UDEN = frozenset({"rod", "gruppe", "begreb"})


def find_arter(
    udkast: Udkast, kendte: Sequence[Katalog] = (), valgt: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Code -> kind, for every code of the draft.

    Args:
        kendte: the other versions, the one before first.
        valgt: code of a branch's head, or name of a value set -> the kind of its leaves.
    """
    valgt = valgt or {}
    efter = {p.kode: p for p in udkast.poster}
    inde = {p.overordnet_kode for p in udkast.poster}
    fra_saet = _fra_vaerdisaet(udkast, valgt)
    grene = _grene(udkast, kendte[0] if kendte else None, valgt)
    ud: dict[str, str] = {}
    for p in udkast.poster:
        kendt = _kendt(p.kode, kendte)
        if p.art in ART_NAVN:
            ud[p.kode] = str(p.art)
        elif p.kode in fra_saet:
            ud[p.kode] = fra_saet[p.kode]
        elif (kendt is not None and kendt.art not in UDEN) or (kendt is not None and p.kode not in valgt):
            ud[p.kode] = kendt.art
        else:
            ud[p.kode] = _efter_gren(p, efter, inde, grene)
    return ud


def _kendt(kode: str, kendte: Sequence[Katalog]) -> Begreb | None:
    """The code as the first of the versions that has it."""
    return next((b for k in kendte if (b := k.find(kode))), None)


def _fra_vaerdisaet(udkast: Udkast, valgt: Mapping[str, str]) -> dict[str, str]:
    """A set of one kind tells it of its codes; one chosen by the importer goes before KL's known names."""
    ud: dict[str, str] = {}
    for navn, koder in sorted(udkast.vaerdisaet.items(), key=lambda par: par[0] in valgt):
        art = valgt.get(navn) or (VAERDISAET[navn][0] if len(VAERDISAET.get(navn, ())) == 1 else None)
        art = art or find_art(navn)
        if art:
            ud.update(dict.fromkeys(koder, art))
    return ud


def _grene(udkast: Udkast, foer: Katalog | None, valgt: Mapping[str, str]) -> dict[str, str]:
    """Head of a branch -> the kind of its leaves."""
    inde = {p.overordnet_kode for p in udkast.poster}
    hoveder = (p for p in udkast.poster if p.kode in inde)
    grene = {p.kode: art for p in hoveder if (art := find_art(p.term)) and art not in UDEN}
    if foer is not None:
        blade: dict[str, set[str]] = {}
        for b in foer.begreb_list:
            if not foer.boern(b.kode):
                for over in foer.sti(b.kode)[:-1]:
                    blade.setdefault(over.kode, set()).add(b.art)
        grene |= {kode: next(iter(arter)) for kode, arter in blade.items() if len(arter) == 1}
    return grene | {kode: art for kode, art in valgt.items() if art}


def _efter_gren(p: Post, efter: dict[str, Post], inde: set[str | None], grene: dict[str, str]) -> str:
    over = efter.get(p.overordnet_kode or "")
    skridt = 0
    while over is not None and skridt < 100:
        if (art := grene.get(over.kode)) and art not in UDEN:
            return GRUPPE_ART.get(art, "gruppe") if p.kode in inde else art
        over, skridt = efter.get(over.overordnet_kode or ""), skridt + 1
    if p.kode in grene or not p.overordnet_kode:
        return "rod"
    return "gruppe" if p.kode in inde else "begreb"


def keep_kendt(udkast: Udkast, kendte: Sequence[Katalog]) -> None:
    """Level, short name and law as the other versions have them, where the file has none.

    A definition belongs to its own version and is never carried over.
    """
    for nr, p in enumerate(udkast.poster):
        kendt = _kendt(p.kode, kendte)
        if kendt is not None:
            udkast.poster[nr] = replace(
                p,
                vaerdi=kendt.vaerdi if p.vaerdi is None else p.vaerdi,
                kortnavn=p.kortnavn or kendt.kortnavn,
                lov=p.lov or kendt.lov,
            )
