"""The imprint of a resource: all of it but the values that are judged for themselves, as one hashable key.

Two resources with the same imprint are without breach together, so the thorough walk judges each imprint
once. Opinion taken: left out of the key are only ids, times, numbers of persons and cases, and the targets of
references; each is held against its format here (`Ukendt` is raised if it fails), and whether it is there at
all stays in the key. An empty object equals an absent one, so where an object may be absent, that it is
stays in the key too.
Source: the structures of `strukturer`; a test changes every field of them and looks for it in the imprint.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any

from ffb.formats.fhir import strukturer as s
from ffb.formats.fhir.profil import HENVENDELSE_URL, OPFOELGNING_URL, SLAGS
from ffb.formats.fhir.regler.fastlagt import is_vendt
from ffb.formats.fhir.regler.form import RESSOURCE
from ffb.formats.fhir.regler.primitiv import check_primitiv
from ffb.formats.fhir.regler.referencer import Pegere
from ffb.formats.fhir.regler.ruter import load_maal

MANGE, LANG = 50_000, 40
"""So many times are remembered, of so many characters."""
_FAA, _KORT = 1_000, 200
Noegle = tuple[Any, ...]


class Ukendt(Exception):
    """Something the quick way does not vouch for; the thorough way says what, if anything, is wrong."""


Aftryk = Callable[[Any, str, Pegere], Noegle]

passer_id = re.compile(r"[A-Za-z0-9\-.]{1,64}").fullmatch


class _Tider(dict[str, bool]):
    """Text of a dateTime -> is it there; an unreadable one, or one without day, raises Ukendt."""

    def __missing__(self, tekst: str) -> bool:
        if tekst and check_primitiv("dateTime", tekst) is not None:
            raise Ukendt
        if len(self) >= MANGE:
            self.clear()
        if len(tekst) <= LANG:
            self[tekst] = bool(tekst)
        return bool(tekst)


class _Nouns(dict[tuple[str, ...], str]):
    """meta.profile -> our noun, where it names one profile of the guide and nothing else."""

    def __missing__(self, profil: tuple[str, ...]) -> str:
        url = profil[0] if len(profil) == 1 else ""
        noun = SLAGS.get(url.partition("|")[0])
        if noun is None or check_primitiv("canonical", url) is not None:
            raise Ukendt
        if len(self) < _FAA and len(url) < _KORT:
            self[profil] = noun
        return noun


TIDER = _Tider()
NOUNS = _Nouns()


@cache
def find_nouns(noun: str, *rute: str, url: str = "") -> frozenset[str]:
    """The nouns a reference of a profile may lead to."""
    maal = load_maal(noun, rute, url)
    typer = {RESSOURCE.get(m, m) for m in maal}
    nouns = maal & RESSOURCE.keys()
    return frozenset(n for n, t in RESSOURCE.items() if t in typer and (not nouns or n in nouns))


def _er_der(tekst: str) -> bool:
    """True for a text, False for none; one of blanks is not vouched for."""
    if tekst and not tekst.strip():
        raise Ukendt
    return bool(tekst)


def _nummer(i: s.Identifier) -> Noegle:
    return i.use, i.system, _er_der(i.value)


def _periode(p: s.Period) -> Noegle:
    fundet = TIDER[p.start], TIDER[p.end]
    if p.end and (p.end < p.start[:10] or (len(p.end) > 10 < len(p.start) and is_vendt(p.start, p.end))):
        raise Ukendt
    return fundet


def _peger(p: s.Reference, maal: frozenset[str], pegere: Pegere) -> Noegle:
    if not p.reference.strip():
        raise Ukendt
    pegere.append((p, maal))
    return p.type, p.display


def _liste(liste: tuple[s.Reference, ...], maal: frozenset[str], pegere: Pegere) -> Noegle:
    return tuple([_peger(p, maal, pegere) for p in liste])


def _rangerede(liste: tuple[s.RankedReference, ...], maal: frozenset[str], pegere: Pegere) -> Noegle:
    return tuple([_peger(p, maal, pegere) + p.extension for p in liste])


def _udvidelser(liste: tuple[s.Extension, ...], noun: str, pegere: Pegere) -> Noegle:
    return tuple([_udvidelse(e, noun, pegere) for e in liste])


_UDVIDELSE_PEGER = {("indsats", OPFOELGNING_URL), ("udredning", HENVENDELSE_URL)}


def _udvidelse(e: s.Extension, noun: str, pegere: Pegere) -> Noegle:
    peger, nummer = e.valueReference, e.valueIdentifier
    egne: Noegle = (e.url, TIDER[e.valueDateTime], e.valuePositiveInt)
    if peger is not s.INGEN_REFERENCE:
        if (noun, e.url) not in _UDVIDELSE_PEGER:
            raise Ukendt
        egne += ("peger", _peger(peger, find_nouns(noun, "extension", "valueReference", url=e.url), pegere))
    if nummer is not s.INGEN_IDENTIFIER:
        egne += ("nummer", _nummer(nummer))
    return (*egne, _udvidelser(e.extension, "", pegere)) if e.extension else egne


# -- one function per type --------------------------------------------------------------------------------

_henvendelse = attrgetter("status", "intent")
_tilstand = attrgetter("clinicalStatus", "verificationStatus", "severity", "code")
_indsatsmaal = attrgetter("lifecycleStatus", "category", "description", "target")
_careplan = attrgetter("status", "intent")
_careteam = attrgetter("status", "category")
_encounter = attrgetter("status", "class_", "type")
_observation = attrgetter("status", "code", "valueCodeableConcept")


def _af_patient(r: s.Patient, _noun: str, _pegere: Pegere) -> Noegle:
    o = r.managingOrganization
    return o.reference, o.display, _nummer(o.identifier), *map(_nummer, r.identifier)


def _af_servicerequest(r: s.ServiceRequest, noun: str, pegere: Pegere) -> Noegle:
    return _henvendelse(r), _udvidelser(r.extension, noun, pegere)


def _af_clinicalimpression(r: s.ClinicalImpression, noun: str, pegere: Pegere) -> Noegle:
    item, tema = find_nouns(noun, "investigation", "item"), find_nouns(noun, "finding", "itemReference")
    return (
        r.status,
        TIDER[r.effectiveDateTime],
        _udvidelser(r.extension, noun, pegere),
        tuple([(u.code, _liste(u.item, item, pegere)) for u in r.investigation]),
        tuple([_peger(f.itemReference, tema, pegere) for f in r.finding]),
    )


def _af_condition(r: s.Condition, noun: str, pegere: Pegere) -> Noegle:
    uden = s.INGEN_KODE
    return (
        _tilstand(r),
        (r.severity is uden, r.verificationStatus is uden, r.clinicalStatus is uden),
        TIDER[r.recordedDate],
        r.extension and _udvidelser(r.extension, noun, pegere),
    )


def _af_goal(r: s.Goal, noun: str, pegere: Pegere) -> Noegle:
    uden = s.INGEN_KODE
    tomme = [(t.measure is uden, t.detailCodeableConcept is uden) for t in r.target]
    return _indsatsmaal(r), tuple(tomme), _rangerede(r.addresses, find_nouns(noun, "addresses"), pegere)


@cache
def _careplan_maal(noun: str) -> tuple[frozenset[str], ...]:
    felter = (("basedOn",), ("careTeam",), ("addresses",), ("goal",), ("activity", "outcomeReference"))
    return tuple([find_nouns(noun, *sti) for sti in felter])


def _af_careplan(r: s.CarePlan, noun: str, pegere: Pegere) -> Noegle:
    basedon, careteam, addresses, goal, udfald = _careplan_maal(noun)
    return (
        _careplan(r),
        TIDER[r.created],
        _periode(r.period),
        r.extension and _udvidelser(r.extension, noun, pegere),
        r.basedOn and _liste(r.basedOn, basedon, pegere),
        r.careTeam and _liste(r.careTeam, careteam, pegere),
        r.addresses and _rangerede(r.addresses, addresses, pegere),
        r.goal and _liste(r.goal, goal, pegere),
        tuple([_aktivitet(a, udfald, pegere) for a in r.activity]),
    )


def _aktivitet(a: s.Activity, udfald: frozenset[str], pegere: Pegere) -> Noegle:
    return a.detail, a.detail is s.INGEN_DETAIL, _liste(a.outcomeReference, udfald, pegere)


def _af_careteam(r: s.CareTeam, _noun: str, _pegere: Pegere) -> Noegle:
    egne: Noegle = _careteam(r)
    return egne


def _af_encounter(r: s.Encounter, _noun: str, _pegere: Pegere) -> Noegle:
    return _encounter(r), _periode(r.period)


def _af_observation(r: s.Observation, noun: str, pegere: Pegere) -> Noegle:
    return _observation(r), TIDER[r.effectiveDateTime], _liste(r.focus, find_nouns(noun, "focus"), pegere)


AFTRYK: dict[type[s.Resource], Aftryk] = {
    s.Patient: _af_patient,
    s.ServiceRequest: _af_servicerequest,
    s.ClinicalImpression: _af_clinicalimpression,
    s.Condition: _af_condition,
    s.Goal: _af_goal,
    s.CarePlan: _af_careplan,
    s.CareTeam: _af_careteam,
    s.Encounter: _af_encounter,
    s.Observation: _af_observation,
}


def make_aftryk(r: Any, noun: str, pegere: Pegere) -> Noegle:
    """The imprint of a resource judged as `noun`; its references, but the subject, go into `pegere`.

    Raises:
        Ukendt: a value that is judged here is not as it should be, or the quick way cannot tell.
    """
    meta = r.meta
    if not passer_id(r.id) or (meta.versionId and not passer_id(meta.versionId)):
        raise Ukendt
    if meta.lastUpdated and check_primitiv("instant", meta.lastUpdated) is not None:
        raise Ukendt
    egne = AFTRYK[type(r)](r, noun, pegere)
    if noun == "borger":
        return noun, meta.source, egne
    om = r.subject
    if not om.reference.strip():
        raise Ukendt
    return noun, meta.source, om.type, om.display, egne
