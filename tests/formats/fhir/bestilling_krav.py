"""What hl7dk/kl-ffb-messaging 0.1.0 asks of each profile, with its parents of KL-dk 0.7.0, and a check of it.

Written by hand from the FSH, one line per constrained element, and walked in another way than the message is
made: (path, least, most, what each value must hold, profiles a reference may lead to).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

FFB = "http://kl.dk/fhir/common/caresocial/CodeSystem/FFB"
KL = "http://kl.dk/fhir/common/caresocial/CodeSystem/KLCommonCareSocialCodes"
ROD = "http://ffb/messaging/kl.dk/1.0/"
MANGE = 10_000


def _kode(system: str, kode: str, **mere: str) -> dict[str, Any]:
    return {"coding": [{"system": system, "code": kode, **mere}]}


HAENDELSE = {"system": ROD + "CodeSystem/kl-messaging-ffb-messageEventSystem", "code": "ffb-order"}


class L(NamedTuple):
    """One constrained element."""

    sti: str
    mindst: int
    hoejst: int
    indhold: Any = None
    til: Sequence[str] = ()


SUBJECT = L("subject", 1, 1, til=["citizen"])
ROLLE = _kode(ROD + "CodeSystem/kl-messaging-ffb-participantRoleCodes", "koordinerende-myndighed")
KRAV: dict[str, tuple[str, list[L]]] = {
    "orderMessage": ("Bundle", [
        L("type", 1, 1, "message"), L("timestamp", 1, 1), L("entry.resource", 1, 1),
    ]),
    "messagingOrganization": ("Organization", [L("name", 1, 1)]),
    "orderMessageHeader": ("MessageHeader", [
        L("eventCoding", 1, 1, HAENDELSE),
        L("focus", 1, MANGE, til=["orderCarePlan", "informationGathering", "account", "documentReference"]),
        L("source", 1, 1), L("source.endpoint", 1, 1),
        L("destination.receiver", 1, 1, til=["messagingOrganization"]),
        L("destination.endpoint", 1, 1), L("sender", 0, 1, til=["messagingOrganization"]),
    ]),
    "orderCarePlan": ("CarePlan", [
        L("status", 1, 1), L("intent", 1, 1), SUBJECT,
        L("category", 1, 1, _kode(KL, "e459386d-1474-4c31-89c5-c8bc7a25e3d4")),
        L("goal", 1, MANGE, til=["citizenObjective", "interventionPurpose", "interventionGoal"]),
        L("created", 1, 1), L("author", 1, 1, til=["participatingOrganization"]),
        L("careTeam", 0, MANGE, til=["servicePerformer"]), L("addresses", 1, MANGE, til=["targetGroup"]),
        L("activity.outcomeReference", 1, MANGE, til=["evaluation"]),
        L("activity.detail.code", 1, 1, _kode(KL, "95ec4535-8fe8-4296-867c-35de421794cf")),
    ]),
    "intervention": ("CarePlan", [
        L("basedOn", 1, MANGE, til=["orderCarePlan"]), L("status", 1, 1), L("intent", 1, 1),
        SUBJECT, L("created", 1, 1), L("activity", 1, 1),
        L("activity.detail", 1, 1), L("activity.detail.status", 1, 1),
        L("activity.detail.code", 1, 1, {"coding": [{"system": FFB}]}),
    ]),
    "servicePerformer": ("CareTeam", [
        SUBJECT, L("category", 0, MANGE, {"coding": [{"system": FFB}]}), L("participant", 1, MANGE),
        L("participant.role", 0, MANGE, ROLLE),
        L("participant.member", 0, 1, til=["participatingOrganization"]),
    ]),
    "participatingOrganization": ("Organization", [
        L("name", 1, 1), L("contact", 1, MANGE), L("contact.name", 1, 1),
        L("contact.name.prefix", 1, MANGE), L("contact.name.family", 1, 1),
        L("contact.name.given", 1, MANGE), L("contact.telecom", 1, MANGE),
        L("contact.telecom.system", 1, 1), L("contact.telecom.value", 1, 1),
        L("contact.telecom:phone", 1, MANGE, {"system": "phone"}),
    ]),
    "citizen": ("Patient", [
        L("identifier", 1, MANGE, {"use": "official", "system": "urn:oid:1.2.208.176.1.2"}),
        L("identifier.value", 1, 1), L("name.family", 1, 1),
        L("telecom:phone", 1, MANGE, {"system": "phone"}), L("telecom.system", 1, 1),
        L("telecom.value", 1, 1),
    ]),
    "interventionPurpose": ("Goal", [
        L("category", 1, 1, _kode(KL, "424827b1-23aa-4848-962b-56ee47def560")), SUBJECT,
        L("lifecycleStatus", 1, 1), L("description", 1, 1), L("description.text", 1, 1),
    ]),
    "interventionGoal": ("Goal", [
        L("category", 1, 1, _kode(KL, "0bb3daef-538d-45dc-b444-abdbcb63f6bc", display="FFB indsatsmål")),
        SUBJECT, L("lifecycleStatus", 1, 1), L("description", 1, 1), L("description.text", 1, 1),
        L("addresses", 0, MANGE, til=["condition"]), L("addresses.extension.valuePositiveInt", 1, 1),
        L("target.detailCodeableConcept", 1, 1, {"coding": [{"system": FFB}]}),
        L("target.measure", 1, 1, {"coding": [{"system": KL}]}),
    ]),
    "targetGroup": ("Condition", [
        SUBJECT, L("code", 1, 1, {"coding": [{"system": FFB}]}), L("code.coding", 1, MANGE),
    ]),
    "condition": ("Condition", [
        L("clinicalStatus", 1, 1), SUBJECT, L("severity", 0, 1, {"coding": [{"system": FFB}]}),
        L("code", 1, 1, {"coding": [{"system": FFB}]}), L("code.coding", 1, 1),
        L("recordedDate", 0, 1), L("extension.valueReference", 0, 1, til=["followUp"]),
    ]),
    "followUp": ("Encounter", [
        L("status", 1, 1), L("class", 1, 1), L("period", 1, 1),
        L("period.start", 1, 1),
        L("type", 1, 1, _kode(KL, "9f03dfbb-7a97-45a5-94db-d4c3501714a9", display="opfølgning")),
    ]),
    "informationGathering": ("ClinicalImpression", [
        L("status", 1, 1), SUBJECT, L("finding.itemReference", 0, 1, til=["condition", "diagnosis"]),
        L("investigation.code", 1, 1, _kode(KL, "effe55c7-572c-4a99-8fb4-2a9dda2f6572")),
        L("investigation.item", 0, MANGE, til=["evaluation", "matterOfInterest"]),
    ]),
    "evaluation": ("Observation", [
        L("status", 1, 1), SUBJECT, L("effectiveDateTime", 1, 1),
        L("code", 1, 1, _kode(KL, "effe55c7-572c-4a99-8fb4-2a9dda2f6572")),
        L("valueCodeableConcept", 0, 1, {"coding": [{"system": FFB}]}),
    ]),
}  # fmt: skip


def find_brud(besked: dict[str, Any]) -> list[str]:
    """Every breach of the guide in a message, as `profile path: what`."""
    poster = {e["fullUrl"]: e["resource"] for e in besked["entry"]}
    ud = [f"{url}: fullUrl" for url, r in poster.items() if url != f"{r['resourceType']}/{r['id']}"]
    if besked["entry"][0]["resource"]["resourceType"] != "MessageHeader":
        ud.append("orderMessage entry: the header is not first")
    formaal = [r for r in poster.values() if _profil(r) == "interventionPurpose"]
    if len(formaal) != 1:
        ud.append("orderCarePlan goal: not one purpose")
    for r in (besked, *poster.values()):
        art, linjer = KRAV[_profil(r)]
        if r["resourceType"] != art:
            ud.append(f"{_profil(r)}: {r['resourceType']}")
        for linje in linjer:
            ud += (f"{_profil(r)} {linje.sti}: {fejl}" for fejl in _judge(r, linje, poster))
    return ud


def _profil(r: dict[str, Any]) -> str:
    return str(r["meta"]["profile"][0]).rsplit("-", 1)[-1]


def _judge(r: dict[str, Any], linje: L, poster: dict[str, Any]) -> Iterator[str]:
    sti, mindst, hoejst, indhold, profiler = linje
    sti, _skel, skive = sti.partition(":")
    *foran, sidste = sti.split(".")
    foraeldre: list[Any] = [r]
    for led in foran:
        foraeldre = [v for f in foraeldre for v in _liste(f.get(led))]
    for f in foraeldre:
        vaerdier = [v for v in _liste(f.get(sidste)) if not skive or _holds(v, indhold)]
        if not mindst <= len(vaerdier) <= hoejst:
            yield f"{len(vaerdier)} of {mindst}..{hoejst}"
        for v in vaerdier:
            if not _holds(v, indhold):
                yield "holds something else"
            if profiler and _profil(poster[v["reference"]]) not in profiler:
                yield "leads elsewhere"


def _liste(v: Any) -> list[Any]:
    return v if isinstance(v, list) else [] if v is None else [v]


def _holds(v: Any, indhold: Any) -> bool:
    """A value holds a pattern when it has all of it, and may have more."""
    if isinstance(indhold, dict):
        return isinstance(v, dict) and all(_holds(v.get(n), i) for n, i in indhold.items())
    if isinstance(indhold, list):
        return isinstance(v, list) and all(any(_holds(x, i) for x in v) for i in indhold)
    return indhold is None or v == indhold
