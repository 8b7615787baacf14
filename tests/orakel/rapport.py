"""The whole FFB report of one kommune from the stored tables, as rapport.json has it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from ffb.formats.grundlag import Mapning
from orakel.koder import load_koder
from orakel.leverancer import Gruppe, Tabeller
from orakel.tabel1 import Dom, judge, make_grundlag, make_pr_dst_kode, make_tabel1, make_tal
from orakel.tabel2 import Borger, Valg, andel, count_mangler, find_borgere, make_opdelt, make_tabel2
from orakel.ydelser import Gaeldende, find_gaeldende
from orakel.ydelsesrapport import make_ydelsesrapport


@dataclass(frozen=True, slots=True)
class Indstillinger:
    """The settings of table koersel that change figures."""

    krav_ff: bool = False
    ikke_vurderet_taeller: bool = True
    kladde_taeller: bool = False
    pr_dato: date | None = None


STANDARD = Indstillinger()


def find_kommuner(tabeller: Tabeller) -> set[str | None]:
    """Every kommune with a leverance or a ydelse that counts: one report each."""
    gaeldende = find_gaeldende(tabeller)
    return {g.kommune for g in gaeldende.grupper} | {y.kommune for y in gaeldende.ydelser}


def orakel_rapport(
    tabeller: Tabeller,
    kommune: str | None,
    periode_fra: date,
    periode_til: date,
    mapning: list[Mapning] | None,
    dst_koder: list[tuple[str, str, bool]] | None,
    indstillinger: Indstillinger = STANDARD,
) -> dict[str, Any]:
    """The report's content; lists whose order means nothing are sets, Counters or dicts by key.

    Args:
        tabeller: stored table name -> rows as dicts.
    """
    gaeldende = find_gaeldende(tabeller)
    grundlag = make_grundlag(mapning, dst_koder, indstillinger.kladde_taeller)
    domme = judge([y for y in gaeldende.ydelser if y.kommune == kommune], grundlag)
    relevante = [d for d in domme if d.relevant and d.i_perioden(periode_fra, periode_til)]
    valg = Valg(indstillinger.krav_ff, indstillinger.ikke_vurderet_taeller)
    borgere = find_borgere(tabeller, gaeldende.grupper, kommune, load_koder(), valg)
    grupper = [g for g in gaeldende.grupper if g.betjener(kommune)]
    return {
        "leverancer": _leverancer(grupper),
        "tabel1": {
            "raekker": make_tabel1(relevante, grundlag),
            "pr_dst_kode": make_pr_dst_kode(relevante, grundlag),
            **make_tal(domme, relevante, grundlag.koder, periode_fra, periode_til),
            **_udeladte(gaeldende, kommune, periode_fra, periode_til),
        },
        "tabel2": _tabel2(borgere, relevante),
        "cpr_liste_1": _cpr_liste_1(relevante),
        "cpr_liste_2": _cpr_liste_2(borgere, relevante),
        "ydelsesrapport": make_ydelsesrapport(domme, indstillinger.pr_dato or _pr_dato(grupper)),
    }


def _leverancer(grupper: list[Gruppe]) -> set[tuple[str, str, str, str]]:
    """(fil_id, system, System_status, art) of 'the leverancer it was built on'."""
    return {(lev["fil_id"], g.system, g.status, lev["art"]) for g in grupper for lev in g.taellende}


def _udeladte(gaeldende: Gaeldende, kommune: str | None, fra: date, til: date) -> dict[str, int]:
    dobbelte = [y for y in gaeldende.dobbelte if y.kommune == kommune]
    return {
        "dobbelt_efter_systemskifte": sum(
            y.startdato is not None and fra <= y.startdato <= til for y in dobbelte
        ),
        "fremmed_kommune": sum(y.gruppe.kommune == kommune for y in gaeldende.fremmede),
    }


def _pr_dato(grupper: list[Gruppe]) -> date | None:
    """Date of the newest indberetningstidspunkt that counts."""
    return max((g.sidste_dag for g in grupper), default=None)


def _population(relevante: list[Dom]) -> set[int]:
    """'citizens with ≥ 1 relevant ydelse started in the period'."""
    return {dom.ydelse.borger_id for dom in relevante}


def _tabel2(borgere: dict[int, Borger], relevante: list[Dom]) -> dict[str, Any]:
    population = _population(relevante)
    alle = count_mangler(borgere, population)["mangler_alle"]
    return {
        "borgere": len(population),
        "raekker": make_tabel2(borgere, population),
        "mangler_alle": alle,
        "mangler_alle_andel": andel(alle, len(population)),
        "opdelt": make_opdelt(borgere, relevante),
    }


def _cpr_liste_1(relevante: list[Dom]) -> Counter[tuple[int, str | None, tuple[str, ...]]]:
    """'One row per ydelse with one of the five errors.'"""
    return Counter((d.ydelse.borger_id, d.ydelse.ydelse_id, d.fem_fejl) for d in relevante if d.fem_fejl)


def _cpr_liste_2(borgere: dict[int, Borger], relevante: list[Dom]) -> Counter[tuple[int, tuple[str, ...]]]:
    """'One row per citizen with something missing.'"""
    return Counter(
        (b, tuple(sorted(borgere[b].mangler))) for b in _population(relevante) if borgere[b].mangler
    )
