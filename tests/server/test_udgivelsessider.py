"""Publications on the server: prepared, looked at, published, read by the analytiker; and what never is."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from ffb.analyses import Analysevalg, find_analyse
from ffb.diskretionering import I_ALT
from ffb.engine.duckdb import DuckDB
from ffb.server.adgang.oversigt import find_sider
from ffb.server.adgang.roller import RETTER, Rolle
from ffb.server.fund.models import Opgoerelse
from ffb.server.leverance.grundlag import Grundlag
from ffb.server.leverance.lager import Lager
from ffb.server.opgave.koe import work
from ffb.server.spor.models import Spor
from ffb.server.udgivelse import actions
from ffb.server.udgivelse.actions import KanIkke, order_udgivelse, publish_udgivelse
from ffb.server.udgivelse.laes import load_vist
from ffb.server.udgivelse.models import Udgivelse
from ffb.server.viden.svar import prepare_kreds
from ffb.udgivelse import load_plan
from ffb.udgivelse.vist import ORD

pytestmark = pytest.mark.django_db
Som = Callable[..., Client]
AARET = (date(2025, 1, 1), date(2025, 12, 31))


def laes(browser: Client, url: str, status: int = 200) -> str:
    svar = browser.get(url)
    assert svar.status_code == status, (url, svar.status_code)
    return unescape(svar.content.decode())


def forbered(periode: tuple[date, date] = AARET, mindst: int = 3) -> Udgivelse:
    navn = order_udgivelse(periode, mindst, by="test").navn
    work(til_tom=True)
    u = Udgivelse.objects.get(navn=navn)
    assert u.tilstand == "klar", u.fejl
    return u


def udgiv(*args: Any) -> Udgivelse:
    u = forbered(*args)
    publish_udgivelse(u, by="test")
    return Udgivelse.objects.get(pk=u.pk)


def test_fra_bestilling_til_laesning(som: Som, talt: Opgoerelse) -> None:
    dst, laeser = som(Rolle.STATISTIKER), som(Rolle.ANALYTIKER)
    svar = dst.post("/dst/udgivelser", {"fra": "01.01.2025", "til": "31.12.2025", "mindst": "3"})
    assert svar.status_code == 302 and svar["Location"] == "/dst/udgivelser/2025"
    assert "<progress" in laes(dst, "/dst/udgivelser/2025")
    work(til_tom=True)
    kladde = laes(dst, "/dst/udgivelser/2025")
    assert "Kun I kan se den endnu" in kladde and "/hent/" not in kladde
    assert "endnu ikke udgivet" in laes(laeser, "/udgivelser")
    assert laeser.get("/udgivelser/2025").status_code == 404
    assert laeser.get("/udgivelser/2025/hent/json").status_code == 404
    assert dst.post("/dst/udgivelser/2025", {"hvad": "udgiv"})["Location"] == "/udgivelser/2025"
    assert '<a href="/udgivelser/2025">' in laes(laeser, "/udgivelser")
    assert_tallene(laeser)
    handlinger = set(Spor.objects.values_list("handling", flat=True))
    assert {"udgivelse.bestilt", "udgivelse.udgivet"} <= handlinger
    assert dst.post("/dst/udgivelser/2025", {"hvad": "kasser"})["Location"] == "/udgivelser/2025"
    assert Udgivelse.objects.filter(navn="2025", tilstand="udgivet").exists()


def assert_tallene(laeser: Client) -> None:
    """Page and files show the kommune's own exact figures or nothing, and nothing of 1 or 2."""
    vist = load_vist(Udgivelse.objects.get())
    grundlag, tabel = prepare_kreds(), vist.find("borgere_ydelse")
    assert tabel is not None and len(vist.tabeller) == len(load_plan().tabeller)
    valg = Analysevalg(*AARET, (("kommune", ("9001",)),))
    egne = [r for r in grundlag.koer(find_analyse("V15"), valg).tabel.raekker if r["inddeling"] == "ydelse"]
    side = laes(laeser, "/udgivelser/2025?tabel=borgere_ydelse&sted=9001")
    linjer = re.findall(r'<th scope="row"[^>]*>([^<]+)</th><td class="tal">(.*?)</td>', side)
    paa_siden = {navn: re.sub(r"<[^>]+>", "", tekst) for navn, tekst in linjer}
    skjulte = 0
    for r in egne:
        antal = tabel.show("9001", r["kode"] or "(Tom)")
        assert antal in (r["borgere"], None)
        assert antal is None or antal >= 3
        assert paa_siden[r["navn"]] == ("·skjult" if antal is None else str(antal))
        skjulte += antal is None
    assert skjulte
    svg = base64.b64decode(re.findall(r'<img src="data:image/svg\+xml;base64,([^"]+)"', side)[0]).decode()
    i_figuren = [re.sub(r"<[^>]+>", "", e) for e in re.findall(r"<text[^>]*>.*?</text>", svg)]
    assert i_figuren.count("· skjult") == skjulte
    tal = {n for e in i_figuren for n in re.findall(r"\d[\d.,]*", e)}
    assert tal <= set(re.findall(r"\d[\d.,]*", re.sub(r"<[^>]+>", " ", side)))
    rows = csv.DictReader(
        io.StringIO(laeser.get("/udgivelser/2025/hent/csv?tabel=borgere_ydelse").content.decode("utf-8-sig")),
        delimiter=";",
    )
    celler = {(r["sted_kode"], r["kode"]): r for r in rows}
    assert {k: (int(r["antal"]) if r["antal"] else None) for k, r in celler.items()} == {
        (s, n): tabel.show(s, n) for s in tabel.steder for n in tabel.noder
    }
    assert all((r["antal"] == "") == (r["vist"] == "skjult") for r in celler.values())
    lang = pq.read_table(io.BytesIO(laeser.get("/udgivelser/2025/hent/parquet").content)).to_pylist()
    assert {(r["sted_kode"], r["kode"]): r["antal"] for r in lang if r["tabel"] == tabel.navn} == {
        (s, n): tabel.show(s, n) for s in tabel.steder for n in tabel.noder
    }
    bog = CalamineWorkbook.from_filelike(io.BytesIO(laeser.get("/udgivelser/2025/hent/xlsx").content))
    assert {t.navn for t in vist.tabeller} <= set(bog.sheet_names)
    assert json.loads(laeser.get("/udgivelser/2025/hent/json").content)["id"] == "2025"


def test_analytikeren_naar_aldrig_motoren(
    som: Som, talt: Opgoerelse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every address, every slice and every file: no engine, no store, no exact figure."""
    u = udgiv()
    vist, browser = load_vist(u), som(Rolle.ANALYTIKER)
    kaldt: list[str] = []

    def forbid(navn: str) -> Callable[..., Any]:
        def kald(*_args: Any, **_kwargs: Any) -> Any:
            kaldt.append(navn)
            raise AssertionError(f"analytikeren nåede {navn}")

        return kald

    monkeypatch.setattr(DuckDB, "__init__", forbid("motoren"))
    for navn in ("tabeller", "parquet", "read_borger", "bytes_fil"):
        monkeypatch.setattr(Lager, navn, forbid(f"lageret ({navn})"))
    maa = {s.navn for s in find_sider() if s.regel and s.regel.ret in RETTER[Rolle.ANALYTIKER]}
    assert maa == {"udgivelser", "udgivelse", "udgivelse_hent"}
    for side in find_sider():
        if side.regel and side.regel.ret and side.navn not in maa and not side.regel.token:
            args = {
                n: "9001" if n == "kode" else 1 if a == "Int" else "x"
                for n, a in side.argumenter.items()
                if a != "UUID"
            }
            if len(args) == len(side.argumenter):
                assert browser.get(reverse(side.navn, kwargs=args)).status_code in (403, 405), side.navn
    for tabel in vist.tabeller:
        for sted in tabel.steder:
            laes(browser, f"/udgivelser/2025?tabel={tabel.navn}&sted={sted}")
        for node in tabel.noder:
            laes(browser, f"/udgivelser/2025?tabel={tabel.navn}&gruppe={node}")
        browser.get(f"/udgivelser/2025/hent/csv?tabel={tabel.navn}")
    alt = b"".join(browser.get(f"/udgivelser/2025/hent/{f}").content for f in ("json", "parquet", "xlsx"))
    assert kaldt == [] and len(alt) > 1000
    raekker = [r for t in json.loads(u.vist)["terninger"] for r in t["raekker"]]
    assert all(r[-1] is None or r[-1] >= 3 for r in raekker) and any(r[-1] is None for r in raekker)
    assert b"modbilleder" not in bytes(u.vist) and b"modbilleder" not in bytes(u.husket)  # encrypted


def test_den_naeste_kender_den_foerste(talt: Opgoerelse) -> None:
    """The next one, a few days shorter: what it shows beside the first gives nobody away."""
    foerste = udgiv()
    anden = forbered((date(2025, 1, 1), date(2025, 12, 20)))
    assert anden.tidligere == ["2025"] and anden.navn == "20250101-20251220"
    a, b = load_vist(foerste), load_vist(anden)
    set_begge = 0
    for tabel in a.tabeller:
        ny = b.find(tabel.navn)
        assert ny is not None
        for sted in tabel.steder:
            for node in tabel.noder:
                foer, nu = tabel.show(sted, node), ny.show(sted, node)
                if foer and nu:
                    set_begge += 1
                    assert abs(foer - nu) not in (1, 2), (tabel.navn, sted, node)
    assert set_begge > 20


def test_een_ad_gangen_og_aldrig_uden_at_kende_de_andre(som: Som, talt: Opgoerelse) -> None:
    u = forbered()
    with pytest.raises(KanIkke, match="undervejs"):
        order_udgivelse(AARET, 3, by="test")
    Udgivelse.objects.filter(pk=u.pk).update(tidligere=["en-anden"])
    with pytest.raises(KanIkke, match="forbered igen"):
        publish_udgivelse(u, by="test")
    dst = som(Rolle.STATISTIKER)
    assert dst.post(f"/dst/udgivelser/{u.navn}", {"hvad": "kasser"})["Location"] == "/dst/udgivelser"
    assert not Udgivelse.objects.exists()
    assert Spor.objects.filter(handling="udgivelse.kasseret").count() == 1
    assert forbered(AARET, 5).navn == "2025"


def test_en_leder_sammenligner_med_det_udgivne(som: Som, talt: Opgoerelse) -> None:
    """Own exact share beside the region's and the country's as published: never a hidden one."""
    leder = som(Rolle.LEDER)
    url = "/k/9001/viden/V15?fra=2025-01-01&til=2025-12-31&vis=paragraf&sammenlign=udgivet"
    assert "endnu ikke udgivet tal" in laes(leder, url)
    tabel = load_vist(udgiv()).find("borgere_paragraf")
    assert tabel is not None
    side = laes(leder, url)
    blok = side[side.index('id="V15_udgivet"') :]
    rows = re.findall(r'<th scope="row"[^>]*>([^<]+)</th>((?:<td class="tal">.*?</td>)+)', blok)
    fundet = {navn: [re.sub(r"<[^>]+>", "", c) for c in re.findall(r"<td.*?</td>", c)] for navn, c in rows}
    assert len(fundet) > 3
    valg = Analysevalg(*AARET, (("kommune", ("9001",)),))
    egne = {r["kode"]: r["borgere"] for r in prepare_kreds().koer(find_analyse("V15"), valg).tabel.raekker}
    for navn, (_egen, region, landet) in fundet.items():
        for sted, vist in (("region 9101", region), ("", landet)):
            rest = (tabel.show(sted, navn) or 0) - egne[navn]
            andel = None if 0 < rest < 3 else tabel.share(sted, navn)
            assert vist == ("–" if andel is None else f"{andel} %".replace(".", ",")), (navn, sted)
    assert "Fjern filtrene" in laes(leder, f"{url}&koen=K")
    assert "ikke blandt det" in laes(leder, url.replace("V15", "V02").replace("vis=paragraf", "vis=§85"))
    assert "udgivne tal" not in laes(leder, "/k/9001/viden/V07")


@pytest.mark.parametrize(
    ("felter", "ventet"),
    [
        ({"fra": "31.12.2025", "til": "01.01.2025"}, "Byt om på de to datoer"),
        ({"fra": "i går", "til": "01.01.2025"}, "Datoen kan ikke læses"),
        ({"fra": "01.01.2025", "til": "31.12.2025", "mindst": "1"}, "Vælg en af de to grænser"),
        ({"fra": "01.01.2025", "til": "31.12.2025", "mindst": "tre"}, "Vælg en af de to grænser"),
    ],
)
def test_det_der_ikke_kan_forberedes(som: Som, talt: Opgoerelse, felter: dict[str, str], ventet: str) -> None:
    svar = som(Rolle.STATISTIKER).post("/dst/udgivelser", {"mindst": "3", **felter})
    assert svar.status_code == 400 and ventet in unescape(svar.content.decode())
    assert not Udgivelse.objects.exists()


def test_uden_leverancer_og_ukendte_udsnit(som: Som, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "find_landet", lambda: Grundlag("", ()))
    with pytest.raises(KanIkke, match="ingen leverancer"):
        order_udgivelse(AARET, 3, by="test")
    vist = {
        "id": "2020", "periode": {"fra": "2020-01-01", "til": "2020-12-31"}, "mindst": 3,
        "terninger": [
            {"navn": "t", "titel": "Prøve", "enhed": "borgere", "dimensioner": ["sted", "paragraf"],
             "raekker": [["", "", 7], ["", "§85", None], ["9001", "", 7], ["9001", "§85", None]]}
        ],
    }  # fmt: skip
    from django.utils import timezone

    Udgivelse.objects.create(
        navn="2020", periode_fra=date(2020, 1, 1), periode_til=date(2020, 12, 31), mindst=3, undervejs=False,
        tilstand="udgivet", udgivet_tid=timezone.now(), vist=json.dumps(vist).encode(), sha256="0" * 64,
    )  # fmt: skip
    browser = som(Rolle.ANALYTIKER)
    assert "for få personer" in laes(browser, "/udgivelser/2020")
    for query, siger in (
        ("tabel=x", "Tabellen er ikke"),
        ("sted=0101", "Stedet er ikke"),
        ("gruppe=§1", "Gruppen"),
    ):
        assert siger in laes(browser, f"/udgivelser/2020?{query}", 400)
    assert browser.get("/udgivelser/2020/hent/pdf").status_code == 404


def test_planens_ord_er_paa_engelsk_ogsaa() -> None:
    plan = load_plan()
    assert {t.titel for t in plan.tabeller} | {t.enhed for t in plan.tabeller} == set(ORD.values())
    assert I_ALT == ""
