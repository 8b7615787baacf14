"""Synthetic persons: a CPR with day + 60, so that it is nobody's.

The two digits after the century digit are the number of the demo kommune: numbers can then never collide
between kommuner, and no list of all numbers is kept. Source: 9-uddatasaet (CPR, century rule).
"""

from __future__ import annotations

import calendar
import random
from dataclasses import dataclass, field

ER_60 = 60
STATUSAAR = 2025
# century digits that the century rule reads as 1900s and as 2000s for every year used here
CIFFER_1900 = (0, 1, 2, 3)
CIFFER_2000 = (5, 6, 7, 8)


@dataclass(slots=True)
class Numre:
    """Gives out CPR numbers of one kommune, each once."""

    kommune_nr: int
    brugt: set[str] = field(default_factory=set)

    def nyt(self, tilfaeldig: random.Random, alder: int) -> tuple[str, int, str]:
        """A number nobody has: (cpr, birth year, sex)."""
        aar = STATUSAAR - alder
        while True:
            maaned = tilfaeldig.randint(1, 12)
            dag = tilfaeldig.randint(1, calendar.monthrange(aar, maaned)[1])
            ciffer = tilfaeldig.choice(CIFFER_1900 if aar < 2000 else CIFFER_2000)
            slut = tilfaeldig.randint(0, 9)
            cpr = f"{dag + ER_60:02d}{maaned:02d}{aar % 100:02d}{ciffer}{self.kommune_nr:02d}{slut}"
            if cpr not in self.brugt:
                self.brugt.add(cpr)
                return cpr, aar, "K" if slut % 2 == 0 else "M"


def umulig_cpr(kommune_nr: int, nr: int) -> str:
    """A number whose day does not exist even after taking 60 away (32–39)."""
    return f"{ER_60 + 32 + nr % 8:02d}0190{nr // 8 % 4}{kommune_nr:02d}{nr // 32 % 10}"
