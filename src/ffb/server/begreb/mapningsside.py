"""The mapping guide of a kommune: how it is used, the matrix it makes, and what a new one would change."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from ffb.afstem.grundlag import Grundlag, prepare_grundlag
from ffb.afstem.paragraf import paragraf_noegle
from ffb.afstem.vejledning import (
    build_daekning,
    build_mapningsforskel,
    build_matrix,
    find_brugte,
)
from ffb.begreber import Kommune
from ffb.engine.duckdb import DuckDB
from ffb.errors import BrugsFejl, Exit, Filfejl, Laesefejl
from ffb.formats.mapning import read_mapning
from ffb.model.mapning import Mapning
from ffb.rapport.resultat import Opgoerelse
from ffb.render import csv
from ffb.render.opgoerelse import write_xlsx
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.fund.opgoer import build_opsaetning, default_periode, to_laesning
from ffb.server.fund.tabelvisning import build_visning
from ffb.server.leverance.actions import store_vejledning
from ffb.server.leverance.grundlag import find_grundlag, load_vejledning
from ffb.server.leverance.models import Vejledning
from ffb.server.leverance.modtag import safe_navn
from ffb.server.leverance.opsaetningsside import STOERSTE
from ffb.server.spor.actions import write_spor
from ffb.sprog import _

TRIN = 4  # shades of the heat map above none


@dataclass(frozen=True, slots=True)
class Felt:
    """A cell of the heat map: DST values, how many ydelser, and its shade 0–4 (None: not in the guide)."""

    dst: str
    ydelser: int
    trin: int | None


@kraever(Ret.SE_TAL)
@require_http_methods(["GET", "POST"])
def mapning(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """The guide in force, held against the kommune's data; a new one is shown before it is put in force."""
    maa = request.user.har(Ret.INDLEVER, kommune.kode)
    if request.method == "POST" and not maa:
        raise PermissionDenied
    gaeldende = load_vejledning(kommune.kode) or []
    grundlag = _prepare(kommune.kode, gaeldende)
    fejl: list[Filfejl] = []
    forskel = None
    if request.method == "POST":
        ny, navn, noter, fejl = _read(request)
        if not fejl and request.POST.get("hvad") == "brug":
            store_vejledning(kommune.kode, ny, navn, by=request.user)
            messages.success(request, "Vejledningen er taget i brug. Tallene regnes om.")
            return redirect("mapning", kommune.kode)
        if not fejl:
            forskel = build_mapningsforskel(gaeldende, ny, grundlag)
            forskel.noter += noter
    felter: dict[str, Any] = {"maa": maa, "fejl": fejl, "vejledning": _find_raekke(kommune.kode)}
    if forskel is not None:
        felter |= {
            "forskel": forskel,
            "aendringer": build_visning(forskel.tabeller["aendringer"]),
            "ramte": len(forskel.tabeller["ramte_ydelser"].raekker) if grundlag else None,
        }
    if gaeldende:
        felter |= _vis(gaeldende, grundlag, kommune.kode)
    return render(request, "begreb/mapning.html", felter, status=400 if fejl else 200)


def _prepare(kommune: str, vejledning: Sequence[Mapning]) -> Grundlag | None:
    """The kommune's rows made ready as a safe copy; None while there are no deliveries."""
    fundet = find_grundlag(kommune)
    if not fundet.leverancer:
        return None
    opsaetning = build_opsaetning(kommune, *default_periode())
    opsaetning.sikker = True
    try:
        return prepare_grundlag(DuckDB(), to_laesning(fundet), vejledning or None, opsaetning)
    except BrugsFejl:  # those who report for it have delivered, but nothing of this kommune
        return None


def _find_raekke(kommune: str) -> Vejledning | None:
    """The guide's row, for its name and day: the kommune's own, else the installation's."""
    egne = Vejledning.objects.filter(kommune=kommune).first()
    return egne or Vejledning.objects.filter(kommune="").first()


def _read(request: HttpRequest) -> tuple[list[Mapning], str, list[str], list[Filfejl]]:
    fil = request.FILES.get("fil")
    if fil is None:
        return [], "", [], [Filfejl("Fil", "Der er ingen fil.", "Vælg en fil.", Exit.OPSAETNING)]
    navn = safe_navn(fil.name)
    if (fil.size or 0) > STOERSTE:
        hvad = "Filen fylder mere end 20 MB."
        return [], navn, [], [Filfejl(navn, hvad, "Kontrollér, at det er den rigtige.", Exit.FOR_STOR)]
    try:
        raekker, noter = read_mapning(fil.read(), sti=navn)
    except Laesefejl as brudt:
        return [], navn, [], brudt.fejl
    return raekker, navn, [str(n) for n in noter], []


def _vis(gaeldende: Sequence[Mapning], grundlag: Grundlag | None, kommune: str) -> dict[str, Any]:
    matrix = _matrix(gaeldende, grundlag, kommune)
    tilbud, linjer = build_varmekort(matrix)
    ud: dict[str, Any] = {"tilbud": tilbud, "linjer": linjer, "tal": matrix.tal}
    if grundlag is not None:
        daekning = build_daekning(grundlag, gaeldende)
        ud |= {"daekning": daekning, "tabeller": [build_visning(t) for t in daekning.tabeller.values()]}
    return ud


def _matrix(gaeldende: Sequence[Mapning], grundlag: Grundlag | None, kommune: str) -> Opgoerelse:
    koder = build_opsaetning(kommune, *default_periode()).dst_koder or ()
    return build_matrix(gaeldende, koder, find_brugte(grundlag) if grundlag else None, grundlag)


def build_varmekort(
    matrix: Opgoerelse,
) -> tuple[list[str], list[tuple[str, str, list[Felt]]]]:
    """Names of the tilbud, and (paragraf, ydelse, a Felt per tilbud); shades by the largest count."""
    raekker = matrix.tabeller["matrix"].raekker
    tilbud = {r["tilbud_kode"]: r["tilbud"] for r in sorted(raekker, key=lambda r: str(r["tilbud"]))}
    flest = max((r["ydelser"] or 0 for r in raekker), default=0)
    linjer: dict[tuple[tuple[int, str], str, str, str], dict[str, Felt]] = {}
    for r in raekker:
        paragraf = r["paragraf"] or _("Uden DST-værdi")
        noegle = (paragraf_noegle(paragraf), r["ydelse"], r["ydelse_kode"], paragraf)
        antal = r["ydelser"] or 0
        trin = -(-TRIN * antal // flest) if flest else 0
        linjer.setdefault(noegle, {})[r["tilbud_kode"]] = Felt(r["dst"], antal, trin)
    tom = Felt("", 0, None)
    ud = [(n[3], n[1], [felter.get(t, tom) for t in tilbud]) for n, felter in sorted(linjer.items())]
    return list(tilbud.values()), ud


@kraever(Ret.SE_TAL)
@require_GET
def matrix_fil(request: HttpRequest, kommune: Kommune, som: str) -> HttpResponse:
    """The matrix as CSV or XLSX."""
    gaeldende = load_vejledning(kommune.kode)
    if som not in ("csv", "xlsx") or not gaeldende:
        raise Http404
    matrix = _matrix(gaeldende, _prepare(kommune.kode, gaeldende), kommune.kode)
    write_spor("mapning.matrix_hentet", by=request.user, kommune=kommune.kode, som=som)
    if som == "csv":
        svar = HttpResponse(csv.til_csv(matrix.tabeller["matrix"]), content_type="text/csv; charset=utf-8")
    else:
        with tempfile.TemporaryDirectory() as mappe:
            sti = Path(mappe) / "matrix.xlsx"
            write_xlsx(matrix, sti)
            ark = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            svar = HttpResponse(sti.read_bytes(), content_type=ark)
    svar.headers["Content-Disposition"] = f'attachment; filename="matrix-{kommune.kode}.{som}"'
    return svar
