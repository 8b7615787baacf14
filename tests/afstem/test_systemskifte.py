"""The check of a change of system against the oracle's own sorting; proposals about CPR on made-up rows."""

import random
from collections import Counter
from datetime import date, datetime

import pytest

from afstem.verden import make_opsaetning
from ffb.afstem.grundlag import prepare_grundlag
from ffb.afstem.systemskifte import assume_tidligere, build_systemskifte, find_gamle
from ffb.engine.duckdb import DuckDB
from ffb.errors import BrugsFejl
from ffb.formats.grundlag import Laesning
from ffb.rules.hoved import find_regel
from ffb.rules.koer import run_regler
from orakel.generator import tilfaeldig_leverancer
from orakel.haandlavet import FEB, MIDT, add_ydelse, make_verden, plads
from orakel.rapport import find_kommuner
from orakel.verden import to_raekker
from orakel.ydelser import _ydelser_af_gruppe, find_gaeldende

OKTOBER = datetime.fromisoformat("2025-10-01T06:00:00")


def koer(verden, kommune="9001", gammelt=None, **felter):
    laesning = Laesning(verden.tabeller(), verden.mapning)
    gamle, antaget = find_gamle(laesning, gammelt, None)
    if antaget:
        laesning = assume_tidligere(laesning, gamle)
    grundlag = prepare_grundlag(DuckDB(), laesning, None, make_opsaetning(verden, kommune, **felter))
    return build_systemskifte(grundlag, gamle, antaget=antaget), grundlag


def orakel(tabeller, kommune):
    """Outcome -> number, sorted in plain Python; what is lost and what is changed stand together."""
    gaeldende = find_gaeldende(tabeller)
    alle = [y for g in gaeldende.grupper for y in _ydelser_af_gruppe(g, tabeller)]
    egne = [y for y in alle if not y.fremmed and y.kommune == kommune]
    taeller = [
        y for y in egne if not y.gruppe.tidligere or (y.slutdato and y.slutdato <= y.gruppe.sidste_dag)
    ]
    ud = Counter()
    for y in egne:
        if not y.gruppe.tidligere:
            continue
        par = y.startdato is not None and any(
            n.skifte_noegle == y.skifte_noegle
            and n.gruppe is not y.gruppe
            and (not n.gruppe.tidligere or n.gruppe.nyeste > y.gruppe.nyeste)
            for n in taeller
        )
        slut = y.slutdato is not None and y.slutdato <= y.gruppe.sidste_dag
        if not slut:
            ud["viderefoert" if par else "ikke_slut"] += 1
        elif par:
            ud["doblet"] += 1
        else:
            ud["maaske_doblet" if any(_samtidig(y, n) for n in gaeldende.ydelser) else "kun_gammelt"] += 1
    return ud


def _samtidig(g, n):
    return (
        not n.gruppe.tidligere
        and (n.kommune, n.borger_id, n.sendt_dst, n.ydelse_kode, n.tilbud_kode)
        == (g.kommune, g.borger_id, g.sendt_dst, g.ydelse_kode, g.tilbud_kode)
        and (g.sendt_dst or g.ydelse_kode) is not None
        and None not in (n.startdato, g.startdato)
        and n.startdato != g.startdato
        and n.startdato <= g.slutdato
        and (n.slutdato is None or n.slutdato >= g.startdato)
    )


def test_udfald_mod_orakel():
    set_ = Counter()
    for froe in range(40, 50):
        verden = tilfaeldig_leverancer(random.Random(froe), 25)
        tabeller = to_raekker(verden.tabeller())
        for kommune in filter(None, find_kommuner(tabeller)):
            systemer = [g for g in find_gaeldende(tabeller).grupper if g.kommune == kommune]
            if len({g.tidligere for g in systemer}) < 2:
                continue
            try:
                o, grundlag = koer(verden, kommune)
            except BrugsFejl:
                continue
            tal = Counter(
                {
                    k: v
                    for k, v in o.tal.items()
                    if k in ("doblet", "maaske_doblet", "kun_gammelt", "viderefoert")
                }
            )
            tal["ikke_slut"] = o.tal["tabt"] + o.tal["aendret"]
            assert tal == orakel(tabeller, kommune), froe
            fund = run_regler(grundlag.motor, [find_regel("MEL-15")]).fund
            assert o.tal["tabt"] <= len(fund)
            set_ += tal
    assert set(set_) >= {"doblet", "kun_gammelt", "viderefoert", "ikke_slut"}, set_


# -- by hand ----------------------------------------------------------------------------------------------


def to_systemer(*, maerket=True):
    """Alfa (new, January) and Beta (old, October)."""
    verden = make_verden()
    verden.leverance(2, "9001", "Beta", OKTOBER, status="Tidligere anvendt" if maerket else "Nuværende")
    verden.dst_koder = [("1.12.0.1", "§85", True), ("DEMO-107", "§107", True)]
    verden.skriv_cpr(1, 1)
    return verden


def udfald(o):
    return {k: v for k, v in o.tal.items() if v and k not in ("id_skiftet", "cpr_skift")}


@pytest.mark.parametrize(
    ("gammel", "ny", "ventet"),
    [
        ({"slutdato": date(2025, 9, 1)}, None, "kun_gammelt"),
        ({"slutdato": date(2025, 10, 1)}, {"slutdato": date(2025, 10, 1)}, "doblet"),
        ({"slutdato": date(2025, 10, 2)}, {"slutdato": date(2025, 10, 2)}, "viderefoert"),
        ({}, {}, "viderefoert"),
        ({}, None, "tabt"),
        ({"slutdato": date(2025, 10, 2)}, None, "tabt"),
        ({}, {"startdato": date(2025, 10, 1)}, "aendret"),
        ({"slutdato": date(2025, 9, 1)}, {"startdato": date(2025, 9, 1)}, "maaske_doblet"),
        ({"slutdato": date(2025, 9, 1)}, {"startdato": date(2025, 9, 2)}, "kun_gammelt"),
    ],
)
@pytest.mark.parametrize("maerket", [True, False])
def test_udfald(gammel, ny, ventet, maerket):
    """The same answer whether the old system is marked, or assumed."""
    verden = to_systemer(maerket=maerket)
    add_ydelse(verden, leverance_id=2, **gammel)
    if ny is not None:
        add_ydelse(verden, leverance_id=1, **ny)
    o, _ = koer(verden, gammelt=None if maerket else "beta")
    assert udfald(o) == {ventet: 1}
    assert o.indstillinger["antaget"] is not maerket
    assert any("antaget" in n for n in o.noter) is not maerket


def test_ny_id_bliver_set():
    verden = to_systemer()
    add_ydelse(verden, leverance_id=2, slutdato=date(2025, 9, 1), ydelse_id="B-17")
    add_ydelse(verden, leverance_id=1, slutdato=date(2025, 9, 1), ydelse_id="A-1")
    o, _ = koer(verden)
    (raekke,) = o.tabeller["id_skiftet"].raekker
    assert (raekke["ydelse_id"], raekke["ny_ydelse_id"]) == ("B-17", "A-1")


def test_hvad_der_er_gammelt_skal_vaere_klart():
    verden = to_systemer(maerket=False)
    laesning = Laesning(verden.tabeller())
    with pytest.raises(BrugsFejl, match="--gammelt"):
        find_gamle(laesning, None, None)
    with pytest.raises(BrugsFejl, match="Alfa, Beta"):
        find_gamle(laesning, "Gamma", None)
    assert find_gamle(laesning, None, "leverance-2") == ({"Beta"}, True)
    assert find_gamle(Laesning(to_systemer().tabeller()), None, "leverance-1") == ({"Beta"}, False)


def test_kun_gamle_systemer_er_en_fejl():
    verden = make_verden()
    verden.leverance(2, "9001", "Beta", OKTOBER, status="Tidligere anvendt")
    with pytest.raises(BrugsFejl, match="nyt system"):
        build_alle_gamle(verden)


def build_alle_gamle(verden):
    laesning = assume_tidligere(Laesning(verden.tabeller()), {"Alfa", "Beta"})
    grundlag = prepare_grundlag(DuckDB(), laesning, None, make_opsaetning(verden, "9001"))
    return build_systemskifte(grundlag, {"Alfa", "Beta"}, antaget=True)


# -- the same citizen under two numbers ---------------------------------------------------------------------


def to_numre(
    *, foedt=(1980, 1980), koen=("K", "K"), begge_nu=False, cpr=("6501800002", "0501801234"), **felter
):
    """Citizen 1 in an older full delivery of Alfa, citizen 2 in the newest."""
    verden = make_verden()
    verden.leverance(3, "9001", "Alfa", FEB)
    for borger, leverance in ((1, 1), (2, 3), *(((1, 3),) if begge_nu else ())):
        nr = borger - 1
        verden.skriv("borger", plads(verden, 9, borger, leverance), foedselsaar=foedt[nr], koen=koen[nr])
    for borger, nummer in zip((1, 2), cpr, strict=True):
        verden.skriv_fast("cpr", borger_id=borger, cpr=nummer)
    for borger, leverance in ((1, 1), (2, 3)):
        egne = {"ydelse_id": f"y{borger}", "startdato": MIDT, **{k: v[borger - 1] for k, v in felter.items()}}
        add_ydelse(verden, borger, leverance, **egne)
    return koer(verden)[0].tabeller["cpr_skift"].raekker


@pytest.mark.parametrize(
    ("felter", "vurdering", "bevis"),
    [
        ({"sagsnummer": ("S1", "S1")}, "sandsynlig", "1 samme sagsnummer"),
        ({"ydelse_id": ("y1", "y1")}, "sandsynlig", "1 samme ydelse-id"),
        ({"indsats_id": ("i1", "i1")}, "sandsynlig", "1 samme indsats-id"),
        ({"p_nummer": ("1000000001", "1000000001")}, "mulig", "1 ydelse med samme dag, koder og P-nummer"),
    ],
)
def test_forslag_ud_fra_raekkernes_egne_oplysninger(felter, vurdering, bevis):
    (forslag,) = to_numre(**felter)
    assert (forslag["cpr_foer"], forslag["cpr_nu"]) == ("6501800002", "0501801234")
    assert forslag["vurdering"] == vurdering
    assert forslag["for"] == [bevis, "samme fødselsdag", "erstatningsnummer"]
    assert forslag["imod"] == []


def test_intet_faelles_spor_giver_intet_forslag():
    assert to_numre() == []
    assert to_numre(p_nummer=("1000000001", "1000000002"), sagsnummer=("S1", "S2")) == []


def test_andet_koen_eller_aar_taler_imod():
    assert to_numre(sagsnummer=("S1", "S1"), foedt=(1980, 1950)) == []
    assert to_numre(sagsnummer=("S1", "S1"), koen=("K", "M")) == []
    (forslag,) = to_numre(ydelse_id=("y1", "y1"), foedt=(1980, 1981))
    assert (forslag["vurdering"], forslag["imod"]) == ("mulig", ["fødselsåret er et andet"])


def test_begge_i_det_nyeste_er_kun_muligt():
    (forslag,) = to_numre(sagsnummer=("S1", "S1"), begge_nu=True)
    assert forslag["vurdering"] == "mulig"
    assert forslag["imod"] == ["begge numre er i de leverancer, der tæller"]


def test_sagsnummer_som_tre_deler_er_intet_spor():
    verden = make_verden()
    for borger in (1, 2, 3):
        verden.skriv_cpr(borger, borger)
        add_ydelse(verden, borger, sagsnummer="0", ydelse_id=f"y{borger}")
    assert koer(verden)[0].tabeller["cpr_skift"].raekker == []


def test_sikker_har_intet_cpr():
    verden = to_systemer()
    add_ydelse(verden, leverance_id=2)
    o, _ = koer(verden, sikker=True)
    assert [r["cpr"] for r in o.tabeller["se_efter"].raekker] == ["P1"]
