"""DST codes, look-ups and column names: read whole, or every fault told."""

from __future__ import annotations

from pathlib import Path

import pytest

from ffb.errors import Exit, Laesefejl
from ffb.formats.dst_koder import read_dst_koder
from ffb.formats.kolonner import read_kolonner
from ffb.formats.opslag import Opslag, read_opslag


def fil(mappe: Path, tekst: str, kodning: str = "utf-8") -> Path:
    (mappe / "f.txt").write_text(tekst, encoding=kodning)
    return mappe / "f.txt"


def test_dst_koder(tmp_path: Path) -> None:
    tekst = "dst_kode;PARAGRAF;ffb_relevant;NOTE\n1.12.0.1;§85;Ja;x\n\n0104;§104;nej;\n0104;§104;nej;igen\n"
    ventet = [("1.12.0.1", "§85", True), ("0104", "§104", False)]
    assert read_dst_koder(fil(tmp_path, tekst, "utf-8-sig")) == ventet
    assert read_dst_koder(fil(tmp_path, tekst, "latin-1")) == ventet


def test_dst_koder_alle_fejl(tmp_path: Path) -> None:
    tekst = "DST_KODE;PARAGRAF;FFB_RELEVANT\n1;§85;måske\n;§85;ja\n2;§85;ja\n2;§104;ja\n3;;\n"
    with pytest.raises(Laesefejl) as fejl:
        read_dst_koder(fil(tmp_path, tekst))
    assert sorted(f.sted[-7:] for f in fejl.value.fejl) == [
        "linje 2",
        "linje 3",
        "linje 5",
        "linje 6",
        "linje 6",
    ]
    assert fejl.value.exit_code == Exit.OPSAETNING
    with pytest.raises(Laesefejl) as fejl:
        read_dst_koder(fil(tmp_path, "DST_KODE;Paragraffer\n"))
    assert len(fejl.value.fejl) == 2


def test_opslag(tmp_path: Path) -> None:
    tekst = "SAGSNUMMER;ENHED;SAGSBEHANDLER\nS1;Team Å;abc\nS2;;def\nS1;Team Å;abc\n"
    sager = {"S1": ("Team Å", "abc"), "S2": (None, "def")}
    assert read_opslag(fil(tmp_path, tekst)) == Opslag(sager, {})
    assert read_opslag(fil(tmp_path, "P_NUMMER;TILBUD\n1003;Huset\n")) == Opslag({}, {"1003": "Huset"})


def test_opslag_fejl(tmp_path: Path) -> None:
    with pytest.raises(Laesefejl, match="slås op"):
        read_opslag(fil(tmp_path, "A;B\n"))
    tekst = "SAGSNUMMER;ENHED;P_NUMMER;TILBUD\nS1;a;1;x\nS1;b;1;y\n"
    with pytest.raises(Laesefejl) as fejl:
        read_opslag(fil(tmp_path, tekst))
    assert len(fejl.value.fejl) == 2


def test_kolonner(tmp_path: Path) -> None:
    tekst = '[Ydelse]\nffb_ydelse_uuid = " Ydelse-uuid "\nCPR = "Pnr"\n[maalgruppe]\n'
    assert read_kolonner(fil(tmp_path, tekst)) == {
        "ydelse": {"FFB_YDELSE_UUID": "Ydelse-uuid", "CPR": "Pnr"}, "maalgruppe": {}
    }  # fmt: skip


def test_kolonner_alle_fejl(tmp_path: Path) -> None:
    tekst = (
        'oeverst = "x"\n[ydelse]\nCPR = "Pnr"\nYDELSE_ID = "PNR"\nFARVE = "x"\nTAKST = 3\n[ukendt]\nA = "b"\n'
    )
    with pytest.raises(Laesefejl) as fejl:
        read_kolonner(fil(tmp_path, tekst))
    assert len(fejl.value.fejl) == 5
    assert fejl.value.exit_code == Exit.OPSAETNING


@pytest.mark.parametrize(("tekst", "kodning", "kode"), [
    ("[ydelse\n", "utf-8", Exit.OPSAETNING),
    ('[ydelse]\nCPR = "Nøgle"\n', "latin-1", Exit.TEGNSAET),
])  # fmt: skip
def test_kolonner_ikke_toml(tmp_path: Path, tekst: str, kodning: str, kode: Exit) -> None:
    with pytest.raises(Laesefejl) as fejl:
        read_kolonner(fil(tmp_path, tekst, kodning))
    assert fejl.value.exit_code == kode


@pytest.mark.parametrize("laes", [read_dst_koder, read_opslag, read_kolonner])
def test_filen_findes_ikke(tmp_path: Path, laes: object) -> None:
    with pytest.raises(Laesefejl) as fejl:
        laes(tmp_path / "væk")  # type: ignore[operator]
    assert fejl.value.exit_code == Exit.FINDES_IKKE
