"""Count the tables of the plan: each analysis once per kommune, added up to region and country.

Opinion taken: the analyses' own SQL counts, so a figure in an udgivelse is the one the kommune sees itself.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from ffb.analyses import Analysegrundlag, Analyseresultat, Analysevalg, find_analyse
from ffb.begreber import find_kommune
from ffb.diskretionering import I_ALT, Dimension, Terning
from ffb.udgivelse.plan import DAEKNING, Plan, Tabelplan

STED = "sted"
TOM = "(Tom)"
UDEN_REGION = "uden region"


def count_terninger(
    grundlag: Analysegrundlag, plan: Plan, periode: tuple[date, date]
) -> tuple[list[Terning], list[Dimension]]:
    """The exact tables of a period, and their dimensions."""
    sted = make_sted(grundlag.kommuner)
    terninger, dimensioner = [], [sted]
    svar = {
        (analyse, kode): grundlag.koer(find_analyse(analyse), _valg(kode, periode))
        for analyse in sorted({t.analyse for t in plan.tabeller})
        for kode in grundlag.kommuner
    }
    for tabel in plan.tabeller:
        celler: dict[tuple[str, str], int] = {}
        for kode in grundlag.kommuner:
            for node, antal in count_kommune(tabel, svar[tabel.analyse, kode]).items():
                for over in (kode, sted.foraelder[kode], I_ALT):
                    celler[over, node] = celler.get((over, node), 0) + antal
        terninger.append(
            Terning(tabel.navn, tabel.enhed, (STED, tabel.dimension), dict(sorted(celler.items())))
        )
        dimensioner.append(tabel.make_dimension({n for _, n in celler} - {I_ALT}))
    return terninger, dimensioner


def _valg(kode: str, periode: tuple[date, date]) -> Analysevalg:
    return Analysevalg(*periode, (("kommune", (kode,)),))


def make_sted(kommuner: tuple[str, ...]) -> Dimension:
    """Kommuner in their regions. Where somebody lives is no secret of few: no complement is asked for."""
    foraelder: dict[str, str] = {}
    for kode in kommuner:
        kommune = find_kommune(kode)
        region = f"region {kommune.region_kode}" if kommune else UDEN_REGION
        foraelder |= {kode: region, region: I_ALT}
    return Dimension(STED, foraelder, komplement=False)


def count_kommune(tabel: Tabelplan, svar: Analyseresultat) -> dict[str, int]:
    """Node -> persons, I_ALT among them; zeros left out."""
    raekker = [r for r in svar.tabel.raekker if all(r[k] == v for k, v in tabel.hvor.items())]
    antal = {str(r[tabel.kolonne]) or TOM: int(r[tabel.antal]) for r in raekker}
    antal[I_ALT] = _find_i_alt(tabel, svar, raekker)
    return {node: n for node, n in antal.items() if n}


def _find_i_alt(tabel: Tabelplan, svar: Analyseresultat, raekker: list[dict[str, Any]]) -> int:
    if tabel.i_alt.startswith(DAEKNING):
        maal = tabel.i_alt.removeprefix(DAEKNING)
        return next((d.af for d in svar.daekning if d.maal == maal), 0)
    return int(raekker[0][tabel.i_alt]) if raekker else 0
