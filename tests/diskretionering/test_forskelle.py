"""The attack on two udgivelser of nearly the same persons: the difference must not give anybody away."""

from __future__ import annotations

import dataclasses
from random import Random

import pytest

from diskretionering.angreb import find_brud
from diskretionering.saet import FORMER, PERSONER, Saet, count, make_personer
from ffb.diskretionering import I_ALT, Celle, Dimension, Terning, Tidligere, fold, suppress
from ffb.diskretionering.tidligere import SKEL
from orakel.generator import GANGE

SAET_PR_FORM = 5 * GANGE


def make_udgaver(form: str, froe: int) -> tuple[list[Dimension], list[list[Terning]]]:
    """The same tables three times: of some persons, of one to three more, of one fewer or one more."""
    r = Random(f"{form} {froe}")
    dimensioner, tabeller = FORMER[form](r, 1)
    alle = make_personer(r, dimensioner, r.choice(PERSONER[0]) + 6)
    udgaver = [alle[: -r.randint(1, 3)], alle, alle[1:] if r.random() < 0.4 else [*alle, alle[0]]]
    return dimensioner, [
        [
            count(f"t{n}", personer, [d for d in dimensioner if d.navn in navne])
            for n, navne in enumerate(tabeller)
        ]
        for personer in udgaver
    ]


def rename(navn: str, celle: Celle) -> Celle:
    return f"{navn}{SKEL}{celle[0]}", celle[1]


def attack(dimensioner: list[Dimension], udgaver: list[tuple[list[Terning], frozenset[Celle]]]) -> list[str]:
    """All udgivelser in one linear programme; where nothing shrank, the reader knows it."""
    alle, skjult, voksende, forskelle = [], set(), [], []
    talt = [{t.celle(k): n for t in terninger for k, n in t.celler.items() if n} for terninger, _ in udgaver]
    for nr, (terninger, skjulte) in enumerate(udgaver):
        alle += [
            dataclasses.replace(t, navn=f"{nr} {t.navn}", enhed=f"{nr}{SKEL}{t.enhed}") for t in terninger
        ]
        skjult |= {rename(str(nr), c) for c in skjulte}
    for nu in range(len(udgaver)):
        for foer in range(nu):
            par = [(rename(str(nu), c), rename(str(foer), c)) for c in talt[nu]]
            if all(talt[nu].get(c, 0) >= n for c, n in talt[foer].items()):
                voksende += par
            forskelle += [
                (rename(str(nu), c), rename(str(foer), c))
                for c, n in talt[nu].items()
                if c in talt[foer] and 0 < abs(n - talt[foer][c]) < 3
            ]
    saet = Saet("udgaver", dimensioner, alle)
    return find_brud(saet, skjult, 3, voksende=voksende, forskelle=forskelle)


@pytest.mark.parametrize("form", FORMER)
def test_no_difference_gives_anybody_away(form: str) -> None:
    aendret = 0
    for froe in range(SAET_PR_FORM):
        dimensioner, udgaver = make_udgaver(form, froe)
        foer: list[Tidligere] = []
        for terninger in udgaver:
            svar = suppress(terninger, dimensioner, tidligere=foer)
            aendret += svar.skjult != suppress(terninger, dimensioner).skjult
            foer.append(Tidligere(str(len(foer)), tuple(terninger), svar.skjult, svar.modbilleder))
        assert attack(dimensioner, [(list(t.terninger), t.skjult) for t in foer]) == []
    assert aendret > SAET_PR_FORM // 2, "what was shown before changes what is shown now"


def test_the_attack_finds_a_late_citizen_that_is_not_hidden() -> None:
    fundet = 0
    for form in ("geografi", "overlap", "to led"):
        dimensioner, udgaver = make_udgaver(form, 1)
        vist = [(t, suppress(t, dimensioner).skjult) for t in udgaver[:2]]
        fundet += bool(attack(dimensioner, vist))
    assert fundet == 3


STED = Dimension("sted", {"n1": I_ALT, "n2": I_ALT, "n3": I_ALT}, komplement=False)


def make_tabel(**antal: int) -> Terning:
    return Terning("t", "borgere", ("sted",), fold([STED], {(n,): a for n, a in antal.items()}))


def test_one_late_citizen_hides_her_kommune_and_the_total() -> None:
    foer, nu = make_tabel(n1=10, n2=20, n3=30), make_tabel(n1=10, n2=21, n3=30)
    svar = suppress([nu], [STED], tidligere=[Tidligere("2024", (foer,), frozenset())])
    assert [svar.show(nu, (n,)) for n in ("n1", "n2", "n3", "")] == [10, None, 30, None]


def test_three_more_are_shown() -> None:
    foer, nu = make_tabel(n1=10, n2=20, n3=30), make_tabel(n1=10, n2=23, n3=30)
    svar = suppress([nu], [STED], tidligere=[Tidligere("2024", (foer,), frozenset())])
    assert svar.skjult == frozenset()


def test_what_was_hidden_stays_hidden_while_it_is_the_same() -> None:
    """n2 was hidden for the sake of n1; shown now, it would give n1 away in the old one."""
    foer = make_tabel(n1=2, n2=20, n3=30)
    hidden = suppress([foer], [STED]).skjult
    nu = make_tabel(n1=12, n2=20, n3=30)
    assert suppress([nu], [STED]).skjult == frozenset()
    svar = suppress([nu], [STED], tidligere=[Tidligere("2024", (foer,), hidden)])
    assert svar.show(nu, ("n2",)) is None
    assert attack([STED], [([foer], hidden), ([nu], svar.skjult)]) == []


def test_the_same_again_is_the_same_again() -> None:
    for form in FORMER:
        dimensioner, udgaver = make_udgaver(form, 2)
        foerste = suppress(udgaver[0], dimensioner)
        tidligere = [Tidligere("foer", tuple(udgaver[0]), foerste.skjult, foerste.modbilleder)]
        assert suppress(udgaver[0], dimensioner, tidligere=tidligere).skjult == foerste.skjult, form
