"""The picture of every analysis: drawn, labelled with the rows' own figures, and never drawn empty."""

from __future__ import annotations

import textwrap
import xml.etree.ElementTree as ET
from datetime import date

import pytest

from analyses.test_mod_orakel import ANALYSER, OM_BORGER, find_borgere, make_borgersvar, make_grundlag
from analyses.verden import make_verden
from ffb.analyses import Analyse, Analysegrundlag, Analyseresultat, Analysevalg, find_analyse, parse_valg
from ffb.errors import BrugsFejl
from ffb.render.diagram import til_moerk, til_png, til_svg
from ffb.render.diagram.billede import _ombryd
from ffb.render.diagram.tema import BREDDE, PALET
from ffb.render.format import er_tom, vaerdi_tekst
from ffb.sprog import brug_sprog

AARET = (date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture(scope="module")
def grundlag() -> Analysegrundlag:
    return make_grundlag(make_verden(2))


def _tekster(svg: bytes) -> str:
    return " ".join(
        "".join(t.itertext()) for t in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
    )


def _vist_tal(svar: Analyseresultat) -> list[str]:
    """The figures the terminal's bar shows, as the picture must label them."""
    k = next(k for k in svar.tabel.kolonner if k.navn == svar.analyse.soejle)
    return ["–" if er_tom(r[k.navn]) else vaerdi_tekst(k, r[k.navn]) for r in svar.vist.raekker]


@pytest.mark.parametrize("analyse", ANALYSER, ids=lambda a: a.id)
@pytest.mark.parametrize("sprog", ["da", "en"])
def test_figuren_siger_tallene(analyse: Analyse, sprog: str, grundlag: Analysegrundlag) -> None:
    with brug_sprog(sprog):
        svar = grundlag.koer(analyse, Analysevalg(*AARET))
        svg = til_svg(svar)
        rod = ET.fromstring(svg)
        tekst = _tekster(svg).replace("\u00a0", " ")
        assert rod.find("{http://www.w3.org/2000/svg}title").text == svar.titel
        assert rod.find("{http://www.w3.org/2000/svg}desc").text == svar.saetning
        assert svar.analyse.tekst().kilde in tekst
        assert all(tal in tekst for tal in _vist_tal(svar))
        assert "undefined" not in tekst
        assert "NaN" not in svg.decode()


@pytest.mark.parametrize("analyse", OM_BORGER, ids=lambda a: a.id)
@pytest.mark.parametrize("sprog", ["da", "en"])
def test_borgerens_figur_siger_det_tabellen_siger(analyse: Analyse, sprog: str) -> None:
    """Each subject of the table is named in the picture, wide and narrow; each level 0-4 stands in it."""
    verden = make_verden(2)
    with brug_sprog(sprog):
        svar = make_borgersvar(verden, analyse, find_borgere(verden, 1)[0], Analysevalg(*AARET))
        for form, tone in (("hel", "lys"), ("smal", "moerk")):
            svg = til_svg(svar, tone, form)
            tekst = _tekster(svg).replace("\u00a0", " ")
            assert all(r["navn"][:12] in tekst for r in svar.vist.raekker if r.get("niveau", 0) is not None)
            assert "undefined" not in tekst and "NaN" not in svg.decode()
            assert int(ET.fromstring(svg).get("width")) <= BREDDE[form] + 8


@pytest.mark.parametrize("analyse", OM_BORGER, ids=lambda a: a.id)
def test_borgerens_figur_i_moerk_tone_er_den_samme_som_tegnet_igen(analyse: Analyse) -> None:
    verden = make_verden(2)
    for borger in find_borgere(verden, 2):
        svar = make_borgersvar(verden, analyse, borger, Analysevalg(*AARET))
        for form in ("side", "smal"):
            assert til_moerk(til_svg(svar, "lys", form)) == til_svg(svar, "moerk", form)


@pytest.mark.parametrize("analyse", ANALYSER, ids=lambda a: a.id)
def test_png_i_begge_toner(analyse: Analyse, grundlag: Analysegrundlag) -> None:
    svar = grundlag.koer(analyse, Analysevalg(*AARET))
    for tone in ("lys", "moerk"):
        png = til_png(svar, tone, 1.0)
        assert png.startswith(b"\x89PNG\r\n")
        assert len(png) > 5_000
        assert PALET[tone]["bund"] in til_svg(svar, tone).decode()


def test_v16_viser_kun_jeres_norm_naar_der_er_en(grundlag: Analysegrundlag) -> None:
    svar = grundlag.koer(find_analyse("V16"), Analysevalg(*AARET))
    assert "Jeres norm" not in _tekster(til_svg(svar))
    for raekke in svar.vist.raekker:
        raekke["norm"] = 4
    assert "Jeres norm" in _tekster(til_svg(svar))


def test_overskriften_ender_ikke_i_et_ord(grundlag: Analysegrundlag) -> None:
    """The lines of the finding are about as long."""
    tekst = (
        "Der går i gennemsnit 157 dage mellem opfølgningerne i de kommuner, der er fulgt (1.100 mellemrum)."
    )
    linjer = _ombryd(tekst, 60, jaevnt=True)
    assert len(linjer) == len(textwrap.wrap(tekst, 60)) and " ".join(linjer) == tekst
    assert min(map(len, linjer)) > 0.7 * max(map(len, linjer))


def test_svg_er_den_samme_hver_gang(grundlag: Analysegrundlag) -> None:
    svar = grundlag.koer(find_analyse("V15"), Analysevalg(*AARET))
    assert til_svg(svar) == til_svg(svar)


def test_intet_at_vise_siger_hvorfor(grundlag: Analysegrundlag) -> None:
    v15 = find_analyse("V15")
    tomt = grundlag.koer(v15, parse_valg(AARET, {"alder": ["0-1"]}, analyse=v15))
    assert "Fjern et filter" in (tomt.tom or "")
    fremtid = grundlag.koer(v15, Analysevalg(date(2030, 1, 1), date(2030, 12, 31)))
    assert "efter den seneste leverance" in (fremtid.tom or "")
    for svar in (tomt, fremtid):
        with pytest.raises(BrugsFejl, match="intet at tegne"):
            til_svg(svar)


def test_alle_fejl_i_valget_paa_en_gang() -> None:
    forkert = {"ydelse": ["Hjemmehjælp"], "koen": ["X"], "alder": ["40-30"], "overtema": ["Mobilitet"]}
    with pytest.raises(BrugsFejl) as fejl:
        parse_valg((AARET[1], AARET[0]), forkert, analyse=find_analyse("V15"))
    linjer = str(fejl.value).splitlines()
    assert len(linjer) == 5
    assert "Byt om" in linjer[0]
    assert any("kan ikke afgrænses" in linje for linje in linjer)


def test_faa_borgere_giver_en_advarsel(grundlag: Analysegrundlag) -> None:
    v15 = find_analyse("V15")
    for alder in range(20, 90):
        svar = grundlag.koer(v15, parse_valg(AARET, {"alder": [str(alder)]}, analyse=v15))
        if not svar.tom:
            break
    borgere = svar.vist.raekker[0]["population"]
    assert borgere < v15.minimum
    assert any(n.startswith(f"Kun {borgere} borger") for n in svar.noter)
    assert til_svg(svar)
