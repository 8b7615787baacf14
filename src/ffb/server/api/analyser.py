"""`GET /api/analyser`: what the data of the token's kommune can tell, as JSON (docs/json.md)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from ffb.analyses import find_analyse, load_analyser
from ffb.errors import BrugsFejl
from ffb.render.analyse import til_json
from ffb.server.adgang.models import Systemnoegle
from ffb.server.adgang.noegle import kraever_token
from ffb.server.viden.svar import find_kreds
from ffb.server.viden.valg import read_valg


@kraever_token("laes")
@require_GET
def analyser(request: HttpRequest, noegle: Systemnoegle) -> HttpResponse:
    """Every analysis that is not about one citizen: id, question, filters."""
    liste = [
        {"id": a.id, "titel": a.tekst().titel, "filtre": list(a.filtre), "kraever": list(a.kraever)}
        for a in load_analyser()
        if not a.borger
    ]
    return JsonResponse({"analyser": liste})


@kraever_token("laes")
@require_GET
def analyse(request: HttpRequest, noegle: Systemnoegle, id_: str) -> HttpResponse:
    """One answer for the choice in the address; figures of the kommune itself, exact, without persons."""
    try:
        fundet = find_analyse(id_)
    except BrugsFejl as fejl:
        return JsonResponse({"fejl": str(fejl)}, status=404)
    if fundet.borger:
        return JsonResponse({"fejl": "Analysen er om én borger og kan ikke hentes her."}, status=404)
    valg, galt = read_valg(request, fundet)
    if valg is None:
        return JsonResponse({"fejl": "\n".join(galt)}, status=400)
    kreds = find_kreds(noegle.kommune)
    if kreds.tom:
        return JsonResponse({"fejl": "Der er ingen leverancer."}, status=404)
    try:
        svar = kreds.svar(fundet, valg)
    except BrugsFejl as fejl:
        return JsonResponse({"fejl": str(fejl)}, status=400)
    return HttpResponse(til_json(svar), content_type="application/json; charset=utf-8")
