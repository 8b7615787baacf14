"""Addresses of one's own account: those of allauth's pages that we use, under their own names.

Left out: sign-up, further addresses, connections to providers. A person is the address that was invited.
"""

from __future__ import annotations

from allauth.account import views as konto
from allauth.mfa.base import views as totrin
from allauth.mfa.recovery_codes import views as koder
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as noegle
from allauth.socialaccount import views as social
from django.urls import include, path, re_path

from ffb.server.adgang import views

urlpatterns = [
    path("log-ind/", konto.login, name="account_login"),
    path("log-ud/", konto.logout, name="account_logout"),
    path("logget-ud/", views.logget_ud, name="logget_ud"),
    path("lukket/", konto.account_inactive, name="account_inactive"),
    path("tilmelding/", views.tilmelding, name="account_signup"),
    path("e-mail/", views.egen_konto, name="account_email"),
    path("bekraeft/", konto.reauthenticate, name="account_reauthenticate"),
    path("adgangskode/skift/", konto.password_change, name="account_change_password"),
    path("adgangskode/vaelg/", konto.password_set, name="account_set_password"),
    path("adgangskode/glemt/", konto.password_reset, name="account_reset_password"),
    path("adgangskode/glemt/sendt/", konto.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^adgangskode/ny/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        konto.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "adgangskode/ny/faerdig/",
        konto.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("totrin/", totrin.index, name="mfa_index"),
    path("totrin/log-ind/", totrin.authenticate, name="mfa_authenticate"),
    path("totrin/bekraeft/", totrin.reauthenticate, name="mfa_reauthenticate"),
    path("totrin/app/", app.activate_totp, name="mfa_activate_totp"),
    path("totrin/app/fjern/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("totrin/koder/", koder.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("totrin/koder/nye/", koder.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("totrin/koder/hent/", koder.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("totrin/noegler/", noegle.list_webauthn, name="mfa_list_webauthn"),
    path("totrin/noegler/ny/", noegle.add_webauthn, name="mfa_add_webauthn"),
    path("totrin/noegler/bekraeft/", noegle.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("totrin/noegler/log-ind/", noegle.login_webauthn, name="mfa_login_webauthn"),
    path("totrin/noegler/<int:pk>/fjern/", noegle.remove_webauthn, name="mfa_remove_webauthn"),
    path("totrin/noegler/<int:pk>/ret/", noegle.edit_webauthn, name="mfa_edit_webauthn"),
    path("udbyder/afbrudt/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("udbyder/fejl/", social.login_error, name="socialaccount_login_error"),
    path("udbyder/", views.egen_konto, name="socialaccount_connections"),
    path("udbyder/tilmelding/", views.tilmelding, name="socialaccount_signup"),
    path("", include("allauth.socialaccount.providers.openid_connect.urls")),
]
