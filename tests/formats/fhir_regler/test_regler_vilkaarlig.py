"""Whatever stands in a bundle, the check answers; and it stays linear."""

from __future__ import annotations

import json
import time
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from regler_eksempel import check, copy_of, kraever_officielle, load_bundle

from ffb.formats.fhir.regler import ALVOR, validate

pytestmark = kraever_officielle

blade = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
vaerdier = st.recursive(
    blade,
    lambda b: st.lists(b, max_size=3) | st.dictionaries(st.text(max_size=8), b, max_size=3),
    max_leaves=6,
)


@st.composite
def forstyrrede(draw: st.DrawFn) -> Any:
    """An official bundle with a few values, anywhere, replaced, removed, doubled or added to."""
    bundle = load_bundle(draw(st.sampled_from([5, 6])))
    for _ in range(draw(st.integers(1, 6))):
        foraelder: Any = bundle
        while True:
            noegler = list(foraelder) if isinstance(foraelder, dict) else list(range(len(foraelder)))
            if not noegler:
                break
            noegle = draw(st.sampled_from(noegler))
            barn = foraelder[noegle]
            if not isinstance(barn, dict | list) or draw(st.integers(0, 4)) == 0:
                _forstyr(draw, foraelder, noegle)
                break
            foraelder = barn
    return bundle


def _forstyr(draw: st.DrawFn, foraelder: Any, noegle: Any) -> None:
    hvad = draw(st.sampled_from(["andet", "fjern", "dobbelt", "nyt"]))
    if hvad == "andet":
        foraelder[noegle] = draw(vaerdier)
    elif hvad == "fjern":
        del foraelder[noegle]
    elif isinstance(foraelder, list):
        foraelder.append(copy_of(foraelder[noegle]))
    elif hvad == "nyt":
        foraelder[draw(st.text(max_size=8))] = draw(vaerdier)
    else:
        foraelder[noegle] = [copy_of(foraelder[noegle])]


@settings(max_examples=150, deadline=None)
@given(forstyrrede(), st.booleans())
def test_any_bundle_gets_an_answer(bundle: Any, streng: bool) -> None:
    brud = validate(bundle, streng=streng)
    assert {b.regel for b in brud} <= set(ALVOR)
    assert all(b.sti.startswith("Bundle") for b in brud)
    som_bytes = validate(json.dumps(bundle).encode(), streng=streng)
    assert {b.regel for b in som_bytes} == {b.regel for b in brud}


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(["resourceType", "entry", "meta", "id", "type", "x"]), vaerdier))
def test_any_object_gets_an_answer(indhold: dict[str, Any]) -> None:
    assert validate(indhold | {"resourceType": "Bundle"})


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=80))
def test_any_bytes_get_an_answer(data: bytes) -> None:
    assert {b.alvor for b in validate(data)} & {"blokerende", "fejl"}


def test_a_hundredfold_bundle_costs_no_more_than_its_share() -> None:
    """No quadratic step: 100 times the entries, well under 1000 times the time."""
    lille = load_bundle()
    stor = load_bundle()
    skabelon = stor["entry"][2:]
    for nr in range(100):
        for post in copy_of(skabelon):
            post["resource"]["id"] = f"{nr}-{post['resource']['id']}"[:64]
            post["fullUrl"] = f"{post['resource']['resourceType']}/{post['resource']['id']}"
            stor["entry"].append(post)
    assert _tid(stor) < 400 * max(_tid(lille), 0.002)


def _tid(bundle: dict[str, Any]) -> float:
    """CPU seconds, every resource walked: neither other work nor what is remembered counts."""
    data = json.dumps(bundle).encode()
    start = time.process_time()
    validate(data, huskende=False)
    return time.process_time() - start


def test_many_doubled_keys_cost_little() -> None:
    par = ",".join(f'"a{i}":1' for i in range(50_000))
    start = time.perf_counter()
    brud = validate(f'{{"resourceType":"Bundle","entry":[],{par},"a1":2}}'.encode())
    assert time.perf_counter() - start < 10
    assert "FHIR-DOBBELT" in {b.regel for b in brud}


def test_all_resources_broken_at_once() -> None:
    bundle = load_bundle()
    for post in bundle["entry"]:
        post["resource"]["subject"] = None
    assert sum(b.sti.endswith(".subject") for b in check(bundle)) == len(bundle["entry"])
