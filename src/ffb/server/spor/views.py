"""Pages of the trail. Whoever looks is in it."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from ffb.begreber.kommune import Kommune
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.opgave.koe import enqueue
from ffb.server.opgave.models import Opgave
from ffb.server.spor.actions import write_spor
from ffb.server.spor.arbejde import ART
from ffb.server.spor.formularer import Borgerformular, Landsformular, Soegeformular
from ffb.server.spor.models import Spor
from ffb.server.spor.ord import detaljer_ord, handling_ord
from ffb.server.spor.soeg import Soegning, write_borger_csv, write_csv
from ffb.sprog import Dansk

PR_SIDE = 50
TILSYN: Dansk = "Tilsyn med sporet"  # why one looks at the trail


@require_GET
@kraever(Ret.SE_SPOR)
def spor(request: HttpRequest, kommune: Kommune | None = None) -> HttpResponse:
    """Search, newest first."""
    form, soegning = _read(request, kommune)
    fundet = soegning.find() if form.is_valid() else Spor.objects.none()
    side = Paginator(fundet, PR_SIDE).get_page(request.GET.get("side"))
    _log(request, "spor.set", kommune, soegning, vist=len(side), side=side.number)
    valg = request.GET.copy()
    valg.pop("side", None)
    indhold = {
        "form": form,
        "side": side,
        "raekker": [
            {"s": s, "handling": handling_ord(s.handling), "mere": detaljer_ord(s.detaljer)} for s in side
        ],
        "valg_csv": valg.urlencode(),
    }
    return render(request, "spor/spor.html", indhold)


@require_GET
@kraever(Ret.SE_SPOR)
def spor_csv(request: HttpRequest, kommune: Kommune | None = None) -> HttpResponse:
    """What the search finds, all of it."""
    form, soegning = _read(request, kommune)
    if not form.is_valid():
        return HttpResponse(status=400)
    fundet = soegning.find()
    _log(request, "spor.eksporteret", kommune, soegning, vist=fundet.count())
    return _fil(write_csv(fundet.iterator(chunk_size=2000)), f"spor-{timezone.localdate()}.csv")


@kraever(Ret.SE_SPOR)
def spor_borger(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """A citizen's own trail: see it here, or take it as a file to give out."""
    form = Borgerformular(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "spor/borger.html", {"form": form})
    d = form.cleaned_data
    fundet = list(Soegning(kommune=kommune.kode, borger=d["borger"]).find())
    hent = "hent" in request.POST
    write_spor(
        "spor.eksporteret" if hent else "spor.set", by=request.user, kommune=kommune.kode,
        formaal=d["formaal"], borgere=[d["borger"]], vist=len(fundet), med_navne=d["med_navne"],
    )  # fmt: skip
    if hent:
        return _fil(
            write_borger_csv(fundet, med_navne=d["med_navne"]), f"borgerens-spor-{timezone.localdate()}.csv"
        )
    raekker = [{"s": s, "handling": handling_ord(s.handling)} for s in fundet[:500]]
    indhold = {
        "form": form,
        "raekker": raekker,
        "antal": len(fundet),
        "med_navne": d["med_navne"],
        "vist": True,
    }
    return render(request, "spor/borger.html", indhold)


@kraever(Ret.SE_SPOR)
def spor_kaede(request: HttpRequest, kommune: Kommune | None = None) -> HttpResponse:
    """Is the chain whole? The last proof, one under way, and a button for a new one."""
    kode = kommune.kode if kommune else ""
    if request.method == "POST":
        enqueue(ART, noegle=kode or "landet", kommune=kode, kode=kode, bruger_nr=request.user.pk)
        return redirect("spor_kaede", kommune.kode) if kommune else redirect("spor_kaede_national")
    opgave = Opgave.objects.filter(art=ART, noegle=kode or "landet").last()
    i_gang = opgave is not None and opgave.tilstand in ("venter", "koerer")
    if request.htmx:  # the bar of progress asks; when it is there, the whole page is asked for again
        if i_gang:
            return render(request, "spor/_vent.html", {"opgave": opgave})
        return HttpResponse(headers={"HX-Refresh": "true"})
    indhold = {
        "seneste": Spor.objects.filter(handling="spor.verificeret").first(),
        "nyeste": Spor.objects.first(),
        "opgave": opgave if i_gang else None,
        "opgivet": opgave is not None and opgave.tilstand == "fejlet",
    }
    return render(request, "spor/kaede.html", indhold)


def _read(request: HttpRequest, kommune: Kommune | None) -> tuple[Soegeformular, Soegning]:
    form = Soegeformular(request.GET) if kommune else Landsformular(request.GET)
    if not form.is_valid():
        return form, Soegning(kommune=kommune.kode if kommune else "")
    d = dict(form.cleaned_data)
    return form, Soegning(**(d | ({"kommune": kommune.kode} if kommune else {})))


def _log(
    request: HttpRequest, handling: str, kommune: Kommune | None, soegning: Soegning, **detaljer: Any
) -> None:
    """The look itself: by whom, and what was searched for by its kind."""
    felter = [f for f in ("hvem", "handling", "genstand", "borger", "fra", "til") if getattr(soegning, f)]
    write_spor(
        handling, by=request.user, kommune=kommune.kode if kommune else "", formaal=TILSYN,
        borgere=[] if soegning.borger is None else [soegning.borger], soegt_paa=felter, **detaljer,
    )  # fmt: skip


def _fil(stykker: Any, navn: str) -> StreamingHttpResponse:
    svar = StreamingHttpResponse(stykker, content_type="text/csv; charset=utf-8")
    svar.headers["Content-Disposition"] = f'attachment; filename="{navn}"'
    return svar
