"""The order message: what the guide asks is there, what the order does not carry is not; who may have it."""

from __future__ import annotations

import copy
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse
from fhir.resources.R4B import get_fhir_model_class

from ffb.errors import BrugsFejl
from ffb.server.adgang.roller import Rolle
from ffb.server.sag.actions import read_felter, save_felter
from ffb.server.sag.besked import find_mangler, make_besked, read_grundlag
from ffb.server.sag.models import Objekt, Sagsopsaetning, Udfoererperson
from ffb.server.spor.models import Spor
from formats.fhir.bestilling_krav import find_brud
from server.server_sag import Borger

TID = datetime(2026, 1, 7, 9, 30, tzinfo=UTC)
KONTAKT = {
    "formaal": "At Åse kan lave sin egen mad", "besked": "Ring gerne først", "kontakt_titel": "Sagsbehandler",
    "kontakt_fornavn": "Bo", "kontakt_efternavn": "Demo", "kontakt_telefon": "00000000",
}  # fmt: skip


@pytest.fixture
def b(make_bruger: Any) -> Borger:
    return Borger(make_bruger(Rolle.SAGSBEHANDLER))


@pytest.fixture
def adgang(b: Borger) -> Any:
    return b.bestil()


def _fill(b: Borger, bestilling: Objekt) -> None:
    save_felter(bestilling.pk, KONTAKT, 99, by=b.by)
    save_felter(b.aabning, {"telefon": "00000001", "enhed": "Handicap"}, 99, by=b.by)  # type: ignore[arg-type]
    Sagsopsaetning.objects.create(
        kommune="9001", endpoint="https://kommunen.example.dk", sagsnummer_system="http://example.dk/sag"
    )
    b.sted.endpoint = "https://bostedet.example.dk"
    b.sted.save()


def _besked(bestilling: Objekt) -> dict[str, Any]:
    return dict(json.loads(make_besked(read_grundlag(Objekt.objects.get(pk=bestilling.pk)), TID)))


def test_what_is_missing_is_named_and_nothing_is_made_up(b: Borger, adgang: Any) -> None:
    g = read_grundlag(adgang.bestilling)
    assert {m.fase for m in find_mangler(g)} == {"opsaetning", "sagsaabning", "afgoerelse"}
    assert len(find_mangler(g)) == 9
    with pytest.raises(BrugsFejl, match="Borgerens telefonnummer"):
        make_besked(g, TID)
    _fill(b, adgang.bestilling)
    assert find_mangler(read_grundlag(Objekt.objects.get(pk=adgang.bestilling_id))) == []


def test_the_message_holds_what_the_guide_asks(b: Borger, adgang: Any) -> None:
    _fill(b, adgang.bestilling)
    besked = _besked(adgang.bestilling)
    assert find_brud(besked) == []
    for post in besked["entry"]:
        get_fhir_model_class(post["resource"]["resourceType"]).model_validate(post["resource"])
    tekst = json.dumps(besked, ensure_ascii=False)
    for ord_ in ("Lave mad selv", "At Åse kan lave sin egen mad", "Ring gerne først", "DEMO-1", "6101814321"):
        assert ord_ in tekst
    for privat in ("privat", b.andet, b.ff, b.aabning):
        assert privat not in tekst, "what the order does not carry is not in the message"
    udredning = next(e["resource"] for e in besked["entry"] if e["resource"]["id"] == b.udredning)
    assert [f["itemReference"]["reference"] for f in udredning["finding"]] == [f"Condition/{b.tema}"]


def test_the_check_notices_every_missing_part(b: Borger, adgang: Any) -> None:
    """Each element of each resource taken away in turn: the guide's check says so, or it may be absent."""
    _fill(b, adgang.bestilling)
    hel = _besked(adgang.bestilling)
    uset = set()
    for nr, post in enumerate(hel["entry"]):
        for navn in [n for n in post["resource"] if n not in ("resourceType", "id", "meta")]:
            uden = copy.deepcopy(hel)
            del uden["entry"][nr]["resource"][navn]
            if not find_brud(uden):
                uset.add(f"{post['resource']['resourceType']}.{navn}")
    assert uset == {
        "MessageHeader.sender", "CarePlan.extension", "CarePlan.period", "CarePlan.careTeam",
        "CarePlan.description", "CarePlan.activity", "CareTeam.category", "Patient.name", "Goal.target",
        "Goal.addresses", "Condition.severity", "Condition.extension", "Condition.recordedDate",
        "Condition.clinicalStatus", "Encounter.subject", "ClinicalImpression.effectiveDateTime",
        "ClinicalImpression.finding", "Observation.valueCodeableConcept", "MessageHeader.destination",
    }  # fmt: skip


def test_equal_content_is_the_same_message(b: Borger, adgang: Any) -> None:
    _fill(b, adgang.bestilling)
    foer, igen = (_besked(adgang.bestilling)["entry"][0]["resource"]["id"] for _ in range(2))
    assert foer == igen
    save_felter(adgang.bestilling_id, {"besked": "Ring ikke"}, 99, by=b.by)
    assert _besked(adgang.bestilling)["entry"][0]["resource"]["id"] != foer


def test_the_pages_of_the_message(b: Borger, adgang: Any, make_bruger: Any, client: Any) -> None:
    client.force_login(b.by)
    side, fil = (reverse(n, args=["9001", adgang.bestilling_id]) for n in ("sag_besked", "sag_besked_hent"))
    assert "Borgerens telefonnummer" in client.get(side).content.decode()
    assert client.get(fil)["Location"] == side, "with a gap there is no file"
    _fill(b, adgang.bestilling)
    assert "Hent beskeden" in client.get(side).content.decode()
    svar = client.get(fil)
    assert svar["Content-Type"] == "application/fhir+json" and find_brud(json.loads(svar.content)) == []
    udfoerer = make_bruger(Rolle.UDFOERER)
    client.force_login(udfoerer)
    egen = reverse("bestilling_besked", args=["9001", adgang.pk])
    assert client.get(egen).status_code == 404, "not ordered to a place of hers"
    Udfoererperson.objects.create(sted=b.sted, bruger=udfoerer)
    assert find_brud(json.loads(client.get(egen).content)) == []
    assert client.get(fil).status_code == 403
    assert Spor.objects.filter(handling="sag.besked", genstand=str(adgang.bestilling_id)).count() == 2


def test_a_contact_is_written_once(b: Borger, client: Any) -> None:
    client.force_login(b.by)
    ny = reverse("sag_tilfoej", args=["9001", b.sag.pk, "bestilling"])
    client.post(ny, {"kontakt_fornavn": "Bo", "formaal": "A", "svar": "accepteret"})
    client.post(ny)
    alle = [read_felter(o) for o in Objekt.objects.filter(slags="bestilling")]
    assert [f.get("kontakt_fornavn") for f in alle] == ["Bo", "Bo"]
    assert [f.get("svar") for f in alle] == [None, None], "an answer is the provider's"
