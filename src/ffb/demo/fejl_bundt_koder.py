"""The faults of form in FHIR that are about codes, profiles, plans, goals and references."""

from __future__ import annotations

import copy

from ffb.demo.fejl_bundt import PROFIL, Json, bestilt, bundtfejl, find, find_ad
from ffb.demo.fejl_bundt_liste import FREMMED, entry_af, fjern, kodning, to_borgere

SDS = "http://fhir.kl.dk/term/StructureDefinition/ConditionRank"


# -- codes ---------------------------------------------------------------------------------------------------
@bundtfejl("FHIR-KODE", "FHIR-CONDITION-1", "FHIR-GOAL-1")
def uden_kode(b: Json) -> None:
    del kodning(find_ad(b))["code"]


@bundtfejl("FHIR-KODE-UKENDT", "FHIR-CONDITION-1", "FHIR-GOAL-1")
def ukendt_kode(b: Json) -> None:
    kodning(find_ad(b))["code"] = FREMMED


@bundtfejl("FHIR-KODE-FLERE")
def to_koder(b: Json) -> None:
    tema = find_ad(b)
    tema["code"]["coding"].append(copy.deepcopy(kodning(tema)))


@bundtfejl("FHIR-VAERDISAET")
def forkert_vaerdisaet(b: Json) -> None:
    vurdering = find(b, "careEvaluation")
    kodning(vurdering, "valueCodeableConcept")["code"] = kodning(find_ad(b), "severity")["code"]


@bundtfejl("FHIR-SYSTEM", "FHIR-CONDITION-1", "FHIR-GOAL-1")
def forkert_system(b: Json) -> None:
    kodning(find_ad(b))["system"] = "http://snomed.info/sct"


@bundtfejl("FHIR-SYSTEM-GAMMEL", "FHIR-CONDITION-1", "FHIR-GOAL-1")
def gammelt_system(b: Json) -> None:
    kodning(find_ad(b))["system"] = "http://kl.dk/fhir/common/caresocial/CodeSystem/FFB"


@bundtfejl("FHIR-DISPLAY")
def andet_navn(b: Json) -> None:
    kodning(find_ad(b))["display"] = "Noget andet"


# -- profiles ------------------------------------------------------------------------------------------------
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
    fjern(plan, "subject")
    del plan["meta"]["profile"]


@bundtfejl("FHIR-DELIVERY-3", "FHIR-PROFIL-MANGLER", "FHIR-MIN")
def observation_uden_vaerdi(b: Json) -> None:
    vurdering = find(b, "careEvaluation")
    fjern(vurdering, "valueCodeableConcept")
    del vurdering["meta"]["profile"]


@bundtfejl("FHIR-FOLLOWUP-1")
def opfoelgning_status(b: Json) -> None:
    find(b, "followUp")["status"] = "preliminary"


# -- carePlan and goal ---------------------------------------------------------------------------------------
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
    fjern(bestilt(b), "activity")


@bundtfejl("FHIR-CAREPLAN-5")
def uden_maalgruppe(b: Json) -> None:
    fjern(bestilt(b), "addresses")


@bundtfejl("FHIR-SAG-TOM")
def sag_tom(b: Json) -> None:
    sag = next(u for u in find(b, "carePlan")["extension"] if "CaseNumber" in u["url"])
    del sag["extension"][0]["valueIdentifier"]["value"]


@bundtfejl("FHIR-SAG")
def uden_sag(b: Json) -> None:
    fjern(find(b, "serviceRequest"), "extension")


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
    fjern(andre[0], "extension")


@bundtfejl("FHIR-MAALGRUPPE")
def tema_som_maalgruppe(b: Json) -> None:
    kodning(find(b, "targetGroup"))["code"] = kodning(find_ad(b))["code"]


# -- references ----------------------------------------------------------------------------------------------
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
    moede = entry_af(b, "Encounter")
    moede["fullUrl"] = f"urn:uuid:{moede['resource']['id']}"
