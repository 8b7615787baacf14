"""The benchmark beside other FHIR tools: what it gives them, what it counts, what it says without them."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from bench import medplum
from bench.enkeltfejl import REST, SLAGS, make_enkeltfejl
from bench.fhir_peers import BIBLIOTEK, MAAL, MEDPLUM, VORES, compare_tilfaeldige, count_fundne
from bench.fhir_peers_side import Maalt, Saet, make_side
from bench.guide_profiler import INVARIANTER, UDELADT, VAERDISAET_ROD, make_profiler
from bench.tilfaeldige import make_tilfaeldige
from regler_eksempel import DATA, OFFICIELLE, kraever_officielle, resource_type
from regler_sted import read

from ffb.formats.fhir.profil import BUNDLE_PROFIL, PROFIL

# -- the profiles the others are given ----------------------------------------------------------------


def _grund() -> dict[str, Any]:
    """Base definitions as far as our own rows tell them: type -> snapshot in order."""
    steder: dict[str, list[dict[str, str]]] = {}
    for raekke in read("r4.csv"):
        steder.setdefault(raekke["sted"], []).append(raekke)
    return {
        navn: {"snapshot": {"element": [{"id": navn, "path": navn}, *_elementer(navn, steder)]}}
        for navn in steder
        if "." not in navn
    }


def _elementer(sted: str, steder: dict[str, list[dict[str, str]]]) -> list[dict[str, Any]]:
    ud: list[dict[str, Any]] = []
    for r in steder[sted]:
        id_ = f"{sted}.{r['element']}"
        ud.append(
            {
                "id": id_,
                "path": id_,
                "min": int(r["min"]),
                "max": r["maks"],
                "base": {"path": id_, "min": int(r["min"]), "max": r["maks"]},
                "type": [{"code": type_} for type_ in r["typer"].split()],
            }
        )
        ud += _elementer(id_, steder) if id_ in steder else []
    return ud


PROFILER = {p["url"]: p["snapshot"]["element"] for p in make_profiler(_grund())}


def test_every_profile_is_made_and_its_elements_stand_once_below_their_parent() -> None:
    assert set(PROFILER) == {*PROFIL.values(), BUNDLE_PROFIL}
    for elementer in PROFILER.values():
        ider = [e["id"] for e in elementer]
        assert len(set(ider)) == len(ider)
        for i, id_ in enumerate(ider[1:], start=1):
            assert id_.rpartition(".")[0] in ider[:i]


@pytest.mark.parametrize("raekke", read("elementer.csv"), ids=lambda r: f"{r['profil']}.{r['element']}")
def test_row_is_in_the_profile(raekke: dict[str, str]) -> None:
    noun = raekke["profil"]
    url, type_ = (BUNDLE_PROFIL, "Bundle") if noun == "leverance" else (PROFIL[noun], resource_type(noun))
    fundne = [e for e in PROFILER[url] if e["id"] == f"{type_}.{raekke['element']}"]
    if raekke["element"].count(":") > 1:
        assert not fundne
        return
    (element,) = fundne
    assert element["max"] == (raekke["maks"] or element["base"]["max"])
    assert raekke["min"] in ("", str(element["min"]))
    if raekke["fast"]:
        (kode,) = re.findall(r'"?code"?: "(.+?)"', raekke["fast"]) or [json.loads(raekke["fast"])]
        sagt = {k: v for k, v in element.items() if k.startswith("pattern") or k == "constraint"}
        assert kode in json.dumps(sagt)
    if raekke["vaerdisaet"]:
        assert element["binding"]["valueSet"] == VAERDISAET_ROD + raekke["vaerdisaet"]


@pytest.mark.skipif(not (DATA / "profiler.csv").exists(), reason="profiler.csv mangler (../shared)")
def test_every_invariant_is_given_or_said_to_be_left_out() -> None:
    kilde = csv.DictReader((DATA / "profiler.csv").read_text(encoding="utf-8").splitlines())
    alle = {key for r in kilde for key in r["invarianter"].split() if key.startswith("kl-reporting")}
    givet = {key for betingelser in INVARIANTER.values() for key in betingelser}
    assert givet | set(UDELADT) == {key for key in alle if "delivery-report" not in key}


def test_versions_of_the_packages_are_exact() -> None:
    pakker = json.loads((medplum.MAPPE / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in pakker.values())
    assert {"medplum.mjs", "package.json"} <= {fil.name for fil in medplum.MAPPE.iterdir()}


# -- what is counted ----------------------------------------------------------------------------------


@kraever_officielle
def test_faults_are_of_every_kind_and_the_library_finds_some_but_ours_all() -> None:
    fejl = make_enkeltfejl(60)
    antal = Counter(f.slags for f in fejl)
    assert len(fejl) == 60 and set(antal) == {*SLAGS, REST}
    assert max(antal.values()) - min(antal.values()) <= 1
    assert count_fundne(VORES, fejl) == antal
    assert 0 < count_fundne(BIBLIOTEK, fejl).total() < 30


@kraever_officielle
def test_the_library_complains_of_no_random_change_that_we_accept() -> None:
    bundter = [sti.read_bytes() for sti in OFFICIELLE]
    aendringer = make_tilfaeldige(bundter, 150)
    assert aendringer == make_tilfaeldige(bundter, 150)
    assert all(json.loads(a.data) != json.loads(a.foer) for a in aendringer)
    svar = compare_tilfaeldige([VORES, BIBLIOTEK], aendringer)
    assert svar.kun_andre == []
    assert svar.klager[VORES.navn] > svar.klager[BIBLIOTEK.navn] > 30


# -- what is said -------------------------------------------------------------------------------------


def test_without_npm_the_reason_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(medplum.KanIkke, match="node og npm findes ikke"), medplum.open_medplum():
        pass


@pytest.mark.parametrize(
    ("fart", "ventet"),
    [
        (1500.0, ["| 1.500 | |", "**nået** (15 ×)", "**ikke nået** (75 ×)"]),
        (12.5, ["**ikke nået** (0,12 ×)", "**ikke nået** (0,62 ×)"]),
    ],
)
def test_page_says_whether_the_goals_are_reached(fart: float, ventet: list[str]) -> None:
    saet = Saet("demo", 20, 11.5, {VORES.navn: fart, BIBLIOTEK.navn: 100.0, MEDPLUM: 20.0})
    side = make_side(Maalt({VORES.navn: "alt"}, [saet], {VORES.navn: 0}, 20), MAAL, "Medplum 1")
    assert all(ord_ in side for ord_ in ["11,5 KB", *ventet])
    assert "Fund:" not in side
