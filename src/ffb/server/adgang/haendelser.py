"""What happens to accounts, written in the trail: sign-in and -out, passwords, second factors."""

from __future__ import annotations

import time
from typing import Any

from allauth.account import signals as konto
from allauth.account.adapter import get_adapter
from allauth.mfa import signals as totrin
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.core.exceptions import PermissionDenied
from django.dispatch import receiver
from django.http import HttpRequest

from ffb.server.adgang.session import BEGYNDT, ROLLETAL, SENEST
from ffb.server.adgang.spaerring import forgive
from ffb.server.spor.actions import write_spor


@receiver(user_logged_in)
def _inde(sender: Any, request: HttpRequest, user: Any, **_: Any) -> None:
    nu = int(time.time())
    request.session[BEGYNDT] = request.session[SENEST] = nu
    request.session[ROLLETAL] = user.rolletal
    metoder = [m.get("method", "") for m in request.session.get("account_authentication_methods", [])]
    write_spor(
        "login.lykkedes", by=user, genstand=f"bruger:{user.pk}", ip=_ip(request),
        metoder=metoder,
    )  # fmt: skip


def _ip(request: HttpRequest) -> str:
    """The person's address, also behind FFB_PROXYER proxies; '' when there is none."""
    try:
        return str(get_adapter(request).get_client_ip(request))
    except PermissionDenied:
        return ""


@receiver(user_logged_out)
def _ude(sender: Any, request: HttpRequest, user: Any, **_: Any) -> None:
    if user is not None:
        write_spor("logud", by=user, genstand=f"bruger:{user.pk}")


@receiver(konto.password_changed)
@receiver(konto.password_set)
def _skiftet(sender: Any, request: HttpRequest, user: Any, **_: Any) -> None:
    write_spor("adgangskode.skiftet", by=user, genstand=f"bruger:{user.pk}")


@receiver(konto.password_reset)
def _nulstillet(sender: Any, request: HttpRequest, user: Any, **_: Any) -> None:
    forgive(user.email)
    write_spor("adgangskode.nulstillet", by=user, genstand=f"bruger:{user.pk}")


@receiver(totrin.authenticator_added)
def _tilfoejet(sender: Any, user: Any, authenticator: Any, **_: Any) -> None:
    write_spor("totrin.tilfoejet", by=user, genstand=f"bruger:{user.pk}", art=str(authenticator.type))


@receiver(totrin.authenticator_removed)
def _fjernet(sender: Any, user: Any, authenticator: Any, **_: Any) -> None:
    write_spor("totrin.fjernet", by=user, genstand=f"bruger:{user.pk}", art=str(authenticator.type))


@receiver(totrin.authenticator_reset)
def _fornyet(sender: Any, user: Any, authenticator: Any, **_: Any) -> None:
    write_spor("totrin.fornyet", by=user, genstand=f"bruger:{user.pk}", art=str(authenticator.type))


@receiver(totrin.authentication_failed)
def _forkert_kode(sender: Any, user: Any, authenticator: Any, **_: Any) -> None:
    write_spor("totrin.fejlet", by="ukendt", genstand=f"bruger:{user.pk}", art=str(authenticator.type))
