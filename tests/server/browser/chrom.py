"""Chromium by Playwright: a page that notes every request elsewhere and every complaint of the console."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

FLAG = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
VENT = 60_000  # milliseconds, on a busy machine
BREDDER = {"bred": (1280, 900), "telefon": (390, 844)}


@contextmanager
def open_chromium() -> Iterator[Browser]:
    """Debian's Chromium; skips where there is none."""
    sti = shutil.which("chromium") or shutil.which("chromium-browser")
    if sti is None:
        pytest.skip("Chromium er ikke installeret (apt-get install chromium)")
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
    """Wide and phone, light and dark, to the folder FFB_BILLEDER, when it is given."""
    mappe = os.environ.get("FFB_BILLEDER")
    if not mappe:
        return
    foer = side.viewport_size
    for bredde, (w, h) in BREDDER.items():
        side.set_viewport_size({"width": w, "height": h})
        for farve in ("light", "dark"):
            side.emulate_media(color_scheme=farve)  # type: ignore[arg-type]
            side.screenshot(path=Path(mappe) / f"{navn}-{bredde}-{farve}.png")
    side.emulate_media(color_scheme="light")
    if foer:
        side.set_viewport_size(foer)
