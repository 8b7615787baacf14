"""The overview: what state is the kommune in, what comes next, and by when."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from ffb.begreber import Kommune
from ffb.rapport.resultat import Rapport
from ffb.rapport.tabeller import andel
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.fund.models import LEVENDE, Fund
from ffb.server.fund.opgoer import default_periode
from ffb.server.fund.periode import Svar, find_svar
from ffb.server.fund.rapporter import load_rapport
from ffb.server.leverance.grundlag import load_opsaetning
from ffb.server.leverance.models import Leverance
from ffb.server.ramme import reload_page
from ffb.sprog import _, antal_ord


@kraever(Ret.SE_TAL)
@require_GET
def overblik(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """The verdict first, then the figures that carry it, then what to do."""
    svar = find_svar(kommune, *default_periode())
    if request.htmx:  # the bar of progress asks
        return _vent(request, svar)
    rapport = load_rapport(svar.opgoerelse) if svar.opgoerelse else None
    felter: dict[str, Any] = {"svar": svar, "rapport": rapport, **_datoer(kommune.kode)}
    if rapport is not None and svar.opgoerelse is not None:
        felter |= _tal(rapport) | _fund(kommune.kode)
        felter["leverancer"] = Leverance.objects.filter(pk__in=svar.opgoerelse.grundlag).select_related(
            "system"
        )
        felter["naeste"] = _naeste(kommune, felter)
        felter["dom"] = _dom(svar.opgoerelse.konklusion, rapport, felter["blokerende"])
    return render(request, "fund/overblik.html", felter)


def _vent(request: HttpRequest, svar: Svar) -> HttpResponse:
    """How far the count is; when it is there, the whole page is asked for again."""
    if svar.opgoerelse:
        return reload_page()
    return render(request, "fund/_vent.html", {"svar": svar})


def _tal(rapport: Rapport) -> dict[str, Any]:
    enheder = [
        r | {"andel": andel(r["progressionsdata"], r["borgere"])}
        for r in rapport.tabeller["tabel2_opdelt"].raekker
        if r["opdeling"] == "enhed"
    ]
    return {
        "i_alt": rapport.i_alt,
        "med_fejl": rapport.med_fejl,
        "mangler": rapport.mangler,
        "enheder": sorted(enheder, key=lambda r: (-r["progressionsdata"], r["vaerdi"] or "")),
    }


def _fund(kode: str) -> dict[str, int]:
    levende = Fund.objects.filter(kommune=kode, status__in=LEVENDE)
    return {
        "fejl": levende.filter(alvor__in=("fejl", "blokerende")).count(),
        "blokerende": levende.filter(alvor="blokerende").count(),
        "nye": levende.filter(status="ny").count(),
    }


def _dom(konklusion: str, rapport: Rapport, blokerende: int) -> tuple[str, str, str]:
    """The gravest of the check's and the report's verdicts: (look, words, what happens next)."""
    if konklusion != "kan_ikke_modtages":
        return rapport.konklusion
    hvad = antal_ord(blokerende, "blokerende fund", "blokerende fund") if blokerende else _("fejl i form")
    ord_ = _("Kan ikke modtages, som det er: {hvad}.", hvad=hvad)
    naeste = _("Ret dem, og send igen. Resten er talt: {dom}", dom=rapport.konklusion[1])
    return konklusion, ord_, naeste


def _naeste(kommune: Kommune, f: dict[str, Any]) -> list[tuple[str, str]]:
    """What to do, the most pressing first."""
    fund = reverse("fund", args=[kommune.kode])
    ud = []
    if f["blokerende"]:
        ud.append(
            (
                antal_ord(f["blokerende"], "Ret {antal} blokerende fund", "Ret {antal} blokerende fund"),
                f"{fund}?alvor=blokerende",
            )
        )
    if f["fejl"]:
        ud.append(
            (
                antal_ord(
                    f["fejl"],
                    "Fordel {antal} fejl til dem, der retter",
                    "Fordel {antal} fejl til dem, der retter",
                ),
                fund,
            )
        )
    if f["mangler"]:
        liste = reverse("rapport_liste", args=[kommune.kode, 2])
        ud.append(
            (
                antal_ord(
                    f["mangler"],
                    "Se listen over {antal} borger, der mangler oplysninger",
                    "Se listen over {antal} borgere, der mangler oplysninger",
                ),
                liste,
            )
        )
    ud.append((_("Se rapporten"), reverse("rapport", args=[kommune.kode])))
    return ud


def _datoer(kode: str) -> dict[str, Any]:
    """The two dates to keep: the monthly delivery, the yearly approval."""
    o, i_dag = load_opsaetning(kode), timezone.localdate()
    levering = next_day(i_dag, o.leveringsdag)
    godkendelse = None
    if o.godkendelse_frist:
        maaned, dag = map(int, o.godkendelse_frist.split("-"))
        godkendelse = date(i_dag.year, maaned, dag)
        if godkendelse < i_dag:
            godkendelse = godkendelse.replace(year=i_dag.year + 1)
    return {"levering": levering, "dage": (levering - i_dag).days, "godkendelse": godkendelse}


def next_day(fra: date, dag: int) -> date:
    """The next day number `dag` of a month, today included; the last day of a month that is shorter."""
    aar, maaned = fra.year, fra.month
    if fra.day > min(dag, monthrange(aar, maaned)[1]):
        aar, maaned = (aar + 1, 1) if maaned == 12 else (aar, maaned + 1)
    return date(aar, maaned, min(dag, monthrange(aar, maaned)[1]))
