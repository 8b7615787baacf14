"""Which profile each resource is judged by, and whether its meta.profile tells the truth.

Opinion taken (quirk 2): meta.profile decides; without one of ours the shape does, and then the resource must
conform to the profile it looks like (delivery-report-1..3 in their repaired meaning). A resource that breaks
the profile it claims but keeps the other one of its type is told so at meta.profile too.
Source: 9-uddatasaet, quirk 2.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from ffb.formats.fhir.profil import BUNDLE_PROFIL, OPFOELGNING_KODE, PROFIL_ROD, RANG_URL, SLAGS
from ffb.formats.fhir.regler.brud import Brud, Melder, objekt, objekter, tekst
from ffb.formats.fhir.regler.katalog import find_alvor
from ffb.formats.fhir.regler.koder import has_kode
from ffb.formats.fhir.regler.poster import NOUNS, Post
from ffb.sprog import Dansk, _

DELIVERY = {"Condition": "FHIR-DELIVERY-1", "CarePlan": "FHIR-DELIVERY-2", "Observation": "FHIR-DELIVERY-3"}
_KENDTE = SLAGS | {BUNDLE_PROFIL: "leverance"}


def choose_profiler(poster: list[Post], melder: Melder) -> None:
    """Set `noun`, `profiler` and `ligner` of every post; tell of meta.profile that cannot be."""
    rangerede = _find_rangerede(poster)
    for post in poster:
        melder.goto(post.nr, post.type)
        sti = f"{post.sti}.meta.profile"
        post.profiler = check_profil(objekt(post.raa.get("meta")), NOUNS[post.type], sti, melder)
        post.ligner = find_form(post, rangerede)
        post.noun = post.profiler[0] if post.profiler else post.ligner
        if "lastUpdated" not in objekt(post.raa.get("meta")):
            melder.tilfoej(uden_lastupdated(post.nr, post.type, melder.streng, _(ET_TIDSPUNKT)))


ET_TIDSPUNKT = Dansk("et tidspunkt")


@lru_cache(10_000)
def uden_lastupdated(nr: int, type_: str, streng: bool, ventet: str) -> Brud:
    """What nearly every resource of today is told of, made once for each entry number and type."""
    regel = "FHIR-LASTUPDATED"
    sti = f"Bundle.entry[{nr - 1}].resource.meta.lastUpdated"
    alvor = find_alvor(regel, streng=streng)
    return Brud(regel, alvor, sti, nr, f"{type_}.meta.lastUpdated", forventet=ventet)


def check_profil(meta: dict[str, Any], mulige: tuple[str, ...], sti: str, melder: Melder) -> tuple[str, ...]:
    """The nouns meta.profile claims, among those the resource type can be; the other claims are told of."""
    raa = meta.get("profile")
    kraevet: list[str] = []
    for i, url in enumerate(raa if isinstance(raa, list) else []):
        noun = _KENDTE.get(tekst(url).partition("|")[0])
        if noun in mulige:
            kraevet.append(noun)
        elif noun is not None:
            melder.meld(
                "FHIR-PROFIL", f"{sti}[{i}]", url, "hører til en anden slags ressource", " · ".join(mulige)
            )
        elif tekst(url).startswith(PROFIL_ROD):
            melder.meld("FHIR-PROFIL-UKENDT", f"{sti}[{i}]", url, forventet=" · ".join(mulige))
        elif tekst(url):
            melder.meld("FHIR-PROFIL-FREMMED", f"{sti}[{i}]", url)
    if not raa and "profile" not in meta:
        melder.meld("FHIR-PROFIL-MANGLER", sti, forventet=" · ".join(mulige))
    elif not kraevet and raa and not any(_KENDTE.get(u) or u.startswith(PROFIL_ROD) for u in _urler(raa)):
        melder.meld("FHIR-PROFIL-MANGLER", sti, aarsag="ingen af vejledningens", forventet=" · ".join(mulige))
    return tuple(dict.fromkeys(kraevet))


def _urler(raa: Any) -> list[str]:
    """The addresses of meta.profile, without their versions."""
    return [tekst(u).partition("|")[0] for u in raa] if isinstance(raa, list) else []


def find_form(post: Post, rangerede: frozenset[str]) -> str:
    """The noun a resource looks like."""
    raa = post.raa
    if post.type == "CarePlan":
        detalje = any("detail" in a for a in objekter(raa.get("activity")))
        return "ydelse" if "basedOn" in raa or detalje else "indsats"
    if post.type == "Observation":
        koder = objekter(objekt(raa.get("code")).get("coding"))
        opfoelgning = "focus" in raa or any(k.get("code") == OPFOELGNING_KODE for k in koder)
        return "opfoelgning" if opfoelgning else "stoettebehov"
    if post.type == "Condition":
        return _condition(post, rangerede)
    return NOUNS[post.type][0]


def _condition(post: Post, rangerede: frozenset[str]) -> str:
    if rangerede & {post.url, f"Condition/{post.id}"} - {""}:
        return "maalgruppe"
    if "severity" in post.raa or has_kode(post.raa.get("code"), "KLConditionCodesFFB"):
        return "tilstand"
    return "maalgruppe" if has_kode(post.raa.get("code"), "KLTargetGroupsFFB") else "tilstand"


def _find_rangerede(poster: list[Post]) -> frozenset[str]:
    """References that a CarePlan of the bundle ranks."""
    return frozenset(
        tekst(peger.get("reference"))
        for post in poster
        if post.type == "CarePlan"
        for peger in objekter(post.raa.get("addresses"))
        if any(e.get("url") == RANG_URL for e in objekter(peger.get("extension")))
    )
