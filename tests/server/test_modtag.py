"""Receiving: a receipt each time; whole or not at all; the same twice counts once; nobody for another
kommune."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ffb.server.adgang.roller import Rolle
from ffb.server.fund.models import Opgoerelse
from ffb.server.leverance.models import Leverance, Modtagelse
from ffb.server.leverance.modtag import safe_navn
from ffb.server.opgave.koe import work
from ffb.server.opgave.models import Opgave
from ffb.server.spor.models import Spor
from server.server_leverancer import demo_mappe

pytestmark = pytest.mark.django_db(transaction=True)
Som = Callable[..., Client]


def zip_af(kode: str) -> SimpleUploadedFile:
    """One kommune's newest table delivery of the demo, as a ZIP."""
    rod = demo_mappe() / "leverancer"
    ud = io.BytesIO()
    with zipfile.ZipFile(ud, "w") as z:
        for sti in sorted(rod.rglob("*")):
            if sti.is_file() and kode in str(sti.relative_to(rod)):
                z.write(sti, str(sti.relative_to(rod)))
    return SimpleUploadedFile(f"{kode}.zip", ud.getvalue())


def send(browser: Client, fil: SimpleUploadedFile, kode: str = "9001") -> Modtagelse:
    svar = browser.post(f"/k/{kode}/leverancer/indlever", {"filer": [fil]})
    assert svar.status_code == 302, svar.content.decode()[:500]
    return Modtagelse.objects.get(pk=svar["Location"].rsplit("/", 1)[-1])


def test_upload_becomes_leverancer_and_a_count(som: Som, data: Path) -> None:
    browser = som(Rolle.FAGLIG_ANSVARLIG)
    kvittering = send(browser, zip_af("9001"))
    assert "Filerne læses" in browser.get(f"/k/9001/leverancer/kvittering/{kvittering.uuid}").content.decode()
    work(til_tom=True)
    kvittering.refresh_from_db()
    assert kvittering.tilstand in ("accepteret", "med_fund") and kvittering.borgere > 20
    assert Leverance.objects.filter(kommune="9001", modtagelse=kvittering).exists()
    assert Opgoerelse.objects.filter(kommune="9001").count() == 1
    assert not list((data / "modtag").iterdir())
    side = browser.get(f"/k/9001/leverancer/kvittering/{kvittering.uuid}").content.decode()
    assert "er modtaget" in side and "Nummer" in side
    assert browser.get("/k/9001/leverancer").status_code == 200
    assert Spor.objects.filter(handling="leverance.modtaget").exists()


def test_same_files_again_are_a_repeat(som: Som) -> None:
    browser = som(Rolle.FAGLIG_ANSVARLIG)
    foerste = send(browser, zip_af("9001"))
    work(til_tom=True)
    antal = Leverance.objects.count()
    anden = send(browser, zip_af("9001"))
    work(til_tom=True)
    assert anden.tilstand == "gentagelse" and anden.gentager == foerste
    assert Leverance.objects.count() == antal


def test_another_kommunes_delivery_is_refused_whole(som: Som, data: Path) -> None:
    xlsx = next((demo_mappe() / "leverancer").rglob("9002*.xlsx"))
    kvittering = send(som(Rolle.FAGLIG_ANSVARLIG), SimpleUploadedFile("9002.xlsx", xlsx.read_bytes()))
    work(til_tom=True)
    kvittering.refresh_from_db()
    assert kvittering.tilstand == "afvist"
    assert "Leverancen er for" in kvittering.fejl[0]["hvad"]
    assert not Leverance.objects.exists()
    assert [m.name for m in (data / "lager").iterdir()] == ["ny"] if (data / "lager").exists() else True


@pytest.mark.parametrize(
    ("navn", "indhold"),
    [("tom.csv", b""), ("brudt.zip", b"PK\x03\x04brudt"), ("brudt.json", b'{"resourceType": "Bun')],
)
def test_unreadable_files_are_refused_with_words(som: Som, navn: str, indhold: bytes) -> None:
    browser = som(Rolle.FAGLIG_ANSVARLIG)
    kvittering = send(browser, SimpleUploadedFile(navn, indhold))
    work(til_tom=True)
    kvittering.refresh_from_db()
    assert kvittering.tilstand == "afvist" and kvittering.fejl[0]["goer"]
    assert Opgave.objects.exclude(tilstand="faerdig").count() == 0
    side = unescape(browser.get(f"/k/9001/leverancer/kvittering/{kvittering.uuid}").content.decode())
    assert kvittering.fejl[0]["goer"][:20] in side and "/modtag/" not in side


def test_no_file_is_told_at_the_field(som: Som) -> None:
    svar = som(Rolle.FAGLIG_ANSVARLIG).post("/k/9001/leverancer/indlever", {})
    assert svar.status_code == 400 and "Vælg mindst én fil" in svar.content.decode()


def test_too_large_leaves_nothing(som: Som, settings: object, data: Path) -> None:
    settings.STOERSTE_UPLOAD = 1000  # type: ignore[attr-defined]
    svar = som(Rolle.FAGLIG_ANSVARLIG).post(
        "/k/9001/leverancer/indlever", {"filer": [SimpleUploadedFile("stor.csv", b"x" * 5000)]}
    )
    assert svar.status_code == 400 and not list((data / "modtag").iterdir())
    assert not Modtagelse.objects.exists()


@pytest.mark.parametrize(
    ("navn", "ventet"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\mappe\\a.csv", "a.csv"),
        ("\x1b[31m.csv", "__31m.csv"),
        ("..", "fil"),
    ],
)
def test_names_are_made_safe(navn: str, ventet: str) -> None:
    assert safe_navn(navn) == ventet


def test_equal_names_are_told_apart() -> None:
    assert safe_navn("a.csv", {"a.csv"}) == "a-2.csv"
