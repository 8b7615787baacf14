"""The front page, the health page and the pages of errors."""

from __future__ import annotations

import errno
import sys

from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse

from ffb import __version__
from ffb.begreber import find_kommune
from ffb.server.adgang.regler import kraever, offentlig
from ffb.server.api.fhir import issue, outcome
from ffb.server.ramme import LANDSSTEDER, first_sted
from ffb.server.varm import er_varm
from ffb.sprog import _


@kraever()
def forside(request: HttpRequest) -> HttpResponse:
    """To the one place the person has, or a choice between them."""
    valg = [
        {"navn": kommune.navn, "url": reverse(sted.navn, args=[kode])}
        for kode in request.user.kommuner()
        if (kommune := find_kommune(kode)) and (sted := first_sted(request.user, kode))
    ]
    valg += [
        {"navn": _(s.titel), "url": reverse(s.navn)} for s in LANDSSTEDER if request.user.er_national(s.ret)
    ]
    if len(valg) == 1:
        return redirect(valg[0]["url"])
    return render(request, "forside.html", {"valg": valg})


@offentlig
def sundhed(request: HttpRequest) -> HttpResponse:
    """For monitoring: 200 when the database answers and the store can be written, else 503. `varm`: the
    process has loaded what it needs; pages asked for in the seconds before are slower."""
    from ffb.server.leverance.grundlag import lager

    svar = {"database": False, "lager": False, "varm": er_varm(), "version": __version__}
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
        request, "fejl.html", {"titel": _("Du har ikke adgang til denne side"), "kode": 403}, status=403
    )


@offentlig
def findes_ikke(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "fejl.html", {"titel": _("Siden findes ikke"), "kode": 404}, status=404)


@offentlig
def fejl(request: HttpRequest) -> HttpResponse:
    """500; or 503 when it is the disk or the database, and trying again is what helps."""
    if not is_drift_fejl(sys.exc_info()[1]):
        return render(request, "fejl.html", {"titel": _("Noget gik galt hos os"), "kode": 500}, status=500)
    titel = _("Vi kan ikke gemme lige nu. Prøv igen om lidt.")
    if request.path.startswith("/fhir"):
        svar: HttpResponse = outcome(503, [issue("error", "transient", titel)])
    else:
        svar = HttpResponse(render_to_string("fejl.html", {"titel": titel, "kode": 503}), status=503)
    svar.headers["Retry-After"] = "30"
    return svar


def is_drift_fejl(fejl: BaseException | None) -> bool:
    """The disk is full or the database is gone: nothing the sender did."""
    fuld = isinstance(fejl, OSError) and fejl.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
    return fuld or isinstance(fejl, (OperationalError, InterfaceError))
