"""The shipped facts agree with their sources, and every rule has its words."""

from __future__ import annotations

import csv
import re
from typing import Any

import pytest
from regler_eksempel import DATA, check, kraever_officielle, load_bundle
from regler_mutationer import make_mutationer
from regler_sager_form import SAGER, make_bytes
from regler_sted import MAPPE, read

from ffb.formats.fhir.regler import ALVOR, validate
from ffb.formats.fhir.regler.byg_profiler import KOLONNER, main, make_elementer
from ffb.formats.fhir.regler.form import RESSOURCE, base_form, load_form, walk_elementer
from ffb.formats.fhir.regler.koder import load_koder
from ffb.rules.hoved import load_regler

REGLER = {r.id: r for r in load_regler() if r.kontrol == "fhir" and r.emne == "fhir"}
R4_KUN_VORES = {"Element", "Bundle.entry.link"}
ANDRE_KODER = {("Encounter", "status"), ("Observation", "status"), ("Condition", "clinicalStatus")} | {
    ("Condition", "verificationStatus")
}


@pytest.mark.skipif(not (DATA / "profiler.csv").exists(), reason="profiler.csv mangler (../shared)")
def test_elementer_is_what_the_script_makes() -> None:
    nye = [{k: r.get(k, "") for k in KOLONNER} for r in make_elementer(DATA / "profiler.csv")]
    assert nye == list(read("elementer.csv"))


@pytest.mark.skipif(not (DATA / "profiler.csv").exists(), reason="profiler.csv mangler (../shared)")
def test_every_row_of_profiler_is_kept() -> None:
    """Written another way: every row of the source is found again with its min and max."""
    kilde = list(csv.DictReader((DATA / "profiler.csv").read_text(encoding="utf-8").splitlines()))
    profiler = [r for r in kilde if r["profil"].startswith("KLReportingFFB") and "." in r["element"]]
    profiler = [r for r in profiler if not r["element"].startswith("Extension.")]
    vores = {(r["element"], r["maks"]) for r in read("elementer.csv")}
    mangler = {
        (e, r["max"]) for r in profiler if ((e := r["element"].partition(".")[2]), r["max"]) not in vores
    }
    assert mangler == set()
    assert len(profiler) > 330


def test_script_says_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "profiler.csv" in capsys.readouterr().err


def _model(sted: str) -> Any:
    """The pydantic model of a place: a yardstick by other people."""
    from fhir.resources.R4B import get_fhir_model_class

    navn, *rest = sted.split(".")
    model = get_fhir_model_class(navn)
    for del_ in rest:
        felt = next(f for n, f in model.model_fields.items() if (f.alias or n) == del_)
        fund = re.search(r"(?:abc\.|\.)(\w+)Type", str(felt.annotation))
        assert fund
        model = get_fhir_model_class(fund[1])
    return model


@pytest.mark.parametrize("sted", sorted({r["sted"] for r in read("r4.csv")} - R4_KUN_VORES))
def test_r4_facts_agree_with_fhir_resources(sted: str) -> None:
    vores = {r["element"]: r for r in read("r4.csv") if r["sted"] == sted}
    set_ = set()
    for navn, felt in _model(sted).model_fields.items():
        ekstra = felt.json_schema_extra or {}
        if navn.endswith("__ext") or navn in ("fhir_comments", "resource_type"):
            continue
        valg = ekstra.get("one_of_many")
        raekke = vores[f"{valg}[x]" if valg else (felt.alias or navn)]
        set_.add(raekke["element"])
        if valg:
            continue
        kraevet = bool(ekstra.get("element_required") or felt.is_required())
        assert raekke["min"] == str(int(kraevet)), raekke
        assert (raekke["maks"] == "*") == ("List" in str(felt.annotation)), raekke
        if (sted, raekke["element"]) not in ANDRE_KODER:
            assert raekke["koder"].split() == list(ekstra.get("enum_values", [])), raekke
    assert set_ == set(vores)


@pytest.mark.skipif(not (DATA / "vaerdisaet.csv").exists(), reason="vaerdisaet.csv mangler (../shared)")
def test_value_sets_are_those_of_the_guide() -> None:
    saet: dict[str, set[str]] = {}
    for r in csv.DictReader((DATA / "vaerdisaet.csv").read_text(encoding="utf-8").splitlines()):
        saet.setdefault(r["vaerdisaet"], set()).add(r["kode"])
    brugte = {r["vaerdisaet"] for r in read("elementer.csv")} - {"", "KLEncounterTypes", "KLGoalTypeCodes"}
    for navn in {*brugte, "KLConditionADCodesFFB", "KLTargetGroupsFFB"}:
        assert load_koder(navn) == saet[navn], navn


def test_every_noun_has_a_form_of_its_type() -> None:
    for noun, type_ in RESSOURCE.items():
        assert load_form(noun).sted == type_
        assert list(walk_elementer(noun))
    assert base_form("Timing") is None
    assert (MAPPE / "r4.csv").exists()


def test_every_rule_has_a_header_and_the_same_alvor() -> None:
    assert set(REGLER) == set(ALVOR)
    assert {r.id: (r.alvor, r.alvor_streng) for r in REGLER.values()} == ALVOR


@kraever_officielle
def test_every_message_can_be_said() -> None:
    """The words of a rule name only what its breaches carry."""
    brud = [b for m in make_mutationer()[::7] for b in check(m.bundle())]
    for _, _, spoil in SAGER:
        bundle = load_bundle()
        spoil(bundle)
        brud += check(bundle)
    brud += [b for _, _, data, _ in make_bytes() for b in validate(data)]
    assert {b.regel for b in brud} == set(ALVOR)
    for b in set(brud):
        for sprog in ("da", "en"):
            tekst = REGLER[b.regel].tekst(sprog)
            for besked in (tekst.besked, tekst.goer, tekst.besked_flertal):
                sagt = besked.format(antal=2, **b._asdict())
                assert "None" not in sagt, (b.regel, sagt)
