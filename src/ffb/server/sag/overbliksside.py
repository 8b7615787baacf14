"""The pages of `overblik`: the figures, and the list behind each.

Opinion taken: who may not see cases (a leder) gets lists without citizen and case number, since a number may
tell who it is: team, case worker and day are enough to ask. Who may, gets the way to the case.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ffb.begreber import Kommune
from ffb.server.adgang.models import Bruger
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.sag.gemt import unseal
from ffb.server.sag.models import Sag
from ffb.server.sag.overblik import GALT, TAL, Linje, find_sager, make_overblik
from ffb.server.spor.actions import write_spor
from ffb.sprog import _

PR_SIDE = 100
UDEN = ("uden_sagsbehandler",)  # a figure that says nothing of a case worker


@kraever(Ret.SAG_LISTE)
@require_safe
def overblik(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """How many cases wait, on what and with whom."""
    ansatte = Bruger.objects.filter(sag__kommune=kommune.kode).distinct()
    fundet = make_overblik(kommune.kode, timezone.localdate(), {b.pk: str(b) for b in ansatte})
    return render(
        request,
        "sag/overblik.html",
        {
            "i_alt": [(navn, _(titel), fundet.i_alt.tal[navn], navn in GALT) for navn, titel in TAL.items()],
            "galt": sum(fundet.i_alt.tal[navn] for navn in GALT),
            "indsatser": fundet.i_alt.indsatser,
            "afsnit": [
                ("enhed", _("Hold"), _titles(), [_row(x) for x in fundet.enheder]),
                ("person", _("Sagsbehandler"), _titles(*UDEN), [_row(x, *UDEN) for x in fundet.personer]),
            ],
        },
    )


def _titles(*uden: str) -> list[str]:
    return [_(titel) for navn, titel in TAL.items() if navn not in uden]


def _row(linje: Linje, *uden: str) -> dict[str, Any]:
    tal = [(navn, antal, navn in GALT) for navn, antal in linje.tal.items() if navn not in uden]
    return {"titel": linje.titel, "noegle": linje.noegle, "tal": tal, "indsatser": linje.indsatser}


@kraever(Ret.SAG_LISTE)
@require_safe
def liste(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """The cases behind a figure: `tal`, of one `enhed` or `person`."""
    tal = request.GET.get("tal", "aabne")
    if tal not in TAL:
        raise Http404
    dag = timezone.localdate()
    sager = _of_group(request, find_sager(kommune.kode, tal, dag).select_related("borger", "sagsbehandler"))
    side = Paginator(sager, PR_SIDE).get_page(request.GET.get("side"))
    vist = list(side)
    om_frist = tal in ("overskredet", "snart")
    med_navn = request.user.har(Ret.SAG, kommune.kode)
    if med_navn and vist:
        borgere = {s.borger.borger_id for s in vist}
        write_spor("sag.liste", by=request.user, kommune=kommune.kode, borgere=borgere, antal=len(borgere))
    return render(
        request,
        "sag/overblik_liste.html",
        {
            "titel": _(TAL[tal]),
            "side": side,
            "linjer": [
                _line(s, s.naeste_dato if om_frist else s.aabnet_dato, dag, med_navn=med_navn) for s in vist
            ],
            "med_navn": med_navn,
            "om_frist": om_frist,
            "valgt": {n: v for n in ("tal", "enhed", "person") if (v := request.GET.get(n)) is not None},
        },
    )


def _of_group(request: HttpRequest, sager: QuerySet[Sag]) -> QuerySet[Sag]:
    if (enhed := request.GET.get("enhed")) is not None:
        sager = sager.filter(enhed=enhed)
    if (person := request.GET.get("person")) is not None:
        sager = (
            sager.filter(sagsbehandler=int(person)) if person.isdigit() else sager.filter(sagsbehandler=None)
        )
    return sager.order_by("aendret_tid", "pk")


def _line(sag: Sag, frist: date | None, dag: date, *, med_navn: bool) -> dict[str, Any]:
    linje: dict[str, Any] = {"frist": frist, "dage": abs((dag - frist).days) if frist else None, "sag": None}
    linje |= {"enhed": sag.enhed, "sagsbehandler": str(sag.sagsbehandler or "")}
    return linje | ({"sag": sag, "navn": unseal(sag.borger.navn)} if med_navn else {})
