"""The commands that hold data against something, as a user runs them: files, faults, and no CPR."""

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from ffb.cli import run
from ffb.errors import Exit

KANARIE, ANDEN, UKENDT = "6101991234", "6102704321", "6103704321"
HJEM = "638f44df-6bf2-47f8-9935-b8fdc83e5bf5"
MOBIL = "9401777d-bdc5-4f52-9804-63c8cae9a792"
YDELSE = "CPR;YDELSE_ID;SAGSNUMMER;DST_YDELSE;FFB_YDELSE_UUID;FFB_TILBUD_UUID;STARTDATO;SLUTDATO;ENHED\n"


@pytest.fixture(autouse=True)
def _noegle(tmp_path, monkeypatch):
    (tmp_path / "noegle").write_text("a" * 64)
    monkeypatch.setenv("FFB_KEY_FILE", str(tmp_path / "noegle"))


def leverance(sti, *ydelser, system="Nyt", tid="2026-01-10T08:00:00Z", status="Nuværende"):
    sti.mkdir()
    hoved = "KOMMUNE_KODE;SYSTEM;FIL_ID;INDBERETNINGSTIDSPUNKT;SYSTEM_STATUS\n"
    (sti / "leverance.csv").write_text(f"{hoved}9001;{system};{sti.name};{tid};{status}\n")
    (sti / "ydelse.csv").write_text(YDELSE + "".join(f"{y}\n" for y in ydelser))
    return sti


@pytest.fixture
def dst_koder(tmp_path):
    (tmp_path / "dst.csv").write_text("DST_KODE;PARAGRAF;FFB_RELEVANT\nDEMO-85;§85;ja\nDEMO-107;§107;ja\n")
    return ("--dst-koder", str(tmp_path / "dst.csv"))


@pytest.fixture
def mappe(tmp_path):
    return leverance(
        tmp_path / "ny",
        f"{KANARIE};Y1;S1;DEMO-85;{HJEM};{MOBIL};2025-02-01;;Nord",
        f"{ANDEN};Y2;S2;DEMO-85;;{MOBIL};2025-03-01;;Syd",
    )


BEVILLINGER = [
    ["Borger", "Lovparagraf", "Gyldig fra", "Gyldig til", "Ærinde"],
    [f"{KANARIE[:6]}-{KANARIE[6:]}", "SEL § 85", "01.02.2025", "", "støtte"],
    [UKENDT, "§ 107", "2025-05-01", "", "ophold"],
]


def bevillingsliste(tmp_path, slags):
    """The same list as CSV (UTF-8 and Latin-1) and XLSX; the citizen's column is the kommune's own."""
    sti = tmp_path / f"bevillinger.{'xlsx' if slags == 'xlsx' else 'csv'}"
    if slags == "xlsx":
        with Workbook(str(sti)) as bog:
            ark = bog.add_worksheet("Udtræk")
            for nr, raekke in enumerate(BEVILLINGER):
                ark.write_row(nr, 0, raekke)
    else:
        tekst = "".join(";".join(r) + "\n" for r in BEVILLINGER)
        sti.write_bytes(tekst.encode("latin-1" if slags == "latin-1" else "utf-8"))
    toml = tmp_path / "kolonner.toml"
    toml.write_text('[bevilling]\nCPR = "Borger"\n')
    return ["--bevillinger", str(sti), "--kolonner", str(toml)]


@pytest.mark.parametrize("slags", ["utf-8", "latin-1", "xlsx"])
def test_afstem_af_hver_slags_liste(mappe, tmp_path, dst_koder, slags, capsys):
    ud = tmp_path / "ud.json"
    liste = bevillingsliste(tmp_path, slags)
    assert run(["afstem", str(mappe), "--periode", "2025", *liste, *dst_koder, "--json", str(ud)]) == 0
    svar = json.loads(ud.read_bytes())
    assert {k: svar["tal"][k] for k in ("stemmer", "ikke_leveret", "ikke_bevilget", "datoer_afviger")} == {
        "stemmer": 1, "ikke_leveret": 1, "ikke_bevilget": 1, "datoer_afviger": 0,
    }  # fmt: skip
    assert [r["cpr"] for r in svar["ikke_leveret"]] == [UKENDT]
    assert [(r["cpr"], r["enhed"]) for r in svar["ikke_bevilget"]] == [(ANDEN, "Syd")]
    fanget = capsys.readouterr()
    assert ("Latin-1" in fanget.err) is (slags == "latin-1")
    assert not re.search(f"{KANARIE}|{ANDEN}|{UKENDT}", fanget.out + fanget.err)
    assert ud.stat().st_mode & 0o077 == 0


def test_alle_filer_siger_det_samme_og_siderne_har_intet_cpr(mappe, tmp_path, dst_koder):
    filer = {f: tmp_path / f"ud.{f}" for f in ("json", "xlsx", "html", "pdf")} | {"csv": tmp_path / "csv"}
    valg = [x for f, sti in filer.items() for x in (f"--{f}", str(sti))]
    liste = bevillingsliste(tmp_path, "utf-8")
    assert run(["afstem", str(mappe), "--periode", "2025", *liste, *dst_koder, *valg]) == 0
    svar = json.loads(filer["json"].read_bytes())
    bog = CalamineWorkbook.from_path(filer["xlsx"])
    assert bog.sheet_names == [
        "Overblik",
        "pr_paragraf",
        "pr_enhed",
        "ikke_leveret",
        "ikke_bevilget",
        "datoer_afviger",
    ]
    ark = bog.get_sheet_by_name("pr_paragraf").to_python()
    assert ark[-1][0] == "I alt" or any(r[0] == "I alt" for r in ark)
    i_alt = next(r for r in ark if r[0] == "I alt")
    assert [int(x) for x in i_alt[1:]] == list(svar["pr_paragraf"][-1].values())[1:]
    with (filer["csv"] / "ikke_leveret.csv").open(encoding="utf-8-sig") as fil:
        assert [r["cpr"] for r in csv.DictReader(fil, delimiter=";")] == [UKENDT]
    side = filer["html"].read_text()
    pdf = "".join(s.extract_text() for s in PdfReader(filer["pdf"]).pages)
    for tekst in (side, pdf):
        assert not re.search(f"{KANARIE}|{ANDEN}|{UKENDT}", tekst)
        assert "Det stemmer ikke" in tekst
    assert "<script" not in side


def test_sikker_har_intet_cpr_i_nogen_fil(mappe, tmp_path, dst_koder):
    liste = bevillingsliste(tmp_path, "utf-8")
    ud = tmp_path / "ud.json"
    run(["afstem", str(mappe), "--periode", "2025", *liste, *dst_koder, "--json", str(ud), "--sikker"])
    assert not re.search(f"{KANARIE}|{ANDEN}|{UKENDT}", ud.read_text())
    assert all(r["cpr"].startswith("P") for r in json.loads(ud.read_bytes())["ikke_leveret"])


def test_alle_fejl_i_listen_paa_en_gang_og_ingen_vaerdier(mappe, tmp_path, capsys):
    sti = tmp_path / "fejl.csv"
    sti.write_text(
        "CPR;PARAGRAF;STARTDATO;SLUTDATO\n610199;§85;i går;\n;;2025-01-01;2024-01-01\n"
        f"{KANARIE};§85;2025-13-01;\n" + "".join(f"{KANARIE};§85;;\n" for _ in range(8))
    )
    assert run(["afstem", str(mappe), "--bevillinger", str(sti)]) == Exit.OPSAETNING
    fejl = capsys.readouterr().err
    linjer = [int(n) for n in re.findall(r"linje (\d+)", fejl)]
    assert linjer == sorted(linjer)
    assert Counter(linjer) == {2: 2, 3: 3, 4: 1, **dict.fromkeys(range(5, 13), 1)}
    assert not re.search("i går|2025-13|610199", fejl)


@pytest.mark.parametrize(
    ("toml", "tekst"),
    [
        ('[bevilling]\nCPR = "Findes ikke"\n', "Kolonnen Findes ikke (CPR) findes ikke"),
        ('[bevilling]\nENHEDEN = "Team"\n', "Kolonnen ENHEDEN findes ikke"),
        ("", "Kolonnen CPR findes ikke"),
    ],
)
def test_kolonner_der_ikke_passer(mappe, tmp_path, capsys, toml, tekst):
    valg = bevillingsliste(tmp_path, "utf-8")
    Path(valg[-1]).write_text(toml)
    assert run(["afstem", str(mappe), *valg]) in (Exit.MANGLER_ARK_ELLER_KOLONNE, Exit.OPSAETNING)
    assert tekst in capsys.readouterr().err


def test_indfasning_og_systemskifte(mappe, tmp_path, dst_koder, capsys):
    gammel = leverance(
        tmp_path / "gammel", f"{KANARIE};G1;S1;DEMO-107;{HJEM};{MOBIL};2024-02-01;;Nord", system="Gammelt",
        tid="2025-10-01T08:00:00Z",
    )  # fmt: skip
    ud = tmp_path / "s.json"
    # neither is marked: the first of two paths is the old one
    assert run(["systemskifte", str(gammel), str(mappe), *dst_koder, "--json", str(ud)]) == 0
    svar = json.loads(ud.read_bytes())
    assert svar["indstillinger"]["gamle_systemer"] == ["Gammelt"] and svar["indstillinger"]["antaget"]
    assert sum(svar["tal"][k] for k in ("tabt", "aendret")) == 1
    assert [r["system_status"] for r in svar["systemer"]] == ["Tidligere anvendt (antaget)", "Nuværende"]
    ud = tmp_path / "i.json"
    assert run(["indfasning", str(gammel), str(mappe), *dst_koder, "--json", str(ud)]) == 0
    svar = json.loads(ud.read_bytes())
    assert (svar["tal"]["ydelser"], svar["tal"]["borgere_mangler"]) == (1, 1)
    assert KANARIE not in capsys.readouterr().out


def test_dstlister(mappe, tmp_path, dst_koder, capsys):
    (tmp_path / "l1.csv").write_text(f"PNR;Start\n{ANDEN};01-03-2025\n{UKENDT};01-03-2025\n")
    (tmp_path / "l2.csv").write_text(f"PNR\n{KANARIE}\n")
    ud = tmp_path / "d.json"
    valg = ["--liste1", str(tmp_path / "l1.csv"), "--liste2", str(tmp_path / "l2.csv"), "--periode", "2025"]
    assert run(["dstlister", str(mappe), *valg, *dst_koder, "--json", str(ud)]) == 0
    tal = json.loads(ud.read_bytes())["tal"]
    assert tal == {
        "liste_1_begge": 1, "liste_1_kun_dst": 1, "liste_1_kun_os": 0,
        "liste_2_begge": 1, "liste_2_kun_dst": 0, "liste_2_kun_os": 1,
    }  # fmt: skip
    assert run(["dstlister", str(mappe)]) == Exit.BRUG
    assert not re.search(f"{KANARIE}|{ANDEN}|{UKENDT}", capsys.readouterr().out)


# -- what a re-delivery mended ------------------------------------------------------------------------------


@pytest.fixture
def rettet_leverance(tmp_path):
    return leverance(
        tmp_path / "rettet",
        f"{KANARIE};Y1;S1;DEMO-85;;{MOBIL};2025-02-01;;Nord",
        f"{ANDEN};Y2;S2;DEMO-85;{HJEM};{MOBIL};2025-03-01;;Syd",
        tid="2026-02-10T08:00:00Z",
    )


def tal_pr_regel(svar):
    return {r["regel"]: (r["loest"], r["nye"], r["fortsat"]) for r in svar["pr_regel"]}


def test_rettet_fra_tjek_og_fra_leverance_er_ens(mappe, rettet_leverance, tmp_path, dst_koder):
    """T1-01 moved from Y2 to Y1: one fixed, one new, named by the source's ids."""
    valg = ("--periode", "2025", *dst_koder)
    run(["tjek", str(mappe), *valg, "--json", str(tmp_path / "foer.json")])
    svar = {}
    for navn, siden in (("tjek", tmp_path / "foer.json"), ("leverance", mappe)):
        ud = tmp_path / f"{navn}.json"
        run(["tjek", str(rettet_leverance), *valg, "--siden", str(siden), "--rettet", str(ud)])
        svar[navn] = json.loads(ud.read_bytes())
    assert svar["tjek"] == svar["leverance"]
    assert tal_pr_regel(svar["tjek"])["T1-01"] == (1, 1, 0)
    t1 = {(r["status"], r["id"]) for r in svar["tjek"]["rettet"] if r["regel"] == "T1-01"}
    assert t1 == {("løst", "Y2"), ("ny", "Y1")}
    i_alt = svar["tjek"]["pr_regel"][-1]
    assert {k: i_alt[k] for k in svar["tjek"]["tal"]} == svar["tjek"]["tal"]
    assert sum(svar["tjek"]["tal"].values()) == len(svar["tjek"]["rettet"]) + len(svar["tjek"]["fortsat"])


@pytest.mark.parametrize("endelse", ["html", "pdf", "xlsx", "json"])
def test_rettet_har_intet_cpr(mappe, tmp_path, dst_koder, endelse):
    """Also a number that could not be read, and one in a file's name, are covered."""
    ny = leverance(
        tmp_path / f"til {KANARIE}",
        f"{KANARIE};Y1;S1;DEMO-85;;{MOBIL};2025-02-01;;Nord",
        f"61029X4321;Y2;S2;DEMO-85;{HJEM};{MOBIL};2025-03-01;;{ANDEN}",
        tid="2026-02-10T08:00:00Z",
    )
    ud = tmp_path / f"ud.{endelse}"
    run(["tjek", str(ny), "--siden", str(mappe), "--rettet", str(ud), "--periode", "2025", *dst_koder])
    tekst = {
        "pdf": lambda: "".join(s.extract_text() for s in PdfReader(ud).pages),
        "xlsx": lambda: str([a.to_python() for a in map(CalamineWorkbook.from_path(ud).get_sheet_by_name,
                                                       CalamineWorkbook.from_path(ud).sheet_names)]),
    }.get(endelse, lambda: ud.read_text())()  # fmt: skip
    assert "Y1" in tekst
    assert not re.search(f"{KANARIE}|{ANDEN}|61029X4321", tekst)


def test_rettet_kraever_siden_og_kendt_endelse(mappe, tmp_path, capsys):
    assert run(["tjek", str(mappe), "--rettet", str(tmp_path / "u.html")]) == Exit.BRUG
    assert run(["tjek", str(mappe), "--siden", str(mappe), "--rettet", str(tmp_path / "u.doc")]) == Exit.BRUG
    assert "--siden" in capsys.readouterr().err
