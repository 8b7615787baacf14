"""The pages of a kommune: every figure as the report has it, every number leads to its rows, looks at persons
are in the trail, and CPR is only where it was asked for."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from ffb.server.adgang.models import Bruger
from ffb.server.adgang.roller import Rolle
from ffb.server.fund.models import Begrundelse, Fund, Opgoerelse
from ffb.server.fund.rapporter import load_bag, load_rapport, pak_bag_ud, pak_ud
from ffb.server.fund.views import next_day
from ffb.server.leverance.boks import open_cpr
from ffb.server.leverance.models import Borgernummer
from ffb.server.opgave.koe import work
from ffb.server.spor.models import Spor, SporBorger

pytestmark = pytest.mark.django_db
Som = Callable[..., Client]
PERIODE = "fra=2025-01-01&til=2025-12-31"


def tekst(browser: Client, url: str, status: int = 200) -> str:
    svar = browser.get(url)
    assert svar.status_code == status, (url, svar.status_code)
    return unescape(svar.content.decode())


def cpr_numre() -> set[str]:
    ider = Borgernummer.objects.filter(kommune="9001").values_list("borger_id", flat=True)
    return set(open_cpr("9001", ider).values())


def test_overview_says_the_verdict_first(som: Som, talt: Opgoerelse) -> None:
    side = tekst(som(Rolle.LAESER), "/k/9001/")
    rapport = pak_ud(talt.rapport)
    assert rapport.konklusion[1] in side and "Det næste" in side
    assert side.index(rapport.konklusion[1]) < side.index("Det næste")


def test_every_number_of_the_tables_leads_to_its_rows(som: Som, talt: Opgoerelse) -> None:
    browser = som(Rolle.FAGLIG_ANSVARLIG)
    side = tekst(browser, f"/k/9001/rapport?{PERIODE}")
    peger = re.findall(r'<a href="(/k/9001/rapport/bag\?[^"]+)"[^>]*>([\d.]+)</a>', side)
    assert len(peger) > 20
    for url, tal in peger[::5]:
        indhold = tekst(browser, url)
        raekker = indhold.count("<tr>") - 1
        overskrift = re.search(r"<p>([\d.]+) (ydelse|borger)", indhold)
        assert overskrift and overskrift[1] == tal
        assert raekker >= int(tal.replace(".", ""))
    assert not any(n in side for n in cpr_numre())


def test_a_list_asks_what_for_and_the_trail_keeps_it(som: Som, talt: Opgoerelse) -> None:
    browser, url, numre = som(Rolle.FAGLIG_ANSVARLIG), f"/k/9001/rapport/liste/1?{PERIODE}", cpr_numre()
    assert not any(n in tekst(browser, url) for n in numre)
    assert browser.post(url, {"kopi": "cpr"}).status_code == 400
    sikker = browser.post(url, {"kopi": "sikker", "formaal": "Tilsyn"}).content.decode()
    assert not any(n in sikker for n in numre)
    med = browser.post(url, {"kopi": "cpr", "formaal": "Rette fejl i sagerne"}).content.decode()
    assert any(n in med for n in numre)
    spor = Spor.objects.filter(handling="liste.aabnet").get()
    assert spor.formaal == "Rette fejl i sagerne" and SporBorger.objects.filter(spor_nr=spor.nr).exists()
    for som_fil in ("xlsx", "csv"):
        fil = browser.post(url, {"kopi": "sikker", "formaal": "Tilsyn", "som": som_fil})
        assert fil["Content-Disposition"].endswith(f'.{som_fil}"') and len(fil.content) > 500


@pytest.mark.parametrize("format_", ["xlsx", "pdf", "json", "csv", "html"])
def test_the_report_as_a_file_has_no_persons(som: Som, talt: Opgoerelse, format_: str) -> None:
    svar = som(Rolle.LAESER).get(f"/k/9001/rapport/hent/{format_}?{PERIODE}")
    indhold = b"".join(svar.streaming_content)
    assert svar.status_code == 200 and len(indhold) > 500
    assert not any(n.encode() in indhold for n in cpr_numre())


def test_a_citizens_page_shows_her_rows_and_cpr_only_for_a_purpose(som: Som, talt: Opgoerelse) -> None:
    browser = som(Rolle.SAGSBEHANDLER)
    f = Fund.objects.filter(kommune="9001", borger_id__isnull=False).first()
    assert f is not None
    url, cpr = f"/k/9001/borger/{f.borger_id}", open_cpr("9001", [f.borger_id])[f.borger_id]
    side = tekst(browser, url)
    assert "Ydelser" in side and f.besked in side and cpr not in side
    assert cpr in browser.post(url, {"formaal": "Ringe til borgeren"}).content.decode()
    assert Spor.objects.filter(handling="borger.cpr_vist", formaal="Ringe til borgeren").exists()
    tekst(browser, "/k/9001/borger/1", 404)


def test_findings_filter_page_and_explain(som: Som, talt: Opgoerelse) -> None:
    browser = som(Rolle.FAGLIG_ANSVARLIG)
    side = tekst(browser, "/k/9001/fund")
    antal = Fund.objects.filter(kommune="9001").count()
    assert f"{antal} fund" in side
    regel = Fund.objects.filter(kommune="9001").values_list("regel", flat=True)[0]
    kun = Fund.objects.filter(kommune="9001", regel=regel).count()
    assert f"{kun} fund" in tekst(browser, f"/k/9001/fund?regel={regel}")
    f = Fund.objects.filter(kommune="9001").first()
    assert f is not None
    url = f"/k/9001/fund/{f.pk}"
    assert f.goer in tekst(browser, url)
    assert browser.post(url, {"tekst": "kort", "udloeber": "31.12.2099"}).status_code == 400
    assert browser.post(url, {"tekst": "Det er aftalt med borgeren.", "udloeber": "i går"}).status_code == 400
    om = (timezone.localdate() + timedelta(days=30)).isoformat()
    assert browser.post(url, {"tekst": "Det er aftalt med borgeren.", "udloeber": om}).status_code == 302
    b = Begrundelse.objects.get()
    assert b.noegle == f.noegle and "begrundet" in tekst(browser, f"/k/9001/fund?regel={f.regel}")
    assert browser.post(url, {"traek": b.pk}).status_code == 302
    b.refresh_from_db()
    assert b.trukket_tid is not None


def test_who_sees_no_persons_sees_counts_only(som: Som, talt: Opgoerelse) -> None:
    browser = som(Rolle.LAESER)
    side = tekst(browser, "/k/9001/fund")
    assert "Pr. regel" in side and "/borger/" not in side
    f = Fund.objects.filter(kommune="9001").first()
    assert f is not None
    for url in (
        f"/k/9001/fund/{f.pk}",
        f"/k/9001/rapport/liste/1?{PERIODE}",
        f"/k/9001/borger/{f.borger_id or 1}",
    ):
        tekst(browser, url, 403)


def test_another_period_is_counted_in_the_background(som: Som, talt: Opgoerelse) -> None:
    browser, url = som(Rolle.LAESER), "/k/9001/rapport?fra=01.07.2025&til=31.12.2025"
    assert "Tallene beregnes" in tekst(browser, url)
    foer = Fund.objects.filter(status="loest").count()
    work(til_tom=True)
    assert "Tabel 1" in tekst(browser, url)
    assert Fund.objects.filter(status="loest").count() == foer
    assert "slutter, før den begynder" in tekst(browser, "/k/9001/rapport?fra=31.12.2025&til=01.01.2025", 400)
    assert "kan ikke læses" in tekst(browser, "/k/9001/rapport?fra=x&til=y", 400)


def test_rules_have_pages(som: Som) -> None:
    browser = som(Rolle.LAESER)
    assert "T1-01" in tekst(browser, "/regler?q=T1-01")
    side = tekst(browser, "/regler/T1-01")
    assert "Sådan findes det" in side and "Kilde" in side
    assert "kodeliste" in tekst(browser, "/regler/FHIR-BINDING").lower()
    tekst(browser, "/regler/FINDES-IKKE", 404)


def test_empty_kommune_says_so(som: Som) -> None:
    browser = som(Rolle.LAESER, kommune="9050")
    for url in ("/k/9050/", "/k/9050/rapport", "/k/9050/fund", "/k/9050/leverancer"):
        tekst(browser, url)
    assert "Ikke tjekket" in tekst(browser, "/k/9050/")


def test_next_day() -> None:
    assert next_day(date(2026, 11, 14), 14) == date(2026, 11, 14)
    assert next_day(date(2026, 11, 15), 14) == date(2026, 12, 14)
    assert next_day(date(2026, 12, 31), 14) == date(2027, 1, 14)
    assert next_day(date(2026, 2, 10), 31) == date(2026, 2, 28)


def test_no_page_changes_the_report_that_pages_share(som: Som, talt: Opgoerelse) -> None:
    browser = som(Rolle.FAGLIG_ANSVARLIG)
    for sti in ("", "/ydelser", "/hent/xlsx", "/hent/json", "/hent/pdf", "/liste/1"):
        assert browser.get(f"/k/9001/rapport{sti}?{PERIODE}").status_code == 200
    for nr in (1, 2):
        for som_fil in ("", "xlsx", "csv"):
            valg = {"kopi": "cpr", "formaal": "Rette fejl i sagerne", "som": som_fil}
            assert browser.post(f"/k/9001/rapport/liste/{nr}?{PERIODE}", valg).status_code == 200
    tal = re.search(r'href="(/k/9001/rapport/bag[^"]+)"', tekst(browser, f"/k/9001/rapport?{PERIODE}"))
    assert tal and browser.get(tal[1]).status_code == 200
    assert load_rapport(talt) == pak_ud(talt.rapport)
    assert load_bag(talt) == pak_bag_ud(talt.bag)
    assert load_rapport(talt).tabeller["cpr_liste_1"].raekker


def find_menu(side: str) -> list[str]:
    menu = re.search(r'<nav class="menu".*?</nav>', side, re.S)
    return re.findall(r">([^<>]+)</a>", menu[0]) if menu else []


@pytest.mark.parametrize("roller", [*([r] for r in Rolle), [r for r in Rolle if r != Rolle.UDFOERER]])
def test_the_menu_has_six_places_at_most_and_says_where_one_is(
    make_bruger: Callable[..., Bruger], client: Client, roller: list[Rolle]
) -> None:
    """Also for one with every role of a kommune (11-udseende). Approval stands under the report."""
    client.force_login(make_bruger(*roller))
    for url in ("/k/9001/", "/dst/", "/konto", "/regler"):
        side = unescape(client.get(url, follow=True).content.decode())
        assert len(find_menu(side)) <= 6, url
    if Rolle.GODKENDER in roller:
        side = unescape(client.get("/k/9001/godkendelse", follow=True).content.decode())
        assert 'aria-current="page">Rapport</a>' in side
        assert find_menu(side)[:5] == ["Overblik", "Leverancer", "Rapport", "Fund", "Viden"]


def test_no_period_field_holds_a_dash(som: Som, talt: Opgoerelse) -> None:
    browser = som(Rolle.LAESER)
    side = tekst(browser, f"/k/9001/rapport?{PERIODE}")
    assert re.search(r'id="pr-dag" name="pr" value=""', side) and 'value="–"' not in side
