"""The proof both ways: every planted error is found, and nothing else; in a clean world nothing is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ffb.demo import Facit, check_fund, make_demo, read_facit, skriv
from ffb.demo import huller as huller_modul
from ffb.demo.bevis import Bevis
from ffb.demo.fordeling import Kommuneplan
from ffb.demo.fundfacit import IBOENDE
from ffb.demo.ikke_plantet import IKKE_PLANTET
from ffb.demo.model import Kommuneverden
from ffb.demo.verden import Skaber, build_verden
from ffb.formats.afvis import reject_bundter
from ffb.formats.grundlag import Laesning
from ffb.rules.hoved import load_regler

Laes = Callable[[Path], Laesning]
BevisFor = Callable[[Path, Facit, Laesning], Bevis]


@pytest.fixture(scope="module")
def standard(
    tmp_path_factory: pytest.TempPathFactory, laes: Laes, bevis_for: BevisFor
) -> tuple[Facit, Bevis]:
    """The demo as `ffb demo` makes it unasked."""
    mappe = tmp_path_factory.mktemp("standard")
    facit = make_demo(mappe)
    return facit, bevis_for(mappe, facit, laes(mappe))


def test_standarddemoen_stemmer_begge_veje(standard: tuple[Facit, Bevis]) -> None:
    _, bevis = standard
    assert bevis.afvigelser == []
    assert bevis.plantet > 2000 and bevis.konklusion == "kan_ikke_modtages"


def test_hver_regel_er_plantet_eller_undtaget_med_grund(standard: tuple[Facit, Bevis]) -> None:
    facit, bevis = standard
    plantet = {f.regel for k in facit.kommune_list for f in k.fund}
    alle = {f.regel for f in bevis.fund} | {r.id for r in load_regler()}
    assert alle - plantet - set(IBOENDE) <= set(IKKE_PLANTET)
    assert not plantet & set(IKKE_PLANTET)
    assert bevis.regler == len(plantet) > 0.85 * bevis.regler_i_alt


def test_faa_borgere_har_noget_plantet(standard: tuple[Facit, Bevis]) -> None:
    """A believable demo: most people are as they should be."""
    facit, _ = standard
    for kommune in facit.kommune_list:
        sager = {f.sagsnummer for f in kommune.fund if f.sagsnummer}
        assert 0.05 < len(sager) / kommune.borgere < 0.3


def test_lille_demo_med_andet_seed(tmp_path: Path, laes: Laes, bevis_for: BevisFor) -> None:
    """Also what the receiver would refuse can be left out: no cell moves."""
    facit = make_demo(tmp_path, seed=11, borgere=60, kommuner=4)
    laesning = laes(tmp_path)
    assert bevis_for(tmp_path, facit, laesning).afvigelser == []
    reject_bundter(laesning)
    celler = [a for a in bevis_for(tmp_path, facit, laesning).afvigelser if not a.tabel.startswith("fund")]
    assert celler == []


def _uden_plantning(plan: Kommuneplan, seed: int) -> tuple[Kommuneverden, Skaber]:
    verden, skaber = build_verden(plan, seed)
    huller_modul.lever_ikke(verden, plan)
    return verden, skaber


def test_ren_verden_er_ren(
    tmp_path: Path, laes: Laes, bevis_for: BevisFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without plantings the check finds only what is inherent, and one ydelse sent by mistake last month."""
    monkeypatch.setattr(skriv, "plantet_verden", _uden_plantning)
    monkeypatch.setattr(skriv, "_write_fejlbundter", lambda *_: None)
    facit = make_demo(tmp_path, seed=5, borgere=100, kommuner=4)
    bevis = bevis_for(tmp_path, facit, laes(tmp_path))
    assert bevis.afvigelser == []
    assert {f.regel for f in bevis.fund} - set(IBOENDE) == {"MEL-05"}


def test_check_fund_ser_det_der_mangler_og_det_der_er_for_meget(demo: object, bevis: Bevis) -> None:
    facit = read_facit(demo.mappe / "facit.json")  # type: ignore[attr-defined]
    assert check_fund(facit, bevis.fund) == []
    foerste = next(f for f in bevis.fund if f.regel == "T2-01")
    uden = [f for f in bevis.fund if f is not foerste]
    (mangler,) = check_fund(facit, uden)
    assert (mangler.tabel, mangler.forventet, mangler.fundet) == ("fund T2-01", 1, 0)
    (for_meget,) = check_fund(facit, [*bevis.fund, foerste.med(felt="ANDET")])
    assert (for_meget.tabel, for_meget.forventet, for_meget.fundet) == ("fund T2-01", 0, 1)


def test_facit_har_sted_og_ingen_cpr(demo: object) -> None:
    for kommune in demo.facit.kommune_list:  # type: ignore[attr-defined]
        for fund in kommune.fund:
            assert fund.sted and fund.system
            if fund.linje is not None:
                assert fund.fil and (demo.mappe / "leverancer" / kommune.kommune).exists()  # type: ignore[attr-defined]
