"""bench/national.py writes the model's own tables, and the report can be built from them."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from ffb.analyses import Analysevalg, find_analyse, prepare_analyser
from ffb.demo import PERIODE_FRA, PERIODE_TIL
from ffb.engine.duckdb import DuckDB
from ffb.formats.dst_koder import read_dst_koder
from ffb.formats.grundlag import Mapning
from ffb.formats.identitet import Identitet
from ffb.model.tabeller import TABELLER
from ffb.rapport.byg import Opsaetning, build_rapporter

BORGERE, KOMMUNER = 2000, 3
pytest.importorskip("numpy", reason="numpy følger kun med i udviklingsmiljøet")


@pytest.fixture(scope="module")
def national() -> ModuleType:
    sti = Path(__file__).parents[2] / "bench" / "national.py"
    spec = importlib.util.spec_from_file_location("national", sti)
    assert spec and spec.loader
    modul = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(modul)
    return modul


@pytest.fixture(scope="module")
def land(national: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    mappe = tmp_path_factory.mktemp("land")
    return mappe, national.make_national_parquet(mappe, BORGERE, KOMMUNER, seed=1)


def test_tabellerne_er_modellens(land: tuple[Path, dict[str, int]]) -> None:
    mappe, antal = land
    fysiske = {t.fysisk: t.schema() for t in TABELLER.values()}
    for fil in sorted(mappe.glob("*.parquet")):
        if fil.stem != "mapning":
            tabel = pq.read_table(fil)
            assert tabel.schema.equals(fysiske[fil.stem])
            assert tabel.num_rows == antal.get(fil.stem, KOMMUNER)
    assert antal["aktivitet_deltagelse_version"] == pytest.approx(12 * antal["borger_version"], rel=0.1)
    assert antal["borger_version"] == pytest.approx(BORGERE, rel=0.01)


def test_sorteret_paa_borger_og_ingen_rigtig_cpr(land: tuple[Path, dict[str, int]]) -> None:
    mappe, antal = land
    for navn in antal:
        ider = pq.read_table(mappe / f"{navn}.parquet")["borger_id"].to_pylist()
        assert ider == sorted(ider)
    numre = pq.read_table(mappe / "cpr.parquet")["cpr"].to_pylist()
    identitet = Identitet(b"x" * 32)
    aar = pq.read_table(mappe / "borger_version.parquet")["foedselsaar"].to_pylist()
    assert len(set(numre)) == len(numre)
    for nummer, foedt in zip(numre, aar, strict=True):
        person = identitet.person(nummer)
        assert person.erstatning and person.fejl is None and person.foedselsaar == foedt


def test_samme_seed_giver_samme_tabeller(
    national: ModuleType, land: tuple[Path, dict[str, int]], tmp_path: Path
) -> None:
    mappe, antal = land
    assert national.make_national_parquet(tmp_path, BORGERE, KOMMUNER, seed=1) == antal
    for navn in antal:
        assert pq.read_table(tmp_path / f"{navn}.parquet").equals(pq.read_table(mappe / f"{navn}.parquet"))


def test_rapporten_kan_dannes(land: tuple[Path, dict[str, int]]) -> None:
    mappe, _ = land
    kilder = {f.stem: pq.read_table(f) for f in mappe.glob("*.parquet") if f.stem != "mapning"}
    mapning = [Mapning(**r) for r in pq.read_table(mappe / "mapning.parquet").to_pylist()]
    opsaetning = Opsaetning(
        periode_fra=PERIODE_FRA, periode_til=PERIODE_TIL, dst_koder=read_dst_koder(mappe / "dst-koder.csv")
    )
    rapporter = build_rapporter(kilder, mapning, opsaetning)
    start = kilder["ydelse_version"]["startdato"]
    i_perioden = pc.sum(pc.and_(pc.greater_equal(start, PERIODE_FRA), pc.less_equal(start, PERIODE_TIL)))
    assert len(rapporter) == KOMMUNER
    # every row carries a relevant DST-kode, so every start in the period is counted, once
    assert sum(r.tabeller["tabel1"].raekker[-1]["antal"] for r in rapporter) == i_perioden.as_py()
    for rapport in rapporter:
        i_alt = rapport.tabeller["tabel1"].raekker[-1]
        assert 0 < i_alt["mangler_ydelse_uuid"] < i_alt["antal"] * 0.05
        assert 0 < i_alt["fejl_mapning"] < i_alt["antal"] * 0.05


def test_andre_omraader(land: tuple[Path, dict[str, int]], tmp_path: Path) -> None:
    """The rows of other domains make V12-V14 answer, and the same seed gives the same rows."""
    from bench.national_omraader import OMRAADER, write_andre_omraader

    for fil in land[0].iterdir():
        (tmp_path / fil.name).write_bytes(fil.read_bytes())
    antal = write_andre_omraader(tmp_path, seed=1)
    foerste = {navn: pq.read_table(tmp_path / f"{navn}.parquet") for navn in antal}
    assert write_andre_omraader(tmp_path, seed=1) == antal
    assert all(pq.read_table(tmp_path / f"{navn}.parquet").equals(t) for navn, t in foerste.items())
    assert {navn: t.num_rows for navn, t in foerste.items()} == antal
    assert set(antal) == {TABELLER[navn].fysisk for navn in OMRAADER}
    borgere = set(pq.read_table(tmp_path / "borger_version.parquet")["borger_id"].to_pylist())
    fsiii = foerste[TABELLER["fsiii_ydelse"].fysisk]["borger_id"].to_pylist()
    assert len(set(fsiii) & borgere) == pytest.approx(0.2 * len(borgere), rel=0.2)
    assert len(set(fsiii) - borgere) == pytest.approx(1.5 * len(borgere), rel=0.01)
    i_arbejde = foerste[TABELLER["beskaeftigelse"].fysisk]
    assert i_arbejde.num_rows == pytest.approx(0.5 * 12 * len(borgere), rel=0.1)
    assert set(i_arbejde["borger_id"].to_pylist()) <= borgere
    kilder = {f.stem: pq.read_table(f) for f in tmp_path.glob("*.parquet") if f.stem != "mapning"}
    opsaetning = Opsaetning(
        periode_fra=PERIODE_FRA, periode_til=PERIODE_TIL, dst_koder=read_dst_koder(tmp_path / "dst-koder.csv")
    )
    grundlag = prepare_analyser(DuckDB(), kilder, None, opsaetning)
    for id_ in ("V12", "V13", "V14"):
        assert grundlag.koer(find_analyse(id_), Analysevalg(PERIODE_FRA, PERIODE_TIL)).tabel.raekker, id_


def test_en_kommune_i_portioner_har_egne_numre_og_ider(
    national: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What memory holds is a portion; the rows are numbered through, and no id or number stands twice."""
    stoerste = []
    tabel = national._tabel

    def maal(navn: str, kolonner: dict, antal: int, leverance_id: int, foer: int) -> object:
        stoerste.append(len(set(kolonner["borger_id"].tolist())))
        return tabel(navn, kolonner, antal, leverance_id, foer)

    monkeypatch.setattr(national, "PORTION", 50)
    monkeypatch.setattr(national, "_tabel", maal)
    antal = national.make_national_parquet(tmp_path, 400, 2, seed=1)
    assert max(stoerste) <= 50 and antal["borger_version"] > 300
    for navn in antal:
        raekker = pq.read_table(tmp_path / f"{navn}.parquet")
        assert raekker["borger_id"].to_pylist() == sorted(raekker["borger_id"].to_pylist())
        if navn == "cpr":
            continue
        steder = list(zip(raekker["leverance_id"].to_pylist(), raekker["post_nr"].to_pylist(), strict=True))
        assert len(set(steder)) == len(steder)
        for nr in (1, 2):
            assert sorted(p for lev, p in steder if lev == nr) == list(
                range(2, 2 + sum(lev == nr for lev, _ in steder))
            )
    ider = pq.read_table(tmp_path / "ydelse_version.parquet")["ydelse_id"].to_pylist()
    assert len(set(ider)) == len(ider)


def test_kommandoen_skriver_landet(
    national: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    national.main(["--til", str(tmp_path / "land"), "--gange", "0.01", "--kommuner", "2"])
    ud = capsys.readouterr().out
    borgere = pq.ParquetFile(tmp_path / "land" / "borger_version.parquet").metadata.num_rows
    assert borgere == pytest.approx(800, rel=0.05)
    assert (tmp_path / "land" / "leverance.parquet").exists() and ud.splitlines()[-1].endswith("MB")
