"""Hostile bundles: bounded time and memory, and a finding or a clear error for each."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable

import pytest
from fhir_eksempel import bundle, laes, tema

from ffb.formats.fhir.regler import validate
from ffb.formats.fhir.regler.brud import MAKS_BRUD
from ffb.formats.fhir.tilsyn import Tilsyn

HEL = json.dumps(bundle(tema()))
MIO = 1_000_000
AFVISER = {"fejl", "blokerende"}


def paa(tekst: str) -> bytes:
    """The bundle with one thing more in its end."""
    return (HEL[:-1] + tekst + "}").encode()


def skift(fra: str, til: str) -> bytes:
    assert fra in HEL
    return HEL.replace(fra, til, 1).encode()


FJENDTLIGE: dict[str, Callable[[], bytes]] = {
    "10.000 lag lister": lambda: paa(',"x":' + "[" * 10_000 + "]" * 10_000),
    "10.000 lag udvidelser": lambda: skift(
        '"id": "t"', '"id": "t", "extension": ' + '[{"url":"x","extension":' * 10_000 + "[]" + "}]" * 10_000
    ),
    "100 lag udvidelser": lambda: skift(
        '"id": "t"', '"id": "t", "extension": ' + '[{"url":"x","extension":' * 100 + "[]" + "}]" * 100
    ),
    "en million entries": lambda: b'{"resourceType":"Bundle","entry":[' + b",".join([b"{}"] * MIO) + b"]}",
    "1e999": lambda: paa(',"x":1e999'),
    "tal med 400 cifre": lambda: paa(',"total":' + "9" * 400),
    "tal med 10.000 cifre": lambda: paa(',"total":' + "9" * 10_000),
    "rang med 400 cifre": lambda: skift(
        '"id": "t"', '"id": "t", "extension": [{"url": "x", "valuePositiveInt": ' + "9" * 400 + "}]"
    ),
    "samme nøgle 200.000 gange": lambda: paa("," + ",".join(['"a":1'] * 200_000)),
    "200.000 ukendte nøgler": lambda: paa("," + ",".join(f'"a{i}":1' for i in range(200_000))),
    "NaN": lambda: paa(',"x":NaN'),
    "Infinity": lambda: paa(',"total":-Infinity'),
    "halvt tegn": lambda: skift('"id": "t"', '"id": "t\\ud800"'),
    "halvt tegn som nøgle": lambda: paa(',"\\udfff":1'),
    "tekst på 10 MB": lambda: skift('"id": "t"', '"id": "' + "t" * 10_000_000 + '"'),
    "dato på 10 MB": lambda: skift(
        '"recordedDate": "2025-03-01', '"recordedDate": "2025-03-01T10:00:00.' + "1" * 10_000_000 + "Z"
    ),
    "en million tomme koder": lambda: skift('"coding": [', '"coding": [' + "{}," * MIO),
}


@pytest.mark.parametrize("navn", FJENDTLIGE)
def test_a_hostile_bundle_is_refused_in_bounded_time(navn: str) -> None:
    data = FJENDTLIGE[navn]()
    start = time.process_time()
    brud = Tilsyn(streng=False).check(data)
    assert {b.alvor for b in brud} & AFVISER or navn == "dato på 10 MB"  # which R4 allows
    assert len(brud) <= MAKS_BRUD + 1
    assert all(len(b.vaerdi or "") <= 80 for b in brud)
    laest = laes(data)
    assert time.process_time() - start < 20
    assert len(laest.fejl) + len(laest.raekker["fil"]) == 1


def test_a_bom_is_told_of_and_nothing_more() -> None:
    (bom,) = set(validate(b"\xef\xbb\xbf" + HEL.encode())) - set(validate(HEL.encode()))
    assert (bom.regel, bom.alvor) == ("FHIR-BOM", "oplysning")


_PROEVE = """
import resource, sys
from ffb.formats.fhir.tilsyn import Tilsyn
goal = b'{"resource":{"resourceType":"Goal"}}'
data = b'{"resourceType":"Bundle","entry":[' + b",".join([goal] * 1_000_000)
foer = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
brud = Tilsyn(streng=True).check(data + b"]}")
print(len(brud), (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - foer) // 1024)
"""


def test_a_million_resources_do_not_fill_the_memory() -> None:
    svar = subprocess.run([sys.executable, "-c", _PROEVE], capture_output=True, text=True, check=True)
    antal, megabyte = map(int, svar.stdout.split())
    assert antal == MAKS_BRUD + 1
    assert megabyte < 1_500
