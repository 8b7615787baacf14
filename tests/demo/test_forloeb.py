"""Month by month: every delivery reads, what was planted is found while it is there, and mended after."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from ffb.demo import Facit, Forloeb, make_forloeb
from ffb.demo.bevis import Bevis
from ffb.errors import BrugsFejl
from ffb.formats import read
from ffb.formats.grundlag import Laesevalg
from ffb.formats.identitet import Identitet

NOEGLE = b"kun til proeverne, 32 tegn eller flere"
BevisFor = Callable[[Path, Facit, object], Bevis]


@pytest.fixture(scope="module")
def forloeb(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Forloeb]:
    mappe = tmp_path_factory.mktemp("forloeb")
    return mappe, make_forloeb(mappe, seed=3, borgere=45, maaneder=20)


def _bevis(mappe: Path, forloeb: Forloeb, nr: int, bevis_for: BevisFor) -> Bevis:
    stier = [mappe / "leverancer" / sti for m in forloeb.maaneder[: nr + 1] for sti in m.leverancer]
    laesning = read(stier, Laesevalg(Identitet(NOEGLE), tilsyn="hensigt"))
    return bevis_for(mappe, forloeb.maaneder[nr].facit, laesning)


@pytest.mark.parametrize("nr", [3, 12, 13, 19])
def test_hver_maaned_har_sit_facit(forloeb: tuple[Path, Forloeb], nr: int, bevis_for: BevisFor) -> None:
    mappe, f = forloeb
    bevis = _bevis(mappe, f, nr, bevis_for)
    assert bevis.afvigelser == []


def test_fejl_kommer_rettes_og_genopstaar(forloeb: tuple[Path, Forloeb]) -> None:
    """What stands in the facit of a month is what the life-cycle says."""
    _, f = forloeb
    assert any(len(liv.straekninger) > 1 for liv in f.livsloeb)
    regel = {"p_nummer": "ID-04", "maalgruppe_er_ydelse": "KOD-08", "mangler_tilbud_uuid": "T1-02"}
    kendte = 0
    for liv in (liv for liv in f.livsloeb if liv.art in regel):
        for maaned in f.maaneder:
            (kommune,) = (k for k in maaned.facit.kommune_list if k.kommune == liv.kommune)
            sager = {fund.sagsnummer for fund in kommune.fund if fund.regel == regel[liv.art]}
            assert (liv.sagsnummer in sager) == liv.er_der(maaned.nr)
            kendte += liv.er_der(maaned.nr)
    assert kendte > 5
    antal = [sum(len(k.fund) for k in m.facit.kommune_list) for m in f.maaneder]
    assert antal[0] < max(antal) and any(a > b for a, b in pairwise(antal))


def test_systemskifte_taber_en_ydelse_i_to_maaneder(forloeb: tuple[Path, Forloeb]) -> None:
    _, f = forloeb
    tabt = [
        m.nr
        for m in f.maaneder
        if any(fund.regel == "MEL-15" for k in m.facit.kommune_list for fund in k.fund)
    ]
    assert f.skift is not None and tabt == [f.skift, f.skift + 1]
    navne = [sti for m in f.maaneder for sti in m.leverancer if sti.startswith("9001")]
    assert sum("gammelt" in n for n in navne) == f.skift + 1
    assert sum("nyt" in n for n in navne) == len(f.maaneder) - f.skift


def test_en_ydelse_bliver_annulleret(forloeb: tuple[Path, Forloeb]) -> None:
    mappe, f = forloeb
    trukket = [
        sti
        for m in f.maaneder
        for sti in m.leverancer
        if sti.startswith("9003")
        and b'"entered-in-error"' in (mappe / "leverancer" / sti / "bundter.ndjson").read_bytes()
    ]
    assert len(trukket) == 1
    assert [liv.art for liv in f.livsloeb if liv.kommune == "9003"] == ["uden_tilbud", "annulleret"]


def test_samme_seed_samme_bytes(forloeb: tuple[Path, Forloeb], tmp_path: Path) -> None:
    mappe, f = forloeb
    assert json.loads((mappe / "forloeb.json").read_text(encoding="utf-8"))["skift"] == f.skift
    en, to = (make_forloeb(tmp_path / navn, seed=4, borgere=25, maaneder=12) for navn in ("en", "to"))
    assert en == to
    for fil in sorted(p for p in (tmp_path / "en").rglob("*") if p.is_file()):
        assert (tmp_path / "to" / fil.relative_to(tmp_path / "en")).read_bytes() == fil.read_bytes()


@pytest.mark.parametrize(("kommuner", "maaneder"), [(4, 24), (3, 11), (3, 32)])
def test_umuligt_forloeb_er_brugsfejl(tmp_path: Path, kommuner: int, maaneder: int) -> None:
    with pytest.raises(BrugsFejl):
        make_forloeb(tmp_path, kommuner=kommuner, maaneder=maaneder)
