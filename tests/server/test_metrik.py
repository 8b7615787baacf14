"""/metrics: what is counted, and who may ask."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from ffb.server.fund.models import Opgoerelse
from ffb.server.leverance.models import Modtagelse
from ffb.server.opgave.koe import enqueue

pytestmark = pytest.mark.django_db


def test_figures_of_requests_jobs_and_receipts(talt: Opgoerelse) -> None:
    Client().get("/sundhed")
    Client().get("/k/9001/borger/8403590014")
    Modtagelse.objects.create(kommune="9001", vej="upload", af="test", tilstand="afvist")
    enqueue("pasning")
    tekst = Client().get("/metrics").content.decode()
    assert 'ffb_kald_total{metode="GET",rute="sundhed",status="200"}' in tekst
    assert 'ffb_kald_sekunder_count{rute="sundhed"}' in tekst
    assert 'ffb_kvitteringer{udfald="afvist"} 1.0' in tekst
    assert 'ffb_opgaver{tilstand="venter"}' in tekst and "ffb_aeldste_ventende_sekunder" in tekst
    maerker = set(re.findall(r'="([^"]*)"', tekst))
    assert len(maerker) > 5 and not any("8403590014" in m or "9001" in m for m in maerker)


@pytest.mark.parametrize(
    ("adresse", "hoveder", "ventet"),
    [
        ("127.0.0.1", {}, 200),
        ("127.0.0.1", {"X-Forwarded-For": "198.51.100.7"}, 403),
        ("198.51.100.7", {}, 403),
        ("198.51.100.7", {"Authorization": "Bearer forkert"}, 403),
        ("198.51.100.7", {"Authorization": "Bearer hemmelig"}, 200),
    ],
)
def test_who_may_ask(
    monkeypatch: pytest.MonkeyPatch, adresse: str, hoveder: dict[str, str], ventet: int
) -> None:
    monkeypatch.setenv("FFB_METRIK_NOEGLE", "hemmelig")
    assert Client(REMOTE_ADDR=adresse).get("/metrics", headers=hoveder).status_code == ventet


def test_without_a_key_an_empty_one_is_not_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FFB_METRIK_NOEGLE", raising=False)
    svar = Client(REMOTE_ADDR="198.51.100.7").get("/metrics", headers={"Authorization": "Bearer "})
    assert svar.status_code == 403
