"""The elements of the FFB guide as typed structures, decoded and encoded by msgspec.

Opinion taken: an absent element is its type's empty value (`""`, `()`, an empty structure), so a JSON null
is refused by the typed decoder and found. Unknown elements are passed over: what the guide forbids is for
the rules. The order of the fields is the order in which they are written.
Source: FSH of hl7dk/kl-ffb-reporting 1.0.0; `data/profiler.csv`.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

PositivtTal = Annotated[int, msgspec.Meta(ge=1, le=2**31 - 1)]
"""FHIR positiveInt; 0 = absent."""


class Element(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """Base of every structure: immutable, outside the garbage collector (no cycles), empties left out."""


class Meta(Element, frozen=True, gc=False, omit_defaults=True):
    versionId: str = ""
    lastUpdated: str = ""
    source: str = ""
    profile: tuple[str, ...] = ()


class Coding(Element, frozen=True, gc=False, omit_defaults=True):
    system: str = ""
    version: str = ""
    code: str = ""
    display: str = ""


class CodeableConcept(Element, frozen=True, gc=False, omit_defaults=True):
    coding: tuple[Coding, ...] = ()
    text: str = ""


class Identifier(Element, frozen=True, gc=False, omit_defaults=True):
    use: str = ""
    system: str = ""
    value: str = ""


class Period(Element, frozen=True, gc=False, omit_defaults=True):
    start: str = ""
    end: str = ""


class Reference(Element, frozen=True, gc=False, omit_defaults=True):
    reference: str = ""
    type: str = ""
    display: str = ""


INGEN_META = Meta()
INGEN_CODING = Coding()
INGEN_KODE = CodeableConcept()
INGEN_IDENTIFIER = Identifier()
INGEN_PERIODE = Period()
INGEN_REFERENCE = Reference()


class Extension(Element, frozen=True, gc=False, omit_defaults=True):
    """An extension; only the value types the guide uses."""

    url: str = ""
    extension: tuple[Extension, ...] = ()
    valueReference: Reference = INGEN_REFERENCE
    valueIdentifier: Identifier = INGEN_IDENTIFIER
    valueDateTime: str = ""
    valuePositiveInt: PositivtTal = 0


class RankedReference(Reference, frozen=True, gc=False, omit_defaults=True):
    """A reference that may carry ConditionRank."""

    extension: tuple[Extension, ...] = ()


class ManagingOrganization(Element, frozen=True, gc=False, omit_defaults=True):
    reference: str = ""
    identifier: Identifier = INGEN_IDENTIFIER
    display: str = ""


class Investigation(Element, frozen=True, gc=False, omit_defaults=True):
    code: CodeableConcept = INGEN_KODE
    item: tuple[Reference, ...] = ()


class Finding(Element, frozen=True, gc=False, omit_defaults=True):
    itemReference: Reference = INGEN_REFERENCE


class Target(Element, frozen=True, gc=False, omit_defaults=True):
    measure: CodeableConcept = INGEN_KODE
    detailCodeableConcept: CodeableConcept = INGEN_KODE


class Detail(Element, frozen=True, gc=False, omit_defaults=True):
    code: CodeableConcept = INGEN_KODE
    status: str = ""


INGEN_ORGANISATION = ManagingOrganization()
INGEN_DETAIL = Detail()


class Activity(Element, frozen=True, gc=False, omit_defaults=True):
    outcomeReference: tuple[Reference, ...] = ()
    detail: Detail = INGEN_DETAIL


class Resource(Element, frozen=True, gc=False, omit_defaults=True, tag_field="resourceType", tag=True):
    """Base of the nine kinds; `resourceType` is the tag."""

    id: str = ""
    meta: Meta = INGEN_META


class Patient(Resource, frozen=True, gc=False, omit_defaults=True, tag=True):
    identifier: tuple[Identifier, ...] = ()
    managingOrganization: ManagingOrganization = INGEN_ORGANISATION


class ServiceRequest(Resource, frozen=True, gc=False, omit_defaults=True, tag=True):
    extension: tuple[Extension, ...] = ()
    status: str = ""
    intent: str = ""
    subject: Reference = INGEN_REFERENCE


class ClinicalImpression(Resource, frozen=True, gc=False, omit_defaults=True, tag=True):
    extension: tuple[Extension, ...] = ()
    status: str = ""
    subject: Reference = INGEN_REFERENCE
    effectiveDateTime: str = ""
    investigation: tuple[Investigation, ...] = ()
    finding: tuple[Finding, ...] = ()


class Condition(Resource, frozen=True, gc=False, omit_defaults=True, tag=True):
    extension: tuple[Extension, ...] = ()
    clinicalStatus: CodeableConcept = INGEN_KODE
    verificationStatus: CodeableConcept = INGEN_KODE
    severity: CodeableConcept = INGEN_KODE
    code: CodeableConcept = INGEN_KODE
    subject: Reference = INGEN_REFERENCE
    recordedDate: str = ""


class Goal(Resource, frozen=True, gc=False, omit_defaults=True, tag=True):
    lifecycleStatus: str = ""
    category: tuple[CodeableConcept, ...] = ()
    description: CodeableConcept = INGEN_KODE
    subject: Reference = INGEN_REFERENCE
    target: tuple[Target, ...] = ()
    addresses: tuple[RankedReference, ...] = ()


class CarePlan(Resource, frozen=True, gc=False, omit_defaults=True, tag=True):
    """Both carePlan (indsats) and intervention (ydelse)."""

    extension: tuple[Extension, ...] = ()
    basedOn: tuple[Reference, ...] = ()
    status: str = ""
    intent: str = ""
    subject: Reference = INGEN_REFERENCE
    period: Period = INGEN_PERIODE
    created: str = ""
    careTeam: tuple[Reference, ...] = ()
    addresses: tuple[RankedReference, ...] = ()
    goal: tuple[Reference, ...] = ()
    activity: tuple[Activity, ...] = ()


class CareTeam(Resource, frozen=True, gc=False, omit_defaults=True, tag=True):
    status: str = ""
    category: tuple[CodeableConcept, ...] = ()
    subject: Reference = INGEN_REFERENCE


class Encounter(Resource, frozen=True, gc=False, omit_defaults=True, tag=True):
    status: str = ""
    class_: Coding = msgspec.field(default=INGEN_CODING, name="class")
    type: tuple[CodeableConcept, ...] = ()
    subject: Reference = INGEN_REFERENCE
    period: Period = INGEN_PERIODE


class Observation(Resource, frozen=True, gc=False, omit_defaults=True, tag=True):
    """Both careEvaluation (støttebehov) and followUp (opfølgning)."""

    status: str = ""
    code: CodeableConcept = INGEN_KODE
    subject: Reference = INGEN_REFERENCE
    focus: tuple[Reference, ...] = ()
    effectiveDateTime: str = ""
    valueCodeableConcept: CodeableConcept = INGEN_KODE


AnyResource = (
    Patient
    | ServiceRequest
    | ClinicalImpression
    | Condition
    | Goal
    | CarePlan
    | CareTeam
    | Encounter
    | Observation
)

RESSOURCER: dict[str, type[Resource]] = {
    t.__name__: t
    for t in (
        Patient,
        ServiceRequest,
        ClinicalImpression,
        Condition,
        Goal,
        CarePlan,
        CareTeam,
        Encounter,
        Observation,
    )
}
"""The nine kinds the guide allows, by resourceType."""


class Entry(Element, frozen=True, gc=False, omit_defaults=True, kw_only=True):
    fullUrl: str = ""
    resource: AnyResource


class Bundle(Element, frozen=True, gc=False, omit_defaults=True):
    """One delivery report. `resourceType` is a plain field, so that a Bundle without one can be told."""

    resourceType: str = ""
    id: str = ""
    meta: Meta = INGEN_META
    type: str = ""
    timestamp: str = ""
    entry: tuple[Entry, ...] = ()


DEKODER = msgspec.json.Decoder(Bundle)
ENKODER = msgspec.json.Encoder()
