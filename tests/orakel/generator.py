"""Small, nasty worlds of leverancer; drawn by hypothesis, or by a seeded Random for large ones.

Opinion taken: one generator, one source of choices (`Valg.heltal`). Choice 0 is always the plainest, so
what hypothesis shrinks to can be read.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from hypothesis import strategies as st

from ffb.formats.grundlag import Mapning
from orakel import puljer as p
from orakel.fhir import skriv_bundle
from orakel.rapport import Indstillinger
from orakel.verden import Plads, Verden

T = TypeVar("T")
GANGE = int(os.environ.get("FFB_GANGE", "1"))  # `make proof BEVIS=verdener` draws more worlds


@dataclass(frozen=True, slots=True)
class Valg:
    """Every choice goes through one function: heltal(lo, hi), both inclusive."""

    heltal: Callable[[int, int], int]

    def af(self, muligheder: Sequence[T]) -> T:
        """One of these; the first is the plainest."""
        return muligheder[self.heltal(0, len(muligheder) - 1)]

    def chance(self, procent: int) -> bool:
        """True that often."""
        return self.heltal(1, 100) > 100 - procent


@dataclass(slots=True)
class Historie:
    """What earlier leverancer said of each citizen, so that later ones can say it again."""

    valg: Valg
    verden: Verden
    ydelser: dict[int, list[dict[str, Any]]] = field(default_factory=dict)

    def make_ydelse(self, borger_id: int) -> dict[str, Any]:
        """The content of a ydelse: new, the same as an earlier one, or its successor after a move."""
        tidligere = self.ydelser.setdefault(borger_id, [])
        if tidligere and self.valg.chance(40):
            ydelse = dict(self.valg.af(tidligere))
            if self.valg.chance(50):
                self._flyt(ydelse)
        else:
            ydelse = self._ny_ydelse()
        tidligere.append(ydelse)
        return ydelse

    def _flyt(self, ydelse: dict[str, Any]) -> None:
        """The next row of the same ydelse: it starts when the former ended, mostly at another place."""
        if ydelse["slutdato"] is not None:
            ydelse["startdato"] = ydelse["slutdato"] + timedelta(days=self.valg.af([1, 0, 2]))
        ydelse["slutdato"] = self.make_slut(ydelse["startdato"])
        ydelse["p_nummer"] = self.valg.af(["2000000002", "2000000001", None])
        ydelse["afdeling_uuid"] = self.valg.af([None, "afd-1"])

    def _ny_ydelse(self) -> dict[str, Any]:
        start = self.make_start()
        return {
            "dst_kode": self.valg.af(p.DST),
            "ffb_ydelse_kode": self.valg.af(p.YDELSER),
            "ffb_tilbud_kode": self.valg.af(p.TILBUD),
            "startdato": start,
            "slutdato": self.make_slut(start),
            "p_nummer": self.valg.af(["2000000001", None, ""]),
            "afdeling_uuid": None,
        }

    def make_start(self) -> date | None:
        """Inside the period, exactly on both ends, one day outside, years before, or unknown."""
        fra, til = self.verden.periode_fra, self.verden.periode_til
        en_dag = timedelta(days=1)
        return self.valg.af(
            [fra, til, fra, date(2025, 6, 15), til, fra - en_dag, til + en_dag, date(2024, 2, 29),
             date(2025, 4, 1), None, date(2025, 10, 20)]
        )  # fmt: skip

    def make_slut(self, start: date | None) -> date | None:
        """Open, short, on a leverance's own day or the day after, in the future, or before the start."""
        til = self.verden.periode_til
        muligheder = [
            None,
            til,
            None,
            date(2026, 1, 10),
            date(2026, 1, 11),
            date(2025, 7, 14),
            date(2027, 2, 1),
        ]
        if start is not None:
            muligheder += [start, start + timedelta(days=30), start - timedelta(days=1)]
        return self.valg.af(muligheder)


def make_verden(valg: Valg, borgere: int) -> Verden:
    """A whole world of 1–3 kommuner, each with 1–3 systems of 1–3 leverancer."""
    fra, til = valg.af(p.PERIODER)
    verden = Verden(fra, til, _make_mapning(valg), _make_dst(valg), _make_indstillinger(valg))
    historie = Historie(valg, verden)
    ids = [_borger_id(nr) for nr in range(1, borgere + 1)]
    for nummer, borger_id in enumerate(ids):
        verden.skriv_cpr(borger_id, nummer)
    kommuner = valg.af(p.KOMMUNER)
    leverance_id = 0
    for kommune in kommuner:
        for system in p.SYSTEMER[: valg.heltal(1, 3 if len(kommuner) == 1 else 2)]:
            leverance_id = _add_system(historie, kommune, system, ids, leverance_id)
    return verden


def _borger_id(nummer: int) -> int:
    """Keyed pseudonyms are large: some ids go to the end of the 63 bits."""
    return nummer if nummer % 2 else (1 << 63) - nummer


def _make_mapning(valg: Valg) -> list[Mapning] | None:
    if valg.chance(20):
        return None
    mapning = [Mapning(tilbud, ydelse, dst, 0) for tilbud, ydelse in p.PAR for dst in valg.af(p.PARRETS_DST)]
    return [replace(linje, raekke=nr) for nr, linje in enumerate(mapning, 2)] or None


def _make_dst(valg: Valg) -> list[tuple[str, str, bool]] | None:
    if valg.chance(25):
        return None
    return [linje for linje in p.DST_TABEL if valg.chance(65)] or None


def _make_indstillinger(valg: Valg) -> Indstillinger:
    return Indstillinger(
        krav_ff=valg.chance(20),
        ikke_vurderet_taeller=not valg.chance(25),
        kladde_taeller=valg.chance(20),
        pr_dato=valg.af([None, None, None, date(2026, 3, 31), date(2024, 6, 30), date(2025, 4, 1)]),
    )


def _add_system(h: Historie, kommune: str | None, system: str, ids: list[int], nr: int) -> int:
    """All leverancer of one system; returns the last leverance_id used."""
    moenster = h.valg.af(p.MOENSTRE)
    tider = [h.valg.af(p.TIDER) for _ in moenster]
    if h.valg.chance(75):
        tider.sort()
    status = h.valg.af(["Nuværende", "Tidligere anvendt"])
    for (art, kilde), tid in zip(moenster, tider, strict=True):
        nr += 1
        if h.valg.chance(15):
            status = h.valg.af(["Nuværende", "Tidligere anvendt"])
        h.verden.leverance(nr, kommune, system, tid, art=art, kilde=kilde, status=status)
        for borger_id in ids:
            if not h.valg.chance(20):
                (_add_tabel_borger if kilde == "tabel" else _add_bundles)(h, nr, tid, borger_id, kommune)
    return nr


def _egen_kommune(valg: Valg, kommune: str | None) -> str | None:
    """A row's own KOMMUNE_KODE: mostly none or the leverance's, else registered and unregistered ones."""
    if kommune is None or valg.chance(75):
        return None
    return valg.af([kommune, *p.FREMMEDE])


def _add_tabel_borger(h: Historie, nr: int, tid: datetime, borger_id: int, kommune: str | None) -> None:
    """One citizen in the sheets of a table delivery."""
    valg, verden = h.valg, h.verden

    def plads(fil_nr: int) -> Plads:
        post = verden.naeste_post(nr, fil_nr)
        return Plads(nr, fil_nr, post, borger_id, tid, valg.chance(4))

    for loebenr in range(1, valg.heltal(0, 2) + 1):
        ydelse_id = f"y-{borger_id}-{1 if valg.chance(5) else loebenr}"
        indsats_id = valg.af([None, f"i-{borger_id}-{loebenr}", f"i-{borger_id}-1"])
        verden.skriv(
            "ydelse",
            plads(1),
            None if valg.chance(4) else ydelse_id,
            ydelse_id=ydelse_id,
            aktivitet_nr=1,
            indsats_id=indsats_id,
            kommune_kode=_egen_kommune(valg, kommune),
            enhed=valg.af(p.ENHEDER),
            status=valg.af(p.STATUS_FHIR) if valg.chance(10) else None,
            hensigt=valg.af(p.HENSIGT) if valg.chance(10) else None,
            **h.make_ydelse(borger_id),
        )
        if indsats_id is not None and valg.chance(70):
            verden.skriv("indsats", plads(2), indsats_id, indsats_id=indsats_id, sagsnummer=f"S-{loebenr}")
        if valg.chance(60):
            binding: dict[str, str | None] = valg.af(
                [{"ydelse_id": ydelse_id}, {"indsats_id": indsats_id}, {}]
            )
            kode = valg.af(p.MAALGRUPPER)
            verden.skriv("maalgruppe", plads(3), ffb_maalgruppe_kode=kode, **binding)
    _add_tabel_progression(h, plads, borger_id)


def _add_tabel_progression(h: Historie, plads: Callable[[int], Plads], borger_id: int) -> None:
    valg, verden = h.valg, h.verden
    dato = valg.af([date(2025, 5, 1), date(2019, 1, 1), None])
    for _ in range(valg.heltal(0, 2)):
        verden.skriv("udredningstema", plads(4), kode=valg.af(p.FF_TEMAER), dato=dato)
    for _ in range(valg.heltal(0, 2)):
        niveau = valg.af(p.NIVEAUER)
        verden.skriv("aktivitet_deltagelse", plads(5), kode=valg.af(p.AD_TEMAER), niveau=niveau, dato=dato)
    for _ in range(valg.heltal(0, 2)):
        verden.skriv("stoettebehov", plads(6), niveau=valg.af(p.NIVEAUER), dato=dato)
    for _ in range(valg.heltal(0, 1)):
        maal_id = f"g-{borger_id}-1"
        maaltype = valg.af(p.MAALTYPER)
        verden.skriv(
            "indsatsmaal", plads(7), maal_id, maal_id=maal_id, maaltype_kode=maaltype, tema_kode=p.AD
        )


def _add_bundles(h: Historie, nr: int, tid: datetime, borger_id: int, kommune: str | None) -> None:
    """One citizen in a FHIR delivery: one or two bundles, not always in the order of their time."""
    for _ in range(h.valg.heltal(1, 2)):
        version_tid = tid - timedelta(days=h.valg.af([1, 0, 30, 400]))
        fil_nr = h.verden.naeste_post(nr, 0)
        kommune_kode = _egen_kommune(h.valg, kommune) if h.valg.chance(15) else None
        skriv_bundle(h, nr, fil_nr, version_tid, borger_id, kommune_kode)


@st.composite
def verdener(draw: st.DrawFn, max_borgere: int = 3) -> Verden:
    """Hypothesis strategy: a small world."""
    valg = Valg(lambda lo, hi: draw(st.integers(lo, hi)))
    return make_verden(valg, valg.heltal(1, max_borgere))


def tilfaeldig_leverancer(rng: random.Random, n_borgere: int) -> Verden:
    """A large world from a seeded Random."""
    return make_verden(Valg(rng.randint), n_borgere)
