"""`POST /fhir/$process-message`: an order message in, an OperationOutcome out.

200: in the place's inbox, now or before. 422: every fault, and nothing stored but the receipt. The token's
kommune is the one the place lies in.
Source: hl7.org/fhir/R4/messageheader-operation-process-message; 8-graenseflader.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from ffb.server.adgang.models import Systemnoegle
from ffb.server.adgang.noegle import kraever_token
from ffb.server.api.fhir import issue, outcome
from ffb.server.sag.models import Bestillingskvittering
from ffb.server.sag.modtag import STOERSTE, receive_besked
from ffb.sprog import _
from ffb.sprog.gemt import gemt


@kraever_token("bestil")
def post_besked(request: HttpRequest, noegle: Systemnoegle) -> HttpResponse:
    """One message."""
    if request.method != "POST":
        return outcome(405, [issue("error", "not-supported", _("Brug POST."))], {"Allow": "POST"})
    data = request.read(STOERSTE + 1)
    if len(data) > STOERSTE:
        tekst = _("Højst {mb} MB ad gangen. Send beskeden uden bilag.", mb=STOERSTE // 1_000_000)
        return outcome(413, [issue("error", "too-long", tekst)])
    kvittering, ny = receive_besked(noegle.kommune, data, vej="post", by=noegle)
    if kvittering.er_afvist:
        return outcome(422, [_told("error", f) for f in kvittering.fejl])
    return outcome(200, [_received(kvittering, ny), *(_told("warning", f) for f in kvittering.fund)])


def _received(k: Bestillingskvittering, ny: bool) -> dict[str, Any]:
    tekst = (
        _("Bestillingen ligger i stedets indbakke. Kvittering {nr}.", nr=k.pk)
        if ny
        else _("Beskeden var modtaget før. Kvittering {nr}.", nr=k.pk)
    )
    return issue("information", "informational", tekst)


def _told(alvor: str, f: dict[str, str]) -> dict[str, Any]:
    return issue(alvor, "invalid", f"{gemt(f['hvad'])} {gemt(f['goer'])}", diagnostics=f["sted"])
