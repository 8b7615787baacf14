"""Sign-in, lock-out, second factor, sessions and language, through the pages as a person meets them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ffb.server import indstillinger
from ffb.server.adgang import actions
from ffb.server.adgang.models import Bruger, Loginspaerring
from ffb.server.adgang.roller import Rolle
from ffb.server.adgang.spaerring import FORSOEG, count_attempt, is_closed
from ffb.server.spor.models import Spor
from server.server_steder import ADGANGSKODE, KOMMUNE
from server.server_traade import run_traade

LOGIN = "/konto/log-ind/"
EMAIL = f"godkender.{KOMMUNE}@eksempel.dk"


@pytest.fixture
def bruger(make_bruger: Callable[..., Bruger]) -> Bruger:
    return make_bruger(Rolle.GODKENDER)


def log_ind(browser: Client, kode: str = ADGANGSKODE, email: str = EMAIL, **mere: Any) -> Any:
    return browser.post(LOGIN, {"login": email, "password": kode}, **mere)


def inde(browser: Client) -> bool:
    return browser.get("/konto").status_code == 200


def handlinger() -> list[str]:
    return list(Spor.objects.order_by("nr").values_list("handling", flat=True))


def test_sign_in_and_out_are_in_the_trail(bruger: Bruger, client: Client) -> None:
    assert log_ind(client).status_code == 302
    assert inde(client)
    svar = client.post("/konto/log-ud/", follow=True)
    assert "Du er logget ud" in svar.content.decode()
    assert not inde(client)
    assert handlinger() == ["login.lykkedes", "logud"]
    assert Spor.objects.get(nr=1).bruger_id == bruger.pk


def test_the_address_in_the_trail_is_the_person_s_behind_a_proxy(
    bruger: Bruger, client: Client, settings: Any
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    log_ind(client, headers={"x-forwarded-for": "198.51.100.9, 203.0.113.7"})
    assert Spor.objects.get().detaljer["ip"] == "203.0.113.7"


def test_passwords_are_argon2(bruger: Bruger) -> None:
    assert indstillinger.PASSWORD_HASHERS[0].endswith(".Argon2PasswordHasher")
    assert bruger.password.startswith("argon2$argon2id$")


def test_sign_in_gets_a_new_session_key(bruger: Bruger, client: Client) -> None:
    client.get("/invitation/noget")  # an anonymous session
    foer = client.session.session_key
    log_ind(client)
    assert foer and client.session.session_key != foer


@pytest.mark.parametrize("email", [EMAIL, "findes.ikke@eksempel.dk"])
def test_five_wrong_passwords_close_an_account_known_or_not(
    bruger: Bruger, client: Client, email: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    svar = [log_ind(client, "forkert adgangskode", email).content.decode() for _ in range(FORSOEG + 1)]
    assert all("passer ikke sammen" in s for s in svar[:FORSOEG])
    assert "Vent 5 minutter" in svar[FORSOEG] and "passer ikke sammen" not in svar[FORSOEG]
    assert "Vent 5 minutter" in log_ind(client, ADGANGSKODE, email).content.decode()
    assert not inde(client)
    assert handlinger()[: FORSOEG + 1] == ["login.fejlet"] * FORSOEG + ["login.spaerret"]
    assert email not in str(list(Spor.objects.values())), "what was typed is not written down"
    om = f"bruger:{bruger.pk}" if email == EMAIL else ""
    assert set(Spor.objects.values_list("genstand", flat=True)) == {om}
    nu = timezone.now()
    monkeypatch.setattr(
        "ffb.server.adgang.spaerring.timezone.now", lambda: nu + timedelta(minutes=5, seconds=1)
    )
    log_ind(client, ADGANGSKODE, email)
    assert inde(client) == (email == EMAIL)


def test_known_and_unknown_accounts_get_the_same_page(bruger: Bruger) -> None:
    def side(email: str) -> str:
        tekst = log_ind(Client(), "forkert adgangskode", email).content.decode()
        return re.sub(r'(csrf\w*"?(: | value=)"|X-CSRFToken": ")[^"]+', "", tekst).replace(email, "")

    assert side(EMAIL) == side("findes.ikke@eksempel.dk")


def test_a_right_password_forgets_the_wrong_ones(bruger: Bruger, client: Client) -> None:
    for _ in range(FORSOEG - 1):
        log_ind(client, "forkert adgangskode")
    log_ind(client)
    assert inde(client)
    assert not Loginspaerring.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_many_at_once_do_not_get_more_tries(tmp_path: Path) -> None:
    taeller: list[bool] = []
    lukket = run_traade(
        6,
        lambda: taeller.extend(count_attempt(EMAIL) for _ in range(4)),
        tmp_path,
        lambda: is_closed(EMAIL),
    )
    assert (sum(taeller), len(taeller), lukket) == (FORSOEG, 24, True)


def test_forgotten_password(bruger: Bruger, client: Client) -> None:
    ukendt = client.post("/konto/adgangskode/glemt/", {"email": "findes.ikke@eksempel.dk"}, follow=True)
    assert mail.outbox == []
    kendt = client.post("/konto/adgangskode/glemt/", {"email": EMAIL}, follow=True)
    assert kendt.redirect_chain == ukendt.redirect_chain
    assert mail.outbox[0].subject == "FFB: Vælg en ny adgangskode"
    link = re.search(r"https?://[^/]+(/\S+)", mail.outbox[0].body)
    assert link
    svar = client.get(link[1], follow=True)
    svar = client.post(svar.redirect_chain[-1][0], {"password1": "kort", "password2": "kort"})
    assert "mindst 12" in svar.content.decode()
    for _ in range(FORSOEG):
        log_ind(Client(), "forkert adgangskode")
    client.post(
        svar.request["PATH_INFO"], {"password1": "helt nye fire ord", "password2": "helt nye fire ord"}
    )
    log_ind(client, "helt nye fire ord")
    assert inde(client), "and the lock is gone"
    assert "adgangskode.nulstillet" in handlinger()


def test_a_new_password_ends_other_sessions(bruger: Bruger, client: Client) -> None:
    anden = Client()
    log_ind(client), log_ind(anden)
    ny = {"oldpassword": ADGANGSKODE, "password1": "helt nye fire ord", "password2": "helt nye fire ord"}
    assert client.post("/konto/adgangskode/skift/", ny).status_code == 302
    assert inde(client)
    assert not inde(anden)
    assert "skiftet" in mail.outbox[0].subject


# -- sessions ---------------------------------------------------------------------------------------------


def age(browser: Client, **felter: int) -> None:
    session = browser.session
    for navn, sekunder in felter.items():
        session[navn] = int(time.time()) - sekunder
    session.save()


def test_a_session_that_rests_ends(bruger: Bruger, client: Client) -> None:
    log_ind(client)
    age(client, senest_set=29 * 60)
    assert inde(client)
    age(client, senest_set=31 * 60)
    svar = client.get("/konto", follow=True)
    assert "30 minutter" in svar.content.decode()
    assert not inde(client)


def test_a_busy_session_ends_after_eight_hours(bruger: Bruger, client: Client) -> None:
    log_ind(client)
    age(client, begyndt=8 * 3600 - 60)
    assert inde(client)
    age(client, begyndt=8 * 3600 + 60)
    assert not inde(client)


def test_roles_count_from_the_next_click_with_a_new_key(bruger: Bruger, client: Client) -> None:
    log_ind(client)
    inde(client)
    noegle = client.session.session_key
    adgang = reverse("personer", args=[KOMMUNE])
    assert client.get(adgang).status_code == 403
    actions.grant_rolle(bruger, Rolle.ADMINISTRATOR, KOMMUNE, by="test")
    assert client.get(adgang).status_code == 200
    assert client.session.session_key != noegle
    actions.revoke_rolle(bruger, Rolle.ADMINISTRATOR, KOMMUNE, by="test")
    assert client.get(adgang).status_code == 403


def test_a_closed_account_is_out_and_its_session_stays_dead(bruger: Bruger, client: Client) -> None:
    log_ind(client)
    actions.deactivate_bruger(bruger, by="test")
    assert not inde(client)
    actions.activate_bruger(bruger, by="test")
    assert not inde(client)
    log_ind(client)
    assert inde(client)


# -- second factor ------------------------------------------------------------------------------------------


def totp(hemmelig: str) -> str:
    return format_hotp_value(hotp_value(hemmelig, next(iter(yield_hotp_counters_from_time()))))


def setup_totp(browser: Client) -> str:
    browser.post("/konto/bekraeft/", {"password": ADGANGSKODE})
    side = browser.get("/konto/totrin/app/").content.decode()
    assert 'src="data:image/svg+xml;base64,' in side
    hemmelig = re.search(r'<code class="brydes">(\w+)</code>', side)
    assert hemmelig
    svar = browser.post("/konto/totrin/app/", {"code": totp(hemmelig[1])})
    assert svar.status_code == 302, svar.content.decode()
    return hemmelig[1]


@pytest.mark.django_db(transaction=True)
def test_totp_from_set_up_to_recovery_code(bruger: Bruger, client: Client) -> None:
    log_ind(client)
    hemmelig = setup_totp(client)
    lagret = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert hemmelig not in lagret, "encrypted in the database"
    koder = re.findall(r"<code>(\d+)</code>", client.get("/konto/totrin/koder/").content.decode())
    assert len(koder) == 10
    client.post("/konto/log-ud/")
    svar = log_ind(client)
    assert svar.headers["Location"] == "/konto/totrin/log-ind/"
    assert not inde(client)
    assert (
        "forkert eller for gammel"
        in client.post("/konto/totrin/log-ind/", {"code": "000000"}).content.decode()
    )
    client.post("/konto/totrin/log-ind/", {"code": koder[0]})
    assert inde(client)
    assert {"totrin.tilfoejet", "totrin.fejlet"} <= set(handlinger())
    assert "app til engangskoder" in mail.outbox[0].body


@pytest.mark.django_db(transaction=True)
def test_five_wrong_codes_close_the_second_step(
    bruger: Bruger, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has the password must not be able to guess the code, nor at the page that asks once more."""
    log_ind(client)
    hemmelig = setup_totp(client)
    client.post("/konto/log-ud/")
    log_ind(client)
    trin = "/konto/totrin/log-ind/"
    svar = [client.post(trin, {"code": "000000"}).content.decode() for _ in range(FORSOEG + 1)]
    assert all("forkert eller for gammel" in s for s in svar[:FORSOEG])
    assert "Vent 5 minutter" in svar[FORSOEG]
    # another browser with the password is no way round, and the right code is refused too
    anden = Client()
    log_ind(anden)
    ny = format_hotp_value(hotp_value(hemmelig, next(iter(yield_hotp_counters_from_time())) + 1))
    assert "Vent 5 minutter" in anden.post(trin, {"code": ny}).content.decode()
    assert not inde(anden)
    assert handlinger().count("totrin.fejlet") == FORSOEG and handlinger().count("totrin.spaerret") == 1
    nu = timezone.now()
    monkeypatch.setattr(
        "ffb.server.adgang.spaerring.timezone.now", lambda: nu + timedelta(minutes=5, seconds=1)
    )
    anden.post(trin, {"code": ny})
    assert inde(anden) and not Loginspaerring.objects.exists()


def test_changing_the_second_factor_asks_for_the_password_again(bruger: Bruger, client: Client) -> None:
    client.force_login(bruger)
    svar = client.get("/konto/totrin/app/", follow=True)
    assert svar.redirect_chain[0][0].startswith("/konto/bekraeft/")
    assert "Er det stadig dig?" in svar.content.decode()
    client.post(svar.redirect_chain[0][0], {"password": ADGANGSKODE})
    assert client.get("/konto/totrin/app/").status_code == 200


@pytest.mark.parametrize(("rolle", "kraeves"), [(Rolle.GODKENDER, True), (Rolle.LAESER, False)])
def test_who_sees_persons_must_have_a_second_factor(
    rolle: Rolle, kraeves: bool, make_bruger: Callable[..., Bruger], client: Client, settings: Any
) -> None:
    settings.KRAEV_TOTRIN = True
    log_ind(client, email=make_bruger(rolle).email)
    svar = client.get(reverse("leverancer", args=[KOMMUNE]))
    if not kraeves:
        assert svar.status_code == 200
        return
    assert svar.headers["Location"] == "/konto/totrin/"
    assert inde(client), "one's own account can be reached"
    setup_totp(client)
    assert client.get(reverse("leverancer", args=[KOMMUNE])).status_code == 200


# -- language ------------------------------------------------------------


def test_language_is_kept_with_the_person(bruger: Bruger, client: Client) -> None:
    log_ind(client)
    assert client.get("/konto").headers["Content-Language"] == "da"
    svar = client.get("/konto", headers={"accept-language": "de, en;q=0.5"})
    assert svar.headers["Content-Language"] == "en", "nothing is chosen yet"
    svar = client.post("/konto/sprog", {"sprog": "da", "naeste": "/konto/totrin/?x=1"})
    assert svar.headers["Location"] == "/konto/totrin/?x=1"
    valgt = client.get("/konto", headers={"accept-language": "en"}).headers["Content-Language"]
    assert valgt == "da", "what was chosen comes before what the browser asks for"
    svar = client.post("/konto/sprog", {"sprog": "en", "naeste": "//andetsted.invalid/"})
    assert svar.headers["Location"] == "/konto", "never to another place"
    bruger.refresh_from_db()
    assert bruger.sprog == "en"
    anden = Client()
    log_ind(anden)
    assert anden.get("/konto").headers["Content-Language"] == "en"
    client.post("/konto/sprog", {"sprog": "xx"})
    assert client.get("/konto").headers["Content-Language"] == "da"


def test_no_page_of_an_account_has_inline_script_or_style(bruger: Bruger, client: Client) -> None:
    log_ind(client)
    client.post("/konto/bekraeft/", {"password": ADGANGSKODE})
    sider = [
        "/konto",
        "/konto/totrin/",
        "/konto/totrin/app/",
        "/konto/totrin/noegler/ny/",
        "/konto/adgangskode/skift/",
    ]
    for tekst in [Client().get(LOGIN).content.decode(), *(client.get(s).content.decode() for s in sider)]:
        assert "<h1>" in tekst
        assert not re.search(r"<script(?![^>]*(src=|application/json))|<style| style=| on\w+=", tekst)
