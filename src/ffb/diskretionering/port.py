"""The gate: which cells of linked tables are shown, so that nothing about a few persons can be worked out.

**Grain** one answer for all terninger given together. **Units** counts of persons or of what they have.
**Method** cell suppression. Sensitive cells are hidden; each must have a modbillede (`modbillede`) in which
it is `mindst` or more larger; the cells of the modbillede are hidden too. Then what is not needed after all
is shown again. ADR 0020 says what is promised, against whom, and what is not.
**Source** the words primary and secondary suppression, protection interval and linked tables are those of the
Handbook on Statistical Disclosure Control, 2nd ed. 2024 (sdcTools), chapter on tabular data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ffb.diskretionering.byg import Foelsomt, build_system, link_delmaengde
from ffb.diskretionering.modbillede import OPRYDNING, SOEGNINGER, Aendring, Pris, find_modbillede
from ffb.diskretionering.system import Form, System, measure
from ffb.diskretionering.terning import Celle, Dimension, Koordinat, Terning, check_terninger
from ffb.diskretionering.tidligere import Tidligere, find_kandidater, is_nu, link_tidligere

Krav = frozenset[tuple[int, int]]
"""A form as a key."""

MINDST = 3
STRENG = 5


@dataclass(frozen=True, slots=True)
class Diskretioneret:
    """What may be shown.

    Args:
        mindst: the smallest count shown (but 0).
        skjult: the cells that are not.
        foelsomme: those of them that had to be; only for the one who publishes: to show which is which gives
            part of them away.
        modbilleder: for each thing protected, counts that fit all that is shown; proof, not for showing.
    """

    mindst: int
    skjult: frozenset[Celle]
    foelsomme: frozenset[Celle]
    modbilleder: tuple[Mapping[Celle, int], ...]

    def show(self, terning: Terning, koordinat: Koordinat) -> int | None:
        """The count as it may be shown; None = suppressed."""
        return None if terning.celle(koordinat) in self.skjult else terning.celler.get(koordinat, 0)

    def show_foelger(self, terning: Terning, koordinat: Koordinat) -> Mapping[str, object] | None:
        """What follows the count (sums, means, percentiles); None = suppressed with it."""
        return None if terning.celle(koordinat) in self.skjult else terning.foelger.get(koordinat, {})


def suppress(
    terninger: Iterable[Terning],
    dimensioner: Iterable[Dimension],
    *,
    mindst: int = MINDST,
    tidligere: Iterable[Tidligere] = (),
    delmaengder: Iterable[tuple[str, str]] = (),
) -> Diskretioneret:
    """Decide what of `terninger` may be shown, jointly, and with what was shown before.

    Args:
        tidligere: udgivelser of the same period, or one that overlaps: some of the same persons.
        delmaengder: (enhed, enhed): whoever is counted in the first is counted in the second too.

    Raises:
        ValueError: the terninger do not fit together, or `mindst` is below 2.
    """
    if mindst < 2:
        raise ValueError("mindst er mindst 2: ellers skjules intet")
    samling, efter_navn = list(terninger), {d.navn: d for d in dimensioner}
    check_terninger(samling, efter_navn)
    system, foelsomt = build_system(samling, efter_navn, mindst)
    for del_, hel in delmaengder:
        link_delmaengde(system, foelsomt, del_, hel, mindst)
    kandidater: list[Aendring] = []
    for udgivelse in tidligere:
        link_tidligere(system, foelsomt, udgivelse, efter_navn, mindst)
        kandidater += find_kandidater(system, udgivelse)
    skjuler = Skjuler(system, foelsomt)
    skjuler.add_kandidater(kandidater)
    skjuler.protect()
    skjuler.tidy()
    return Diskretioneret(
        mindst,
        frozenset(filter(is_nu, (system.celler[c] for c in skjuler.skjult))),
        frozenset(filter(is_nu, (system.celler[c] for c in foelsomt.celler))),
        tuple({system.celler[c]: d for c, d in m.items()} for m in skjuler.bevis.values()),
    )


@dataclass(slots=True)
class Skjuler:
    """A system on its way to being safe.

    Args:
        skjult: cells suppressed so far.
        bevis: what is protected -> its modbillede.
        bruges: cell -> what is protected by a modbillede it is changed in.
        kandidater: cell -> changes from before that may still do.
    """

    system: System
    foelsomt: Foelsomt
    skjult: set[int] = field(default_factory=set)
    bevis: dict[Krav, Aendring] = field(default_factory=dict)
    bruges: dict[int, set[Krav]] = field(default_factory=dict)
    kandidater: dict[int, list[Aendring]] = field(default_factory=dict)

    def add_kandidater(self, kandidater: Iterable[Aendring]) -> None:
        """Modbilleder to try before searching for one."""
        for kandidat in kandidater:
            for celle in kandidat:
                self.kandidater.setdefault(celle, []).append(kandidat)

    def protect(self) -> None:
        """Hide until everything sensitive has a modbillede, and every hidden cell is in one."""
        self.skjult |= self.foelsomt.celler
        for noegle, mindst in sorted(self.foelsomt.krav.items(), key=self._order):
            self._protect_form(noegle, mindst)
        for celle in sorted(self.foelsomt.celler):
            if not self.bruges.get(celle):
                self._protect_form(frozenset({(celle, 1)}), 1)

    def _order(self, krav: tuple[Krav, int]) -> tuple[int, list[tuple[int, int]]]:
        """Totals first: what they need is often enough for their parts."""
        celler = sorted(krav[0])
        return min(len(self.system.celler[c][1]) for c, _ in celler), celler

    def _protect_form(self, noegle: Krav, mindst: int) -> None:
        form = dict(noegle)
        modbillede = self._known(form, mindst) or self._search(form, mindst)
        if not self.system.holds(modbillede) or measure(form, modbillede) < mindst:
            raise RuntimeError("Et modbillede passer ikke")
        self._keep(noegle, modbillede)
        self.skjult |= {c for c, d in modbillede.items() if d}

    def _keep(self, noegle: Krav, modbillede: Aendring) -> None:
        """The modbillede of what is protected, instead of the one it had."""
        for celle in self.bevis.get(noegle, ()):
            self.bruges[celle].discard(noegle)
        self.bevis[noegle] = {c: d for c, d in modbillede.items() if d}
        for celle in self.bevis[noegle]:
            self.bruges.setdefault(celle, set()).add(noegle)

    def _known(self, form: Form, mindst: int) -> Aendring | None:
        """A modbillede already found that will do."""
        for celle in form:
            for noegle in self.bruges.get(celle, ()):
                if measure(form, self.bevis[noegle]) >= mindst:
                    return self.bevis[noegle]
        for celle in form:
            for kandidat in self.kandidater.get(celle, ()):
                gratis = measure(form, kandidat) >= mindst and self.skjult >= kandidat.keys()
                if gratis and self.system.holds(kandidat):
                    return kandidat
        return None

    def _search(self, form: Form, mindst: int) -> Aendring:
        for soegning in SOEGNINGER:
            fundet = find_modbillede(self.system, form, mindst, self.price, soegning)
            if fundet is not None:
                return fundet
        return self._everything(form, mindst)

    def _everything(self, form: Form, mindst: int) -> Aendring:
        """All of today that hangs together with a form, so many times larger than any change before."""
        foer = self._before(form, mindst)
        gange = max([mindst, *foer.values()])
        haenger, koe = set(form), list(form)
        while koe:
            for raekke, _ in self.system.af_celle[koe.pop()]:
                nye = {c for c, _ in self.system.raekker[raekke][0]} - haenger
                haenger |= nye
                koe += nye
        nu = (c for c in haenger if is_nu(self.system.celler[c]))
        return {**foer, **{c: gange * self.system.vaerdi[c] for c in nu}}

    def _before(self, form: Form, mindst: int) -> Aendring:
        """For a form of cells shown before: the change it was protected by then."""
        if any(is_nu(self.system.celler[c]) for c in form):
            return {}
        for kandidat in self.kandidater.get(next(iter(form)), ()):
            kun_foer = not any(is_nu(self.system.celler[c]) for c in kandidat)
            if kun_foer and measure(form, kandidat) >= mindst:
                return kandidat
        return {}

    def price(self, celle: int) -> int | None:
        """What suppressing one more cell costs; nothing where it is suppressed already."""
        return 0 if celle in self.skjult else self.system.price(celle)

    def tidy(self) -> None:
        """Show again what is not needed: the dearest first, if all it protects is protected without it."""
        self._drop_unused()
        for celle in sorted(self.skjult - self.foelsomt.celler, key=self.system.price, reverse=True):
            if celle in self.skjult:
                self._try_show(celle)
        self._drop_unused()

    def _drop_unused(self) -> None:
        self.skjult = self.foelsomt.celler | {c for c, krav in self.bruges.items() if krav}

    def _try_show(self, celle: int) -> None:
        """Give all that a cell protects another modbillede without it, and show what is then in none."""
        foer = {noegle: self.bevis[noegle] for noegle in self.bruges[celle]}
        nye: dict[Krav, Aendring] = {}
        for noegle in foer:
            mindst = self.foelsomt.krav.get(noegle, 1)
            andet = find_modbillede(self.system, dict(noegle), mindst, self._only(celle), OPRYDNING)
            if andet is None:
                return
            nye[noegle] = andet
        for noegle, andet in nye.items():
            self._keep(noegle, andet)
        roerte = {c for m in foer.values() for c in m}
        if any(not self.bruges[c] for c in roerte & self.foelsomt.celler):
            for noegle, modbillede in foer.items():
                self._keep(noegle, modbillede)
        else:
            self.skjult -= {c for c in roerte - self.foelsomt.celler if not self.bruges[c]}

    def _only(self, uden: int) -> Pris:
        """Only cells already suppressed, and not this one."""
        return lambda c: 0 if c in self.skjult and c != uden else None
