"""Kommuner, demo kommuner, joint reporters, DST codes and the tables handed to the SQL engine."""

from __future__ import annotations

from datetime import date

import pytest

from ffb import begreber as bg


@pytest.mark.parametrize("kode", ["0101", "101", 101, " 101 "])
def test_find_kommune(kode: str | int) -> None:
    fundet = bg.find_kommune(kode)
    assert fundet == bg.Kommune("0101", "København", "1084", "Region Hovedstaden", False)


@pytest.mark.parametrize("kode", ["", "0999", "9000", "9099", "9101", "x", None, -1, 10101])
def test_ukendt_kommune(kode: str | int | None) -> None:
    assert bg.find_kommune(kode) is None


def test_98_kommuner_i_5_regioner_og_98_demo() -> None:
    aegte = [k for k in bg.kommune_list() if not k.demo]
    demo = [k for k in bg.kommune_list() if k.demo]
    assert (len(aegte), len({k.region_kode for k in aegte})) == (98, 5)
    assert [k.kode for k in demo] == [str(n) for n in range(9001, 9099)]
    assert (demo[0].navn, demo[-1].navn) == ("Demokommune 01", "Demokommune 98")
    assert not {k.region_kode for k in aegte} & {k.region_kode for k in demo}
    assert not {k.region_kode for k in demo} & {k.kode for k in bg.kommune_list()}


def test_faelles_indberettere() -> None:
    ishoej, taarnby = bg.faelles_indberetter_list()
    navne = [
        (bg.find_kommune(f.handlende_kode).navn, bg.find_kommune(f.for_kode).navn)  # type: ignore[union-attr]
        for f in (ishoej, taarnby)
    ]
    assert navne == [("Ishøj", "Vallensbæk"), ("Tårnby", "Dragør")]
    assert ishoej.undtagen_paragraf == ("§95", "§96")
    assert taarnby.undtagen_paragraf == ()
    assert ishoej.gaelder_fra is ishoej.gaelder_til is None, "datoerne kendes ikke og gættes ikke"
    assert ishoej.gaelder(date(2025, 1, 1))


def test_dst_koder_er_kun_de_to_offentlige() -> None:
    assert [(d.dst_kode, d.paragraf, d.ffb_relevant, d.kilde) for d in bg.dst_kode_list()] == [
        ("1.12.0.1", "§85", True, "S0"),
        ("1.12.0.2", "§85", True, "S0"),
    ]


def test_reference_tabeller() -> None:
    tabeller = bg.reference_tabeller()
    assert {navn: len(raekker) for navn, (_, raekker) in tabeller.items()} == {
        "begreb": 220 + 828,
        "begreb_lov": 45,
        "begreb_levetid": 0,
        "kommune": 196,
        "faelles_indberetter": 2,
    }
    for kolonner, raekker in tabeller.values():
        assert all(len(raekke) == len(kolonner) for raekke in raekker)
    assert tabeller == bg.reference_tabeller()


def test_begreb_lov_er_nummereret_med_hovedparagraffen_foerst() -> None:
    _, raekker = bg.reference_tabeller()["begreb_lov"]
    mobilt = [r for r in raekker if r[0] == "d90f4da6-f87a-43b5-833f-646b4baf16d6"]
    assert [r[1:] for r in mobilt] == [(1, "§82a", 4), (2, "§82b", 4), (3, "§82d", 4), (4, "§85", 4)]
    assert len({r[0] for r in raekker}) == 32 + 8
