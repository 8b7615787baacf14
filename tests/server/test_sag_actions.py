"""What changes a case: drafts, merging of two people's work, history, withdrawal, names found by hash."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from ffb.begreber import load_katalog
from ffb.server.adgang.roller import Rolle
from ffb.server.sag.actions import (
    Feltfejl,
    confirm_objekt,
    create_borger,
    create_objekt,
    open_sag,
    read_felter,
    reopen_objekt,
    retract_objekt,
    save_felter,
)
from ffb.server.sag.gemt import mark_of, unseal
from ffb.server.sag.models import Aendring, Navneord, Objekt, Sag
from ffb.server.sag.slags import INDEKS, slags_dict

CPR = "6101814321"  # day + 60: nobody's
AD = next(b for b in load_katalog("ffb/2023-05").begreb_list if b.art == "ad_undertema")
FF = next(b for b in load_katalog("ffb/2023-05").begreb_list if b.art == "ff_undertema")
NIVEAU = next(b for b in load_katalog("ffb/2023-05").begreb_list if b.art == "funktionsevneniveau")


@pytest.fixture
def anna(make_bruger: Any) -> Any:
    return make_bruger(Rolle.SAGSBEHANDLER, email="anna@eksempel.dk")


@pytest.fixture
def bo(make_bruger: Any) -> Any:
    return make_bruger(Rolle.SAGSBEHANDLER, email="bo@eksempel.dk")


@pytest.fixture
def sag(anna: Any) -> Sag:
    return open_sag(create_borger("9001", CPR, "Åse Ødegård-Böhm", by=anna), "DEMO-1", by=anna)


def test_declared_fields_hang_together() -> None:
    typer = {
        "tekst",
        "langtekst",
        "dato",
        "kode",
        "niveau",
        "valg",
        "ref",
        "refs",
        "tal",
        "ja_nej",
        "lokal",
        "sted",
    }
    for art in slags_dict().values():
        for felt in art.felter.values():
            assert felt.type in typer
            assert felt.indeks in ("", *INDEKS)
            assert set(felt.til) <= set(slags_dict())
            assert not (felt.ud and felt.type in ("tekst", "langtekst")), "free text never leaves the case"


def test_values_are_cleaned_and_all_faults_told(sag: Sag, anna: Any) -> None:
    objekt = create_objekt(sag, "tema", {"kode": AD.kode, "dato": "28.5.2021"}, by=anna)
    assert read_felter(objekt) == {"kode": AD.kode, "dato": "2021-05-28"}
    assert (objekt.kode, objekt.dato.isoformat()) == (AD.kode, "2021-05-28")
    with pytest.raises(Feltfejl) as fejl:
        create_objekt(sag, "tema", {"kode": NIVEAU.kode, "dato": "31.2.2021", "gruppe": "x"}, by=anna)
    assert set(fejl.value.fejl) == {"kode", "dato", "gruppe"}
    assert "31.2" not in str(fejl.value.fejl)


def test_a_reference_stays_within_the_case(sag: Sag, anna: Any) -> None:
    anden = open_sag(create_borger("9001", "6201814329", "Bo Test", by=anna), "DEMO-2", by=anna)
    fremmed = create_objekt(anden, "tema", {"kode": AD.kode, "dato": "2021-05-28"}, by=anna)
    for tema in (str(fremmed.pk), str(uuid4()), "vrøvl"):
        with pytest.raises(Feltfejl) as fejl:
            create_objekt(sag, "indsatsmaal", {"tema": tema}, by=anna)
        assert set(fejl.value.fejl) == {"tema"}


def test_two_people_on_one_object(sag: Sag, anna: Any, bo: Any) -> None:
    objekt = create_objekt(sag, "udredning", {"perspektiv": "først"}, by=anna)
    hendes = save_felter(objekt.pk, {"perspektiv": "Annas", "kilde": "borger"}, 1, by=anna)
    hans = save_felter(objekt.pk, {"perspektiv": "Bos", "faglig_vurdering": "vurderet"}, 1, by=bo)
    assert hendes.konflikter == ()
    assert [(k.felt.navn, k.deres, k.min, k.af) for k in hans.konflikter] == [
        ("perspektiv", "Annas", "Bos", "anna@eksempel.dk")
    ]
    assert (hans.gemte, hans.andres) == (("faglig_vurdering",), ("kilde",))
    assert read_felter(Objekt.objects.get(pk=objekt.pk)) == {
        "perspektiv": "Annas", "kilde": "borger", "faglig_vurdering": "vurderet",
    }  # fmt: skip
    igen = save_felter(objekt.pk, {"perspektiv": "Bos"}, hans.version, by=bo)  # he has seen hers and insists
    assert igen.konflikter == ()
    historie = Aendring.objects.filter(objekt=objekt, felt="perspektiv")
    assert [(a.af.split("@")[0], unseal(a.vaerdi)) for a in historie] == [
        ("anna", "først"), ("anna", "Annas"), ("bo", "Bos"),
    ]  # fmt: skip


def test_saving_the_same_again_changes_nothing(sag: Sag, anna: Any) -> None:
    objekt = create_objekt(sag, "tema", {"kode": AD.kode}, by=anna)
    foer = Sag.objects.get(pk=sag.pk).version
    assert save_felter(objekt.pk, {"kode": AD.kode}, 1, by=anna).version == 1
    assert Sag.objects.get(pk=sag.pk).version == foer


def test_confirming_asks_for_what_is_missing(sag: Sag, anna: Any) -> None:
    objekt = create_objekt(sag, "tema", {"kode": AD.kode}, by=anna)
    with pytest.raises(Feltfejl) as fejl:
        confirm_objekt(objekt.pk, by=anna)
    assert set(fejl.value.fejl) == {"dato", "niveau"}  # a level, since the theme is one of A&D
    ff = create_objekt(sag, "tema", {"kode": FF.kode, "dato": "2021-05-28"}, by=anna)
    assert confirm_objekt(ff.pk, by=anna).tilstand == "gaeldende"


def test_a_wrong_entry_is_marked_and_can_be_taken_back(sag: Sag, anna: Any) -> None:
    objekt = create_objekt(sag, "tema", {"kode": FF.kode, "dato": "2021-05-28"}, by=anna)
    with pytest.raises(Feltfejl):
        retract_objekt(objekt.pk, " ", by=anna)
    assert retract_objekt(objekt.pk, "forkert borger", by=anna).tilstand == "fejlregistreret"
    assert reopen_objekt(objekt.pk, by=anna).tilstand == "kladde"
    assert [unseal(a.vaerdi) for a in Aendring.objects.filter(objekt=objekt, felt="objekttilstand")] == [
        ["fejlregistreret", "forkert borger"], ["kladde"],
    ]  # fmt: skip


@pytest.mark.parametrize("soegt", ["åse", "ød", "ødegård", "bohm", "böhm".replace("ö", "o")])
def test_a_name_is_found_by_the_beginning_of_a_word(sag: Sag, soegt: str) -> None:
    assert Navneord.objects.filter(kommune="9001", maerke=mark_of(soegt)).exists()


def test_nothing_written_lies_open_in_the_database(sag: Sag, anna: Any) -> None:
    create_objekt(sag, "udredning", {"perspektiv": "hemmelig kanariefugl"}, by=anna)
    for model in (Objekt, Aendring):
        for raekke in model.objects.values():
            assert "kanariefugl" not in str(
                {k: bytes(v) if hasattr(v, "tobytes") else v for k, v in raekke.items()}
            )
    assert b"degaard" not in bytes(sag.borger.navn)


@pytest.mark.parametrize("cpr", ["", "123", "3102814321", "abc"])
def test_a_bad_number_makes_no_citizen(anna: Any, cpr: str) -> None:
    with pytest.raises(Feltfejl) as fejl:
        create_borger("9001", cpr, "", by=anna)
    assert set(fejl.value.fejl) == {"cpr", "navn"}
