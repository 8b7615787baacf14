"""`ffb analyse` as a user runs it: the list, one answer in every file, all of them, and bad input."""

import csv
import io
import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from ffb.analyses import load_analyser
from ffb.cli import run
from ffb.demo import make_demo
from ffb.errors import Exit

PNG = b"\x89PNG\r\n"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    mappe = tmp_path_factory.mktemp("demo")
    make_demo(mappe, seed=7, borgere=60, kommuner=1)
    return mappe


@pytest.fixture(autouse=True)
def _noegle(tmp_path, monkeypatch):
    (tmp_path / "noegle").write_text("a" * 64)
    monkeypatch.setenv("FFB_KEY_FILE", str(tmp_path / "noegle"))
    monkeypatch.chdir(tmp_path)


def koer(demo, *valg, id_="V15"):
    guide = ("--mapning", str(demo / "mapning.xlsx"), "--dst-koder", str(demo / "dst-koder.csv"))
    periode = () if {"--fra", "--periode"} & set(valg) else ("--periode", "2025")
    return run(["analyse", id_, str(demo / "leverancer"), *guide, *periode, *valg])


def test_listen(capsys):
    assert run(["analyse"]) == 0
    ud = capsys.readouterr().out
    assert all(a.id in ud for a in load_analyser())


def test_samme_tal_i_alle_filer(demo, capsys):
    arter = ("png", "svg", "csv", "json", "xlsx")
    assert koer(demo, *(x for a in arter for x in (f"--{a}", f"ud.{a}"))) == 0
    ud = capsys.readouterr().out
    svar = json.loads(Path("ud.json").read_bytes())
    assert svar["saetning"] in " ".join(ud.split())
    rows = list(csv.DictReader(io.StringIO(Path("ud.csv").read_text("utf-8-sig")), delimiter=";"))
    assert [(r["inddeling"], r["kode"], int(r["borgere"])) for r in rows] == [
        (r["inddeling"], r["kode"], r["borgere"]) for r in svar["raekker"]
    ]
    ark = CalamineWorkbook.from_path("ud.xlsx").get_sheet_by_name("V15").to_python()
    i_ark = [r for r in ark if r[0] in ("paragraf", "ydelse", "maalgruppe", "stoettebehov")]
    assert [int(r[3]) for r in i_ark] == [r["borgere"] for r in svar["raekker"]]
    assert Path("ud.png").read_bytes().startswith(PNG)
    assert svar["saetning"] in Path("ud.svg").read_text()
    assert all(Path(f"ud.{a}").stat().st_mode & 0o077 == 0 for a in arter)


def test_alle_paa_en_side(demo, capsys):
    assert koer(demo, "--out", "alle", "--borger", "DEMO-9001-LUCAS", id_="alle") == 0
    side = Path("alle/index.html").read_text()
    assert len(load_analyser()) == 17
    for a in load_analyser():
        svar = json.loads(Path(f"alle/{a.id}_{a.navn}.json").read_bytes())
        assert a.id in capsys.readouterr().out or a.id in side
        assert Path(f"alle/{a.id}_{a.navn}.svg").exists() == (svar["tom"] is None)
    assert "http://" not in side.replace("http://www.w3.org", "") and "<script" not in side


LUCAS = [
    *[("Varetage uddannelse", n) for n in (4, 3, 3, 2, 2, 2, 1)],
    *[("Varetage egen sundhed", n) for n in (3, 3, 2, 2, 1, 1, 1)],
    *[("Deltage i sociale fællesskaber og fritidsaktiviteter", n) for n in (4, 4, 3, 3, 2, 2, 2)],
]


def test_en_borger_hele_forloebet(demo, capsys, monkeypatch):
    """By case number, by number and by CPR from stdin: the same; nobody else is in the files."""
    guide = ("--mapning", str(demo / "mapning.xlsx"), "--dst-koder", str(demo / "dst-koder.csv"))
    kald = ["analyse", "V08", str(demo / "leverancer"), *guide, "--csv", "v08.csv", "--png", "v08.png"]
    assert run([*kald, "--borger", "demo-9001-lucas"]) == 0
    assert "er bedre end første gang" in " ".join(capsys.readouterr().out.split())
    svar = Path("v08.csv").read_bytes()
    rows = list(csv.DictReader(io.StringIO(svar.decode("utf-8-sig")), delimiter=";"))
    assert sorted((r["navn"], int(r["niveau"])) for r in rows) == sorted(LUCAS)
    (nummer,) = {r["borger"] for r in rows}
    assert run([*kald, "--borger", nummer]) == 0
    assert Path("v08.csv").read_bytes() == svar
    (cpr,) = _find_cpr(demo, "DEMO-9001-LUCAS")
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{cpr[:6]}-{cpr[6:]}\n"))
    assert run([*kald, "--borger", "-"]) == 0
    assert Path("v08.csv").read_bytes() == svar
    assert cpr not in "".join(capsys.readouterr())
    assert run([*kald, "--borger", nummer, "--periode", "2025"]) == 0
    assert len(Path("v08.csv").read_bytes().splitlines()) == 1 + 6


def _find_cpr(demo, sagsnummer):
    """The CPR behind a case number, from the delivered CSV itself."""
    ud = set()
    for fil in (demo / "leverancer").rglob("*.csv"):
        for r in csv.DictReader(io.StringIO(fil.read_text("utf-8-sig")), delimiter=";"):
            if r.get("SAGSNUMMER") == sagsnummer:
                ud.add(r["CPR"].replace("-", ""))
    return ud


@pytest.mark.parametrize(
    ("id_", "valg", "siger"),
    [
        ("V08", (), "tilføj --borger"),
        ("V15", ("--borger", "1"), "udelad --borger"),
        ("V10", ("--borger", "DEMO-0000-INGEN"), "ingen borger i leverancerne"),
        ("V10", ("--borger", "99999999999999999999999"), "ingen borger i leverancerne"),
        ("V09", ("--borger", "610181-4321"), "skriv ikke CPR på kommandolinjen"),
        ("V09", ("--borger", "DEMO-9001-LUCAS", "--koen", "K"), "kan ikke afgrænses"),
    ],
)
def test_om_en_borger_siges_hvad_der_er_galt(demo, capsys, id_, valg, siger):
    assert koer(demo, *valg, id_=id_) == Exit.BRUG
    fejl = capsys.readouterr().err
    assert siger in fejl and "610181" not in fejl


def test_paa_engelsk(demo, capsys):
    assert koer(demo, "--lang", "en", "--vis", "support need") == 0
    ud = capsys.readouterr().out
    assert "How many citizens receive what?" in ud and "Coverage:" in ud and "borger" not in ud


@pytest.mark.parametrize(
    ("valg", "siger"),
    [
        (("--fra", "31.12.2025", "--til", "01.01.2025"), "--til ligger før --fra"),
        (("--koen", "X", "--ydelse", "Hjemmehjælp"), "Køn: »X« findes ikke"),
        (("--overtema", "Mobilitet"), "kan ikke afgrænses"),
        (("--vis", "farve"), "Opdelingen findes ikke"),
        (("--alder", "0-1", "--png", "tom.png"), "intet at tegne"),
    ],
)
def test_det_der_ikke_kan_bruges_siges(demo, capsys, valg, siger):
    assert koer(demo, *valg) == Exit.BRUG
    assert siger in capsys.readouterr().err
    assert not Path("tom.png").exists()


def test_tomt_udvalg_uden_figur_er_et_svar(demo, capsys):
    assert koer(demo, "--alder", "0-1", "--json", "tom.json") == 0
    assert "Fjern et filter" in capsys.readouterr().out
    svar = json.loads(Path("tom.json").read_bytes())
    assert svar["raekker"] == [] and svar["tom"]


def test_ukendt_analyse_og_ingen_filer(demo, capsys):
    assert koer(demo, id_="V99") == Exit.BRUG
    assert "Vælg mellem" in capsys.readouterr().err
    assert run(["analyse", "V15"]) == Exit.BRUG
