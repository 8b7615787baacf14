"""Casework in Chromium: what is typed is stored as it is typed, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from ffb.demo import make_demo
from server.browser.chrom import FLAG, Fane, find_chromium, open_chromium, open_fane, take_billeder
from server.fejl.server_proces import Serverproces

pytestmark = pytest.mark.egen_database
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SAG = "/k/9001/sag"


@dataclass
class Hus:
    server: Serverproces
    browser: Browser
    sessioner: dict[str, str]
    fane: Fane


@pytest.fixture(scope="module")
def hus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hus]:
    rod = tmp_path_factory.mktemp("sagshus")
    make_demo(rod / "demo", seed=7, borgere=20, kommuner=1)
    server = Serverproces(rod / "data", rod / "noegler.json")
    sessioner = server.ask("saa", str(rod / "demo"))["sessioner"]
    server.start()
    try:
        with open_chromium() as browser:
            yield Hus(server, browser, sessioner, open_fane(browser, server.url, sessioner["sagsbehandler"]))
    finally:
        server.stop()


@pytest.fixture(scope="module")
def udredning(hus: Hus) -> str:
    """The address of a case's sagsoplysning with one open udredning and one open theme."""
    side = hus.fane.go(f"{SAG}/ny")
    for felt, vaerdi in (("cpr", "6101814321"), ("navn", "Åse Demo"), ("sagsnummer", "DEMO-1")):
        side.fill(f"#{felt}", vaerdi)
    side.click("text=Opret sagen")
    side.click("text=Sagsoplysning")
    side.click("text=Tilføj udredning")
    side.click("text=Tilføj tema")
    return side.url.split("#")[0]


def _kort(side: Page, felt: str) -> Locator:
    """The card whose form has this field."""
    return side.locator(".sagskort", has=side.locator(f'[data-felt="{felt}"]'))


def test_pages_are_accessible(hus: Hus, udredning: str) -> None:
    side = hus.fane.side
    for navn, sti in (
        ("liste", SAG),
        ("ny", f"{SAG}/ny"),
        ("fase", udredning),
        ("sag", udredning.split("/fase")[0]),
        ("p82", udredning.split("/fase")[0] + "/p82"),
        ("oevelse", f"{SAG}/oevelse"),
        ("overblik", "/k/9001/sagsoverblik"),
        ("overblik-liste", "/k/9001/sagsoverblik/liste?tal=aabne"),
    ):
        side.goto(sti if sti.startswith("http") else hus.server.url + sti)
        fund = Axe().run(side, options=WCAG).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in fund] == [], navn
        side.set_viewport_size({"width": 390, "height": 844})
        assert side.evaluate("document.documentElement.scrollWidth") <= 390, navn
        side.set_viewport_size({"width": 1280, "height": 900})
        take_billeder(side, f"sag-{navn}")
    assert hus.fane.brud == []


def test_typing_is_saving(hus: Hus, udredning: str) -> None:
    side = hus.fane.side
    side.goto(udredning)
    side.get_by_label("Borgerens perspektiv").fill("vil gerne lave mad selv")
    expect(_kort(side, "perspektiv").get_by_role("status")).to_contain_text("Gemt kl.")
    side.get_by_label("Dato for udredningen").fill("31.2.2026")
    expect(side.get_by_text("Datoen kan ikke læses")).to_be_visible()
    side.get_by_label("Dato for udredningen").fill("28.2.2026")
    expect(side.get_by_text("Datoen kan ikke læses")).to_be_hidden()
    side.reload()
    expect(side.get_by_label("Borgerens perspektiv")).to_have_value("vil gerne lave mad selv")


def test_a_long_list_is_searched_as_one_types(hus: Hus, udredning: str) -> None:
    side = hus.fane.side
    side.goto(udredning)
    kort = _kort(side, "kode")
    kort.locator("input.listesoeg").fill("lave mad")
    expect(kort.locator("select option:checked")).to_have_text("Lave mad")
    expect(kort.locator("p.om")).to_have_text("At planlægge, tilberede og servere et måltid.")
    expect(kort.get_by_role("status")).to_contain_text("Gemt kl.")
    side.reload()
    expect(side.get_by_role("heading", name="Lave mad")).to_be_visible()


def test_nothing_is_lost_without_a_network(hus: Hus, udredning: str) -> None:
    side = hus.fane.side
    side.goto(udredning)
    side.context.set_offline(True)
    side.get_by_label("Faglig vurdering").fill("skrevet uden net")
    expect(side.get_by_text("Der er ingen forbindelse")).to_be_visible()
    gemt = side.evaluate("JSON.stringify(localStorage)")
    assert "ffb-kladde" in gemt and "skrevet" not in gemt, "what waits in the browser is not in the clear"
    side.context.set_offline(False)
    expect(_kort(side, "perspektiv").get_by_role("status")).to_contain_text("Gemt kl.", timeout=20_000)
    assert "ffb-kladde" not in side.evaluate("JSON.stringify(localStorage)")


def test_nothing_is_lost_when_the_browser_closes_or_the_session_ends(hus: Hus, udredning: str) -> None:
    fane = open_fane(hus.browser, hus.server.url, hus.sessioner["sagsbehandler"])
    side = fane.side
    side.goto(udredning)
    kage = side.context.cookies()
    side.context.clear_cookies()
    side.get_by_label("Faglig vurdering").fill("skrevet efter udlogning")
    expect(side.get_by_text("Du er ikke logget ind længere")).to_be_visible()
    side.close()
    igen = side.context.new_page()
    igen.context.add_cookies([k for k in kage if k["name"] == "ffb_session"])  # type: ignore[arg-type]
    igen.goto(udredning)
    expect(igen.get_by_text("Vi har hentet det, du ikke nåede at gemme")).to_be_visible()
    expect(igen.get_by_label("Faglig vurdering")).to_have_value("skrevet efter udlogning")
    igen.wait_for_function("!JSON.stringify(localStorage).includes('ffb-kladde')")
    igen.reload()
    expect(igen.get_by_label("Faglig vurdering")).to_have_value("skrevet efter udlogning")
    igen.context.close()


def test_nothing_is_lost_when_the_server_is_started_again(hus: Hus, udredning: str) -> None:
    side = hus.fane.side
    side.goto(udredning)
    hus.server.stop()
    side.get_by_label("Faglig vurdering").fill("skrevet mens serveren var nede")
    expect(side.get_by_text("Der er ingen forbindelse")).to_be_visible()
    hus.server.start()
    expect(_kort(side, "perspektiv").get_by_role("status")).to_contain_text("Gemt kl.", timeout=30_000)
    side.reload()
    expect(side.get_by_label("Faglig vurdering")).to_have_value("skrevet mens serveren var nede")


def test_nothing_is_lost_when_the_whole_browser_is_closed(hus: Hus, udredning: str, tmp_path: Path) -> None:
    kage = {"name": "ffb_session", "value": hus.sessioner["sagsbehandler"], "url": hus.server.url}
    aabn = partial(
        hus.browser.browser_type.launch_persistent_context,
        tmp_path, executable_path=find_chromium(), args=FLAG, locale="da-DK",
    )  # fmt: skip
    foer = aabn()
    foer.add_cookies([kage])  # type: ignore[list-item]
    side = foer.new_page()
    side.goto(udredning)
    foer.set_offline(True)
    side.get_by_label("Faglig vurdering").fill("skrevet før browseren blev lukket")
    expect(side.get_by_text("Der er ingen forbindelse")).to_be_visible()
    foer.close()
    efter = aabn()
    efter.add_cookies([kage])  # type: ignore[list-item]
    igen = efter.new_page()
    igen.goto(udredning)
    expect(igen.get_by_text("Vi har hentet det, du ikke nåede at gemme")).to_be_visible()
    igen.wait_for_function("!JSON.stringify(localStorage).includes('ffb-kladde')")
    efter.close()
    hus.fane.side.goto(udredning)
    expect(hus.fane.side.get_by_label("Faglig vurdering")).to_have_value("skrevet før browseren blev lukket")


def test_two_people_are_told_and_nothing_is_overwritten(hus: Hus, udredning: str) -> None:
    side = hus.fane.side
    side.goto(udredning)
    side.get_by_label("Faglig vurdering").fill("den første")
    expect(_kort(side, "perspektiv").get_by_role("status")).to_contain_text("Gemt kl.")
    anden = open_fane(hus.browser, hus.server.url, hus.sessioner["sagsbehandler2"])
    anden.side.goto(udredning)
    expect(anden.side.locator("[data-her]")).to_contain_text("sagsbehandler skriver i sagen lige nu")
    expect(anden.side.locator(".senest")).to_contain_text("sagsbehandler@eksempel.dk for lidt siden")
    # other fields of one object, from pages made before the other's change: both stand
    anden.side.get_by_label("Borgerens perspektiv").fill("den andens ord")
    expect(_kort(anden.side, "perspektiv").get_by_role("status")).to_contain_text("Gemt kl.")
    side.get_by_label("Faglig vurdering").fill("den første igen")
    expect(_kort(side, "perspektiv").get_by_role("status")).to_contain_text("Gemt kl.")
    expect(side.locator("[data-her]")).to_contain_text("sagsbehandler2 skriver i sagen lige nu")
    expect(side.locator("[data-nyt]")).to_contain_text("sagsbehandler2@eksempel.dk rettede »Udredning«")
    # the same field: the first stands, the second is told and chooses
    anden.side.get_by_label("Borgerens perspektiv").fill("den andens sidste ord")
    expect(_kort(anden.side, "perspektiv").get_by_role("status")).to_contain_text("Gemt kl.")
    side.reload()
    anden.side.get_by_label("Borgerens perspektiv").fill("endnu et ord")
    expect(_kort(anden.side, "perspektiv").get_by_role("status")).to_contain_text("Gemt kl.")
    side.get_by_label("Borgerens perspektiv").fill("mine ord")
    expect(side.get_by_text("»endnu et ord«")).to_be_visible()
    anden.side.reload()
    expect(anden.side.get_by_label("Borgerens perspektiv")).to_have_value("endnu et ord")
    expect(anden.side.get_by_label("Faglig vurdering")).to_have_value("den første igen")
    side.get_by_label("Borgerens perspektiv").fill("mine ord alligevel")
    expect(_kort(side, "perspektiv").get_by_role("status")).to_contain_text("Gemt kl.")
    anden.side.context.close()


def test_one_without_script_is_told_too(hus: Hus, udredning: str) -> None:
    hus.fane.side.goto(udredning)
    uden = open_fane(hus.browser, hus.server.url, hus.sessioner["sagsbehandler2"], java_script_enabled=False)
    uden.side.goto(udredning)
    expect(uden.side.locator("[data-her]")).to_contain_text("sagsbehandler")
    expect(uden.side.locator(".senest")).to_contain_text("for lidt siden")
    uden.side.context.close()


def test_an_open_page_asks_seldom_and_a_forgotten_one_not_at_all(hus: Hus, udredning: str) -> None:
    fane = open_fane(hus.browser, hus.server.url, hus.sessioner["sagsbehandler"])
    spurgt: list[str] = []
    fane.side.on("request", lambda r: spurgt.append(r.url) if r.url.endswith("/her") else None)
    fane.side.clock.install()
    with fane.side.expect_response("**/her"):
        fane.side.goto(udredning)
        fane.side.clock.run_for(3_100)
    assert len(spurgt) == 1
    fane.side.clock.fast_forward(700_000)  # nobody has touched the page for more than ten minutes
    fane.side.clock.run_for(60_000)
    assert len(spurgt) == 1
    with fane.side.expect_response("**/her"):
        fane.side.keyboard.press("Shift")
        fane.side.clock.run_for(100)
    fane.side.context.close()
