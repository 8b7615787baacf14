"""The målgruppe of a ydelse in FHIR: of the indsats as it was when it was granted, worked out on paper."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from analyses.test_mod_orakel import assert_ens, make_grundlag
from analyses.udvalg import make_udvalg
from ffb.analyses import Analysevalg, find_analyse
from orakel import puljer as p
from orakel.haandlavet import add_bundle, fhir_indsats, fhir_ydelse, i_alt, make_fhir
from orakel.verden import Verden

GAMMEL, NY = p.MAALGRUPPE, "9b3fd322-a75a-4ed8-9b74-425fa1e01c95"  # Autismespektrum
LUKKET = {"slutdato": date(2025, 9, 1)}
Poster = list[tuple[str, str, dict[str, Any]]]


def gruppe(nr: str, kode: str = GAMMEL) -> tuple[str, str, dict[str, Any]]:
    return "maalgruppe", nr, {"ffb_maalgruppe_kode": kode}


def indsats(nr: str, *grupper: str) -> Poster:
    peger = [
        ("indsats_maalgruppe", nr, {"indsats_id": nr, "nr": i, "maalgruppe_id": g, "rang": 1})
        for i, g in enumerate(grupper, start=1)
    ]
    return [*fhir_indsats(nr, p.MOBILT), *peger]


def anden(**felter: Any) -> tuple[str, str, dict[str, Any]]:
    tabel, _nr, indhold = fhir_ydelse(startdato=date(2025, 9, 1), **felter)
    return tabel, "y2", {**indhold, "ydelse_id": "y2"}


def check(verden: Verden) -> set[tuple[str, str, str]]:
    """(målgruppe, from, to) of the journey; the report and the analyses say as their oracles do."""
    grundlag = make_grundlag(verden)
    udvalg = make_udvalg(verden, Analysevalg(verden.periode_fra, verden.periode_til))
    for id_ in ("V10", "V11", "V15"):
        assert_ens(find_analyse(id_), grundlag, udvalg)
    uden = grundlag.motor.query("SELECT COUNT(*) AS n FROM ydelse_uden_maalgruppe").raekker[0][0]
    assert uden == i_alt(verden)["mangler_maalgruppe"]
    rejse = grundlag.koer(find_analyse("V10"), udvalg.valg).tabel.raekker
    return {(r["kode"], str(r["fra"]), str(r["til"])) for r in rejse if r["spor"] == "Målgruppe"}


def test_a_new_maalgruppe_leaves_the_old_with_what_ended_before() -> None:
    verden = make_fhir()
    add_bundle(verden, 1, "2025-06-15", gruppe("m1"), *indsats("i1", "m1"), fhir_ydelse(indsats_id="i1"))
    slut = fhir_ydelse(indsats_id="i1", **LUKKET)
    ny = [gruppe("m2", NY), *indsats("i1", "m2"), slut, anden(indsats_id="i1")]
    add_bundle(verden, 2, "2025-09-01", *ny)
    assert check(verden) == {(GAMMEL, "2025-06-15", "2025-09-01"), (NY, "2025-09-01", "None")}


@pytest.mark.parametrize("slut_dag", ["2025-09-01", "2025-12-01"], ids=["that day", "later"])
def test_a_move_when_closing_leaves_the_maalgruppe_it_was_granted_with(slut_dag: str) -> None:
    verden = make_fhir()
    add_bundle(verden, 1, "2025-06-15", gruppe("m1"), *indsats("i1", "m1"), fhir_ydelse(indsats_id="i1"))
    slut = fhir_ydelse(indsats_id="i1", slutdato=date.fromisoformat(slut_dag))
    flyttet = [gruppe("m2", NY), *indsats("i1", "m2"), *indsats("i2", "m1"), slut]
    add_bundle(verden, 2, "2025-09-01", *flyttet)
    assert check(verden) == {(GAMMEL, "2025-06-15", slut_dag)}
    assert i_alt(verden)["mangler_maalgruppe"] == 0


def test_an_end_known_from_the_start_keeps_what_held_until_then() -> None:
    verden = make_fhir()
    ydelse = fhir_ydelse(indsats_id="i1", **LUKKET)
    add_bundle(verden, 1, "2025-06-15", gruppe("m1"), *indsats("i1", "m1"), ydelse)
    add_bundle(verden, 2, "2025-10-01", gruppe("m2", NY), *indsats("i1", "m2"))
    assert check(verden) == {(GAMMEL, "2025-06-15", "2025-09-01")}
    add_bundle(verden, 3, "2025-08-01", gruppe("m2", NY), *indsats("i1", "m2"))
    assert check(verden) == {(NY, "2025-06-15", "2025-09-01")}


def test_one_nobody_points_at_any_more_is_for_ydelser_without_any() -> None:
    verden = make_fhir()
    add_bundle(verden, 1, "2025-06-15", gruppe("m1"), *indsats("i1", "m1"))
    add_bundle(verden, 2, "2025-07-01", gruppe("m2", NY), *indsats("i1", "m2"), fhir_ydelse(indsats_id="i1"))
    add_bundle(verden, 3, "2025-09-01", anden(indsats_id="i3"))
    assert check(verden) == {(NY, "2025-06-15", "None"), (GAMMEL, "2025-09-01", "None")}


def test_one_added_later_counts_for_a_ydelse_without_any() -> None:
    verden = make_fhir()
    add_bundle(verden, 1, "2025-06-15", *indsats("i1"), fhir_ydelse(indsats_id="i1"))
    add_bundle(verden, 2, "2025-07-01", gruppe("m1"), *indsats("i1", "m1"))
    assert check(verden) == {(GAMMEL, "2025-06-15", "None")}
