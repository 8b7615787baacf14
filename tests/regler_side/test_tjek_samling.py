"""The verdict and the folding of a check, on findings made by hand; and the safe copy's cover."""

from dataclasses import replace
from datetime import date

import pytest

from ffb.engine.duckdb import DuckDB
from ffb.engine.koersel import Opsaetning, prepare_motor
from ffb.formats.fhir.fund import FUND
from ffb.model.fund import Fund, Sted
from ffb.rules.arbejdsliste import daek
from ffb.rules.form import _element, _udfyld, load_formregler
from ffb.rules.hoved import load_regler
from ffb.rules.koer import Regelsvar, run_regler
from ffb.rules.tjek import SAGSFELTER, _faerdig, _fold, find_konklusion

GRAV = next(r for r in load_regler() if r.alvor == "fejl")
MILD = next(r for r in load_regler() if r.alvor == "oplysning")


def fund(regel="T1-01", alvor="fejl", noegle="n1", **felter):
    faste = {
        "titel": "t", "besked": "b", "goer": "g", "ejer": "sagsbehandler", "fase": None, "borger": "1",
        "felt": None, "vaerdi": None, "leverance": "L", "tabel": "ydelse", "sted": Sted("ydelse.csv", 2),
        "dato": date(2025, 1, 1), "kommune": "9001", "system": "S",
    }  # fmt: skip
    return Fund(regel=regel, alvor=alvor, noegle=noegle, **faste | felter)


@pytest.mark.parametrize(
    ("fundne", "svar", "konklusion"),
    [
        ([], [], "klar"),
        ([fund(alvor="advarsel"), fund(alvor="oplysning")], [], "klar"),
        ([fund(alvor="fejl")], [], "klar_med_mangler"),
        ([fund(alvor="fejl"), fund(alvor="blokerende")], [], "kan_ikke_modtages"),
        ([fund(regel="FHIR-TYPE", alvor="fejl")], [], "kan_ikke_modtages"),
        ([fund(regel="FHIR-BOM", alvor="advarsel")], [], "klar"),
        ([], [Regelsvar(GRAV, "ikke_koert", "tabellen mangler")], "klar_med_mangler"),
        ([], [Regelsvar(MILD, "ikke_koert", "tabellen mangler")], "klar"),
        ([], [Regelsvar(GRAV, "ikke_relevant", "kun én leverance")], "klar"),
        ([], [Regelsvar(GRAV, "koert")], "klar"),
    ],
)
def test_konklusion(fundne, svar, konklusion):
    assert find_konklusion(fundne, svar) == konklusion


def test_uden_vejledning_er_regler_der_kraever_den_ikke_koert():
    """T1-02 only looks a term up in the guide, and can do without."""
    motor = DuckDB()
    prepare_motor(motor, {}, None, Opsaetning(date(2025, 1, 1), date(2025, 12, 31)))
    uden = {s.regel.id for s in run_regler(motor).svar if "mapningsvejledning" in (s.grund or "")}
    assert uden == {r.id for r in load_regler() if "mapning" in r.kraever}
    assert {"T1-03", "T1-05", "MAP-03"} <= uden
    assert "T1-02" not in uden


def test_samme_aarsag_foldes_under_det_groveste():
    let = fund(noegle="let", alvor="advarsel", aarsag="ydelse:2")
    grov = fund(noegle="grov", alvor="blokerende", aarsag="ydelse:2")
    assert [(f.noegle, f.foldet) for f in _fold([let, grov])] == [("grov", ("let",))]


@pytest.mark.parametrize(
    "felter",
    [
        {"borger": "2"},
        {"leverance": "M"},
        {"kommune": "9002"},
        {"system": "T"},
        {"aarsag": "ydelse:3"},
        {"aarsag": None},
    ],
)
def test_forskellige_aarsager_foldes_ikke(felter):
    en, anden = fund(noegle="a", aarsag="ydelse:2"), fund(noegle="b", **{"aarsag": "ydelse:2"} | felter)
    assert sorted(f.noegle for f in _fold([en, anden])) == ["a", "b"]


def test_to_bundter_foldes_ikke_selv_om_posterne_har_samme_nummer():
    steder = [Sted("alle.ndjson", linje, None, None, "Bundle.entry[1].resource") for linje in (1, 2)]
    to = [fund(noegle=f"n{s.linje}", aarsag="ydelse:2", sted=s) for s in steder]
    assert len(_fold(to)) == 2


def test_detaljen_i_et_fund_om_form_er_ingen_aarsag():
    to = [fund(noegle=n, regel="FHIR-TYPE", aarsag="fandt tekst") for n in "ab"]
    assert len(_fold(to)) == 2


@pytest.mark.parametrize(
    ("ventet", "tekst"), [(date(2025, 12, 31), "31.12.2025"), (4, "4"), ("§85", "§85"), (None, None)]
)
def test_forventet_er_tekst(ventet, tekst):
    assert _faerdig(fund(forventet=ventet), dict.fromkeys(SAGSFELTER)).forventet == tekst


def test_raekkens_egen_sag_gaar_foran_borgerens():
    sag = {"sagsnummer": "S2", "enhed": "Nord", "sagsbehandler": "Demo", "tilbud": None}
    faerdig = _faerdig(fund(sagsnummer="S1"), sag)
    assert (faerdig.sagsnummer, faerdig.enhed, faerdig.sagsbehandler) == ("S1", "Nord", "Demo")


@pytest.mark.parametrize(
    ("tekst", "vist"),
    [
        ("6102704321", "••••••••••"),
        ("sag 610270-4321.", "sag ••••••••••."),
        ("610270 AB12", "••••••••••"),
        ("DEMO-9001-000005", "DEMO-9001-000005"),
        ("638f44df-6bf2-47f8-9935-b8fdc83e5bf5", "638f44df-6bf2-47f8-9935-b8fdc83e5bf5"),
        ("01.02.2025", "01.02.2025"),
        (None, None),
    ],
)
def test_daek(tekst, vist):
    assert daek(tekst) == vist


@pytest.mark.parametrize(
    ("felt", "type_", "element"),
    [
        ("Bundle.entry[2].resource.code.coding[0].code", "Condition", "Condition.code.coding.code"),
        ("Bundle.entry[2].resource", "Condition", "Condition"),
        ("Bundle.entry[2]", None, "Bundle.entry"),
        ("STARTDATO", None, "STARTDATO"),
        (None, None, None),
    ],
)
def test_element(felt, type_, element):
    assert _element(felt, type_) == element


@pytest.mark.parametrize(
    ("skabelon", "vist", "tekst"),
    [
        ("{element} er tom.", {"element": "Goal.code"}, "Goal.code er tom."),
        ("{element} skal være {forventet}.", {"element": "Goal.code"}, FUND["FHIR-TYPE"].besked),
    ],
)
def test_hovedets_ord_bruges_kun_naar_alt_i_dem_er_kendt(skabelon, vist, tekst):
    regel = load_formregler()["FHIR-TYPE"]
    assert _udfyld(regel, replace(regel.tekst(), besked=skabelon), "besked", vist) == tekst
