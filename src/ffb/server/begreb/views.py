"""Search and read the concepts; every one has an address that stays, and JSON beside the page."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from ffb.begreber import (
    ART_NAVN,
    Begreb,
    Katalog,
    Kommune,
    UkendtKatalog,
    find_forskel,
    find_kommune,
    find_levetider,
    find_perioder,
    katalog_list,
    katalog_navn_list,
    load_katalog,
    load_katalog_paa,
    opslag_list,
    version_list,
)
from ffb.engine.sqlfil import load_sqlfiler
from ffb.rules.hoved import load_regler
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.begreb.brug import NAVN, count_brug
from ffb.server.begreb.models import Lokalterm

FUNDNE = 50
VIST = 1000  # concepts of one kind on a catalogue's page


@kraever()
@require_GET
def begreber(request: HttpRequest) -> HttpResponse:
    """Every catalogue, and a search that forgives: the versions of today, the best answers first."""
    soegt = request.GET.get("q", "").strip()[:200]
    fundne = _soeg(soegt) if soegt else []
    if _vil_json(request):
        return JsonResponse({"q": soegt, "begreber": [_som_json(k, b) for k, b in fundne]})
    felter = {
        "q": soegt,
        "fundne": [(k, b, ART_NAVN.get(b.art, b.art), k.sti(b.kode)[:-1]) for k, b in fundne],
        "kataloger": [(navn, version_list(navn)) for navn in katalog_navn_list()],
        "importer": request.user.kommuner(Ret.STYR_KATALOG)[:1],
        "egne": [k for kode in request.user.kommuner(Ret.SE_TAL)[:5] if (k := find_kommune(kode))],
    }
    return render(request, "begreb/begreber.html", felter)


def _soeg(soegt: str) -> list[tuple[Katalog, Begreb]]:
    """Answers of each catalogue in turn, in today's version first; a code is shown once."""
    fundne: dict[str, tuple[Katalog, Begreb]] = {}
    for navn in katalog_navn_list():
        gaeldende = load_katalog_paa(navn, timezone.localdate())
        for k in [*([gaeldende] if gaeldende else []), *opslag_list(navn)]:
            for b in k.soeg(soegt, FUNDNE):
                fundne.setdefault(b.kode, (k, b))
    return list(fundne.values())[:FUNDNE]


def _vil_json(request: HttpRequest) -> bool:
    return request.GET.get("format") == "json"


def _som_json(k: Katalog, b: Begreb) -> dict[str, Any]:
    return {
        **asdict(b),
        "katalog": k.id,
        "overtema_kode": k.overtema_kode(b.kode),
        "sti": [x.term for x in k.sti(b.kode)],
        "url": f"/begreber/{k.id}/{quote(b.kode, safe='')}",
    }


@kraever()
@require_GET
def katalog(request: HttpRequest, navn: str, version: str) -> HttpResponse:
    """One catalogue version by kind, and what changed since the one before it."""
    k = _find(navn, version)
    perioder = find_perioder(version_list(navn))
    nr = next((i for i, p in enumerate(perioder) if p[2] is k), 0)
    foer = perioder[nr - 1][2] if nr else None
    if _vil_json(request):
        hoved = {"id": k.id, "navn": k.navn, "system": k.system, "gaelder_fra": k.gaelder_fra}
        return JsonResponse(hoved | {"begreber": [asdict(b) for b in k.begreb_list]})
    felter = {
        "k": k,
        "grupper": [(ART_NAVN.get(art, art), k.art(art)[:VIST], n) for art, n in k.art_antal().items()],
        "foer": foer,
        "forskel": find_forskel(foer, k) if foer else None,
        "perioder": [(fra, til) for fra, til, i_kraft in perioder if i_kraft is k],
        "andre": [x for x in version_list(navn) if x is not k],
    }
    return render(request, "begreb/katalog.html", felter)


@kraever()
@require_GET
def begreb(request: HttpRequest, navn: str, version: str, begreb_kode: str) -> HttpResponse:
    """One concept: its kind, way from the top, what is under it, its law, its life, where it is used."""
    k = _find(navn, version)
    b = k.find(begreb_kode)
    if b is None:
        raise Http404
    liv = find_levetider().get(b.kode)
    if _vil_json(request):
        afloeser = liv.efterfoelger.kode if liv and liv.efterfoelger else None
        levetid = {"udgaaet_i": liv.udgaaet_i if liv else None, "efterfoelger": afloeser}
        return JsonResponse(_som_json(k, b) | levetid | {"brugt_i": find_brugt_i(b)})
    felter = {
        "k": k,
        "b": b,
        "art": ART_NAVN.get(b.art, b.art),
        "sti": k.sti(b.kode)[:-1],
        "boern": k.boern(b.kode),
        "liv": liv,
        "afloeser": liv.efterfoelger if liv else None,
        "historie": _historie(navn, b.kode),
        "regler": [r for r in load_regler() if r.id in find_brugt_i(b)["regler"]],
        "tabeller": find_brugt_i(b)["tabeller"],
        "kommuner": request.user.kommuner(Ret.SE_TAL),
        "egne": Lokalterm.objects.filter(
            kommune__in=request.user.kommuner(Ret.SE_TAL), over_kode=b.kode, lukket_tid=None
        ),
    }
    return render(request, "begreb/begreb.html", felter)


@kraever()
@require_GET
def kode(request: HttpRequest, begreb_kode: str) -> HttpResponse:
    """The address of a code that never changes: to where it stands in today's version, else the newest."""
    for navn in katalog_navn_list():
        gaeldende = load_katalog_paa(navn, timezone.localdate())
        for k in [*([gaeldende] if gaeldende else []), *opslag_list(navn)]:
            if b := k.find(begreb_kode):
                return redirect("begreber_begreb", navn, k.version, b.kode)
    raise Http404


@kraever()
@require_GET
def diff(request: HttpRequest) -> HttpResponse:
    """What differs between two versions, `?a=` and `?b=`."""
    a, b = request.GET.get("a", ""), request.GET.get("b", "")
    forskel = None
    if a and b:
        try:
            forskel = find_forskel(load_katalog(a), load_katalog(b))
        except UkendtKatalog:
            raise Http404 from None
        if _vil_json(request):
            return JsonResponse(asdict(forskel))
    ider = [k.id for k in katalog_list()]
    return render(request, "begreb/diff.html", {"a": a, "b": b, "ider": ider, "forskel": forskel})


@kraever(Ret.SE_TAL)
@require_GET
def brug(request: HttpRequest, kommune: Kommune, begreb_kode: str) -> HttpResponse:
    """How often the kommune's own data hold the code, by table: rows and citizens."""
    raekker = count_brug(kommune.kode).get(begreb_kode, {})
    if _vil_json(request):
        return JsonResponse({"kode": begreb_kode, "brug": raekker})
    skabelon = "begreb/_brug.html" if request.headers.get("HX-Request") else "begreb/brug.html"
    return render(
        request,
        skabelon,
        {"begreb_kode": begreb_kode, "brug": [(NAVN[n], tal) for n, tal in raekker.items()]},
    )


def _find(navn: str, version: str) -> Katalog:
    try:
        return load_katalog(f"{navn}/{version}")
    except UkendtKatalog:
        raise Http404 from None


def _historie(navn: str, begreb_kode: str) -> list[tuple[Katalog, Begreb]]:
    """The code in every version that has it, newest first."""
    return [(k, b) for k in version_list(navn) if (b := k.find(begreb_kode))]


@cache
def _tekster() -> list[tuple[str, str]]:
    """Every SQL text beside the rules: (what it is called, the text)."""
    filer = [*load_sqlfiler("ffb.model", "sql"), *load_sqlfiler("ffb.rapport", "sql")]
    filer += load_sqlfiler("ffb.analyses", "sql")
    return [(str(f.hoved.get("titel") or f.navn), f.sql) for f in filer]


def find_brugt_i(b: Begreb) -> dict[str, list[str]]:
    """Rules and tables of the report that name the code, or ask for concepts of its kind or short name."""
    ord_ = [b.kode, f"'{b.art}'", *([f"'{b.kortnavn}'"] if b.kortnavn else [])]

    def naevner(sql: str) -> bool:
        return any(o in sql for o in ord_)

    return {
        "regler": [r.id for r in load_regler() if r.sql and naevner(r.sql)],
        "tabeller": [titel for titel, sql in _tekster() if naevner(sql)],
    }
