"""What an order message is made of: the guide's addresses, what it must be told, and makers of FHIR elements.

Opinion taken: what is empty is left out. FFB's codes go under their older address: the guide fixes it.
Source: FSH of hl7dk/kl-ffb-messaging 0.1.0, on hl7dk/KL-dk 0.7.0.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from ffb.begreber import FFB_SYSTEM_GAMMEL, find_begreb

Ressource = dict[str, Any]
Raekke = tuple[str, Mapping[str, Any]]
ROD = "http://ffb/messaging/kl.dk/1.0/"
PROFIL = ROD + "StructureDefinition/kl-messaging-ffb-"
KERNE = "http://kl.dk/fhir/common/caresocial/StructureDefinition/"
KL = "http://kl.dk/fhir/common/caresocial/CodeSystem/KLCommonCareSocialCodes"
KOMMUNER = "http://hl7.dk/fhir/core/CodeSystem/dk-core-municipality-codes"
ROLLER = ROD + "CodeSystem/kl-messaging-ffb-participantRoleCodes"
HAENDELSER = ROD + "CodeSystem/kl-messaging-ffb-messageEventSystem"
MAALSTATUS = "accepted"
SOCIAL_INDSATS = "e459386d-1474-4c31-89c5-c8bc7a25e3d4"  # CarePlan.category
FORMAAL = "424827b1-23aa-4848-962b-56ee47def560"  # Goal.category of the purpose
EVALUERING = "95ec4535-8fe8-4296-867c-35de421794cf"  # activity that points at the støttebehov


@dataclass(frozen=True, slots=True)
class Part:
    """One end of a message: a name and where its system takes messages."""

    navn: str
    endpoint: str


@dataclass(frozen=True, slots=True)
class Kontakt:
    """The person at the authority the provider can call; `enhed` is where she works."""

    enhed: str
    titel: str
    fornavn: str
    efternavn: str
    telefon: str
    mail: str = ""


@dataclass(frozen=True, slots=True)
class Borger:
    id: str
    cpr: str
    fornavn: str
    efternavn: str
    telefon: str


@dataclass(frozen=True, slots=True)
class Bestilling:
    """All an order message says.

    Args:
        id: the order's own id; ids of what has none are made from it.
        tid: when the message was made, naive UTC.
        handlekommune: four digits, "" when the kommune is made up.
        formaal: the purpose of the indsats.
        dato: the day the order was sent.
        raekker: rows of the model, the indsats and all it carries (12-model).
        tekst: id of an object -> what is written about it.
    """

    id: str
    tid: datetime
    kommune: Part
    udfoerer: Part
    kontakt: Kontakt
    borger: Borger
    formaal: str
    dato: date
    raekker: Sequence[Raekke]
    handlekommune: str = ""
    besked: str = ""
    tekst: Mapping[str, str] = field(default_factory=dict)

    def of(self, tabel: str) -> list[Mapping[str, Any]]:
        return [r for navn, r in self.raekker if navn == tabel]

    def made_id(self, hvad: str) -> str:
        """The id of something that has none of its own; the same each time."""
        return str(uuid.uuid5(uuid.UUID(self.id), hvad))


def new_ressource(art: str, id_: str, profil: str, **felter: Any) -> Ressource:
    """A resource; what is empty is left out, as FHIR has it."""
    return {"resourceType": art, "id": id_, "meta": {"profile": [PROFIL + profil]}, **without_empty(**felter)}


def without_empty(**felter: Any) -> Ressource:
    return {n: v for n, v in felter.items() if v not in ("", None, [], {}, [""])}


def refer(art: str, id_: str) -> Ressource:
    return {"reference": f"{art}/{id_}"}


def refer_borger(b: Bestilling) -> Ressource:
    return refer("Patient", b.borger.id)


def refer_rang(id_: str, rang: int) -> Ressource:
    return {
        "extension": [{"url": KERNE + "ConditionRank", "valuePositiveInt": rang}],
        **refer("Condition", id_),
    }


def concept(system: str, kode: str, ord_: str = "") -> Ressource:
    return {"coding": [without_empty(system=system, code=kode, display=ord_)]}


def ffb_concept(kode: str) -> Ressource:
    """A code of FFB under the address this guide fixes, with its term."""
    begreb = find_begreb(kode)
    return concept(FFB_SYSTEM_GAMMEL, kode, begreb.term if begreb else "")


def period_of(r: Mapping[str, Any]) -> Ressource:
    return without_empty(
        start=r["startdato"].isoformat() if r["startdato"] else "",
        end=r["slutdato"].isoformat() if r["slutdato"] else "",
    )
