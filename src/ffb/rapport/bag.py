"""What stands behind each cell of Tabel 1 and 2: the ydelser and the citizens, and which cells each is in.

Opinion taken: a cell is its rows; whoever clicks a number sees just those the number counts (a test
compares). Source: 3-rapport; 1-system, What no one else has, 3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ffb.engine.motor import Motor
from ffb.engine.sqlfil import load_sqlfiler
from ffb.model.dom import ALLE_MANGLER, FEJL_BIT, FEM_FEJL, MAALGRUPPE_BIT, MANGEL_BIT

Raekke = dict[str, Any]
I_ALT = "I alt"
KUN_IKKE_VURDERET = {
    "funktionsevneniveau": "kun_ikke_vurderet_niveau",
    "stoettebehov": "kun_ikke_vurderet_stoette",
}
KOLONNE_BIT = {**FEJL_BIT, "mangler_maalgruppe": MAALGRUPPE_BIT}


@dataclass(frozen=True, slots=True)
class Bag:
    """The rows of one kommune.

    Args:
        ydelser: one per ydelse of Tabel 1.
        borgere: one per citizen of Tabel 2.
        maengder: registrations of each kind among all that count: ff, ad, score, stoettebehov, maaltype.
    """

    ydelser: list[Raekke]
    borgere: list[Raekke]
    maengder: dict[str, int]


def query_bag(motor: Motor, kommune: str) -> Bag:
    """The rows behind a report, from the motor `build_rapporter` made ready."""
    svar = {
        fil.navn: [r for r in motor.query(fil.sql).dicts() if r["kommune_kode"] == kommune]
        for fil in load_sqlfiler("ffb.rapport", "bag")
    }
    return Bag(svar["ydelser"], svar["borgere"], {r["slags"]: r["antal"] for r in svar["maengder"]})


def find_ydelser(bag: Bag, kolonne: str, paragraf: str = I_ALT) -> list[Raekke]:
    """The ydelser a cell of Tabel 1 counts.

    Raises:
        KeyError: no such column.
    """
    return [r for r in bag.ydelser if paragraf in (I_ALT, r["paragraf"]) and _i_kolonne(r, kolonne)]


def _i_kolonne(r: Raekke, kolonne: str) -> bool:
    if kolonne == "antal":
        return True
    if kolonne == "fejlfri":
        return not r["fejl"] & FEM_FEJL
    if kolonne == "heraf_skift":
        return bool(r["skift"])
    return bool(r["fejl"] & KOLONNE_BIT[kolonne])


def find_borgere(bag: Bag, raekke: str, kolonne: str = "antal") -> list[Raekke]:
    """The citizens a row of Tabel 2 counts; `borgere` = the population, `mangler_alle` = those without any.

    Raises:
        KeyError: no such row.
    """
    if kolonne == "heraf_ikke_vurderet":
        return [r for r in bag.borgere if r[KUN_IKKE_VURDERET[raekke]]]
    if raekke == "borgere":
        return bag.borgere
    if raekke == "mangler_alle":
        return [r for r in bag.borgere if r["mangler"] == ALLE_MANGLER]
    bit = ALLE_MANGLER if raekke == "progressionsdata" else MANGEL_BIT[raekke]
    return [r for r in bag.borgere if r["mangler"] & bit]


def mangler(r: Raekke) -> list[str]:
    """The rows of Tabel 2 a citizen is in."""
    return [navn for navn, bit in MANGEL_BIT.items() if r["mangler"] & bit]


def fejl(r: Raekke) -> list[str]:
    """The columns of Tabel 1 a ydelse is in."""
    return [navn for navn, bit in KOLONNE_BIT.items() if r["fejl"] & bit]
