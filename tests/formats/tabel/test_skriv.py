"""What is written reads back as the same rows, as CSV folder, ZIP and XLSX."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ffb.begreber import load_katalog
from ffb.formats import read
from ffb.formats.grundlag import Laesevalg
from ffb.formats.identitet import Identitet
from ffb.formats.tabel.skriv import write_tabel
from ffb.formats.tabel.spec import DATATABELLER, TABELSPEC
from ffb.model.tabeller import TABELLER

EKSEMPLER = Path(__file__).resolve().parents[2] / "eksempler"
KATALOG = load_katalog("ffb/2023-05")
HOVED = (
    "KOMMUNE_KODE;SYSTEM;FIL_ID;INDBERETNINGSTIDSPUNKT;ART\n"
    "0183;System Æ;=fil;2026-01-14T08:30:00+01:00;løbende\n"
)
FORMER = ("mappe", "ud.zip", "ud.xlsx")


def valg() -> Laesevalg:
    return Laesevalg(Identitet(b"n" * 32))


def sammenlign(tabeller: dict[str, pa.Table], *uden: str) -> dict[str, list[dict[str, Any]]]:
    """Every row, without its path and the columns `uden`."""
    ud = {}
    for navn, tabel in TABELLER.items():
        if navn not in ("fil", "formatfund"):
            med = [k for k in tabeller[tabel.fysisk].column_names if k not in ("sti", *uden)]
            ud[navn] = sorted(tabeller[tabel.fysisk].select(med).to_pylist(), key=repr)
    return ud


FELT = {
    "cpr": st.sampled_from(["7503034123", "0101804321", "6902290123", "010180ABCD"]),
    "tekst": st.sampled_from(["", "a;b", '"', "=1+1", "0012", "Åse Ø", "x\ny", "1.5", "N/A", "@a"]),
    "talkode": st.sampled_from(["", "1.12.0.1", "0104", "DEMO-104"]),
    "kode": st.sampled_from(["", "ukendt", *[b.kode for b in KATALOG.begreb_list[:5]]]),
    "kode_list": st.sampled_from(["", "a", "a,b"]),
    "dato": st.dates(date(1900, 3, 1), date(2100, 1, 1)).map(str) | st.just(""),
    "decimal": st.sampled_from(["", "0,00", "12,34", "-5", "9999999,99"]),
    "kommune": st.sampled_from(["0183", "187"]),
    "rang": st.sampled_from(["", "1", "2"]),
    "aar": st.sampled_from(["2025"]),
    "maaned": st.sampled_from(["202501"]),
    "score": st.sampled_from(["", "0", "4", "8", "9", "ukendt-niveau"]),
    "forventet": st.sampled_from(["", "0", "9"]),
    "stoettebehov": st.sampled_from(["", "3", "9"]),
    "maaltype": st.sampled_from(["", "udvikle", "begraense", KATALOG.begreb_list[3].kode]),
    "resultat": st.sampled_from(["", "ny", "afslutning"]),
}


@st.composite
def leverancer(draw: st.DrawFn) -> dict[str, str]:
    ud = {"leverance": HOVED, "kontakt": "SYSTEM;ROLLE;NAVN\nSystem Æ;faglig ansvarlig;Bo Ø\n"}
    for navn in draw(st.sets(st.sampled_from(DATATABELLER), min_size=1)):
        kolonner = TABELSPEC[navn].kolonner
        raekker = draw(st.lists(st.tuples(*(FELT[k.type] for k in kolonner)), max_size=4))
        felter = [[f'"{f.replace(chr(34), chr(34) * 2)}"' for f in raekke] for raekke in raekker]
        ud[navn] = "\n".join([";".join(k.navn for k in kolonner), *map(";".join, felter)]) + "\n"
    return ud


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(filer=leverancer())
def test_rundtur(tmp_path_factory: pytest.TempPathFactory, filer: dict[str, str]) -> None:
    mappe = tmp_path_factory.mktemp("l")
    for navn, tekst in filer.items():
        (mappe / f"{navn}.csv").write_text(tekst, encoding="utf-8", newline="")
    foer = read([mappe], valg()).tabeller
    flytter = any("\n" in f for navn in DATATABELLER for f in _tekster(foer, navn))
    uden = ("post_nr",) if flytter else ()  # a field of two lines moves the lines below it
    for form in FORMER:
        ud = tmp_path_factory.mktemp("ud") / form
        write_tabel(foer, ud)
        efter = read([ud], valg()).tabeller
        assert sammenlign(efter, *uden) == sammenlign(foer, *uden), form


def _tekster(tabeller: dict[str, pa.Table], navn: str) -> list[str]:
    tabel = tabeller[TABELLER[navn].fysisk]
    return [v for k in tabel.column_names for v in tabel[k].to_pylist() if isinstance(v, str)]


@pytest.mark.parametrize("form", FORMER)
def test_s2_rundtur_og_ens_bytes(tmp_path: Path, form: str) -> None:
    foer = read([EKSEMPLER / "s2_borger"], valg()).tabeller
    hash_list = []
    for nr in (1, 2):
        (tmp_path / str(nr)).mkdir()
        filer = write_tabel(foer, tmp_path / str(nr) / form)
        hash_list.append([hashlib.sha256(f.read_bytes()).hexdigest() for f in filer])
        assert sammenlign(read([tmp_path / str(nr) / form], valg()).tabeller) == sammenlign(foer)
    assert hash_list[0] == hash_list[1]


def test_trukket_raekke_skrives_ikke_og_leverance_vaelges(tmp_path: Path) -> None:
    for nr in ("1", "2"):
        (tmp_path / nr).mkdir()
        hoved = HOVED.replace("=fil", nr)
        (tmp_path / nr / "leverance.csv").write_text(hoved, encoding="utf-8")
        rest = f"CPR;FFB_TEMA_UUID;DATO\n7503034123;tema{nr};2025-01-01\n7503034123;tema9;2025-01-01\n"
        (tmp_path / nr / "udredningstema.csv").write_text(rest, encoding="utf-8")
    tabeller = read([tmp_path], valg()).tabeller
    tema = tabeller["udredningstema_version"]
    trukket = pa.array([k == "tema9" for k in tema["kode"].to_pylist()])
    tabeller["udredningstema_version"] = tema.set_column(
        tema.column_names.index("trukket"), "trukket", trukket
    )
    with pytest.raises(ValueError, match="2 leverancer"):
        write_tabel(tabeller, tmp_path / "ud")
    write_tabel(tabeller, tmp_path / "ud", leverance_id=2)
    linjer = (tmp_path / "ud" / "udredningstema.csv").read_text(encoding="utf-8").splitlines()
    assert linjer[1:] == ["7503034123;tema2;2025-01-01"]


def test_xlsx_som_excel_har_gjort_den(tmp_path: Path) -> None:
    """Numbers where text should be: CPR without its zero, dates as serials, codes as numbers."""
    bog = xlsxwriter.Workbook(str(tmp_path / "l.xlsx"))
    hoved = bog.add_worksheet("LEVERANCE")
    hoved.write_row(0, 0, ["KOMMUNE_KODE", "SYSTEM", "FIL_ID", "INDBERETNINGSTIDSPUNKT"])
    hoved.write_row(1, 0, [101, "S", 7, "2026-01-14T08:00:00Z"])
    ark = bog.add_worksheet("Ydelse ")
    navne = ["CPR", "YDELSE_ID", "DST_YDELSE", "FFB_YDELSE_UUID", "FFB_TILBUD_UUID", "STARTDATO", "SLUTDATO"]
    ark.write_row(2, 0, navne)
    ark.write_row(3, 0, [101814321, 1, 1.12, "", "", 45672])
    ark.write_datetime(3, 6, date(2025, 3, 1), bog.add_format({"num_format": "dd-mm-yyyy"}))
    ark.write_row(5, 0, [3112804321, 2, True, "", "", "1.2.2025"])
    bog.add_worksheet("Noter")
    bog.close()
    laesning = read([tmp_path / "l.xlsx"], valg())
    y1, y2 = laesning.tabeller["ydelse_version"].to_pylist()
    assert (y1["post_nr"], y1["ydelse_id"], y1["dst_kode"], y1["startdato"], y1["slutdato"]) == (
        4, "1", "1.12", date(2025, 1, 15), date(2025, 3, 1)
    )  # fmt: skip
    assert (y2["post_nr"], y2["dst_kode"], y2["startdato"]) == (6, None, date(2025, 2, 1))
    assert sorted(laesning.tabeller["cpr"]["cpr"].to_pylist()) == ["0101814321", "3112804321"]
    regler = {f["regel"]: f["post_nr"] for f in laesning.tabeller["formatfund"].to_pylist()}
    assert regler == {
        "TAB-CPR-NUL": 4, "TAB-KODE-TAL": 4, "TAB-DATO-EXCEL": 4, "TAB-CELLE-TYPE": 6, "TAB-DATO-FORM": 6,
        "TAB-CPR-MODULUS": 6,
    }  # fmt: skip
    assert any("Noter" in en for en in laesning.ikke_laest)
    (hoved_raekke,) = laesning.tabeller["leverance"].to_pylist()
    assert (hoved_raekke["kommune_kode"], hoved_raekke["fil_id"]) == ("0101", "7")
