"""Answers of analyses over the store, kept as long as what they stand on is the same.

Opinion taken: a prepared engine is kept for the few grundlag people look at, and every answer and picture by
(grundlag, analysis, choice, language). All of it in the memory of the one web process: a figure is made again
in a second, and a restart must never show an old one.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Generic, TypeVar

from ffb.analyses import (
    Analyse,
    Analysegrundlag,
    Analyseresultat,
    Analysevalg,
    narrow_borger,
    prepare_analyser,
)
from ffb.analyses.koer import ALTID
from ffb.engine.duckdb import DuckDB
from ffb.formats.grundlag import Mapning
from ffb.render.diagram import Form, Tone, til_svg
from ffb.server.fund.opgoer import build_opsaetning, regne_noegle
from ffb.server.leverance.grundlag import Grundlag, find_grundlag, find_landet, kilder, load_vejledning
from ffb.sprog import sprog

T = TypeVar("T")
GRUNDLAG, SVAR = 3, 400  # how many are kept


class Husk(Generic[T]):
    """The latest used values by key; two who ask for the same at once wait for one making of it."""

    def __init__(self, plads: int) -> None:
        self._plads = plads
        self._vaerdier: OrderedDict[Hashable, T] = OrderedDict()
        self._laase: dict[Hashable, threading.Lock] = {}
        self._laas = threading.Lock()

    def get(self, noegle: Hashable, make: Callable[[], T]) -> T:
        """The value of `noegle`, made if it is not there."""
        with self._laas:
            if noegle in self._vaerdier:
                self._vaerdier.move_to_end(noegle)
                return self._vaerdier[noegle]
            laas = self._laase.setdefault(noegle, threading.Lock())
        with laas:
            with self._laas:
                if noegle in self._vaerdier:
                    return self._vaerdier[noegle]
            vaerdi = make()
            with self._laas:
                self._vaerdier[noegle] = vaerdi
                self._laase.pop(noegle, None)
                while len(self._vaerdier) > self._plads:
                    self._vaerdier.popitem(last=False)
            return vaerdi


@dataclass(slots=True)
class _Klar:
    """A prepared engine; one question at a time, for the choice is a table in it."""

    grundlag: Analysegrundlag
    laas: threading.Lock


_klare: Husk[_Klar] = Husk(GRUNDLAG)
_svar: Husk[Analyseresultat] = Husk(SVAR)
_billeder: Husk[bytes] = Husk(SVAR)


@dataclass(frozen=True, slots=True)
class Kreds:
    """Whose data: a kommune's, or the country's (`kommune` '')."""

    kommune: str
    grundlag: Grundlag
    noegle: str

    @property
    def tom(self) -> bool:
        """No leverancer at all."""
        return not self.grundlag.leverancer

    def svar(self, analyse: Analyse, valg: Analysevalg) -> Analyseresultat:
        """The answer; shared between pages, so never to be changed.

        Raises:
            BrugsFejl: the division asked for is not there.
        """
        noegle = (self.noegle, analyse.id, valg, sprog())
        return _svar.get(noegle, lambda: self._koer(analyse, valg))

    def _koer(self, analyse: Analyse, valg: Analysevalg) -> Analyseresultat:
        klar = _klare.get(self.noegle, self._prepare)
        with klar.laas:
            return klar.grundlag.koer(analyse, valg)

    def _prepare(self) -> _Klar:
        klar = prepare_analyser(DuckDB(), kilder(self.grundlag), *_regnet_efter(self.kommune))
        return _Klar(klar, threading.Lock())

    def spoerg(self, sql: str) -> list[dict[str, Any]]:
        """Rows of a question of our own to the prepared engine."""
        klar = _klare.get(self.noegle, self._prepare)
        with klar.laas:
            return list(klar.grundlag.motor.query(sql).dicts())

    def billede(self, resultat: Analyseresultat, tone: Tone, form: Form) -> bytes:
        """The picture as SVG. Raises BrugsFejl where there is nothing to draw."""
        noegle = (self.noegle, resultat.analyse.id, resultat.valg, sprog(), tone, form)
        return _billeder.get(noegle, lambda: til_svg(resultat, tone, form))


def _regnet_efter(kommune: str) -> tuple[list[Mapning] | None, Any]:
    """The guide and settings figures are made by; an analysis says its own period."""
    opsaetning = build_opsaetning(kommune, *ALTID)
    opsaetning.kommune = kommune or None
    return load_vejledning(kommune), opsaetning


def prepare_kreds(kommune: str = "") -> Analysegrundlag:
    """An engine of one's own over the newest data of a kommune, or of the country: for work that is long."""
    kreds = find_kreds(kommune)
    return prepare_analyser(DuckDB(), kilder(kreds.grundlag), *_regnet_efter(kommune))


def find_kreds(kommune: str = "") -> Kreds:
    """The newest data of a kommune, or of the country."""
    grundlag = find_grundlag(kommune) if kommune else find_landet()
    return Kreds(kommune, grundlag, regne_noegle(grundlag, *_regnet_efter(kommune)))


def borger_svar(
    tabeller: Any, kommune: str, analyser: Sequence[Analyse], periode: tuple[date, date] | None
) -> list[Analyseresultat]:
    """Answers about one citizen, over her rows alone, one for each division; never kept.

    Args:
        periode: None = her whole course.
    """
    mapning, opsaetning = _regnet_efter(kommune)
    klar = prepare_analyser(DuckDB(traade=1), tabeller, mapning, opsaetning)
    valg = narrow_borger(klar, Analysevalg(*(periode or ALTID)), hele=periode is None)
    ud = []
    for analyse in analyser:
        foerste = klar.koer(analyse, valg)
        resten = [kode for kode, _ord in foerste.opdelinger if kode != foerste.opdeling]
        ud += [foerste, *(klar.koer(analyse, replace(valg, opdeling=kode)) for kode in resten)]
    return ud
