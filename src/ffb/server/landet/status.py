"""The state of every kommune: delivered, fresh, findings, report opened, approved, outdated.

Grain: kommune. One query per column over all kommuner, so 98 rows cost what one costs.
Source: 1-system C9; issue 4, Pages for DST.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max
from django.utils import timezone

from ffb.begreber import Kommune, kommune_list
from ffb.server.fund.models import LEVENDE, Fund, Opgoerelse
from ffb.server.godkendelse.models import Godkendelse
from ffb.server.leverance.grundlag import load_opsaetning
from ffb.server.leverance.models import Kontakt, Leverance
from ffb.server.spor.models import Spor
from ffb.sprog import Dansk

VALG: dict[str, Dansk] = {
    "alle": "Alle kommuner",
    "ikke_leveret": "Har aldrig leveret",
    "ikke_frisk": "Mangler månedens leverance",
    "med_fejl": "Har fejl",
    "ikke_aabnet": "Har ikke åbnet rapporten",
    "ikke_godkendt": "Har ikke godkendt",
    "foraeldet": "Godkendelsen er forældet",
}


@dataclass(frozen=True, slots=True)
class Kommunestatus:
    """One row of the matrix. Times are None where it has not happened."""

    kommune: Kommune
    leveret_tid: datetime | None
    frisk: bool
    konklusion: str
    fejl: int
    aabnet_tid: datetime | None
    godkendelse: Godkendelse | None
    kontakter: int

    def er(self, valg: str) -> bool:
        """Is the kommune among those of a choice in VALG?"""
        return {
            "ikke_leveret": self.leveret_tid is None,
            "ikke_frisk": not self.frisk,
            "med_fejl": self.fejl > 0,
            "ikke_aabnet": self.aabnet_tid is None,
            "ikke_godkendt": self.godkendelse is None,
            "foraeldet": self.godkendelse is not None and self.godkendelse.foraeldet_tid is not None,
        }.get(valg, True)


def find_kommuner() -> list[Kommune]:
    """The 98; on a demonstration the demo kommuner that have delivered."""
    leveret = set(Leverance.objects.order_by().values_list("kommune", flat=True).distinct())
    demo = [k for k in kommune_list() if k.demo and k.kode in leveret]
    return demo or [k for k in kommune_list() if not k.demo]


def read_status(fra: date, til: date, *, i_dag: date | None = None) -> list[Kommunestatus]:
    """The matrix for a period, by kommunekode."""
    kravet = latest_delivery_day(i_dag or timezone.localdate(), load_opsaetning("").leveringsdag)
    leveret = _pr_kommune(Leverance.objects.values("kommune").annotate(v=Max("modtaget_tid")))
    fejl = _pr_kommune(
        Fund.objects.filter(status__in=LEVENDE, alvor__in=("fejl", "blokerende"))
        .values("kommune")
        .annotate(v=Count("pk"))
    )
    aabnet = _pr_kommune(
        Spor.objects.filter(handling="rapport.aabnet").values("kommune").annotate(v=Max("tid"))
    )
    kontakter = _pr_kommune(Kontakt.objects.values("kommune").annotate(v=Count("pk")))
    konklusion = dict(
        Opgoerelse.objects.filter(periode_fra=fra, periode_til=til, pr_dato=None)
        .order_by("lavet_tid")
        .values_list("kommune", "konklusion")
    )
    godkendt = {
        g.kommune: g
        for g in Godkendelse.objects.filter(tilstand="afgivet", periode_fra=fra, periode_til=til)
        .exclude(svar="uenig")
        .order_by("afgivet_tid")
    }
    return [
        Kommunestatus(
            k,
            leveret.get(k.kode),
            k.kode in leveret and timezone.localtime(leveret[k.kode]).date() > kravet,
            konklusion.get(k.kode, ""),
            fejl.get(k.kode, 0),
            aabnet.get(k.kode),
            godkendt.get(k.kode),
            kontakter.get(k.kode, 0),
        )
        for k in find_kommuner()
    ]


def _pr_kommune(raekker: Any) -> dict[str, Any]:
    return {r["kommune"]: r["v"] for r in raekker.order_by()}


def latest_delivery_day(i_dag: date, dag: int) -> date:
    """The day before the month's delivery may come: a delivery after it is this month's.

    The delivery due on day `dag` covers the time since the day `dag` of the month before.
    """
    aar, maaned = (i_dag.year, i_dag.month) if i_dag.day >= dag else _foer(i_dag.year, i_dag.month)
    aar, maaned = _foer(aar, maaned)
    return date(aar, maaned, min(dag, monthrange(aar, maaned)[1]))


def _foer(aar: int, maaned: int) -> tuple[int, int]:
    return (aar - 1, 12) if maaned == 1 else (aar, maaned - 1)
