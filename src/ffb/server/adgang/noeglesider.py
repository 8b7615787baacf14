"""Pages of the tokens that a kommune's systems use."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from ffb.begreber.kommune import Kommune
from ffb.server.adgang.formularer import OMFANG, Noegleformular
from ffb.server.adgang.models import Systemnoegle
from ffb.server.adgang.noegle import make_noegle, revoke_noegle
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.sprog import _


@kraever(Ret.STYR_ADGANG)
def noegler(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """Every token, with what it may and when it was used."""
    ord_ = dict(OMFANG)
    linjer = [
        {"n": n, "omfang": [ord_.get(o, o) for o in n.omfang.split()], "status": _status(n)}
        for n in Systemnoegle.objects.filter(kommune=kommune.kode)
    ]
    return render(request, "adgang/noegler.html", {"noegler": linjer})


def _status(noegle: Systemnoegle) -> str:
    if noegle.trukket_tid:
        return "trukket"
    return "udloebet" if noegle.udloeber_tid and noegle.udloeber_tid < timezone.now() else "aktiv"


@kraever(Ret.STYR_ADGANG)
def ny_noegle(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """Make a token; its text is in this one answer and nowhere else."""
    form = Noegleformular(request.POST or None)
    if request.method == "POST" and form.is_valid():
        d = form.cleaned_data
        noegle, tekst = make_noegle(
            kommune.kode, d["system"], navn=d["navn"], omfang=" ".join(d["omfang"]), udloeber=d["udloeber"],
            by=request.user,
        )  # fmt: skip
        return render(request, "adgang/noegle_vist.html", {"noegle": noegle, "tekst": tekst})
    return render(request, "adgang/noegle_ny.html", {"form": form})


@require_POST
@kraever(Ret.STYR_ADGANG)
def traek_noegle(request: HttpRequest, kommune: Kommune, pk: int) -> HttpResponse:
    """Take a token back."""
    revoke_noegle(get_object_or_404(Systemnoegle, pk=pk, kommune=kommune.kode), by=request.user)
    messages.success(request, _("Nøglen er trukket tilbage og virker ikke mere."))
    return redirect("personer_noegler", kommune.kode)
