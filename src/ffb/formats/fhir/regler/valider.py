"""`validate`: everything the guide asks of one delivery report, all breaches at once.

Opinion taken: the resource is judged by the profile its meta.profile claims, else by the one it looks like.
Never raises on content; work is linear in the size of the bundle.
Source: 9-uddatasaet; FSH and text page of hl7dk/kl-ffb-reporting 1.0.0.
"""

from __future__ import annotations

from typing import Any

from ffb.formats.fhir.profil import TRUKKET, VERIFIKATION_SYSTEM
from ffb.formats.fhir.regler.borger import check_borgere
from ffb.formats.fhir.regler.brud import Brud, Melder, objekt, objekter
from ffb.formats.fhir.regler.form import load_form
from ffb.formats.fhir.regler.gang import Gang
from ffb.formats.fhir.regler.invarianter import check_invarianter
from ffb.formats.fhir.regler.katalog import BLOKERENDE, FEJL
from ffb.formats.fhir.regler.laesjson import read_bundle
from ffb.formats.fhir.regler.poster import NOUNS, Post, check_navne, read_poster
from ffb.formats.fhir.regler.profilvalg import DELIVERY, check_profil, choose_profiler
from ffb.formats.fhir.regler.referencer import Opslag, check_henvisninger

_LAEST = {"resource": {"resourceType": "Resource"}}
"""Stands for the resource, which is walked by its own profile."""
_GRAVE = frozenset({FEJL, BLOKERENDE})


def validate(data: bytes | dict[str, Any], *, streng: bool = False) -> list[Brud]:
    """Every breach in a delivery report: those of the Bundle first, then entry by entry.

    Args:
        data: the file's bytes, or its JSON as read (then doubled keys, BOM and encoding cannot be judged).
        streng: ask also for what only the guide's text page asks.
    """
    melder = Melder(streng)
    bundle = read_bundle(data, melder)
    if bundle is not None:
        _check_bundle(bundle, melder)
    return sorted(melder.brud, key=lambda b: b.post_nr or 0)


def _check_bundle(bundle: dict[str, Any], melder: Melder) -> None:
    melder.goto(None, "Bundle")
    gang = Gang(melder)
    form = load_form("leverance")
    uden_entry = {n: v for n, v in bundle.items() if n != "entry"}
    gang.objekt(uden_entry, form, "Bundle")
    check_profil(objekt(bundle.get("meta")), ("leverance",), "Bundle.meta.profile", melder)
    entry = bundle.get("entry", [])
    if not isinstance(entry, list):
        gang.element(entry, *form.felter["entry"], "Bundle.entry")
        entry = []
    poster = read_poster(entry, melder)
    _walk_entries(entry, gang)
    choose_profiler(poster, melder)
    check_navne(poster, entry, melder)
    for post in poster:
        melder.goto(post.nr, post.type)
        _walk_post(post, post.noun, gang)
    opslag = check_henvisninger(gang.henvisninger, poster, melder)
    for post in poster:
        check_invarianter(post, opslag, melder)
    check_borgere(poster, melder)
    _check_alternativer(poster, opslag, melder)


def _walk_entries(entry: list[Any], gang: Gang) -> None:
    """What stands in an entry beside its resource."""
    indhold = load_form("leverance").felter["entry"][1]
    assert indhold is not None and indhold.form is not None
    for nr, post in enumerate(entry, start=1):
        if isinstance(post, dict) and post:
            gang.melder.goto(nr, "Bundle.entry")
            gang.objekt(post | _LAEST, indhold.form, f"Bundle.entry[{nr - 1}]")


def _walk_post(post: Post, noun: str, gang: Gang) -> None:
    """The resource against a profile. Quirk 14: what is withdrawn may go without its clinical status."""
    if noun == "tilstand" and _is_trukket(post.raa):
        gang.melder.undtag("FHIR-MIN", f"{post.sti}.clinicalStatus")
    gang.objekt(post.raa, load_form(noun), post.sti)


def _is_trukket(raa: dict[str, Any]) -> bool:
    kodninger = objekter(objekt(raa.get("verificationStatus")).get("coding"))
    return any(k.get("code") == TRUKKET and k.get("system") == VERIFIKATION_SYSTEM for k in kodninger)


def _check_alternativer(poster: list[Post], opslag: Opslag, melder: Melder) -> None:
    """delivery-report-1..3, and a meta.profile that another profile of the type would fit."""
    brudte = {b.post_nr for b in melder.brud if b.alvor in _GRAVE}
    for post in poster:
        if post.nr not in brudte and len(post.profiler) < 2:
            continue
        melder.goto(post.nr, post.type)
        if not post.profiler and post.type in DELIVERY and _find_grave(post, post.noun, opslag):
            melder.meld(DELIVERY[post.type], post.sti, forventet=" · ".join(NOUNS[post.type]))
        for i, noun in enumerate(post.profiler[1:], start=1):
            if _find_grave(post, noun, opslag):
                melder.meld("FHIR-PROFIL", f"{post.sti}.meta.profile[{i}]", aarsag=f"opfylder ikke {noun}")
        if len(post.profiler) == 1:
            _check_forveksling(post, opslag, melder)


def _check_forveksling(post: Post, opslag: Opslag, melder: Melder) -> None:
    """The post breaks the profile it claims, looks like another of its type and keeps that one."""
    andet = post.ligner
    if andet != post.noun and _find_grave(post, post.noun, opslag) and not _find_grave(post, andet, opslag):
        sti = f"{post.sti}.meta.profile"
        melder.meld(
            "FHIR-PROFIL", sti, None, f"opfylder ikke {post.noun}", f"{andet}: den opfylder ressourcen"
        )


def _find_grave(post: Post, noun: str, opslag: Opslag) -> list[Brud]:
    """The grave breaches of a post, judged alone by a profile."""
    proeve = Melder(False)
    proeve.goto(post.nr, post.type)
    _walk_post(post, noun, Gang(proeve))
    som = Post(post.nr, post.type, post.id, post.url, post.sti, post.raa, noun)
    check_invarianter(som, opslag, proeve)
    return [b for b in proeve.brud if b.alvor in _GRAVE]
