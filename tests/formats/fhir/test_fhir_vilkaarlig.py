"""Whatever stands in a file: a reading gives rows that fit, findings and file faults, and never raises."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from random import Random
from typing import Any

from fhir_eksempel import bundle, indsats, laes, patient, ressource, tema, ydelse
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ffb.errors import Exit

SKIDT: list[Any] = [None, 1, 1.5, 2**70, True, "", "x", [], {}, [None], [[]], {"a": 1}, {"coding": [{}]}]
SKIDT += ["\ud800", "é\u0000", "2025-13-01", "Patient/", "/", "|", "a/_history/", "urn:uuid:", "0101010101"]
MAAL = ressource(
    "Goal", "g", "interventionGoal", addresses=[{"reference": "Condition/t"}], target=[{"measure": {}}]
)
UDREDNING = ressource(
    "ClinicalImpression", "u", "x", finding=[{"itemReference": {"reference": "Condition/t"}}]
)
GOD = bundle(patient(), tema(), indsats(careTeam=[{"reference": "CareTeam/c"}]), ydelse(), MAAL, UDREDNING)


def find_pladser(v: Any) -> Iterator[tuple[Any, Any]]:
    """Every (container, key) of the JSON."""
    par = list(v.items()) if isinstance(v, dict) else list(enumerate(v)) if isinstance(v, list) else []
    for noegle, barn in par:
        yield v, noegle
        yield from find_pladser(barn)


def oedelaeg(tal: Random) -> bytes:
    b = copy.deepcopy(GOD)
    for _ in range(tal.choice([1, 2, 5, 20])):
        pladser = list(find_pladser(b))
        if pladser:
            beholder, noegle = tal.choice(pladser)
            beholder[noegle] = copy.deepcopy(tal.choice(SKIDT))
            if tal.random() < 0.3:
                del beholder[noegle]
    raa = bytearray(json.dumps(b, indent=tal.choice([None, 2])).encode())
    for _ in range(tal.choice([0, 0, 0, 1, 3])):
        raa[tal.randrange(len(raa))] = tal.randrange(256)
    return bytes(raa)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
@example(91)  # Latin-1 in an element the structures pass over
def test_no_file_makes_the_reader_fail(froe: int) -> None:
    fil = oedelaeg(Random(froe))
    laest = laes(fil, GOD)
    assert {t["fil_nr"] for t in laest.raekker["indsats"]} >= {2}
    assert len(laest.fejl) + len({f["fil_nr"] for f in laest.raekker["fil"]}) == 2
    dobbelt = any(f["regel"] == "FHIR-DOBBELT" for f in laest.raekker["formatfund"])
    if not dobbelt and not any(f.kode is Exit.TEGNSAET for f in laest.fejl):  # which the check refuses
        kendt = laes(fil, GOD, tjekket=True)  # what was checked before is read alike
        assert (kendt.raekker, kendt.fejl) == (laest.raekker, laest.fejl)


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_make_the_reader_fail(data: bytes) -> None:
    assert len(laes(data).fejl) == 1
