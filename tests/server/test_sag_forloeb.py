"""From order to follow-up: what a provider sees and writes, the statusnotat made of it, a follow-up held."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from ffb.formats.fhir.regler import Brud
from ffb.server.adgang.roller import Rolle
from ffb.server.sag.actions import Feltfejl, read_felter, save_felter
from ffb.server.sag.bestil import answer_bestilling, find_carried, open_bestillinger, send_bestilling
from ffb.server.sag.dst import judge_borger
from ffb.server.sag.foelgop import followed_themes, hold_opfoelgning
from ffb.server.sag.models import Objekt, Sagsopsaetning, Udfoererperson
from ffb.server.sag.statusnotat import make_statusnotat
from ffb.server.sag.visning import Sagsindhold
from server.server_sag import Borger, kode


@pytest.fixture
def b(make_bruger: Any) -> Borger:
    return Borger(make_bruger(Rolle.SAGSBEHANDLER))


@pytest.fixture
def udfoerer(b: Borger, make_bruger: Any) -> Any:
    bruger = make_bruger(Rolle.UDFOERER)
    Udfoererperson.objects.create(sted=b.sted, bruger=bruger)
    return bruger


def test_a_provider_sees_what_the_order_carries_and_no_more(
    b: Borger, udfoerer: Any, make_bruger: Any
) -> None:
    assert list(open_bestillinger(udfoerer, "9001")) == []
    adgang = b.bestil()
    assert [a.pk for a in open_bestillinger(udfoerer, "9001")] == [adgang.pk]
    fremmed = make_bruger(Rolle.UDFOERER, email="fremmed@eksempel.dk")
    assert list(open_bestillinger(fremmed, "9001")) == []
    med = find_carried(Sagsindhold(b.sag), adgang.bestilling)
    assert {b.indsats, b.ydelse, b.maal, b.tema, b.behov, b.maalgruppe} <= set(med)
    assert not {b.aabning, b.udredning, b.andet} & set(med), "the rest of the case is not theirs"


def test_an_order_is_answered_and_a_return_needs_a_reason(b: Borger, udfoerer: Any) -> None:
    adgang = b.bestil()
    with pytest.raises(Feltfejl):
        answer_bestilling(adgang, "returneret", by=udfoerer)
    answer_bestilling(adgang, "returneret", aarsag="ingen_plads", tekst="Fuldt hus", by=udfoerer)
    assert list(open_bestillinger(udfoerer, "9001")) == []
    felter = read_felter(Objekt.objects.get(pk=adgang.bestilling_id))
    assert (felter["svar"], felter["aarsag"], felter["svartekst"]) == (
        "returneret",
        "ingen_plads",
        "Fuldt hus",
    )
    igen = send_bestilling(Objekt.objects.get(pk=adgang.bestilling_id), by=b.by)
    answer_bestilling(igen, "accepteret", by=udfoerer)
    with pytest.raises(Feltfejl):
        send_bestilling(Objekt.objects.get(pk=adgang.bestilling_id), by=b.by)


def test_the_statusnotat_is_made_of_what_was_written(b: Borger, udfoerer: Any) -> None:
    delmaal = b.add("delmaal", maal=b.maal, formulering="Koge æg")
    b.add("notat", dato="2026-02-01", delmaal=delmaal, tekst="Kogte to æg", indsats=b.indsats)
    b.add("notat", dato="2026-02-02", temaer=[b.tema], tekst="Købte ind", indsats=b.indsats)
    b.add("notat", dato="2026-02-03", tekst="Har fået ny nabo", indsats=b.indsats)
    notat = make_statusnotat(b.sag, b.indsats, by=udfoerer)
    tekst = str(read_felter(notat)["tekst"])
    for ord_ in ("Lave mad selv", "Koge æg", "Kogte to æg", "Købte ind", "Har fået ny nabo"):
        assert tekst.count(ord_) == 1
    assert tekst.index("Købte ind") < tekst.index("Øvrigt") < tekst.index("Har fået ny nabo")
    Objekt.objects.filter(pk=notat.pk).update(dato=date(2026, 2, 2), tilstand="gaeldende")
    senere = str(read_felter(make_statusnotat(b.sag, b.indsats, by=udfoerer))["tekst"])
    assert "ny nabo" in senere and "Kogte" not in senere, "what has been told is not told again"


def test_a_follow_up_scores_also_what_has_not_changed(b: Borger) -> None:
    indhold = Sagsindhold(b.sag)
    indsats = Objekt.objects.get(pk=b.indsats)
    assert [t.id for t in followed_themes(indhold, indhold.alle[b.indsats])] == [b.tema]
    samme = str(read_felter(Objekt.objects.get(pk=b.tema))["niveau"])
    dag, fortsaet = date(2026, 4, 5), kode("opfoelgningsresultat", 0, "fortsaettelse")
    with pytest.raises(Feltfejl):
        hold_opfoelgning(indsats, dag, {b.tema: samme}, fortsaet, by=b.by)
    hold_opfoelgning(
        indsats, dag, {b.tema: samme}, fortsaet, naeste="2026-10-05",
        stoettebehov=kode("stoettebehovsniveau", 1), by=b.by,
    )  # fmt: skip
    assert read_felter(Objekt.objects.get(pk=b.tema))["senest"] == "2026-04-05"
    felter = read_felter(Objekt.objects.get(pk=b.indsats))
    planlagt = Objekt.objects.get(pk=str(felter["planlagt"]))
    assert planlagt.frist_dato == date(2026, 10, 5)
    assert felter["stoettebehov"] != [b.behov]
    slut = kode("opfoelgningsresultat", 0, "afslutning")
    hold_opfoelgning(Objekt.objects.get(pk=b.indsats), date(2026, 10, 5), {}, slut, by=b.by)
    felter = read_felter(Objekt.objects.get(pk=b.indsats))
    assert (felter["tilstand"], felter["slut"], "planlagt" in felter) == ("afsluttet", "2026-10-05", False)
    assert read_felter(Objekt.objects.get(pk=b.ydelse))["slut"] == "2026-10-05"


def test_a_breach_of_form_is_told_in_words(b: Borger) -> None:
    uden = judge_borger(b.sag.borger)  # nobody has written the kommune's UUID
    assert uden.uden_uuid and not any("managingOrganization" in ord_ for _a, _t, ord_ in uden.brud_tekster)
    andet = replace(uden, brud=[*uden.brud, Brud("FHIR-DATO", "fejl", "Goal.startDate", 2, "Goal.startDate")])
    assert not uden.brud_tekster and len(andet.brud_tekster) == 1
    _alvor, titel, ord_ = andet.brud_tekster[0]
    assert " " in titel and "None" not in titel + ord_


def test_what_dst_would_say(b: Borger) -> None:
    Sagsopsaetning.objects.create(kommune="9001", sts_uuid="d4e3f4fb-0000-4000-8000-000000000000")
    klar = judge_borger(b.sag.borger)
    assert list(klar.brud) == [] and not klar.tom
    foer = {f.regel for f in klar.fund}
    assert not {r for r in foer if r.startswith("T2-")}, "every row of Tabel 2 is filled"
    for id_ in (b.maal,):
        Objekt.objects.filter(pk=id_).update(tilstand="kladde")
    uden = judge_borger(b.sag.borger)
    save_felter(b.indsats, {"maalgrupper": []}, 99, by=b.by)  # type: ignore[arg-type]
    assert any("målgruppe" in o for _a, _t, o in judge_borger(b.sag.borger).brud_tekster), "said in words"
    assert {f.regel for f in uden.fund} - foer, "without its goal the citizen lacks a row of Tabel 2"


def test_the_pages_of_a_provider(b: Borger, udfoerer: Any, client: Any) -> None:
    adgang = b.bestil()
    client.force_login(udfoerer)
    liste = client.get(reverse("bestillinger", args=["9001"])).content.decode()
    assert "Åse Demo" in liste and "1 bestilling venter på svar" in liste
    side = client.get(reverse("bestilling", args=["9001", adgang.pk])).content.decode()
    assert "Lave mad selv" in side and "privat" not in side, (
        "what the order does not carry is not on the page"
    )
    svar = reverse("bestilling_svar", args=["9001", adgang.pk])
    uden = client.post(svar, {"svar": "returneret"}, follow=True)
    assert "Vælg, hvorfor bestillingen går retur" in uden.content.decode()
    client.post(svar, {"svar": "accepteret"})
    for slags in ("delmaal", "notat", "statusnotat"):
        client.post(reverse("bestilling_skriv", args=["9001", adgang.pk, slags]))
    delmaal = Objekt.objects.get(slags="delmaal")
    gem = reverse("bestilling_gem", args=["9001", adgang.pk, delmaal.pk])
    felter = {"har-formulering": "1", "formulering": "Koge æg", "version": delmaal.version, "bekraeft": "1"}
    assert client.post(gem, felter).status_code == 302
    assert Objekt.objects.get(pk=delmaal.pk).tilstand == "gaeldende"
    for fremmed in (b.udredning, b.maal, b.aabning):  # not carried, or not the provider's to write
        gem = reverse("bestilling_gem", args=["9001", adgang.pk, fremmed])
        assert client.post(gem, {"har-note": "1", "note": "x", "version": 1}).status_code == 404
    for navn, args in (("sag", []), ("sag_side", [b.sag.pk]), ("sag_fase", [b.sag.pk, "sagsoplysning"])):
        assert client.get(reverse(navn, args=["9001", *args])).status_code == 403


def test_the_pages_of_a_follow_up_and_of_dst(b: Borger, client: Any) -> None:
    client.force_login(b.by)
    adresse = reverse("sag_foelgop", args=["9001", b.indsats])
    niveau = str(read_felter(Objekt.objects.get(pk=b.tema))["niveau"])
    halv = {"dato": "5.4.2026", f"niveau-{b.tema}": niveau, "resultat": "", "bemaerkning": "Det går godt"}
    svar = client.post(adresse, halv)
    assert svar.status_code == 422
    assert "Det går godt" in svar.content.decode(), "nothing typed is lost"
    hel = halv | {"resultat": kode("opfoelgningsresultat", 0, "fortsaettelse"), "naeste": "5.10.2026"}
    assert client.post(adresse, hel).status_code == 302
    assert Objekt.objects.filter(slags="opfoelgning", tilstand="gaeldende").count() == 1
    dst = client.get(reverse("sag_dst", args=["9001", b.sag.pk])).content.decode()
    assert "Hvad ville Danmarks Statistik sige" in dst and "konklusion" in dst
