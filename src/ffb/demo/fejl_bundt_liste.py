"""The faults of form in FHIR, one function each: how a right bundle is spoilt, and by which rules.

Here: the file, its entries, the citizen, elements and texts; the rest in `fejl_bundt_koder`.
"""

from __future__ import annotations

import copy
import json

from ffb.demo.fejl_bundt import DYBDE, PROFIL, Json, bundtfejl, find, find_ad

FREMMED = "00000000-0000-4000-8000-000000000000"


def som_tekst(bundle: Json) -> str:
    return json.dumps(bundle, ensure_ascii=False, separators=(",", ":"))


def entry_af(bundle: Json, type_: str) -> Json:
    for entry in bundle["entry"]:
        if entry["resource"]["resourceType"] == type_:
            return entry  # type: ignore[no-any-return]
    raise LookupError(type_)


def kodning(ressource: Json, felt: str = "code") -> Json:
    return ressource[felt]["coding"][0]  # type: ignore[no-any-return]


def fjern(ressource: Json, felt: str) -> None:
    if ressource.pop(felt, None) is None:
        raise LookupError(felt)


# -- the file ------------------------------------------------------------------------------------------------
@bundtfejl("FHIR-BOM")
def bom(b: Json) -> bytes:
    return b"\xef\xbb\xbf" + som_tekst(b).encode()


@bundtfejl("FHIR-NAN")
def nan(b: Json) -> bytes:
    find(b, "carePlan")["addresses"][0]["extension"][0]["valuePositiveInt"] = "NAN"
    return som_tekst(b).replace('"NAN"', "NaN", 1).encode()


@bundtfejl("FHIR-DOBBELT")
def noegle_to_gange(b: Json) -> bytes:
    find(b, "carePlan")
    return som_tekst(b).replace('"type":"collection"', '"type":"collection","type":"collection"', 1).encode()


@bundtfejl("FHIR-TEGN", "FHIR-DISPLAY")
def halvt_tegn(b: Json) -> bytes:
    find_ad(b)["code"]["coding"][0]["display"] = "HALVT"
    return som_tekst(b).replace("HALVT", "\\ud800", 1).encode()


@bundtfejl("FHIR-DYBDE", "FHIR-UDVIDELSE-FREMMED")
def dybt(b: Json) -> None:
    inderst: Json = {"url": "http://demo.example/x", "valueBoolean": True}
    for _ in range(DYBDE):
        inderst = {"url": "http://demo.example/x", "extension": [inderst]}
    find(b, "carePlan")["extension"].append(inderst)


@bundtfejl("FHIR-RESOURCETYPE")
def uden_type(b: Json) -> None:
    del b["resourceType"]


@bundtfejl("FHIR-TIDSPUNKT")
def uden_tid(b: Json) -> None:
    del b["timestamp"]


# -- entries -------------------------------------------------------------------------------------------------
@bundtfejl("FHIR-ENTRY")
def tomentry_af(b: Json) -> None:
    b["entry"].append({"fullUrl": f"Condition/{FREMMED}"})


@bundtfejl("FHIR-RESSOURCE")
def medicin(b: Json) -> None:
    b["entry"].append(
        {"fullUrl": f"Medication/{FREMMED}", "resource": {"resourceType": "Medication", "id": FREMMED}}
    )


@bundtfejl("FHIR-BORGER", "FHIR-REFERENCE")
def uden_borger(b: Json) -> None:
    b["entry"] = [e for e in b["entry"] if e["resource"]["resourceType"] != "Patient"]


@bundtfejl("FHIR-BORGER-FLERE")
def to_borgere(b: Json) -> None:
    ny = copy.deepcopy(entry_af(b, "Patient"))
    ny["fullUrl"], ny["resource"]["id"] = f"Patient/{FREMMED}", FREMMED
    b["entry"].append(ny)


@bundtfejl("FHIR-FULLURL", "FHIR-REFERENCE-FORM")
def anden_fullurl(b: Json) -> None:
    entry_af(b, "Encounter")["fullUrl"] = f"Encounter/{FREMMED}"


@bundtfejl("FHIR-FULLURL-MANGLER")
def uden_fullurl(b: Json) -> None:
    del entry_af(b, "ClinicalImpression")["fullUrl"]


@bundtfejl("FHIR-FULLURL-DOBBELT", "FHIR-ID-DOBBELT")
def fullurl_to_gange(b: Json) -> None:
    b["entry"].append(copy.deepcopy(entry_af(b, "ClinicalImpression")))


@bundtfejl("FHIR-ID")
def uden_id(b: Json) -> None:
    del entry_af(b, "ClinicalImpression")["resource"]["id"]


@bundtfejl("FHIR-ID-DOBBELT")
def id_to_gange(b: Json) -> None:
    ny = copy.deepcopy(entry_af(b, "ClinicalImpression"))
    ny["fullUrl"] = f"urn:uuid:{ny['resource']['id']}"
    b["entry"].append(ny)


@bundtfejl("FHIR-INDLEJRET")
def indlejret(b: Json) -> None:
    plan = find(b, "carePlan")
    plan["contained"] = [{"resourceType": "Medication", "id": "m1"}]


# -- the citizen ---------------------------------------------------------------------------------------------
def _patient(b: Json) -> Json:
    return entry_af(b, "Patient")["resource"]  # type: ignore[no-any-return]


@bundtfejl("FHIR-CPR")
def cpr_ulaeselig(b: Json) -> None:
    if f'{PROFIL}intervention"' in som_tekst(b):
        raise LookupError("a ydelse would change hands")
    _patient(b)["identifier"][0]["value"] = "123"


@bundtfejl("FHIR-FORBUDT")
def med_foedselsdag(b: Json) -> None:
    _patient(b)["birthDate"] = "1990-01-01"


@bundtfejl("FHIR-STS")
def sts(b: Json) -> None:
    _patient(b)["managingOrganization"]["identifier"]["value"] = "Demokommune 03"


@bundtfejl("FHIR-UKENDT")
def ukendt_element(b: Json) -> None:
    _patient(b)["kaldenavn"] = "x"


@bundtfejl("FHIR-MAKS")
def to_numre(b: Json) -> None:
    _patient(b)["identifier"].append(copy.deepcopy(_patient(b)["identifier"][0]))


# -- elements ------------------------------------------------------------------------------------------------
@bundtfejl("FHIR-MIN")
def uden_kategori(b: Json) -> None:
    fjern(find(b, "servicePerformer"), "category")


@bundtfejl("FHIR-TYPE")
def forkert_type(b: Json) -> None:
    find(b, "carePlan")["status"] = 7


@bundtfejl("FHIR-TOM")
def tomt(b: Json) -> None:
    find_ad(b)["code"]["coding"][0]["display"] = ""


@bundtfejl("FHIR-FORMAT", "FHIR-CONDITION-1", "FHIR-GOAL-1", "FHIR-KODE-UKENDT")
def forkert_form(b: Json) -> None:
    find_ad(b)["code"]["coding"][0]["code"] = " mellemrum "


@bundtfejl("FHIR-VALG")
def forkert_variant(b: Json) -> None:
    vurdering = find(b, "careEvaluation")
    fjern(vurdering, "valueCodeableConcept")
    vurdering["valueString"] = "moderat"


@bundtfejl("FHIR-VALG-FLERE", "FHIR-VALG")
def to_varianter(b: Json) -> None:
    find(b, "careEvaluation")["effectivePeriod"] = {"start": "2025-06-01"}


@bundtfejl("FHIR-FAST")
def anden_klasse(b: Json) -> None:
    find(b, "followUpEncounter")["class"]["code"] = "AMB"


@bundtfejl("FHIR-BINDING")
def anden_status(b: Json) -> None:
    find(b, "carePlan")["status"] = "igang"


@bundtfejl("FHIR-DATO")
def dato_findes_ikke(b: Json) -> None:
    find(b, "careEvaluation")["effectiveDateTime"] = "2025-02-31"


@bundtfejl("FHIR-DATO-DEL")
def dato_uden_dag(b: Json) -> None:
    find(b, "followUpEncounter")["period"]["start"] = "2026-11"


@bundtfejl("FHIR-PERIODE")
def periode(b: Json) -> None:
    find(b, "carePlan")["period"]["end"] = "2015-01-01"


@bundtfejl("FHIR-MODIFIER")
def modifier(b: Json) -> None:
    find(b, "carePlan")["modifierExtension"] = [{"url": "http://demo.example/ikke", "valueBoolean": True}]


@bundtfejl("FHIR-UDVIDELSE")
def lukket_udvidelse(b: Json) -> None:
    find_ad(b).setdefault("extension", []).append({"url": "http://demo.example/x", "valueBoolean": True})


@bundtfejl("FHIR-UDVIDELSE-FREMMED")
def fremmed_udvidelse(b: Json) -> None:
    find(b, "carePlan")["extension"].append({"url": "http://demo.example/x", "valueBoolean": True})


@bundtfejl("FHIR-UDVIDELSE-TOM", "FHIR-UDVIDELSE-FREMMED")
def tom_udvidelse(b: Json) -> None:
    find(b, "carePlan")["extension"].append({"url": "http://demo.example/x"})


@bundtfejl("FHIR-LASTUPDATED")
def uden_opdateret(b: Json) -> None:
    del find(b, "carePlan")["meta"]["lastUpdated"]


# -- text ----------------------------------------------------------------------------------------------------
@bundtfejl("FHIR-FRITEKST")
def fritekst(b: Json) -> None:
    find(b, "interventionGoal")["description"]["text"] = "Borgeren vil gerne lave mad"


@bundtfejl("FHIR-FRITEKST-CPR")
def fritekst_med_cpr(b: Json) -> None:
    find(b, "interventionGoal")["description"]["text"] = "Gælder 610190-0000"
