"""The order message of an order: what it lacks, what is in it, and the file.

The guide says what a message holds, not how it travels: the file is handed to the provider's system by the
kommune's own way. Each download is in the trail.
"""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ffb.begreber import Kommune
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.sag.adgang import find_objekt, note_look
from ffb.server.sag.besked import (
    MEDIETYPE,
    OPSAETNING,
    Grundlag,
    Mangel,
    find_mangler,
    make_besked,
    read_grundlag,
)
from ffb.server.sag.models import KLADDE, Objekt
from ffb.server.sag.slags import FASER, slags_dict
from ffb.server.sag.views import build_frame
from ffb.server.spor.actions import write_spor
from ffb.sprog import _


@kraever(Ret.SAG)
@require_safe
def besked(request: HttpRequest, kommune: Kommune, objekt_id: UUID) -> HttpResponse:
    """What the message lacks, or what is in it and the way to the file."""
    bestilling = _find(kommune, objekt_id)
    note_look(request, bestilling.sag)
    g = read_grundlag(bestilling)
    felter = {
        **build_frame(bestilling.sag, g.indhold, request.user),
        "fase": "afgoerelse",
        "bestilling": bestilling,
        "titel": g.indhold.titel(g.bestilling),
        "sted": g.sted,
        "mangler": [_where(g, m) for m in find_mangler(g)],
        "med": _contents(g),
    }
    return render(request, "sag/besked.html", felter)


@kraever(Ret.SAG)
@require_safe
def hent(request: HttpRequest, kommune: Kommune, objekt_id: UUID) -> HttpResponse:
    """The message as a file."""
    g = read_grundlag(_find(kommune, objekt_id))
    return send_message(request, g, reverse("sag_besked", args=[kommune.kode, objekt_id]))


def send_message(request: HttpRequest, g: Grundlag, ellers: str) -> HttpResponse:
    """The file, noted in the trail; whoever calls has seen that the person may. With a gap: `ellers`."""
    sag = g.indhold.sag
    if find_mangler(g):
        return redirect(ellers)
    data = make_besked(g, timezone.now())
    borgere = [sag.borger.borger_id]
    write_spor("sag.besked", by=request.user, kommune=sag.kommune, genstand=g.bestilling.id, borgere=borgere)
    svar = HttpResponse(data, content_type=MEDIETYPE)
    svar.headers["Content-Disposition"] = f'attachment; filename="bestilling-{g.bestilling.id[:8]}.json"'
    return svar


def _find(kommune: Kommune, objekt_id: UUID) -> Objekt:
    """An order that is no draft. Raises Http404."""
    objekt = find_objekt(kommune, objekt_id)
    if objekt.slags != "bestilling" or objekt.tilstand == KLADDE:
        raise Http404
    return objekt


def _where(g: Grundlag, mangel: Mangel) -> dict[str, str]:
    """A gap with the page it is filled on."""
    sag = g.indhold.sag
    if mangel.fase == OPSAETNING:
        return {
            "hvad": mangel.hvad,
            "side": _("Opsætning af sager"),
            "url": reverse("sag_opsaetning", args=[sag.kommune]),
        }
    url = reverse("sag_fase", args=[sag.kommune, sag.pk, mangel.fase])
    return {"hvad": mangel.hvad, "side": _(FASER[mangel.fase]), "url": url}


def _contents(g: Grundlag) -> list[dict[str, Any]]:
    """How many of each kind the order carries."""
    antal = Counter(v.art.navn for v in g.med.values() if v.art.fhir)
    return [{"art": _(art.titel), "antal": antal[n]} for n, art in slags_dict().items() if antal[n]]
