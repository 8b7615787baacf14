"""The vendors' texts, with a vendor who does not exist."""

import csv
import json
from pathlib import Path

import pytest

from ffb.cli import run
from ffb.errors import BrugsFejl
from ffb.rules.leverandoer import MAKS_TEGN, find_standard, read_leverandoertekster

LEVERANCE = "KOMMUNE_KODE;SYSTEM;FIL_ID;INDBERETNINGSTIDSPUNKT\n9001;{};test-1;2026-01-10T08:00:00Z\n"
HOVED = "CPR;YDELSE_ID;DST_YDELSE;FFB_YDELSE_UUID;FFB_TILBUD_UUID;STARTDATO\n"
YDELSE = f"{HOVED}6101991234;Y1;1.12.0.1;;;2025-02-01\n"
TEKST = "Åbn bevillingen, og vælg\nfanen FFB (version 7).\n\nGem."
VIST = "Åbn bevillingen, og vælg fanen FFB (version 7).\n\nGem."


@pytest.fixture
def tekster(tmp_path):
    rod = tmp_path / "tekster"
    (rod / "opdigtet").mkdir(parents=True)
    (rod / "opdigtet" / "T1-02.md").write_text(TEKST, encoding="utf-8")
    (rod / "opdigtet" / "README.md").write_text("om mappen", encoding="utf-8")
    (rod / "systemer.toml").write_text('[systemer]\n"Opdigtet Sag" = "opdigtet"\n', encoding="utf-8")
    return rod


def skriv_leverance(sti: Path, system: str) -> Path:
    sti.mkdir()
    (sti / "leverance.csv").write_text(LEVERANCE.format(system), encoding="utf-8")
    (sti / "ydelse.csv").write_text(YDELSE, encoding="utf-8")
    return sti


def tjek(sti, ud, tekster, monkeypatch):
    (ud / "noegle").write_text("a" * 64)
    monkeypatch.setenv("FFB_KEY_FILE", str(ud / "noegle"))
    filer = ["--json", str(ud / "f.json"), "--csv", str(ud / "f.csv")]
    run(["tjek", str(sti), "--periode", "2025", "--leverandoer", str(tekster), *filer])
    with (ud / "f.csv").open(encoding="utf-8-sig", newline="") as fil:
        raekker = list(csv.DictReader(fil, delimiter=";"))
    return json.loads((ud / "f.json").read_text(encoding="utf-8"))["fund"], raekker


def test_fundet_faar_teksten_naar_systemet_er_leverandoerens(tekster, tmp_path, monkeypatch, capsys):
    fund, raekker = tjek(skriv_leverance(tmp_path / "l", "opdigtet sag "), tmp_path, tekster, monkeypatch)
    assert {f["saadan"] for f in fund if f["regel"] == "T1-02"} == {VIST}
    assert {f["saadan"] for f in fund if f["regel"] != "T1-02"} == {None}
    assert {r["saadan"] for r in raekker if r["regel"] == "T1-02"} == {VIST}
    assert "Sådan: Åbn bevillingen, og vælg fanen FFB" in " ".join(capsys.readouterr().out.split())


def test_et_andet_system_faar_den_ikke_og_ingen_kolonne(tekster, tmp_path, monkeypatch):
    fund, raekker = tjek(skriv_leverance(tmp_path / "l", "Et andet"), tmp_path, tekster, monkeypatch)
    assert {f["saadan"] for f in fund} == {None}
    assert "saadan" not in raekker[0]


def test_reglens_side_viser_teksten(tekster, capsys):
    assert run(["regler", "T1-02", "--leverandoer", str(tekster)]) == 0
    assert f"## Sådan retter du det i opdigtet\n{VIST}\n" in capsys.readouterr().out
    assert run(["regler", "T1-01", "--leverandoer", str(tekster)]) == 0
    assert "opdigtet" not in capsys.readouterr().out


def test_alt_galt_med_mappen_siges_paa_een_gang(tekster):
    (tekster / "opdigtet" / "T1-99.md").write_text("x", encoding="utf-8")
    (tekster / "opdigtet" / "T1-01.md").write_bytes("vælg".encode("latin-1"))
    (tekster / "opdigtet" / "T1-03.md").write_text("x" * (MAKS_TEGN + 1), encoding="utf-8")
    (tekster / "systemer.toml").write_text("[systemer\n", encoding="utf-8")
    with pytest.raises(BrugsFejl) as fejl:
        read_leverandoertekster(tekster)
    for ord_ in (
        "T1-99.md: der er ingen regel",
        "T1-01.md: filen er ikke UTF-8",
        "højst 2000",
        "systemer.toml",
    ):
        assert ord_ in str(fejl.value)
    with pytest.raises(BrugsFejl, match="mappen findes ikke"):
        read_leverandoertekster(tekster / "nej")


def test_vi_har_ingen_tekster_om_andres_programmer():
    """Empty where no one has written; the folder is there, with its mapping and how to."""
    svar = read_leverandoertekster()
    assert (svar.tekster, svar.systemer) == ({}, {})
    assert {f.name for f in find_standard().iterdir()} == {"README.md", "systemer.toml"}
