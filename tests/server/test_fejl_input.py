"""Bad input in every field and address: an answer in words, never a crash, never someone else's page, never
run as HTML, SQL or a formula."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from ffb.server.adgang.noegle import make_noegle
from ffb.server.adgang.roller import Rolle
from ffb.server.fund.models import Begrundelse, Fund, Opgoerelse
from ffb.server.godkendelse.models import Godkendelse
from ffb.server.leverance.models import AabenPost, Borgernummer, Modtagelse, System
from ffb.server.opgave.koe import take
from ffb.server.opgave.models import Opgave

pytestmark = pytest.mark.django_db
Som = Callable[..., Client]
PERIODE = "fra=2025-01-01&til=2025-12-31"
SCRIPT = "<script>alert(1)</script>"
ONDT = [
    SCRIPT, "' OR '1'='1' --", "'; DROP TABLE spor_spor; --", '=HYPERLINK("http://198.51.100.7")',
    "{{ 7|add:7 }}", "../../../etc/passwd", "\0", "x" * 50_000, "‮gnp.exe", "%s%n", "-1", "9" * 40,
    "NaN", "2025-02-30",
]  # fmt: skip


def sider(nr: int) -> list[str]:
    return [
        "/k/9001/?{}", "/k/9001/rapport?fra={0}&til={0}",
        "/k/9001/rapport/bag?tabel={0}&raekke={0}&kolonne={0}&{1}", "/k/9001/rapport/ydelser?fra={}",
        "/k/9001/fund?ejer={0}&alvor={0}&regel={0}&status={0}&enhed={0}&side={0}",
        "/k/9001/fund?system={}", "/k/9001/leverancer?side={}", "/k/9001/godkendelse?fra={0}&til={0}",
        "/regler?q={0}&emne={0}", "/regler/{}", "/k/{}/", "/k/9001/rapport/hent/{}",
        "/k/9001/rapport?pr={0}&{1}",
    ][nr : nr + 1]  # fmt: skip


@pytest.mark.parametrize("nr", range(13))
def test_every_parameter_bears_anything(som: Som, talt: Opgoerelse, nr: int) -> None:
    from urllib.parse import quote

    browser = som(Rolle.FAGLIG_ANSVARLIG)
    for ondt in ONDT:
        for side in sider(nr):
            svar = browser.get(side.format(quote(ondt[:2000]), PERIODE))
            assert svar.status_code < 500, (side, ondt[:20], svar.status_code)
            assert svar.streaming or SCRIPT not in svar.content.decode()


def test_every_text_field_bears_anything(som: Som, talt: Opgoerelse) -> None:
    browser, godkender = som(Rolle.FAGLIG_ANSVARLIG), som(Rolle.GODKENDER)
    fund = Fund.objects.filter(kommune="9001").exclude(borger_id=None).earliest("pk")
    kladde = godkender.post(f"/k/9001/godkendelse/begynd?{PERIODE}")["Location"]
    system = System.objects.filter(kommune="9001").earliest("pk")
    for ondt in ONDT:
        poster: list[tuple[Client, str, dict[str, Any]]] = [
            (browser, f"/k/9001/fund/{fund.pk}", {"tekst": f"{ondt} og mere", "udloeber": "31.12.2027"}),
            (browser, f"/k/9001/fund/{fund.pk}", {"tekst": "en god grund", "udloeber": ondt, "traek": ondt}),
            (
                browser,
                f"/k/9001/rapport/liste/1?{PERIODE}",
                {"kopi": "sikker", "formaal": ondt, "som": "csv"},
            ),
            (browser, f"/k/9001/leverancer/system/{system.pk}/status", {"status": ondt}),
            (godkender, kladde, {"hvad": "punkt", "punkt": ondt, "sat": "ja"}),
            (godkender, kladde, {"hvad": "punkt", "punkt": "kontakter", "sat": "ja", "bemaerkning": ondt}),
            (godkender, kladde, {"hvad": "afgiv", "svar": ondt, "bemaerkning": ondt}),
            (godkender, kladde, {"hvad": ondt}),
            (Client(), "/konto/log-ind/", {"login": ondt, "password": ondt}),
        ]
        for hvem, url, felter in poster:
            svar = hvem.post(url, felter)
            assert svar.status_code < 500, (url, list(felter), ondt[:20], svar.status_code)
            assert SCRIPT not in svar.content.decode()
    for url in (f"/k/9001/fund/{fund.pk}", "/k/9001/leverancer", "/k/9001/fund"):
        assert SCRIPT not in browser.get(url).content.decode()
    assert SCRIPT not in godkender.get(kladde).content.decode()
    assert Begrundelse.objects.filter(tekst__startswith=SCRIPT).exists()
    assert SCRIPT in unescape(browser.get(f"/k/9001/fund/{fund.pk}").content.decode())


def test_another_kommunes_things_are_not_found(som: Som, talt: Opgoerelse) -> None:
    browser = som(Rolle.FAGLIG_ANSVARLIG, kommune="9002")
    fund = Fund.objects.filter(kommune="9001").earliest("pk")
    kvittering = Modtagelse.objects.create(kommune="9001", vej="upload", af="test")
    borger = Borgernummer.objects.filter(kommune="9001").exclude(
        borger_id__in=Borgernummer.objects.filter(kommune="9002").values("borger_id")
    )[0]
    for sti in (f"fund/{fund.pk}", f"leverancer/kvittering/{kvittering.uuid}", f"borger/{borger.borger_id}"):
        assert browser.get(f"/k/9001/{sti}").status_code == 403
        assert browser.get(f"/k/9002/{sti}").status_code == 404
    system = System.objects.filter(kommune="9001").earliest("pk")
    assert browser.post(f"/k/9002/leverancer/system/{system.pk}/status", {"status": "x"}).status_code == 404
    godkender = som(Rolle.GODKENDER)
    godkender.post(f"/k/9001/godkendelse/begynd?{PERIODE}")
    nr = Godkendelse.objects.get().pk
    assert som(Rolle.LEDER, kommune="9002").get(f"/k/9002/godkendelse/{nr}").status_code == 404


def test_no_form_is_taken_without_its_csrf_token(som: Som, talt: Opgoerelse) -> None:
    from server.browser.sider import fill_rute

    browser = som(Rolle.FAGLIG_ANSVARLIG)
    streng = Client(enforce_csrf_checks=True)
    streng.cookies = browser.cookies
    proever = {
        "kode": "9001",
        "regel": "DAT-01",
        "analyse": "V15",
        "uuid": "0" * 8 + "-0000-0000-0000-" + "0" * 12,
    }
    proever |= dict.fromkeys(
        (
            "fund",
            "godkendelse",
            "kladde",
            "leverance",
            "person",
            "system_nr",
            "borger_id",
            "konv_nr",
            "linje_nr",
            "post_nr",
        ),
        "1",
    )
    proevet = 0
    for navn, rute in _ruter(get_resolver().url_patterns, "/"):
        sti = fill_rute(navn, rute, proever)
        if sti and not sti.startswith(("/fhir", "/api/")):
            svar = streng.post(sti, {"tekst": "x"})
            assert svar.status_code in (403, 405), (sti, svar.status_code)
            proevet += 1
    assert proevet > 20


def _ruter(liste: Any, foran: str) -> list[tuple[str, str]]:
    ud: list[tuple[str, str]] = []
    for p in liste:
        rute = foran + str(p.pattern)
        ud += [(p.name or "", rute)] if isinstance(p, URLPattern) else _ruter(p.url_patterns, rute)
    return ud


def test_a_vendor_cannot_hand_in_for_another_or_too_much() -> None:
    noegle = make_noegle("9001", "Vendor X", navn="prøve", by="test")[1]
    hoved = {"Authorization": f"Bearer {noegle}"}
    stor = Client().post(
        "/fhir", b"{}", content_type="application/fhir+json", headers={**hoved, "Content-Length": "200000001"}
    )
    assert stor.status_code == 413
    for art, data in [
        ("application/x-www-form-urlencoded", b"a=b"),
        ("multipart/form-data; boundary=x", b"--x--"),
        ("text/html", SCRIPT.encode()),
        ("application/fhir+json", b"\xff\xfe\x00"),
        ("application/fhir+json", b"[" * 100_000),
        ("application/fhir+json", b'{"resourceType":"Bundle","entry":[' + b"{}," * 5000 + b"{}]}"),
    ]:
        svar = Client().post("/fhir", data, content_type=art, headers=hoved)
        assert svar.status_code == 422 and json.loads(svar.content)["issue"], (art, svar.status_code)
        assert SCRIPT not in svar.content.decode()
    assert not AabenPost.objects.exists()


def test_a_session_that_ended_cannot_be_used_again(som: Som, talt: Opgoerelse) -> None:
    browser = som(Rolle.LAESER)
    kage = browser.cookies["ffb_session"].value
    assert browser.get("/k/9001/").status_code == 200
    browser.logout()
    igen = Client()
    igen.cookies["ffb_session"] = kage
    assert igen.get("/k/9001/").status_code == 302


def test_a_clock_set_back_does_not_leave_work_waiting() -> None:
    from datetime import timedelta

    from django.utils import timezone

    Opgave.objects.all().delete()
    frem = timezone.now() + timedelta(hours=5)
    venter = Opgave.objects.create(art="pasning", oprettet_tid=frem, tidligst_tid=frem)
    taget = take("a")
    assert taget == venter
    Opgave.objects.filter(pk=venter.pk).update(startet_tid=frem, lejet_til=frem)
    assert take("b") == venter
