"""A kommune's own terms: in the cases, and in nothing that is sent. And Børn & Unge in a case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from begreber import katalogfiler as kf
from ffb import begreber as bg
from ffb.analyses import Analysevalg, find_analyse, prepare_analyser
from ffb.begreber.indfoer import Valg, build_forslag
from ffb.eksport import build_stjerne, make_filer
from ffb.engine.duckdb import DuckDB
from ffb.formats import read
from ffb.formats.grundlag import Laesevalg, Laesning
from ffb.formats.identitet import Identitet
from ffb.formats.katalog import read_katalogfiler
from ffb.formats.tabel.skriv import write_tabel
from ffb.server.adgang.roller import Rolle
from ffb.server.begreb.actions import KanIkke, approve_version, propose_version
from ffb.server.begreb.lokalside import close_lokalterm, make_lokalterm
from ffb.server.begreb.mappe import sync_mappe
from ffb.server.begreb.models import Lokalterm
from ffb.server.fund.opgoer import build_opsaetning, to_laesning
from ffb.server.leverance.actions import publish_laesning
from ffb.server.leverance.grundlag import find_grundlag
from ffb.server.noegler import load_noegler
from ffb.server.sag.actions import Feltfejl, confirm_objekt, create_objekt, read_felter, save_felter
from ffb.server.sag.besked import make_besked, read_grundlag
from ffb.server.sag.dst import judge_borger
from ffb.server.sag.indberet import report_kommune
from ffb.server.sag.models import Objekt, Sagsopsaetning
from ffb.server.sag.raekker import read_objekter
from ffb.server.sag.uddatasaet import make_udsendelse
from server.server_sag import Borger, kode

pytestmark = pytest.mark.django_db
KANARIE = "Kanariegul særterm"
URL = "/k/9001/begreber/egne"


@pytest.fixture
def b(make_bruger: Any) -> Borger:
    return Borger(make_bruger(Rolle.SAGSBEHANDLER))


@pytest.fixture
def opsaetning() -> Sagsopsaetning:
    return Sagsopsaetning.objects.create(
        kommune="9001", sts_uuid="4c2e1d3a-0000-4000-8000-000000000001",
        sagsnummer_system="urn:demo:sag", endpoint="https://kommunen.example.dk",
    )  # fmt: skip


def test_an_own_term_is_made_under_an_official_one_and_closed(som: Callable[..., Client]) -> None:
    leder, laeser = som(Rolle.FAGLIG_ANSVARLIG), som(Rolle.LAESER)
    over = kode("ydelse")
    assert "ingen egne termer" in laeser.get(URL).content.decode()
    felter = {"over": over, "term": f"  {KANARIE} ", "note": "DEMO"}
    assert laeser.post(URL, felter).status_code == 403
    assert leder.post(URL, felter).status_code == 302
    assert KANARIE in unescape(laeser.get(URL).content.decode())
    term = bg.find_begreb(over)
    assert term and KANARIE in unescape(laeser.get(f"/begreber/kode/{over}", follow=True).content.decode())
    daarlige = [
        felter, {"over": over, "term": ""}, {"over": "x", "term": "y"},
        {"over": over, "term": term.term.upper()}, {"luk": "x"},
    ]  # fmt: skip
    assert [leder.post(URL, f).status_code for f in daarlige] == [400] * 5
    egen = Lokalterm.objects.get()
    assert leder.post(URL, {"luk": str(egen.pk)}).status_code == 302
    with pytest.raises(KanIkke):
        close_lokalterm("9001", str(egen.pk), by="test")


def test_own_term_and_official_code_go_together(b: Borger) -> None:
    over, andet = kode("ff_undertema"), kode("ff_undertema", 1)
    egen = str(make_lokalterm("9001", over, KANARIE, by="test").pk)
    objekt = create_objekt(b.sag, "tema", {"lokal": egen}, by="test")
    assert read_felter(objekt)["kode"] == over, "the own term brings its official code"
    with pytest.raises(Feltfejl):
        create_objekt(b.sag, "tema", {"lokal": egen, "kode": andet}, by="test")
    save_felter(objekt.pk, {"kode": andet, "lokal": egen}, objekt.version, by="test")
    felter = read_felter(Objekt.objects.get(pk=objekt.pk))
    assert (felter["kode"], felter.get("lokal")) == (andet, None), "another code takes it away"
    fremmed = str(make_lokalterm("9002", over, "en andens", by="test").pk)
    for vaerdi in (fremmed, "vrøvl"):
        with pytest.raises(Feltfejl):
            create_objekt(b.sag, "tema", {"lokal": vaerdi}, by="test")


def test_an_own_term_is_seen_in_the_case_and_leaves_it_in_nothing(
    b: Borger, opsaetning: Sagsopsaetning, tmp_path: Path
) -> None:
    egne = {
        "tema": (b.ff, kode("ff_undertema")), "maalgruppe": (b.maalgruppe, kode("maalgruppe")),
        "ydelse": (b.ydelse, kode("ydelse")),
    }  # fmt: skip
    spor = [KANARIE]
    for slags, (id_, over) in egne.items():
        egen = make_lokalterm("9001", over, f"{KANARIE} {slags}", by="test")
        objekt = Objekt.objects.get(pk=id_)
        save_felter(objekt.pk, {"lokal": str(egen.pk)}, objekt.version, by="test")
        spor.append(str(egen.pk))
    browser = Client()
    browser.force_login(b.by)
    side = browser.get(reverse("sag_fase", args=["9001", b.sag.pk, "sagsoplysning"])).content.decode()
    assert f"{KANARIE} tema" in side
    ud = make_udsendelse(b.sag.borger, [b.sag], "6101814321", opsaetning, timezone.now(), alt=True)
    assert ud
    sendt = {"uddatasæt": ud.data, "besked": _besked(b)}
    assert report_kommune("9001", by="test").sendt == 1
    laesning = to_laesning(find_grundlag("9001"))
    for form in ("ud", "ud.xlsx", "ud.zip"):
        write_tabel({n: _tabel(t) for n, t in laesning.tabeller.items()}, tmp_path / form)
    sendt |= {f"tabel {f.name}": f.read_bytes() for f in (tmp_path / "ud").iterdir()}
    klar = prepare_analyser(DuckDB(), laesning.tabeller, None, build_opsaetning("9001", date.min, date.max))
    filer = make_filer(build_stjerne(klar), ("csv",), dag=klar.dag, demo=True)
    sendt |= {f"BI {navn}": data for navn, data in filer.items()}
    assert kode("ydelse").encode() in ud.data + sendt["tabel ydelse.csv"], "the official code is there"
    raabt = {n: s for n, data in sendt.items() for s in spor if s.encode() in data}
    assert raabt == {} and len(sendt) > 20


def _tabel(kilde: Any) -> Any:
    import pyarrow as pa
    import pyarrow.parquet as pq

    if isinstance(kilde, pa.Table):
        return kilde
    stier = kilde if isinstance(kilde, list) else [kilde]
    return pa.concat_tables([pq.read_table(s) for s in stier])


def _besked(b: Borger) -> bytes:
    """The order message with all the guide asks for."""
    adgang = b.bestil()
    kontakt = {
        "formaal": "x", "kontakt_titel": "x", "kontakt_fornavn": "x", "kontakt_efternavn": "x",
        "kontakt_telefon": "00000000",
    }  # fmt: skip
    save_felter(adgang.bestilling_id, kontakt, 99, by=b.by)
    save_felter(Objekt.objects.get(pk=b.aabning).pk, {"telefon": "0", "enhed": "x"}, 99, by=b.by)
    b.sted.endpoint = "https://bostedet.example.dk"
    b.sted.save()
    bestilling = Objekt.objects.get(pk=adgang.bestilling_id)
    return make_besked(read_grundlag(bestilling), datetime(2026, 1, 7, tzinfo=UTC))


# -- Børn & Unge ---------------------------------------------------------------------------------------------


@pytest.fixture
def boern_unge(tmp_path: Path) -> Iterator[None]:
    """A made-up catalogue, proposed by one and approved by another."""
    (tmp_path / "bu.csv").write_text(kf.BOERN_UNGE, encoding="utf-8")
    valg = Valg(katalog="boern_unge", version="1", art={"DEMO-BU-T": "ff_undertema"})
    forslag = build_forslag(read_katalogfiler([tmp_path / "bu.csv"]), valg)
    assert forslag.ny
    approve_version(propose_version(forslag.ny, [], by="anne"), by="bent")
    sync_mappe()
    yield
    bg.brug_mappe(None)


def test_a_made_up_boern_unge_is_used_in_a_udredning_and_counts_in_v02(
    boern_unge: None, b: Borger, opsaetning: Sagsopsaetning, tmp_path: Path
) -> None:
    browser = Client()
    browser.force_login(b.by)
    fase = reverse("sag_fase", args=["9001", b.sag.pk, "sagsoplysning"])
    tema = create_objekt(b.sag, "tema", {}, by=b.by)
    side = unescape(browser.get(fase).content.decode())
    assert "Søvn og hvile" in side and "Barnets udvikling" in side  # to choose, under its overtema
    svar = browser.post(
        reverse("sag_gem", args=["9001", tema.pk]),
        {"version": "1", "har-kode": "1", "kode": "DEMO-BU-T11", "har-dato": "1", "dato": "05.01.2026",
         "bekraeft": "1"},
    )  # fmt: skip
    assert svar.status_code == 302, svar.content
    objekt = Objekt.objects.get(pk=b.udredning)
    temaer = [*read_felter(objekt)["temaer"], str(tema.pk)]  # type: ignore[misc]
    save_felter(objekt.pk, {"temaer": temaer}, objekt.version, by=b.by)
    assert "Søvn og hvile" in unescape(browser.get(fase).content.decode())
    assert report_kommune("9001", by="test").sendt == 1  # the guide has no set for it: it stays in the case
    assert not judge_borger(b.sag.borger).brud
    maal = create_objekt(b.sag, "indsatsmaal", _goal(str(tema.pk)), by=b.by)
    confirm_objekt(maal.pk, by=b.by)
    assert str(maal.pk) not in read_objekter(b.sag) and b.maal in read_objekter(b.sag)
    publish_laesning(_deliver(tmp_path), None, None, rod=str(tmp_path), by="test")
    klar = prepare_analyser(
        DuckDB(), to_laesning(find_grundlag("9001")).tabeller, None,
        build_opsaetning("9001", date.min, date.max),
    )  # fmt: skip
    v02 = klar.koer(find_analyse("V02"), Analysevalg(date(2025, 1, 1), date(2025, 12, 31)))
    talt = {r["tema"]: r["borgere"] for r in v02.tabel.raekker if r["paragraf"] == "I alt"}
    assert talt == {"Søvn og hvile": 12, "Leg": 7}


def _goal(tema: str) -> dict[str, str]:
    forventet, maaltype = kode("funktionsevneniveau", 1), kode("maaltype", 0, "udvikle")
    return {"maalformulering": "Sove om natten", "tema": tema, "maaltype": maaltype, "forventet": forventet}


def _deliver(mappe: Path) -> Laesning:
    """Twelve made-up children with two themes of the catalogue, in the table format."""
    sted = mappe / "leverance"
    sted.mkdir()
    cpr = [f"{60 + nr:02d}01{10 + nr % 5:02d}4{nr:03d}" for nr in range(1, 13)]
    hoved = "KOMMUNE_KODE;SYSTEM;FIL_ID;INDBERETNINGSTIDSPUNKT\n9001;DEMO;bu-1;2026-01-05T10:00:00+01:00\n"
    (sted / "leverance.csv").write_text(hoved, encoding="utf-8")
    linjer = [f"{c};Y{i};1.12.0.1;DEMO-BU-Y1;;2025-03-01" for i, c in enumerate(cpr)]
    kolonner = "CPR;YDELSE_ID;DST_YDELSE;FFB_YDELSE_UUID;FFB_TILBUD_UUID;STARTDATO"
    (sted / "ydelse.csv").write_text("\n".join([kolonner, *linjer]), encoding="utf-8")
    temaer = [f"{c};DEMO-BU-T11;2025-02-01" for c in cpr] + [f"{c};DEMO-BU-T12;2025-02-01" for c in cpr[:7]]
    (sted / "udredningstema.csv").write_text("\n".join(["CPR;FFB_TEMA_UUID;DATO", *temaer]), encoding="utf-8")
    return read([mappe / "leverance"], Laesevalg(Identitet(load_noegler().pseudonym)))
