"""The handbook's year (docs/haandbog/aaret.md) on `ffb server --demo` from zero, step by step, as it says.

Each step takes its picture; `make billeder` keeps them. The last test holds the page against the steps.
"""

from __future__ import annotations

import io
import re
import subprocess
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Browser, Page, expect

from ffb.demo import make_forloeb
from ffb.server.adgang.roller import NATIONALE, Rolle
from ffb.server.demo import ADGANGSKODE, BORGERE, MAANEDER, SEED
from server.browser.chrom import Fane, open_chromium, open_fane
from server.browser.haandbog import Bog, show_terminal
from server.fejl.server_proces import FFB, ROD, Serverproces

pytestmark = pytest.mark.egen_database
SIDE = ROD / "docs" / "haandbog" / "aaret.md"
BILLEDER = ROD / "docs" / "billeder"
PERIODE = "?fra=2025-01-01&til=2025-12-31"
K = "/k/9001"
STOERSTE = 120_000  # bytes of a picture


@dataclass
class Aar:
    server: Serverproces
    browser: Browser
    filer: Path
    bog: Bog = field(default_factory=Bog)
    faner: dict[str, Fane] = field(default_factory=dict)
    noegle: str = ""

    def som(self, rolle: str) -> Fane:
        """The tab of a person of the demo, signed in as the handbook says."""
        if rolle not in self.faner:
            fane = open_fane(self.browser, self.server.url)
            side = fane.go("/konto/log-ind/")
            side.fill("input[name=login]", f"{rolle}@demo.invalid")
            side.fill("input[name=password]", ADGANGSKODE)
            side.press("input[name=password]", "Enter")
            side.wait_for_url(re.compile(r"^(?!.*log-ind)"))
            self.faner[rolle] = fane
        return self.faner[rolle]

    def wait(self, rolle: str, sti: str, klar: Callable[[Page], bool]) -> Page:
        """Open it again until it shows what is waited for."""
        slut = time.monotonic() + 120
        while not klar(self.som(rolle).go(sti)):
            assert time.monotonic() < slut, self.som(rolle).side.locator("main").inner_text()[:500]
            time.sleep(0.5)
        return self.som(rolle).side


@pytest.fixture(scope="module")
def aar(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aar]:
    rod = tmp_path_factory.mktemp("aar")
    server = Serverproces(rod / "data", rod / "noegler.json", argumenter=("--demo",))
    try:
        server.start(klar=400)  # seconds of the clock say nothing on a busy machine; CPU is asked for below
        with open_chromium() as browser:
            yield Aar(server, browser, rod / "filer")
    finally:
        server.stop()


def test_the_demo_is_ready_and_every_role_finds_its_pages(aar: Aar) -> None:
    """From zero in less than a minute of one core; a place for each role, and none of them refuses."""
    assert aar.server.cpu("alt") < 60
    for rolle in Rolle:
        fane = aar.som(rolle)
        steder = fane.side.locator("nav.menu a, nav.person a[href^='/']")
        for sti in [str(a.get_attribute("href")) for a in steder.all()]:
            svar = fane.side.request.get(aar.server.url + sti)
            assert svar.status == 200, (rolle, sti, svar.status)
        if rolle not in (Rolle.ANALYTIKER, Rolle.UDFOERER, *NATIONALE):
            assert "/k/9001/" in fane.side.url, rolle
        assert fane.brud == [], rolle
    fane = aar.som("statistiker")
    kommuner = fane.go(f"/dst/{PERIODE}").locator("tbody th a").all_inner_texts()
    assert kommuner == ["Demokommune 01", "Demokommune 02", "Demokommune 03"]
    leverancer = aar.som("laeser").go(f"{K}/leverancer").locator("main").inner_text()
    assert re.search(r"af 2[4-6]\b", leverancer), "two years of months"


def test_before_the_year_begins(aar: Aar) -> None:
    bog, ny = aar.bog, open_fane(aar.browser, aar.server.url)
    bog.take("aar-log-ind", ny.go("/konto/log-ind/"))
    side = aar.som("administrator").go("/konto/totrin/")
    bog.take("aar-totrin", side)
    side = aar.som("administrator").go(f"{K}/personer/inviter")
    side.fill("input[name=navn]", "Anne Vest")
    side.fill("input[name=email]", "anne.vest@demo.invalid")
    side.select_option("select[name=rolle]", "faglig_ansvarlig")
    bog.take("aar-inviter", side)
    side.get_by_role("button", name="Send invitation").click()
    expect(side.get_by_role("row", name=re.compile("Anne Vest"))).to_be_visible()
    side = aar.som("administrator").go(f"{K}/noegler/ny")
    side.fill("input[name=system]", "Demo Bosystem")
    side.fill("input[name=navn]", "Løbende indberetning")
    side.get_by_role("button", name="Lav nøglen").click()
    aar.noegle = side.locator("pre.hemmelig").inner_text().strip()
    side.evaluate("document.querySelector('pre.hemmelig').textContent = 'ffb_' + '•'.repeat(40)")
    bog.take("aar-noegle", side)
    side = aar.som("faglig_ansvarlig").go(f"{K}/leverancer/opsaetning")
    side.fill("#leveringsdag", "14")
    side.fill("#godkendelse_frist", "01.04")
    side.get_by_role("button", name="Gem valgene").click()
    expect(side.locator("#godkendelse_frist")).to_have_value("01.04")
    bog.take("aar-opsaetning", side)
    side = aar.som("faglig_ansvarlig").go(f"{K}/leverancer/kontakter")
    bog.take("aar-kontakter", side)


def test_every_month_it_is_delivered(aar: Aar) -> None:
    forloeb = make_forloeb(aar.filer, seed=SEED, kommuner=3, borgere=BORGERE, maaneder=MAANEDER)
    sidste = [aar.filer / "leverancer" / sti for sti in forloeb.maaneder[-1].leverancer]
    bundter = next(sidste[2].glob("*.ndjson")).read_bytes().splitlines()
    svar = [_post(aar, b) for b in bundter[:20]]
    assert 200 in svar, svar
    side = aar.som("faglig_ansvarlig").go(f"{K}/leverancer/indlever")
    aar.bog.take("aar-indlever", side)
    side = _deliver(aar, sidste[0], "2026-02", rettet=False)
    aar.bog.take("aar-kvittering", side)
    side = aar.som("faglig_ansvarlig").go(f"{K}/leverancer")
    expect(side.get_by_text("åben i dag").first).to_be_visible()
    aar.bog.take("aar-leverancer", side)


def _deliver(aar: Aar, zip_: Path, maaned: str, *, rettet: bool) -> Page:
    """The delivery of January under a later month, as it was or corrected; the page of its receipt."""
    fil = aar.filer / f"{maaned}.zip"
    fil.write_bytes(_make_zip(zip_, maaned, rettet))
    side = aar.som("faglig_ansvarlig").go(f"{K}/leverancer/indlever")
    side.set_input_files("input[type=file]", fil)
    side.get_by_role("button", name="Indlever").click()
    side.wait_for_url("**/kvittering/**")
    side.wait_for_selector("#kvittering[data-tilstand=accepteret], #kvittering[data-tilstand=med_fund]")
    return side


def _post(aar: Aar, bundle: bytes) -> int:
    hoved = {"Authorization": f"Bearer {aar.noegle}", "Content-Type": "application/fhir+json"}
    return requests.post(f"{aar.server.url}/fhir", data=bundle, headers=hoved, timeout=60).status_code


def _make_zip(zip_: Path, maaned: str, rettet: bool) -> bytes:
    ud = io.BytesIO()
    with zipfile.ZipFile(zip_) as foer, zipfile.ZipFile(ud, "w", zipfile.ZIP_DEFLATED) as efter:
        tekster = {navn: foer.read(navn).decode("utf-8-sig") for navn in foer.namelist()}
        tekster["leverance.csv"] = tekster["leverance.csv"].replace("2026-01", maaned)
        if rettet:
            tekster["stoettebehov.csv"] = _add_stoettebehov(
                tekster["stoettebehov.csv"], tekster["ydelse.csv"]
            )
        for navn, tekst in tekster.items():
            efter.writestr(navn, tekst)
    return ud.getvalue()


def _add_stoettebehov(behov: str, ydelser: str) -> str:
    """A level for each citizen who has none."""
    linjer = behov.splitlines()
    har, godt = {linje.partition(";")[0] for linje in linjer}, linjer[1].split(";")[1:]
    mangler = sorted({linje.partition(";")[0] for linje in ydelser.splitlines()} - har)
    return "\n".join([*linjer, *(";".join([cpr, *godt]) for cpr in mangler)]) + "\n"


def test_every_month_it_is_looked_at_and_corrected(aar: Aar) -> None:
    hvem, bog = "faglig_ansvarlig", aar.bog
    side = aar.wait(hvem, f"{K}/", lambda s: "genindlæs" not in s.locator("main").inner_text())
    assert "1. april" in side.locator("dl.fakta").inner_text()
    bog.take("aar-overblik", side)
    side = aar.som(hvem).go(f"{K}/rapport{PERIODE}")
    bog.take("aar-rapport", side)
    side.locator("td a.fejltal").first.click()
    side.wait_for_url("**/rapport/bag**")
    bog.take("aar-bag", side)
    side = aar.som(hvem).go(f"{K}/fund")
    bog.take("aar-fund", side)
    bog.take("aar-fund-liste", side, side.get_by_role("heading", name=re.compile(r"^[\d.]+ fund")))
    side.locator("main td a[href*='/fund/'], main th a[href*='/fund/']").first.click()
    side.fill("#tekst", "Oplyst af borgeren og drøftet med udføreren.")
    side.get_by_role("button", name="Gem begrundelsen").click()
    expect(side.locator("blockquote").first).to_contain_text("drøftet med udføreren")
    bog.take("aar-fund-side", side)


def test_it_is_delivered_again_and_what_was_mended_is_seen(aar: Aar) -> None:
    hvem, bog = "faglig_ansvarlig", aar.bog
    _deliver(aar, next(aar.filer.rglob("2026-01-nyt.zip")), "2026-03", rettet=True)
    sti = f"{K}/redskaber/rettelser"
    side = aar.wait(hvem, sti, lambda s: _loest(s) > 0)
    bog.take("aar-rettelser", side)
    side = aar.som(hvem).go(f"{K}/leverancer/sammenlign")
    expect(side.get_by_role("region", name="Forskelle")).to_be_visible()
    bog.take("aar-sammenlign", side)


def _loest(side: Page) -> int:
    tal = re.search(r"(\d+) fund er løst", side.locator(".konklusion").inner_text())
    return int(tal[1]) if tal else 0


def test_what_the_year_ahead_will_bring(aar: Aar) -> None:
    hvem = "faglig_ansvarlig"
    aar.som(hvem).go(f"{K}/redskaber/indfasning")
    sti = aar.som(hvem).side.url.removeprefix(aar.server.url)
    side = aar.wait(hvem, sti, lambda s: "Prognose" in s.locator("main").inner_text())
    aar.bog.take("aar-indfasning", side)
    side = aar.som(hvem).go(f"{K}/rapport/liste/1{PERIODE}")
    side.check("input[name=formaal] >> nth=0")
    aar.bog.take("aar-cpr-liste", side)
    side.get_by_role("button", name="Vis listen").click()
    assert side.locator("main table tbody tr").count() > 0
    side = aar.som(hvem).go(f"{K}/spor")
    expect(side.get_by_role("rowheader", name=re.compile("liste uden CPR")).first).to_be_visible()
    aar.bog.take("aar-spor", side)


def test_by_the_yearly_date_it_is_approved_and_verified_offline(aar: Aar, tmp_path: Path) -> None:
    bog = aar.bog
    side = aar.som("godkender").go(f"{K}/godkendelse{PERIODE}")
    bog.take("aar-godkendelse", side)
    side.get_by_role("button", name="Begynd godkendelsen").click()
    knapper = side.locator("button[name=sat][value=ja]")
    while antal := knapper.count():
        knapper.first.click()
        side.wait_for_function(
            "n => document.querySelectorAll('button[name=sat][value=ja]').length < n", arg=antal
        )
    bog.take("aar-tjekliste", side)
    side.check("#s2")
    bog.take("aar-svar", side, side.get_by_role("heading", name="3. Svaret"))
    side.get_by_role("button", name="Afgiv godkendelsen").click()
    hent = side.get_by_role("link", name="Hent pakken")
    hent.wait_for()
    bog.take("aar-godkendt", side)
    with side.expect_download() as ned:
        hent.click()
    pakke = tmp_path / ned.value.suggested_filename
    ned.value.save_as(pakke)
    _verify(aar, pakke)


def _verify(aar: Aar, pakke: Path) -> None:
    """Without the server's data, keys and network address: only the program and the file."""
    kald = [*FFB, "verificer", pakke.name]
    svar = subprocess.run(
        kald, capture_output=True, text=True, cwd=pakke.parent, env={"PYTHONPATH": str(ROD / "src")}
    )
    assert svar.returncode == 0 and "Pakken er hel" in svar.stdout, svar.stderr
    side = open_fane(aar.browser, aar.server.url).side
    show_terminal(side, f"$ ffb verificer {pakke.name}\n{svar.stdout}")
    aar.bog.take("aar-verificer", side)


def test_statistics_denmark_follows(aar: Aar) -> None:
    side = aar.som("statistiker").go(f"/dst/{PERIODE}")
    assert "niveau 2" in side.locator("tr", has=side.locator("a[href='/k/9001/']")).inner_text()
    aar.bog.take("aar-landet", side)
    side.select_option("#vis", "ikke_godkendt")
    side.wait_for_url("**vis=ikke_godkendt**")
    side.get_by_role("link", name=re.compile("^Påmind")).click()
    side.locator("details summary").first.click()
    aar.bog.take("aar-paamind", side)
    assert [b for f in aar.faner.values() for b in f.brud] == []


def test_the_handbook_shows_every_step(aar: Aar) -> None:
    """In the order they were taken (the tests above run first), each once and small, and no others."""
    vist = re.findall(r"\.\./billeder/([\w-]+)\.png", SIDE.read_text(encoding="utf-8"))
    assert vist == aar.bog.taget
    assert {s.stem for s in BILLEDER.glob("aar-*.png")} == set(vist)
    for navn in vist:
        data = (BILLEDER / f"{navn}.png").read_bytes()
        assert data[25] == 3 and len(data) < STOERSTE, f"{navn}: tag det igen med make billeder"
