"""Danish formats, value by value."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import aftryk
import pytest
from eksempel import k, make_rapport

from ffb.rapport.resultat import Kolonnetype
from ffb.render import xlsx
from ffb.render.csv import sikker_tekst
from ffb.render.format import Celle, celle, dannet_tid, fri
from ffb.render.overblik import kort_periode


@pytest.mark.parametrize(
    ("type_", "vaerdi", "tekst"),
    [
        ("antal", 0, "0"),
        ("antal", 1234567, "1.234.567"),
        ("andel", Decimal("45.7"), "45,7 %"),
        ("andel", Decimal("100"), "100,0 %"),
        ("andel", Decimal("0.05"), "0,1 %"),
        ("tal", Decimal("1043.25"), "1.043,25"),
        ("dato", "2025-12-31", "31.12.2025"),
        ("dato", date(2025, 1, 2), "02.01.2025"),
        ("dato", "31/12", "31/12"),
        ("tid", "2026-01-14T06:00:00+01:00", "14.01.2026 kl. 06:00"),
        ("tid", "2026-01-14", "14.01.2026"),
        ("tid", "i går", "i går"),
        ("kode", "0101", "0101"),
        ("liste", ["a", "b"], "a; b"),
        ("liste", [], "–"),
        ("tekst", "", "–"),
        ("andel", None, "–"),
        ("tekst", "a\x00b\u202ec", "a\ufffdb\ufffdc"),
    ],
)
def test_vaerdi_paa_dansk(type_: Kolonnetype, vaerdi: Any, tekst: str) -> None:
    assert celle(k("x", "X", type_), vaerdi).tekst == tekst


def test_celle_ved_hvad_den_er() -> None:
    fejl = k("x", "X", "antal", fejl=True)
    assert celle(fejl, 3) == Celle("3", "fejl")
    assert celle(fejl, 0) == Celle("0", "nul")
    assert celle(fejl, None) == Celle("–", "tom")
    assert celle(k("x", "X", "antal"), 3) == Celle("3", "tal")


def test_aar_og_kvartal_er_navne_og_ikke_tal() -> None:
    assert celle(k("aar", "År", "antal"), 2025) == Celle("2025", "tekst")
    assert celle(k("kvartal", "Kvartal", "antal"), 2).tekst == "2. kvartal"
    assert celle(k("kvartal", "Kvartal", "antal"), None).tekst == "Hele året"


def test_noegler_bliver_til_ord() -> None:
    assert celle(k("fejl", "Fejl", "liste"), ["mangler_tilbud_uuid", "ny"]).tekst == "mangler FFB-tilbud; ny"


@pytest.mark.parametrize(
    ("vaerdi", "tekst"),
    [
        (True, "ja"),
        (False, "nej"),
        (None, "–"),
        ("2025-01-01", "01.01.2025"),
        (["b", "a"], "b; a"),
        ({"a": 1}, "a: 1"),
    ],
)
def test_indstilling_paa_dansk(vaerdi: Any, tekst: str) -> None:
    assert fri(vaerdi) == tekst


@pytest.mark.parametrize(
    ("tid", "utc"),
    [
        ("2026-01-14T06:00:00+01:00", datetime(2026, 1, 14, 5, tzinfo=UTC)),
        ("2026-01-14T06:00:00.75", datetime(2026, 1, 14, 6, tzinfo=UTC)),
        ("", datetime(2025, 12, 31, tzinfo=UTC)),
    ],
)
def test_dannet_tid_er_leverancens(tid: str, utc: datetime) -> None:
    rapport = make_rapport()
    rapport.dannet_paa = tid
    assert dannet_tid(rapport) == utc


def test_periode_er_aaret_naar_den_er_et_aar() -> None:
    rapport = make_rapport()
    assert kort_periode(rapport) == "2025"
    rapport.periode_til = date(2025, 6, 30)
    assert kort_periode(rapport) == "01.01.2025–30.06.2025"


@pytest.mark.parametrize("tekst", ["=1", "+1", "-1", "@a", "\t=1", "  =1", "＝1"])
def test_formeltekst_faar_et_tegn_foran(tekst: str) -> None:
    assert sikker_tekst(tekst) == f"'{tekst}"


@pytest.mark.parametrize("tekst", ["a=1", "1-2", "–", "§85"])
def test_almindelig_tekst_er_uroert(tekst: str) -> None:
    assert sikker_tekst(tekst) == tekst


def test_xlsx_fortsaetter_paa_naeste_ark(tmp_path: Path) -> None:
    rapport = make_rapport(liste1=25)
    (fil,) = xlsx.write(rapport, tmp_path, "r", raekker_pr_ark=10)
    navne = ["cpr_liste_1", "cpr_liste_1 (2)", "cpr_liste_1 (3)"]
    laest = [r[0] for navn in navne for r in aftryk.xlsx_ark(fil, navn, "CPR")[1]]
    assert laest == [r["cpr"] for r in rapport.tabeller["cpr_liste_1"].raekker]


def test_xlsx_siger_naar_en_celle_er_afkortet(tmp_path: Path) -> None:
    rapport = make_rapport(liste1=1)
    rapport.tabeller["cpr_liste_1"].raekker[0]["goer"] = "å" * 40_000
    (fil,) = xlsx.write(rapport, tmp_path, "r")
    hoved, krop = aftryk.xlsx_ark(fil, "cpr_liste_1", "CPR")
    assert krop[0][hoved.index("Gør")].endswith("(afkortet; hele teksten står i JSON og CSV)")
