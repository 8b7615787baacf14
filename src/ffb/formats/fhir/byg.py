"""From rows to resources: one function per table, in the form of the guide and nothing beside it.

Rows are dicts by column name. Opinion taken: a text as delivered is written as it was; where there is none
(rows that did not come from FHIR), the date is written, and what the guide requires gets the value that
says least (active, order, final). A withdrawn row says entered-in-error whatever its status was.
Left out: free text, display, and columns the uddatasæt has no place for (DST-kode, enhed, takst …).
Source: FSH of hl7dk/kl-ffb-reporting 1.0.0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ffb.begreber import CARE_SOCIAL, FFB_SYSTEM, SNOMED_SYSTEM
from ffb.formats.fhir import profil as p
from ffb.formats.fhir import strukturer as s

Post = Mapping[str, Any]
Boern = Mapping[str, Sequence[Post]]
"""Rows of child tables, by table, of one parent."""


def build_patient(r: Post, cpr: str) -> s.Patient:
    organisation = s.ManagingOrganization(
        identifier=s.Identifier("official", p.STS_SYSTEM, r["sts_uuid"] or "")
    )
    return s.Patient(
        id=find_id("borger", r),
        meta=_meta("borger"),
        identifier=(s.Identifier("official", p.CPR_SYSTEM, cpr),),
        managingOrganization=organisation if r["sts_uuid"] else s.INGEN_ORGANISATION,
    )


def build_henvendelse(r: Post, subject: s.Reference) -> s.ServiceRequest:
    return s.ServiceRequest(
        id=find_id("henvendelse", r),
        meta=_meta("henvendelse"),
        extension=_sag(r),
        status=_status(r, "active"),
        intent="proposal",
        subject=subject,
    )


def build_udredning(r: Post, boern: Boern, subject: s.Reference) -> s.ClinicalImpression:
    temaer = sorted(boern["udredning_tema"], key=lambda t: t["nr"])
    vurderinger = _peger("Observation", [t["tema_id"] for t in temaer if t["slags"] == "stoettebehov"])
    kode = _kode(CARE_SOCIAL, p.STOETTEBEHOV_KODE)
    henvendelse = s.Extension(p.HENVENDELSE_URL, valueReference=_ref("ServiceRequest", r["henvendelse_id"]))
    return s.ClinicalImpression(
        id=find_id("udredning", r),
        meta=_meta("udredning"),
        extension=(henvendelse,) if r["henvendelse_id"] else (),
        status=_status(r, "completed"),
        subject=subject,
        effectiveDateTime=_tid(r["dato_tekst"], r["dato"]),
        investigation=(s.Investigation(kode, vurderinger),) if vurderinger else (),
        finding=tuple(
            s.Finding(_ref("Condition", t["tema_id"]))
            for t in temaer
            if t["slags"] == "tema" and t["tema_id"]
        ),
    )


def build_tilstand(navn: str, r: Post, subject: s.Reference) -> s.Condition:
    """An F&F or omgivelse theme, or an A&D theme with its level."""
    verifikation = p.TRUKKET if r["trukket"] else r["verifikation"]
    klinisk = r["klinisk_status"] or (None if verifikation == p.TRUKKET else "active")
    return s.Condition(
        id=find_id(navn, r),
        meta=_meta("tilstand"),
        extension=(s.Extension(p.SENEST_URL, valueDateTime=r["senest_tekst"]),) if r["senest_tekst"] else (),
        clinicalStatus=_kode(p.KLINISK_SYSTEM, klinisk),
        verificationStatus=_kode(p.VERIFIKATION_SYSTEM, verifikation),
        severity=_kode(FFB_SYSTEM, r.get("niveau_kode")),
        code=_kode(FFB_SYSTEM, r["kode"]),
        subject=subject,
        recordedDate=_tid(r["dato_tekst"], r["dato"]),
    )


def build_maalgruppe(r: Post, subject: s.Reference) -> s.Condition:
    return s.Condition(
        id=find_id("maalgruppe", r),
        meta=_meta("maalgruppe"),
        clinicalStatus=_kode(p.KLINISK_SYSTEM, r["klinisk_status"]),
        verificationStatus=_kode(p.VERIFIKATION_SYSTEM, p.TRUKKET if r["trukket"] else r["verifikation"]),
        code=_kode(FFB_SYSTEM, r["ffb_maalgruppe_kode"]),
        subject=subject,
        recordedDate=_tid(r["dato_tekst"], r["dato"]),
    )


def build_indsatsmaal(r: Post, boern: Boern, subject: s.Reference) -> s.Goal:
    maal = ((p.NIVEAU_MAALING, r["forventet_kode"]), (p.MAALTYPE_MAALING, r["maaltype_kode"]))
    temaer = sorted(boern["indsatsmaal_tema"], key=lambda t: t["nr"])
    return s.Goal(
        id=find_id("indsatsmaal", r),
        meta=_meta("indsatsmaal"),
        lifecycleStatus=_status(r, "active"),
        category=(_kode(CARE_SOCIAL, p.INDSATSMAAL_KODE),),
        description=_kode(SNOMED_SYSTEM, p.BESKRIVELSE_KODE),
        subject=subject,
        target=tuple(
            s.Target(_kode(CARE_SOCIAL, maaling), _kode(FFB_SYSTEM, kode)) for maaling, kode in maal
        ),
        addresses=_rangeret(temaer, "tema_id"),
    )


def build_indsats(r: Post, boern: Boern, subject: s.Reference) -> s.CarePlan:
    ider = {navn: sorted(boern[navn], key=lambda b: b["nr"]) for navn in boern if navn.startswith("indsats_")}
    vurderinger = _peger("Observation", [b["stoettebehov_id"] for b in ider["indsats_stoettebehov"]])
    opfoelgning = s.Extension(p.OPFOELGNING_URL, valueReference=_ref("Encounter", r["opfoelgning_id"]))
    return s.CarePlan(
        id=find_id("indsats", r),
        meta=_meta("indsats"),
        extension=_sag(r) + ((opfoelgning,) if r["opfoelgning_id"] else ()),
        status=_status(r, "active"),
        intent=r["hensigt"] or "order",
        subject=subject,
        period=_periode(r),
        careTeam=_peger("CareTeam", [b["tilbud_id"] for b in ider["indsats_tilbud"]]),
        addresses=_rangeret(ider["indsats_maalgruppe"], "maalgruppe_id"),
        goal=_peger("Goal", [b["maal_id"] for b in ider["indsats_maal"]]),
        activity=(s.Activity(outcomeReference=vurderinger),) if vurderinger else (),
    )


def build_ydelse(aktiviteter: Sequence[Post], boern: Boern, subject: s.Reference) -> s.CarePlan:
    """One intervention of all rows with its id, in the order of aktivitet_nr."""
    r = aktiviteter[0]
    flere = sorted(boern["ydelse_indsats"], key=lambda b: b["nr"])
    return s.CarePlan(
        id=find_id("ydelse", r),
        meta=_meta("ydelse"),
        basedOn=_peger("CarePlan", [r["indsats_id"], *(b["indsats_id"] for b in flere)]),
        status=_status(r, "active"),
        intent=r["hensigt"] or "order",
        subject=subject,
        period=_periode(r),
        created=_tid(r["oprettet_tekst"], r["startdato"]),
        activity=tuple(
            s.Activity(
                detail=s.Detail(
                    _kode(FFB_SYSTEM, a["ffb_ydelse_kode"]), a["aktivitet_status"] or "in-progress"
                )
            )
            for a in aktiviteter
        ),
    )


def build_tilbud(r: Post, subject: s.Reference) -> s.CareTeam:
    """A CareTeam has no status in the guide; it gets one only to say that it is withdrawn."""
    return s.CareTeam(
        id=find_id("tilbud", r),
        meta=_meta("tilbud"),
        status=p.TRUKKET if r["trukket"] else "",
        category=(_kode(FFB_SYSTEM, r["ffb_tilbud_kode"]),),
        subject=subject,
    )


def build_planlagt_opfoelgning(r: Post, subject: s.Reference) -> s.Encounter:
    return s.Encounter(
        id=find_id("planlagt_opfoelgning", r),
        meta=_meta("planlagt_opfoelgning"),
        status=p.TRUKKET if r["trukket"] else "planned",
        class_=s.Coding(p.KLASSE_SYSTEM, code=p.KLASSE_KODE),
        type=(_kode(CARE_SOCIAL, p.OPFOELGNING_TYPE),),
        subject=subject,
        period=s.Period(_tid(r["dato_tekst"], r["dato"])),
    )


def build_stoettebehov(r: Post, subject: s.Reference) -> s.Observation:
    return s.Observation(
        id=find_id("stoettebehov", r),
        meta=_meta("stoettebehov"),
        status=_status(r, "final"),
        code=_kode(CARE_SOCIAL, p.STOETTEBEHOV_KODE),
        subject=subject,
        effectiveDateTime=_tid(r["dato_tekst"], r["dato"]),
        valueCodeableConcept=_kode(FFB_SYSTEM, r["niveau_kode"]),
    )


def build_opfoelgning(r: Post, boern: Boern, subject: s.Reference) -> s.Observation:
    flere = sorted(boern["opfoelgning_indsats"], key=lambda b: b["nr"])
    return s.Observation(
        id=find_id("opfoelgning", r),
        meta=_meta("opfoelgning"),
        status=_status(r, "final"),
        code=_kode(SNOMED_SYSTEM, p.OPFOELGNING_KODE),
        subject=subject,
        focus=_peger("CarePlan", [r["indsats_id"], *(b["indsats_id"] for b in flere)]),
        effectiveDateTime=_tid(r["dato_tekst"], r["dato"]),
        valueCodeableConcept=_kode(FFB_SYSTEM, r["resultat_kode"]),
    )


_NOEGLE = {"indsats": "indsats_id", "ydelse": "ydelse_id", "indsatsmaal": "maal_id"}


def find_id(navn: str, r: Post) -> str:
    """The id of a row: its own key, the source's id, or its place, so that a resource always has one."""
    return r.get(_NOEGLE.get(navn, ""), None) or r["kilde_id"] or f"{navn.replace('_', '-')}-{r['post_nr']}"


def _meta(noun: str) -> s.Meta:
    return s.Meta(profile=(p.PROFIL[noun],))


def _status(r: Post, ellers: str) -> str:
    return p.TRUKKET if r["trukket"] else r["status"] or ellers


def _tid(tekst: str | None, dato: date | None) -> str:
    return tekst or (dato.isoformat() if dato else "")


def _periode(r: Post) -> s.Period:
    return s.Period(_tid(r["start_tekst"], r["startdato"]), _tid(r["slut_tekst"], r["slutdato"]))


def _kode(system: str, kode: str | None) -> s.CodeableConcept:
    return s.CodeableConcept((s.Coding(system, code=kode),)) if kode else s.INGEN_KODE


def _ref(type_: str, id_: str | None) -> s.Reference:
    return s.Reference(f"{type_}/{id_}") if id_ else s.INGEN_REFERENCE


def _peger(type_: str, ider: Sequence[str | None]) -> tuple[s.Reference, ...]:
    return tuple(_ref(type_, id_) for id_ in ider if id_)


def _rangeret(boern: Sequence[Post], kolonne: str) -> tuple[s.RankedReference, ...]:
    """Ranked references to Conditions."""
    return tuple(
        s.RankedReference(
            reference=f"Condition/{b[kolonne]}",
            extension=(s.Extension(p.RANG_URL, valuePositiveInt=b["rang"]),) if b["rang"] else (),
        )
        for b in boern
        if b[kolonne]
    )


def _sag(r: Post) -> tuple[s.Extension, ...]:
    if not r["sagsnummer"]:
        return ()
    nummer = s.Identifier(system=r["sagsnummer_system"] or "", value=r["sagsnummer"])
    led = s.Extension(r["sagsnummer_art"] or p.SAG_EGEN, valueIdentifier=nummer)
    return (s.Extension(p.SAGSNUMMER_URL, (led,)),)
