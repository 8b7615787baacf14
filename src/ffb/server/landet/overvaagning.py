"""V01 Indberetningsstatus: who reports each kind of data, and how much (5-viden; S1).

Grain: kind of data. Units: registrations that count, and kommuner. Read from the newest count of each
kommune, so the page costs nothing; with its oracle in tests/server.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from ffb.rapport.tabeller import andel
from ffb.server.fund.models import Opgoerelse
from ffb.sprog import Dansk

SLAGS: dict[str, Dansk] = {
    "ff": "Funktioner og forhold, omgivelser",
    "ad": "Aktivitet og deltagelse",
    "score": "Funktionsevneniveau (0–4)",
    "stoettebehov": "Støttebehovsniveau (0–4)",
    "maaltype": "Måltype",
}
FAA = 5  # "1–5 registrations" is as good as none (S1)
TOP = 5


@dataclass(frozen=True, slots=True)
class Status:
    """One kind: kommuner with more than FAA registrations, with 1–FAA, with none; the total; the share of the
    TOP kommuner with most, in percent (None where the total is 0)."""

    slags: str
    indberetter: int
    faa: int
    ingen: int
    i_alt: int
    top_andel: Decimal | None


def read_maengder() -> dict[str, dict[str, int]]:
    """{kommune: {kind: registrations}} from each kommune's newest count."""
    return dict(
        Opgoerelse.objects.filter(pr_dato=None).order_by("lavet_tid").values_list("kommune", "maengder")
    )


def build_status(maengder: Mapping[str, Mapping[str, int]], kommuner: int) -> list[Status]:
    """V01 over `kommuner` kommuner, those without a count included as none."""
    ud = []
    for slags, titel in SLAGS.items():
        tal = sorted((m.get(slags, 0) for m in maengder.values()), reverse=True)
        i_alt = sum(tal)
        faa = sum(1 <= t <= FAA for t in tal)
        indberetter = sum(t > FAA for t in tal)
        ingen = kommuner - indberetter - faa
        ud.append(Status(titel, indberetter, faa, ingen, i_alt, andel(sum(tal[:TOP]), i_alt)))
    return ud
