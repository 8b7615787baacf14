"""Find rows of the trail, and write them as CSV.

A kommune sees its own rows, and those of no kommune (sign-in, passwords) that are about someone with a role
there. `kommune` '' is the country: every row.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import StringIO
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from ffb.render.csv import sikker_tekst
from ffb.server.adgang.models import Tildeling
from ffb.server.spor.models import Spor, SporBorger
from ffb.server.spor.ord import detaljer_ord, handling_ord
from ffb.sprog import _

HOVED = ("NR", "TID", "HVEM", "HANDLING", "KOMMUNE", "FORMAAL", "GENSTAND", "BORGERE", "DETALJER")
BORGERHOVED = ("TID", "HANDLING", "FORMAAL")


@dataclass(frozen=True, slots=True)
class Soegning:
    """What to look for; a field that is empty asks for nothing. Days are Danish days, both included."""

    kommune: str = ""
    hvem: str = ""
    handling: str = ""
    genstand: str = ""
    borger: int | None = None
    fra: date | None = None
    til: date | None = None

    def find(self) -> QuerySet[Spor]:
        """The rows, newest first."""
        valg = synlige(self.kommune)
        if self.hvem:
            valg = valg.filter(hvem__icontains=self.hvem)
        if self.handling:
            valg = valg.filter(handling=self.handling)
        if self.genstand:
            valg = valg.filter(genstand=self.genstand)
        if self.borger is not None:
            om = SporBorger.objects.filter(borger_id=self.borger)
            valg = valg.filter(
                nr__in=(om.filter(kommune=self.kommune) if self.kommune else om).values("spor_nr")
            )
        if self.fra:
            valg = valg.filter(tid__gte=_midnat(self.fra))
        if self.til:
            valg = valg.filter(tid__lt=_midnat(self.til + timedelta(days=1)))
        return valg


def synlige(kommune: str) -> QuerySet[Spor]:
    """The rows that one who may see the trail of `kommune` may see."""
    if not kommune:
        return Spor.objects.all()
    ider = set(Tildeling.objects.filter(kommune=kommune).values_list("bruger_id", flat=True))
    om_dem = Q(bruger_id__in=ider) | Q(genstand__in=[f"bruger:{i}" for i in ider])
    return Spor.objects.filter(Q(kommune=kommune) | (Q(kommune="") & om_dem))


def write_csv(raekker: Iterable[Spor]) -> Iterator[str]:
    """Header and one line per row, in pieces."""
    yield "\ufeff" + _linje(HOVED)
    for s in raekker:
        detaljer = detaljer_ord(s.detaljer)
        yield _linje(
            (
                s.nr,
                _tid(s.tid),
                s.hvem,
                handling_ord(s.handling),
                s.kommune,
                _(s.formaal),
                s.genstand,
                s.borgere,
                detaljer,
            )
        )


def write_borger_csv(raekker: Iterable[Spor], *, med_navne: bool) -> Iterator[str]:
    """For the citizen: when, what and why; who only where `med_navne`."""
    yield "\ufeff" + _linje((*BORGERHOVED, "HVEM") if med_navne else BORGERHOVED)
    for s in raekker:
        celler = (_tid(s.tid), handling_ord(s.handling), _(s.formaal))
        yield _linje((*celler, s.hvem) if med_navne else celler)


def _linje(celler: Iterable[Any]) -> str:
    ud = StringIO()
    csv.writer(ud, delimiter=";", lineterminator="\r\n").writerow(
        [sikker_tekst(c) if isinstance(c, str) else c for c in celler]
    )
    return ud.getvalue()


def _tid(tid: datetime) -> str:
    return timezone.localtime(tid).isoformat(timespec="seconds")


def _midnat(dag: date) -> datetime:
    return timezone.make_aware(datetime.combine(dag, time.min))
