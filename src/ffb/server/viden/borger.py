"""One citizen's analyses (V08–V10): what is known of her over time. It asks what for; the trail keeps it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from ffb.analyses import Analyse, Analyseresultat, find_navne, load_analyser
from ffb.begreber import Kommune
from ffb.render.diagram import Form, make_figur, til_svg
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.fund.borgerside import read_borger
from ffb.server.fund.periode import UlaeseligPeriode, read_dato
from ffb.server.fund.tabelvisning import build_visning
from ffb.server.leverance.grundlag import find_grundlag
from ffb.server.sag.models import Sagsborger
from ffb.server.spor.actions import write_spor
from ffb.server.viden.svar import borger_svar
from ffb.sprog import Dansk, _

FORMAAL: tuple[Dansk, ...] = ("Forberede opfølgning", "Udrede eller visitere", "Rette fejl i sagen", "Tilsyn")
# drawing takes most of the page's time: a browser that says how wide it is gets its own width only
FORMER: dict[str, tuple[Form, ...]] = {"bred": ("side",), "smal": ("smal",), "": ("side", "smal")}


def find_borgeranalyser() -> list[Analyse]:
    """The analyses about one citizen."""
    return [a for a in load_analyser() if a.borger]


@kraever(Ret.SE_PERSONDATA)
@require_http_methods(["GET", "POST"])
def borgerviden(request: HttpRequest, kommune: Kommune, borger_id: int) -> HttpResponse:
    """GET asks what for; POST with a purpose shows the pictures and tables. Nothing of it is kept."""
    tabeller = read_borger(find_grundlag(kommune.kode), borger_id, find_navne(find_borgeranalyser()))
    leveret = any(t.num_rows for n, t in tabeller.items() if n.endswith("_version"))
    if not leveret and not Sagsborger.objects.egne(kommune.kode).filter(borger_id=borger_id).exists():
        raise Http404
    formaal = request.POST.get("formaal", "").strip()
    periode, fejl = _read_periode(request)
    if request.method == "POST" and not formaal:
        fejl = [("formaal", _("Vælg, hvad siden skal bruges til.")), *fejl]
    felter: dict[str, Any] = {
        "borger_id": borger_id, "leveret": leveret, "formaal": FORMAAL, "analyser": find_borgeranalyser(),
        "valgt_formaal": formaal, "fra": request.POST.get("fra", ""), "til": request.POST.get("til", ""),
        "fejl": fejl,
    }  # fmt: skip
    if request.method == "GET" or fejl or not leveret:
        return render(request, "viden/borger.html", felter, status=400 if fejl else 200)
    write_spor(
        "borger.viden_set", by=request.user, kommune=kommune.kode, formaal=formaal, genstand="borger",
        borgere=[borger_id],
    )  # fmt: skip
    former = FORMER.get(request.POST.get("skaerm", ""), FORMER[""])
    svar_list = borger_svar(tabeller, kommune.kode, felter["analyser"], periode)
    felter["svar"] = [_vis(r, former) for r in svar_list]
    svar = render(request, "viden/borger.html", felter)
    svar.headers["Cache-Control"] = "no-store"
    return svar


def _read_periode(request: HttpRequest) -> tuple[tuple[date, date] | None, list[tuple[str, str]]]:
    """The period asked for, None = the whole course; and (field, what is wrong) of each fault."""
    sagt = {n: t for n in ("fra", "til") if (t := request.POST.get(n, "").strip())}
    dage: dict[str, date] = {}
    fejl = []
    for navn, tekst in sagt.items():
        try:
            dage[navn] = read_dato(tekst)
        except UlaeseligPeriode as galt:
            fejl.append((navn, str(galt)))
    if len(sagt) == 1:
        fejl.append(
            ("til" if "fra" in sagt else "fra", _("Skriv begge datoer, eller ingen for hele forløbet."))
        )
    if fejl or not dage:
        return None, fejl
    if dage["til"] < dage["fra"]:
        return None, [("til", _("Perioden slutter, før den begynder. Byt om på de to datoer."))]
    return (dage["fra"], dage["til"]), []


def _vis(r: Analyseresultat, former: tuple[Form, ...]) -> dict[str, Any]:
    """An answer with its picture in the page itself: no address of it exists."""
    figur = None
    if not r.tom and r.analyse.diagram is not None:
        figur = make_figur(*(til_svg(r, "lys", form) for form in former))
    hvad = dict(r.opdelinger).get(r.opdeling or "", "")
    return {
        "r": r,
        "tekst": r.analyse.tekst(),
        "hvad": hvad,
        "figur": figur,
        "visning": build_visning(r.vist),
    }
