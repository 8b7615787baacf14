"""The yardsticks of the analyses: pandas and polars give our rows, and what disagrees is never measured."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bench import andre
from bench.analyser_andre import HVEM, ask_andre, find_raekker, make_grundlag, ordnet
from bench.analyser_koldt import KOLONNER, NAVNE, Koldt
from bench.dele import analyser_andre as del_
from bench.national import make_national_parquet
from bench.national_omraader import write_andre_omraader

from ffb.analyses import load_analyser
from ffb.analyses.koer import Analysegrundlag
from ffb.engine.duckdb import DuckDB
from ffb.model.tabeller import TABELLER

BORGERE = 6000
PROEVES = NAVNE[::3]  # all of them are held to ours whenever they are measured


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small nation with the rows of the other domains; skips where the yardsticks cannot be had."""
    andre.find_python.cache_clear()
    try:
        andre.find_python()
    except andre.KanIkke as grund:
        pytest.skip(f"pandas og polars kan ikke prøves her: {grund}")
    mappe = tmp_path_factory.mktemp("land")
    make_national_parquet(mappe, BORGERE)
    write_andre_omraader(mappe)
    return mappe


@pytest.fixture(scope="module")
def grundlag(land: Path) -> Analysegrundlag:
    return make_grundlag(land, DuckDB(traade=1))


@pytest.mark.lang
@pytest.mark.parametrize("id_", PROEVES)
def test_pandas_og_polars_giver_vores_raekker(id_: str, land: Path, grundlag: Analysegrundlag) -> None:
    vores = ordnet(find_raekker(grundlag, id_))
    assert vores
    for hvem in HVEM:
        svar = ask_andre(land, id_, hvem)
        assert ordnet(svar["raekker"]) == vores, hvem
        assert svar["cpu"] > 0 and svar["mb"] > 0


def test_hver_analyse_af_flere_borgere_er_med() -> None:
    assert list(NAVNE) == sorted(a.id for a in load_analyser() if not a.borger)
    for id_ in NAVNE:
        assert (andre.PEERS / f"analyser_{id_.lower()}.py").exists()


def test_graensen_laeser_kolonner_der_findes() -> None:
    for id_, tabeller in KOLONNER.items():
        for tabel, kolonner in tabeller.items():
            assert set(kolonner.split()) <= set(TABELLER[tabel].kolonnenavne), (id_, tabel)


def test_raekkernes_orden_er_ligegyldig_men_ikke_deres_tal() -> None:
    assert ordnet([("a", 1), ("b", None)]) == ordnet([["b", None], ["a", 1]])
    assert ordnet([("a", 1)]) != ordnet([("a", 2)]) and ordnet([("a", 1)]) != ordnet([("a", 1)] * 2)


def test_uenige_raekker_bliver_ikke_maalt(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def ask(mappe: Path, id_: str, hvem: str) -> dict[str, Any]:
        return {"raekker": [["a", 1 if hvem == "pandas" else 2]], "cpu": 1.0, "mb": 1.0}

    monkeypatch.setattr(del_, "measure_graense", lambda mappe, id_: 0.5)
    monkeypatch.setattr(del_, "run_proces", lambda *a, **k: Koldt(1.0, 1.0, 1.0, 1.0, [["a", 1]]))
    monkeypatch.setattr(del_, "ask_andre", ask)
    with pytest.raises(RuntimeError, match="polars gav andre rækker i V02"):
        del_.run_kaploeb(tmp_path, "V02")


def test_vaeksten_er_en_ved_ti_gange_prisen_for_ti_gange_landet() -> None:
    linje, kvadratisk = del_.make_vaekst({"V01": 2.0, "V02": 2.0}, {"V01": 20.0, "V02": 200.0}, "×1 → ×10")
    assert linje.vaerdi == pytest.approx(1.0) and linje.naaet is True
    assert kvadratisk.vaerdi == pytest.approx(2.0) and kvadratisk.naaet is False
