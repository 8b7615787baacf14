"""The five questions: each answer follows the delivery, and the counts are an oracle's."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ffb import begreber as bg
from ffb.cli import run
from ffb.demo import make_demo
from ffb.formats.mapning import read_mapning

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "uddatasaet"
Spoerg = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    mappe = tmp_path_factory.mktemp("demo")
    make_demo(mappe, seed=11, borgere=60, kommuner=1)
    return mappe


@pytest.fixture
def spoerg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Spoerg:
    (tmp_path / "noegle").write_text("n" * 64)
    monkeypatch.setenv("FFB_KEY_FILE", str(tmp_path / "noegle"))

    def koer(*argumenter: object) -> dict[str, Any]:
        ud = tmp_path / "svar.json"
        assert run(["selvtjek", *map(str, argumenter), "--json", str(ud)]) == 0
        svar: dict[str, Any] = json.loads(ud.read_text())
        return svar

    return koer


def rows(sti: Path) -> list[dict[str, str]]:
    with sti.open(encoding="utf-8-sig", newline="") as fil:
        return list(csv.DictReader(fil, delimiter=";"))


def test_the_answers_of_a_table_delivery_are_the_oracles(demo: Path, spoerg: Spoerg) -> None:
    sted = demo / "leverancer" / "9001" / "nuvaerende"
    svar = spoerg(sted, "--mapning", demo / "mapning.xlsx")
    assert [r["nr"] for r in svar["svar"]] == [1, 2, 3, 4, 5] and svar["demo"]
    assert svar["tal"]["svar"]["3"] == "kan_ikke_ses" and "brud" not in svar  # no bundle, so nothing is green
    guide: dict[tuple[str, str], set[str | None]] = {}
    for m in read_mapning(demo / "mapning.xlsx")[0]:
        guide.setdefault((m.tilbud_kode, m.ydelse_kode), set()).add(m.dst_vaerdi)
    tal: Counter[str] = Counter()
    for y in {r["YDELSE_ID"]: r for r in rows(sted / "ydelse.csv")}.values():
        par = bg.normaliser_kode(y["FFB_TILBUD_UUID"]), bg.normaliser_kode(y["FFB_YDELSE_UUID"])
        dst = y["DST_YDELSE"].strip()
        if par not in guide:
            tal["Parret står ikke i vejledningen"] += 1
        elif not dst:
            ens = guide[par] == {None}
            tal[
                "Passer med vejledningen" if ens else "Parret står i vejledningen, men DST-koden mangler"
            ] += 1
        else:
            ens = dst in guide[par]
            tal["Passer med vejledningen" if ens else "En anden DST-kode, end vejledningen siger"] += 1
    assert {r["hvad"]: r["antal"] for r in svar["par"] if r["antal"]} == dict(tal)
    kendte = {b.kode for k in bg.katalog_list() for b in k.begreb_list}
    ukendte = {
        k for r in rows(sted / "ydelse.csv") for felt in ("FFB_YDELSE_UUID", "FFB_TILBUD_UUID")
        if (k := bg.normaliser_kode(r[felt])) and k not in kendte
    }  # fmt: skip
    assert len(svar["koder"]) >= len(ukendte) > 0 and svar["tal"]["svar"]["2"] == "delvist"
    cpr = {r["CPR"] for r in rows(sted / "ydelse.csv")}
    assert not [c for c in cpr if c in json.dumps(svar)]


def test_what_is_missing_is_named_and_without_a_guide_the_last_is_unseen(
    demo: Path, spoerg: Spoerg, tmp_path: Path
) -> None:
    sted = tmp_path / "lidt"
    sted.mkdir()
    for navn in ("leverance", "ydelse", "udredningstema"):
        kilde = demo / "leverancer" / "9001" / "nuvaerende" / f"{navn}.csv"
        (sted / kilde.name).write_bytes(kilde.read_bytes())
    svar = spoerg(sted)
    sagt = {r["nr"]: r for r in svar["svar"]}
    assert svar["tal"]["svar"] | {"2": "x"} == {
        "1": "delvist", "2": "x", "3": "kan_ikke_ses", "4": "delvist", "5": "kan_ikke_ses",
    }  # fmt: skip
    assert (
        "Indsatsmål" in sagt[1]["goer"] and "fakta_maal" in sagt[4]["goer"] and "--mapning" in sagt[5]["goer"]
    )
    assert {r["produkt"][:10]: r["antal"] for r in svar["trin"]}["Opfølgning"] == 0
    assert svar["konklusion"]["kode"] == "klar_med_mangler"


@pytest.mark.skipif(not SHARED.is_dir(), reason="../shared er ikke ved siden af")
def test_bundles_that_a_receiver_would_refuse_are_told_by_rule(spoerg: Spoerg, tmp_path: Path) -> None:
    for fil in SHARED.glob("*.json"):
        (tmp_path / fil.name).write_bytes(fil.read_bytes())
    antal = len(list(tmp_path.glob("encounter*.json")))
    svar = spoerg(*sorted(tmp_path.glob("encounter*.json")), "--kommune", "9001", "--system", "DEMO")
    assert svar["tal"]["svar"]["3"] == "ja" and f"{antal} af {antal}" in svar["svar"][2]["set"]
    assert svar["tal"]["svar"]["2"] == "ja"
    bundt = json.loads((tmp_path / "encounter-6.json").read_text())
    for post in bundt["entry"]:
        post["resource"].pop("subject", None)
    (tmp_path / "encounter-6.json").write_text(json.dumps(bundt))
    svar = spoerg(*sorted(tmp_path.glob("encounter*.json")), "--kommune", "9001", "--system", "DEMO")
    assert svar["tal"]["svar"]["3"] == "delvist" and f"{antal - 1} af {antal}" in svar["svar"][2]["set"]
    assert sum(r["antal"] for r in svar["brud"]) > 0


def test_nothing_to_look_at_is_said(tmp_path: Path, spoerg: Spoerg) -> None:
    assert run(["selvtjek", str(tmp_path)]) in (11, 18)
    assert run(["selvtjek"]) == 10
