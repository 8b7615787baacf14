"""Which of our tables a resource belongs in, where the FHIR type alone does not say.

Opinion taken: meta.profile decides; without one, shape does (12-model: a Condition ranked by a carePlan is
a målgruppe, one with severity is A&D; basedOn or activity.detail makes a ydelse; focus or the SNOMED code
makes a followUp); a Condition shape cannot tell is judged by its code.
Source: 9-uddatasaet, quirk 2.
"""

from __future__ import annotations

from collections.abc import Callable

from ffb.formats.fhir.profil import OPFOELGNING_KODE, PROFIL, RANG_URL, SLAGS
from ffb.formats.fhir.strukturer import (
    INGEN_DETAIL,
    CarePlan,
    Condition,
    Entry,
    Observation,
    Resource,
)

AD = frozenset({"ad_undertema", "ad_overtema"})
"""Arts of a code that make a Condition an aktivitet_deltagelse."""
_MAALGRUPPE = ("maalgruppe", "maalgruppe_gruppe")
TILSTAND, INDSATS, YDELSE = ((PROFIL[noun],) for noun in ("tilstand", "indsats", "ydelse"))
"""The usual meta.profile: of a Condition that is no målgruppe, and of the two kinds of CarePlan."""
# The usual meta.profile: one address, without a version.
_ENE: dict[tuple[str, ...], str] = {(url,): noun for url, noun in SLAGS.items()}
_CONDITION = ("tilstand", "maalgruppe")
_CAREPLAN = ("indsats", "ydelse")
_OBSERVATION = ("stoettebehov", "opfoelgning")
_FAST = {
    "Patient": "borger",
    "ServiceRequest": "henvendelse",
    "ClinicalImpression": "udredning",
    "Goal": "indsatsmaal",
    "CareTeam": "tilbud",
    "Encounter": "planlagt_opfoelgning",
}


def find_profil(profiler: tuple[str, ...], mulige: tuple[str, ...]) -> str | None:
    """The noun meta.profile names, among those the resource type can be; None if it names none."""
    for profil in profiler:
        noun = SLAGS.get(profil) or SLAGS.get(profil.partition("|")[0])
        if noun in mulige:
            return noun
    return None


def condition_tabel(r: Condition, art: str | None, is_rangeret: Callable[[Condition], bool]) -> str:
    """`maalgruppe`, `udredningstema` or `aktivitet_deltagelse`; `art` is the kind of its code, if known."""
    profil = find_profil(r.meta.profile, _CONDITION)
    if profil == "maalgruppe" or (profil is None and is_rangeret(r)):
        return "maalgruppe"
    if r.severity.coding or art in AD:
        return "aktivitet_deltagelse"
    return "maalgruppe" if profil is None and art in _MAALGRUPPE else "udredningstema"


def careplan_tabel(r: CarePlan) -> str:
    """`indsats` or `ydelse`."""
    noun = _ENE.get(r.meta.profile) or find_profil(r.meta.profile, _CAREPLAN)
    if noun in _CAREPLAN:
        return noun
    return "ydelse" if r.basedOn or any(a.detail != INGEN_DETAIL for a in r.activity) else "indsats"


def observation_tabel(r: Observation) -> str:
    """`stoettebehov` or `opfoelgning`."""
    noun = _ENE.get(r.meta.profile) or find_profil(r.meta.profile, _OBSERVATION)
    if noun in _OBSERVATION:
        return noun
    return (
        "opfoelgning" if r.focus or any(k.code == OPFOELGNING_KODE for k in r.code.coding) else "stoettebehov"
    )


def find_tabel(r: Resource, art: str | None, is_rangeret: Callable[[Condition], bool]) -> str:
    """The table of any resource; `art` is that of a Condition's code."""
    if isinstance(r, Condition):
        return condition_tabel(r, art, is_rangeret)
    if isinstance(r, CarePlan):
        return careplan_tabel(r)
    return observation_tabel(r) if isinstance(r, Observation) else _FAST[type(r).__name__]


def rangerede(entry: tuple[Entry, ...]) -> list[str]:
    """References of the Conditions that a CarePlan of the bundle ranks."""
    return [
        peger.reference
        for post in entry
        if isinstance(post.resource, CarePlan)
        for peger in post.resource.addresses
        if any(e.url == RANG_URL for e in peger.extension)
    ]
