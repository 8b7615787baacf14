"""`--opslag` and `--normer` as a user meets them: in findings, lists, the rule's page and the files."""

import json

import pytest
from python_calamine import CalamineWorkbook

from ffb.cli import run
from ffb.model.dom import MANGEL_BIT
from ffb.rapport.tekster import TABEL2_TEKST

HJEM = "638f44df-6bf2-47f8-9935-b8fdc83e5bf5"
MOBIL = "9401777d-bdc5-4f52-9804-63c8cae9a792"
EN, TO, TRE = "6101991234", "6102704321", "6103704321"


@pytest.fixture(autouse=True)
def _noegle(tmp_path, monkeypatch):
    (tmp_path / "noegle").write_text("a" * 64)
    monkeypatch.setenv("FFB_KEY_FILE", str(tmp_path / "noegle"))


@pytest.fixture
def mappe(tmp_path):
    """Three citizens: nothing said on the row; sag on the indsats alone; enhed on the row."""
    sti = tmp_path / "leverance"
    sti.mkdir()
    (sti / "leverance.csv").write_text(
        "KOMMUNE_KODE;SYSTEM;FIL_ID;INDBERETNINGSTIDSPUNKT\n9001;Testsystem;test-1;2026-01-10T08:00:00Z\n"
    )
    (sti / "indsats.csv").write_text(f"CPR;INDSATS_ID;SAGSNUMMER;STARTDATO\n{TO};I2;S2;2025-01-01\n")
    (sti / "ydelse.csv").write_text(
        "CPR;YDELSE_ID;SAGSNUMMER;INDSATS_ID;DST_YDELSE;FFB_YDELSE_UUID;FFB_TILBUD_UUID;STARTDATO;P_NUMMER;ENHED\n"
        f"{EN};Y1;S1;;1.12.0.1;;{MOBIL};2025-02-01;1000000001;\n"
        f"{TO};Y2;;I2;1.12.0.1;;{MOBIL};2025-03-01;1000000002;\n"
        f"{TRE};Y3;S3;;1.12.0.1;;{MOBIL};2025-04-01;;Egen enhed\n"
    )
    return sti


@pytest.fixture
def opslag(tmp_path):
    sti = tmp_path / "opslag.csv"
    sti.write_text(
        "SAGSNUMMER;ENHED;SAGSBEHANDLER;P_NUMMER;TILBUD\n"
        "S1;Nord;Demo Et;1000000001;Demo Bofællesskab\n"
        "S2;Syd;Demo To;1000000002;Demo Dagtilbud\nS3;Vest;Demo Tre;;\n",
        encoding="utf-8",
    )
    return sti


VENTET = {
    "Y1": ("S1", "Nord", "Demo Et", "Demo Bofællesskab"),
    "Y2": ("S2", "Syd", "Demo To", "Demo Dagtilbud"),
    "Y3": ("S3", "Egen enhed", "Demo Tre", None),
}
FELTER = ("sagsnummer", "enhed", "sagsbehandler", "tilbud")


def test_opslag_virker_i_fund(mappe, opslag, tmp_path):
    run(
        ["tjek", str(mappe), "--periode", "2025", "--opslag", str(opslag), "--json", str(tmp_path / "f.json")]
    )
    fund = json.loads((tmp_path / "f.json").read_bytes())["fund"]
    ejere = {f["sted"]["id"]: tuple(f[k] for k in FELTER) for f in fund if f["regel"] == "T1-01"}
    assert ejere == VENTET


def test_opslag_virker_i_listerne_og_i_opdelingen(mappe, opslag, tmp_path):
    ud = tmp_path / "ud"
    assert (
        run(
            [
                "rapport",
                str(mappe),
                "--periode",
                "2025",
                "--opslag",
                str(opslag),
                "--out",
                str(ud),
                "--format",
                "json",
            ]
        )
        == 0
    )
    rapport = json.loads((ud / "rapport.json").read_bytes())
    liste1 = {r["ydelse_id"]: tuple(r[k] for k in FELTER) for r in rapport["cpr_liste_1"]}
    assert liste1 == VENTET
    liste2 = {(r["enhed"], r["sagsbehandler"], tuple(r["tilbud"])) for r in rapport["cpr_liste_2"]}
    assert liste2 == {(e, s, (t,) if t else ()) for _, e, s, t in VENTET.values()}
    enheder = {r["vaerdi"] for r in rapport["tabel2"]["opdelt"] if r["opdeling"] == "enhed"}
    assert enheder == {"Nord", "Syd", "Egen enhed"}


def test_arbejdslisten_paa_papir(mappe, opslag, tmp_path):
    """Landscape, one page wide, and only the columns someone needs in the hand."""
    import re
    import zipfile

    run(
        ["tjek", str(mappe), "--periode", "2025", "--opslag", str(opslag), "--xlsx", str(tmp_path / "f.xlsx")]
    )
    with zipfile.ZipFile(tmp_path / "f.xlsx") as bog:
        omraader = re.findall(r"_xlnm.Print_Area[^>]*>([^<]*)<", bog.read("xl/workbook.xml").decode())
        ark = bog.read("xl/worksheets/sheet1.xml").decode()
    raekker = CalamineWorkbook.from_path(tmp_path / "f.xlsx").get_sheet_by_name("Kritisk").to_python()
    kolonner = next(r for r in raekker if "Det skal du gøre" in r)
    bogstav = chr(ord("A") + kolonner.index("Det skal du gøre"))
    assert any(o.startswith(f"Kritisk!$A$1:${bogstav}$") for o in omraader)
    assert 'orientation="landscape"' in ark
    assert "fitToWidth" not in ark or 'fitToWidth="1"' in ark
    assert {"Enhed", "Sagsbehandler", "Tilbud (P-nummer)"} <= set(kolonner)


# -- norms ------------------------------------------------------------------------------------------------


@pytest.fixture
def to_systemer(tmp_path):
    """One system delivered 50 days before the other: late at 45 days, in time at 60."""
    rod = tmp_path / "to"
    for navn, tid in (("A", "2025-11-20T08:00:00Z"), ("B", "2026-01-09T08:00:00Z")):
        (rod / navn).mkdir(parents=True)
        hoved = "KOMMUNE_KODE;SYSTEM;FIL_ID;INDBERETNINGSTIDSPUNKT\n"
        (rod / navn / "leverance.csv").write_text(f"{hoved}9001;System {navn};{navn};{tid}\n")
        (rod / navn / "ydelse.csv").write_text(
            "CPR;YDELSE_ID;DST_YDELSE;FFB_YDELSE_UUID;FFB_TILBUD_UUID;STARTDATO\n"
            f"{EN if navn == 'A' else TO};Y{navn};1.12.0.1;{HJEM};{MOBIL};2025-02-01\n"
        )
    return rod


def test_egen_norm_flytter_graensen_og_vises(to_systemer, tmp_path, capsys):
    normer = tmp_path / "normer.toml"
    normer.write_text('["MEL-17"]\ndage = 60\n')
    svar = {}
    for navn, valg in (("uden", ()), ("med", ("--normer", str(normer)))):
        run(["tjek", str(to_systemer), "--json", str(tmp_path / f"{navn}.json"), *valg])
        svar[navn] = json.loads((tmp_path / f"{navn}.json").read_bytes())
    regler = {navn: {f["regel"] for f in s["fund"]} for navn, s in svar.items()}
    assert "MEL-17" in regler["uden"]
    assert "MEL-17" not in regler["med"]
    assert (svar["uden"]["normer"], svar["med"]["normer"]) == ({}, {"MEL-17": {"dage": 60}})
    assert "MEL-17: dage 60 (ellers 45)" in capsys.readouterr().out


def test_egen_norm_paa_reglens_side_og_i_json(tmp_path, capsys):
    normer = tmp_path / "normer.toml"
    normer.write_text('["MEL-17"]\ndage = 60\n')
    assert run(["regler", "MEL-17", "--normer", str(normer)]) == 0
    side = capsys.readouterr().out
    assert "| `dage` | 60 (jeres egen; ellers 45) | dage |" in side
    assert "SELECT 60 AS dage" in side
    run(["regler", "MEL-17", "--json"])
    assert json.loads(capsys.readouterr().out)["norm"]["dage"]["vaerdi"] == 45


def test_normer_med_fejl_stopper_foer_noget_laeses(tmp_path, capsys):
    normer = tmp_path / "normer.toml"
    normer.write_text('["MEL-17"]\ndage = -1\n')
    for kommando in (["tjek", "findes-ikke"], ["rapport", "findes-ikke"], ["regler"]):
        assert run([*kommando, "--normer", str(normer)]) == 19
        assert "MEL-17" in capsys.readouterr().err


def test_rapporten_siger_at_normer_ikke_aendrer_tal(mappe, tmp_path):
    normer = tmp_path / "normer.toml"
    normer.write_text('["MEL-17"]\ndage = 60\n')
    for navn, valg in (("uden", ()), ("med", ("--normer", str(normer)))):
        run(
            [
                "rapport",
                str(mappe),
                "--periode",
                "2025",
                "--out",
                str(tmp_path / navn),
                "--format",
                "json",
                *valg,
            ]
        )
    uden, med = (json.loads((tmp_path / n / "rapport.json").read_bytes()) for n in ("uden", "med"))
    assert any("egne normer" in note for note in med.pop("noter"))
    uden.pop("noter")
    assert med == uden


def test_hver_mangel_har_sin_raekke_i_tabel_2():
    assert set(MANGEL_BIT) | {"progressionsdata"} == set(TABEL2_TEKST)
