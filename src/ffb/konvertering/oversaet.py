"""What each post becomes: exactly one outcome, its codes, and why it is not simply mapped.

Opinion taken: a score is carried only where one term became one A&D theme; where a theme is split, withdrawn
or becomes a theme without a level, the score is lost and counted as such (S4: loss of continuity). A goal's
theme must be one A&D theme first; further codes are related themes. A delmål is its provider's to write anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from ffb.begreber import find_begreb
from ffb.konvertering.afgoerelser import DELMAAL, Valgt
from ffb.konvertering.arter import AFGOERES, ARTER, DELT, OVERSAT, TABT, Art, Led
from ffb.konvertering.poster import Post
from ffb.konvertering.tabel import SIKKER, Linje, Term, term_noegle
from ffb.sprog import Dansk

Grund = str
GRUNDE: dict[Grund, Dansk] = {
    "": "",
    "ukendt": "Termen står ikke i tabellen",
    "mulig": "Tabellen giver flere muligheder",
    "tom": "Feltet er tomt i det gamle system",
    "side_tabt": "Feltet har ingen modsvarighed, men FFB kræver det",
    "ikke_ad": "Et indsatsmåls tema skal være i aktivitet og deltagelse",
    "udfoerer": "Udføreren skriver delmålet om",
    "maal_mangler": "Delmålets indsatsmål er ikke med",
    "uden_for": "Uden for det valgte omfang",
    "sluttet": "Sluttet, før konverteringen begynder",
    "ingen": "Der konverteres ikke",
}


class Svar(NamedTuple):
    """What a term becomes: outcome, codes, and why it must be decided on."""

    udfald: str
    koder: tuple[str, ...]
    grund: Grund = ""


@dataclass(frozen=True, slots=True)
class Udfald:
    """What a post becomes.

    Args:
        koder: of its main term; the first is the main one.
        sider: role -> the one code of each other term.
        rolle: the role a decision is missing in, where `udfald` is afgoeres.
        score_tabt: a level stood there and does not come along.
    """

    post: Post
    udfald: str
    koder: tuple[str, ...] = ()
    sider: Mapping[str, str] | None = None
    grund: Grund = ""
    rolle: str = ""
    score_tabt: bool = False


class Oversaetter:
    """Looks terms up in decisions and table; remembers what it has answered."""

    def __init__(self, tabel: Mapping[Term, tuple[Linje, ...]], valgt: Valgt) -> None:
        self.tabel, self.valgt = tabel, valgt
        self._pr_post = {post_id for _rolle, _term, post_id in valgt if post_id}
        self._husk: dict[tuple[str, str | None], Svar] = {}
        self._ad: dict[str, bool] = {}

    def oversaet(self, poster: Iterable[Post]) -> Iterator[Udfald]:
        """The outcome of each, in their order; a delmål is held against the goals among them."""
        poster = list(poster)
        maal = {p.post_id for p in poster if p.art == "indsatsmaal"}
        for post in poster:
            art = ARTER[post.art]
            yield self._delmaal(post, maal) if art.hoved is None else self._post(post, art, art.hoved)

    def find_svar(self, rolle: str, term: str | None, post_id: str = "") -> Svar:
        """What a term becomes, in a post if one is named."""
        if post_id and post_id in self._pr_post:
            valgt = self.valgt.get((rolle, term_noegle(term or ""), post_id))
            if valgt is not None:
                return _svar(valgt)
        if (husket := self._husk.get((rolle, term))) is None:
            husket = self._husk[rolle, term] = self._find(rolle, term)
        return husket

    def _find(self, rolle: str, term: str | None) -> Svar:
        if term is None:
            return Svar(AFGOERES, (), "tom")
        noegle = term_noegle(term)
        if (valgt := self.valgt.get((rolle, noegle, ""))) is not None:
            return _svar(valgt)
        linjer = self.tabel.get((rolle, noegle))
        if not linjer:
            return Svar(AFGOERES, (), "ukendt")
        koder = tuple(x.kode for x in linjer if x.kode)
        if any(x.sikkerhed != SIKKER for x in linjer):
            return Svar(AFGOERES, koder, "mulig")
        return _svar(koder)

    def _delmaal(self, post: Post, maal: set[str]) -> Udfald:
        valgt = self.valgt.get((DELMAAL, "", post.post_id))
        if valgt is not None:
            return Udfald(post, OVERSAT if valgt else TABT)
        grund = "udfoerer" if post.over_id in maal else "maal_mangler"
        return Udfald(post, AFGOERES, grund=grund, rolle=DELMAAL)

    def _post(self, post: Post, art: Art, hoved: Led) -> Udfald:
        svar = self.find_svar(hoved.rolle, getattr(post, hoved.kolonne), post.post_id)
        ud = Udfald(post, svar.udfald, svar.koder, grund=svar.grund, rolle=hoved.rolle if svar.grund else "")
        if svar.udfald == TABT:
            return replace(ud, score_tabt=bool(art.sider and post.niveau))
        sider: dict[str, str] = {}
        for led in art.sider:
            ud = self._side(ud, led, sider)
        ud = replace(ud, sider=sider)
        if post.art == "indsatsmaal" and ud.koder and ud.udfald != AFGOERES and not self.is_ad(ud.koder[0]):
            return replace(ud, udfald=AFGOERES, grund="ikke_ad", rolle=hoved.rolle)
        return self._score(ud) if post.art == "tema" else ud

    def _side(self, ud: Udfald, led: Led, sider: dict[str, str]) -> Udfald:
        """The outcome with one more term in it; what is undecided first stays the reason."""
        vaerdi = getattr(ud.post, led.kolonne)
        if vaerdi is None and not led.kraevet:
            return ud
        svar = self.find_svar(led.rolle, vaerdi, ud.post.post_id)
        if svar.udfald == OVERSAT:
            sider[led.rolle] = svar.koder[0]
            return ud
        if svar.udfald == TABT and not led.kraevet:
            return replace(ud, score_tabt=True)
        grund = svar.grund or "side_tabt"
        if ud.udfald == AFGOERES:
            return ud
        return replace(ud, udfald=AFGOERES, grund=grund, rolle=led.rolle)

    def _score(self, ud: Udfald) -> Udfald:
        """A theme keeps its level only as one A&D theme; a level nobody can use needs no decision."""
        if ud.udfald == AFGOERES and ud.rolle != "niveau":
            return ud
        if len(ud.koder) == 1 and self.is_ad(ud.koder[0]):
            return ud
        afgjort = DELT if len(ud.koder) > 1 else OVERSAT
        return replace(ud, udfald=afgjort, sider={}, grund="", rolle="", score_tabt=bool(ud.post.niveau))

    def is_ad(self, kode: str) -> bool:
        """The code is a theme that carries a level."""
        if (husket := self._ad.get(kode)) is None:
            begreb = find_begreb(kode)
            husket = self._ad[kode] = begreb is not None and begreb.art == "ad_undertema"
        return husket


def _svar(koder: tuple[str, ...]) -> Svar:
    return Svar(TABT if not koder else OVERSAT if len(koder) == 1 else DELT, koder)
