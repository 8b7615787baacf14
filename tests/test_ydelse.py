"""docs/ydelse.md is written from the kept numbers: what it says of stale, missed, broken parts."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from bench import andre, resultat, side
from bench.__main__ import run_del
from bench.dele import DELE, find_del
from bench.maskine import tal
from bench.resultat import ROD, Del, Linje, Maalt, Udbytte, aftryk, read_maalt, write_maalt
from bench.side import Forklaring, find_uforklarede, make_side

DEL = Del("proeve", "En prøve", "Om prøven.", "proevemodul", ("bench/side.py",))
GRAENSE = Linje("×10", "Tabel 1", 2.0, "CPU s", "graense", "læs", 0.5, 2.0)
HURTIG = Linje("×10", "Tabel 1", 2.0, "CPU s", "andre", "pandas", 30.0, 10.0)
MAALT = Maalt("2026-11-23 05:00 UTC", "En maskine", [0.1, 2.5], 61.0, "x", [GRAENSE, HURTIG])


# -- a number beside its yardstick
def test_forholdet_er_vores_over_graensen_og_gange_hurtigere_end_andre() -> None:
    assert GRAENSE.forhold == 4.0 and GRAENSE.naaet is False
    assert HURTIG.forhold == 15.0 and HURTIG.naaet is True


def test_af_en_fart_er_mere_bedre() -> None:
    fart = Linje("", "læst", 300.0, "bundter/s", "andre", "andet", 100.0, 4.0)
    assert fart.forhold == 3.0 and fart.naaet is False
    assert replace(fart, slags="graense", dens=600.0, maal=2.0).forhold == 2.0


def test_et_tal_uden_maalestok_holdes_op_mod_sit_maal() -> None:
    assert Linje("", "hukommelse", 900.0, "MB", maal=1024.0).naaet is True
    assert Linje("", "poster", 90.0, "poster/s", maal=100.0).naaet is False
    assert Linje("", "fejl", 0, "sider", maal=0).naaet is True
    assert Linje("", "uden mål", 1.0, "s").naaet is None


def test_uden_maalestokkens_tal_er_maalet_hverken_naaet_eller_misset() -> None:
    uden = replace(HURTIG, dens=None, mangler="findes ikke her")
    assert uden.forhold is None and uden.naaet is None
    assert "sprunget over: findes ikke her" in make_side([(DEL, replace(MAALT, linjer=[uden]))], [])


# -- the page
def test_en_del_der_ikke_er_koert_siger_det() -> None:
    tekst = make_side([(DEL, None)], [])
    assert "**Ikke kørt.** Kør `python -m bench proeve`" in tekst and "| En prøve | ikke kørt |" in tekst


def test_en_foraeldet_lille_eller_brudt_del_siger_det() -> None:
    tekst = make_side([(DEL, replace(MAALT, lille=True, fejl="OSError: væk"))], [], ["proeve"])
    assert all(ord_ in tekst for ord_ in ("**Forældet:**", "**Lille kørsel**", "**Gik i stykker**", "væk"))
    assert "Forældet" not in make_side([(DEL, MAALT)], [])


def test_et_misset_maal_staar_med_sin_forklaring_og_profil() -> None:
    forklaring = Forklaring("proeve", "×10 | Tabel 1 | *", "Det er sorteringen.", "sorter 80 %")
    tekst = make_side([(DEL, MAALT)], [forklaring])
    assert "| **nej** |" in tekst and "- ×10 | Tabel 1 | læs: Det er sorteringen." in tekst
    assert "  sorter 80 %" in tekst
    assert not find_uforklarede([(DEL, MAALT)], [forklaring])


def test_forklaringen_vises_kun_naar_maalet_er_misset() -> None:
    naaet = replace(MAALT, linjer=[replace(GRAENSE, vaerdi=0.9), HURTIG])
    forklaring = Forklaring("proeve", "*", "Det er sorteringen.")
    assert "sorteringen" not in make_side([(DEL, naaet)], [forklaring])


def test_et_misset_maal_uden_forklaring_siges() -> None:
    fremmed = Forklaring("en_anden", "*", "Noget andet.")
    assert "*endnu uden forklaring*" in make_side([(DEL, MAALT)], [fremmed])
    assert find_uforklarede([(DEL, MAALT)], [fremmed]) == ["proeve: ×10 | Tabel 1 | læs"]


def test_hver_del_har_sin_egen_dato_maskine_og_belastning() -> None:
    anden = replace(DEL, navn="anden", titel="En anden")
    tekst = make_side(
        [(DEL, MAALT), (anden, replace(MAALT, tid="2027-01-01 00:00 UTC", maskine="Nr. 2"))], []
    )
    assert "Kørt 2026-11-23 05:00 UTC på En maskine; belastning 0,1 → 2,5; tog 61 s." in tekst
    assert "Kørt 2027-01-01 00:00 UTC på Nr. 2" in tekst


def test_tal_paa_dansk() -> None:
    assert [tal(x) for x in (1234567.0, 12.345, 1.5, 0.25, 0.0123, 0)] == [
        "1.234.567", "12,3", "1,50", "0,25", "0,012", "0",
    ]  # fmt: skip


# -- what is kept
def test_tallene_gemmes_og_laeses_igen(tmp_path: Path) -> None:
    assert read_maalt(DEL, tmp_path) is None
    write_maalt(DEL, MAALT, tmp_path)
    assert read_maalt(DEL, tmp_path) == MAALT


def test_aftrykket_skifter_med_filernes_navne_og_indhold(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    fil = tmp_path / "a" / "x.sql"
    fil.write_text("SELECT 1")
    foer = aftryk(["a"], tmp_path)
    assert aftryk(["a"], tmp_path) == foer
    fil.write_text("SELECT 2")
    aendret = aftryk(["a"], tmp_path)
    fil.rename(tmp_path / "a" / "y.sql")
    assert len({foer, aendret, aftryk(["a"], tmp_path)}) == 3
    with pytest.raises(FileNotFoundError):
        aftryk(["b"], tmp_path)


def test_en_del_der_gaar_i_stykker_gemmes_med_grunden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def maal(lille: bool) -> Udbytte:
        raise RuntimeError("pandas og SQL er uenige")

    modul = ModuleType("proevemodul")
    modul.maal = maal  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "proevemodul", modul)
    run_del(DEL, lille=True, mappe=tmp_path)
    gemt = read_maalt(DEL, tmp_path)
    assert gemt and gemt.fejl == "RuntimeError: pandas og SQL er uenige" and gemt.lille


# -- the page in the repository
def test_siden_er_skrevet_af_tallene() -> None:
    """Nobody has written in it by hand. Whether a part is stale depends on the day, and is left out."""
    dele = [(d, read_maalt(d)) for d in DELE]
    ventet = make_side(dele, side.load_forklaringer())
    linjer = {side.FORAELDET.format(navn=d.navn) for d in DELE}
    faktisk = [x for x in side.SIDE.read_text(encoding="utf-8").split("\n") if x not in linjer]
    ens = [x for x in faktisk if x] == [x for x in ventet.split("\n") if x]
    assert ens, "skriv siden igen: python -m bench --side"


def test_hver_forklaring_hoerer_til_en_del() -> None:
    assert {f.del_ for f in side.load_forklaringer()} <= {d.navn for d in DELE}


def test_delene_findes_og_deres_kilder_er_der() -> None:
    assert len({d.navn for d in DELE}) == len(DELE)
    for d in DELE:
        assert (ROD / d.modul.replace(".", "/")).with_suffix(".py").exists()
        assert aftryk(d.kilder)
    with pytest.raises(SystemExit, match="Vælg mellem"):
        find_del("findes ikke")


# -- other tools
def test_uden_andres_miljoe_siges_hvorfor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FFB_BENCH_ANDRE", str(tmp_path / "miljoe"))
    monkeypatch.setattr(andre, "_lav", lambda mappe, python: [["false"]])
    andre.find_python.cache_clear()
    with pytest.raises(andre.KanIkke, match="pakkerne kunne ikke hentes"):
        andre.find_python()


def test_den_der_bruger_al_hukommelse_er_ikke_maalt_og_tager_ingen_med_sig(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kode = "import os\nassert open('/proc/self/oom_score_adj').read() == '1000\\n'\nos.kill(os.getpid(), 9)"
    (tmp_path / "graadig.py").write_text(kode, encoding="utf-8")
    monkeypatch.setattr(andre, "PEERS", tmp_path)
    monkeypatch.setattr(andre, "find_python", lambda: Path(sys.executable))
    with pytest.raises(andre.KanIkke, match="løb tør for hukommelse"):
        andre.ask("graadig", {})


def test_andres_pakker_er_laast_til_en_version_og_ingen_af_vores() -> None:
    krav = [linje for linje in andre.KRAV.read_text(encoding="utf-8").splitlines() if linje]
    assert {"polars", "pandera", "pointblank"} <= {k.partition("=")[0].partition("[")[0] for k in krav}
    assert all("==" in k for k in krav)


# -- the parts themselves, on next to nothing
@pytest.mark.lang
@pytest.mark.parametrize("navn", ["konvertering", "skriv", "lager"])
def test_delen_kan_maales(navn: str, tmp_path: Path) -> None:
    kald = (
        "import sys; from pathlib import Path\nfrom bench.__main__ import run_del\n"
        "from bench.dele import find_del\n"
        f"sys.exit(bool(run_del(find_del('{navn}'), lille=True, mappe=Path(sys.argv[1])).fejl))"
    )
    subprocess.run([sys.executable, "-c", kald, str(tmp_path)], cwd=ROD, check=True, timeout=300)
    linjer = json.loads((tmp_path / f"{navn}.json").read_text(encoding="utf-8"))["linjer"]
    assert linjer and all(linje["vaerdi"] is not None for linje in linjer)


def test_mappen_er_docs() -> None:
    assert resultat.MAPPE.relative_to(ROD).parts[0] == "docs"
