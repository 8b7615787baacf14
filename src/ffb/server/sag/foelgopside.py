"""The page of a follow-up, the order that is sent, and what DST would say."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ffb.begreber import Kommune, load_katalog_paa
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.sag.actions import Feltfejl
from ffb.server.sag.adgang import find_objekt, find_sag, note_look
from ffb.server.sag.bestil import send_bestilling
from ffb.server.sag.dst import judge_borger
from ffb.server.sag.foelgop import followed_themes, hold_opfoelgning
from ffb.server.sag.p82 import only_p82
from ffb.server.sag.slags import slags_dict
from ffb.server.sag.views import build_frame
from ffb.server.sag.visning import Sagsindhold, Vist, simple_word
from ffb.sprog import _, parse_dato


@kraever(Ret.SAG)
@require_http_methods(["GET", "POST"])
def foelgop(request: HttpRequest, kommune: Kommune, objekt_id: UUID) -> HttpResponse:
    """Follow up on one indsats: scores, støttebehov, result and the next date in one form."""
    indsats = find_objekt(kommune, objekt_id)
    if indsats.slags != "indsats":
        raise Http404
    note_look(request, indsats.sag)
    indhold = Sagsindhold(indsats.sag)
    vist = indhold.alle[str(indsats.pk)]
    temaer = followed_themes(indhold, vist)
    fejl: dict[str, str] = {}
    if request.method == "POST":
        try:
            _hold(request, indsats, temaer)
            messages.success(request, _("Opfølgningen er skrevet."))
            return redirect("sag_fase", kommune.kode, indsats.sag_id, "opfoelgning")
        except Feltfejl as e:
            fejl = e.fejl
    svar = render(
        request,
        "sag/foelgop.html",
        {
            **build_frame(indsats.sag, indhold, request.user),
            "fase": "opfoelgning",
            "indsats": indhold.titel(vist),
            "temaer": [_theme_row(request, indhold, t) for t in temaer],
            "behov": _scale("stoettebehovsniveau"),
            "resultater": _scale("opfoelgningsresultat"),
            "dato": request.POST.get("dato") or timezone.localdate().strftime("%d.%m.%Y"),
            "fejl": fejl,
        },
    )
    svar.status_code = 422 if fejl else 200
    return svar


def _hold(request: HttpRequest, indsats: Any, temaer: list[Vist]) -> None:
    felt = request.POST.get
    try:
        dag = parse_dato(felt("dato", ""))
    except ValueError:
        raise Feltfejl({"dato": _("Datoen kan ikke læses. Skriv den som 31.12.2026.")}) from None
    hold_opfoelgning(
        indsats,
        dag,
        {t.id: felt(f"niveau-{t.id}", "") for t in temaer},
        felt("resultat", ""),
        stoettebehov=felt("stoettebehov", ""),
        naeste=felt("naeste", ""),
        bemaerkning=felt("bemaerkning", ""),
        by=request.user,
    )


def _theme_row(request: HttpRequest, indhold: Sagsindhold, tema: Vist) -> dict[str, Any]:
    """A theme with the level it had and those to choose."""
    foer = tema.felter.get("niveau")
    return {
        "id": tema.id,
        "titel": simple_word(tema.art.felter["kode"], str(tema.felter.get("kode"))),
        "foer": indhold.ord(tema.art.felter["niveau"], foer),
        "valg": _scale("funktionsevneniveau"),
        "valgt": request.POST.get(f"niveau-{tema.id}", ""),
    }


def _scale(art: str) -> list[tuple[str, str]]:
    """The concepts of a scale in force today: (code, words)."""
    katalog = load_katalog_paa("ffb", timezone.localdate())
    felt = slags_dict()["tema"].felter["niveau" if art.endswith("niveau") else "kode"]
    return [(b.kode, simple_word(felt, b.kode)) for b in (katalog.art(art) if katalog else ())]


@kraever(Ret.SAG)
@require_POST
def bestil(request: HttpRequest, kommune: Kommune, objekt_id: UUID) -> HttpResponse:
    """Send an order to its provider."""
    bestilling = find_objekt(kommune, objekt_id)
    if bestilling.slags != "bestilling":
        raise Http404
    try:
        send_bestilling(bestilling, by=request.user)
        messages.success(request, _("Bestillingen er sendt. Udføreren ser den i sin indbakke."))
    except Feltfejl as fejl:
        for tekst in fejl.fejl.values():
            messages.error(request, tekst)
    return redirect("sag_fase", kommune.kode, bestilling.sag_id, "afgoerelse")


@kraever(Ret.SAG)
@require_safe
def dst(request: HttpRequest, kommune: Kommune, sag_id: UUID) -> HttpResponse:
    """What DST would say about the citizen now."""
    sag = find_sag(kommune, sag_id)
    note_look(request, sag)
    indhold = Sagsindhold(sag)
    felter = {
        **build_frame(sag, indhold, request.user),
        "dom": judge_borger(sag.borger),
        "kun_82": only_p82(indhold),
    }
    return render(request, "sag/dst.html", felter)
