"""The proposal between §83, §83a, §85 and ældreloven: by the answers, by the day, never by guess."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from ffb.server.sag.slags import Vaerdi, slags_dict
from ffb.server.sag.stoette import LOV, _load, propose

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
