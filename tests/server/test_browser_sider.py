"""Every page in Chromium: no fault of accessibility (axe) in light or dark, nothing asked for elsewhere, no
complaint from the console, nothing wider than a phone, readable without JavaScript, usable by keyboard."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import requests
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from ffb.demo import make_demo
from server.browser.chrom import Fane, open_chromium, open_fane, take_billeder
from server.fejl.server_proces import Serverproces

pytestmark = pytest.mark.egen_database
AXE = Axe()
BRUD = {"resultTypes": ["violations"]}  # what is as it should be is not carried out of the browser
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]} | BRUD
FARVE = {"runOnly": {"type": "rule", "values": ["color-contrast"]}} | BRUD
# one who sees most of a kommune, one who approves, then the others
ROLLER = ("faglig_ansvarlig", "godkender", "administrator", "statistiker", "drift", "sagsbehandler", "")
EJER = {"godkendelse": "godkendelse", "fund": "fund", "landet": "fund", "leverancer": "leverance"}
NUMRE = {"godkendelse_kladde": "kladde", "rapport_liste": "listenummer"}
MASKINER = re.compile(r"^/(fhir|api|metrics|sundhed|static)")
PERIODE = "?fra=2025-01-01&til=2025-12-31"


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


# links in mails, sign-in at a provider, parts of pages, files, and what machines call
UDEN_SIDE = {
    "account_reset_password_from_key", "openid_connect_login", "openid_connect_callback", "invitation_link",
    "viden_kort", "viden_hent", "landsviden_kort", "landsviden_hent", "mapning_matrix",
    "rapport_hent", "redskaber_rettelser_hent", "redskaber_hent", "fhir_indberet", "fhir_lookup",
    "fhir_validate_kode", "fhir_expand", "fhir_validate_i_saet", "fhir_kodesystem", "fhir_vaerdisaet",
}  # fmt: skip


def find_sider(hus: Hus) -> list[tuple[str, str]]:
    """(address, role) of every page that answers with HTML, for the first role that may see it."""
    ud = []
    for navn, rute in hus.server.ask("ruter"):
        sti = fill_rute(navn, rute, hus.proever)
        assert sti is not None or navn in UDEN_SIDE, f"{rute} skal have en værdi i tilstand.fyld"
        if sti is None or MASKINER.match(sti):
            continue
        rolle = _first_to_see(hus, sti)
        ud += [(sti, rolle)] if rolle is not None else []
    return ud


def _first_to_see(hus: Hus, sti: str) -> str | None:
    for rolle in ROLLER:
        kager = {"ffb_session": hus.sessioner[rolle]} if rolle else {}
        with requests.get(
            hus.server.url + sti, cookies=kager, timeout=60, allow_redirects=False, stream=True
        ) as svar:
            if svar.status_code == 200 and svar.headers["Content-Type"].startswith("text/html"):
                return rolle
    return None


def fill_rute(navn: str, rute: str, proever: dict[str, str]) -> str | None:
    """An address from a pattern; None where a word has no value (links in mails, files)."""

    def saet(m: re.Match[str]) -> str:
        ord_ = m[1].rpartition(":")[2]
        if ord_ in ("nr", "pk"):
            return proever.get(NUMRE.get(navn) or EJER.get(navn.partition("_")[0], "person"), "1")
        if ord_ == "id_":
            return "\0" if navn in UDEN_SIDE else proever["regel" if navn.startswith("regler") else "analyse"]
        return proever.get(ord_, "\0")

    sti = re.sub(r"<([^>]+)>", saet, rute)
    return None if re.search(r"[\0^$(]", sti) else sti


def test_every_page_is_accessible_and_keeps_to_itself(hus: Hus) -> None:
    sider, brud = find_sider(hus), []
    assert len(sider) > 25
    for rolle in ROLLER:
        fane = hus.fane(rolle)
        for sti, hvem in sider:
            if hvem == rolle:
                side = fane.go(sti)
                brud += [f"{sti} ({rolle}): {f}" for f in find_fejl(side)]
                take_billeder(side, re.sub(r"\W+", "-", f"{sti}-{rolle}").strip("-"))
        brud += [f"{rolle}: {b}" for b in fane.brud]
        fane.side.context.close()
    assert brud == [], "\n".join(brud)


def find_fejl(side: Page) -> list[str]:
    """What axe finds in light and dark, and whether the page is wider than a phone."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fundne = list(AXE.run(side, options=WCAG).response["violations"])
        side.emulate_media(color_scheme="dark")
        fundne += side.evaluate("valg => axe.run(valg)", FARVE)["violations"]  # axe is in the page by now
        side.emulate_media(color_scheme="light")
    fejl = [f"{f['id']}: {f['nodes'][0]['html'][:120]}" for f in fundne]
    stoerrelse = side.viewport_size
    side.set_viewport_size({"width": 390, "height": 844})
    bredde = side.evaluate("document.documentElement.scrollWidth")
    if stoerrelse:
        side.set_viewport_size(stoerrelse)
    return [*fejl, *([f"{bredde} px bred på en telefon"] if bredde > 391 else [])]


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
    _tab_to(side, ".menu a[href$='/fund']")
    with side.expect_navigation():
        side.keyboard.press("Enter")
    _tab_to(side, "main td a[href*='/fund/'], main th a[href*='/fund/']")
    with side.expect_navigation():
        side.keyboard.press("Enter")
    _tab_to(side, "#tekst")
    side.keyboard.type("Oplyst af borgeren og drøftet på sagen.")
    _tab_to(side, "form:has(#tekst) button")
    with side.expect_navigation():
        side.keyboard.press("Enter")
    assert "drøftet på sagen" in side.locator("blockquote").first.inner_text()
    assert fane.brud == []


def _tab_to(side: Page, vaelger: str) -> None:
    """Press Tab until it is there; each stop must be seen."""
    for _ in range(150):
        side.keyboard.press("Tab")
        synlig = side.evaluate(
            "(() => { const e = document.activeElement, s = getComputedStyle(e);"
            "return e === document.body || s.outlineStyle !== 'none' || s.boxShadow !== 'none'; })()"
        )
        assert synlig, side.evaluate("document.activeElement.outerHTML.slice(0, 120)")
        if side.evaluate("v => document.activeElement.matches(v)", vaelger):
            return
    raise AssertionError(f"{vaelger} kan ikke nås med Tab")


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
        take_billeder(med.side, re.sub(r"\W+", "-", f"en-{sti}").strip("-"))
    side.get_by_role("button", name="Dansk").click()
    assert side.locator("html").get_attribute("lang") == "da"
    assert [*brud, *med.brud, *fane.brud] == []
