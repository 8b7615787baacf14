"""The official story of Børge Mogensen, entered in a case day by day, gives the official bundles again.

Beside them: what goes in and what stays out when a citizen is reported a second time.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
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
from ffb.server.sag.models import Objekt, Sag, Sagsopsaetning
from ffb.server.sag.uddatasaet import make_udsendelse

OFFICIELLE = Path(__file__).resolve().parents[3] / "shared/data/uddatasaet"
CPR = "6101814321"
OPSAETNING = Sagsopsaetning(
    "9001", "d4e3f4fb-0000-4000-8000-000000000000", "http://example.dk/identifier/case"
)
KENDT = pytest.mark.skipif(not OFFICIELLE.exists(), reason="../shared mangler: de officielle eksempler")
FF = next(b for b in load_katalog("ffb/2023-05").begreb_list if b.art == "ff_undertema")
MAALTYPE, NIVEAU = "90c48f03-f194-4b2f-ad7d-6cba1069ae48", "66959f77-6e2a-4574-8423-3ff097f8b9fa"


@pytest.fixture
def sagsbehandler(make_bruger: Any) -> Any:
    return make_bruger(Rolle.SAGSBEHANDLER)


@pytest.fixture
def sag(sagsbehandler: Any) -> Sag:
    return open_sag(create_borger("9001", CPR, "Børge Demo", by=sagsbehandler), "Sag154689", by=sagsbehandler)


def _koder(o: Any) -> str:
    return str(o["coding"][0]["code"])


def _ref(o: dict[str, Any]) -> str:
    return str(o["reference"]).split("/")[-1]


def _slags(r: dict[str, Any]) -> str:
    profil = r["meta"]["profile"][0].rsplit("-", 1)[-1]
    return {
        "serviceRequest": "sagsaabning", "condition": "tema", "informationGathering": "udredning",
        "careEvaluation": "stoettebehov", "targetGroup": "maalgruppe", "interventionGoal": "indsatsmaal",
        "intervention": "ydelse", "servicePerformer": "tilbud", "followUpEncounter": "planlagt",
        "carePlan": "indsats", "followUp": "opfoelgning",
    }[profil]  # fmt: skip


ORDEN = (
    "sagsaabning", "tema", "stoettebehov", "maalgruppe", "indsatsmaal", "udredning", "tilbud", "planlagt",
    "indsats", "ydelse", "opfoelgning",
)  # fmt: skip


class Forloeb:
    """What a case worker types, day by day, from the official resources."""

    def __init__(self, sag: Sag, by: Any) -> None:
        self.sag, self.by = sag, by
        self.vores: dict[str, Objekt] = {}  # official id -> ours

    def enter(self, bundt: dict[str, Any]) -> None:
        ressourcer = [e["resource"] for e in bundt["entry"] if e["resource"]["resourceType"] != "Patient"]
        rang = {
            _ref(a): str(a["extension"][0]["valuePositiveInt"])
            for r in ressourcer
            for a in r.get("addresses", [])
            if r["resourceType"] == "CarePlan"
        }
        for r in sorted(ressourcer, key=lambda r: ORDEN.index(_slags(r))):
            felter = getattr(self, f"_{_slags(r)}")(r)
            if _slags(r) == "maalgruppe":
                felter["rang"] = rang[r["id"]]
            self._write(r, felter)

    def _write(self, r: dict[str, Any], felter: dict[str, Any]) -> None:
        kendt = self.vores.get(r["id"])
        if kendt is None:
            objekt = create_objekt(self.sag, _slags(r), felter, by=self.by)
            self.vores[r["id"]] = confirm_objekt(objekt.pk, by=self.by)
        else:
            save_felter(kendt.pk, felter, Objekt.objects.get(pk=kendt.pk).version, by=self.by)

    def id(self, r: dict[str, Any] | None) -> str | None:
        return str(self.vores[_ref(r)].pk) if r else None

    def ider(self, liste: list[dict[str, Any]]) -> list[str]:
        return [str(self.vores[_ref(r)].pk) for r in liste]

    def _sagsaabning(self, r: Any) -> dict[str, Any]:
        return {"dato": "2021-05-26"}

    def _tema(self, r: Any) -> dict[str, Any]:
        return {
            "kode": _koder(r["code"]), "dato": r["recordedDate"][:10],
            "niveau": _koder(r["severity"]) if "severity" in r else None,
            "senest": r["extension"][0]["valueDateTime"] if "extension" in r else None,
        }  # fmt: skip

    def _stoettebehov(self, r: Any) -> dict[str, Any]:
        return {"niveau": _koder(r["valueCodeableConcept"]), "dato": r["effectiveDateTime"][:10]}

    def _maalgruppe(self, r: Any) -> dict[str, Any]:
        return {"kode": _koder(r["code"]), "dato": r["recordedDate"][:10]}

    def _indsatsmaal(self, r: Any) -> dict[str, Any]:
        maal = {_koder(t["measure"]): _koder(t["detailCodeableConcept"]) for t in r["target"]}
        temaer = self.ider(r["addresses"])
        return {
            "maalformulering": "Et mål", "maaltype": maal[MAALTYPE], "forventet": maal[NIVEAU],
            "tema": temaer[0], "andre_temaer": temaer[1:],
        }  # fmt: skip

    def _udredning(self, r: Any) -> dict[str, Any]:
        return {
            "dato": r["effectiveDateTime"][:10],
            "tilstand": "afsluttet" if r["status"] == "completed" else "i_gang",
            "temaer": self.ider([f["itemReference"] for f in r.get("finding", [])]),
            "stoettebehov": self.ider([i for u in r.get("investigation", []) for i in u["item"]]),
        }

    def _tilbud(self, r: Any) -> dict[str, Any]:
        return {"kode": _koder(r["category"][0])}

    def _planlagt(self, r: Any) -> dict[str, Any]:
        return {"dato": r["period"]["start"]}

    def _indsats(self, r: Any) -> dict[str, Any]:
        frist = [e["valueReference"] for e in r["extension"] if "valueReference" in e]
        return {
            "hensigt": {"plan": "planlagt", "order": "bestilt"}[r["intent"]],
            "tilstand": {"active": "aktiv", "completed": "afsluttet"}[r["status"]],
            "start": r["period"]["start"], "slut": r["period"].get("end"),
            "tilbud": self.id(r["careTeam"][0]), "maalgrupper": self.ider(r["addresses"]),
            "stoettebehov": self.ider([o for a in r.get("activity", []) for o in a["outcomeReference"]]),
            "planlagt": self.id(frist[0] if frist else None),
        }  # fmt: skip

    def _ydelse(self, r: Any) -> dict[str, Any]:
        return {
            "indsats": self.id(r["basedOn"][0]), "kode": _koder(r["activity"][0]["detail"]["code"]),
            "oprettet": r["created"][:10], "start": r["period"]["start"], "slut": r["period"].get("end"),
        }  # fmt: skip

    def _opfoelgning(self, r: Any) -> dict[str, Any]:
        return {
            "indsats": self.id(r["focus"][0]), "dato": r["effectiveDateTime"][:10],
            "resultat": _koder(r["valueCodeableConcept"]),
        }  # fmt: skip


def _send(sag: Sag, tid: str) -> dict[str, Any] | None:
    ud = make_udsendelse(sag.borger, [sag], CPR, OPSAETNING, datetime.fromisoformat(tid))
    if ud is None:
        return None
    assert ud.mangler == ()
    assert not [b for b in find_brud(ud, "9001") if b.alvor in ("fejl", "blokerende")]
    note_udsendt(ud)
    return dict(json.loads(ud.data))


def _flad(o: Any, navne: dict[str, str]) -> Any:
    """A resource as it is compared: official ids, dates to the day, no displays, lists sorted."""
    if isinstance(o, dict):
        return {k: _flad(v, navne) for k, v in sorted(o.items()) if k != "display"}
    if isinstance(o, list):
        return sorted((_flad(v, navne) for v in o), key=lambda v: json.dumps(v, sort_keys=True))
    if isinstance(o, str):
        foran, skraa, id_ = o.rpartition("/")
        o = foran + skraa + navne.get(id_, id_)
        return o[:10] if len(o) == 20 and o.endswith("Z") else o
    return o


def _by_id(bundt: dict[str, Any], navne: dict[str, str]) -> dict[str, Any]:
    ud = {}
    for e in bundt["entry"]:
        r = _flad(e["resource"], navne)
        if r["resourceType"] == "Patient":
            continue  # her number and the organisation are of another world
        ud[r["id"]] = r
    return ud


@KENDT
def test_the_official_story_gives_the_official_bundles(sag: Sag, sagsbehandler: Any) -> None:
    forloeb = Forloeb(sag, sagsbehandler)
    for fil in sorted(OFFICIELLE.glob("encounter-*.json")):
        officiel = json.loads(fil.read_text(encoding="utf-8"))
        forloeb.enter(officiel)
        vores = _send(sag, officiel["timestamp"])
        assert vores is not None and vores["timestamp"] == officiel["timestamp"]
        navne = {str(o.pk): officielt for officielt, o in forloeb.vores.items()}
        navne[str(sag.borger.fhir_id)] = next(
            e["resource"]["id"] for e in officiel["entry"] if e["resource"]["resourceType"] == "Patient"
        )
        assert _by_id(vores, navne) == _by_id(officiel, {}), fil.name


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
    assert _koder(tilstand["verificationStatus"]) == "entered-in-error"
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
