"""Where data are born: the table holds, rules and findings name its phases, and its fields exist."""

import csv
import json
from pathlib import Path

import pytest

from ffb.cli import run
from ffb.formats.tabel.spec import TABELSPEC
from ffb.model.fund import EJERE
from ffb.rules.datapunkt import find_datapunkter, load_datapunkter, load_faser, write_datapunkter
from ffb.rules.hoved import find_regel, load_regler, parse_regel
from ffb.rules.side import EJER, KILDER

ROD = Path(__file__).resolve().parents[2]
PUNKTER = tuple(load_datapunkter().values())
ELEMENTER = ROD / "src" / "ffb" / "formats" / "fhir" / "regler" / "data" / "elementer.csv"
ANDRE_KILDER = ("1-system", "3-rapport")


def test_hver_regels_fase_staar_i_tabellen():
    assert {r.fase for r in load_regler()} <= set(load_faser())


def test_en_regel_med_en_fase_eller_et_datapunkt_der_ikke_findes_afvises():
    egen = ROD / "src" / "ffb" / "rules" / "krav2025" / "T2-02_mangler_aktivitet_deltagelse.sql"
    tekst = egen.read_text(encoding="utf-8")
    with pytest.raises(ValueError, match="fase skal være en af sagsaabning"):
        parse_regel("krav2025", egen.name, tekst.replace('fase = "sagsoplysning"', 'fase = "visitation"'))
    with pytest.raises(ValueError, match="ukendt datapunkt ad"):
        parse_regel("krav2025", egen.name, tekst.replace('["ad_tema"]', '["ad"]'))


@pytest.mark.parametrize("punkt", PUNKTER, ids=lambda d: d.id)
def test_datapunktet_har_fase_rolle_felt_krav_og_kilde(punkt):
    assert {punkt.fase, *punkt.igen} <= set(load_faser())
    assert punkt.rolle in EJERE
    assert punkt.krav.endswith(".")
    assert any(kort in punkt.kilde for kort in (*KILDER, *ANDRE_KILDER))
    assert "fasen" in punkt.kilde or punkt.fase == "indberetning"
    for felt in punkt.felter:
        tabel, kolonne = felt.split(".")
        assert kolonne in {k.navn for k in TABELSPEC[tabel].kolonner}, felt


def test_fhir_elementerne_findes_i_uddatasaettet():
    with ELEMENTER.open(encoding="utf-8", newline="") as fil:
        kendte = {f"{r['profil']}: {r['element']}" for r in csv.DictReader(fil)}
    assert {d.fhir for d in PUNKTER if d.fhir} <= kendte


def test_hvert_felt_hoerer_til_eet_datapunkt():
    felter = [felt for d in PUNKTER for felt in d.felter]
    assert len(felter) == len(set(felter))
    assert len({d.id for d in PUNKTER} | set(load_faser())) == len(PUNKTER) + len(load_faser())


@pytest.mark.parametrize(
    ("regel", "punkter"),
    [
        ("KOD-13", ["ad_tema"]),
        ("T2-03", ["funktionsevneniveau"]),  # the finding stands at the ydelse, the field in another table
        ("T2-01", ["udredningstema"]),  # two tables have such a field: the header says which
        ("T1-06", ["maalgruppe"]),
        ("FHIR-GOAL-2", ["maal_tema"]),
        ("TAB-DATO", []),  # any date
    ],
)
def test_reglens_datapunkt(regel, punkter):
    assert [d.id for d in find_datapunkter(find_regel(regel))] == punkter


def test_siden_og_reglen_peger_paa_hinanden(capsys):
    side = (ROD / "docs" / "datapunkter.md").read_text(encoding="utf-8")
    assert side == write_datapunkter(load_regler(), EJER)
    assert run(["regler", "T2-02"]) == 0
    vist = capsys.readouterr().out
    for anker in ("sagsoplysning", "ad_tema"):
        assert f"(../datapunkter.md#{anker})" in vist
        assert f'<a id="{anker}"></a>' in side
    assert "[T2-02](regler/T2-02.md)" in side
    assert run(["regler", "T2-02", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["datapunkt"] == ["ad_tema"]
