"""A provider's task list: the old delmål of the citizens ordered to it, to be written anew or dropped.

Opinion taken: only citizens with an open order to one of the person's places are here, and only delmål whose
goal the order carries; the rest wait until they are ordered. The old text stands there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ffb.begreber import Kommune
from ffb.konvertering.afgoerelser import DELMAAL, OMSKREVET
from ffb.konvertering.plan import fold_udfoerer
from ffb.konvertering.poster import Post
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.konvertering.actions import decide_post
from ffb.server.konvertering.gemt import load_poster
from ffb.server.konvertering.models import Konverteret, Konvertering, Postafgoerelse
from ffb.server.sag.actions import Feltfejl, confirm_objekt, create_objekt
from ffb.server.sag.adgang import note_look
from ffb.server.sag.bestil import find_carried, open_bestillinger
from ffb.server.sag.gemt import unseal
from ffb.server.sag.models import Bestillingsadgang
from ffb.server.sag.visning import Sagsindhold
from ffb.sprog import _


@dataclass(frozen=True, slots=True)
class Opgave:
    """An old delmål to write anew. `maal_id`: the new goal, as the order carries it."""

    konvertering: Konvertering
    post: Post
    adgang: Bestillingsadgang
    navn: str
    maal_id: str
    maal: str

    @property
    def noegle(self) -> str:
        return f"{self.konvertering.pk}:{self.post.post_id}"


def find_opgaver(bruger: Any, kommune: str) -> Iterator[Opgave]:
    """What this person's places have still to do, order by order."""
    konverteringer = list(Konvertering.objects.filter(kommune=kommune))
    for adgang in open_bestillinger(bruger, kommune) if konverteringer else ():
        for k in konverteringer:
            yield from _of_bestilling(k, adgang)


def _of_bestilling(k: Konvertering, adgang: Bestillingsadgang) -> Iterator[Opgave]:
    sted, borger = fold_udfoerer(adgang.sted.navn), adgang.sag.borger
    gamle = [
        p
        for p in load_poster(k, [borger.borger_id])
        if p.art == DELMAAL and fold_udfoerer(p.udfoerer) == sted
    ]
    if not gamle:
        return
    faerdige = set(
        Postafgoerelse.objects.filter(konvertering=k, rolle=DELMAAL, trukket_tid=None).values_list(
            "post_id", flat=True
        )
    )
    indhold = Sagsindhold(adgang.sag)
    med = find_carried(indhold, adgang.bestilling)
    links = Konverteret.objects.filter(konvertering=k, art="indsatsmaal", objekt__sag=adgang.sag)
    maal = {x.post_id: str(x.objekt_id) for x in links}
    for p in gamle:
        maal_id = maal.get(p.over_id or "", "")
        if p.post_id not in faerdige and maal_id in med:
            yield Opgave(k, p, adgang, unseal(borger.navn), maal_id, indhold.titel(med[maal_id]))


@kraever(Ret.SAG_UDFOERER)
@require_http_methods(["GET", "POST"])
def delmaal(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """The task list; POST: one delmål, written anew or dropped."""
    opgaver = list(find_opgaver(request.user, kommune.kode))
    fejl = ""
    if request.method == "POST":
        opgave = next((o for o in opgaver if o.noegle == request.POST.get("opgave")), None)
        if opgave is None:
            raise Http404
        try:
            _do(request, opgave)
        except Feltfejl as nej:
            fejl = " ".join(nej.fejl.values())
        else:
            messages.success(request, _("Delmålet er gemt."))
            return redirect("bestilling_delmaal", kommune.kode)
    for sag in {o.adgang.sag.pk: o.adgang.sag for o in opgaver}.values():
        note_look(request, sag)
    felter = {"opgaver": opgaver, "fejl": fejl, "skrevet": request.POST}
    return render(request, "konvertering/delmaal.html", felter, status=422 if fejl else 200)


def _do(request: HttpRequest, o: Opgave) -> None:
    note = request.POST.get("note", "").strip()
    if request.POST.get("hvad") == "bortfald":
        if not note:
            raise Feltfejl({"note": _("Skriv, hvorfor delmålet falder bort.")})
        decide_post(o.konvertering, DELMAAL, "", o.post.post_id, [], note, by=request.user)
        return
    felter = {"maal": o.maal_id, "formulering": request.POST.get("tekst", "").strip(), "tilstand": "i_gang"}
    if not felter["formulering"]:
        raise Feltfejl({"tekst": _("Skriv delmålet.")})
    objekt = create_objekt(o.adgang.sag, DELMAAL, felter, by=request.user)
    confirm_objekt(objekt.pk, by=request.user)
    decide_post(o.konvertering, DELMAAL, "", o.post.post_id, [OMSKREVET], note, by=request.user)
