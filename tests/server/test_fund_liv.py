"""A finding's life through counts: born, seen again, saying something new, mended, back; ages are kept."""

from __future__ import annotations

import random
from typing import Any

import pytest

from ffb.model.fund import Fund as Regelfund
from ffb.server.fund import opgoer
from ffb.server.fund.models import Fund, Opgoerelse
from ffb.server.fund.opgoer import follow_fund

pytestmark = pytest.mark.django_db


@pytest.fixture
def fundne(talt: Opgoerelse, monkeypatch: pytest.MonkeyPatch) -> list[Regelfund]:
    """What the count of 9001 finds, made once more without following it."""
    fanget: list[Regelfund] = []
    monkeypatch.setattr(opgoer, "follow_fund", lambda _, fundne: fanget.extend(fundne))
    Opgoerelse.objects.filter(pk=talt.pk).update(grundlag_noegle="en anden")
    assert opgoer.opgoer("9001", (talt.periode_fra, talt.periode_til)) is not None
    return fanget


def test_lives_are_followed_through_many_counts(
    fundne: list[Regelfund], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Against the life each finding should have, kept here in a dict."""
    monkeypatch.setattr(opgoer, "PORTION", 7)  # many statements, as a large kommune has
    alle = list({f.noegle: f for f in fundne}.values())[:60]
    Fund.objects.all().delete()
    tilfaeldig = random.Random(7)
    liv: dict[str, dict[str, Any]] = {}
    for nr in range(8):
        set_ = [f for f in alle if tilfaeldig.random() < 0.7]
        set_ = [f.med(besked=f"{f.besked} {nr}") if tilfaeldig.random() < 0.3 else f for f in set_]
        foer = dict(Fund.objects.values_list("noegle", "foerst_set_tid"))
        follow_fund("9001", set_)
        _live(liv, {f.noegle: f.besked for f in set_})
        nu = {f.noegle: f for f in Fund.objects.all()}
        assert {n: (f.status, f.genopstaaet_antal, f.besked) for n, f in nu.items()} == {
            n: (x["status"], x["igen"], x["besked"]) for n, x in liv.items()
        }
        assert all(nu[n].foerst_set_tid == tid for n, tid in foer.items())
        assert all((f.loest_tid is not None) == (f.status == "loest") for f in nu.values())
        senest = {f.senest_set_tid for n, f in nu.items() if n in {x.noegle for x in set_}}
        assert len(senest) == 1 and max(f.senest_set_tid for f in nu.values()) in senest


def _live(liv: dict[str, dict[str, Any]], set_: dict[str, str]) -> None:
    for n, besked in set_.items():
        x = liv.get(n)
        if x is None:
            liv[n] = {"status": "ny", "igen": 0, "besked": besked}
        elif x["status"] == "loest":
            x |= {"status": "genopstaaet", "igen": x["igen"] + 1, "besked": besked}
        else:
            x |= {"status": "fortsat", "besked": besked}
    for n, x in liv.items():
        if n not in set_:
            x["status"] = "loest"


def test_findings_that_say_the_same_are_not_written_whole(
    fundne: list[Regelfund], django_assert_max_num_queries: Any
) -> None:
    assert len(fundne) > 100
    with django_assert_max_num_queries(2 + len(fundne) // opgoer.PORTION + 1) as fanget:
        follow_fund("9001", fundne)
    assert not any(q["sql"].startswith("INSERT") for q in fanget.captured_queries)
    assert set(Fund.objects.filter(kommune="9001").values_list("status", flat=True)) == {"fortsat"}
