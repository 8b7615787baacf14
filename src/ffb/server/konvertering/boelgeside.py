"""The waves of a conversion: planned, run, undone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ffb.begreber import Kommune
from ffb.errors import FfbError
from ffb.konvertering.plan import RESTEN
from ffb.konvertering.tabsrapport import count_udfald
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.fund.periode import UlaeseligPeriode, read_dato
from ffb.server.konvertering.actions import KanIkke
from ffb.server.konvertering.boelger import (
    GRUNDE,
    drop_boelge,
    order_boelge,
    order_fortryd,
    plan_boelge,
)
from ffb.server.konvertering.gemt import build_koersel
from ffb.server.konvertering.models import Boelge, Konvertering
from ffb.server.konvertering.views import check_lead, find_konvertering, may_lead
from ffb.server.opgave.models import Opgave
from ffb.sprog import _, antal_ord


@kraever(Ret.KONVERTER)
@require_http_methods(["GET", "POST"])
def boelger(request: HttpRequest, kommune: Kommune, konv_nr: int) -> HttpResponse:
    """Every wave with what it moves and has moved; POST: one act, named by `hvad`."""
    k = find_konvertering(kommune, konv_nr)
    fejl = ""
    if request.method == "POST":
        check_lead(request, kommune)
        try:
            besked = _HVAD.get(request.POST.get("hvad", ""), _ukendt)(request, k)
        except FfbError as nej:
            fejl = str(nej)
        else:
            messages.success(request, besked)
            return redirect("konvertering_boelger", kommune.kode, k.pk)
    felter: dict[str, Any] = {
        "k": k,
        "fejl": fejl,
        "linjer": find_linjer(k),
        "uden": count_udfald(build_koersel(k).of_boelge(None)),
        "udfoerersteder": _steder(k),
        "resten": RESTEN,
        "maa_lede": may_lead(request, kommune),
        "planlaegges": k.strategi == "boelger",
        "i_dag": timezone.localdate(),
    }
    return render(request, "konvertering/boelger.html", felter, status=400 if fejl else 200)


def find_linjer(k: Konvertering) -> list[dict[str, Any]]:
    """The waves in order of time: planned, what they move, their state, the progress of the one that runs."""
    koersel = build_koersel(k)
    gemte = {b.navn: b for b in k.boelge_set.all()}
    ud = []
    for b in koersel.fordeling.boelger:
        gemt = gemte.get(b.navn)
        udfald = koersel.of_boelge(b)
        ud.append(
            {
                "boelge": b,
                "gemt": gemt,
                "borgere": len({u.post.borger_id for u in udfald}),
                "tal": count_udfald(udfald),
                "tilstand": gemt.get_tilstand_display() if gemt else _("Venter"),
                "resultat": say_resultat(gemt) if gemt else "",
                "opgave": _opgave(gemt) if gemt else None,
                "kan_koeres": b.dato <= timezone.localdate()
                and (gemt is None or gemt.tilstand in ("venter", "gennemfoert", "fortrudt")),
            }
        )
    return ud


def _opgave(b: Boelge) -> Opgave | None:
    if b.tilstand not in ("koerer", "fortrydes"):
        return None
    return Opgave.objects.filter(noegle=f"boelge:{b.pk}").order_by("-pk").first()


def say_resultat(b: Boelge) -> str:
    """What the last run gave, in sentences."""
    r = b.resultat
    dele = []
    if "personer" in r:
        dele.append(
            _(
                "{skrevet} i sagerne hos {borgere}; {kladder} mangler noget og er kladder.",
                skrevet=antal_ord(r.get("objekter", 0), "oplysning er skrevet", "oplysninger er skrevet"),
                borgere=antal_ord(r.get("skrevet", 0), "borger", "borgere"),
                kladder=r.get("kladder", 0),
            )
        )
        for grund, ord_ in GRUNDE.items():
            if antal := r.get(f"holdt_{grund}"):
                borgere = antal_ord(antal, "borger", "borgere")
                dele.append(_("{borgere} {hvorfor} er holdt tilbage.", borgere=borgere, hvorfor=_(ord_)))
    if "fortrudt" in r:
        fortrudt = antal_ord(r["fortrudt"], "sag er fortrudt", "sager er fortrudt")
        dele.append(f"{fortrudt}.")
        if r.get("beholdt"):
            sager = antal_ord(r["beholdt"], "sag", "sager")
            dele.append(_("{sager} er beholdt: nogen har arbejdet videre i dem.", sager=sager))
    return " ".join(dele)


def _steder(k: Konvertering) -> list[str]:
    """The providers the old posts name."""
    return sorted({u.post.udfoerer for u in build_koersel(k).udfald if u.post.udfoerer})


def _plan(request: HttpRequest, k: Konvertering) -> str:
    try:
        dato = read_dato(request.POST.get("dato", "").strip())
    except UlaeseligPeriode as grund:
        raise KanIkke(str(grund)) from None
    felt = request.POST
    navn, ansvarlig = felt.get("navn", ""), felt.get("ansvarlig", "")
    plan_boelge(k, navn, dato, ansvarlig, felt.getlist("udfoerer"), by=request.user)
    return _("Bølgen er gemt.")


def _find(request: HttpRequest, k: Konvertering) -> Boelge:
    b = k.boelge_set.filter(navn=request.POST.get("boelge", "")).first()
    if b is None:
        raise KanIkke(_("Bølgen findes ikke. Genindlæs siden."))
    return b


def _drop(request: HttpRequest, k: Konvertering) -> str:
    drop_boelge(_find(request, k), by=request.user)
    return _("Bølgen er fjernet.")


def _run(request: HttpRequest, k: Konvertering) -> str:
    order_boelge(k, request.POST.get("boelge", ""), by=request.user)
    return _("Bølgen køres nu. Siden viser, når den er færdig.")


def _undo(request: HttpRequest, k: Konvertering) -> str:
    order_fortryd(_find(request, k), by=request.user)
    return _("Bølgen fortrydes nu. Siden viser, når den er færdig.")


def _ukendt(request: HttpRequest, k: Konvertering) -> str:
    raise KanIkke(_("Intet er ændret. Genindlæs siden, og prøv igen."))


_HVAD = {"planlaeg": _plan, "fjern": _drop, "koer": _run, "fortryd": _undo}
