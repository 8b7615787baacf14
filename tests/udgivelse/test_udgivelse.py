"""An udgivelse from delivered data to its folder: exact where shown, safe together with those before it."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from analyses.orakel_v02 import make_raekker as make_v02
from analyses.orakel_v03 import make_raekker as make_v03
from analyses.orakel_v15 import make_raekker as make_v15
from analyses.test_mod_orakel import make_grundlag
from analyses.udvalg import make_udvalg
from analyses.verden import make_verden
from diskretionering.angreb import find_brud
from diskretionering.saet import Saet
from ffb.analyses import Analysevalg
from ffb.begreber import find_kommune
from ffb.diskretionering import suppress
from ffb.errors import BrugsFejl
from ffb.udgivelse import count_terninger, load_plan, make_udgivelse, read_udgivelse, write_udgivelse
from ffb.udgivelse.udgiv import load_tidligere
from orakel.verden import Verden

PLAN = load_plan()


@pytest.fixture(scope="module")
def talt():
    verden = make_verden(2)
    grundlag = make_grundlag(verden)
    periode = (verden.periode_fra, max(verden.periode_til, grundlag.dag))
    return verden, grundlag.kommuner, periode, count_terninger(grundlag, PLAN, periode)


def test_counts_are_the_oracles(talt) -> None:
    """Every kommune, region and the country, for every table: counted in plain Python."""
    verden, kommuner, periode, (terninger, _dimensioner) = talt
    assert len(kommuner) > 1
    ventet = make_ventet(verden, kommuner, periode)
    for terning in terninger:
        fundet = {k: n for k, n in terning.celler.items() if n}
        assert fundet == {k: n for k, n in ventet[terning.navn].items() if n}, terning.navn
        assert len(fundet) > 3


def make_ventet(verden: Verden, kommuner: tuple[str, ...], periode: tuple[date, date]) -> dict:
    ventet: dict = defaultdict(lambda: defaultdict(int))
    for kode in kommuner:
        kommune = find_kommune(kode)
        steder = (kode, f"region {kommune.region_kode}" if kommune else "uden region", "")
        udvalg = make_udvalg(verden, Analysevalg(*periode, (("kommune", (kode,)),)))
        startet = {y.borger for y in udvalg.ydelser if y.start >= periode[0]}
        for sted in steder:
            for r in make_v15(udvalg):
                ventet[f"borgere_{r['inddeling']}"][sted, r["kode"] or "(Tom)"] += r["borgere"]
            for inddeling in ("paragraf", "ydelse", "maalgruppe", "stoettebehov"):
                ventet[f"borgere_{inddeling}"][sted, ""] += len(udvalg.borgere)
            for r in make_v03(udvalg):
                ventet["borgere_ad"][sted, r["kode"]] += r["borgere"]
            ventet["borgere_ad"][sted, ""] += len(udvalg.borgere)
            for r in make_v02(udvalg):
                if r["paragraf"] == "I alt":
                    ventet["borgere_tema"][sted, r["kode"]] += r["borgere"]
            ventet["borgere_tema"][sted, ""] += len(startet)
    return ventet


def test_shown_is_exact_and_small_is_not_shown(talt) -> None:
    periode, tael = talt[2:]
    data = json.loads(make_udgivelse("a", periode, PLAN, tael).vist)
    skjulte = 0
    for terning, vist in zip(tael[0], data["terninger"], strict=True):
        for *koordinat, antal in vist["raekker"]:
            sandt = terning.celler[tuple(koordinat)]
            assert antal in (sandt, None)
            assert antal is None or antal >= 3
            skjulte += antal is None
    assert skjulte > 10
    assert data["periode"]["fra"] == periode[0].isoformat()


def test_the_attack_gets_nothing_out_of_it(talt) -> None:
    periode, tael = talt[2:]
    skjult = load_tidligere(make_udgivelse("a", periode, PLAN, tael))[0].skjult
    celler = {t.celle(k) for t in tael[0] for k, n in t.celler.items() if n}
    ((del_, hel),) = PLAN.delmaengder
    par = [
        ((hel, noder), (del_, noder)) for enhed, noder in celler if enhed == del_ and (hel, noder) in celler
    ]
    assert len(par) > 3
    assert find_brud(Saet("udgivelse", tael[1], tael[0]), skjult, 3, voksende=par) == []


def test_equal_data_give_equal_bytes_and_a_folder_is_made_once(talt, tmp_path: Path) -> None:
    periode, tael = talt[2:]
    en, to = (make_udgivelse("2025", periode, PLAN, tael) for _ in range(2))
    assert (en.vist, en.husket) == (to.vist, to.husket)
    sti = write_udgivelse(en, tmp_path)
    assert read_udgivelse(sti) == en
    with pytest.raises(BrugsFejl, match="ændres ikke"):
        write_udgivelse(en, tmp_path)


def test_the_same_again_shows_no_more(talt) -> None:
    """The same data once more, under another name: the same cells."""
    periode, tael = talt[2:]
    foerste = make_udgivelse("a", periode, PLAN, tael)
    anden = make_udgivelse("b", periode, PLAN, tael, [foerste])
    assert load_tidligere(anden)[0].skjult == load_tidligere(foerste)[0].skjult


def test_another_period_is_another_matter(talt) -> None:
    """A year that shares no day is not linked; one that does is."""
    periode, tael = talt[2:]
    foerste = make_udgivelse("a", periode, PLAN, tael)
    assert not foerste.overlaps((date(1990, 1, 1), date(1990, 12, 31)))
    assert foerste.overlaps((periode[1], date(2999, 1, 1)))
    igen = make_udgivelse("b", (date(1990, 1, 1), date(1990, 12, 31)), PLAN, tael, [foerste])
    alene = suppress(*tael, delmaengder=PLAN.delmaengder)
    assert load_tidligere(igen)[0].skjult == alene.skjult


def test_a_taken_name_and_a_lower_threshold_are_refused(talt) -> None:
    periode, tael = talt[2:]
    foerste = make_udgivelse("a", periode, PLAN, tael)
    with pytest.raises(BrugsFejl, match="findes"):
        make_udgivelse("a", periode, PLAN, tael, [foerste])
    with pytest.raises(BrugsFejl, match="under 3"):
        make_udgivelse("b", periode, PLAN, tael, mindst=2)
    streng = make_udgivelse("c", periode, PLAN, tael, mindst=5)
    assert all(a is None or a >= 5 for t in json.loads(streng.vist)["terninger"] for *_, a in t["raekker"])


def test_nothing_of_why_is_published(talt) -> None:
    """Which hidden cells were small, and the proof of it, stay behind."""
    periode, tael = talt[2:]
    vist = json.loads(make_udgivelse("a", periode, PLAN, tael).vist)
    assert set(vist) == {"id", "periode", "mindst", "terninger"}
    assert all(set(t) == {"navn", "titel", "enhed", "dimensioner", "raekker"} for t in vist["terninger"])
