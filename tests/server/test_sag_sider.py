"""The pages of a case, without script: all that can be done can be done with forms alone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ffb.begreber import load_katalog
from ffb.server.adgang.roller import Rolle
from ffb.server.sag.actions import create_borger, create_objekt, open_sag, read_felter, save_felter
from ffb.server.sag.models import Objekt, Sag
from ffb.server.sag.slags import FASER, slags_dict
from ffb.server.spor.models import Spor
from server.server_steder import ANDEN, KOMMUNE

CPR = "6101814321"
AD = next(b for b in load_katalog("ffb/2023-05").begreb_list if b.art == "ad_undertema")


@pytest.fixture
def browser(som: Any) -> Client:
    ind: Client = som(Rolle.SAGSBEHANDLER)
    return ind


@pytest.fixture
def sag(make_bruger: Any) -> Sag:
    anden = make_bruger(Rolle.SAGSBEHANDLER, email="anden@eksempel.dk")
    return open_sag(create_borger(KOMMUNE, CPR, "Åse Ødegård", by=anden), "DEMO-1", by=anden)


def _tekst(svar: Any) -> str:
    return str(svar.content.decode())


def test_a_new_case_is_opened_and_found_again(browser: Client) -> None:
    felter = {"cpr": CPR, "navn": "Åse Ødegård", "sagsnummer": "DEMO-7", "enhed": "Handicap"}
    svar = browser.post(reverse("sag_ny", args=[KOMMUNE]), felter, follow=True)
    assert svar.status_code == 200 and "Sagsåbning" in _tekst(svar)
    for soegt in ("øde", "Åse Ødeg", CPR, CPR[:6] + "-" + CPR[6:], "demo-7"):
        svar = browser.post(reverse("sag", args=[KOMMUNE]), {"q": soegt})
        assert "DEMO-7" in _tekst(svar), soegt
    assert "Ingen sag passer" in _tekst(browser.post(reverse("sag", args=[KOMMUNE]), {"q": "Bjarke"}))
    igen = browser.post(reverse("sag_ny", args=[KOMMUNE]), {**felter, "cpr": "12"})
    assert igen.status_code == 422
    assert "CPR-nummeret findes ikke" in _tekst(igen) and 'value="DEMO-7"' in _tekst(igen)
    assert Spor.objects.filter(handling="sag.soegt").count() == 6


def test_every_phase_takes_every_kind_of_object(browser: Client, sag: Sag) -> None:
    for art in slags_dict().values():
        svar = browser.post(reverse("sag_tilfoej", args=[KOMMUNE, sag.pk, art.navn]))
        assert svar.status_code == (302 if art.fase else 404), "who sent an order stands in no case of ours"
    egne = [art for art in slags_dict().values() if art.fase]
    assert Objekt.objects.filter(sag=sag).count() == len(egne)
    for fase in FASER:
        tekst = _tekst(browser.get(reverse("sag_fase", args=[KOMMUNE, sag.pk, fase])))
        for art in slags_dict().values():
            if art.fase == fase:
                for felt in art.felter.values():
                    skjult = felt.selv or felt.type == "lokal"  # there are no own terms to choose
                    assert (felt.label in tekst) is not skjult
    assert browser.get(reverse("sag_side", args=[KOMMUNE, sag.pk])).status_code == 200


def _gem(browser: Client, objekt: Objekt, felter: dict[str, Any], version: int, **mere: Any) -> Any:
    data = {f"har-{n}": "1" for n in felter} | felter | {"version": version} | mere
    return browser.post(reverse("sag_gem", args=[KOMMUNE, objekt.pk]), data)


def test_a_form_is_saved_confirmed_corrected_and_withdrawn(browser: Client, sag: Sag) -> None:
    objekt = create_objekt(sag, "tema", {"kode": AD.kode, "dato": "2026-01-05"}, by="test")
    uden = _gem(browser, objekt, {"note": "en beskrivelse"}, 1, bekraeft="1")
    assert uden.status_code == 422
    fejl = re.findall(r'<li><a href="#(niveau[^"]*)">([^<]+)</a>', _tekst(uden))
    assert [t for _id, t in fejl] == ["Udfyld feltet »Funktionsevneniveau«."]
    assert f'id="{fejl[0][0]}"' in _tekst(uden), "the summary leads to the field"
    niveau = next(b for b in load_katalog("ffb/2023-05").begreb_list if b.art == "funktionsevneniveau")
    assert _gem(browser, objekt, {"niveau": niveau.kode}, 2, bekraeft="1").status_code == 302
    objekt.refresh_from_db()
    assert objekt.tilstand == "gaeldende"
    assert read_felter(objekt)["note"] == "en beskrivelse"
    browser.post(reverse("sag_fejl", args=[KOMMUNE, objekt.pk]), {"grund": "forkert borger"})
    historik = _tekst(browser.get(reverse("sag_historik", args=[KOMMUNE, objekt.pk])))
    for ord_ in ("Fejlregistreret: forkert borger", "en beskrivelse", niveau.term, "Gældende"):
        assert ord_ in historik
    browser.post(reverse("sag_genoptag", args=[KOMMUNE, objekt.pk]))
    objekt.refresh_from_db()
    assert objekt.tilstand == "kladde"


def test_what_cannot_be_stored_is_still_in_the_field(browser: Client, sag: Sag) -> None:
    objekt = create_objekt(sag, "udredning", {}, by="test")
    svar = _gem(browser, objekt, {"dato": "31.2.2026", "perspektiv": "et langt referat"}, 1)
    assert svar.status_code == 422
    assert 'value="31.2.2026"' in _tekst(svar) and "et langt referat" in _tekst(svar)
    assert read_felter(Objekt.objects.get(pk=objekt.pk)) == {}


def test_two_people_in_one_field(browser: Client, sag: Sag) -> None:
    objekt = create_objekt(sag, "udredning", {"perspektiv": "først"}, by="bo@eksempel.dk")
    save_felter(objekt.pk, {"perspektiv": "Bos ord"}, 1, by="bo@eksempel.dk")
    svar = _gem(browser, objekt, {"perspektiv": "mine ord"}, 1)
    assert svar.status_code == 409
    assert "mine ord" in _tekst(svar) and "Bos ord" in _tekst(svar) and "bo@eksempel.dk" in _tekst(svar)
    version = re.search(r'name="version" value="(\d+)"', _tekst(svar))
    assert version is not None
    assert _gem(browser, objekt, {"perspektiv": "mine ord"}, int(version[1])).status_code == 302
    assert read_felter(Objekt.objects.get(pk=objekt.pk)) == {"perspektiv": "mine ord"}


def test_the_script_is_answered_in_json(browser: Client, sag: Sag) -> None:
    objekt = create_objekt(sag, "udredning", {"perspektiv": "først"}, by="bo@eksempel.dk")
    adresse, som = reverse("sag_gem", args=[KOMMUNE, objekt.pk]), {"Accept": "application/json"}
    ok = browser.post(adresse, {"har-kilde": "1", "kilde": "borger", "version": 1}, headers=som)
    assert ok.json()["version"] == 2 and ok.json()["konflikter"] == {}
    galt = browser.post(adresse, {"har-dato": "1", "dato": "i går", "version": 2}, headers=som)
    assert galt.status_code == 422 and "dato" in galt.json()["fejl"]
    strid = browser.post(adresse, {"har-perspektiv": "1", "perspektiv": "x", "version": 0}, headers=som)
    assert strid.json()["konflikter"]["perspektiv"]["deres"] == "først"


def test_a_case_of_another_kommune_is_not_there(som: Any, sag: Sag) -> None:
    fremmed = som(Rolle.SAGSBEHANDLER, kommune=ANDEN)
    objekt = create_objekt(sag, "udredning", {}, by="test")
    for navn, args in (
        ("sag_side", [sag.pk]),
        ("sag_fase", [sag.pk, "levering"]),
        ("sag_historik", [objekt.pk]),
    ):
        assert fremmed.get(reverse(navn, args=[ANDEN, *args])).status_code == 404
        assert fremmed.get(reverse(navn, args=[KOMMUNE, *args])).status_code == 403
    assert fremmed.post(reverse("sag_gem", args=[ANDEN, objekt.pk]), {"version": 1}).status_code == 404


def test_a_look_is_in_the_trail_once(browser: Client, sag: Sag) -> None:
    for _gang in range(3):
        browser.get(reverse("sag_side", args=[KOMMUNE, sag.pk]))
    assert Spor.objects.filter(handling="sag.set", genstand=str(sag.pk)).count() == 1
