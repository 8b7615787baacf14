"""Propose a version of a catalogue, see what it changes, and decide on it."""

from __future__ import annotations

import tempfile
from contextlib import nullcontext
from datetime import date
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ffb.begreber import ART_NAVN, Kommune, find_art, normaliser_kode
from ffb.begreber.forskel import find_forskel
from ffb.begreber.indfoer import Forslag, Valg, build_forslag, find_foer
from ffb.errors import Exit, Filfejl, Laesefejl
from ffb.formats.katalog import read_katalogfiler
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import NATIONALE, Ret
from ffb.server.begreb.actions import (
    KanIkke,
    approve_version,
    propose_version,
    reject_version,
    undo_version,
)
from ffb.server.begreb.mappe import load
from ffb.server.begreb.models import FORESLAAET, GODKENDT, Katalogversion
from ffb.server.fund.periode import UlaeseligPeriode, read_dato
from ffb.server.leverance.modtag import safe_navn
from ffb.server.spor.actions import who
from ffb.server.sprog import paa_sprog
from ffb.sprog import Dansk, _

STOERST = 200_000_000  # bytes of one upload
VIST = 200  # rows of each kind of difference on the page


@kraever(Ret.STYR_KATALOG)
@require_http_methods(["GET", "POST"])
def importer(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """Proposals and decisions so far; a new proposal from files, or only a look at it."""
    _check_vaert(request)
    fejl: list[Filfejl] = []
    forslag = None
    if request.method == "POST":
        forslag, fejl = _read(request)
        if forslag and forslag.ny and request.POST.get("hvad") == "foreslaa":
            try:
                ny = propose_version(forslag.ny, forslag.noter, by=request.user, kommune=kommune.kode)
            except KanIkke as nej:
                fejl = [Filfejl(forslag.ny.id, str(nej), "Brug et andet navn.", Exit.OPSAETNING)]
            else:
                hvad = _("{id} venter på, at en anden godkender den.", id=ny.katalog_id)
                messages.success(request, hvad)
                return redirect("begreber_import_version", kommune.kode, ny.pk)
    felter = {
        "versioner": Katalogversion.objects.defer("data")[:50],
        "fejl": fejl,
        "forslag": forslag if forslag and forslag.ny else None,
        "arter": _arter(forslag),
        "vist": VIST,
    }
    return render(request, "begreb/importer.html", felter, status=400 if fejl else 200)


def _check_vaert(request: HttpRequest) -> None:
    """Catalogues are the whole installation's: where it serves the country, a kommune's role will not do."""
    national = any(t.rolle in NATIONALE for t in request.user.tildelinger())
    if settings.VAERT == "dst" and not national:
        raise PermissionDenied


def _read(request: HttpRequest) -> tuple[Forslag | None, list[Filfejl]]:
    filer = request.FILES.getlist("filer")
    if not filer:
        return None, [_fejl(_("Filer"), "Der er ingen fil.", "Vælg en fil.")]
    if any((f.size or 0) > STOERST for f in filer):
        return None, [
            _fejl(_("Filer"), _("En fil fylder mere end 200 MB."), "Kontrollér, at det er den rigtige.")
        ]
    fejl: list[Filfejl] = []
    valg = Valg(
        katalog=request.POST.get("katalog", "").strip() or None,
        version=request.POST.get("version", "").strip() or None,
        gyldig_fra=_dato(request, "gyldig_fra", fejl),
        gyldig_til=_dato(request, "gyldig_til", fejl),
        art=_art(request.POST.get("art", ""), fejl),
    )
    if fejl:
        return None, fejl
    bevares = request.POST.get("hvad") == "foreslaa"  # what is kept is in Danish (texts.md)
    sprog = paa_sprog("da") if bevares else nullcontext()
    with tempfile.TemporaryDirectory(dir=settings.FILE_UPLOAD_TEMP_DIR) as mappe, sprog:
        try:
            forslag = build_forslag(read_katalogfiler([_write(f, Path(mappe)) for f in filer]), valg)
        except Laesefejl as brudt:
            return None, brudt.fejl
    return forslag, forslag.fejl


def _write(fil: UploadedFile, mappe: Path) -> Path:
    sti = mappe / safe_navn(fil.name)
    with sti.open("wb") as ud:
        for del_ in fil.chunks():
            ud.write(del_)
    return sti


def _dato(request: HttpRequest, felt: str, fejl: list[Filfejl]) -> date | None:
    tekst = request.POST.get(felt, "").strip()
    try:
        return read_dato(tekst) if tekst else None
    except UlaeseligPeriode:
        fejl.append(_fejl(_("Datoer"), "Datoen kan ikke læses.", "Skriv den som 31.12.2025."))
        return None


def _art(tekst: str, fejl: list[Filfejl]) -> dict[str, str]:
    """Lines of KODE=ART."""
    ud = {}
    for linje in filter(None, (x.strip() for x in tekst.splitlines())):
        kode, _skel, sagt = linje.rpartition("=")
        if kode and (art := find_art(sagt)):
            ud[normaliser_kode(kode)] = art
        else:
            fejl.append(
                _fejl(_("Arter"), "En linje er ikke KODE=ART.", "Skriv fx …=ydelse, en på hver linje.")
            )
    return ud


def _fejl(sted: str, hvad: Dansk, goer: Dansk) -> Filfejl:
    return Filfejl(sted, hvad, goer, Exit.OPSAETNING)


def _arter(forslag: Forslag | None) -> list[tuple[str, int]]:
    if forslag is None or forslag.ny is None:
        return []
    return [(ART_NAVN.get(art, art), antal) for art, antal in forslag.ny.art_antal().items()]


@kraever(Ret.STYR_KATALOG)
@require_http_methods(["GET", "POST"])
def version(request: HttpRequest, kommune: Kommune, katalog_nr: int) -> HttpResponse:
    """One proposal: what it changes, from when, who did what, and what can be done now."""
    _check_vaert(request)
    v = get_object_or_404(Katalogversion, pk=katalog_nr)
    nej = ""
    if request.method == "POST":
        goer = {"godkend": approve_version, "afvis": reject_version, "fortryd": undo_version}.get(
            request.POST.get("hvad", "")
        )
        if goer is None:
            raise Http404
        try:
            goer(v, by=request.user, kommune=kommune.kode)
        except KanIkke as grund:
            nej = str(grund)
        else:
            messages.success(request, f"{v.katalog_id}: {v.get_tilstand_display().lower()}.")
            return redirect("begreber_import_version", kommune.kode, v.pk)
    ny = load(v)
    foer = find_foer(ny)
    felter = {
        "v": v,
        "ny": ny,
        "foer": foer,
        "forskel": find_forskel(foer, ny) if foer else None,
        "arter": [(ART_NAVN.get(art, art), antal) for art, antal in ny.art_antal().items()],
        "nej": nej,
        "egen": v.foreslaaet_af == who(request.user),
        "venter": v.tilstand == FORESLAAET,
        "kan_fortrydes": v.tilstand == GODKENDT
        and v.gaelder_fra is not None
        and v.gaelder_fra > timezone.localdate(),
        "vist": VIST,
    }
    return render(request, "begreb/import_version.html", felter, status=400 if nej else 200)
