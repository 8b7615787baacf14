"""Training: made-up citizens on the real pages, in no list, figure or report, and gone without a trace."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from ffb.server.adgang.roller import Rolle
from ffb.server.leverance.boks import open_cpr
from ffb.server.leverance.models import Borgernummer, Leverance
from ffb.server.sag.actions import create_borger, create_objekt, open_sag
from ffb.server.sag.historier import load_historier
from ffb.server.sag.indberet import report_kommune
from ffb.server.sag.models import Aendring, Objekt, Sag, Sagsborger, Sagsopsaetning, Tilstede
from ffb.server.sag.oevelse import _delete, begin_oevelse
from server.server_steder import KOMMUNE


@pytest.fixture
def anna(make_bruger: Any) -> Any:
    return make_bruger(Rolle.SAGSBEHANDLER, email="anna@eksempel.dk")


@pytest.fixture
def browser(anna: Any) -> Client:
    ind = Client()
    ind.force_login(anna)
    return ind


def _tekst(svar: Any) -> str:
    assert svar.status_code == 200
    return str(svar.content.decode())


def test_every_story_is_told_and_every_page_says_that_it_is_training(browser: Client, anna: Any) -> None:
    svar = browser.post(reverse("sag_oevelse", args=[KOMMUNE]), {"hvad": "begynd"}, follow=True)
    for historie in load_historier():
        assert historie.navn in _tekst(svar) and historie.om in _tekst(svar)
    sager = Sag.objects.filter(oevelse=True)
    assert len(sager) == len(load_historier())
    for sag in sager:
        objekt = Objekt.objects.filter(sag=sag).earliest("pk")
        for navn, args in (
            ("sag_side", [sag.pk]), ("sag_fase", [sag.pk, "afgoerelse"]), ("sag_dst", [sag.pk]),
            ("sag_historik", [objekt.pk]),
        ):  # fmt: skip
            tekst = _tekst(browser.get(reverse(navn, args=[KOMMUNE, *args])))
            assert '<p class="oevelse">' in tekst and "<title>Øvelse" in tekst, navn
            assert "Kan ikke modtages" not in tekst, "a story is written as one should write"


def test_they_are_in_no_list_search_or_report(browser: Client, anna: Any) -> None:
    sager = begin_oevelse(KOMMUNE, by=anna)
    for sag in sager:
        cpr = open_cpr(KOMMUNE, [sag.borger.borger_id])[sag.borger.borger_id]
        assert int(cpr[:2]) > 60, "day + 60: nobody's"
        for q in (sag.sagsnummer, cpr, "øvelse"):
            assert "Ingen sag passer" in _tekst(browser.post(reverse("sag", args=[KOMMUNE]), {"q": q}))
    assert "Intet venter" in _tekst(browser.get(reverse("sag", args=[KOMMUNE])))
    Sagsopsaetning.objects.create(kommune=KOMMUNE, sts_uuid="6f9619ff-8b86-4011-b42d-00c04fc964ff")
    kvittering = report_kommune(KOMMUNE, by="test")
    assert (kvittering.sendt, kvittering.holdt, kvittering.uaendret) == (0, {}, 0)
    assert not Leverance.objects.exists()


def test_a_made_up_citizen_is_not_the_one_who_may_bear_the_number(browser: Client, anna: Any) -> None:
    oevelse = begin_oevelse(KOMMUNE, by=anna)[0].borger
    cpr = open_cpr(KOMMUNE, [oevelse.borger_id])[oevelse.borger_id]
    felter = {"cpr": cpr, "navn": "Findes Virkelig", "sagsnummer": "2026-1"}
    browser.post(reverse("sag_ny", args=[KOMMUNE]), felter)
    rigtig = Sag.objects.get(sagsnummer="2026-1")
    assert not rigtig.oevelse and rigtig.borger_id != oevelse.pk
    assert "2026-1" in _tekst(browser.post(reverse("sag", args=[KOMMUNE]), {"q": cpr}))
    with pytest.raises(IntegrityError), transaction.atomic():
        Sagsborger.objects.filter(pk=oevelse.pk).update(oevelse=False)


def test_beginning_again_and_stopping_touch_only_ones_own(
    browser: Client, anna: Any, make_bruger: Any
) -> None:
    bo = make_bruger(Rolle.SAGSBEHANDLER, email="bo@eksempel.dk")
    begin_oevelse(KOMMUNE, by=bo)
    rigtig = open_sag(create_borger(KOMMUNE, "6101814321", "Åse Demo", by=anna), "DEMO-1", by=anna)
    create_objekt(rigtig, "udredning", {"perspektiv": "et"}, by=anna)
    foer = (
        Sag.objects.count(),
        Objekt.objects.count(),
        Aendring.objects.count(),
        Borgernummer.objects.count(),
    )
    for hvad in ("begynd", "begynd", "slut"):
        browser.post(reverse("sag_oevelse", args=[KOMMUNE]), {"hvad": hvad})
        hendes = Sag.objects.filter(oevelse=True, sagsbehandler=anna)
        assert len(hendes) == (0 if hvad == "slut" else len(load_historier()))
    assert foer == (
        Sag.objects.count(), Objekt.objects.count(), Aendring.objects.count(), Borgernummer.objects.count()
    )  # fmt: skip
    assert Tilstede.objects.count() == 0
    with pytest.raises(ValueError, match="kun øvelser"):
        _delete([rigtig])


def test_a_provider_trains_on_the_order_and_never_orders_for_real(som: Any, anna: Any) -> None:
    vera = begin_oevelse(KOMMUNE, by=anna)[2]
    udfoerer = som(Rolle.UDFOERER)
    liste = _tekst(udfoerer.get(reverse("bestillinger", args=[KOMMUNE])))
    assert "Vera Øvelse" in liste and ">Øvelse</span>" in liste
    bestilling = Objekt.objects.get(sag=vera, slags="bestilling")
    side = _tekst(udfoerer.get(reverse("bestilling", args=[KOMMUNE, bestilling.bestillingsadgang.pk])))
    assert '<p class="oevelse">' in side
