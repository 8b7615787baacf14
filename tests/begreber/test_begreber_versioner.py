"""Versions with validity dates, and what differs between two of them."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from ffb import begreber as bg
from ffb.errors import Exit, Laesefejl

ABOUT = """
navn = "Prøvekatalog"
system = "urn:oid:1.2.208.176.2.22"
kilde = "prøve"
licens = "prøve"
[[version]]
id = "ffb/1"
fil = "1.csv"
gaelder_til = 2023-12-31
kilde = "første"
[[version]]
id = "ffb/2"
fil = "2.csv"
gaelder_fra = 2024-01-01
gaelder_til = 2024-12-31
kilde = "anden"
[[version]]
id = "ffb/3"
fil = "3.csv"
gaelder_fra = 2026-01-01
kilde = "tredje"
"""
FOERSTE = """kode;term;overordnet_kode;art
r;Tilstande;;rod
x;Omgivelsesfaktorer;r;omgivelse_overtema
u;Bolig;x;omgivelse_undertema
v;Gammelt;r;begreb
"""
ANDEN = """kode;term;overordnet_kode;art
r;Tilstande;;rod
y;Omgivelsesfaktorer;r;rod
x;Omgivelser;y;omgivelse_overtema
u;Bolig   ;x;omgivelse_undertema
"""


@pytest.fixture
def rod(tmp_path: Path) -> Path:
    mappe = tmp_path / "ffb"
    mappe.mkdir()
    (mappe / "about.toml").write_text(ABOUT, encoding="utf-8")
    for navn, tekst in {"1.csv": FOERSTE, "2.csv": ANDEN, "3.csv": ANDEN}.items():
        (mappe / navn).write_text(tekst, encoding="utf-8")
    for navn in ("kommuner.csv", "faelles_indberettere.csv"):
        shutil.copy(bg.DATA_ROD / navn, tmp_path / navn)
    return tmp_path


@pytest.mark.parametrize(
    ("dag", "ventet"),
    [
        (date(1900, 1, 1), "ffb/1"),
        (date(2023, 12, 31), "ffb/1"),
        (date(2024, 1, 1), "ffb/2"),
        (date(2024, 12, 31), "ffb/2"),
        (date(2025, 6, 1), None),
        (date(2026, 1, 1), "ffb/3"),
        (date(2999, 1, 1), "ffb/3"),
    ],
)
def test_version_paa_en_dag(rod: Path, dag: date, ventet: str | None) -> None:
    fundet = bg.load_katalog_paa("ffb", dag, rod)
    assert (fundet.id if fundet else None) == ventet


def test_begreb_paa_en_dag(rod: Path) -> None:
    def term(kode: str, dag: date | None) -> str | None:
        begreb = bg.find_begreb(kode, dag, rod)
        return begreb.term if begreb else None

    assert term("x", date(2023, 5, 1)) == "Omgivelsesfaktorer"
    assert term("x", date(2024, 5, 1)) == term("x", None) == "Omgivelser"
    assert term("v", None) == "Gammelt", "en udgået kode har stadig et navn"
    assert term("v", date(2024, 5, 1)) is None
    assert term("x", date(2025, 5, 1)) is None, "ingen version gælder den dag"
    assert bg.overtema_kode("u", date(2023, 5, 1), rod) == "x"
    assert bg.overtema_kode("u", date(2025, 5, 1), rod) is None
    assert bg.overtema_kode("u", rod=rod) == "x"


def test_ved_overlap_gaelder_den_nyeste(rod: Path) -> None:
    about = rod / "ffb" / "about.toml"
    about.write_text(ABOUT.replace("gaelder_til = 2024-12-31\n", ""), encoding="utf-8")
    assert [k.id for k in bg.katalog_list(rod)] == ["ffb/3", "ffb/2", "ffb/1"]
    paa = bg.load_katalog_paa("ffb", date(2027, 1, 1), rod)
    assert paa is not None
    assert paa.id == "ffb/3"


def test_den_leverede_version_gaelder_altid() -> None:
    for dag in (date.min, date(2020, 1, 1), date(2025, 1, 1), date.max):
        katalog = bg.load_katalog_paa("ffb", dag)
        assert katalog is not None
        assert katalog.id == "ffb/2023-05"
    assert [k.id for k in bg.katalog_list()] == ["ffb/2023-05", "care_social_codes/2025-05", "fsiii/2024-10"]


def test_load_er_gemt_og_ukendt_katalog_siger_hvad_der_er() -> None:
    assert bg.load_katalog("ffb/2023-05") is bg.load_katalog("ffb/2023-05")
    for sagt in ("ffb/1999-01", "findes-ikke/1", "ffb", "../ffb/2023-05"):
        with pytest.raises(bg.UkendtKatalog, match=r"ffb/2023-05") as fejl:
            bg.load_katalog(sagt)
        assert fejl.value.exit_code == Exit.BRUG
    with pytest.raises(bg.UkendtKatalog):
        bg.load_katalog_paa("findes-ikke", date(2025, 1, 1))


def test_forskel_og_navn_paa_anden_kode(rod: Path) -> None:
    forskel = bg.find_forskel(bg.load_katalog("ffb/1", rod), bg.load_katalog("ffb/2", rod))
    assert [b.kode for b in forskel.tilfoejet] == ["y"]
    assert [b.kode for b in forskel.udgaaet] == ["v"]
    assert [(a.kode, a.term, b.term) for a, b in forskel.omdoebt] == [
        ("x", "Omgivelsesfaktorer", "Omgivelser")
    ]
    assert [(a.overordnet_kode, b.overordnet_kode) for a, b in forskel.flyttet] == [("r", "y")]
    assert [(a.term, a.kode, b.kode) for a, b in forskel.navn_flyttet] == [("Omgivelsesfaktorer", "x", "y")]
    assert forskel


def test_blanktegn_og_et_nyt_ens_navn_er_ingen_flytning(rod: Path) -> None:
    katalog = bg.load_katalog("ffb/2", rod)
    assert not bg.find_forskel(katalog, katalog)
    (rod / "ny.csv").write_text(ANDEN + "z;Omgivelser;r;begreb\n", encoding="utf-8")
    forskel = bg.find_forskel(katalog, bg.read_katalog_fil(rod / "ny.csv"))
    assert [b.kode for b in forskel.tilfoejet] == ["z"]
    assert forskel.navn_flyttet == (), "x hedder stadig Omgivelser: navnet findes nu to gange"


def test_reference_tabeller_med_flere_versioner(rod: Path) -> None:
    kolonner, raekker = bg.reference_tabeller(rod)["begreb"]
    x = [dict(zip(kolonner, r, strict=True)) for r in raekker if r[1] == "x"]
    assert [(r["katalog"], r["term"], r["gaelder_fra"], r["gaelder_til"]) for r in x] == [
        ("ffb/1", "Omgivelsesfaktorer", None, date(2023, 12, 31)),
        ("ffb/2", "Omgivelser", date(2024, 1, 1), date(2024, 12, 31)),
        ("ffb/3", "Omgivelser", date(2026, 1, 1), None),
    ]


@pytest.mark.parametrize(
    ("indhold", "kode", "antal"),
    [
        (b"kode;term\na;b\n", Exit.MANGLER_ARK_ELLER_KOLONNE, 1),
        (b"", Exit.MANGLER_ARK_ELLER_KOLONNE, 1),
        ("kode;term;overordnet_kode\na;Støtte;\n".encode("latin-1"), Exit.TEGNSAET, 1),
        (b"# x\nkode;term;overordnet_kode;niveau\na;b;;x\na;c;;1\n;d;;1\n", Exit.BESKADIGET, 3),
    ],
)
def test_fil_der_ikke_kan_laeses(tmp_path: Path, indhold: bytes, kode: Exit, antal: int) -> None:
    fil = tmp_path / "k.csv"
    fil.write_bytes(indhold)
    with pytest.raises(Laesefejl) as fejl:
        bg.read_katalog_fil(fil)
    assert fejl.value.exit_code == kode
    assert len(fejl.value.fejl) == antal
    assert all(f.sted.startswith("k.csv") for f in fejl.value.fejl)


def test_linjenummer_taeller_kommentarer_med(tmp_path: Path) -> None:
    fil = tmp_path / "k.csv"
    fil.write_text("# en\n# to\nkode,term,overordnet_kode\na,b,\na,c,\n", encoding="utf-8-sig")
    with pytest.raises(Laesefejl, match=r"k\.csv, linje 5:"):
        bg.read_katalog_fil(fil)


def test_fremmed_fil_med_forfader_uden_raekke_og_ring(tmp_path: Path) -> None:
    fil = tmp_path / "k.csv"
    fil.write_text("kode,term,overordnet_kode\na,A,mangler\nb,B,c\nc,C,b\n", encoding="utf-8")
    katalog = bg.read_katalog_fil(fil)
    assert [b.kode for b in katalog.sti("a")] == ["a"]
    assert [b.kode for b in katalog.sti("b")] == ["c", "b"]
