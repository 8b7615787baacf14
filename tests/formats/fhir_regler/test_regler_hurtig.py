"""The quick way and the thorough way agree, on what is valid and on what is nearly so.

The judge here is the thorough way that walks everything (`huskende=False`): it shares no memory with the
others. Sound: what the quick way tells is what the judge tells, or it says that it does not know. Complete:
it knows of the bundles with nothing but the usual wrong.
"""

from __future__ import annotations

import copy
import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any, get_args

import msgspec
import pytest
from bench.fhir import kompakt, syntetiske
from bench.mutationer import find_steder, muter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from regler_eksempel import OFFICIELLE, kraever_officielle, load_bundle, nouns
from test_regler_gyldige import GYLDIGE

from ffb.errors import Filfejl
from ffb.formats.fhir.aabn import Aabner, Aabnet
from ffb.formats.fhir.regler import Brud, validate
from ffb.formats.fhir.regler.alene import walk_post
from ffb.formats.fhir.regler.brud import Melder
from ffb.formats.fhir.regler.form import RESSOURCE
from ffb.formats.fhir.regler.gang import Gang
from ffb.formats.fhir.regler.hurtig import VANLIGE, find_hurtigt
from ffb.formats.fhir.regler.poster import Post
from ffb.formats.fhir.regler.ruter import find_henvisninger
from ffb.formats.fhir.strukturer import RESSOURCER
from ffb.formats.grundlag import Fil
from orakel.generator import GANGE

pytestmark = kraever_officielle
ANTAL = 5_000 * GANGE
ANDEN_VEJ = {"sagsnummer_officielt_som_tekst", "maal_med_frist_og_ekstra_maaling", "element_id_og_skygge"}
"""Valid, with elements the structures do not hold: the thorough way judges them."""
aabner = Aabner()


def aabn(data: bytes) -> Aabnet | Filfejl:
    return aabner.aabn(Fil("x.json", data))


def hurtigt(data: bytes, *, streng: bool = False) -> list[Brud] | None:
    aabnet = aabn(data)
    if isinstance(aabnet, Filfejl) or not aabnet.hel:
        return None
    return find_hurtigt(aabnet.bundle, streng=streng)


def grundigt(data: bytes, *, streng: bool = False) -> list[Brud]:
    return validate(data, streng=streng, huskende=False)


def skal_kendes(brud: list[Brud]) -> bool:
    return VANLIGE.issuperset(b.regel for b in brud)


# -- complete ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("streng", [False, True])
@pytest.mark.parametrize("fil", OFFICIELLE, ids=lambda f: f.stem)
def test_the_official_bundles_are_known(fil: Any, streng: bool) -> None:
    for data in (fil.read_bytes(), kompakt(fil.read_bytes())):
        assert hurtigt(data, streng=streng) == grundigt(data, streng=streng)


@pytest.mark.parametrize("streng", [False, True])
def test_the_demos_bundles_are_known(streng: bool) -> None:
    for data in syntetiske(150):
        assert hurtigt(data, streng=streng) == grundigt(data, streng=streng)


@pytest.mark.parametrize("variation", GYLDIGE, ids=lambda f: f.__name__)
def test_a_valid_variation_is_known(variation: Any) -> None:
    bundle = load_bundle()
    data = json.dumps(variation(bundle) or bundle, ensure_ascii=False, separators=(",", ":")).encode()
    brud, kendt = grundigt(data), hurtigt(data)
    assert kendt in (None, brud)
    assert (kendt is not None) is (skal_kendes(brud) and variation.__name__ not in ANDEN_VEJ)


@pytest.mark.parametrize("indrykning", [None, 2])
def test_escaped_letters_are_known(indrykning: int | None) -> None:
    """As .NET and Python write them; a quotation mark in a text is no key."""
    bundle = load_bundle()
    data = json.dumps(bundle, ensure_ascii=True, indent=indrykning).encode()
    assert rb"\u00e" in data
    assert hurtigt(data) == grundigt(data) == grundigt(json.dumps(bundle).encode())
    for tekst in ('"', '":', '\\":', "\\\\"):
        bundle["entry"][0]["resource"]["managingOrganization"]["identifier"]["value"] = tekst
        aabnet = aabn(json.dumps(bundle).encode())
        assert isinstance(aabnet, Aabnet) and aabnet.hel
        doblet = json.dumps(bundle).replace(
            '"type": "collection"', '"type": "collection", "type": "collection"'
        )
        aabnet = aabn(doblet.encode())
        assert isinstance(aabnet, Aabnet) and not aabnet.hel


# -- sound ------------------------------------------------------------------------------------------------


@cache
def baser() -> list[bytes]:
    """Small bundles, quick to judge: two official ones, and some of the demo's."""
    officielle = [kompakt(f.read_bytes()) for f in OFFICIELLE if f.stat().st_size < 20_000]
    return officielle * 5 + syntetiske(40)


def mindste(noun: str) -> Any:
    """The smallest bundle that has a resource of a profile."""
    return next(b for b in map(json.loads, sorted(baser(), key=len)) if list(nouns(b, noun)))


TAL: Counter[str] = Counter()


@pytest.mark.lang
@settings(max_examples=ANTAL, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**40), st.sampled_from([1, 1, 1, 2, 4]), st.booleans())
def test_the_ways_agree_on_mutated_bundles(froe: int, gange: int, streng: bool) -> None:
    tal = Random(froe)
    data = muter(tal.choice(baser()), tal, gange)
    brud, aabnet = grundigt(data, streng=streng), aabn(data)
    TAL["set"] += 1
    if isinstance(aabnet, Filfejl):
        assert any(b.alvor in ("fejl", "blokerende") for b in brud)
        return
    typet = aabnet.bundle if aabnet.hel else None
    assert validate(data, streng=streng, typet=typet) == brud
    kendt = None if typet is None else find_hurtigt(typet, streng=streng)
    assert kendt in (None, brud)
    TAL["rene"] += skal_kendes(brud)
    TAL["kendt"] += kendt is not None


@pytest.mark.lang
def test_enough_were_seen_and_nearly_all_clean_ones_known() -> None:
    """Runs after the one above: of the mutations that leave a bundle clean, few take the thorough way."""
    if TAL["set"] < ANTAL:
        pytest.skip("kun efter alle mutationer")
    assert TAL["set"] - TAL["rene"] >= ANTAL // 2
    assert TAL["rene"] >= ANTAL // 20
    assert TAL["kendt"] >= 0.95 * TAL["rene"]


NOUNS = [n for n in RESSOURCE if n != "leverance"]
TOMT: list[Any] = [{}, [], "", None, [{}], [""], " ", 0]


@pytest.mark.parametrize("noun", NOUNS)
def test_the_ways_agree_on_every_place_made_empty_or_odd(noun: str) -> None:
    """Each place in turn, so that no field of the structures is forgotten."""
    bundle = mindste(noun)
    _, r = next(nouns(bundle, noun))
    for beholder, noegle in find_steder(r):
        foer = beholder[noegle]
        for v in [*TOMT, *([f"{foer}0", foer[:-1]] if isinstance(foer, str) else [])]:
            beholder[noegle] = v
            assert_enige(bundle)
        beholder[noegle] = foer


def felter(type_: type[msgspec.Struct], dybde: int = 2) -> Iterator[tuple[str, Any]]:
    """JSON name and a value for every field of a structure, and of those in it."""
    for felt in msgspec.structs.fields(type_):
        for led in (felt.type, *get_args(felt.type)):
            if dybde and isinstance(led, type) and issubclass(led, msgspec.Struct):
                yield felt.encode_name, {}
                yield from ((felt.encode_name, {navn: v}) for navn, v in felter(led, dybde - 1))
        yield from ((felt.encode_name, v) for v in ("x", 1))


@pytest.mark.parametrize("noun", NOUNS)
def test_the_ways_agree_on_every_field_put_where_it_was_not(noun: str) -> None:
    bundle = mindste(noun)
    _, r = next(nouns(bundle, noun))
    for navn, v in felter(RESSOURCER[r["resourceType"]]):
        foer = copy.deepcopy(r)
        for ny in (v, [v]):
            r[navn] = (r[navn] | ny) if isinstance(r.get(navn), dict) and isinstance(ny, dict) else ny
            assert_enige(bundle)
            r.clear()
            r.update(copy.deepcopy(foer))


@pytest.mark.parametrize("felt", ["valueReference", "valueIdentifier"])
def test_an_empty_object_deep_in_a_resource_is_not_taken_for_an_absent_one(felt: str) -> None:
    """Those like it were found without breach just before, and its imprint must not be theirs."""
    bundle = next(b for b in map(json.loads, baser()) if any(_rangerede(b)))
    for udvidelse in _rangerede(bundle):
        assert_enige(bundle)
        udvidelse[felt] = {}
        assert_enige(bundle)
        del udvidelse[felt]


def _rangerede(bundle: Any) -> Iterator[Any]:
    for post in bundle["entry"]:
        for peger in post["resource"].get("addresses", []):
            yield from peger.get("extension", [])


@pytest.mark.parametrize("reference", ["", " ", None])
@pytest.mark.parametrize("noun", NOUNS)
def test_a_reference_without_target_is_seen_in_a_resource_known_as_clean(
    noun: str, reference: str | None
) -> None:
    bundle = mindste(noun)
    _, r = next(nouns(bundle, noun))
    for beholder, noegle in list(find_steder(r)):
        if noegle == "reference":
            assert_enige(bundle)
            foer = beholder.pop(noegle)
            if reference is not None:
                beholder[noegle] = reference
            assert_enige(bundle)
            beholder[noegle] = foer


def assert_enige(bundle: Any) -> None:
    data = json.dumps(bundle, ensure_ascii=False, separators=(",", ":")).encode()
    brud, aabnet = grundigt(data), aabn(data)
    typet = aabnet.bundle if isinstance(aabnet, Aabnet) and aabnet.hel else None
    assert validate(data, typet=typet) == brud
    assert typet is None or find_hurtigt(typet) in (None, brud)


def test_routes_lead_to_every_reference_the_walk_meets() -> None:
    for bundle in [*map(json.loads, baser()), load_bundle(6)]:
        for noun in NOUNS:
            for i, r in nouns(bundle, noun):
                post = Post(i + 1, r["resourceType"], r["id"], "", f"Bundle.entry[{i}].resource", r, noun)
                gang = Gang(Melder(False))
                gang.melder.goto(post.nr, post.type)
                walk_post(post, noun, gang)
                moedt = [h for h in gang.henvisninger if "reference" in h.vaerdi]  # not the organisation
                assert sorted(map(str, find_henvisninger(post))) == sorted(map(str, moedt))
