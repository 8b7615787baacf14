"""What the official bundles and bundles of ours become in the model's tables."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from fhir_eksempel import (
    AD_KODE,
    ANDEN_CPR,
    FF_KODE,
    MAALGRUPPE_KODE,
    MODERAT,
    PROFIL,
    TILBUD_KODE,
    bundle,
    indsats,
    kode,
    laes,
    officielle,
    patient,
    ressource,
    tema,
    ydelse,
)

from ffb.formats.grundlag import Leverancehoved

TABEL_AF_PROFIL = {
    "citizen": "borger",
    "serviceRequest": "henvendelse",
    "informationGathering": "udredning",
    "targetGroup": "maalgruppe",
    "interventionGoal": "indsatsmaal",
    "carePlan": "indsats",
    "intervention": "ydelse",
    "servicePerformer": "tilbud",
    "followUpEncounter": "planlagt_opfoelgning",
    "careEvaluation": "stoettebehov",
    "followUp": "opfoelgning",
}
RANG = "http://fhir.kl.dk/core/StructureDefinition/ConditionRank"


def test_official_bundles_give_a_row_per_resource_and_no_findings() -> None:
    filer = officielle()
    laest = laes(*filer)
    assert laes(*filer, tjekket=True).raekker == laest.raekker
    ressourcer = [e["resource"] for f in filer for e in json.loads(f)["entry"]]
    ventet: Counter[str] = Counter()
    for r in ressourcer:
        navn = r["meta"]["profile"][0].removeprefix(PROFIL)
        ventet[
            TABEL_AF_PROFIL.get(navn, "aktivitet_deltagelse" if "severity" in r else "udredningstema")
        ] += 1
    assert {navn: len(laest.raekker[navn]) for navn in ventet} == dict(ventet)
    assert Counter(r["type"] for r in laest.raekker["ressource"]) == Counter(
        r["resourceType"] for r in ressourcer
    )
    assert laest.fejl == [] and laest.raekker["formatfund"] == []
    assert len(laest.raekker["cpr"]) == 1 and len(laest.raekker["fil"]) == 5


def test_official_bundles_fill_the_head() -> None:
    hoved = laes(*reversed(officielle())).hoved
    assert (hoved.tid, hoved.tid_tekst) == (datetime(2021, 8, 30, 18, 3, 31), "2021-08-30T18:03:31Z")
    assert (hoved.art, hoved.kilde) == ("loebende", "fhir")
    assert hoved.sts_uuid == "d4e3f4fb-6761-4d6c-9086-74c49231f11e"


def test_a_head_that_is_known_is_kept() -> None:
    hoved = Leverancehoved(tid=datetime(2020, 1, 1), tid_tekst="da", art="fuld")
    laes(bundle(), hoved=hoved)
    assert (hoved.tid, hoved.tid_tekst, hoved.art) == (datetime(2020, 1, 1), "da", "fuld")


def test_official_sixth_encounter_by_hand() -> None:
    r = laes(officielle()[3]).raekker
    (samspil,) = [t for t in r["aktivitet_deltagelse"] if t["kode"] == AD_KODE]
    assert (samspil["dato"], samspil["niveau"], samspil["senest_tekst"]) == (
        date(2021, 6, 18),
        2,
        "2021-06-18",
    )
    assert samspil["dato_tekst"] == "2021-05-28T09:17:33Z"
    assert [m["tema_kode"] for m in r["indsatsmaal"]] == [AD_KODE]
    assert [(t["nr"], t["rang"]) for t in r["indsatsmaal_tema"]] == [(1, 1), (2, 2), (3, 2)]
    assert r["indsatsmaal"][0]["forventet_niveau"] == 0
    bolig = next(i for i in r["indsats"] if i["indsats_id"].startswith("944c7c24"))
    assert (bolig["planlagt_opfoelgning"], bolig["sagsnummer"]) == (date(2021, 8, 29), "Sag154689")
    assert bolig["sagsnummer_art"] == "municipalitySpecific"
    (tilbud,) = [t for t in r["indsats_tilbud"] if t["indsats_id"] == bolig["indsats_id"]]
    assert tilbud["ffb_tilbud_kode"] == TILBUD_KODE
    assert {m["rang"] for m in r["indsats_maalgruppe"] if m["post_nr"] == bolig["post_nr"]} == {1, 2}
    slut = {y["ydelse_id"][:8]: (y["startdato"], y["slutdato"]) for y in r["ydelse"]}
    assert slut["e9374e0c"] == (date(2021, 5, 29), date(2021, 6, 18))
    assert all(y["ffb_tilbud_kode"] is None for y in r["ydelse"])


def test_child_rows_carry_their_parents_entry() -> None:
    r = laes(*officielle()).raekker
    for barn, forael in [("indsats_tilbud", "indsats"), ("indsatsmaal_tema", "indsatsmaal")]:
        sted = {(f["fil_nr"], f["post_nr"], f["kilde_id"]) for f in r[forael]}
        assert {(b["fil_nr"], b["post_nr"], b["kilde_id"]) for b in r[barn]} <= sted


def test_shape_tells_what_profile_would_have_told() -> None:
    def uden_profil(raa: bytes) -> dict[str, Any]:
        b: dict[str, Any] = json.loads(raa)
        for post in b["entry"]:
            del post["resource"]["meta"]
        return b

    assert laes(*map(uden_profil, officielle())).raekker == laes(*officielle()).raekker


def test_a_profile_with_a_version_is_that_profile() -> None:
    filer = [re.sub(rb"(kl-reporting-ffb-[a-zA-Z]+)\"\s*\]", rb'\1|1.0.0"]', f) for f in officielle()]
    assert b"|1.0.0" in filer[0]
    assert laes(*filer).raekker == laes(*officielle()).raekker


@pytest.mark.parametrize(
    ("full_url", "reference"),
    [
        (r"urn:uuid:\2", r"urn:uuid:\2"),
        (r"https://x.example/fhir/\1/\2", r"https://x.example/fhir/\1/\2"),
        (r"https://x.example/fhir/\1/\2", r"\1/\2"),
        (r"\1/\2", r"https://x.example/fhir/\1/\2"),
        (r"\1/\2", r"\1/\2/_history/3"),
        (r"\1/\2", r"urn:uuid:\2"),
        ("", r"\1/\2"),
    ],
)
def test_references_may_be_written_in_any_way_fhir_allows(full_url: str, reference: str) -> None:
    def skriv(raa: bytes) -> bytes:
        tekst = re.sub(r'("reference": )"(\w+)/([0-9a-f-]+)"', _form(reference), raa.decode())
        return re.sub(r'("fullUrl": )"(\w+)/([0-9a-f-]+)"', _form(full_url), tekst).encode()

    assert laes(*map(skriv, officielle())).raekker == laes(*officielle()).raekker


def _form(skabelon: str) -> Callable[[re.Match[str]], str]:
    return lambda m: f'{m[1]}"{skabelon}"'.replace(r"\1", m[2]).replace(r"\2", m[3])


@pytest.mark.parametrize(
    ("felter", "tabel"),
    [
        ({"code": kode(FF_KODE)}, "udredningstema"),
        ({"code": kode(AD_KODE)}, "aktivitet_deltagelse"),
        ({"code": kode(MAALGRUPPE_KODE)}, "maalgruppe"),
        ({"code": kode("ukendt")}, "udredningstema"),
        ({"code": kode("ukendt"), "severity": kode(MODERAT)}, "aktivitet_deltagelse"),
        ({"code": kode(FF_KODE), "severity": kode(MODERAT)}, "aktivitet_deltagelse"),
        ({"code": kode(MAALGRUPPE_KODE), "meta": {"profile": [PROFIL + "condition"]}}, "udredningstema"),
        ({"code": kode(FF_KODE), "meta": {"profile": [PROFIL + "targetGroup"]}}, "maalgruppe"),
    ],
)
def test_a_condition_goes_where_it_belongs(felter: dict[str, Any], tabel: str) -> None:
    r = laes(bundle(tema(**({"meta": {}} | felter)))).raekker
    tabeller = ("udredningstema", "aktivitet_deltagelse", "maalgruppe")
    assert [navn for navn in tabeller if r[navn]] == [tabel]


def test_a_ranked_condition_without_profile_is_a_maalgruppe() -> None:
    peger = {"reference": "Condition/t", "extension": [{"url": RANG, "valuePositiveInt": 1}]}
    r = laes(bundle(tema(meta={}), indsats(addresses=[peger]))).raekker
    assert (len(r["maalgruppe"]), len(r["udredningstema"])) == (1, 0)


@pytest.mark.parametrize(
    ("type_", "felt", "tabel"),
    [
        ("ServiceRequest", {"status": "entered-in-error"}, "henvendelse"),
        ("ClinicalImpression", {"status": "entered-in-error"}, "udredning"),
        ("Goal", {"lifecycleStatus": "entered-in-error"}, "indsatsmaal"),
        ("CarePlan", {"status": "entered-in-error"}, "indsats"),
        ("CareTeam", {"status": "entered-in-error", "category": [kode(TILBUD_KODE)]}, "tilbud"),
        ("Encounter", {"status": "entered-in-error"}, "planlagt_opfoelgning"),
        ("Observation", {"status": "entered-in-error"}, "stoettebehov"),
        (
            "Condition",
            {"verificationStatus": kode("entered-in-error"), "code": kode(FF_KODE)},
            "udredningstema",
        ),
    ],
)
def test_withdrawal_stands_in_each_resources_own_element(
    type_: str, felt: dict[str, Any], tabel: str
) -> None:
    r = laes(bundle(ressource(type_, "x", "ukendt", **felt))).raekker
    assert [p["trukket"] for p in r[tabel]] == [True]
    assert [p["trukket"] for p in r["ressource"]] == [False, True]


def test_a_ydelse_has_a_row_per_activity_and_its_further_indsatser() -> None:
    to = [{"detail": {"code": kode(c)}} for c in ("7e419926-bb04-4829-99c9-95ea20403c2c", "ukendt")]
    peger = [{"reference": "CarePlan/i"}, {"reference": "CarePlan/j"}]
    r = laes(bundle(indsats(), indsats("j"), ydelse(activity=to, basedOn=peger))).raekker
    assert [(y["aktivitet_nr"], y["ffb_ydelse_kode"], y["indsats_id"]) for y in r["ydelse"]] == [
        (1, "7e419926-bb04-4829-99c9-95ea20403c2c", "i"),
        (2, "ukendt", "i"),
    ]
    assert [(y["nr"], y["indsats_id"]) for y in r["ydelse_indsats"]] == [(2, "j")]


def test_a_ydelse_without_activity_is_still_counted() -> None:
    r = laes(bundle(ydelse(activity=[]))).raekker
    assert [(y["aktivitet_nr"], y["ffb_ydelse_kode"]) for y in r["ydelse"]] == [(1, None)]


def test_a_code_is_taken_from_ffbs_own_system_and_normalised() -> None:
    koder = {
        "coding": [
            {"system": "http://snomed.info/sct", "code": "1"},
            *kode(f"urn:uuid:{FF_KODE.upper()}")["coding"],
        ]
    }
    r = laes(bundle(tema(code=koder))).raekker
    assert [t["kode"] for t in r["udredningstema"]] == [FF_KODE]


def test_a_rank_under_term_does_not_count() -> None:
    forkert = {"url": RANG.replace("/core/", "/term/"), "valuePositiveInt": 1}
    maal = ressource(
        "Goal", "g", "interventionGoal", addresses=[{"reference": "Condition/t", "extension": [forkert]}]
    )
    r = laes(bundle(tema(), maal)).raekker
    assert [(t["rang"], t["tema_kode"]) for t in r["indsatsmaal_tema"]] == [(None, FF_KODE)]
    assert r["indsatsmaal"][0]["tema_kode"] is None


@pytest.mark.parametrize("foerst", ["official", "municipalitySpecific"])
def test_the_municipalitys_own_case_number_goes_first(foerst: str) -> None:
    led = [
        {"url": art, "valueIdentifier": {"system": "s", "value": art.upper()}}
        for art in sorted(["official", "municipalitySpecific"], key=lambda a: a != foerst)
    ]
    sag = {"url": PROFIL + "municipalityCaseNumber", "extension": led}
    r = laes(bundle(indsats(extension=[sag]))).raekker
    assert [(i["sagsnummer"], i["sagsnummer_art"]) for i in r["indsats"]] == [
        ("MUNICIPALITYSPECIFIC", "municipalitySpecific")
    ]


def test_two_citizens_keep_what_is_their_own() -> None:
    b = bundle(patient(), patient("q", ANDEN_CPR), tema(), tema("u", subject={"reference": "Patient/q"}))
    r = laes(b).raekker
    borger = {x["kilde_id"]: x["borger_id"] for x in r["borger"]}
    assert len(set(borger.values())) == 2
    assert {t["kilde_id"]: t["borger_id"] for t in r["udredningstema"]} == {
        "t": borger["p"],
        "u": borger["q"],
    }


def test_a_citizen_of_many_bundles_has_one_row_in_cpr_and_one_note() -> None:
    laest = laes(bundle(), bundle(), bundle(patient("q", ANDEN_CPR)))
    assert len(laest.raekker["cpr"]) == 2
    assert [f["regel"] for f in laest.raekker["formatfund"]] == ["FHIR-CPR-ERSTATNING"] * 2
