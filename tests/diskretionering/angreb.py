"""The attack: a reader who knows every published number and every rule, and solves for the suppressed cells.

Independent of the gate: the cells of a set are written as sums of persons with and without each node, and
linear programming (HiGHS, in scipy) finds the least and the greatest a cell can be. The reader knows that 0
is shown, so that a suppressed cell is at least 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import product

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from diskretionering.saet import Saet
from ffb.diskretionering import I_ALT, Celle, Dimension, Terning

SMAA = 1e-6
Form = tuple[dict[int, int], int]  # variables with sign, and what they truly come to


@dataclass
class Angreb:
    """The linear programme of a reader. Variables: the cells that are not 0, then groups with and without."""

    sandt: dict[Celle, int]
    skjult: frozenset[Celle]
    nummer: dict[object, int] = field(default_factory=dict)
    ligninger: list[dict[int, int]] = field(default_factory=list)
    loest: int = 0

    def var(self, navn: object) -> int:
        return self.nummer.setdefault(navn, len(self.nummer))

    def prepare(self) -> None:
        """Matrix and bounds, once."""
        data = [(v, i, j) for i, ligning in enumerate(self.ligninger) for j, v in ligning.items()]
        v, i, j = zip(*data, strict=True) if data else ((), (), ())
        self.a = csr_matrix((v, (i, j)), shape=(len(self.ligninger), len(self.nummer)))
        self.graenser = [self._graense(navn) for navn in self.nummer]

    def _graense(self, navn: object) -> tuple[float, float | None]:
        if navn in self.skjult:
            return (1, None)
        if navn in self.sandt:
            return (self.sandt[navn], self.sandt[navn])
        return (0, None)

    def solve(self, vaegt: dict[int, float], graenser: list | None = None) -> np.ndarray | None:
        """A point greatest in `vaegt`; None = without limit."""
        self.loest += 1
        c = np.zeros(len(self.nummer))
        for n, v in vaegt.items():
            c[n] = -v
        b = np.zeros(len(self.ligninger))
        if not self.ligninger:
            return None
        svar = linprog(c, A_eq=self.a, b_eq=b, bounds=graenser or self.graenser, method="highs")
        if svar.status in (
            3,
            4,
        ):  # HiGHS says 4 where it cannot tell unbounded from infeasible; truth is feasible
            return None
        assert svar.status == 0, svar.message
        return svar.x

    def find_punkter(self, former: list[Form], mindst: int) -> list[np.ndarray]:
        """Possible answers that make as many forms as possible `mindst` larger, no cell more than that.

        What one of them shows to be possible need not be solved for; the rest is, without that ceiling.
        """
        loft = [
            (lav, self.sandt[navn] + mindst if navn in self.skjult else hoej)
            for navn, (lav, hoej) in zip(self.nummer, self.graenser, strict=True)
        ]
        punkter: list[np.ndarray] = []
        mangler = former
        while mangler:
            vaegt: dict[int, float] = {}
            for form, _ in mangler:
                for n, v in form.items():
                    vaegt[n] = vaegt.get(n, 0) + v
            x = self.solve(vaegt, loft)
            rest = [] if x is None else [f for f in mangler if not is_naaet(f, x, mindst)]
            if x is None or len(rest) == len(mangler):
                break
            punkter.append(x)
            mangler = rest
        return punkter

    def greatest(self, form: dict[int, float]) -> float:
        x = self.solve(form)
        return float("inf") if x is None else sum(v * x[n] for n, v in form.items())


def is_naaet(form: Form, x: np.ndarray, mindst: int) -> bool:
    """The point shows that a form can be `mindst` larger than it is."""
    return bool(sum(v * x[n] for n, v in form[0].items()) > form[1] + mindst - SMAA)


def build_angreb(saet: Saet, skjult: Iterable[Celle], voksende: Iterable[tuple[Celle, Celle]] = ()) -> Angreb:
    """What the reader knows of a set; `voksende`: pairs where the first is at least the second."""
    sandt = {t.celle(k): n for t in saet.terninger for k, n in t.celler.items() if n}
    angreb = Angreb(sandt, frozenset(skjult))
    dimensioner = {d.navn: d for d in saet.dimensioner}
    for celle in sandt:
        angreb.var(celle)
    for terning in saet.terninger:
        _add_summer(angreb, terning, dimensioner)
        _add_med_og_uden(angreb, terning, dimensioner)
    for nu, foer in voksende:
        ligning = {angreb.nummer[c]: v for c, v in ((nu, 1), (foer, -1)) if c in angreb.sandt}
        if ligning:
            angreb.ligninger.append({**ligning, angreb.var(("forskel", nu, foer)): -1})
    angreb.prepare()
    return angreb


def _add_summer(angreb: Angreb, terning: Terning, dimensioner: dict[str, Dimension]) -> None:
    """Children add up to their parent, or cover it with some counted twice."""
    for akse, navn in enumerate(terning.dimensioner):
        d = dimensioner[navn]
        if d.overlapper and not d.daekker:
            continue
        boern_af: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        for k in terning.celler:
            if k[akse] != I_ALT:
                boern_af.setdefault((*k[:akse], d.foraelder[k[akse]], *k[akse + 1 :]), []).append(k)
        for koordinat, antal in terning.celler.items():
            boern = boern_af.get(koordinat)
            if antal and boern:
                ligning = {angreb.nummer[terning.celle(k)]: 1 for k in boern if terning.celler[k]}
                ligning[angreb.nummer[terning.celle(koordinat)]] = -1
                if d.overlapper:
                    ligning[angreb.var(("flere", terning.navn, koordinat, akse))] = -1
                angreb.ligninger.append(ligning)


def _add_med_og_uden(angreb: Angreb, terning: Terning, dimensioner: dict[str, Dimension]) -> None:
    """For each choice of overlapping nodes: a cell is the sum of the groups with and without each of them."""
    for koordinat in terning.celler:
        akser = [
            a for a, navn in enumerate(terning.dimensioner)
            if dimensioner[navn].overlapper and koordinat[a] != I_ALT
        ]  # fmt: skip
        if not akser:
            continue
        for valg in product((True, False), repeat=len(akser)):  # True: at the node itself, else at its parent
            sted = list(koordinat)
            for a, selv in zip(akser, valg, strict=True):
                if not selv:
                    sted[a] = dimensioner[terning.dimensioner[a]].foraelder[koordinat[a]]
            grupper = product(*((True,) if selv else (True, False) for selv in valg))
            ligning = {angreb.var(("gruppe", terning.navn, koordinat, g)): 1 for g in grupper}
            celle = terning.celle(tuple(sted))
            if celle in angreb.sandt:
                ligning[angreb.nummer[celle]] = -1
            angreb.ligninger.append(ligning)


def find_foelsomme(saet: Saet, mindst: int) -> dict[Celle, dict[Celle, int]]:
    """What must not be known, written from the rule alone: name -> cells with sign.

    Every count of 1..mindst−1, and every rest of 1..mindst−1 under a total.
    """
    dimensioner = {d.navn: d for d in saet.dimensioner}
    former: dict = {}
    for terning in saet.terninger:
        for koordinat, antal in terning.celler.items():
            celle = terning.celle(koordinat)
            if 0 < antal < mindst:
                former[celle] = {celle: 1}
            for akse, node in enumerate(koordinat):
                d = dimensioner[terning.dimensioner[akse]]
                if antal and node != I_ALT and d.komplement:
                    over = (*koordinat[:akse], d.foraelder[node], *koordinat[akse + 1 :])
                    if 0 < terning.celler[over] - antal < mindst:
                        former[(terning.celle(over), celle)] = {terning.celle(over): 1, celle: -1}
    return former


def find_brud(
    saet: Saet,
    skjult: Iterable[Celle],
    mindst: int,
    tael: Callable[[int], None] = lambda n: None,
    *,
    voksende: Iterable[tuple[Celle, Celle]] = (),
    forskelle: Iterable[tuple[Celle, Celle]] = (),
) -> list[str]:
    """Everything the attack gets out of a set; nothing = it is safe.

    Args:
        forskelle: (now, then): the difference must not be known to be of fewer than `mindst`.
    """
    angreb = build_angreb(saet, skjult, voksende)
    brud: list[str] = []
    former: dict[object, Form] = {}
    for navn, form in find_foelsomme(saet, mindst).items():
        synlige = [c for c, v in form.items() if (v < 0 or len(form) == 1) and c not in angreb.skjult]
        brud += [f"{saet.navn}: {celle} vises" for celle in synlige]
        sandt = sum(v * angreb.sandt[c] for c, v in form.items())
        former[navn] = {angreb.nummer[c]: v for c, v in form.items()}, sandt
    for nu, foer in forskelle:
        form = {angreb.nummer[nu]: 1, angreb.nummer[foer]: -1}
        forskel = angreb.sandt[nu] - angreb.sandt[foer]
        former["forskel", nu, foer] = form, max(forskel, 0) if forskel > 0 else 0
    punkter = angreb.find_punkter(list(former.values()), mindst)
    for navn, (form, sandt) in former.items():
        if not any(is_naaet((form, sandt), x, mindst) for x in punkter):
            hoejst = angreb.greatest(form)
            if hoejst < sandt + mindst - SMAA:
                brud.append(f"{saet.navn}: {navn} er {sandt} og højst {hoejst:g}")
    brud += _find_loeste(saet, angreb, punkter)
    tael(angreb.loest)
    return brud


def _find_loeste(saet: Saet, angreb: Angreb, punkter: list[np.ndarray]) -> list[str]:
    """Suppressed cells with one possible value."""
    brud = []
    for celle in sorted(angreb.skjult, key=str):
        n, sandt = angreb.nummer[celle], angreb.sandt[celle]
        if any(abs(x[n] - sandt) > SMAA for x in punkter):
            continue
        if angreb.greatest({n: 1}) < sandt + SMAA and -angreb.greatest({n: -1}) > sandt - SMAA:
            brud.append(f"{saet.navn}: {celle} er præcis {sandt}")
    return brud
