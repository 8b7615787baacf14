"""`ffb rapport` and `ffb tjek` as a user runs them: real files in, real files out, exit codes.

Source: 8-graenseflader (CLI and rapport.json), issue 2 (real input that must work).
"""

import json
import shutil
from pathlib import Path

import pytest

from ffb.cli import run

UDDATASAET = Path(__file__).resolve().parents[3] / "shared" / "data" / "uddatasaet"
KANARIE = "6101991234"  # day 61: nobody; must not turn up in any message

LEVERANCE = "KOMMUNE_KODE;SYSTEM;FIL_ID;INDBERETNINGSTIDSPUNKT\n9001;Testsystem;test-1;2026-01-10T08:00:00Z\n"
YDELSE = "CPR;YDELSE_ID;DST_YDELSE;FFB_YDELSE_UUID;FFB_TILBUD_UUID;STARTDATO;SLUTDATO\n"
HJEM = "638f44df-6bf2-47f8-9935-b8fdc83e5bf5"  # Støtte til daglige opgaver i hjemmet
MOBIL = "9401777d-bdc5-4f52-9804-63c8cae9a792"


@pytest.fixture(autouse=True)
def _noegle(tmp_path, monkeypatch):
    noegle = tmp_path / "noegle"
    noegle.write_text("a" * 64)
    monkeypatch.setenv("FFB_KEY_FILE", str(noegle))


@pytest.fixture
def mappe(tmp_path):
    sti = tmp_path / "leverance"
    sti.mkdir()
    (sti / "leverance.csv").write_text(LEVERANCE)
    return sti


def rapport(out):
    return json.loads((out / "rapport.json").read_bytes())


officielle = pytest.mark.skipif(not UDDATASAET.is_dir(), reason="../shared findes ikke her")


@officielle
def test_de_fem_officielle_bundter(tmp_path, capsys):
    assert (
        run(["rapport", str(UDDATASAET), "--periode", "2021", "--kommune", "9001", "--out", str(tmp_path)])
        == 0
    )
    svar = rapport(tmp_path)
    assert svar["kommune"] == "9001"
    assert svar["periode"] == {"fra": "2021-01-01", "til": "2021-12-31"}
    assert [r["paragraf"] for r in svar["tabel1"]["raekker"]] == ["§104", "§108", "I alt"]
    i_alt = svar["tabel1"]["raekker"][-1]
    assert (i_alt["antal"], i_alt["fejl_mapning"], i_alt["mangler_maalgruppe"]) == (4, None, 0)
    assert svar["tabel1"]["uden_dst_kode"] == 4
    assert svar["tabel2"]["borgere"] == 1
    assert [r["antal"] for r in svar["tabel2"]["raekker"]] == [0] * 6
    assert [lev["art"] for lev in svar["leverancer"]] == ["løbende"]


@officielle
def test_tilbud_flytter_ikke_ved_afslutning(tmp_path):
    """Encounters 6 and 7 move a ydelse to another carePlan as they close it: it stays §104."""
    kun_foer = tmp_path / "foer"
    kun_foer.mkdir()
    for nr in (2, 3, 5):
        shutil.copy(UDDATASAET / f"encounter-{nr}.json", kun_foer)
    for navn, sti in (("foer", kun_foer), ("efter", UDDATASAET)):
        run(
            [
                "rapport",
                str(sti),
                "--periode",
                "2021",
                "--out",
                str(tmp_path / f"ud-{navn}"),
                "--format",
                "json",
            ]
        )
    foer = {r["paragraf"]: r["antal"] for r in rapport(tmp_path / "ud-foer")["tabel1"]["raekker"]}
    efter = {r["paragraf"]: r["antal"] for r in rapport(tmp_path / "ud-efter")["tabel1"]["raekker"]}
    assert foer == {"§104": 1, "§108": 2, "I alt": 3}
    assert efter == {"§104": 2, "§108": 2, "I alt": 4}


def test_haandlavet_csv_mappe(mappe, tmp_path):
    (mappe / "ydelse.csv").write_text(
        YDELSE
        + f"6102704321;Y1;1.12.0.1;{HJEM};{MOBIL};2025-01-01;\n"
        + f"6102704321;Y2;1.12.0.1;;{MOBIL};31.12.2025;\n"
        + f"6103704322;Y3;1.12.0.1;{HJEM};;2026-01-01;\n"
    )
    (mappe / "stoettebehov.csv").write_text("CPR;STOETTEBEHOVSNIVEAU;DATO\n6102704321;2;2024-05-01\n")
    assert run(["rapport", str(mappe), "--periode", "2025", "--out", str(tmp_path / "ud")]) == 0
    svar = rapport(tmp_path / "ud")
    raekke = svar["tabel1"]["raekker"][0]
    assert (raekke["paragraf"], raekke["antal"], raekke["mangler_ydelse_uuid"]) == ("§85", 2, 1)
    antal = {r["raekke"]: r["antal"] for r in svar["tabel2"]["raekker"]}
    assert antal["stoettebehov"] == 0
    assert antal["progressionsdata"] == 1
    assert [r["cpr"] for r in svar["cpr_liste_1"]] == ["6102704321"]
    assert svar["cpr_liste_1"][0]["fejl"] == ["mangler_ydelse_uuid"]
    for fil in ("rapport.json", "rapport.xlsx", "rapport.pdf"):
        assert (tmp_path / "ud" / fil).stat().st_size > 1000


def test_noeglerne_i_graensefladen(mappe, tmp_path):
    (mappe / "ydelse.csv").write_text(YDELSE)
    run(["rapport", str(mappe), "--periode", "2025", "--out", str(tmp_path / "ud"), "--format", "json"])
    svar = rapport(tmp_path / "ud")
    assert {
        "kommune", "periode", "leverancer", "kontakter", "tabel1", "tabel2", "cpr_liste_1",
        "cpr_liste_1_antal", "cpr_liste_2", "cpr_liste_2_antal", "ydelsesrapport", "indstillinger",
        "versioner",
    } <= set(svar)  # fmt: skip
    assert {"fil_id", "tid", "system", "system_status", "art"} <= set(svar["leverancer"][0])
    assert " ".join(r["raekke"] for r in svar["tabel2"]["raekker"]) == (
        "udredningstema aktivitet_deltagelse funktionsevneniveau stoettebehov maaltype progressionsdata"
    )
    assert [r["andel"] for r in svar["tabel2"]["raekker"]] == [None] * 6
    assert [r["paragraf"] for r in svar["tabel1"]["raekker"]] == ["I alt"]


def test_rapporten_afhaenger_ikke_af_noeglen(mappe, tmp_path, monkeypatch):
    (mappe / "ydelse.csv").write_text(
        YDELSE + "".join(f"61027043{n:02};Y{n};1.12.0.1;;;2025-02-0{n % 9 + 1};\n" for n in range(10, 40))
    )
    filer = []
    for tegn in "ab":
        noegle = tmp_path / f"noegle-{tegn}"
        noegle.write_text(tegn * 64)
        monkeypatch.setenv("FFB_KEY_FILE", str(noegle))
        run(["rapport", str(mappe), "--periode", "2025", "--out", str(tmp_path / tegn), "--format", "json"])
        filer.append((tmp_path / tegn / "rapport.json").read_bytes())
    assert filer[0] == filer[1]


def test_sikker_kopi_har_ingen_cpr(mappe, tmp_path):
    (mappe / "ydelse.csv").write_text(YDELSE + f"{KANARIE};Y1;1.12.0.1;;;2025-02-01;\n")
    args = ["rapport", str(mappe), "--periode", "2025", "--out", str(tmp_path / "ud"), "--sikker"]
    assert run([*args, "--format", "json,csv,html"]) == 0
    svar = rapport(tmp_path / "ud")
    assert svar["cpr_liste_1"] is None
    assert svar["cpr_liste_1_antal"] == 1
    for fil in (tmp_path / "ud").rglob("*"):
        if fil.is_file():
            assert KANARIE.encode() not in fil.read_bytes(), fil.name


def test_flere_kommuner_faar_hver_sin_rapport(tmp_path):
    for kode in ("9001", "9002"):
        sti = tmp_path / "ind" / kode
        sti.mkdir(parents=True)
        (sti / "leverance.csv").write_text(LEVERANCE.replace("9001", kode))
        (sti / "ydelse.csv").write_text(YDELSE + "6102704321;Y1;1.12.0.1;;;2025-02-01;\n")
    run(
        [
            "rapport",
            str(tmp_path / "ind"),
            "--periode",
            "2025",
            "--out",
            str(tmp_path / "ud"),
            "--format",
            "json",
        ]
    )
    assert sorted(f.name for f in (tmp_path / "ud").iterdir()) == ["rapport-9001.json", "rapport-9002.json"]
    run(
        ["rapport", str(tmp_path / "ind"), "--periode", "2025", "--kommune", "9002",
         "--out", str(tmp_path / "en"), "--format", "json"]
    )  # fmt: skip
    assert rapport(tmp_path / "en")["kommune"] == "9002"


@pytest.mark.parametrize(
    ("argumenter", "kode"),
    [
        (["rapport"], 10),
        (["rapport", "findes-ikke.csv"], 11),
        (["rapport", ".", "--kommune", "1234"], 17),
        (["rapport", ".", "--periode", "sidste år"], 10),
        (["rapport", ".", "--fra", "01.01.2025"], 10),
        (["rapport", ".", "--fra", "01.02.2025", "--til", "01.01.2025"], 10),
        (["tjek", "findes-ikke.json"], 11),
        (["nej"], 10),
        (["--help"], 0),
        (["--version"], 0),
    ],
)
def test_exitkoder(argumenter, kode, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run(argumenter) == kode
    assert "Traceback" not in capsys.readouterr().err


@officielle
def test_en_daarlig_bundle_udelades_og_de_andre_taeller(tmp_path, capsys):
    mappe = tmp_path / "bundter"
    shutil.copytree(UDDATASAET, mappe)
    sjette = mappe / "encounter-6.json"
    bundle = json.loads(sjette.read_text())
    bundle["entry"][2]["resource"]["code"] = "ikke et objekt"
    sjette.chmod(0o644)
    sjette.write_text(json.dumps(bundle))
    assert run(["tjek", str(mappe)]) == 2
    run(["rapport", str(mappe), "--periode", "2021", "--out", str(tmp_path / "ud"), "--format", "json"])
    assert "1 bundle er udeladt" in capsys.readouterr().err
    antal = {r["paragraf"]: r["antal"] for r in rapport(tmp_path / "ud")["tabel1"]["raekker"]}
    assert antal["I alt"] == 4  # the ydelse first met in encounter 6 is in encounter 7 too


@officielle
def test_de_officielle_bundles_er_med_og_ingen_af_dem_med_streng(tmp_path, capsys):
    valg = [str(UDDATASAET), "--periode", "2021", "--out", str(tmp_path / "ud"), "--format", "json"]
    run(["rapport", *valg])
    assert "udeladt" not in capsys.readouterr().err
    antal = {r["paragraf"]: r["antal"] for r in rapport(tmp_path / "ud")["tabel1"]["raekker"]}
    assert (antal["§104"], antal["§108"], antal["I alt"]) == (2, 2, 4)
    run(["rapport", *valg, "--streng"])
    sagt = capsys.readouterr().err
    assert "5 bundler er udeladt" in sagt and "ffb tjek --streng" in sagt
    assert {r["antal"] for r in rapport(tmp_path / "ud")["tabel1"]["raekker"]} == {0}


@officielle
@pytest.mark.parametrize(
    ("felt", "vaerdi"),
    [
        ("severity", {"coding": [{"system": "urn:oid:1.2.208.176.2.22", "code": "x"}]}),
        ("subject", {"reference": "Patient/en-anden"}),
        ("note", [{"text": "en note"}]),
    ],
)
def test_rapporten_udelader_det_tjekket_afviser_ogsaa_naar_det_kan_laeses(felt, vaerdi, tmp_path, capsys):
    """Faults the reader itself passes over: an unknown level, a reference that leads nowhere, free text."""
    mappe = tmp_path / "bundter"
    shutil.copytree(UDDATASAET, mappe)
    sjette = mappe / "encounter-6.json"
    bundle = json.loads(sjette.read_text())
    tilstand = next(e["resource"] for e in bundle["entry"] if "severity" in e["resource"])
    tilstand[felt] = vaerdi
    sjette.chmod(0o644)
    sjette.write_text(json.dumps(bundle))
    assert run(["tjek", str(mappe)]) == 2
    capsys.readouterr()
    run(["rapport", str(mappe), "--periode", "2021", "--out", str(tmp_path / "ud"), "--format", "json"])
    sagt = capsys.readouterr().err
    assert "1 bundle er udeladt" in sagt and "encounter-6.json" in sagt


def test_kanariefuglen_synger_ikke(mappe, tmp_path, capsys):
    """A CPR in broken files stands in no message: not on screen, not in an error."""
    (mappe / "ydelse.csv").write_text(
        YDELSE + f"{KANARIE};Y1;1.12.0.1;;;{KANARIE};\n{KANARIE}x;Y2;;;;2025-01-01;\n"
    )
    run(["tjek", str(mappe)])
    run(["rapport", str(mappe), "--periode", "2025", "--out", str(tmp_path / "ud")])
    (mappe / "ydelse.csv").write_text(f"CPR;YDELSE_ID\n{KANARIE};Y1\n")
    assert run(["rapport", str(mappe), "--out", str(tmp_path / "ud")]) == 16
    (mappe / "bundle.json").write_text(f'{{"resourceType": "Bundle", "x": "{KANARIE}')
    run(["rapport", str(mappe), "--out", str(tmp_path / "ud")])
    tekst = capsys.readouterr()
    assert KANARIE not in tekst.out + tekst.err
