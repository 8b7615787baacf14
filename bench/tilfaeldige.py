"""Random changes to faultless bundles, made without knowing any rule: do other tools see what we do not?

Not every change is a fault (a code may be swapped for one just as good), so no tool can be held to all of
them; but what another tool complains of and ours accepts is either a fault we miss or a false alarm of
theirs, and is listed. Same seed, same changes.
"""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

FROE = 2025
Sted = tuple[Any, Any]  # parent, key or index


@dataclass(frozen=True)
class Tilfaeldig:
    """One change. foer: the faultless bundle."""

    navn: str
    foer: bytes
    data: bytes


def make_tilfaeldige(bundter: list[bytes], antal: int) -> list[Tilfaeldig]:
    """So many changes, spread over the bundles; each really changes something."""
    tilfaeldig = random.Random(FROE)
    ud: list[Tilfaeldig] = []
    while len(ud) < antal:
        foer = bundter[len(ud) % len(bundter)]
        bundle = json.loads(foer)
        navn = _spoil(bundle, tilfaeldig)
        data = json.dumps(bundle, ensure_ascii=False).encode()
        if data != json.dumps(json.loads(foer), ensure_ascii=False).encode():
            ud.append(Tilfaeldig(navn, foer, data))
    return ud


def _spoil(bundle: dict[str, Any], tilfaeldig: random.Random) -> str:
    """Change one value anywhere; what was done and where."""
    steder = list(_steder(bundle, "Bundle"))
    (foraelder, noegle), sti = tilfaeldig.choice(steder)
    gammel = foraelder[noegle]
    ens = [f[n] for (f, n), _ in steder if n == noegle and type(f[n]) is type(gammel) and f[n] != gammel]
    valg = {
        "fjernet": lambda: foraelder.pop(noegle),
        "null": lambda: _saet(foraelder, noegle, None),
        "tom": lambda: _saet(foraelder, noegle, type(gammel)()),
        "anden type": lambda: _saet(foraelder, noegle, 7 if isinstance(gammel, str) else "x"),
        "pakket i liste": lambda: _saet(foraelder, noegle, [gammel]),
        "gentaget": lambda: _saet(foraelder, noegle, [*gammel, *copy.deepcopy(gammel)]),
        "omdøbt": lambda: _saet(foraelder, f"{noegle}X", foraelder.pop(noegle)),
        "værdi fra andet sted": lambda: _saet(foraelder, noegle, copy.deepcopy(tilfaeldig.choice(ens))),
        "ekstra tegn": lambda: _saet(foraelder, noegle, f"{gammel}x"),
    }
    if not isinstance(gammel, list):
        del valg["gentaget"]
    if isinstance(foraelder, list):
        del valg["omdøbt"]
    if not ens:
        del valg["værdi fra andet sted"]
    if not isinstance(gammel, str):
        del valg["ekstra tegn"]
    navn = tilfaeldig.choice(sorted(valg))
    valg[navn]()
    return f"{sti} {navn}"


def _saet(foraelder: Any, noegle: Any, vaerdi: Any) -> None:
    foraelder[noegle] = vaerdi


def _steder(v: Any, sti: str) -> Iterator[tuple[Sted, str]]:
    """Every value below, and its place."""
    par = v.items() if isinstance(v, dict) else enumerate(v) if isinstance(v, list) else ()
    for noegle, barn in par:
        her = f"{sti}[{noegle}]" if isinstance(noegle, int) else f"{sti}.{noegle}"
        yield (v, noegle), her
        yield from _steder(barn, her)
