"""A provider's pages for orders from elsewhere: hand in a message, and the receipt of each.

A receipt is seen by those who work at the place it came to, and by the one who handed it in; it holds no
value of the message.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from ffb.begreber import Kommune
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.sag.models import Bestillingskvittering, Udfoerersted
from ffb.server.sag.modtag import STOERSTE, receive_besked
from ffb.server.spor.actions import who
from ffb.sprog import _

VIST = 20


@kraever(Ret.SAG_UDFOERER)
@require_http_methods(["GET", "POST"])
def modtag(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """Hand in a message; leads to its receipt."""
    fejl = ""
    steder = _own_places(request.user, kommune.kode)
    if request.method == "POST":
        fil = request.FILES.get("fil")
        if fil is None:
            fejl = _("Vælg filen med beskeden.")
        elif (fil.size or 0) > STOERSTE:
            fejl = _(
                "Filen er over {mb} MB. Bed afsenderen om at sende den uden bilag.", mb=STOERSTE // 1_000_000
            )
        else:
            kvittering, ny = receive_besked(
                kommune.kode, fil.read(), vej="upload", by=request.user, steder=steder
            )
            if not ny:
                messages.info(request, _("Beskeden er modtaget før. Her er kvitteringen fra dengang."))
            return redirect("bestilling_kvittering", kommune.kode, kvittering.pk)
    felter = {"fejl": fejl, "egne_steder": steder, "kvitteringer": _seen(request, kommune)[:VIST]}
    return render(request, "sag/modtag.html", felter, status=422 if fejl else 200)


@kraever(Ret.SAG_UDFOERER)
@require_safe
def kvittering(request: HttpRequest, kommune: Kommune, nr: int) -> HttpResponse:
    """What became of a message."""
    fundet = _seen(request, kommune).filter(pk=nr).first()
    if fundet is None:
        raise Http404
    sted = fundet.sted
    aaben = sted and fundet.adgang and _own_places(request.user, kommune.kode).filter(pk=sted.pk).exists()
    felter = {"k": fundet, "aaben": bool(aaben) and fundet.adgang.lukket_tid is None}
    return render(request, "sag/kvittering.html", felter)


def _own_places(bruger: Any, kommune: str) -> QuerySet[Udfoerersted]:
    return Udfoerersted.objects.filter(
        kommune=kommune, udfoererperson__bruger=bruger, oevelse=False, lukket_tid=None
    )


def _seen(request: HttpRequest, kommune: Kommune) -> QuerySet[Bestillingskvittering]:
    steder = _own_places(request.user, kommune.kode).values("pk")
    egne = Q(sted__in=steder) | Q(vej="upload", af=who(request.user))
    alle = Bestillingskvittering.objects.filter(egne, kommune=kommune.kode)
    return alle.select_related("sted", "adgang")
