"""What was shown before of the same persons, so that the difference gives nobody away.

An earlier udgivelse is more tables of the reader's: its shown cells are locked for ever, its hidden ones
must stay unknown, and the difference between a cell then and now is a cell too. Where nothing has become
smaller, the reader is taken to know that (late citizens, a longer period): now is at least then.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ffb.diskretionering.byg import Foelsomt, build_system_i
from ffb.diskretionering.system import System
from ffb.diskretionering.terning import Celle, Dimension, Terning

SKEL = "\x1f"


@dataclass(frozen=True, slots=True)
class Tidligere:
    """An udgivelse about some of the same persons: the same period, or one that overlaps it.

    Args:
        navn: unique among those given together.
        terninger: its exact counts.
        skjult: the cells of it that were not shown.
        modbilleder: those it was shown with. They protect still where they fit, then and now.
    """

    navn: str
    terninger: tuple[Terning, ...]
    skjult: frozenset[Celle]
    modbilleder: tuple[Mapping[Celle, int], ...] = ()

    def celler(self) -> Iterator[tuple[Celle, int]]:
        """Its cells that are not 0."""
        for terning in self.terninger:
            for koordinat, antal in terning.celler.items():
                if antal:
                    yield terning.celle(koordinat), antal

    def rename(self, celle: Celle) -> Celle:
        """The cell as it was then, beside the one of today; one of an udgivelse before it keeps its name."""
        return (f"{self.navn}{SKEL}{celle[0]}", celle[1]) if is_nu(celle) else celle


def is_nu(celle: Celle) -> bool:
    """A cell of the tables to be shown now."""
    return SKEL not in celle[0]


def find_kandidater(system: System, tidligere: Tidligere) -> list[dict[int, int]]:
    """Its modbilleder as changes in this system: of the cells then alone, and of the same cells now too."""
    kandidater = []
    for modbillede in tidligere.modbilleder:
        foer = {system.nummer.get(tidligere.rename(c), -1): d for c, d in modbillede.items() if d}
        nu = {system.nummer.get(c, -1): d for c, d in modbillede.items() if d and is_nu(c)}
        kandidater += [k for k in (foer, foer | nu) if -1 not in k]
    return kandidater


def link_tidligere(
    system: System,
    foelsomt: Foelsomt,
    tidligere: Tidligere,
    dimensioner: Mapping[str, Dimension],
    mindst: int,
) -> None:
    """Add an earlier udgivelse and the differences from it to the system of what is shown now.

    Raises:
        ValueError: its counts do not fit together.
    """
    ens = dict(tidligere.celler())
    foer = Foelsomt()
    senere = _find_lag(system)
    omdoebt = [
        dataclasses.replace(t, enhed=tidligere.rename((t.enhed, frozenset()))[0]) for t in tidligere.terninger
    ]
    build_system_i(system, foer, omdoebt, dimensioner, mindst)
    _lock(system, foelsomt, tidligere, foer)
    for lag, celler in senere.items():
        par = [(nr, system.nummer[tidligere.rename(c)]) for c, nr in celler.items() if c in ens]
        slags = {_slags(c) for c in celler}
        if all(c in celler and system.vaerdi[celler[c]] >= n for c, n in ens.items() if _slags(c) in slags):
            for n, o in par:
                system.add_raekke({n: 1, o: -1}, lighed=False)
        if lag == "":
            for n, o in par:
                _judge_forskel(system, foelsomt, n, o, mindst)


def _slags(celle: Celle) -> tuple[str, frozenset[str]]:
    """What is counted and by which dimensions: a table that is not in both says nothing of who is gone."""
    return celle[0], frozenset(d for d, _ in celle[1])


def _find_lag(system: System) -> dict[str, dict[Celle, int]]:
    """The cells of each udgivelse in the system by what they are called in it; '' is the one shown now."""
    lag: dict[str, dict[Celle, int]] = {}
    for (enhed, noder), nr in system.nummer.items():
        navn, _, egen = enhed.rpartition(SKEL)
        lag.setdefault(navn, {})[egen, noder] = nr
    return lag


def _lock(system: System, foelsomt: Foelsomt, tidligere: Tidligere, foer: Foelsomt) -> None:
    """What was shown stays so; what was hidden is hidden, and as unknown as it was."""
    skjult = {tidligere.rename(c) for c in tidligere.skjult}
    for celle, nr in system.nummer.items():
        if celle[0].startswith(f"{tidligere.navn}{SKEL}"):
            (foelsomt.celler if celle in skjult else system.laast).add(nr)
    for noegle, mindst in foer.krav.items():
        if all(c not in system.laast for c, _ in noegle):
            foelsomt.add_krav(dict(noegle), mindst)


def _judge_forskel(system: System, foelsomt: Foelsomt, n: int, o: int, mindst: int) -> None:
    """A difference of few is hidden; and what was hidden stays so until it has changed by more."""
    forskel = system.vaerdi[n] - system.vaerdi[o]
    if 0 < abs(forskel) < mindst:
        foelsomt.celler.add(n)
        foelsomt.add_krav({n: 1, o: -1}, mindst + max(0, -forskel) * 2)
    elif not forskel and o not in system.laast:
        foelsomt.celler.add(n)
