"""Every concept one chooses beside has a line of our own, in both languages, and no line is of nothing."""

from __future__ import annotations

import pytest

from ffb.begreber import load_katalog
from ffb.begreber.vejledning import FORKLARES, find_vejledning, load_vejledninger
from ffb.sprog import brug_sprog

KATALOG = load_katalog("ffb/2023-05")


@pytest.mark.parametrize("art", FORKLARES)
def test_every_concept_of_the_kind_is_explained(art: str) -> None:
    for b in KATALOG.art(art):
        linjer = []
        for valgt in ("da", "en"):
            with brug_sprog(valgt):
                linjer.append(find_vejledning(b))
        assert all(15 < len(linje) <= 130 and linje.endswith(".") for linje in linjer), b.term
        assert linjer[0] != linjer[1], b.term
        assert b.term.lower() not in linjer[0].lower().split(".")[0][: len(b.term)], "says more than the name"


def test_each_line_is_of_one_concept_and_none_is_told_twice() -> None:
    forklaret = {b.kode for art in FORKLARES for b in KATALOG.art(art)}
    assert set(load_vejledninger()) == forklaret
    for valgt in ("da", "en"):
        linjer = [linje[valgt] for linje in load_vejledninger().values()]
        assert len(set(linjer)) == len(linjer)
