"""An act's transaction: rows first, then the trail, then the queue, so that two acts never wait for each
other."""

from __future__ import annotations

import io
import threading
from pathlib import Path

import pytest
from django.db import connection, transaction

from ffb.server.database import at_end, skrivning
from ffb.server.leverance import modtag
from ffb.server.leverance.models import Modtagelse, System
from ffb.server.spor import actions as spor
from ffb.server.spor.actions import verify_spor, write_spor
from ffb.server.spor.models import Spor
from server.server_orden import SporetErSidst

pytestmark = pytest.mark.django_db


def _handlinger() -> list[str]:
    return list(Spor.objects.order_by("nr").values_list("handling", flat=True))


def test_trail_and_queue_come_when_the_outermost_act_ends() -> None:
    orden: list[str] = []
    with skrivning():
        at_end(lambda: orden.append("kø"), rang=1)
        with skrivning():
            write_spor("inderst", by="test")
            at_end(lambda: orden.append("spor"))
        write_spor("yderst", by="test")
        assert (orden, _handlinger()) == ([], [])
    assert orden == ["spor", "kø"] and _handlinger() == ["inderst", "yderst"]
    write_spor("alene", by="test")
    assert _handlinger()[-1] == "alene" and verify_spor() == []


def test_an_act_that_fails_leaves_no_trail_of_itself() -> None:
    with skrivning():
        write_spor("står", by="test")
        with pytest.raises(ValueError), skrivning():
            write_spor("faldt", by="test")
            raise ValueError
    with pytest.raises(ValueError), skrivning():
        write_spor("faldt også", by="test")
        raise ValueError
    assert _handlinger() == ["står"]


def test_an_act_whose_trail_cannot_be_written_does_not_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    def fuld(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(spor, "_append", fuld)
    with pytest.raises(OSError), skrivning():
        System.objects.create(kommune="9001", navn="DEMO-A")
        write_spor("prøvet", by="test")
    assert not System.objects.exists()


def test_the_guard_of_all_tests_sees_a_row_after_the_trail() -> None:
    vagt = SporetErSidst()
    with connection.execute_wrapper(vagt):
        write_spor("alene", by="test")
        System.objects.create(kommune="9001", navn="DEMO-A")
        with skrivning():
            write_spor("til sidst", by="test")
            System.objects.create(kommune="9001", navn="DEMO-B")
    assert vagt.brud == set()


@pytest.mark.gendanner
def test_and_tells_it() -> None:
    vagt = SporetErSidst()
    with connection.execute_wrapper(vagt), transaction.atomic():
        write_spor("for tidligt", by="test")
        System.objects.create(kommune="9001", navn="DEMO-A")
    assert vagt.brud == {"leverance_system skrives efter sporet"}


@pytest.mark.django_db(transaction=True)
def test_files_sent_again_need_not_wait_for_those_being_read(data: Path) -> None:
    """The new receipt points at the first, which the worker has locked while it publishes."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLites transaktioner venter på hinanden")

    def send() -> Modtagelse:
        return modtag.receive_filer("9001", [("a.csv", io.BytesIO(b"x"))], vej="upload", by="test")

    foerste, svar = send(), []

    def send_igen() -> None:
        svar.append(send())
        connection.close()

    with skrivning():
        modtag._settle(foerste)
        write_spor("leverance.modtaget", by="test")
        traad = threading.Thread(target=send_igen)
        traad.start()
        traad.join(30)
        assert [m.gentager_id for m in svar] == [foerste.pk]
    assert verify_spor() == []
