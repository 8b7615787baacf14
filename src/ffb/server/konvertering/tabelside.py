"""The mapping table of a conversion: every term with what it becomes, one at a time, or all as a file."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from ffb.begreber import Begreb, Katalog, Kommune, fag_navn_list, load_katalog_paa
from ffb.errors import FfbError, Filfejl, Laesefejl
from ffb.konvertering.arter import AFGOERES, ARTER, DELES, OVERSAT, ROLLENAVN, ROLLER, TABT, UDFALD
from ffb.konvertering.koer import Koersel
from ffb.konvertering.tabel import (
    SIKKER,
    SIKKERHED,
    Linje,
    Term,
    find_tabelforskel,
    group_linjer,
    read_tabel,
    write_tabel,
)
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.konvertering.actions import replace_tabel, set_term
from ffb.server.konvertering.gemt import build_koersel, load_tabel
from ffb.server.konvertering.models import Konvertering
from ffb.server.konvertering.views import check_lead, find_konvertering, make_fejl, may_lead
from ffb.server.leverance.modtag import safe_navn
from ffb.server.spor.actions import write_spor
from ffb.server.sprog import paa_sprog
from ffb.sprog import _

PR_SIDE = 50
STOERST = 20_000_000
PLADSER = 4  # fields for codes in the form of a term that may be split


@dataclass(frozen=True, slots=True)
class Vistterm:
    """A term of the table as the page shows it. `nr`: the pk of its first line, in its address."""

    nr: int
    rolle: str
    term: str
    bliver_til: list[str]
    udfald: str
    note: str
    brugt: int
    af: str

    @property
    def rollenavn(self) -> str:
        return _(ROLLENAVN[self.rolle])

    @property
    def udfaldsnavn(self) -> str:
        return _(UDFALD[self.udfald])


@kraever(Ret.KONVERTER)
@require_http_methods(["GET", "POST"])
def tabel(request: HttpRequest, kommune: Kommune, konv_nr: int) -> HttpResponse:
    """All terms, those to decide on first; POST: a table from a file, shown or put in place."""
    k = find_konvertering(kommune, konv_nr)
    fejl: list[Filfejl] = []
    forskel = None
    if request.method == "POST":
        check_lead(request, kommune)
        ny, fejl = _read(request, k)
        if not fejl and request.POST.get("hvad") == "brug":
            with paa_sprog("da"):
                replace_tabel(k, ny, by=request.user)
            messages.success(request, _("Tabellen er taget i brug, og rapporten er regnet om."))
            return redirect("konvertering_tabel", kommune.kode, k.pk)
        forskel = None if fejl else find_tabelforskel(load_tabel(k), ny)
    alle = find_termer(k)
    vaelg = request.GET.get("vis", "")
    valgte = [t for t in alle if vaelg in ("", t.udfald, t.rolle)]
    felter: dict[str, Any] = {
        "k": k,
        "fejl": fejl,
        "forskel": forskel,
        "tilbage": sum(t.udfald == AFGOERES for t in alle),
        "antal": len(alle),
        "side": Paginator(valgte, PR_SIDE).get_page(request.GET.get("side")),
        "valg": [(n, UDFALD[n]) for n in (AFGOERES, OVERSAT, "delt", TABT)]
        + [(r, ROLLENAVN[r]) for r in dict.fromkeys(t.rolle for t in alle)],
        "vaelg": vaelg,
        "maa_lede": may_lead(request, kommune),
    }
    return render(request, "konvertering/tabel.html", felter, status=400 if fejl else 200)


def _read(request: HttpRequest, k: Konvertering) -> tuple[list[Linje], list[Filfejl]]:
    fil = request.FILES.get("fil")
    if fil is None or (fil.size or 0) > STOERST:
        return [], [make_fejl("Fil", "Der er ingen fil, eller den er over 20 MB.", "Vælg tabellen.")]
    with tempfile.TemporaryDirectory(dir=settings.FILE_UPLOAD_TEMP_DIR) as mappe:
        sti = Path(mappe) / safe_navn(fil.name or "tabel.csv")
        sti.write_bytes(fil.read())
        try:
            return read_tabel(sti, k.start), []
        except Laesefejl as brudt:
            return [], [Filfejl(f.sted.replace(f"{mappe}/", ""), f.hvad, f.goer, f.kode) for f in brudt.fejl]


def find_termer(k: Konvertering) -> list[Vistterm]:
    """Every term of the table, those to decide on first, then the most used."""
    koersel, brug = build_koersel(k), count_brug(build_koersel(k))
    efter = group_linjer(load_tabel(k))
    navne = _names(k)
    ud = []
    foerste: dict[Term, Any] = {}
    for x in k.tabellinje_set.all():
        foerste.setdefault(Linje(x.rolle, x.term, None).noegle, x)
    for noegle, linjer in efter.items():
        x = foerste[noegle]
        svar = koersel.oversaetter.find_svar(x.rolle, x.term)
        koder = [navne.get(kode, kode) for linje in linjer if (kode := linje.kode)]
        ud.append(Vistterm(x.pk, x.rolle, x.term, koder, svar.udfald, x.note, brug[noegle], x.rettet_af))
    return sorted(ud, key=lambda t: (t.udfald != AFGOERES, -t.brugt, t.rolle, t.term))


def count_brug(koersel: Koersel) -> Counter[Term]:
    """(role, term) -> how many posts hold it, whatever their outcome."""
    ud: Counter[Term] = Counter()
    for u in koersel.udfald:
        art = ARTER[u.post.art]
        for led in (art.hoved, *art.sider):
            if led and (term := getattr(u.post, led.kolonne)):
                ud[Linje(led.rolle, term, None).noegle] += 1
    return ud


def _kataloger(k: Konvertering) -> list[Katalog]:
    return [x for navn in fag_navn_list() if (x := load_katalog_paa(navn, k.start))]


def _names(k: Konvertering) -> dict[str, str]:
    return {b.kode: b.term for x in reversed(_kataloger(k)) for b in x.begreb_list}


def find_valg(k: Konvertering, rolle: str) -> list[tuple[str, list[Begreb]]]:
    """What a term of a role may become: (heading, concepts)."""
    ud: dict[str, list[Begreb]] = {}
    for katalog in _kataloger(k):
        for art in ROLLER[rolle]:
            for b in katalog.art(art):
                over = katalog.find(b.overordnet_kode)
                ud.setdefault(over.term if over else katalog.navn, []).append(b)
    return list(ud.items())


@kraever(Ret.KONVERTER)
@require_http_methods(["GET", "POST"])
def term(request: HttpRequest, kommune: Kommune, konv_nr: int, linje_nr: int) -> HttpResponse:
    """One term: what it becomes, how sure that is, and why."""
    k = find_konvertering(kommune, konv_nr)
    linje = k.tabellinje_set.filter(pk=linje_nr).first()
    if linje is None:
        raise Http404
    fejl: list[Filfejl] = []
    if request.method == "POST":
        try:
            _set(request, k, linje.rolle, linje.term)
        except Laesefejl as brudt:
            fejl = brudt.fejl
        except FfbError as nej:
            fejl = [make_fejl("Term", str(nej), "")]
        else:
            messages.success(request, _("»{term}« er gemt, og rapporten er regnet om.", term=linje.term))
            return redirect("konvertering_tabel", kommune.kode, k.pk)
    egne = group_linjer(load_tabel(k))[Linje(linje.rolle, linje.term, None).noegle]
    koder = [x.kode for x in egne if x.kode]
    antal = max(PLADSER, len(koder)) if linje.rolle in DELES else 1
    felter: dict[str, Any] = {
        "k": k,
        "linje": linje,
        "rolle": ROLLENAVN[linje.rolle],
        "fejl": fejl,
        "pladser": [*koder, *[""] * antal][: max(antal, len(koder))],
        "grupper": find_valg(k, linje.rolle),
        "sikkerhed": list(SIKKERHED.items()),
        "brugt": count_brug(build_koersel(k))[Linje(linje.rolle, linje.term, None).noegle],
        "naeste_er_ny": all(x.sikkerhed != SIKKER for x in egne),
        "deles": linje.rolle in DELES,
    }
    return render(request, "konvertering/term.html", felter, status=400 if fejl else 200)


def _set(request: HttpRequest, k: Konvertering, rolle: str, navn: str) -> None:
    koder = [] if request.POST.get("uden") else [x for x in request.POST.getlist("kode") if x]
    if not koder and not request.POST.get("uden"):
        raise Laesefejl(
            [make_fejl("Bliver til", "Der er ikke valgt noget.", "Vælg et begreb, eller sæt kryds i »Tabt«.")]
        )
    sikkerhed = request.POST.get("sikkerhed", SIKKER)
    set_term(k, rolle, navn, koder, sikkerhed, request.POST.get("note", "").strip(), by=request.user)


@kraever(Ret.KONVERTER)
@require_GET
def fil(request: HttpRequest, kommune: Kommune, konv_nr: int) -> HttpResponse:
    """The table as CSV, to be edited and put back."""
    k = find_konvertering(kommune, konv_nr)
    write_spor("konvertering.tabel_hentet", by=request.user, kommune=kommune.kode)
    svar = HttpResponse(write_tabel(load_tabel(k)), content_type="text/csv; charset=utf-8")
    svar.headers["Content-Disposition"] = f'attachment; filename="tabel-{k.pk}.csv"'
    return svar
