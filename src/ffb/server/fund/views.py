"""The overview: what state is the kommune in, and what comes next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ffb.begreber import Kommune
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.fund.models import Opgoerelse
from ffb.server.fund.rapporter import pak_ud


@kraever(Ret.SE_TAL)
def overblik(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """The verdict first."""
    opgoerelse = Opgoerelse.objects.filter(kommune=kommune.kode).first()
    rapport = pak_ud(opgoerelse.rapport) if opgoerelse else None
    return render(request, "fund/overblik.html", {"opgoerelse": opgoerelse, "rapport": rapport})
