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
from ffb.server.sag.produkter import make_brev
from ffb.server.sag.udfoererside import find_order
from ffb.server.sag.visning import Sagsindhold
from ffb.server.spor.actions import write_spor


@kraever(Ret.SAG)
@require_safe
def pdf(request: HttpRequest, kommune: Kommune, objekt_id: UUID, produkt: str = "") -> HttpResponse:
    """An udredning, a bestilling, a statusnotat, an afgørelse or a handleplan as PDF."""
    return _print(request, find_objekt(kommune, objekt_id), produkt=produkt)


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


def _print(request: HttpRequest, objekt: Objekt, sted: str = "", produkt: str = "") -> HttpResponse:
    """The letter, opened in the browser; dated as the object was last written. Raises Http404 without one."""
    sag = objekt.sag
    try:
        brev = make_brev(objekt, sted, produkt)
    except KeyError:
        raise Http404 from None
    navn = produkt or objekt.slags
    borgere = [sag.borger.borger_id]
    genstand = f"{navn} {objekt.pk}"
    write_spor("sag.udskrift", by=request.user, kommune=sag.kommune, genstand=genstand, borgere=borgere)
    svar = HttpResponse(to_pdf(brev, objekt.aendret_tid), content_type="application/pdf")
    svar.headers["Content-Disposition"] = f'inline; filename="{navn}-{str(objekt.pk)[:8]}.pdf"'
    return svar
