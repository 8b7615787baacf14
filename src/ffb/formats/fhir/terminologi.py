"""Catalogues as FHIR R4 resources: CodeSystem, ValueSet with expansion, and the answers of $lookup and
$validate-code.

Opinion taken: one CodeSystem per version, nested as the catalogue is; `date` is its first day. A value set is
a kind of concepts: KL's own names for FFB's, else catalogue and kind. Source: HL7 FHIR R4 4.0.1, Terminology.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ffb.begreber import ART_NAVN, FFB_SYSTEM, VAERDISAET, Begreb, Katalog, fag_navn_list, find_levetider
from ffb.begreber.versioner import version_list
from ffb.sprog import _

KL_VAERDISAET = "http://fhir.kl.dk/term/ValueSet/"
Objekt = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Vaerdisaet:
    """Codes of some kinds in one catalogue (its short name), under an identifier."""

    id: str
    url: str
    navn: str
    titel: str
    katalog: str
    arter: tuple[str, ...]


def find_vaerdisaet_list(rod_url: str) -> list[Vaerdisaet]:
    """KL's sets for FFB's own system, and one per kind of every other catalogue of case work."""
    ud = []
    for katalog in fag_navn_list():
        nyeste = version_list(katalog)[0]
        if nyeste.system == FFB_SYSTEM:
            ud += [
                Vaerdisaet(navn, KL_VAERDISAET + navn, navn, navn, katalog, arter)
                for navn, arter in VAERDISAET.items()
            ]
            continue
        for art in nyeste.art_antal():
            id_ = make_id(f"{katalog}-{art}")
            titel = f"{nyeste.navn}: {ART_NAVN.get(art, art)}"
            navn = re.sub(r"\W", "_", id_)
            ud.append(Vaerdisaet(id_, f"{rod_url}/ValueSet/{id_}", navn, titel, katalog, (art,)))
    return ud


def make_id(tekst: str) -> str:
    """A FHIR id: letters, digits, - and . only, at most 64. `ffb/2023-05` -> `ffb-2023-05`."""
    return re.sub(r"[^A-Za-z0-9.-]", "-", tekst)[:64]


def build_kodesystem(k: Katalog, *, rod_url: str, summary: bool = False) -> Objekt:
    """The version as a CodeSystem; `summary` leaves the concepts out."""
    ud: Objekt = {
        "resourceType": "CodeSystem",
        "id": make_id(k.id),
        "url": find_system(k, rod_url),
        "version": k.version,
        "name": re.sub(r"\W", "_", k.id),
        "title": k.navn,
        "status": "active",
        "experimental": False,
        "caseSensitive": True,
        "hierarchyMeaning": "is-a",
        "content": "complete",
        "count": len(k.begreb_list),
        "property": [
            {"code": "art", "description": "Begrebets slags", "type": "code"},
            {"code": "lov", "description": "Paragraf", "type": "string"},
        ],
    }
    if k.gaelder_fra:
        ud["date"] = k.gaelder_fra.isoformat()
    if summary:
        return ud | {"meta": {"tag": [{"code": "SUBSETTED"}]}}
    return ud | {"concept": _indlejret(k)}


def find_system(k: Katalog, rod_url: str) -> str:
    """The identifier of the catalogue's codes; one without its own gets ours."""
    return k.system or f"{rod_url}/CodeSystem/{make_id(k.id.partition('/')[0])}"


def _indlejret(k: Katalog) -> list[Objekt]:
    """Concepts in concepts, in the catalogue's order; a parent that is not there leaves its child on top."""
    poster = {b.kode: _concept(b) for b in k.begreb_list}
    rod: list[Objekt] = []
    for b in k.begreb_list:
        over = poster.get(b.overordnet_kode or "")
        (rod if over is None else over.setdefault("concept", [])).append(poster[b.kode])
    return rod


def _concept(b: Begreb) -> Objekt:
    ud: Objekt = {"code": b.kode, "display": b.term}
    if b.definition:
        ud["definition"] = b.definition
    lov = [{"code": "lov", "valueString": paragraf} for paragraf in b.lov]
    return ud | {"property": [{"code": "art", "valueCode": b.art}, *lov]}


def build_vaerdisaet(v: Vaerdisaet, k: Katalog, *, rod_url: str) -> Objekt:
    """The set, its codes listed."""
    koder = [{"code": b.kode, "display": b.term} for art in v.arter for b in k.art(art)]
    include: Objekt = {"system": find_system(k, rod_url), "version": k.version}
    if koder:
        include["concept"] = koder
    return _saethoved(v, k) | {"compose": {"include": [include]}}


def _saethoved(v: Vaerdisaet, k: Katalog) -> Objekt:
    return {
        "resourceType": "ValueSet",
        "id": v.id,
        "url": v.url,
        "version": k.version,
        "name": v.navn,
        "title": v.titel,
        "status": "active",
        "experimental": False,
    }


def build_udvidelse(
    v: Vaerdisaet, k: Katalog, *, rod_url: str, tid: str, filter_: str = "", antal: int = 1000, fra: int = 0
) -> Objekt:
    """$expand: the codes of the set, those that answer `filter_` where it is given, a page of them."""
    begreber: Sequence[Begreb] = [b for art in v.arter for b in k.art(art)]
    if filter_:
        from ffb.begreber.soeg import find_term

        begreber = find_term(begreber, filter_, len(begreber))
    system = find_system(k, rod_url)
    side = [{"system": system, "version": k.version, "code": b.kode, "display": b.term} for b in begreber]
    return _saethoved(v, k) | {
        "expansion": {
            "identifier": f"{v.url}|{k.version}",
            "timestamp": tid,
            "total": len(begreber),
            "offset": fra,
            "contains": side[fra : fra + antal],
        }
    }


def build_opslag(k: Katalog, b: Begreb) -> Objekt:
    """$lookup: name, definition, what is above and below, kind, law, and what to use instead."""
    ud = [_tekst("name", k.navn), _tekst("version", k.version), _tekst("display", b.term)]
    egenskaber = [("art", "valueCode", b.art), *(("lov", "valueString", p) for p in b.lov)]
    if b.definition:
        egenskaber.append(("definition", "valueString", b.definition))
    if b.overordnet_kode:
        egenskaber.append(("parent", "valueCode", b.overordnet_kode))
    egenskaber += [("child", "valueCode", x.kode) for x in k.boern(b.kode)]
    liv = find_levetider().get(b.kode)
    if liv and liv.udgaaet_fra:
        egenskaber.append(("deprecated", "valueDateTime", liv.udgaaet_fra.isoformat()))
    if liv and liv.efterfoelger:
        egenskaber.append(("replacedBy", "valueCode", liv.efterfoelger.kode))
    ud += [
        {"name": "property", "part": [{"name": "code", "valueCode": kode}, {"name": "value", felt: vaerdi}]}
        for kode, felt, vaerdi in egenskaber
    ]
    return {"resourceType": "Parameters", "parameter": ud}


def _tekst(navn: str, vaerdi: str) -> Objekt:
    return {"name": navn, "valueString": vaerdi}


def build_svar(b: Begreb | None, *, besked: str = "", display: str = "") -> Objekt:
    """$validate-code: whether the code is there; another name than its own is told, and is no.

    Blanks around a name are no difference (9-uddatasaet, quirk 7).
    """
    ud: list[Objekt] = []
    if b is not None and display.strip() and " ".join(display.split()) != b.term:
        besked = _("Koden hedder »{term}«.", term=b.term)
    ud.append({"name": "result", "valueBoolean": b is not None and not besked})
    if besked:
        ud.append(_tekst("message", besked))
    if b is not None:
        ud.append(_tekst("display", b.term))
    return {"resourceType": "Parameters", "parameter": ud}


def build_bundt(ressourcer: Sequence[Objekt], rod_url: str) -> Objekt:
    """A searchset."""
    poster = [
        {
            "fullUrl": f"{rod_url}/{r['resourceType']}/{r['id']}",
            "resource": r,
            "search": {"mode": "match"},
        }
        for r in ressourcer
    ]
    ud: Objekt = {"resourceType": "Bundle", "type": "searchset", "total": len(poster)}
    return ud | ({"entry": poster} if poster else {})
