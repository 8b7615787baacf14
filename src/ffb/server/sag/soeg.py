"""Find a case: by the beginnings of a name's words, by CPR, by case number; and the work list.

Training cases are in neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from ffb.formats.identitet import Identitet, rens_cpr
from ffb.server.noegler import load_noegler
from ffb.server.sag.gemt import mark_of, name_words, unseal
from ffb.server.sag.models import Navneord, Sag
from ffb.sprog import Dansk

HOEJST = 50
MANGE = 300  # citizens that bear a word, cases whose number begins so
SIDSTE_TEGN = "\U0010ffff"
SNART = timedelta(days=14)
NYESTE, FRIST = ("-aendret_tid", "pk"), ("naeste_dato", "pk")
VIST = (
    "sagsnummer",
    "oevelse",
    "aendret_tid",
    "naeste_dato",
    "borger__navn",
    "borger__borger_id",
)  # in a list
BUNKER: dict[str, Dansk] = {
    "overskredet": "Opfølgninger, der skulle være holdt",
    "snart": "Opfølgninger inden for 14 dage",
    "returneret": "Bestillinger, der er kommet retur",
    "kladde": "Sager med kladder",
    "mine": "Mine sager",
}


@dataclass(frozen=True, slots=True)
class Sagslinje:
    """A case in a list. `frist`: the day that puts it there, if a day does."""

    sag: Sag
    navn: str
    frist: date | None = None


def search_sager(kommune: str, soegt: str) -> list[Sagslinje]:
    """The cases a text points to, newest first, at most `HOEJST`."""
    tekst = soegt.strip()
    if len(tekst) < 2:
        return []
    nummer = rens_cpr(tekst)
    sager = Sag.objects.rigtige(kommune).select_related("borger")
    if len(nummer) == 10 and nummer.isdigit():
        borger_id = Identitet(load_noegler().pseudonym).person(nummer).borger_id
        return to_lines(sager.filter(borger__borger_id=borger_id)[:HOEJST])
    fundne = {s.pk: s for s in _numbered(sager, tekst.lower())[:HOEJST]}
    if ord_ := [o for o in name_words(tekst) if len(o) > 1]:
        fundne |= {s.pk: s for s in _named(sager, kommune, ord_)}
    return to_lines(sorted(fundne.values(), key=lambda s: s.aendret_tid, reverse=True)[:HOEJST])


def _numbered(sager: QuerySet[Sag], tekst: str) -> QuerySet[Sag]:
    """The cases whose number begins so: few are found by the numbers, many by asking the newest cases."""
    passer = sager.filter(_begins(tekst)).order_by("soegenummer")
    ider = list(passer.values_list("pk", flat=True)[: MANGE + 1])
    return sager.filter(soegenummer__startswith=tekst) if len(ider) > MANGE else sager.filter(pk__in=ider)


def _begins(tekst: str) -> Q:
    """The case numbers that begin so, by the index each database has for it."""
    if connection.vendor == "sqlite":
        return Q(soegenummer__gte=tekst, soegenummer__lt=tekst + SIDSTE_TEGN)
    return Q(soegenummer__startswith=tekst)


def _named(sager: QuerySet[Sag], kommune: str, ord_: list[str]) -> list[Sag]:
    """The newest cases of the citizens with all these words in their names, at most `HOEJST`.

    Opinion taken: a word few bear is looked up first, and its citizens are the only ones looked at; words
    many bear are asked of the newest cases, since so many answer that few are asked, and of all only when
    the newest were not enough.
    """
    faa: set[int] | None = None
    alle = sager
    for maerke in map(mark_of, ord_):
        egne = Navneord.objects.filter(kommune=kommune, maerke=maerke)
        ider = set(egne.values_list("borger_id", flat=True)[: MANGE + 1])
        if len(ider) > MANGE:
            sager = sager.filter(Exists(egne.filter(borger=OuterRef("borger"))))
        else:
            faa = ider if faa is None else faa & ider
    if faa is not None:
        return list(sager.filter(borger__in=faa)[:HOEJST])
    nyeste = list(alle.values_list("pk", flat=True)[:MANGE])
    fundne = list(sager.filter(pk__in=nyeste)[:HOEJST])
    return fundne if len(fundne) == HOEJST else list(sager[:HOEJST])


def to_lines(sager: QuerySet[Sag] | list[Sag]) -> list[Sagslinje]:
    """Cases with their citizens' names opened."""
    return [Sagslinje(s, unseal(s.borger.navn)) for s in sager]


def make_worklist(kommune: str, bruger: Any, dag: date) -> dict[str, tuple[int, list[Sagslinje]]]:
    """What waits for a case worker: pile -> how many, and the first of them with the day.

    A case in several piles is fetched, and its citizen's name opened, once.
    """
    mine = Sag.objects.rigtige(kommune).filter(sagsbehandler=bruger, lukket_tid=None)
    bunker = {
        "overskredet": (Q(naeste_dato__lt=dag), FRIST),
        "snart": (Q(naeste_dato__range=(dag, dag + SNART)), FRIST),
        "returneret": (Q(har_retur=True), NYESTE),
        "kladde": (Q(har_kladde=True), NYESTE),
        "mine": (Q(), NYESTE),
    }
    antal = mine.order_by().aggregate(**{n: Count("pk", filter=hvor) for n, (hvor, _orden) in bunker.items()})
    ider = {
        n: list(mine.filter(hvor).order_by(*orden).values_list("pk", flat=True)[:HOEJST]) if antal[n] else []
        for n, (hvor, orden) in bunker.items()
    }
    hentet = Sag.objects.select_related("borger").only(*VIST).filter(pk__in=set().union(*ider.values()))
    linjer = {linje.sag.pk: linje for linje in to_lines(hentet)}
    frist = {n: linjer if orden == NYESTE else _with_day(linjer) for n, (_hvor, orden) in bunker.items()}
    return {n: (antal[n], [frist[n][i] for i in pile if i in linjer]) for n, pile in ider.items()}


def _with_day(linjer: Mapping[UUID, Sagslinje]) -> dict[UUID, Sagslinje]:
    """The same lines with the day of the next follow-up."""
    return {i: replace(linje, frist=linje.sag.naeste_dato) for i, linje in linjer.items()}
