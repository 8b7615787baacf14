"""Tokens of systems: made, shown once, kept as a hash, asked for by `@kraever_token`."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from ffb.server.adgang.models import Systemnoegle
from ffb.server.adgang.regler import Adgangsregel, View
from ffb.server.database import skrivning
from ffb.server.spor.actions import who, write_spor
from ffb.sprog import _

OMFANG = ("indberet", "laes", "cpr", "bestil")
BRUGT_HVER = timedelta(minutes=5)


def make_noegle(
    kommune: str,
    system: str,
    *,
    navn: str,
    omfang: str = "indberet",
    udloeber: datetime | None = None,
    by: Any,
) -> tuple[Systemnoegle, str]:
    """A new token for a kommune's system; the text is returned once and kept nowhere.

    Raises:
        ValueError: a word of `omfang` that is not one of OMFANG.
    """
    if not omfang.split() or set(omfang.split()) - set(OMFANG):
        raise ValueError("omfang")
    tekst = "ffb_" + secrets.token_urlsafe(32)
    with skrivning():
        noegle = Systemnoegle.objects.create(
            navn=navn,
            kommune=kommune,
            system=system,
            omfang=omfang,
            noegle_hash=hash_noegle(tekst),
            begyndelse=tekst[:8],
            af=who(by),
            udloeber_tid=udloeber,
        )
        write_spor("noegle.lavet", by=by, kommune=kommune, genstand=f"noegle:{noegle.pk}", omfang=omfang)
    return noegle, tekst


def revoke_noegle(noegle: Systemnoegle, *, by: Any) -> None:
    """Take a token back; it is refused from now on."""
    with skrivning():
        noegle.trukket_tid = timezone.now()
        noegle.save(update_fields=["trukket_tid"])
        write_spor("noegle.trukket", by=by, kommune=noegle.kommune, genstand=f"noegle:{noegle.pk}")


def hash_noegle(tekst: str) -> str:
    """A token has 256 random bits, so a plain hash cannot be guessed back."""
    return hashlib.sha256(tekst.encode()).hexdigest()


def find_noegle(request: HttpRequest) -> Systemnoegle | None:
    """The token sent with `Authorization: Bearer …`, if it is one of ours and in force."""
    art, _, tekst = request.headers.get("Authorization", "").partition(" ")
    if art.lower() != "bearer" or not tekst:
        return None
    noegle = Systemnoegle.objects.filter(noegle_hash=hash_noegle(tekst.strip()), trukket_tid=None).first()
    nu = timezone.now()
    if noegle is None or (noegle.udloeber_tid and noegle.udloeber_tid < nu):
        return None
    if noegle.brugt_tid is None or nu - noegle.brugt_tid > BRUGT_HVER:
        Systemnoegle.objects.filter(pk=noegle.pk).update(brugt_tid=nu)
    return noegle


def kraever_token(omfang: str) -> Callable[[View], View]:
    """The caller must send a token with `omfang`; the view gets it as `noegle`. No cookies, so no CSRF."""

    def pynt(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def vogtet(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            noegle = find_noegle(request)
            if noegle is None:
                svar = JsonResponse(
                    {"fejl": _("Tokenet mangler, er forkert eller er trukket tilbage.")}, status=401
                )
                svar.headers["WWW-Authenticate"] = "Bearer"
                return svar
            if not noegle.kan(omfang):
                return JsonResponse(
                    {"fejl": _("Tokenet giver ikke ret til {omfang}.", omfang=omfang)}, status=403
                )
            return view(request, *args, noegle=noegle, **kwargs)

        vogtet.adgangsregel = Adgangsregel(token=omfang)
        return vogtet

    return pynt
