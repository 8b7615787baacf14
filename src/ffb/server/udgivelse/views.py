"""Publications for outsiders: the list, one publication cut by place or by group, and its files."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from ffb.diskretionering import I_ALT
from ffb.render import udgivelse as filer
from ffb.render.diagram import make_figur
from ffb.render.diagram.udsnit import til_udsnit_svg
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.udgivelse.laes import find_udgivet, find_udgivne, load_vist
from ffb.server.udgivelse.models import Udgivelse
from ffb.sprog import _, heltal, procent
from ffb.udgivelse.vist import Udgivettabel, Vist, node_navn, sted_navn

FILER = {"xlsx": "Regneark", "csv": "CSV", "parquet": "Parquet", "json": "JSON"}
MIME = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "json": "application/json; charset=utf-8",
}


@kraever(Ret.SE_UDGIVELSE)
@require_GET
def udgivelser(request: HttpRequest) -> HttpResponse:
    """Every publication there is."""
    maa = request.user.har(Ret.STYR_NATIONALT, None)
    return render(request, "udgivelse/liste.html", {"liste": find_udgivne(), "maa_forberede": maa})


@kraever(Ret.SE_UDGIVELSE)
@require_GET
def udgivelse(request: HttpRequest, udgivelse_navn: str) -> HttpResponse:
    """One publication: a table of it, at one place or for one group."""
    u = find_udgivet(udgivelse_navn)
    return show_udgivelse(request, u, hent="udgivelse_hent")


@kraever(Ret.SE_UDGIVELSE)
@require_GET
def udgivelse_hent(request: HttpRequest, udgivelse_navn: str, format_: str) -> HttpResponse:
    """The publication as a file; CSV is the table asked for."""
    if format_ not in FILER:
        raise Http404
    u = find_udgivet(udgivelse_navn)
    vist = load_vist(u)
    tabel = vist.find(request.GET.get("tabel", "")) or vist.tabeller[0]
    data = {
        "json": lambda: bytes(u.vist),
        "csv": lambda: filer.til_csv(tabel),
        "parquet": lambda: filer.til_parquet(vist),
        "xlsx": lambda: filer.til_xlsx(vist),
    }[format_]()
    navn = f"udgivelse-{u.navn}{f'-{tabel.navn}' if format_ == 'csv' else ''}.{format_}"
    svar = HttpResponse(data, content_type=MIME[format_])
    svar.headers["Content-Disposition"] = f'attachment; filename="{navn}"'
    return svar


# -- a slice --------------------------------------------------------------------------------------------


def show_udgivelse(request: HttpRequest, u: Udgivelse, hent: str = "", **felter: Any) -> HttpResponse:
    """The page of a publication, or of one that is to be looked at before it is published."""
    vist = load_vist(u)
    tabel, sted, node, fejl = _read_valg(request, vist)
    linjer = tabel.slice_node(node) if node is not None else tabel.slice_sted(sted)
    saetning = build_saetning(tabel, sted, node)
    tegnet = {form: til_udsnit_svg(linjer, saetning, form) for form in ("side", "smal")}
    felter |= {
        "u": u, "vist": vist, "tabel": tabel, "sted": sted, "node": node, "fejl": fejl, "linjer": linjer,
        "i_alt": tabel.show(sted, I_ALT), "skjulte": sum(x.skjult for x in linjer),
        "stedvalg": [(s, sted_navn(s)) for s in tabel.steder],
        "noder": [(n, node_navn(n)) for n in tabel.noder],
        "hvad": node_navn(node) if node is not None else sted_navn(sted),
        "saetning": saetning,
        "figur": make_figur(tegnet["side"], tegnet["smal"]) if tegnet["side"] and tegnet["smal"] else None,
        "filer": [
            {"navn": ord_, "url": f"{reverse(hent, args=[u.navn, f])}?{urlencode({'tabel': tabel.navn})}"}
            for f, ord_ in (FILER.items() if hent else ())
        ],
    }  # fmt: skip
    return render(request, "udgivelse/side.html", felter, status=400 if fejl else 200)


def _read_valg(request: HttpRequest, vist: Vist) -> tuple[Udgivettabel, str, str | None, list[str]]:
    """(table, place, group or None, every reason why what was asked for is not there)."""
    fejl = []
    navn = request.GET.get("tabel", "") or vist.tabeller[0].navn
    tabel = vist.find(navn)
    if tabel is None:
        fejl.append(_("Tabellen er ikke i udgivelsen. Vælg en af dem, der er."))
        tabel = vist.tabeller[0]
    sted = request.GET.get("sted", I_ALT)
    if sted not in tabel.steder:
        fejl += [_("Stedet er ikke i udgivelsen. Vælg et af dem, der er.")] if sted else []
        sted = I_ALT
    node: str | None = request.GET.get("gruppe") or None
    if node is not None and node not in tabel.noder:
        fejl.append(_("Gruppen er ikke i tabellen. Vælg en af dem, der er."))
        node = None
    return tabel, sted, node, fejl


def build_saetning(tabel: Udgivettabel, sted: str, node: str | None) -> str:
    """What the slice says, in one sentence; of shown counts only."""
    linjer = tabel.slice_node(node) if node is not None else tabel.slice_sted(sted)
    kendte = [x for x in linjer if x.antal and x.kode != I_ALT]
    kendte = [x for x in kendte if node is None or not x.kode.startswith("region ")]
    if not kendte:
        return _("Alle tal er skjult eller 0 her: der er for få personer til at vise dem.")
    flest = max(kendte, key=lambda x: (x.antal or 0, x.navn))
    hvor = node_navn(node) if node is not None else sted_navn(sted)
    if flest.andel is None:
        return _(
            "{hvor}: flest i {flest} ({antal}).", hvor=hvor, flest=flest.navn, antal=heltal(flest.antal or 0)
        )
    return _(
        "{hvor}: flest i {flest} ({antal}, {andel}).",
        hvor=hvor, flest=flest.navn, antal=heltal(flest.antal or 0), andel=procent(flest.andel),
    )  # fmt: skip
