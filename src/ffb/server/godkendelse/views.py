"""The pages of approval: where it stands, the checklist, the files from IDEP, the answer, the package."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ffb.begreber import Kommune
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.fund.models import LEVENDE, Begrundelse, Fund
from ffb.server.fund.periode import Svar
from ffb.server.fund.rapporter import load_rapport
from ffb.server.fund.rapportside import med_svar
from ffb.server.godkendelse.actions import (
    KanIkkeAfgives,
    attach_bilag,
    begin_godkendelse,
    build_mail,
    discard_godkendelse,
    give_godkendelse,
    pakke_sti,
    tick_punkt,
    vores_fingeraftryk,
)  # fmt: skip
from ffb.server.godkendelse.idep import STOERSTE, UlaeseligtBilag
from ffb.server.godkendelse.models import Bilag, Godkendelse
from ffb.server.godkendelse.svar import ORDLYD, find_advarsel, propose_svar, read_tal
from ffb.server.godkendelse.tjekliste import PUNKTER
from ffb.server.leverance.grundlag import load_opsaetning
from ffb.server.spor.actions import write_spor
from ffb.sprog import _


@kraever(Ret.SE_TAL)
@require_GET
@med_svar
def godkendelse(request: HttpRequest, kommune: Kommune, svar: Svar) -> HttpResponse:
    """Where approval of the period stands, and the history."""
    alle = Godkendelse.objects.filter(kommune=kommune.kode).exclude(tilstand="kasseret")
    tal = read_tal(load_rapport(svar.opgoerelse))
    return render(
        request,
        "godkendelse/godkendelse.html",
        {
            "svar": svar,
            "tal": tal,
            "forslag": ORDLYD[propose_svar(tal)],
            "seneste": alle.filter(tilstand="afgivet", periode_fra=svar.fra, periode_til=svar.til).first(),
            "kladde": alle.filter(tilstand="kladde", opgoerelse=svar.opgoerelse).first(),
            "historie": alle.filter(tilstand="afgivet"),
            "maa_godkende": request.user.har(Ret.GODKEND, kommune.kode),
        },
    )


@kraever(Ret.GODKEND)
@require_POST
@med_svar
def begynd(request: HttpRequest, kommune: Kommune, svar: Svar) -> HttpResponse:
    """Begin an approval on the newest count."""
    ny = begin_godkendelse(svar.opgoerelse, by=request.user)  # type: ignore[arg-type]
    return redirect("godkendelse_kladde", kommune.kode, ny.pk)


@kraever(Ret.GODKEND)
@require_http_methods(["GET", "POST"])
def kladde(request: HttpRequest, kommune: Kommune, nr: int) -> HttpResponse:
    """The work of approving: one page, each part saved as it is done."""
    g = get_object_or_404(Godkendelse, pk=nr, kommune=kommune.kode, tilstand="kladde")
    fejl: list[str] = []
    if request.method == "POST":
        fejl = _handle(request, g)
        if not fejl:
            g.refresh_from_db()
            if g.tilstand == "afgivet":
                messages.success(request, _("Godkendelsen er afgivet og pakken er forseglet."))
                return redirect("godkendelse_side", kommune.kode, nr)
            return redirect("godkendelse_kladde" if g.tilstand == "kladde" else "godkendelse", *_maal(g))
    return render(request, "godkendelse/kladde.html", _felter(g, fejl), status=400 if fejl else 200)


def _maal(g: Godkendelse) -> list[Any]:
    return [g.kommune, g.pk] if g.tilstand == "kladde" else [g.kommune]


def _handle(request: HttpRequest, g: Godkendelse) -> list[str]:
    """Do what the form asks; returns what is wrong."""
    hvad = request.POST.get("hvad", "")
    if hvad == "punkt":
        punkt = request.POST.get("punkt", "")
        if punkt not in PUNKTER:
            raise Http404
        sat = request.POST.get("sat") == "ja"
        tick_punkt(g, punkt, bemaerkning=request.POST.get("bemaerkning", ""), sat=sat, by=request.user)
        return []
    if hvad == "bilag":
        return _attach(request, g)
    if hvad == "kasser":
        discard_godkendelse(g, by=request.user)
        return []
    try:
        give_godkendelse(
            g, request.POST.get("svar", ""), bemaerkning=request.POST.get("bemaerkning", ""), by=request.user
        )
    except KanIkkeAfgives as mangel:
        return mangel.mangler
    return []


def _attach(request: HttpRequest, g: Godkendelse) -> list[str]:
    fil, slags = request.FILES.get("fil"), request.POST.get("slags", "")
    if fil is None or slags not in dict(Bilag.SLAGS):
        return [_("Vælg filen, der er hentet fra IDEP.")]
    try:
        attach_bilag(g, slags, fil.name or "fil", fil.read(STOERSTE + 1), by=request.user)
    except UlaeseligtBilag as fejl:
        return [str(fejl)]
    return []


def _felter(g: Godkendelse, fejl: list[str]) -> dict[str, Any]:
    rapport = load_rapport(g.opgoerelse)
    tal = read_tal(rapport)
    bilag = {b.slags: b for b in Bilag.objects.filter(godkendelse=g)}
    levende = Fund.objects.filter(kommune=g.kommune, status__in=LEVENDE).values_list("noegle", flat=True)
    return {
        "g": g,
        "fejl": fejl,
        "rapport": rapport,
        "punkter": [(n, p, p.tal(rapport), g.punkter.get(n)) for n, p in PUNKTER.items()],
        "bilag": [(slags, titel, bilag.get(slags)) for slags, titel in Bilag.SLAGS],
        "forslag": propose_svar(tal),
        "svarmuligheder": [(k, v, find_advarsel(k, tal)) for k, v in ORDLYD.items()],
        "har_layout": bool(load_opsaetning(g.kommune).idep or load_opsaetning("").idep),
        "begrundelser": Begrundelse.objects.filter(
            kommune=g.kommune, trukket_tid=None, noegle__in=list(levende)[:5000]
        ),
    }


@kraever(Ret.SE_TAL)
@require_GET
def side(request: HttpRequest, kommune: Kommune, nr: int) -> HttpResponse:
    """An approval as given."""
    g = _afgivet(kommune, nr)
    return render(
        request,
        "godkendelse/side.html",
        {
            "g": g,
            "ordlyd": ORDLYD[g.svar],
            "bilag": Bilag.objects.filter(godkendelse=g),
            "punkter": [(PUNKTER[n].titel, v) for n, v in g.punkter.items()],
            "fingeraftryk": vores_fingeraftryk(),
        },
    )


def _afgivet(kommune: Kommune, nr: int) -> Godkendelse:
    return get_object_or_404(Godkendelse, pk=nr, kommune=kommune.kode, tilstand="afgivet")


@kraever(Ret.SE_TAL)
@require_GET
def pakke(request: HttpRequest, kommune: Kommune, nr: int) -> HttpResponse:
    """The sealed package."""
    g = _afgivet(kommune, nr)
    sti = pakke_sti(g)
    if not sti.exists():
        raise Http404
    write_spor(
        "godkendelse.pakke_hentet", by=request.user, kommune=kommune.kode, genstand=f"godkendelse:{nr}"
    )
    return FileResponse(sti.open("rb"), as_attachment=True, filename=g.pakke_navn)


@kraever(Ret.GODKEND)
@require_GET
def mail(request: HttpRequest, kommune: Kommune, nr: int) -> HttpResponse:
    """The draft to DST, to be opened and sent from one's own mail program."""
    g = _afgivet(kommune, nr)
    write_spor("godkendelse.mail_hentet", by=request.user, kommune=kommune.kode, genstand=f"godkendelse:{nr}")
    svar = HttpResponse(build_mail(g), content_type="message/rfc822")
    svar.headers["Content-Disposition"] = f'attachment; filename="godkendelse-{kommune.kode}-{nr}.eml"'
    return svar
