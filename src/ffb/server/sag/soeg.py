"""Find a case: by the beginnings of a name's words, by CPR, by case number; and the work list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from ffb.formats.identitet import Identitet, rens_cpr
from ffb.server.noegler import load_noegler
from ffb.server.sag.gemt import mark_of, name_words, unseal
from ffb.server.sag.models import GAELDENDE, KLADDE, Objekt, Sag, Sagsborger
from ffb.server.sag.slags import slags_dict
from ffb.sprog import Dansk

HOEJST = 50
SNART = timedelta(days=14)
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
    sager = Sag.objects.filter(kommune=kommune).select_related("borger")
    if len(nummer) == 10 and nummer.isdigit():
        borger_id = Identitet(load_noegler().pseudonym).person(nummer).borger_id
        return to_lines(sager.filter(borger__borger_id=borger_id)[:HOEJST])
    valg = Q(sagsnummer__istartswith=tekst)
    if ord_ := [o for o in name_words(tekst) if len(o) > 1]:
        borgere = Sagsborger.objects.filter(kommune=kommune)
        for o in ord_:
            borgere = borgere.filter(navneord__maerke=mark_of(o))
        valg |= Q(borger__in=borgere.values("pk"))
    return to_lines(sager.filter(valg)[:HOEJST])


def to_lines(sager: QuerySet[Sag] | list[Sag]) -> list[Sagslinje]:
    """Cases with their citizens' names opened."""
    return [Sagslinje(s, unseal(s.borger.navn)) for s in sager]


def make_worklist(kommune: str, bruger: Any, dag: date) -> dict[str, tuple[int, list[Sagslinje]]]:
    """What waits for a case worker: pile -> how many, and the first of them with the day."""
    mine = Q(sag__kommune=kommune, sag__sagsbehandler=bruger, sag__lukket_tid=None)
    frister = Objekt.objects.filter(mine, slags="planlagt", tilstand=GAELDENDE).filter(_not_held())
    bunker = {
        "overskredet": frister.filter(frist_dato__lt=dag),
        "snart": frister.filter(frist_dato__range=(dag, dag + SNART)),
        "returneret": Objekt.objects.filter(mine, slags="bestilling", kode="returneret"),
        "kladde": Objekt.objects.filter(mine, tilstand=KLADDE, slags__in=slags_dict()),
    }
    ud = {}
    for navn, objekter in bunker.items():
        fundne: dict[Any, Sagslinje] = {}
        for o in objekter.select_related("sag__borger").order_by("frist_dato", "pk")[:500]:
            if o.sag_id not in fundne:
                fundne[o.sag_id] = Sagslinje(o.sag, unseal(o.sag.borger.navn), o.frist_dato)
        ud[navn] = (len(fundne), list(fundne.values())[:HOEJST])
    egne = Sag.objects.filter(kommune=kommune, sagsbehandler=bruger, lukket_tid=None)
    ud["mine"] = (egne.count(), to_lines(egne.select_related("borger")[:HOEJST]))
    return ud


def _not_held() -> Q:
    """A planned follow-up nobody has held: its case has no opfoelgning from that day on."""
    holdt = Objekt.objects.filter(
        sag=OuterRef("sag"), slags="opfoelgning", tilstand=GAELDENDE, dato__gte=OuterRef("frist_dato")
    )
    return ~Q(Exists(holdt)) & Q(frist_dato__isnull=False)
