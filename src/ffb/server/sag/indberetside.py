"""Hand over the cases' changes now, and see first what would be handed over, and what is in the way.

Opinion taken: the page and the handover make the bundle in the same way, so what is seen is what is sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ffb.begreber import Kommune
from ffb.errors import BrugsFejl
from ffb.formats.fhir.regler.katalog import AFVISER
from ffb.rules.form import load_formregler
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.api.fhir import brud_ord
from ffb.server.opgave.koe import enqueue
from ffb.server.sag.gemt import unseal
from ffb.server.sag.indberet import find_brud, find_changed, prepare_udsendelse, report_kommune
from ffb.server.sag.models import FEJLREGISTRERET, Objekt, Sag, Sagsborger, Sagsopsaetning
from ffb.server.sag.uddatasaet import Udsendelse
from ffb.server.sag.visning import Sagsindhold, Vist, simple_word
from ffb.server.spor.actions import write_spor
from ffb.sprog import _

VIST = 20  # citizens made on one page
STRAKS = 200  # citizens handed over while one waits; more go as a job


@dataclass(frozen=True, slots=True)
class Linje:
    """One citizen's handover. `grunde`: what holds it back, or waits to be filled in."""

    borger: Sagsborger
    navn: str
    sagsnumre: str
    antal: int
    holdt: bool
    grunde: tuple[str, ...]


@kraever(Ret.INDLEVER)
@require_http_methods(["GET", "POST"])
def indberet(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """GET: whose cases have changed, and what would be sent. POST: hand it over now."""
    if request.method == "POST":
        _send(request, kommune)
        return redirect("sag_indberet", kommune.kode)
    opsaetning = _settings(kommune)
    aendrede = find_changed(kommune.kode)
    viste = [_line(b, opsaetning) for b in aendrede[:VIST]]
    if viste:
        borgere = [linje.borger.borger_id for linje in viste]
        write_spor("sag.udsendelse_set", by=request.user, kommune=kommune.kode, borgere=borgere)
    felter = {
        "linjer": [linje for linje in viste if linje.antal or linje.grunde],
        "antal": aendrede.count(),
        "vist": len(viste),
        "holdt": sum(linje.holdt for linje in viste),
        "uden_uuid": opsaetning.sts_uuid is None,
    }
    return render(request, "sag/indberet.html", felter)


@kraever(Ret.INDLEVER)
@require_safe
def udsendelse(request: HttpRequest, kommune: Kommune, nr: int) -> HttpResponse:
    """What would be sent of one citizen, in words."""
    borger = _look(request, kommune, nr)
    ud = prepare_udsendelse(borger, _settings(kommune), timezone.now())
    felter = {
        "borger": borger,
        "navn": unseal(borger.navn),
        "ud": ud,
        "objekter": _in_words(borger, ud) if ud else [],
        "brud": _refusals(ud, kommune.kode),
        "mangler": ud.mangler if ud else (),
    }
    return render(request, "sag/udsendelse.html", felter)


@kraever(Ret.INDLEVER)
@require_safe
def bundle(request: HttpRequest, kommune: Kommune, nr: int) -> HttpResponse:
    """What would be sent of one citizen, as FHIR. Raises Http404 when there is nothing."""
    borger = _look(request, kommune, nr)
    ud = prepare_udsendelse(borger, _settings(kommune), timezone.now())
    if ud is None:
        raise Http404
    svar = HttpResponse(ud.data, content_type="application/fhir+json")
    svar.headers["Content-Disposition"] = f'attachment; filename="uddatasaet-{nr}.json"'
    return svar


def _send(request: HttpRequest, kommune: Kommune) -> None:
    if find_changed(kommune.kode).count() > STRAKS and _settings(kommune).sts_uuid:
        noegle = f"{kommune.kode} {timezone.now():%Y%m%d%H%M}"
        enqueue("sag.indberet", noegle=noegle, kommune=kommune.kode, kommuner=[kommune.kode])
        messages.success(request, _("Der er mange ændringer. De afleveres i baggrunden; genindlæs om lidt."))
        return
    try:
        k = report_kommune(kommune.kode, by=request.user, kun_aendrede=True)
    except BrugsFejl as fejl:
        messages.error(request, str(fejl))
        return
    tekst = _("Afleveret: {sendt}. Uændret: {uaendret}. Holdt tilbage: {holdt}.")
    messages.success(request, tekst.format(sendt=k.sendt, uaendret=k.uaendret, holdt=len(k.holdt)))


def _settings(kommune: Kommune) -> Sagsopsaetning:
    return Sagsopsaetning.objects.filter(kommune=kommune.kode).first() or Sagsopsaetning(kommune.kode)


def _look(request: HttpRequest, kommune: Kommune, nr: int) -> Sagsborger:
    """The citizen, noted in the trail. Raises Http404."""
    borger = Sagsborger.objects.rigtige(kommune.kode).filter(pk=nr).first()
    if borger is None:
        raise Http404
    write_spor("sag.udsendelse_set", by=request.user, kommune=kommune.kode, borgere=[borger.borger_id])
    return borger


def _line(borger: Sagsborger, opsaetning: Sagsopsaetning) -> Linje:
    ud = prepare_udsendelse(borger, opsaetning, timezone.now())
    brud = _refusals(ud, borger.kommune)
    mangler = [_(label) for _id, labels in ud.mangler for label in labels] if ud else []
    numre = Sag.objects.filter(borger=borger).order_by("sagsnummer").values_list("sagsnummer", flat=True)
    grunde = tuple(dict.fromkeys([*(titel for titel, _ord in brud), *mangler]))
    antal = len(ud.aftryk) if ud else 0
    return Linje(borger, unseal(borger.navn), ", ".join(numre), antal, bool(brud), grunde)


def _refusals(ud: Udsendelse | None, kommune: str) -> list[tuple[str, str]]:
    """What the rules refuse the bundle for: the title for a person, and the words a vendor is given."""
    regler = load_formregler()
    brud = [b for b in find_brud(ud, kommune) if b.alvor in AFVISER] if ud else []
    return list(dict.fromkeys((regler[b.regel].tekst().titel, brud_ord(b)) for b in brud))


def _in_words(borger: Sagsborger, ud: Udsendelse) -> list[dict[str, Any]]:
    """Each new, changed or withdrawn object, as the case says it."""
    ud_ = []
    for sag in Sag.objects.filter(borger=borger).order_by("sagsnummer"):
        indhold = Sagsindhold(sag)
        for id_ in (i for i in indhold.alle if i in ud.aftryk):
            vist = indhold.alle[id_]
            ud_.append({"indhold": _sent(vist), "art": _(vist.art.titel), "hvad": _what(vist.objekt)})
    return ud_


def _sent(vist: Vist) -> str:
    """The values of an object that leave the case, in words; what it points at has lines of its own."""
    felter = (f for f in vist.art.felter.values() if f.ud and not f.til)
    return "; ".join(
        f"{_(f.label)}: {simple_word(f, v)}" for f in felter if isinstance(v := vist.felter.get(f.navn), str)
    )


def _what(objekt: Objekt) -> str:
    if objekt.tilstand == FEJLREGISTRERET:
        return _("Trækkes tilbage")
    return _("Ændret") if objekt.udsendt else _("Ny")
