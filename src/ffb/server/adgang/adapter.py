"""What allauth asks us about: nobody signs up by themselves; wrong passwords are counted; a person from OIDC
must have been invited first; secrets of the second factor are kept encrypted."""

from __future__ import annotations

import base64
import hmac
import logging
import os
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.http import HttpRequest
from django.shortcuts import render

from ffb.server.adgang.models import Bruger
from ffb.server.adgang.spaerring import count_attempt, forgive, is_closed
from ffb.server.noegler import load_noegler
from ffb.server.spor.actions import write_spor
from ffb.server.sprog import doven

log = logging.getLogger("ffb.server")
FORKERT = doven("E-mailen og adgangskoden passer ikke sammen. Prøv igen, eller vælg Glemt adgangskode.")
SPAERRET = doven(
    "Der er forsøgt for mange gange. Vent 5 minutter, og prøv igen, eller vælg Glemt adgangskode."
)


class Kontoadapter(DefaultAccountAdapter):
    """No open sign-up, an account that closes after wrong passwords, and our words."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": FORKERT,
        "too_many_login_attempts": SPAERRET,
        "enter_current_password": doven("Skriv din nuværende adgangskode."),
        "incorrect_password": doven("Adgangskoden er forkert."),
        "password_min_length": doven("Adgangskoden skal have mindst {0} tegn."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        super().pre_authenticate(request, **credentials)
        email = credentials.get("email", "")
        if not count_attempt(email):
            self._write("login.afvist", request, email)
            raise self.validation_error("too_many_login_attempts")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        bruger = super().authenticate(request, **credentials)
        if bruger:
            forgive(credentials.get("email", ""))
        return bruger

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        email = credentials.get("email", "")
        self._write("login.fejlet", request, email)
        if is_closed(email):
            self._write("login.spaerret", request, email)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """What was done is done, also when the post is down."""
        try:
            super().send_notification_mail(*args, **kwargs)
        except OSError:
            log.exception("mail om kontoen kunne ikke sendes")

    def _write(self, handling: str, request: HttpRequest, email: str) -> None:
        """Who it was about; never what was typed, for it may be anything."""
        pk = Bruger.objects.filter(email=email.strip().lower()).values_list("pk", flat=True).first()
        write_spor(
            handling, by="ukendt", genstand=f"bruger:{pk}" if pk else "", ip=self.get_client_ip(request)
        )


class Oidcadapter(DefaultSocialAccountAdapter):
    """Someone from the kommune's own sign-in is the person with the same, verified address here."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if sociallogin.state.get("process") == "connect":
            self._refuse(request, sociallogin, "tilknytning")
        if sociallogin.is_existing:
            return
        email, verificeret = _address(sociallogin)
        if not verificeret:
            self._refuse(request, sociallogin, "ubekraeftet")
        bruger = Bruger.objects.filter(email=email, er_aktiv=True).first() if email else None
        if bruger is None:
            self._refuse(request, sociallogin, "ikke inviteret")
        sociallogin.connect(request, bruger)

    def _refuse(self, request: HttpRequest, sociallogin: Any, grund: str) -> None:
        write_spor("login.afvist", by="ukendt", grund=grund, udbyder=sociallogin.account.provider)
        side = render(request, "socialaccount/afvist.html", {"grund": grund}, status=403)
        raise ImmediateHttpResponse(side)


def _address(sociallogin: Any) -> tuple[str, bool]:
    """The address the provider gave, and whether it says (or FFB_OIDC says for it) that it is verified."""
    data = sociallogin.account.extra_data
    data = data.get("userinfo") or data.get("id_token") or data
    altid = sociallogin.account.get_provider().app.settings.get("verified_email") is True
    return str(data.get("email") or "").strip().lower(), altid or data.get("email_verified") in (True, "true")


class Totrinadapter(DefaultMFAAdapter):
    """Secrets of authenticator apps and recovery codes encrypted in the database."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": doven("Koden er forkert eller for gammel. Skriv den, appen viser nu."),
    }

    def encrypt(self, text: str) -> str:
        nonce = os.urandom(12)
        return base64.b64encode(nonce + _totrinnoegle().encrypt(nonce, text.encode(), None)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        data = base64.b64decode(encrypted_text)
        return _totrinnoegle().decrypt(data[:12], data[12:], None).decode()


def _totrinnoegle() -> AESGCM:
    """From the session secret, which is not among the keys that `ffb noegler` renews."""
    return AESGCM(hmac.digest(load_noegler().session.encode(), b"ffb.adgang.totrin", "sha256"))
