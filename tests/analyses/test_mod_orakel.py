"""Every analysis equals its oracle: each row, share and coverage, for every filter, on drawn worlds.

The oracle of V15 is `orakel_v15.py`: NOEGLE (the columns that identify a row), make_raekker, make_daekning.
An analysis without one fails.
"""

from __future__ import annotations

import importlib
import random
from collections import Counter
from typing import Any

import pytest

from analyses.udvalg import Udvalg, make_udvalg
from analyses.verden import make_verden
from ffb.analyses import (
    Analyse,
    Analysegrundlag,
    Analyseresultat,
    Analysevalg,
    cut_borger,
    find_analyse,
    load_analyser,
    prepare_analyser,
)
from ffb.analyses.dimension import DIMENSIONER, vaerdier
from ffb.engine.duckdb import DuckDB
from ffb.engine.koersel import Opsaetning
from ffb.engine.motor import Motor
from orakel.generator import GANGE
from orakel.rapport import Indstillinger
from orakel.verden import Verden

FROE = tuple(range(1, 1 + 2 * GANGE))  # `make proof BEVIS=verdener` draws more
ANALYSER = [a for a in load_analyser() if not a.borger]
OM_BORGER = [a for a in load_analyser() if a.borger]


def make_grundlag(verden: Verden, motor: Motor | None = None) -> Analysegrundlag:
    o = Opsaetning(
        verden.periode_fra,
        verden.periode_til,
        pr_dato=verden.indstillinger.pr_dato,
        dst_koder=verden.dst_koder,
        kladde_taeller=verden.indstillinger.kladde_taeller,
    )
    return prepare_analyser(motor or DuckDB(), verden.tabeller(), verden.mapning, o)


def make_valg_list(verden: Verden, rng: random.Random) -> list[Analysevalg]:
    """No filter, and each filter alone with a few of its values."""
    periode = (verden.periode_fra, verden.periode_til)
    ud = [Analysevalg(*periode)]
    for dimension in DIMENSIONER:
        koder = [k for k in vaerdier(dimension) if "-" not in k or dimension != "alder"]
        if dimension == "alder":
            koder = [str(aar) for aar in range(20, 60)]
        elif dimension == "kommune":
            koder = ["9001", "0183"]
        elif dimension == "maalgruppe":
            koder = ["122f3f8e-84a0-476f-b9c5-0e40b1dcf113", ""]
        else:
            koder = rng.sample(koder, max(1, len(koder) // 2))
        ud.append(Analysevalg(*periode, ((dimension, tuple(sorted(koder))),)))
    return ud


@pytest.fixture(scope="module", params=FROE)
def opgave(request: pytest.FixtureRequest) -> tuple[Analysegrundlag, list[Udvalg]]:
    verden = make_verden(request.param)
    rng = random.Random(request.param)
    return make_grundlag(verden), [make_udvalg(verden, v) for v in make_valg_list(verden, rng)]


@pytest.mark.parametrize("analyse", load_analyser(), ids=lambda a: a.id)
def test_som_oraklet(analyse: Analyse, opgave: tuple[Analysegrundlag, list[Udvalg]]) -> None:
    grundlag, udvalg_list = opgave
    svar_med_raekker = 0
    for udvalg in udvalg_list:
        if all(dimension in analyse.filtre for dimension, _ in udvalg.valg.filtre):
            svar_med_raekker += assert_ens(analyse, grundlag, udvalg)
    assert svar_med_raekker, "verdenen siger intet om analysen"


def assert_ens(analyse: Analyse, grundlag: Analysegrundlag, udvalg: Udvalg) -> int:
    """Compare; returns the number of rows."""
    orakel = importlib.import_module(f"analyses.orakel_{analyse.id.lower()}")
    svar = grundlag.koer(analyse, udvalg.valg)
    ventet = {tuple(r[k] for k in orakel.NOEGLE): r for r in orakel.make_raekker(udvalg)}
    if svar.tom and udvalg.valg.periode_fra > grundlag.dag:
        return 0
    fundet = _efter_noegle(svar, orakel.NOEGLE)
    assert set(fundet) == set(ventet), udvalg.valg
    for noegle, raekke in ventet.items():
        assert {k: fundet[noegle][k] for k in raekke} == raekke, (udvalg.valg, noegle)
    if ventet:
        assert {d.maal: (d.antal, d.af) for d in svar.daekning} == orakel.make_daekning(udvalg), udvalg.valg
        assert svar.saetning
        assert "{" not in svar.saetning
    else:
        assert svar.tom
    return len(ventet)


def test_egne_normer_flytter_v05_v07_og_v16() -> None:
    """The analyses use the kommune's own thresholds of the follow-up rules, and its norm of V16."""
    verden = make_verden(3)
    svar = {}
    for navn, normer in (
        ("faste", {}),
        ("egne", {"OPF-01": {"frist": 3000, "tidlig": 0}, "OPF-02": {"tidlig": 3000}, "V16": {"ff": 4}}),
    ):
        o = Opsaetning(verden.periode_fra, verden.periode_til, dst_koder=verden.dst_koder, normer=normer)
        grundlag = prepare_analyser(DuckDB(), verden.tabeller(), verden.mapning, o)
        valg = Analysevalg(verden.periode_fra, verden.periode_til)
        svar[navn] = {i: grundlag.koer(find_analyse(i), valg).tabel.raekker for i in ("V05", "V07", "V16")}

    def antal(navn: str, kode: str) -> int:
        rettidig = [r for r in svar[navn]["V07"] if r["inddeling"] == "rettidig"]
        return next(r["antal"] for r in rettidig if r["kode"] == kode)

    assert antal("faste", "over") > 0 == antal("egne", "over")
    assert antal("egne", "frist") > antal("faste", "frist")
    maalt = {n: next(r["fulgt"] for r in svar[n]["V05"] if r["kode"] == "alle") for n in svar}
    assert maalt["egne"] > maalt["faste"]
    assert {r["norm"] for r in svar["faste"]["V16"]} == {None}
    assert {(r["slags_kode"], r["norm"]) for r in svar["egne"]["V16"]} == {
        ("ff", 4), ("ad", None), ("stoettebehov", None), ("maaltype", None)
    }  # fmt: skip


def make_borgersvar(verden: Verden, analyse: Analyse, borger_id: int, valg: Analysevalg) -> Analyseresultat:
    """The answer about one citizen, from an engine that holds nobody else."""
    o = Opsaetning(verden.periode_fra, verden.periode_til, dst_koder=verden.dst_koder)
    tabeller = cut_borger(verden.tabeller(), borger_id)
    assert not tabeller["cpr"].num_rows
    return prepare_analyser(DuckDB(), tabeller, verden.mapning, o).koer(analyse, valg)


def find_borgere(verden: Verden, antal: int) -> list[int]:
    """Those with the most scores."""
    scorer = verden.tabeller()["aktivitet_deltagelse_version"]["borger_id"].to_pylist()
    return [b for b, _n in Counter(scorer).most_common(antal)]


@pytest.mark.parametrize("analyse", OM_BORGER, ids=lambda a: a.id)
def test_om_en_borger_alene_er_det_samme(analyse: Analyse) -> None:
    """What is said of a citizen does not change, and is about nobody else, when only her rows are there."""
    verden = make_verden(2)
    verden.indstillinger = Indstillinger()
    valg = Analysevalg(verden.periode_fra, verden.periode_til)
    alle = make_grundlag(verden).koer(analyse, valg).tabel.raekker
    for borger_id in find_borgere(verden, 6):
        hendes = make_borgersvar(verden, analyse, borger_id, valg).tabel.raekker
        assert hendes == [r for r in alle if r["borger"] == str(borger_id)]
        assert hendes


def _efter_noegle(svar: Analyseresultat, noegle: tuple[str, ...]) -> dict[tuple[Any, ...], dict[str, Any]]:
    ud = {tuple(r[k] for k in noegle): r for r in svar.tabel.raekker}
    assert len(ud) == len(svar.tabel.raekker), "to rækker med samme nøgle"
    return ud
