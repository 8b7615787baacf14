"""The gate by hand: what is hidden, what is shown, and what is refused."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from diskretionering.saet import make_saet
from ffb.diskretionering import I_ALT, STRENG, Dimension, Terning, fold, suppress

KOEN = Dimension("koen", {"k": I_ALT, "m": I_ALT})
PARAGRAF = Dimension("paragraf", dict.fromkeys(("85", "103", "104", "107"), I_ALT))
STED = Dimension("sted", {"N": I_ALT, "S": I_ALT, "n1": "N", "n2": "N", "s1": "S"}, komplement=False)


def tern(dimension: Dimension, **blade: int) -> Terning:
    celler = fold([dimension], {(n.strip("_"),): v for n, v in blade.items()})
    return Terning("t", "borgere", (dimension.navn,), celler)


def vist(dimension: Dimension, mindst: int = 3, **blade: int) -> dict[str, int | None]:
    t = tern(dimension, **blade)
    svar = suppress([t], [dimension], mindst=mindst)
    return {n: svar.show(t, (n,)) for n in [*dimension.foraelder, I_ALT]}


def test_zero_is_shown_and_one_and_two_are_not() -> None:
    assert vist(PARAGRAF, _85=40, _103=2, _104=30, _107=0) == {
        "85": 40, "103": None, "104": None, "107": 0, I_ALT: 72,
    }  # fmt: skip


def test_three_is_shown() -> None:
    assert vist(PARAGRAF, _85=40, _103=3, _104=30) == {"85": 40, "103": 3, "104": 30, "107": 0, I_ALT: 73}


def test_strict_profile_hides_four_and_shows_five() -> None:
    assert vist(PARAGRAF, STRENG, _85=40, _103=4, _104=30)["103"] is None
    assert vist(PARAGRAF, STRENG, _85=40, _103=5, _104=30)["103"] == 5


def test_all_but_two_of_a_total_are_hidden() -> None:
    """98 of 100 says who the two are not; 97 of 100 does not."""
    tema = Dimension("tema", {"sorg": I_ALT}, overlapper=True)
    for antal, vises in ((98, None), (97, 97), (100, 100)):
        t = Terning("t", "borgere", ("tema",), {("",): 100, ("sorg",): antal})
        svar = suppress([t], [tema])
        assert svar.show(t, ("sorg",)) == vises


def test_where_one_lives_is_no_complement() -> None:
    """All but two of a region live in one kommune: they are counted, but the rule asks nothing more of it."""
    svar = vist(STED, n1=50, n2=9, s1=60)
    assert None not in svar.values()


def test_a_lone_small_cell_takes_its_smallest_neighbour() -> None:
    assert [n for n, v in vist(STED, n1=1, n2=9, s1=60).items() if v is None] == ["n1", "n2"]


def test_a_lone_kommune_of_a_region_takes_the_region_too() -> None:
    """Nothing under S could be another number, unless S itself could."""
    assert [n for n, v in vist(STED, n1=50, n2=9, s1=2).items() if v is None] == ["N", "S", "n2", "s1"]


def test_tables_are_linked_by_the_cells_they_share() -> None:
    """A small cell in one table hides cells in the other only through the margin they share."""
    smaa = {
        ("n1", "85"): 1, ("n1", "103"): 20, ("n2", "85"): 9, ("n2", "103"): 30,
        ("s1", "85"): 50, ("s1", "103"): 70,
    }  # fmt: skip
    koen = {
        ("n1", "k"): 10, ("n1", "m"): 11, ("n2", "k"): 20, ("n2", "m"): 19, ("s1", "k"): 60, ("s1", "m"): 60,
    }  # fmt: skip
    a = Terning("a", "borgere", ("sted", "paragraf"), fold([STED, PARAGRAF], smaa))
    b = Terning("b", "borgere", ("sted", "koen"), fold([STED, KOEN], koen))
    svar = suppress([a, b], [STED, PARAGRAF, KOEN])
    assert svar.show(a, ("n1", "")) == svar.show(b, ("n1", "")) == 21
    assert all(svar.show(b, k) is not None for k in b.celler)
    assert svar.show(a, ("n1", "103")) is None, "the other paragraf of the kommune"
    assert svar.show(a, ("n2", "85")) is None, "the other kommune of the region"
    assert svar.show(a, ("s1", "85")) == 50


def test_goals_of_few_persons_are_few() -> None:
    """Twelve goals of two citizens are hidden: it is the persons that count."""
    celler = fold([PARAGRAF], {("85",): 12, ("103",): 40, ("104",): 35})
    personer = fold([PARAGRAF], {("85",): 2, ("103",): 20, ("104",): 30})
    t = Terning("t", "mål", ("paragraf",), celler, personer)
    svar = suppress([t], [PARAGRAF])
    assert svar.show(t, ("85",)) is None
    assert svar.show(t, ("107",)) == 0


def test_means_follow_their_count() -> None:
    celler = fold([PARAGRAF], {("85",): 2, ("103",): 40, ("104",): 12})
    foelger = {k: {"middel": 1.5} for k in celler}
    t = Terning("t", "borgere", ("paragraf",), celler, foelger=foelger)
    svar = suppress([t], [PARAGRAF])
    assert svar.show_foelger(t, ("85",)) is None
    assert svar.show_foelger(t, ("103",)) == {"middel": 1.5}
    assert svar.show_foelger(t, ("104",)) is None, "hidden for the sake of the first"


def test_every_modbillede_fits_what_is_shown() -> None:
    """Each proof, added to the true counts, changes only hidden cells, and still adds up."""
    for froe in (3, 13, 25):
        saet = make_saet(froe)
        svar = suppress(saet.terninger, saet.dimensioner)
        assert svar.modbilleder or not svar.skjult
        for modbillede in svar.modbilleder:
            assert {c for c, d in modbillede.items() if d} <= svar.skjult
            for terning in saet.terninger:
                check_sums(terning, saet.dimensioner, dict(modbillede))


def check_sums(terning: Terning, dimensioner: list[Dimension], modbillede: dict) -> None:
    """Only for dimensions that add up: the leaves of the modbillede give its totals."""
    egne = [d for d in dimensioner if d.navn in terning.dimensioner]
    nye = {k: n + modbillede.get(terning.celle(k), 0) for k, n in terning.celler.items()}
    assert min(nye.values()) > 0
    if not any(d.overlapper for d in egne):
        over = [set(d.foraelder.values()) for d in egne]
        blade = {k: n for k, n in nye.items() if not any(x in o for x, o in zip(k, over, strict=True))}
        assert fold(egne, blade) == nye


def test_everything_small_is_hidden_with_its_total() -> None:
    assert set(vist(PARAGRAF, _85=1, _103=1).values()) == {None, 0}


def test_nothing_in_nothing_out() -> None:
    assert suppress([], []).skjult == frozenset()
    assert set(vist(PARAGRAF, _85=0).values()) == {0}


@pytest.mark.parametrize(
    "celler",
    [
        {("",): 10, ("85",): 4, ("103",): 5},
        {("85",): 4},
        {("",): 4, ("85",): 4, ("ukendt",): 0},
        {("",): 3, ("85",): 4, ("103",): -1},
    ],
)
def test_counts_that_do_not_fit_are_refused(celler: dict) -> None:
    with pytest.raises(ValueError):
        suppress([Terning("t", "borgere", ("paragraf",), celler)], [PARAGRAF])


def test_one_cell_with_two_counts_is_refused() -> None:
    a, b = tern(KOEN, k=10, m=5), tern(PARAGRAF, _85=14)
    with pytest.raises(ValueError, match="samme navn"):
        suppress([a, b], [KOEN, PARAGRAF])
    b = Terning("b", "borgere", b.dimensioner, b.celler)
    with pytest.raises(ValueError, match="to måder"):
        suppress([a, b], [KOEN, PARAGRAF])


def test_the_answer_does_not_hang_on_the_order_of_sets() -> None:
    """Two processes with different hashes of text hide the same cells."""
    kode = (
        "from diskretionering.saet import make_saet; from ffb.diskretionering import suppress;"
        "s = make_saet(5); skjult = suppress(s.terninger, s.dimensioner).skjult;"
        "print(sorted(map(sorted, (c[1] for c in skjult))))"
    )
    svar = {
        subprocess.run(
            [sys.executable, "-c", kode],
            env={**os.environ, "PYTHONHASHSEED": froe, "PYTHONPATH": os.pathsep.join(sys.path)},
            check=True,
            capture_output=True,
        ).stdout
        for froe in ("1", "2")
    }
    assert len(svar) == 1
    assert len(svar.pop()) > 40


def test_all_but_two_of_another_count_are_hidden() -> None:
    """Of 30 citizens 29 began this year: the one who did not is hidden with them."""
    i_gang, startet = (
        Terning(navn, navn, ("sted",), fold([STED], {("n1",): n1, ("n2",): n2, ("s1",): 70}))
        for navn, n1, n2 in (("i gang", 30, 50), ("startet", 29, 20))
    )
    svar = suppress([i_gang, startet], [STED], delmaengder=[("startet", "i gang")])
    assert svar.show(startet, ("n1",)) is None
    assert svar.show(startet, ("n2",)) is None, "else the region gives it away"
    assert svar.show(i_gang, ("n1",)) == 30
    with pytest.raises(ValueError, match="passer ikke"):
        suppress([i_gang, startet], [STED], delmaengder=[("i gang", "startet")])
