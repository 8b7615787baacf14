"""Middleware: how long a session lives, and who must show a second factor.

A session ends after HVILETID without a click and SESSIONSTID after sign-in. It gets a new key when the
person's roles change; the roles themselves are read at every request, so one taken away is gone at the next
click. Source: issue 4, part 6.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ffb.server.adgang.models import Bruger
from ffb.server.adgang.roller import KRAEVER_TOTRIN, RETTER, Rolle
from ffb.sprog import _

BAGGRUND = "FFB-Baggrund"  # a header: an open page asks by itself, which is no click
SENEST, BEGYNDT, ROLLETAL = "senest_set", "begyndt", "rolletal"
UDEN_TOTRIN = frozenset(
    {"konto", "sprog", "account_logout", "account_reauthenticate", "sundhed", "logget_ud"}
)
Svar = Callable[[HttpRequest], HttpResponse]


class Sessionsregler:
    """Ends a session that has rested or lasted too long; a new key when roles have changed."""

    def __init__(self, get_response: Svar) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            _keep_or_end(request, int(time.time()))
        return self.get_response(request)


def _keep_or_end(request: HttpRequest, nu: int) -> None:
    session = request.session
    if nu - session.get(SENEST, nu) > settings.HVILETID:
        _end(request, _("Du blev logget ud, fordi du ikke har brugt siden i 30 minutter. Log ind igen."))
        return
    if nu - session.setdefault(BEGYNDT, nu) > settings.SESSIONSTID:
        _end(request, _("Du blev logget ud, fordi der er gået 8 timer. Log ind igen."))
        return
    if session.setdefault(ROLLETAL, request.user.rolletal) != request.user.rolletal:
        session.cycle_key()
        session[ROLLETAL] = request.user.rolletal
    if nu - session.get(SENEST, 0) > 60 and BAGGRUND not in request.headers:
        session[SENEST] = nu


def _end(request: HttpRequest, besked: str) -> None:
    logout(request)
    messages.info(request, besked)


def clear_sessions() -> None:
    """Take sessions that have ended out of the database; Django leaves them there."""
    SessionStore.clear_expired()


class Totrinskrav:
    """Leads a person who must have a second factor, and has none, to where it is set up."""

    def __init__(self, get_response: Svar) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        navn = request.resolver_match.url_name or ""
        if not settings.KRAEV_TOTRIN or not request.user.is_authenticated:
            return None
        if navn in UDEN_TOTRIN or navn.startswith("mfa_") or not mangler_totrin(request):
            return None
        messages.warning(
            request,
            _("Dine roller kræver, at du logger ind med to trin. Slå det til her, før du går videre."),
        )
        return redirect("mfa_index")


def mangler_totrin(request: HttpRequest) -> bool:
    """Must this person have a second factor, without having one here or at the provider?"""
    return (
        kraever_totrin(request.user)
        and not is_mfa_enabled(request.user, ["totp", "webauthn"])
        and not _provider_has_totrin(request)
    )


def kraever_totrin(bruger: Bruger) -> bool:
    """Does one of the person's roles ask for a second factor?"""
    return any(KRAEVER_TOTRIN & RETTER[Rolle(t.rolle)] for t in bruger.tildelinger())


def _provider_has_totrin(request: HttpRequest) -> bool:
    """Was this sign-in by a provider that says in FFB_OIDC that it asks for a second factor itself?"""
    brugt = {
        m.get("provider")
        for m in request.session.get("account_authentication_methods", [])
        if m.get("method") == "socialaccount"
    }
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return any(a["provider_id"] in brugt and a.get("settings", {}).get("totrin") is True for a in apps)
