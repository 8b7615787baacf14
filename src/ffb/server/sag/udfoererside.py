"""Pages of a provider: the orders to its places, what each carries, and what is written under it.

A citizen who has not been ordered to the place is not there; of one who has, what the order carries is shown
and nothing else of the case.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ffb.begreber import Kommune
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.leverance.boks import open_cpr
from ffb.server.sag.actions import Feltfejl, create_objekt, save_felter
from ffb.server.sag.adgang import note_look
from ffb.server.sag.besked import find_mangler, read_grundlag
from ffb.server.sag.beskedside import send_message
from ffb.server.sag.bestil import SKRIVER, answer_bestilling, find_carried, open_bestillinger
from ffb.server.sag.gemt import draft_key, unseal
from ffb.server.sag.models import Bestillingsadgang, Bestillingskvittering, Objekt
from ffb.server.sag.objektside import render_card, store
from ffb.server.sag.slags import slags_dict
from ffb.server.sag.statusnotat import make_statusnotat
from ffb.server.sag.tilstede import find_senest, others_here
from ffb.server.sag.visning import ORD, Sagsindhold, Vist
from ffb.sprog import _

FORAN = ("bestilling", "afsender", "indsats", "ydelse", "indsatsmaal")  # read first, then what they rest on


@kraever(Ret.SAG_UDFOERER)
@require_safe
def bestillinger(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """The orders to this person's places: those to answer first, training last."""
    afsendere = dict(
        Bestillingskvittering.objects.filter(kommune=kommune.kode, adgang__isnull=False)
        .order_by("modtaget_tid")
        .values_list("adgang", "afsender")
    )
    alle = [
        {
            "adgang": a,
            "navn": unseal(a.sag.borger.navn),
            "venter": a.bestilling.kode == "afventer",
            "fra": afsendere.get(a.pk, ""),
        }
        for a in open_bestillinger(request.user, kommune.kode)
    ]
    alle.sort(key=lambda b: (b["adgang"].sag.oevelse, not b["venter"]))
    venter = sum(bool(b["venter"]) and not b["adgang"].sag.oevelse for b in alle)
    return render(request, "sag/bestillinger.html", {"alle": alle, "venter": venter})


@kraever(Ret.SAG_UDFOERER)
@require_safe
def bestilling(request: HttpRequest, kommune: Kommune, nr: int) -> HttpResponse:
    """What one order carries, and what the place writes under it."""
    adgang = find_order(request, kommune, nr)
    note_look(request, adgang.sag)
    indhold = Sagsindhold(adgang.sag)
    med = find_carried(indhold, adgang.bestilling)
    bestilt = [v for v in med.values() if v.art.navn not in SKRIVER]
    bestilt.sort(key=lambda v: FORAN.index(v.art.navn) if v.art.navn in FORAN else len(FORAN))
    laeses = [render_card(indhold, v) for v in bestilt]
    skrives = []
    for navn in SKRIVER:
        egne = [v for v in med.values() if v.art.navn == navn]
        art = slags_dict()[navn]
        kort = [render_card(indhold, v, aaben=v.er_kladde, gem=_gem_url(kommune, nr, v.id)) for v in egne]
        skrives.append({"art": art, "titel": _(art.titel), "kort": kort})
    borger = adgang.sag.borger
    return render(
        request,
        "sag/bestilling.html",
        {
            "adgang": adgang,
            "sag": adgang.sag,
            "navn": unseal(borger.navn),
            "cpr": open_cpr(borger.kommune, [borger.borger_id]).get(borger.borger_id, ""),
            "laeses": laeses,
            "skrives": skrives,
            "fra": find_afsender(adgang),
            "kontakt": _contact(indhold.alle[str(adgang.bestilling_id)]),
            "kan_hentes": not adgang.sag.modtaget and not find_mangler(read_grundlag(adgang.bestilling)),
            "venter": adgang.bestilling.kode == "afventer",
            "aarsager": [(v, _(ORD[v])) for v in slags_dict()["bestilling"].felter["aarsag"].valg],
            "kladdenoegle": draft_key(request.user.pk),
            "andre": others_here(adgang.sag, request.user),
            "senest": find_senest(med.values()),
        },
    )


@kraever(Ret.SAG_UDFOERER)
@require_safe
def besked(request: HttpRequest, kommune: Kommune, nr: int) -> HttpResponse:
    """The order as a message, for the place's own system."""
    adgang = find_order(request, kommune, nr)
    if adgang.sag.modtaget:
        raise Http404  # it came as a message
    g = read_grundlag(adgang.bestilling)
    return send_message(request, g, reverse("bestilling", args=[kommune.kode, nr]))


@kraever(Ret.SAG_UDFOERER)
@require_POST
def svar(request: HttpRequest, kommune: Kommune, nr: int) -> HttpResponse:
    """Accept the order, or return it with a reason."""
    adgang = find_order(request, kommune, nr)
    felt = request.POST.get
    valgt = "returneret" if felt("svar") == "returneret" else "accepteret"
    try:
        answer_bestilling(
            adgang, valgt, aarsag=felt("aarsag", ""), tekst=felt("svartekst", ""), by=request.user
        )
    except Feltfejl as fejl:
        for tekst in fejl.fejl.values():
            messages.error(request, tekst)
        return redirect("bestilling", kommune.kode, nr)
    if valgt == "returneret":
        messages.success(request, _("Bestillingen er sendt retur. Borgeren vises ikke længere her."))
        return redirect("bestillinger", kommune.kode)
    messages.success(request, _("Bestillingen er accepteret."))
    return redirect("bestilling", kommune.kode, nr)


@kraever(Ret.SAG_UDFOERER)
@require_POST
def skriv(request: HttpRequest, kommune: Kommune, nr: int, slags: str) -> HttpResponse:
    """A new delmål, note or statusnotat under the order."""
    adgang = find_order(request, kommune, nr)
    if slags not in SKRIVER:
        raise Http404
    indsats = str(Sagsindhold(adgang.sag).alle[str(adgang.bestilling_id)].felter.get("indsats") or "")
    if slags == "statusnotat":
        objekt = make_statusnotat(adgang.sag, indsats, by=request.user)
    else:
        felter = {"dato": timezone.localdate().isoformat(), "indsats": indsats}
        egne = slags_dict()[slags].felter
        objekt = create_objekt(
            adgang.sag, slags, {n: v for n, v in felter.items() if n in egne}, by=request.user
        )
        if slags == "delmaal":
            _set_only_goal(adgang, objekt, request.user)
    return redirect(f"{reverse('bestilling', args=[kommune.kode, nr])}#o-{objekt.pk}")


@kraever(Ret.SAG_UDFOERER)
@require_POST
def gem(request: HttpRequest, kommune: Kommune, nr: int, objekt_id: UUID) -> HttpResponse:
    """Store what is typed in an object the place writes itself."""
    adgang = find_order(request, kommune, nr)
    fundet = find_carried(Sagsindhold(adgang.sag), adgang.bestilling).get(str(objekt_id))
    if fundet is None or fundet.art.navn not in SKRIVER:
        raise Http404
    tilbage = f"{reverse('bestilling', args=[kommune.kode, nr])}#o-{objekt_id}"
    return store(request, fundet.objekt, tilbage, gem=_gem_url(kommune, nr, str(objekt_id)))


def find_order(request: HttpRequest, kommune: Kommune, nr: int) -> Bestillingsadgang:
    """The order, if it is open to one of this person's places. Raises Http404."""
    adgang = open_bestillinger(request.user, kommune.kode).filter(pk=nr).first()
    if adgang is None:
        raise Http404
    return adgang


def find_afsender(adgang: Bestillingsadgang) -> str:
    """Who sent an order from elsewhere; "" for one of the kommune's own."""
    if not adgang.sag.modtaget:
        return ""
    kvittering = Bestillingskvittering.objects.filter(adgang=adgang).first()
    return kvittering.afsender if kvittering else ""


def _contact(bestilling: Vist) -> str:
    """The sender's contact in one line."""
    navne = ("kontakt_fornavn", "kontakt_efternavn", "kontakt_telefon", "kontakt_mail")
    fornavn, efternavn, *resten = (str(bestilling.felter.get(n) or "") for n in navne)
    return ", ".join(x for x in (f"{fornavn} {efternavn}".strip(), *resten) if x)


def _set_only_goal(adgang: Bestillingsadgang, objekt: Objekt, by: Any) -> None:
    """A delmål belongs to a goal; with one goal in the order there is nothing to choose."""
    med = find_carried(Sagsindhold(adgang.sag), adgang.bestilling)
    maal = [v.id for v in med.values() if v.art.navn == "indsatsmaal"]
    if maal:
        save_felter(objekt.pk, {"maal": maal[0]}, objekt.version, by=by)


def _gem_url(kommune: Kommune, nr: int, objekt_id: str) -> str:
    return reverse("bestilling_gem", args=[kommune.kode, nr, objekt_id])
