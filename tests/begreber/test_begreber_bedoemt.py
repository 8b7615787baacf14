"""Deliveries judged with several versions loaded: the same catalogue again changes nothing, another does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from begreber import katalogfiler as kf
from ffb import begreber as bg
from ffb.begreber.indfoer import Valg, build_forslag, write_version
from ffb.cli import run
from ffb.formats.katalog import read_katalogfiler

YDELSE = "3459f530-7334-48c4-9037-53bf80df8851"  # Gruppebaseret hjælp og støtte, new in 2021
LEVERANCE = """KOMMUNE_KODE;SYSTEM;FIL_ID;INDBERETNINGSTIDSPUNKT
9001;Testsystem;f1;2026-01-10T08:00:00
"""
YDELSER = f"""CPR;YDELSE_ID;SAGSNUMMER;DST_YDELSE;FFB_YDELSE_UUID;FFB_TILBUD_UUID;STARTDATO
6101011234;Y1;S1;1.12.0.1;{YDELSE};d90f4da6-f87a-43b5-833f-646b4baf16d6;2025-03-01
6101011234;Y2;S1;1.12.0.1;DEMO-BU-Y1;d90f4da6-f87a-43b5-833f-646b4baf16d6;2025-03-01
"""


@pytest.fixture(autouse=True)
def mappe(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "begreber"
    bg.brug_mappe(None)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    sted = tmp_path_factory.mktemp("demo")
    assert run(["demo", "--out", str(sted), "--borgere", "60", "--kommuner", "1"]) == 0
    return sted


def importer(fil: Path, mappe: Path, **valg: Any) -> None:
    bg.brug_mappe(mappe)
    forslag = build_forslag(read_katalogfiler([fil]), Valg(**valg))
    assert forslag.ny, forslag.fejl
    write_version(forslag.ny, mappe)


def tal(demo: Path, ud: Path, mappe: Path) -> tuple[Any, Any]:
    """The report and the check of the demo, without what tells which versions were loaded."""
    faelles = [str(demo / "leverancer"), "--mapning", str(demo / "mapning.xlsx"), "--kommune", "9001"]
    faelles += ["--dst-koder", str(demo / "dst-koder.csv"), "--begreber", str(mappe)]
    assert run(["rapport", *faelles, "--periode", "2025", "--out", str(ud), "--format", "json"]) == 0
    assert run(["tjek", *faelles, "--json", str(ud / "tjek.json")]) in (0, 1)
    rapport = json.loads((ud / "rapport.json").read_text(encoding="utf-8"))
    rapport.pop("versioner")
    return rapport, json.loads((ud / "tjek.json").read_text(encoding="utf-8"))


def test_det_samme_katalog_igen_aendrer_intet_tal(demo: Path, tmp_path: Path, mappe: Path) -> None:
    for ud in ("a", "b"):
        (tmp_path / ud).mkdir()
    foer = tal(demo, tmp_path / "a", tmp_path / "tom")
    for version, fra in (("x1", date(2024, 6, 1)), ("x2", date(2025, 7, 1))):
        fil = kf.skriv(tmp_path / "k.json", kf.kodesystem(kf.nu()))
        importer(fil, mappe, version=version, gyldig_fra=fra)
    assert len(bg.version_list("ffb")) == 3
    efter = tal(demo, tmp_path / "b", mappe)
    assert foer[0] == efter[0]
    assert foer[1] == efter[1]


def tjek(tmp_path: Path, mappe: Path, *mere: str) -> dict[str, list[dict[str, Any]]]:
    sted = tmp_path / "leverance"
    sted.mkdir(exist_ok=True)
    (sted / "leverance.csv").write_text(LEVERANCE, encoding="utf-8")
    (sted / "ydelse.csv").write_text(YDELSER, encoding="utf-8")
    fil = tmp_path / "tjek.json"
    run(["tjek", str(sted), "--json", str(fil), "--begreber", str(mappe), *mere])
    ud: dict[str, list[dict[str, Any]]] = {}
    for f in json.loads(fil.read_text(encoding="utf-8"))["fund"]:
        ud.setdefault(f["regel"], []).append(f)
    return ud


def test_en_udgaaet_kode_siges_med_sin_afloeser(tmp_path: Path, mappe: Path) -> None:
    assert "KOD-27" not in tjek(tmp_path, mappe)
    begreber = kf.nu()
    begreber["00000000-0000-4000-8000-00000000000a"] = ("DEMO Ny gruppestøtte", begreber[YDELSE][1])
    del begreber[YDELSE]
    kilde = kf.kodesystem(begreber)
    ny = next(c for c in walk(kilde["concept"]) if c["display"] == "DEMO Ny gruppestøtte")
    gammel = {"code": YDELSE, "display": "", "property": [
        {"code": "inactive", "valueBoolean": True},
        {"code": "replacedBy", "valueCode": ny["code"]}]}  # fmt: skip
    kilde["concept"].append(gammel)
    importer(kf.skriv(tmp_path / "ny.json", kilde), mappe, version="4.00", gyldig_fra=date(2025, 1, 1))
    (fund,) = tjek(tmp_path, mappe)["KOD-27"]
    assert fund["besked"] == (
        "»Gruppebaseret hjælp og støtte« gælder ikke den 01.03.2025, udgået i 4.00, "
        "brug »DEMO Ny gruppestøtte«."
    )
    assert fund["forventet"] == ny["code"]
    (fund,) = tjek(tmp_path, mappe, "--lang", "en")["KOD-27"]
    assert fund["besked"].endswith(", withdrawn in 4.00, use »DEMO Ny gruppestøtte«.")


def walk(begreber: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [x for b in begreber for x in (b, *walk(b.get("concept", [])))]


def test_boern_og_unge_er_kendt_af_reglerne_naar_kataloget_er_der(tmp_path: Path, mappe: Path) -> None:
    assert [f["vaerdi"] for f in tjek(tmp_path, mappe)["T1-04"]] == ["DEMO-BU-Y1"]
    fil = tmp_path / "bu.csv"
    fil.write_text(kf.BOERN_UNGE, encoding="utf-8")
    importer(fil, mappe, katalog="boern_unge", version="1", art={"DEMO-BU-T": "ff_undertema"})
    fund = tjek(tmp_path, mappe)
    assert not {"T1-04", "KOD-01", "KOD-03"} & fund.keys()


def test_boern_og_unge_taeller_i_v02_uden_kode(tmp_path: Path, mappe: Path) -> None:
    """Twelve made-up children with two themes of an imported catalogue: V02 knows both by name."""
    fil = tmp_path / "bu.csv"
    fil.write_text(kf.BOERN_UNGE, encoding="utf-8")
    importer(fil, mappe, katalog="boern_unge", version="1", art={"DEMO-BU-T": "ff_undertema"})
    sted = tmp_path / "leverance"
    sted.mkdir()
    cpr = [f"{60 + nr:02d}01{10 + nr % 5:02d}4{nr:03d}" for nr in range(1, 13)]
    (sted / "leverance.csv").write_text(LEVERANCE, encoding="utf-8")
    hoved, _, _ = YDELSER.splitlines()
    linjer = [f"{c};Y{i};S{i};1.12.0.1;DEMO-BU-Y1;;2025-03-01" for i, c in enumerate(cpr)]
    (sted / "ydelse.csv").write_text("\n".join([hoved, *linjer]), encoding="utf-8")
    temaer = [f"{c};DEMO-BU-T11;2025-02-01" for c in cpr] + [f"{c};DEMO-BU-T12;2025-02-01" for c in cpr[:7]]
    (sted / "udredningstema.csv").write_text("\n".join(["CPR;FFB_TEMA_UUID;DATO", *temaer]), encoding="utf-8")
    ud = tmp_path / "v02.json"
    linje = ["analyse", "V02", str(sted), "--periode", "2025", "--json", str(ud), "--begreber", str(mappe)]
    assert run(linje) == 0
    svar = ud.read_text(encoding="utf-8")
    for ord_ in ("Søvn og hvile", "Leg", "Barnets udvikling"):
        assert f'"{ord_}"' in svar
    raekker = {r["tema"]: r["borgere"] for r in json.loads(svar)["raekker"] if r["paragraf"] == "I alt"}
    assert raekker == {"Søvn og hvile": 12, "Leg": 7}
