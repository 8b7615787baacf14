"""The proposal between § 83, § 83 a, § 85 and ældreloven on the page of a decision, and kept with it.

Opinion taken: the proposal is kept as it was made, by the law of the day the questions were answered; a later
law does not rewrite why something was decided. Nothing is decided by the program.
Source: 6-sag (§83/§85).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from ffb.server.sag.actions import Gemt, read_felter, save_felter
from ffb.server.sag.slags import Felt, Vaerdi, slags_dict
from ffb.server.sag.stoette import Forslag, propose
from ffb.server.sag.visning import simple_word


def show_forslag(felter: Mapping[str, Any]) -> dict[str, Any]:
    """The proposal as `sag/_forslag.html` shows it; `fulgt` is None until something is decided."""
    forslag = propose(answers_of(felter), timezone.localdate())
    foreslaaet, afgjort = felter.get("foreslaaet"), felter.get("afgjort")
    return {
        "ord": _word("afgjort", forslag.afgjort),
        "leverandoer": _word("leverandoer", forslag.leverandoer),
        "grunde": [g for g in (forslag.grund, *forslag.bemaerkninger) if g],
        "kontrol": forslag.kontrol,
        "fulgt": foreslaaet == afgjort if foreslaaet and afgjort else None,
    }


def follow(request: HttpRequest, felter: Mapping[str, Any]) -> dict[str, Any]:
    """What »Følg forslaget« writes: the provision, and who delivers where that follows from it."""
    if not request.POST.get("foelg"):
        return {}
    forslag = propose(answers_of(felter), timezone.localdate())
    return {n: v for n, v in (("afgjort", forslag.afgjort), ("leverandoer", forslag.leverandoer)) if v}


def keep_forslag(gemt: Gemt, *, by: Any) -> Gemt:
    """Keep with the decision what was proposed, when an answer has just been written."""
    if not any(f.navn in gemt.gemte for f in _questions()):
        return gemt
    forslag = propose(answers_of(read_felter(gemt.objekt)), timezone.localdate())
    nyt = {"foreslaaet": forslag.afgjort, "forslag": _describe(forslag)}
    nyeste = save_felter(gemt.objekt.pk, nyt, gemt.version, by=by)
    return replace(gemt, objekt=nyeste.objekt, version=nyeste.version)


def answer_forslag(request: HttpRequest, gemt: Gemt) -> dict[str, str]:
    """The proposal anew, for a page that has just saved an answer."""
    if gemt.objekt.slags != "beslutning":
        return {}
    forslag = show_forslag(read_felter(gemt.objekt))
    return {"forslag": render_to_string("sag/_forslag.html", {"forslag": forslag}, request)}


def answers_of(felter: Mapping[str, Any]) -> dict[str, Vaerdi]:
    """The questions answered, whether stored or as a form sends them."""
    ud: dict[str, Vaerdi] = {}
    for felt in _questions():
        try:
            ud[felt.navn] = felt.clean(felter.get(felt.navn)) if felter.get(felt.navn) is not False else False
        except ValueError:
            continue  # the save says what is wrong with it
    return ud


def _questions() -> list[Felt]:
    return [f for f in slags_dict()["beslutning"].felter.values() if f.type == "ja_nej"]


def _describe(forslag: Forslag) -> str:
    """Why, and what it rests on."""
    if forslag.grund is None:
        return ""
    return f"{forslag.grund.tekst} ({', '.join(forslag.grund.kilde)})"


def _word(felt: str, vaerdi: str) -> str:
    return simple_word(slags_dict()["beslutning"].felter[felt], vaerdi) if vaerdi else ""
