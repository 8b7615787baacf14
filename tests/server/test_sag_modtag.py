"""An order from elsewhere: our own message read is the same order; into the inbox once, whole, or not."""

from __future__ import annotations

import copy
import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ffb.errors import Laesefejl
from ffb.formats.fhir.bestilling_laes import read_bestilling
from ffb.server.adgang.noegle import make_noegle
from ffb.server.adgang.roller import Rolle
from ffb.server.leverance.boks import open_cpr
from ffb.server.sag import besked as beskedmodul
from ffb.server.sag.actions import create_borger, open_sag, read_felter, save_felter
from ffb.server.sag.besked import make_besked, read_grundlag
from ffb.server.sag.bestil import answer_bestilling, find_carried, open_bestillinger
from ffb.server.sag.indberet import find_changed
from ffb.server.sag.models import (
    Bestillingskvittering,
    Objekt,
    Sag,
    Sagsborger,
    Sagsopsaetning,
    Udfoererperson,
    Udfoerersted,
)
from ffb.server.sag.modtag import receive_besked
from ffb.server.sag.overblik import make_overblik
from ffb.server.sag.soeg import search_sager
from ffb.server.sag.visning import Sagsindhold
from ffb.server.spor.models import Spor
from server.server_sag import Borger
from server.test_sag_besked import KONTAKT, TID

HER, ADRESSE = "9002", "https://bostedet.example.dk"
# what only the sender's own database knows, or the message says of nothing
IKKE_MED = {"borger_id", "verifikation", "klinisk_status", "trukket"}


@pytest.fixture
def b(make_bruger: Any) -> Borger:
    return Borger(make_bruger(Rolle.SAGSBEHANDLER))


@pytest.fixture
def bestilling(b: Borger) -> Objekt:
    """An order of 9001 that can be sent as a message."""
    objekt: Objekt = b.bestil().bestilling
    save_felter(objekt.pk, KONTAKT, 99, by=b.by)
    save_felter(b.aabning, {"telefon": "00000001", "enhed": "Handicap"}, 99, by=b.by)  # type: ignore[arg-type]
    Sagsopsaetning.objects.create(
        kommune="9001", endpoint="https://kommunen.example.dk", sagsnummer_system="http://example.dk/sag"
    )
    b.sted.endpoint = ADRESSE
    b.sted.save()
    return objekt


@pytest.fixture
def besked(bestilling: Objekt) -> dict[str, Any]:
    return make(bestilling)


@pytest.fixture
def sted(db: None) -> Udfoerersted:
    return Udfoerersted.objects.create(kommune=HER, navn="Bostedet Demo", endpoint=ADRESSE + "/")


def make(bestilling: Objekt, tid: datetime = TID) -> dict[str, Any]:
    objekt = Objekt.objects.get(pk=bestilling.pk)
    return dict(json.loads(make_besked(read_grundlag(objekt), tid)))


def receive(besked: dict[str, Any], by: Any = "system:Nexus") -> tuple[Bestillingskvittering, bool]:
    return receive_besked(HER, json.dumps(besked).encode(), vej="post", by=by)


def faults(besked: Any) -> list[str]:
    data = besked if isinstance(besked, bytes) else json.dumps(besked).encode()
    with pytest.raises(Laesefejl) as fanget:
        read_bestilling(data)
    return [str(f) for f in fanget.value.fejl]


def find(besked: dict[str, Any], art: str, nr: int = 0) -> dict[str, Any]:
    return [e["resource"] for e in besked["entry"] if e["resource"]["resourceType"] == art][nr]


def _rows(bestilling: Any) -> list[tuple[str, str]]:
    return sorted(
        (t, repr(sorted((n, str(v)) for n, v in r.items() if v is not None and n not in IKKE_MED)))
        for t, r in bestilling.raekker
    )


def test_our_own_message_read_is_the_same_order(b: Borger, bestilling: Objekt) -> None:
    g = read_grundlag(Objekt.objects.get(pk=bestilling.pk))
    sendt = beskedmodul._bestilling(g, TID)
    m = read_bestilling(make_besked(g, TID))
    assert m.fund == [] and m.mere == []
    laest = m.bestilling
    for navn in ("tid", "kommune", "udfoerer", "kontakt", "borger", "formaal", "besked", "dato", "tekst"):
        assert getattr(laest, navn) == getattr(sendt, navn), navn
    assert _rows(laest) == _rows(sendt)


def test_it_lies_in_the_inbox_with_all_it_carries(
    b: Borger, besked: dict[str, Any], sted: Udfoerersted, make_bruger: Any
) -> None:
    k, ny = receive(besked)
    assert (k.tilstand, k.fejl, k.fund, ny, k.sted) == ("accepteret", [], [], True, sted)
    udfoerer = make_bruger(Rolle.UDFOERER, kommune=HER)
    assert not open_bestillinger(udfoerer, HER), "not a place of hers"
    Udfoererperson.objects.create(sted=sted, bruger=udfoerer)
    adgang = open_bestillinger(udfoerer, HER).get()
    assert open_cpr(HER, [adgang.sag.borger.borger_id]) == {adgang.sag.borger.borger_id: "6101814321"}
    her = _words(adgang.sag, adgang.bestilling)
    der = _words(b.sag, Objekt.objects.get(slags="bestilling", sag=b.sag))
    uden = {
        "afsender",
        "udredning",
    }  # the first only here; the second carried by the message, not by the order
    assert {s: v for s, v in her.items() if s not in uden} == der
    assert her["udredning"] == [[("Dato for udredningen", "05.01.2026"), ("Udredningen er", "Afsluttet")]]


def _words(sag: Sag, bestilling: Objekt) -> dict[str, list[list[tuple[str, str]]]]:
    """What an order carries, in words; what only points is left out, since the order of things may differ."""
    indhold = Sagsindhold(Sag.objects.get(pk=sag.pk))
    ud: dict[str, list[list[tuple[str, str]]]] = {}
    for v in find_carried(indhold, bestilling).values():
        simple = {n: x for n, x in v.felter.items() if v.art.felter[n].type not in ("refs", "sted")}
        linjer = [(f.label, o) for n, f in v.art.felter.items() if (o := indhold.ord(f, simple.get(n)))]
        ud.setdefault(v.art.navn, []).append(linjer)
    return {s: sorted(v) for s, v in ud.items()}


def test_it_is_no_case_of_the_kommunes_own(
    b: Borger, besked: dict[str, Any], sted: Udfoerersted, make_bruger: Any, client: Any
) -> None:
    egen = create_borger(HER, "6101814321", "Åse Eget", by="test")
    open_sag(egen, "DEMO-1", by="test")
    k, _ny = receive(besked)
    modtaget = k.adgang.sag  # type: ignore[union-attr]
    assert Sagsborger.objects.filter(kommune=HER).count() == 2, "the own case keeps its own name"
    for soegt in ("Åse", "DEMO-1", "6101814321"):
        assert [linje.navn for linje in search_sager(HER, soegt)] == ["Åse Eget"]
    assert make_overblik(HER, datetime(2026, 2, 1).date(), {}).i_alt.tal["aabne"] == 1
    assert [x.pk for x in find_changed(HER)] == [egen.pk]
    client.force_login(make_bruger(Rolle.SAGSBEHANDLER, kommune=HER))
    for navn, id_ in (("sag_side", modtaget.pk), ("sag_historik", k.adgang.bestilling_id)):  # type: ignore[union-attr]
        assert client.get(reverse(navn, args=[HER, id_])).status_code == 404


def test_the_same_message_again_gives_the_first_receipt(besked: dict[str, Any], sted: Udfoerersted) -> None:
    foerste, _ny = receive(besked)
    igen, ny = receive({**besked, "id": "en-anden", "timestamp": "2026-03-01T00:00:00Z"})
    assert (igen, ny) == (foerste, False)
    assert Bestillingskvittering.objects.count() == 1 and Sag.objects.filter(modtaget=True).count() == 1
    find(besked, "Patient")["telecom"][0]["value"] = "99999999"
    anden, _ny = receive(besked)
    assert anden.er_afvist and "nyt id" in anden.fejl[0]["goer"]


def test_a_newer_message_replaces_what_stands(
    b: Borger, bestilling: Objekt, besked: dict[str, Any], sted: Udfoerersted, make_bruger: Any
) -> None:
    k, _ny = receive(besked)
    adgang = k.adgang
    assert adgang is not None
    answer_bestilling(adgang, "returneret", aarsag="ingen_plads", by=make_bruger(Rolle.UDFOERER, kommune=HER))
    save_felter(bestilling.pk, {"besked": "Ring ikke"}, 99, by=b.by)
    b.add("ydelse", indsats=b.indsats, kode=Objekt.objects.get(pk=b.ydelse).kode, start="2026-02-01")
    aeldre = make(bestilling, datetime(2025, 1, 1, tzinfo=UTC))
    assert receive(aeldre)[0].fejl[0]["sted"] == "Bundle.timestamp"
    nyere, _ny = receive(make(bestilling, datetime(2026, 2, 1, tzinfo=UTC)))
    assert nyere.adgang == adgang
    adgang.refresh_from_db()
    assert adgang.lukket_tid is None, "to be answered anew"
    felter = read_felter(Objekt.objects.get(pk=adgang.bestilling_id))
    assert (felter["besked"], felter["svar"], felter.get("aarsag")) == ("Ring ikke", "afventer", None)
    ydelser = Objekt.objects.filter(sag=adgang.sag, slags="ydelse")
    assert ydelser.count() == 2
    kort = make(bestilling, datetime(2026, 3, 1, tzinfo=UTC))
    kort["entry"] = [e for e in kort["entry"] if e["resource"]["id"] != b.ydelse]
    find(kort, "MessageHeader")["id"] = "kort"
    assert not receive(kort)[0].er_afvist
    assert sorted(ydelser.values_list("tilstand", flat=True)) == ["fejlregistreret", "gaeldende"]


def test_a_bad_message_tells_every_fault_with_its_place_and_stores_nothing(
    besked: dict[str, Any], sted: Udfoerersted
) -> None:
    find(besked, "Patient")["identifier"][0]["value"] = "3113814321"
    find(besked, "CarePlan", 1)["activity"][0]["detail"]["code"]["coding"][0]["code"] = "ukendt"
    find(besked, "CarePlan")["period"]["start"] = "2026-02-30"
    del find(besked, "Goal")["description"]
    find(besked, "CareTeam")["subject"]["reference"] = "Patient/findes-ikke"
    k, ny = receive(besked)
    assert (k.tilstand, ny) == ("afvist", True)
    steder = " | ".join(f["sted"] for f in k.fejl)
    for sted_ in (
        "Patient.identifier",
        "detail.code",
        "period.start",
        "Goal.description",
        "CareTeam.subject",
    ):
        assert sted_ in steder
    assert "3113814321" not in json.dumps(k.fejl) and "ukendt" not in json.dumps(k.fejl)
    assert not Sag.objects.filter(modtaget=True) and not Sagsborger.objects.filter(kommune=HER)
    assert Spor.objects.filter(handling="sag.besked_afvist", kommune=HER).count() == 1


@pytest.mark.parametrize(
    ("data", "hvad"),
    [
        (b"", "ikke gyldig JSON"),
        (b"[]", "ikke en FHIR Bundle af typen message"),
        (b'{"resourceType":"Bundle","type":"collection"}', "ikke en FHIR Bundle af typen message"),
        (b'{"resourceType":"Bundle","type":"message"}', "begynder ikke med sit hoved"),
        (b'{"resourceType":"Bundle","type":"message","entry":[3,{"resource":7}]}', "entry[2].resource"),
        ("{}æ".encode("latin-1"), "ikke UTF-8"),
        (b"[" * 100_000, "indlejret for dybt"),
    ],
)
def test_what_is_no_message_is_told_so(data: bytes, hvad: str) -> None:
    assert any(hvad in f for f in faults(data)), faults(data)


def test_a_fault_in_any_element_never_escapes(besked: dict[str, Any]) -> None:
    """Each element of each resource as nothing, a number, a text, an empty list and a list of lists."""
    for nr, post in enumerate(besked["entry"]):
        for navn in list(post["resource"]):
            for vaerdi in (None, 7, "x", [], [[]], {"a": 1}, True):
                ny = copy.deepcopy(besked)
                ny["entry"][nr]["resource"][navn] = vaerdi
                with suppress(Laesefejl):
                    read_bestilling(json.dumps(ny).encode())


def test_a_place_that_is_not_here_or_not_ones_own(
    b: Borger, besked: dict[str, Any], make_bruger: Any, client: Any
) -> None:
    assert "Opsætning" in receive(besked)[0].fejl[0]["goer"]
    sted = Udfoerersted.objects.create(kommune=HER, navn="Bostedet Demo", endpoint=ADRESSE)
    Udfoerersted.objects.create(kommune=HER, navn="Et andet, samme system", endpoint=ADRESSE)
    andre = Udfoerersted.objects.create(kommune=HER, navn="Mit sted")
    udfoerer = make_bruger(Rolle.UDFOERER, kommune=HER)
    Udfoererperson.objects.create(sted=andre, bruger=udfoerer)
    client.force_login(udfoerer)
    side = reverse("bestilling_modtag", args=[HER])
    assert "Mit sted" in client.get(side).content.decode()
    assert client.post(side).status_code == 422
    fil = SimpleUploadedFile("besked.json", json.dumps(besked).encode())
    svar = client.post(side, {"fil": fil}, follow=True)
    assert "du ikke arbejder på" in svar.content.decode()
    Udfoererperson.objects.create(sted=sted, bruger=udfoerer)
    fil.seek(0)
    svar = client.post(side, {"fil": fil}, follow=True)
    assert "Åbn bestillingen" in svar.content.decode()
    k = Bestillingskvittering.objects.get(tilstand="accepteret")
    assert k.sted == sted, "told from the other by its name"
    side_ = client.get(reverse("bestilling", args=[HER, k.adgang_id])).content.decode()
    for ord_ in ("Åse Demo", "610181", "Lave mad selv", "Ring gerne først", "00000001", "Handicap"):
        assert ord_ in side_
    assert client.get(reverse("bestilling_besked", args=[HER, k.adgang_id])).status_code == 404
    assert client.get(reverse("bestilling_pdf", args=[HER, k.adgang_id])).content[:4] == b"%PDF"
    client.post(reverse("bestilling_svar", args=[HER, k.adgang_id]), {"svar": "accepteret"})
    client.post(reverse("bestilling_skriv", args=[HER, k.adgang_id, "statusnotat"]))
    assert Objekt.objects.filter(sag=k.adgang.sag, slags="statusnotat").count() == 1  # type: ignore[union-attr]
    client.force_login(make_bruger(Rolle.UDFOERER, kommune=HER, email="anden@eksempel.dk"))
    assert client.get(reverse("bestilling_kvittering", args=[HER, k.pk])).status_code == 404
    client.force_login(make_bruger(Rolle.SAGSBEHANDLER, kommune=HER))
    assert client.get(side).status_code == 403


def test_a_system_posts_with_its_token(besked: dict[str, Any], sted: Udfoerersted, client: Any) -> None:
    _n, forkert = make_noegle(HER, "Nexus", navn="x", omfang="indberet", by="test")
    _n, noegle = make_noegle(HER, "Nexus", navn="y", omfang="bestil", by="test")
    adresse = reverse("fhir_besked")

    def post(indhold: Any, token: str) -> Any:
        hoved = {"HTTP_AUTHORIZATION": f"Bearer {token}"}
        return client.post(adresse, json.dumps(indhold), content_type="application/fhir+json", **hoved)

    assert post(besked, "intet").status_code == 401 and post(besked, forkert).status_code == 403
    assert post({"resourceType": "Bundle"}, noegle).status_code == 422
    foerste, igen = post(besked, noegle), post(besked, noegle)
    assert (foerste.status_code, igen.status_code) == (200, 200)
    assert "modtaget før" in igen.json()["issue"][0]["details"]["text"]
    assert Spor.objects.filter(handling="sag.besked_modtaget", hvem="system:Nexus").count() == 1


def test_what_ffb_has_no_field_for_is_kept_in_words(besked: dict[str, Any], sted: Udfoerersted) -> None:
    """As the guide's example has it: a ydelse only in words, a diagnosis, the citizen's own objective,
    relatives, an attachment; a ydelse without a start; no level of a theme."""
    plan, borger = find(besked, "CarePlan"), find(besked, "Patient")
    om = {"subject": plan["subject"]}
    mere = [
        ("CarePlan", {**om, "basedOn": [{"reference": f"CarePlan/{plan['id']}"}], "status": "active",
                      "intent": "order", "activity": [{"detail": {"code": {"text": "Kørsel"}}}]}),
        ("Condition", {**om, "code": {"text": "En diagnose"}}),
        ("Goal", {**om, "description": {"text": "Et godt liv"}}),
        ("RelatedPerson", {"name": [{"given": ["Mor"], "family": "Demo"}],
                           "relationship": [{"coding": [{"code": "GUARD"}]}]}),
        ("DocumentReference", {"description": "En journal", "content": [{"attachment": {"data": "QQ=="}}]}),
        ("Observation", {**om, "code": {"coding": [{"display": "Ressourcer"}]},
                         "valueCodeableConcept": {"text": "Kan meget"}}),
        ("Basic", {}),
    ]  # fmt: skip
    for nr, (art, r) in enumerate(mere):
        besked["entry"].append({"resource": {"resourceType": art, "id": f"m{nr}", **r}})
    plan["goal"].append({"reference": "Goal/m2"})
    borger["address"] = [{"line": ["Demovej 1"], "postalCode": "9999", "city": "Demo"}]
    del find(besked, "CarePlan", 1)["period"], find(besked, "Condition", 1)["severity"]
    k, _ny = receive(besked)
    assert k.tilstand == "med_fund" and len(k.fund) == 3, k.fund
    afsender = Objekt.objects.get(sag=k.adgang.sag, slags="afsender")  # type: ignore[union-attr]
    andet = str(read_felter(afsender)["andet"])
    for ord_ in (
        "uden FFB-kode: Kørsel",
        "Diagnose: En diagnose",
        "overordnede mål: Et godt liv",
        "Værge: Mor Demo",
        "Bilag: En journal",
        "Ressourcer: Kan meget",
        "Demovej 1, 9999 Demo",
    ):
        assert ord_ in andet
    ydelse = Objekt.objects.get(sag=afsender.sag, slags="ydelse")
    assert ydelse.dato is None and "start" not in read_felter(ydelse)


def test_ids_that_are_only_unique_within_their_kind_stay_apart(
    b: Borger, besked: dict[str, Any], sted: Udfoerersted
) -> None:
    """FHIR asks no more: Condition/1 and Goal/1 are two things."""
    foer = read_bestilling(json.dumps(besked).encode())
    nr = dict.fromkeys((e["resource"]["id"] for e in besked["entry"]), "")
    taeller: dict[str, int] = {}
    tekst = json.dumps(besked)
    for e in besked["entry"]:
        art = e["resource"]["resourceType"]
        taeller[art] = taeller.get(art, 0) + 1
        nr[e["resource"]["id"]] = str(taeller[art])
    for gammelt, nyt in nr.items():
        tekst = tekst.replace(gammelt, nyt)
    efter = read_bestilling(tekst.encode())
    assert sorted(efter.bestilling.tekst.values()) == sorted(foer.bestilling.tekst.values())
    assert len({r["kilde_id"] for _t, r in efter.bestilling.raekker}) == len(
        {r["kilde_id"] for _t, r in foer.bestilling.raekker}
    )
    k, _ny = receive(json.loads(tekst))
    assert k.tilstand == "accepteret"
    her = _words(k.adgang.sag, k.adgang.bestilling)  # type: ignore[union-attr]
    assert her["indsatsmaal"] and her["tema"] and her["ydelse"]


def test_a_message_without_end_is_refused_at_once(besked: dict[str, Any]) -> None:
    besked["entry"] += [{"resource": {"resourceType": "Basic", "id": f"x{n}"}} for n in range(2_000)]
    assert any("flere ressourcer" in f for f in faults(besked))
