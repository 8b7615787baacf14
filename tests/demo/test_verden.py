"""The world in memory: persons, spread, and what the plantings say of themselves."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from ffb.begreber import find_kommune
from ffb.demo import fordeling, huller, mapning, plantning, regelfejl
from ffb.demo.fordeling import kommuneplaner
from ffb.demo.model import FEM_FEJL, SLAGS, Borger
from ffb.demo.person import umulig_cpr
from ffb.demo.skriv import plantet_verden
from ffb.demo.verden import build_verden
from ffb.errors import BrugsFejl
from ffb.formats.identitet import Identitet

PLANER = kommuneplaner(2025, 800, 4)


def test_borgere_er_erstatningsnumre_med_rigtig_foedselsdag() -> None:
    identitet = Identitet(b"x" * 32)
    for plan in PLANER[:2]:
        verden, _ = build_verden(plan, 2025)
        for borger in verden.borgere:
            person = identitet.person(borger.cpr)
            assert person.erstatning and person.fejl is None
            assert (person.foedselsaar, person.koen) == (borger.foedselsaar, borger.koen)
            assert 18 <= 2025 - borger.foedselsaar <= 90


def test_cpr_er_forskellige_i_hele_landet() -> None:
    cpr = [b.cpr for p in kommuneplaner(1, 100, 98)[::7] for b in build_verden(p, 1)[0].borgere]
    assert len(cpr) == len(set(cpr))


def test_umulige_cpr_er_ingens() -> None:
    identitet = Identitet(b"x" * 32)
    numre = [umulig_cpr(k, n) for k in (1, 57, 98) for n in range(20)]
    assert len(set(numre)) == len(numre)
    assert all(int(n[:2]) > 60 and identitet.person(n).fejl == "cpr_dato" for n in numre)


def test_landet_ligner_9_uddatasaet() -> None:
    borgere = build_verden(PLANER[0], 2025)[0].borgere
    antal = len(borgere)
    assert sum(len(b.ydelser) for b in borgere) / antal == pytest.approx(1.3, abs=0.1)
    assert sum(len(b.scorer) for b in borgere) / antal == pytest.approx(12, abs=2)
    assert sum(len(b.temaer) for b in borgere) / antal == pytest.approx(4.5, abs=0.8)
    assert sum(len(b.maal) for b in borgere) / antal == pytest.approx(2.4, abs=0.5)
    unge = [b for b in borgere if b.ydelser[0].dom.paragraf == "§107"]
    assert sum(b.foedselsaar > 1995 for b in unge) / len(unge) == pytest.approx(0.63, abs=0.15)


def test_43_procent_kognitive() -> None:
    kognitive, _ = fordeling._maalgrupper()
    borgere = build_verden(PLANER[0], 2025)[0].borgere
    foerste = [b.ydelser[0].maalgrupper[0] for b in borgere if b.ydelser[0].maalgrupper]
    assert sum(k in kognitive for k in foerste) / len(foerste) == pytest.approx(0.43, abs=0.06)


def test_98_kommuner_har_landets_stoerrelse_og_skaevhed() -> None:
    planer = kommuneplaner(2025, 800, 98)
    assert [p.kode for p in planer] == [f"9{n:03d}" for n in range(1, 99)]
    assert all((k := find_kommune(p.kode)) and k.demo for p in planer)
    assert sum(p.borgere for p in planer) / 98 == pytest.approx(800, rel=0.02)
    assert max(p.borgere for p in planer) > 3 * min(p.borgere for p in planer)
    uden = Counter(slags for p in planer for slags in p.leverer_ikke)
    assert set(uden) == set(fordeling.LEVERER)
    assert uden["stoettebehov"] > uden["udredningstema"] / 2


@pytest.mark.parametrize(("borgere", "kommuner"), [(19, 4), (800, 0), (800, 99)])
def test_umulige_antal_er_brugsfejl(borgere: int, kommuner: int) -> None:
    with pytest.raises(BrugsFejl):
        kommuneplaner(1, borgere, kommuner)


@pytest.mark.parametrize("plan", kommuneplaner(2025, fordeling.ALLE_FEJL, 4), ids=lambda p: p.form)
def test_hver_fejl_er_plantet_og_ingen_borger_to_gange(plan: fordeling.Kommuneplan) -> None:
    verden, _ = plantet_verden(plan, 2025)
    regler = {f.regel for f in regelfejl.REGELFEJL} | {
        "TAB-KOLONNE-UKENDT",
        "TAB-TEGNSAET",
        "TAB-AAR",
        "ID-13",
    }
    regler |= {"TAB-SKILLETEGN", "TAB-KONTAKT-ROLLE"}
    assert {p.art for p in verden.plantet} - {"umulig_cpr"} - regler == set(plantning.plan_arter(plan))
    sager = Counter(p.sagsnummer for p in verden.plantet if p.sagsnummer)
    assert max(sager.values()) == 1


def test_en_lille_demo_planter_hvad_der_er_plads_til() -> None:
    verden, _ = plantet_verden(kommuneplaner(1, fordeling.MINDST, 1)[0], 1)
    ydelser = [p for p in verden.plantet if p.tabel == "ydelse"]
    assert 0 < len(ydelser) < len(verden.plantet) < len(list(plantning.plan_arter(PLANER[0])))


def test_ren_verden_mangler_intet_foer_plantning() -> None:
    verden, _ = build_verden(PLANER[0], 2025)
    nye = [b for b in verden.borgere if b.klasse == "ny"]
    assert len(nye) == 480
    for b in nye:
        assert b.temaer and b.scorer and b.stoettebehov and b.maal and not b.mangler
        assert all(y.maalgrupper and y.dom.taeller and not y.dom.fejl for y in b.ydelser)
        assert b.scorer[0].niveau in range(5)
        assert len({(y.tilbud_kode, y.ydelse_kode) for y in b.ydelser}) == len(b.ydelser)


def test_progressionen_ligner_livet() -> None:
    """Between first and last day some levels improve, most stay, some get worse; never two steps at once."""
    retning, trin = Counter[str](), Counter[int]()
    for b in build_verden(PLANER[0], 2025)[0].borgere:
        for kode in {x.kode for x in b.scorer}:
            egne = [x.niveau for x in b.scorer if x.kode == kode and x.niveau in range(5)]
            trin.update(abs((n or 0) - (f or 0)) for f, n in pairwise(egne))
            if len(egne) > 1:
                forskel = (egne[-1] or 0) - (egne[0] or 0)
                retning["frem" if forskel < 0 else "tilbage" if forskel else "uaendret"] += 1
    alle = retning.total()
    assert set(trin) == {0, 1}
    assert 0.2 < retning["frem"] / alle < 0.4
    assert 0.4 < retning["uaendret"] / alle < 0.65
    assert 0.1 < retning["tilbage"] / alle < 0.3


def test_hullernes_maerker_svarer_til_det_der_er_fjernet() -> None:
    verden, _ = plantet_verden(PLANER[1], 2025)
    art = {p.sagsnummer: p.art for p in verden.plantet if p.tabel != "ydelse"}
    efter_art: dict[str, list[Borger]] = {}
    for b in verden.borgere:
        efter_art.setdefault(art.get(b.ydelser[0].indsats.sagsnummer, ""), []).append(b)
    assert all(b.mangler == set(SLAGS) and not b.temaer for b in efter_art["mangler_alle"])
    assert all({s.niveau for s in b.scorer} == {9} and not b.mangler for b in efter_art["kun_ikke_vurderet"])
    assert all(b.mangler == {"maaltype"} and b.maal for b in efter_art["mangler_maaltype"])
    assert all(b.mangler == {"funktionsevneniveau"} for b in efter_art["ad_i_forkert_tabel"])
    assert not any(b.mangler for b in efter_art["kun_omgivelse"])


def test_kommune_der_ikke_leverer_en_slags() -> None:
    plan = fordeling.Kommuneplan(6, "9006", "xlsx", 100, frozenset({"udredningstema", "stoettebehov"}), False)
    verden, _ = plantet_verden(plan, 3)
    assert all({"udredningstema", "stoettebehov"} <= b.mangler for b in verden.borgere)
    assert not any(b.temaer or b.stoettebehov for b in verden.borgere)
    huller_her = set(huller.arter(plan))
    assert "mangler_maaltype" in huller_her
    assert not huller_her & {"mangler_alle", "stoettebehov_ikke_vurderet", "kun_overtema"}


def test_vejledningen_har_kun_demokoder_og_alle_slags_par() -> None:
    raekker = mapning.guide_raekker()
    assert all(v is None or v.startswith("DEMO-") for _, _, v in raekker)
    lov = mapning.build_vejledning()
    assert any(len(p.vaerdier) > 1 for p in lov.lovlige) and lov.kun_na and lov.ugyldige
    i_tabel = {kode for kode, _, _ in mapning.dst_koder()}
    assert {v for _, _, v in raekker if v} - i_tabel == {mapning.KUN_I_VEJLEDNING}
    assert {k for k, _, relevant in mapning.dst_koder() if not relevant} == {mapning.IKKE_RELEVANT}
    i_guiden = {(t, y) for t, y, _ in raekker}
    assert not any((p.tilbud, p.ydelse) in i_guiden for p in lov.ugyldige)


def test_fem_fejl_er_rapportens() -> None:
    from ffb.model.dom import FEJL_BIT

    assert set(FEM_FEJL) == set(FEJL_BIT)
