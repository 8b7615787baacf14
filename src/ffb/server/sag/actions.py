"""Everything that changes a case. Each act is one transaction; every change is kept, with who and when.

Opinion taken: a save names the version the person saw. Fields another has changed since are left as they are
and told of; the rest are stored. Nothing is deleted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils import timezone

from ffb.errors import BrugsFejl
from ffb.formats.identitet import Identitet, rens_cpr
from ffb.server.database import skrivning
from ffb.server.leverance.boks import store_cpr
from ffb.server.noegler import load_noegler
from ffb.server.sag.feltfejl import Feltfejl as Feltfejl  # whoever calls an act meets it
from ffb.server.sag.gemt import name_marks, seal, seal_felter, unseal
from ffb.server.sag.lokal import fit_lokal
from ffb.server.sag.models import (
    FEJLREGISTRERET,
    GAELDENDE,
    KLADDE,
    OBJEKTTILSTAND,
    Aendring,
    Navneord,
    Objekt,
    Sag,
    Sagsborger,
    Udfoerersted,
)
from ffb.server.sag.sammentaelling import refresh_sag
from ffb.server.sag.slags import INDEKS, Felt, Slags, Vaerdi, slags_dict
from ffb.server.spor.actions import who, write_spor
from ffb.sprog import _


@dataclass(frozen=True, slots=True)
class Konflikt:
    """A field two people have changed. `deres` stands; `min` is what this person wrote."""

    felt: Felt
    deres: Vaerdi
    min: Vaerdi
    af: str
    tid: datetime


@dataclass(frozen=True, slots=True)
class Gemt:
    """What became of a save.

    Args:
        version: the object's version now.
        andres: fields others have changed since this person saw the object, in other fields than hers.
        konflikter: her fields that were not stored, since another had changed them.
    """

    objekt: Objekt
    version: int
    andres: tuple[str, ...] = ()
    konflikter: tuple[Konflikt, ...] = ()
    gemte: tuple[str, ...] = ()


def create_borger(kommune: str, cpr: str, navn: str, *, by: Any, oevelse: bool = False) -> Sagsborger:
    """The citizen of this CPR, made if she is not there yet; her number goes into the vault.

    One made up for training is another than whoever may bear the number: her borger_id is below zero.

    Raises:
        Feltfejl: the number is no CPR, or the name is empty.
    """
    nummer = rens_cpr(cpr)
    person = Identitet(load_noegler().pseudonym).person(nummer)
    fejl = {}
    if person.fejl:
        fejl["cpr"] = _("CPR-nummeret findes ikke. Skriv ti cifre, fx DDMMÅÅ-LLLL.")
    if not navn.strip():
        fejl["navn"] = _("Skriv borgerens navn.")
    if fejl:
        raise Feltfejl(fejl)
    borger_id = -person.borger_id if oevelse else person.borger_id
    with skrivning():
        store_cpr(kommune, [(borger_id, nummer)])
        borger, ny = Sagsborger.objects.get_or_create(
            kommune=kommune,
            borger_id=borger_id,
            modtaget=False,
            defaults={"navn": seal(navn.strip()), "oevelse": oevelse},
        )
        if ny:
            rename_borger(borger, navn)
            write_spor("sag.borger", by=by, kommune=kommune, borgere=[borger.borger_id])
    return borger


def rename_borger(borger: Sagsborger, navn: str) -> None:
    """Give the citizen this name, also to be found by."""
    with skrivning():
        borger.navn = seal(navn.strip())
        borger.save(update_fields=["navn"])
        Navneord.objects.filter(borger=borger).delete()
        Navneord.objects.bulk_create(
            Navneord(borger=borger, kommune=borger.kommune, maerke=m) for m in sorted(name_marks(navn))
        )


def open_sag(borger: Sagsborger, sagsnummer: str, *, by: Any, enhed: str = "") -> Sag:
    """A new case of a citizen; `by` becomes its case worker.

    Raises:
        Feltfejl: the number is empty, too long or taken.
    """
    nummer = sagsnummer.strip()
    if not nummer or len(nummer) > 60:
        raise Feltfejl({"sagsnummer": _("Skriv sagens nummer, højst 60 tegn.")})
    if Sag.objects.egne(borger.kommune).filter(sagsnummer=nummer).exists():
        raise Feltfejl({"sagsnummer": _("Sagsnummeret er taget. Søg sagen frem, eller skriv et andet.")})
    with skrivning():
        sag = Sag.objects.create(
            kommune=borger.kommune,
            borger=borger,
            sagsnummer=nummer,
            enhed=enhed,
            sagsbehandler=by if hasattr(by, "email") else None,
            oevelse=borger.oevelse,
        )
        write_spor("sag.aabn", by=by, kommune=sag.kommune, genstand=str(sag.pk), borgere=[borger.borger_id])
    return sag


def take_sag(sag: Sag, *, by: Any) -> None:
    """The case goes to `by`; whoever had it before stands in the trail."""
    with skrivning():
        foer = Sag.objects.select_for_update(no_key=True).get(pk=sag.pk).sagsbehandler
        Sag.objects.filter(pk=sag.pk).update(sagsbehandler=by)
        write_spor(
            "sag.overtaget",
            by=by,
            kommune=sag.kommune,
            genstand=str(sag.pk),
            borgere=[sag.borger.borger_id],
            foer=foer.pk if foer else None,
        )


def create_objekt(sag: Sag, slags: str, raa: Mapping[str, Any], *, by: Any) -> Objekt:
    """A new object of the case, as a draft.

    Raises:
        Feltfejl: a value cannot be stored.
    """
    art = slags_dict()[slags]
    felter = fit_lokal(sag.kommune, art, _clean(sag, art, raa), {})
    with skrivning():
        sagsversion = _bump(sag)
        objekt = Objekt(
            sag=sag, slags=slags, sagsversion=sagsversion, oprettet_af=who(by), aendret_af=who(by)
        )
        put_felter(objekt, art, felter)
        objekt.save(force_insert=True)
        _log(objekt, {n: v for n, v in felter.items() if v is not None}, by)
        refresh_sag(sag)
    return objekt


def save_felter(objekt_id: UUID, raa: Mapping[str, Any], set_version: int, *, by: Any) -> Gemt:
    """Store these fields of an object, as seen at `set_version`.

    A field another person has changed since then keeps the other's value and comes back as a conflict.

    Raises:
        Feltfejl: a value cannot be stored; then none is.
    """
    with skrivning():
        objekt = _lock(objekt_id)
        art = slags_dict()[objekt.slags]
        staar = read_felter(objekt)
        mine = fit_lokal(objekt.sag.kommune, art, _clean(objekt.sag, art, raa), staar)
        andres = _changed_since(objekt, set_version, by)
        konflikter = [
            Konflikt(art.felter[n], staar.get(n), v, andres[n].af, andres[n].tid)
            for n, v in mine.items()
            if n in andres and staar.get(n) != v
        ]
        holdt = {k.felt.navn for k in konflikter}
        nye = {n: v for n, v in mine.items() if n not in holdt and staar.get(n) != v}
        if nye:
            objekt.sagsversion = _bump(objekt.sag)
            objekt.version += 1
            objekt.aendret_tid, objekt.aendret_af = timezone.now(), who(by)
            put_felter(objekt, art, {**staar, **nye})
            objekt.save()
            _log(objekt, nye, by)
            refresh_sag(objekt.sag)
    return Gemt(
        objekt, objekt.version, tuple(n for n in andres if n not in mine), tuple(konflikter), tuple(nye)
    )


def confirm_objekt(objekt_id: UUID, *, by: Any) -> Objekt:
    """A draft becomes gældende: it counts, and it is reported.

    Raises:
        Feltfejl: fields that must be filled in are empty.
    """
    with skrivning():
        objekt = _lock(objekt_id)
        art = slags_dict()[objekt.slags]
        mangler = art.missing(read_felter(objekt))
        if mangler:
            raise Feltfejl({f.navn: _("Udfyld feltet {felt}.", felt=f"»{_(f.label)}«") for f in mangler})
        return _set_tilstand(objekt, GAELDENDE, "", by)


def retract_objekt(objekt_id: UUID, grund: str, *, by: Any) -> Objekt:
    """Mark an object as entered in error, with the reason; it stays in the history and is withdrawn at DST.

    Raises:
        Feltfejl: no reason is given.
    """
    if not grund.strip():
        raise Feltfejl({"grund": _("Skriv, hvorfor det er fejlregistreret.")})
    with skrivning():
        return _set_tilstand(_lock(objekt_id), FEJLREGISTRERET, grund.strip(), by)


def reopen_objekt(objekt_id: UUID, *, by: Any) -> Objekt:
    """Undo `retract_objekt`: the object is a draft again."""
    with skrivning():
        return _set_tilstand(_lock(objekt_id), KLADDE, "", by)


def receive_objekt(sag: Sag, objekt_id: UUID, slags: str, felter: Mapping[str, Vaerdi], *, by: Any) -> None:
    """An object of an order from elsewhere, made or brought up to date: gældende, as the sender has it."""
    art = slags_dict()[slags]
    objekt = Objekt.objects.filter(pk=objekt_id, sag=sag).first()
    staar = read_felter(objekt) if objekt else {}
    nye: dict[str, Any] = {n: felter.get(n) for n in art.felter if felter.get(n) != staar.get(n)}
    if objekt is None:
        objekt = Objekt(id=objekt_id, sag=sag, slags=slags, version=0, oprettet_af=who(by))
    if objekt.tilstand != GAELDENDE:
        nye[OBJEKTTILSTAND] = [GAELDENDE]
    if not nye:
        return
    objekt.tilstand, objekt.sagsversion = GAELDENDE, _bump(sag)
    objekt.version += 1
    objekt.aendret_tid, objekt.aendret_af = timezone.now(), who(by)
    put_felter(objekt, art, felter)
    objekt.save()
    _log(objekt, nye, by)


def read_felter(objekt: Objekt) -> dict[str, Vaerdi]:
    """The object's values by field."""
    felter: dict[str, Vaerdi] = unseal(objekt.felter)
    return felter


def refuse_sletning(kommune: str, borger_id: int) -> None:
    """A citizen with a case is kept: the case is the kommune's journal.

    Raises:
        BrugsFejl: she has one that is no training case.
    """
    if Sag.objects.filter(kommune=kommune, borger__borger_id=borger_id, oevelse=False).exists():
        raise BrugsFejl("Borgeren har en sag, og den er kommunens journal. Afklar først, om den må slettes.")


def _set_tilstand(objekt: Objekt, tilstand: str, grund: str, by: Any) -> Objekt:
    if objekt.tilstand == tilstand:
        return objekt
    objekt.sagsversion = _bump(objekt.sag)
    objekt.tilstand = tilstand
    objekt.version += 1
    objekt.aendret_tid, objekt.aendret_af = timezone.now(), who(by)
    objekt.save()
    _log(objekt, {OBJEKTTILSTAND: [tilstand, grund] if grund else [tilstand]}, by)
    refresh_sag(objekt.sag)
    write_spor(
        f"sag.{tilstand}",
        by=by,
        kommune=objekt.sag.kommune,
        genstand=f"{objekt.slags} {objekt.pk}",
        borgere=[objekt.sag.borger.borger_id],
    )
    return objekt


def _clean(sag: Sag, art: Slags, raa: Mapping[str, Any]) -> dict[str, Vaerdi]:
    """The values as they are stored; every fault at once."""
    ud: dict[str, Vaerdi] = {}
    fejl: dict[str, str] = {}
    for navn, v in raa.items():
        felt = art.felter[navn]
        try:
            ud[navn] = felt.clean(v)
        except ValueError as e:
            fejl[navn] = str(e)
            continue
        if felt.til and not _all_in_sag(sag, felt, ud[navn]):
            fejl[navn] = _("Vælg noget, der står på samme sag.")
        if felt.type == "sted" and ud[navn] and not find_steder(sag).filter(pk=ud[navn]).exists():
            fejl[navn] = _("Vælg et sted fra listen.")
    if fejl:
        raise Feltfejl(fejl)
    return ud


def find_steder(sag: Sag) -> QuerySet[Udfoerersted]:
    """The places a case orders help from; a training case only from the made-up one."""
    return Udfoerersted.objects.filter(kommune=sag.kommune, lukket_tid=None, oevelse=sag.oevelse)


def _all_in_sag(sag: Sag, felt: Felt, vaerdi: Vaerdi) -> bool:
    """What a reference field points at are objects of this case, of a kind it may point at."""
    ider = {vaerdi} if isinstance(vaerdi, str) else set(vaerdi or ()) if isinstance(vaerdi, list) else set()
    try:
        uuider = {UUID(i) for i in ider}
    except ValueError:
        return False
    return Objekt.objects.filter(sag=sag, slags__in=felt.til, pk__in=uuider).count() == len(uuider)


def _changed_since(objekt: Objekt, set_version: int, by: Any) -> dict[str, Aendring]:
    """The newest change to each field made by others after that version."""
    aendringer = Aendring.objects.filter(objekt=objekt, version__gt=set_version).exclude(af=who(by))
    return {a.felt: a for a in aendringer.order_by("version")}


def _lock(objekt_id: UUID) -> Objekt:
    """The object, held against others until the transaction ends."""
    sag_id = Objekt.objects.values_list("sag_id", flat=True).get(pk=objekt_id)
    Sag.objects.select_for_update(no_key=True).get(pk=sag_id)
    return Objekt.objects.select_related("sag__borger").get(pk=objekt_id)


def _bump(sag: Sag) -> int:
    """The case has one more change; returns its version."""
    Sag.objects.filter(pk=sag.pk).update(version=F("version") + 1, aendret_tid=timezone.now())
    sag.version = Sag.objects.values_list("version", flat=True).get(pk=sag.pk)
    return sag.version


def put_felter(objekt: Objekt, art: Slags, felter: Mapping[str, Vaerdi]) -> None:
    """The values into the object, and those that are searched by into their columns."""
    objekt.felter = seal_felter(felter)
    for kolonne in INDEKS:
        vaerdi = next((felter.get(f.navn) for f in art.felter.values() if f.indeks == kolonne), None)
        if kolonne == "kode":
            objekt.kode = vaerdi if isinstance(vaerdi, str) else ""
        else:
            setattr(objekt, kolonne, date.fromisoformat(vaerdi) if isinstance(vaerdi, str) else None)


def _log(objekt: Objekt, vaerdier: Mapping[str, Any], by: Any) -> None:
    Aendring.objects.bulk_create(
        Aendring(
            objekt=objekt,
            version=objekt.version,
            sagsversion=objekt.sagsversion,
            felt=n,
            vaerdi=seal(v),
            af=who(by),
        )
        for n, v in vaerdier.items()
    )
