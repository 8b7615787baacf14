"""Put work in the queue, take it out, keep it alive, end it.

Taking is one UPDATE that only one worker can win; a worker that dies stops renewing, and after `LEJE` seconds
another takes its job. After `MAKS_FORSOEG` the job is given up and shown as such. Source: 2-arkitektur.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, close_old_connections, connection, transaction
from django.db.models import Q
from django.utils import timezone

from ffb.server.opgave.models import Opgave
from ffb.sprog import Dansk

log = logging.getLogger("ffb.server.opgave")
LEJE = 30  # seconds
FORNY = 5
TIK = 1
MAKS_FORSOEG = 4
PAUSE = 0.5
GEMMES = timedelta(days=30)

Arbejde = Callable[..., None]
Om = timedelta | Callable[[], timedelta]
ARTER: dict[str, Arbejde] = {}


def arbejde(art: str) -> Callable[[Arbejde], Arbejde]:
    """Name a function as the work of jobs of `art`; it is called with `frem` and the job's arguments."""

    def pynt(funktion: Arbejde) -> Arbejde:
        ARTER[art] = funktion
        return funktion

    return pynt


def enqueue(
    art: str, *, noegle: str = "", kommune: str = "", om: Om = timedelta(), **argumenter: Any
) -> Opgave | None:
    """Put a job in the queue; None if one with the same key waits already.

    That one is held until the caller's transaction ends: a worker that took it before then would not see
    what the caller writes, and nobody would look again.

    Args:
        om: how long it waits before it may be taken, or what finds that out when a job is made.
    """
    with transaction.atomic(savepoint=False):
        ventende = Opgave.objects.select_for_update(no_key=True).filter(
            art=art, noegle=noegle, tilstand="venter"
        )
        if noegle and ventende.values_list("pk").first():
            return None
        try:
            with transaction.atomic():
                return Opgave.objects.create(
                    art=art,
                    noegle=noegle,
                    kommune=kommune,
                    argumenter=argumenter,
                    tidligst_tid=timezone.now() + (om() if callable(om) else om),
                )
        except IntegrityError:
            return None


def take(arbejder: str) -> Opgave | None:
    """The oldest job that waits, or whose worker is gone; leased to `arbejder`."""
    nu = timezone.now()
    ledig = Q(tilstand="venter", tidligst_tid__lte=nu) | Q(tilstand="koerer", lejet_til__lt=nu)
    # the clock was ahead when they were written, and has been set right since
    ledig |= Q(tilstand="venter", oprettet_tid__gt=nu) | Q(tilstand="koerer", startet_tid__gt=nu)
    with transaction.atomic():
        koe = Opgave.objects.filter(ledig).order_by("pk")
        if connection.vendor == "postgresql":
            koe = koe.select_for_update(skip_locked=True, no_key=True)
        opgave = koe.first()
        if opgave is None:
            return None
        if opgave.forsoeg >= MAKS_FORSOEG:
            _end(opgave, "fejlet", "Opgivet: arbejdet stoppede gang på gang. Se serverens log.")
            return None
        opgave.tilstand, opgave.arbejder = "koerer", arbejder
        opgave.forsoeg += 1
        opgave.startet_tid, opgave.lejet_til = nu, nu + timedelta(seconds=LEJE)
        opgave.save()
        return opgave


def release(arbejder: str = "") -> int:
    """Let the jobs of workers that are known to be gone be taken at once; returns how many.

    Args:
        arbejder: one worker's name; "" = every worker's, when none runs.
    """
    koerer = Opgave.objects.filter(tilstand="koerer")
    if arbejder:
        koerer = koerer.filter(arbejder=arbejder)
    return int(koerer.update(lejet_til=timezone.now() - timedelta(seconds=1)))


def sweep_faerdige(aeldre_end: timedelta = GEMMES) -> int:
    """Remove jobs that were done long ago; returns how many. Those given up stay, for someone to look at."""
    gamle = Opgave.objects.filter(tilstand="faerdig", sluttet_tid__lt=timezone.now() - aeldre_end)
    return int(gamle.delete()[0])


def worker_navn(pid: int) -> str:
    """What the worker in process `pid` of this machine is called."""
    return f"{socket.gethostname()[:30]}:{pid}"


def run(opgave: Opgave) -> bool:
    """Do a job that was taken; True if it went well. A failure waits longer each time before it is tried
    again."""
    frem = Fremdrift(opgave)
    from ffb.server.begreb.mappe import refresh  # begreb stands on leverance, which stands on this

    refresh()
    try:
        with frem:
            ARTER[opgave.art](frem=frem, **opgave.argumenter)
    except Exception:
        log.exception(
            "opgaven fejlede", extra={"opgave": opgave.pk, "art": opgave.art, "kommune": opgave.kommune}
        )
        _retry(opgave)
        return False
    _end(opgave, "faerdig", frem.besked)
    return True


class Fremdrift:
    """How far a job is; renews its lease in the background while the work goes on."""

    def __init__(self, opgave: Opgave) -> None:
        self.opgave = opgave
        self.procent, self.besked = 0, ""
        self._stop = threading.Event()
        self._traad = threading.Thread(target=self._renew, daemon=True)

    def __call__(self, procent: int, besked: str = "") -> None:
        """Tell how far (0–100) and what is being done. Written at the next renewal, not at each call."""
        self.procent, self.besked = procent, besked or self.besked

    def __enter__(self) -> Fremdrift:
        if connection.vendor == "postgresql" or not connection.in_atomic_block:
            self._traad.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        if self._traad.is_alive():
            self._traad.join()

    def _renew(self) -> None:
        """Every second what has changed; the lease at least every FORNY seconds."""
        skrevet, sidst = 0.0, (-1, "")
        while not self._stop.wait(TIK):
            nu = (self.procent, self.besked)
            if nu == sidst and time.monotonic() - skrevet < FORNY:
                continue
            til = timezone.now() + timedelta(seconds=LEJE)
            try:
                Opgave.objects.filter(pk=self.opgave.pk, arbejder=self.opgave.arbejder).update(
                    lejet_til=til, fremdrift=nu[0], besked=nu[1][:300]
                )
            except Exception:
                log.warning("lejen kunne ikke fornyes", extra={"opgave": self.opgave.pk})
            skrevet, sidst = time.monotonic(), nu
        connection.close()


def work(arbejder: str | None = None, *, stop: threading.Event | None = None, til_tom: bool = False) -> int:
    """Take jobs until told to stop, or until none is left; returns how many were done."""
    navn = arbejder or worker_navn(os.getpid())
    stop = stop or threading.Event()
    antal = 0
    while not stop.is_set():
        opgave = _take_or_wait(navn)
        if opgave is not None:
            run(opgave)
            antal += 1
        elif til_tom:
            return antal
        else:
            stop.wait(PAUSE)
    return antal


def _take_or_wait(navn: str) -> Opgave | None:
    """A database that is gone for a while is waited for."""
    try:
        return take(navn)
    except Exception:
        log.warning("databasen svarer ikke; prøver igen")
        time.sleep(PAUSE)
        close_old_connections()
        return None


def _retry(opgave: Opgave) -> None:
    if opgave.forsoeg >= MAKS_FORSOEG:
        _end(opgave, "fejlet", "Noget gik galt, og arbejdet er opgivet. Se serverens log.")
        return
    om = timezone.now() + timedelta(seconds=2**opgave.forsoeg)
    ny = Q(pk=opgave.pk, arbejder=opgave.arbejder)
    try:
        with transaction.atomic():
            Opgave.objects.filter(ny).update(tilstand="venter", tidligst_tid=om, lejet_til=None)
    except IntegrityError:  # a newer one with the same key waits: it does the same work
        _end(opgave, "faerdig", "Afløst af en nyere opgave.")


def _end(opgave: Opgave, tilstand: str, besked: Dansk) -> None:
    Opgave.objects.filter(pk=opgave.pk, arbejder=opgave.arbejder).update(
        tilstand=tilstand,
        besked=besked[:300],
        fremdrift=100 if tilstand == "faerdig" else opgave.fremdrift,
        sluttet_tid=timezone.now(),
        lejet_til=None,
    )
