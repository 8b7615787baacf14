"""An order as a message to the provider's own system: what it lacks, and the message.

Opinion taken: the message says what the order carries (`bestil.find_carried`) and nothing else of the case;
an udredning is in it with the themes and støttebehov that are carried. What the guide demands and nobody has
written is named, never made up. The last word of a name is its family name.
Source: hl7dk/kl-ffb-messaging 0.1.0 (`formats.fhir.bestilling`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from ffb.begreber import find_kommune
from ffb.errors import BrugsFejl
from ffb.formats.fhir.bestilling import build_bestilling
from ffb.formats.fhir.bestilling_dele import Bestilling, Borger, Kontakt, Part, Raekke
from ffb.server.leverance.boks import open_cpr
from ffb.server.sag.bestil import find_carried
from ffb.server.sag.gemt import unseal
from ffb.server.sag.models import Objekt, Sagsopsaetning, Udfoerersted
from ffb.server.sag.raekker import Laest, build_raekker, read_objekter
from ffb.server.sag.slags import slags_dict
from ffb.server.sag.visning import Sagsindhold, Vist
from ffb.sprog import _

OPSAETNING = "opsaetning"  # where a value is written, beside the phases
TEKST = {
    "indsatsmaal": "maalformulering", "tema": "note", "stoettebehov": "begrundelse", "tilbud": "navn",
}  # fmt: skip
KONTAKT: tuple[str, ...] = ("kontakt_fornavn", "kontakt_efternavn", "kontakt_titel", "kontakt_telefon")
MEDIETYPE = "application/fhir+json"


@dataclass(frozen=True, slots=True)
class Mangel:
    """A value the guide demands: its label, and the phase (or OPSAETNING) it is written in."""

    hvad: str
    fase: str


@dataclass(frozen=True, slots=True)
class Grundlag:
    """What a message is made of, opened once."""

    bestilling: Vist
    indhold: Sagsindhold
    med: Mapping[str, Vist]
    opsaetning: Sagsopsaetning
    sted: Udfoerersted

    @property
    def aabning(self) -> Mapping[str, Any]:
        return next((v.felter for v in self.indhold.of_slags("sagsaabning")), {})

    @property
    def enhed(self) -> str:
        return str(self.aabning.get("enhed") or self.indhold.sag.enhed)

    def tekst(self, felt: str) -> str:
        return str(self.bestilling.felter.get(felt) or "")


def read_grundlag(bestilling: Objekt) -> Grundlag:
    """What the message of this order is made of."""
    sag = bestilling.sag
    indhold = Sagsindhold(sag)
    vist = indhold.alle[str(bestilling.pk)]
    opsaetning = Sagsopsaetning.objects.filter(kommune=sag.kommune).first() or Sagsopsaetning(sag.kommune)
    sted = Udfoerersted.objects.get(pk=int(str(vist.felter["udfoerer"])))
    return Grundlag(vist, indhold, find_carried(indhold, bestilling), opsaetning, sted)


def find_mangler(g: Grundlag) -> list[Mangel]:
    """What must be written before the message can be made, in the order it is written."""
    felter = slags_dict()["bestilling"].felter
    har = [
        (g.opsaetning.endpoint, _("Kommunens adresse for beskeder"), OPSAETNING),
        (g.sted.endpoint, _("Stedets adresse for beskeder"), OPSAETNING),
        (g.aabning.get("telefon"), _("Borgerens telefonnummer"), "sagsaabning"),
        (g.enhed, _("Ansvarlig enhed"), "sagsaabning"),
        (any(v.art.navn == "indsats" for v in g.med.values()), _("En gældende indsats"), "afgoerelse"),
        (
            any(v.art.navn == "maalgruppe" for v in g.med.values()),
            _("En målgruppe på indsatsen"),
            "afgoerelse",
        ),
        *((g.tekst(n), _(felter[n].label), "afgoerelse") for n in ("formaal", *KONTAKT)),
    ]
    return [Mangel(hvad, fase) for v, hvad, fase in har if not v]


def make_besked(g: Grundlag, tid: datetime) -> bytes:
    """The message as JSON.

    Raises:
        BrugsFejl: something the guide demands is not written.
    """
    if mangler := find_mangler(g):
        raise BrugsFejl(
            _("Beskeden kan ikke dannes endnu. Udfyld: {felter}.", felter=", ".join(m.hvad for m in mangler))
        )
    return json.dumps(build_bestilling(_bestilling(g, tid)), ensure_ascii=False, indent=1).encode()


def _bestilling(g: Grundlag, tid: datetime) -> Bestilling:
    kommune = find_kommune(g.indhold.sag.kommune)
    sendt = g.bestilling.objekt.dato or tid.date()
    return Bestilling(
        id=g.bestilling.id,
        tid=tid.astimezone(UTC).replace(microsecond=0, tzinfo=None),
        dato=date(sendt.year, sendt.month, sendt.day),
        kommune=Part(kommune.navn if kommune else g.indhold.sag.kommune, g.opsaetning.endpoint),
        handlekommune="" if kommune is None or kommune.demo else kommune.kode,
        udfoerer=Part(g.sted.navn, g.sted.endpoint),
        kontakt=Kontakt(
            g.enhed,
            g.tekst("kontakt_titel"),
            g.tekst("kontakt_fornavn"),
            g.tekst("kontakt_efternavn"),
            g.tekst("kontakt_telefon"),
            g.tekst("kontakt_mail"),
        ),
        borger=_borger(g),
        formaal=g.tekst("formaal"),
        besked=g.tekst("besked"),
        raekker=_raekker(g),
        tekst={
            i: str(v.felter[f]) for i, v in g.med.items() if (f := TEKST.get(v.art.navn)) and v.felter.get(f)
        },
    )


def _borger(g: Grundlag) -> Borger:
    borger = g.indhold.sag.borger
    fornavn, _skel, efternavn = str(unseal(borger.navn)).rpartition(" ")
    cpr = open_cpr(borger.kommune, [borger.borger_id])[borger.borger_id]
    return Borger(str(borger.fhir_id), cpr, fornavn, efternavn, str(g.aabning["telefon"]))


def _raekker(g: Grundlag) -> list[Raekke]:
    """Rows of what is carried, references to the rest left out."""
    alt = read_objekter(g.indhold.sag)
    findes = {i: laest for i, laest in alt.items() if i in g.med and not g.med[i].er_fejl}
    findes |= {
        i: laest for i, laest in alt.items() if laest.objekt.slags == "udredning" and _about(laest, findes)
    }
    sag, system = g.indhold.sag, g.opsaetning.sagsnummer_system
    return [r for laest in findes.values() for r in build_raekker(laest, sag, findes, system)]


def _about(udredning: Laest, findes: Mapping[str, Laest]) -> bool:
    """An udredning that stands and has something of what is carried."""
    staar = udredning.objekt.tilstand == "gaeldende"
    return staar and any(i in findes for _felt, i in udredning.references())
