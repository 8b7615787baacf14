"""The afstemning in SQL equals the oracle's, cell by cell and row by row, on drawn worlds and lists."""

import random
from collections import Counter
from datetime import date

import pytest

from afstem.verden import find_relevante, make_bevillinger, make_prepared
from ffb.afstem.bevilling import Afstemningsvalg, build_afstemning
from ffb.afstem.paragraf import parse_paragraf
from ffb.begreber import PARAGRAF_RAEKKEFOELGE
from ffb.formats.personliste import Personliste
from ffb.rapport.resultat import Opgoerelse
from orakel.afstemning import UENDELIG, make_dele, orakel_afstemning
from orakel.generator import tilfaeldig_leverancer
from orakel.haandlavet import add_ydelse, make_verden
from orakel.rapport import find_kommuner
from orakel.verden import to_raekker

AAR = (date(2025, 1, 1), date(2025, 12, 31))


def liste(bevillinger):
    return Personliste("bevilling", "bevillinger.csv", ("CPR",), bevillinger)


def read_svar(o: Opgoerelse, borger_af):
    """The opgørelse in the oracle's shape."""
    i_alt = o.tabeller["pr_paragraf"].raekker[-1]
    tal = Counter({k: i_alt[k] for k in ("stemmer", "datoer_afviger", "ikke_leveret", "ikke_bevilget")})
    tal["bevilget"] = i_alt["ydelser"] - i_alt["ikke_bevilget"]
    pr = Counter()
    for r in o.tabeller["pr_paragraf"].raekker[:-1]:
        for k in ("stemmer", "datoer_afviger", "ikke_leveret", "ikke_bevilget"):
            pr[r["paragraf"], k] += r[k]
        pr[r["paragraf"], "bevilget"] += r["ydelser"] - r["ikke_bevilget"]
    dag = date.fromisoformat
    uendelig = lambda t: dag(t) if t else UENDELIG  # noqa: E731
    return {
        "tal": tal,
        "pr_paragraf": pr,
        "ikke_leveret": Counter(
            (borger_af[r["cpr"]], r["paragraf"], dag(r["start"])) for r in o.tabeller["ikke_leveret"].raekker
        ),
        "ikke_bevilget": Counter(
            (borger_af[r["cpr"]], r["paragraf"], dag(r["start"])) for r in o.tabeller["ikke_bevilget"].raekker
        ),
        "datoer_afviger": Counter(
            (
                borger_af[r["cpr"]], r["paragraf"], tuple(r["afviger"]), r["start_dage"],
                dag(r["bevilget_fra"]), uendelig(r["bevilget_til"]), dag(r["leveret_fra"]),
                uendelig(r["leveret_til"]), r["bevillinger"], r["ydelser"],
            )
            for r in o.tabeller["datoer_afviger"].raekker
        ),
    }  # fmt: skip


def assert_ens(verden, rng, tolerance, periode):
    set_ = Counter()
    raekker = to_raekker(verden.tabeller())
    kommuner = find_kommuner(raekker)
    for kommune in kommuner:
        if kommune is None and len(kommuner) > 1:
            continue
        relevante = find_relevante(verden, kommune)
        bevillinger = [b for b in make_bevillinger(rng, relevante) if b["paragraf"] in PARAGRAF_RAEKKEFOELGE]
        grundlag = make_prepared(verden, kommune)
        o = build_afstemning(grundlag, liste(bevillinger), Afstemningsvalg(*periode, tolerance))
        borger_af = {r["cpr"]: r["borger_id"] for r in raekker["cpr"]}
        borger_af |= {b["cpr"]: b["borger_id"] for b in bevillinger}
        facit = orakel_afstemning(make_dele(bevillinger, relevante), periode, tolerance, grundlag.pr_dato)
        svar = read_svar(o, borger_af)
        for navn, ventet in facit.items():
            assert svar[navn] == ventet, (kommune, navn)
        pr_enhed, pr_paragraf = (o.tabeller[n].raekker[-1] for n in ("pr_enhed", "pr_paragraf"))
        assert {**pr_enhed, "paragraf": "I alt"} == {**pr_paragraf, "enhed": "I alt"}
        set_ += Counter(facit["tal"])
        set_ += Counter(
            {("afviger", a): n for (_, _, af, *_), n in facit["datoer_afviger"].items() for a in af}
        )
    return set_


@pytest.mark.parametrize("froe", range(3))
def test_afstemning_mod_orakel(froe):
    rng = random.Random(froe)
    verden = tilfaeldig_leverancer(rng, 40)
    assert_ens(verden, rng, rng.choice((0, 0, 3, 30)), (verden.periode_fra, verden.periode_til))


def test_hver_slags_er_set():
    """Small worlds of many kinds; together they have every status and every difference."""
    set_ = Counter()
    for froe in range(100, 107):
        rng = random.Random(froe)
        set_ += assert_ens(tilfaeldig_leverancer(rng, 12), rng, rng.choice((0, 1, 10)), AAR)
    ventet = {"stemmer", "datoer_afviger", "ikke_leveret", "bevilget", "ikke_bevilget"}
    ventet |= {("afviger", a) for a in ("start", "slut", "hul i leveringen")}
    assert ventet <= set(set_)


# -- worked out on paper ----------------------------------------------------------------------------------


def bevilling(start, slut=None, paragraf="§85", borger_id=1, **felter):
    dag = date.fromisoformat
    return {
        "borger_id": borger_id, "cpr": f"c{borger_id}", "paragraf": paragraf, "startdato": dag(start),
        "slutdato": dag(slut) if slut else None, **felter,
    }  # fmt: skip


def afstem(verden, *bevillinger, tolerance=0, periode=AAR, **felter):
    verden.mapning = None
    verden.dst_koder = [("1.12.0.1", "§85", True), ("DEMO-107", "§107", True)]
    grundlag = make_prepared(verden, "9001", **felter)
    return build_afstemning(grundlag, liste(list(bevillinger)), Afstemningsvalg(*periode, tolerance))


def en_ydelse(start, slut=None, **felter):
    verden = make_verden()
    verden.skriv_cpr(1, 1)
    dag = date.fromisoformat
    add_ydelse(verden, startdato=dag(start), slutdato=dag(slut) if slut else None, **felter)
    return verden


@pytest.mark.parametrize(
    ("bevilget", "leveret", "tolerance", "status"),
    [
        (("2025-02-01", None), ("2025-02-01", None), 0, "stemmer"),
        (("2025-02-01", None), ("2025-02-02", None), 0, "datoer_afviger"),
        (("2025-02-01", None), ("2025-02-02", None), 1, "stemmer"),
        (("2025-02-01", None), ("2025-01-31", None), 1, "stemmer"),
        (("2025-02-01", None), ("2025-01-30", None), 1, "datoer_afviger"),
        # ends: both before the day of the data, one open, one that has not come yet
        (("2025-02-01", "2025-06-30"), ("2025-02-01", "2025-06-30"), 0, "stemmer"),
        (("2025-02-01", "2025-06-30"), ("2025-02-01", None), 0, "datoer_afviger"),
        (("2025-02-01", None), ("2025-02-01", "2025-06-30"), 0, "datoer_afviger"),
        (("2025-02-01", "2026-01-11"), ("2025-02-01", None), 0, "stemmer"),
        (("2025-02-01", "2026-01-10"), ("2025-02-01", None), 0, "datoer_afviger"),
        # overlap: the last day shared, the next day, and within the tolerance
        (("2025-02-01", "2025-03-01"), ("2025-03-01", None), 0, "datoer_afviger"),
        (("2025-02-01", "2025-03-01"), ("2025-03-02", None), 0, "ikke_leveret"),
        (("2025-02-01", "2025-03-01"), ("2025-03-02", None), 1, "datoer_afviger"),
    ],
)
def test_graenser(bevilget, leveret, tolerance, status):
    o = afstem(en_ydelse(*leveret), bevilling(*bevilget), tolerance=tolerance)
    i_alt = o.tabeller["pr_paragraf"].raekker[-1]
    assert i_alt["bevillinger"] == i_alt["ydelser"] == 1
    assert i_alt[status] == 1


def test_flere_ydelser_paa_en_bevilling_og_omvendt():
    verden = en_ydelse("2025-02-01", "2025-04-30")
    add_ydelse(verden, ydelse_id="y2", startdato=date(2025, 5, 1), slutdato=None)
    o = afstem(verden, bevilling("2025-02-01"))
    assert (o.tal["stemmer"], o.tal["ydelser"], o.tal["ikke_bevilget"]) == (1, 2, 0)
    o = afstem(en_ydelse("2025-02-01"), bevilling("2025-02-01", "2025-05-31"), bevilling("2025-06-01"))
    assert (o.tal["stemmer"], o.tal["ydelser"]) == (2, 1)


@pytest.mark.parametrize(("tolerance", "afviger"), [(0, True), (30, True), (31, False)])
def test_hul_i_bevilling_og_i_levering(tolerance, afviger):
    """April and 1 May are not granted, then not delivered, while the other side runs on: 31 days."""
    huller = bevilling("2025-02-01", "2025-03-31"), bevilling("2025-05-02")
    o = afstem(en_ydelse("2025-02-01"), *huller, tolerance=tolerance)
    (raekke,) = o.tabeller["datoer_afviger"].raekker or (None,)
    assert (raekke is not None) is afviger
    if raekke:
        assert (raekke["afviger"], raekke["hul_i_bevilling"], raekke["hul_i_levering"]) == (
            ["hul i bevillingen"], 31, 0,
        )  # fmt: skip
    verden = en_ydelse("2025-02-01", "2025-03-31")
    add_ydelse(verden, ydelse_id="y2", startdato=date(2025, 5, 2))
    o = afstem(verden, bevilling("2025-02-01"), tolerance=tolerance)
    fundne = [r["afviger"] for r in o.tabeller["datoer_afviger"].raekker]
    assert fundne == ([["hul i leveringen"]] if afviger else [])


@pytest.mark.parametrize(
    ("bevillinger", "aarsag"),
    [
        ([bevilling("2025-02-01", paragraf="§107")], "anden paragraf (§107)"),
        ([bevilling("2024-02-01", "2024-03-01")], "andet tidspunkt"),
        ([bevilling("2025-02-01", borger_id=7)], "slet ikke på bevillingslisten"),
    ],
)
def test_hvorfor_ikke_bevilget(bevillinger, aarsag):
    o = afstem(en_ydelse("2025-02-01"), *bevillinger)
    (raekke,) = o.tabeller["ikke_bevilget"].raekker
    assert aarsag in raekke["aarsag"]


@pytest.mark.parametrize(
    ("ydelse", "bevillinger", "aarsag"),
    [
        ({}, [bevilling("2025-02-01", paragraf="§107")], "anden paragraf (§85)"),
        ({"slut": "2025-03-01"}, [bevilling("2025-05-01")], "på et andet tidspunkt"),
        ({}, [bevilling("2025-02-01", borger_id=7)], "slet ikke i filerne"),
        ({"status": "draft"}, [bevilling("2025-02-01")], "tæller ikke"),
    ],
)
def test_hvorfor_ikke_leveret(ydelse, bevillinger, aarsag):
    verden = en_ydelse("2025-02-01", **ydelse)
    o = afstem(verden, *bevillinger)
    (raekke,) = o.tabeller["ikke_leveret"].raekker
    assert aarsag in raekke["aarsag"]


def test_enhed_fra_liste_opslag_og_ydelse():
    verden = en_ydelse("2025-02-01", enhed="Ydelsens")
    egen = bevilling("2025-02-01", enhed="Listens")
    sag = bevilling("2025-02-01", sagsnummer="S1", borger_id=2)
    o = afstem(verden, egen, bevilling("2025-02-01"), sag, opslag={"S1": ("Opslagets", None)})
    pr = {r["enhed"]: r["bevillinger"] for r in o.tabeller["pr_enhed"].raekker}
    assert pr == {"Listens": 1, "Ydelsens": 1, "Opslagets": 1, "I alt": 3}


def test_paragraf_uden_for_ffb_er_ude_og_bliver_sagt():
    o = afstem(en_ydelse("2025-02-01"), bevilling("2025-02-01"), bevilling("2025-02-01", paragraf="SEL § 95"))
    assert (o.tal["bevillinger"], o.tal["uden_for_ffb"]) == (1, 1)
    assert any("§95 ×1" in n for n in o.noter)


def test_sikker_har_intet_cpr():
    o = afstem(en_ydelse("2025-02-01"), bevilling("2025-02-01", borger_id=7), sikker=True)
    for navn in ("ikke_leveret", "ikke_bevilget"):
        assert [r["cpr"][0] for r in o.tabeller[navn].raekker] == ["P"]
        assert o.tabeller[navn].kolonner[0].titel == "Pseudonym"


@pytest.mark.parametrize(
    ("tekst", "paragraf"),
    [
        ("§85", "§85"), ("SEL § 85, stk. 1", "§85"), ("85", "§85"), ("Servicelovens § 82 a", "§82a"),
        ("82B", "§82b"), ("§ 103 stk. 2", "§103"), ("ABL §105", "§85 i ABL §105"),
        ("almenboligloven § 105", "§85 i ABL §105"), ("§85 i ABL §105", "§85 i ABL §105"), ("§ 95", "§95"),
        ("støtte", "støtte"),
    ],
)  # fmt: skip
def test_paragraf_som_folk_skriver_den(tekst, paragraf):
    assert parse_paragraf(tekst) == paragraf
