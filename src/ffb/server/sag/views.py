"""Pages of cases: the work list and search, a new case, a case and its phases."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ffb.begreber import Kommune
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.leverance.boks import open_cpr
from ffb.server.sag.actions import Feltfejl, create_borger, create_objekt, open_sag, take_sag
from ffb.server.sag.adgang import find_sag, note_look
from ffb.server.sag.bestil import find_contact
from ffb.server.sag.gemt import draft_key, unseal
from ffb.server.sag.models import Sag
from ffb.server.sag.objektside import render_card
from ffb.server.sag.slags import FASER, slags_dict
from ffb.server.sag.soeg import BUNKER, make_worklist, search_sager
from ffb.server.sag.tilstede import find_senest, others_here
from ffb.server.sag.visning import Sagsindhold, by_phase, phase_steps, withdrawn
from ffb.server.spor.actions import write_spor
from ffb.sprog import _


@kraever(Ret.SAG)
@require_http_methods(["GET", "POST"])
def arbejdsliste(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """GET: what waits. POST: search; what was searched for never stands in an address."""
    soegt = request.POST.get("q", "") if request.method == "POST" else ""
    fundne = search_sager(kommune.kode, soegt) if soegt else None
    if fundne is not None:
        borgere = {linje.sag.borger.borger_id for linje in fundne}
        write_spor("sag.soegt", by=request.user, kommune=kommune.kode, borgere=borgere, antal=len(fundne))
    bunker = {} if fundne is not None else make_worklist(kommune.kode, request.user, timezone.localdate())
    return render(
        request,
        "sag/liste.html",
        {
            "fundne": fundne,
            "bunker": [(navn, _(BUNKER[navn]), *bunker[navn]) for navn in bunker],
            "venter": any(bunker[navn][0] for navn in bunker if navn != "mine"),
        },
    )


@kraever(Ret.SAG)
@require_http_methods(["GET", "POST"])
def ny(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """A new case, of a known citizen or a new one."""
    fejl: dict[str, str] = {}
    if request.method == "POST":
        try:
            felt = request.POST.get
            borger = create_borger(kommune.kode, felt("cpr", ""), felt("navn", ""), by=request.user)
            sag = open_sag(borger, felt("sagsnummer", ""), by=request.user, enhed=felt("enhed", "").strip())
            dato = {"dato": timezone.localdate().isoformat()}
            create_objekt(sag, "sagsaabning", dato, by=request.user)
            return redirect("sag_fase", kommune.kode, sag.pk, "sagsaabning")
        except Feltfejl as e:
            fejl = e.fejl
    svar = render(request, "sag/ny.html", {"fejl": fejl, "skrevet": request.POST})
    svar.status_code = 422 if fejl else 200
    return svar


@kraever(Ret.SAG)
@require_safe
def sag(request: HttpRequest, kommune: Kommune, sag_id: UUID) -> HttpResponse:
    """The case as a whole: who, where it is, what stands."""
    fundet = find_sag(kommune, sag_id)
    note_look(request, fundet)
    indhold = Sagsindhold(fundet)
    afsnit = [
        (_(titel), [render_card(indhold, v) for _art, vist in by_phase(indhold, fase) for v in vist])
        for fase, titel in FASER.items()
    ]
    return render(
        request,
        "sag/sag.html",
        {**build_frame(fundet, indhold, request.user), "afsnit": [a for a in afsnit if a[1]]},
    )


@kraever(Ret.SAG)
@require_safe
def fase(request: HttpRequest, kommune: Kommune, sag_id: UUID, fase: str) -> HttpResponse:
    """One phase: its objects, drafts open as forms, and what can be added."""
    if fase not in FASER:
        raise Http404
    fundet = find_sag(kommune, sag_id)
    note_look(request, fundet)
    indhold = Sagsindhold(fundet)
    aaben = request.GET.get("aaben", "")
    grupper = [
        {
            "art": art,
            "titel": _(art.titel),
            "kort": [render_card(indhold, v, aaben=v.er_kladde or v.id == aaben) for v in vist],
            "kan_tilfoejes": not (art.en and vist),
        }
        for art, vist in by_phase(indhold, fase)
    ]
    trukne = [
        render_card(indhold, v) for v in withdrawn(indhold, (a.navn for a, _vist in by_phase(indhold, fase)))
    ]
    return render(
        request,
        "sag/fase.html",
        {
            **build_frame(fundet, indhold, request.user),
            "fase": fase,
            "titel": _(FASER[fase]),
            "grupper": grupper,
            "trukne": trukne,
            "kladdenoegle": draft_key(request.user.pk),
        },
    )


@kraever(Ret.SAG)
@require_POST
def overtag(request: HttpRequest, kommune: Kommune, sag_id: UUID) -> HttpResponse:
    """The case becomes this person's."""
    fundet = find_sag(kommune, sag_id)
    take_sag(fundet, by=request.user)
    messages.success(request, _("Sagen er din og står på din arbejdsliste."))
    return redirect("sag_side", kommune.kode, fundet.pk)


@kraever(Ret.SAG)
@require_POST
def tilfoej(request: HttpRequest, kommune: Kommune, sag_id: UUID, slags: str) -> HttpResponse:
    """A new object of the case, as an empty draft or with what the button carries."""
    if slags not in slags_dict() or not slags_dict()[slags].fase:
        raise Http404
    fundet = find_sag(kommune, sag_id)
    art = slags_dict()[slags]
    raa = {n: request.POST[n] for n, f in art.felter.items() if n in request.POST and not f.selv}
    if slags == "bestilling":
        raa = find_contact(kommune.kode, request.user) | raa
    if any(f.navn == "dato" and f.type == "dato" for f in art.felter.values()) and "dato" not in raa:
        raa["dato"] = timezone.localdate().isoformat()
    objekt = create_objekt(fundet, slags, raa, by=request.user)
    adresse = reverse("sag_fase", args=[kommune.kode, fundet.pk, art.fase])
    return redirect(f"{adresse}#o-{objekt.pk}")


def build_frame(fundet: Sag, indhold: Sagsindhold, bruger: Any) -> dict[str, Any]:
    """What every page of a case shows: who, which case, the phase bar, who else is on it."""
    borger = fundet.borger
    return {
        "sag": fundet,
        "navn": unseal(borger.navn),
        "cpr": open_cpr(borger.kommune, [borger.borger_id]).get(borger.borger_id, ""),
        "faser": phase_steps(indhold),
        "andre": others_here(fundet, bruger),
        "senest": find_senest(indhold.alle.values()),
    }
