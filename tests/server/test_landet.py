"""Pages for Danmarks Statistik: the matrix, reminders, approvals of all, V01 against plain counting."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from analyses.orakel_v01 import count
from analyses.test_mod_orakel import make_grundlag
from analyses.udvalg import make_udvalg
from analyses.verden import make_verden
from ffb.analyses import Analysevalg, find_analyse
from ffb.server.adgang.roller import Rolle
from ffb.server.fund.models import Opgoerelse
from ffb.server.godkendelse.actions import begin_godkendelse, give_godkendelse
from ffb.server.godkendelse.tjekliste import PUNKTER
from ffb.server.landet.overvaagning import SLAGS, build_status
from ffb.server.landet.status import latest_delivery_day, read_status
from ffb.server.leverance.grundlag import find_grundlag, kilder
from ffb.server.spor.models import Spor

Som = Callable[..., Client]
PERIODE = (date(2025, 1, 1), date(2025, 12, 31))


@pytest.mark.django_db
def test_matrix_follows_the_kommune(som: Som, talt: Opgoerelse) -> None:
    dst = som(Rolle.STATISTIKER)
    foer = {s.kommune.kode: s for s in read_status(*PERIODE)}
    assert foer["9001"].leveret_tid and foer["9001"].frisk and foer["9001"].aabnet_tid is None
    assert foer["9001"].godkendelse is None and foer["9001"].fejl > 0
    som(Rolle.LAESER).get("/k/9001/rapport?fra=2025-01-01&til=2025-12-31")
    give_godkendelse(begin_godkendelse(talt, by="test"), "uenig", bemaerkning="", by="test")
    efter = {s.kommune.kode: s for s in read_status(*PERIODE)}["9001"]
    assert efter.aabnet_tid is not None and efter.godkendelse is None
    g = begin_godkendelse(talt, by="test")
    g.punkter = {punkt: {"navn": "x"} for punkt in PUNKTER}
    give_godkendelse(g, "2", bemaerkning="", by="test")
    side = dst.get("/dst/?aar=2025").content.decode()
    assert "niveau 2" in side and "Demokommune 01" in side
    assert (
        "Demokommune 01"
        not in dst.get("/dst/?aar=2025&vis=ikke_godkendt").content.decode().split("<table")[1]
    )
    with zipfile.ZipFile(io.BytesIO(dst.get("/dst/godkendelser?aar=2025").content)) as z:
        assert sorted(n.split("-")[0] for n in z.namelist()) == ["ffb", "ffb", "indeks.csv"]


@pytest.mark.django_db
def test_reminders_are_drafts_until_sent(som: Som, talt: Opgoerelse, data: Path, settings: object) -> None:
    dst = som(Rolle.STATISTIKER)
    url = "/dst/paamind?vis=ikke_godkendt&aar=2025"
    assert "faglig ansvarlig i Demokommune 01" in dst.get(url).content.decode()
    with zipfile.ZipFile(io.BytesIO(dst.post(url, {"hvad": "hent"}).content)) as z:
        assert b"X-Unsent: 1" in z.read("9001.eml")
    assert not Spor.objects.filter(handling="paamindelse.sendt").exists()
    assert dst.post(url, {"hvad": "send"}).status_code == 302
    assert Spor.objects.filter(handling="paamindelse.sendt", kommune="9001").exists()


@pytest.mark.django_db
def test_only_dst_sees_the_country(som: Som) -> None:
    for rolle in (Rolle.FAGLIG_ANSVARLIG, Rolle.ANALYTIKER, Rolle.ADMINISTRATOR, Rolle.DRIFT):
        browser = som(rolle)
        for url in ("/dst/", "/dst/indberetningsstatus", "/dst/godkendelser", "/dst/paamind?vis=foraeldet"):
            assert browser.get(url).status_code == 403


@pytest.mark.django_db
def test_v01_counts_what_the_store_holds(som: Som, talt: Opgoerelse) -> None:
    tabeller = kilder(find_grundlag("9001"))
    ad = [r for r in tabeller["aktivitet_deltagelse_version"].to_pylist() if r["kode"]]
    assert talt.maengder["ad"] == len(ad) > 20
    assert talt.maengder["score"] == sum(r["niveau"] in (0, 1, 2, 3, 4) for r in ad)
    assert "Indberetter" not in som(Rolle.STATISTIKER).get("/dst/indberetningsstatus").content.decode()[:50]


def test_v01_against_plain_counting() -> None:
    tilfaeldig = random.Random(1)
    for _ in range(200):
        maengder = {
            str(k): {s: tilfaeldig.choice([0, 1, 5, 6, tilfaeldig.randint(0, 9000)]) for s in SLAGS}
            for k in range(tilfaeldig.randint(0, 98))
        }
        for slags, s in zip(SLAGS, build_status(maengder, 98), strict=True):
            tal = [m[slags] for m in maengder.values()]
            assert s.indberetter == len([t for t in tal if t >= 6])
            assert s.faa == len([t for t in tal if t in range(1, 6)])
            assert s.ingen == 98 - s.indberetter - s.faa and s.i_alt == sum(tal)
            stoerste = sum(sorted(tal)[-5:])
            assert (
                s.top_andel is None
                if not sum(tal)
                else abs(float(s.top_andel or 0) - 100 * stoerste / sum(tal)) < 0.051
            )


@pytest.mark.parametrize(
    ("i_dag", "ventet"),
    [
        (date(2026, 11, 14), date(2026, 10, 14)),
        (date(2026, 11, 13), date(2026, 9, 14)),
        (date(2026, 1, 20), date(2025, 12, 14)),
        (date(2026, 1, 3), date(2025, 11, 14)),
    ],
)
def test_the_months_delivery(i_dag: date, ventet: date) -> None:
    assert latest_delivery_day(i_dag, 14) == ventet


def test_today_is_known() -> None:
    assert latest_delivery_day(timezone.localdate(), 14) < timezone.localdate()


def test_v01_is_the_page() -> None:
    """The analysis and the page of Danmarks Statistik: one count of registrations, the same limits."""
    verden = make_verden(3)
    grundlag = make_grundlag(verden)
    valg = Analysevalg(verden.periode_fra, verden.periode_til)
    svar = grundlag.koer(find_analyse("V01"), valg)
    maengder = {k: dict(m) for k, m in count(make_udvalg(verden, valg)).items()}
    for slags, s, r in zip(SLAGS, build_status(maengder, len(maengder)), svar.tabel.raekker, strict=True):
        assert r["slags"] == slags
        assert (r["indberetter"], r["faa"], r["ingen"]) == (s.indberetter, s.faa, s.ingen)
        assert (r["i_alt"], r["top_andel"]) == (s.i_alt, s.top_andel)
