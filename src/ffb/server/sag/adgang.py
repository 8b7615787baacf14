"""Who may see which case, and that each look is in the trail."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest

from ffb.begreber import Kommune
from ffb.server.sag.models import Objekt, Sag
from ffb.server.sag.tilstede import note_here
from ffb.server.spor.actions import write_spor


def find_sag(kommune: Kommune, sag_id: UUID) -> Sag:
    """The case, if it is this kommune's own. Raises Http404."""
    sag = Sag.objects.egne(kommune.kode).select_related("borger", "sagsbehandler").filter(pk=sag_id).first()
    if sag is None:
        raise Http404
    return sag


def find_objekt(kommune: Kommune, objekt_id: UUID) -> Objekt:
    """The object, if its case is this kommune's own. Raises Http404."""
    fundet = Objekt.objects.egne(kommune.kode).select_related("sag__borger").filter(pk=objekt_id).first()
    if fundet is None:
        raise Http404
    return fundet


def note_look(request: HttpRequest, sag: Sag) -> None:
    """This person opened the case: others on it are told, and the trail, once per case and session."""
    note_here(sag, request.user)
    set_ = request.session.get("sager_set", [])
    if str(sag.pk) in set_:
        return
    write_spor(
        "sag.set", by=request.user, kommune=sag.kommune, genstand=str(sag.pk), borgere=[sag.borger.borger_id]
    )
    request.session["sager_set"] = [*set_[-50:], str(sag.pk)]
