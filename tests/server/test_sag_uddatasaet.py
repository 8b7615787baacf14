"""The official story of Børge Mogensen, entered in a case day by day, gives the official bundles again.

Beside them: what goes in and what stays out when a citizen is reported a second time.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest

from ffb.begreber import load_katalog
from ffb.errors import BrugsFejl
from ffb.server.adgang.roller import Rolle
from ffb.server.leverance.models import AabenPost
from ffb.server.sag.actions import (
    confirm_objekt,
    create_borger,
    create_objekt,
    open_sag,
    retract_objekt,
    save_felter,
)
from ffb.server.sag.indberet import find_brud, note_udsendt, report_kommune
from ffb.server.sag.models import Sag, Sagsopsaetning
from ffb.server.sag.uddatasaet import make_udsendelse
from server.server_historier import OFFICIELLE, Forloeb, Handlinger, by_id, read_kode

CPR = "6101814321"
OPSAETNING = Sagsopsaetning(
    "9001", "d4e3f4fb-0000-4000-8000-000000000000", "http://example.dk/identifier/case"
)
KENDT = pytest.mark.skipif(not OFFICIELLE.exists(), reason="../shared mangler: de officielle eksempler")
FF = next(b for b in load_katalog("ffb/2023-05").begreb_list if b.art == "ff_undertema")


@pytest.fixture
def sagsbehandler(make_bruger: Any) -> Any:
    return make_bruger(Rolle.SAGSBEHANDLER)


@pytest.fixture
def sag(sagsbehandler: Any) -> Sag:
    return open_sag(create_borger("9001", CPR, "Børge Demo", by=sagsbehandler), "Sag154689", by=sagsbehandler)


def _send(sag: Sag, tid: str) -> dict[str, Any] | None:
    ud = make_udsendelse(sag.borger, [sag], CPR, OPSAETNING, datetime.fromisoformat(tid))
    if ud is None:
        return None
    assert ud.mangler == ()
    assert not [b for b in find_brud(ud, "9001") if b.alvor in ("fejl", "blokerende")]
    note_udsendt(ud)
    return dict(json.loads(ud.data))


@KENDT
def test_the_official_story_gives_the_official_bundles(sag: Sag, sagsbehandler: Any) -> None:
    forloeb = Forloeb(Handlinger(sag, sagsbehandler))
    for fil in sorted(OFFICIELLE.glob("encounter-*.json")):
        officiel = json.loads(fil.read_text(encoding="utf-8"))
        forloeb.enter(officiel)
        vores = _send(sag, officiel["timestamp"])
        assert vores is not None and vores["timestamp"] == officiel["timestamp"]
        navne = {vores_id: officielt for officielt, vores_id in forloeb.vores.items()}
        navne[str(sag.borger.fhir_id)] = next(
            e["resource"]["id"] for e in officiel["entry"] if e["resource"]["resourceType"] == "Patient"
        )
        assert by_id(vores, navne) == by_id(officiel, {}), fil.name


def test_nothing_new_sends_nothing_and_a_withdrawn_object_is_told(sag: Sag, sagsbehandler: Any) -> None:
    tema = create_objekt(
        sag, "tema", {"kode": FF.kode, "dato": "2026-01-05", "note": "fri tekst"}, by=sagsbehandler
    )
    assert _send(sag, "2026-01-05T10:00:00+01:00") is None, "a draft is nobody's business"
    confirm_objekt(tema.pk, by=sagsbehandler)
    foerste = _send(sag, "2026-01-05T10:00:00+01:00")
    assert foerste is not None and "fri tekst" not in json.dumps(foerste)
    assert foerste["timestamp"] == "2026-01-05T09:00:00Z"
    save_felter(tema.pk, {"note": "mere fri tekst"}, 9, by=sagsbehandler)
    assert _send(sag, "2026-01-06T10:00:00+01:00") is None, "free text is no news to DST"
    retract_objekt(tema.pk, "forkert", by=sagsbehandler)
    anden = _send(sag, "2026-01-07T10:00:00+01:00")
    assert anden is not None
    tilstand = next(e["resource"] for e in anden["entry"] if e["resource"]["resourceType"] == "Condition")
    assert read_kode(tilstand["verificationStatus"]) == "entered-in-error"
    assert _send(sag, "2026-01-08T10:00:00+01:00") is None


def test_the_days_changes_are_handed_over_once(sag: Sag, sagsbehandler: Any) -> None:
    with pytest.raises(BrugsFejl):
        report_kommune("9001", by=sagsbehandler)
    OPSAETNING.save(force_insert=True)
    aabning = create_objekt(sag, "sagsaabning", {"dato": "2026-01-05"}, by=sagsbehandler)
    confirm_objekt(aabning.pk, by=sagsbehandler)
    oevelse = create_borger("9001", "6201814329", "Øvelse", by=sagsbehandler, oevelse=True)
    anden = open_sag(oevelse, "DEMO-9", by=sagsbehandler)
    ny = create_objekt(anden, "sagsaabning", {"dato": "2026-01-05"}, by=sagsbehandler)
    confirm_objekt(ny.pk, by=sagsbehandler)
    foerste = report_kommune("9001", by=sagsbehandler)
    igen = report_kommune("9001", by=sagsbehandler)
    assert (foerste.sendt, foerste.holdt, foerste.mangler) == (1, {}, {})
    assert (igen.sendt, igen.uaendret) == (0, 1)
    assert [p.borger_id for p in AabenPost.objects.all()] == [sag.borger.borger_id]
    save_felter(aabning.pk, {"dato": ""}, 9, by=sagsbehandler)  # a confirmed object loses what it must have
    tema = create_objekt(sag, "tema", {"kode": FF.kode, "dato": "2026-01-06"}, by=sagsbehandler)
    confirm_objekt(tema.pk, by=sagsbehandler)
    halv = report_kommune("9001", by=sagsbehandler)
    assert (halv.sendt, halv.mangler) == (1, {str(aabning.pk): ("Henvendelsesdato",)})
