"""A kommune's own norms (`--normer`): what is refused, what runs, and what is shown."""

import re

import pytest

from ffb.errors import Exit, Laesefejl
from ffb.rules.hoved import find_regel, load_regler
from ffb.rules.normer import GRAENSER, apply_normer, find_graenser, read_normer

MED_NORM = [r for r in load_regler() if r.norm]
ANTALSENHEDER = {"borgere", "mål", "rækker", "temaer", "vurderinger", "ydelser"}


def skriv(tmp_path, tekst):
    sti = tmp_path / "normer.toml"
    sti.write_text(tekst, encoding="utf-8")
    return sti


def test_laeses_med_reglens_id_uanset_store_bogstaver(tmp_path):
    assert read_normer(skriv(tmp_path, '["mel-17"]\ndage = 60\n')) == {"MEL-17": {"dage": 60}}


def test_alle_fejl_paa_en_gang(tmp_path):
    tekst = (
        '["MEL-17"]\ndage = "60"\nuger = 3\n["MEL-71"]\ndage = 4\n["RIM-01"]\ntemaer = 99\n'
        '["T1-01"]\nx = 1\n["RIM-10"]\n["SAM-12"]\ntrin = true\n["MAP-11"]\nmindst = 2.5\n'
    )
    with pytest.raises(Laesefejl) as svar:
        read_normer(skriv(tmp_path, tekst))
    steder = [re.search(r"\[(.*)\]", f.sted)[1] for f in svar.value.fejl]
    assert sorted(steder) == ["MAP-11", "MEL-17", "MEL-17", "MEL-71", "RIM-01", "RIM-10", "SAM-12", "T1-01"]
    assert svar.value.exit_code == Exit.OPSAETNING
    ukendt = next(f for f in svar.value.fejl if "MEL-71" in f.sted)
    assert "MEL-17" in ukendt.goer


@pytest.mark.parametrize("tekst", ["dage = ", "[[", '"MEL-17" = 3\n'])
def test_ikke_toml_eller_ikke_et_afsnit(tmp_path, tekst):
    with pytest.raises(Laesefejl):
        read_normer(skriv(tmp_path, tekst))


@pytest.mark.parametrize("regel", MED_NORM, ids=lambda r: r.id)
def test_hver_norm_kan_aendres(regel):
    """The new value stands in header and SQL, the text is else the same, and the old one is remembered."""
    egne = {navn: norm["vaerdi"] + 1 for navn, norm in regel.norm.items()}
    (ny,) = apply_normer([regel], {regel.id: egne})
    for navn, vaerdi in egne.items():
        assert f"{vaerdi} AS {navn}" in ny.sql
        assert (ny.norm[navn]["vaerdi"], ny.norm[navn]["standard"]) == (vaerdi, regel.norm[navn]["vaerdi"])
    efter = regel.sql.split("norm AS", 1)[1].split(")", 1)[1]
    assert ny.sql.endswith(efter)
    assert find_regel(regel.id) == regel


@pytest.mark.parametrize("regel", MED_NORM, ids=lambda r: r.id)
def test_reglens_egen_vaerdi_er_inden_for_graenserne(regel):
    for navn, norm in regel.norm.items():
        assert norm["enhed"] in GRAENSER or norm["enhed"] in ANTALSENHEDER, "giv enheden grænser"
        mindst, hoejst = find_graenser(navn, norm["enhed"])
        assert mindst <= norm["vaerdi"] <= hoejst


def test_uden_egne_er_reglerne_de_samme():
    assert apply_normer(load_regler(), {}) == load_regler()
