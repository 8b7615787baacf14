"""A case worker at the pages of a case: forms posted with her session, and the steps at the page itself."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Page, expect

from server.browser.chrom import Fane

FORM = "application/x-www-form-urlencoded"


class Formularer:
    """Writes a case by its forms, as the browser sends them (`server_historier.Haand`)."""

    def __init__(self, fane: Fane, kode: str = "9001") -> None:
        self.fane, self.kode, self.sag = fane, kode, ""

    def open_case(self, cpr: str, navn: str, sagsnummer: str) -> None:
        """By the page: a new case."""
        side = self.fane.go(f"/k/{self.kode}/sag/ny")
        for felt, vaerdi in (("cpr", cpr), ("navn", navn), ("sagsnummer", sagsnummer)):
            side.fill(f"#{felt}", vaerdi)
        side.click("text=Opret sagen")
        expect(side.get_by_role("heading", level=1)).to_have_text("Sagsåbning")
        self.sag = re.split(r"/sag/|/fase", side.url)[1]
        self.aabning = side.locator(".sagskort").first.get_attribute("id") or ""

    def opret(self, slags: str, **felter: Any) -> str:
        if slags == "sagsaabning":  # the new case came with a draft of it
            id_ = self.aabning.removeprefix("o-")
        else:
            id_ = self._post(f"sag/{self.sag}/tilfoej/{slags}", []).rpartition("#o-")[2]
        self._gem(id_, felter, [("bekraeft", "1")])
        return id_

    def ret(self, objekt_id: str, **felter: Any) -> None:
        self._gem(objekt_id, felter, [])

    def foelg_op(self, indsats: str, dag: str, scorer: dict[str, str], resultat: str, **mere: str) -> None:
        """By the page: every radio and date of a follow-up."""
        side = self.fane.go(f"/k/{self.kode}/sag/objekt/{indsats}/foelgop")
        side.fill("#dato", date.fromisoformat(dag).strftime("%d.%m.%Y"))
        for tema, kode in scorer.items():
            side.check(f'input[name="niveau-{tema}"][value="{kode}"]')
        side.check(f'input[name="resultat"][value="{resultat}"]')
        if behov := mere.get("stoettebehov"):
            side.check(f'input[name="stoettebehov"][value="{behov}"]')
        if naeste := mere.get("naeste"):
            side.fill("#naeste", date.fromisoformat(naeste).strftime("%d.%m.%Y"))
        side.get_by_role("button", name="Skriv opfølgningen").click()
        expect(side.get_by_text("Opfølgningen er skrevet.")).to_be_visible()

    def _gem(self, id_: str, felter: dict[str, Any], mere: list[tuple[str, str]]) -> None:
        data = [(f"har-{n}", "1") for n in felter] + [("version", "9999"), *mere]
        for navn, v in felter.items():
            vaerdier = v if isinstance(v, list) else ["ja" if v is True else "nej" if v is False else v or ""]
            data += [(navn, str(x)) for x in vaerdier]
        self._post(f"sag/objekt/{id_}", data)

    def _post(self, sti: str, data: list[tuple[str, str]]) -> str:
        """Post a form of the case; where it led."""
        url = f"{self.fane.url}/k/{self.kode}/{sti}"
        felter = urlencode([("csrfmiddlewaretoken", self._maerke()), *data])
        svar = self.fane.side.context.request.post(
            url, data=felter, headers={"Content-Type": FORM, "Referer": url}, max_redirects=0
        )
        assert svar.status == 302, (sti, svar.status, re.findall(r"<li><a[^>]*>([^<]+)", svar.text()))
        return str(svar.headers["location"])

    def _maerke(self) -> str:
        felt = self.fane.side.locator('input[name="csrfmiddlewaretoken"]').first
        return felt.input_value()


def add_in_phase(side: Page, sag: str, fase: str, knap: str) -> None:
    """Go to a phase and press one of its add buttons."""
    side.goto(re.sub(r"/k/9001/.*", f"/k/9001/sag/{sag}/fase/{fase}", side.url))
    side.get_by_role("button", name=knap, exact=True).click()
