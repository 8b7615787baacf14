"""Writes to findings: explain one, take the explanation back."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from ffb.server.database import skrivning
from ffb.server.fund.models import Begrundelse, Fund
from ffb.server.fund.periode import UlaeseligPeriode, read_dato
from ffb.server.spor.actions import who, write_spor
from ffb.sprog import _

KORTEST = 10


def explain_fund(fund: Fund, *, tekst: str, udloeber: str, by: Any) -> Begrundelse:
    """Say why a finding stands as it is, until a day.

    Raises:
        ValueError: the reason is too short to help anyone, or the day cannot be read or is not ahead.
    """
    tekst = tekst.strip()
    if len(tekst) < KORTEST:
        raise ValueError(_("Skriv begrundelsen med mindst ti tegn, så andre kan forstå den."))
    try:
        dag = read_dato(udloeber)
    except UlaeseligPeriode as fejl:
        raise ValueError(str(fejl)) from None
    if dag <= timezone.localdate():
        raise ValueError(_("Begrundelsen skal udløbe en dag efter i dag."))
    with skrivning():
        ny = Begrundelse.objects.create(
            kommune=fund.kommune,
            noegle=fund.noegle,
            regel=fund.regel,
            tekst=tekst,
            af=who(by),
            udloeber_dato=dag,
        )
        write_spor(
            "fund.begrundet", by=by, kommune=fund.kommune, genstand=f"fund:{fund.pk}",
            borgere=[fund.borger_id] if fund.borger_id else [],
        )  # fmt: skip
    return ny


def withdraw_begrundelse(begrundelse: Begrundelse, *, by: Any) -> None:
    """Take an explanation back; it stays to be read."""
    with skrivning():
        begrundelse.trukket_tid, begrundelse.trukket_af = timezone.now(), who(by)
        begrundelse.save(update_fields=["trukket_tid", "trukket_af"])
        write_spor(
            "fund.begrundelse_trukket",
            by=by,
            kommune=begrundelse.kommune,
            genstand=f"begrundelse:{begrundelse.pk}",
        )
