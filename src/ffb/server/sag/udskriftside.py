"""The products of a case as PDF, for the case worker and for the provider; each print is in the trail."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ffb.begreber import Kommune
from ffb.render.brev import to_pdf
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.sag.adgang import find_objekt
from ffb.server.sag.bestil import find_carried
from ffb.server.sag.models import Objekt
from ffb.server.sag.udfoererside import find_order
from ffb.server.sag.udskrift import PRODUKTER, make_brev
from ffb.server.sag.visning import Sagsindhold
from ffb.server.spor.actions import write_spor


@kraever(Ret.SAG)
@require_safe
def pdf(request: HttpRequest, kommune: Kommune, objekt_id: UUID) -> HttpResponse:
    """An udredning, a bestilling or a statusnotat as PDF."""
    objekt = find_objekt(kommune, objekt_id)
    if objekt.slags not in PRODUKTER:
        raise Http404
    return _print(request, objekt)


@kraever(Ret.SAG_UDFOERER)
@require_safe
def pdf_of_order(request: HttpRequest, kommune: Kommune, nr: int) -> HttpResponse:
    """The order, for the provider it was sent to."""
    return _print(request, find_order(request, kommune, nr).bestilling)


@kraever(Ret.SAG_UDFOERER)
@require_safe
def pdf_of_note(request: HttpRequest, kommune: Kommune, nr: int, objekt_id: UUID) -> HttpResponse:
    """A statusnotat written under the order, from the provider to the kommune."""
    adgang = find_order(request, kommune, nr)
    fundet = find_carried(Sagsindhold(adgang.sag), adgang.bestilling).get(str(objekt_id))
    if fundet is None or fundet.art.navn != "statusnotat":
        raise Http404
    return _print(request, fundet.objekt, adgang.sted.navn)


def _print(request: HttpRequest, objekt: Objekt, sted: str = "") -> HttpResponse:
    """The letter, opened in the browser; dated as the object was last written."""
    sag = objekt.sag
    borgere = [sag.borger.borger_id]
    genstand = f"{objekt.slags} {objekt.pk}"
    write_spor("sag.udskrift", by=request.user, kommune=sag.kommune, genstand=genstand, borgere=borgere)
    svar = HttpResponse(to_pdf(make_brev(objekt, sted), objekt.aendret_tid), content_type="application/pdf")
    svar.headers["Content-Disposition"] = f'inline; filename="{objekt.slags}-{str(objekt.pk)[:8]}.pdf"'
    return svar
