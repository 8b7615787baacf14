"""A year in the browser, on SQLite and on PostgreSQL: the vendor posts, the steward uploads, looks, explains,
corrects and delivers again, the approver approves, Danmarks Statistik sees it, the package is verified."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from server.browser.chrom import Fane, open_chromium, open_fane, take_billeder
from server.fejl.drab import make_bundle, make_zip, post_bundle
from server.fejl.installation import Saaet, begge, demo, installation, saaede
from server.fejl.server_proces import ROD
from server.fejl.tilstand import ADGANGSKODE

__all__ = ["demo", "installation", "saaede"]
pytestmark = pytest.mark.egen_database
PERIODE = "?fra=2025-01-01&til=2025-12-31"


@begge
def test_the_year(installation: Saaet, demo: Path, tmp_path: Path) -> None:
    server, saaet = installation
    server.start()
    assert post_bundle(server, saaet["noegler"]["9001"], make_bundle(1)) == 200
    with open_chromium() as browser:
        forvalter = open_fane(browser, server.url)
        _log_ind(forvalter, "faglig_ansvarlig@eksempel.dk")
        _indlever(forvalter, make_zip(demo, 1))
        _wait_tal(forvalter)
        _tal_til_raekker(forvalter)
        _explain(forvalter)
        _indlever(forvalter, corrected_zip(demo))
        _wait_loest(forvalter)
        godkender = open_fane(browser, server.url, saaet["sessioner"]["godkender"])
        pakke = _godkend(godkender, tmp_path)
        dst = open_fane(browser, server.url, saaet["sessioner"]["statistiker"])
        raekke = dst.go(f"/dst/{PERIODE}").locator("tr", has=dst.side.locator("a[href='/k/9001/']"))
        assert "niveau 2" in raekke.inner_text()
        take_billeder(dst.side, "aaret-landet")
        assert [*forvalter.brud, *godkender.brud, *dst.brud] == []
    ord_ = [sys.executable, "-c", "from ffb.cli import main; main()", "verificer", str(pakke)]
    svar = subprocess.run(
        ord_, capture_output=True, text=True, env={"PYTHONPATH": str(ROD / "src")}, cwd=tmp_path
    )
    assert svar.returncode == 0 and "Pakken er hel" in svar.stdout, svar.stderr


def corrected_zip(demo: Path) -> bytes:
    """The next delivery of the same system: missing codes filled in, under a later time."""
    rod, ud = demo / "leverancer" / "9001", io.BytesIO()
    with zipfile.ZipFile(ud, "w", zipfile.ZIP_DEFLATED) as z:
        for sti in sorted((rod / "nuvaerende").glob("*.csv")):
            tekst = sti.read_text(encoding="utf-8-sig")
            if sti.stem == "leverance":
                tekst = tekst.replace("2026-01", "2026-02")
            if sti.stem == "ydelse":
                tekst = _fill(tekst)
            z.writestr(sti.name, tekst)
    return ud.getvalue()


def _fill(tekst: str) -> str:
    linjer = list(csv.reader(io.StringIO(tekst), delimiter=";"))
    hoved, felter = linjer[0], ("FFB_YDELSE_UUID", "FFB_TILBUD_UUID")
    for felt in felter:
        nr = hoved.index(felt)
        hel = next(r[nr] for r in linjer[1:] if r[nr])
        for r in linjer[1:]:
            r[nr] = r[nr] or hel
    ud = io.StringIO()
    csv.writer(ud, delimiter=";", lineterminator="\n").writerows(linjer)
    return ud.getvalue()


def _log_ind(fane: Fane, email: str) -> None:
    side = fane.go("/")
    side.fill("input[name=login]", email)
    side.fill("input[name=password]", ADGANGSKODE)
    take_billeder(side, "aaret-log-ind")
    side.press("input[name=password]", "Enter")
    side.wait_for_url("**/k/9001/")


def _indlever(fane: Fane, data: bytes) -> None:
    side = fane.go("/k/9001/leverancer/indlever")
    side.set_input_files(
        "input[type=file]", {"name": "leverance.zip", "mimeType": "application/zip", "buffer": data}
    )
    side.get_by_role("button", name="Indlever").click()
    side.wait_for_url("**/kvittering/**")
    assert side.locator("#kvittering").get_attribute("data-tilstand") in (
        "modtaget", "laeses", "accepteret", "med_fund",
    )  # fmt: skip
    side.wait_for_selector("#kvittering[data-tilstand=accepteret], #kvittering[data-tilstand=med_fund]")
    assert "er modtaget" in side.locator("main").inner_text()
    take_billeder(side, "aaret-kvittering")


def _wait_tal(fane: Fane) -> None:
    _until(fane, f"/k/9001/rapport{PERIODE}", lambda s: s.locator("td a[href*=bag]").count() > 10)
    take_billeder(fane.go("/k/9001/"), "aaret-overblik")


def _wait_loest(fane: Fane) -> None:
    _until(fane, "/k/9001/fund?status=loest", lambda s: s.locator("main td a[href*='/fund/']").count() > 0)
    take_billeder(fane.side, "aaret-loest")


def _until(fane: Fane, sti: str, klar: object) -> None:
    slut = time.monotonic() + 120
    while not klar(fane.go(sti)):  # type: ignore[operator]
        assert time.monotonic() < slut, fane.side.locator("main").inner_text()[:500]
        time.sleep(0.5)


def _tal_til_raekker(fane: Fane) -> None:
    side = fane.go(f"/k/9001/rapport{PERIODE}")
    take_billeder(side, "aaret-rapport")
    tal = side.locator("td a[href*=bag]").first
    antal = int(tal.inner_text().replace(".", ""))
    tal.click()
    side.wait_for_url("**/rapport/bag**")
    assert side.locator("main table tbody tr").count() >= antal
    take_billeder(side, "aaret-bag")


def _explain(fane: Fane) -> None:
    """The work list's first finding."""
    side = fane.go("/k/9001/fund")
    take_billeder(side, "aaret-fund")
    side.locator("main td a[href*='/fund/'], main th a[href*='/fund/']").first.click()
    side.fill("#tekst", "Oplyst af borgeren og drøftet med udføreren.")
    side.get_by_role("button", name="Gem begrundelsen").click()
    side.locator("blockquote", has_text="drøftet med udføreren").first.wait_for()
    take_billeder(side, "aaret-fund-side")


def _godkend(fane: Fane, mappe: Path) -> Path:
    side = fane.go(f"/k/9001/godkendelse{PERIODE}")
    side.get_by_role("button", name="Begynd godkendelsen").click()
    while (knap := side.locator("button[name=sat][value=ja]")).count():
        antal = knap.count()
        knap.first.click()
        side.wait_for_function(
            "n => document.querySelectorAll('button[name=sat][value=ja]').length < n", arg=antal
        )
    take_billeder(side, "aaret-godkend")
    side.check("#s2")
    side.get_by_role("button", name="Afgiv godkendelsen").click()
    hent = side.get_by_role("link", name="Hent pakken")
    hent.wait_for()
    take_billeder(side, "aaret-godkendt")
    with side.expect_download() as ned:
        hent.click()
    ned.value.save_as(mappe / "pakke.zip")
    return mappe / "pakke.zip"
