"""The posts of an older system: one row each, whatever it holds.

Opinion taken: one flat list of posts, since every system can write one; a post that cannot be read stops the
reading, for a conversion with holes loses people silently. Grain: post. Key: art, post_id.
Source: 6-sag (Conversion); the columns are ours (docs/haandbog/konvertering.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from ffb.errors import Exit, Filfejl, Laesefejl
from ffb.formats.graenser import vis_sti
from ffb.formats.identitet import Identitet
from ffb.formats.personliste import read_personliste
from ffb.konvertering.arter import ARTER
from ffb.sprog import Dansk, _

LISTE = "konvertering"
LAENGSTE_TERM = 200
VIST = 25  # faults of one kind that are listed
Noegle = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Post:
    """One post of the older system; texts are stripped, None = empty."""

    art: str
    post_id: str
    borger_id: int
    term: str | None = None
    niveau: str | None = None
    maaltype: str | None = None
    tilbud: str | None = None
    dato: date | None = None
    slutdato: date | None = None
    sagsnummer: str | None = None
    indsats_id: str | None = None
    over_id: str | None = None
    opfoelgning: date | None = None
    udfoerer: str | None = None
    sagsbehandler: str | None = None
    navn: str | None = None
    tekst: str | None = None

    @property
    def noegle(self) -> Noegle:
        return self.art, self.post_id


FELTER = tuple(f.name for f in fields(Post))


@dataclass(slots=True)
class Gammelt:
    """Everything read of the older system. `cpr` is borger_id -> CPR, for lists and writing only."""

    poster: list[Post]
    cpr: dict[int, str]
    kilde: str
    demo: bool = False
    noter: list[str] = field(default_factory=list)


def read_gammelt(
    stier: Iterable[Path], identitet: Identitet, kolonner: Mapping[str, str] | None = None
) -> Gammelt:
    """Read lists of posts (CSV, or the first sheet of an XLSX).

    Raises:
        Laesefejl: what `read_personliste` finds, an unknown kind, an id that stands twice, or a term that is
            too long to be one; every fault is listed.
    """
    fejl: list[Filfejl] = []
    ud = Gammelt([], {}, "")
    kendte: set[Noegle] = set()
    navne = []
    for sti in stier:
        navne.append(sti.name)
        try:
            liste = read_personliste(sti, LISTE, identitet, kolonner)
        except Laesefejl as brudt:
            fejl += brudt.fejl
            continue
        laeser = _Laeser(vis_sti(str(sti)), kendte)
        ud.poster += [p for r in liste.raekker if (p := laeser.read(r))]
        ud.cpr |= {r["borger_id"]: r["cpr"] for r in liste.raekker}
        ud.noter += liste.noter
        fejl += laeser.fejl()
    if fejl:
        raise Laesefejl(fejl)
    ud.kilde = vis_sti(", ".join(navne))
    ud.demo = any(p.post_id.startswith("DEMO") for p in ud.poster)
    return ud


def fold_art(tekst: str) -> str:
    """`Målgruppe` -> `maalgruppe`."""
    return tekst.strip().lower().replace("å", "aa").replace("ø", "oe").replace("æ", "ae")


class _Laeser:
    """Rows of one list as posts; faults are gathered by kind, so that one kind does not hide another."""

    def __init__(self, sted: str, kendte: set[Noegle]) -> None:
        self.sted, self.kendte = sted, kendte
        self._fundet: dict[str, list[tuple[int, Dansk, Dansk]]] = {}

    def read(self, r: Mapping[str, Any]) -> Post | None:
        art = fold_art(str(r["art"]))
        if art not in ARTER:
            self._add("art", r, "ART er ukendt.", _("Skriv en af {arter}.", arter=", ".join(ARTER)))
            return None
        felter: dict[str, Any] = {f: r.get(f) for f in FELTER} | {"art": art}
        post = Post(**felter)
        if post.noegle in self.kendte:
            self._add("id", r, "ART og POST_ID står også i en tidligere linje.", "Giv hver post sit eget id.")
        if ARTER[art].hoved and len(post.term or "") > LAENGSTE_TERM:
            hvad = _("TERM er længere end {antal} tegn.", antal=LAENGSTE_TERM)
            self._add("term", r, hvad, "Skriv fri tekst i TEKST.")
        if any(v and vis_sti(v) != v for v in (post.term, post.niveau, post.maaltype, post.tilbud)):
            self._add("cpr", r, "En term indeholder et CPR-nummer.", "Skriv fri tekst i TEKST.")
        self.kendte.add(post.noegle)
        return post

    def _add(self, slags: str, r: Mapping[str, Any], hvad: Dansk, goer: Dansk) -> None:
        self._fundet.setdefault(slags, []).append((r["linje"], hvad, goer))

    def fejl(self) -> Iterable[Filfejl]:
        """The first of each kind, then how many more there are."""
        for liste in self._fundet.values():
            for linje, hvad, goer in liste[:VIST]:
                sted = _("{sti}, linje {linje}", sti=self.sted, linje=linje)
                yield Filfejl(sted, hvad, goer, Exit.OPSAETNING)
            if len(liste) > VIST:
                hvad = _("{antal} fejl mere af samme slags.", antal=len(liste) - VIST)
                yield Filfejl(self.sted, hvad, "Ret dem på samme måde.", Exit.OPSAETNING)
