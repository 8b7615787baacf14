"""Files that cannot be read as a whole: every kind, all at once, no value in any error."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from ffb.errors import Exit, Laesefejl
from ffb.formats import read
from ffb.formats.graenser import Graenser, vis_sti
from ffb.formats.grundlag import Laesevalg
from ffb.formats.identitet import Identitet
from ffb.formats.tabel.tekst import find_tegnsaet
from ffb.formats.zip import check_zip, open_medlem

KANARIE = "7503034123"
HOVED = "KOMMUNE_KODE;SYSTEM;FIL_ID;INDBERETNINGSTIDSPUNKT\n{};S;f;{}\n"
TEMA = f"CPR;FFB_TEMA_UUID;DATO\n{KANARIE};{KANARIE};2025-01-01\n"
BUNDLE = f'{{"resourceType": "Bundle", "id": "{KANARIE}", "ti'


def valg() -> Laesevalg:
    return Laesevalg(Identitet(b"n" * 32))


def lav(mappe: Path, **tabeller: str | bytes) -> Path:
    mappe.mkdir(exist_ok=True)
    for navn, tekst in ({"leverance": HOVED.format("9001", "2026-01-14")} | tabeller).items():
        data = tekst.encode() if isinstance(tekst, str) else tekst
        (mappe / f"{navn}.csv").write_bytes(data)
    return mappe


def zip_af(fil: Path, navne: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(fil, "w", zipfile.ZIP_DEFLATED) as pakke:
        for navn, data in navne.items():
            pakke.writestr(navn, data)
    return fil


def xlsx_af(fil: Path, ark: dict[str, dict[tuple[int, int], str]]) -> Path:
    bog = xlsxwriter.Workbook(str(fil))
    for navn, celler in ark.items():
        blad = bog.add_worksheet(navn)
        for (raekke, kolonne), tekst in celler.items():
            blad.write_string(raekke, kolonne, tekst)
    bog.close()
    return fil


def afkort(fil: Path, andel: float = 0.6) -> Path:
    fil.write_bytes(fil.read_bytes()[: int(fil.stat().st_size * andel)])
    return fil


def faa_fejl(*stier: Path, graenser: Graenser | None = None) -> Laesefejl:
    with pytest.raises(Laesefejl) as fejl:
        read(list(stier), valg(), **({"graenser": graenser} if graenser else {}))
    return fejl.value


def laast(fil: Path) -> Path:
    """The flag of a locked member, set in header and directory."""
    data = bytearray(zip_af(fil, {"leverance.csv": HOVED}).read_bytes())
    for maerke, plads in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(maerke) + plads] |= 1
    fil.write_bytes(data)
    return fil


def genvej(fil: Path) -> Path:
    info = zipfile.ZipInfo("leverance.csv")
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(fil, "w") as pakke:
        pakke.writestr(info, "/etc/passwd")
    return fil


def to_ens(fil: Path) -> Path:
    with zipfile.ZipFile(fil, "w") as pakke, pytest.warns(UserWarning, match="Duplicate"):
        for _ in range(2):
            pakke.writestr("leverance.csv", HOVED)
    return fil


def vendt_byte(fil: Path) -> Path:
    """One byte of the packed data flipped: the directory is fine, the content is not."""
    zip_af(fil, {"leverance.csv": HOVED.format("9001", "2026-01-14"), "udredningstema.csv": TEMA * 500})
    data = bytearray(fil.read_bytes())
    start = data.index(b"udredningstema.csv") + 30
    data[start] ^= 0xFF
    fil.write_bytes(data)
    return fil


def gammel_xls(fil: Path) -> Path:
    fil.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    return fil


def skriv(fil: Path, data: bytes) -> Path:
    fil.write_bytes(data)
    return fil


HELT_ARK = {"leverance": {(0, 0): "CPR"}, "ydelse": {(i, 0): KANARIE for i in range(50)}}

TILFAELDE: dict[str, tuple[Callable[[Path], Path], Exit, str]] = {
    "findes ikke": (lambda t: t / "væk", Exit.FINDES_IKKE, "findes ikke"),
    "tom csv": (lambda t: lav(t / "l", ydelse=""), Exit.BESKADIGET, "tom"),
    "kun blanke linjer": (
        lambda t: lav(t / "l", udredningstema="\n\n"),
        Exit.MANGLER_ARK_ELLER_KOLONNE,
        "CPR",
    ),
    "tom json": (lambda t: skriv(t / "b.json", b""), Exit.BESKADIGET, "tom"),
    "tom ndjson": (lambda t: skriv(t / "b.ndjson", b"\n\n"), Exit.BESKADIGET, "tom"),
    "tom xlsx": (lambda t: skriv(t / "b.xlsx", b""), Exit.BESKADIGET, "tom"),
    "tom zip": (lambda t: skriv(t / "b.zip", b""), Exit.BESKADIGET, "ZIP"),
    "zip uden filer": (lambda t: zip_af(t / "b.zip", {}), Exit.INTET_AT_LAESE, "ingen leverance"),
    "tom mappe": (lambda t: t, Exit.INTET_AT_LAESE, "ingen leverance"),
    "utf-16 csv": (lambda t: lav(t / "l", udredningstema=TEMA.encode("utf-16")), Exit.TEGNSAET, "UTF-16"),
    "utf-16 uden bom": (
        lambda t: lav(t / "l", udredningstema=TEMA.encode("utf-16-le")),
        Exit.TEGNSAET,
        "UTF-16",
    ),
    "xlsx som csv": (lambda t: lav(t / "l", ydelse=b"PK\x03\x04" + bytes(99)), Exit.BESKADIGET, "ikke tekst"),
    "afkortet zip": (
        lambda t: afkort(zip_af(t / "b.zip", {"udredningstema.csv": TEMA * 99})),
        Exit.BESKADIGET,
        "ZIP",
    ),
    "vendt byte": (lambda t: vendt_byte(t / "b.zip"), Exit.BESKADIGET, "pakkes ud"),
    "afkortet xlsx": (lambda t: afkort(xlsx_af(t / "b.xlsx", HELT_ARK)), Exit.BESKADIGET, "XLSX"),
    "zip der hedder xlsx": (lambda t: zip_af(t / "b.xlsx", {"a": "b"}), Exit.BESKADIGET, "XLSX"),
    "gammel xls": (lambda t: gammel_xls(t / "b.xlsx"), Exit.BESKADIGET, "adgangskode"),
    "afkortet json": (lambda t: skriv(t / "b.json", BUNDLE.encode()), Exit.BESKADIGET, "b.json"),
    "latin-1 json": (
        lambda t: skriv(t / "b.json", '{"resourceType":"Bundle","id":"ø"}'.encode("latin-1")),
        Exit.TEGNSAET,
        "b.json",
    ),
    "låst zip": (lambda t: laast(t / "b.zip"), Exit.BESKADIGET, "adgangskode"),
    "sti ud af zip": (
        lambda t: zip_af(t / "b.zip", {"../leverance.csv": HOVED}),
        Exit.USIKKER_STI,
        "peger ud",
    ),
    "absolut sti": (lambda t: zip_af(t / "b.zip", {"/leverance.csv": HOVED}), Exit.USIKKER_STI, "peger ud"),
    "drev": (lambda t: zip_af(t / "b.zip", {"C:/leverance.csv": HOVED}), Exit.USIKKER_STI, "peger ud"),
    "genvej i zip": (lambda t: genvej(t / "b.zip"), Exit.USIKKER_STI, "genvej"),
    "zip i zip": (lambda t: zip_af(t / "b.zip", {"a.zip": b"PK"}), Exit.USIKKER_STI, "ZIP-fil i ZIP"),
    "to ens navne": (lambda t: to_ens(t / "b.zip"), Exit.USIKKER_STI, "samme navn"),
    "zip-bombe": (lambda t: zip_af(t / "b.zip", {"ydelse.csv": bytes(40 << 20)}), Exit.FOR_STOR, "200 gange"),
    "xlsx-bombe": (
        lambda t: zip_af(t / "b.xlsx", {"xl/sharedStrings.xml": bytes(40 << 20)}),
        Exit.FOR_STOR,
        "200 gange",
    ),
    "celle langt ude": (
        lambda t: xlsx_af(t / "b.xlsx", {"leverance": {(0, 0): "x", (1_048_575, 16_383): "x"}}),
        Exit.FOR_STOR,
        "celle",
    ),
    "forkert ark": (
        lambda t: xlsx_af(t / "b.xlsx", {"Ark1": {(0, 0): KANARIE}}),
        Exit.MANGLER_ARK_ELLER_KOLONNE,
        "ark",
    ),
    "tomt ark": (lambda t: xlsx_af(t / "b.xlsx", {"leverance": {}}), Exit.MANGLER_ARK_ELLER_KOLONNE, "tomt"),
    "kolonne mangler": (
        lambda t: lav(t / "l", udredningstema=f"CPR;FFB_TEMA_UUID\n{KANARIE};x\n"),
        Exit.MANGLER_ARK_ELLER_KOLONNE,
        "Kolonnen DATO mangler",
    ),
    "uden overskrift": (
        lambda t: lav(t / "l", udredningstema=f"{KANARIE};{KANARIE};2025-01-01\n"),
        Exit.MANGLER_ARK_ELLER_KOLONNE,
        "Kolonnen CPR mangler",
    ),
    "dobbelt kolonne": (
        lambda t: lav(t / "l", udredningstema="CPR;cpr;FFB_TEMA_UUID;DATO\n"),
        Exit.MANGLER_ARK_ELLER_KOLONNE,
        "to gange",
    ),
    "anførselstegn": (
        lambda t: lav(t / "l", udredningstema=TEMA + f'{KANARIE};"x;2025-01-01\n{KANARIE};y;\n'),
        Exit.BESKADIGET,
        "linje 3",
    ),
    "ukendt kommune": (
        lambda t: lav(t / "l", leverance=HOVED.format("0102", "2026-01-14")),
        Exit.UKENDT_KOMMUNE,
        "0102",
    ),
    "cpr som kommune": (
        lambda t: lav(t / "l", leverance=HOVED.format(KANARIE, KANARIE)),
        Exit.MANGLER_ARK_ELLER_KOLONNE,
        "KOMMUNE_KODE",
    ),
    "to hoveder": (
        lambda t: lav(t / "l", leverance=HOVED.format("9001", "2026-01-14") + "9001;S;g;2026-01-14\n"),
        Exit.MANGLER_ARK_ELLER_KOLONNE,
        "2 rækker",
    ),
    "lang json-linje": (
        lambda t: skriv(t / "b.ndjson", b'{"resourceType":' + b" " * (11 << 20)),
        Exit.FOR_STOR,
        "linje 1",
    ),
}


@pytest.mark.parametrize("navn", TILFAELDE)
def test_daarlig_fil(tmp_path: Path, navn: str) -> None:
    lav_den, kode, tekst = TILFAELDE[navn]
    fejl = faa_fejl(lav_den(tmp_path))
    assert fejl.exit_code == kode, str(fejl)
    assert tekst in str(fejl)
    assert all(f.sted and f.hvad and f.goer for f in fejl.fejl)
    assert KANARIE not in str(fejl) + repr(fejl.fejl) + repr(fejl.args)
    assert fejl.__cause__ is None


def test_alle_fejl_paa_en_gang(tmp_path: Path) -> None:
    """Five files with seven faults: all are told, the lowest code is the exit code."""
    lav(tmp_path / "a", udredningstema="CPR\n", ydelse="", leverance=HOVED.format("0102", "i går"))
    lav(tmp_path / "b", udredningstema=TEMA + '"')
    skriv(tmp_path / "c.json", BUNDLE.encode())
    zip_af(tmp_path / "d.zip", {"../x": "y"})
    lav(tmp_path / "god", udredningstema=TEMA)
    fejl = faa_fejl(tmp_path, tmp_path / "væk")
    assert len(fejl.fejl) == 9
    assert fejl.exit_code == Exit.FINDES_IKKE
    assert [f.kode for f in fejl.fejl].count(Exit.MANGLER_ARK_ELLER_KOLONNE) == 3  # DATO, FFB_TEMA_UUID, tid
    assert KANARIE not in str(fejl)


def test_en_tom_bundle_skjuler_ikke_de_andres_fejl(tmp_path: Path) -> None:
    skriv(tmp_path / "a.json", b"")
    skriv(tmp_path / "b.json", BUNDLE.encode())
    zip_af(tmp_path / "d.zip", {"tom.json": "", "afkortet.json": BUNDLE})
    fejl = faa_fejl(tmp_path)
    steder = [f.sted.removeprefix(f"{tmp_path}/").partition(",")[0] for f in fejl.fejl]
    assert steder == ["a.json", "b.json", "d.zip!afkortet.json", "d.zip!tom.json"]


def test_cpr_i_filnavn_vises_ikke(tmp_path: Path) -> None:
    mappe = lav(tmp_path / KANARIE, ydelse="")
    skriv(mappe / "750303-4123.txt", b"")
    fejl = faa_fejl(mappe)
    assert KANARIE not in str(fejl)
    assert "######-####" in str(fejl)
    assert vis_sti("a/leverance-20260114.csv") == "a/leverance-20260114.csv"
    assert vis_sti("3f9da5ac-9686-4eeb-b517-b46e17fcb1d7.json") == "3f9da5ac-9686-4eeb-b517-b46e17fcb1d7.json"


def test_linje_paa_2_gb_stopper_tidligt(tmp_path: Path) -> None:
    """The file is sparse; no more than the limit and one piece is read of it."""
    mappe = lav(tmp_path / "l")
    stor = mappe / "udredningstema.csv"
    with stor.open("wb") as fil:
        fil.write(TEMA.encode())
        fil.write(b"x" * 8192)
        fil.truncate(2 << 30)
    laest = 0

    class Taeller(io.FileIO):
        def readinto(self, buffer: Any) -> int:
            nonlocal laest
            antal = super().readinto(buffer)
            laest += antal
            return antal

    with pytest.raises(Laesefejl) as fejl:
        find_tegnsaet(lambda: io.BufferedReader(Taeller(stor)), str(stor), Graenser())
    assert fejl.value.exit_code == Exit.FOR_STOR
    assert laest < 13 << 20
    assert faa_fejl(mappe).exit_code == Exit.FOR_STOR


@pytest.mark.parametrize(
    ("graenser", "tekst"),
    [
        (Graenser(medlemmer=1), "2 filer"),
        (Graenser(zip_bytes=100), "pakket ud"),
        (Graenser(json_bytes=100), "én bundle"),
        (Graenser(linje_bytes=30), "linje"),
    ],
)
def test_graenser_gaelder(tmp_path: Path, graenser: Graenser, tekst: str) -> None:
    if graenser.json_bytes == 100:
        sti = skriv(tmp_path / "b.json", b'{"resourceType": "Bundle"' + b" " * 200 + b"}")
    else:
        sti = zip_af(
            tmp_path / "b.zip",
            {"leverance.csv": HOVED.format("9001", "2026-01-14"), "udredningstema.csv": TEMA},
        )
    fejl = faa_fejl(sti, graenser=graenser)
    assert fejl.exit_code == Exit.FOR_STOR
    assert tekst in str(fejl)


def test_medlem_der_lyver_om_sin_stoerrelse_stoppes(tmp_path: Path) -> None:
    """The directory is believed only as far as the limit: the stream itself counts."""
    fil = zip_af(tmp_path / "b.zip", {"x": bytes(1 << 20)})
    with zipfile.ZipFile(fil) as pakke:
        info = pakke.getinfo("x")
        assert check_zip([info], "b.zip", fil.stat().st_size, Graenser(), 4 << 30) == []
        graenser = Graenser(forhold=1, forhold_fra=1000)
        with open_medlem(pakke, info, "b.zip!x", graenser) as stroem, pytest.raises(Laesefejl) as fejl:
            stroem.read()
    assert fejl.value.exit_code == Exit.FOR_STOR


@pytest.mark.skipif(os.geteuid() == 0, reason="root må læse alt")
def test_mappe_uden_adgang(tmp_path: Path) -> None:
    mappe = lav(tmp_path / "l", udredningstema=TEMA)
    (mappe / "lukket").mkdir(mode=0)
    try:
        assert faa_fejl(mappe).exit_code == Exit.FINDES_IKKE
    finally:
        (mappe / "lukket").chmod(0o700)


def test_ukendt_kommune_i_valg(tmp_path: Path) -> None:
    mappe = lav(tmp_path / "l", udredningstema=TEMA)
    with pytest.raises(Laesefejl) as fejl:
        read([mappe], Laesevalg(Identitet(b"n" * 32), kommune="0102"))
    assert fejl.value.exit_code == Exit.UKENDT_KOMMUNE
