"""Børge, S2's citizen and Mikkel in Chromium, from first contact to follow-up: case worker, provider, leader.

The many fields are forms posted with the person's own session; opening a case, ordering, answering, writing
under the order, following up and handing over are done at the page. Bundles are fetched at the page and held
against the official ones.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from ffb.demo import make_demo
from server.browser.chrom import Fane, open_chromium, open_fane, take_billeder
from server.browser.sagsside import Formularer, add_in_phase
from server.fejl.server_proces import Serverproces
from server.server_historier import OFFICIELLE, Forloeb, by_id, tell_mikkel, tell_s2

pytestmark = [
    pytest.mark.egen_database,
    pytest.mark.skipif(not OFFICIELLE.exists(), reason="../shared mangler: de officielle eksempler"),
]
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
SYSTEM = "http://example.dk/identifier/case"
K = "/k/9001"


@dataclass
class Hus:
    server: Serverproces
    browser: Browser
    sessioner: dict[str, str]

    def som(self, rolle: str) -> Fane:
        return open_fane(self.browser, self.server.url, self.sessioner[rolle])


@pytest.fixture(scope="module")
def hus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hus]:
    rod = tmp_path_factory.mktemp("forloeb")
    make_demo(rod / "demo", seed=7, borgere=20, kommuner=1)
    server = Serverproces(rod / "data", rod / "noegler.json")
    sessioner = server.ask("saa", str(rod / "demo"))["sessioner"]
    server.ask("afleveret")
    server.start()
    try:
        with open_chromium() as browser:
            hus = Hus(server, browser, sessioner)
            _set_up(hus.som("administrator"))
            yield hus
    finally:
        server.stop()


def _set_up(fane: Fane) -> None:
    """By the page: who the kommune is, a place to order from, and who works there."""
    side = fane.go(f"{K}/sag/opsaetning")
    side.fill("#sts_uuid", "d4e3f4fb-0000-4000-8000-000000000000")
    side.fill("#sagsnummer_system", SYSTEM)
    side.fill("#endpoint", "https://kommunen.example.dk")
    side.get_by_role("button", name="Gem", exact=True).click()
    side.fill("#navn", "Bostedet Demo")
    side.get_by_role("button", name="Opret stedet").click()
    side.get_by_role("button", name="Knyt til").click()
    side.get_by_label("Stedets adresse for beskeder").fill("https://bostedet.example.dk")
    side.get_by_role("button", name="Gem adressen").click()
    expect(side.get_by_role("button", name="Fjern udfoerer")).to_be_visible()
    side.context.close()


def _hand_over(fane: Fane, navn: str, *, se: bool = False) -> dict[str, Any]:
    """By the page: see what would be sent of a citizen, keep it, and hand it over."""
    side = fane.go(f"{K}/sag/indberet")
    if se:
        _look(fane, "indberet")
    side.get_by_role("link", name=navn).click()
    expect(side.get_by_text("Klar", exact=True)).to_be_visible()
    if se:
        _look(fane, "udsendelse")
    with side.expect_download() as hentet:
        side.get_by_role("link", name="Hent som FHIR").click()
    bundle = dict(json.loads(Path(hentet.value.path()).read_text(encoding="utf-8")))
    fane.go(f"{K}/sag/indberet")
    side.get_by_role("button", name="Aflevér nu").click()
    expect(side.get_by_text("Afleveret: 1.")).to_be_visible()
    expect(side.get_by_text("Alt er afleveret")).to_be_visible()
    return bundle


def _patient(bundle: dict[str, Any]) -> str:
    ressourcer = (e["resource"] for e in bundle["entry"])
    return next(str(r["id"]) for r in ressourcer if r["resourceType"] == "Patient")


def _look(fane: Fane, navn: str) -> None:
    """No violation of axe, no wider than a phone, and pictures when they are asked for."""
    fund = Axe().run(fane.side, options=WCAG).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in fund] == [], navn
    fane.side.set_viewport_size({"width": 390, "height": 844})
    assert fane.side.evaluate("document.documentElement.scrollWidth") <= 390, navn
    fane.side.set_viewport_size({"width": 1280, "height": 900})
    take_billeder(fane.side, f"forloeb-{navn}")


def test_boerge_gives_the_official_bundles(hus: Hus) -> None:
    haand = Formularer(hus.som("sagsbehandler"))
    haand.open_case("6101814321", "Børge Demo", "Sag154689")
    forloeb, aflever = Forloeb(haand), hus.som("faglig_ansvarlig")
    for fil in sorted(OFFICIELLE.glob("encounter-*.json")):
        officiel = json.loads(fil.read_text(encoding="utf-8"))
        forloeb.enter(officiel)
        vores = _hand_over(aflever, "Børge Demo")
        borger = next(
            e["resource"]["id"] for e in vores["entry"] if e["resource"]["resourceType"] == "Patient"
        )
        navne = {vores_id: officielt for officielt, vores_id in forloeb.vores.items()}
        navne[borger] = next(
            e["resource"]["id"] for e in officiel["entry"] if e["resource"]["resourceType"] == "Patient"
        )
        assert by_id(vores, navne) == by_id(officiel, {}), fil.name
    assert haand.fane.brud == aflever.brud == []


def test_s2s_citizen_is_ordered_helped_and_followed_up(hus: Hus) -> None:
    haand = Formularer(hus.som("sagsbehandler"))
    haand.open_case("6102034006", "Sidsel Demo", "DEMO-S2")
    historie = tell_s2(haand)
    next(historie)
    _order(haand)
    _help(hus)
    next(historie)
    side = haand.fane.go(f"{K}/sag/{haand.sag}/fase/afgoerelse")
    side.get_by_role("link", name="Besked til udførerens eget system").click()
    expect(side.get_by_text("Ikke endnu")).to_be_visible()
    _look(haand.fane, "besked")
    bundle = _hand_over(hus.som("faglig_ansvarlig"), "Sidsel Demo", se=True)
    assert len([e for e in bundle["entry"] if e["resource"]["resourceType"] == "CarePlan"]) == 4
    haand.fane.go(f"{K}/sag/{haand.sag}/dst")
    expect(haand.fane.side.get_by_role("heading", level=1)).to_contain_text("Danmarks Statistik")
    expect(haand.fane.side.get_by_text("Kan ikke modtages")).to_be_hidden()
    assert haand.fane.brud == []


def _order(haand: Formularer) -> None:
    side = haand.fane.side
    add_in_phase(side, haand.sag, "afgoerelse", "Tilføj bestilling")
    kort = side.locator(".sagskort.kladde")
    kort.locator("select[name=indsats]").select_option(index=1)
    kort.locator("select[name=udfoerer]").select_option(label="Bostedet Demo")
    kort.get_by_label("Formålet med indsatsen").fill("At Sidsel kan klare hverdagen selv")
    kort.get_by_label("Kontaktpersonens fornavn").fill("Bo")
    _look(haand.fane, "bestilling-kladde")
    kort.get_by_role("button", name="Gem og gør gældende").click()
    side.get_by_role("button", name="Send bestillingen").click()
    expect(side.get_by_text("Bestillingen er sendt.")).to_be_visible()


def _help(hus: Hus) -> None:
    """The provider accepts, writes a note, and gathers the statusnotat."""
    fane = hus.som("udfoerer")
    side = fane.go(f"{K}/bestillinger")
    expect(side.get_by_text("1 bestilling venter på svar")).to_be_visible()
    _look(fane, "bestillinger")
    side.get_by_role("link", name="Sidsel Demo").click()
    _look(fane, "bestilling-ny")
    side.get_by_role("button", name="Acceptér bestillingen").click()
    side.get_by_role("button", name="Tilføj notat", exact=True).click()
    kort = side.locator(".sagskort.kladde")
    kort.get_by_label("Notat skal udfyldes").fill("Vaskede gulv sammen")
    kort.get_by_label("Gøre rent, 21.01.2025").check()
    kort.get_by_role("button", name="Gem og gør gældende").click()
    side.get_by_role("button", name="Saml et statusnotat").click()
    expect(side.get_by_label("Statusnotat skal udfyldes")).to_have_value(re.compile("Vaskede gulv sammen"))
    _look(fane, "bestilling-skrevet")
    pdf = side.context.request.get(side.url.split("#")[0] + "/pdf")
    assert pdf.headers["content-type"] == "application/pdf" and pdf.body().startswith(b"%PDF")
    assert side.goto(hus.server.url + f"{K}/sag").status == 403, "the rest is not theirs"  # type: ignore[union-attr]
    assert fane.brud == []


def test_mikkels_journey_and_what_the_leader_sees(hus: Hus) -> None:
    haand = Formularer(hus.som("sagsbehandler"))
    haand.open_case("6105034107", "Mikkel Demo", "DEMO-M")
    aflever = hus.som("faglig_ansvarlig")
    for _dag in tell_mikkel(haand):
        _hand_over(aflever, "Mikkel Demo")
    side = haand.fane.go(f"{K}/sag/{haand.sag}/fase/sagsvurdering")
    expect(side.get_by_text("Forslaget er fulgt")).to_be_visible()
    side.get_by_role("link", name="Ret Praktisk hjælp").click()
    expect(side.get_by_role("heading", name="Forslag ud fra svarene")).to_be_visible()
    _look(haand.fane, "beslutning")
    side.locator('[data-felt="genoptraening"]').get_by_label("Nej").check()
    forslag = side.locator("[data-forslag]")
    expect(forslag).not_to_contain_text("Serviceloven § 83 a")
    side.locator('[data-felt="genoptraening"]').get_by_label("Ja").check()
    expect(forslag).to_contain_text("Serviceloven § 83 a")
    leder = hus.som("leder")
    assert leder.side.goto(hus.server.url + f"{K}/sag/{haand.sag}").status == 403  # type: ignore[union-attr]
    leder.go(f"{K}/sagsoverblik")
    expect(leder.side.get_by_role("heading", level=1)).to_have_text("Hvordan går det med sagerne?")
    expect(leder.side.get_by_text("Aktive indsatser").first).to_be_visible()
    assert "Mikkel" not in leder.side.content() and "DEMO-M" not in leder.side.content(), (
        "figures, no persons"
    )
    assert haand.fane.brud == aflever.brud == []
