"""An order as the official order message: one Bundle (type message) from the authority to the provider.

Opinion taken: the resources are made of the same rows as the uddatasæt, under the older addresses this guide
is fixed to; unlike the uddatasæt a message carries the texts written to the provider. Ids and references are
relative, as in the guide's example. Equal content has an equal MessageHeader.id, so a receiver can tell that
it has it. What the guide demands must be there before: `server.sag.besked` says what is not.
Left out: account, attachments, relatives, guardians and consents (FFB's cases hold none), and an answer: the
guide has no message back.
Source: FSH of hl7dk/kl-ffb-messaging 0.1.0, on hl7dk/KL-dk 0.7.0.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ffb.formats.fhir import profil as p
from ffb.formats.fhir.bestilling_dele import (
    EVALUERING,
    FORMAAL,
    HAENDELSER,
    KERNE,
    KL,
    KOMMUNER,
    MAALSTATUS,
    PROFIL,
    ROLLER,
    SOCIAL_INDSATS,
    Bestilling,
    Ressource,
    concept,
    ffb_concept,
    new_ressource,
    period_of,
    refer,
    refer_borger,
    refer_rang,
    without_empty,
)
from ffb.formats.fhir.dato import skriv_instant


def build_bestilling(b: Bestilling) -> Ressource:
    """The Bundle. Raises IndexError when the rows hold no indsats."""
    resten = list(_content(b))
    aftryk = json.dumps([resten, b.kommune.endpoint, b.udfoerer.endpoint], sort_keys=True)
    poster = [_header(b, aftryk, resten), *resten]
    return {
        "resourceType": "Bundle",
        "id": str(uuid.uuid4()),
        "meta": {"profile": [PROFIL + "orderMessage"]},
        "type": "message",
        "timestamp": skriv_instant(b.tid),
        "entry": [{"fullUrl": f"{r['resourceType']}/{r['id']}", "resource": r} for r in poster],
    }


def _content(b: Bestilling) -> Iterator[Ressource]:
    """Everything but the header, in the order of the guide's example."""
    yield new_ressource("Organization", b.made_id("afsender"), "messagingOrganization", name=b.kommune.navn)
    yield new_ressource("Organization", b.made_id("modtager"), "messagingOrganization", name=b.udfoerer.navn)
    yield _indsats(b, b.of("indsats")[0])
    for tabel, build in _BYG.items():
        yield from (build(b, r) for r in b.of(tabel))
    yield _purpose(b)
    yield _author(b)
    yield _citizen(b)


def _header(b: Bestilling, aftryk: str, resten: Sequence[Ressource]) -> Ressource:
    fokus = [r for r in resten if r["meta"]["profile"][0] == PROFIL + "orderCarePlan"]
    fokus += [r for r in resten if r["resourceType"] == "ClinicalImpression"]
    modtager = {"endpoint": b.udfoerer.endpoint, "receiver": refer("Organization", b.made_id("modtager"))}
    return new_ressource(
        "MessageHeader",
        b.made_id(aftryk),
        "orderMessageHeader",
        eventCoding={"system": HAENDELSER, "code": "ffb-order"},
        destination=[modtager],
        sender=refer("Organization", b.made_id("afsender")),
        source={"endpoint": b.kommune.endpoint},
        focus=[refer(r["resourceType"], r["id"]) for r in fokus],
    )


def _indsats(b: Bestilling, r: Mapping[str, Any]) -> Ressource:
    maal = [b.made_id("formaal"), *(m["maal_id"] for m in b.of("indsats_maal"))]
    return new_ressource(
        "CarePlan",
        r["kilde_id"],
        "orderCarePlan",
        extension=_case(b, r),
        status=r["status"],
        intent=r["hensigt"],
        category=[concept(KL, SOCIAL_INDSATS, "Social indsats")],
        description=b.besked,
        subject=refer_borger(b),
        period=period_of(r),
        created=b.dato.isoformat(),
        author=refer("Organization", b.made_id("enhed")),
        careTeam=[refer("CareTeam", t["tilbud_id"]) for t in b.of("indsats_tilbud")],
        addresses=[refer_rang(m["maalgruppe_id"], m["rang"]) for m in b.of("indsats_maalgruppe")],
        goal=[refer("Goal", id_) for id_ in maal],
        activity=_evaluations(b),
    )


def _case(b: Bestilling, r: Mapping[str, Any]) -> list[Ressource]:
    nummer = without_empty(
        use="usual",
        system=r["sagsnummer_system"],
        value=r["sagsnummer"],
        assigner=refer("Organization", b.made_id("afsender")),
    )
    egen = {"url": "municipalitySpecific", "valueIdentifier": nummer}
    ud: list[Ressource] = [{"url": KERNE + "MunicipalityCaseNumber", "extension": [egen]}]
    if b.handlekommune:
        kode = {"system": KOMMUNER, "code": b.handlekommune}
        ud.append({"url": PROFIL + "actingMunicipality", "valueCoding": kode})
    return ud


def _evaluations(b: Bestilling) -> list[Ressource]:
    ider = [s["stoettebehov_id"] for s in b.of("indsats_stoettebehov")]
    if not ider:
        return []
    detalje = {"code": concept(KL, EVALUERING), "status": "completed"}
    return [{"outcomeReference": [refer("Observation", i) for i in ider], "detail": detalje}]


def _ydelse(b: Bestilling, r: Mapping[str, Any]) -> Ressource:
    dag = b.tid.date()
    slut, start = r["slutdato"], r["startdato"]
    status = (
        "completed" if slut and slut < dag else "in-progress" if start and start <= dag else "not-started"
    )
    return new_ressource(
        "CarePlan",
        r["kilde_id"],
        "intervention",
        basedOn=[refer("CarePlan", r["indsats_id"])],
        status="active",
        intent="order",
        subject=refer_borger(b),
        period=period_of(r),
        created=r["oprettet_tekst"] or start.isoformat(),
        activity=[{"detail": {"code": ffb_concept(r["ffb_ydelse_kode"]), "status": status}}],
    )


def _udredning(b: Bestilling, r: Mapping[str, Any]) -> Ressource:
    peger = [t for t in b.of("udredning_tema") if t["kilde_id"] == r["kilde_id"]]
    behov = [refer("Observation", t["tema_id"]) for t in peger if t["slags"] == "stoettebehov"]
    kode = concept(KL, p.STOETTEBEHOV_KODE, "FFB støttebehovsvurdering")
    return new_ressource(
        "ClinicalImpression",
        r["kilde_id"],
        "informationGathering",
        status=r["status"],
        subject=refer_borger(b),
        effectiveDateTime=r["dato"].isoformat() if r["dato"] else "",
        investigation=[{"code": kode, "item": behov}] if behov else [],
        finding=[{"itemReference": refer("Condition", t["tema_id"])} for t in peger if t["slags"] == "tema"],
    )


def _maal(b: Bestilling, r: Mapping[str, Any]) -> Ressource:
    temaer = [t for t in b.of("indsatsmaal_tema") if t["kilde_id"] == r["kilde_id"]]
    maaling = ((p.MAALTYPE_MAALING, r["maaltype_kode"]), (p.NIVEAU_MAALING, r["forventet_kode"]))
    return new_ressource(
        "Goal",
        r["kilde_id"],
        "interventionGoal",
        lifecycleStatus=MAALSTATUS,
        category=[concept(KL, p.INDSATSMAAL_KODE, "FFB indsatsmål")],
        description={"text": b.tekst[r["kilde_id"]]},
        subject=refer_borger(b),
        target=[
            {"measure": concept(KL, m), "detailCodeableConcept": ffb_concept(kode)} for m, kode in maaling
        ],
        addresses=[refer_rang(t["tema_id"], t["rang"]) for t in temaer],
    )


def _purpose(b: Bestilling) -> Ressource:
    return new_ressource(
        "Goal",
        b.made_id("formaal"),
        "interventionPurpose",
        lifecycleStatus=MAALSTATUS,
        category=[concept(KL, FORMAAL)],
        description={"text": b.formaal},
        subject=refer_borger(b),
    )


def _maalgruppe(b: Bestilling, r: Mapping[str, Any]) -> Ressource:
    return new_ressource(
        "Condition",
        r["kilde_id"],
        "targetGroup",
        clinicalStatus=concept(p.KLINISK_SYSTEM, "active"),
        code=ffb_concept(r["ffb_maalgruppe_kode"]),
        subject=refer_borger(b),
        recordedDate=r["dato"].isoformat() if r["dato"] else "",
    )


def _tema(b: Bestilling, r: Mapping[str, Any]) -> Ressource:
    udvidelser = [
        {"url": KERNE + "FollowUpEncounter", "valueReference": refer("Encounter", o["kilde_id"])}
        for o in b.of("planlagt_opfoelgning")[:1]
    ]
    if r["senest_tekst"]:
        udvidelser.append({"url": KERNE + "ConditionLastAssertedDate", "valueDateTime": r["senest_tekst"]})
    note = b.tekst.get(r["kilde_id"])
    return new_ressource(
        "Condition",
        r["kilde_id"],
        "condition",
        extension=udvidelser,
        clinicalStatus=concept(p.KLINISK_SYSTEM, "active"),
        severity=ffb_concept(r["niveau_kode"]) if r.get("niveau_kode") else {},
        code=ffb_concept(r["kode"]),
        subject=refer_borger(b),
        recordedDate=r["dato"].isoformat() if r["dato"] else "",
        note=[{"text": note}] if note else [],
    )


def _stoettebehov(b: Bestilling, r: Mapping[str, Any]) -> Ressource:
    vaerdi = ffb_concept(r["niveau_kode"]) | without_empty(text=b.tekst.get(r["kilde_id"], ""))
    return new_ressource(
        "Observation",
        r["kilde_id"],
        "evaluation",
        status="final",
        code=concept(KL, p.STOETTEBEHOV_KODE, "FFB støttebehovsvurdering"),
        subject=refer_borger(b),
        effectiveDateTime=r["dato"].isoformat(),
        valueCodeableConcept=vaerdi,
    )


def _tilbud(b: Bestilling, r: Mapping[str, Any]) -> Ressource:
    rolle = concept(ROLLER, "koordinerende-myndighed", "Ansvarlig for koordinering af myndighedssamarbejde")
    enhed = {"role": [rolle], "member": refer("Organization", b.made_id("enhed"))}
    return new_ressource(
        "CareTeam",
        r["kilde_id"],
        "servicePerformer",
        category=[ffb_concept(r["ffb_tilbud_kode"])],
        name=b.tekst.get(r["kilde_id"], ""),
        subject=refer_borger(b),
        participant=[enhed],
    )


def _planlagt(b: Bestilling, r: Mapping[str, Any]) -> Ressource:
    return new_ressource(
        "Encounter",
        r["kilde_id"],
        "followUp",
        status="planned",
        **{"class": {"system": p.KLASSE_SYSTEM, "code": p.KLASSE_KODE}},
        type=[concept(KL, p.OPFOELGNING_TYPE, "opfølgning")],
        subject=refer_borger(b),
        period={"start": r["dato"].isoformat()},
    )


def _author(b: Bestilling) -> Ressource:
    k = b.kontakt
    telekom = [{"system": "phone", "value": k.telefon}]
    if k.mail:
        telekom.append({"system": "email", "value": k.mail})
    navn = {"prefix": [k.titel], "family": k.efternavn, "given": [k.fornavn]}
    return new_ressource(
        "Organization",
        b.made_id("enhed"),
        "participatingOrganization",
        name=k.enhed,
        contact=[{"name": navn, "telecom": telekom}],
    )


def _citizen(b: Bestilling) -> Ressource:
    navn = without_empty(use="official", family=b.borger.efternavn, given=[b.borger.fornavn])
    return new_ressource(
        "Patient",
        b.borger.id,
        "citizen",
        identifier=[{"use": "official", "system": p.CPR_SYSTEM, "value": b.borger.cpr}],
        name=[navn],
        telecom=[{"system": "phone", "value": b.borger.telefon}],
    )


_BYG = {
    "udredning": _udredning,
    "indsatsmaal": _maal,
    "maalgruppe": _maalgruppe,
    "aktivitet_deltagelse": _tema,
    "udredningstema": _tema,
    "planlagt_opfoelgning": _planlagt,
    "stoettebehov": _stoettebehov,
    "ydelse": _ydelse,
    "tilbud": _tilbud,
}
