"""The entries of a bundle: what each resource is, what it is called, and whether the names agree.

Opinion taken: fullUrl may be relative, urn:uuid: or absolute (quirk 6); a relative or absolute one must
end in Type/id. Ids are unique over the whole bundle, as the text page wants them universally so.
Source: hl7.org/fhir/R4/bundle (fullUrl, bdl-7, bdl-8); 9-uddatasaet, quirk 6.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from ffb.formats.fhir.regler.brud import Melder, tekst
from ffb.formats.fhir.regler.form import RESSOURCE
from ffb.formats.fhir.regler.fritekst import search_cpr
from ffb.formats.fhir.strukturer import RESSOURCER
from ffb.sprog import _

_URN = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_REST = re.compile(r"(?P<rod>https?://\S+/)?(?P<type>[A-Z][A-Za-z]+)/(?P<id>[A-Za-z0-9\-.]{1,64})")
TYPER = frozenset(RESSOURCER)
NOUNS = {type_: tuple(n for n, t in RESSOURCE.items() if t == type_) for type_ in TYPER}
"""Resource type -> the nouns it can be."""


@dataclass(slots=True)
class Post:
    """One readable resource. nr: entry from 1. noun: which profile it is judged by.

    profiler: the nouns meta.profile claims. ligner: the noun its shape tells.
    """

    nr: int
    type: str
    id: str
    url: str
    sti: str
    raa: dict[str, Any]
    noun: str = ""
    profiler: tuple[str, ...] = ()
    ligner: str = ""


def read_poster(entry: list[Any], melder: Melder) -> list[Post]:
    """The entries whose resource is one of the nine kinds; the others are told of."""
    poster = []
    for nr, post in enumerate(entry, start=1):
        sti = f"Bundle.entry[{nr - 1}]"
        melder.goto(nr, "Bundle.entry")
        raa = post.get("resource") if isinstance(post, dict) else None
        if not isinstance(raa, dict) or not raa:
            melder.meld(
                "FHIR-ENTRY", f"{sti}.resource" if isinstance(post, dict) else sti, forventet="en ressource"
            )
            continue
        type_ = tekst(raa.get("resourceType"))
        if type_ not in TYPER:
            melder.meld(
                "FHIR-RESSOURCE", f"{sti}.resource.resourceType", type_, forventet=" · ".join(sorted(TYPER))
            )
            search_cpr(melder, raa, f"{sti}.resource")
            continue
        poster.append(
            Post(nr, type_, tekst(raa.get("id")), tekst(post.get("fullUrl")), f"{sti}.resource", raa)
        )
    return poster


def check_navne(poster: list[Post], entry: list[Any], melder: Melder) -> None:
    """Id and fullUrl of every entry: there, well-formed, in agreement, unique."""
    ider: dict[str, int] = {}
    urler: dict[str, int] = {}
    for post in poster:
        melder.goto(post.nr, post.type)
        url_sti = f"Bundle.entry[{post.nr - 1}].fullUrl"
        if "id" not in post.raa:
            melder.meld("FHIR-ID", f"{post.sti}.id", forventet="et id")
        elif post.id:
            forrige = ider.setdefault(post.id, post.nr)
            if forrige != post.nr:
                melder.meld("FHIR-ID-DOBBELT", f"{post.sti}.id", post.id, _("også i entry {nr}", nr=forrige))
        if "fullUrl" not in entry[post.nr - 1]:
            melder.meld("FHIR-FULLURL-MANGLER", url_sti, forventet=f"{post.type}/id")
        elif post.url:
            _check_url(post, url_sti, melder)
            forrige = urler.setdefault(post.url, post.nr)
            if forrige != post.nr:
                melder.meld("FHIR-FULLURL-DOBBELT", url_sti, post.url, _("også i entry {nr}", nr=forrige))


def is_url(url: str, type_: str, id_: str) -> bool:
    """True if a fullUrl is well-formed and tells the type and id (if there is one)."""
    if _URN.fullmatch(url):
        return True
    form = _REST.fullmatch(url)
    return form is not None and form["type"] == type_ and id_ in ("", form["id"])


def _check_url(post: Post, sti: str, melder: Melder) -> None:
    if is_url(post.url, post.type, post.id):
        return
    form = _REST.fullmatch(post.url)
    if form is None:
        melder.meld(
            "FHIR-FULLURL",
            sti,
            post.url,
            "kan ikke læses",
            _("{type}/id, urn:uuid:… eller https://…", type=post.type),
        )
    else:
        melder.meld(
            "FHIR-FULLURL", sti, post.url, "siger andet end ressourcens type og id", f"{post.type}/id"
        )


def split_url(url: str) -> tuple[str, str, str] | None:
    """Base (may be empty), type and id of a RESTful address; None if it is none."""
    form = _REST.fullmatch(url)
    return (form["rod"] or "", form["type"], form["id"]) if form else None
