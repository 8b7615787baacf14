"""Why a row stands on DST's list and not on ours: what our own deliveries show of it.

The first reason that fits, from the strongest. Source: 3-rapport, For the data steward ("the likely reason").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ffb.sprog import Dansk

Raekke = dict[str, Any]

AARSAG: dict[str, Dansk] = {
    "borger_ukendt": "Borgeren er ikke i jeres filer: en anden leverance eller et andet system.",
    "ydelse_ukendt": "Borgeren er i filerne, men ikke med den ydelse: den er ændret, fjernet eller"
    " fra en anden leverance.",
    "gentaget": "DST har ydelsen flere gange, end den står i jeres liste.",
    "rettet": "Der er ingen fejl hos jer: rettet siden, eller bedømt efter en anden mapningsvejledning.",
    "anden_periode": "Ydelsen er startet uden for perioden.",
    "ikke_relevant": "Ydelsen er ikke FFB-relevant efter jeres DST-koder og mapningsvejledning.",
    "aeldre_leverance": "Ydelsen står kun i en ældre leverance, som en nyere har afløst.",
    "tidligere_system": "Ydelsen står kun i et tidligere anvendt system og tæller ikke herfra.",
    "taeller_ikke": "Ydelsen er trukket tilbage, en anden kommunes eller afløst af en nyere version.",
    "mangler_intet": "Der mangler intet hos jer: rettet siden, eller talt med en anden indstilling.",
    "ingen_relevant": "Borgeren er i filerne, men uden FFB-relevant ydelse, der tæller.",
    "kun_vores_fejl": "Fejlen er en af vores egne (ukendt UUID, ugyldig kombination); DST har den ikke.",
    "nyere_leverance": "Leverancen er nyere end DST's liste.",
    "anden_ydelse": "Borgeren er på DST's liste med en anden ydelse.",
    "ukendt": "Jeres data siger ikke hvorfor: DST kan have brugt en anden leverance eller vejledning.",
}
MANGEL_ORD = {
    "udredningstema": ("udredning", "funktioner og forhold", "f&f"),
    "aktivitet_deltagelse": ("aktivitet", "a&d"),
    "funktionsevneniveau": ("funktionsevne", "score"),
    "stoettebehov": ("støttebehov", "stoettebehov"),
    "maaltype": ("måltype", "maaltype", "indsatsmål"),
}


def find_mangler(tekst: str | None) -> list[str]:
    """The kinds named in DST's own words; none where no word is known."""
    lille = (tekst or "").casefold()
    return [navn for navn, ord_ in MANGEL_ORD.items() if any(o in lille for o in ord_)]


@dataclass(slots=True)
class Facts:
    """What the deliveries show of the citizens on DST's lists.

    Args:
        ydelser: by citizen, every delivered row with `brugt`, `tidligere`, `taeller`, `relevant`, `fejl`.
        kendte: citizens met in the deliveries at all.
    """

    ydelser: dict[int, list[Raekke]]
    kendte: set[int]
    fra: date
    til: date

    @classmethod
    def fra_raekker(cls, ydelser: Sequence[Raekke], kendte: Sequence[Raekke], fra: date, til: date) -> Facts:
        pr: dict[int, list[Raekke]] = defaultdict(list)
        for r in ydelser:
            pr[r["borger_id"]].append(r)
        return cls(dict(pr), {r["borger_id"] for r in kendte}, fra, til)

    def kun_dst_ydelse(self, d: Raekke, noegle: Sequence[tuple[str, str]]) -> str:
        """The reason for a row of list 1; `noegle` = the columns rows are joined on (theirs, ours)."""
        if d["borger_id"] not in self.kendte:
            return "borger_ukendt"
        alle = self.ydelser.get(d["borger_id"], [])
        svarer = [y for y in alle if all(d.get(dst) in (None, y[os]) for dst, os in noegle)]
        if not svarer:
            return "ydelse_ukendt"
        return min((self._ydelse(y) for y in svarer), key=list(AARSAG).index)

    def _ydelse(self, y: Raekke) -> str:
        if y["taeller"] and y["relevant"]:
            if not self._i_perioden(y):
                return "anden_periode"
            return "gentaget" if y["fejl"] & 31 else "rettet"
        if y["taeller"]:
            return "ikke_relevant"
        if not y["brugt"]:
            return "aeldre_leverance"
        return "tidligere_system" if y["tidligere"] else "taeller_ikke"

    def kun_dst_borger(self, borger_id: int) -> str:
        """The reason for a citizen of list 2."""
        if borger_id not in self.kendte:
            return "borger_ukendt"
        relevante = [y for y in self.ydelser.get(borger_id, []) if y["taeller"] and y["relevant"]]
        if any(self._i_perioden(y) for y in relevante):
            return "mangler_intet"
        return "anden_periode" if relevante else "ingen_relevant"

    def _i_perioden(self, y: Raekke) -> bool:
        return bool(y["startdato"]) and self.fra <= y["startdato"] <= self.til
