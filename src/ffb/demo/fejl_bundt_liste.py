"""The faults of form in FHIR, one function each: how a right bundle is spoilt, and by which rules it is found."""

from __future__ import annotations

import copy
import json
from typing import Any

from ffb.demo.fejl_bundt import DYBDE, PROFIL, RANG, Json, bestilt, bundtfejl, find, find_ad

SDS = "http://fhir.kl.dk/term/StructureDefinition/ConditionRank"
FREMMED = "00000000-0000-4000-8000-000000000000"


def _tekst(bundle: Json) -> str:
    return json.dumps(bundle, ensure_ascii=False, separators=(",", ":"))


def _entry(bundle: Json, type_: str) -> Json:
    for entry in bundle["entry"]:
        if entry["resource"]["resourceType"] == type_:
            return dict(entry) if False else entry  # type: ignore[no-any-return]
    raise LookupError(type_)


def _kodning(ressource: Json, felt: str = "code") -> Json:
    return ressource[felt]["coding"][0]  # type: ignore[no-any-return]


def _fjern(ressource: Json, felt: str) -> None:
    if ressource.pop(felt, None) is None:
        raise LookupError(felt)


# -- the file -------------------------------------------------------------------------------------------------
@bundtfejl("FHIR-BOM")
def bom(b: Json) -> bytes:
    return b"\xef\xbb\xbf" + _tekst(b).encode()


@bundtfejl("FHIR-NAN")
def nan(b: Json) -> bytes:
    find(b, "carePlan")["addresses"][0]["extension"][0]["valuePositiveInt"] = "NAN"
    return _tekst(b).replace('"NAN"', "NaN", 1).encode()


@bundtfejl("FHIR-DOBBELT")
def noegle_to_gange(b: Json) -> bytes:
    find(b, "carePlan")
    return _tekst(b).replace('"type":"collection"', '"type":"collection","type":"collection"', 1).encode()


@bundtfejl("FHIR-TEGN", "FHIR-DISPLAY")
def halvt_tegn(b: Json) -> bytes:
    find_ad(b)["code"]["coding"][0]["display"] = "HALVT"
    return _tekst(b).replace("HALVT", "\\ud800", 1).encode()


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


# -- entries --------------------------------------------------------------------------------------------------
@bundtfejl("FHIR-ENTRY")
def tom_entry(b: Json) -> None:
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
    ny = copy.deepcopy(_entry(b, "Patient"))
    ny["fullUrl"], ny["resource"]["id"] = f"Patient/{FREMMED}", FREMMED
    b["entry"].append(ny)


@bundtfejl("FHIR-FULLURL", "FHIR-REFERENCE-FORM")
def anden_fullurl(b: Json) -> None:
    _entry(b, "Encounter")["fullUrl"] = f"Encounter/{FREMMED}"


@bundtfejl("FHIR-FULLURL-MANGLER")
def uden_fullurl(b: Json) -> None:
    del _entry(b, "ClinicalImpression")["fullUrl"]


@bundtfejl("FHIR-FULLURL-DOBBELT", "FHIR-ID-DOBBELT")
def fullurl_to_gange(b: Json) -> None:
    b["entry"].append(copy.deepcopy(_entry(b, "ClinicalImpression")))


@bundtfejl("FHIR-ID")
def uden_id(b: Json) -> None:
    del _entry(b, "ClinicalImpression")["resource"]["id"]


@bundtfejl("FHIR-ID-DOBBELT")
def id_to_gange(b: Json) -> None:
    ny = copy.deepcopy(_entry(b, "ClinicalImpression"))
    ny["fullUrl"] = f"urn:uuid:{ny['resource']['id']}"
    b["entry"].append(ny)


@bundtfejl("FHIR-INDLEJRET")
def indlejret(b: Json) -> None:
    plan = find(b, "carePlan")
    plan["contained"] = [{"resourceType": "Medication", "id": "m1"}]


# -- the citizen ----------------------------------------------------------------------------------------------
def _patient(b: Json) -> Json:
    return _entry(b, "Patient")["resource"]  # type: ignore[no-any-return]


@bundtfejl("FHIR-CPR")
def cpr_ulaeselig(b: Json) -> None:
    if f'{PROFIL}intervention"' in _tekst(b):
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


# -- elements -------------------------------------------------------------------------------------------------
@bundtfejl("FHIR-MIN")
def uden_kategori(b: Json) -> None:
    _fjern(find(b, "servicePerformer"), "category")


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
    _fjern(vurdering, "valueCodeableConcept")
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


# -- text -----------------------------------------------------------------------------------------------------
@bundtfejl("FHIR-FRITEKST")
def fritekst(b: Json) -> None:
    find(b, "interventionGoal")["description"]["text"] = "Borgeren vil gerne lave mad"


@bundtfejl("FHIR-FRITEKST-CPR")
def fritekst_med_cpr(b: Json) -> None:
    find(b, "interventionGoal")["description"]["text"] = "Gælder 610190-0000"


# -- codes ----------------------------------------------------------------------------------------------------
@bundtfejl("FHIR-KODE", "FHIR-CONDITION-1", "FHIR-GOAL-1")
def uden_kode(b: Json) -> None:
    del _kodning(find_ad(b))["code"]


@bundtfejl("FHIR-KODE-UKENDT", "FHIR-CONDITION-1", "FHIR-GOAL-1")
def ukendt_kode(b: Json) -> None:
    _kodning(find_ad(b))["code"] = FREMMED


@bundtfejl("FHIR-KODE-FLERE")
def to_koder(b: Json) -> None:
    tema = find_ad(b)
    tema["code"]["coding"].append(copy.deepcopy(_kodning(tema)))


@bundtfejl("FHIR-VAERDISAET")
def forkert_vaerdisaet(b: Json) -> None:
    vurdering = find(b, "careEvaluation")
    _kodning(vurdering, "valueCodeableConcept")["code"] = _kodning(find_ad(b), "severity")["code"]


@bundtfejl("FHIR-SYSTEM", "FHIR-CONDITION-1", "FHIR-GOAL-1")
def forkert_system(b: Json) -> None:
    _kodning(find_ad(b))["system"] = "http://snomed.info/sct"


@bundtfejl("FHIR-SYSTEM-GAMMEL", "FHIR-CONDITION-1", "FHIR-GOAL-1")
def gammelt_system(b: Json) -> None:
    _kodning(find_ad(b))["system"] = "http://kl.dk/fhir/common/caresocial/CodeSystem/FFB"


@bundtfejl("FHIR-DISPLAY")
def andet_navn(b: Json) -> None:
    _kodning(find_ad(b))["display"] = "Noget andet"


# -- profiles -------------------------------------------------------------------------------------------------
@bundtfejl("FHIR-PROFIL", "FHIR-MIN", "FHIR-REFERENCE-PROFIL", "FHIR-VAERDISAET")
def anden_profil(b: Json) -> None:
    find(b, "targetGroup")["meta"]["profile"] = [f"{PROFIL}condition"]


@bundtfejl("FHIR-PROFIL-MANGLER")
def uden_profil(b: Json) -> None:
    del find(b, "serviceRequest")["meta"]["profile"]


@bundtfejl("FHIR-PROFIL-UKENDT")
def ukendt_profil(b: Json) -> None:
    find(b, "serviceRequest")["meta"]["profile"] = [f"{PROFIL}henvendelse"]


@bundtfejl("FHIR-PROFIL-FREMMED")
def fremmed_profil(b: Json) -> None:
    find(b, "serviceRequest")["meta"]["profile"].append("http://demo.example/profil")


@bundtfejl("FHIR-CONDITION-1")
def uden_niveau(b: Json) -> None:
    del find_ad(b)["severity"]


@bundtfejl("FHIR-DELIVERY-1", "FHIR-PROFIL-MANGLER", "FHIR-CONDITION-1", "FHIR-GOAL-1", "FHIR-KODE-UKENDT")
def condition_uden_dato(b: Json) -> None:
    tema = find_ad(b)
    tema["code"]["coding"][0]["code"] = FREMMED
    del tema["meta"]["profile"]


@bundtfejl("FHIR-DELIVERY-2", "FHIR-PROFIL-MANGLER", "FHIR-MIN")
def careplan_uden_start(b: Json) -> None:
    plan = find(b, "carePlan")
    _fjern(plan, "subject")
    del plan["meta"]["profile"]


@bundtfejl("FHIR-DELIVERY-3", "FHIR-PROFIL-MANGLER", "FHIR-MIN")
def observation_uden_vaerdi(b: Json) -> None:
    vurdering = find(b, "careEvaluation")
    _fjern(vurdering, "valueCodeableConcept")
    del vurdering["meta"]["profile"]


@bundtfejl("FHIR-FOLLOWUP-1")
def opfoelgning_status(b: Json) -> None:
    find(b, "followUp")["status"] = "preliminary"


# -- carePlan and goal ----------------------------------------------------------------------------------------
@bundtfejl("FHIR-CAREPLAN-1")
def uden_opfoelgning(b: Json) -> None:
    plan = bestilt(b)
    plan["extension"] = [u for u in plan["extension"] if "follow-up" not in u["url"]]


@bundtfejl("FHIR-CAREPLAN-2")
def to_primaere(b: Json) -> None:
    plan = bestilt(b)
    if len(plan["addresses"]) < 2:
        raise LookupError("addresses")
    for peger in plan["addresses"]:
        peger["extension"][0]["valuePositiveInt"] = 1


@bundtfejl("FHIR-CAREPLAN-4")
def uden_stoettebehov(b: Json) -> None:
    _fjern(bestilt(b), "activity")


@bundtfejl("FHIR-CAREPLAN-5")
def uden_maalgruppe(b: Json) -> None:
    _fjern(bestilt(b), "addresses")


@bundtfejl("FHIR-SAG-TOM")
def sag_tom(b: Json) -> None:
    sag = next(u for u in find(b, "carePlan")["extension"] if "CaseNumber" in u["url"])
    del sag["extension"][0]["valueIdentifier"]["value"]


@bundtfejl("FHIR-SAG")
def uden_sag(b: Json) -> None:
    _fjern(find(b, "serviceRequest"), "extension")


def _maal(b: Json) -> Json:
    return find(b, "interventionGoal")


@bundtfejl("FHIR-GOAL-1", "FHIR-REFERENCE-PROFIL")
def maal_paa_maalgruppe(b: Json) -> None:
    _maal(b)["addresses"][0]["reference"] = f"Condition/{find(b, 'targetGroup')['id']}"


@bundtfejl("FHIR-GOAL-2")
def maal_uden_primaer(b: Json) -> None:
    _maal(b)["addresses"][0]["extension"][0]["valuePositiveInt"] = 2


@bundtfejl("FHIR-RANG")
def rang_tre(b: Json) -> None:
    plan = bestilt(b)
    if len(plan["addresses"]) < 2:
        raise LookupError("addresses")
    plan["addresses"][1]["extension"][0]["valuePositiveInt"] = 3


@bundtfejl("FHIR-RANG-TERM", "FHIR-GOAL-2", "FHIR-MAAL-RANG")
def rang_term(b: Json) -> None:
    _maal(b)["addresses"][0]["extension"][0]["url"] = SDS


@bundtfejl("FHIR-MAAL-RANG")
def maal_uden_rang(b: Json) -> None:
    andre = _maal(b)["addresses"][1:]
    if not andre:
        raise LookupError("addresses")
    _fjern(andre[0], "extension")


@bundtfejl("FHIR-MAALGRUPPE")
def tema_som_maalgruppe(b: Json) -> None:
    _kodning(find(b, "targetGroup"))["code"] = _kodning(find_ad(b))["code"]


# -- references -----------------------------------------------------------------------------------------------
@bundtfejl("FHIR-REFERENCE")
def peger_ud(b: Json) -> None:
    find(b, "followUp")["focus"][0]["reference"] = f"CarePlan/{FREMMED}"


@bundtfejl("FHIR-REFERENCE-BORGER", "FHIR-BORGER-FLERE")
def anden_borger(b: Json) -> None:
    opfoelgning = find(b, "followUp")
    to_borgere(b)
    opfoelgning["subject"]["reference"] = f"Patient/{FREMMED}"


@bundtfejl("FHIR-REFERENCE-SLAGS")
def anden_slags(b: Json) -> None:
    find(b, "followUp")["focus"][0]["reference"] = f"Encounter/{find(b, 'followUpEncounter')['id']}"


@bundtfejl("FHIR-REFERENCE-PROFIL")
def anden_referenceprofil(b: Json) -> None:
    plan = find(b, "carePlan")
    if not plan.get("activity"):
        raise LookupError("activity")
    plan["activity"][0]["outcomeReference"][0]["reference"] = f"Observation/{find(b, 'followUp')['id']}"


@bundtfejl("FHIR-REFERENCE-TYPE")
def type_passer_ikke(b: Json) -> None:
    find(b, "followUp")["focus"][0]["type"] = "Encounter"


@bundtfejl("FHIR-REFERENCE-FORM")
def anden_form(b: Json) -> None:
    moede = _entry(b, "Encounter")
    moede["fullUrl"] = f"urn:uuid:{moede['resource']['id']}"


__all__: list[str] = []
_ = (Any, RANG)
