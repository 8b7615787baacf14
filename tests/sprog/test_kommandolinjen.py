"""`--lang en` on every command: what people read is English, and what machines read does not change.

How Danish is found: `dansk.py`.
"""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pypdf
import pytest
from python_calamine import CalamineWorkbook

from ffb.cli import run
from ffb.sprog import brug_sprog
from sprog.dansk import KOMMANDOER, find_dansk


@pytest.fixture(autouse=True)
def _noegle(tmp_path_factory, monkeypatch):
    sti = tmp_path_factory.getbasetemp() / "noegle-sprog"
    sti.write_text("b" * 64)
    monkeypatch.setenv("FFB_KEY_FILE", str(sti))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("FFB_LANG", raising=False)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A demo of one kommune: the folder of its deliveries and the options that go with it."""
    sti = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as m:
        (sti / "noegle").write_text("b" * 64)
        m.setenv("FFB_KEY_FILE", str(sti / "noegle"))
        assert run(["demo", "--out", str(sti), "--borgere", "50", "--kommuner", "1", "--lang", "en"]) == 0
    valg = ["--mapning", str(sti / "mapning.xlsx"), "--dst-koder", str(sti / "dst-koder.csv")]
    return [str(sti / "leverancer"), *valg, "--periode", "2025"]


def rapport(demo, sti: Path, *sprog: str) -> Path:
    formater = ["--format", "json,csv,xlsx,pdf,html"]
    assert run([*sprog, "rapport", *demo, "--kommune", "9001", "--out", str(sti), *formater]) == 0
    return sti


def tjek(demo, sti: Path, *sprog: str) -> Path:
    filer = ["--json", str(sti / "t.json"), "--csv", str(sti / "t.csv"), "--xlsx", str(sti / "t.xlsx")]
    assert run(["tjek", *demo, *filer, *sprog]) in (1, 2)
    return sti


def vis_fil(fil: Path) -> str:
    """What a person reads in a file; of a workbook the overview and the block above each table."""
    match fil.suffix:
        case ".pdf":
            return "\n".join(side.extract_text() for side in pypdf.PdfReader(fil).pages[:1])
        case ".html":
            side = re.sub(r"<style>.*?</style>|<td.*?</td>", " ", fil.read_text("utf-8"), flags=re.DOTALL)
            return html.unescape(re.sub(r"<[^>]*>", "\n", side))
        case ".xlsx":
            bog = CalamineWorkbook.from_path(str(fil))
            ark = {n: bog.get_sheet_by_name(n).to_python() for n in bog.sheet_names}
            alle = [
                (n, r) for n, raekker in ark.items() for r in (raekker if n == "Overview" else raekker[:5])
            ]
            return "\n".join([*ark, *(str(c) for _, r in alle for c in r)])
    raise AssertionError(fil)


def test_rapporten_paa_engelsk(demo, tmp_path, capsys) -> None:
    capsys.readouterr()
    sti = rapport(demo, tmp_path, "--lang", "en")
    ud = capsys.readouterr()
    assert "Ready with gaps" in ud.out
    assert find_dansk(ud.out + ud.err) == []
    assert "(Tabel 1: Antal FFB-ydelser og -tilbud)" in ud.out
    for fil in (sti / "rapport.html", sti / "rapport.xlsx", sti / "rapport.pdf"):
        tekst = vis_fil(fil)
        assert "Mapping guide" in tekst
        assert find_dansk(tekst) == [], fil.name
    assert '<html lang="en">' in (sti / "rapport.html").read_text("utf-8")


def test_tjekket_paa_engelsk(demo, tmp_path, capsys) -> None:
    capsys.readouterr()
    sti = tjek(demo, tmp_path, "--lang=en")
    ud = capsys.readouterr()
    assert "What happens now:" in ud.out
    assert find_dansk(ud.out + ud.err) == []
    assert find_dansk(vis_fil(sti / "t.xlsx")) == []
    svar = json.loads((sti / "t.json").read_bytes())
    tekster = [f[navn] for f in svar["fund"] for navn in ("titel", "besked", "goer", "forventet") if f[navn]]
    tekster += svar["ikke_tjekket"] + [r["grund"] for r in svar["regler"]["ikke_relevant"]]
    assert len(tekster) > 100
    assert {o for t in tekster for o in find_dansk(t)} == set()


def uden_tekster(v, noegle=""):
    """A document without what is a text for people."""
    if noegle in (
        "titel",
        "besked",
        "goer",
        "forventet",
        "grund",
        "ikke_tjekket",
        "tekst",
        "naeste",
        "noter",
    ):
        return None
    if noegle in ("forbehold", "mapning", "lovlige_kombinationer", "fil", "ffb_ydelse", "ffb_tilbud"):
        return None
    if isinstance(v, dict):
        return {k: uden_tekster(x, k) for k, x in v.items()}
    return [uden_tekster(x) for x in v] if isinstance(v, list) else v


def test_maskinens_vaerdier_er_de_samme_og_dansk_er_uroert(demo, tmp_path) -> None:
    """Danish before and after an English run in the same process gives the same bytes."""
    stier = []
    for nr, sprog in enumerate((["--lang", "da"], ["--lang", "en"], [])):
        stier.append(tmp_path / str(nr))
        stier[-1].mkdir()
        rapport(demo, stier[-1], *sprog)
        tjek(demo, stier[-1], *sprog)
    foer, engelsk, efter = stier
    navne = sorted(f.relative_to(foer) for f in foer.rglob("*") if f.is_file())
    assert len(navne) > 10
    assert [n for n in navne if (foer / n).read_bytes() != (efter / n).read_bytes()] == []
    for navn in ("rapport.json", "t.json"):
        dansk, oversat = (json.loads((sti / navn).read_bytes()) for sti in (foer, engelsk))
        assert dansk != oversat
        assert uden_tekster(dansk) == uden_tekster(oversat)
    hoveder = [(sti / "rapport-csv" / "tabel1.csv").read_bytes() for sti in (foer, engelsk)]
    assert hoveder[0] == hoveder[1]


@pytest.mark.parametrize("navn", KOMMANDOER, ids=" ".join)
def test_hjaelpen_til_hver_kommando(navn, capsys) -> None:
    assert run([*navn, "--help", "--lang", "en"]) == 0
    engelsk = capsys.readouterr().out
    assert "--lang" in engelsk
    # the values an option takes are the same in both languages, and stand in the help as such
    assert [o for o in find_dansk(engelsk) if o not in ("blokerende", "fejl", "advarsel")] == []
    assert run([*navn, "--help"]) == 0
    assert capsys.readouterr().out != engelsk


@pytest.mark.parametrize(
    "linje",
    [
        ["begreber", "vis"],
        ["begreber", "vis", "ydelse"],
        ["begreber", "find", "bolig"],
        ["begreber", "find", "zzzzzz"],
        ["begreber", "diff", "ffb/2023-05", "ffb/2023-05"],
        ["regler", "--emne", "mapning"],
    ],
    ids=" ".join,
)
def test_opslag_paa_engelsk(linje, capsys) -> None:
    assert run([*linje, "--lang", "en"]) == 0
    ord_ = find_dansk(re.sub(r"\b[a-z]+_[a-z]+\b", "", capsys.readouterr().out))
    assert [o for o in ord_ if o not in ("begreb", "gruppe", "mapning", "rod")] == []


def test_reglens_side_paa_engelsk(capsys) -> None:
    assert run(["--lang", "en", "regler", "MAP-01"]) == 0
    side = capsys.readouterr().out
    assert "# MAP-01: N/A is sent as DST code" in side
    assert "## Why (Danish)" in side
    assert "- **Severity:** error – a requirement is not met" in side


@pytest.mark.parametrize(
    ("linje", "kode", "ventet"),
    [
        (["tjek", "findes-ikke.csv"], 11, "The file does not exist"),
        (["tjek"], 10, "Missing argument"),
        (["tjek", "x", "--kommune", "9999"], 17, "there is no such code"),
        (["rapport", "x", "--periode", "20"], 10, "write a year"),
        (["regler", "MAP-99"], 10, "There is no rule with that id. Did you mean MAP-09"),
        (["begreber", "vis", "nix"], 10, "is neither a code nor a kind"),
        (["begreber", "diff", "ffb/1999", "ffb/2023-05"], 10, "There is no catalogue ffb/1999"),
        (["nix"], 10, "No such command"),
    ],
)
def test_fejl_paa_engelsk(linje, kode, ventet, capsys) -> None:
    assert run([*linje, "--lang", "en"]) == kode
    fejl = capsys.readouterr().err
    assert ventet in fejl
    assert find_dansk(fejl) == []


def test_filfejl_paa_engelsk(tmp_path, capsys) -> None:
    (tmp_path / "leverance.csv").write_text("KOMMUNE_KODE\n9001\n")
    (tmp_path / "ydelse.csv").write_text("CPR\n1\n")
    (tmp_path / "x.json").write_bytes(b'{"resourceType": "Bundle", "x": "\xf8"}')
    assert run(["tjek", str(tmp_path), "--lang", "en"]) in range(11, 20)
    fejl = capsys.readouterr().err
    assert "faults that keep the files from being read:" in fejl
    assert "Nothing was read or stored." in fejl
    assert find_dansk(fejl) == []


def test_sproget_kan_staa_hvor_som_helst(capsys, monkeypatch) -> None:
    def svar(*linje: str) -> str:
        run(list(linje))
        fanget = capsys.readouterr()
        return fanget.out + fanget.err

    engelsk = svar("--lang", "en", "regler", "nix")
    assert engelsk.startswith("Error: ")
    assert engelsk == svar("regler", "--lang", "en", "nix") == svar("regler", "nix", "--lang=en")
    monkeypatch.setenv("FFB_LANG", "en")
    assert svar("regler", "nix") == engelsk
    assert svar("regler", "nix", "--lang", "da").startswith("Fejl: ")
    monkeypatch.setenv("FFB_LANG", "sv")
    assert svar("regler", "nix") == "Fejl: FFB_LANG: skriv da eller en.\n"


@pytest.mark.parametrize("linje", [["--lang"], ["tjek", "x", "--lang", "sv"], ["--lang=", "demo"]])
def test_et_sprog_der_ikke_findes(linje, capsys) -> None:
    assert run(linje) == 10
    assert capsys.readouterr().err == "Fejl: --lang: skriv da eller en.\n"


def test_efter_to_streger_er_lang_et_ord(capsys) -> None:
    assert run(["begreber", "find", "--", "--lang"]) == 0
    assert capsys.readouterr().out.startswith('Begreber med "--lang"')


def test_sproget_gaelder_kun_det_ene_kald(capsys) -> None:
    with brug_sprog("en"):
        run(["regler", "nix"])
        assert capsys.readouterr().err.startswith("Fejl: ")
