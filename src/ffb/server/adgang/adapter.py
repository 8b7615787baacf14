"""What allauth asks us about: nobody signs up by themselves; a person from OIDC must have been let in
first."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.shortcuts import render

from ffb.server.adgang.models import Bruger


class Kontoadapter(DefaultAccountAdapter):
    """No open sign-up: people come by invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class Oidcadapter(DefaultSocialAccountAdapter):
    """Someone from the kommune's own sign-in is the person with the same, verified address here."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if sociallogin.is_existing:
            return
        email = (sociallogin.account.extra_data.get("email") or "").lower()
        verificeret = sociallogin.account.extra_data.get("email_verified", False)
        bruger = Bruger.objects.filter(email=email, er_aktiv=True).first() if email and verificeret else None
        if bruger is None:
            side = render(
                request, "fejl.html", {"titel": "Du er ikke inviteret endnu", "kode": 403}, status=403
            )
            raise ImmediateHttpResponse(side)
        sociallogin.connect(request, bruger)
