"""The attack on what the gate shows: linear programming must solve no suppressed cell of any set."""

from __future__ import annotations

import pytest

from diskretionering.alternativer import find_mindst, find_primaere, find_priser, hide_simply
from diskretionering.angreb import find_brud
from diskretionering.saet import FORMER, Saet, make_saet
from ffb.diskretionering import Dimension, Terning, fold, suppress

SAET_PR_FORM = 50


@pytest.mark.lang
@pytest.mark.parametrize("form", FORMER)
def test_no_suppressed_cell_is_solved(form: str) -> None:
    """Fifty sets of each shape (500 in all), every fourth by the strict profile; `make proof` takes more."""
    skjulte = 0
    foerste = list(FORMER).index(form)
    for nr in range(SAET_PR_FORM):
        saet = make_saet(foerste + nr * len(FORMER), 0)
        mindst = 5 if nr % 4 == 3 else 3
        svar = suppress(saet.terninger, saet.dimensioner, mindst=mindst)
        assert find_brud(saet, svar.skjult, mindst) == []
        skjulte += len(svar.skjult)
    assert skjulte > SAET_PR_FORM


def test_the_attack_finds_what_is_not_protected() -> None:
    """The same attack breaks sensitive cells alone, and the rule of thumb of one more in each sum."""
    saet = [make_saet(froe, 0) for froe in range(12)]
    alene = [s.navn for s in saet if find_brud(s, find_primaere(s, 3), 3)]
    simpelt = [s.navn for s in saet if find_brud(s, hide_simply(s, 3), 3)]
    assert len(alene) > 5
    assert len(simpelt) > 3


@pytest.mark.parametrize("froe", [3, 7, 11, 21])
def test_one_shown_cell_too_many_is_noticed(froe: int) -> None:
    """Nothing hidden is superfluous and unnoticed: some cell, shown again, opens the set."""
    saet = make_saet(froe)
    skjult = suppress(saet.terninger, saet.dimensioner).skjult
    aabnet = [c for c in sorted(skjult, key=str) if find_brud(saet, skjult - {c}, 3)]
    assert len(aabnet) > len(skjult) // 2


def test_close_to_the_least_possible() -> None:
    """Integer programming proves how little could be hidden: the gate pays at most an eighth more."""
    vores, mindst = 0, 0
    for froe in (0, 3, 7, 10, 11, 17, 20):
        saet = make_saet(froe)
        priser = find_priser(saet)
        graense = find_mindst(saet, 3, priser)
        assert graense is not None
        betalt = sum(priser[c] for c in suppress(saet.terninger, saet.dimensioner).skjult)
        assert betalt >= graense, "cheaper than is possible: the two do not protect the same"
        vores, mindst = vores + betalt, mindst + graense
    assert mindst > 1000
    assert vores <= mindst * 9 / 8


def test_a_row_of_ones_is_not_given_away_by_its_total() -> None:
    """Three ones under a shown 3 would all be known, since a suppressed cell is at least 1."""
    a = Dimension("a", {"x": "", "y": "", "z": ""})
    saet = Saet("enere", [a], [Terning("t", "borgere", ("a",), fold([a], {("x",): 1, ("y",): 1, ("z",): 1}))])
    assert find_brud(saet, find_primaere(saet, 3), 3)
    assert find_brud(saet, suppress(saet.terninger, [a]).skjult, 3) == []
