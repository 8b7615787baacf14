"""The words of a check's verdict: icon, words and what happens next, the same in every output.

Source: 4-regler, The report of a check; 11-udseende, Conclusion.
"""

from __future__ import annotations

from ffb.rapport.tekster import NIVEAU, antal_ord
from ffb.rules.tjek import Tjek

ORD = {
    "klar": ("✓", "Klar"),
    "klar_med_mangler": ("!", "Klar med mangler"),
    "kan_ikke_modtages": ("✗", "Kan ikke modtages"),
}


def konklusion_ord(tjek: Tjek) -> tuple[str, str, str]:
    """(icon, words, what happens next)."""
    return *ORD[tjek.konklusion], _naeste(tjek)


def _naeste(tjek: Tjek) -> str:
    if tjek.konklusion == "klar":
        return f"{NIVEAU[1]} Dan rapporten med ffb rapport."
    if tjek.konklusion == "kan_ikke_modtages":
        antal = sum(f.alvor == "blokerende" for f in tjek.fund)
        hvad = antal_ord(antal, "blokerende fund", "blokerende fund") if antal else "de fejl i form"
        rest = ", og send leverancen igen. Resten er tjekket alligevel."
        return f"Ret {hvad}{rest}" if antal else f"Ret {hvad}, som modtageren afviser{rest}"
    if any(f.alvor == "fejl" for f in tjek.fund):
        return (
            "Ret og send igen, eller godkend på niveau 2 eller 3, hvis tallene er de faktiske forhold. "
            "Manglende FFB forbyder aldrig godkendelse."
        )
    return "Der er ingen fejl i det, der er tjekket, men krav er ikke tjekket: se Ikke tjekket."
