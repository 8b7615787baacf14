"""Requests that come at the same moment share a transaction: each has its own answer, nothing is stored
twice, and where the transaction fails nobody is told that it went well."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path

import pytest
from django.db import OperationalError, connection

from ffb.server.adgang.models import Systemnoegle
from ffb.server.adgang.noegle import make_noegle
from ffb.server.leverance import pulje
from ffb.server.leverance.aaben import Bundt
from ffb.server.leverance.models import AabenPost, Leverance, Postaftryk
from ffb.server.leverance.pulje import Indsending, Pulje
from ffb.server.opgave.models import Opgave
from ffb.server.spor.actions import verify_spor
from ffb.server.spor.models import Spor
from server.server_traade import run_traade

CPR = "6101610001"  # day + 60: no one


def indsend(noegle: Systemnoegle, *numre: int) -> Indsending:
    bundter = [
        Bundt(b"bundle %d" % nr, hashlib.sha256(b"%d" % nr).hexdigest(), (1000 + nr % 7, CPR)) for nr in numre
    ]
    return Indsending(noegle.kommune, noegle.system, noegle, bundter)


@pytest.mark.django_db(transaction=True)
def test_all_that_come_at_once_are_stored_once_and_answered_by_themselves(data: Path) -> None:
    en = make_noegle("9001", "Vendor X", navn="en", by="test")[0]
    to = make_noegle("9002", "Vendor Y", navn="to", by="test")[0]
    sendt = [indsend(en, nr, nr + 1, 99) for nr in range(0, 20, 2)] + [indsend(to, nr) for nr in range(5)]
    igen = iter(sendt)
    laas, svar, faelles = threading.Lock(), [], Pulje()

    def arbejde() -> None:
        with laas:
            mit = next(igen)
        svar.append((mit, faelles.put(mit)))

    def bagefter() -> tuple[int, ...]:
        assert verify_spor() == []
        numre = list(AabenPost.objects.filter(leverance__kommune="9001").values_list("nr", flat=True))
        assert sorted(numre) == list(range(1, 22))
        for lev in Leverance.objects.all():
            poster = AabenPost.objects.filter(leverance=lev)
            assert lev.raekker == poster.count()
            assert lev.borgere == poster.order_by().values("borger_id").distinct().count()
        ialt = sum(s.detaljer["antal"] for s in Spor.objects.filter(handling="bundle.modtaget"))
        ventende = Opgave.objects.filter(art="opgoer", tilstand="venter").count()
        return Postaftryk.objects.count(), AabenPost.objects.count(), ialt, ventende

    assert run_traade(len(sendt), arbejde, data, bagefter) == (26, 26, 26, 2)
    assert sum(nye for _, nye in svar) == 26  # the one all brought is new to one of them only
    assert all(nye in (2, 3) for mit, nye in svar if mit.kommune == "9001")
    assert all(nye == 1 for mit, nye in svar if mit.kommune == "9002")


@pytest.mark.django_db
def test_those_who_wait_are_taken_along_in_one_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    noegle = make_noegle("9001", "Vendor X", navn="en", by="test")[0]
    faelles = Pulje()
    venter = [indsend(noegle, 1), indsend(noegle, 1, 2)]
    faelles._venter += venter  # they stand at the door
    assert faelles.put(indsend(noegle, 2, 3)) == 1
    assert [v.nye for v in venter] == [1, 1]
    assert Spor.objects.filter(handling="bundle.modtaget").count() == 1
    assert faelles.put(indsend(noegle, 1, 2, 3)) == 0
    assert AabenPost.objects.count() == 3


@pytest.mark.django_db
def test_a_transaction_that_fails_fails_for_all_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    noegle = make_noegle("9001", "Vendor X", navn="en", by="test")[0]
    anden = make_noegle("9002", "Vendor Y", navn="to", by="test")[0]
    faelles, venter = Pulje(), indsend(noegle, 1)
    faelles._venter.append(venter)
    rigtig = pulje.add_nye

    def gaar_galt(system: object, *args: object, by: Systemnoegle) -> set[str]:
        if by.kommune == "9002":
            raise OperationalError("disk full")
        return rigtig(system, *args, by=by)  # type: ignore[arg-type]

    monkeypatch.setattr(pulje, "add_nye", gaar_galt)
    with pytest.raises(OperationalError):
        faelles.put(indsend(anden, 2))
    assert isinstance(venter.fejl, OperationalError) and venter.nye is None
    assert not AabenPost.objects.exists() and not Spor.objects.filter(handling="bundle.modtaget").exists()
    monkeypatch.setattr(pulje, "add_nye", rigtig)
    assert faelles.put(indsend(noegle, 1)) == 1 and faelles.put(indsend(anden, 2)) == 1


@pytest.mark.django_db(transaction=True)
def test_the_recount_that_waits_is_not_taken_before_the_bundle_is_there(data: Path) -> None:
    """A worker that took it in between would count without the bundle, and nobody would count again."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLites transaktioner venter på hinanden")
    from django.db import transaction

    from ffb.server.opgave.koe import enqueue, take

    enqueue("opgoer", noegle="9001", kode="9001")
    taget: list[object] = []

    def arbejder() -> None:
        taget.append(take("en anden"))
        connection.close()

    with transaction.atomic():
        assert enqueue("opgoer", noegle="9001", kode="9001") is None
        traad = threading.Thread(target=arbejder)
        traad.start()
        traad.join(30)
        assert taget == [None]
    assert take("en anden") is not None
