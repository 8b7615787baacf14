"""From a folder of deliveries to the store and back: the report is the same as from the files."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from ffb.formats import read
from ffb.formats.grundlag import Laesevalg
from ffb.formats.identitet import Identitet
from ffb.rapport.byg import build_rapporter
from ffb.render.json import til_json
from ffb.server.fund.models import Fund, Opgoerelse
from ffb.server.fund.opgoer import build_opsaetning, opgoer
from ffb.server.fund.rapporter import pak_ud
from ffb.server.leverance.actions import forget_borger
from ffb.server.leverance.boks import open_cpr
from ffb.server.leverance.grundlag import lager, load_vejledning
from ffb.server.leverance.models import Borgernummer, Leverance
from ffb.server.noegler import load_noegler
from ffb.server.spor.actions import verify_spor
from server.server_leverancer import demo_mappe, publish_demo

PERIODE = (date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture
def udgivet(db: None) -> list[Leverance]:
    """The demo's deliveries in the store, with its guide and DST codes."""
    return publish_demo()


def test_report_from_the_store_is_that_from_the_files(udgivet: list[Leverance]) -> None:
    mappe = demo_mappe()
    laesning = read([mappe / "leverancer"], Laesevalg(Identitet(load_noegler().pseudonym)))
    opsaetning = build_opsaetning("9001", *PERIODE)
    ventet = build_rapporter(dict(laesning.tabeller), load_vejledning("9001"), opsaetning)[0]
    svar = opgoer("9001", PERIODE)
    assert svar is not None
    assert til_json(pak_ud(svar.rapport)) == til_json(ventet)
    assert ventet.tabeller["tabel1"].raekker[-1]["antal"] > 30


def test_same_grundlag_is_counted_once_and_findings_live(udgivet: list[Leverance]) -> None:
    foerste, anden = opgoer("9001", PERIODE), opgoer("9001", PERIODE)
    assert foerste == anden and Opgoerelse.objects.count() == 1
    assert Fund.objects.filter(kommune="9001", status="ny").count() > 20


def test_cpr_is_only_in_the_vault(udgivet: list[Leverance], data: Path) -> None:
    ider = list(Borgernummer.objects.filter(kommune="9001").values_list("borger_id", flat=True))
    numre = {cpr.encode() for cpr in open_cpr("9001", ider).values()}
    assert len(numre) == len(ider) > 20
    for sti in data.rglob("*"):
        if sti.is_file() and "sqlite" not in sti.name:
            raa = sti.read_bytes()
            assert not any(n in raa for n in numre), sti.name


def test_only_texts_that_repeat_have_a_dictionary(udgivet: list[Leverance]) -> None:
    """Ids and numbers are written as they are: it takes less time, and less room."""
    med: Counter[str] = Counter()
    uden: Counter[str] = Counter()
    for sti in lager().rod.glob("*/*_version.parquet"):
        gruppe = pq.ParquetFile(sti).metadata.row_group(0)
        for kolonne in map(gruppe.column, range(gruppe.num_columns)):
            (med if "RLE_DICTIONARY" in kolonne.encodings else uden)[kolonne.path_in_schema] += 1
    assert {"status", "ffb_ydelse_kode", "start_tekst"} <= med.keys() - uden.keys()
    assert {"borger_id", "kilde_id", "post_nr", "startdato"} <= uden.keys() - med.keys()


def test_a_citizen_can_be_forgotten(udgivet: list[Leverance]) -> None:
    lev = max((x for x in udgivet if x.kommune == "9001"), key=lambda x: x.borgere)
    borger = lager().tabeller([lev.leverance_id])["borger_version"]["borger_id"][0].as_py()
    assert forget_borger("9001", borger, formaal="anmodning", by="test") >= 1
    for x in Leverance.objects.filter(kommune="9001"):
        for tabel in lager().tabeller([x.leverance_id]).values():
            if "borger_id" in tabel.column_names:
                assert borger not in tabel["borger_id"].to_pylist()
        assert not lager().verify(x.leverance_id, x.manifest_hash)
    assert not open_cpr("9001", [borger])
    assert verify_spor() == []
