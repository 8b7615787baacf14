"""The conversions of a kommune, and one of them: what it would do, and what has been done."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from ffb.begreber import Kommune
from ffb.errors import Exit, FfbError, Filfejl, Laesefejl
from ffb.formats.identitet import Identitet
from ffb.formats.kolonner import read_kolonner
from ffb.konvertering.plan import OMFANG, STRATEGIER
from ffb.konvertering.poster import LISTE, Gammelt, read_gammelt
from ffb.konvertering.tabsrapport import build_tabsrapport
from ffb.rapport.resultat import Opgoerelse
from ffb.render.opgoerelse import write_xlsx
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.fund.periode import UlaeseligPeriode, read_dato
from ffb.server.fund.tabelvisning import build_visning
from ffb.server.konvertering.actions import begin_konvertering, change_plan
from ffb.server.konvertering.gemt import build_koersel
from ffb.server.konvertering.models import Konvertering
from ffb.server.leverance.modtag import safe_navn
from ffb.server.noegler import load_noegler
from ffb.server.spor.actions import write_spor
from ffb.server.sprog import paa_sprog
from ffb.sprog import Dansk, _

STOERST = 100_000_000  # bytes of one list
ENDELSER = (".csv", ".xlsx", ".txt")
VALG = {
    "strategier": [(k, v) for k, v in STRATEGIER.items()],
    "omfang": [(k, v) for k, v in OMFANG.items()],
}


def find_konvertering(kommune: Kommune, nr: int) -> Konvertering:
    """The conversion, if it is of this kommune. Raises Http404."""
    fundet = Konvertering.objects.filter(pk=nr, kommune=kommune.kode).first()
    if fundet is None:
        raise Http404
    return fundet


def may_lead(request: HttpRequest, kommune: Kommune) -> bool:
    """The person may begin, plan, run and undo; the others decide on terms and posts."""
    return bool(request.user.har(Ret.INDLEVER, kommune.kode))


def check_lead(request: HttpRequest, kommune: Kommune) -> None:
    """Raises PermissionDenied."""
    if not may_lead(request, kommune):
        raise PermissionDenied


@kraever(Ret.KONVERTER)
@require_http_methods(["GET", "POST"])
def konverteringer(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """Every conversion, newest first; a new one from files."""
    fejl: list[Filfejl] = []
    if request.method == "POST":
        check_lead(request, kommune)
        ny, fejl = _begin(request, kommune)
        if ny is not None:
            messages.success(request, _("Filerne er læst. Intet er konverteret endnu."))
            return redirect("konvertering", kommune.kode, ny.pk)
    felter = {
        "alle": Konvertering.objects.filter(kommune=kommune.kode),
        "fejl": fejl,
        "maa_lede": may_lead(request, kommune),
        "i_dag": timezone.localdate(),
        **VALG,
    }
    return render(request, "konvertering/konverteringer.html", felter, status=400 if fejl else 200)


def _begin(request: HttpRequest, kommune: Kommune) -> tuple[Konvertering | None, list[Filfejl]]:
    fejl: list[Filfejl] = []
    plan = take_plan(request, fejl)
    filer = request.FILES.getlist("filer")
    if not filer:
        fejl.append(make_fejl("Filer", "Der er ingen fil.", "Vælg listen fra det gamle system."))
    for fil in filer:
        if not (fil.name or "").lower().endswith(ENDELSER):
            fejl.append(make_fejl("Filer", "Listen er hverken CSV eller XLSX.", "Gem den som en af dem."))
        elif (fil.size or 0) > STOERST:
            fejl.append(make_fejl("Filer", "Listen fylder mere end 100 MB.", "Del den i flere."))
    if fejl or plan is None:
        return None, fejl
    navn = request.POST.get("navn", "").strip()
    try:
        with paa_sprog("da"):  # what is kept is in Danish (texts.md)
            gammelt = _read(request)
            return begin_konvertering(kommune.kode, navn, gammelt, *plan, by=request.user), []
    except Laesefejl as brudt:
        return None, brudt.fejl


def _read(request: HttpRequest) -> Gammelt:
    with tempfile.TemporaryDirectory(dir=settings.FILE_UPLOAD_TEMP_DIR) as mappe:
        stier = []
        for nr, fil in enumerate(request.FILES.getlist("filer")):
            sted = Path(mappe) / str(nr)
            sted.mkdir()
            stier.append(sted / safe_navn(fil.name or "liste.csv"))
            with stier[-1].open("wb") as ud:
                for stump in fil.chunks():
                    ud.write(stump)
        kolonner = {}
        if egne := request.FILES.get("kolonner"):
            toml = Path(mappe) / safe_navn(egne.name or "kolonner.toml")
            toml.write_bytes(egne.read(1_000_000))
            kolonner = read_kolonner(toml).get(LISTE, {})
        try:
            return read_gammelt(stier, Identitet(load_noegler().pseudonym), kolonner)
        except Laesefejl as brudt:
            uden = [Filfejl(f.sted.replace(f"{mappe}/", ""), f.hvad, f.goer, f.kode) for f in brudt.fejl]
            raise Laesefejl([Filfejl(_fjern_nr(f.sted), f.hvad, f.goer, f.kode) for f in uden]) from None


def _fjern_nr(sted: str) -> str:
    """`0/liste.csv, linje 3` -> `liste.csv, linje 3`."""
    foran, skel, resten = sted.partition("/")
    return resten if skel and foran.isdigit() else sted


def take_plan(request: HttpRequest, fejl: list[Filfejl]) -> tuple[str, str, date] | None:
    """Strategy, scope and first day of a form."""
    strategi, omfang = request.POST.get("strategi", ""), request.POST.get("omfang", "")
    if strategi not in STRATEGIER or omfang not in OMFANG:
        fejl.append(make_fejl("Plan", "Strategi eller omfang er ikke valgt.", "Vælg en af mulighederne."))
        return None
    try:
        return strategi, omfang, read_dato(request.POST.get("start", "").strip())
    except UlaeseligPeriode as grund:
        fejl.append(make_fejl("Første dag med FFB", str(grund), "Skriv den som 31.12.2026."))
        return None


def make_fejl(sted: Dansk, hvad: Dansk, goer: Dansk) -> Filfejl:
    return Filfejl(_(sted), hvad, goer, Exit.OPSAETNING)


@kraever(Ret.KONVERTER)
@require_http_methods(["GET", "POST"])
def konvertering(request: HttpRequest, kommune: Kommune, konv_nr: int) -> HttpResponse:
    """The loss report of the conversion as it stands; POST: another plan."""
    k = find_konvertering(kommune, konv_nr)
    fejl: list[Filfejl] = []
    if request.method == "POST":
        check_lead(request, kommune)
        plan = take_plan(request, fejl)
        if plan is not None:
            try:
                change_plan(k, *plan, by=request.user)
            except FfbError as nej:
                fejl.append(make_fejl("Plan", str(nej), ""))
            else:
                messages.success(request, _("Planen er ændret, og rapporten er regnet om."))
                return redirect("konvertering", kommune.kode, k.pk)
    o = build_rapport(k)
    felter: dict[str, Any] = {
        "k": k,
        "o": o,
        "fejl": fejl,
        "slags": build_visning(o.tabeller["slags"]),
        "boelger": build_visning(o.tabeller["boelger"]),
        "termer": build_visning(o.tabeller["termer"]),
        "udfoerere": build_visning(o.tabeller["udfoerere"]),
        "maa_lede": may_lead(request, kommune),
        **VALG,
    }
    return render(request, "konvertering/konvertering.html", felter, status=400 if fejl else 200)


def build_rapport(k: Konvertering) -> Opgoerelse:
    """The loss report, without CPR."""
    return build_tabsrapport(build_koersel(k), kommune=k.kommune, sikker=True)


@kraever(Ret.KONVERTER)
@require_GET
def rapport(request: HttpRequest, kommune: Kommune, konv_nr: int) -> HttpResponse:
    """The loss report as a workbook, with pseudonyms."""
    k = find_konvertering(kommune, konv_nr)
    o = build_rapport(k)
    borgere = {u.post.borger_id for u in build_koersel(k).udfald}
    write_spor(
        "konvertering.rapport", by=request.user, kommune=kommune.kode, genstand=f"konvertering:{k.pk}",
        borgere=borgere,
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as mappe:
        sti = Path(mappe) / "tabsrapport.xlsx"
        write_xlsx(o, sti)
        data = sti.read_bytes()
    svar = HttpResponse(
        data, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    svar.headers["Content-Disposition"] = f'attachment; filename="tabsrapport-{k.pk}.xlsx"'
    return svar
