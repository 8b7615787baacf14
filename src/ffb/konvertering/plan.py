"""How and when: strategy, scope, and the waves citizens move in.

Opinion taken: a citizen moves once and as a whole, so that nobody works in two systems about her (S4). In
waves it is the earliest that names one of her providers; by planned follow-up, the month of her first one
from the start on. Who falls in no wave is told, not put somewhere. Posts that ended before the start stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ffb.formats.lille_csv import read_lille_csv
from ffb.formats.tabel.vaerdier import parse_dato_tekst
from ffb.konvertering.arter import ARTER
from ffb.konvertering.poster import Post
from ffb.sprog import Dansk, _

INGEN, ALT, BOELGER, OPFOELGNING = "ingen", "alt", "boelger", "opfoelgning"
STRATEGIER: dict[str, Dansk] = {
    INGEN: "Ingen konvertering",
    ALT: "Alt på én gang",
    BOELGER: "I bølger",
    OPFOELGNING: "Ved planlagt opfølgning",
}
KUN_INDSATS = "indsats"
OMFANG: dict[str, Dansk] = {KUN_INDSATS: "Kun indsatser og indsatsmål", ALT: "Alt"}
RESTEN = "*"
ALLE = "Alle"  # the one wave of everything at once; a name, the same in every language
KOLONNER = ("BOELGE", "DATO", "ANSVARLIG", "UDFOERER")


@dataclass(frozen=True, slots=True)
class Boelge:
    """A wave: whose citizens move, when, and who sees to it. `udfoerere` folded; `*` = all that are left."""

    navn: str
    dato: date
    ansvarlig: str = ""
    udfoerere: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Plan:
    """What is converted and when. `boelger` only with that strategy."""

    strategi: str
    omfang: str
    start: date
    boelger: tuple[Boelge, ...] = ()


@dataclass(slots=True)
class Fordeling:
    """Where each citizen falls: the waves in order of time, and borger_id -> wave (None = in none)."""

    boelger: tuple[Boelge, ...]
    borgere: dict[int, Boelge | None] = field(default_factory=dict)


def find_grund_til_at_blive(post: Post, plan: Plan) -> str:
    """Why a post stays in the older system whatever the table says; '' if it does not."""
    if plan.strategi == INGEN:
        return "ingen"
    if plan.omfang == KUN_INDSATS and not ARTER[post.art].i_indsats:
        return "uden_for"
    return "sluttet" if post.slutdato and post.slutdato < plan.start else ""


def assign(poster: Iterable[Post], plan: Plan) -> Fordeling:
    """Put each citizen who has something to move in a wave. Posts: those that do not stay."""
    if plan.strategi == OPFOELGNING:
        return _by_opfoelgning(poster, plan)
    boelger = (
        plan.boelger if plan.strategi == BOELGER else (Boelge(ALLE, plan.start, "", frozenset({RESTEN})),)
    )
    ordnet = tuple(sorted(boelger, key=lambda b: (b.dato, b.navn)))
    efter_sted = {u: nr for nr, b in reversed(list(enumerate(ordnet))) for u in b.udfoerere}
    rest = efter_sted.get(RESTEN)
    foerst: dict[int, int | None] = {}
    for p in poster:
        nr = efter_sted.get(fold_udfoerer(p.udfoerer))
        kendt = foerst.setdefault(p.borger_id, nr)
        if nr is not None and (kendt is None or nr < kendt):
            foerst[p.borger_id] = nr
    ud = Fordeling(ordnet)
    for borger_id, nr in foerst.items():
        valgt = nr if nr is not None else rest
        ud.borgere[borger_id] = None if valgt is None else ordnet[valgt]
    return ud


def fold_udfoerer(navn: str | None) -> str:
    return " ".join((navn or "").split()).casefold()


def _by_opfoelgning(poster: Iterable[Post], plan: Plan) -> Fordeling:
    foerst: dict[int, date | None] = {}
    for p in poster:
        kendt = foerst.setdefault(p.borger_id, None)
        if p.opfoelgning and p.opfoelgning >= plan.start and (kendt is None or p.opfoelgning < kendt):
            foerst[p.borger_id] = p.opfoelgning
    maaneder = sorted({d.replace(day=1) for d in foerst.values() if d})
    boelger = {m: Boelge(f"{m:%Y-%m}", max(m, plan.start)) for m in maaneder}
    borgere = {b: boelger[d.replace(day=1)] if d else None for b, d in foerst.items()}
    return Fordeling(tuple(boelger.values()), borgere)


def read_boelger(sti: Path) -> tuple[Boelge, ...]:
    """Read waves: a line per wave and provider, `*` = all others.

    Raises:
        Laesefejl: a missing column, a date that cannot be read, a wave told two ways, or a provider in two
            waves; every fault is listed.
    """
    fil = read_lille_csv(sti)
    for navn in [k for k in KOLONNER if k not in fil.kolonner]:
        hvad = _("Kolonnen {navn} mangler.", navn=navn)
        fil.add_fejl(1, hvad, _("Skriv overskriften {kolonner}.", kolonner=";".join(KOLONNER)))
    fil.raise_fejl()
    hoved: dict[str, tuple[date, str]] = {}
    steder: dict[str, str] = {}
    for nr, r in fil.raekker:
        navn, dato = r["BOELGE"], parse_dato_tekst(r["DATO"])[0]
        if not navn or dato is None:
            fil.add_fejl(nr, "BOELGE er tom, eller DATO kan ikke læses.", "Skriv et navn og 31.12.2026.")
            continue
        if hoved.setdefault(navn, (dato, r["ANSVARLIG"])) != (dato, r["ANSVARLIG"]):
            fil.add_fejl(nr, "Bølgen har to datoer eller to ansvarlige.", "Skriv det samme på dens linjer.")
        if steder.setdefault(fold_udfoerer(r["UDFOERER"]), navn) != navn:
            fil.add_fejl(nr, "Udføreren står i to bølger.", "Behold den ene.")
    fil.raise_fejl()
    return build_boelger((n, d, a, [s for s, i in steder.items() if i == n]) for n, (d, a) in hoved.items())


def build_boelger(raekker: Iterable[tuple[str, date, str, Sequence[str]]]) -> tuple[Boelge, ...]:
    """(name, date, responsible, providers) as waves."""
    return tuple(Boelge(n, d, a, frozenset(fold_udfoerer(u) for u in steder)) for n, d, a, steder in raekker)
