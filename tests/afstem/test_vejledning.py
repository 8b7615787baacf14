"""The mapping guide: differences, whom they hit, coverage and matrix, counted again in plain Python."""

from __future__ import annotations

import csv
import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from afstem.verden import make_prepared
from ffb.afstem.vejledning import (
    build_daekning,
    build_mapningsforskel,
    build_matrix,
    find_brugte,
    find_parforskelle,
)
from ffb.cli import run
from ffb.errors import Exit, Laesefejl
from ffb.formats.mapning import read_mapning, write_mapning
from ffb.model.mapning import Mapning
from orakel.generator import tilfaeldig_leverancer
from orakel.rapport import find_kommuner
from orakel.verden import to_raekker
from orakel.ydelser import find_gaeldende


def m(tilbud: str, ydelse: str, dst: str | None, raekke: int = 4) -> Mapning:
    return Mapning(tilbud, ydelse, dst, raekke)


def test_flere_vaerdier_na_og_raekkefoelge() -> None:
    foer = [m("t1", "y1", "1"), m("t1", "y1", "2"), m("t2", "y1", None), m("t3", "y1", "3")]
    nu = [
        m("t1", "y1", "2", 9),
        m("t1", "y1", "1", 8),
        m("t2", "y1", "4"),
        m("t2", "y1", None),
        m("t4", "y1", "3"),
    ]
    assert [(f.par[0], f.hvad, sorted(f.foer), sorted(f.nu)) for f in find_parforskelle(foer, nu)] == [
        ("t2", "aendret", ["N/A"], ["4", "N/A"]),
        ("t3", "fjernet", ["3"], []),
        ("t4", "ny", [], ["3"]),
    ]
    assert find_parforskelle(foer, reversed(foer)) == []
    svar = build_mapningsforskel(foer, foer)
    assert svar.konklusion[0] == "klar" and not svar.tabeller["aendringer"].raekker


def test_matrix_deler_paa_paragraf() -> None:
    koder = [("1", "§85", True), ("2", "§85", True), ("3", "§107", True)]
    guide = [m("t1", "y1", v) for v in ("1", "2", "3", None, "ukendt")]
    svar = build_matrix(guide, koder, {("t1", "y1"): (7, 3)})
    assert [(r["paragraf"], r["dst"], r["ydelser"]) for r in svar.tabeller["matrix"].raekker] == [
        ("§85", "1, 2", 7),
        ("§107", "3", 7),
        ("Uoplyst", "ukendt", 7),
        (None, "N/A", 7),
    ]
    assert svar.tal == {"kombinationer": 4, "par": 1}


@pytest.mark.parametrize("frø", [3, 11])
def test_brug_og_ramte_mod_oraklet(frø: int) -> None:
    verden = tilfaeldig_leverancer(random.Random(frø), 60)
    kommune = sorted(k for k in find_kommuner(to_raekker(verden.tabeller())) if k)[0]
    grundlag = make_prepared(verden, kommune)
    par = orakel(verden, kommune)
    assert {p: a[0] for p, a in find_brugte(grundlag).items()} == par
    assert par
    kendt = sorted(par)[::2]
    guide = [m(t, y, "DEMO-1") for t, y in kendt] + [m("t-ubrugt", "y-ubrugt", None)]
    d = build_daekning(grundlag, guide)
    uden = {
        (r["tilbud_kode"], r["ydelse_kode"]): r["ydelser"]
        for r in d.tabeller["uden_for_vejledningen"].raekker
    }
    assert uden == {p: n for p, n in par.items() if p not in kendt}
    assert [r["tilbud_kode"] for r in d.tabeller["aldrig_brugt"].raekker] == ["t-ubrugt"]
    f = build_mapningsforskel(guide, [m(t, y, "DEMO-2") for t, y in kendt], grundlag)
    assert f.tal["ydelser"] == sum(par[p] for p in kendt) == len(f.tabeller["ramte_ydelser"].raekker)
    assert {r["ydelser"] for r in f.tabeller["aendringer"].raekker} == {0, *(par[p] for p in kendt)}


def orakel(verden: Any, kommune: str | None) -> dict[tuple[str, str], int]:
    """Pair -> ydelser that count, have a start and are not taken back."""
    ude = {"revoked", "entered-in-error", *([] if verden.indstillinger.kladde_taeller else ["draft"])}
    return dict(
        Counter(
            (y.tilbud_kode, y.ydelse_kode)
            for y in find_gaeldende(to_raekker(verden.tabeller())).ydelser
            if y.kommune == kommune
            and y.startdato
            and y.tilbud_kode
            and y.ydelse_kode
            and y.status not in ude
        )
    )


A, B = "d90f4da6-f87a-43b5-833f-646b4baf16d6", "3459f530-7334-48c4-9037-53bf80df8851"


def test_omdoebt_ark_og_flyttede_kolonner(tmp_path: Path) -> None:
    import xlsxwriter

    def bog(ark: str, kolonner: dict[int, str]) -> Path:
        sti = tmp_path / "v.xlsx"
        with xlsxwriter.Workbook(str(sti)) as b:
            s = b.add_worksheet(ark)
            for k, navn in kolonner.items():
                s.write_string(0, k, navn)
                s.write_string(1, k, {"FFB_Tilbud_UUID": A, "FFB_Ydelse_UUID": B}.get(navn, "1.12.0.1"))
        return sti

    rigtig = {1: "FFB_Tilbud_UUID", 4: "FFB_Ydelse_UUID", 6: "DST_værdi"}
    with pytest.raises(Laesefejl, match="Arket Mapning DST_ydelse mangler") as fejl:
        read_mapning(bog("Ark1", rigtig))
    assert fejl.value.exit_code == Exit.MANGLER_ARK_ELLER_KOLONNE
    raekker, noter = read_mapning(
        bog("Mapning DST_ydelse", {9: "FFB_Tilbud_UUID", 2: "FFB_Ydelse_UUID", 3: "DST_værdi"})
    )
    assert [(r.tilbud_kode, r.ydelse_kode, r.dst_vaerdi) for r in raekker] == [(A, B, "1.12.0.1")]
    assert any("ikke i B, E, G" in str(n) for n in noter)
    with pytest.raises(Laesefejl, match="blev ikke fundet"):
        read_mapning(bog("Mapning DST_ydelse", {1: "FFB_Tilbud_UUID", 4: "Andet", 6: "DST_værdi"}))


def test_kommandoerne(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a, b = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    write_mapning(a, [m(A, B, "1.12.0.1")])
    write_mapning(b, [m(A, B, "1.12.0.2"), m(A, B, None)])
    ud = tmp_path / "d.json"
    assert run(["begreber", "mapning", "diff", str(a), str(b), "--json", str(ud)]) == 0
    (raekke,) = json.loads(ud.read_text(encoding="utf-8"))["aendringer"]
    assert (raekke["foer"], raekke["nu"], raekke["ydelser"]) == ("1.12.0.1", "1.12.0.2, N/A", None)
    assert run(["begreber", "mapning", "matrix", str(b), "--csv", str(tmp_path / "csv")]) == 0
    with (tmp_path / "csv" / "matrix.csv").open(encoding="utf-8-sig", newline="") as fil:
        raekker = list(csv.DictReader(fil, delimiter=";"))
    assert [(r["paragraf"], r["dst"]) for r in raekker] == [("§85", "1.12.0.2"), ("", "N/A")]
    assert "Mobilt tilbud" in capsys.readouterr().out
    assert run(["begreber", "mapning", "diff", str(a), "findes-ikke.xlsx"]) == Exit.FINDES_IKKE
