"""What one run of an analysis is narrowed to: period, filters, and which division is shown.

Opinion taken: a choice is a value (hashable), so the same choice is the same answer and may be kept. It
reaches the SQL as rows of two small tables, never as a parameter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ffb.analyses.dimension import ALDERSGRUPPER, DIMENSIONER, find_vaerdi, vaerdi_navn
from ffb.analyses.hoved import Analyse
from ffb.errors import BrugsFejl
from ffb.sprog import _, dato


@dataclass(frozen=True, slots=True)
class Analysevalg:
    """Period (both ends inclusive) and filters: (dimension, codes) in the order of `DIMENSIONER`."""

    periode_fra: date
    periode_til: date
    filtre: tuple[tuple[str, tuple[str, ...]], ...] = ()
    opdeling: str | None = None

    def koder(self, dimension: str) -> tuple[str, ...]:
        """The codes of one dimension; none = not narrowed by it."""
        return dict(self.filtre).get(dimension, ())

    def raekke(self, dag: date) -> tuple[Any, ...]:
        """The row of `analyse_valg`; `dag` is the day the data are judged on."""
        return (self.periode_fra, self.periode_til, dag, *(bool(self.koder(d)) for d in DIMENSIONER))

    def filterraekker(self) -> list[tuple[str, str]]:
        """The rows of `analyse_filter`."""
        return [(dimension, kode) for dimension, koder in self.filtre for kode in koder]

    def vis(self) -> list[tuple[str, str]]:
        """(label, words) of the period and every filter."""
        periode = f"{dato(self.periode_fra)} – {dato(self.periode_til)}"
        return [(_("Periode"), periode), *((_(DIMENSIONER[d]), _vis(d, koder)) for d, koder in self.filtre)]


def _vis(dimension: str, koder: tuple[str, ...]) -> str:
    """Ages in a row are a range; other values by name."""
    if dimension != "alder":
        return ", ".join(vaerdi_navn(dimension, k) for k in koder)
    aar = sorted(int(k) for k in koder if k)
    dele = [_("(Tom)")] if "" in koder else []
    fra = None
    for nr, a in enumerate(aar):
        fra = a if fra is None else fra
        if nr + 1 == len(aar) or aar[nr + 1] != a + 1:
            dele.append(f"{fra}+" if a == ALDERSGRUPPER[-1][1] else f"{fra}-{a}" if a > fra else str(a))
            fra = None
    return ", ".join(dele)


def parse_valg(
    periode: tuple[date, date],
    filtre: Mapping[str, Sequence[str]],
    opdeling: str | None = None,
    *,
    analyse: Analyse | None = None,
) -> Analysevalg:
    """The choice a person made, in words or codes; several values of a filter mean either.

    Args:
        analyse: judge the filters by what this analysis can be narrowed to.

    Raises:
        BrugsFejl: every value and filter that cannot be used, one line each.
    """
    fejl: list[str] = []
    if periode[1] < periode[0]:
        fejl.append(_("Periodens slutning ligger før dens begyndelse. Byt om på datoerne."))
    valgt: list[tuple[str, tuple[str, ...]]] = []
    for dimension in DIMENSIONER:
        koder: list[str] = []
        for sagt in filtre.get(dimension, ()):
            fundne, hvad_er_galt = find_vaerdi(dimension, sagt)
            fejl += [hvad_er_galt] if hvad_er_galt else []
            koder += [k for k in fundne if k not in koder]
        if koder:
            valgt.append((dimension, tuple(sorted(koder))))
    fejl += [_("{filter} er ikke et filter.", filter=f[:40]) for f in filtre if f not in DIMENSIONER]
    if analyse:
        fejl += find_ubrugelige(analyse, [d for d, _k in valgt])
    if fejl:
        raise BrugsFejl("\n".join(fejl))
    return Analysevalg(periode[0], periode[1], tuple(valgt), opdeling)


def find_ubrugelige(analyse: Analyse, dimensioner: Sequence[str]) -> list[str]:
    """Why each of the filters that this analysis does not have cannot be used."""
    return [
        _(
            "{filter}: {analyse} kan ikke afgrænses på det. Vælg mellem {mulige}.",
            filter=_(DIMENSIONER[d]),
            analyse=analyse.id,
            mulige=", ".join(_(DIMENSIONER[m]) for m in analyse.filtre),
        )
        for d in dimensioner
        if d not in analyse.filtre
    ]
