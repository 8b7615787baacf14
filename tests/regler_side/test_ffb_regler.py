"""`ffb regler`: the list, its filters, a rule's page; and the generated pages under docs/regler."""

import json
from pathlib import Path

import pytest

from ffb.cli import run
from ffb.rules.hoved import find_regel, load_regler
from ffb.rules.side import find_eksempler, vaelg_eksempler, write_side

ROD = Path(__file__).resolve().parents[2]


def vis(capsys, *argumenter, kode=0):
    assert run(["regler", *argumenter]) == kode
    ud = capsys.readouterr()
    return ud.out if kode == 0 else ud.err


def test_listen_har_hver_regel_paa_sin_linje(capsys):
    linjer = vis(capsys).splitlines()
    for regel in load_regler():
        egne = [linje for linje in linjer if linje.split()[0:1] == [regel.id]]
        assert len(egne) == 1
        assert egne[0].endswith(regel.tekst().titel)
        assert {regel.alvor, regel.ejer, regel.emne} <= set(egne[0].split())


@pytest.mark.parametrize(
    ("valg", "navn", "vaerdi"),
    [("--emne", "emne", "tabel"), ("--ejer", "ejer", "it_leverandoer"), ("--alvor", "alvor", "fejl")],
)
def test_filtre(capsys, valg, navn, vaerdi):
    vist = json.loads(vis(capsys, valg, vaerdi, "--json"))
    assert [r["id"] for r in vist] == [r.id for r in load_regler() if getattr(r, navn) == vaerdi]
    assert vist


def test_engelsk(capsys):
    regel = find_regel("T1-01")
    assert regel.tekst("en").titel in vis(capsys, "--lang", "en")
    side = vis(capsys, "T1-01", "--lang", "en")
    assert side.startswith(f"# T1-01: {regel.tekst('en').titel}\n")
    assert "**Severity:** error" in side


def test_siden_for_en_regel(capsys):
    side = vis(capsys, "t1-01")
    regel = find_regel("T1-01")
    for del_ in (
        regel.tekst().titel,
        regel.hvorfor,
        regel.kilde,
        regel.tekst().goer,
        "fra 01.01.2025",
        "Eksempel: det findes",
        "Eksempel: det er i orden",
        "| borger | ydelse_id |",
        regel.sql.strip(),
    ):
        assert del_ in side
    assert "{" not in side.split("```sql")[0]


@pytest.mark.parametrize(
    ("argumenter", "ord_"),
    [
        (["T1-99"], "Mente du T1-"),
        (["--emne", "fodbold"], "tabel"),
        (["--alvor", "slem"], "blokerende"),
        (["--lang", "fr"], "da eller en"),
    ],
)
def test_forkert_brug_siger_hvad_der_kan_vaelges(capsys, argumenter, ord_):
    assert ord_ in vis(capsys, *argumenter, kode=10)


def test_eksempler_er_den_foerste_der_fejler_og_den_foerste_der_bestaar():
    sager = [
        {"navn": "a", "fund": [], "ydelse": [{"borger": 1}]},
        {"navn": "b", "fund": [{"post": 1}], "ydelse": [{"borger": 2}], "alene": True},
        {"navn": "c", "fund": [], "ydelse": [{"borger": 3}]},
    ]
    valgt = vaelg_eksempler(sager)
    assert {slags: e["navn"] for slags, e in valgt.items()} == {"fejler": "b", "bestaar": "a"}
    assert valgt["fejler"]["tabeller"] == {"ydelse": [{"borger": 2}]}


@pytest.mark.parametrize("id_", ["TAB-TAL", "TAB-DATO", "TAB-KODE-TAL"])
def test_siden_i_docs_er_reglens(id_):
    side = (ROD / "docs" / "regler" / f"{id_}.md").read_text(encoding="utf-8")
    assert side == write_side(find_regel(id_), find_eksempler(id_))
    assert f"[{id_}]({id_}.md)" in (ROD / "docs" / "regler" / "index.md").read_text(encoding="utf-8")
