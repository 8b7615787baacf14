"""The demo on disk: same bytes, nobody's CPR, and a facit the report agrees with."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pytest

from ffb.begreber import find_kommune, kommune_list
from ffb.demo import Facit, check_facit, make_demo, read_facit
from ffb.demo.bevis import Bevis
from ffb.demo.model import FEM_FEJL
from ffb.formats.grundlag import Laesning
from ffb.rapport.resultat import Rapport

Laes = Callable[[Path], Laesning]
BevisFor = Callable[[Path, Facit, Laesning], Bevis]


class Demo(Protocol):
    mappe: Path
    facit: Facit


CPR = re.compile(r"(?<![\d-])\d{10}(?![\d-])")


def hashes(mappe: Path) -> dict[str, str]:
    filer = sorted(p for p in mappe.rglob("*") if p.is_file())
    return {str(p.relative_to(mappe)): hashlib.sha256(p.read_bytes()).hexdigest() for p in filer}


def test_samme_argumenter_giver_samme_bytes(demo: Demo, tmp_path: Path) -> None:
    f = demo.facit
    make_demo(tmp_path, seed=f.seed, borgere=f.borgere, kommuner=f.kommuner)
    assert hashes(tmp_path) == hashes(demo.mappe)


def test_et_andet_seed_giver_andre_data(demo: Demo, tmp_path: Path) -> None:
    make_demo(tmp_path, seed=demo.facit.seed + 1, borgere=demo.facit.borgere, kommuner=1)
    ens = {"leverancer/9001/nuvaerende/leverance.csv", "leverancer/9001/nuvaerende/kontakt.csv"}
    a, b = hashes(demo.mappe), hashes(tmp_path)
    assert a["leverancer/9001/nuvaerende/ydelse.csv"] != b["leverancer/9001/nuvaerende/ydelse.csv"]
    assert all(a[sti] == b[sti] for sti in ens)


def test_de_fire_former_er_paa_disken(demo: Demo) -> None:
    former = [k.form for k in demo.facit.kommune_list]
    assert former == ["csv", "xlsx", "fhir", "zip"]
    for kommune in demo.facit.kommune_list:
        assert all((demo.mappe / "leverancer" / sti).exists() for sti in kommune.leverancer)
    fhir = {p.suffix for p in (demo.mappe / "leverancer" / "9003").rglob("*") if p.is_file()}
    assert fhir == {".csv", ".json", ".ndjson", ".zip"}


def test_ingen_cpr_ligner_en_rigtig(demo: Demo, laesning: Laesning) -> None:
    numre = laesning.tabeller["cpr"]["cpr"].to_pylist()
    assert len(numre) >= demo.facit.kommuner * demo.facit.borgere
    assert all(61 <= int(n[:2]) <= 99 for n in numre if len(n) == 10)
    assert {n for n in numre if len(n) != 10} <= {"123"}  # planted: no number at all


def test_facit_og_filnavne_har_ingen_cpr(demo: Demo, laesning: Laesning) -> None:
    tekst = (demo.mappe / "facit.json").read_text(encoding="utf-8")
    numre = set(laesning.tabeller["cpr"]["cpr"].to_pylist())
    assert not numre & set(CPR.findall(tekst))
    assert not any(CPR.search(str(p.relative_to(demo.mappe))) for p in demo.mappe.rglob("*"))


def test_alle_dst_koder_og_kommuner_er_demo(laesning: Laesning) -> None:
    koder = {k for k in laesning.tabeller["ydelse_version"]["dst_kode"].to_pylist() if k}
    planted = {"N/A", "1,12", "112"}
    assert koder and all(k.startswith("DEMO-") for k in koder - planted)
    kommuner = set(laesning.tabeller["leverance"]["kommune_kode"].to_pylist())
    kommuner |= {k for k in laesning.tabeller["ydelse_version"]["kommune_kode"].to_pylist() if k}
    assert not kommuner & {k.kode for k in kommune_list() if not k.demo}
    assert all(find_kommune(k) for k in kommuner)


def test_alt_bliver_laest(demo: Demo, laesning: Laesning) -> None:
    """Nothing is passed over."""
    assert laesning.ikke_laest == []
    leverancer = sum(len(k.leverancer) for k in demo.facit.kommune_list)
    assert laesning.tabeller["leverance"].num_rows == leverancer
    for navn in ("fsiii_ydelse", "beskaeftigelse", "regnskab", "opfoelgning", "indsatsmaal"):
        assert laesning.tabeller[f"{navn}_version"].num_rows > 0


def test_facit_gaar_op(demo: Demo) -> None:
    for kommune in demo.facit.kommune_list:
        assert kommune.erstatningsnumre == kommune.borgere
        *paragraffer, i_alt = kommune.tabel1
        for felt in ("antal", "fejlfri", "mangler_maalgruppe", "heraf_skift", "mangler_tilbud_uuid"):
            assert sum(r[felt] for r in paragraffer) == i_alt[felt]
        assert sum(r["antal"] for r in kommune.pr_dst_kode) == i_alt["antal"]
        assert i_alt["fejlfri"] + kommune.tal["cpr_liste_1_antal"] == i_alt["antal"]
        # one planting has two errors on one ydelse: the sum of errors is larger than the ydelser with one
        fejl = sum(i_alt[navn] or 0 for navn in FEM_FEJL)
        assert fejl >= kommune.tal["cpr_liste_1_antal"] > 0
        progression = kommune.tabel2[-1]
        assert progression["antal"] == kommune.tal["cpr_liste_2_antal"]
        assert all(r["antal"] <= progression["antal"] for r in kommune.tabel2)
        assert 0 < kommune.tal["mangler_alle"] < progression["antal"] < kommune.tal["borgere"]


def test_fhir_kan_ikke_bedoemme_mapning(demo: Demo) -> None:
    fhir = next(k for k in demo.facit.kommune_list if k.form == "fhir")
    assert all(r["fejl_mapning"] is None for r in fhir.tabel1)
    assert fhir.tal["uden_dst_kode"] == fhir.tabel1[-1]["antal"]


def test_plantede_raekker_staar_hvor_facit_siger(demo: Demo) -> None:
    """File and line of each planted ydelse in CSV and ZIP; the file of each in FHIR."""
    kontrolleret = 0
    for kommune in demo.facit.kommune_list:
        for plantet in (p for p in kommune.plantet if p.ydelse_id and p.fil):
            assert plantet.ydelse_id and plantet.fil
            linje = _linje(demo.mappe / "leverancer", plantet.fil, plantet.linje)
            if linje is not None:
                assert plantet.ydelse_id in linje
                kontrolleret += 1
    assert kontrolleret > 50


def _linje(rod: Path, fil: str, linje: int | None) -> str | None:
    """The text of that line (of the whole file without a line); None for a workbook."""
    if ".xlsx" in fil:
        return None
    if ".zip/" in fil:
        pakke, _, navn = fil.partition(".zip/")
        with zipfile.ZipFile(rod / f"{pakke}.zip") as z:
            tekst = z.read(navn).decode()
    else:
        tekst = (rod / fil).read_text(encoding="utf-8")
    return tekst if linje is None else tekst.splitlines()[linje - 1]


def test_ulaeselige_datoer_staar_raat_i_filen(demo: Demo) -> None:
    sti = demo.mappe / "leverancer" / "9001" / "nuvaerende" / "ydelse.csv"
    plantet = [p.ydelse_id for p in demo.facit.kommune_list[0].plantet if p.art == "ulaeselig_dato"]
    with sti.open(encoding="utf-8", newline="") as fil:
        raekker = {r["YDELSE_ID"]: r["STARTDATO"] for r in csv.DictReader(fil, delimiter=";")}
    assert plantet and all(raekker[y] in ("31-02-2025", "2025-13-01", "2025-04-31") for y in plantet if y)


def test_facit_json_laeses_tilbage(demo: Demo) -> None:
    sti = demo.mappe / "facit.json"
    assert read_facit(sti) == demo.facit
    assert json.loads(sti.read_text(encoding="utf-8"))["demo"] is True


def test_rapporten_siger_det_samme_som_facit(demo: Demo, rapporter: list[Rapport]) -> None:
    assert check_facit(demo.facit, rapporter) == []


def test_ogsaa_med_andet_seed_og_flere_kommuner(tmp_path: Path, laes: Laes, bevis_for: BevisFor) -> None:
    """Nine kommuner: some leave whole kinds out."""
    facit = make_demo(tmp_path, seed=7, borgere=100, kommuner=9)
    bevis = bevis_for(tmp_path, facit, laes(tmp_path))
    assert bevis.afvigelser == []
    assert {f.regel for k in facit.kommune_list for f in k.fund} >= {"RIM-06"}


def test_check_facit_finder_hver_celle_der_er_forkert(demo: Demo, rapporter: list[Rapport]) -> None:
    """Spoil one number of each table of the facit: exactly that cell is named."""
    facit = read_facit(demo.mappe / "facit.json")
    kommune = facit.kommune_list[0]
    kommune.tabel1[0]["antal"] += 1
    kommune.tabel2[1]["andel"] = 99.9
    kommune.pr_dst_kode[0]["fejl_mapning"] = None
    kommune.opdelt[0]["borgere"] -= 1
    kommune.tal["uden_alt"] += 1
    afvigelser = check_facit(facit, rapporter)
    assert [(a.tabel, a.felt) for a in afvigelser] == [
        ("tabel1", "antal"),
        ("tabel1_pr_dst_kode", "fejl_mapning"),
        ("tabel2", "andel"),
        ("tabel2_opdelt", "borgere"),
        ("tal", "antal"),
    ]
    assert "facit siger" in str(afvigelser[0])


@pytest.mark.parametrize("fjern", [0, 3])
def test_check_facit_ser_en_kommune_for_lidt_eller_for_meget(
    demo: Demo, rapporter: list[Rapport], fjern: int
) -> None:
    uden = [r for nr, r in enumerate(rapporter) if nr != fjern]
    assert [a.felt for a in check_facit(demo.facit, uden)] == ["findes"]
    kort = replace(
        demo.facit, kommune_list=[k for nr, k in enumerate(demo.facit.kommune_list) if nr != fjern]
    )
    assert [(a.forventet, a.fundet) for a in check_facit(kort, rapporter)] == [(False, True)]
