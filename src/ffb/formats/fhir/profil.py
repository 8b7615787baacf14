"""The guide's addresses and fixed codes, and which profile means which of our nouns.

Source: FSH of hl7dk/kl-ffb-reporting 1.0.0 (aliases, profiles, extensions); `data/profiler.csv`.
"""

from __future__ import annotations

PROFIL_ROD = "http://fhir.kl.dk/ffbreporting/StructureDefinition/kl-reporting-ffb-"
_KERNE = "http://fhir.kl.dk/core/StructureDefinition/"

BUNDLE_PROFIL = PROFIL_ROD + "deliveryReport"
PROFIL: dict[str, str] = {
    noun: PROFIL_ROD + navn
    for noun, navn in {
        "borger": "citizen",
        "henvendelse": "serviceRequest",
        "udredning": "informationGathering",
        "tilstand": "condition",
        "maalgruppe": "targetGroup",
        "indsatsmaal": "interventionGoal",
        "indsats": "carePlan",
        "ydelse": "intervention",
        "tilbud": "servicePerformer",
        "planlagt_opfoelgning": "followUpEncounter",
        "stoettebehov": "careEvaluation",
        "opfoelgning": "followUp",
    }.items()
}
"""Our noun -> meta.profile; `tilstand` is a Condition that is a tema (udredningstema or A&D)."""

SLAGS: dict[str, str] = {url: noun for noun, url in PROFIL.items()}
"""meta.profile -> our noun."""

SAGSNUMMER_URL = PROFIL_ROD + "municipalityCaseNumber"
OPFOELGNING_URL = PROFIL_ROD + "follow-up-date-extension"
RANG_URL = _KERNE + "ConditionRank"
SENEST_URL = _KERNE + "ConditionLastAssertedDate"
HENVENDELSE_URL = _KERNE + "BasedOnServiceRequest"

CPR_SYSTEM = "urn:oid:1.2.208.176.1.2"
STS_SYSTEM = "https://www.kombit.dk/organisation"
KLINISK_SYSTEM = "http://terminology.hl7.org/CodeSystem/condition-clinical"
VERIFIKATION_SYSTEM = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
KLASSE_SYSTEM = "http://terminology.hl7.org/CodeSystem/v3-ActCode"

STOETTEBEHOV_KODE = "effe55c7-572c-4a99-8fb4-2a9dda2f6572"  # careEvaluation, investigation
INDSATSMAAL_KODE = "0bb3daef-538d-45dc-b444-abdbcb63f6bc"  # Goal.category
BESKRIVELSE_KODE = "410518001"  # Goal.description (SNOMED)
NIVEAU_MAALING = "66959f77-6e2a-4574-8423-3ff097f8b9fa"  # Goal.target.measure: expected level
MAALTYPE_MAALING = "90c48f03-f194-4b2f-ad7d-6cba1069ae48"  # Goal.target.measure: måltype
OPFOELGNING_TYPE = "9f03dfbb-7a97-45a5-94db-d4c3501714a9"  # Encounter.type
OPFOELGNING_KODE = "712744002"  # followUp (SNOMED)
KLASSE_KODE = "HH"  # Encounter.class

TRUKKET = "entered-in-error"
SAG_EGEN, SAG_OFFICIEL = "municipalitySpecific", "official"
