"""What the tests of the FHIR rules share: the official bundles, and ways to point into them."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from ffb.formats.fhir.profil import PROFIL, RANG_URL
from ffb.formats.fhir.regler import Brud, validate
from ffb.formats.fhir.regler.form import RESSOURCE

ROD = Path(__file__).resolve().parents[3]
DATA = ROD.parent / "shared" / "data"
OFFICIELLE = sorted((DATA / "uddatasaet").glob("*.json")) if (DATA / "uddatasaet").is_dir() else []
kraever_officielle = pytest.mark.skipif(not OFFICIELLE, reason="de officielle eksempler mangler (../shared)")

FFB = "urn:oid:1.2.208.176.2.22"
FF_KODE = "4934e45a-0f93-4c23-a767-2b681378700b"
AD_KODE = "3f9da5ac-9686-4eeb-b517-b46e17fcb1d7"
MODERAT = "5bdde847-2837-416b-ab63-bbff8b7aa531"
MAALGRUPPE_KODE = "5cfc9530-a193-4f66-9981-3b980ee9ea7b"
CPR = "6101814321"  # day + 60: nobody
GRAVE = {"fejl", "blokerende"}


@cache
def _tekst(nr: int) -> str:
    return (DATA / "uddatasaet" / f"encounter-{nr}.json").read_text(encoding="utf-8")


def load_bundle(nr: int = 6) -> dict[str, Any]:
    """A fresh copy of an official bundle."""
    return json.loads(_tekst(nr))


def nouns(bundle: dict[str, Any], noun: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """(index from 0, resource) of every resource of a profile."""
    for i, post in enumerate(bundle["entry"]):
        if PROFIL[noun] in post["resource"]["meta"]["profile"]:
            yield i, post["resource"]


def find(bundle: dict[str, Any], noun: str, nr: int = 0) -> tuple[dict[str, Any], str]:
    """The nr-th resource of a profile and its place."""
    i, ressource = list(nouns(bundle, noun))[nr]
    return ressource, f"Bundle.entry[{i}].resource"


def find_ad(bundle: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """The first theme with a level."""
    return next((r, f"Bundle.entry[{i}].resource") for i, r in nouns(bundle, "tilstand") if "severity" in r)


def grave(brud: list[Brud]) -> set[tuple[str, str]]:
    """(rule, place) of what refuses a bundle."""
    return {(b.regel, b.sti) for b in brud if b.alvor in GRAVE}


def alle(brud: list[Brud]) -> set[tuple[str, str]]:
    return {(b.regel, b.sti) for b in brud}


def check(bundle: dict[str, Any], *, streng: bool = False) -> list[Brud]:
    """Validate as the gateway gets it: as bytes."""
    return validate(json.dumps(bundle, ensure_ascii=False).encode(), streng=streng)


def rang(nr: int) -> dict[str, Any]:
    return {"url": RANG_URL, "valuePositiveInt": nr}


def copy_of(v: Any) -> Any:
    return copy.deepcopy(v)


def resource_type(noun: str) -> str:
    return RESSOURCE[noun]
