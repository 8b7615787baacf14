"""The report's pages: the tables, the rows behind each number, the lists with persons, the files.

Every number is a link to what it counts. A list with CPR asks what it is for, and the answer stands in the
trail.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from ffb.begreber import Kommune
from ffb.rapport.bag import fejl as bag_fejl
from ffb.rapport.bag import find_borgere, find_ydelser
from ffb.rapport.bag import mangler as bag_mangler
from ffb.rapport.gemt import gemt_rapport
from ffb.rapport.lister import term
from ffb.rapport.resultat import Rapport, Rapporttabel
from ffb.rapport.tekster import TABEL2_TEKST
from ffb.render import overblik, write_rapport
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.fund.periode import Svar, UlaeseligPeriode, find_svar, read_periode, read_pr
from ffb.server.fund.personer import borgere_i, open_tabel
from ffb.server.fund.rapporter import load_bag, load_rapport, pak_ud
from ffb.server.fund.tabelvisning import REGEL_BAG, build_visning, sql_tekster
from ffb.server.leverance.boks import open_cpr
from ffb.server.leverance.models import Kontakt
from ffb.server.ramme import reload_page
from ffb.server.spor.actions import write_spor
from ffb.sprog import Dansk, _, dato

FORMATER: dict[str, Dansk] = {
    "xlsx": "Regneark",
    "pdf": "PDF",
    "json": "JSON",
    "csv": "CSV",
    "html": "Webside",
}
FORMAAL: tuple[Dansk, ...] = (
    "Rette fejl i sagerne",
    "Forberede godkendelse",
    "Svare Danmarks Statistik",
    "Tilsyn",
)
PR_SIDE = 200  # rows behind a number; a kommune may have 20,000
PR_LISTESIDE = 500  # rows of a CPR list, which people search with the browser
FILFORMATER = ("xlsx", "csv")  # of a list
Side = Callable[..., HttpResponse]


def med_svar(view: Side) -> Callable[..., HttpResponse]:
    """Give the view the count of the period in the address; without one, the page that says why."""

    @wraps(view)
    def side(request: HttpRequest, kommune: Kommune, **kwargs: Any) -> HttpResponse:
        try:
            svar = find_svar(kommune, *read_periode(request), read_pr(request))
        except UlaeseligPeriode as fejl:
            return render(request, "fund/uden_tal.html", {"fejl": str(fejl)}, status=400)
        if svar.opgoerelse is None:
            navn = "fund/_vent.html" if request.htmx else "fund/uden_tal.html"
            return render(request, navn, {"svar": svar})
        if request.htmx:  # the bar of progress asked: show the whole page, not a page within it
            return reload_page()
        return view(request, kommune, svar, **kwargs)

    return side


@kraever(Ret.SE_TAL)
@require_GET
@med_svar
def rapport(request: HttpRequest, kommune: Kommune, svar: Svar) -> HttpResponse:
    """Tabel 1 and 2 with every number a link, the overviews, and how it is counted."""
    r = load_rapport(svar.opgoerelse)
    write_spor(
        "rapport.aabnet",
        by=request.user,
        kommune=kommune.kode,
        genstand=f"opgoerelse:{svar.opgoerelse.pk}",  # type: ignore[union-attr]
    )
    return render(
        request,
        "fund/rapport.html",
        {
            "svar": svar,
            "rapport": r,
            "konklusion": overblik.konklusion(r),
            "tabel1": build_visning(r.tabeller["tabel1"], _celle_url(kommune, svar, "tabel1", "paragraf")),
            "tabel2": build_visning(r.tabeller["tabel2"], _celle_url(kommune, svar, "tabel2", "raekke")),
            "opdelt": [build_visning(r.tabeller[n]) for n in ("tabel1_pr_dst_kode", "tabel2_opdelt")],
            "oversigter": [build_visning(r.tabeller[n]) for n in ("leverancer", "kontakter")],
            "figurer": [_figurer(r, navn) for navn in ("tabel1", "tabel2")],
            "fakta": overblik.fakta(r),
            "indstillinger": overblik.indstillinger(r),
            "sql": sql_tekster(("tabel1", "tabel2")),
            "formater": FORMATER,
            "kontakter": Kontakt.objects.filter(kommune=kommune.kode),
            "lister": overblik.listetal(r),
        },
    )


def _figurer(r: Rapport, navn: str) -> list[tuple[str, str]]:
    return [
        (ord_, overblik.figur_tekst(noegle, vaerdi)) for ord_, noegle, vaerdi in overblik.figurer(r, navn)
    ]


def _celle_url(
    kommune: Kommune, svar: Svar, tabel: str, raekkenavn: str
) -> Callable[[str, dict[str, Any]], str]:
    """The address of what a cell counts."""

    def url(kolonne: str, raekke: dict[str, Any]) -> str:
        valg = {"tabel": tabel, "raekke": raekke[raekkenavn], "kolonne": kolonne}
        return f"/k/{kommune.kode}/rapport/bag?{svar.vaelger}&{urlencode(valg)}"

    return url


@kraever(Ret.SE_TAL)
@require_GET
@med_svar
def ydelser(request: HttpRequest, kommune: Kommune, svar: Svar) -> HttpResponse:
    """The ydelsesrapport: every DST-kode, year and quarter."""
    r = load_rapport(svar.opgoerelse)
    visning = build_visning(r.tabeller["ydelsesrapport"])
    return render(request, "fund/ydelser.html", {"svar": svar, "visning": visning})


@kraever(Ret.SE_PERSONDATA)
@require_GET
@med_svar
def bag(request: HttpRequest, kommune: Kommune, svar: Svar) -> HttpResponse:
    """The rows a number counts: without CPR, each a link to its citizen."""
    tabel, raekke, kolonne = (request.GET.get(k, "") for k in ("tabel", "raekke", "kolonne"))
    rows = load_bag(svar.opgoerelse)
    try:
        if tabel == "tabel1":
            fundne = find_ydelser(rows, kolonne, raekke)
        else:
            borgere = {b["borger_id"] for b in find_borgere(rows, raekke, kolonne)}
            fundne = [r for r in rows.ydelser if r["borger_id"] in borgere]
    except KeyError:
        raise Http404 from None
    r = load_rapport(svar.opgoerelse)
    side: Page[Any] = Paginator(fundne, PR_SIDE).get_page(request.GET.get("side"))
    paa_siden = {x["borger_id"] for x in side}
    write_spor(
        "tal.aabnet", by=request.user, kommune=kommune.kode, genstand=f"opgoerelse:{svar.opgoerelse.pk}",  # type: ignore[union-attr]
        borgere=paa_siden, tabel=tabel, kolonne=kolonne, side=side.number,
    )  # fmt: skip
    mangel = {b["borger_id"]: bag_mangler(b) for b in rows.borgere if b["borger_id"] in paa_siden}
    return render(
        request,
        "fund/bag.html",
        {
            "svar": svar,
            "titel": _cellens_navn(r.tabeller[tabel], raekke, kolonne),
            "side": side,
            "raekker": [_vis_ydelse(x, mangel) for x in side],
            "antal": len(fundne),
            "antal_borgere": len({x["borger_id"] for x in fundne}),
            "er_borgere": tabel == "tabel2",
            "regel": REGEL_BAG.get(kolonne if tabel == "tabel1" else raekke),
        },
    )


def _cellens_navn(tabel: Rapporttabel, raekke: str, kolonne: str) -> str:
    if tabel.navn == "tabel2":
        return _(TABEL2_TEKST.get(raekke, Dansk("Borgere med mindst én FFB-ydelse")))
    titel = next((k.titel for k in tabel.kolonner if k.navn == kolonne), kolonne)
    return f"{_(titel)}, {_(raekke)}"


def _vis_ydelse(r: dict[str, Any], mangel: dict[int, list[str]]) -> dict[str, Any]:
    """A row as the page shows it: terms beside codes, errors in words."""
    return r | {
        "ydelse": term(r["ffb_ydelse_kode"]),
        "tilbud": term(r["ffb_tilbud_kode"]),
        "fejl_ord": bag_fejl(r),
        "mangler_ord": mangel.get(r["borger_id"], []),
    }


@kraever(Ret.SE_PERSONDATA)
@require_http_methods(["GET", "POST"])
@med_svar
def liste(request: HttpRequest, kommune: Kommune, svar: Svar, nr: int) -> HttpResponse:
    """A CPR list. GET asks what it is for; POST shows it, with CPR or as the safe copy, or gives the file."""
    if nr not in (1, 2):
        raise Http404
    navn = f"cpr_liste_{nr}"
    r = load_rapport(svar.opgoerelse)
    tabel = r.tabeller[navn]
    felter = {"svar": svar, "nr": nr, "tabel": tabel, "formaal": FORMAAL}
    if request.method == "GET":
        return render(request, "fund/liste_formaal.html", felter)
    formaal = request.POST.get("formaal", "").strip()
    if not formaal:
        felter["fejl"] = _("Vælg, hvad listen skal bruges til.")
        return render(request, "fund/liste_formaal.html", felter, status=400)
    sikker = request.POST.get("kopi") == "sikker"
    som = request.POST.get("som")
    side = Paginator(tabel.raekker, PR_LISTESIDE).get_page(request.POST.get("side"))
    if som not in FILFORMATER:
        tabel = replace(tabel, raekker=list(side.object_list))
    write_spor(
        "liste.sikker_kopi" if sikker else "liste.aabnet",
        by=request.user, kommune=kommune.kode, formaal=formaal,
        genstand=f"{navn}:opgoerelse:{svar.opgoerelse.pk}",  # type: ignore[union-attr]
        borgere=borgere_i(tabel.raekker),
    )  # fmt: skip
    if not sikker:
        tabel = with_cpr(tabel, kommune.kode)
    if som in FILFORMATER:
        return _listefil(r, tabel, som)
    felter |= {"visning": build_visning(tabel), "side": side, "sikker": sikker, "formaal": formaal}
    return render(request, "fund/liste.html", felter)


def with_cpr(tabel: Rapporttabel, kommune: str) -> Rapporttabel:
    """The list with numbers in place of pseudonyms, from the vault; empty where it has none."""
    borgere = borgere_i(tabel.raekker)
    return open_tabel(tabel, dict.fromkeys(borgere) | open_cpr(kommune, borgere))


def _listefil(r: Rapport, tabel: Rapporttabel, som: str) -> HttpResponse:
    """The list alone as a file."""
    from ffb.server.fund.listefil import til_csv, til_xlsx

    data = til_xlsx(tabel) if som == "xlsx" else til_csv(tabel)
    svar = HttpResponse(data, content_type=MIME[som])
    svar.headers["Content-Disposition"] = f'attachment; filename="{tabel.navn}.{som}"'
    return svar


MIME = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "json": "application/json",
    "html": "text/html; charset=utf-8",
}


@kraever(Ret.SE_TAL)
@require_GET
@med_svar
def hent(request: HttpRequest, kommune: Kommune, svar: Svar, format_: str) -> HttpResponse:
    """The report as a file, without persons: figures only."""
    if format_ not in FORMATER:
        raise Http404
    assert svar.opgoerelse is not None
    r = gemt_rapport(pak_ud(svar.opgoerelse.rapport))  # a copy of its own, to take persons out of
    for navn in ("cpr_liste_1", "cpr_liste_2"):
        r.tabeller[navn].raekker.clear()
    if svar.pr:
        r.noter.insert(0, som_det_saa_ud(svar.pr))
    mappe = tempfile.TemporaryDirectory()
    filer = write_rapport(r, Path(mappe.name), [format_], navn="rapport")
    svarfil = _een_fil(filer, Path(mappe.name))
    pr = f"-pr-{svar.pr:%Y%m%d}" if svar.pr else ""
    navn = f"ffb-rapport-{kommune.kode}-{svar.fra:%Y%m%d}-{svar.til:%Y%m%d}{pr}{svarfil.suffix}"
    fil = FileResponse(svarfil.open("rb"), as_attachment=True, filename=navn)
    fil._resource_closers.append(mappe.cleanup)
    return fil


def som_det_saa_ud(pr: date) -> str:
    """The mark of figures of an earlier day."""
    return _(
        "Som det så ud den {dag}: kun det, der var modtaget den dag. Opsætning, systemstatus og regler er "
        "dagens.",
        dag=dato(pr),
    )


def _een_fil(filer: list[Path], mappe: Path) -> Path:
    """CSV is a file per table: they come as a ZIP."""
    import zipfile

    if len(filer) == 1:
        return filer[0]
    ud = mappe / "rapport.zip"
    with zipfile.ZipFile(ud, "w", zipfile.ZIP_DEFLATED) as z:
        for f in filer:
            z.write(f, f.name)
    return ud
