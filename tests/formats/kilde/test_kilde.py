"""What the paths may be: folder, ZIP, XLSX, NDJSON, loose files; one or several leverancer."""

from __future__ import annotations

import json
import shutil
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from ffb.errors import Exit, Laesefejl
from ffb.formats import read
from ffb.formats.grundlag import Laesevalg, Laesning
from ffb.formats.identitet import Identitet, Person
from ffb.formats.mapning import Mapning, write_mapning
from ffb.formats.tabel.skriv import write_tabel

ROD = Path(__file__).resolve().parents[3]
S2 = ROD / "tests" / "eksempler" / "s2_borger"
UDDATA = ROD.parent / "shared" / "data" / "uddatasaet"
HOVED = "KOMMUNE_KODE;SYSTEM;FIL_ID;INDBERETNINGSTIDSPUNKT\n{};{};{};{}\n"
TEMA = "CPR;FFB_TEMA_UUID;DATO\n7503034123;x;2025-01-01\n"
kraever_uddata = pytest.mark.skipif(not UDDATA.is_dir(), reason="de officielle eksempler er ikke til stede")


def valg(**mere: Any) -> Laesevalg:
    return Laesevalg(Identitet(b"n" * 32), **mere)


def leverancer(laesning: Laesning) -> list[tuple[Any, ...]]:
    navne = ("leverance_id", "kommune_kode", "system", "fil_id", "kilde")
    return [tuple(r[n] for n in navne) for r in laesning.tabeller["leverance"].to_pylist()]


def lav(
    mappe: Path, kommune: str = "9001", system: str = "S", fil: str = "f", tid: str = "2026-01-14"
) -> Path:
    mappe.mkdir(parents=True)
    (mappe / "leverance.csv").write_text(HOVED.format(kommune, system, fil, tid), encoding="utf-8")
    (mappe / "Udredningstema.CSV").write_text(TEMA, encoding="utf-8")
    return mappe


def pak(mappe: Path, fil: Path, foran: str = "") -> Path:
    with zipfile.ZipFile(fil, "w", zipfile.ZIP_DEFLATED) as pakke:
        for sti in sorted(mappe.rglob("*")):
            pakke.write(sti, foran + sti.relative_to(mappe).as_posix())
    return fil


def test_undermapper_zip_og_raekkefoelge(tmp_path: Path) -> None:
    """Ids follow (kommune, system, time), whatever the files are called."""
    lav(tmp_path / "ind" / "z", tid="2026-01-14T08:00:00Z", fil="gammel")
    lav(tmp_path / "ind" / "a" / "b", tid="2026-01-15", fil="ny")
    lav(tmp_path / "ind" / "c", kommune="0101", fil="anden")
    zip_ = pak(lav(tmp_path / "til_zip", system="R", fil="zip"), tmp_path / "ind" / "q.zip", "top/")
    laesning = read([tmp_path / "ind"], valg())
    assert leverancer(laesning) == [
        (1, "0101", "S", "anden", "tabel"),
        (2, "9001", "R", "zip", "tabel"),
        (3, "9001", "S", "gammel", "tabel"),
        (4, "9001", "S", "ny", "tabel"),
    ]
    assert laesning.tabeller["udredningstema_version"]["leverance_id"].to_pylist() == [1, 2, 3, 4]
    assert laesning.tabeller["cpr"].num_rows == 1
    assert f"{zip_}!top/Udredningstema.CSV" in laesning.tabeller["fil"]["sti"].to_pylist()


def test_mappe_zip_og_xlsx_er_samme_leverance(tmp_path: Path) -> None:
    write_tabel(read([S2], valg()).tabeller, tmp_path / "s2.xlsx")
    laesning = read([S2, pak(S2, tmp_path / "s2.zip"), tmp_path / "s2.xlsx"], valg())
    assert leverancer(laesning) == [(1, "9001", "DEMO-S2", "S2-1", "tabel")]
    udeladt = [t for t in laesning.ikke_laest if "udeladt" in t]
    assert len(udeladt) == 2


def test_samme_hoved_andet_indhold_er_stadig_samme_navn(tmp_path: Path) -> None:
    lav(tmp_path / "1")
    (lav(tmp_path / "2") / "Udredningstema.CSV").write_text(
        TEMA + TEMA.splitlines()[1] + "\n", encoding="utf-8"
    )
    laesning = read([tmp_path], valg())
    assert len(leverancer(laesning)) == 1
    assert laesning.ikke_laest == [
        f"{tmp_path / '2'}: samme kommune, system, fil_id og tidspunkt som {tmp_path / '1'}; udeladt"
    ]


def test_samme_sti_to_gange(tmp_path: Path) -> None:
    mappe = lav(tmp_path / "m")
    assert read([mappe, tmp_path / "m" / ".." / "m"], valg()).ikke_laest == [
        f"{tmp_path / 'm' / '..' / 'm'}: nævnt to gange"
    ]


def test_alt_der_ikke_laeses_er_naevnt(tmp_path: Path) -> None:
    mappe = lav(tmp_path / "m")
    andre = (
        "facit.json",
        "rapport-9001.json",
        "rapport.pdf",
        ".DS_Store",
        "ukendt.csv",
        "~$x.xlsx",
        "b/fund.json",
    )
    (mappe / "b").mkdir()
    for navn in andre:
        (mappe / navn).write_text("{}", encoding="utf-8")
    (mappe / "genvej").symlink_to(tmp_path)
    ikke_laest = read([mappe], valg()).ikke_laest
    assert len(ikke_laest) == len(andre) + 1
    assert all(any(navn in linje for linje in ikke_laest) for navn in (*andre, "genvej"))


def test_csv_uden_leverance_kraever_kommune_og_system(tmp_path: Path) -> None:
    mappe = lav(tmp_path / "m")
    (mappe / "leverance.csv").unlink()
    for mangler in ({}, {"kommune": "9001"}, {"system": "S"}):
        with pytest.raises(Laesefejl) as fejl:
            read([mappe], valg(**mangler))
        assert fejl.value.exit_code == Exit.MANGLER_ARK_ELLER_KOLONNE
        assert "leverance.csv mangler" in str(fejl.value)
        assert "--kommune og --system" in str(fejl.value)
    laesning = read([mappe], valg(kommune="9001", system="S"))
    assert leverancer(laesning) == [(1, "9001", "S", "m", "tabel")]
    assert "TAB-LEVERANCE-TID" in laesning.tabeller["formatfund"]["regel"].to_pylist()
    assert laesning.tabeller["leverance"]["tid"].to_pylist() != [None]


def test_en_csv_fil(tmp_path: Path) -> None:
    fil = lav(tmp_path / "m") / "Udredningstema.CSV"
    with pytest.raises(Laesefejl, match="--kommune"):
        read([fil], valg())
    assert leverancer(read([fil], valg(kommune="101"))) == [(1, "0101", None, "Udredningstema.CSV", "tabel")]


def test_filerne_naevnt_en_for_en_er_en_leverance(tmp_path: Path) -> None:
    mappe = lav(tmp_path / "m")
    assert leverancer(read(sorted(mappe.iterdir()), valg())) == [(1, "9001", "S", "f", "tabel")]


def test_ark_leverance_mangler(tmp_path: Path) -> None:
    import xlsxwriter

    bog = xlsxwriter.Workbook(str(tmp_path / "l.xlsx"))
    bog.add_worksheet("udredningstema").write_row(0, 0, ["CPR", "FFB_TEMA_UUID", "DATO"])
    bog.close()
    with pytest.raises(Laesefejl, match="Arket leverance mangler"):
        read([tmp_path], valg())


def test_mapningsvejledning_mellem_leverancer(tmp_path: Path) -> None:
    mappe = lav(tmp_path / "m")
    en = Mapning("25de7444-3919-4dab-b844-8cec6c15f30e", "80aa8ea7-4ad8-405f-876a-4c0f89fde06a", "X", 4)
    write_mapning(mappe / "vejledning.xlsx", [en])
    laesning = read([mappe], valg())
    assert laesning.mapning == [en]
    assert laesning.mapning_sti == str(mappe / "vejledning.xlsx")
    shutil.copy(mappe / "vejledning.xlsx", mappe / "kopi.xlsx")
    assert read([mappe], valg()).mapning == [en]
    write_mapning(mappe / "anden.xlsx", [Mapning(en.tilbud_kode, en.ydelse_kode, "Y", 4)])
    with pytest.raises(Laesefejl, match="to forskellige mapningsvejledninger"):
        read([mappe], valg())


def test_kun_vejledning_er_noget(tmp_path: Path) -> None:
    en = Mapning("25de7444-3919-4dab-b844-8cec6c15f30e", "80aa8ea7-4ad8-405f-876a-4c0f89fde06a", None, 4)
    write_mapning(tmp_path / "v.xlsx", [en])
    laesning = read([tmp_path / "v.xlsx"], valg())
    assert laesning.mapning == [en]
    assert all(t.num_rows == 0 for t in laesning.tabeller.values())


def test_fremdrift_uden_cpr_i_filnavn(tmp_path: Path) -> None:
    set_: list[tuple[int, int, str]] = []
    mappe = lav(tmp_path / "7503034123")
    read([mappe], valg(fremdrift=lambda *a: set_.append(a)))
    assert [s[:2] for s in set_] == [(0, 1), (1, 1)]
    assert "7503034123" not in str(set_)


def test_to_borgere_med_samme_pseudonym_afvises(tmp_path: Path) -> None:
    mappe = lav(tmp_path / "m")
    (mappe / "Udredningstema.CSV").write_text(TEMA + "6101014321;x;2025-01-01\n", encoding="utf-8")
    kendte = {c: Person(5, 1990, "K", None, True) for c in ("7503034123", "6101014321")}
    with pytest.raises(Laesefejl, match="samme pseudonym"):
        read([mappe], Laesevalg(Identitet(b"n" * 32, kendte)))


# -- FHIR -------------------------------------------------------------------------------------------------


@kraever_uddata
def test_loese_bundles_er_en_leverance(tmp_path: Path) -> None:
    for fil in UDDATA.glob("*.json"):
        shutil.copy(fil, tmp_path)
    (tmp_path / "facit.json").write_text("{}", encoding="utf-8")
    (tmp_path / "andet.json").write_text('{"a": 1}', encoding="utf-8")
    laesning = read([tmp_path], valg())
    assert leverancer(laesning) == [(1, None, None, tmp_path.name, "fhir")]
    (hoved,) = laesning.tabeller["leverance"].to_pylist()
    nyeste = max(json.loads(f.read_text(encoding="utf-8"))["timestamp"] for f in UDDATA.glob("*.json"))
    assert hoved["tid_tekst"] == nyeste
    assert hoved["art"] == "loebende"
    assert laesning.tabeller["fil"].num_rows == len(list(UDDATA.glob("*.json")))
    assert sorted(Path(t.split(":")[0]).name for t in laesning.ikke_laest) == ["andet.json", "facit.json"]
    status = {r["tabel"]: r["status"] for r in laesning.tabeller["leverance_tabel"].to_pylist()}
    assert (status["ydelse"], status["borger"], status["regnskab"]) == ("leveret", "leveret", "mangler")


@kraever_uddata
def test_bundles_med_hoved_i_mappe_og_i_zip(tmp_path: Path) -> None:
    mappe = tmp_path / "m"
    (mappe / "bundles").mkdir(parents=True)
    for fil in UDDATA.glob("*.json"):
        shutil.copy(fil, mappe / "bundles")
    (mappe / "leverance.csv").write_text(HOVED.format("101", "N", "F7", "2026-02-01"), encoding="utf-8")
    (mappe / "kontakt.csv").write_text("SYSTEM;ROLLE;NAVN\nN;teknisk ansvarlig;Bo\n", encoding="utf-8")
    laesning = read([pak(mappe, tmp_path / "m.zip")], valg(kommune="9001"))
    assert leverancer(laesning) == [(1, "0101", "N", "F7", "fhir")]
    status = {r["tabel"]: r["status"] for r in laesning.tabeller["leverance_tabel"].to_pylist()}
    assert status["kontakt"] == "leveret"
    assert laesning.tabeller["leverance"]["tid"].to_pylist() == [
        datetime.fromisoformat("2026-01-31T23:00:00")
    ]
    assert laesning.tabeller["kontakt"].num_rows == 1
    loese = read([UDDATA], valg(kommune="9001", system="Z"))
    assert leverancer(loese) == [(1, "9001", "Z", UDDATA.name, "fhir")]
    assert loese.tabeller["ydelse_version"].num_rows == laesning.tabeller["ydelse_version"].num_rows > 0


@kraever_uddata
def test_ndjson_er_en_leverance_hver(tmp_path: Path) -> None:
    linjer = [json.dumps(json.loads(f.read_text(encoding="utf-8"))) for f in sorted(UDDATA.glob("*.json"))]
    (tmp_path / "a.ndjson").write_text("\n\n".join(linjer) + "\n", encoding="utf-8")
    (tmp_path / "b.ndjson").write_text(linjer[0], encoding="utf-8")
    set_: list[tuple[int, int, str]] = []
    laesning = read([tmp_path], valg(fremdrift=lambda *a: set_.append(a)))
    assert sorted(en[3] for en in leverancer(laesning)) == ["a.ndjson", "b.ndjson"]
    assert 3 in laesning.tabeller["fil"]["linje"].to_pylist()
    assert set_[-1][:2] == (2, 2)


@kraever_uddata
def test_samme_mappenavn_uden_hoved_er_to_leverancer(tmp_path: Path) -> None:
    """Two folders of the same name and time are two, unless they hold the same."""
    filer = sorted(UDDATA.glob("*.json"))
    for nr, fil in ((1, filer[0]), (2, filer[0]), (3, filer[-1])):
        (tmp_path / str(nr) / "fhir").mkdir(parents=True)
        tekst = json.loads(fil.read_text(encoding="utf-8")) | {"timestamp": "2026-01-01T00:00:00Z"}
        (tmp_path / str(nr) / "fhir" / "x.json").write_text(json.dumps(tekst), encoding="utf-8")
    laesning = read([tmp_path], valg())
    assert len(leverancer(laesning)) == 2
    assert sum("udeladt" in t for t in laesning.ikke_laest) == 1


@kraever_uddata
def test_bundle_mellem_csv_tabeller_er_naevnt(tmp_path: Path) -> None:
    mappe = lav(tmp_path / "m")
    shutil.copy(next(UDDATA.glob("*.json")), mappe / "x.json")
    laesning = read([mappe], valg())
    assert len(leverancer(laesning)) == 1
    assert "læg den i sin egen mappe" in laesning.ikke_laest[0]
