"""One-fault mutations of an official bundle, made from every row of our profiles and of base R4.

Each is (name, expected (rule, place), what to do to a fresh bundle). The rows are read anew and walked by the
tests' own code (`regler_sted`); only the facts are shared with the check.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from regler_eksempel import FF_KODE, copy_of, load_bundle, nouns, resource_type
from regler_sted import find_sted, make, r4, read

from ffb.begreber import FFB_SYSTEM_GAMMEL, VAERDISAET
from ffb.formats.fhir.profil import PROFIL


@dataclass(frozen=True)
class Mutation:
    """A fault put in a fresh bundle by `goer`; `ventet` is the rule and place it must be told at."""

    navn: str
    ventet: tuple[str, str]
    goer: Callable[[dict[str, Any]], None]

    def bundle(self) -> dict[str, Any]:
        bundle = load_bundle()
        self.goer(bundle)
        return bundle


# -- from the profiles' rows ---------------------------------------------------------------------------


def make_mutationer() -> list[Mutation]:
    """Every mutation, each name once."""
    ud: dict[str, Mutation] = {}
    for raekke in read("elementer.csv"):
        for mutation in _make_raekke(raekke):
            ud.setdefault(mutation.navn, mutation)
    for noun in PROFIL:
        for mutation in (*_make_r4(noun), *_make_vaerdier(noun)):
            ud.setdefault(mutation.navn, mutation)
    return list(ud.values())


def _make_raekke(raekke: dict[str, str]) -> Iterator[Mutation]:
    noun, element = raekke["profil"], raekke["element"]
    if noun == "leverance":
        yield from _make_bundle(raekke)
        return
    if raekke["maks"] == "0":
        yield from _forbudt(noun, element)
        return
    if raekke["min"] not in ("", "0"):
        yield from _fjern(noun, element)
    if raekke["maks"] == "1":
        yield from _for_mange(noun, element)
    if raekke["fast"]:
        yield from _fast(noun, element, json.loads(raekke["fast"]))
    if raekke["vaerdisaet"] in VAERDISAET:
        yield from _koder(noun, element, raekke["vaerdisaet"])
    if raekke["maal"]:
        yield from _peger(noun, element)
    if raekke["hoejst"]:
        yield from _saet(f"{noun}.{element} over {raekke['hoejst']}", noun, element, "FHIR-RANG", 3)


def _make_bundle(raekke: dict[str, str]) -> Iterator[Mutation]:
    element = raekke["element"]
    rod = element.startswith("entry.")
    navn = element.removeprefix("entry.")
    sti = f"Bundle.entry[3].{navn}" if rod else f"Bundle.{navn}"

    def goer(bundle: dict[str, Any], vaerdi: Any = None) -> None:
        maal = bundle["entry"][3] if rod else bundle
        if vaerdi is None:
            del maal[navn]
        else:
            maal[navn] = vaerdi

    if raekke["maks"] == "0":
        yield Mutation(f"leverance.{element} forbudt", ("FHIR-FORBUDT", sti), lambda b: goer(b, {"id": "x"}))
    else:
        regel = {"timestamp": "FHIR-TIDSPUNKT", "resource": "FHIR-ENTRY"}.get(navn, "FHIR-MIN")
        yield Mutation(f"leverance.{element} fjernet", (regel, sti), goer)
    if raekke["fast"]:
        yield Mutation(f"leverance.{element} forkert", ("FHIR-FAST", sti), lambda b: goer(b, "batch"))


def _paa(
    noun: str, element: str, handling: Callable[[Any, Any], None], has: bool = True
) -> Callable[[Any], None]:
    def goer(bundle: dict[str, Any]) -> None:
        sted = find_sted(bundle, noun, element, has)
        assert sted
        handling(sted[0], sted[1])

    return goer


def _forbudt(noun: str, element: str) -> Iterator[Mutation]:
    if element.endswith(":abatementDateTime"):
        return
    sted = find_sted(load_bundle(), noun, element, False)
    if sted is None:
        return
    vaerdi = make(noun, element)
    yield Mutation(
        f"{noun}.{element} forbudt",
        ("FHIR-FORBUDT", sted[2]),
        _paa(noun, element, lambda f, n: f.__setitem__(n, vaerdi), False),
    )


def _fjern(noun: str, element: str) -> Iterator[Mutation]:
    sted = find_sted(load_bundle(), noun, element, True)
    if sted is None:
        return
    _, noegle, sti, _ = sted
    if isinstance(noegle, int):  # a slice: the list lacks it
        sti = sti[: sti.rindex("[")]
    yield Mutation(f"{noun}.{element} fjernet", ("FHIR-MIN", sti), _paa(noun, element, _slet))


def _slet(foraelder: Any, noegle: Any) -> None:
    del foraelder[noegle]


def _for_mange(noun: str, element: str) -> Iterator[Mutation]:
    sted = find_sted(load_bundle(), noun, element, True)
    if sted is None:
        return
    foraelder, noegle, sti, _ = sted
    if isinstance(noegle, int):
        ny = f"{sti[: sti.rindex('[')]}[{len(foraelder)}]"
        yield Mutation(
            f"{noun}.{element} to gange",
            ("FHIR-MAKS", ny),
            _paa(noun, element, lambda f, n: f.append(copy_of(f[n]))),
        )
    elif isinstance(foraelder[noegle], list):
        yield Mutation(
            f"{noun}.{element} to gange",
            ("FHIR-MAKS", f"{sti}[1]"),
            _paa(noun, element, lambda f, n: f[n].append(copy_of(f[n][0]))),
        )


def _saet(navn: str, noun: str, element: str, regel: str, vaerdi: Any) -> Iterator[Mutation]:
    sted = find_sted(load_bundle(), noun, element, True)
    if sted is not None:
        yield Mutation(
            navn, (regel, sted[2]), _paa(noun, element, lambda f, n: f.__setitem__(n, copy_of(vaerdi)))
        )


def _fast(noun: str, element: str, moenster: Any) -> Iterator[Mutation]:
    if isinstance(moenster, str):
        if not element.endswith("url"):
            yield from _saet(f"{noun}.{element} forkert", noun, element, "FHIR-FAST", "x")
        return
    hale = ".coding" if "coding" in moenster else ""
    for navn in ("system", "code"):
        yield from _saet(
            f"{noun}.{element} forkert {navn}", noun, f"{element}{hale}.{navn}", "FHIR-FAST", "x"
        )
        sted = find_sted(load_bundle(), noun, f"{element}{hale}.{navn}", True)
        if sted:
            sletning = _paa(noun, f"{element}{hale}.{navn}", _slet)
            yield Mutation(f"{noun}.{element} uden {navn}", ("FHIR-FAST", sted[2]), sletning)


def _koder(noun: str, element: str, vaerdisaet: str) -> Iterator[Mutation]:
    kode = element if element.endswith("coding") else f"{element}.coding"
    kode = kode.replace("detail[x]:detailCodeableConcept", "detail[x]")
    forkert = (
        FF_KODE if "ff_undertema" not in VAERDISAET[vaerdisaet] else "7e419926-bb04-4829-99c9-95ea20403c2c"
    )
    for navn, felt, regel, vaerdi in (
        ("kode fra andet sæt", "code", "FHIR-VAERDISAET", forkert),
        ("ukendt kode", "code", "FHIR-KODE-UKENDT", "00000000-0000-4000-8000-000000000000"),
        ("andet system", "system", "FHIR-SYSTEM", "http://example.org"),
        ("gammelt system", "system", "FHIR-SYSTEM-GAMMEL", FFB_SYSTEM_GAMMEL),
        ("system og kode fremmede", "", "FHIR-VAERDISAET", {"system": "http://example.org", "code": "x"}),
    ):
        if felt:
            yield from _saet(f"{noun}.{element} {navn}", noun, f"{kode}.{felt}", regel, vaerdi)
    for felt, regel in (("code", "FHIR-KODE"), ("system", "FHIR-SYSTEM")):
        sted = find_sted(load_bundle(), noun, f"{kode}.{felt}", True)
        assert sted, (noun, element)
        yield Mutation(f"{noun}.{element} uden {felt}", (regel, sted[2]), _paa(noun, f"{kode}.{felt}", _slet))


def _peger(noun: str, element: str) -> Iterator[Mutation]:
    her = f"{element}.reference"
    maal = next(r["maal"] for r in read("elementer.csv") if r["profil"] == noun and r["element"] == element)
    bundle = load_bundle()
    andre = {n: next(nouns(bundle, n))[1]["id"] for n in PROFIL}
    forkert = "tilbud" if maal != "tilbud" else "indsats"
    soester = {
        "tilstand": "maalgruppe",
        "maalgruppe": "tilstand",
        "indsats": "ydelse",
        "stoettebehov": "opfoelgning",
    }
    yield from _saet(
        f"{noun}.{element} ikke i leverancen", noun, her, "FHIR-REFERENCE", "Patient/findes-ikke"
    )
    for navn, regel, til in (
        ("forkert slags", "SLAGS", forkert),
        ("forkert profil", "PROFIL", soester.get(maal)),
    ):
        if til:
            ref = f"{resource_type(til)}/{andre[til]}"
            yield from _saet(f"{noun}.{element} {navn}", noun, her, f"FHIR-REFERENCE-{regel}", ref)
    sted = find_sted(bundle, noun, her, True)
    if sted:
        yield Mutation(f"{noun}.{element} kun navn", ("FHIR-REFERENCE", sted[2]), _paa(noun, her, _til_navn))
        yield Mutation(
            f"{noun}.{element} forkert type",
            ("FHIR-REFERENCE-TYPE", f"{sted[2].removesuffix('.reference')}.type"),
            _paa(noun, her, lambda f, n: f.__setitem__("type", "Device")),
        )


def _til_navn(foraelder: Any, noegle: Any) -> None:
    del foraelder[noegle]
    foraelder["id"] = "x"


# -- from base R4 -------------------------------------------------------------------------------------------


def _make_r4(noun: str) -> Iterator[Mutation]:
    type_ = resource_type(noun)
    for element, base in r4(type_).items():
        if base["min"] == "1" and element != "resourceType":
            yield from _fjern(noun, element)
        if base["koder"] and base["typer"] == "code":
            regel = "FHIR-FAST" if (noun, element) in FASTE_KODER else "FHIR-BINDING"
            yield from _saet(f"{noun}.{element} uden for R4", noun, element, regel, "findes-ikke")
        elif base["koder"]:
            yield from _saet(
                f"{noun}.{element} uden for R4", noun, f"{element}.coding.code", "FHIR-BINDING", "x"
            )
            yield from _saet(
                f"{noun}.{element} andet system", noun, f"{element}.coding.system", "FHIR-BINDING", "x"
            )
    yield from _saet(f"{noun} id for langt", noun, "id", "FHIR-FORMAT", "a" * 65)
    sted = find_sted(load_bundle(), noun, "id", True)
    assert sted
    yield Mutation(f"{noun} id mangler", ("FHIR-ID", sted[2]), _paa(noun, "id", _slet))
    rod = sted[2].removesuffix(".id")
    for navn, regel, vaerdi in (
        ("ukendt", "FHIR-UKENDT", "x"),
        ("text", "FHIR-FRITEKST", {"status": "generated", "div": "<div>x</div>"}),
    ):
        yield Mutation(
            f"{noun}.{navn} tilføjet", (regel, f"{rod}.{navn}"), _paa(noun, "id", _tilfoej(navn, vaerdi))
        )


FASTE_KODER = {("henvendelse", "intent"), ("planlagt_opfoelgning", "status")}


def _tilfoej(navn: str, vaerdi: Any) -> Callable[[Any, Any], None]:
    return lambda f, n: f.__setitem__(navn, vaerdi)


def _make_vaerdier(noun: str) -> Iterator[Mutation]:
    """Every value of the profile's first resource (the richest): wrong JSON type, null, empty; dates bent."""
    bundle = load_bundle()
    i, ressource = max(nouns(bundle, noun), key=lambda ir: len(json.dumps(ir[1])))
    for dele in _blade(ressource):
        if dele[0] in ("resourceType", "meta"):
            continue
        sti = f"Bundle.entry[{i}].resource" + "".join(
            f"[{d}]" if isinstance(d, int) else f".{d}" for d in dele
        )
        navn = f"{noun}{sti[sti.index('.resource') + 9 :]}"
        v = _hent(ressource, dele)
        if dele[-1] != "url":
            yield Mutation(f"{navn} null", ("FHIR-TOM", sti), _bytter(i, dele, None))
        if isinstance(v, str) and dele[-1] != "url":
            yield Mutation(f"{navn} tom", ("FHIR-TOM", sti), _bytter(i, dele, ""))
            yield Mutation(f"{navn} tal", ("FHIR-TYPE", sti), _bytter(i, dele, 7))
        elif isinstance(v, list):
            yield Mutation(f"{navn} tom liste", ("FHIR-TOM", sti), _bytter(i, dele, []))
            yield Mutation(f"{navn} ikke liste", ("FHIR-TYPE", sti), _bytter(i, dele, {"id": "x"}))
        elif isinstance(v, dict):
            yield Mutation(f"{navn} tomt objekt", ("FHIR-TOM", sti), _bytter(i, dele, {}))
            yield Mutation(f"{navn} tekst", ("FHIR-TYPE", sti), _bytter(i, dele, "x"))
        if isinstance(v, str) and v[:3] == "202":
            for dato in ("2021-02-30", "2021-05-28T09:17:33", "28-05-2021", "2021-5-2"):
                yield Mutation(f"{navn} {dato}", ("FHIR-DATO", sti), _bytter(i, dele, dato))


def _blade(v: Any, dele: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every value below, the first of each list only."""
    if dele:
        yield dele
    if isinstance(v, dict):
        for n, x in v.items():
            yield from _blade(x, (*dele, n))
    elif isinstance(v, list):
        yield from _blade(v[0], (*dele, 0))


def _hent(v: Any, dele: tuple[Any, ...]) -> Any:
    for d in dele:
        v = v[d]
    return v


def _bytter(i: int, dele: tuple[Any, ...], ny: Any) -> Callable[[dict[str, Any]], None]:
    def goer(bundle: dict[str, Any]) -> None:
        _hent(bundle["entry"][i]["resource"], dele[:-1])[dele[-1]] = copy_of(ny)

    return goer
