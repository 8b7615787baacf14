"""The oracle by hand: which leverancer and rows count. Each test names the sentence it proves."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date

import pytest

from orakel import puljer as p
from orakel.generator import tilfaeldig_leverancer
from orakel.haandlavet import (
    FEB,
    JAN,
    add_bundle,
    add_ydelse,
    fhir_indsats,
    fhir_ydelse,
    i_alt,
    make_fhir,
    make_verden,
    mangler,
    plads,
    rapport,
)
from orakel.rapport import find_kommuner
from orakel.verden import Plads, Verden


def test_perioden_er_inklusive_i_begge_ender() -> None:
    """'Period: startdato from periode_start to periode_slut, both inclusive.'"""
    verden = make_verden()
    dage = [date(2024, 12, 31), date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 1), None]
    for nr, dag in enumerate(dage):
        add_ydelse(verden, ydelse_id=f"y{nr}", startdato=dag)
    assert i_alt(verden)["antal"] == 2


def test_ny_fuld_leverance_erstatter_den_gamle() -> None:
    """'fuld (full history: replaces the system's earlier ones).'"""
    verden = make_verden()
    verden.leverance(2, "9001", "Alfa", FEB)
    for nr in range(3):
        add_ydelse(verden, ydelse_id=f"y{nr}")
    add_ydelse(verden, borger_id=2, leverance_id=2)
    resultat = rapport(verden)
    assert resultat["tabel1"]["raekker"][-1]["antal"] == 1
    assert resultat["leverancer"] == {("FIL-2", "Alfa", "Nuværende", "fuld")}


@pytest.mark.parametrize(
    ("slutdato", "antal"), [(date(2026, 1, 10), 1), (date(2026, 1, 11), 0), (None, 0), (date(2027, 1, 1), 0)]
)
def test_tidligere_system_kun_afsluttede(slutdato: date | None, antal: int) -> None:
    """'From former systems only afsluttede ydelser: slutdato on or before … indberetningstidspunkt.'"""
    verden = Verden()
    verden.leverance(1, "9001", "Alfa", JAN, status="Tidligere anvendt")
    add_ydelse(verden, slutdato=slutdato)
    assert i_alt(verden)["antal"] == antal


def test_systemskifte_taeller_en_gang() -> None:
    """"""
    verden = Verden()
    verden.leverance(1, "9001", "Alfa", JAN, status="Tidligere anvendt")
    verden.leverance(2, "9001", "Beta", JAN)
    slut = date(2025, 12, 31)
    add_ydelse(verden, ydelse_id="gammel", slutdato=slut)
    add_ydelse(verden, ydelse_id="anden", slutdato=slut, dst_kode="1.12.0.2")
    add_ydelse(verden, leverance_id=2, ydelse_id="ny")
    assert i_alt(verden)["antal"] == 2
    assert rapport(verden)["tabel1"]["dobbelt_efter_systemskifte"] == 1


def test_progression_fra_tidligere_system_taeller() -> None:
    """'Progression rows count from every leverance that counts, former ones included, for any citizen.'"""
    verden = Verden()
    verden.leverance(1, "9001", "Alfa", JAN, status="Tidligere anvendt")
    verden.leverance(2, "9001", "Beta", JAN)
    add_ydelse(verden, leverance_id=2)
    verden.skriv("udredningstema", plads(verden, 4), kode=p.FF, dato=date(2019, 1, 1))
    assert mangler(verden)["udredningstema"] == 0
    assert mangler(verden)["stoettebehov"] == 1


def test_faelles_indberetter_og_fremmed_kommune() -> None:
    """'Ishøj for Vallensbæk … registered …; other mixtures are a blokerende finding, not a crash.'"""
    verden = Verden()
    verden.leverance(1, "0183", "Alfa", JAN)
    add_ydelse(verden, ydelse_id="egen")
    add_ydelse(verden, ydelse_id="vallensbaek", kommune_kode="0187")
    add_ydelse(verden, ydelse_id="fremmed", kommune_kode="9001")
    verden.skriv("stoettebehov", plads(verden, 6), niveau=0)
    assert find_kommuner(verden.raekker()) == {"0183", "0187"}
    ishoej, vallensbaek = rapport(verden, "0183"), rapport(verden, "0187")
    assert ishoej["tabel1"]["raekker"][-1]["antal"] == 1
    assert ishoej["tabel1"]["fremmed_kommune"] == 1
    assert vallensbaek["tabel1"]["raekker"][-1]["antal"] == 1
    assert vallensbaek["tabel1"]["fremmed_kommune"] == 0
    assert vallensbaek["tabel2"]["raekker"][3]["antal"] == 0


def test_maalgruppens_tre_bindinger() -> None:
    """'binds to ydelse_id if given, else indsats_id, else all the citizen's ydelser'."""
    verden = make_verden()
    for borger_id in (1, 2, 3, 4):
        for nr in (1, 2):
            add_ydelse(verden, borger_id, ydelse_id=f"y{borger_id}{nr}", indsats_id=f"i{borger_id}{nr}")
    kode = {"ffb_maalgruppe_kode": p.MAALGRUPPE}
    verden.skriv("maalgruppe", plads(verden, 3, 1), ydelse_id="y11", **kode)
    verden.skriv("maalgruppe", plads(verden, 3, 2), indsats_id="i21", **kode)
    verden.skriv("maalgruppe", plads(verden, 3, 3), **kode)
    verden.skriv("maalgruppe", plads(verden, 3, 4), ffb_maalgruppe_kode=None)
    assert i_alt(verden)["mangler_maalgruppe"] == 4
    assert i_alt(verden)["fejlfri"] == 8  # 'not part of fejlfri'


def test_fhir_flytning_ved_lukning_aendrer_intet() -> None:
    """'… the carePlan it pointed at in its newest version without period.end (else its first)'."""
    verden = make_fhir()
    add_bundle(verden, 1, "2025-06-15", *fhir_indsats("i1", p.MOBILT), fhir_ydelse(indsats_id="i1"))
    lukket = fhir_ydelse(indsats_id="i2", slutdato=date(2025, 9, 1))
    add_bundle(verden, 2, "2025-09-01", *fhir_indsats("i2", p.ALMEN), lukket)
    assert (i_alt(verden)["antal"], i_alt(verden)["ugyldig_kombination"]) == (1, 0)
    add_bundle(verden, 3, "2025-08-01", *fhir_indsats("i3", p.ALMEN), fhir_ydelse(indsats_id="i3"))
    assert (i_alt(verden)["antal"], i_alt(verden)["ugyldig_kombination"]) == (1, 1)


def test_fhir_henvisning_er_samme_bundle_eller_naermest_foer() -> None:
    """'A reference means the target in the same bundle, else the newest earlier one.'"""
    verden = make_fhir()
    add_bundle(verden, 1, "2025-06-15", fhir_ydelse(indsats_id="i1"), *fhir_indsats("i1", p.MOBILT))
    add_bundle(verden, 2, "2025-07-15", *fhir_indsats("i1", p.ALMEN))
    assert i_alt(verden)["ugyldig_kombination"] == 0
    add_bundle(verden, 3, "2025-08-15", fhir_ydelse(indsats_id="i1"))
    assert i_alt(verden)["ugyldig_kombination"] == 1


def test_fhir_entered_in_error_fjerner_alle_versioner() -> None:
    """'entered-in-error withdraws every version'; 'absence deletes nothing'."""
    verden = make_fhir()
    add_bundle(verden, 1, "2025-06-15", fhir_ydelse())
    add_bundle(verden, 2, "2025-07-15", ("maalgruppe", "m1", {"ffb_maalgruppe_kode": p.MAALGRUPPE}))
    assert (i_alt(verden)["antal"], i_alt(verden)["mangler_maalgruppe"]) == (1, 0)
    add_bundle(verden, 3, "2025-05-15", fhir_ydelse(), trukket="y1")
    assert i_alt(verden)["antal"] == 0


def test_loebende_laegges_oven_paa_fuld() -> None:
    """'the latest fuld is the base, newer løbende versions are laid on top by source id'."""
    verden = make_verden()
    verden.leverance(2, "9001", "Alfa", FEB, art="loebende", kilde="fhir")
    verden.leverance(3, "9001", "Alfa", JAN, art="loebende", kilde="fhir")  # not after the base
    add_ydelse(verden, ydelse_id="y1")
    add_ydelse(verden, ydelse_id="y2")
    for leverance_id, dag, start in ((2, FEB, date(2024, 1, 1)), (3, JAN, date(2023, 1, 1))):
        sted = Plads(leverance_id, 1, 1, 1, dag)
        verden.skriv("ressource", sted, "y1", type="CarePlan")
        _, _, felter = fhir_ydelse(startdato=start)
        verden.skriv("ydelse", sted, "y1", **felter)
    assert i_alt(verden)["antal"] == 1
    assert len(rapport(verden)["leverancer"]) == 2


def test_generatoren_naar_krogene() -> None:
    """Over forty worlds every special figure is seen, so that the comparison has something to disagree on."""
    set_: Counter[str] = Counter()
    for seed in range(40):
        verden = tilfaeldig_leverancer(random.Random(seed), 8)
        raekker = verden.raekker()
        for kommune in find_kommuner(raekker):
            resultat = rapport(verden, kommune)
            linje = resultat["tabel1"]["raekker"][-1]
            for navn, tal in {**resultat["tabel1"], **linje}.items():
                set_[navn] += isinstance(tal, int) and tal > 0
                set_[f"{navn} tom"] += tal is None
            set_["heraf"] += any(r["heraf_ikke_vurderet"] for r in resultat["tabel2"]["raekker"])
            set_["kun_82"] += ("kun_82", None) in resultat["tabel2"]["opdelt"]
            set_["mangler_alle"] += resultat["tabel2"]["mangler_alle"] > 0
            set_["mangler intet"] += len(resultat["cpr_liste_2"]) < resultat["tabel2"]["borgere"]
    vendt = {navn: antal for navn, antal in set_.items() if antal}
    assert {
        "antal", "fejl_mapning", "ukendt_uuid", "ugyldig_kombination", "mangler_maalgruppe", "fejlfri",
        "heraf_skift", "uden_dst_kode", "afledt_dst_kode", "ukendt_dst_kode", "uden_alt",
        "ukendt_ydelse_uden_dst", "dobbelt_efter_systemskifte", "fremmed_kommune", "fejl_mapning tom",
        "ugyldig_kombination tom", "heraf", "kun_82", "mangler_alle", "mangler intet",
        "mangler_ydelse_uuid", "mangler_tilbud_uuid",
    } <= vendt.keys()  # fmt: skip


@pytest.mark.parametrize(
    ("ydelse_i", "for_kommune", "maalgruppe_i", "mangler_den"),
    [(1, "0187", 1, 0), (1, "0187", 2, 0), (2, "0187", 1, 0), (1, "0183", 2, 1)],
)
def test_maalgruppe_uden_binding_foelger_borgeren(
    ydelse_i: int, for_kommune: str, maalgruppe_i: int, mangler_den: int
) -> None:
    """'else all the citizen's ydelser', from every leverance that serves the kommune."""
    verden = Verden()
    verden.leverance(1, "0183", "Alfa", JAN)
    verden.leverance(2, "0187", "Alfa", JAN)
    add_ydelse(verden, leverance_id=ydelse_i, kommune_kode=for_kommune)
    sted = plads(verden, 3, leverance_id=maalgruppe_i)
    verden.skriv("maalgruppe", sted, ffb_maalgruppe_kode=p.MAALGRUPPE)
    linje = rapport(verden, for_kommune)["tabel1"]["raekker"][-1]
    assert (linje["antal"], linje["mangler_maalgruppe"]) == (1, mangler_den)
