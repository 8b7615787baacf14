"""The kommune's settings for cases: who it is at DST, the places it orders help from, and who works there."""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ffb.begreber import Kommune
from ffb.server.adgang.models import Bruger
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret, Rolle
from ffb.server.sag.models import Sag, Sagsopsaetning, Udfoererperson, Udfoerersted
from ffb.server.spor.actions import write_spor
from ffb.sprog import _

LAENGSTE_KLAGE = 5_000


@kraever(Ret.STYR_ADGANG)
@require_http_methods(["GET", "POST"])
def opsaetning(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """GET: what is set. POST: one change, named by `hvad`."""
    fejl = ""
    if request.method == "POST":
        fejl = _HVAD.get(request.POST.get("hvad", ""), _ukendt)(request, kommune.kode)
        if not fejl:
            write_spor("sag.opsaetning", by=request.user, kommune=kommune.kode)
            messages.success(request, _("Gemt."))
            return redirect("sag_opsaetning", kommune.kode)
    egen = Sagsopsaetning.objects.filter(kommune=kommune.kode).first() or Sagsopsaetning(kommune.kode)
    steder = Udfoerersted.objects.filter(kommune=kommune.kode, lukket_tid=None, oevelse=False)
    personer = _providers(kommune.kode)
    vist = list(steder.prefetch_related("udfoererperson_set__bruger"))
    for sted in vist:
        knyttet = {p.bruger_id for p in sted.udfoererperson_set.all()}
        sted.andre = [p for p in personer if p.pk not in knyttet]
    felter = {
        "egen": egen,
        "udfoerersteder": vist,
        "personer": personer,
        "fejl": fejl,
    }
    svar = render(request, "sag/opsaetning.html", felter)
    svar.status_code = 422 if fejl else 200
    return svar


def _providers(kommune: str) -> list[Bruger]:
    """Everyone who is udfører in the kommune."""
    valg = Bruger.objects.filter(tildeling__kommune=kommune, tildeling__rolle=Rolle.UDFOERER, er_aktiv=True)
    return list(valg.distinct())


def _identity(request: HttpRequest, kommune: str) -> str:
    raa = request.POST.get("sts_uuid", "").strip()
    try:
        uuid = UUID(raa) if raa else None
    except ValueError:
        return _("UUID'en har 32 tegn (0-9, a-f) delt af bindestreger. Kopiér den fra STS Organisation.")
    endpoint = request.POST.get("endpoint", "").strip()
    if fejl := _wrong_url(endpoint):
        return fejl
    nummersystem = request.POST.get("sagsnummer_system", "").strip()[:200]
    felter = {"sts_uuid": uuid, "sagsnummer_system": nummersystem, "endpoint": endpoint}
    Sagsopsaetning.objects.update_or_create(kommune=kommune, defaults=felter)
    Sag.objects.filter(kommune=kommune).update(udsendt_version=-1)  # both stand in every bundle
    return ""


def _set_klagevejledning(request: HttpRequest, kommune: str) -> str:
    """What decisions say of appeal."""
    tekst = request.POST.get("klagevejledning", "").replace("\r\n", "\n").strip()
    if len(tekst) > LAENGSTE_KLAGE:
        return _("Klagevejledningen er for lang: højst {hoejst} tegn.", hoejst=LAENGSTE_KLAGE)
    Sagsopsaetning.objects.update_or_create(kommune=kommune, defaults={"klagevejledning": tekst})
    return ""


def _add_sted(request: HttpRequest, kommune: str) -> str:
    navn = request.POST.get("navn", "").strip()[:200]
    if not navn:
        return _("Skriv stedets navn.")
    sted, ny = Udfoerersted.objects.get_or_create(kommune=kommune, navn=navn)
    if not ny and sted.lukket_tid is None:
        return _("Stedet er oprettet i forvejen.")
    sted.lukket_tid = None
    sted.save(update_fields=["lukket_tid"])
    return ""


def _set_endpoint(request: HttpRequest, kommune: str) -> str:
    """Where the place's own system takes order messages."""
    endpoint = request.POST.get("endpoint", "").strip()
    if fejl := _wrong_url(endpoint):
        return fejl
    _own(request, kommune).update(endpoint=endpoint)
    return ""


def _wrong_url(adresse: str) -> str:
    """What is wrong with an address of a system, "" for nothing; an empty one says that there is none."""
    dele = urlsplit(adresse)
    if not adresse or (dele.scheme in ("http", "https") and dele.netloc and len(adresse) <= 300):
        return ""
    return _("Adressen skal begynde med https:// og være på højst 300 tegn.")


def _close_sted(request: HttpRequest, kommune: str) -> str:
    """No new orders to it; those it has stay open."""
    _own(request, kommune).update(lukket_tid=timezone.now())
    return ""


def _add_person(request: HttpRequest, kommune: str) -> str:
    sted = _own(request, kommune).first()
    person = next((p for p in _providers(kommune) if str(p.pk) == request.POST.get("person")), None)
    if sted is None or person is None:
        return _("Vælg en person, der har rollen udfører.")
    Udfoererperson.objects.get_or_create(sted=sted, bruger=person)
    return ""


def _drop_person(request: HttpRequest, kommune: str) -> str:
    person = request.POST.get("person", "")
    Udfoererperson.objects.filter(
        sted__in=_own(request, kommune), bruger_id=int(person) if person.isdigit() else 0
    ).delete()
    return ""


def _own(request: HttpRequest, kommune: str) -> QuerySet[Udfoerersted]:
    sted = request.POST.get("sted", "")
    nr = int(sted) if sted.isdigit() else 0
    return Udfoerersted.objects.filter(kommune=kommune, pk=nr, oevelse=False)


def _ukendt(request: HttpRequest, kommune: str) -> str:
    return _("Intet er ændret. Genindlæs siden, og prøv igen.")


_HVAD = {
    "identitet": _identity,
    "klage": _set_klagevejledning,
    "sted": _add_sted,
    "endpoint": _set_endpoint,
    "luk": _close_sted,
    "person": _add_person,
    "fjern": _drop_person,
}
