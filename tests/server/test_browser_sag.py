"""Casework in Chromium: what is typed is stored as it is typed, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from ffb.demo import make_demo
from server.browser.chrom import Fane, open_chromium, open_fane, take_billeder
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
    return side.locator("section.sagskort", has=side.locator(f'[data-felt="{felt}"]'))


def test_pages_are_accessible(hus: Hus, udredning: str) -> None:
    side = hus.fane.side
    for navn, sti in (
        ("liste", SAG),
        ("ny", f"{SAG}/ny"),
        ("fase", udredning),
        ("sag", udredning.split("/fase")[0]),
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


def test_two_people_are_told(hus: Hus, udredning: str) -> None:
    side = hus.fane.side
    side.goto(udredning)
    anden = open_fane(hus.browser, hus.server.url, hus.sessioner["sagsbehandler2"])
    anden.side.goto(udredning)
    anden.side.get_by_label("Borgerens perspektiv").fill("den andens ord")
    expect(_kort(anden.side, "perspektiv").get_by_role("status")).to_contain_text("Gemt kl.")
    side.get_by_label("Borgerens perspektiv").fill("mine ord")
    expect(side.get_by_text("»den andens ord«")).to_be_visible()
    anden.side.reload()
    expect(anden.side.get_by_label("Borgerens perspektiv")).to_have_value("den andens ord")
    side.get_by_label("Borgerens perspektiv").fill("mine ord alligevel")
    expect(_kort(side, "perspektiv").get_by_role("status")).to_contain_text("Gemt kl.")
    anden.side.context.close()
