"""Pages of deliveries: what has come, hand in, and the receipt of each."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from ffb.begreber import Kommune
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.leverance.models import Leverance, Modtagelse, System
from ffb.server.leverance.modtag import SLUT, ForStor, receive_filer
from ffb.server.leverance.sammenlign import compare_leverancer
from ffb.server.opgave.models import Opgave
from ffb.sprog import _

PR_SIDE = 50


@kraever(Ret.SE_TAL)
@require_GET
def leverancer(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """What each system has delivered, newest first, and the latest receipts."""
    alle = Leverance.objects.filter(kommune=kommune.kode).select_related("system")
    side = Paginator(alle, PR_SIDE).get_page(request.GET.get("side"))
    return render(
        request,
        "leverance/leverancer.html",
        {
            "side": side,
            "systemer": System.objects.filter(kommune=kommune.kode),
            "modtagelser": Modtagelse.objects.filter(kommune=kommune.kode)[:10],
            "maa_indlevere": request.user.har(Ret.INDLEVER, kommune.kode),
        },
    )


@kraever(Ret.INDLEVER)
@require_http_methods(["GET", "POST"])
def indlever(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """Hand in one or more files; leads to the receipt."""
    fejl = []
    if request.method == "POST":
        filer = request.FILES.getlist("filer")
        system = request.POST.get("system", "").strip()[:200]
        if not filer:
            fejl.append(("filer", _("Vælg mindst én fil.")))
        else:
            try:
                modtagelse = receive_filer(
                    kommune.kode,
                    [(f.name or "fil", f.file) for f in filer],
                    vej="upload",
                    by=request.user,
                    **({"system": system} if system else {}),
                )
            except ForStor:
                graense = settings.STOERSTE_UPLOAD // 1_000_000
                fejl.append(
                    ("filer", _("Filerne fylder mere end {mb} MB tilsammen. Del dem i flere.", mb=graense))
                )
            except OSError:
                fejl.append(("filer", _("Filerne kunne ikke gemmes hos os. Prøv igen om lidt.")))
            else:
                return redirect("leverancer_kvittering", kommune.kode, modtagelse.uuid)
    systemer = System.objects.filter(kommune=kommune.kode)
    svar = {"fejl": fejl, "systemer": systemer, "mb": settings.STOERSTE_UPLOAD // 1_000_000}
    return render(request, "leverance/indlever.html", svar, status=400 if fejl else 200)


@kraever(Ret.SE_TAL)
@require_GET
def kvittering(request: HttpRequest, kommune: Kommune, uuid: UUID) -> HttpResponse:
    """The receipt; asked for by htmx it is only the part that changes while the files are read."""
    modtagelse = get_object_or_404(Modtagelse, pk=uuid)
    if modtagelse.kommune != kommune.kode:
        raise Http404
    opgave = Opgave.objects.filter(pk=modtagelse.opgave_nr).first() if modtagelse.opgave_nr else None
    svar = {
        "m": modtagelse,
        "opgave": opgave,
        "slut": modtagelse.tilstand in SLUT,
        "opgivet": opgave is not None and opgave.tilstand == "fejlet",
        "leverancer": Leverance.objects.filter(modtagelse=modtagelse).select_related("system"),
    }
    navn = "leverance/_kvittering.html" if request.htmx else "leverance/kvittering.html"
    return render(request, navn, svar)


@kraever(Ret.SE_TAL)
@require_GET
def sammenlign(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """Two leverancer side by side; by default a system's two newest."""
    alle = list(Leverance.objects.filter(kommune=kommune.kode).select_related("system").order_by("-tid"))
    med_en_foer = next((lev for lev in alle if _foregaaende(alle, lev)), None)
    efter = _valgt(alle, request.GET.get("efter")) or med_en_foer or (alle[0] if alle else None)
    foer = _valgt(alle, request.GET.get("foer")) or (efter and _foregaaende(alle, efter))
    felter: dict[str, object] = {"alle": alle, "foer": foer, "efter": efter}
    if foer and efter:
        forskelle, kommet, gaaet = compare_leverancer(foer, efter)
        felter |= {"forskelle": forskelle, "kommet": kommet, "gaaet": gaaet}
    return render(request, "leverance/sammenlign.html", felter)


def _foregaaende(alle: list[Leverance], efter: Leverance) -> Leverance | None:
    """The one before it from the same system; `alle` is newest first."""
    aeldre = alle[alle.index(efter) + 1 :]
    return next((lev for lev in aeldre if lev.system_id == efter.system_id), None)


def _valgt(alle: list[Leverance], nr: str | None) -> Leverance | None:
    return next((lev for lev in alle if str(lev.leverance_id) == nr), None)


@kraever(Ret.INDLEVER)
@require_http_methods(["POST"])
def antag_status(request: HttpRequest, kommune: Kommune, system_nr: int) -> HttpResponse:
    """Assume locally that a system is (not) in use until DST decides; marked everywhere."""
    from ffb.server.leverance.actions import assume_status

    system = get_object_or_404(System, pk=system_nr, kommune=kommune.kode)
    try:
        assume_status(system, request.POST.get("status", ""), by=request.user)
    except ValueError:  # not one the page offers
        raise SuspiciousOperation("status") from None
    messages.success(
        request,
        _(
            "{system} regnes nu som »{status}« hos jer.",
            system=system.navn,
            status=_(system.gaeldende_status),
        ),
    )
    return redirect("leverancer", kommune.kode)
