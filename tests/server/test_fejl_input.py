"""Bad input in every field and address: an answer in words, never a crash, never someone else's page, never
run as HTML, SQL or a formula."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import python_calamine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, get_resolver

from ffb.server.adgang.noegle import make_noegle
from ffb.server.adgang.roller import Rolle
from ffb.server.fund.models import Begrundelse, Fund, Opgoerelse
from ffb.server.godkendelse.models import Godkendelse
from ffb.server.leverance.aaben import seal_leverancer
from ffb.server.leverance.grundlag import lager
from ffb.server.leverance.models import AabenPost, Borgernummer, Leverance, Modtagelse, System
from ffb.server.leverance.modtag import Afgjort, _read_og_udgiv, modtag_mappe, read_modtagelse
from ffb.server.opgave.koe import take, work
from ffb.server.opgave.models import Opgave
from server.server_leverancer import demo_mappe

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


@pytest.mark.django_db(transaction=True)
def test_what_a_delivery_says_is_never_run(som: Som) -> None:
    """Formulas and HTML in the delivery's own text fields, out on pages and in files."""
    formel, ud = '=cmd|"/C calc"!A0', io.BytesIO()
    rod = demo_mappe() / "leverancer" / "9001" / "nuvaerende"
    with zipfile.ZipFile(ud, "w") as z:
        for sti in rod.glob("*.csv"):
            linjer = list(csv.reader(sti.open(encoding="utf-8-sig"), delimiter=";"))
            for felt, vaerdi in (("ENHED", formel), ("SAGSBEHANDLER", SCRIPT), ("SAGSNUMMER", f"+{SCRIPT}")):
                if felt in linjer[0]:
                    for r in linjer[1:]:
                        r[linjer[0].index(felt)] = vaerdi
            tekst = io.StringIO()
            csv.writer(tekst, delimiter=";").writerows(linjer)
            z.writestr(sti.name, tekst.getvalue())
    browser = som(Rolle.FAGLIG_ANSVARLIG)
    fil = SimpleUploadedFile(f"{SCRIPT}.zip", ud.getvalue())
    kvittering = browser.post("/k/9001/leverancer/indlever", {"filer": [fil], "system": SCRIPT})["Location"]
    work(til_tom=True)
    liste = f"/k/9001/rapport/liste/1?{PERIODE}"
    for url in (kvittering, "/k/9001/", f"/k/9001/rapport?{PERIODE}", "/k/9001/fund", "/k/9001/leverancer"):
        assert SCRIPT not in browser.get(url).content.decode(), url
    valg = {"kopi": "sikker", "formaal": "Tilsyn"}
    assert SCRIPT not in browser.post(liste, valg).content.decode()
    tekst_fil = browser.post(liste, {**valg, "som": "csv"}).content.decode("utf-8-sig")
    celler = [c for r in csv.reader(io.StringIO(tekst_fil), delimiter=";") for c in r]
    assert any(formel in c for c in celler) and not any(c.startswith(("=", "+", "@")) for c in celler)
    ark = python_calamine.load_workbook(
        io.BytesIO(browser.post(liste, {**valg, "som": "xlsx"}).content)
    ).get_sheet_by_index(0)
    assert any(formel in str(c) for r in ark.to_python() for c in r)


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
    from server.test_browser_sider import fill_rute

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
        ("fund", "godkendelse", "kladde", "leverance", "person", "system_nr", "borger_id"), "1"
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


@pytest.mark.django_db(transaction=True)
def test_a_clock_that_jumps_makes_two_workers_and_one_leverance(som: Som, data: Path) -> None:
    """The lease ran out under the first worker; the second ended first."""
    fil = SimpleUploadedFile("9001.zip", _zip())
    kvittering = som(Rolle.FAGLIG_ANSVARLIG).post("/k/9001/leverancer/indlever", {"filer": [fil]})["Location"]
    foerste = Modtagelse.objects.get(pk=kvittering.rsplit("/", 1)[-1])
    mappe = modtag_mappe(foerste)
    kopi = {sti.name: sti.read_bytes() for sti in mappe.iterdir()}
    read_modtagelse(str(foerste.pk), lambda *_: None)
    antal = Leverance.objects.count()
    mappe.mkdir()
    for navn, indhold in kopi.items():
        (mappe / navn).write_bytes(indhold)
    with pytest.raises(Afgjort):
        _read_og_udgiv(foerste, mappe, lambda *_: None)
    assert Leverance.objects.count() == antal
    assert {m.name for m in lager().rod.iterdir()} == {
        "ny", *(str(n) for n in Leverance.objects.values_list("pk", flat=True))
    }  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_two_that_seal_the_same_day_leave_one_whole_leverance(data: Path) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from ffb.server.leverance.aaben import seal
    from server.fejl.drab import UDDATA, make_bundle

    if not UDDATA.is_dir():
        pytest.skip("../shared er ikke ved siden af")
    noegle = make_noegle("9001", "Vendor X", navn="prøve", by="test")[1]
    hoved = {"Authorization": f"Bearer {noegle}"}
    assert (
        Client().post("/fhir", make_bundle(1), content_type="application/json", headers=hoved).status_code
        == 200
    )
    langsom = Leverance.objects.select_related("system").get()
    assert seal_leverancer(foer=timezone.localdate() + timedelta(days=1)) == 1
    seal(langsom)
    lev = Leverance.objects.get()
    assert lager().verify(lev.pk, lev.manifest_hash) == [] and not list(lager().ny.iterdir())


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


def _zip() -> bytes:
    rod, ud = demo_mappe() / "leverancer" / "9001", io.BytesIO()
    with zipfile.ZipFile(ud, "w") as z:
        for sti in sorted(rod.rglob("*.csv")):
            z.write(sti, str(sti.relative_to(rod)))
    return ud.getvalue()
