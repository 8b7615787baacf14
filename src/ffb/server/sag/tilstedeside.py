"""What an open page asks now and then: who else is on the case, and has anyone changed it since.

Opinion taken: the answer is whole sentences in the reader's language; the page only shows them. A provider
is told who is there, not what of the case they write in.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST

from ffb.begreber import Kommune
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.sag.adgang import find_sag
from ffb.server.sag.bestil import SKRIVER, open_bestillinger
from ffb.server.sag.models import Aendring, Objekt, Sag
from ffb.server.sag.slags import slags_dict
from ffb.server.sag.tilstede import note_here, others_here
from ffb.server.spor.actions import who
from ffb.sprog import _


@kraever(Ret.SAG)
@require_POST
def sag_her(request: HttpRequest, kommune: Kommune, sag_id: UUID) -> HttpResponse:
    """For an open page of a case."""
    return _answer(request, find_sag(kommune, sag_id))


@kraever(Ret.SAG_UDFOERER)
@require_POST
def bestilling_her(request: HttpRequest, kommune: Kommune, nr: int) -> HttpResponse:
    """For an open page of an order."""
    adgang = open_bestillinger(request.user, kommune.kode).filter(pk=nr).first()
    if adgang is None:
        raise Http404
    return _answer(request, adgang.sag, udfoerer=True)


def _answer(request: HttpRequest, sag: Sag, *, udfoerer: bool = False) -> HttpResponse:
    note_here(sag, request.user, _written(request, sag))
    return JsonResponse(tell_her(request, sag, udfoerer=udfoerer))


def tell_her(request: HttpRequest, sag: Sag, *, udfoerer: bool) -> dict[str, str]:
    """Who else is there, and the newest change others have made since the page was made (`sagsversion`)."""
    andre = others_here(sag, request.user)
    set_version = request.POST.get("sagsversion", "")
    slags = (*SKRIVER, "bestilling") if udfoerer else slags_dict()
    nyt = _changed(sag, int(set_version), request, slags) if set_version.isdigit() else ""
    return {"andre": render_to_string("sag/_andre.html", {"andre": andre}), "nyt": nyt}


def _written(request: HttpRequest, sag: Sag) -> Objekt | None:
    """The object the page's person writes in, if it is of this case."""
    try:
        return Objekt.objects.filter(sag=sag, pk=UUID(request.POST.get("objekt", ""))).first()
    except ValueError:
        return None


def _changed(sag: Sag, set_version: int, request: HttpRequest, slags: Iterable[str]) -> str:
    if sag.version <= set_version:
        return ""
    nye = Aendring.objects.filter(objekt__sag=sag, sagsversion__gt=set_version, objekt__slags__in=list(slags))
    nyest = nye.exclude(af=who(request.user)).select_related("objekt").order_by("-pk").first()
    if nyest is None:
        return ""
    return _(
        "{af} rettede »{hvad}« kl. {tid}. Genindlæs siden for at se det; det, du skriver, bliver gemt.",
        af=nyest.af,
        hvad=_(slags_dict()[nyest.objekt.slags].titel),
        tid=timezone.localtime(nyest.tid).strftime("%H.%M"),
    )
