"""FFB_OIDC: the providers people may sign in with, read and checked when the server starts.

A fault is said as a sentence with its place; what stands in the variable is never repeated, for it holds
secrets.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

from ffb.errors import BrugsFejl
from ffb.sprog import Dansk, _

SKAL = ("provider_id", "client_id", "secret")
LOKALT = frozenset({"127.0.0.1", "::1", "localhost"})


def parse_udbydere(tekst: str | None) -> list[dict[str, Any]]:
    """The list as django-allauth takes it; none where the variable is empty.

    Raises:
        BrugsFejl: it is not JSON, or a provider lacks something it cannot work without.
    """
    if not tekst or not tekst.strip():
        return []
    try:
        liste = json.loads(tekst)
    except json.JSONDecodeError as fejl:
        hvad = (
            "FFB_OIDC er ikke JSON: linje {linje}, tegn {tegn}. Skriv en liste som i docs/haandbog/adgang.md."
        )
        raise BrugsFejl(_(hvad, linje=fejl.lineno, tegn=fejl.colno)) from None
    if not isinstance(liste, list):
        raise BrugsFejl("FFB_OIDC skal være en liste af udbydere: [{…}].")
    for nr, udbyder in enumerate(liste, start=1):
        if mangel := _find_mangel(udbyder):
            raise BrugsFejl(_("FFB_OIDC, udbyder {nr}: {mangel}", nr=nr, mangel=mangel))
    if len({u["provider_id"] for u in liste}) < len(liste):
        raise BrugsFejl("FFB_OIDC: to udbydere har samme provider_id.")
    return liste


def _find_mangel(udbyder: object) -> Dansk:
    """What is wrong with a provider; '' when nothing is."""
    if not isinstance(udbyder, dict):
        return _("den skal være et objekt: {…}.")
    for felt in SKAL:
        if not isinstance(udbyder.get(felt), str) or not udbyder[felt]:
            return _("{felt} mangler eller er ikke en tekst.", felt=felt)
    valg = udbyder.get("settings")
    if not isinstance(valg, dict) or not isinstance(valg.get("server_url"), str):
        return _("settings.server_url, udbyderens adresse, mangler.")
    adresse = urlsplit(valg["server_url"])
    if adresse.scheme != "https" and not (adresse.scheme == "http" and adresse.hostname in LOKALT):
        return _("settings.server_url skal begynde med https.")
    for felt in ("totrin", "verified_email"):
        if not isinstance(valg.get(felt, False), bool):
            return _("settings.{felt} skal være true eller false.", felt=felt)
    return ""
