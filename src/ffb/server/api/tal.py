"""`GET /api/…`: figures, findings and status as JSON, for a system's token with `laes` (and `cpr` for
persons).

The keys are those of the files (`docs/json.md`): one form of a report, wherever it is read.
Source: 8-graenseflader, HTTP.
"""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from ffb import __version__
from ffb.begreber import find_kommune
from ffb.rapport.resultat import Rapport
from ffb.render.json import til_json
from ffb.server.adgang.models import Systemnoegle
from ffb.server.adgang.noegle import kraever_token
from ffb.server.adgang.regler import offentlig
from ffb.server.api.beskrivelse import describe_api
from ffb.server.drift.mappe import som_dict
from ffb.server.fund.models import LEVENDE, Fund
from ffb.server.fund.periode import Svar, UlaeseligPeriode, find_svar, read_periode
from ffb.server.fund.personer import borgere_i
from ffb.server.fund.rapporter import load_rapport
from ffb.server.fund.rapportside import with_cpr
from ffb.server.leverance.models import Leverance, Modtagelse
from ffb.server.spor.actions import write_spor
from ffb.server.sprog_tags import fundtekst
from ffb.sprog import _

PR_SIDE = 1000
LISTER = ("cpr_liste_1", "cpr_liste_2")


def _svar(request: HttpRequest, noegle: Systemnoegle) -> Svar | HttpResponse:
    kommune = find_kommune(noegle.kommune)
    if kommune is None:
        return JsonResponse({"fejl": _("Tokenets kommune findes ikke.")}, status=403)
    try:
        svar = find_svar(kommune, *read_periode(request))
    except UlaeseligPeriode as fejl:
        return JsonResponse({"fejl": str(fejl)}, status=400)
    if svar.opgoerelse is None:
        if svar.har_leverancer:
            return JsonResponse({"status": "beregnes"}, status=202, headers={"Retry-After": "2"})
        return JsonResponse({"fejl": _("Der er ingen leverancer.")}, status=404)
    return svar


@kraever_token("laes")
@require_GET
def rapport(request: HttpRequest, noegle: Systemnoegle) -> HttpResponse:
    """rapport.json of the token's kommune; the CPR lists only with scope `cpr`, and then in the trail."""
    svar = _svar(request, noegle)
    if isinstance(svar, HttpResponse):
        return svar
    r = load_rapport(svar.opgoerelse)
    if noegle.kan("cpr"):
        r = _with_cpr(r, noegle)
    return HttpResponse(til_json(r), content_type="application/json; charset=utf-8")


def _with_cpr(r: Rapport, noegle: Systemnoegle) -> Rapport:
    borgere = borgere_i(x for navn in LISTER for x in r.tabeller[navn].raekker)
    write_spor("api.cpr_lister", by=noegle, kommune=noegle.kommune, genstand="rapport", borgere=borgere)
    for navn in LISTER:
        r.tabeller[navn] = with_cpr(r.tabeller[navn], noegle.kommune)
    r.sikker = False
    return r


@kraever_token("laes")
@require_GET
def fund(request: HttpRequest, noegle: Systemnoegle) -> HttpResponse:
    """Living findings, a page at a time: `?side=1`; `?regel=`, `?ejer=`, `?alvor=` choose among them."""
    valg = {n: request.GET[n] for n in ("regel", "ejer", "alvor", "system") if request.GET.get(n)}
    alle = Fund.objects.filter(kommune=noegle.kommune, status__in=LEVENDE, **valg).order_by("pk")
    side = int(request.GET["side"]) if request.GET.get("side", "").isdigit() else 1
    fra = PR_SIDE * (max(1, side) - 1)
    liste = list(alle[fra : fra + PR_SIDE])
    write_spor(
        "api.fund", by=noegle, kommune=noegle.kommune, genstand="fund",
        borgere={f.borger_id for f in liste if f.borger_id is not None},
    )  # fmt: skip
    return JsonResponse({"antal": alle.count(), "side": side, "fund": [_fund(f) for f in liste]})


def _fund(f: Fund) -> dict[str, Any]:
    return {
        "regel": f.regel, "alvor": f.alvor, "besked": fundtekst(f, "besked"), "goer": fundtekst(f, "goer"),
        "ejer": f.ejer,
        "fase": f.fase or None,
        "borger": str(f.borger_id) if f.borger_id is not None else None, "felt": f.felt or None,
        "noegle": f.noegle, "status": f.status, "leverance": f.leverance, "tabel": f.tabel or None,
        "dato": f.dato.isoformat() if f.dato else None, "sagsnummer": f.sagsnummer or None,
        "enhed": f.enhed or None, "forventet": fundtekst(f, "forventet") or None, "system": f.system,
        "sted": f.sted,
        "foerst_set": f.foerst_set_tid.isoformat(), "senest_set": f.senest_set_tid.isoformat(),
    }  # fmt: skip


@kraever_token("laes")
@require_GET
def status(request: HttpRequest, noegle: Systemnoegle) -> HttpResponse:
    """The token's kommune: its leverancer and the newest receipts."""
    leverancer = Leverance.objects.filter(kommune=noegle.kommune).select_related("system")[:100]
    return JsonResponse(
        {
            "kommune": noegle.kommune,
            "program": __version__,
            "leverancer": [
                {
                    "fil_id": lev.fil_id,
                    "system": lev.system.navn,
                    "system_status": lev.system.gaeldende_status,
                    "tid": lev.tid.isoformat() if lev.tid else None,
                    "art": lev.art,
                    "borgere": lev.borgere,
                    "raekker": lev.raekker,
                }
                for lev in leverancer
            ],
            "kvitteringer": [som_dict(m) for m in Modtagelse.objects.filter(kommune=noegle.kommune)[:20]],
        }
    )


@offentlig
@require_GET
def openapi(request: HttpRequest) -> HttpResponse:
    """What is here, for machines: OpenAPI 3.1. Shows nothing of any kommune."""
    return HttpResponse(json.dumps(describe_api(), ensure_ascii=False), content_type="application/json")
