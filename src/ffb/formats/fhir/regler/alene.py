"""One resource judged alone, by the profile it is to keep, and a memory of those found without a breach.

Opinion taken: the memory holds imprints (`aftryk`), so what was walked once is not walked again; it is
bounded, and what is odd or large is never in it. What a resource points at, its names and its meta.profile
are judged elsewhere.
Source: 9-uddatasaet, quirk 14.
"""

from __future__ import annotations

from typing import Any

import msgspec

from ffb.begreber import ved_skift
from ffb.formats.fhir.profil import TRUKKET, VERIFIKATION_SYSTEM
from ffb.formats.fhir.regler.aftryk import Ukendt, make_aftryk
from ffb.formats.fhir.regler.brud import Brud, Melder, objekt, objekter
from ffb.formats.fhir.regler.form import RESSOURCE, load_form
from ffb.formats.fhir.regler.gang import Gang
from ffb.formats.fhir.regler.invarianter import check_invarianter
from ffb.formats.fhir.regler.poster import Post
from ffb.formats.fhir.regler.profilvalg import check_profil
from ffb.formats.fhir.regler.referencer import Opslag, Pegere
from ffb.formats.fhir.strukturer import ENKODER, RESSOURCER, Bundle, Resource

MANGE, STOR = 20_000, 8_192
"""So many imprints are remembered, of resources of at most so many bytes: none fills the memory with them."""


class _Rene(set[bytes]):
    """Imprints found without breach."""

    def husk(self, noegle: bytes, stoerrelse: int) -> None:
        if len(self) >= MANGE:
            self.clear()
        if stoerrelse <= STOR:
            self.add(noegle)


_RENE = _Rene()
ved_skift(_RENE.clear)  # a code is judged anew when a catalogue is imported or taken back


def walk_post(post: Post, noun: str, gang: Gang) -> None:
    """The resource against a profile. Quirk 14: what is withdrawn may go without its clinical status."""
    if noun == "tilstand" and _is_trukket(post.raa):
        gang.melder.undtag("FHIR-MIN", f"{post.sti}.clinicalStatus")
    gang.objekt(post.raa, load_form(noun), post.sti)


def _is_trukket(raa: dict[str, Any]) -> bool:
    kodninger = objekter(objekt(raa.get("verificationStatus")).get("coding"))
    return any(k.get("code") == TRUKKET and k.get("system") == VERIFIKATION_SYSTEM for k in kodninger)


def check_hoved(hoved: dict[str, Any], gang: Gang) -> None:
    """The Bundle without its entries."""
    gang.objekt(hoved, load_form("leverance"), "Bundle")
    check_profil(objekt(hoved.get("meta")), ("leverance",), "Bundle.meta.profile", gang.melder)


def find_alene(post: Post, noun: str, opslag: Opslag) -> list[Brud]:
    """The breaches of a post as if it were a `noun`, in hensigt."""
    proeve = Melder(False)
    proeve.goto(post.nr, post.type)
    walk_post(post, noun, Gang(proeve))
    som = Post(post.nr, post.type, post.id, post.url, post.sti, post.raa, noun)
    check_invarianter(som, opslag, proeve)
    return proeve.brud


def find_ren(r: Resource, pegere: Pegere) -> str:
    """The noun a resource claims to be and alone is without breach as.

    Its references, but the subject, go into `pegere`: where they lead, and that they hold more than blanks,
    is for the caller to see.

    Raises:
        Ukendt: it has a breach, or the imprint cannot tell.
    """
    noun, noegle = make_aftryk(r, pegere)
    if noegle not in _RENE:
        tekst = ENKODER.encode(r)
        raa = msgspec.json.decode(tekst)
        post = Post(1, RESSOURCE[noun], r.id, "", "Bundle.entry[0].resource", raa, noun)
        if find_alene(post, noun, Opslag([])):
            raise Ukendt
        _RENE.husk(noegle, len(tekst))
    return noun


def is_hoved_rent(bundle: Bundle) -> bool:
    """True if the Bundle beside its entries is without breach; `id` and times are judged by the caller."""
    meta = bundle.meta
    noegle = ENKODER.encode(("leverance", bundle.type, bool(bundle.timestamp), meta.profile, meta.source))
    if noegle in _RENE:
        return True
    tekst, melder = ENKODER.encode(msgspec.structs.replace(bundle, entry=())), Melder(False)
    check_hoved(msgspec.json.decode(tekst), Gang(melder))
    if melder.brud:
        return False
    _RENE.husk(noegle, len(tekst))
    return True


def read_ressource(raa: dict[str, Any], type_: str) -> Resource | None:
    """The structure that holds every key and value of a resource, no text or list empty; else None."""
    try:
        r: Resource = msgspec.convert(raa, RESSOURCER[type_])
        return r if len(ENKODER.encode(r)) == len(ENKODER.encode(raa)) else None
    except (msgspec.MsgspecError, ValueError, TypeError, OverflowError, RecursionError):
        return None
