"""Other ways to suppress, to hold the gate against: too little, simply, and as little as can be.

`find_mindst` is the cheapest that protects, found by mixed integer programming over the same
attacker (HiGHS). It lets the counts of a modbillede be fractions, so it is a lower bound for the gate.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from diskretionering.angreb import Angreb, build_angreb, find_foelsomme
from diskretionering.saet import Saet
from ffb.diskretionering import I_ALT, Celle
from ffb.diskretionering.byg import build_system


def find_primaere(saet: Saet, mindst: int) -> set[Celle]:
    """What has to be hidden, and nothing else."""
    foelsomme = find_foelsomme(saet, mindst).values()
    return {c for form in foelsomme for c, v in form.items() if len(form) == 1 or v < 0}


def hide_simply(saet: Saet, mindst: int) -> set[Celle]:
    """The rule of thumb: where a sum has one hidden part, hide the smallest other one too, until none has."""
    skjult = find_primaere(saet, mindst)
    angreb = build_angreb(saet, skjult)
    navne = list(angreb.nummer)
    summer = [
        [navne[n] for n in ligning]
        for ligning in angreb.ligninger
        if all(navne[n] in angreb.sandt for n in ligning)
    ]  # fmt: skip
    aendret = True
    while aendret:
        aendret = False
        for celler in summer:
            if sum(c in skjult for c in celler) == 1 and len(celler) > 1:
                skjult.add(
                    min((c for c in celler if c not in skjult), key=lambda c: (angreb.sandt[c], str(c)))
                )
                aendret = True
    return skjult


def hide_rows(saet: Saet, mindst: int) -> set[Celle]:
    """The blunt way: every cell that stands in one row with a hidden one."""
    skjult = find_primaere(saet, mindst)
    return skjult | {
        t.celle(k)
        for t in saet.terninger
        for k, n in t.celler.items()
        if n and any(_share_row(k, p) for p in t.celler if t.celle(p) in skjult)
    }


def _share_row(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    forskellige = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    return len(forskellige) == 1 and I_ALT not in (a[forskellige[0]], b[forskellige[0]])


def find_priser(saet: Saet) -> dict[Celle, int]:
    """What each cell costs to hide, by the gate's own scale."""
    system, _ = build_system(saet.terninger, {d.navn: d for d in saet.dimensioner}, 2)
    return {celle: system.price(nr) for nr, celle in enumerate(system.celler)}


def find_mindst(saet: Saet, mindst: int, priser: dict[Celle, int], *, sekunder: float = 10) -> int | None:
    """A price under which nothing protects: the least there is, if that was proved in time."""
    primaere = find_primaere(saet, mindst)
    angreb = build_angreb(saet, ())
    celler = [c for c in angreb.nummer if c in angreb.sandt]
    former = [
        {angreb.nummer[c]: v for c, v in form.items()} for form in find_foelsomme(saet, mindst).values()
    ]
    if not former:
        return 0
    bygger = _Milp(angreb, celler, former, mindst)
    svar = milp(
        c=np.concatenate([[priser[c] for c in celler], np.zeros(bygger.antal - len(celler))]),
        constraints=LinearConstraint(bygger.a, bygger.lav, bygger.hoej),
        bounds=Bounds(*bygger.graenser(primaere)),
        integrality=np.concatenate([np.ones(len(celler)), np.zeros(bygger.antal - len(celler))]),
        options={"time_limit": sekunder, "mip_rel_gap": 0},
    )
    return None if svar.mip_dual_bound is None else int(np.ceil(svar.mip_dual_bound - 1e-6))


class _Milp:
    """Binary: is a cell hidden. For each sensitive form: a change that leaves what is shown as it is."""

    def __init__(
        self, angreb: Angreb, celler: list[Celle], former: list[dict[int, float]], mindst: int
    ) -> None:
        self.angreb, self.celler, self.n = angreb, celler, len(angreb.nummer)
        self.sandt = self._find_sandt()
        self.loft = 4 * mindst + int(self.sandt.max())
        self.antal = len(celler) + self.n * len(former)
        self.data: list[tuple[float, int, int]] = []
        self.lav: list[float] = []
        self.hoej: list[float] = []
        for nr, form in enumerate(former):
            self._add_form(len(celler) + self.n * nr, form, mindst)
        v, i, j = zip(*self.data, strict=True)
        self.a = csr_matrix((v, (i, j)), shape=(len(self.lav), self.antal))

    def _find_sandt(self) -> np.ndarray:
        """The true value of every variable: a solution where every cell is shown."""
        x = self.angreb.solve({})
        assert x is not None
        return x

    def _row(self, led: dict[int, float], lav: float, hoej: float) -> None:
        self.data += [(v, len(self.lav), j) for j, v in led.items()]
        self.lav.append(lav)
        self.hoej.append(hoej)

    def _add_form(self, fra: int, form: dict[int, float], mindst: int) -> None:
        for ligning in self.angreb.ligninger:
            self._row({fra + j: v for j, v in ligning.items()}, 0, 0)
        for s, celle in enumerate(self.celler):
            n = self.angreb.nummer[celle]
            self._row({fra + n: 1, s: -self.loft}, -np.inf, 0)
            self._row({fra + n: 1, s: self.sandt[n] - 1}, 0, np.inf)
        self._row({fra + n: v for n, v in form.items()}, mindst, np.inf)

    def graenser(self, primaere: set[Celle]) -> tuple[np.ndarray, np.ndarray]:
        er_celle = np.array([navn in self.angreb.sandt for navn in self.angreb.nummer])
        former = (self.antal - len(self.celler)) // self.n
        lav = np.where(er_celle, -self.loft, -self.sandt)
        return (
            np.concatenate([[float(c in primaere) for c in self.celler], np.tile(lav, former)]),
            np.concatenate([np.ones(len(self.celler)), np.full(self.n * former, np.inf)]),
        )
