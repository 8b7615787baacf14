"""Everything that changes a conversion but its waves: begin, settings, table, decisions; each in one go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from ffb.errors import FfbError, Laesefejl
from ffb.konvertering.afgoerelser import DELMAAL, check_koder
from ffb.konvertering.arter import DELES, ROLLER
from ffb.konvertering.koer import find_termer
from ffb.konvertering.poster import Gammelt
from ffb.konvertering.tabel import Linje, check_linjer, propose_linjer, term_noegle
from ffb.server.database import skrivning
from ffb.server.konvertering.gemt import bump, load_poster, load_tabel, store_poster
from ffb.server.konvertering.models import Konvertering, Postafgoerelse, Tabellinje
from ffb.server.leverance.boks import store_cpr
from ffb.server.spor.actions import who, write_spor
from ffb.sprog import _


class KanIkke(FfbError):
    """The act is refused; its text says why, for the person."""


def begin_konvertering(
    kommune: str, navn: str, gammelt: Gammelt, strategi: str, omfang: str, start: date, *, by: Any
) -> Konvertering:
    """Keep the posts, and propose a line for every term; nothing is converted."""
    with skrivning():
        store_cpr(kommune, gammelt.cpr.items())
        k = Konvertering.objects.create(
            kommune=kommune, navn=navn[:200] or gammelt.kilde[:200], kilde=gammelt.kilde[:500],
            strategi=strategi, omfang=omfang, start=start, demo=gammelt.demo, noter=gammelt.noter[:50],
            antal=len(gammelt.poster), oprettet_af=who(by),
        )  # fmt: skip
        store_poster(k, gammelt.poster)
        _add_linjer(k, propose_linjer(find_termer(gammelt.poster), [], start), "")
        _trail("konvertering.begyndt", k, by, poster=k.antal, borgere_antal=len(gammelt.cpr))
    return k


def change_plan(k: Konvertering, strategi: str, omfang: str, start: date, *, by: Any) -> None:
    """Another strategy, scope or first day.

    Raises:
        KanIkke: a wave has been run.
    """
    if k.boelge_set.exclude(tilstand="venter").exclude(tilstand="fortrudt").exists():
        raise KanIkke(_("En bølge er kørt. Fortryd den, før planen ændres."))
    with skrivning():
        Konvertering.objects.filter(pk=k.pk).update(strategi=strategi, omfang=omfang, start=start)
        bump(k)
        _trail("konvertering.plan", k, by, strategi=strategi, omfang=omfang)


def replace_tabel(k: Konvertering, linjer: Sequence[Linje], *, by: Any) -> None:
    """Another table in place of the one there; terms it does not name get a proposal.

    Raises:
        Laesefejl: what `check_linjer` finds; every fault.
    """
    if fejl := check_linjer(linjer, k.start, _("Tabellen")):
        raise Laesefejl(fejl)
    with skrivning():
        k.tabellinje_set.all().delete()
        mangler = propose_linjer(find_termer(load_poster(k)), linjer, k.start)
        _add_linjer(k, [*linjer, *mangler], who(by))
        bump(k)
        _trail("konvertering.tabel", k, by, linjer=len(linjer))


def set_term(
    k: Konvertering, rolle: str, term: str, koder: Sequence[str], sikkerhed: str, note: str, *, by: Any
) -> None:
    """What one term becomes from now on; no codes = no counterpart.

    Raises:
        Laesefejl: a code cannot stand there, or there are too many.
        KanIkke: no post holds such a term.
    """
    noegle = rolle, term_noegle(term)
    egne = [x for x in load_tabel(k) if x.noegle == noegle]
    if not egne:
        raise KanIkke(_("Termen findes ikke i konverteringen. Genindlæs siden."))
    nye = [Linje(rolle, egne[0].term, kode, sikkerhed, note) for kode in (koder or (None,))]
    if fejl := check_linjer(nye, k.start, egne[0].term):
        raise Laesefejl(fejl)
    with skrivning():
        for x in k.tabellinje_set.filter(rolle=rolle):
            if term_noegle(x.term) == noegle[1]:
                x.delete()
        _add_linjer(k, nye, who(by))
        bump(k)
        _trail("konvertering.term", k, by, rolle=rolle, koder=len(koder))


def _add_linjer(k: Konvertering, linjer: Iterable[Linje], af: str) -> None:
    Tabellinje.objects.bulk_create(
        Tabellinje(
            konvertering=k, rolle=x.rolle, term=x.term, kode=x.kode or "", sikkerhed=x.sikkerhed,
            note=x.note[:500], rettet_af=af,
        )
        for x in linjer
    )  # fmt: skip


def decide_post(
    k: Konvertering, rolle: str, term: str, post_id: str, koder: Sequence[str], note: str, *, by: Any
) -> Postafgoerelse:
    """What one post's term becomes; the decision before it, if any, is withdrawn.

    Raises:
        KanIkke: a code cannot stand there.
    """
    if (rolle not in ROLLER and rolle != DELMAAL) or not check_koder(rolle, koder):
        en = rolle not in DELES
        raise KanIkke(_("Vælg én af mulighederne.") if en else _("Vælg mellem mulighederne."))
    noegle = "" if rolle == DELMAAL else term_noegle(term)
    with skrivning():
        _withdraw(k, rolle, noegle, post_id)
        ny = Postafgoerelse.objects.create(
            konvertering=k, rolle=rolle, term=noegle, post_id=post_id, koder=list(koder), note=note[:500],
            af=who(by),
        )  # fmt: skip
        bump(k)
        _trail("konvertering.afgjort", k, by, rolle=rolle)
    return ny


def withdraw_post(k: Konvertering, rolle: str, term: str, post_id: str, *, by: Any) -> None:
    """Take a decision back: the table counts again."""
    with skrivning():
        _withdraw(k, rolle, "" if rolle == DELMAAL else term_noegle(term), post_id)
        bump(k)
        _trail("konvertering.afgoerelse_trukket", k, by, rolle=rolle)


def _withdraw(k: Konvertering, rolle: str, term: str, post_id: str) -> None:
    Postafgoerelse.objects.filter(
        konvertering=k, rolle=rolle, term=term, post_id=post_id, trukket_tid=None
    ).update(trukket_tid=timezone.now())


def _trail(handling: str, k: Konvertering, by: Any, **detaljer: Any) -> None:
    write_spor(handling, by=by, kommune=k.kommune, genstand=f"konvertering:{k.pk}", **detaljer)
