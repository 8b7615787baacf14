"""The kommune's own terms: made under an official concept, renamed by closing and making anew, never sent."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ffb.begreber import (
    ART_NAVN,
    Begreb,
    Kommune,
    fag_navn_list,
    find_begreb,
    find_levetider,
    load_katalog_paa,
)
from ffb.begreber.soeg import fold
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.begreb.actions import KanIkke
from ffb.server.begreb.models import Lokalterm
from ffb.server.spor.actions import who, write_spor
from ffb.sprog import _

ARTER = ("ydelse", "tilbud", "maalgruppe", "ff_undertema", "ad_undertema", "omgivelse_undertema")


@kraever(Ret.SE_TAL)
@require_http_methods(["GET", "POST"])
def egne(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """Every own term by the concept it stands under; POST: one made or closed."""
    maa = request.user.har(Ret.INDLEVER, kommune.kode)
    fejl = ""
    if request.method == "POST":
        if not maa:
            raise PermissionDenied
        try:
            besked = _act(request, kommune)
        except KanIkke as nej:
            fejl = str(nej)
        else:
            messages.success(request, besked)
            return redirect("begreber_egne", kommune.kode)
    udgaaede = {k for k, liv in find_levetider().items() if liv.udgaaet_i}
    felter: dict[str, Any] = {
        "linjer": [
            (x, find_begreb(x.over_kode), x.over_kode in udgaaede)
            for x in sorted(find_egne(kommune.kode), key=lambda x: (x.over_term, x.term))
        ],
        "grupper": find_grupper() if maa else [],
        "valgt": request.POST.get("over") or request.GET.get("under", ""),
        "fejl": fejl,
        "maa": maa,
    }
    return render(request, "begreb/egne.html", felter, status=400 if fejl else 200)


def find_egne(kommune: str) -> list[Lokalterm]:
    """The open terms of a kommune."""
    return list(Lokalterm.objects.filter(kommune=kommune, lukket_tid=None))


def find_grupper() -> list[tuple[str, list[Begreb]]]:
    """What a term may stand under today: (kind, concepts)."""
    kataloger = [k for n in fag_navn_list() if (k := load_katalog_paa(n, timezone.localdate()))]
    return [(_(ART_NAVN[a]), [b for k in kataloger for b in k.art(a)]) for a in ARTER]


def _act(request: HttpRequest, kommune: Kommune) -> str:
    if luk := request.POST.get("luk"):
        close_lokalterm(kommune.kode, luk, by=request.user)
        return _("Termen kan ikke vælges mere. Den står stadig, hvor den er valgt.")
    felt = request.POST.get
    make_lokalterm(kommune.kode, felt("over", ""), felt("term", ""), felt("note", ""), by=request.user)
    return _("Termen kan nu vælges i sagerne.")


def make_lokalterm(kommune: str, over: str, term: str, note: str = "", *, by: Any) -> Lokalterm:
    """A new term under an official concept in force today.

    Raises:
        KanIkke: no such concept, no term, or the term is official or the kommune's already.
    """
    navn = " ".join(term.split())[:200]
    muligheder = {b.kode: b for _art, begreber in find_grupper() for b in begreber}
    if over not in muligheder:
        raise KanIkke(_("Vælg det officielle begreb, termen hører under."))
    if not navn:
        raise KanIkke(_("Skriv termen."))
    if any(fold(b.term) == fold(navn) for b in muligheder.values()):
        raise KanIkke(_("»{term}« er et officielt begreb. Brug det.", term=navn))
    if any(fold(x.term) == fold(navn) for x in find_egne(kommune)):
        raise KanIkke(_("»{term}« er der i forvejen.", term=navn))
    ny = Lokalterm.objects.create(
        kommune=kommune, over_kode=over, term=navn, note=note.strip()[:500], oprettet_af=who(by)
    )
    write_spor("lokalterm.oprettet", by=by, kommune=kommune, genstand=f"lokalterm:{ny.pk}", over=over)
    return ny


def close_lokalterm(kommune: str, id_: str, *, by: Any) -> None:
    """No one can choose it any more; where it is chosen, it stays.

    Raises:
        KanIkke: there is no such open term.
    """
    try:
        nr = UUID(id_)
    except ValueError:
        nr = UUID(int=0)
    lukket = Lokalterm.objects.filter(kommune=kommune, pk=nr, lukket_tid=None).update(
        lukket_tid=timezone.now(), lukket_af=who(by)
    )
    if not lukket:
        raise KanIkke(_("Termen findes ikke. Genindlæs siden."))
    write_spor("lokalterm.lukket", by=by, kommune=kommune, genstand=f"lokalterm:{nr}")
