"""Settings of the cases, the nightly handover, new keys, and the citizen who is kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from ffb.errors import BrugsFejl
from ffb.server.adgang.roller import Rolle
from ffb.server.drift.rotation import rotate
from ffb.server.leverance.actions import forget_borger
from ffb.server.opgave.models import Opgave
from ffb.server.sag.actions import create_borger, create_objekt, open_sag, read_felter
from ffb.server.sag.gemt import unseal
from ffb.server.sag.indberet import enqueue_due
from ffb.server.sag.models import Aendring, Objekt, Sagsborger, Sagsopsaetning, Udfoererperson, Udfoerersted

ADRESSE = ("sag_opsaetning", ["9001"])
UUID = "d4e3f4fb-0000-4000-8000-000000000000"


def test_the_kommune_says_who_it_is_and_where_it_orders(som: Any, make_bruger: Any) -> None:
    udfoerer = make_bruger(Rolle.UDFOERER)
    browser, side = som(Rolle.ADMINISTRATOR), reverse(ADRESSE[0], args=ADRESSE[1])
    galt = browser.post(side, {"hvad": "identitet", "sts_uuid": "123"})
    assert galt.status_code == 422 and "STS Organisation" in galt.content.decode()
    assert browser.post(side, {"hvad": "identitet", "sts_uuid": UUID}).status_code == 302
    assert str(Sagsopsaetning.objects.get(kommune="9001").sts_uuid) == UUID
    browser.post(side, {"hvad": "sted", "navn": "Bostedet Demo"})
    assert browser.post(side, {"hvad": "sted", "navn": "Bostedet Demo"}).status_code == 422
    sted = Udfoerersted.objects.get(kommune="9001")
    browser.post(side, {"hvad": "person", "sted": sted.pk, "person": udfoerer.pk})
    assert Udfoererperson.objects.get().bruger == udfoerer
    fremmed = make_bruger(Rolle.UDFOERER, kommune="9002", email="fremmed@eksempel.dk")
    assert browser.post(side, {"hvad": "person", "sted": sted.pk, "person": fremmed.pk}).status_code == 422
    browser.post(side, {"hvad": "fjern", "sted": sted.pk, "person": udfoerer.pk})
    browser.post(side, {"hvad": "luk", "sted": sted.pk})
    assert not Udfoererperson.objects.exists()
    assert Udfoerersted.objects.get().lukket_tid is not None
    assert browser.post(side, {"hvad": "noget"}).status_code == 422


def test_the_days_changes_are_handed_over_once_by_themselves(db: None) -> None:
    Sagsopsaetning.objects.create(kommune="9001", sts_uuid=UUID)
    Sagsopsaetning.objects.create(kommune="9002")
    assert (enqueue_due(), enqueue_due()) == (1, 0)
    assert [o.argumenter for o in Opgave.objects.filter(art="sag.indberet")] == [{"kommuner": ["9001"]}]


@pytest.mark.django_db
def test_new_keys_open_the_cases_and_a_citizen_with_a_case_is_kept(make_bruger: Any) -> None:
    anna = make_bruger(Rolle.SAGSBEHANDLER)
    borger = create_borger("9001", "6101814321", "Åse Demo", by=anna)
    objekt = create_objekt(open_sag(borger, "DEMO-1", by=anna), "udredning", {"perspektiv": "ord"}, by=anna)
    foer = bytes(Objekt.objects.get().felter)
    rotate("fil", by="test")
    assert bytes(Objekt.objects.get().felter) != foer
    assert read_felter(Objekt.objects.get(pk=objekt.pk)) == {"perspektiv": "ord"}
    assert unseal(Sagsborger.objects.get().navn) == "Åse Demo"
    assert [unseal(a.vaerdi) for a in Aendring.objects.all()] == ["ord"]
    with pytest.raises(BrugsFejl, match="journal"):
        forget_borger("9001", borger.borger_id, formaal="ønske", by=anna)
