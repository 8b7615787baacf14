"""Concept pages, search, and the concepts as FHIR for vendors' programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from fhir.resources.R4B.bundle import Bundle
from fhir.resources.R4B.codesystem import CodeSystem
from fhir.resources.R4B.operationoutcome import OperationOutcome
from fhir.resources.R4B.parameters import Parameters
from fhir.resources.R4B.valueset import ValueSet

from begreber import katalogfiler as kf
from ffb import begreber as bg
from ffb.begreber.indfoer import Valg, build_forslag, write_version
from ffb.formats.katalog import read_katalogfiler
from ffb.server.adgang.roller import Rolle
from ffb.server.begreb.mappe import begreber_mappe
from ffb.server.fund.models import Opgoerelse
from ffb.server.leverance.grundlag import find_grundlag, kilder

pytestmark = pytest.mark.django_db
Som = Callable[..., Client]
SYSTEM = bg.FFB_SYSTEM
MOBILT = "d90f4da6-f87a-43b5-833f-646b4baf16d6"
FORM = {
    "CodeSystem": CodeSystem, "ValueSet": ValueSet, "Bundle": Bundle, "Parameters": Parameters,
    "OperationOutcome": OperationOutcome,
}  # fmt: skip


@pytest.fixture(autouse=True)
def versioner(tmp_path: Path, data: Path) -> Iterator[None]:
    """The catalogue of 2021 until 2023, then one without Mobilt tilbud, and a made-up Børn & Unge."""
    begreber_mappe().mkdir(parents=True)
    bg.brug_mappe(begreber_mappe())
    (tmp_path / "bu.csv").write_text(kf.BOERN_UNGE, encoding="utf-8")
    ny = kf.nu()
    ny["00000000-0000-4000-8000-00000000000a"] = ny.pop(MOBILT)
    for fil, valg in (
        (kf.skriv(tmp_path / "a.json", kf.kodesystem(kf.i_2021())),
         {"version": "2021", "gyldig_fra": "2021-11-09", "gyldig_til": "2023-05-16"}),
        (kf.skriv(tmp_path / "b.json", kf.kodesystem(ny)), {"version": "4.00", "gyldig_fra": "2026-01-01"}),
        (tmp_path / "bu.csv",
         {"katalog": "boern_unge", "version": "1", "art": {"DEMO-BU-T": "ff_undertema"}}),
    ):  # fmt: skip
        for felt in ("gyldig_fra", "gyldig_til"):
            if felt in valg:
                valg[felt] = date.fromisoformat(valg[felt])
        f = build_forslag(read_katalogfiler([fil]), Valg(**valg))  # type: ignore[arg-type]
        assert f.ny, f.fejl
        write_version(f.ny, begreber_mappe())
    yield
    bg.brug_mappe(None)


def side(browser: Client, url: str) -> str:
    svar = browser.get(url)
    assert svar.status_code == 200, url
    tekst = unescape(svar.content.decode())
    return tekst.replace('<span lang="da">', "").replace("</span>", "").replace(' lang="da"', "")


def fhir(sti: str, status: int = 200, **hoveder: str) -> dict[str, Any]:
    svar = Client().get(sti, headers=hoveder)
    assert svar.status_code == status, svar.content
    assert svar.headers["Content-Type"].startswith("application/fhir+json")
    ressource = json.loads(svar.content)
    FORM[ressource["resourceType"]].model_validate(ressource)
    return ressource


def parametre(svar: dict[str, Any]) -> dict[str, Any]:
    return {p["name"]: next(v for k, v in p.items() if k != "name") for p in svar["parameter"]}


def test_a_concept_with_its_life(som: Som) -> None:
    browser = som(Rolle.LAESER)
    tekst = side(browser, f"/begreber/ffb/2023-05/{MOBILT}")
    assert "Udgået i 4.00" in tekst and "§82a, §82b, §82d, §85" in tekst
    assert "/begreber/kode/00000000-0000-4000-8000-00000000000a" in tekst, "afløseren hedder det samme"
    tekst = side(browser, f"/begreber/ffb/2021/{kf.OMGIVELSER}")
    assert "<h1>Omgivelsesfaktorer</h1>" in tekst and "Om Omgivelsesfaktorer" in tekst
    assert "ffb/4.00</a>: Omgivelser" in tekst
    svar = browser.get(f"/begreber/kode/{kf.OMGIVELSER}")
    assert svar.headers["Location"] == f"/begreber/ffb/4.00/{kf.OMGIVELSER}"
    assert browser.get(f"/begreber/kode/{MOBILT}").headers["Location"].startswith("/begreber/ffb/2023-05/")
    assert browser.get("/begreber/kode/findes-ikke").status_code == 404
    assert "T2-05" in side(browser, "/begreber/ffb/4.00/d41c8072-52f8-42b5-9375-ddbea454d27f"), "måltypen"
    ting = json.loads(browser.get(f"/begreber/ffb/2023-05/{MOBILT}?format=json").content)
    assert ting["udgaaet_i"] == "4.00" and ting["term"] == "Mobilt tilbud" and ting["sti"][0]


@pytest.mark.parametrize(
    ("soegt", "term"),
    [
        ("maalgruppe", "Målgruppe"),
        ("boligerne", "Varetage bolig"),
        ("søvnens", "Søvn"),
        ("hukomelse", "Hukommelse"),
        ("DEMO-BU-T12", "Leg"),
        ("familiebehandlingen", "Familiebehandling"),
    ],
)
def test_search_forgives(som: Som, soegt: str, term: str) -> None:
    fundne = json.loads(som(Rolle.LAESER).get("/begreber", {"q": soegt, "format": "json"}).content)
    assert fundne["begreber"][0]["term"] == term
    assert f">{term}</a>" in side(som(Rolle.LEDER), f"/begreber?q={soegt}")


def test_versions_side_by_side(som: Som) -> None:
    browser = som(Rolle.LAESER)
    tekst = side(browser, "/begreber/diff?a=ffb/2021&b=ffb/2023-05")
    assert "Ny: Omgivelsesfaktorer" in tekst and "Omdøbt: Omgivelsesfaktorer → Omgivelser" in tekst
    svar = json.loads(browser.get("/begreber/diff?a=ffb/2021&b=ffb/2023-05&format=json").content)
    assert [b["kode"] for b in svar["tilfoejet"]] == [kf.FAKTORER]
    assert browser.get("/begreber/diff?a=ffb/2021&b=x").status_code == 404
    assert "fra 9. november 2021 til 16. maj 2023" in side(browser, "/begreber/ffb/2021")
    assert "Søvn og hvile" in side(browser, "/begreber/boern_unge/1")


def test_how_often_a_code_is_used(som: Som, talt: Opgoerelse, settings: Any) -> None:
    ydelser = kilder(find_grundlag("9001"))["ydelse_version"].to_pylist()  # type: ignore[union-attr]
    nyeste = max(r["leverance_id"] for r in ydelser)
    antal = Counter(r["ffb_ydelse_kode"] for r in ydelser if r["leverance_id"] == nyeste)
    kode, _ = antal.most_common(1)[0]
    svar = json.loads(som(Rolle.LEDER).get(f"/k/9001/begreber/brug/{kode}?format=json").content)
    talt_ = svar["brug"]["ydelse"]
    assert 0 < talt_[1] <= talt_[0] <= sum(r["ffb_ydelse_kode"] == kode for r in ydelser)
    assert "Ydelser" in side(som(Rolle.LAESER), f"/k/9001/begreber/brug/{kode}")
    assert "står ikke i jeres" in side(som(Rolle.GODKENDER), "/k/9001/begreber/brug/x")


def test_code_systems_are_fhir(som: Som) -> None:
    alle = fhir("/fhir/CodeSystem")
    assert {"ffb-4.00", "ffb-2021", "ffb-2023-05", "boern-unge-1"} <= {
        e["resource"]["id"] for e in alle["entry"]
    }
    assert len(fhir(f"/fhir/CodeSystem?url={SYSTEM}&version=2021")["entry"]) == 1
    assert fhir("/fhir/CodeSystem?url=x")["total"] == 0
    k = fhir("/fhir/CodeSystem/ffb-2021")
    assert (k["url"], k["version"], k["date"], k["count"]) == (SYSTEM, "2021", "2021-11-09", 219)

    def antal(liste: list[dict[str, Any]]) -> int:
        return sum(1 + antal(b.get("concept", [])) for b in liste)

    assert antal(k["concept"]) == 219
    assert fhir("/fhir/CodeSystem/ffb")["version"] == "4.00"
    assert fhir("/fhir/CodeSystem/x", 404)["issue"][0]["code"] == "not-found"


def test_exported_and_imported_again_is_the_same(tmp_path: Path) -> None:
    fil = kf.skriv(tmp_path / "igen.json", fhir("/fhir/CodeSystem/ffb-4.00"))
    udkast = read_katalogfiler([fil])
    f = build_forslag(udkast, Valg(None, "igen", date(2030, 1, 1)))
    assert f.ny and f.foer and f.foer.id == "ffb/4.00" and not f.forskel
    assert f.ny.begreb_list == f.foer.begreb_list


def test_lookup(som: Som) -> None:
    p = fhir(f"/fhir/CodeSystem/$lookup?system={SYSTEM}&code={kf.OMGIVELSER}&date=2022-01-01")
    assert parametre(p)["display"] == "Omgivelsesfaktorer" and parametre(p)["version"] == "2021"
    p = fhir(f"/fhir/CodeSystem/$lookup?system={SYSTEM}&code={MOBILT}")
    egenskaber = {x["part"][0]["valueCode"]: x["part"][1] for x in p["parameter"] if x["name"] == "property"}
    assert egenskaber["deprecated"]["valueDateTime"] == "2026-01-01"
    assert egenskaber["replacedBy"]["valueCode"].endswith("a")
    krop = {"resourceType": "Parameters", "parameter": [
        {"name": "coding", "valueCoding": {"system": SYSTEM, "code": kf.OMGIVELSER}}]}  # fmt: skip
    svar = Client().post("/fhir/CodeSystem/$lookup", json.dumps(krop), content_type="application/fhir+json")
    assert parametre(json.loads(svar.content))["display"] == "Omgivelser"
    assert Client().post("/fhir/CodeSystem/$lookup", "{", content_type="application/json").status_code == 400
    for spoergsmaal, status in (
        (f"system={SYSTEM}", 400),
        (f"system={SYSTEM}&code=x", 404),
        ("system=x&code=y", 404),
        (f"system={SYSTEM}&code={MOBILT}&version=9", 404),
        (f"system={SYSTEM}&code={MOBILT}&date=i-dag", 400),
    ):
        assert fhir(f"/fhir/CodeSystem/$lookup?{spoergsmaal}", status)["resourceType"] == "OperationOutcome"


def test_value_sets_expand_and_validate(som: Som) -> None:
    url = "http://fhir.kl.dk/term/ValueSet/KLServiceCodesFFB"
    saet = fhir(f"/fhir/ValueSet?url={url}")["entry"][0]["resource"]
    assert len(saet["compose"]["include"][0]["concept"]) == 8
    udvidet = fhir(f"/fhir/ValueSet/$expand?url={url}&count=3&offset=6")["expansion"]
    assert (udvidet["total"], len(udvidet["contains"])) == (8, 2)
    soegt = fhir(f"/fhir/ValueSet/$expand?url={url}&filter=botilbuddene")["expansion"]["contains"]
    assert soegt and all("botilbud" in x["display"] for x in soegt)
    assert (
        fhir("/fhir/ValueSet/boern-unge-ydelse")["compose"]["include"][0]["concept"][0]["code"]
        == "DEMO-BU-Y1"
    )
    for valg, ventet in (
        (f"code={MOBILT}&date=2025-06-01", True),
        (f"code={MOBILT}", False),
        (f"code={kf.OMGIVELSER}", False),
        (f"code={MOBILT}&date=2025-06-01&display=Mobilt tilbud  ", True),
        (f"code={MOBILT}&date=2025-06-01&display=Noget andet", False),
        (f"code={MOBILT}&date=2025-06-01&system=urn:x", False),
    ):
        svar = parametre(fhir(f"/fhir/ValueSet/$validate-code?url={url}&{valg}"))
        assert svar["result"] is ventet, valg
        assert ventet or svar["message"]
    assert parametre(fhir(f"/fhir/CodeSystem/$validate-code?url={SYSTEM}&code={MOBILT}"))["result"] is False
    assert fhir(f"/fhir/ValueSet/$expand?url={url}&count=x", 400) and fhir(
        "/fhir/ValueSet/$expand?url=x", 404
    )


def test_content_negotiation_is_simple(som: Som) -> None:
    assert fhir("/fhir/CodeSystem", Accept="text/html, application/fhir+json;q=0.9")
    assert fhir("/fhir/CodeSystem", 406, Accept="application/fhir+xml")
    assert fhir("/fhir/CodeSystem?_format=json", Accept="application/fhir+xml")
    assert fhir("/fhir/CodeSystem?_format=xml", 406)
    assert Client().delete("/fhir/CodeSystem").status_code == 405
