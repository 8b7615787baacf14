"""The mapping guide as people really keep it: titles, moved columns, merged cells, many values in one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from ffb.errors import Exit, Laesefejl
from ffb.formats.grundlag import Mapning
from ffb.formats.mapning import ARK_MAPNING, Note, read_mapning, write_mapning

T1, T2 = "25de7444-3919-4dab-b844-8cec6c15f30e", "9401777d-bdc5-4f52-9804-63c8cae9a792"
Y1, Y2 = "80aa8ea7-4ad8-405f-876a-4c0f89fde06a", "7e419926-bb04-4829-99c9-95ea20403c2c"
OVERSKRIFT = ["FFB_Tilbud", "FFB_Tilbud_UUID", "", "FFB_Ydelse", "FFB_Ydelse_UUID", "", "DST_værdi"]


def raekke(tilbud: Any, ydelse: Any, dst: Any) -> list[Any]:
    return ["", tilbud, "", "", ydelse, "", dst]


def lav(sti: Path, raekker: list[list[Any]], *, ark: str = ARK_MAPNING, flet: tuple[Any, ...] = ()) -> Path:
    bog = xlsxwriter.Workbook(str(sti / "v.xlsx"))
    bog.add_worksheet("Vejledning").write_string(0, 0, "tekst")
    blad = bog.add_worksheet(ark)
    for nr, celler in enumerate(raekker):
        for kolonne, celle in enumerate(celler):
            blad.write(nr, kolonne, celle)
    for omraade, vaerdi in flet:
        blad.merge_range(omraade, vaerdi)
    bog.close()
    return sti / "v.xlsx"


def tripler(mapning: list[Mapning]) -> list[tuple[str, str, str | None, int]]:
    return [(m.tilbud_kode, m.ydelse_kode, m.dst_vaerdi, m.raekke) for m in mapning]


def test_rundtur_med_titel_over_overskriften(tmp_path: Path) -> None:
    skrevet = [Mapning(T1, Y1, "1.12.0.1", 4), Mapning(T1, Y1, "=X", 5), Mapning(T2, Y2, None, 6)]
    write_mapning(tmp_path / "v.xlsx", skrevet, titel="DEMO")
    laest, noter = read_mapning(tmp_path / "v.xlsx")
    assert laest == skrevet
    assert read_mapning((tmp_path / "v.xlsx").read_bytes())[0] == skrevet
    assert [n.raekke for n in noter] == [None]
    foer = (tmp_path / "v.xlsx").read_bytes()
    write_mapning(tmp_path / "v.xlsx", skrevet, titel="DEMO")
    assert (tmp_path / "v.xlsx").read_bytes() == foer


@pytest.mark.parametrize(
    ("celle", "vaerdier"),
    [
        ("1.12.0.1", ["1.12.0.1"]),
        ("N/A", [None]),
        ("n/a ", [None]),
        ("", [None]),
        ("A, B;C\nD / E + F", ["A", "B", "C", "D", "E", "F"]),
        ("A+B", ["A+B"]),
        ("1.1, N/A", ["1.1", None]),
        ("N/A/1.1", [None, "1.1"]),
        (104, ["104"]),
        (1.12, ["1.12"]),
    ],
)
def test_dst_vaerdi(tmp_path: Path, celle: Any, vaerdier: list[str | None]) -> None:
    laest, noter = read_mapning(lav(tmp_path, [OVERSKRIFT, raekke(T1, Y1, celle)]))
    assert [m.dst_vaerdi for m in laest] == vaerdier
    assert any("tal" in n.besked for n in noter) == isinstance(celle, (int, float))


def test_uuid_skrivemaade_og_gentagelse(tmp_path: Path) -> None:
    raekker = [
        OVERSKRIFT,
        raekke(f"{{{T1.upper()}}}", f" {Y1}", "A"),
        raekke(T1, Y1, "A"),
        raekke(T1, Y1, "B"),
    ]
    assert tripler(read_mapning(lav(tmp_path, raekker))[0]) == [(T1, Y1, "A", 2), (T1, Y1, "B", 4)]


def test_ark_uden_hensyn_til_store_bogstaver_og_blanke(tmp_path: Path) -> None:
    fil = lav(tmp_path, [OVERSKRIFT, raekke(T1, Y1, "A")], ark=" mapning  dst ydelse ")
    assert len(read_mapning(fil)[0]) == 1


def test_flyttede_kolonner_findes_efter_overskrift(tmp_path: Path) -> None:
    raekker = [["Titel"], ["dst_vaerdi", "FFB Ydelse UUID", "FFB_TILBUD_UUID"], ["A", Y1, T1]]
    laest, noter = read_mapning(lav(tmp_path, raekker))
    assert tripler(laest) == [(T1, Y1, "A", 3)]
    assert Note(2, "kolonnerne er fundet efter overskriften i C, B, A, ikke i B, E, G") in noter


def test_uden_overskrift_bruges_bogstaverne(tmp_path: Path) -> None:
    laest, noter = read_mapning(lav(tmp_path, [["x"], raekke(T1, Y1, "A")]))
    assert tripler(laest) == [(T1, Y1, "A", 2)]
    assert any("kolonne B, E og G er brugt" in n.besked for n in noter)


def test_flettede_celler_gaelder_hele_omraadet_og_tomme_gaettes_ikke(tmp_path: Path) -> None:
    raekker = [
        OVERSKRIFT,
        raekke("", Y1, "A"),
        raekke("", Y2, "B"),
        raekke("", Y1, "C"),
        raekke(T2, "x", "D"),
    ]
    laest, noter = read_mapning(lav(tmp_path, raekker, flet=(("B2:B3", T1),)))
    assert tripler(laest) == [(T1, Y1, "A", 2), (T1, Y2, "B", 3)]
    assert Note(4, "ikke læst: ingen UUID for tilbud") in noter
    assert Note(5, "ikke læst: ingen UUID for ydelse") in noter


def test_andre_ark_og_kolonner_taelles(tmp_path: Path) -> None:
    noter = read_mapning(lav(tmp_path, [OVERSKRIFT, raekke(T1, Y1, "A")]))[1]
    assert [str(n) for n in noter] == ["1 andre ark og 2 andre kolonner er ikke læst"]


@pytest.mark.parametrize(
    ("raekker", "ark", "tekst"),
    [
        ([OVERSKRIFT, raekke(T1, Y1, "A")], "Ark1", "Arket Mapning DST_ydelse mangler"),
        ([["a", "b"], ["7503034123", "x"]], ARK_MAPNING, "blev ikke fundet"),
        ([OVERSKRIFT, raekke("a", "b", "c")], ARK_MAPNING, "ingen rækker"),
        ([], ARK_MAPNING, "blev ikke fundet"),
    ],
)
def test_kan_ikke_laeses(tmp_path: Path, raekker: list[list[Any]], ark: str, tekst: str) -> None:
    with pytest.raises(Laesefejl, match=tekst) as fejl:
        read_mapning(lav(tmp_path, raekker, ark=ark))
    assert fejl.value.exit_code == Exit.MANGLER_ARK_ELLER_KOLONNE
    assert "7503034123" not in str(fejl.value)


def test_overskrift_efter_raekke_20_findes_ikke(tmp_path: Path) -> None:
    with pytest.raises(Laesefejl):
        read_mapning(lav(tmp_path, [[""]] * 20 + [OVERSKRIFT, raekke("a", Y1, "A")]))
    assert read_mapning(lav(tmp_path, [[""]] * 19 + [OVERSKRIFT, raekke(T1, Y1, "A")]))[0][0].raekke == 21
