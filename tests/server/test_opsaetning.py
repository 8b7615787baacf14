"""A kommune's choices, contacts and objections; two leverancer side by side; concepts; figures for
machines."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ffb.server.adgang.noegle import make_noegle
from ffb.server.adgang.roller import Rolle
from ffb.server.api import urls as api_urls
from ffb.server.fund.models import Opgoerelse
from ffb.server.fund.rapporter import pak_ud
from ffb.server.leverance.boks import open_cpr
from ffb.server.leverance.models import Borgernummer, Kontakt, Leverance, Opsaetning, System, Vejledning
from ffb.server.leverance.sammenlign import compare_leverancer
from ffb.server.opgave.models import Opgave
from ffb.server.spor.models import Spor
from server.server_leverancer import demo_mappe

pytestmark = pytest.mark.django_db
Som = Callable[..., Client]
URL = "/k/9001/leverancer/opsaetning"
GODT = {"hvad": "valg", "leveringsdag": "14", "bytes_dage": "90", "godkendelse_frist": "01.04."}


def tekst(svar: object) -> str:
    return unescape(svar.content.decode())  # type: ignore[attr-defined]


def test_choices_are_kept_and_count_anew(som: Som) -> None:
    browser = som(Rolle.FAGLIG_ANSVARLIG)
    assert browser.post(URL, GODT | {"krav_ff": "ja"}).status_code == 302
    o = Opsaetning.objects.get(kommune="9001")
    assert o.krav_ff and not o.ikke_vurderet_taeller and o.godkendelse_frist == "04-01"
    assert Opgave.objects.filter(art="opgoer", noegle="9001").exists()
    assert Spor.objects.filter(handling="opsaetning.aendret").exists()
    assert 'value="01.04"' in tekst(browser.get(URL))


@pytest.mark.parametrize(
    "felt",
    [{"leveringsdag": "32"}, {"leveringsdag": "x"}, {"bytes_dage": "0"}, {"godkendelse_frist": "31.02."}],
)
def test_bad_choices_change_nothing(som: Som, felt: dict[str, str]) -> None:
    svar = som(Rolle.FAGLIG_ANSVARLIG).post(URL, GODT | felt)
    assert svar.status_code == 400 and "Intet er ændret" in tekst(svar)
    assert not Opsaetning.objects.filter(kommune="9001").exists()


def test_files_are_taken_or_told(som: Som) -> None:
    browser, mappe = som(Rolle.FAGLIG_ANSVARLIG), demo_mappe()
    for hvad, navn in (("mapning", "mapning.xlsx"), ("dst_koder", "dst-koder.csv")):
        fil = SimpleUploadedFile(navn, (mappe / navn).read_bytes())
        assert browser.post(URL, {"hvad": hvad, "fil": fil}).status_code == 302
    assert Vejledning.objects.filter(kommune="9001").count() == 1
    assert Opsaetning.objects.get(kommune="9001").dst_koder
    svar = browser.post(URL, {"hvad": "dst_koder", "fil": SimpleUploadedFile("x.csv", b"A;B\n1;2\n")})
    assert (
        svar.status_code == 400 and "Kolonnen DST_KODE mangler" in tekst(svar) and "/tmp" not in tekst(svar)
    )
    opslag = b"SAGSNUMMER;ENHED;SAGSBEHANDLER\nS1;Enhed A;Sag Behandler\n"
    assert (
        browser.post(URL, {"hvad": "opslag", "fil": SimpleUploadedFile("o.csv", opslag)}).status_code == 302
    )
    assert Opsaetning.objects.get(kommune="9001").opslag == {"S1": ["Enhed A", "Sag Behandler"]}
    assert browser.post(URL, {"hvad": "andet", "fil": SimpleUploadedFile("o.csv", b"x")}).status_code == 404


def test_contacts_are_shown_confirmed_and_only_manual_ones_edited(som: Som, talt: Opgoerelse) -> None:
    browser, url = som(Rolle.FAGLIG_ANSVARLIG), "/k/9001/leverancer/kontakter"
    k = Kontakt.objects.filter(kommune="9001").first()
    assert k is not None and "se efter" in tekst(browser.get(url))
    assert browser.post(url, {"hvad": "bekraeft", "nr": k.pk}).status_code == 302
    k.refresh_from_db()
    assert k.bekraeftet_tid is not None
    assert browser.post(url, {"hvad": "fjern", "nr": k.pk}).status_code == 404
    ny = {"system": "IDEP", "rolle": "faglig ansvarlig", "navn": "Ny Person", "email": "ny@eksempel.dk"}
    assert browser.post(url, ny | {"email": "forkert"}).status_code == 400
    assert browser.post(url, ny).status_code == 302
    manuel = Kontakt.objects.get(manuel=True)
    assert browser.post(url, {"hvad": "fjern", "nr": manuel.pk}).status_code == 302
    assert som(Rolle.LAESER).post(url, ny).status_code == 403


def test_status_is_assumed_marked_and_objected_to(som: Som, talt: Opgoerelse) -> None:
    browser = som(Rolle.FAGLIG_ANSVARLIG)
    s = System.objects.filter(kommune="9001", status="Nuværende").first()
    assert s is not None
    url = f"/k/9001/leverancer/system/{s.pk}"
    assert browser.post(f"{url}/status", {"status": "Tidligere anvendt"}).status_code == 302
    assert "antaget hos jer" in tekst(browser.get("/k/9001/leverancer"))
    mail = browser.post(f"{url}/indsigelse")
    assert mail["Content-Disposition"].endswith('.eml"') and b"handicap@dst.dk" in mail.content
    assert browser.post(f"{url}/status", {"status": ""}).status_code == 302
    s.refresh_from_db()
    assert s.gaeldende_status == "Nuværende"


def test_two_leverancer_side_by_side(som: Som, talt: Opgoerelse) -> None:
    a, b = Leverance.objects.filter(kommune="9001").order_by("pk")
    ens, kommet, gaaet = compare_leverancer(b, b)
    assert ens and all(not (f.kommet or f.gaaet or f.aendret) for f in ens) and (kommet, gaaet) == (0, 0)
    forskelle, kommet, gaaet = compare_leverancer(a, b)
    assert sum(f.kommet for f in forskelle) > 0 and kommet > 0
    url = f"/k/9001/leverancer/sammenlign?foer={a.pk}&efter={b.pk}"
    assert "borgere er nye" in tekst(som(Rolle.LAESER).get(url))
    assert som(Rolle.LAESER, kommune="9002").get("/k/9002/leverancer/sammenlign").status_code == 200


def test_concepts_are_found_and_have_addresses(som: Som) -> None:
    browser = som(Rolle.LAESER)
    assert "/begreber/ffb/2023-05/" in tekst(browser.get("/begreber?q=ophold"))
    assert "Ingen begreber ligner" in tekst(browser.get("/begreber?q=qqqqxxxx"))
    katalog = tekst(browser.get("/begreber/ffb/2023-05"))
    url = katalog.split('href="/begreber/ffb/2023-05/')[1].split('"')[0]
    assert "Slags" in tekst(browser.get(f"/begreber/ffb/2023-05/{url}"))
    assert browser.get("/begreber/ffb/2023-05/findes-ikke").status_code == 404
    assert browser.get("/begreber/x/y").status_code == 404


def api(noegle: str, sti: str) -> tuple[int, dict[str, object]]:
    svar = Client().get(sti, headers={"Authorization": f"Bearer {noegle}"})
    return svar.status_code, json.loads(svar.content)


def test_figures_for_machines(talt: Opgoerelse) -> None:
    _, laes = make_noegle("9001", "Vendor", navn="x", omfang="laes", by="test")
    _, cpr = make_noegle("9001", "Vendor", navn="x", omfang="laes cpr", by="test")
    status, rapport = api(laes, "/api/rapport?aar=2025")
    assert status == 200 and rapport["cpr_liste_1"] is None and rapport["cpr_liste_1_antal"]
    i_alt = rapport["tabel1"]["raekker"][-1]  # type: ignore[index]
    assert i_alt["antal"] == pak_ud(talt.rapport).tabeller["tabel1"].raekker[-1]["antal"]
    numre = set(open_cpr("9001", Borgernummer.objects.values_list("borger_id", flat=True)).values())
    med = api(cpr, "/api/rapport?aar=2025")[1]["cpr_liste_1"]
    assert {r["cpr"] for r in med} <= numre  # type: ignore[union-attr,attr-defined]
    assert Spor.objects.filter(handling="api.cpr_lister").exists()
    status, fund = api(laes, "/api/fund?alvor=fejl")
    assert status == 200 and fund["antal"] and len(fund["fund"]) == fund["antal"]  # type: ignore[arg-type]
    assert api(laes, "/api/status")[1]["leverancer"]
    assert api(laes, "/api/rapport?fra=x&til=y")[0] == 400
    assert api("forkert", "/api/rapport")[0] == 401
    stier = json.loads(Client().get("/api/openapi.json").content)["paths"]
    ruter = {str(p.pattern).replace("<id_>", "{id}") for p in api_urls.urlpatterns} - {"api/openapi.json"}
    assert {s.removeprefix("/") for s in stier} == ruter, "every address for machines is described"
    for sti, hvad in stier.items():
        if sti.startswith(("/fhir/CodeSystem", "/fhir/ValueSet")) and "{id}" not in sti:
            mangler = any(v["required"] for v in hvad["get"]["parameters"])
            assert Client().get(sti).status_code == (400 if mangler else 200), sti
