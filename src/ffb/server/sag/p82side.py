"""The page of help under § 82: what runs and for how long, begin, end."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from ffb.begreber import Kommune
from ffb.begreber.vejledning import find_vejledning
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.sag.actions import Feltfejl
from ffb.server.sag.adgang import find_objekt, find_sag, note_look
from ffb.server.sag.p82 import PARAGRAF, begin_p82, end_p82, find_begreber
from ffb.server.sag.sammentaelling import last_day
from ffb.server.sag.views import build_frame
from ffb.server.sag.visning import ORD, Sagsindhold, Vist
from ffb.sprog import _


@kraever(Ret.SAG)
@require_http_methods(["GET", "POST"])
def p82(request: HttpRequest, kommune: Kommune, sag_id: UUID) -> HttpResponse:
    """GET: the courses of the case. POST: begin one."""
    sag = find_sag(kommune, sag_id)
    note_look(request, sag)
    fejl: dict[str, str] = {}
    if request.method == "POST":
        felt = request.POST.get
        try:
            begin_p82(
                sag,
                felt("art", ""),
                felt("ydelse", ""),
                felt("start", ""),
                frist=felt("frist", ""),
                note=felt("note", ""),
                by=request.user,
            )
            messages.success(request, _("Forløbet er begyndt og bliver indberettet."))
            return redirect("sag_p82", kommune.kode, sag.pk)
        except Feltfejl as e:
            fejl = e.fejl
    return _page(request, Sagsindhold(sag), fejl)


@kraever(Ret.SAG)
@require_POST
def slut(request: HttpRequest, kommune: Kommune, objekt_id: UUID) -> HttpResponse:
    """End a course."""
    forloeb = find_objekt(kommune, objekt_id)
    if forloeb.slags != "par82":
        raise Http404
    try:
        end_p82(forloeb, request.POST.get("slut", ""), by=request.user)
    except Feltfejl as e:
        return _page(
            request, Sagsindhold(find_sag(kommune, forloeb.sag_id)), {f"slut-{forloeb.pk}": e.fejl["slut"]}
        )
    messages.success(request, _("Forløbet er slut."))
    return redirect("sag_p82", kommune.kode, forloeb.sag_id)


def _page(request: HttpRequest, indhold: Sagsindhold, fejl: dict[str, str]) -> HttpResponse:
    dag = timezone.localdate()
    forloeb = [_course(indhold, v, dag) for v in indhold.of_slags("par82") if not v.er_kladde]
    svar = render(
        request,
        "sag/p82.html",
        {
            **build_frame(indhold.sag, indhold, request.user),
            "fase": "sagsaabning",
            "forloeb": sorted(forloeb, key=lambda f: (f["slut"] is not None, f["frist"] or date.max)),
            "arter": [(art, _(ORD[art]), _choices(art, dag)) for art in PARAGRAF],
            "skrevet": request.POST,
            "idag": dag.strftime("%d.%m.%Y"),
            "fejl": fejl,
        },
    )
    svar.status_code = 422 if fejl else 200
    return svar


def _choices(art: str, dag: date) -> list[tuple[str, str, str]]:
    return [(b.kode, b.term, find_vejledning(b)) for b in find_begreber(art, "ydelse", dag)]


def _course(indhold: Sagsindhold, vist: Vist, dag: date) -> dict[str, Any]:
    """A course, and how long it may go on: days left, below zero when it should have ended."""
    start = vist.objekt.dato
    frist = vist.objekt.frist_dato or (last_day(start) if start else None)
    return {
        "id": vist.id,
        "art": indhold.ord(vist.art.felter["art"], vist.felter.get("art")),
        "ydelse": indhold.ord(vist.art.felter["ydelse"], vist.felter.get("ydelse")),
        "start": start,
        "frist": frist,
        "uden_frist": vist.objekt.frist_dato is None,
        "slut": vist.objekt.slut_dato,
        "note": vist.felter.get("note", ""),
        "tilbage": (frist - dag).days if frist else None,
        "over": (dag - frist).days if frist and frist < dag else 0,
    }
