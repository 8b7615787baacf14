"""`ffb tjek` as a user runs it: one list of findings, the verdict and its exit code, every format the same.

Source: 4-regler (The report of a check), 8-graenseflader (JSON of a check).
"""

import csv
import json
import re
import shutil
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from ffb.cli import run
from ffb.formats.grundlag import Mapning
from ffb.formats.mapning import write_mapning
from ffb.formats.tabel.spec import TABELSPEC
from ffb.rules.hoved import find_regel, load_regler
from ffb.rules.siden import TABELLER_MED_HISTORIK

KANARIE = "6101991234"  # day 61: nobody; must not turn up on screen
ANDEN = "6102704321"
UDDATASAET = Path(__file__).resolve().parents[3] / "shared" / "data" / "uddatasaet"
HJEM = "638f44df-6bf2-47f8-9935-b8fdc83e5bf5"  # Støtte til daglige opgaver i hjemmet
MOBIL = "9401777d-bdc5-4f52-9804-63c8cae9a792"

LEVERANCE = "KOMMUNE_KODE;SYSTEM;FIL_ID;INDBERETNINGSTIDSPUNKT\n9001;Testsystem;test-1;2026-01-10T08:00:00Z\n"
YDELSE = "CPR;YDELSE_ID;SAGSNUMMER;DST_YDELSE;FFB_YDELSE_UUID;FFB_TILBUD_UUID;STARTDATO;SLUTDATO;ENHED\n"
NOEGLER = {
    "regel", "alvor", "besked", "goer", "ejer", "borger", "felt", "vaerdi", "noegle", "status", "leverance",
    "tabel", "dato", "sagsnummer", "forventet", "aarsag", "fase", "sted",
}  # fmt: skip
GRAVE = ("blokerende", "fejl")


@pytest.fixture(autouse=True)
def _noegle(tmp_path, monkeypatch):
    noegle = tmp_path / "noegle"
    noegle.write_text("a" * 64)
    monkeypatch.setenv("FFB_KEY_FILE", str(noegle))


@pytest.fixture
def mappe(tmp_path):
    return make_leverance(tmp_path / "leverance")


@pytest.fixture(scope="module")
def grundtjek(tmp_path_factory):
    """The folder of a check of the plain delivery: its JSON, CSV and XLSX, made once."""
    ud = tmp_path_factory.mktemp("grundtjek")
    with pytest.MonkeyPatch.context() as m:
        (ud / "noegle").write_text("a" * 64)
        m.setenv("FFB_KEY_FILE", str(ud / "noegle"))
        kode, _ = tjek(make_leverance(ud / "leverance"), ud / "f.json", *filer(ud))
    assert kode == 1
    return ud


@pytest.fixture(scope="module")
def grundsvar(grundtjek):
    return json.loads((grundtjek / "f.json").read_bytes())


def filer(ud, navn="f"):
    return ("--csv", str(ud / f"{navn}.csv"), "--xlsx", str(ud / f"{navn}.xlsx"))


def make_leverance(sti):
    """A row without FFB-ydelse, one with an unreadable date, and nothing else wrong of form."""
    sti.mkdir()
    (sti / "leverance.csv").write_text(LEVERANCE)
    write_ydelser(
        sti,
        f"{KANARIE};Y1;S1;1.12.0.1;;{MOBIL};2025-02-01;;Nord",
        f"{ANDEN};Y2;S2;1.12.0.1;{HJEM};{MOBIL};2025-03-01;i går;Syd",
    )
    return sti


def write_ydelser(mappe, *linjer):
    (mappe / "ydelse.csv").write_text(YDELSE + "".join(f"{linje}\n" for linje in linjer))


def tjek(mappe, ud, *valg):
    """(exit code, the JSON) of a check."""
    kode = run(["tjek", str(mappe), "--periode", "2025", "--json", str(ud), *valg])
    return kode, json.loads(ud.read_bytes())


def regler(svar):
    return Counter(f["regel"] for f in svar["fund"])


# -- one list, one verdict --------------------------------------------------------------------------------


def test_form_og_sql_i_en_liste(grundsvar):
    svar = grundsvar
    assert svar["konklusion"] == "klar_med_mangler"
    assert (svar["raekker"], svar["borgere"]) == (2, 2)
    assert {"TAB-DATO": 1, "T1-01": 1}.items() <= regler(svar).items()
    en = next(f for f in svar["fund"] if f["regel"] == "T1-01")
    assert en["sted"]["linje"] == 2
    assert en["sted"]["kolonne"] == en["felt"] == "FFB_YDELSE_UUID"
    assert (en["dato"], en["sagsnummer"], en["enhed"]) == ("2025-02-01", "S1", "Nord")
    assert en["besked"] == "Ydelsen fra 01.02.2025 har ingen FFB-ydelse."
    form = next(f for f in svar["fund"] if f["regel"] == "TAB-DATO")
    assert (form["vaerdi"], form["sted"]["id"], form["sagsnummer"], form["enhed"]) == (
        "i går",
        "Y2",
        "S2",
        "Syd",
    )
    alvorer = [("blokerende", "fejl", "advarsel", "oplysning").index(f["alvor"]) for f in svar["fund"]]
    assert alvorer == sorted(alvorer)


def test_noegler_i_graensefladen(grundsvar):
    svar = grundsvar
    assert {"konklusion", "raekker", "borgere", "borgere_uden_fund", "regler", "fund", "ikke_tjekket"} <= set(
        svar
    )
    assert len(svar["noegle_id"]) == 8
    assert all(set(f) >= NOEGLER for f in svar["fund"])
    assert all(set(f["sted"]) == {"fil", "linje", "kolonne", "id", "fhir"} for f in svar["fund"])
    assert len({f["noegle"] for f in svar["fund"]}) == len(svar["fund"])
    antal = svar["regler"]
    assert antal["koert"] + len(antal["ikke_koert"]) + len(antal["ikke_relevant"]) >= len(load_regler())


def test_samme_input_giver_samme_bytes(grundtjek, tmp_path):
    tjek(grundtjek / "leverance", tmp_path / "f.json", *filer(tmp_path))
    for endelse in ("json", "csv", "xlsx"):
        fil = tmp_path / f"f.{endelse}"
        assert fil.read_bytes() == (grundtjek / f"f.{endelse}").read_bytes()
        assert fil.stat().st_mode & 0o077 == 0


def test_noeglen_foelger_fundet_naar_raekken_flytter(mappe, grundsvar, tmp_path):
    linjer = (mappe / "ydelse.csv").read_text().splitlines()[1:]
    write_ydelser(mappe, *reversed(linjer))
    mappe.rename(tmp_path / "andet-navn")
    _, efter = tjek(tmp_path / "andet-navn", tmp_path / "2.json")
    assert {f["noegle"] for f in grundsvar["fund"]} == {f["noegle"] for f in efter["fund"]}


def test_klar_naar_alt_er_leveret_og_intet_mangler(tmp_path):
    """Every table is there, and a guide; only advice may be found."""
    sti = tmp_path / "leverance"
    sti.mkdir()
    for spec in TABELSPEC.values():
        (sti / f"{spec.navn}.csv").write_text(";".join(k.navn for k in spec.kolonner) + "\n")
    (sti / "leverance.csv").write_text(LEVERANCE)
    write_mapning(tmp_path / "guide.xlsx", [Mapning(MOBIL, HJEM, "DEMO-085A", 2)])
    kode, svar = tjek(sti, tmp_path / "f.json", "--mapning", str(tmp_path / "guide.xlsx"))
    grave = [r for r in svar["regler"]["ikke_koert"] if find_regel(r["id"]).alvor in GRAVE]
    assert (kode, svar["konklusion"], grave) == (0, "klar", [])
    assert not {f["alvor"] for f in svar["fund"]} & set(GRAVE)


def test_en_regel_der_braekker_er_en_fejl_i_programmet(mappe, monkeypatch, capsys):
    braekket = replace(find_regel("T1-01"), sql="SELECT intet FROM ingen_tabel")
    monkeypatch.setattr("ffb.rules.tjek.load_regler", lambda: (braekket,))
    assert run(["tjek", str(mappe)]) == 70
    ud = capsys.readouterr()
    assert "Reglen T1-01 kan ikke køres" in ud.err
    assert "Klar" not in ud.out


def test_kun_fejl_i_form_eller_blokerende_kan_ikke_modtages(mappe, tmp_path):
    write_ydelser(mappe, f"{ANDEN};Y1;S1;1.12.0.1;;;2025-02-01;;Nord")
    assert tjek(mappe, tmp_path / "f.json")[0] == 1  # missing FFB alone is never red
    write_ydelser(mappe, f"ukendt;Y1;S1;1.12.0.1;{HJEM};{MOBIL};2025-02-01;;Nord")
    kode, svar = tjek(mappe, tmp_path / "f.json")
    assert (kode, svar["konklusion"]) == (2, "kan_ikke_modtages")
    assert svar["fund"][0]["alvor"] == "blokerende"


def test_ikke_koert_er_aldrig_groen(mappe, tmp_path):
    """Every rule that was not run stands with its reason, and a grave one keeps the verdict from green."""
    write_ydelser(mappe)
    _, svar = tjek(mappe, tmp_path / "f.json")
    assert svar["regler"]["ikke_koert"]
    for regel in svar["regler"]["ikke_koert"]:
        assert regel["grund"]
        assert any(regel["grund"] in tekst for tekst in svar["ikke_tjekket"])
    alvor = {r.id: r.alvor for r in load_regler()}
    if any(alvor[r["id"]] in GRAVE for r in svar["regler"]["ikke_koert"]):
        assert svar["konklusion"] != "klar"


def test_kommune_udvaelger(mappe, tmp_path):
    anden = tmp_path / "leverance" / "anden"
    anden.mkdir()
    (anden / "leverance.csv").write_text(LEVERANCE.replace("9001", "9002"))
    write_ydelser(anden, f"{ANDEN};Z1;S9;1.12.0.1;;;2025-02-01;;Nord")
    _, alle = tjek(mappe, tmp_path / "alle.json")
    _, en = tjek(mappe, tmp_path / "en.json", "--kommune", "9002")
    assert {f["kommune"] for f in alle["fund"]} >= {"9001", "9002"}
    assert {f["kommune"] for f in en["fund"]} == {"9002"}
    assert (en["raekker"], en["borgere"]) == (1, 1)
    for svar in (alle, en):
        assert sum(svar["regler"]["antal"].values()) == sum(1 + len(f["foldet"]) for f in svar["fund"])


@pytest.mark.skipif(not UDDATASAET.is_dir(), reason="../shared findes ikke her")
def test_de_officielle_bundter_og_en_afvist(tmp_path):
    mappe = tmp_path / "bundter"
    shutil.copytree(UDDATASAET, mappe)
    valg = ("--kommune", "9001", "--system", "Testsystem")
    _, svar = tjek(mappe, tmp_path / "f.json", *valg)
    assert svar["konklusion"] != "kan_ikke_modtages"
    assert {s["grund"] for s in svar["regler"]["ikke_relevant"] if s["id"].startswith("TAB-")} == {
        "der er ingen CSV-fil eller XLSX i leverancen"
    }
    sjette = mappe / "encounter-6.json"
    bundle = json.loads(sjette.read_text())
    bundle["entry"][2]["resource"]["code"] = "ikke et objekt"
    sjette.chmod(0o644)
    sjette.write_text(json.dumps(bundle))
    kode, svar = tjek(mappe, tmp_path / "f.json", *valg)
    assert kode == 2
    form = next(f for f in svar["fund"] if f["regel"] == "FHIR-TYPE")
    assert form["sted"]["fil"].endswith("encounter-6.json")
    assert form["sted"]["fhir"].startswith("Bundle.entry[2].resource.code")


# -- the same rows everywhere -----------------------------------------------------------------------------


def read_csv(sti):
    with sti.open(encoding="utf-8-sig", newline="") as fil:
        return list(csv.DictReader(fil, delimiter=";"))


def read_ark(sti):
    """{sheet: its rows as dicts by heading}."""
    bog = CalamineWorkbook.from_path(str(sti))
    ark = {}
    for navn in bog.sheet_names:
        raekker = bog.get_sheet_by_name(navn).to_python(skip_empty_area=False)
        hoved = raekker[4]
        ark[navn] = [dict(zip(hoved, r, strict=True)) for r in raekker[5:] if r[-1] != "" or len(hoved) == 1]
    return ark


def test_samme_raekker_i_alle_formater(grundtjek, grundsvar):
    svar = grundsvar
    ventet = {(f["noegle"], f["regel"], f["besked"], f["felt"] or "", f["goer"]) for f in svar["fund"]}
    i_csv = [
        (r["noegle"], r["regel"], r["besked"], r["felt"], r["goer"]) for r in read_csv(grundtjek / "f.csv")
    ]
    ark = read_ark(grundtjek / "f.xlsx")
    ejere = [navn for navn in ark if navn not in ("Kritisk", "Hvis det rettes", "Regler", "Ikke tjekket")]
    kolonner = ("Nøgle", "Regel", "Besked", "Felt", "Det skal du gøre")
    i_xlsx = [tuple(r[k] for k in kolonner) for navn in ejere for r in ark[navn]]
    assert len(i_csv) == len(i_xlsx) == len(svar["fund"])
    assert set(i_csv) == set(i_xlsx) == ventet
    kritisk = {f["noegle"] for f in svar["fund"] if f["alvor"] in GRAVE}
    assert {r["Nøgle"] for r in ark["Kritisk"]} == kritisk != set()


def test_arkene_og_deres_kolonner(grundtjek, grundsvar):
    svar = grundsvar
    ark = read_ark(grundtjek / "f.xlsx")
    navne = list(ark)
    assert navne[0] == "Kritisk"
    assert navne[-3:] == ["Hvis det rettes", "Regler", "Ikke tjekket"]
    assert list(ark["Kritisk"][0])[:8] == [
        "Sag", "CPR", "Dato", "Besked", "Forventet", "Felt", "Regel", "Fil og linje",
    ]  # fmt: skip
    t1 = next(r for r in ark["Kritisk"] if r["Regel"] == "T1-01")
    assert (t1["Sag"], t1["CPR"], t1["Dato"]) == ("S1", KANARIE, date(2025, 2, 1))
    assert t1["Fil og linje"].endswith("ydelse.csv:2")
    assert [r["Ikke tjekket"] for r in ark["Ikke tjekket"]] == svar["ikke_tjekket"]
    bog = CalamineWorkbook.from_path(str(grundtjek / "f.xlsx"))
    regelark = bog.get_sheet_by_name("Regler").to_python(skip_empty_area=False)
    antal = {r[0]: r[5] for r in regelark[5:] if r[4] == "kørt"}
    assert {k: v for k, v in antal.items() if v} == svar["regler"]["antal"]


def test_virkningen_er_den_samme_i_alle_formater(mappe, tmp_path, capsys):
    """One ydelse of two lacks its FFB-ydelse; every part of the answer can be counted by hand."""
    linjer = (mappe / "ydelse.csv").read_text().splitlines()[1:]
    write_ydelser(mappe, *linjer, f"{KANARIE};Y3;S1;1.12.0.1;;{MOBIL};2025-04-01;;Syd")
    _, svar = tjek(mappe, tmp_path / "f.json", *filer(tmp_path))
    hel = next(v for v in svar["virkning"] if v["regel"] == "T1-01" and v["enhed"] is None)
    syd = next(v for v in svar["virkning"] if v["regel"] == "T1-01" and v["enhed"] == "Syd")
    assert (hel["kommune"], hel["antal"], hel["fejlfri"], syd["antal"]) == ("9001", 2, 2, 1)
    i_alt = {(c["raekke"], c["kolonne"]): (c["foer"], c["efter"]) for c in hel["celler"]}
    assert i_alt["I alt", "mangler_ydelse_uuid"] == (2, 0)
    assert i_alt["I alt", "fejlfri"] == (1, 3)
    assert {(c["foer"], c["efter"]) for c in syd["celler"] if c["kolonne"] == "mangler_ydelse_uuid"} == {
        (2, 1)
    }
    ark = read_ark(tmp_path / "f.xlsx")["Hvis det rettes"]
    i_json = [(v["regel"] or "", c["foer"], c["efter"]) for v in svar["virkning"] for c in v["celler"]]
    assert [(r["Regel"], r["Før"], r["Efter"]) for r in ark] == i_json
    skaerm = " ".join(capsys.readouterr().out.split())
    linje = "2 ydelser mangler FFB-ydelse: Tabel 1 »Mangler ydelses-UUID« 2 → 0, »Fejlfri« 1 → 3 (T1-01)"
    assert linje in skaerm
    assert "Syd" not in skaerm


def test_sikker_kopi_har_ingen_cpr_og_samme_raekker(mappe, tmp_path):
    linjer = (mappe / "ydelse.csv").read_text().splitlines()[1:]
    write_ydelser(
        mappe, *linjer,
        f"{KANARIE}9;Y3;{KANARIE};1.12.0.1;;;2025-02-01;;Nord",
        f"{ANDEN};Y4;{KANARIE};1.12.0.1;;;2025-02-01;{KANARIE};{KANARIE}",
    )  # fmt: skip
    _, aaben = tjek(mappe, tmp_path / "f.json", *filer(tmp_path))
    assert KANARIE in (tmp_path / "f.csv").read_text(encoding="utf-8-sig")
    _, svar = tjek(mappe, tmp_path / "f.json", *filer(tmp_path), "--sikker")
    assert regler(svar) == regler(aaben)
    alt = (tmp_path / "f.json").read_text() + (tmp_path / "f.csv").read_text(encoding="utf-8-sig")
    alt += str(read_ark(tmp_path / "f.xlsx"))
    for cpr in (KANARIE, ANDEN):
        assert cpr not in alt
    rest = [r for r in read_csv(tmp_path / "f.csv") if r["borger"]]
    assert rest and all(r["borger"].startswith("P") for r in rest)


def test_skaermen_viser_hverken_vaerdi_eller_cpr(mappe, tmp_path, capsys):
    write_ydelser(
        mappe, f"{KANARIE};Y1;SAG-HEMMELIG;1.12.0.1;;{MOBIL};2025-02-01;{KANARIE};Nord",
        f"{KANARIE}9;Y2;S2;1.12.0.1;;{MOBIL};2025-02-01;;Nord",
    )  # fmt: skip
    mappe = mappe.rename(mappe.parent / f"borger {KANARIE}")
    (mappe / f"{KANARIE}.txt").write_text("ikke en leverance")
    assert run(["tjek", str(mappe), "--periode", "2025"]) == 2
    ud = capsys.readouterr()
    skaerm = ud.out + ud.err
    assert skaerm.index("Kan ikke modtages") < skaerm.index("CPR-nummeret kan ikke læses")
    assert "Ikke tjekket" in skaerm
    for hemmeligt in (KANARIE, KANARIE[:9], "SAG-HEMMELIG", "01.02.2025"):
        assert hemmeligt not in skaerm


# -- since last time --------------------------------------------------------------------------------------


def test_siden_sidst(mappe, grundtjek, tmp_path, capsys):
    gode = f"{ANDEN};Y2;S2;1.12.0.1;{HJEM};{MOBIL};2025-03-01;;Syd"
    foerste, anden, tredje = grundtjek / "f.json", tmp_path / "2.json", tmp_path / "3.json"
    write_ydelser(mappe, f"{KANARIE};Y1;S1;1.12.0.1;;{MOBIL};2025-02-01;;Nord", gode)
    _, svar = tjek(mappe, anden, "--siden", str(foerste))
    status = {f["regel"]: f["status"] for f in svar["fund"]}
    assert status["T1-01"] == "fortsat"
    assert [(f["regel"], f["status"]) for f in svar["loeste"] if f["regel"].startswith("TAB")] == [
        ("TAB-DATO", "løst")
    ]
    assert svar["siden"]["loest"] == len(svar["loeste"])
    assert svar["siden"]["fortsat"] == sum(f["status"] == "fortsat" for f in svar["fund"])
    write_ydelser(
        mappe, f"{KANARIE};Y1;S1;1.12.0.1;;{MOBIL};2025-02-01;;Nord", gode.replace(";;Syd", ";i går;Syd"),
        f"{ANDEN};Y3;S3;1.12.0.1;;{MOBIL};2025-04-01;;Syd",
    )  # fmt: skip
    _, svar = tjek(mappe, tredje, "--siden", str(anden))
    assert {(f["regel"], f["sted"]["id"]): f["status"] for f in svar["fund"]}.items() >= {
        ("TAB-DATO", "Y2"): "genopstået", ("T1-01", "Y1"): "fortsat", ("T1-01", "Y3"): "ny",
    }.items()  # fmt: skip
    assert svar["siden"]["genopstaaet"] >= 1
    assert "Siden sidst: +" in capsys.readouterr().out


def test_siden_siger_naar_en_tabel_er_faldet_brat(mappe, tmp_path, capsys):
    """Exactly a fifth fewer is sharp, one row more is not, and few rows tell nothing: the norm of MEL-12."""
    tema = "CPR;FFB_TEMA_UUID;DATO\n"
    raekker = [f"{KANARIE};{HJEM};{nr % 28 + 1:02}.03.2025\n" for nr in range(60)]

    def skriv(udredningstema, aktivitet_deltagelse, stoettebehov):
        (mappe / "udredningstema.csv").write_text(tema + "".join(raekker[:udredningstema]))
        (mappe / "aktivitet_deltagelse.csv").write_text(tema + "".join(raekker[:aktivitet_deltagelse]))
        hoved = tema.replace("FFB_TEMA_UUID", "STOETTEBEHOVSNIVEAU")
        (mappe / "stoettebehov.csv").write_text(hoved + "".join(raekker[:stoettebehov]).replace(HJEM, "2"))

    skriv(50, 50, 49)
    _, foer = tjek(mappe, tmp_path / "a.json")
    assert {"kommune": "9001", "system": "Testsystem", "tabel": "udredningstema", "raekker": 50} in foer[
        "omfang"
    ]
    skriv(40, 41, 0)
    capsys.readouterr()
    _, nu = tjek(mappe, tmp_path / "b.json", "--siden", str(tmp_path / "a.json"))
    ventet = {"kommune": "9001", "system": "Testsystem", "tabel": "udredningstema", "foer": 50, "nu": 40}
    assert nu["siden"]["fald"] == [ventet]
    skaerm = " ".join(capsys.readouterr().out.split())
    assert "Brat fald: udredningstema i Testsystem gik fra 50 til 40 rækker." in skaerm


def test_siden_holder_oeje_med_de_tabeller_mel12_goer():
    sql = find_regel("MEL-12").sql
    assert set(TABELLER_MED_HISTORIK) == set(re.findall(r"'(\w+)'", sql.split("g.tabel IN (")[1]))


def test_siden_naar_systemet_ikke_er_med_er_intet_loest(mappe, grundtjek, tmp_path):
    (mappe / "leverance.csv").write_text(LEVERANCE.replace("Testsystem", "Andet system"))
    write_ydelser(mappe, f"{ANDEN};Y2;S2;1.12.0.1;{HJEM};{MOBIL};2025-03-01;;Syd")
    _, svar = tjek(mappe, tmp_path / "2.json", "--siden", str(grundtjek / "f.json"))
    assert svar["siden"]["loest"] == 0
    assert svar["siden"]["uafklaret"] > 0


def test_siden_med_en_anden_noegle_afvises(mappe, grundtjek, tmp_path, monkeypatch, capsys):
    noegle = tmp_path / "anden-noegle"
    noegle.write_text("b" * 64)
    monkeypatch.setenv("FFB_KEY_FILE", str(noegle))
    assert run(["tjek", str(mappe), "--siden", str(grundtjek / "f.json")]) == 10
    assert "kan ikke sammenlignes" in capsys.readouterr().err


@pytest.mark.parametrize(("indhold", "kode"), [(None, 11), ("{", 13), ("[]", 13), ('{"fund": [{}]}', 13)])
def test_siden_en_fil_der_ikke_er_et_tjek(mappe, tmp_path, indhold, kode):
    if indhold is not None:
        (tmp_path / "foer.json").write_text(indhold)
    assert run(["tjek", str(mappe), "--siden", str(tmp_path / "foer.json")]) == kode
