"""`validate`: everything the guide asks of one delivery report, all breaches at once.

Opinion taken: the resource is judged by the profile its meta.profile claims, else by the one it looks like.
Never raises on content; work is linear in the size of the bundle, and stops where the breaches are too many.
Source: 9-uddatasaet; FSH and text page of hl7dk/kl-ffb-reporting 1.0.0.
"""

from __future__ import annotations

from typing import Any

import msgspec

from ffb.formats.fhir.regler.aftryk import Ukendt
from ffb.formats.fhir.regler.alene import check_hoved, find_alene, find_ren, read_ressource, walk_post
from ffb.formats.fhir.regler.borger import check_borgere
from ffb.formats.fhir.regler.brud import Brud, ForMange, Melder, orden
from ffb.formats.fhir.regler.form import load_form
from ffb.formats.fhir.regler.gang import Gang
from ffb.formats.fhir.regler.invarianter import check_invarianter
from ffb.formats.fhir.regler.katalog import AFVISER
from ffb.formats.fhir.regler.laesjson import read_bundle
from ffb.formats.fhir.regler.poster import NOUNS, Post, check_navne, read_poster
from ffb.formats.fhir.regler.primitiv import check_primitiv
from ffb.formats.fhir.regler.profilvalg import DELIVERY, choose_profiler
from ffb.formats.fhir.regler.referencer import BORGER, Opslag, Pegere, check_henvisninger
from ffb.formats.fhir.regler.ruter import find_henvisninger
from ffb.formats.fhir.strukturer import Bundle, Patient
from ffb.sprog import _

_LAEST = {"resource": {"resourceType": "Resource"}}
"""Stands for the resource, which is walked by its own profile."""


def validate(
    data: bytes | dict[str, Any],
    *,
    streng: bool = False,
    typet: Bundle | None = None,
    huskende: bool = True,
) -> list[Brud]:
    """Every breach in a delivery report, in `orden`.

    Args:
        data: the file's bytes, or its JSON as read (then doubled keys, BOM and encoding cannot be judged).
        streng: ask also for what only the guide's text page asks.
        typet: the structures that hold every key and value of the bytes, if there are such (`Aabnet.hel`).
        huskende: walk only resources whose like was never found without breach; False = walk them all.
    """
    melder = Melder(streng)
    try:
        _check(data, melder, typet, huskende)
    except ForMange:
        melder.meld_for_mange()
    return sorted(melder.brud, key=orden)


def _check(data: bytes | dict[str, Any], melder: Melder, typet: Bundle | None, huskende: bool) -> None:
    if typet is not None and isinstance(data, bytes):
        _check_bundle(msgspec.json.decode(data), melder, typet, huskende)
    elif (bundle := read_bundle(data, melder)) is not None:
        _check_bundle(bundle, melder, None, huskende)


def _check_bundle(bundle: dict[str, Any], melder: Melder, typet: Bundle | None, huskende: bool) -> None:
    melder.goto(None, "Bundle")
    gang, form = Gang(melder), load_form("leverance")
    check_hoved({n: v for n, v in bundle.items() if n != "entry"}, gang)
    entry = bundle.get("entry", [])
    if not isinstance(entry, list):
        gang.element(entry, *form.felter["entry"], "Bundle.entry")
        entry = []
    poster = read_poster(entry, melder)
    _walk_entries(entry, gang)
    choose_profiler(poster, melder)
    check_navne(poster, entry, melder)
    rene = _find_rene(poster, typet) if huskende else {}
    opslag = Opslag(poster)
    for post in poster:
        if post.nr not in rene:
            melder.goto(post.nr, post.type)
            walk_post(post, post.noun, gang)
        elif not opslag.leder_ret(rene[post.nr]):
            gang.henvisninger.extend(find_henvisninger(post))
    check_henvisninger(gang.henvisninger, opslag, melder)
    for post in poster:
        if post.nr not in rene or post.noun == "indsatsmaal":  # whose invariants look at other resources
            check_invarianter(post, opslag, melder)
    check_borgere(poster, melder)
    _check_alternativer(poster, opslag, melder)


def _om(r: Any) -> Pegere:
    """The subject, which every resource but the citizen has."""
    return [] if isinstance(r, Patient) else [((r.subject,), BORGER)]


def _find_rene(poster: list[Post], typet: Bundle | None) -> dict[int, Pegere]:
    """Number -> references of the posts that need no walk: one of the same imprint was without breach."""
    rene: dict[int, Pegere] = {}
    for post in poster:
        r = typet.entry[post.nr - 1].resource if typet else read_ressource(post.raa, post.type)
        pegere: Pegere = []
        try:
            if r is not None and find_ren(r, pegere) == post.noun:
                pegere += _om(r)
                if all(p.reference.strip() for liste, _nouns in pegere for p in liste):
                    rene[post.nr] = pegere
        except Ukendt:
            continue
    return rene


def _walk_entries(entry: list[Any], gang: Gang) -> None:
    """What stands in an entry beside its resource."""
    indhold = load_form("leverance").felter["entry"][1]
    assert indhold is not None and indhold.form is not None
    for nr, post in enumerate(entry, start=1):
        if isinstance(post, dict) and post and not _is_enkel(post):
            gang.melder.goto(nr, "Bundle.entry")
            gang.objekt(post | _LAEST, indhold.form, f"Bundle.entry[{nr - 1}]")


def _is_enkel(post: dict[str, Any]) -> bool:
    """True if only a resource and an address stand in an entry, as in nearly all."""
    return len(post) == 2 and "resource" in post and check_primitiv("uri", post.get("fullUrl")) is None


def _check_alternativer(poster: list[Post], opslag: Opslag, melder: Melder) -> None:
    """delivery-report-1..3, and a meta.profile that another profile of the type would fit."""
    brudte = {b.post_nr for b in melder.brud if b.alvor in AFVISER}
    for post in poster:
        if post.nr not in brudte and len(post.profiler) < 2:
            continue
        melder.goto(post.nr, post.type)
        if not post.profiler and post.type in DELIVERY and _find_grave(post, post.noun, opslag):
            melder.meld(DELIVERY[post.type], post.sti, forventet=" · ".join(NOUNS[post.type]))
        for i, noun in enumerate(post.profiler[1:], start=1):
            if _find_grave(post, noun, opslag):
                melder.meld(
                    "FHIR-PROFIL",
                    f"{post.sti}.meta.profile[{i}]",
                    aarsag=_("opfylder ikke {profil}", profil=noun),
                )
        if len(post.profiler) == 1:
            _check_forveksling(post, opslag, melder)


def _check_forveksling(post: Post, opslag: Opslag, melder: Melder) -> None:
    """The post breaks the profile it claims, looks like another of its type and keeps that one."""
    andet = post.ligner
    if andet != post.noun and _find_grave(post, post.noun, opslag) and not _find_grave(post, andet, opslag):
        sti = f"{post.sti}.meta.profile"
        melder.meld(
            "FHIR-PROFIL",
            sti,
            None,
            _("opfylder ikke {profil}", profil=post.noun),
            _("{profil}: den opfylder ressourcen", profil=andet),
        )


def _find_grave(post: Post, noun: str, opslag: Opslag) -> list[Brud]:
    """The grave breaches of a post, judged alone by a profile."""
    return [b for b in find_alene(post, noun, opslag) if b.alvor in AFVISER]
