"""The tools, each a question and what it needs to know; the answer is computed in the background."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from ffb.begreber import Kommune
from ffb.errors import Laesefejl
from ffb.formats.kolonner import read_kolonner
from ffb.selvtjek.svar import SPOERGSMAAL
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.fund.opgoer import default_periode
from ffb.server.fund.periode import UlaeseligPeriode, read_dato
from ffb.server.leverance.models import TIDLIGERE, Leverance, System
from ffb.server.leverance.modtag import safe_navn
from ffb.server.leverance.opsaetningsside import STOERSTE
from ffb.server.redskaber.actions import order_svar
from ffb.server.redskaber.kuvert import Indfil
from ffb.server.redskaber.models import Redskabssvar
from ffb.sprog import Dansk, _

Fejl = list[tuple[str, str]]  # (the field's id, what to do)
ENDELSER = (".csv", ".xlsx", ".txt")
TITLER: dict[str, Dansk] = {
    "afstemning": "Afstemning mod bevillinger",
    "dstlister": "Danmarks Statistiks CPR-lister",
    "indfasning": "Indfasning og prognose",
    "selvtjek": "Selvtjek for leverandører",
    "systemskifte": "Systemskifte",
}


@kraever(Ret.SE_PERSONDATA)
@require_GET
def redskaber(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """Every tool as the question it answers, and the answers that are still here."""
    felter = {
        "maa_indlevere": request.user.har(Ret.INDLEVER, kommune.kode),
        "maa_konvertere": request.user.har(Ret.KONVERTER, kommune.kode),
        "har_leverancer": Leverance.objects.filter(kommune=kommune.kode).exists(),
        "svar_list": [(s, _(TITLER[s.art])) for s in find_svar_list(request, kommune)],
    }
    return render(request, "redskaber/redskaber.html", felter)


def find_svar_list(request: HttpRequest, kommune: Kommune) -> list[Redskabssvar]:
    """The answers the person may open, newest first."""
    alle = Redskabssvar.objects.filter(kommune=kommune.kode, udloeber_tid__gt=timezone.now())
    return [s for s in alle.defer("data")[:20] if s.bruger_id in (None, request.user.pk)]


# -- with lists -----------------------------------------------------------------------------------------


@kraever(Ret.INDLEVER)
@require_http_methods(["GET", "POST"])
def afstemning(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """Held against the kommune's own list of bevillinger."""
    fejl: Fejl = []
    if request.method == "POST":
        filer = _take_filer(request, {"bevilling": "bevillinger"}, fejl)
        valg = _take_valg(request, fejl)
        tolerance = request.POST.get("tolerance", "0").strip() or "0"
        if not (tolerance.isdecimal() and int(tolerance) <= 366):
            fejl.append(("tolerance", _("Skriv et helt antal dage fra 0 til 366.")))
        if not filer and not any(felt == "bevillinger" for felt, _hvad in fejl):
            fejl.append(("bevillinger", _("Vælg bevillingslisten.")))
        if not fejl:
            valg["tolerance"] = int(tolerance)
            svar = order_svar(kommune.kode, "afstemning", valg, by=request.user, filer=filer)
            return redirect("redskaber_svar", kommune.kode, svar.uuid)
    return _form(request, "redskaber/afstemning.html", fejl)


@kraever(Ret.INDLEVER)
@require_http_methods(["GET", "POST"])
def dstlister(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """DST's two CPR lists held against ours."""
    fejl: Fejl = []
    if request.method == "POST":
        filer = _take_filer(request, {"dst_liste_1": "liste1", "dst_liste_2": "liste2"}, fejl)
        valg = _take_valg(request, fejl)
        valg["dst_dato"] = _take_dato(request, "dst_dato", None, fejl)
        if not filer and not fejl:
            fejl.append(("liste1", _("Vælg mindst én af listerne.")))
        if not fejl:
            svar = order_svar(kommune.kode, "dstlister", valg, by=request.user, filer=filer)
            return redirect("redskaber_svar", kommune.kode, svar.uuid)
    return _form(request, "redskaber/dstlister.html", fejl)


def _form(request: HttpRequest, skabelon: str, fejl: Fejl) -> HttpResponse:
    dage = dict(zip(("fra", "til"), default_periode(), strict=True))
    felter = {navn: request.POST.get(navn, f"{dag:%d.%m.%Y}") for navn, dag in dage.items()} | {"fejl": fejl}
    return render(request, skabelon, felter, status=400 if fejl else 200)


def _take_filer(request: HttpRequest, pladser: dict[str, str], fejl: Fejl) -> list[Indfil]:
    """The files of the fields, in memory: `pladser` is list -> field."""
    filer = []
    for plads, felt in pladser.items():
        fil = request.FILES.get(felt)
        if fil is None:
            continue
        navn = safe_navn(fil.name or "liste")
        if not navn.lower().endswith(ENDELSER):
            fejl.append((felt, _("Listen skal være CSV eller XLSX.")))
        elif (fil.size or 0) > STOERSTE:
            fejl.append((felt, _("Listen fylder mere end 20 MB. Kontrollér, at det er den rigtige.")))
        else:
            filer.append(Indfil(plads, navn, fil.read()))
    return filer


def _take_valg(request: HttpRequest, fejl: Fejl) -> dict[str, Any]:
    """Period and the lists' own column names."""
    fra, til = default_periode()
    valg: dict[str, Any] = {
        "fra": _take_dato(request, "fra", fra, fejl),
        "til": _take_dato(request, "til", til, fejl),
        "kolonner": {},
    }
    if valg["fra"] and valg["til"] and valg["til"] < valg["fra"]:
        fejl.append(("til", _("Perioden slutter, før den begynder. Byt om på de to datoer.")))
    if fil := request.FILES.get("kolonner"):
        valg["kolonner"] = _take_kolonner(fil, fejl)
    return valg


def _take_dato(request: HttpRequest, felt: str, ellers: date | None, fejl: Fejl) -> str | None:
    """ISO, which also sorts as dates do."""
    tekst = request.POST.get(felt, "").strip()
    if not tekst:
        return ellers.isoformat() if ellers else None
    try:
        return read_dato(tekst).isoformat()
    except UlaeseligPeriode as ulaeselig:
        fejl.append((felt, str(ulaeselig)))
        return None


def _take_kolonner(fil: UploadedFile, fejl: Fejl) -> dict[str, dict[str, str]]:
    if (fil.size or 0) > STOERSTE:
        fejl.append(("kolonner", _("Filen fylder mere end 20 MB. Kontrollér, at det er den rigtige.")))
        return {}
    with tempfile.TemporaryDirectory() as mappe:
        sti = Path(mappe) / safe_navn(fil.name or "kolonner.toml")
        sti.write_bytes(fil.read())
        try:
            return read_kolonner(sti)
        except Laesefejl as ulaeselig:
            fejl += [("kolonner", str(f).replace(f"{mappe}/", "")) for f in ulaeselig.fejl]
            return {}


# -- without lists --------------------------------------------------------------------------------------


@kraever(Ret.SE_PERSONDATA)
@require_GET
def indfasning(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """The answer that is there, or one to come."""
    svar = order_svar(kommune.kode, "indfasning", {}, by=request.user)
    return redirect("redskaber_svar", kommune.kode, svar.uuid)


@kraever(Ret.SE_PERSONDATA)
@require_GET
def selvtjek(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """The five questions to a system, or to all of them together."""
    systemer = list(System.objects.filter(kommune=kommune.kode))
    valgt = request.GET.get("system")
    if valgt is not None and (valgt == "" or _system(systemer, valgt)):
        fundet = _system(systemer, valgt)
        navn = fundet.navn if fundet else ""
        svar = order_svar(kommune.kode, "selvtjek", {"system": navn}, by=request.user)
        return redirect("redskaber_svar", kommune.kode, svar.uuid)
    felter = {"systemer": systemer, "spoergsmaal": [_(s) for s in SPOERGSMAAL]}
    return render(request, "redskaber/selvtjek.html", felter)


@kraever(Ret.SE_PERSONDATA)
@require_GET
def systemskifte(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """Choose the old system and the new; then the answer."""
    systemer = list(System.objects.filter(kommune=kommune.kode))
    gammelt, nyt = _system(systemer, request.GET.get("gammelt")), _system(systemer, request.GET.get("nyt"))
    fejl: Fejl = []
    if gammelt and nyt and gammelt != nyt:
        valg = {"gammelt": gammelt.navn, "nyt": nyt.navn}
        svar = order_svar(kommune.kode, "systemskifte", valg, by=request.user)
        return redirect("redskaber_svar", kommune.kode, svar.uuid)
    if "gammelt" in request.GET:
        fejl.append(("nyt", _("Vælg to forskellige systemer.")))
    gamle = [s for s in systemer if s.gaeldende_status == TIDLIGERE]
    nye = [s for s in systemer if s not in gamle]
    felter = {
        "fejl": fejl,
        "systemer": systemer,
        "gammelt": gammelt or (gamle or systemer or [None])[0],
        "nyt": nyt or (nye or systemer or [None])[-1],
    }
    return render(request, "redskaber/systemskifte.html", felter, status=400 if fejl else 200)


def _system(systemer: list[System], nr: str | None) -> System | None:
    return next((s for s in systemer if str(s.pk) == nr), None)
