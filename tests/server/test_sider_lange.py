"""Long tables come a page at a time: nothing is lost between pages, the trail has those that were shown, and
figures that are now summed from groups are those of a plain count."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from html import unescape

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from django.test import Client

from ffb.model.tabeller import TABELLER
from ffb.server.adgang.roller import Rolle
from ffb.server.fund import borgerside, fundside, rapportside
from ffb.server.fund.models import Fund, Opgoerelse
from ffb.server.fund.rapporter import load_rapport
from ffb.server.fund.tabelvisning import Visning, Vistcelle, build_visning
from ffb.server.leverance.grundlag import find_grundlag, lager
from ffb.server.leverance.models import Borgernummer
from ffb.server.spor.models import Spor, SporBorger

pytestmark = pytest.mark.django_db
Som = Callable[..., Client]
PERIODE = "fra=2025-01-01&til=2025-12-31"
I_ALT = f"/k/9001/rapport/bag?{PERIODE}&tabel=tabel1&raekke=I+alt&kolonne=antal"


def test_rows_behind_a_number_come_a_page_at_a_time(
    som: Som, talt: Opgoerelse, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = som(Rolle.FAGLIG_ANSVARLIG)
    rapport = load_rapport(talt)
    antal = next(r["antal"] for r in rapport.tabeller["tabel1"].raekker if r["paragraf"] == "I alt")
    hele = _raekker(browser.get(I_ALT).content.decode())
    assert len(hele) == antal
    monkeypatch.setattr(rapportside, "PR_SIDE", 7)
    sider = [browser.get(f"{I_ALT}&side={nr}").content.decode() for nr in range(1, -(-antal // 7) + 1)]
    assert [r for side in sider for r in _raekker(side)] == hele
    assert max(len(_raekker(side)) for side in sider) == 7
    vist = set(re.findall(r"/borger/(\d+)", sider[-1]))
    spor = Spor.objects.filter(handling="tal.aabnet").latest("nr")
    assert {str(b.borger_id) for b in SporBorger.objects.filter(spor_nr=spor.nr)} == vist


def _raekker(side: str) -> list[str]:
    return re.findall(r"<tr><th scope=\"row\">.*?</tr>", side)


def test_cpr_list_comes_a_page_at_a_time_and_files_are_whole(
    som: Som, talt: Opgoerelse, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, url = som(Rolle.FAGLIG_ANSVARLIG), f"/k/9001/rapport/liste/2?{PERIODE}"
    i_alt = load_rapport(talt).tabeller["cpr_liste_2"].raekker
    monkeypatch.setattr(rapportside, "PR_LISTESIDE", 5)
    assert len(i_alt) > 10
    valg = {"kopi": "cpr", "formaal": "Tilsyn"}
    vist: list[int] = []
    for nr in range(1, -(-len(i_alt) // 5) + 1):
        side = browser.post(url, {**valg, "side": nr}).content.decode()
        assert f"af {len(i_alt)}" in side and 'name="formaal" value="Tilsyn"' in side
        spor = Spor.objects.filter(handling="liste.aabnet").latest("nr")
        borgere = SporBorger.objects.filter(spor_nr=spor.nr).values_list("borger_id", flat=True)
        assert spor.formaal == "Tilsyn" and 0 < len(borgere) <= 5
        vist += borgere
    assert Counter(vist) == Counter(int(r["cpr"].removeprefix("P")) for r in i_alt)
    fil = browser.post(url, {**valg, "som": "csv", "side": "2"}).content.decode("utf-8-sig")
    assert len(fil.splitlines()) == len(i_alt) + 1
    spor = Spor.objects.filter(handling="liste.aabnet").latest("nr")
    assert spor.borgere == len(i_alt)


def test_findings_are_counted_as_one_by_one(som: Som, talt: Opgoerelse) -> None:
    alle = list(Fund.objects.filter(kommune="9001"))
    for nr, f in enumerate(alle):  # a life for each kind
        f.status = ("ny", "fortsat", "genopstaaet", "loest")[nr % 4]
    Fund.objects.bulk_update(alle, ["status"])
    levende = [f for f in alle if f.status != "loest"]
    browser = som(Rolle.FAGLIG_ANSVARLIG)
    for valg in (
        {},
        {"ejer": levende[0].ejer},
        {"status": "loest"},
        {"regel": levende[0].regel, "alvor": "fejl"},
    ):
        svar = browser.get("/k/9001/fund", valg)
        ventet = [
            f
            for f in (alle if "status" in valg else levende)
            if all(getattr(f, n) == v for n, v in valg.items())
        ]
        assert svar.context["antal"] == len(ventet)
        regler = Counter((f.regel, f.alvor, f.ejer) for f in ventet)
        pr_regel = {(r["regel"], r["alvor"], r["ejer"]): r["antal"] for r in svar.context["pr_regel"]}
        assert pr_regel == regler
        assert {r["ejer"]: r["antal"] for r in svar.context["pr_ejer"]} == Counter(f.ejer for f in levende)
        assert len(svar.context["side"].object_list) == min(fundside.PR_SIDE, len(ventet))
    assert all(r["titel"] for r in pr_regel and svar.context["pr_regel"])


def test_work_list_pages_hold_every_finding_once(
    som: Som, talt: Opgoerelse, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = som(Rolle.FAGLIG_ANSVARLIG)
    antal = Fund.objects.filter(kommune="9001").count()
    monkeypatch.setattr(fundside, "PR_SIDE", -(-antal // 4))
    sider = [browser.get("/k/9001/fund", {"side": nr}).context["side"].object_list for nr in range(1, 5)]
    numre = [f.pk for side in sider for f in side]
    assert len(numre) == antal == len(set(numre))
    grav = {"blokerende": 0, "fejl": 1, "advarsel": 2, "oplysning": 3}
    alvor = [grav[f.alvor] for side in sider for f in side]
    assert alvor == sorted(alvor)


def test_a_citizen_is_read_as_the_whole_files_have_her(talt: Opgoerelse) -> None:
    grundlag = find_grundlag("9001")
    for borger_id in Borgernummer.objects.filter(kommune="9001").values_list("borger_id", flat=True)[:5]:
        laest = borgerside.read_borger(grundlag, borger_id)
        for navn, filer in lager().parquet(grundlag.ider).items():
            if navn in laest and "borger_id" in TABELLER[navn.removesuffix("_version")].schema().names:
                hele = [pq.read_table(f) for f in filer]
                ventet = sum(t.filter(pc.equal(t["borger_id"], borger_id)).num_rows for t in hele)
                assert laest[navn].num_rows == ventet, navn
        assert laest["borger_version"].num_rows


def test_citizens_page_has_the_tables_its_views_ask_for(
    som: Som, talt: Opgoerelse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page is the same when every stored table is read."""
    browser = som(Rolle.FAGLIG_ANSVARLIG)
    ider = list(Borgernummer.objects.filter(kommune="9001").values_list("borger_id", flat=True)[:8])
    faa = [_uden_hoved(browser.get(f"/k/9001/borger/{b}").content.decode()) for b in ider]
    alle = frozenset(t.fysisk for t in TABELLER.values())
    monkeypatch.setattr(borgerside, "find_tabeller", lambda _: alle)
    assert [_uden_hoved(browser.get(f"/k/9001/borger/{b}").content.decode()) for b in ider] == faa
    assert all("Ydelser</h2>" in side for side in faa) and len(set(faa)) == len(faa)


def _uden_hoved(side: str) -> str:
    return side.partition("<h2>")[2].partition("</main>")[0]


def test_rows_of_a_table_are_escaped_and_look_as_before(talt: Opgoerelse) -> None:
    ond = '<script>"&'
    v = Visning(
        "t", "T", "", [("A", False), ("B", True)],
        [
            [Vistcelle(ond, "tekst", er_tal=False), Vistcelle("3", "fejl", er_tal=True, url='/x?a=1&b="')],
            [Vistcelle("x" * 25, "tekst", er_tal=False), Vistcelle("0", "nul", er_tal=True)],
            [Vistcelle("I alt", "tekst", er_tal=False), Vistcelle(ond, "kode", er_tal=False)],
        ], [], total=True,
    )  # fmt: skip
    assert v.krop == (
        '<tr><th scope="row">&lt;script&gt;&quot;&amp;</th>'
        '<td class="tal"><a href="/x?a=1&amp;b=&quot;" class="fejltal">3</a></td></tr>'
        f'<tr><th scope="row" class="ord">{"x" * 25}</th><td class="tal"><span class="nul">0</span></td></tr>'
        '<tr class="total"><th scope="row">I alt</th><td><code>&lt;script&gt;&quot;&amp;</code></td></tr>'
    )
    tabel = build_visning(load_rapport(talt).tabeller["ydelsesrapport"])
    celler = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", tabel.krop)
    assert [unescape(re.sub(r"<[^>]+>", "", c)) for c in celler] == [
        c.tekst for r in tabel.raekker for c in r
    ]
