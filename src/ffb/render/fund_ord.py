"""The words of a check's verdict: icon, words and what happens next, the same in every output.

Source: 4-regler, The report of a check; 11-udseende, Conclusion.
"""

from __future__ import annotations

from ffb.rapport.tekster import NIVEAU
from ffb.rules.tjek import Tjek
from ffb.sprog import Dansk, _, antal_ord

ORD: dict[str, tuple[str, Dansk]] = {
    "klar": ("✓", "Klar"),
    "klar_med_mangler": ("!", "Klar med mangler"),
    "kan_ikke_modtages": ("✗", "Kan ikke modtages"),
}


def konklusion_ord(tjek: Tjek) -> tuple[str, str, str]:
    """(icon, words, what happens next)."""
    ikon, ord_ = ORD[tjek.konklusion]
    return ikon, _(ord_), _naeste(tjek)


def _naeste(tjek: Tjek) -> str:
    if tjek.konklusion == "klar":
        return f"{_(NIVEAU[1])} " + _("Dan rapporten med ffb rapport.")
    if tjek.konklusion == "kan_ikke_modtages":
        antal = sum(f.alvor == "blokerende" for f in tjek.fund)
        rest = _(", og send leverancen igen. Resten er tjekket alligevel.")
        hvad = antal_ord(antal, "Ret {antal} blokerende fund", "Ret {antal} blokerende fund")
        return hvad + rest if antal else _("Ret de fejl i form, som modtageren afviser") + rest
    if any(f.alvor == "fejl" for f in tjek.fund):
        return _(
            "Ret og send igen, eller godkend på niveau 2 eller 3, hvis tallene er de faktiske forhold. "
            "Manglende FFB forbyder aldrig godkendelse."
        )
    return _("Der er ingen fejl i det, der er tjekket, men krav er ikke tjekket: se Ikke tjekket.")
