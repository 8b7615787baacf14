"""How it goes with the cases: what waits, per team and per case worker. Counts cases, never opens one.

Opinion taken: every figure is the size of a list of cases (`find_sager`), so that the figure and the list
behind it cannot differ. Training cases and closed ones are in none.
Source: 6-sag; 1-system (leder: figures).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet, Sum

from ffb.server.sag.models import Sag
from ffb.server.sag.soeg import SNART
from ffb.sprog import Dansk

UDREDT_INDEN = timedelta(days=30)
TAL: dict[str, Dansk] = {
    "aabne": "Åbne sager",
    "overskredet": "Opfølgning overskredet",
    "snart": "Opfølgning inden for 14 dage",
    "uden_udredning": "Uden udredning efter 30 dage",
    "uden_opfoelgning": "Indsats uden næste opfølgning",
    "returneret": "Bestilling kommet retur",
    "kladde": "Med kladder",
    "uden_sagsbehandler": "Uden sagsbehandler",
}
GALT = ("overskredet", "uden_udredning", "returneret", "uden_sagsbehandler")  # what someone must act on


@dataclass(slots=True)
class Linje:
    """The figures of one team or person: figure -> how many cases. `indsatser`: active ones of the cases."""

    titel: str
    noegle: str
    tal: dict[str, int] = field(default_factory=lambda: dict.fromkeys(TAL, 0))
    indsatser: int = 0


@dataclass(frozen=True, slots=True)
class Overblik:
    """The figures of the kommune, of its teams and of its case workers; those with most overdue first."""

    i_alt: Linje
    enheder: list[Linje]
    personer: list[Linje]


def _hvor(dag: date) -> dict[str, Q]:
    """What a case must be to count in each figure."""
    return {
        "aabne": Q(),
        "overskredet": Q(naeste_dato__lt=dag),
        "snart": Q(naeste_dato__range=(dag, dag + SNART)),
        "uden_udredning": Q(aabnet_dato__lte=dag - UDREDT_INDEN, udredt=False),
        "uden_opfoelgning": Q(uden_plan=True),
        "returneret": Q(har_retur=True),
        "kladde": Q(har_kladde=True),
        "uden_sagsbehandler": Q(sagsbehandler=None),
    }


def find_sager(kommune: str, tal: str, dag: date) -> QuerySet[Sag]:
    """The open cases a figure counts."""
    return _open_sager(kommune).filter(_hvor(dag)[tal])


def _open_sager(kommune: str) -> QuerySet[Sag]:
    return Sag.objects.rigtige(kommune).filter(lukket_tid=None)


def make_overblik(kommune: str, dag: date, navne: Mapping[int, str]) -> Overblik:
    """The figures on a day. `navne`: the words for each case worker."""
    i_alt = Linje("", "")
    enheder: dict[str, Linje] = {}
    personer: dict[str, Linje] = {}
    tal = {navn: Count("pk", filter=hvor) for navn, hvor in _hvor(dag).items()}
    grupper = _open_sager(kommune).order_by().values("enhed", "sagsbehandler")
    for g in grupper.annotate(**tal, indsatser=Sum("aktive_indsatser")):
        noegle = str(g["sagsbehandler"] or "")
        person = personer.setdefault(noegle, Linje(navne.get(g["sagsbehandler"], ""), noegle))
        for linje in (i_alt, enheder.setdefault(g["enhed"], Linje(g["enhed"], g["enhed"])), person):
            linje.indsatser += g["indsatser"]
            for navn in TAL:
                linje.tal[navn] += g[navn]
    return Overblik(i_alt, _worst_first(enheder), _worst_first(personer))


def _worst_first(linjer: Mapping[str, Linje]) -> list[Linje]:
    return sorted(linjer.values(), key=lambda x: (-x.tal["overskredet"], -x.tal["aabne"], x.titel))
