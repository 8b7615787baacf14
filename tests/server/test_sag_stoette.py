"""The proposal between §83, §83a, §85 and ældreloven: by the answers, by the day, never by guess."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest
from django.urls import reverse

from ffb.server.adgang.roller import Rolle
from ffb.server.sag.actions import create_borger, create_objekt, open_sag, read_felter
from ffb.server.sag.models import Objekt
from ffb.server.sag.slags import Vaerdi, slags_dict
from ffb.server.sag.stoette import LOV, _load, propose

SOM_JSON = {"Accept": "application/json"}
FOER, EFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.mark.parametrize(
    ("svar", "dag", "afgjort", "leverandoer"),
    [
        ({"aeldreloven": True, "praktisk": True, "til_stede": True}, EFTER, "aeldreloven", ""),
        ({"aeldreloven": True, "praktisk": True, "til_stede": True}, FOER, "sel83", "frit_valg"),
        ({"praktisk": True, "til_stede": True, "nedsat": True}, EFTER, "sel83", "frit_valg"),
        ({"praktisk": True, "til_stede": False, "nedsat": True}, EFTER, "sel85", "egnet"),
        ({"praktisk": True, "til_stede": False, "nedsat": False}, EFTER, "sel83", "frit_valg"),
        ({"praktisk": False, "nedsat": True}, EFTER, "sel85", "egnet"),
        ({"omsorg": True, "nedsat": True, "praktisk": True, "til_stede": True}, EFTER, "sel85", "egnet"),
        ({"omsorg": True, "nedsat": False}, EFTER, "anden", ""),
        ({"madservice": True, "nedsat": True}, EFTER, "sel83", "frit_valg"),
        ({"ledsagelse": True, "nedsat": True, "praktisk": False}, EFTER, "anden", ""),
        ({"genoptraening": True, "praktisk": True, "til_stede": True}, EFTER, "sel83a", "frit_valg"),
        ({}, EFTER, "", ""),
        ({"praktisk": True}, EFTER, "", ""),
    ],
)
def test_the_answers_point_to(svar: dict[str, Vaerdi], dag: date, afgjort: str, leverandoer: str) -> None:
    forslag = propose(svar, dag)
    assert (forslag.afgjort, forslag.leverandoer) == (afgjort, leverandoer)
    assert (forslag.grund is None) == (afgjort == "")
    assert "juristen" in forslag.kontrol


def test_every_full_set_of_answers_has_a_proposal_and_a_source() -> None:
    felter = [n for n, f in slags_dict()["beslutning"].felter.items() if f.type == "ja_nej"]
    muligheder = slags_dict()["beslutning"].felter["afgjort"].valg
    for svar in product((True, False), repeat=len(felter)):
        forslag = propose(dict(zip(felter, svar, strict=True)), EFTER)
        assert forslag.afgjort in muligheder
        assert forslag.grund is not None and forslag.grund.kilde


def test_what_is_asked_about_is_a_question_of_the_form() -> None:
    felter = {n for n, f in slags_dict()["beslutning"].felter.items() if f.type == "ja_nej"}
    alt = _load(LOV)
    brugt = {felt for regel in alt["forslag"] + alt["bemaerkning"] for felt in regel.get("naar", {})}
    assert brugt == felter


def test_money_for_helpers_is_remembered() -> None:
    uden = propose({"praktisk": True, "til_stede": True}, EFTER)
    med = propose({"praktisk": True, "til_stede": True, "bpa": True}, EFTER)
    assert [g for g in med.bemaerkninger if g not in uden.bemaerkninger] and len(uden.bemaerkninger) == 3


def test_the_page_proposes_keeps_and_says_whether_it_was_followed(som: Any) -> None:
    browser = som(Rolle.SAGSBEHANDLER)
    sag = open_sag(create_borger("9001", "6101814321", "Åse Demo", by="test"), "DEMO-1", by="test")
    objekt = create_objekt(sag, "beslutning", {"aktivitet": "Bad"}, by="test")
    side = reverse("sag_fase", args=["9001", sag.pk, "sagsvurdering"])

    def gem(**felter: str) -> Any:
        data = {f"har-{n}": "1" for n in felter} | felter | {"version": "99"}
        return browser.post(reverse("sag_gem", args=["9001", objekt.pk]), data, headers=SOM_JSON)

    assert "Svar på spørgsmålene ovenfor" in browser.get(side).content.decode()
    svar = gem(praktisk="ja", til_stede="ja").json()
    assert "Serviceloven § 83" in svar["forslag"] and "principmeddelelse 10-19" in svar["forslag"]
    assert "Serviceloven § 83" in browser.get(side).content.decode()
    data = {"har-praktisk": "1", "praktisk": "ja", "version": "99", "foelg": "1"}
    assert browser.post(reverse("sag_gem", args=["9001", objekt.pk]), data).status_code == 302
    felter = read_felter(Objekt.objects.get(pk=objekt.pk))
    assert (felter["afgjort"], felter["leverandoer"], felter["foreslaaet"]) == ("sel83", "frit_valg", "sel83")
    assert "principmeddelelse 10-19" in str(felter["forslag"])
    uden = gem(afgjort="sel85", forslag="mit eget", bekraeft="1")
    assert uden.status_code == 422 and "begrundelse" in uden.json()["fejl"], "a refusal has its reason"
    gem(begrundelse="Hjælperen skal træne hende", bekraeft="1")
    tekst = browser.get(side).content.decode()
    for ord_ in (
        "Forslaget er ikke fulgt",
        "Hjælperen skal træne hende",
        "Forslaget var",
        "principmeddelelse",
    ):
        assert ord_ in tekst
    assert "mit eget" not in tekst, "what was proposed is not typed"


def test_a_kept_proposal_is_not_rewritten_by_a_later_law(som: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = som(Rolle.SAGSBEHANDLER)
    sag = open_sag(create_borger("9001", "6101814321", "Åse Demo", by="test"), "DEMO-1", by="test")
    objekt = create_objekt(sag, "beslutning", {"aktivitet": "Bad"}, by="test")
    adresse = reverse("sag_gem", args=["9001", objekt.pk])
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_a: FOER)
    svar = {"aeldreloven": "ja", "praktisk": "ja", "til_stede": "ja"}
    browser.post(adresse, {f"har-{n}": "1" for n in svar} | svar | {"version": "1"})
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_a: EFTER)
    browser.post(adresse, {"har-begrundelse": "1", "begrundelse": "Senere", "version": "99"})
    assert read_felter(Objekt.objects.get(pk=objekt.pk))["foreslaaet"] == "sel83"
    browser.post(adresse, {"har-praktisk": "1", "praktisk": "nej", "version": "99"})
    assert read_felter(Objekt.objects.get(pk=objekt.pk))["foreslaaet"] == "aeldreloven"
