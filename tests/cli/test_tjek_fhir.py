"""`ffb tjek` holds bundles against the whole guide: every fault at once, in both modes."""

import json
from pathlib import Path

import pytest

from ffb.cli import run

UDDATASAET = Path(__file__).resolve().parents[3] / "shared" / "data" / "uddatasaet"
pytestmark = pytest.mark.skipif(not UDDATASAET.is_dir(), reason="../shared findes ikke her")


@pytest.fixture(autouse=True)
def _noegle(tmp_path, monkeypatch):
    noegle = tmp_path / "noegle"
    noegle.write_text("a" * 64)
    monkeypatch.setenv("FFB_KEY_FILE", str(noegle))


def tjek(sti: Path, tmp_path: Path, *valg: str) -> tuple[int, list[dict]]:
    ud = tmp_path / "fund.json"
    kode = run(["tjek", str(sti), "--kommune", "9001", "--periode", "2021", "--json", str(ud), *valg])
    return kode, [f for f in json.loads(ud.read_text())["fund"] if f["regel"].startswith("FHIR-")]


def test_de_officielle_bestaar_i_hensigt(tmp_path):
    kode, fund = tjek(UDDATASAET, tmp_path)
    assert kode == 1  # rules of mapping were not run: there is no guide
    assert {f["alvor"] for f in fund} == {"oplysning"}


def test_streng_kraever_ogsaa_det_tekstsiden_beder_om(tmp_path):
    kode, fund = tjek(UDDATASAET, tmp_path, "--streng")
    assert kode == 2
    assert {f["regel"] for f in fund if f["alvor"] == "fejl"} == {"FHIR-LASTUPDATED"}


def test_alle_fejl_i_en_bundle_paa_en_gang(tmp_path):
    bundle = json.loads((UDDATASAET / "encounter-6.json").read_text())
    entry = [e["resource"] for e in bundle["entry"]]
    entry[2]["note"] = [{"text": "fri tekst"}]
    del entry[10]["recordedDate"]
    entry[1]["intent"] = "order"
    entry[3]["subject"]["reference"] = "Patient/findes-ikke"
    sti = tmp_path / "bundle.json"
    sti.write_text(json.dumps(bundle))
    kode, fund = tjek(sti, tmp_path)
    steder = {f["sted"]["fhir"] for f in fund if f["alvor"] in ("fejl", "blokerende")}
    assert kode == 2
    assert {s.split(".resource.")[0] for s in steder} >= {f"Bundle.entry[{nr}]" for nr in (1, 2, 3, 10)}
    assert all(f["borger"] for f in fund if f["alvor"] == "fejl")


def test_samme_fejl_siges_kun_en_gang(tmp_path):
    """The reader and the thorough check both see an unreadable date; one of them tells."""
    bundle = json.loads((UDDATASAET / "encounter-2.json").read_text())
    bundle["entry"][2]["resource"]["recordedDate"] = "2021-13-01"
    sti = tmp_path / "bundle.json"
    sti.write_text(json.dumps(bundle))
    _, fund = tjek(sti, tmp_path)
    assert [f["sted"]["fhir"] for f in fund if f["alvor"] == "fejl"] == [
        "Bundle.entry[2].resource.recordedDate"
    ]
