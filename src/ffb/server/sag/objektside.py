"""One object: save what is typed, confirm, withdraw and take back, and its history.

A save by script answers in JSON, a save by the page's button with the page; both go through the same act, so
a person without script loses nothing but the convenience.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ffb.begreber import Kommune
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.sag.actions import (
    Feltfejl,
    Gemt,
    confirm_objekt,
    read_felter,
    reopen_objekt,
    retract_objekt,
    save_felter,
)
from ffb.server.sag.adgang import find_objekt, find_sag, note_look
from ffb.server.sag.formular import build_felter
from ffb.server.sag.gemt import draft_key, unseal
from ffb.server.sag.models import Aendring, Objekt
from ffb.server.sag.p82 import withdraw_p82
from ffb.server.sag.produkter import TITEL, find_produkter
from ffb.server.sag.slags import Felt, slags_dict
from ffb.server.sag.stoetteside import answer_forslag, follow, keep_forslag, show_forslag
from ffb.server.sag.tilstede import note_here
from ffb.server.sag.tilstedeside import tell_her
from ffb.server.sag.visning import ORD, Sagsindhold, Vist
from ffb.sprog import _


@kraever(Ret.SAG)
@require_POST
def gem(request: HttpRequest, kommune: Kommune, objekt_id: UUID) -> HttpResponse:
    """Store the fields the request carries, as seen at `version`."""
    objekt = find_objekt(kommune, objekt_id)
    return store(request, objekt, _back_url(objekt))


def store(request: HttpRequest, objekt: Objekt, tilbage: str, *, gem: str = "") -> HttpResponse:
    """Store what a form carries; whoever calls has seen that the person may.

    Args:
        tilbage: the address of the page the object stands on.
        gem: the form's own address, where it is not the case worker's.
    """
    art = slags_dict()[objekt.slags]
    egne = [f for f in art.felter.values() if not f.selv and f"har-{f.navn}" in request.POST]
    raa = {f.navn: _posted(request, f) for f in egne}
    if objekt.slags == "beslutning":
        raa |= follow(request, {**read_felter(objekt), **raa})
    version = request.POST.get("version", "")
    som_json = request.headers.get("Accept") == "application/json"
    note_here(objekt.sag, request.user, objekt)
    try:
        gemt = save_felter(objekt.pk, raa, int(version) if version.isdigit() else 0, by=request.user)
        if objekt.slags == "beslutning":
            gemt = keep_forslag(gemt, by=request.user)
        if request.POST.get("bekraeft") and not gemt.konflikter:
            confirm_objekt(objekt.pk, by=request.user)
    except Feltfejl as fejl:
        if som_json:
            return JsonResponse({"fejl": fejl.fejl}, status=422)
        return _page(request, objekt, gem, skrevet=raa, fejl=fejl.fejl, status=422)
    if som_json:
        her = tell_her(request, gemt.objekt.sag, udfoerer=bool(gem))
        return JsonResponse(_answer(gemt) | answer_forslag(request, gemt) | {"her": her})
    if gemt.konflikter:
        skrevet = {k.felt.navn: k.min for k in gemt.konflikter}
        konflikter = {k.felt.navn: _conflict(gemt, k) for k in gemt.konflikter}
        return _page(request, gemt.objekt, gem, skrevet=skrevet, konflikter=konflikter, status=409)
    messages.success(request, _("Gemt og gældende.") if request.POST.get("bekraeft") else _("Gemt."))
    return redirect(tilbage)


@kraever(Ret.SAG)
@require_POST
def fejlregistrer(request: HttpRequest, kommune: Kommune, objekt_id: UUID) -> HttpResponse:
    """Mark the object as entered in error, with the reason."""
    objekt = find_objekt(kommune, objekt_id)
    grund = request.POST.get("grund", "")
    draw = withdraw_p82 if objekt.slags == "par82" else _withdraw
    return _act(
        request,
        objekt,
        lambda: draw(objekt, grund, by=request.user),
        _("Markeret som fejlregistreret. Det står stadig i historikken."),
    )


@kraever(Ret.SAG)
@require_POST
def genoptag(request: HttpRequest, kommune: Kommune, objekt_id: UUID) -> HttpResponse:
    """Take a withdrawal back."""
    objekt = find_objekt(kommune, objekt_id)
    return _act(
        request, objekt, lambda: reopen_objekt(objekt.pk, by=request.user), _("Det er en kladde igen.")
    )


@kraever(Ret.SAG)
@require_safe
def historik(request: HttpRequest, kommune: Kommune, objekt_id: UUID) -> HttpResponse:
    """Every change to the object: which field, from what to what, who and when."""
    objekt = find_objekt(kommune, objekt_id)
    note_look(request, objekt.sag)
    indhold = Sagsindhold(find_sag(kommune, objekt.sag_id))
    art = slags_dict()[objekt.slags]
    raekker = [_change(indhold, art.felter.get(a.felt), a) for a in Aendring.objects.filter(objekt=objekt)]
    vist = indhold.alle[str(objekt.pk)]
    return render(
        request,
        "sag/historik.html",
        {
            "sag": objekt.sag,
            "objekt": objekt,
            "titel": indhold.titel(vist),
            "art": _(art.titel),
            "raekker": raekker,
            "fase": art.fase,
        },
    )


def _withdraw(objekt: Objekt, grund: str, *, by: Any) -> None:
    retract_objekt(objekt.pk, grund, by=by)


def _change(indhold: Sagsindhold, felt: Felt | None, a: Aendring) -> dict[str, Any]:
    vaerdi = unseal(a.vaerdi)
    if felt is None or is_state(felt, vaerdi):  # its state: [tilstand, reason]
        ord_ = ": ".join([_(ORD[vaerdi[0]]), *vaerdi[1:]])
        return {"felt": _("Tilstand"), "ord": ord_, "af": a.af, "tid": a.tid}
    return {"felt": _(felt.label), "ord": indhold.ord(felt, vaerdi), "af": a.af, "tid": a.tid}


def is_state(felt: Felt, vaerdi: Any) -> bool:
    """A state that was written under the name of a field (before OBJEKTTILSTAND)."""
    return felt.navn == "tilstand" and isinstance(vaerdi, list)


def _posted(request: HttpRequest, felt: Felt) -> Any:
    return request.POST.getlist(felt.navn) if felt.type == "refs" else request.POST.get(felt.navn, "")


def _answer(gemt: Gemt) -> dict[str, Any]:
    return {
        "version": gemt.version,
        "gemt": timezone.localtime().strftime("%H.%M"),
        "andres": list(gemt.andres),
        "konflikter": {k.felt.navn: _conflict(gemt, k) for k in gemt.konflikter},
    }


def _conflict(gemt: Gemt, k: Any) -> dict[str, str]:
    """What another has written in the same field, in words."""
    indhold = Sagsindhold(gemt.objekt.sag)
    return {
        "deres": indhold.ord(k.felt, k.deres) or _("(tomt)"),
        "af": k.af,
        "tid": timezone.localtime(k.tid).strftime("%H.%M"),
        "version": str(gemt.version),
    }


def _act(request: HttpRequest, objekt: Objekt, act: Callable[[], object], besked: str) -> HttpResponse:
    try:
        act()
    except Feltfejl as fejl:
        return _page(request, objekt, "", fejl=fejl.fejl, status=422)
    messages.success(request, besked)
    return redirect(_back_url(objekt))


def _back_url(objekt: Objekt) -> str:
    art = slags_dict()[objekt.slags]
    adresse = reverse("sag_fase", args=[objekt.sag.kommune, objekt.sag_id, art.fase])
    return f"{adresse}#o-{objekt.pk}"


def render_card(indhold: Sagsindhold, vist: Vist, *, aaben: bool = False, gem: str = "") -> dict[str, Any]:
    """An object as `sag/_kort.html` shows it: its words, and its form when it is open.

    `gem`: where the form is sent, if not to the case worker's address.
    """
    felter = build_felter(vist, indhold, timezone.localdate()) if aaben else []
    linjer = [] if aaben else indhold.linjer(vist)
    titel = indhold.titel(vist)
    art = _(vist.art.titel)
    forslag = show_forslag(vist.felter) if vist.art.navn == "beslutning" else None
    return {
        "vist": vist, "titel": titel, "linjer": linjer, "felter": felter, "aaben": aaben, "gem": gem,
        "forslag": forslag, "art": "" if titel.startswith(art) else art,
        "breve": [(n, _(TITEL[n]) if n in TITEL else "") for n in find_produkter(vist)],
    }  # fmt: skip


def _page(request: HttpRequest, objekt: Objekt, gem: str, *, status: int, **formular: Any) -> HttpResponse:
    """The object's form alone, with what is wrong and all that was typed."""
    objekt = Objekt.objects.select_related("sag__borger").get(pk=objekt.pk)
    indhold = Sagsindhold(objekt.sag)
    vist = Vist(objekt, slags_dict()[objekt.slags], read_felter(objekt))
    felter = build_felter(vist, indhold, timezone.localdate(), **formular)
    kort = render_card(indhold, vist, aaben=True, gem=gem) | {"felter": felter}
    fejl = formular.get("fejl", {})
    navne = {f.felt.navn: f for f in felter}
    liste = [(navne[n].id if n in navne else "", t) for n, t in fejl.items()]
    svar = render(
        request,
        "sag/objekt.html",
        {
            "sag": objekt.sag,
            "k": kort,
            "fejl": liste,
            "fase": vist.art.fase,
            "kladdenoegle": draft_key(request.user.pk),
        },
    )
    svar.status_code = status
    return svar
