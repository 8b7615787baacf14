"""One's own account in Chromium, by keyboard: a second factor that is demanded, an app, a key (a virtual
authenticator over CDP), recovery codes, wrong codes, lock-out, the links of mails. Every page through axe."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Page, expect

from ffb.demo import make_demo
from server.browser.chrom import Fane, find_fejl, open_chromium, open_fane, tab_to, take_billeder
from server.browser.sider import ANDETSTEDS, LINKS, TOTRIN
from server.fejl.server_proces import Serverproces
from server.fejl.tilstand import ADGANGSKODE

pytestmark = pytest.mark.egen_database
SKRIDT = 30  # seconds a code of an app lasts
NY_KODE = "fire helt tilfaeldige ord"


@dataclass
class Hus:
    server: Serverproces
    browser: Browser
    url: str
    links: dict[str, str]
    set_: set[str] = field(default_factory=set)

    def fane(self) -> Fane:
        return open_fane(self.browser, self.url)


@pytest.fixture(scope="module")
def hus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hus]:
    rod = tmp_path_factory.mktemp("totrin")
    make_demo(rod / "demo", seed=7, borgere=20, kommuner=1)
    server = Serverproces(rod / "data", rod / "noegler.json")
    url = f"http://localhost:{server.port}"  # a key is bound to a name, never to an IP address
    server.miljoe = {"FFB_URL": url, "FFB_KRAEV_TOTRIN": "ja"}
    server.ask("saa", str(rod / "demo"))
    links = server.ask("links")
    server.start()
    try:
        with open_chromium() as browser:
            yield Hus(server, browser, url, links)
    finally:
        server.stop()


def see(hus: Hus, fane: Fane, navn: str) -> Page:
    """The page as it stands is accessible, fits a phone, and said nothing in the console."""
    assert [*find_fejl(fane.side), *fane.brud] == [], navn
    assert fane.side.locator("h1").count() == 1
    hus.set_.add(urlsplit(fane.side.url).path)
    take_billeder(fane.side, f"konto-{navn}")
    return fane.side


def type_in(side: Page, **felter: str) -> None:
    """Fill the fields in the order one comes to them with Tab, and press Enter."""
    for navn, vaerdi in felter.items():
        tab_to(side, f"input[name={navn}]")
        side.keyboard.press("Control+A")
        side.keyboard.type(vaerdi)
    with side.expect_navigation():
        side.keyboard.press("Enter")


def press(side: Page, vaelger: str) -> None:
    tab_to(side, vaelger)
    with side.expect_navigation():
        side.keyboard.press("Enter")


def sign_in(fane: Fane, rolle: str, adgangskode: str = ADGANGSKODE) -> Page:
    side = fane.go("/konto/log-ind/")
    type_in(side, login=f"{rolle}@eksempel.dk", password=adgangskode)
    return side


def confirm(side: Page) -> None:
    """Whoever changes what protects the account says once more who she is: with the password."""
    if "/konto/bekraeft/" not in side.url:
        side.get_by_role("link", name="Med din adgangskode").click()
    type_in(side, password=ADGANGSKODE)


def sign_out(side: Page) -> None:
    press(side, "form[action$='log-ud/'] button")
    expect(side.get_by_role("heading", name="Du er logget ud")).to_be_visible()


def app_code(hemmelig: str, frem: int = 0) -> str:
    """What the app shows now, or `frem` steps from now."""
    return format_hotp_value(hotp_value(hemmelig, int(time.time()) // SKRIDT + frem))


def is_inside(side: Page, hus: Hus) -> bool:
    svar = side.request.get(f"{hus.url}/k/9001/", max_redirects=0)
    return svar.status == 200


def test_an_app_from_demand_to_recovery_code(hus: Hus) -> None:
    fane = hus.fane()
    see(hus, fane := _at(fane, "/konto/log-ind/"), "log-ind")
    side = sign_in(fane, "godkender")
    assert side.url.endswith("/konto/totrin/"), "whoever approves must have a second factor first"
    expect(side.get_by_text("Dine roller kræver")).to_be_visible()
    assert not is_inside(side, hus)
    see(hus, fane, "totrin-kraeves")
    press(side, "a[href$='/totrin/app/']")
    see(hus, fane, "bekraeft")
    confirm(side)
    hemmelig = side.locator("code.brydes").inner_text()
    see(hus, fane, "app")
    type_in(side, code="000000")
    expect(side.locator(".fejlliste")).to_contain_text("Koden er forkert eller for gammel")
    see(hus, fane, "app-forkert")
    assert side.locator("code.brydes").inner_text() == hemmelig, "one need not point the app at it again"
    type_in(side, code=app_code(hemmelig))
    koder = _recovery_codes(hus, fane)
    assert is_inside(side, hus)

    sign_out(side)
    see(hus, fane, "logget-ud")
    sign_in(fane, "godkender")
    assert side.url.endswith("/konto/totrin/log-ind/") and not is_inside(side, hus)
    see(hus, fane, "andet-trin")
    type_in(side, code="000000")
    expect(side.locator(".fejlliste")).to_contain_text("Koden er forkert eller for gammel")
    see(hus, fane, "andet-trin-forkert")
    type_in(side, code=app_code(hemmelig, frem=1))
    assert is_inside(side, hus)
    sign_out(side)

    sign_in(fane, "godkender")
    type_in(side, code=koder[0])
    assert is_inside(side, hus)
    fane.go("/konto/totrin/")
    expect(side.get_by_text("Du har 9 ubrugte koder.")).to_be_visible()
    see(hus, fane, "totrin-slaaet-til")
    sign_out(side)
    sign_in(fane, "godkender")
    type_in(side, code=koder[0])
    assert not is_inside(side, hus), "a recovery code works once"
    type_in(side, code=koder[1])
    assert is_inside(side, hus)
    _renew_and_remove(hus, fane, koder)


def _at(fane: Fane, sti: str) -> Fane:
    fane.go(sti)
    return fane


def _recovery_codes(hus: Hus, fane: Fane) -> list[str]:
    side = fane.side if fane.side.url.endswith("/koder/") else fane.go("/konto/totrin/koder/")
    see(hus, fane, "koder")
    koder = side.locator(".koder code").all_inner_texts()
    assert len(set(koder)) == 10
    with side.expect_download() as ned:
        side.get_by_role("link", name="Hent som fil").click()
    fil = ned.value.path().read_text()
    assert all(k in fil for k in koder)
    return koder


def _renew_and_remove(hus: Hus, fane: Fane, koder: list[str]) -> None:
    side = fane.go("/konto/totrin/koder/nye/")
    see(hus, fane, "bekraeft-med-kode")
    confirm(side)
    see(hus, fane, "koder-nye")
    press(side, "main form button")
    assert not set(side.locator(".koder code").all_inner_texts()) & set(koder)
    fane.go("/konto/totrin/bekraeft/")
    see(hus, fane, "bekraeft-kode")
    fane.go("/konto/totrin/app/fjern/")
    see(hus, fane, "app-fjern")
    press(side, "main form button")
    expect(side.get_by_role("link", name="Sæt en app op")).to_be_visible()
    assert not is_inside(side, hus), "and without one the pages are closed again"


def test_wrong_codes_and_wrong_passwords_close_the_account(hus: Hus) -> None:
    fane = hus.fane()
    side = sign_in(fane, "administrator")
    fane.go("/konto/totrin/app/")
    confirm(side)
    hemmelig = side.locator("code.brydes").inner_text()
    type_in(side, code=app_code(hemmelig))
    sign_out(side)
    sign_in(fane, "administrator")
    for _ in range(5):
        type_in(side, code="000000")
    type_in(side, code=app_code(hemmelig, frem=1))
    expect(side.locator(".fejlliste")).to_contain_text("Vent 5 minutter")
    see(hus, fane, "andet-trin-lukket")
    assert not is_inside(side, hus)

    fane = hus.fane()
    for _ in range(5):
        side = sign_in(fane, "leder", "det er ikke den")
        expect(side.locator(".fejlliste")).to_contain_text("passer ikke sammen")
    see(hus, fane, "log-ind-forkert")
    sign_in(fane, "leder")
    expect(side.locator(".fejlliste")).to_contain_text("Vent 5 minutter")
    see(hus, fane, "log-ind-lukket")
    assert not is_inside(side, hus)


def add_authenticator(side: Page) -> tuple[Any, str]:
    """A key in the machine that knows its owner, as by a fingerprint: the session of CDP, and its id."""
    cdp = side.context.new_cdp_session(side)
    cdp.send("WebAuthn.enable")
    valg = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    return cdp, cdp.send("WebAuthn.addVirtualAuthenticator", {"options": valg})["authenticatorId"]


def test_a_key_as_second_factor_and_alone(hus: Hus) -> None:
    fane = hus.fane()
    side = sign_in(fane, "faglig_ansvarlig")
    cdp, noegle = add_authenticator(side)
    fane.go("/konto/totrin/noegler/ny/")
    confirm(side)
    see(hus, fane, "noegle-ny")
    tab_to(side, "input[name=name]")
    side.keyboard.press("Control+A")
    side.keyboard.type("Arbejdscomputer")
    tab_to(side, "input[name=passwordless]")
    side.keyboard.press("Space")
    press(side, "#mfa_webauthn_add")
    assert len(cdp.send("WebAuthn.getCredentials", {"authenticatorId": noegle})["credentials"]) == 1
    fane.go("/konto/totrin/noegler/")
    expect(side.get_by_role("row", name=re.compile("Arbejdscomputer.*logge ind alene"))).to_be_visible()
    see(hus, fane, "noegler")
    assert is_inside(side, hus)
    sign_out(side)

    sign_in(fane, "faglig_ansvarlig")
    see(hus, fane, "andet-trin-noegle")
    press(side, "#mfa_webauthn_authenticate")
    assert is_inside(side, hus)
    sign_out(side)

    fane.go("/konto/log-ind/")
    press(side, "#passkey_login")
    assert is_inside(side, hus), "the key alone"
    sign_out(side)
    _refused(hus, fane, cdp, noegle)
    _rename_and_remove(hus, fane)


def _refused(hus: Hus, fane: Fane, cdp: Any, noegle: str) -> None:
    """A finger that is not known: the page says so, and one is not inside."""
    side = fane.go("/konto/log-ind/")
    cdp.send("WebAuthn.setUserVerified", {"authenticatorId": noegle, "isUserVerified": False})
    tab_to(side, "#passkey_login")
    side.keyboard.press("Enter")
    expect(side.locator("#noeglefejl")).to_be_visible()
    assert not is_inside(side, hus)
    assert [
        b for b in fane.brud if "NotAllowedError" not in b
    ] == []  # the browser says it to the console too
    fane.brud.clear()
    see(hus, fane, "noegle-afvist")
    cdp.send("WebAuthn.setUserVerified", {"authenticatorId": noegle, "isUserVerified": True})
    press(side, "#passkey_login")
    assert is_inside(side, hus)


def _rename_and_remove(hus: Hus, fane: Fane) -> None:
    side = fane.go("/konto/totrin/noegler/bekraeft/")
    see(hus, fane, "bekraeft-noegle")
    press(side, "#mfa_webauthn_reauthenticate")
    fane.go("/konto/totrin/noegler/")
    press(side, "a[href$='/ret/']")
    see(hus, fane, "noegle-ret")
    type_in(side, name="Telefon")
    expect(side.get_by_role("row", name=re.compile("Telefon"))).to_be_visible()
    press(side, "a[href$='/fjern/']")
    see(hus, fane, "noegle-fjern")
    press(side, "main form button")
    expect(side.get_by_text("Ingen endnu.")).to_be_visible()


def test_the_links_of_mails(hus: Hus) -> None:
    fane = hus.fane()
    side = fane.go(hus.links["invitation"])
    see(hus, fane, "invitation")
    type_in(side, adgangskode="kort", igen="kort")
    expect(side.locator(".fejlliste")).to_contain_text("12 tegn")
    see(hus, fane, "invitation-kort")
    type_in(side, adgangskode=NY_KODE, igen=NY_KODE)
    expect(side.get_by_text("Demokommune 01").first).to_be_visible()
    assert is_inside(side, hus)
    sign_out(side)
    fane.go(hus.links["invitation"])
    see(hus, fane, "invitation-brugt")

    fane.go("/konto/adgangskode/glemt/")
    see(hus, fane, "glemt")
    fane.go(hus.links["glemt"])
    see(hus, fane, "ny-adgangskode")
    type_in(side, password1=NY_KODE, password2=NY_KODE)
    see(hus, fane, "ny-faerdig")
    sign_in(fane, "laeser", NY_KODE)
    assert is_inside(side, hus)
    anden = hus.fane()
    anden.go(hus.links["glemt"])
    see(hus, anden, "link-brugt")
    anden.go("/konto/udbyder/fejl/")
    see(hus, anden, "udbyder-fejl")


def test_every_page_of_an_account_was_seen(hus: Hus) -> None:
    """Those the walk of all pages leaves to this file (the tests above run first)."""
    hentet_som_fil, leder_videre = {"mfa_download_recovery_codes"}, {"invitation_link", "mfa_login_webauthn"}
    uset = []
    for navn, rute in hus.server.ask("ruter"):
        if ANDETSTEDS.get(navn) in (LINKS, TOTRIN) and navn not in hentet_som_fil | leder_videre:
            moenster = re.sub(r"<[^>?]+>(?!\[|\.)", "[^/]+", rute.replace("^", "").replace("$", ""))
            if not any(re.fullmatch(moenster, sti) for sti in hus.set_):
                uset.append(rute)
    assert uset == []
