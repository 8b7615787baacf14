"""One citizen's analyses (V08–V10): what is known of her over time. It asks what for; the trail keeps it."""

from __future__ import annotations

import base64
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from ffb.analyses import Analyse, Analyseresultat, find_navne, load_analyser
from ffb.begreber import Kommune
from ffb.render.diagram import Form, Tone, til_svg
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.fund.borgerside import read_borger
from ffb.server.fund.tabelvisning import build_visning
from ffb.server.leverance.grundlag import find_grundlag
from ffb.server.spor.actions import write_spor
from ffb.server.viden import valg
from ffb.server.viden.svar import borger_svar
from ffb.sprog import Dansk, _

FORMAAL: tuple[Dansk, ...] = ("Forberede opfølgning", "Udrede eller visitere", "Rette fejl i sagen", "Tilsyn")


def find_borgeranalyser() -> list[Analyse]:
    """The analyses about one citizen."""
    return [a for a in load_analyser() if a.borger]


@kraever(Ret.SE_PERSONDATA)
@require_http_methods(["GET", "POST"])
def borgerviden(request: HttpRequest, kommune: Kommune, borger_id: int) -> HttpResponse:
    """GET asks what for; POST with a purpose shows the pictures and tables. Nothing of it is kept."""
    tabeller = read_borger(find_grundlag(kommune.kode), borger_id, find_navne(find_borgeranalyser()))
    if not any(t.num_rows for n, t in tabeller.items() if n.endswith("_version")):
        raise Http404
    formaal = request.POST.get("formaal", "").strip()
    felter: dict[str, Any] = {"borger_id": borger_id, "formaal": FORMAAL, "analyser": find_borgeranalyser()}
    if not formaal:
        felter["fejl"] = _("Vælg, hvad siden skal bruges til.") if request.method == "POST" else ""
        return render(request, "viden/borger.html", felter, status=400 if felter["fejl"] else 200)
    write_spor(
        "borger.viden_set", by=request.user, kommune=kommune.kode, formaal=formaal, genstand="borger",
        borgere=[borger_id],
    )  # fmt: skip
    par = [(a, v) for a in felter["analyser"] if (v := valg.read_valg(request, a)[0]) is not None]
    felter["svar"] = [_vis(r) for r in borger_svar(tabeller, kommune.kode, par)]
    felter["valgt_formaal"] = formaal
    svar = render(request, "viden/borger.html", felter)
    svar.headers["Cache-Control"] = "no-store"
    return svar


def _vis(r: Analyseresultat) -> dict[str, Any]:
    """An answer with its picture in the page itself: no address of it exists."""
    figur = None
    if not r.tom and r.analyse.diagram is not None:
        former: dict[str, tuple[Tone, Form]] = {
            "lys": ("lys", "side"), "moerk": ("moerk", "side"),
            "lys_smal": ("lys", "smal"), "moerk_smal": ("moerk", "smal"),
        }  # fmt: skip
        figur = {
            navn: "data:image/svg+xml;base64," + base64.b64encode(til_svg(r, *valgt)).decode()
            for navn, valgt in former.items()
        }
    return {"r": r, "tekst": r.analyse.tekst(), "figur": figur, "visning": build_visning(r.vist)}
