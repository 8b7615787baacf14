"""The citizen: exactly one, with a CPR number that can be, and a municipality that is an STS organisation.

Opinion taken (quirk 5): the real date by the century rule decides; erstatningsnumre and modulus 11 are
oplysning (modulus 11 is no rule since 2007, nor for 1 January births), the health sector's eCPR is advarsel.
Source: 9-uddatasaet, quirk 5 and CPR; the CPR number is never shown.
"""

from __future__ import annotations

import re

from ffb.formats.fhir.profil import CPR_SYSTEM, STS_SYSTEM
from ffb.formats.fhir.regler.brud import Melder, objekt, tekst
from ffb.formats.fhir.regler.poster import Post
from ffb.formats.identitet import foedselsaar, is_dato
from ffb.sprog import Dansk, _

_VAEGTE = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
ET_CPR = Dansk("et CPR-nummer: ti cifre")
is_sts = re.compile(
    r"(urn:uuid:)?[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
).fullmatch
_TAL = re.compile(r"[0-9]{10}")
_BOGSTAV = re.compile(r"[0-9]{6}[0-9A-Z]{4}")


def check_borgere(poster: list[Post], melder: Melder) -> None:
    """How many citizens there are, and the numbers of each."""
    borgere = [p for p in poster if p.type == "Patient"]
    if not borgere:
        melder.goto(None, "Bundle")
        melder.meld("FHIR-BORGER", "Bundle.entry", forventet="én Patient")
    for nr, post in enumerate(borgere):
        melder.goto(post.nr, post.type)
        if nr:
            melder.meld(
                "FHIR-BORGER-FLERE",
                post.sti,
                aarsag=_("borger nummer {nr}", nr=nr + 1),
                forventet="én Patient",
            )
        _check_numre(post, melder)


def _check_numre(post: Post, melder: Melder) -> None:
    identifier = post.raa.get("identifier")
    for i, nummer in enumerate(identifier if isinstance(identifier, list) else []):
        vaerdi = tekst(objekt(nummer).get("value"))
        if vaerdi.strip() and objekt(nummer).get("system", CPR_SYSTEM) == CPR_SYSTEM:
            for regel, aarsag in find_cpr_brud(vaerdi):
                melder.meld(regel, f"{post.sti}.identifier[{i}].value", None, aarsag, _(ET_CPR))
    organisation = objekt(objekt(post.raa.get("managingOrganization")).get("identifier"))
    sts = tekst(organisation.get("value"))
    if sts.strip() and organisation.get("system") == STS_SYSTEM and not is_sts(sts):
        sti = f"{post.sti}.managingOrganization.identifier.value"
        melder.meld("FHIR-STS", sti, sts, forventet="en UUID, evt. med urn:uuid:")


def find_cpr_brud(cpr: str) -> list[tuple[str, str]]:
    """The rules a CPR number breaks, with the reason (which holds no digit of it)."""
    if not _TAL.fullmatch(cpr):
        if _BOGSTAV.fullmatch(cpr) and _is_dato(cpr, None):
            return [("FHIR-CPR-BOGSTAV", Dansk("bogstaver i de sidste fire tegn"))]
        return [("FHIR-CPR", Dansk("er ikke ti cifre"))]
    if not _is_dato(cpr, foedselsaar(int(cpr[4:6]), int(cpr[6]))):
        return [("FHIR-CPR", Dansk("datoen findes ikke"))]
    if int(cpr[0]) >= 6:
        return [("FHIR-CPR-ERSTATNING", Dansk("dag + 60"))]
    if cpr[:4] != "0101" and sum(v * int(c) for v, c in zip(_VAEGTE, cpr, strict=True)) % 11:
        return [("FHIR-CPR-MODULUS", Dansk("modulus 11 går ikke op"))]
    return []


def _is_dato(cpr: str, aar: int | None) -> bool:
    """True if the first six digits are a date, day + 60 counted; without a year any leap day is one."""
    dag, maaned = int(cpr[:2]), int(cpr[2:4])
    return is_dato(aar or 2000, maaned, dag - 60 if dag > 60 else dag)
