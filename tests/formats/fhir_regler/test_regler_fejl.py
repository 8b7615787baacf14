"""Every fault is found, with its rule, at its place; and nothing else refuses the bundle."""

from __future__ import annotations

import json

import pytest
from regler_eksempel import OFFICIELLE, alle, check, find, grave, kraever_officielle, load_bundle
from regler_mutationer import Mutation, make_mutationer
from regler_sager_form import SAGER, make_bytes
from regler_sted import read

from ffb.formats.fhir.regler import ALVOR, validate

MUTATIONER = make_mutationer() if OFFICIELLE else []
BYTES = make_bytes() if OFFICIELLE else []

pytestmark = kraever_officielle


@pytest.mark.parametrize("mutation", MUTATIONER, ids=lambda m: m.navn)
def test_one_fault_is_found_at_its_place(mutation: Mutation) -> None:
    brud = check(mutation.bundle())
    assert mutation.ventet in alle(brud)
    assert len(grave(brud)) <= 6, "ét brud må ikke blive til en byge"


@pytest.mark.parametrize(("regel", "navn", "spoil"), SAGER, ids=[f"{r} {n}" for r, n, _ in SAGER])
def test_hand_written_fault_is_found_at_its_place(regel: str, navn: str, spoil: object) -> None:
    bundle = load_bundle()
    sti = spoil(bundle)  # type: ignore[operator]
    fundet = {(b.regel, b.sti): b.alvor for b in check(bundle)}
    assert (regel, sti) in fundet
    assert fundet[regel, sti] == ALVOR[regel][0]
    strengt = {(b.regel, b.sti): b.alvor for b in check(bundle, streng=True)}
    assert strengt[regel, sti] == ALVOR[regel][1]


@pytest.mark.parametrize(("regel", "navn", "data", "sti"), BYTES, ids=[f"{r} {n}" for r, n, _, _ in BYTES])
def test_fault_of_the_bytes_is_found(regel: str, navn: str, data: bytes, sti: str) -> None:
    assert (regel, sti) in alle(validate(data))


def test_there_are_enough_and_every_rule_has_a_case() -> None:
    assert len(MUTATIONER) >= 250
    proevet = {r for r, _, _ in SAGER} | {r for r, _, _, _ in BYTES} | {m.ventet[0] for m in MUTATIONER}
    assert proevet == set(ALVOR)


def test_every_row_that_forbids_or_requires_has_a_mutation() -> None:
    """But for those below an element the official bundles never carry."""
    navne = {m.navn for m in MUTATIONER}
    uden = {
        f"{r['profil']}.{r['element']}"
        for r in read("elementer.csv")
        if (r["maks"] == "0" and f"{r['profil']}.{r['element']} forbudt" not in navne)
        or (r["min"] == "1" and f"{r['profil']}.{r['element']} fjernet" not in navne)
    }
    assert uden == {
        "tilstand.abatement[x]:abatementDateTime",
        "indsats.extension:municipalityCaseNumber.extension:official.url",
        "henvendelse.extension:municipalityCaseNumber.extension:official.url",
    }


def test_ten_faults_are_ten_findings() -> None:
    """All faults of a bundle at once."""
    steder: dict[str, Mutation] = {}
    for m in MUTATIONER:
        if m.navn.endswith(" forbudt") and ".resource." in m.ventet[1]:
            steder.setdefault(m.ventet[1].split(".resource")[0], m)
    ti = list(steder.values())[:10]
    assert len(ti) == 10
    bundle = load_bundle()
    for m in ti:
        m.goer(bundle)
    assert {m.ventet for m in ti} == grave(check(bundle))


def test_no_cpr_leaves_the_check() -> None:
    """Neither as value, place nor reason; the bundle carries one in every place a person could put it."""
    bundle = load_bundle()
    cpr = "610181-4321"
    ydelse, maal, borger = (find(bundle, n)[0] for n in ("ydelse", "indsatsmaal", "borger"))
    ydelse["note"] = [{"text": cpr}]
    ydelse[cpr] = cpr
    ydelse["id"] = cpr
    ydelse["status"] = cpr
    ydelse["subject"]["reference"] = f"Patient/{cpr}"
    maal["description"]["coding"][0]["code"] = cpr
    borger["identifier"][0]["value"] = cpr
    brud = check(bundle)
    tekst = json.dumps(brud, ensure_ascii=False)
    assert len(grave(brud)) >= 7
    assert "4321" not in tekst


def test_entry_number_and_element_follow_the_place() -> None:
    bundle = load_bundle()
    del bundle["entry"][3]["resource"]["recordedDate"]
    del bundle["timestamp"]
    hoved, post = [b for b in check(bundle) if b.alvor == "fejl"]
    assert (hoved.regel, hoved.post_nr, hoved.element) == ("FHIR-TIDSPUNKT", None, "Bundle.timestamp")
    assert (post.regel, post.post_nr, post.element) == ("FHIR-MIN", 4, "Condition.recordedDate")
