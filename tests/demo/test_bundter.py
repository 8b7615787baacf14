"""The demo's bundles against the guide, read as plain JSON: none of them may be one DST would refuse.

Written from 9-uddatasaet (profiles and quirks) without our own reader, so that a bundle our reader forgives
is found here.
"""

from __future__ import annotations

import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ffb.begreber import find_begreb

Json = dict[str, Any]
PROFIL = "http://fhir.kl.dk/ffbreporting/StructureDefinition/kl-reporting-ffb-"
RANG = "http://fhir.kl.dk/core/StructureDefinition/ConditionRank"
OPFOELGNING = f"{PROFIL}follow-up-date-extension"
BORGER = {"Patient"}


@pytest.fixture(scope="module")
def bundter(demo: Any) -> list[Json]:
    return [json.loads(data) for data in _bundter(demo.mappe / "leverancer" / "9003")]


def _bundter(mappe: Path) -> Iterator[bytes]:
    for fil in sorted(mappe.rglob("*.json")):
        if not fil.name.startswith("bundt-9"):  # those are spoilt on purpose
            yield fil.read_bytes()
    for fil in sorted(mappe.rglob("*.ndjson")):
        yield from fil.read_bytes().splitlines()
    for fil in sorted(mappe.rglob("*.zip")):
        with zipfile.ZipFile(fil) as pakke:
            yield from (pakke.read(n) for n in pakke.namelist() if n.endswith(".json"))


def _ressourcer(bundter: list[Json], profil: str) -> Iterator[tuple[Json, Json]]:
    """(bundle, resource) of one profile."""
    for bundle in bundter:
        for entry in bundle["entry"]:
            if f"{PROFIL}{profil}" in entry["resource"]["meta"]["profile"]:
                yield bundle, entry["resource"]


def _kode(begreb: Json) -> str:
    (koder,) = (begreb["coding"],)
    assert len(koder) == 1
    return str(koder[0]["code"])


def _art(kode: str) -> str | None:
    begreb = find_begreb(kode)
    return begreb.art if begreb else None


def _referencer(vaerdi: Any) -> Iterator[str]:
    if isinstance(vaerdi, dict):
        if isinstance(vaerdi.get("reference"), str):
            yield vaerdi["reference"]
        for v in vaerdi.values():
            yield from _referencer(v)
    elif isinstance(vaerdi, list):
        for v in vaerdi:
            yield from _referencer(v)


def test_en_borger_og_en_dag_pr_bundle(bundter: list[Json]) -> None:
    dage = Counter[tuple[str, str]]()
    for bundle in bundter:
        assert bundle["type"] == "collection" and bundle["timestamp"].endswith("Z")
        patienter = [
            e["resource"]["id"] for e in bundle["entry"] if e["resource"]["resourceType"] == "Patient"
        ]
        assert len(patienter) == 1
        dage[(patienter[0], bundle["timestamp"])] += 1
    assert max(dage.values()) == 1
    pr_borger = Counter(patient for patient, _ in dage)
    assert sum(antal > 1 for antal in pr_borger.values()) > len(pr_borger) / 2


def test_alt_der_peges_paa_er_i_bundlen(bundter: list[Json]) -> None:
    for bundle in bundter:
        urler = [e["fullUrl"] for e in bundle["entry"]]
        assert len(urler) == len(set(urler))
        assert set(_referencer(bundle)) <= set(urler)


def test_subjekt_er_bundlens_borger(bundter: list[Json]) -> None:
    for bundle in bundter:
        (borger,) = (e["fullUrl"] for e in bundle["entry"] if e["resource"]["resourceType"] == "Patient")
        for entry in bundle["entry"]:
            if entry["resource"]["resourceType"] not in BORGER:
                assert entry["resource"]["subject"]["reference"] == borger


def test_score_hoerer_til_aktivitet_og_deltagelse(bundter: list[Json]) -> None:
    """condition-1: severity if and only if the code is A&D; every code of a value set."""
    fundet = set()
    for _, r in _ressourcer(bundter, "condition"):
        art = _art(_kode(r["code"]))
        fundet.add(art)
        assert art in ("ff_undertema", "omgivelse_undertema", "ad_undertema")
        assert ("severity" in r) == (art == "ad_undertema")
        assert "severity" not in r or _art(_kode(r["severity"])) == "funktionsevneniveau"
        assert r["clinicalStatus"] and r["recordedDate"]
    assert fundet == {"ff_undertema", "omgivelse_undertema", "ad_undertema"}


def test_bestilt_indsats_har_det_guiden_kraever(bundter: list[Json]) -> None:
    """care-plan: an order not completed needs follow-up, støttebehov and målgruppe; at most one primary."""
    hensigter = set()
    for _, r in _ressourcer(bundter, "carePlan"):
        rang = [
            u["valuePositiveInt"] for p in r.get("addresses", ()) for u in p["extension"] if u["url"] == RANG
        ]
        assert len(rang) == len(r.get("addresses", ())) and rang.count(1) <= 1 and set(rang) <= {1, 2}
        assert r["period"]["start"] and any("CaseNumber" in u["url"] for u in r["extension"])
        hensigter.add((r["intent"], r["status"]))
        if r["intent"] == "order" and r["status"] != "completed":
            assert any(u["url"] == OPFOELGNING for u in r["extension"])
            assert r["activity"][0]["outcomeReference"] and 1 in rang
    assert hensigter >= {("order", "active"), ("order", "completed"), ("plan", "active")}


def test_ydelser_har_kode_start_og_indsats(bundter: list[Json]) -> None:
    status = set()
    for _, r in _ressourcer(bundter, "intervention"):
        assert len(r["basedOn"]) == 1 and r["period"]["start"] and r["created"]
        assert [_art(_kode(a["detail"]["code"])) for a in r["activity"]] == ["ydelse"]
        status.add(r["status"])
    assert status == {"active", "draft", "entered-in-error"}


def test_maal_har_et_primaert_tema_og_to_maalinger(bundter: list[Json]) -> None:
    antal = 0
    for bundle, r in _ressourcer(bundter, "interventionGoal"):
        efter_url = {e["fullUrl"]: e["resource"] for e in bundle["entry"]}
        rang = [u["valuePositiveInt"] for p in r["addresses"] for u in p["extension"]]
        assert rang.count(1) == 1 and set(rang) <= {1, 2}
        assert all("severity" in efter_url[p["reference"]] for p in r["addresses"])
        arter = {_art(_kode(m["detailCodeableConcept"])) for m in r["target"]}
        assert len(r["target"]) == 2 and arter == {"funktionsevneniveau", "maaltype"}
        antal += 1
    assert antal > 100


def test_hver_dag_opdaterer_de_foregaaende(bundter: list[Json]) -> None:
    """The same ids come again, some with other content: that is what løbende is for."""
    versioner: dict[str, set[str]] = {}
    for bundle in bundter:
        for entry in bundle["entry"]:
            versioner.setdefault(entry["fullUrl"], set()).add(json.dumps(entry["resource"], sort_keys=True))
    opdaterede = Counter(url.split("/")[0] for url, sete in versioner.items() if len(sete) > 1)
    assert opdaterede["Condition"] > 20 and opdaterede["CarePlan"] > 5


def test_flyttet_ydelse_peger_paa_en_anden_indsats_ved_lukning(demo: Any, bundter: list[Json]) -> None:
    facit = next(k for k in demo.facit.kommune_list if k.form == "fhir")
    flyttet = {p.ydelse_id for p in facit.plantet if p.art == "flytter_ved_lukning"}
    peger: dict[str, set[str]] = {}
    for _, r in _ressourcer(bundter, "intervention"):
        peger.setdefault(r["id"], set()).add(r["basedOn"][0]["reference"])
    assert flyttet and all(len(peger[y]) == 2 for y in flyttet if y)
    assert all(len(p) == 1 for y, p in peger.items() if y not in flyttet)
