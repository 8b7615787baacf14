"""What the server says when its settings cannot be used, and what it tidies up by itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from ffb.errors import BrugsFejl, Exit
from ffb.server.adgang.models import Bruger
from ffb.server.demo import make_brugere
from ffb.server.leverance.arbejde import pasning
from ffb.server.opgave.models import Opgave
from ffb.server.spor.models import Spor
from ffb.server.udbydere import parse_udbydere

HEMMELIG = "hemmeligheden"
URL = "https://log-ind.eksempel.dk"
GOD = {
    "provider_id": "kommune",
    "client_id": "ffb",
    "secret": HEMMELIG,
    "settings": {"server_url": URL, "totrin": True},
}


@pytest.mark.parametrize("tekst", [None, "", " ", "[]"])
def test_no_provider(tekst: str | None) -> None:
    assert parse_udbydere(tekst) == []


def test_a_good_provider_is_taken_as_it_is() -> None:
    lokal = GOD | {"provider_id": "lokal", "settings": {"server_url": "http://127.0.0.1:9000"}}
    assert parse_udbydere(json.dumps([GOD, lokal])) == [GOD, lokal]


@pytest.mark.parametrize(
    ("vaerdi", "svar"),
    [
        (f'[{{"secret": "{HEMMELIG}"', "ikke JSON: linje 1"),
        (json.dumps(GOD), "skal være en liste"),
        (json.dumps([GOD, HEMMELIG]), "udbyder 2: den skal være et objekt"),
        (json.dumps([{k: v for k, v in GOD.items() if k != "client_id"}]), "udbyder 1: client_id mangler"),
        (json.dumps([GOD | {"secret": 7}]), "secret mangler eller er ikke en tekst"),
        (json.dumps([GOD | {"settings": {}}]), "settings.server_url"),
        (json.dumps([GOD | {"settings": {"server_url": "http" + URL[5:]}}]), "begynde med https"),
        (json.dumps([GOD | {"settings": {"server_url": URL, "totrin": "ja"}}]), "totrin skal være true"),
        (json.dumps([GOD, GOD]), "samme provider_id"),
    ],
)  # fmt: skip
def test_a_bad_provider_is_told_without_its_secret(vaerdi: str, svar: str) -> None:
    with pytest.raises(BrugsFejl) as fejl:
        parse_udbydere(vaerdi)
    assert svar in str(fejl.value) and HEMMELIG not in str(fejl.value)
    assert fejl.value.__suppress_context__ or fejl.value.__context__ is None


@pytest.mark.parametrize(("navn", "vaerdi"), [("FFB_OIDC", f"[{HEMMELIG}"), ("FFB_PROXYER", "to")])
def test_the_server_does_not_start_and_shows_no_traceback(tmp_path: Path, navn: str, vaerdi: str) -> None:
    egne = {navn: vaerdi, "FFB_DATA": str(tmp_path / "d"), "FFB_KEY_FILE": str(tmp_path / "n.json")}
    kald = [sys.executable, "-c", "from ffb.cli import main; main()", "server", "--port", "1"]
    svar = subprocess.run(kald, env=os.environ | egne, capture_output=True, text=True, timeout=120)
    assert svar.returncode == Exit.BRUG
    assert navn in svar.stderr and "Traceback" not in svar.stderr and HEMMELIG not in svar.stderr


@pytest.mark.django_db
def test_upkeep_takes_away_sessions_that_ended_and_jobs_done_long_ago() -> None:
    browser = Client()
    browser.force_login(Bruger.objects.create_user("en@eksempel.dk", "x", navn="En"))
    doed = Session.objects.create(
        session_key="x" * 32, session_data="", expire_date=timezone.now() - timedelta(hours=1)
    )
    for dage, tilstand in ((31, "faerdig"), (29, "faerdig"), (31, "fejlet"), (31, "venter")):
        tid = timezone.now() - timedelta(days=dage)
        Opgave.objects.create(art=f"{tilstand} {dage}", tilstand=tilstand, sluttet_tid=tid)
    pasning(frem=lambda *_: None)
    assert not Session.objects.filter(pk=doed.pk).exists() and Session.objects.count() == 1
    assert set(Opgave.objects.values_list("art", flat=True)) == {"faerdig 29", "fejlet 31", "venter 31"}


@pytest.mark.django_db
def test_the_people_of_the_demo_are_in_the_trail() -> None:
    brugere = make_brugere()
    for bruger in brugere:
        handlinger = Spor.objects.filter(genstand=f"bruger:{bruger.pk}").values_list("handling", flat=True)
        assert set(handlinger) == {"bruger.oprettet", "rolle.givet"}, bruger.email
