"""Every page in Chromium: no fault of accessibility (axe) in light or dark, nothing asked for elsewhere, no
complaint from the console, nothing wider than a phone, readable without JavaScript, usable by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from ffb.demo import make_demo
from server.browser.chrom import Fane, find_fejl, open_chromium, open_fane, tab_to, take_billeder
from server.browser.sider import PERIODE, ROLLER, find_sider
from server.fejl.server_proces import Serverproces

pytestmark = pytest.mark.egen_database


@dataclass
class Hus:
    """A server with a year in it, a browser, and a value for each word of an address."""

    server: Serverproces
    browser: Browser
    sessioner: dict[str, str]
    proever: dict[str, str]

    def fane(self, rolle: str, **valg: Any) -> Fane:
        return open_fane(self.browser, self.server.url, self.sessioner.get(rolle, ""), **valg)


@pytest.fixture(scope="module")
def hus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hus]:
    rod = tmp_path_factory.mktemp("hus")
    make_demo(rod / "demo", seed=7, borgere=60, kommuner=2)
    server = Serverproces(rod / "data", rod / "noegler.json")
    saaet = server.ask("saa", str(rod / "demo"))
    proever = server.ask("fyld", str(rod / "demo"))
    server.start()
    try:
        with open_chromium() as browser:
            yield Hus(server, browser, saaet["sessioner"], proever)
    finally:
        server.stop()


@pytest.mark.lang
def test_every_page_is_accessible_and_keeps_to_itself(hus: Hus) -> None:
    sider, brud = list(find_sider(hus.server, hus.sessioner, hus.proever)), []
    assert len(sider) > 80
    for rolle in ROLLER:
        fane = hus.fane(rolle)
        for aaben in sider:
            if aaben.rolle == rolle:
                side = fane.go(aaben.sti)
                brud += [f"{aaben.sti} ({rolle}): {f}" for f in find_fejl(side)]
                take_billeder(side, f"{aaben.sti}-{rolle}")
        brud += [f"{rolle}: {b}" for b in fane.brud]
        fane.side.context.close()
    assert brud == [], "\n".join(brud)


def test_everything_can_be_read_without_javascript(hus: Hus) -> None:
    uden = hus.fane("faglig_ansvarlig", java_script_enabled=False)
    p = hus.proever
    for sti, ord_ in [
        ("/k/9001/", "Det næste"),
        (f"/k/9001/rapport{PERIODE}", "Tabel 1"),
        (f"/k/9001/fund/{p['fund']}", "Gør sådan"),
        (f"/k/9001/leverancer/kvittering/{p['uuid']}", "Kvittering"),
        ("/k/9001/leverancer", "Leverancer"),
        (f"/regler/{p['regel']}", p["regel"]),
    ]:
        assert ord_ in uden.go(sti).locator("main").inner_text()
    uden.go(f"/k/9001/rapport{PERIODE}").locator("td a[href*=bag]").first.click()
    assert uden.side.locator("main table tbody tr").count() > 0
    uden.go("/k/9001/leverancer/indlever").set_input_files(
        "input[type=file]", {"name": "b.csv", "mimeType": "text/csv", "buffer": b"intet"}
    )
    uden.side.get_by_role("button", name="Indlever").click()
    assert "/kvittering/" in uden.side.url


def test_by_keyboard_alone_from_overview_to_an_explained_finding(hus: Hus) -> None:
    fane = hus.fane("faglig_ansvarlig")
    side = fane.go("/k/9001/")
    side.keyboard.press("Tab")
    assert side.evaluate("document.activeElement.className") == "spring"
    side.keyboard.press("Enter")
    assert side.evaluate("document.activeElement.id") == "indhold"
    side.goto(hus.server.url + "/k/9001/")
    tab_to(side, ".menu a[href$='/fund']")
    with side.expect_navigation():
        side.keyboard.press("Enter")
    tab_to(side, "main td a[href*='/fund/'], main th a[href*='/fund/']")
    with side.expect_navigation():
        side.keyboard.press("Enter")
    tab_to(side, "#tekst")
    side.keyboard.type("Oplyst af borgeren og drøftet på sagen.")
    tab_to(side, "form:has(#tekst) button")
    with side.expect_navigation():
        side.keyboard.press("Enter")
    assert "drøftet på sagen" in side.locator("blockquote").first.inner_text()
    assert fane.brud == []


def test_a_table_wider_than_its_frame_shows_that_there_is_more(hus: Hus) -> None:
    side = hus.fane("faglig_ansvarlig", viewport={"width": 390, "height": 844}).go(
        f"/k/9001/rapport{PERIODE}"
    )
    ramme = side.locator(".tabelramme").first
    expect(ramme).to_have_class("tabelramme mere-efter")
    ramme.evaluate("e => e.scrollTo(e.scrollWidth, 0)")
    expect(ramme).to_have_class("tabelramme mere-foer")


@pytest.mark.lang
def test_in_english_too_accessible_and_changed_without_javascript(hus: Hus) -> None:
    """The switch is a form; parts that stay Danish say so (WCAG 3.1.2), and axe finds nothing."""
    fane = hus.fane("godkender", java_script_enabled=False)
    side = fane.go(f"/k/9001/godkendelse/{hus.proever['kladde']}/kladde")
    side.get_by_role("button", name="English").click()
    assert side.url.endswith("/kladde") and side.locator("html").get_attribute("lang") == "en"
    assert side.locator("label[lang=da]").count() == 4, "DST's answers, word for word"
    assert side.get_by_role("button", name="Dansk").count() == 1
    med, brud = hus.fane("godkender"), []
    for sti in ("/k/9001/", f"/k/9001/rapport{PERIODE}", "/k/9001/fund", "/begreber/ffb/2023-05", side.url):
        fundet = find_fejl(med.go(sti.removeprefix(hus.server.url)))
        brud += [f"{sti}: {f}" for f in fundet]
        take_billeder(med.side, f"en-{sti}")
    side.get_by_role("button", name="Dansk").click()
    assert side.locator("html").get_attribute("lang") == "da"
    assert [*brud, *med.brud, *fane.brud] == []
