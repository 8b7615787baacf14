"""From one resource to its rows: one function per FHIR type, in the column order of `model.tabeller`.

Rows of child tables carry their parent's entry, so that they live and die with that version of it. The table
`ressource` is made of the others in the end (`ressourcer`).
Opinion taken: texts are kept as written beside the dates read from them; a further basedOn or focus goes to
its own table with its place in the list (from 2).
Source: 12-model; FSH of hl7dk/kl-ffb-reporting 1.0.0.
"""
# ruff: noqa: RUF005 -- adding tuples is a third faster than unpacking them, and this runs once per row

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from ffb.formats.fhir import strukturer as s
from ffb.formats.fhir.bundt import Bundt
from ffb.formats.fhir.profil import (
    HENVENDELSE_URL,
    MAALTYPE_MAALING,
    NIVEAU_MAALING,
    OPFOELGNING_URL,
    RANG_URL,
    SAG_EGEN,
    SAG_OFFICIEL,
    SAGSNUMMER_URL,
    SENEST_URL,
    TRUKKET,
)
from ffb.formats.fhir.slags import (
    AD,
    INDSATS,
    TILSTAND,
    YDELSE,
    careplan_tabel,
    condition_tabel,
    observation_tabel,
)
from ffb.model.raekker import Raekke

Emit = Callable[[Bundt, int, Any, Raekke, str | None], None]
Sag = tuple[str | None, str | None, str | None]
_INGEN_SAG: Sag = (None, None, None)
_INGEN_NIVEAU = (None, None)
_KUN_TABEL = (None,) * 7  # p_nummer … kommune_kode, which only tables carry
_INGEN_AKTIVITET = (s.Activity(),)
_KUN_TABEL_MAAL = (None,) * 6  # dato … ansvarlig, likewise


def emit_servicerequest(b: Bundt, nr: int, r: s.ServiceRequest, faelles: Raekke, status: str | None) -> None:
    b.raekker["henvendelse"](faelles + _sag(b, nr, r.extension) + (status,))


def emit_clinicalimpression(
    b: Bundt, nr: int, r: s.ClinicalImpression, faelles: Raekke, status: str | None
) -> None:
    tekst, find_id = r.effectiveDateTime, b.find_id
    tid = b.tider.get(tekst) or b.laes_tid(tekst, nr, "effectiveDateTime")
    henvendelse = find_id(_peger(r.extension, HENVENDELSE_URL), nr, "extension") if r.extension else None
    b.raekker["udredning"](faelles + (henvendelse, status) + tid)
    ny, maal = b.raekker["udredning_tema"], b.maal
    # the common columns stand in each row here and below: putting two tuples together takes longer
    leverance_id, fil_nr, nr, borger, id_, version, trukket = faelles
    for i, fund in enumerate(r.finding, 1):
        reference = fund.itemReference.reference
        tema = maal.get(reference)
        tema_id = tema.id or None if tema else find_id(reference, nr, "finding.itemReference")
        ny((leverance_id, fil_nr, nr, borger, id_, version, trukket, i, "tema", tema_id))
    i = 0
    for undersoegelse in r.investigation:
        for peger in undersoegelse.item:
            i += 1
            ny(faelles + (i, "stoettebehov", find_id(peger.reference, nr, "investigation.item")))


def emit_conditions(b: Bundt, poster: list[tuple[int, s.Condition]]) -> None:
    """All Conditions of the bundle in one loop: most resources are these, so each look-up here counts."""
    koder, ord_, tider, borger_id, subjekt = b.koder, b.ord, b.tider, b.borger_id, b.subjekt
    leverance_id, fil_nr, version = b.leverance_id, b.fil_nr, b.tid
    udredningstema, aktivitet_deltagelse = b.raekker["udredningstema"], b.raekker["aktivitet_deltagelse"]
    for nr, r in poster:
        borger = borger_id if r.subject.reference == subjekt else b.find_borger(nr, r)
        id_ = r.id or b.uden_id(nr)
        coding = r.verificationStatus.coding
        verifikation = ord_[coding[0].code] if coding else None
        trukket = verifikation == TRUKKET
        coding = r.clinicalStatus.coding
        klinisk = ord_[coding[0].code] if coding else None
        coding = r.code.coding
        kode, art, _ = koder[coding[0].code] if len(coding) == 1 else koder.find(coding)
        if art is None:
            b.meld_kode(nr, "code", kode)
        dato, tekst = tider.get(r.recordedDate) or b.laes_tid(r.recordedDate, nr, "recordedDate")
        senest = None
        if r.extension:
            senest, senest_dato = _senest(b, nr, r.extension)
            dato = senest_dato or dato
        coding = r.severity.coding
        if r.meta.profile != TILSTAND:
            tabel = condition_tabel(r, art, b.is_rangeret)
        else:
            tabel = "aktivitet_deltagelse" if coding or art in AD else "udredningstema"
        if tabel == "udredningstema":
            udredningstema(
                (leverance_id, fil_nr, nr, borger, id_, version, trukket,
                 kode, dato, tekst, senest, klinisk, verifikation)
            )  # fmt: skip
        elif tabel == "maalgruppe":
            b.raekker[tabel](
                (leverance_id, fil_nr, nr, borger, id_, version, trukket,
                 None, None, kode, None, dato, tekst, klinisk, verifikation)
            )  # fmt: skip
        else:
            niveau = _niveau(b, nr, "severity", coding, "funktionsevneniveau") if coding else _INGEN_NIVEAU
            aktivitet_deltagelse(
                (leverance_id, fil_nr, nr, borger, id_, version, trukket,
                 kode, niveau[0], niveau[1], dato, tekst, senest, klinisk, verifikation)
            )  # fmt: skip


def _senest(b: Bundt, nr: int, udvidelser: tuple[s.Extension, ...]) -> tuple[str | None, date | None]:
    """Text and date of ConditionLastAssertedDate."""
    for udvidelse in udvidelser:
        if udvidelse.url == SENEST_URL:
            tekst = udvidelse.valueDateTime
            dato, senest = b.tider.get(tekst) or b.laes_tid(tekst, nr, "extension")
            return senest, dato
    return None, None


def emit_goal(b: Bundt, nr: int, r: s.Goal, faelles: Raekke, status: str | None) -> None:
    maal_id, primaert = faelles[4], None
    foran = faelles + (maal_id,)
    ny, maal, koder = b.raekker["indsatsmaal_tema"], b.maal, b.koder
    for i, peger in enumerate(r.addresses, 1):
        reference, rang = peger.reference, _rang(peger)
        tilstand = maal.get(reference) or b.find_maal(reference, nr, "addresses")
        kode = koder.find(tilstand.code.coding)[0] if type(tilstand) is s.Condition else None
        ny(foran + (i, rang, tilstand.id or None if tilstand else b.id_uden_maal(reference), kode))
        if rang == 1 and primaert is None:
            primaert = kode
    b.raekker["indsatsmaal"](foran + (primaert,) + _maal(b, nr, r) + _KUN_TABEL_MAAL + (status,))


def emit_careplan(b: Bundt, nr: int, r: s.CarePlan, faelles: Raekke, status: str | None) -> None:
    periode = r.period
    startdato, start = b.tider.get(periode.start) or b.laes_tid(periode.start, nr, "period.start")
    slutdato, slut = b.tider.get(periode.end) or b.laes_tid(periode.end, nr, "period.end")
    profil = r.meta.profile
    is_ydelse = profil == YDELSE or (profil != INDSATS and careplan_tabel(r) == "ydelse")
    emit = _ydelse if is_ydelse else _indsats
    emit(b, nr, r, faelles, status, (startdato, slutdato, start, slut))


def _ydelse(b: Bundt, nr: int, r: s.CarePlan, faelles: Raekke, status: str | None, periode: Raekke) -> None:
    """One row per activity; a ydelse without any still has one, so that it is counted."""
    ydelse_id, oprettet, indsats_id = faelles[4], r.created, None
    for i, peger in enumerate(r.basedOn):
        fundet = b.find_id(peger.reference, nr, "basedOn")
        if i == 0:
            indsats_id = fundet
        else:
            b.raekker["ydelse_indsats"](faelles + (ydelse_id, i + 1, fundet))
    oprettet_tekst = (b.tider.get(oprettet) or b.laes_tid(oprettet, nr, "created"))[1]
    hale = periode + _KUN_TABEL + (status, b.ord[r.intent], oprettet_tekst)
    for i, aktivitet in enumerate(r.activity or _INGEN_AKTIVITET, 1):
        kode, art, _ = b.koder.find(aktivitet.detail.code.coding)
        if art is None:
            b.meld_kode(nr, "activity.detail.code", kode)
        egne = (ydelse_id, i, indsats_id, None, None, kode, None)
        b.raekker["ydelse"](faelles + egne + hale + (b.ord[aktivitet.detail.status],))


def _indsats(b: Bundt, nr: int, r: s.CarePlan, faelles: Raekke, status: str | None, periode: Raekke) -> None:
    indsats_id, planlagt, opfoelgning_id = faelles[4], None, None
    reference = _peger(r.extension, OPFOELGNING_URL)
    if reference:
        kontakt = b.find_maal(reference, nr, "extension")
        opfoelgning_id = kontakt.id or None if kontakt else b.id_uden_maal(reference)
        if type(kontakt) is s.Encounter:
            start = kontakt.period.start
            planlagt = (b.tider.get(start) or b.laes_tid(start, nr, "extension"))[0]
    sag = _sag(b, nr, r.extension)
    foran = faelles + (indsats_id,)
    egne = sag + (status, b.ord[r.intent]) + periode + (planlagt, opfoelgning_id)
    b.raekker["indsats"](foran + egne)
    _indsats_boern(b, nr, r, foran)


def _indsats_boern(b: Bundt, nr: int, r: s.CarePlan, foran: Raekke) -> None:
    """The rows of what an indsats points at; `foran` are their first columns."""
    raekker, find_id = b.raekker, b.find_id
    for i, peger in enumerate(r.careTeam, 1):
        raekker["indsats_tilbud"](foran + (i,) + _tilbud(b, nr, peger))
    for i, rangeret in enumerate(r.addresses, 1):
        fundet = find_id(rangeret.reference, nr, "addresses")
        raekker["indsats_maalgruppe"](foran + (i, fundet, _rang(rangeret)))
    for i, peger in enumerate(r.goal, 1):
        raekker["indsats_maal"](foran + (i, find_id(peger.reference, nr, "goal")))
    i = 0
    for aktivitet in r.activity:
        for peger in aktivitet.outcomeReference:
            i += 1
            fundet = find_id(peger.reference, nr, "activity.outcomeReference")
            raekker["indsats_stoettebehov"](foran + (i, fundet))


def emit_careteam(b: Bundt, nr: int, r: s.CareTeam, faelles: Raekke, status: str | None) -> None:
    kode, art, _ = b.koder.find(r.category[0].coding if r.category else ())
    if art is None:
        b.meld_kode(nr, "category", kode)
    b.raekker["tilbud"](faelles + (kode,))


def emit_encounter(b: Bundt, nr: int, r: s.Encounter, faelles: Raekke, status: str | None) -> None:
    start = r.period.start
    b.raekker["planlagt_opfoelgning"](faelles + (b.tider.get(start) or b.laes_tid(start, nr, "period.start")))


def emit_observation(b: Bundt, nr: int, r: s.Observation, faelles: Raekke, status: str | None) -> None:
    tekst, coding = r.effectiveDateTime, r.valueCodeableConcept.coding
    tid = b.tider.get(tekst) or b.laes_tid(tekst, nr, "effectiveDateTime")
    if observation_tabel(r) == "stoettebehov":
        niveau = _niveau(b, nr, "valueCodeableConcept", coding, "stoettebehovsniveau")
        b.raekker["stoettebehov"](faelles + niveau + tid + (status,))
        return
    indsats_id = None
    for i, peger in enumerate(r.focus):
        fundet = b.find_id(peger.reference, nr, "focus")
        if i == 0:
            indsats_id = fundet
        else:
            b.raekker["opfoelgning_indsats"](faelles + (i + 1, fundet))
    kode, art, _ = b.koder.find(coding)
    if art is None:
        b.meld_kode(nr, "valueCodeableConcept", kode)
    b.raekker["opfoelgning"](faelles + (indsats_id,) + tid + (kode, status))


EMIT: dict[type[s.Resource], Emit] = {
    s.ServiceRequest: emit_servicerequest,
    s.ClinicalImpression: emit_clinicalimpression,
    s.Goal: emit_goal,
    s.CarePlan: emit_careplan,
    s.CareTeam: emit_careteam,
    s.Encounter: emit_encounter,
    s.Observation: emit_observation,
}


def emit_ressourcer(b: Bundt) -> None:
    """The rows of every resource of the bundle but its citizens."""
    leverance_id, fil_nr, tid, borger_id, ord_ = b.leverance_id, b.fil_nr, b.tid, b.borger_id, b.ord
    for nr, r in b.andre:
        type_ = type(r)
        borger = borger_id if r.subject.reference == b.subjekt else b.find_borger(nr, r)
        # its own status, where entered-in-error stands
        status = ord_[r.lifecycleStatus if type_ is s.Goal else r.status]
        faelles = (leverance_id, fil_nr, nr, borger, r.id or b.uden_id(nr), tid, status == TRUKKET)
        EMIT[type_](b, nr, r, faelles, status)
    emit_conditions(b, b.conditions)


def _peger(udvidelser: tuple[s.Extension, ...], url: str) -> str:
    """The reference an extension of that address holds; empty if there is none."""
    for udvidelse in udvidelser:
        if udvidelse.url == url:
            return udvidelse.valueReference.reference
    return ""


def _niveau(
    b: Bundt, nr: int, felt: str, coding: tuple[s.Coding, ...], skala: str
) -> tuple[str | None, int | None]:
    """Code and value of a level; the value only if the code is of that scale."""
    kode, art, vaerdi = b.koder[coding[0].code] if len(coding) == 1 else b.koder.find(coding)
    if art is None:
        b.meld_kode(nr, felt, kode)
    return kode, vaerdi if art == skala else None


def _rang(peger: s.RankedReference) -> int | None:
    """The rank by the ConditionRank of `core`; one under `term` does not count (quirk 1)."""
    for udvidelse in peger.extension:
        if udvidelse.url == RANG_URL:
            return udvidelse.valuePositiveInt or None
    return None


def _maal(b: Bundt, nr: int, r: s.Goal) -> tuple[str | None, str | None, int | None]:
    """Måltype, and code and value of the expected level, told apart by what the target measures."""
    niveau, vaerdi, maaltype, felt = None, None, None, "target.detailCodeableConcept"
    for maal in r.target:
        coding, kode = maal.measure.coding, maal.detailCodeableConcept.coding
        maaling = coding[0].code if coding else ""
        if maaling == NIVEAU_MAALING:
            niveau, vaerdi = _niveau(b, nr, felt, kode, "funktionsevneniveau")
        elif maaling == MAALTYPE_MAALING:
            maaltype, _ = _niveau(b, nr, felt, kode, "maaltype")
    return maaltype, niveau, vaerdi


def _tilbud(b: Bundt, nr: int, peger: s.Reference) -> tuple[str | None, str | None]:
    """Id of a careTeam, and its tilbud if the bundle holds it."""
    tilbud = b.find_maal(peger.reference, nr, "careTeam")
    if tilbud is None:
        return b.id_uden_maal(peger.reference), None
    koder = tilbud.category[0].coding if isinstance(tilbud, s.CareTeam) and tilbud.category else ()
    return tilbud.id or None, b.koder.find(koder)[0]


def _sag(b: Bundt, nr: int, udvidelser: tuple[s.Extension, ...]) -> Sag:
    """Case number, its system and kind; the municipality's own goes before the official one."""
    fundet = _INGEN_SAG
    for udvidelse in udvidelser:
        if udvidelse.url != SAGSNUMMER_URL:
            continue
        for led in udvidelse.extension:
            art, sag = led.url, led.valueIdentifier
            if not sag.value or art not in (SAG_EGEN, SAG_OFFICIEL):
                continue
            if fundet[0]:
                b.meld(nr, "FHIR-SAG-FLERE", "extension")
            if not fundet[0] or (art == SAG_EGEN and fundet[2] != SAG_EGEN):
                fundet = (sag.value, sag.system or None, art)
    return fundet
