"""The quick way: all that can be said of a bundle with nothing but the usual wrong, or that it does not know.

Opinion taken: the judge is the thorough walk itself. A resource whose imprint it has found without breach
before is without breach; a new imprint is walked once and remembered. What ties resources together (ids,
addresses, references, the one citizen) is judged here for each bundle, and only in its plain form: anything
odd is left to `validate`. The usual is what nearly every delivery today has: no lastUpdated, and CPR numbers
that are erstatningsnumre or break modulus 11; it is told word for word as the thorough way tells it.
Left out: bytes. The caller vouches that the structures hold all the file holds (`Aabnet.hel`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from ffb.begreber import FFB_SYSTEM
from ffb.formats.fhir.regler.aftryk import Ukendt, passer_id
from ffb.formats.fhir.regler.alene import find_ren, is_hoved_rent
from ffb.formats.fhir.regler.borger import ET_CPR, find_cpr_brud, is_sts
from ffb.formats.fhir.regler.brud import MAKS_BRUD, Brud, ForMange, orden
from ffb.formats.fhir.regler.form import RESSOURCE
from ffb.formats.fhir.regler.invarianter import AD
from ffb.formats.fhir.regler.katalog import find_alvor
from ffb.formats.fhir.regler.koder import load_koder
from ffb.formats.fhir.regler.poster import Post, is_url
from ffb.formats.fhir.regler.primitiv import check_primitiv
from ffb.formats.fhir.regler.profilvalg import ET_TIDSPUNKT, uden_lastupdated
from ffb.formats.fhir.regler.referencer import BORGER, Opslag, Pegere
from ffb.formats.fhir.strukturer import Bundle, Entry, Goal, Reference
from ffb.sprog import _

FAA = 200
VANLIGE = frozenset({"FHIR-LASTUPDATED", "FHIR-CPR-ERSTATNING", "FHIR-CPR-MODULUS"})
"""What the quick way may tell of; all else is for the thorough way."""


def find_hurtigt(bundle: Bundle, *, streng: bool = False) -> list[Brud] | None:
    """All that `validate` tells of the bundle, or None = not known.

    Args:
        bundle: holds every key and value of the file, no text or list empty; a Bundle by its resourceType.
    """
    if len(bundle.entry) >= MAKS_BRUD:
        return None
    try:
        _check_hoved(bundle)
        return _Kontrol(bundle.entry).find(streng)
    except (Ukendt, ForMange, RecursionError):
        return None


def _check_hoved(bundle: Bundle) -> None:
    """What stands in the Bundle beside its entries."""
    for id_ in (bundle.id, bundle.meta.versionId):
        if id_ and not passer_id(id_):
            raise Ukendt
    for tid in (bundle.timestamp, bundle.meta.lastUpdated):
        if tid and check_primitiv("instant", tid):
            raise Ukendt
    if not is_hoved_rent(bundle):
        raise Ukendt


class _Kontrol:
    """What ties the entries of one bundle together."""

    __slots__ = ("entry", "opslag", "ved_url")

    def __init__(self, entry: tuple[Entry, ...]) -> None:
        self.entry = entry
        self.ved_url: dict[str, tuple[str, Any]] = {}
        self.opslag: Opslag | None = None

    def find(self, streng: bool) -> list[Brud]:
        pegere = self._check_poster()
        nouns = tuple([noun for noun, __ in self.ved_url.values()])
        ider = {post.resource.id for post in self.entry}
        if not len(nouns) == len(ider) == len(self.entry) or nouns.count("borger") != 1:
            raise Ukendt
        self._check_subjekter(nouns.index("borger"))
        for nr, egne in enumerate(pegere, 1):
            if egne:
                self._check_pegere(nr, egne)
        return _find_vanlige(self.entry, nouns, streng)

    def _check_poster(self) -> list[Pegere]:
        """Each resource alone, and that its address tells its type and id. Returns their references."""
        alle = []
        for post in self.entry:
            r, url = post.resource, post.fullUrl
            pegere: Pegere = []
            noun = find_ren(r, pegere)
            if url != f"{RESSOURCE[noun]}/{r.id}" and not is_url(url, RESSOURCE[noun], r.id):
                raise Ukendt
            self.ved_url[url] = noun, r
            alle.append(pegere)
        return alle

    def _check_subjekter(self, borger: int) -> None:
        """Every subject is the one citizen: nearly always by the same reference, her fullUrl."""
        hende = Reference(self.entry[borger].fullUrl)
        for nr, post in enumerate(self.entry, 1):
            if nr - 1 != borger and (om := post.resource.subject) != hende:  # type: ignore[union-attr]
                self._check_pegere(nr, [((om,), BORGER)])

    def _check_pegere(self, nr: int, pegere: Pegere) -> None:
        """Each reference leads to a resource of the right kind, and a goal's to themes of A&D."""
        fra_maal = type(self.entry[nr - 1].resource) is Goal
        for liste, maal in pegere:
            for peger in liste:
                noun, r = self.ved_url.get(peger.reference) or self._find(peger.reference, nr)
                if noun not in maal or (peger.type and peger.type.rpartition("/")[2] != type(r).__name__):
                    raise Ukendt
                if fra_maal and noun == "tilstand" and not _is_ad(r):
                    raise Ukendt

    def _find(self, reference: str, nr: int) -> tuple[str, Any]:
        """A target by R4's rules, where the reference is not a fullUrl as written."""
        if self.opslag is None:
            self.opslag = Opslag([_post(nr, *ved) for nr, ved in enumerate(self.ved_url.items(), 1)])
        fundet, regelret = self.opslag.find(reference, nr)
        if fundet is None or not regelret:
            raise Ukendt
        return self.ved_url[fundet.url]


def _find_vanlige(entry: tuple[Entry, ...], nouns: tuple[str, ...], streng: bool) -> list[Brud]:
    """The usual, in `orden`; anything worse about the citizen's numbers is not for us."""
    borger = nouns.index("borger")
    if any([post.resource.meta.lastUpdated for post in entry]) or len(entry) > FAA:  # noqa: C419 - quicker
        brud = [
            uden_lastupdated(nr, type(post.resource).__name__, streng, _(ET_TIDSPUNKT))
            for nr, post in enumerate(entry, 1)
            if not post.resource.meta.lastUpdated
        ]
    else:
        brud = list(_alle_uden_lastupdated(nouns, streng, _(ET_TIDSPUNKT)))
    if cpr := _find_cpr(entry[borger].resource, borger, streng):
        brud = sorted([*brud, *cpr], key=orden) if borger else [*cpr, *brud]
    return brud


@lru_cache(2_000)
def _alle_uden_lastupdated(nouns: tuple[str, ...], streng: bool, ventet: str) -> tuple[Brud, ...]:
    """As nearly every delivery of today."""
    return tuple([uden_lastupdated(nr, RESSOURCE[noun], streng, ventet) for nr, noun in enumerate(nouns, 1)])


def _find_cpr(r: Any, i: int, streng: bool) -> tuple[Brud, ...]:
    """What can be said of the citizen's numbers; a Patient without breach has one of each."""
    fundne = find_cpr_brud(r.identifier[0].value)
    if not is_sts(r.managingOrganization.identifier.value):
        raise Ukendt
    if not VANLIGE.issuperset([regel for regel, __ in fundne]):
        raise Ukendt
    return _make_cpr_brud(tuple(fundne), i, streng, _(ET_CPR))


@lru_cache(200)
def _make_cpr_brud(
    fundne: tuple[tuple[str, str], ...], i: int, streng: bool, ventet: str
) -> tuple[Brud, ...]:
    """The same of many citizens: a reason holds no digit."""
    sti, element = f"Bundle.entry[{i}].resource.identifier[0].value", "Patient.identifier.value"
    return tuple(
        [
            Brud(regel, find_alvor(regel, streng=streng), sti, i + 1, element, None, aarsag, ventet)
            for regel, aarsag in fundne
        ]
    )


def _post(nr: int, url: str, ved: tuple[str, Any]) -> Post:
    noun, r = ved
    return Post(nr, type(r).__name__, r.id, url, "", {"meta": {"versionId": r.meta.versionId}}, noun)


def _is_ad(r: Any) -> bool:
    koder = load_koder(AD)
    return any([k.system == FFB_SYSTEM and k.code in koder for k in r.code.coding])  # noqa: C419 - quicker
