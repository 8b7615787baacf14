"""Chromium by Playwright: a page that notes every request elsewhere and every complaint of the console."""

from __future__ import annotations

import os
import re
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

FLAG = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
VENT = 60_000  # milliseconds, on a busy machine
# every picture of the page is fetched, seen or not
IND = (
    "() => Promise.all([...document.images].map(i => "
    "{ i.loading = 'eager'; return i.decode().catch(() => 0) }))"
)
BREDDER = {"bred": (1280, 900), "telefon": (390, 844)}
AXE = Axe()
BRUD = {"resultTypes": ["violations"]}  # what is as it should be is not carried out of the browser
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]} | BRUD
FARVE = {"runOnly": {"type": "rule", "values": ["color-contrast"]}} | BRUD


def find_chromium() -> str:
    """Debian's Chromium; skips where there is none."""
    sti = shutil.which("chromium") or shutil.which("chromium-browser")
    if sti is None:
        pytest.skip("Chromium er ikke installeret (apt-get install chromium)")
    return sti


@contextmanager
def open_chromium() -> Iterator[Browser]:
    sti = find_chromium()
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=sti, args=FLAG, headless=True)
        yield browser
        browser.close()


@dataclass
class Fane:
    """A tab at `url` (the server's). `brud`: requests elsewhere, and what the console complained of."""

    side: Page
    url: str
    brud: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.side.set_default_timeout(VENT)
        self.side.on("request", lambda r: self._request(r.url))
        self.side.on("console", lambda m: self._console(m.type, m.text))
        self.side.on("pageerror", lambda e: self.brud.append(f"script: {e}"))
        self.side.on("dialog", lambda d: d.accept())

    def go(self, sti: str) -> Page:
        self.side.goto(self.url + sti)
        return self.side

    def _request(self, url: str) -> None:
        dele = urlsplit(url)
        if dele.scheme not in ("data", "blob", "about") and dele.netloc != urlsplit(self.url).netloc:
            self.brud.append(f"bad om {dele.scheme}://{dele.netloc}")

    def _console(self, art: str, tekst: str) -> None:
        if art == "error" and not re.search(r"status of (4\d\d|503)", tekst):
            self.brud.append(f"konsol: {tekst}")


def open_fane(browser: Browser, url: str, session: str = "", **valg: Any) -> Fane:
    """A tab of its own context, signed in with the cookie `session`."""
    valg = {"locale": "da-DK", "viewport": {"width": 1280, "height": 900}} | valg
    kontekst = browser.new_context(**valg)
    if session:
        kontekst.add_cookies([{"name": "ffb_session", "value": session, "url": url}])
    return Fane(kontekst.new_page(), url)


def take_billeder(side: Page, navn: str) -> None:
    """The whole page wide and on a phone, light and dark, to the folder FFB_BILLEDER, when it is given."""
    mappe = os.environ.get("FFB_BILLEDER")
    if not mappe:
        return
    foer = side.viewport_size
    for bredde, (w, h) in BREDDER.items():
        side.set_viewport_size({"width": w, "height": h})
        for farve in ("light", "dark"):
            side.emulate_media(color_scheme=farve)  # type: ignore[arg-type]
            side.evaluate(IND)
            side.screenshot(path=Path(mappe) / f"{_filnavn(navn)}.{bredde}-{farve}.png", full_page=True)
    side.emulate_media(color_scheme="light")
    if foer:
        side.set_viewport_size(foer)


def _filnavn(navn: str) -> str:
    return re.sub(r"\W+", "-", navn).strip("-")[:120]


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


def tab_to(side: Page, vaelger: str) -> None:
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
