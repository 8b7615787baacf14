"""The front page, the health page and the pages of errors."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from ffb import __version__
from ffb.begreber import find_kommune
from ffb.server.adgang.regler import kraever, offentlig
from ffb.server.adgang.roller import Ret


@kraever()
def forside(request: HttpRequest) -> HttpResponse:
    """To the one place the person has, or a choice between them."""
    koder = request.user.kommuner(Ret.SE_TAL)
    if len(koder) == 1 and not request.user.er_national(Ret.SE_NATIONALT):
        return redirect("overblik", koder[0])
    if not koder and request.user.er_national(Ret.SE_NATIONALT):
        return redirect("landet")
    return render(request, "forside.html", {"valg": [find_kommune(k) for k in koder]})


@offentlig
def sundhed(request: HttpRequest) -> HttpResponse:
    """For monitoring: 200 when the database answers and the store can be written, else 503."""
    from ffb.server.leverance.grundlag import lager

    svar = {"database": False, "lager": False, "version": __version__}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        svar["database"] = True
        svar["lager"] = lager().ny.is_dir()
    except Exception:
        return JsonResponse(svar, status=503)
    return JsonResponse(svar, status=200 if svar["lager"] else 503)


@offentlig
def ingen_adgang(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(
        request, "fejl.html", {"titel": "Du har ikke adgang til denne side", "kode": 403}, status=403
    )


@offentlig
def findes_ikke(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "fejl.html", {"titel": "Siden findes ikke", "kode": 404}, status=404)


@offentlig
def fejl(request: HttpRequest) -> HttpResponse:
    return render(request, "fejl.html", {"titel": "Noget gik galt hos os", "kode": 500}, status=500)
