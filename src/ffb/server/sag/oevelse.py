"""Training: made-up citizens of one's own, begun, and thrown away to begin again.

Opinion taken: they lie among the kommune's cases, so that one trains on the real pages, but in no list,
search, figure or report of it. They are the only cases that can be deleted, and only by the one they belong
to. Source: 6-sag; issue 6 (a training mode).
"""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from ffb.formats.identitet import Identitet
from ffb.server.database import skrivning
from ffb.server.leverance.models import Borgernummer
from ffb.server.noegler import load_noegler
from ffb.server.sag.actions import confirm_objekt, create_borger, create_objekt, open_sag
from ffb.server.sag.bestil import answer_bestilling, send_bestilling
from ffb.server.sag.historier import Historie, Historieobjekt, load_historier, tell
from ffb.server.sag.models import Aendring, Bestillingsadgang, Objekt, Sag, Sagsborger, Udfoerersted
from ffb.server.spor.actions import write_spor

STED = "Øvelsesstedet (findes ikke)"
AF = "Øvelse"  # who wrote what stood there from the beginning


def own_sager(kommune: str, bruger: Any) -> QuerySet[Sag]:
    """The training cases of one person, in the order of the stories."""
    egne = Sag.objects.filter(kommune=kommune, oevelse=True, sagsbehandler=bruger)
    return egne.select_related("borger").order_by("sagsnummer")


def begin_oevelse(kommune: str, *, by: Any) -> list[Sag]:
    """Throw this person's training cases away and make them anew, as the stories tell them today."""
    with skrivning():
        _delete(list(own_sager(kommune, by)))
        Udfoerersted.objects.get_or_create(kommune=kommune, oevelse=True, defaults={"navn": STED})
        sager = [_begin(kommune, nr, h, by) for nr, h in enumerate(load_historier(), start=1)]
        write_spor("sag.oevelse", by=by, kommune=kommune, antal=len(sager))
    return sager


def end_oevelse(kommune: str, *, by: Any) -> None:
    """Throw this person's training cases away."""
    with skrivning():
        sager = list(own_sager(kommune, by))
        _delete(sager)
        write_spor("sag.oevelse_slut", by=by, kommune=kommune, antal=len(sager))


def _begin(kommune: str, nr: int, historie: Historie, by: Any) -> Sag:
    """One made-up citizen with her case, as far as her story goes."""
    borger = create_borger(kommune, _free_number(kommune, by.pk), historie.navn, by=by, oevelse=True)
    sag = open_sag(borger, f"ØVELSE-{by.pk}-{nr}", by=by)
    ider: dict[str, str] = {}
    for o in historie.objekter:
        ider[o.navn] = _tell(sag, o, timezone.localdate(), ider)
    return sag


def _tell(sag: Sag, o: Historieobjekt, dag: date, ider: dict[str, str]) -> str:
    sted = Udfoerersted.objects.get(kommune=sag.kommune, oevelse=True)
    objekt = create_objekt(sag, o.slags, tell(o, dag, ider, str(sted.pk)), by=AF)
    if o.slags == "bestilling":
        answer_bestilling(send_bestilling(objekt, by=AF), "accepteret", by=AF)
    elif o.tilstand == "gaeldende":
        confirm_objekt(objekt.pk, by=AF)
    return str(objekt.pk)


def _free_number(kommune: str, bruger_id: int) -> str:
    """A number of nobody (day + 60) that no training citizen of the kommune has."""
    identitet = Identitet(load_noegler().pseudonym)
    for nr in count(bruger_id * 10):
        cpr = f"{61 + nr % 28}{1 + nr // 28 % 12:02}{50 + nr // 336 % 50}{1000 + nr // 16_800 % 3000:04}"
        if not Sagsborger.objects.filter(
            kommune=kommune, borger_id=-identitet.person(cpr).borger_id
        ).exists():
            return cpr
    raise AssertionError("count() never ends")


def _delete(sager: list[Sag]) -> None:
    """Training cases only, whoever calls: everything of them and of their citizens."""
    if not all(s.oevelse and s.borger.oevelse for s in sager):
        raise ValueError("kun øvelser kan slettes")
    ider = [s.pk for s in sager]
    borgere = [s.borger for s in sager]
    Aendring.objects.filter(objekt__sag__in=ider).delete()
    Bestillingsadgang.objects.filter(sag__in=ider).delete()
    Objekt.objects.filter(sag__in=ider).delete()
    Sag.objects.filter(pk__in=ider).delete()
    for borger in borgere:
        Borgernummer.objects.filter(kommune=borger.kommune, borger_id=borger.borger_id).delete()
        borger.delete()
