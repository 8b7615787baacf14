"""KL's own history imported version by version: 210 → 219 (§82) → 220 (Omgivelsesfaktorer) → renamed."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from begreber import katalogfiler as kf
from ffb import begreber as bg
from ffb.begreber.indfoer import Forslag, Valg, build_forslag, remove_version, write_version
from ffb.formats.katalog import read_katalogfiler

TRIN = (
    ("2020-10", kf.i_2020, date(2020, 10, 28), date(2021, 11, 8), "utf-8"),
    ("2021-11", kf.i_2021, date(2021, 11, 9), date(2023, 5, 16), "utf-8"),
    ("20230517", kf.i_2023, date(2023, 5, 17), None, "utf-8"),
    ("20240530", kf.nu, date(2024, 5, 30), None, "cp1252"),
)


@pytest.fixture(scope="module")
def historie(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Forslag]]:
    mappe = tmp_path_factory.mktemp("begreber")
    bg.brug_mappe(mappe)
    ud = []
    for version, begreber, fra, til, kodning in TRIN:
        fil = kf.skriv(mappe / f"{version}.json", kf.kodesystem(begreber()), kodning)
        forslag = build_forslag(read_katalogfiler([fil]), Valg(None, version, fra, til))
        assert forslag.ny is not None, forslag.fejl
        write_version(forslag.ny, mappe)
        ud.append(forslag)
    yield ud
    bg.brug_mappe(None)


def test_hver_version_har_sine_koder_og_arter(historie: list[Forslag]) -> None:
    assert [len(f.ny.begreb_list) for f in historie if f.ny] == [210, 219, 220, 220]
    assert [len(f.ny.art("ydelse")) for f in historie if f.ny] == [26, 32, 32, 32]
    leveret = {b.kode: b for b in bg.load_katalog("ffb/2023-05").begreb_list}
    for f in historie:
        assert f.ny
        for b in f.ny.begreb_list:
            kendt = leveret[b.kode]
            assert (b.art, b.vaerdi, b.kortnavn, b.lov) == (
                kendt.art, kendt.vaerdi, kendt.kortnavn, kendt.lov
            ), b.term  # fmt: skip
            assert b.definition == f"Om {b.term}"


def test_forskellene_er_historiens(historie: list[Forslag]) -> None:
    til_219, til_220, til_nu = (f.forskel for f in historie[1:])
    assert til_219 and til_220 and til_nu
    assert {b.kode for b in til_219.tilfoejet} == kf.P82
    assert [(a.term, b.term) for a, b in til_219.omdoebt] == [
        ("Fortsæt indsats", "Træf afgørelse om fortsættelse af indsats")
    ]
    assert [b.kode for b in til_220.tilfoejet] == [kf.FAKTORER]
    assert [(a.kode, b.overordnet_kode) for a, b in til_220.flyttet] == [(kf.OMGIVELSER, kf.FAKTORER)]
    assert [(a.term, a.kode, b.kode) for a, b in til_220.navn_flyttet] == [
        ("Omgivelsesfaktorer", kf.OMGIVELSER, kf.FAKTORER)
    ]
    assert [(a.term, b.term) for a, b in til_nu.omdoebt] == [
        ("Social indsats [Servicelov]", "Social indsats")
    ]
    assert not any(f.udgaaet for f in (til_219, til_220, til_nu)), "ingen kode er nogensinde fjernet"
    assert any("Windows-1252" in n for n in historie[3].noter)


@pytest.mark.parametrize(
    ("dag", "version", "navn", "akut"),
    [
        (date(2019, 1, 1), "ffb/2023-05", "Omgivelser", True),
        (date(2020, 10, 28), "ffb/2020-10", "Omgivelsesfaktorer", False),
        (date(2021, 11, 8), "ffb/2020-10", "Omgivelsesfaktorer", False),
        (date(2021, 11, 9), "ffb/2021-11", "Omgivelsesfaktorer", True),
        (date(2023, 5, 17), "ffb/20230517", "Omgivelser", True),
        (date(2030, 1, 1), "ffb/20240530", "Omgivelser", True),
    ],
)
def test_en_kode_er_det_den_var_paa_dagen(
    historie: list[Forslag], dag: date, version: str, navn: str, akut: bool
) -> None:
    paa = bg.load_katalog_paa("ffb", dag)
    assert paa and paa.id == version
    begreb = bg.find_begreb(kf.OMGIVELSER, dag)
    assert begreb and begreb.term == navn
    assert (bg.find_begreb("a81a3fa9-6601-4d1e-a11e-f7444dfd3828", dag) is not None) is akut


def test_perioderne_daekker_hver_dag_een_gang(historie: list[Forslag]) -> None:
    perioder = bg.find_perioder(bg.version_list("ffb"))
    assert [p[2].version for p in perioder] == ["2023-05", "2020-10", "2021-11", "20230517", "20240530"]
    assert perioder[0][0] is None and perioder[-1][1] is None
    for foer, efter in itertools.pairwise(perioder):
        assert foer[1] and efter[0] and (efter[0] - foer[1]).days == 1
    kolonner, raekker = bg.reference_tabeller()["begreb"]
    fra, til = kolonner.index("gaelder_fra"), kolonner.index("gaelder_til")
    for dag in (date(2019, 1, 1), date(2021, 1, 1), date(2024, 5, 29), date(2024, 5, 30)):
        i_kraft = [
            r[1]
            for r in raekker
            if r[0].startswith("ffb/") and (r[fra] or date.min) <= dag <= (r[til] or date.max)
        ]
        assert len(i_kraft) == len(set(i_kraft)) == (210 if dag.year == 2021 else 220)


def test_en_importeret_version_kan_fjernes_en_leveret_ikke(historie: list[Forslag], tmp_path: Path) -> None:
    ny = historie[0].ny
    assert ny
    write_version(ny, tmp_path)
    assert not remove_version("ffb/2023-05", tmp_path)
    assert remove_version(ny.id, tmp_path) and not remove_version(ny.id, tmp_path)
    assert not list((tmp_path / "ffb").iterdir())
