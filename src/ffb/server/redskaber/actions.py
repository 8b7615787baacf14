"""Order an answer, find the one that is there, and let them end."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from typing import Any

from django.utils import timezone

from ffb.server.database import skrivning
from ffb.server.fund.models import Opgoerelse
from ffb.server.fund.opgoer import build_opsaetning, default_periode, regne_noegle
from ffb.server.leverance.grundlag import find_grundlag, load_vejledning
from ffb.server.opgave.koe import enqueue
from ffb.server.redskaber.kuvert import Indfil, luk_filer
from ffb.server.redskaber.models import Redskabssvar
from ffb.server.spor.actions import who, write_spor

LEVETID = timedelta(hours=8)  # a working day, as a session
PR_DAGE = 30  # a report as of an earlier day is kept so long


def order_svar(
    kommune: str, art: str, valg: dict[str, Any], *, by: Any, filer: list[Indfil] | None = None
) -> Redskabssvar:
    """An answer to come. Without files one that is there already, or under way, is given."""
    noegle = "" if filer else svar_noegle(kommune, art, valg)
    if noegle and (kendt := _find(kommune, art, noegle)):
        return kendt
    with skrivning():
        svar = Redskabssvar.objects.create(
            kommune=kommune,
            art=art,
            valg=valg,
            noegle=noegle,
            af=who(by),
            bruger_id=by.pk if filer else None,
            udloeber_tid=timezone.now() + LEVETID,
            data=luk_filer(filer) if filer else b"",
        )
        write_spor("redskab.bestilt", by=by, kommune=kommune, genstand=f"{art}:{svar.uuid}")
        opgave = enqueue("redskab", noegle=str(svar.uuid), kommune=kommune, uuid=str(svar.uuid))
        svar.opgave_nr = opgave.pk if opgave else None
        svar.save(update_fields=["opgave_nr"])
    return svar


def _find(kommune: str, art: str, noegle: str) -> Redskabssvar | None:
    er_der = Redskabssvar.objects.filter(
        kommune=kommune, art=art, noegle=noegle, udloeber_tid__gt=timezone.now() + LEVETID / 8
    )
    return er_der.exclude(tilstand="fejl").first()


def svar_noegle(kommune: str, art: str, valg: dict[str, Any]) -> str:
    """Equal for equal answers: leverancer, guide, settings, program and what was asked."""
    tal = regne_noegle(
        find_grundlag(kommune), load_vejledning(kommune), build_opsaetning(kommune, *default_periode())
    )
    return hashlib.sha256(json.dumps([tal, art, valg], sort_keys=True).encode()).hexdigest()


def expire_svar() -> int:
    """Take away what has lived its time; returns how many answers."""
    nu = timezone.now()
    Opgoerelse.objects.filter(pr_dato__isnull=False, lavet_tid__lt=nu - timedelta(days=PR_DAGE)).delete()
    return Redskabssvar.objects.filter(udloeber_tid__lt=nu).delete()[0]


def drop_svar(kommune: str, _borger_id: int) -> int:
    """Take away every answer of a kommune: a citizen in one of them is to be forgotten."""
    return Redskabssvar.objects.filter(kommune=kommune).delete()[0]
