"""The posts that need a decision of their own, and one of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from ffb.begreber import Kommune, find_begreb
from ffb.errors import FfbError
from ffb.konvertering.afgoerelser import DELMAAL
from ffb.konvertering.arter import AFGOERES, ARTER, DELES, ROLLENAVN
from ffb.konvertering.oversaet import GRUNDE, Udfald
from ffb.konvertering.tabel import term_noegle
from ffb.konvertering.tabsrapport import find_vaerdi
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.konvertering.actions import decide_post, withdraw_post
from ffb.server.konvertering.gemt import build_koersel
from ffb.server.konvertering.models import Konvertering, Postafgoerelse
from ffb.server.konvertering.tabelside import find_valg
from ffb.server.konvertering.views import find_konvertering
from ffb.server.spor.actions import write_spor
from ffb.sprog import _

PR_SIDE = 50


@kraever(Ret.KONVERTER)
@require_GET
def poster(request: HttpRequest, kommune: Kommune, konv_nr: int) -> HttpResponse:
    """Posts that wait for a case worker, those of one of them if asked; delmål are the providers'."""
    k = find_konvertering(kommune, konv_nr)
    venter = [
        (nr, u)
        for nr, u in enumerate(build_koersel(k).udfald, start=1)
        if u.udfald == AFGOERES and u.rolle != DELMAAL
    ]
    navne = sorted({u.post.sagsbehandler for _nr, u in venter if u.post.sagsbehandler})
    hvem = request.GET.get("hvem", "")
    valgte = [(nr, u) for nr, u in venter if hvem in ("", u.post.sagsbehandler)]
    side = Paginator(valgte, PR_SIDE).get_page(request.GET.get("side"))
    _note(request, k, [u for _nr, u in side])
    felter = {
        "k": k,
        "side": side,
        "linjer": [(nr, u, ARTER[u.post.art].titel, find_vaerdi(u), GRUNDE[u.grund]) for nr, u in side],
        "antal": len(venter),
        "navne": navne,
        "hvem": hvem,
        "trufne": Postafgoerelse.objects.filter(konvertering=k, trukket_tid=None).count(),
    }
    return render(request, "konvertering/poster.html", felter)


def _note(request: HttpRequest, k: Konvertering, vist: list[Udfald]) -> None:
    borgere = {u.post.borger_id for u in vist}
    write_spor(
        "konvertering.poster_set", by=request.user, kommune=k.kommune, genstand=f"konvertering:{k.pk}",
        borgere=borgere,
    )  # fmt: skip


@kraever(Ret.KONVERTER)
@require_http_methods(["GET", "POST"])
def post(request: HttpRequest, kommune: Kommune, konv_nr: int, post_nr: int) -> HttpResponse:
    """One post by its place in the list: what it holds, and a decision about it alone."""
    k = find_konvertering(kommune, konv_nr)
    alle = build_koersel(k).udfald
    if not 1 <= post_nr <= len(alle) or ARTER[alle[post_nr - 1].post.art].hoved is None:
        raise Http404
    u = alle[post_nr - 1]
    rolle = request.POST.get("rolle") or u.rolle or _main_role(u)
    if rolle not in _roles(u):
        raise Http404
    fejl = ""
    if request.method == "POST":
        try:
            _decide(request, k, u, rolle)
        except FfbError as nej:
            fejl = str(nej)
        else:
            messages.success(request, _("Afgørelsen er gemt og bliver husket."))
            return redirect("konvertering_poster", kommune.kode, k.pk)
    _note(request, k, [u])
    return render(
        request, "konvertering/post.html", _felter(k, u, post_nr, rolle, fejl), status=400 if fejl else 200
    )


def _main_role(u: Udfald) -> str:
    hoved = ARTER[u.post.art].hoved
    return hoved.rolle if hoved else ""


def _roles(u: Udfald) -> dict[str, str | None]:
    """Role -> the term that stands there."""
    art = ARTER[u.post.art]
    return {led.rolle: getattr(u.post, led.kolonne) for led in (art.hoved, *art.sider) if led}


def _decide(request: HttpRequest, k: Konvertering, u: Udfald, rolle: str) -> None:
    term, post_id = _roles(u)[rolle] or "", u.post.post_id
    if request.POST.get("hvad") == "traek":
        withdraw_post(k, rolle, term, post_id, by=request.user)
        return
    koder = [] if request.POST.get("uden") else [x for x in request.POST.getlist("kode") if x]
    if not koder and not request.POST.get("uden"):
        raise FfbError("Vælg et begreb, eller sæt kryds i »Tabt«.")
    decide_post(k, rolle, term, post_id, koder, request.POST.get("note", "").strip(), by=request.user)


def _felter(k: Konvertering, u: Udfald, nr: int, rolle: str, fejl: str) -> dict[str, Any]:
    term = _roles(u)[rolle]
    svar = build_koersel(k).oversaetter.find_svar(rolle, term, u.post.post_id)
    trufne = Postafgoerelse.objects.filter(konvertering=k, post_id=u.post.post_id, trukket_tid=None)
    navne = [(kode, b.term if (b := find_begreb(kode)) else kode) for kode in svar.koder]
    return {
        "k": k,
        "u": u,
        "p": u.post,
        "nr": nr,
        "rolle": rolle,
        "rollenavn": ROLLENAVN[rolle],
        "artnavn": ARTER[u.post.art].titel,
        "term": term,
        "hvorfor": GRUNDE[u.grund],
        "muligheder": navne,
        "grupper": find_valg(k, rolle),
        "andre": [(r, ROLLENAVN[r], t) for r, t in _roles(u).items() if r != rolle],
        "truffet": trufne.filter(rolle=rolle, term=term_noegle(term or "")).first(),
        "deles": rolle in DELES,
        "fejl": fejl,
    }
