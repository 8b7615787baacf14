"""References: each leads to a resource of the bundle, of the right kind and profile; subjects to the citizen.

Opinion taken: R4's rules of resolution first (fullUrl as written; a relative reference against the base of
its own entry). What is found only by type and id is advarsel. A reference by identifier or name alone leads
nowhere in the bundle.
Source: hl7.org/fhir/R4/bundle (resolving references); 9-uddatasaet, quirks 3, 6.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ffb.formats.fhir.profil import STS_SYSTEM
from ffb.formats.fhir.regler.brud import Melder, tekst
from ffb.formats.fhir.regler.form import RESSOURCE
from ffb.formats.fhir.regler.gang import Henvisning
from ffb.formats.fhir.regler.poster import Post, split_url
from ffb.formats.fhir.strukturer import Reference
from ffb.sprog import _

BORGER = frozenset({"borger"})
Pegere = list[tuple[Sequence[Reference], frozenset[str]]]
"""References of a resource, list by list, each list with the nouns it may lead to."""


class Opslag:
    """Finds the post a reference means."""

    def __init__(self, poster: list[Post]) -> None:
        self.ved_nr = {p.nr: p for p in poster}
        self.ved_url: dict[str, Post] = {}
        self.ved_navn: dict[str, Post] = {}
        for post in poster:
            self.ved_url.setdefault(post.url, post)
            if post.id:
                self.ved_navn.setdefault(f"{post.type}/{post.id}", post)
        self.ved_url.pop("", None)
        self.borger = next((p for p in poster if p.noun == "borger"), None)

    def find(self, reference: str, fra: int) -> tuple[Post | None, bool]:
        """The post, and whether R4's own rules found it."""
        if (som_skrevet := self.ved_url.get(reference)) is not None and "/_history/" not in reference:
            return som_skrevet, True
        navn, _, version = reference.partition("/_history/")
        fundet = self.ved_url.get(navn)
        delt = split_url(navn)
        if fundet is None and delt and not delt[0] and fra in self.ved_nr:
            egen = split_url(self.ved_nr[fra].url)
            fundet = self.ved_url.get(f"{egen[0]}{navn}") if egen else None
        regelret = fundet is not None
        if fundet is None and delt:
            fundet = self.ved_navn.get(f"{delt[1]}/{delt[2]}")
            regelret = fundet is not None and not fundet.url
        if fundet is not None and version and version != _version(fundet):
            return None, True
        return fundet, regelret

    def leder_ret(self, pegere: Pegere) -> bool:
        """True if each reference is the fullUrl of a post that it may lead to; False = look closer."""
        return all(self._leder_ret(peger, nouns) for liste, nouns in pegere for peger in liste)

    def _leder_ret(self, peger: Reference, nouns: frozenset[str]) -> bool:
        post = self.ved_url.get(peger.reference)
        if post is None or post.noun not in nouns or peger.type or "/_history/" in peger.reference:
            return False
        return post.noun != "borger" or post is self.borger


def _version(post: Post) -> str:
    meta = post.raa.get("meta")
    return tekst(meta.get("versionId")) if isinstance(meta, dict) else ""


def check_henvisninger(henvisninger: list[Henvisning], opslag: Opslag, melder: Melder) -> None:
    """Judge every reference met on the walk."""
    for peger in henvisninger:
        post = opslag.ved_nr.get(peger.post_nr)
        melder.goto(peger.post_nr or None, post.type if post else "Bundle")
        _check(peger, opslag, melder)


def _check(peger: Henvisning, opslag: Opslag, melder: Melder) -> None:
    raa = peger.vaerdi.get("reference")
    sti = f"{peger.sti}.reference"
    if "reference" not in peger.vaerdi:
        if not _is_organisation(peger):
            melder.meld("FHIR-REFERENCE", sti, None, "mangler", _vis(peger.maal))
        return
    reference = tekst(raa)
    if not reference.strip():
        return
    fundet, regelret = opslag.find(reference, peger.post_nr)
    if fundet is None:
        melder.meld("FHIR-REFERENCE", sti, reference, "er ikke i leverancen", _vis(peger.maal))
        return
    if not regelret:
        melder.meld("FHIR-REFERENCE-FORM", sti, reference, "passer ikke med nogen fullUrl", fundet.type)
    _check_maal(peger, fundet, sti, melder)
    if peger.maal == {"borger"} and fundet.type == "Patient" and fundet is not opslag.borger:
        melder.meld("FHIR-REFERENCE-BORGER", sti, reference, "peger på en anden borger")
    sagt = tekst(peger.vaerdi.get("type"))
    if sagt and sagt.rpartition("/")[2] != fundet.type:
        melder.meld("FHIR-REFERENCE-TYPE", f"{peger.sti}.type", sagt, forventet=fundet.type)


def _is_organisation(peger: Henvisning) -> bool:
    """A reference whose identifier is its whole content by the guide: the organisation of the citizen."""
    identifier = peger.vaerdi.get("identifier")
    return peger.sti.endswith((".managingOrganization", ".assigner")) or (
        isinstance(identifier, dict) and identifier.get("system") == STS_SYSTEM
    )


def _check_maal(peger: Henvisning, fundet: Post, sti: str, melder: Melder) -> None:
    nouns, typer = _opdel(peger.maal)
    reference = tekst(peger.vaerdi.get("reference"))
    if typer and fundet.type not in typer:
        melder.meld(
            "FHIR-REFERENCE-SLAGS", sti, reference, _("peger på {hvad}", hvad=fundet.type), _vis(peger.maal)
        )
    elif nouns and fundet.noun not in nouns:
        melder.meld(
            "FHIR-REFERENCE-PROFIL", sti, reference, _("peger på {hvad}", hvad=fundet.noun), _vis(peger.maal)
        )


@cache
def _opdel(maal: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The nouns among the targets, and the resource types of all."""
    return maal & RESSOURCE.keys(), frozenset(RESSOURCE.get(m, m) for m in maal)


def _vis(maal: frozenset[str]) -> str:
    return " · ".join(sorted(maal)) or _("en ressource i leverancen")
