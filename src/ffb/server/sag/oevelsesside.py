"""The page of training: begin, go on, begin again, stop."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ffb.begreber import Kommune
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.sag.historier import load_historier
from ffb.server.sag.oevelse import begin_oevelse, end_oevelse, own_sager
from ffb.server.sag.soeg import to_lines
from ffb.sprog import _


@kraever(Ret.SAG)
@require_http_methods(["GET", "POST"])
def oevelse(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """GET: one's own made-up citizens and what to do with each. POST: begin (again), or stop."""
    if request.method == "POST":
        if request.POST.get("hvad") == "slut":
            end_oevelse(kommune.kode, by=request.user)
            messages.success(request, _("Øvelsen er slut, og dine øvelsesborgere er væk."))
        else:
            begin_oevelse(kommune.kode, by=request.user)
            messages.success(request, _("Dine øvelsesborgere er klar."))
        return redirect("sag_oevelse", kommune.kode)
    opgaver = {h.navn: h.om for h in load_historier()}
    linjer = [(s, opgaver.get(s.navn, "")) for s in to_lines(own_sager(kommune.kode, request.user))]
    return render(request, "sag/oevelse.html", {"linjer": linjer})
