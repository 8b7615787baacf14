"""The thorough reading of a bundle the typed decoder refused: every fault with its place, and the rest read.

Opinion taken: plain JSON first (the standard library tells of doubled keys and NaN), then each element is
held against the same structures as the fast reading; what does not fit is left out and told of. Work is
linear in the size of the bundle, and nothing here recurses over the JSON beyond the depth of the structures.
Source: 9-uddatasaet, quirk 16.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec
from msgspec import inspect

from ffb.formats.fhir.fund import Fund, daek
from ffb.formats.fhir.strukturer import RESSOURCER, Bundle, Entry, Resource
from ffb.sprog import Dansk, _

_TYPENAVN: dict[Any, Dansk] = {
    str: "tekst",
    dict: "objekt",
    list: "liste",
    bool: "sandt/falsk",
    int: "tal",
    float: "tal",
}
_MANGLER = object()
_NAN = float("nan")


class Objekt(dict[str, Any]):
    """A JSON object that remembers the keys it met twice."""

    __slots__ = ("dobbelte",)

    dobbelte: tuple[str, ...]


def read_json(tekst: str) -> Any:
    """Plain JSON with doubled keys remembered and NaN let through.

    Raises:
        ValueError: not JSON (json.JSONDecodeError), or a number of thousands of digits.
        RecursionError: nested too deep.
    """
    return json.loads(tekst, object_pairs_hook=_objekt, parse_constant=lambda _: _NAN)


def read_enkelt(data: bytes) -> Any:
    """JSON without traps, read at once: written again it is the same bytes, but for blanks between tokens.

    So no key stands twice, and no number or text is other than it was written. None = read it some other way.
    """
    try:
        taet = msgspec.json.format(data, indent=-1)
        indhold = msgspec.json.decode(taet)
        return indhold if msgspec.json.encode(indhold) == taet else None
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None


def _objekt(par: list[tuple[str, Any]]) -> Objekt:
    objekt = Objekt(par)
    objekt.dobbelte = ()
    if len(objekt) != len(par):
        set_: set[str] = set()
        objekt.dobbelte = tuple(n for n, _ in par if n in set_ or set_.add(n))  # type: ignore[func-returns-value]
    return objekt


def has_dobbelt(indhold: Any) -> bool:
    """True if any object anywhere has the same key twice."""
    return any(isinstance(v, Objekt) and v.dobbelte for v, _ in _alt(indhold, ""))


def read_grundigt(indhold: dict[str, Any], *, enkelt: bool = False) -> tuple[Bundle, list[int], list[Fund]]:
    """Everything readable of a Bundle object, the entry numbers (from 1) of what was read, and all faults.

    Args:
        enkelt: it holds no traps (`read_enkelt`).
    """
    fund: list[Fund] = []
    if not enkelt:
        _find_faelder(indhold, fund)
    renser = _Renser(fund, enkelt)
    felter = {f.encode_name: f.type for f in _felter(Bundle) if f.encode_name != "entry"}
    hoved = {
        navn: vaerdi
        for navn, type_ in felter.items()
        if navn in indhold and (vaerdi := renser.rens(indhold[navn], type_, f"Bundle.{navn}")) is not _MANGLER
    }
    poster = list(renser.entries(indhold.get("entry", [])))
    bundle: Bundle = msgspec.convert(hoved, Bundle)
    entry = tuple(e for _, e in poster)
    return msgspec.structs.replace(bundle, entry=entry), [nr for nr, _ in poster], fund


def _alt(indhold: Any, sti: str) -> Iterator[tuple[Any, str]]:
    """Every value below and its place, without recursion."""
    rest = [(indhold, sti)]
    while rest:
        vaerdi, her = rest.pop()
        yield vaerdi, her
        if isinstance(vaerdi, dict):
            rest.extend((v, f"{her}.{navn}") for navn, v in vaerdi.items())
        elif isinstance(vaerdi, list):
            rest.extend((v, f"{her}[{i}]") for i, v in enumerate(vaerdi))


def _find_faelder(indhold: dict[str, Any], fund: list[Fund]) -> None:
    """Doubled keys and NaN anywhere, read elements or not, in the order of their places."""
    mine = []
    for vaerdi, sti in _alt(indhold, "Bundle"):
        if isinstance(vaerdi, Objekt) and vaerdi.dobbelte:
            mine += [Fund("FHIR-DOBBELT", _post(sti), None, _ren(f"{sti}.{n}")) for n in vaerdi.dobbelte]
        elif vaerdi is _NAN:
            mine.append(Fund("FHIR-NAN", _post(sti), None, _ren(sti)))
    fund += sorted(mine, key=lambda f: (f.post_nr or 0, f.sti))


def _post(sti: str) -> int | None:
    """Entry number, from 1, of a place."""
    foran, _skel, efter = sti.partition("].")
    foran = foran if efter else foran.removesuffix("]")
    navn, _, nr = foran.partition("[")
    return int(nr) + 1 if navn == "Bundle.entry" and nr.isdigit() else None


def _ren(tekst: str) -> str:
    return tekst.encode("utf-8", "replace").decode()


@cache
def _felter(type_: type[msgspec.Struct]) -> tuple[inspect.Field, ...]:
    beskrevet = inspect.type_info(type_)
    assert isinstance(beskrevet, inspect.StructType)
    return beskrevet.fields


class _Renser:
    """Holds JSON against the structures; what does not fit is left out and added to `fund`."""

    def __init__(self, fund: list[Fund], enkelt: bool) -> None:
        self.fund, self.enkelt = fund, enkelt
        self.post_nr: int | None = None

    def entries(self, poster: Any) -> Iterator[tuple[int, Entry]]:
        """The readable entries with their numbers from 1."""
        if not isinstance(poster, list):
            self.forkert(poster, "liste", "Bundle.entry")
            return
        for i, post in enumerate(poster):
            self.post_nr, sti = i + 1, f"Bundle.entry[{i}]"
            ressource = self.ressource(post, sti)
            if ressource is not None:
                url = self.rens(post.get("fullUrl", ""), inspect.StrType(), f"{sti}.fullUrl")
                yield i + 1, Entry(resource=ressource, fullUrl="" if url is _MANGLER else url)  # type: ignore[arg-type]
        self.post_nr = None

    def ressource(self, post: Any, sti: str) -> Resource | None:
        raa = post.get("resource") if isinstance(post, dict) else None
        if not isinstance(raa, dict):
            self.meld("FHIR-ENTRY", sti, aarsag=_("fandt {hvad}", hvad=_navn(raa)))
            return None
        navn = raa.get("resourceType")
        type_ = RESSOURCER.get(navn) if isinstance(navn, str) else None
        if type_ is None:
            self.meld("FHIR-RESSOURCE", f"{sti}.resource.resourceType", navn)
            return None
        if self.enkelt:
            try:
                return msgspec.convert(raa, type_)
            except (msgspec.ValidationError, RecursionError):
                pass  # element by element, then
        ren = self.objekt(raa, type_, f"{sti}.resource")
        return msgspec.convert({**ren, "resourceType": navn}, type_)

    def rens(self, v: Any, t: inspect.Type, sti: str) -> Any:
        """The value as far as it fits the type, else `_MANGLER`."""
        if isinstance(t, inspect.StructType):
            return self.objekt(v, t.cls, sti) if isinstance(v, dict) else self.forkert(v, "objekt", sti)
        if isinstance(t, inspect.VarTupleType):
            if not isinstance(v, list):
                return self.forkert(v, "liste", sti)
            led = (self.rens(x, t.item_type, f"{sti}[{i}]") for i, x in enumerate(v))
            return [x for x in led if x is not _MANGLER]
        if isinstance(t, inspect.IntType):
            helt = isinstance(v, int) and not isinstance(v, bool)
            return v if helt and (t.ge or 0) <= v <= (t.le or v) else self.forkert(v, "helt tal fra 1", sti)
        return self.tekst(v, sti)

    def objekt(self, v: dict[str, Any], type_: type[msgspec.Struct], sti: str) -> dict[str, Any]:
        ud = {}
        for felt in _felter(type_):
            navn = felt.encode_name
            if navn in v:
                vaerdi = self.rens(v[navn], felt.type, f"{sti}.{navn}")
                if vaerdi is not _MANGLER:
                    ud[navn] = vaerdi
        return ud

    def tekst(self, v: Any, sti: str) -> Any:
        if not isinstance(v, str):
            return self.forkert(v, "tekst", sti)
        if not v.isascii() and any("\ud800" <= tegn <= "\udfff" for tegn in v):
            self.meld("FHIR-TEGN", sti)
            return _MANGLER
        return v

    def forkert(self, v: Any, ventet: Dansk, sti: str) -> Any:
        if v is not _NAN:  # told of already
            self.meld(
                "FHIR-TYPE", sti, v, _("ventede {ventet}, fandt {hvad}", ventet=_(ventet), hvad=_navn(v))
            )
        return _MANGLER

    def meld(self, regel: str, sti: str, vaerdi: Any = None, aarsag: str | None = None) -> None:
        self.fund.append(Fund(regel, self.post_nr, None, sti, daek(vaerdi), aarsag))


def _navn(vaerdi: Any) -> str:
    return "null" if vaerdi is None else _(next(n for t, n in _TYPENAVN.items() if isinstance(vaerdi, t)))
