"""Every fault the thorough check knows: its id, and how grave it is in the two modes.

Opinion taken: `hensigt` (what the guide means, so that its own examples pass) is the default; `streng` adds
what only its text page asks. The words of each rule stand in `ffb/rules/fhir/<ID>_*.toml`; a test holds the
two together. Source: 9-uddatasaet (quirks), 4-regler (alvor).
"""

from __future__ import annotations

FEJL, BLOKERENDE, ADVARSEL, OPLYSNING = "fejl", "blokerende", "advarsel", "oplysning"

AFVISER = frozenset({FEJL, BLOKERENDE})
"""What refuses the bundle it is found in (4-regler, The report of a check)."""

_BLOKERENDE = "JSON TEGNSAET BUNDLE BORGER FRITEKST-CPR"
_FEJL = (
    "DOBBELT NAN TEGN RESOURCETYPE TIDSPUNKT ENTRY RESSOURCE DYBDE MANGE "
    "UKENDT FORBUDT MIN MAKS TYPE TOM VALG VALG-FLERE FORMAT DATO PERIODE "
    "FAST BINDING VAERDISAET KODE KODE-UKENDT SYSTEM SYSTEM-GAMMEL "
    "UDVIDELSE UDVIDELSE-TOM SAG-TOM RANG RANG-TERM MODIFIER "
    "ID ID-DOBBELT FULLURL FULLURL-DOBBELT PROFIL PROFIL-UKENDT "
    "REFERENCE REFERENCE-SLAGS REFERENCE-PROFIL REFERENCE-BORGER REFERENCE-TYPE "
    "BORGER-FLERE CPR STS FRITEKST "
    "CONDITION-1 GOAL-1 GOAL-2 CAREPLAN-1 CAREPLAN-2 CAREPLAN-4 CAREPLAN-5 FOLLOWUP-1 "
    "DELIVERY-1 DELIVERY-2 DELIVERY-3"
)
_ADVARSEL = "DATO-DEL KODE-FLERE INDLEJRET REFERENCE-FORM CPR-BOGSTAV"
_OPLYSNING = "BOM DISPLAY UDVIDELSE-FREMMED PROFIL-FREMMED CPR-ERSTATNING CPR-MODULUS"
_STRENG = {
    "SAG": ADVARSEL,
    "MAAL-RANG": ADVARSEL,
    "MAALGRUPPE": ADVARSEL,
    "FULLURL-MANGLER": ADVARSEL,
    "PROFIL-MANGLER": OPLYSNING,
    "LASTUPDATED": OPLYSNING,
}
"""Milder than fejl in hensigt, fejl in streng."""


def _make_alvor() -> dict[str, tuple[str, str]]:
    grupper = ((_BLOKERENDE, BLOKERENDE), (_FEJL, FEJL), (_ADVARSEL, ADVARSEL), (_OPLYSNING, OPLYSNING))
    ens = {f"FHIR-{navn}": (alvor, alvor) for navne, alvor in grupper for navn in navne.split()}
    return ens | {f"FHIR-{navn}": (alvor, FEJL) for navn, alvor in _STRENG.items()}


ALVOR: dict[str, tuple[str, str]] = _make_alvor()
"""Rule id -> alvor in hensigt, alvor in streng."""


def find_alvor(regel: str, *, streng: bool = False) -> str:
    """How grave a rule is in a mode. Raises KeyError on an id that is not ours."""
    return ALVOR[regel][streng]
