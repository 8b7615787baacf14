"""Casework asks the database as often with many citizens as with few; how long it takes is bench.sag's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bench.sag import _write, cpr_of, name_of
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ffb.server.adgang.roller import Rolle
from ffb.server.sag.models import (
    Bestillingsadgang,
    Objekt,
    Sag,
    Sagsborger,
    Udfoererperson,
    Udfoerersted,
)
from ffb.server.sag.soeg import MANGE, search_sager
from server.server_steder import KOMMUNE

FAA, MANGE_BORGERE = 40, 120  # with so few every pile of the work list has something in it


@pytest.fixture
def folk(make_bruger: Any) -> list[Any]:
    return [make_bruger(Rolle.SAGSBEHANDLER), make_bruger(Rolle.UDFOERER)]


def _browser(bruger: Any) -> Client:
    ind = Client()
    ind.force_login(bruger)
    return ind


def _kald(folk: list[Any]) -> dict[str, Callable[[], Any]]:
    """Everything a person does, by what it is."""
    sag = Sag.objects.get(sagsnummer="DEMO-000000")
    felt = Objekt.objects.filter(sag=sag).earliest("pk")
    anna, ulf = map(_browser, folk)
    liste = reverse("sag", args=[KOMMUNE])
    soeg = {
        f"søg {q}": (lambda q=q: anna.post(liste, {"q": q})) for q in ("demo", name_of(0), cpr_of(3), "DEMO-")
    }
    sider = {
        n: (lambda n=n, a=a: anna.get(reverse(n, args=[KOMMUNE, *a])))
        for n, a in (
            ("sag", []),
            ("sag_side", [sag.pk]),
            ("sag_fase", [sag.pk, "afgoerelse"]),
            ("sag_ny", []),
        )
    }
    gem = reverse("sag_gem", args=[KOMMUNE, felt.pk])
    return soeg | sider | {
        "gem": lambda: anna.post(gem, {"version": 99, "har-dato": "1", "dato": "1.2.2026"}, follow=False),
        "bestillinger": lambda: ulf.get(reverse("bestillinger", args=[KOMMUNE])),
    }  # fmt: skip


def _count(folk: list[Any]) -> dict[str, int]:
    """Queries of each, the second time: the first opens the case in the trail."""
    ud = {}
    for navn, kald in _kald(folk).items():
        kald()
        with CaptureQueriesContext(
            connection,
        ) as spurgt:
            svar = kald()
        assert svar.status_code in (200, 302), navn
        ud[navn] = len(spurgt)
    return ud


def test_no_page_asks_more_when_there_are_more_citizens(folk: list[Any]) -> None:
    sted = Udfoerersted.objects.create(kommune=KOMMUNE, navn="Demostedet")
    Udfoererperson.objects.create(sted=sted, bruger=folk[1])
    _write(list(range(FAA)), folk[:1], str(sted.pk))
    _open_orders(sted)
    foer = _count(folk)
    _write(list(range(FAA, MANGE_BORGERE)), folk[:1], str(sted.pk))
    _open_orders(sted)
    assert Sagsborger.objects.count() == MANGE_BORGERE
    assert _count(folk) == foer
    assert max(foer.values()) < 40, foer


def _open_orders(sted: Udfoerersted) -> None:
    for o in Objekt.objects.filter(slags="bestilling", bestillingsadgang=None):
        Bestillingsadgang.objects.create(bestilling=o, sag=o.sag, sted=sted)


@pytest.mark.parametrize("graense", [MANGE, 2])
def test_a_rare_and_a_common_word_find_the_same(folk: list[Any], graense: int, monkeypatch: Any) -> None:
    """The two ways to search give what reading every name gives."""
    monkeypatch.setattr("ffb.server.sag.soeg.MANGE", graense)
    _write(list(range(60)), folk[:1], "1")
    for soegt in ("anna", "demo", "an ag", "anna demo", "ANNA agerager", "ulf birk", "xyz", "demo-00004"):
        ord_ = soegt.lower().split()
        ventet = {
            f"DEMO-{nr:06}"
            for nr in range(60)
            if all(any(d.startswith(o) for d in name_of(nr).lower().split()) for o in ord_)
            or f"demo-{nr:06}".startswith(soegt.lower())
        }
        assert {linje.sag.sagsnummer for linje in search_sager(KOMMUNE, soegt)} == (
            ventet if len(ventet) <= 50 else {x.sag.sagsnummer for x in search_sager(KOMMUNE, soegt)}
        ), soegt
        assert len(search_sager(KOMMUNE, soegt)) == min(50, len(ventet)), soegt
