"""The imprint of a resource: all of it but the values that are judged for themselves, written as bytes.

Two resources with the same imprint are without breach together, so the thorough walk judges each imprint
once. Opinion taken: left out of it are only ids, times, numbers of persons and cases, and the targets of
references. The targets are for the caller to judge; each of the others is held against its format here
(`Ukendt` is raised if it fails), and whether it is there at all stays in the imprint. Bytes, because they are
compared in one stroke, where a tuple of structures is compared text by text, each somewhere else in memory:
that took a quarter of the check. Within a structure an empty object is written and an absent one is not;
a structure taken out of its resource is written as False if absent.
Source: the structures of `strukturer`; a test changes every field of them and looks for it in the imprint.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
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
_indkod = s.ENKODER.encode
Del = Any
"""A part of an imprint, before it is written: texts, truth values and structures, in tuples and lists."""


class Ukendt(Exception):
    """Something the quick way does not vouch for; the thorough way says what, if anything, is wrong."""


Aftryk = Callable[[Any, str, Pegere], Del]

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


class _Slags(dict[tuple[str, ...], tuple[str, type[s.Resource], Aftryk]]):
    """meta.profile -> our noun, its type and how to make the imprint of it.

    Only where it names one profile of the guide and nothing else.
    """

    def __missing__(self, profil: tuple[str, ...]) -> tuple[str, type[s.Resource], Aftryk]:
        url = profil[0] if len(profil) == 1 else ""
        noun = SLAGS.get(url.partition("|")[0])
        if noun is None or check_primitiv("canonical", url) is not None:
            raise Ukendt
        type_ = s.RESSOURCER[RESSOURCE[noun]]
        fundet = noun, type_, AFTRYK[type_]
        if len(self) < _FAA and len(url) < _KORT:
            self[profil] = fundet
        return fundet


TIDER = _Tider()
_SLAGS = _Slags()


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


def _nummer(i: s.Identifier) -> Del:
    return i.use, i.system, _er_der(i.value)


def _periode(p: s.Period) -> Del:
    fundet = TIDER[p.start], TIDER[p.end]
    if p.end and (p.end < p.start[:10] or (len(p.end) > 10 < len(p.start) and is_vendt(p.start, p.end))):
        raise Ukendt
    return fundet


_peger = attrgetter("type", "display")
_rangeret = attrgetter("type", "display", "extension")


def _liste(liste: Sequence[s.Reference], maal: frozenset[str], pegere: Pegere) -> Del:
    pegere.append((liste, maal))
    return list(map(_peger, liste))


def _rangerede(liste: tuple[s.RankedReference, ...], maal: frozenset[str], pegere: Pegere) -> Del:
    pegere.append((liste, maal))
    return list(map(_rangeret, liste))


def _udvidelser(liste: tuple[s.Extension, ...], noun: str, pegere: Pegere) -> Del:
    return [_udvidelse(e, noun, pegere) for e in liste]


_UDVIDELSE_PEGER = {("indsats", OPFOELGNING_URL), ("udredning", HENVENDELSE_URL)}


def _udvidelse(e: s.Extension, noun: str, pegere: Pegere) -> Del:
    peger, nummer = e.valueReference, e.valueIdentifier
    egne: tuple[Any, ...] = (e.url, TIDER[e.valueDateTime], e.valuePositiveInt)
    if peger is not s.INGEN_REFERENCE:
        if (noun, e.url) not in _UDVIDELSE_PEGER:
            raise Ukendt
        maal = find_nouns(noun, "extension", "valueReference", url=e.url)
        egne += ("peger", _liste((peger,), maal, pegere))
    if nummer is not s.INGEN_IDENTIFIER:
        egne += ("nummer", _nummer(nummer))
    return (*egne, _udvidelser(e.extension, "", pegere)) if e.extension else egne


# -- one function per type --------------------------------------------------------------------------------

_henvendelse = attrgetter("status", "intent")
_indsatsmaal = attrgetter("lifecycleStatus", "category", "description", "target")
_careplan = attrgetter("status", "intent")
_careteam = attrgetter("status", "category")
_encounter = attrgetter("status", "class_", "type")
_observation = attrgetter("status", "code", "valueCodeableConcept")


def _af_patient(r: s.Patient, _noun: str, _pegere: Pegere) -> Del:
    o = r.managingOrganization
    return o.reference, o.display, _nummer(o.identifier), *map(_nummer, r.identifier)


def _af_servicerequest(r: s.ServiceRequest, noun: str, pegere: Pegere) -> Del:
    return _henvendelse(r), _udvidelser(r.extension, noun, pegere)


def _af_clinicalimpression(r: s.ClinicalImpression, noun: str, pegere: Pegere) -> Del:
    item, tema = find_nouns(noun, "investigation", "item"), find_nouns(noun, "finding", "itemReference")
    return (
        r.status,
        TIDER[r.effectiveDateTime],
        _udvidelser(r.extension, noun, pegere),
        [(u.code, _liste(u.item, item, pegere)) for u in r.investigation],
        _liste([f.itemReference for f in r.finding], tema, pegere),
    )


def _af_condition(r: s.Condition, noun: str, pegere: Pegere) -> Del:
    uden = s.INGEN_KODE
    return (
        r.code,
        r.severity is not uden and r.severity,
        r.verificationStatus is not uden and r.verificationStatus,
        r.clinicalStatus is not uden and r.clinicalStatus,
        TIDER[r.recordedDate],
        r.extension and _udvidelser(r.extension, noun, pegere),
    )


def _af_goal(r: s.Goal, noun: str, pegere: Pegere) -> Del:
    return _indsatsmaal(r), _rangerede(r.addresses, find_nouns(noun, "addresses"), pegere)


@cache
def _careplan_maal(noun: str) -> tuple[frozenset[str], ...]:
    felter = (("basedOn",), ("careTeam",), ("addresses",), ("goal",), ("activity", "outcomeReference"))
    return tuple([find_nouns(noun, *sti) for sti in felter])


def _af_careplan(r: s.CarePlan, noun: str, pegere: Pegere) -> Del:
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
        [_aktivitet(a, udfald, pegere) for a in r.activity],
    )


def _aktivitet(a: s.Activity, udfald: frozenset[str], pegere: Pegere) -> Del:
    return a.detail is not s.INGEN_DETAIL and a.detail, _liste(a.outcomeReference, udfald, pegere)


def _af_careteam(r: s.CareTeam, _noun: str, _pegere: Pegere) -> Del:
    return _careteam(r)


def _af_encounter(r: s.Encounter, _noun: str, _pegere: Pegere) -> Del:
    return _encounter(r), _periode(r.period)


def _af_observation(r: s.Observation, noun: str, pegere: Pegere) -> Del:
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


def make_aftryk(r: Any, pegere: Pegere) -> tuple[str, bytes]:
    """The noun a resource's profile tells, and the imprint of it judged as such.

    Its references, but the subject, go into `pegere`.

    Raises:
        Ukendt: a value that is judged here is not as it should be, or the quick way cannot tell.
    """
    meta = r.meta
    noun, type_, af = _SLAGS[meta.profile]
    if type(r) is not type_ or not passer_id(r.id) or (meta.versionId and not passer_id(meta.versionId)):
        raise Ukendt
    if meta.lastUpdated and check_primitiv("instant", meta.lastUpdated) is not None:
        raise Ukendt
    egne = af(r, noun, pegere)
    if noun == "borger":
        return noun, _indkod((noun, meta.source, egne))
    om = r.subject  # type: ignore[attr-defined]  # every other kind has one
    return noun, _indkod((noun, meta.source, om.type, om.display, egne))
