"""The register of plantings that break one rule each, and how they are spread.

A planting stands beside its rule id, the citizens it suits and the forms of delivery that can carry it
(`fejl_*`). In the table format each is planted in one of the forms, turn by turn, so that three kommuner
share them; what FHIR can carry is planted there too. A citizen carries one planting at most.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from ffb.demo.model import Borger, Kommuneverden, Plantet, Ydelse
from ffb.demo.progression import LEVERET

if TYPE_CHECKING:
    from ffb.demo.verden import Skaber

TABEL = ("csv", "xlsx", "zip")
TEKST = ("csv", "zip")
ALLE = (*TABEL, "fhir")
ALMINDELIG = ("§85", "§103", "§104")
Handling = Callable[["Skaber", Borger, Ydelse], None]
Passer = Callable[[Borger], bool]


@dataclass(frozen=True, slots=True)
class Regelfejl:
    """One planting: `pulje` is the kind of citizen, `passer` what more must hold."""

    regel: str
    pulje: str
    former: tuple[str, ...]
    handling: Handling
    passer: Passer


REGELFEJL: list[Regelfejl] = []


def regel(
    id_: str, pulje: str, former: tuple[str, ...] = TABEL, passer: Passer = lambda _: True
) -> Callable[[Handling], Handling]:
    """Enters a planting in the register."""

    def indfoer(handling: Handling) -> Handling:
        REGELFEJL.append(Regelfejl(id_, pulje, former, handling, passer))
        return handling

    return indfoer


# -- which citizens -----------------------------------------------------------------------------------------
def pulje_af(b: Borger) -> str | None:
    """tynd: older, not assessed in FFB yet · fulgt: older, followed up · ophoert: ended · ny · kommende."""
    if len(b.ydelser) != 1 or b.plantet or b.mangler:
        return None
    y = b.ydelser[0]
    ophoert = y.slut is not None and b.klasse == "gammel" and not y.par.paragraf.startswith("§82")
    if y.start is None or (y.par.paragraf not in ALMINDELIG and not ophoert):
        return None
    if b.klasse != "gammel":
        aaben = y.slut is None and b.scorer
        return {"ny": "ny", "kommende": "kommende"}.get(b.klasse) if aaben else None
    if y.slut is not None:
        return "ophoert" if b.scorer and y.slut < LEVERET - timedelta(days=60) else None
    return "tynd" if not b.scorer else "fulgt" if len(b.runder) > 1 else None


def plant(verden: Kommuneverden, s: Skaber) -> None:
    """Every planting whose turn it is in a kommune of this form, as far as there are citizens for them."""
    s.puljer = {}
    for b in verden.borgere:
        if pulje := pulje_af(b):
            s.puljer.setdefault(pulje, []).append(b)
    for nr, fejl in enumerate(sorted(REGELFEJL, key=lambda fejl: fejl.regel)):
        if _har_tur(fejl, nr, s.plan.form):
            borger = tag(s, fejl.pulje, fejl.passer)
            if borger is not None:
                y = borger.ydelser[0]
                verden.plantet.append(Plantet(fejl.regel, "ydelse", y.ydelse_id, y.indsats.sagsnummer))
                fejl.handling(s, borger, y)


def _har_tur(fejl: Regelfejl, nr: int, form: str) -> bool:
    if form == "fhir":
        return "fhir" in fejl.former
    tabeller = [f for f in fejl.former if f != "fhir"]
    return form in tabeller and tabeller[nr % len(tabeller)] == form


def tag(s: Skaber, pulje: str, passer: Passer = lambda _: True) -> Borger | None:
    """Takes the first citizen of a pool that suits."""
    borger = next((b for b in s.puljer.get(pulje, ()) if passer(b)), None)
    if borger is not None:
        s.puljer[pulje].remove(borger)
        borger.plantet = True
    return borger


# -- conditions ---------------------------------------------------------------------------------------------
def har_koder(b: Borger) -> bool:
    return bool(b.ydelser[0].ydelse_kode and b.ydelser[0].maalgrupper)


def bundet(b: Borger) -> bool:
    """Its målgrupper name the ydelse."""
    return har_koder(b) and not b.ubundet_maalgruppe


def sidst_mellem(fra: int, til: int) -> Passer:
    """Last followed up so many days before the delivery."""

    def passer(b: Borger) -> bool:
        return fra <= (LEVERET - b.runder[-1]).days <= til

    return passer


def i_2025(dag: date | None) -> bool:
    return dag is not None and dag.year >= 2025
