"""Conversion: every post has one outcome, the figures add up, and it can be run again."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from orakel_konvertering import Papir, rows, som_tal, tael
from python_calamine import CalamineWorkbook

from ffb import begreber as bg
from ffb.cli import run
from ffb.demo.gammelt import START, make_tabel, write_gammelt
from ffb.errors import Laesefejl
from ffb.formats.identitet import Identitet
from ffb.konvertering.afgoerelser import read_afgoerelser
from ffb.konvertering.koer import find_termer, konverter
from ffb.konvertering.plan import Boelge, Plan, assign, read_boelger
from ffb.konvertering.poster import Post, read_gammelt
from ffb.konvertering.tabel import (
    Linje,
    check_linjer,
    find_tabelforskel,
    propose_linjer,
    read_tabel,
    write_tabel,
)

DAG = f"{START:%d.%m.%Y}"
Kald = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def eksempel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    mappe = tmp_path_factory.mktemp("gammelt")
    write_gammelt(mappe, 120, seed=3)
    return mappe


@pytest.fixture
def kald(eksempel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kald:
    """`ffb konverter` on the example; the loss report as JSON."""
    (tmp_path / "noegle").write_text("n" * 64)
    monkeypatch.setenv("FFB_KEY_FILE", str(tmp_path / "noegle"))

    def koer(*flere: str, ud: str = "t.json") -> dict[str, Any]:
        argumenter = [str(eksempel / "gammelt.csv"), "--tabel", str(eksempel / "tabel.csv"), "--fra", DAG]
        assert run(["konverter", *argumenter, "--json", str(tmp_path / ud), *flere]) == 0
        svar: dict[str, Any] = json.loads((tmp_path / ud).read_text())
        return svar

    return koer


@pytest.mark.parametrize("omfang", ["alt", "indsats"])
def test_the_figures_are_the_oracles_and_add_up(kald: Kald, eksempel: Path, omfang: str) -> None:
    svar = kald("--omfang", omfang, "--strategi", "boelger", "--boelger", str(eksempel / "boelger.csv"))
    poster, papir = rows(eksempel / "gammelt.csv"), Papir(eksempel / "tabel.csv", START.isoformat(), omfang)
    i_alt = sum(tael(poster, papir, "ART").values(), Counter())
    for tabel in ("slags", "boelger"):
        assert som_tal(svar[tabel][-1]) == i_alt
        assert sum(map(som_tal, svar[tabel][:-1]), Counter()) == i_alt
    assert sum(map(som_tal, svar["borgere"]), Counter()) == i_alt
    for r in [svar["tal"], *svar["slags"], *svar["boelger"], *svar["termer"], *svar["borgere"]]:
        assert r["poster"] == r["oversat"] + r["delt"] + r["afgoeres"] + r["tabt"] + r["bliver"]
    assert {r["cpr"]: som_tal(r) for r in svar["borgere"]} == tael(poster, papir, "CPR")
    assert len(svar["afgoerelser"]) == i_alt["afgoeres"] and i_alt["delt"] and i_alt["tabt"]
    assert svar["tal"]["borgere"] == len({r["CPR"] for r in poster}) and svar["demo"]
    kinds = tael(poster, papir, "ART")
    assert [som_tal(r) for r in svar["slags"][:-1]] == [
        kinds[n]
        for n in (
            "tema", "stoettebehov", "maalgruppe", "ydelse", "indsatsmaal", "delmaal", "opfoelgning",
        )
    ]  # fmt: skip


def test_terms_are_counted_by_use(kald: Kald, eksempel: Path) -> None:
    poster, papir = rows(eksempel / "gammelt.csv"), Papir(eksempel / "tabel.csv", START.isoformat())
    brug: defaultdict[str, Counter[str]] = defaultdict(Counter)
    felter = {"tema": ["NIVEAU"], "ydelse": ["TILBUD"], "indsatsmaal": ["MAALTYPE", "NIVEAU"]}
    for r in poster:
        egne = [(papir_rolle(r["ART"]), r["TERM"])] if r["ART"] != "delmaal" else []
        egne += [(f.lower(), r[f]) for f in felter.get(r["ART"], []) if r[f]]
        for rolle, term in egne:
            udfald = "bliver" if papir.udfald(r)[0] == "bliver" else papir.laes(rolle, term)[0]
            brug[term].update({udfald: 1, "poster": 1})
    svar = kald()["termer"]
    assert {r["term"]: som_tal(r) for r in svar[:-1]} == dict(brug)
    assert som_tal(svar[-1]) == sum(brug.values(), Counter())


def papir_rolle(art: str) -> str:
    return {"indsatsmaal": "tema", "opfoelgning": "resultat"}.get(art, art)


def test_decisions_are_kept_and_move_the_figures(kald: Kald, eksempel: Path, tmp_path: Path) -> None:
    foer = kald()
    post = next(r for r in foer["afgoerelser"] if r["rolle"] == "maalgruppe")
    andre = [r for r in foer["afgoerelser"] if r["term"] == post["term"] and r is not post]
    koder = [b.kode for b in bg.load_katalog("ffb/2023-05").art("maalgruppe")]
    delmaal = [r["post_id"] for r in foer["afgoerelser"] if r["art"] == "delmaal"][:2]
    sti = tmp_path / "afg.csv"
    linjer = [
        f"maalgruppe;{post['term']};;{koder[0]};hele termen;DEMO",
        f"maalgruppe;{post['term']};{post['post_id']};;kun her;DEMO",
        f"delmaal;;{delmaal[0]};omskrevet;;DEMO",
        f"delmaal;;{delmaal[1]};;bortfalder;DEMO",
    ]
    sti.write_text("ROLLE;GAMMEL_TERM;POST_ID;FFB_KODE;NOTE;AF\n" + "\n".join(linjer), encoding="utf-8")
    efter = kald("--afgoerelser", str(sti), ud="efter.json")
    for navn, mere in {"oversat": len(andre) + 1, "tabt": 2, "afgoeres": -len(andre) - 3}.items():
        assert efter["tal"][navn] == foer["tal"][navn] + mere
    papir = Papir(eksempel / "tabel.csv", START.isoformat(), "alt", sti)
    poster = rows(eksempel / "gammelt.csv")
    assert som_tal(efter["slags"][-1]) == sum(tael(poster, papir, "ART").values(), Counter())
    igen = kald("--afgoerelser", str(sti), ud="igen.json")
    assert igen == efter
    tilbage = sum(r["tilbage"] for r in efter["udfoerere"])
    assert tilbage == sum(r["tilbage"] for r in foer["udfoerere"]) - 2
    assert sum(r["delmaal"] for r in efter["udfoerere"]) == len([r for r in poster if r["ART"] == "delmaal"])


def test_what_is_written_reads_back_and_a_second_run_changes_nothing(
    kald: Kald, eksempel: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ud, boelger = tmp_path / "lev", str(eksempel / "boelger.csv")
    valg = ["--strategi", "boelger", "--boelger", boelger, "--kommune", "9001", "--out", str(ud)]
    svar = kald(*valg)
    foerste = {f.name: f.read_bytes() for f in ud.iterdir()}
    assert "filer skrevet" in capsys.readouterr().out
    kald(*valg)
    assert "uændret" in capsys.readouterr().out
    assert {f.name: f.read_bytes() for f in ud.iterdir()} == foerste
    boelge1 = {r["cpr"] for r in svar["borgere"] if r["boelge"] == "Bølge 1"}
    ydelser = rows(ud / "ydelse.csv")
    assert ydelser and {r["CPR"] for r in ydelser} <= boelge1
    kald(*valg, "--pr-dato", "01.06.2026")
    flere = rows(ud / "ydelse.csv")
    assert {r["YDELSE_ID"] for r in ydelser} < {r["YDELSE_ID"] for r in flere}
    kald(*valg)
    assert {f.name: f.read_bytes() for f in ud.iterdir()} == foerste  # a wave that has not come is not there
    assert run(["tjek", str(ud), "--json", str(tmp_path / "tjek.json")]) in (0, 1)
    fund = json.loads((tmp_path / "tjek.json").read_text())["fund"]
    assert not [f for f in fund if f["regel"].startswith("TAB-") and f["regel"] != "TAB-CPR-ERSTATNING"]
    andet = tmp_path / "andet"
    andet.mkdir()
    (andet / "ydelse.csv").write_text("min egen")
    gammelt, tabel = eksempel / "gammelt.csv", eksempel / "tabel.csv"
    kommando = ["konverter", str(gammelt), "--tabel", str(tabel), "--kommune", "9001", "--out", str(andet)]
    assert run(kommando) == 10 and (andet / "ydelse.csv").read_text() == "min egen"


def test_a_safe_report_names_nobody(kald: Kald, eksempel: Path, tmp_path: Path) -> None:
    kald("--sikker", "--xlsx", str(tmp_path / "t.xlsx"), "--html", str(tmp_path / "t.html"))
    cpr = {r["CPR"] for r in rows(eksempel / "gammelt.csv")}
    tekst = (tmp_path / "t.json").read_text() + (tmp_path / "t.html").read_text()
    bog = CalamineWorkbook.from_path(tmp_path / "t.xlsx")
    tekst += str([bog.get_sheet_by_name(n).to_python() for n in bog.sheet_names])
    assert not [c for c in cpr if c in tekst] and "DEMO mål" not in tekst
    slags = bog.get_sheet_by_name("slags").to_python()
    assert any(len(rows(eksempel / "gammelt.csv")) in r for r in slags)


def test_a_term_is_looked_up_once_however_many_posts_hold_it(eksempel: Path) -> None:
    poster = read_gammelt([eksempel / "gammelt.csv"], Identitet(b"n" * 64))
    mange = replace(
        poster, poster=[replace(p, post_id=f"{p.post_id}-{n}") for n in range(5) for p in poster.poster]
    )
    koersler = [konverter(g, make_tabel(), [], Plan("alt", "alt", START)) for g in (poster, mange)]
    slaaet_op = [len(k.oversaetter._husk) for k in koersler]
    assert slaaet_op[0] == slaaet_op[1] <= len(find_termer(poster.poster)) + 1
    assert len(koersler[1].udfald) == 5 * len(koersler[0].udfald)


# -- strategies ---------------------------------------------------------------------------------------------


def _post(borger: int, sted: str | None = None, opf: date | None = None) -> Post:
    return Post("ydelse", f"{borger}-{sted}-{opf}", borger, udfoerer=sted, opfoelgning=opf)


def test_a_citizen_moves_once_in_her_earliest_wave() -> None:
    senere = START + timedelta(days=30)
    boelger = (
        Boelge("B", senere, "", frozenset({"broen"})),
        Boelge("A", START, "", frozenset({"lunden"})),
    )
    poster = [_post(1, "Broen"), _post(1, " LUNDEN "), _post(2, "Broen"), _post(3, "Ukendt"), _post(4)]
    fordelt = assign(poster, Plan("boelger", "alt", START, boelger))
    assert {b: w and w.navn for b, w in fordelt.borgere.items()} == {1: "A", 2: "B", 3: None, 4: None}
    rest = (*boelger, Boelge("C", senere, "", frozenset({"*"})))
    fordelt = assign(poster, Plan("boelger", "alt", START, rest))
    assert [b.navn for b in fordelt.boelger] == ["A", "B", "C"]
    navne = {b: w.navn for b, w in fordelt.borgere.items() if w}
    assert navne == {1: "A", 2: "B", 3: "C", 4: "C"}


def test_at_planned_follow_up_the_first_from_the_start_counts() -> None:
    dage = [START - timedelta(days=1), START + timedelta(days=40), START + timedelta(days=70)]
    poster = [_post(1, opf=d) for d in dage] + [_post(2, opf=dage[0]), _post(3)]
    fordelt = assign(poster, Plan("opfoelgning", "alt", START))
    boelge = fordelt.borgere[1]
    assert boelge and (boelge.navn, boelge.dato) == ("2026-02", date(2026, 2, 1))
    assert fordelt.borgere[2] is None and fordelt.borgere[3] is None


def test_no_conversion_leaves_everything(kald: Kald) -> None:
    tal = kald("--strategi", "ingen")["tal"]
    assert tal["bliver"] == tal["poster"] > 0


# -- the table -----------------------------------------------------------------------------------------------


def test_the_table_reads_back_moved_about_and_from_a_renamed_sheet(tmp_path: Path) -> None:
    linjer = make_tabel()
    (tmp_path / "t.csv").write_bytes(write_tabel(linjer))
    laest = read_tabel(tmp_path / "t.csv", START)
    assert [replace(x, nr=0) for x in laest] == linjer
    bog = xlsxwriter.Workbook(str(tmp_path / "t.xlsx"))
    ark = bog.add_worksheet("Omdøbt ark")
    ark.write_row(0, 0, ["note", "Sikkerhed", "ffb_kode", "noget andet", "GAMMEL_TERM", "Rolle"])
    for nr, x in enumerate(linjer, start=1):
        ark.write_row(nr, 0, [x.note, x.sikkerhed.upper(), x.kode or "", "x", x.term, x.rolle])
    bog.close()
    assert [replace(x, nr=0) for x in read_tabel(tmp_path / "t.xlsx", START)] == linjer
    foer = [x for x in linjer if x.term != linjer[0].term] + [replace(linjer[3], term="ny")]
    forskel = find_tabelforskel(foer, linjer)
    assert forskel.nye == (linjer[0].noegle,) and len(forskel.fjernede) == 1 and not forskel.aendrede


def test_every_fault_of_a_table_is_told_at_once(tmp_path: Path) -> None:
    tema, niveau = _kode("ad_undertema"), _kode("funktionsevneniveau")
    tekst = f"""ROLLE;GAMMEL_TERM;FFB_KODE;SIKKERHED
hvad;a;{tema};sikker
tema;;{tema};sikker
tema;b;{tema};måske
tema;c;{niveau};sikker
tema;d;ukendt-kode;sikker
tema;e;{tema};sikker
tema;e;;sikker
tema;f;{tema};sikker
TEMA; F ;{tema};Sikker
niveau;g;{niveau};sikker
niveau;g;{_kode("funktionsevneniveau", 1)};sikker
"""
    (tmp_path / "t.csv").write_text(tekst, encoding="utf-8")
    with pytest.raises(Laesefejl) as brudt:
        read_tabel(tmp_path / "t.csv", START)
    fejl = [(f.sted.rpartition(" ")[2], f.hvad) for f in brudt.value.fejl]
    assert sorted(int(nr) for nr, _ in fejl) == [2, 3, 4, 5, 6, 8, 10, 12]
    (tmp_path / "u.csv").write_text("TERM;KODE\na;b\n", encoding="utf-8")
    with pytest.raises(Laesefejl) as brudt:
        read_tabel(tmp_path / "u.csv", START)
    assert {f.hvad.split()[1] for f in brudt.value.fejl} == {"ROLLE", "GAMMEL_TERM", "FFB_KODE"}


def test_proposals_are_never_sure() -> None:
    navn = bg.load_katalog("ffb/2023-05").art("maalgruppe")[0]
    nye = propose_linjer([("maalgruppe", navn.term.upper()), ("tema", "zzz"), ("tema", "kendt")],
                         [Linje("tema", "Kendt", None)], START)  # fmt: skip
    assert [(x.term, x.kode, x.sikkerhed) for x in nye] == [
        (navn.term.upper(), navn.kode, "mulig"),
        ("zzz", None, "mulig"),
    ]
    assert not check_linjer(nye, START, "forslag")


def test_half_a_million_lines_are_refused_in_words() -> None:
    fejl = check_linjer([Linje("tema", f"t{n}", None) for n in range(500_000)], START, "stor.csv")
    assert len(fejl) == 1 and "500000" in fejl[0].hvad


# -- what cannot be read -------------------------------------------------------------------------------------


def test_posts_that_cannot_be_read_are_all_told_without_their_values(tmp_path: Path) -> None:
    hoved = "CPR;ART;POST_ID;TERM;DATO\n"
    linjer = [
        "7001010123;tema;1;a;2025-01-01",
        "7001010123;tema;1;b;2025-01-01",
        "7001010123;vrøvl;2;hemmeligt ord;2025-01-01",
        f"7001010123;tema;3;{'x' * 201};",
        "7001010123;tema;4;Om 700101-0123;",
    ]
    (tmp_path / "p.csv").write_text(hoved + "\n".join(linjer), encoding="utf-8")
    with pytest.raises(Laesefejl) as brudt:
        read_gammelt([tmp_path / "p.csv"], Identitet(b"n" * 64))
    fejl = " ".join(str(f) for f in brudt.value.fejl)
    assert sorted(f.sted.rpartition(" ")[2] for f in brudt.value.fejl) == ["3", "4", "5", "6"]
    assert "hemmeligt" not in fejl and "0123" not in fejl
    (tmp_path / "q.csv").write_text(hoved + "\n".join([linjer[0], "x;tema;9;a;2025-99-99"]), encoding="utf-8")
    with pytest.raises(Laesefejl) as brudt:
        read_gammelt([tmp_path / "q.csv"], Identitet(b"n" * 64))
    assert len(brudt.value.fejl) == 2


def test_waves_and_decisions_that_contradict_are_refused(tmp_path: Path) -> None:
    sti = tmp_path / "b.csv"
    sti.write_text(
        "BOELGE;DATO;ANSVARLIG;UDFOERER\nA;2026-01-01;x;Åen\nA;2026-02-01;x;Ø\nB;x;y;Åen\nB;2026-01-01;y;åen\n"
    )
    with pytest.raises(Laesefejl) as brudt:
        read_boelger(sti)
    assert [f.sted.rpartition(" ")[2] for f in brudt.value.fejl] == ["3", "4", "5"]
    sti.write_text(
        f"ROLLE;GAMMEL_TERM;POST_ID;FFB_KODE\ntilbud;a;;{_kode('ydelse')}\nx;a;;\ndelmaal;;1;andet\n"
    )
    with pytest.raises(Laesefejl) as brudt:
        read_afgoerelser(sti)
    assert len(brudt.value.fejl) == 3


def test_wrong_use_is_said(eksempel: Path, capsys: pytest.CaptureFixture[str]) -> None:
    poster = str(eksempel / "gammelt.csv")
    for argumenter in (
        [],
        [poster, "--strategi", "hurtigt"],
        [poster, "--omfang", "lidt"],
        [poster, "--strategi", "boelger"],
        [poster, "--out", "x"],
    ):
        assert run(["konverter", *argumenter]) == 10
    assert "Traceback" not in capsys.readouterr().err


def _kode(art: str, nr: int = 0) -> str:
    return bg.load_katalog("ffb/2023-05").art(art)[nr].kode


# -- older catalogue -----------------------------------------------------------------------------------------


def test_a_delivery_with_withdrawn_codes(
    kald: Kald, tmp_path: Path, eksempel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kommune's delivery, and a newer catalogue without two of its codes: one is told of there."""
    ud = tmp_path / "lev"
    kald("--kommune", "9001", "--out", str(ud))
    brugte = Counter(r["FFB_YDELSE_UUID"] for r in rows(ud / "ydelse.csv"))
    gaar, taber = list(brugte)[:2]
    k = bg.load_katalog("ffb/2023-05")
    with (tmp_path / "ny.csv").open("w", encoding="utf-8", newline="") as fil:
        skriver = csv.writer(fil, delimiter=";")
        skriver.writerow(["kode", "term", "overordnet_kode", "erstattes_af", "status"])
        for b in k.begreb_list:
            if b.kode not in (gaar, taber):
                skriver.writerow([b.kode, b.term, b.overordnet_kode or "", "", ""])
        gammel = k.find(gaar)
        assert gammel
        skriver.writerow(["DEMO-NY", "DEMO ny ydelse", gammel.overordnet_kode, "", ""])
        skriver.writerow([gaar, gammel.term, "", "DEMO-NY", "udgaaet"])
    mappe = ["--begreber", str(tmp_path / "kat")]
    importer = ["begreber", "importer", str(tmp_path / "ny.csv"), "--katalog", "ffb", "--version", "9.00"]
    assert run([*importer, "--gyldig-fra", DAG, *mappe]) == 0
    tabel = tmp_path / "t.csv"
    leverance = [str(ud), "--leverance", "--fra", DAG, *mappe]
    assert (
        run(["konverter", *leverance, "--skriv-tabel", str(tabel), "--json", str(tmp_path / "a.json")]) == 0
    )
    svar = json.loads((tmp_path / "a.json").read_text())
    assert svar["tal"]["afgoeres"] == brugte[gaar] + brugte[taber]
    linjer = {r["GAMMEL_TERM"]: r for r in rows(tabel)}
    assert (linjer[gaar]["FFB_KODE"], linjer[gaar]["SIKKERHED"]) == ("DEMO-NY", "mulig")
    assert linjer[taber]["FFB_KODE"] == ""
    sikker = tabel.read_text("utf-8-sig").replace(";mulig;", ";sikker;")
    tabel.write_text(sikker, encoding="utf-8")
    assert run(["konverter", *leverance, "--tabel", str(tabel), "--json", str(tmp_path / "b.json")]) == 0
    tal = json.loads((tmp_path / "b.json").read_text())["tal"]
    assert (tal["afgoeres"], tal["tabt"]) == (0, brugte[taber]) and tal["poster"] == svar["tal"]["poster"]
