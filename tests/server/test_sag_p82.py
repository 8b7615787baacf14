"""Help under § 82: begun in one act, reported like any other, ended or said to have lasted too long."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ffb.begreber import find_begreb
from ffb.server.adgang.roller import Rolle
from ffb.server.sag.actions import (
    Feltfejl,
    confirm_objekt,
    create_borger,
    create_objekt,
    open_sag,
    read_felter,
    save_felter,
)
from ffb.server.sag.dst import judge_borger
from ffb.server.sag.models import Objekt, Sag, Sagsborger, Sagsopsaetning
from ffb.server.sag.overblik import find_sager
from ffb.server.sag.p82 import PARAGRAF, begin_p82, end_p82, find_begreber, last_day
from ffb.server.sag.soeg import make_worklist
from ffb.server.sag.uddatasaet import make_udsendelse
from ffb.server.spor.models import Spor
from server.server_steder import KOMMUNE

INDIVIDUEL = "fe42f8f4-d516-4bab-b006-12b0cd186603"
INDSATS = {"hensigt": "bestilt", "tilstand": "aktiv", "start": "2026-01-05"}
AKUT = "f3edac43-d0d6-4cc3-96c7-4658a557257a"


@pytest.fixture
def anna(make_bruger: Any) -> Any:
    return make_bruger(Rolle.SAGSBEHANDLER, email="anna@eksempel.dk")


@pytest.fixture
def sag(anna: Any) -> Sag:
    Sagsopsaetning.objects.create(
        kommune=KOMMUNE, sts_uuid="6f9619ff-8b86-4011-b42d-00c04fc964ff", sagsnummer_system="urn:oid:1.2.3"
    )
    return open_sag(create_borger(KOMMUNE, "6101814321", "Åse Demo", by=anna), "DEMO-1", by=anna)


def _one(sag: Sag, slags: str) -> Objekt:
    return Objekt.objects.get(sag=sag, slags=slags)


def count_ffb(borger: Sagsborger) -> int:
    """Ydelser DST would count, read from the citizen's bundle by the report's own view."""
    ud = make_udsendelse(
        borger, list(Sag.objects.filter(borger=borger)), "6101814321",
        Sagsopsaetning.objects.get(), timezone.now(), alt=True,
    )  # fmt: skip
    assert ud is not None
    poster = [e["resource"] for e in json.loads(ud.data)["entry"]]
    ydelser = [p for p in poster if p["resourceType"] == "CarePlan" and "basedOn" in p]
    assert all(p["status"] == "active" for p in ydelser)
    return sum(p["intent"] == "order" for p in ydelser)


@pytest.mark.parametrize(
    ("start", "slut"),
    [("2026-01-15", "2026-07-15"), ("2025-08-31", "2026-02-28"), ("2026-12-31", "2027-06-30")],
)
def test_six_months(start: str, slut: str) -> None:
    assert last_day(date.fromisoformat(start)) == date.fromisoformat(slut)


def test_each_part_of_the_law_has_its_own_ydelser_and_place() -> None:
    navne = {a: [b.term for b in find_begreber(a, "ydelse", date(2026, 1, 1))] for a in PARAGRAF}
    assert all(navne.values())
    assert navne["sel82c"] == ["Akut ophold", "Akut rådgivning, omsorg og støtte"]
    assert navne["sel82b"][0] == "Individuel tidsbegrænset socialpædagogisk hjælp og støtte"
    assert all("frivillige" in n for n in navne["sel82d"])
    steder = {a: find_begreber(a, "tilbud", date(2026, 1, 1))[0].term for a in PARAGRAF}
    assert steder == {
        "sel82a": "Mobilt tilbud", "sel82b": "Mobilt tilbud", "sel82c": "Socialt akuttilbud",
        "sel82d": "Mobilt tilbud",
    }  # fmt: skip


def test_every_fault_is_told_at_once_and_nothing_is_stored(sag: Sag, anna: Any) -> None:
    with pytest.raises(Feltfejl) as fejl:
        begin_p82(sag, "sel82x", INDIVIDUEL, "i går", frist="31.2.2026", by=anna)
    assert set(fejl.value.fejl) == {"art", "start", "frist"}
    with pytest.raises(Feltfejl) as fejl:
        begin_p82(sag, "sel82c", INDIVIDUEL, "1.2.2026", frist="1.1.2026", by=anna)
    assert set(fejl.value.fejl) == {"ydelse", "frist"}
    with pytest.raises(Feltfejl) as fejl:
        begin_p82(sag, "sel82b", INDIVIDUEL, "15.1.2026", frist="16.7.2026", by=anna)
    assert "15.07.2026" in fejl.value.fejl["frist"] and "§ 85" in fejl.value.fejl["frist"]
    assert not Objekt.objects.exists()


@pytest.mark.parametrize(("art", "kode", "tilbud"), [
    ("sel82b", INDIVIDUEL, "Mobilt tilbud"), ("sel82c", AKUT, "Socialt akuttilbud"),
])  # fmt: skip
def test_it_is_reported_without_a_breach_and_with_no_rule_of_its_own(
    sag: Sag, anna: Any, art: str, kode: str, tilbud: str
) -> None:
    dag = timezone.localdate()
    begin_p82(sag, art, kode, (dag - timedelta(days=30)).isoformat(), by=anna)
    dom = judge_borger(sag.borger)
    assert (dom.tom, list(dom.brud), list(dom.mangler)) == (False, [], [])
    assert count_ffb(sag.borger) == 1, "it counts in Tabel 1"
    regler = {f.regel for f in dom.fund}
    assert not {"SAM-19", "MAP-04", "MAP-05"} & regler
    assert (begreb := find_begreb(_one(sag, "tilbud").kode)) and begreb.term == tilbud
    browser = Client()
    browser.force_login(anna)
    side = browser.get(reverse("sag_dst", args=[KOMMUNE, sag.pk])).content.decode()
    assert "Borgeren får kun hjælp efter § 82" in side
    assert not Objekt.objects.filter(slags__in=("indstilling", "udredning", "bestilling")).exists()


def test_one_that_has_lasted_too_long_is_told_of_everywhere(sag: Sag, anna: Any) -> None:
    dag = timezone.localdate()
    start = dag - timedelta(days=240)
    begin_p82(sag, "sel82b", INDIVIDUEL, start.isoformat(), by=anna)
    assert "SAM-19" in {f.regel for f in judge_borger(sag.borger).fund}
    bunke = make_worklist(KOMMUNE, anna, dag)["overskredet"]
    assert (bunke[0], bunke[1][0].frist) == (1, last_day(start))
    browser = Client()
    browser.force_login(anna)
    side = browser.get(reverse("sag_p82", args=[KOMMUNE, sag.pk])).content.decode()
    assert f"{(dag - last_day(start)).days} dage over tiden" in side and "visitér til § 85" in side


def test_one_without_an_end_is_due_after_six_months_and_needs_no_follow_up(sag: Sag, anna: Any) -> None:
    dag = timezone.localdate()
    start = dag - timedelta(days=240)
    forloeb = begin_p82(sag, "sel82c", AKUT, start.isoformat(), by=anna)
    assert forloeb.frist_dato is None, "the law sets none: nothing is made up"
    assert not find_sager(KOMMUNE, "uden_opfoelgning", dag)
    bunke = make_worklist(KOMMUNE, anna, dag)["overskredet"]
    assert (bunke[0], bunke[1][0].frist) == (1, last_day(start))
    browser = Client()
    browser.force_login(anna)
    side = browser.get(reverse("sag_p82", args=[KOMMUNE, sag.pk])).content.decode()
    assert "mere end seks måneder" in side and "hvornår det slutter senest" in side
    save_felter(forloeb.pk, {"frist": (dag + timedelta(days=30)).isoformat()}, 99, by=anna)
    assert not make_worklist(KOMMUNE, anna, dag)["overskredet"][0]
    egen = create_objekt(sag, "indsats", INDSATS | {"tilbud": str(_one(sag, "tilbud").pk)}, by=anna)
    confirm_objekt(egen.pk, by=anna)
    assert find_sager(KOMMUNE, "uden_opfoelgning", dag).count() == 1, "the other indsats should have a day"


def test_the_page_begins_and_ends_a_course(sag: Sag, anna: Any) -> None:
    browser = Client()
    browser.force_login(anna)
    adresse = reverse("sag_p82", args=[KOMMUNE, sag.pk])
    galt = browser.post(adresse, {"art": "sel82b", "ydelse": AKUT, "start": "1.2.2026", "note": "husk mig"})
    assert galt.status_code == 422 and "husk mig" in galt.content.decode()
    felter = {"art": "sel82b", "ydelse": INDIVIDUEL, "start": "1.2.2026"}
    assert browser.post(adresse, felter).status_code == 302
    forloeb = _one(sag, "par82")
    assert forloeb.frist_dato == date(2026, 8, 1)
    slut = reverse("sag_p82_slut", args=[KOMMUNE, forloeb.pk])
    assert browser.post(slut, {"slut": "1.1.2026"}).status_code == 422
    assert browser.post(slut, {"slut": "1.5.2026"}).status_code == 302
    for slags in ("par82", "indsats", "ydelse"):
        assert _one(sag, slags).slut_dato == date(2026, 5, 1), slags
    assert read_felter(_one(sag, "indsats"))["tilstand"] == "afsluttet"
    assert make_worklist(KOMMUNE, anna, timezone.localdate())["overskredet"][0] == 0
    assert [s.handling for s in Spor.objects.filter(handling__startswith="sag.p82").order_by("nr")] == [
        "sag.p82", "sag.p82_slut",
    ]  # fmt: skip


def test_one_entered_in_error_takes_what_it_made_with_it(sag: Sag, anna: Any) -> None:
    forloeb = begin_p82(sag, "sel82b", INDIVIDUEL, "1.2.2026", by=anna)
    end_p82(forloeb, "1.3.2026", by=anna)
    browser = Client()
    browser.force_login(anna)
    browser.post(reverse("sag_fejl", args=[KOMMUNE, forloeb.pk]), {"grund": "forkert borger"})
    assert {_one(sag, s).tilstand for s in ("par82", "indsats", "ydelse")} == {"fejlregistreret"}
    assert not {f.regel for f in judge_borger(sag.borger).fund}
