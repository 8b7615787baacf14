"""Sign-in through a kommune's own OpenID Connect provider: a real, small one, run here."""

from __future__ import annotations

import base64
import json
import secrets
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from django.urls import reverse

from ffb.server.adgang.models import Bruger
from ffb.server.adgang.roller import Rolle
from ffb.server.spor.models import Spor
from server.server_steder import KOMMUNE

EMAIL = f"godkender.{KOMMUNE}@eksempel.dk"
KLIENT, HEMMELIG = "ffb", "klientens hemmelighed"


class Udbyder(ThreadingHTTPServer):
    """Authorization code flow: discovery, authorize, token (RS256), userinfo, keys."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Kald)
        self.adresse = f"http://127.0.0.1:{self.server_address[1]}"
        self.noegle = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.person: dict[str, Any] = {}
        self.koder: set[str] = set()


class Kald(BaseHTTPRequestHandler):
    """One request."""

    server: Udbyder

    def do_GET(self) -> None:
        dele = urlsplit(self.path)
        u = self.server
        if dele.path == "/.well-known/openid-configuration":
            veje = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "jwks"}
            veje["userinfo_endpoint"] = "userinfo"
            self.svar({"issuer": u.adresse} | {k: f"{u.adresse}/{v}" for k, v in veje.items()})
        elif dele.path == "/authorize":
            sp = {k: v[0] for k, v in parse_qs(dele.query).items()}
            assert sp["client_id"] == KLIENT and "openid" in sp["scope"]
            kode = secrets.token_hex(8)
            u.koder.add(kode)
            til = f"{sp['redirect_uri']}?{urlencode({'code': kode, 'state': sp['state']})}"
            self.send_response(302)
            self.send_header("Location", til)
            self.end_headers()
        elif dele.path == "/userinfo" and self.headers["Authorization"] == "Bearer adgang":
            self.svar(u.person)
        elif dele.path == "/jwks":
            tal = u.noegle.public_key().public_numbers()
            n, e = (
                base64.urlsafe_b64encode(t.to_bytes(-(-t.bit_length() // 8), "big")) for t in (tal.n, tal.e)
            )
            noegle = {"kty": "RSA", "kid": "1", "alg": "RS256", "use": "sig"}
            self.svar({"keys": [noegle | {"n": n.decode().rstrip("="), "e": e.decode().rstrip("=")}]})
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        u = self.server
        data = {
            k: v[0]
            for k, v in parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()).items()
        }
        if data.get("code") not in u.koder or data.get("client_secret") != HEMMELIG:
            self.send_error(400)
            return
        u.koder.remove(data["code"])
        nu = int(time.time())
        krav = u.person | {"iss": u.adresse, "aud": KLIENT, "iat": nu, "exp": nu + 60}
        id_token = jwt.encode(krav, u.noegle, algorithm="RS256", headers={"kid": "1"})
        self.svar({"access_token": "adgang", "token_type": "Bearer", "id_token": id_token})

    def svar(self, indhold: dict[str, Any]) -> None:
        data = json.dumps(indhold).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        """Quiet."""


@pytest.fixture(scope="module")
def server() -> Iterator[Udbyder]:
    udbyder = Udbyder()
    Thread(target=udbyder.serve_forever, daemon=True).start()
    yield udbyder
    udbyder.shutdown()
    udbyder.server_close()


@pytest.fixture
def udbyder(server: Udbyder, settings: Any) -> Udbyder:
    app = {
        "provider_id": "kommune",
        "name": "Demokommune 01",
        "client_id": KLIENT,
        "secret": HEMMELIG,
        "settings": {"server_url": server.adresse},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    server.person = {"sub": "123", "email": EMAIL, "email_verified": True, "name": "Godkender"}
    return server


def app(settings: Any) -> dict[str, Any]:
    return settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]


def log_ind(browser: Client, **mere: str) -> Any:
    """As a browser does: our link, the provider, and back."""
    start = browser.get(reverse("openid_connect_login", args=["kommune"]), mere)
    assert start.status_code == 302, start.content
    hos = requests.get(start.headers["Location"], allow_redirects=False, timeout=10)
    tilbage = urlsplit(hos.headers["Location"])
    return browser.get(f"{tilbage.path}?{tilbage.query}")


def inde(browser: Client) -> bool:
    return browser.get("/konto").status_code == 200


def test_an_invited_person_gets_in(
    udbyder: Udbyder, make_bruger: Callable[..., Bruger], client: Client
) -> None:
    bruger = make_bruger(Rolle.GODKENDER)
    assert "Log ind med Demokommune 01" in client.get("/konto/log-ind/").content.decode()
    udbyder.person["email"] = EMAIL.upper()
    assert log_ind(client).status_code == 302
    assert inde(client)
    assert Spor.objects.get(handling="login.lykkedes").bruger_id == bruger.pk
    udbyder.person |= {"email": "nyt.navn@eksempel.dk"}
    igen = Client()
    log_ind(igen)
    assert inde(igen), "known by the provider's own number from now on"


@pytest.mark.parametrize(
    ("person", "ord_"),
    [
        ({"email": "ukendt@eksempel.dk"}, "ikke inviteret"),
        ({"email_verified": False}, "ikke bekræftet"),
        ({"email_verified": "false"}, "ikke bekræftet"),
        ({"email_verified": None}, "ikke bekræftet"),
        ({"email": ""}, "ikke inviteret"),
    ],
)
def test_who_does_not_get_in(
    udbyder: Udbyder, make_bruger: Callable[..., Bruger], client: Client, person: dict[str, Any], ord_: str
) -> None:
    make_bruger(Rolle.GODKENDER)
    udbyder.person |= person
    svar = log_ind(client)
    assert svar.status_code == 403 and ord_ in svar.content.decode()
    assert not inde(client)
    assert Bruger.objects.count() == 1
    assert Spor.objects.get().handling == "login.afvist"
    assert "ukendt@" not in str(list(Spor.objects.values()))


def test_a_closed_account_does_not_get_in(
    udbyder: Udbyder, make_bruger: Callable[..., Bruger], client: Client
) -> None:
    bruger = make_bruger(Rolle.GODKENDER)
    log_ind(Client())
    bruger.er_aktiv = False
    bruger.save()
    log_ind(client)
    assert not inde(client)


def test_a_provider_whose_addresses_are_trusted(
    udbyder: Udbyder, make_bruger: Callable[..., Bruger], client: Client, settings: Any
) -> None:
    make_bruger(Rolle.GODKENDER)
    del udbyder.person["email_verified"]
    app(settings)["verified_email"] = True
    log_ind(client)
    assert inde(client)


@pytest.mark.parametrize("totrin", [True, False])
def test_the_provider_may_have_the_second_factor(
    udbyder: Udbyder, make_bruger: Callable[..., Bruger], client: Client, settings: Any, totrin: bool
) -> None:
    make_bruger(Rolle.GODKENDER)
    settings.KRAEV_TOTRIN = True
    app(settings)["totrin"] = totrin
    log_ind(client)
    svar = client.get(reverse("leverancer", args=[KOMMUNE]))
    assert (svar.status_code == 200) == totrin


def test_an_answer_that_was_not_asked_for_is_refused(
    udbyder: Udbyder, make_bruger: Callable[..., Bruger], client: Client
) -> None:
    make_bruger(Rolle.GODKENDER)
    kode = secrets.token_hex(8)
    udbyder.koder.add(kode)
    tilbage = reverse("openid_connect_callback", args=["kommune"])
    svar = client.get(tilbage, {"code": kode, "state": "forkert"})
    assert "mislykkedes" in svar.content.decode()
    assert not inde(client)


def test_accounts_are_not_joined(
    udbyder: Udbyder, make_bruger: Callable[..., Bruger], client: Client
) -> None:
    client.force_login(make_bruger(Rolle.LEDER))
    svar = log_ind(client, process="connect")
    assert svar.status_code == 403
