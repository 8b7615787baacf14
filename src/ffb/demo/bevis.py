"""The proof: reports and check of a demo against its facit, both ways.

Opinion taken: the check is asked for every finding, unfolded, with bundles held against the whole guide, as
`ffb tjek` does it; report and rules share one engine, so that the tables are prepared once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ffb.demo.facit import Afvigelse, Facit, check_facit, check_fund
from ffb.engine.duckdb import DuckDB
from ffb.engine.koersel import Opsaetning
from ffb.formats.grundlag import Laesning, Mapning
from ffb.model.fund import Fund
from ffb.rapport.byg import build_rapporter
from ffb.rapport.resultat import Rapport
from ffb.rules.form import find_form
from ffb.rules.koer import run_regler
from ffb.rules.tjek import Konklusion, find_konklusion


@dataclass(frozen=True, slots=True)
class Bevis:
    """What was found, and where it differs from the facit.

    Args:
        plantet: findings of the facit, the ones that follow among them.
        regler: rules with at least one planted fault.
        regler_i_alt: every rule there is.
    """

    rapporter: list[Rapport]
    fund: list[Fund]
    afvigelser: list[Afvigelse]
    konklusion: Konklusion
    plantet: int
    regler: int
    regler_i_alt: int


def make_bevis(
    facit: Facit, laesning: Laesning, mapning: Sequence[Mapning] | None, opsaetning: Opsaetning
) -> Bevis:
    """Build every report, run every rule, and compare with the facit."""
    motor = DuckDB()
    rapporter = build_rapporter(dict(laesning.tabeller), mapning, opsaetning, motor=motor)
    formsvar, formfund = find_form(motor, laesning.tilsyn)
    koersel = run_regler(motor)
    fund, svar = [*formfund, *koersel.fund], [*formsvar, *koersel.svar]
    return Bevis(
        rapporter=rapporter,
        fund=fund,
        afvigelser=[*check_facit(facit, rapporter), *check_fund(facit, fund)],
        konklusion=find_konklusion(fund, svar),
        plantet=sum(len(k.fund) for k in facit.kommune_list),
        regler=len({f.regel for k in facit.kommune_list for f in k.fund}),
        regler_i_alt=len(svar),
    )
