"""The health page: what monitoring and a load balancer are told."""

from __future__ import annotations

import threading

import pytest
from django.test import Client

from ffb.server import varm

pytestmark = pytest.mark.django_db


def test_it_says_whether_the_process_is_warm(monkeypatch: pytest.MonkeyPatch) -> None:
    begyndt, maa_slutte = threading.Event(), threading.Event()

    def slow() -> None:
        begyndt.set()
        maa_slutte.wait(10)

    monkeypatch.setattr(varm, "warm", slow)
    monkeypatch.setattr(varm, "_faerdig", threading.Event())
    varm.warm_in_background()
    assert begyndt.wait(10)
    svar = Client().get("/sundhed")
    assert svar.status_code == 200
    assert svar.json() | {"version": ""} == {"database": True, "lager": True, "varm": False, "version": ""}
    maa_slutte.set()
    assert varm._faerdig.wait(10)
    assert Client().get("/sundhed").json()["varm"] is True


def test_a_warming_that_fails_ends_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise OSError("intet bibliotek")

    monkeypatch.setattr(varm, "warm", broken)
    monkeypatch.setattr(varm, "_faerdig", threading.Event())
    varm.warm_in_background()
    assert varm._faerdig.wait(10)
