"""A leverance in the table format into the model: from files on disk to rows and findings."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ffb.formats import read
from ffb.formats.grundlag import Laesevalg, Laesning
from ffb.formats.identitet import Identitet
from ffb.formats.tabel.fund import TAB_FUND
from ffb.model.tabeller import TABELLER

EKSEMPLER = Path(__file__).resolve().parents[2] / "eksempler"
A, B = "7503034123", "6101014321"
TEMA, TEMA2, TEMA3 = (
    "3f9da5ac-9686-4eeb-b517-b46e17fcb1d7",
    "8f32c948-41c4-49d7-8913-cdeede2e7fe1",
    "8888edfa-642b-4329-9fe3-a9b180e6d3f4",
)
HOVED = "KOMMUNE_KODE;SYSTEM;FIL_ID;INDBERETNINGSTIDSPUNKT\n{};Demo;f1;2026-01-14T08:30:00\n"


def valg(**mere: Any) -> Laesevalg:
    return Laesevalg(Identitet(b"n" * 32), **mere)


def skriv(mappe: Path, kommune: str = "9001", kodning: str = "utf-8", **tabeller: str) -> Path:
    mappe.mkdir(exist_ok=True)
    for navn, tekst in {"leverance": HOVED.format(kommune), **tabeller}.items():
        (mappe / f"{navn}.csv").write_text(tekst, encoding=kodning, newline="")
    return mappe


def raekker(laesning: Laesning, tabel: str) -> list[dict[str, Any]]:
    return laesning.tabeller[TABELLER[tabel].fysisk].to_pylist()


def fund(laesning: Laesning, *, uden: tuple[str, ...] = ("TAB-CPR-ERSTATNING",)) -> list[tuple[Any, ...]]:
    alle = raekker(laesning, "formatfund")
    assert {f["regel"] for f in alle} <= set(TAB_FUND)
    return [(f["regel"], f["post_nr"], f["sti"], f["vaerdi"]) for f in alle if f["regel"] not in uden]


def test_s2_borger() -> None:
    laesning = read([EKSEMPLER / "s2_borger"], valg())
    assert laesning.ikke_laest == []
    assert fund(laesning) == []
    (borger,) = raekker(laesning, "borger")
    assert (borger["foedselsaar"], borger["koen"]) == (2003, "M")
    assert [r["dato"] for r in raekker(laesning, "udredningstema")] == [
        date(2025, 1, 15), date(2025, 1, 20), *[date(2025, 1, 21)] * 3
    ]  # fmt: skip
    assert {r["startdato"] for r in raekker(laesning, "ydelse")} == {date(2025, 2, 5)}
    assert len(raekker(laesning, "maalgruppe")) == len(raekker(laesning, "aktivitet_deltagelse")) == 3
    assert [r["opfoelgningsdato"] for r in raekker(laesning, "indsatsmaal")] == [
        date(2025, 4, 15), None, date(2025, 5, 15)
    ]  # fmt: skip
    status = {r["tabel"]: r["status"] for r in raekker(laesning, "leverance_tabel")}
    assert (status["ydelse"], status["stoettebehov"]) == ("leveret", "mangler")


def test_hoved_og_kontakt(tmp_path: Path) -> None:
    mappe = skriv(
        tmp_path / "l",
        leverance="kommune_kode;System;FIL_ID;INDBERETNINGSTIDSPUNKT;ART;SYSTEM_STATUS\n"
        "101;Nexus;A1;2026-07-01T08:30:00;løbende;tidligere anvendt\n",
        kontakt="SYSTEM;ROLLE;NAVN;EMAIL\nNexus;Faglig ansvarlig;Bo;bo@eksempel.dk\nNexus;chef;Ib;\n",
    )
    laesning = read([mappe], valg(kommune="9001", system="andet"))
    (hoved,) = raekker(laesning, "leverance")
    assert hoved == {
        "leverance_id": 1, "kommune_kode": "0101", "system": "Nexus", "fil_id": "A1",
        "tid": datetime.fromisoformat("2026-07-01T06:30:00"), "tid_tekst": "2026-07-01T08:30:00",
        "art": "loebende",
        "system_status": "Tidligere anvendt", "kilde": "tabel", "sti": str(mappe), "sts_uuid": None,
    }  # fmt: skip
    kontakter = [(k["rolle"], k["navn"], k["email"]) for k in raekker(laesning, "kontakt")]
    assert kontakter == [("faglig ansvarlig", "Bo", "bo@eksempel.dk"), ("chef", "Ib", None)]
    assert fund(laesning) == [("TAB-KONTAKT-ROLLE", None, "ROLLE", None)]


def test_ydelse_alle_kolonner(tmp_path: Path) -> None:
    mappe = skriv(
        tmp_path / "l",
        ydelse="CPR;YDELSE_ID;SAGSNUMMER;INDSATS_ID;DST_YDELSE;FFB_YDELSE_UUID;FFB_TILBUD_UUID;STARTDATO;SLUTDATO;"
        "P_NUMMER;AFDELING_UUID;ENHED;SAGSBEHANDLER;TIMER_PR_UGE;TAKST;KOMMUNE_KODE\n"
        f"{A[:6]}-{A[6:]};y1;S;I;1.12.0.1;u1;u2;2025-01-01;2025-02-01;1003;u3;Team;sb;2,5;1.200,00;9001\n",
    )
    laesning = read([mappe], valg())
    (r,) = raekker(laesning, "ydelse")
    assert r["kilde_id"] == r["ydelse_id"] == "y1"
    assert (r["aktivitet_nr"], r["trukket"], r["post_nr"], r["fil_nr"]) == (1, False, 2, 2)
    assert (r["timer_pr_uge"], r["takst"]) == (Decimal("2.50"), Decimal("1200.00"))
    assert (r["p_nummer"], r["afdeling_uuid"], r["kommune_kode"]) == ("1003", "u3", "9001")
    assert r["version_tid"] == datetime.fromisoformat("2026-01-14T07:30:00")
    assert raekker(laesning, "cpr") == [{"borger_id": r["borger_id"], "cpr": A}]


def test_indsatsmaal_giver_temaer_med_rang(tmp_path: Path) -> None:
    mappe = skriv(
        tmp_path / "l",
        indsatsmaal="CPR;MAAL_ID;FFB_TEMA_UUID;FORVENTET_NIVEAU;ANDRE_TEMAER\n"
        f'{A};m1;{TEMA};1;"{TEMA2}, {TEMA3}"\n{A};m2;;;{TEMA3}\nx;m3;{TEMA};;{TEMA2}\n{B};m4;{TEMA2};9;\n',
    )
    laesning = read([mappe], valg())
    temaer = [
        (t["maal_id"], t["nr"], t["rang"], t["tema_kode"]) for t in raekker(laesning, "indsatsmaal_tema")
    ]
    assert temaer == [
        ("m1", 1, 1, TEMA),
        ("m1", 2, 2, TEMA2),
        ("m1", 3, 2, TEMA3),
        ("m2", 1, 2, TEMA3),
        ("m4", 1, 1, TEMA2),
    ]
    assert [m["forventet_niveau"] for m in raekker(laesning, "indsatsmaal")] == [1, None, 9]
    assert fund(laesning) == [("TAB-CPR-ULAESELIG", 4, "CPR", "x")]


def test_vaerdi_der_ikke_laeses_bliver_tom_og_raekken_staar(tmp_path: Path) -> None:
    mappe = skriv(
        tmp_path / "l",
        aktivitet_deltagelse="CPR;FFB_TEMA_UUID;FUNKTIONSEVNENIVEAU;DATO\n"
        f"{A};{TEMA};7;2025-01-01\n\n{A};{TEMA};2;31.2.2025\n{A};{TEMA};7;1.3.2025\n{A};;8;2.3.2025\n",
    )
    laesning = read([mappe], valg())
    assert [(r["post_nr"], r["niveau"], r["dato"]) for r in raekker(laesning, "aktivitet_deltagelse")] == [
        (2, None, date(2025, 1, 1)), (4, 2, None), (5, None, date(2025, 3, 1)), (6, 8, date(2025, 3, 2))
    ]  # fmt: skip
    assert Counter(fund(laesning)) == Counter(
        [
            ("TAB-NIVEAU", 2, "FUNKTIONSEVNENIVEAU", "7"),
            ("TAB-NIVEAU", 5, "FUNKTIONSEVNENIVEAU", "7"),
            ("TAB-DATO", 4, "DATO", "31.2.2025"),
            ("TAB-DATO-FORM", 5, "DATO", "1.3.2025"),  # once for the column
            ("TAB-FELT-TOMT", 6, "FFB_TEMA_UUID", None),
        ]
    )


def test_cpr_i_alle_former(tmp_path: Path) -> None:
    cprs = [
        "101814321",
        "0101814321",
        "7503034123",
        "3102804321",
        "250280ABCD",
        "0101",
        "999999999",
        "",
        "0202804321",
    ]
    linjer = "".join(f"{cpr};{TEMA};2025-01-01\n" for cpr in cprs)
    mappe = skriv(tmp_path / "l", udredningstema="CPR;FFB_TEMA_UUID;DATO\n" + linjer)
    laesning = read([mappe], valg())
    assert Counter(fund(laesning, uden=())) == Counter(
        [
            ("TAB-CPR-NUL", 2, "CPR", None),
            ("TAB-CPR-ERSTATNING", 4, "CPR", None),
            ("TAB-CPR-DATO", 5, "CPR", None),
            ("TAB-CPR-ECPR", 6, "CPR", None),
            ("TAB-CPR-ULAESELIG", 7, "CPR", "0101"),
            ("TAB-CPR-ULAESELIG", 8, "CPR", "999999999"),
            ("TAB-CPR-ULAESELIG", 9, "CPR", None),
            ("TAB-CPR-MODULUS", 10, "CPR", None),
        ]
    )
    assert len(raekker(laesning, "udredningstema")) == 6
    assert (
        len(raekker(laesning, "borger")) == len(raekker(laesning, "cpr")) == 5
    )  # the lost zero is the same person


def test_fund_om_borger_siges_en_gang_pr_leverance(tmp_path: Path) -> None:
    tabel = "CPR;FFB_TEMA_UUID;DATO\n" + f"{A};{TEMA};2025-01-01\n" * 3
    mappe = skriv(tmp_path / "l", udredningstema=tabel, maalgruppe=f"CPR;FFB_MAALGRUPPE_UUID\n{A};x\n")
    assert [f[:2] for f in fund(read([mappe], valg()), uden=())] == [("TAB-CPR-ERSTATNING", 2)]


def test_fremmed_kommune_er_blokerende_undtagen_faelles_indberetter(tmp_path: Path) -> None:
    ydelse = (
        "CPR;YDELSE_ID;DST_YDELSE;FFB_YDELSE_UUID;FFB_TILBUD_UUID;STARTDATO;KOMMUNE_KODE\n"
        f"{A};1;;;;2025-01-01;187\n{A};2;;;;2025-01-01;0101\n{A};3;;;;2025-01-01;\n"
    )
    laesning = read([skriv(tmp_path / "l", "0183", ydelse=ydelse)], valg())  # Ishøj for Vallensbæk
    assert fund(laesning) == [("TAB-KOMMUNE-FREMMED", 3, "KOMMUNE_KODE", "0101")]
    assert [r["kommune_kode"] for r in raekker(laesning, "ydelse")] == ["0187", "0101", None]


def test_regnskab_har_ingen_borger(tmp_path: Path) -> None:
    regnskab = "KOMMUNE_KODE;AAR;FUNKTION;BELOEB_1000_KR\n9001;2025;5.38.50;1200,5\n"
    laesning = read([skriv(tmp_path / "l", regnskab=regnskab)], valg())
    (r,) = raekker(laesning, "regnskab")
    assert (r["borger_id"], r["aar"], r["funktion"], r["beloeb_1000_kr"]) == (
        None,
        2025,
        "5.38.50",
        Decimal("1200.50"),
    )
    assert raekker(laesning, "borger") == []


def test_latin1_laeses_med_advarsel(tmp_path: Path) -> None:
    ydelse = (
        f"CPR;YDELSE_ID;ENHED;DST_YDELSE;FFB_YDELSE_UUID;FFB_TILBUD_UUID;STARTDATO\n{A};1;Støtte Åen;;;;\n"
    )
    laesning = read([skriv(tmp_path / "l", kodning="latin-1", ydelse=ydelse)], valg())
    assert raekker(laesning, "ydelse")[0]["enhed"] == "Støtte Åen"
    assert fund(laesning) == [("TAB-TEGNSAET", None, None, None)]


@pytest.mark.parametrize("kodning", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("linjeskift", ["\n", "\r\n", "\r"])
def test_linjenumre_er_editorens(tmp_path: Path, kodning: str, linjeskift: str) -> None:
    tekst = f'CPR;FFB_TEMA_UUID;DATO\n{A};"to\nlinjer";2025-01-01\n\n;;\n{A};{TEMA};forkert\n'
    mappe = skriv(tmp_path / "l", kodning=kodning, udredningstema=tekst.replace("\n", linjeskift))
    laesning = read([mappe], valg())
    assert [r["post_nr"] for r in raekker(laesning, "udredningstema")] == [2, 6]
    assert fund(laesning) == [("TAB-DATO", 6, "DATO", "forkert")]


@pytest.mark.parametrize("tegn", [",", "\t"])
def test_andet_skilletegn_laeses_med_advarsel(tmp_path: Path, tegn: str) -> None:
    tekst = f"CPR;FFB_TEMA_UUID;DATO\n{A};{TEMA};2025-01-01\n".replace(";", tegn)
    laesning = read([skriv(tmp_path / "l", udredningstema=tekst)], valg())
    assert len(raekker(laesning, "udredningstema")) == 1
    assert fund(laesning) == [("TAB-SKILLETEGN", None, None, None)]


def test_sep_linje_fra_excel(tmp_path: Path) -> None:
    tekst = f"sep=;\nCPR;FFB_TEMA_UUID;DATO\n{A};{TEMA};2025-01-01\n"
    laesning = read([skriv(tmp_path / "l", udredningstema=tekst)], valg())
    assert [r["post_nr"] for r in raekker(laesning, "udredningstema")] == [3]


def test_korte_og_lange_raekker_og_ukendt_kolonne(tmp_path: Path) -> None:
    fuld = f"{A};{TEMA};2025-01-01;blå;"
    tekst = f"CPR;FFB_TEMA_UUID;DATO;Farve\n{A};{TEMA}\n{fuld};\n{fuld}x\n"
    laesning = read([skriv(tmp_path / "l", udredningstema=tekst)], valg())
    assert Counter(fund(laesning)) == Counter(
        [
            ("TAB-KOLONNE-UKENDT", 1, "Farve", None),
            ("TAB-RAEKKE-KORT", 2, None, None),
            ("TAB-RAEKKE-LANG", 4, None, None),
        ]
    )
    assert len(raekker(laesning, "udredningstema")) == 3


def test_egne_kolonnenavne(tmp_path: Path) -> None:
    tekst = f"Personnummer;FFB_TEMA_UUID;Registreret\n{A};{TEMA};2025-01-01\n"
    mappe = skriv(tmp_path / "l", udredningstema=tekst)
    kolonner = {"udredningstema": {"CPR": "PersonNummer", "DATO": "registreret"}}
    laesning = read([mappe], valg(kolonner=kolonner))
    assert raekker(laesning, "udredningstema")[0]["dato"] == date(2025, 1, 1)
    assert fund(laesning) == []


def test_tom_og_manglende_tabel(tmp_path: Path) -> None:
    laesning = read([skriv(tmp_path / "l", stoettebehov="CPR;STOETTEBEHOVSNIVEAU;DATO\n")], valg())
    status = {r["tabel"]: (r["status"], r["raekker"]) for r in raekker(laesning, "leverance_tabel")}
    assert status["stoettebehov"] == ("tom", 0)
    assert status["ydelse"] == ("mangler", None)
    assert status["kontakt"] == ("mangler", None)


@pytest.mark.parametrize(
    ("linjer", "ventet"), [("", "tom"), ("S;teknisk ansvarlig;Bo\nS;faglig ansvarlig;Ea\n", "leveret")]
)
def test_kontakt_har_sin_raekke_og_taeller_ikke_som_data(tmp_path: Path, linjer: str, ventet: str) -> None:
    laesning = read([skriv(tmp_path / "l", kontakt=f"SYSTEM;ROLLE;NAVN\n{linjer}")], valg())
    status = {r["tabel"]: (r["status"], r["raekker"]) for r in raekker(laesning, "leverance_tabel")}
    assert status["kontakt"] == (ventet, None)


def test_ny_portion_midt_i_filen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ffb.formats.tabel.tekst.PORTION", 2)
    linjer = [
        f"{c};{TEMA};{d}\n" for c, d in ((A, "1.1.2025"), (B, "x"), (A, "x"), (B, "2.1.2025"), ("", "x"))
    ]
    mappe = skriv(tmp_path / "l", udredningstema="CPR;FFB_TEMA_UUID;DATO\n" + "".join(linjer))
    laesning = read([mappe], valg())
    assert [r["post_nr"] for r in raekker(laesning, "udredningstema")] == [2, 3, 4, 5]
    assert Counter(f[:3] for f in fund(laesning)) == Counter(
        [
            ("TAB-DATO-FORM", 2, "DATO"),
            ("TAB-DATO", 3, "DATO"),
            ("TAB-DATO", 4, "DATO"),
            ("TAB-DATO", 6, "DATO"),
            ("TAB-CPR-ULAESELIG", 6, "CPR"),
        ]
    )
    assert [r["post_nr"] for r in raekker(laesning, "borger")] == [2, 3]
