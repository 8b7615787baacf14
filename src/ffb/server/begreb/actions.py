"""Writes of catalogues: one proposes a version, another approves; before its first day it can be undone."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from ffb.begreber import Katalog
from ffb.begreber.indfoer import find_konflikter
from ffb.server.begreb.mappe import begreber_mappe, load, pak, sync_mappe
from ffb.server.begreb.models import AFVIST, FORESLAAET, FORTRUDT, GODKENDT, Katalogversion
from ffb.server.database import skrivning
from ffb.server.leverance.actions import enqueue_opgoer
from ffb.server.leverance.models import Leverance
from ffb.server.spor.actions import who, write_spor
from ffb.sprog import _


class KanIkke(Exception):
    """The act is refused; its text says why, for the person."""


def propose_version(katalog: Katalog, noter: list[str], *, by: Any, kommune: str = "") -> Katalogversion:
    """Put a version up for approval; it counts for nothing yet.

    Raises:
        KanIkke: a version of that name waits or is approved already.
    """
    data, aftryk = pak(katalog)
    try:
        with skrivning():
            ny = Katalogversion.objects.create(
                katalog_id=katalog.id, titel=katalog.navn[:200], system=katalog.system[:300],
                gaelder_fra=katalog.gaelder_fra, gaelder_til=katalog.gaelder_til, kilde=katalog.kilde[:500],
                sha256=aftryk, data=data, antal=len(katalog.begreb_list), noter=noter[:50],
                foreslaaet_af=who(by),
            )  # fmt: skip
            write_spor(
                "katalog.foreslaaet", by=by, kommune=kommune, genstand=f"katalog:{ny.pk}",
                katalog=ny.katalog_id, koder=ny.antal,
            )  # fmt: skip
    except IntegrityError:
        raise KanIkke(_("{id} venter allerede på godkendelse eller er godkendt.", id=katalog.id)) from None
    return ny


def approve_version(version: Katalogversion, *, by: Any, kommune: str = "") -> None:
    """Let a version count from its first day. Another person than the one who proposed it.

    Raises:
        KanIkke: the same person, it is decided on already, or its days are taken in the meantime.
    """
    if who(by) == version.foreslaaet_af:
        raise KanIkke(_("En anden end den, der foreslog versionen, skal godkende den."))
    if konflikter := find_konflikter(load(version)):
        raise KanIkke(" ".join(f"{f.hvad} {f.goer}" for f in konflikter))
    _decide(version, GODKENDT, "katalog.godkendt", by, kommune)


def reject_version(version: Katalogversion, *, by: Any, kommune: str = "") -> None:
    """Turn a proposal down; the one who made it may take it back in the same way.

    Raises:
        KanIkke: it is decided on already.
    """
    _decide(version, AFVIST, "katalog.afvist", by, kommune)


def _decide(version: Katalogversion, tilstand: str, handling: str, by: Any, kommune: str) -> None:
    with skrivning():
        aendret = Katalogversion.objects.filter(pk=version.pk, tilstand=FORESLAAET).update(
            tilstand=tilstand, afgjort_af=who(by), afgjort_tid=timezone.now()
        )
        if not aendret:
            raise KanIkke(_("Forslaget er allerede afgjort."))
        write_spor(
            handling, by=by, kommune=kommune, genstand=f"katalog:{version.pk}", katalog=version.katalog_id
        )
        if tilstand == GODKENDT:
            _take_effect()
    version.refresh_from_db()


def undo_version(version: Katalogversion, *, by: Any, kommune: str = "", i_dag: date | None = None) -> None:
    """Take an approved version back before its first day; afterwards only a new version mends it.

    Raises:
        KanIkke: it counts already, or is not approved.
    """
    i_dag = i_dag or timezone.localdate()
    if version.gaelder_fra is None or version.gaelder_fra <= i_dag:
        raise KanIkke(_("Versionen gælder allerede. Ret den med en ny version."))
    with skrivning():
        aendret = Katalogversion.objects.filter(pk=version.pk, tilstand=GODKENDT).update(
            tilstand=FORTRUDT, fortrudt_af=who(by), fortrudt_tid=timezone.now()
        )
        if not aendret:
            raise KanIkke(_("Kun en godkendt version kan fortrydes."))
        write_spor(
            "katalog.fortrudt", by=by, kommune=kommune, genstand=f"katalog:{version.pk}",
            katalog=version.katalog_id,
        )  # fmt: skip
        _take_effect()
    version.refresh_from_db()


def _take_effect() -> None:
    """When the decision stands: the folder is written, and every kommune is counted anew."""
    begreber_mappe().mkdir(parents=True, exist_ok=True)
    transaction.on_commit(sync_mappe)
    for kommune in Leverance.objects.values_list("kommune", flat=True).distinct().order_by():
        enqueue_opgoer(kommune)
