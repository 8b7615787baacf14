"""The kinds (`art`) of concepts, what they are called in Danish, and how a person may write them."""

from __future__ import annotations

from ffb.begreber.soeg import fold
from ffb.sprog import Dansk

ART_NAVN: dict[str, Dansk] = {
    "ydelse": "Ydelse",
    "tilbud": "Tilbud",
    "maalgruppe": "Målgruppe",
    "ff_overtema": "Funktioner og forhold, overtema",
    "ff_undertema": "Funktioner og forhold, undertema",
    "omgivelse_overtema": "Omgivelser, overtema",
    "omgivelse_undertema": "Omgivelser, undertema",
    "ad_overtema": "Aktivitet og deltagelse, overtema",
    "ad_undertema": "Aktivitet og deltagelse, undertema",
    "funktionsevneniveau": "Funktionsevneniveau",
    "stoettebehovsniveau": "Støttebehovsniveau",
    "maaltype": "Måltype",
    "opfoelgningsresultat": "Resultat af opfølgning",
    "ydelse_gruppe": "Ydelse, gruppe",
    "tilbud_gruppe": "Tilbud, gruppe",
    "maalgruppe_gruppe": "Målgruppe, gruppe",
    "rod": "Rod",
    "gruppe": "Gruppe",
    "begreb": "Begreb",
}

UNDERTEMA_ART = ("ff_undertema", "omgivelse_undertema", "ad_undertema")
OVERTEMA_ART = ("ff_overtema", "omgivelse_overtema", "ad_overtema")
NIVEAU_ART = ("funktionsevneniveau", "stoettebehovsniveau")
FAG_ART = frozenset(
    {*UNDERTEMA_ART, *NIVEAU_ART, "ydelse", "tilbud", "maalgruppe", "maaltype", "opfoelgningsresultat"}
)
"""The kinds case work is written in: a catalogue with one of them is looked up everywhere."""
GRUPPE_ART: dict[str, str] = {
    "ydelse": "ydelse_gruppe",
    "tilbud": "tilbud_gruppe",
    "maalgruppe": "maalgruppe_gruppe",
    "ff_undertema": "ff_overtema",
    "omgivelse_undertema": "omgivelse_overtema",
    "ad_undertema": "ad_overtema",
}
"""Kind of a leaf -> kind of what stands between it and the head of its branch."""


def find_art(tekst: str) -> str | None:
    """The kind a person means: `målgruppe`, `Maalgrupper` and `ydelser` are understood; else None."""
    sagt = fold(tekst).replace(" ", "_")
    if sagt in ART_NAVN:
        return sagt
    stamme = [art for art in ART_NAVN if sagt.startswith(art) and sagt[len(art) :] in ("r", "er", "e", "ne")]
    return max(stamme, key=len, default=None)
