"""An order message read: the Bestilling it says, what FFB has no field for, and what is wrong with it.

Opinion taken: what `bestilling.build_bestilling` writes is read to the same Bestilling. A message is read
whole or refused with every fault; what the guide allows and FFB cannot hold is a remark (`fund`), no refusal.
FFB's codes count under their old and their new address. Ids are the sender's own.
Source: FSH of hl7dk/kl-ffb-messaging 0.1.0; hl7.org/fhir/R4/messaging.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ffb.errors import Filfejl, Laesefejl
from ffb.formats.fhir import profil as p
from ffb.formats.fhir.besked_led import Led, Meldinger, Post, Poster
from ffb.formats.fhir.bestilling_dele import HAENDELSER, PROFIL, Bestilling, Borger, Kontakt, Part
from ffb.formats.fhir.bestilling_indhold import Indhold
from ffb.formats.fhir.bestilling_mere import Par, read_mere
from ffb.formats.fhir.dato import read_instant
from ffb.formats.fhir.grundig import has_dobbelt, read_json
from ffb.formats.identitet import Identitet, rens_cpr
from ffb.sprog import Dansk, _

_BOM = b"\xef\xbb\xbf"
_FOKUS = ("CarePlan", "ClinicalImpression", "Account", "DocumentReference")
SEND: Dansk = "Send en FHIR Bundle af typen message som JSON."


@dataclass(frozen=True, slots=True)
class Modtaget:
    """A message that could be read.

    Args:
        id: the MessageHeader's.
        indsats_id: the CarePlan that is ordered.
        mere: (label, words) of what FFB has no field for.
        fund: remarks.
        sted: id of a resource -> where it stands.
        aftryk: SHA-256 of the resources; id and time of the Bundle are no part of it.
    """

    id: str
    indsats_id: str
    bestilling: Bestilling
    mere: Sequence[Par]
    fund: Sequence[Filfejl]
    sted: Mapping[str, str]
    aftryk: str


class Ulaeselig(Exception):
    """There is nothing to read on; the fault has been told."""


def read_bestilling(data: bytes, navn: str = "besked") -> Modtaget:
    """The order of a message. `navn`: what the message is called in a fault.

    Raises:
        Laesefejl: with every fault.
    """
    m = Meldinger()
    try:
        modtaget = _read(_open(data, navn, m))
    except Ulaeselig:
        raise Laesefejl(m.fejl) from None
    if m.fejl:
        raise Laesefejl(m.fejl)
    return modtaget


def _open(data: bytes, navn: str, m: Meldinger) -> Led:
    """The Bundle. Raises Ulaeselig."""
    try:
        v = read_json(data.removeprefix(_BOM).decode())
    except UnicodeDecodeError:
        m.refuse(navn, "Beskeden er ikke UTF-8.", "Gem den som UTF-8.")
        raise Ulaeselig from None
    except RecursionError:
        m.refuse(navn, "JSON'en er indlejret for dybt.", SEND)
        raise Ulaeselig from None
    except ValueError as fejl:
        linje, tegn = getattr(fejl, "lineno", 1), getattr(fejl, "colno", 1)
        hvor = _("{sti}, linje {linje}, tegn {tegn}", sti=navn, linje=linje, tegn=tegn)
        m.refuse(hvor, "Beskeden er ikke gyldig JSON.", "Ret JSON'en det nævnte sted.")
        raise Ulaeselig from None
    if not isinstance(v, dict) or v.get("resourceType") != "Bundle" or v.get("type") != "message":
        m.refuse(navn, "Det er ikke en FHIR Bundle af typen message.", SEND)
        raise Ulaeselig
    if has_dobbelt(v):
        m.refuse(navn, "Et navn står to gange i det samme objekt.", "Lad hvert navn stå én gang.")
    return Led(v, navn, m)


def _read(bundle: Led) -> Modtaget:
    """Raises Ulaeselig when there is no header or no ordered indsats."""
    poster = Poster(bundle)
    hoved = _header(bundle, poster)
    plan = _plan(hoved, poster)
    borger = poster.find(plan.led.led("subject", kraevet=True), "Patient")
    if len(borgere := poster.of("Patient")) > 1:
        hvad = "Der er mere end én borger i beskeden."
        bundle.m.refuse(borgere[1].led.sti, hvad, "Send én besked pr. borger.")
    modtagere = hoved.led.liste("destination", kraevet=True)
    indhold = Indhold(poster, plan, borger, bundle.m)
    indhold.read()
    bestilling = Bestilling(
        id=hoved.led.tekst("id"),
        tid=_time(bundle),
        kommune=_part(poster, hoved.led.led("sender"), hoved.led.led("source", kraevet=True)),
        udfoerer=next((_part(poster, til.led("receiver", kraevet=True), til) for til in modtagere), _INGEN),
        kontakt=_contact(poster, plan.led),
        borger=_citizen(borger) if borger else Borger("", "", "", "", ""),
        formaal=indhold.formaal,
        dato=plan.led.dato("created") or date.min,
        raekker=indhold.raekker,
        handlekommune=plan.led.extension(PROFIL + "actingMunicipality").led("valueCoding").tekst("code"),
        besked=plan.led.tekst("description"),
        tekst=indhold.tekst,
    )
    mere = [*_activities(plan), *indhold.mere, *read_mere(poster, borger)]
    _remark_left(poster, bundle.m)
    sted = {post.id: post.led.sti for post in poster.alle}
    return Modtaget(
        hoved.led.tekst("id"), plan.led.tekst("id"), bestilling, mere, bundle.m.fund, sted, _mark(poster)
    )


_INGEN = Part("", "")


def _header(bundle: Led, poster: Poster) -> Post:
    """The MessageHeader. Raises Ulaeselig when there is none."""
    hoveder = poster.of("MessageHeader")
    if not hoveder or poster.alle[0] is not hoveder[0]:
        goer = "Lad det første entry være beskedens MessageHeader."
        bundle.m.refuse(bundle.at("entry[1]"), "Beskeden begynder ikke med sit hoved.", goer)
    if not hoveder:
        raise Ulaeselig
    hoved = poster.take(hoveder[0])
    haendelse = hoved.led.led("eventCoding", kraevet=True)
    if haendelse and (haendelse.tekst("system"), haendelse.tekst("code")) != (HAENDELSER, "ffb-order"):
        goer = "Brug koden ffb-order fra kl-ffb-messaging."
        bundle.m.refuse(haendelse.sti, "Beskeden er ikke en bestilling.", goer)
    return hoved


def _plan(hoved: Post, poster: Poster) -> Post:
    """The CarePlan in focus. Raises Ulaeselig when there is not one."""
    fokus = hoved.led.liste("focus", kraevet=True)
    planer = [post for peger in fokus if (post := poster.see(peger, *_FOKUS)) and post.art == "CarePlan"]
    if len(planer) != 1:
        hvad = "Beskeden peger ikke på netop én bestilt indsats."
        goer = "Lad MessageHeader.focus pege på én CarePlan, og send én besked pr. bestilling."
        hoved.led.m.refuse(hoved.led.at("focus"), hvad, goer)
        raise Ulaeselig
    return poster.take(planer[0])


def _time(bundle: Led) -> datetime:
    tekst = bundle.tekst("timestamp", kraevet=True)
    tid = read_instant(tekst) if tekst else None
    if tekst and tid is None:
        goer = "Skriv det med zone, fx 2026-01-31T12:00:00+01:00."
        bundle.m.refuse(bundle.at("timestamp"), "Tidspunktet kan ikke læses.", goer)
    return tid or datetime(1, 1, 1)  # noqa: DTZ001 – naive UTC; refused anyway


def _part(poster: Poster, peger: Led, adresse: Led) -> Part:
    post = poster.find(peger, "Organization")
    navn = post.led.tekst("name", kraevet=True) if post else ""
    return Part(navn, adresse.tekst("endpoint", kraevet=True) if adresse else "")


def _contact(poster: Poster, plan: Led) -> Kontakt:
    post = poster.find(plan.led("author", kraevet=True), "Organization")
    if post is None:
        return Kontakt("", "", "", "", "")
    kontakter = post.led.liste("contact")
    led = kontakter[0] if kontakter else Led({}, post.led.at("contact"), plan.m)
    navn = led.led("name")
    return Kontakt(
        post.led.tekst("name", kraevet=True),
        " ".join(navn.tekster("prefix")),
        " ".join(navn.tekster("given")),
        navn.tekst("family"),
        _telecom(led, "phone"),
        _telecom(led, "email"),
    )


def _citizen(borger: Post) -> Borger:
    led = borger.led
    numre = [i.tekst("value") for i in led.liste("identifier") if i.v.get("system") == p.CPR_SYSTEM]
    cpr = rens_cpr(numre[0]) if numre else ""
    if Identitet(b"-").person(cpr).fejl:
        hvad = "Borgerens CPR-nummer mangler eller findes ikke."
        led.m.refuse(led.at("identifier"), hvad, "Skriv de ti cifre under urn:oid:1.2.208.176.1.2.")
    navne = led.liste("name")
    navn = navne[0] if navne else Led({}, led.at("name"), led.m)
    fornavn, efternavn = " ".join(navn.tekster("given")), navn.tekst("family")
    if not (fornavn or efternavn):
        led.m.refuse(navn.sti, "Borgerens navn mangler.", "Skriv fornavn (given) og efternavn (family).")
    return Borger(borger.id, cpr, fornavn, efternavn, _telecom(led, "phone"))


def _activities(plan: Post) -> list[Par]:
    """What is written about the activities of the order itself: how it is followed up."""
    tekster = (a.led("detail").tekst("description") for a in plan.led.liste("activity"))
    return [(_("Aftalt om indsatsen"), t) for t in tekster if t]


def _remark_left(poster: Poster, m: Meldinger) -> None:
    """What nobody has read."""
    goer = "Bed afsenderen om det på anden måde, hvis I skal bruge det."
    for post in poster.left():
        m.remark(post.led.sti, "Ressourcen er ikke læst: FFB har ingen plads til den.", goer)


def _telecom(led: Led, slags: str) -> str:
    fundne = (t.tekst("value") for t in led.liste("telecom") if t.v.get("system") == slags)
    return next(fundne, "")


def _mark(poster: Poster) -> str:
    indhold = json.dumps([post.led.v for post in poster.alle], sort_keys=True)
    return hashlib.sha256(indhold.encode()).hexdigest()
