"""The pages of knowledge: the list, an analysis, its picture and files, for a kommune and for the country.

A page is drawn whole without script; only the cards of the list are fetched as they come into view. Exact
figures are for those of the kommune and for DST; analytikere reach a publication, never these pages.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET

from ffb.analyses import Analyse, Analyseresultat, find_analyse, load_analyser
from ffb.begreber import Kommune
from ffb.errors import BrugsFejl
from ffb.render import csv
from ffb.render.analyse import til_json, til_opgoerelse
from ffb.render.diagram import Form, Tone, til_png
from ffb.render.diagram.tema import BREDDE
from ffb.render.opgoerelse import write_xlsx
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.fund.rapportside import MIME
from ffb.server.fund.tabelvisning import build_visning
from ffb.server.viden import sammenlign, udgivet, valg
from ffb.server.viden.svar import Kreds, find_kreds

FILER = {"png": "PNG", "svg": "SVG", "csv": "CSV", "xlsx": "Regneark", "json": "JSON"}
FILMIME = MIME | {"png": "image/png", "svg": "image/svg+xml"}


# -- a kommune ------------------------------------------------------------------------------------------


@kraever(Ret.SE_TAL)
@require_GET
def viden(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """Every question the data can answer."""
    return _liste(request, find_kreds(kommune.kode))


@kraever(Ret.SE_TAL)
@require_GET
def viden_analyse(request: HttpRequest, kommune: Kommune, id_: str) -> HttpResponse:
    """One question: answer, picture, table, what it rests on, beside other kommuner for those who may."""
    return _analyse(request, find_kreds(kommune.kode), _find(id_))


@kraever(Ret.SE_TAL)
@require_GET
def viden_kort(request: HttpRequest, kommune: Kommune, id_: str) -> HttpResponse:
    """The card of one question, answered."""
    return _kort(request, find_kreds(kommune.kode), _find(id_))


@kraever(Ret.SE_TAL)
@require_GET
def viden_hent(request: HttpRequest, kommune: Kommune, id_: str, format_: str) -> HttpResponse:
    """The answer as a file."""
    return _hent(request, find_kreds(kommune.kode), _find(id_), format_)


# -- the country ----------------------------------------------------------------------------------------


@kraever(Ret.SE_NATIONALT)
@require_GET
def landsviden(request: HttpRequest) -> HttpResponse:
    """Every question, over all kommuner."""
    return _liste(request, find_kreds())


@kraever(Ret.SE_NATIONALT)
@require_GET
def landsviden_analyse(request: HttpRequest, id_: str) -> HttpResponse:
    """One question over all kommuner, or some."""
    return _analyse(request, find_kreds(), _find(id_))


@kraever(Ret.SE_NATIONALT)
@require_GET
def landsviden_kort(request: HttpRequest, id_: str) -> HttpResponse:
    """The card of one question, answered."""
    return _kort(request, find_kreds(), _find(id_))


@kraever(Ret.SE_NATIONALT)
@require_GET
def landsviden_hent(request: HttpRequest, id_: str, format_: str) -> HttpResponse:
    """The answer as a file."""
    return _hent(request, find_kreds(), _find(id_), format_)


# -- both -----------------------------------------------------------------------------------------------


def _find(id_: str) -> Analyse:
    try:
        analyse = find_analyse(id_)
    except BrugsFejl:
        raise Http404 from None
    if analyse.borger:
        raise Http404
    return analyse


def _url(kreds: Kreds, hvad: str, *args: str) -> str:
    navn = hvad if kreds.kommune else f"lands{hvad}"
    return reverse(navn, args=[kreds.kommune, *args] if kreds.kommune else list(args))


def _liste(request: HttpRequest, kreds: Kreds) -> HttpResponse:
    kort = [
        {
            "analyse": a,
            "tekst": a.tekst(),
            "url": _url(kreds, "viden_analyse", a.id),
            "kort": _url(kreds, "viden_kort", a.id),
        }
        for a in load_analyser()
        if not a.borger
    ]
    eksport = bool(kreds.kommune) and request.user.har(Ret.EKSPORT, kreds.kommune)
    return render(request, "viden/liste.html", {"kort": kort, "kreds": kreds, "maa_eksportere": eksport})


def _kort(request: HttpRequest, kreds: Kreds, analyse: Analyse) -> HttpResponse:
    """The finding and a small picture, for the usual period."""
    if kreds.tom:
        return render(request, "viden/_kort.html", {"r": None})
    valget, _fejl = valg.read_valg(request, analyse)
    if valget is None:
        raise Http404
    r = kreds.svar(analyse, valget)
    return render(request, "viden/_kort.html", {"r": r, "figur": _figur(kreds, r, kort=True)})


def _figur(kreds: Kreds, r: Analyseresultat, *, kort: bool = False) -> dict[str, str] | None:
    """The addresses of the picture in two tones, wide and narrow; None where there is nothing to draw."""
    if r.tom or r.analyse.diagram is None:
        return None
    sti = _url(kreds, "viden_hent", r.analyse.id, "svg")
    former = {"": "kort"} if kort else {"": "side", "_smal": "smal"}
    return {
        f"{tone}{efter}": f"{sti}?{valg.write_valg(r.valg, tone=tone, form=form, v=kreds.noegle[:12])}"
        for tone in ("lys", "moerk")
        for efter, form in former.items()
    }


def _analyse(request: HttpRequest, kreds: Kreds, analyse: Analyse) -> HttpResponse:
    valget, fejl = valg.read_valg(request, analyse)
    r = None
    if valget is not None and not kreds.tom:
        try:
            r = kreds.svar(analyse, valget)
        except BrugsFejl as galt:
            fejl = [str(galt)]
    felter: dict[str, Any] = {
        "analyse": analyse,
        "tekst": analyse.tekst(),
        "kreds": kreds,
        "fejl": fejl,
        "periode": valg.build_periode(request, valget),
        "felter": valg.build_felter(analyse, request.GET, kommune=not kreds.kommune),
        "vis": request.GET.get("vis", ""),
        "sammenlign_valg": request.GET.get("sammenlign", ""),
        "liste_url": _url(kreds, "viden"),
        "her_url": _url(kreds, "viden_analyse", analyse.id),
        "sql": list(analyse.sql.items()),
        "maa_sammenligne": bool(kreds.kommune) and request.user.har(Ret.SE_NATIONALT, None),
        "kan_udgivet": bool(kreds.kommune) and udgivet.has_tabel(analyse),
    }
    if r is not None and valget is not None:
        felter |= _svarfelter(request, kreds, analyse, r) | {"filtre": valg.uden_filter(valget)}
    return render(request, "viden/analyse.html", felter, status=400 if fejl else 200)


def _svarfelter(request: HttpRequest, kreds: Kreds, analyse: Analyse, r: Analyseresultat) -> dict[str, Any]:
    """What the page shows of an answer."""
    link = valg.write_valg(r.valg)
    s = _compare(request, kreds, analyse, r)
    med = {"sammenlign": s.hvem} if s is not None else {}
    ud: dict[str, Any] = {
        "r": r,
        "visning": build_visning(r.vist),
        "figur": _figur(kreds, r),
        "opdelinger": [
            {"ord": ord_, "url": valg.write_valg(r.valg, vis=kode, **med), "her": kode == r.opdeling}
            for kode, ord_ in r.opdelinger
        ],
        "link": request.build_absolute_uri(f"{request.path}?{valg.write_valg(r.valg, **med)}"),
        "filer": [
            {"navn": navn, "url": f"{_url(kreds, 'viden_hent', analyse.id, f)}?{link}"}
            for f, navn in FILER.items()
            if not (r.tom and f in ("png", "svg"))
        ],
    }
    if s is not None:
        ud |= {"sammenligning": s, "sammenlign_visning": build_visning(s.tabel) if s.tabel else None}
    return ud


def _compare(
    request: HttpRequest, kreds: Kreds, analyse: Analyse, r: Analyseresultat
) -> sammenlign.Sammenligning | None:
    """The comparison asked for, None without one or without access to it."""
    hvem = request.GET.get("sammenlign", "")
    if not kreds.kommune or r.tom:
        return None
    if hvem in sammenlign.HVEM and request.user.har(Ret.SE_NATIONALT, None):
        return sammenlign.compare(analyse, r, r.valg, kreds.kommune, hvem)
    if hvem == udgivet.HVEM and udgivet.has_tabel(analyse):
        return udgivet.compare_udgivet(analyse, r, kreds.kommune)
    return None


def _hent(request: HttpRequest, kreds: Kreds, analyse: Analyse, format_: str) -> HttpResponse:
    if format_ not in FILER or kreds.tom:
        raise Http404
    valget, fejl = valg.read_valg(request, analyse)
    if valget is None:
        return HttpResponse("\n".join(fejl), status=400, content_type="text/plain; charset=utf-8")
    try:
        r = kreds.svar(analyse, valget)
        data = _fil(kreds, r, format_, *read_udseende(request))
    except BrugsFejl as galt:
        return HttpResponse(str(galt), status=400, content_type="text/plain; charset=utf-8")
    svar = HttpResponse(data, content_type=FILMIME[format_])
    hvor = "inline" if request.GET.get("tone") else "attachment"
    navn = f"{analyse.id}_{analyse.navn}-{kreds.kommune or 'landet'}.{format_}"
    svar.headers["Content-Disposition"] = f'{hvor}; filename="{navn}"'
    if request.GET.get("v") == kreds.noegle[:12]:  # the same address is the same picture for ever
        patch_cache_control(svar, private=True, max_age=86_400)
    return svar


def read_udseende(request: HttpRequest) -> tuple[Tone, Form]:
    """`?tone=moerk&form=smal`; what is not known is the picture that stands alone, in light."""
    form = request.GET.get("form", "")
    return "moerk" if request.GET.get("tone") == "moerk" else "lys", form if form in BREDDE else "hel"


def _fil(kreds: Kreds, r: Analyseresultat, format_: str, tone: Tone, form: Form) -> bytes:
    match format_:
        case "svg":
            return kreds.billede(r, tone, form)
        case "png":
            return til_png(r, tone)
        case "csv":
            return csv.til_csv(r.tabel)
        case "json":
            return til_json(r)
        case _:
            return _xlsx(kreds, r)


def _xlsx(kreds: Kreds, r: Analyseresultat) -> bytes:
    import tempfile
    from pathlib import Path

    from ffb.begreber import find_kommune

    kommune = find_kommune(kreds.kommune) if kreds.kommune else None
    with tempfile.TemporaryDirectory() as mappe:
        sti = Path(mappe) / "svar.xlsx"
        write_xlsx(til_opgoerelse(r, demo=bool(kommune and kommune.demo)), sti)
        return sti.read_bytes()
