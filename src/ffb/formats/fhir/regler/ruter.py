"""Where the references of a resource without breach stand, so that it need not be walked to find them.

Opinion taken: only the places the guide itself uses; whoever points from elsewhere is walked. A test holds
the table against the walk.
Source: FSH of hl7dk/kl-ffb-reporting 1.0.0.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from ffb.formats.fhir.regler.form import Form, load_form
from ffb.formats.fhir.regler.gang import Henvisning
from ffb.formats.fhir.regler.poster import Post

Sti = tuple[str, ...]
_UDVIDELSE = ("extension", "valueReference")
RUTER: dict[str, tuple[Sti, ...]] = {
    "udredning": (_UDVIDELSE, ("investigation", "item"), ("finding", "itemReference")),
    "indsatsmaal": (("addresses",),),
    "indsats": (_UDVIDELSE, ("careTeam",), ("addresses",), ("goal",), ("activity", "outcomeReference")),
    "ydelse": (("basedOn",),),
    "opfoelgning": (("focus",),),
}
"""Noun -> its references beside the subject."""


def find_henvisninger(post: Post) -> Iterator[Henvisning]:
    """The references of a post without breach, as the walk gathers them."""
    if post.noun != "borger":
        yield from _find(post, ("subject",))
    for rute in RUTER.get(post.noun, ()):
        if rute[0] in post.raa:
            yield from _find(post, rute)


def _find(post: Post, rute: Sti) -> Iterator[Henvisning]:
    for sti, peger, url in _led(post.raa, post.sti, rute, ""):
        yield Henvisning(post.nr, sti, peger, load_maal(post.noun, rute, url))


def _led(v: Any, sti: str, rute: Sti, url: str) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Every object at the end of the route; `url` is that of the extension on the way."""
    if isinstance(v, list):
        for i, led in enumerate(v):
            yield from _led(led, f"{sti}[{i}]", rute, url)
    elif not rute:
        yield sti, v, url
    elif rute[0] in v:
        yield from _led(v[rute[0]], f"{sti}.{rute[0]}", rute[1:], v.get("url", ""))


@cache
def load_maal(noun: str, rute: Sti, url: str = "") -> frozenset[str]:
    """The nouns or types a reference may lead to by its profile; `url` is that of its extension, if any."""
    form: Form | None = load_form(noun)
    maal: frozenset[str] = frozenset()
    for led in rute:
        assert form is not None
        element, indhold = form.felter[led]
        indhold = element.skiver_url[url].indhold if led == "extension" else indhold
        assert indhold is not None
        form, maal = indhold.form, indhold.maal
    return maal
