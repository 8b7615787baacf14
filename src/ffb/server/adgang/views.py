"""Pages of one's own account, and the few of allauth's that we answer ourselves."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from ffb.begreber import find_kommune
from ffb.server.adgang.formularer import Sprogformular
from ffb.server.adgang.regler import kraever, offentlig
from ffb.server.adgang.roller import GOER, Rolle
from ffb.server.adgang.session import kraever_totrin
from ffb.server.sprog import SPROGCOOKIE, paa_sprog
from ffb.sprog import Sprog, _
from ffb.sprog import sprog as sprog_i_brug


@kraever()
def konto(request: HttpRequest) -> HttpResponse:
    """Who one is, which roles one has, and how one signs in."""
    roller = [
        {"t": t, "kommune": find_kommune(t.kommune or None), "goer": GOER[Rolle(t.rolle)]}
        for t in request.user.tildelinger()
    ]
    indhold = {
        "roller": roller,
        "form": Sprogformular(initial={"sprog": sprog_i_brug()}),
        "totrin": is_mfa_enabled(request.user, ["totp", "webauthn"]),
        "totrin_kraeves": settings.KRAEV_TOTRIN and kraever_totrin(request.user),
    }
    return render(request, "adgang/konto.html", indhold)


@require_POST
@offentlig
def sprog(request: HttpRequest) -> HttpResponse:
    """Choose a language: kept with the person when signed in, and in a cookie for this browser."""
    valgt: Sprog = "en" if request.POST.get("sprog") == "en" else "da"
    svar = redirect(_naeste(request))
    if request.user.is_authenticated:
        request.user.sprog = valgt
        request.user.save(update_fields=["sprog"])
        with paa_sprog(valgt):
            messages.success(request, _("Sproget er gemt."))
    svar.set_cookie(
        SPROGCOOKIE, valgt, max_age=365 * 86400, httponly=True, samesite="Lax", secure=settings.HTTPS
    )
    return svar


def _naeste(request: HttpRequest) -> str:
    """The page one came from, if it is one of ours."""
    naeste = request.POST.get("naeste", "")
    if url_has_allowed_host_and_scheme(naeste, {request.get_host()}, require_https=request.is_secure()):
        return naeste
    return reverse("konto" if request.user.is_authenticated else "account_login")


@offentlig
def logget_ud(request: HttpRequest) -> HttpResponse:
    """After signing out."""
    return render(request, "account/logget_ud.html")


@offentlig
def tilmelding(request: HttpRequest) -> HttpResponse:
    """There is no sign-up: says how one gets in."""
    return render(request, "account/signup_closed.html", status=403 if request.method == "POST" else 200)


@kraever()
def egen_konto(request: HttpRequest) -> HttpResponse:
    """allauth's pages of addresses and connections are not ours: a person is the address that was invited."""
    return redirect("konto")
