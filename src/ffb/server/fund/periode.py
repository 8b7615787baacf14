"""The period a page is asked for, and the count that answers it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from ffb.begreber import Kommune
from ffb.server.fund.models import Opgoerelse
from ffb.server.fund.opgoer import default_periode, end_of
from ffb.server.leverance.grundlag import find_grundlag
from ffb.server.opgave.koe import enqueue
from ffb.server.opgave.models import Opgave
from ffb.sprog import _, parse_dato


class UlaeseligPeriode(Exception):
    """The period asked for cannot be read; the text says what to write."""


@dataclass(frozen=True, slots=True)
class Svar:
    """The count a page shows.

    Args:
        opgoerelse: the newest for the period; None when none is made yet.
        foraeldet: leverancer have come since; a new count is on its way.
        opgave: the work under way, if any.
        pr: the figures are those of that day's end; None = now.
    """

    fra: date
    til: date
    opgoerelse: Opgoerelse | None
    foraeldet: bool
    opgave: Opgave | None
    har_leverancer: bool
    pr: date | None = None

    @property
    def vaelger(self) -> str:
        """The period, and the day it is seen from, as the query of a link."""
        pr = f"&pr={self.pr.isoformat()}" if self.pr else ""
        return f"fra={self.fra.isoformat()}&til={self.til.isoformat()}{pr}"


def read_periode(request: HttpRequest) -> tuple[date, date]:
    """`?aar=2025`, or `?fra=…&til=…` (DD.MM.ÅÅÅÅ or ISO), else the previous calendar year.

    Raises:
        UlaeseligPeriode: it cannot be read, or ends before it begins.
    """
    aar, fra, til = (request.GET.get(k, "").strip() for k in ("aar", "fra", "til"))
    if aar:
        if not re.fullmatch(r"(19|20)\d\d", aar):
            raise UlaeseligPeriode(_("Skriv et år med fire cifre, fx 2025."))
        return date(int(aar), 1, 1), date(int(aar), 12, 31)
    if not fra and not til:
        return default_periode()
    start, slut = read_dato(fra), read_dato(til)
    if slut < start:
        raise UlaeseligPeriode(_("Perioden slutter, før den begynder. Byt om på de to datoer."))
    return start, slut


def read_pr(request: HttpRequest) -> date | None:
    """`?pr=DD.MM.ÅÅÅÅ`: the report as the store was then.

    Raises:
        UlaeseligPeriode: it cannot be read, or has not been yet.
    """
    tekst = request.GET.get("pr", "").strip()
    if not tekst:
        return None
    pr = read_dato(tekst)
    if pr > timezone.localdate():
        raise UlaeseligPeriode(_("Den dag er ikke kommet endnu. Vælg en dag til og med i dag."))
    return pr


def read_dato(tekst: str) -> date:
    """DD.MM.ÅÅÅÅ or ISO. Raises UlaeseligPeriode."""
    try:
        return parse_dato(tekst)
    except ValueError:
        raise UlaeseligPeriode(_("Datoen kan ikke læses. Skriv fx 31.12.2025.")) from None


def find_svar(kommune: Kommune, fra: date, til: date, pr: date | None = None) -> Svar:
    """The newest count of a period; one is ordered where it is missing or out of date.

    Args:
        pr: as the store was at the end of that day.
    """
    kode = kommune.kode
    nyeste = (
        Opgoerelse.objects.filter(kommune=kode, periode_fra=fra, periode_til=til, pr_dato=pr)
        .defer("rapport", "bag")
        .first()
    )
    grundlag = find_grundlag(kode, pr_tid=end_of(pr) if pr else None)
    foraeldet = nyeste is not None and nyeste.grundlag != grundlag.ider
    if grundlag.leverancer and (nyeste is None or foraeldet):
        order(kode, fra, til, pr)
    opgave = Opgave.objects.filter(
        art="opgoer", noegle=noegle(kode, fra, til, pr), tilstand__in=["venter", "koerer"]
    ).last()
    return Svar(fra, til, nyeste, foraeldet, opgave, bool(grundlag.leverancer), pr)


def order(kode: str, fra: date, til: date, pr: date | None = None) -> None:
    """Have a period counted in the background, unless that is under way."""
    navn = noegle(kode, fra, til, pr)
    dag = pr.isoformat() if pr else ""
    if not Opgave.objects.filter(art="opgoer", noegle=navn, tilstand="koerer").exists():
        enqueue(
            "opgoer", noegle=navn, kommune=kode, kode=kode, fra=fra.isoformat(), til=til.isoformat(), pr=dag
        )


def noegle(kode: str, fra: date, til: date, pr: date | None = None) -> str:
    """The key of the work; the default period's is the kommune alone, as `enqueue_opgoer` has it."""
    if pr:
        return f"{kode}:{fra}:{til}:pr:{pr}"
    return kode if (fra, til) == default_periode() else f"{kode}:{fra}:{til}"
