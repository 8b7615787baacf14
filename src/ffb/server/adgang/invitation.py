"""The pages behind an invitation's link.

The secret leaves the address at once and stays in the session, so that it stands in no history and no
referrer. Looking changes nothing: mail programs follow links by themselves.
"""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ffb.begreber import find_kommune
from ffb.errors import BrugsFejl
from ffb.server.adgang import actions
from ffb.server.adgang.formularer import NyAdgangskode
from ffb.server.adgang.models import Bruger, Invitation
from ffb.server.adgang.regler import offentlig
from ffb.server.adgang.roller import GOER, Rolle
from ffb.sprog import _

NOEGLE = "invitation"
BAGENDE = "allauth.account.auth_backends.AuthenticationBackend"


@offentlig
def invitation_link(request: HttpRequest, hemmelig: str) -> HttpResponse:
    """Keep the secret's hash and go on without it."""
    request.session[NOEGLE] = actions.hash_of(hemmelig)
    return redirect("invitation")


@offentlig
def invitation(request: HttpRequest) -> HttpResponse:
    """Say who invites to what; a new person chooses a password, a known one signs in first."""
    inv = actions.find_invitation(request.session.get(NOEGLE, ""))
    if inv is None:
        return render(request, "adgang/invitation_doed.html", status=404)
    kendt = Bruger.objects.filter(email=inv.email).exists()
    if kendt:
        return _kendt(request, inv)
    form = NyAdgangskode(request.POST or None, email=inv.email, initial={"navn": inv.navn})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        return _accept(request, inv, adgangskode=data["adgangskode"], navn=data["navn"])
    return _vis(request, inv, {"form": form})


def _kendt(request: HttpRequest, inv: Invitation) -> HttpResponse:
    inde = request.user.is_authenticated and request.user.email == inv.email
    if inde and request.method == "POST":
        return _accept(request, inv)
    return _vis(request, inv, {"inde": inde, "en_anden": request.user.is_authenticated and not inde})


def _vis(request: HttpRequest, inv: Invitation, mere: dict[str, object]) -> HttpResponse:
    indhold = {
        "invitation": inv,
        "hvor": find_kommune(inv.kommune or None),
        "goer": GOER[Rolle(inv.rolle)],
    }
    return render(request, "adgang/invitation.html", indhold | mere)


def _accept(
    request: HttpRequest, inv: Invitation, adgangskode: str | None = None, navn: str = ""
) -> HttpResponse:
    try:
        bruger = actions.accept_invitation(inv, adgangskode=adgangskode, navn=navn)
    except BrugsFejl as fejl:
        messages.error(request, str(fejl))
        return redirect("account_login")
    if not request.user.is_authenticated:
        login(request, bruger, backend=BAGENDE)
    request.session.pop(NOEGLE, None)
    messages.success(request, _("Velkommen. Du har nu adgang."))
    return redirect("forside")
