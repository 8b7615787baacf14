"""Who gets which language, and what is Danish whoever asks."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client, RequestFactory
from django.utils import translation

from ffb.server.adgang.noegle import make_noegle
from ffb.server.adgang.roller import Rolle
from ffb.server.fund.models import Fund, Opgoerelse
from ffb.server.fund.rapporter import load_rapport
from ffb.server.godkendelse.actions import begin_godkendelse, pakke_sti, tick_punkt
from ffb.server.godkendelse.models import Godkendelse
from ffb.server.godkendelse.tjekliste import PUNKTER
from ffb.server.sprog import Sprogvalg, find_sprog, paa_sprog
from ffb.sprog import sprog
from server.server_steder import ADGANGSKODE

pytestmark = [pytest.mark.django_db, pytest.mark.ens_paa_begge]
Som = Callable[..., Client]


@pytest.mark.parametrize(
    ("person", "cookie", "hoved", "ventet"),
    [
        ("", "", "", "da"),
        ("", "", "en-GB,en;q=0.9,da;q=0.8", "en"),
        ("", "", "de,fr;q=0.5", "da"),
        ("", "", "da;q=0.1, en;q=0.9", "en"),
        ("", "da", "en", "da"),
        ("da", "en", "en", "da"),
        ("en", "da", "da", "en"),
        ("", "xx", "*", "da"),
        ("", "", "en;q=x, ;;,\x00", "da"),
    ],
)
def test_who_gets_which(
    make_bruger: Callable[..., Any], person: str, cookie: str, hoved: str, ventet: str
) -> None:
    request = RequestFactory().get("/", headers={"accept-language": hoved})
    request.COOKIES["ffb_sprog"] = cookie
    request.user = make_bruger(Rolle.LAESER)
    request.user.sprog = person
    assert find_sprog(request) == ventet


def test_the_language_ends_with_the_request(make_bruger: Callable[..., Any]) -> None:
    from django.http import HttpResponse

    sete = []

    def side(request: Any) -> HttpResponse:
        sete.append((sprog(), translation.get_language()))
        return HttpResponse()

    request = RequestFactory().get("/")
    request.user = make_bruger(Rolle.LAESER)
    request.user.sprog = "en"
    svar = Sprogvalg(side)(request)
    assert sete == [("en", "en")]
    assert sprog() == "da"
    assert svar.headers["Content-Language"] == "en" and "Accept-Language" in svar.headers["Vary"]


def test_the_switch_is_on_every_page_and_needs_no_account(client: Client) -> None:
    side = client.get("/konto/log-ind/").content.decode()
    assert 'name="sprog" value="en" lang="en">English<' in side
    svar = client.post("/konto/sprog", {"sprog": "en", "naeste": "/konto/log-ind/"}, follow=True)
    html = svar.content.decode()
    assert '<html lang="en">' in html and "<title>Sign in" in html and 'value="da" lang="da">Dansk<' in html
    svar = client.post("/konto/log-ind/", {"login": "", "password": ""})
    assert "This field is required." in svar.content.decode(), "Django's own words too"


def test_machines_ask_with_accept_language(talt: Opgoerelse, client: Client) -> None:
    _noegle, tekst = make_noegle("9001", "Vendor X", navn="x", omfang="indberet laes", by="test")
    hoved = {"authorization": f"Bearer {tekst}"}
    bundle = json.dumps({"resourceType": "Bundle", "type": "collection", "entry": []})

    def svar(sti: str, sprog_: str, **mere: Any) -> Any:
        kald = client.post if mere else client.get
        return kald(sti, headers=hoved | {"accept-language": sprog_}, **mere)

    krop = {"data": bundle, "content_type": "application/fhir+json"}
    dansk, engelsk = (svar("/fhir", s, **krop).json()["issue"] for s in ("da", "en"))
    assert dansk
    assert [i["diagnostics"] for i in dansk] == [i["diagnostics"] for i in engelsk]
    assert all(d["details"]["text"] != e["details"]["text"] for d, e in zip(dansk, engelsk, strict=True))
    assert svar("/api/rapport?aar=xx", "en").json()["fejl"].startswith("Write a year")
    assert svar("/api/rapport?aar=xx", "").json()["fejl"].startswith("Skriv et år")
    fund = svar("/api/fund", "en").json()["fund"]
    beskeder = dict(Fund.objects.values_list("noegle", "besked"))
    assert fund and all(f["besked"] != beskeder[f["noegle"]] for f in fund)
    assert {f["ejer"] for f in fund} <= {
        "sagsbehandler",
        "udfoerer",
        "faglig_ansvarlig",
        "it_leverandoer",
        "dst",
    }


def test_a_report_has_the_same_figures_in_both(talt: Opgoerelse) -> None:
    dansk = load_rapport(talt)
    with paa_sprog("en"):
        engelsk = load_rapport(talt)
    assert sprog() == "da" and load_rapport(talt) == dansk
    for navn, tabel in dansk.tabeller.items():
        tal = [k.navn for k in tabel.kolonner if k.type in ("antal", "andel", "tal", "dato", "kode")]
        da, en = ([[r.get(k) for k in tal] for r in t.raekker] for t in (tabel, engelsk.tabeller[navn]))
        assert da == en
        assert tabel.titel != engelsk.tabeller[navn].titel
    assert dansk.konklusion[0] == engelsk.konklusion[0] and dansk.konklusion[1] != engelsk.konklusion[1]


def test_what_goes_to_dst_is_danish_whoever_approves(
    talt: Opgoerelse, som: Som, make_bruger: Callable[..., Any]
) -> None:
    kladde = begin_godkendelse(talt, by="test")
    for punkt in PUNKTER:
        tick_punkt(kladde, punkt, bemaerkning="", sat=True, by="test")
    browser = som(Rolle.GODKENDER)
    browser.cookies["ffb_sprog"] = "en"
    sti = f"/k/9001/godkendelse/{kladde.pk}"
    assert "Sign out" in browser.get(f"{sti}/kladde").content.decode()
    browser.post(f"{sti}/kladde", {"hvad": "afgiv", "svar": "1"})
    with zipfile.ZipFile(io.BytesIO(pakke_sti(Godkendelse.objects.get(pk=kladde.pk)).read_bytes())) as z:
        manifest = json.loads(z.read("manifest.json"))
    assert "mangler" in manifest["advarsel"] and set(manifest["tjekliste"]) == {
        p.titel for p in PUNKTER.values()
    }
    brev = browser.get(f"{sti}/mail").content.decode()
    assert "Til Danmarks Statistik" in brev


def test_mail_about_the_account_is_in_the_language_of_the_page(
    client: Client, make_bruger: Callable[..., Any], settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    bruger = make_bruger(Rolle.LAESER)
    for sprog_, emne, ord_ in (("da", "Vælg en ny", "Åbn linket"), ("en", "Choose a new", "Open the link")):
        client.post("/konto/adgangskode/glemt/", {"email": bruger.email}, headers={"accept-language": sprog_})
        assert emne in mail.outbox[-1].subject and ord_ in mail.outbox[-1].body
    assert bruger.check_password(ADGANGSKODE)
