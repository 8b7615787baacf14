"""One run: posts, table, decisions and plan in; an outcome and a wave for each post out. Stores nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ffb.konvertering.afgoerelser import Afgoerelse, index_afgoerelser
from ffb.konvertering.arter import ARTER, BLIVER
from ffb.konvertering.oversaet import Oversaetter, Udfald
from ffb.konvertering.plan import Boelge, Fordeling, Plan, assign, find_grund_til_at_blive
from ffb.konvertering.poster import Gammelt, Post
from ffb.konvertering.tabel import Linje, Term, group_linjer


@dataclass(slots=True)
class Koersel:
    """The answer: `udfald` in the order of the posts, and where each citizen falls."""

    gammelt: Gammelt
    plan: Plan
    oversaetter: Oversaetter
    udfald: list[Udfald]
    fordeling: Fordeling

    def boelge(self, post: Post) -> Boelge | None:
        return self.fordeling.borgere.get(post.borger_id)

    def of_boelge(self, boelge: Boelge | None) -> list[Udfald]:
        """What moves in a wave (None: what has no wave yet)."""
        return [u for u in self.udfald if u.udfald != BLIVER and self.boelge(u.post) == boelge]


def konverter(
    gammelt: Gammelt, linjer: Iterable[Linje], afgoerelser: Iterable[Afgoerelse], plan: Plan
) -> Koersel:
    """What each post becomes under this table, these decisions and this plan."""
    bliver = {p.noegle: g for p in gammelt.poster if (g := find_grund_til_at_blive(p, plan))}
    flytter = [p for p in gammelt.poster if p.noegle not in bliver]
    oversaetter = Oversaetter(group_linjer(linjer), index_afgoerelser(afgoerelser))
    efter = {u.post.noegle: u for u in oversaetter.oversaet(flytter)}
    udfald = [efter.get(p.noegle) or Udfald(p, BLIVER, grund=bliver[p.noegle]) for p in gammelt.poster]
    return Koersel(gammelt, plan, oversaetter, udfald, assign(flytter, plan))


def find_termer(poster: Sequence[Post]) -> set[Term]:
    """Every (role, term) the posts hold, as written."""
    ud: set[Term] = set()
    for p in poster:
        art = ARTER[p.art]
        for led in (art.hoved, *art.sider):
            if led and (vaerdi := getattr(p, led.kolonne)):
                ud.add((led.rolle, vaerdi))
    return ud
