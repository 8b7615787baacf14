"""A catalogue on the server: one proposes, another approves, before its first day it can be undone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from begreber import katalogfiler as kf
from ffb import begreber as bg
from ffb.begreber.indfoer import Valg, build_forslag, write_version
from ffb.formats.katalog import read_katalogfiler
from ffb.server.adgang.roller import Rolle
from ffb.server.begreb.actions import KanIkke, approve_version, undo_version
from ffb.server.begreb.mappe import begreber_mappe, refresh, sync_mappe
from ffb.server.begreb.models import Katalogversion
from ffb.server.fund.models import Opgoerelse
from ffb.server.opgave.models import Opgave
from ffb.server.spor.models import Spor

pytestmark = pytest.mark.django_db
Som = Callable[..., Client]
URL = "/k/9001/begreber/import"
OM_LIDT = timezone.localdate() + timedelta(days=30)


@pytest.fixture(autouse=True)
def _tilbage() -> Iterator[None]:
    yield
    bg.brug_mappe(None)


def fil(begreber: kf.Begreber | None = None, **hoved: Any) -> SimpleUploadedFile:
    data = json.dumps(kf.kodesystem(begreber or kf.i_2021(), **hoved), ensure_ascii=False)
    return SimpleUploadedFile("CodeSystem-FFB.json", data.encode("cp1252"))


def post(browser: Client, sti: str = "", **felter: Any) -> tuple[int, str]:
    svar = browser.post(URL + sti, felter, follow=True)
    return svar.status_code, unescape(svar.content.decode()).replace('<span lang="da">', "").replace(
        "</span>", ""
    )


def test_two_persons_bring_a_version_in_and_it_can_be_undone(
    som: Som, talt: Opgoerelse, django_capture_on_commit_callbacks: Any
) -> None:
    en, anden = som(Rolle.FAGLIG_ANSVARLIG), som(Rolle.GODKENDER)
    felter = {"gyldig_fra": f"{OM_LIDT:%d.%m.%Y}", "version": "4.00"}
    kode, side = post(en, hvad="vis", filer=fil(), **felter)
    assert kode == 200 and "Kun vist" in side and "læst som Windows-1252" in side and "Udgået" in side
    assert not Katalogversion.objects.exists()
    assert post(en, hvad="foreslaa", filer=fil(), **felter)[0] == 200
    v = Katalogversion.objects.get()
    assert (v.katalog_id, v.tilstand, v.antal) == ("ffb/4.00", "foreslaaet", 219)
    kode, side = post(en, f"/{v.pk}", hvad="godkend")
    assert kode == 400 and "En anden end den, der foreslog" in side
    assert "Navnet »Omgivelsesfaktorer« er gået over til en anden kode" in side
    Opgave.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        kode, side = post(anden, f"/{v.pk}", hvad="godkend")
    assert kode == 200 and "godkendt" in side and "Fortryd før" in side
    assert Opgave.objects.filter(art="opgoer", noegle="9001").exists(), "alle kommuner tælles om"
    assert [k.id for k in bg.version_list("ffb")] == ["ffb/4.00", "ffb/2023-05"]
    assert bg.find_begreb(kf.FAKTORER, OM_LIDT) is None and bg.find_begreb(kf.FAKTORER, date(2025, 1, 1))
    refresh()
    with django_capture_on_commit_callbacks(execute=True):
        kode, side = post(en, f"/{v.pk}", hvad="fortryd")
    assert kode == 200 and "Fortrudt" in side
    assert [k.id for k in bg.version_list("ffb")] == ["ffb/2023-05"]
    handlinger = set(Spor.objects.filter(genstand=f"katalog:{v.pk}").values_list("handling", flat=True))
    assert handlinger == {"katalog.foreslaaet", "katalog.godkendt", "katalog.fortrudt"}
    kode, side = post(en, hvad="foreslaa", filer=fil(), **felter)
    assert kode == 200 and Katalogversion.objects.filter(katalog_id="ffb/4.00").count() == 2


def test_what_cannot_be_taken_is_told_and_nothing_is_kept(som: Som) -> None:
    browser = som(Rolle.FAGLIG_ANSVARLIG)
    ring = SimpleUploadedFile("k.csv", b"kode;term;overordnet_kode\na;A;b\nb;B;a\nb;B;\n")
    kode, side = post(browser, hvad="foreslaa", filer=ring, katalog="x", version="1")
    assert kode == 400 and "i ring: a → b → a" in side and "Koden b står også i" in side
    assert "/tmp" not in side
    for felter, ord_ in (
        ({"gyldig_fra": "31.02.2025"}, "Datoen kan ikke læses"),
        ({"art": "x"}, "KODE=ART"),
        ({}, "Sig med --gyldig-fra"),
    ):
        kode, side = post(browser, hvad="foreslaa", filer=fil(), **felter)
        assert kode == 400 and ord_ in side
    assert post(browser, hvad="foreslaa")[0] == 400
    assert not Katalogversion.objects.exists()
    assert browser.get(URL).status_code == 200 and browser.get(f"{URL}/999").status_code == 404
    assert som(Rolle.LAESER).get(URL).status_code == 403


def foreslaa(browser: Client, version: str, fra: date) -> Katalogversion:
    assert post(browser, hvad="foreslaa", filer=fil(), version=version, gyldig_fra=fra.isoformat())[0] == 200
    return Katalogversion.objects.get(katalog_id=f"ffb/{version}", tilstand="foreslaaet")


def test_days_taken_in_the_meantime_and_decisions_only_once(
    som: Som, django_capture_on_commit_callbacks: Any
) -> None:
    browser = som(Rolle.FAGLIG_ANSVARLIG)
    a, b = foreslaa(browser, "a", OM_LIDT), foreslaa(browser, "b", OM_LIDT)
    with django_capture_on_commit_callbacks(execute=True):
        approve_version(a, by="en anden")
    with pytest.raises(KanIkke, match="To versioner gør krav på"):
        approve_version(b, by="en anden")
    with pytest.raises(KanIkke, match=r"findes allerede|afgjort"):
        approve_version(a, by="en anden")
    with pytest.raises(KanIkke, match="gælder allerede"):
        undo_version(a, by="x", i_dag=OM_LIDT)
    assert post(browser, f"/{b.pk}", hvad="afvis")[0] == 200
    with pytest.raises(KanIkke, match="Kun en godkendt"):
        undo_version(b, by="x")


def test_the_database_holds_it_to_two_persons(som: Som) -> None:
    v = foreslaa(som(Rolle.FAGLIG_ANSVARLIG), "a", OM_LIDT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Katalogversion.objects.filter(pk=v.pk).update(
            tilstand="godkendt", afgjort_af=v.foreslaaet_af, afgjort_tid=timezone.now()
        )


def test_the_folder_is_written_again_from_the_database(
    som: Som, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    tidligere = kf.skriv(tmp_path / "k.json", kf.kodesystem(kf.i_2020()))
    bg.brug_mappe(begreber_mappe())
    forslag = build_forslag(
        read_katalogfiler([tidligere]), Valg(None, "gammel", date(2020, 1, 1), date(2020, 2, 1))
    )
    assert forslag.ny
    write_version(forslag.ny, begreber_mappe())
    sync_mappe()
    assert Katalogversion.objects.get().katalog_id == "ffb/gammel", "det, kommandolinjen havde importeret"
    with django_capture_on_commit_callbacks(execute=True):
        approve_version(foreslaa(som(Rolle.FAGLIG_ANSVARLIG), "ny", OM_LIDT), by="en anden")
    assert sync_mappe() == 0
    (begreber_mappe() / "ffb" / "ny.csv").write_text("kode;term;overordnet_kode\na;Forkert;\n")
    (begreber_mappe() / "ffb" / "gammel.csv").unlink()
    assert sync_mappe() == 2
    assert [len(k.begreb_list) for k in bg.version_list("ffb")] == [219, 210, 220]


def test_a_national_server_asks_for_a_national_role(som: Som, settings: Any) -> None:
    settings.VAERT = "dst"
    assert som(Rolle.FAGLIG_ANSVARLIG).get(URL).status_code == 403
    assert som(Rolle.STATISTIKER).get(URL).status_code == 200
