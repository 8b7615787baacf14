"""Names that KL and HL7 Denmark gave the code systems, and which kinds fill which value set.

FHIR's own English names stay in `formats/fhir/`; here are only the identifiers a reader and a rule share.
Source: hl7dk/kl-term and hl7dk/kl-ffb-reporting (9-uddatasaet.md).
"""

from __future__ import annotations

FFB_SYSTEM = "urn:oid:1.2.208.176.2.22"
"""The code system of every FFB code."""

FFB_SYSTEM_GAMMEL = "http://kl.dk/fhir/common/caresocial/CodeSystem/FFB"
"""An older identifier of FFB in older files: a fault, with "brug urn:oid…" as the answer."""

FSIII_SYSTEM = "urn:oid:1.2.208.176.2.21"
CARE_SOCIAL = "http://fhir.kl.dk/term/CodeSystem/CareSocialCodes"
SNOMED_SYSTEM = "http://snomed.info/sct"

VAERDISAET: dict[str, tuple[str, ...]] = {
    "KLInterventionsFFB": ("ydelse",),
    "KLServiceCodesFFB": ("tilbud",),
    "KLTargetGroupsFFB": ("maalgruppe",),
    "KLConditionFFCodesFFB": ("ff_undertema",),
    "KLConditionOCodesFFB": ("omgivelse_undertema",),
    "KLConditionADCodesFFB": ("ad_undertema",),
    "KLConditionCodesFFB": ("ff_undertema", "omgivelse_undertema", "ad_undertema"),
    "KLConditionsAndTargetGroupsFFB": (
        "ff_undertema",
        "omgivelse_undertema",
        "ad_undertema",
        "maalgruppe",
    ),
    "KLSeveritiesFFB": ("funktionsevneniveau",),
    "KLNeedsAssessmentCodesFFB": ("stoettebehovsniveau",),
    "KLChangeValueCodesFFB": ("maaltype",),
    "KLFollowUpCodesFFB": ("opfoelgningsresultat",),
}
"""KL's FFB value sets -> the kinds (`art`) whose codes they hold; a test compares them code by code."""

PARAGRAF_RAEKKEFOELGE: tuple[str, ...] = (
    "§82a",
    "§82b",
    "§82c",
    "§82d",
    "§85",
    "§85 i ABL §105",
    "§103",
    "§104",
    "§107",
    "§108",
)
"""Row order of Tabel 1 (3-rapport.md). After these: others as named, Uoplyst, I alt."""
