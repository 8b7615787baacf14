"""The mapping guide's page: use, matrix, and a new guide shown before it is put in force."""

from __future__ import annotations

import io
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from ffb.formats.mapning import write_mapning
from ffb.model.mapning import Mapning
from ffb.server.adgang.roller import Rolle
from ffb.server.fund.models import Opgoerelse
from ffb.server.leverance.grundlag import load_vejledning
from ffb.server.leverance.models import Vejledning
from ffb.server.spor.models import Spor

pytestmark = pytest.mark.django_db
URL = "/k/9001/mapning"


def test_without_a_guide_or_deliveries(som: Callable[..., Client]) -> None:
    browser = som(Rolle.LAESER)
    assert "ingen vejledning" in browser.get(URL).content.decode()
    assert browser.get(f"{URL}/matrix/csv").status_code == 404


def test_use_matrix_and_a_new_guide(som: Callable[..., Client], talt: Opgoerelse, tmp_path: Path) -> None:
    browser = som(Rolle.FAGLIG_ANSVARLIG)
    gaeldende = load_vejledning("9001")
    assert gaeldende
    side = unescape(browser.get(URL).content.decode())
    assert "står ikke i vejledningen" in side and 'class="varme-4"' in side and "Mobilt tilbud" in side
    foerste = gaeldende[0]
    ny = [
        Mapning(x.tilbud_kode, x.ydelse_kode, "DEMO-NY" if x == foerste else x.dst_vaerdi, x.raekke)
        for x in gaeldende
    ]
    write_mapning(tmp_path / "ny.xlsx", ny)
    data = (tmp_path / "ny.xlsx").read_bytes()
    antal = Vejledning.objects.count()
    svar = browser.post(URL, {"hvad": "vis", "fil": SimpleUploadedFile("ny.xlsx", data)})
    tekst = unescape(svar.content.decode())
    assert "DEMO-NY" in tekst and "1 par har fået" in tekst and "Intet er taget i brug" in tekst
    assert Vejledning.objects.count() == antal
    assert browser.post(URL, {"hvad": "brug", "fil": SimpleUploadedFile("ny.xlsx", data)}).status_code == 302
    assert "DEMO-NY" in {x.dst_vaerdi for x in load_vejledning("9001") or []}
    svar = browser.post(URL, {"hvad": "vis", "fil": SimpleUploadedFile("x.xlsx", b"PK")})
    assert svar.status_code == 400 and "Intet er ændret" in unescape(svar.content.decode())
    assert browser.post(URL, {"hvad": "vis"}).status_code == 400
    assert som(Rolle.LAESER).post(URL, {"hvad": "vis"}).status_code == 403


def test_the_matrix_as_files(som: Callable[..., Client], talt: Opgoerelse) -> None:
    browser = som(Rolle.LEDER)
    tekst = browser.get(f"{URL}/matrix/csv").content.decode("utf-8-sig")
    assert tekst.splitlines()[0].startswith("tilbud;ydelse;") and "§85" in tekst
    bog = CalamineWorkbook.from_filelike(io.BytesIO(browser.get(f"{URL}/matrix/xlsx").content))
    raekker = bog.get_sheet_by_name("matrix").to_python()
    assert sum(any(c == "§85" for c in r) for r in raekker) == tekst.count(";§85;")
    assert browser.get(f"{URL}/matrix/pdf").status_code == 404
    assert Spor.objects.filter(handling="mapning.matrix_hentet").count() == 2
