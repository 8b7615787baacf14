"""allauth's forms with our labels: the label stands above the field, so nothing is said inside it."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as konto
from allauth.mfa.base import forms as totrin
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.core.exceptions import ValidationError

from ffb.server.adgang.spaerring import count_attempt, forgive, is_closed
from ffb.server.spor.actions import write_spor
from ffb.server.sprog import doven

FOR_MANGE = doven("Der er skrevet for mange forkerte koder. Vent 5 minutter, og prøv igen.")
LABELS = {
    "login": doven("E-mail"),
    "email": doven("E-mail"),
    "password": doven("Adgangskode"),
    "oldpassword": doven("Nuværende adgangskode"),
    "password1": doven("Ny adgangskode"),
    "password2": doven("Ny adgangskode igen"),
    "code": doven("Kode"),
    "name": doven("Navn på nøglen"),
    "passwordless": doven("Log ind med nøglen alene"),
}
HJAELP = {
    "name": doven("Så du kan kende den fra andre, fx Arbejdscomputer."),
    "passwordless": doven("Nøglen skal da selv kende dig, med fingeraftryk, ansigt eller pinkode."),
}


class VoresOrd:
    """Sets labels, help and placeholders."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for navn, felt in self.fields.items():
            felt.label = LABELS.get(navn, felt.label)
            felt.help_text = HJAELP.get(navn, "")
            felt.widget.attrs.pop("placeholder", None)


class Login(VoresOrd, konto.LoginForm):
    """Sign in."""


class SkiftAdgangskode(VoresOrd, konto.ChangePasswordForm):
    """A new password for the old one."""


class VaelgAdgangskode(VoresOrd, konto.SetPasswordForm):
    """A first password."""


class GlemtAdgangskode(VoresOrd, konto.ResetPasswordForm):
    """Where the link goes."""


class NyAdgangskodeFraLink(VoresOrd, konto.ResetPasswordKeyForm):
    """The new password behind the link."""


class Bekraeft(VoresOrd, konto.ReauthenticateForm):
    """The password once more."""


class Kodespaerring:
    """Closes the codes of an account after wrong ones, as passwords are: whoever has the password must not
    be able to guess the rest. allauth's own limit counts by address only here."""

    user: Any

    def clean_code(self) -> str:
        konto = f"totrin:{self.user.pk}"
        if not count_attempt(konto):
            raise ValidationError(FOR_MANGE)
        try:
            kode: str = super().clean_code()  # type: ignore[misc]
        except ValidationError:
            if is_closed(konto):
                write_spor("totrin.spaerret", by="ukendt", genstand=f"bruger:{self.user.pk}")
            raise
        forgive(konto)
        return kode


class AndetTrin(Kodespaerring, VoresOrd, totrin.AuthenticateForm):
    """The code at sign-in."""


class BekraeftMedKode(Kodespaerring, VoresOrd, totrin.ReauthenticateForm):
    """The code once more."""


class SlaaAppTil(VoresOrd, ActivateTOTPForm):
    """The first code of an app."""


class TilfoejNoegle(VoresOrd, AddWebAuthnForm):
    """A new key."""


class RetNoegle(VoresOrd, EditWebAuthnForm):
    """Another name for a key."""
