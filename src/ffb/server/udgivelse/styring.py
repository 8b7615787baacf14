"""The pages of those who publish: prepare one, look at it, publish it or discard it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.fund.opgoer import default_periode
from ffb.server.fund.periode import UlaeseligPeriode, read_dato
from ffb.server.opgave.models import Opgave
from ffb.server.ramme import reload_page
from ffb.server.udgivelse.actions import (
    GRAENSER,
    KanIkke,
    discard_udgivelse,
    order_udgivelse,
    publish_udgivelse,
)
from ffb.server.udgivelse.models import Udgivelse
from ffb.server.udgivelse.views import show_udgivelse
from ffb.sprog import _, dato


@kraever(Ret.STYR_NATIONALT)
@require_http_methods(["GET", "POST"])
def forbered(request: HttpRequest) -> HttpResponse:
    """What is under way and published; POST prepares one."""
    fejl: list[tuple[str, str]] = []
    fra, til = (request.POST.get(n, dato(d)) for n, d in zip(("fra", "til"), default_periode(), strict=True))
    mindst = request.POST.get("mindst", str(GRAENSER[0]))
    if request.method == "POST":
        periode = []
        for navn, tekst in (("fra", fra), ("til", til)):
            try:
                periode.append(read_dato(tekst))
            except UlaeseligPeriode as galt:
                fejl.append((navn, str(galt)))
        if not fejl:
            try:
                ny = order_udgivelse(
                    (periode[0], periode[1]), int(mindst) if mindst.isdecimal() else 0, by=request.user
                )
                return redirect("udgivelse_kladde", ny.navn)
            except KanIkke as galt:
                fejl.append(("fra", str(galt)))
    felter = {
        "fejl": fejl, "fra": fra, "til": til, "mindst": mindst, "graenser": [str(g) for g in GRAENSER],
        "liste": Udgivelse.objects.defer("vist", "husket"),
    }  # fmt: skip
    return render(request, "udgivelse/forbered.html", felter, status=400 if fejl else 200)


@kraever(Ret.STYR_NATIONALT)
@require_http_methods(["GET", "POST"])
def kladde(request: HttpRequest, udgivelse_navn: str) -> HttpResponse:
    """One that is under way: how far it is, then as others would see it; POST publishes or discards."""
    u = Udgivelse.objects.defer("husket").filter(navn=udgivelse_navn, undervejs=True).first()
    if u is None:
        if Udgivelse.objects.filter(navn=udgivelse_navn, tilstand="udgivet").exists():
            return redirect("udgivelse", udgivelse_navn)
        raise Http404
    if request.method == "POST":
        return _decide(request, u)
    if u.tilstand in ("venter", "fejl"):
        opgave = Opgave.objects.filter(art="udgivelse", noegle=u.navn).last()
        if opgave is not None and opgave.tilstand == "fejlet":
            u.tilstand, u.fejl = "fejl", _("Arbejdet stoppede gang på gang. Se serverens log.")
        skabelon = "udgivelse/_vent.html" if request.htmx else "udgivelse/vent.html"
        return render(request, skabelon, {"u": u, "opgave": opgave})
    if request.htmx:
        return reload_page()
    return show_udgivelse(request, u, kladde=True)


def _decide(request: HttpRequest, u: Udgivelse) -> HttpResponse:
    try:
        if request.POST.get("hvad") == "udgiv":
            publish_udgivelse(u, by=request.user)
            messages.success(request, _("Udgivet. Andre kan se den nu, og den kan ikke ændres."))
            return redirect("udgivelse", u.navn)
        discard_udgivelse(u, by=request.user)
        messages.success(request, _("Kasseret. Ingen har set den."))
    except KanIkke as fejl:
        messages.error(request, str(fejl))
        return redirect("udgivelse_kladde", u.navn)
    return redirect("udgivelse_forbered")
