"""The TAB- rules: header and reader say the same, and every rule's cases hold through the real reader."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
import yaml

from ffb.formats import read
from ffb.formats.grundlag import Laesevalg
from ffb.formats.identitet import Identitet
from ffb.formats.tabel.fund import TAB_FUND
from ffb.rules.hoved import load_regler

HOVEDER = {r.id: r for r in load_regler() if r.kontrol == "tabel"}
SAGER = yaml.safe_load(Path(__file__).with_name("tabel.yaml").read_text(encoding="utf-8"))
LEVERANCE = [
    ["KOMMUNE_KODE", "SYSTEM", "FIL_ID", "INDBERETNINGSTIDSPUNKT"],
    ["9001", "Testsystem", "test-1", "2026-01-10T08:00:00Z"],
]


def test_hvert_fund_har_et_hoved_og_omvendt():
    assert set(HOVEDER) == set(TAB_FUND) == set(SAGER)


@pytest.mark.parametrize("id_", TAB_FUND)
def test_hoved_og_laeser_siger_det_samme(id_):
    hoved, laeser = HOVEDER[id_], TAB_FUND[id_]
    tekst = hoved.tekst("da")
    assert (hoved.alvor, tekst.titel, tekst.besked, tekst.goer) == tuple(laeser)
    assert hoved.emne == "tabel"


@pytest.mark.parametrize("id_", HOVEDER)
def test_flertal_naevner_antallet(id_):
    for sprog in ("da", "en"):
        assert HOVEDER[id_].tekst(sprog).besked_flertal.startswith("{antal} ")


@pytest.mark.parametrize(
    ("id_", "sag"),
    [(i, s) for i, sager in SAGER.items() for s in sager],
    ids=lambda x: x if isinstance(x, str) else x["navn"],
)
def test_sag(id_, sag, tmp_path):
    mappe = write_leverance(tmp_path / "leverance", sag)
    laesning = read([mappe], Laesevalg(Identitet(b"x" * 32), kommune="9001", system="Testsystem"))
    egne = [r for r in laesning.tabeller["formatfund"].to_pylist() if r["regel"] == id_]
    fundet = [{"linje": r["post_nr"], "felt": r["sti"]} for r in egne]
    assert [{k: f[k] for k in ventet} for ventet, f in zip(sag["fund"], fundet, strict=True)] == sag["fund"]


@pytest.mark.parametrize("id_", SAGER)
def test_hver_regel_har_en_sag_der_findes_og_en_der_bestaar(id_):
    assert {bool(s["fund"]) for s in SAGER[id_]} == {True, False}


def write_leverance(mappe: Path, sag: dict) -> Path:
    """The files of a case as a leverance on disk."""
    mappe.mkdir()
    if "celler" in sag:
        write_xlsx(mappe / "leverance.xlsx", {"leverance": LEVERANCE, **sag["celler"]})
        return mappe
    filer = dict(sag["filer"])
    if not sag.get("uden_leverance"):
        filer["leverance.csv"] = "".join(";".join(r) + "\n" for r in LEVERANCE)
    for navn, tekst in filer.items():
        (mappe / navn).write_bytes(tekst.encode("latin-1" if sag.get("latin1") else "utf-8"))
    return mappe


def write_xlsx(sti: Path, ark: dict[str, list[list]]) -> None:
    with xlsxwriter.Workbook(str(sti)) as bog:
        dato = bog.add_format({"num_format": "yyyy-mm-dd"})
        for navn, raekker in ark.items():
            blad = bog.add_worksheet(navn)
            for nr, raekke in enumerate(raekker):
                for i, v in enumerate(raekke):
                    if isinstance(v, date):
                        blad.write_datetime(nr, i, v, dato)
                    elif isinstance(v, str):
                        blad.write_string(nr, i, v)
                    elif v is not None:
                        blad.write_number(nr, i, v)
