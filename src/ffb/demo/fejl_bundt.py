"""Plantings of form in FHIR: bundles that are sent once more, each with one fault.

Just before a citizen's newest bundle came a first attempt, spoilt in one place, which the right one mended.
It is never the newest version of anything, so no other figure moves, whether the receiver refuses it or not.
Each fault says which rules it must be found by, beside its own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ffb.demo.model import Borger, Kommuneverden, Plantet, Ventet
from ffb.demo.verden import Skaber

Json = dict[str, Any]
PROFIL = "http://fhir.kl.dk/ffbreporting/StructureDefinition/kl-reporting-ffb-"
RANG = "http://fhir.kl.dk/core/StructureDefinition/ConditionRank"
FOER = timedelta(minutes=1)  # the first attempt came so long before
DYBDE = 60


@dataclass(frozen=True, slots=True)
class Bundtfejl:
    """One fault: `aendr` spoils the bundle in place, or gives its bytes; LookupError = not this bundle."""

    regel: str
    aendr: Callable[[Json], bytes | None]
    foelger: tuple[str, ...] = ()


BUNDTFEJL: list[Bundtfejl] = []


def bundtfejl(regel: str, *foelger: str) -> Callable[[Callable[[Json], Any]], Callable[[Json], Any]]:
    """Enters a fault in the register."""

    def indfoer(aendr: Callable[[Json], Any]) -> Callable[[Json], Any]:
        BUNDTFEJL.append(Bundtfejl(regel, aendr, foelger))
        return aendr

    return indfoer


def make_fejlbundter(
    verden: Kommuneverden, s: Skaber, nyeste: dict[int, bytes]
) -> Iterator[tuple[str, bytes]]:
    """(file name, bytes) of each spoilt bundle; what must be found is noted in the world.

    Args:
        nyeste: the citizens' newest bundles, by nr.
    """
    egnede = [b for b in verden.borgere if b.nr in nyeste and _egnet(b)]
    for nr, fejl in enumerate(sorted(BUNDTFEJL, key=lambda fejl: fejl.regel)):
        for forskudt in range(len(egnede)):
            borger = egnede[(nr * 3 + forskudt) % len(egnede)]
            bundle = json.loads(nyeste[borger.nr])
            bundle["id"], bundle["timestamp"] = s.uuid(), _foer(bundle["timestamp"])
            try:
                data = fejl.aendr(bundle) or _bytes(bundle)
            except LookupError:
                continue
            navn = f"bundt-9{nr:04d}.json"
            for regel in (fejl.regel, *fejl.foelger):
                foelge = regel != fejl.regel
                verden.ventet.append(Ventet(regel, navn, "", fejl.regel, foelge))
            sag = borger.ydelser[0].indsats.sagsnummer
            verden.plantet.append(Plantet(fejl.regel, "bundt", navn, sag))
            yield navn, data
            break


def _foer(tid: str) -> str:
    return f"{datetime.fromisoformat(tid.removesuffix('Z')) - FOER:%Y-%m-%dT%H:%M:%SZ}"


def _egnet(b: Borger) -> bool:
    """Nothing else is planted on the citizen, and all his ydelser run."""
    loeber = all(y.slut is None for y in b.ydelser)
    return loeber and bool(b.scorer) and not (b.plantet or b.mangler or b.ventet)


def _bytes(bundle: Json) -> bytes:
    return json.dumps(bundle, ensure_ascii=False, separators=(",", ":")).encode()


def find(bundle: Json, profil: str) -> Json:
    """The first resource of a profile. Raises LookupError."""
    for entry in bundle["entry"]:
        if f"{PROFIL}{profil}" in entry["resource"]["meta"]["profile"]:
            return entry["resource"]  # type: ignore[no-any-return]
    raise LookupError(profil)


def find_ad(bundle: Json) -> Json:
    """A condition with a score."""
    for entry in bundle["entry"]:
        if "severity" in entry["resource"]:
            return entry["resource"]  # type: ignore[no-any-return]
    raise LookupError("severity")


def bestilt(bundle: Json) -> Json:
    """A carePlan that is ordered and running."""
    plan = find(bundle, "carePlan")
    if (plan["intent"], plan["status"]) != ("order", "active"):
        raise LookupError("order")
    return plan
