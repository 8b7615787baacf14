"""Search and read the concepts; every one has an address that stays."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ffb.begreber import ART_NAVN, Begreb, Katalog, find_forskel, katalog_list
from ffb.rules.hoved import load_regler
from ffb.server.adgang.regler import kraever


@kraever()
@require_GET
def begreber(request: HttpRequest) -> HttpResponse:
    """Every catalogue, and a search that forgives."""
    soegt = request.GET.get("q", "").strip()
    fundne = [(k, b) for k in katalog_list() for b in k.soeg(soegt, 50)] if soegt else []
    return render(
        request, "begreb/begreber.html", {"q": soegt, "fundne": fundne, "kataloger": katalog_list()}
    )


@kraever()
@require_GET
def katalog(request: HttpRequest, navn: str, version: str) -> HttpResponse:
    """One catalogue version by kind, and what changed since the one before."""
    k = _find(navn, version)
    foer = [x for x in katalog_list() if x.id.startswith(f"{navn}/") and x.version < version]
    forskel = find_forskel(foer[-1], k) if foer else None
    grupper = [(ART_NAVN.get(art, art), k.art(art)) for art in k.art_antal()]
    return render(request, "begreb/katalog.html", {"k": k, "grupper": grupper, "forskel": forskel})


@kraever()
@require_GET
def begreb(request: HttpRequest, navn: str, version: str, begreb_kode: str) -> HttpResponse:
    """One concept: its kind, way from the top, what is under it, its law, the rules that name it."""
    k = _find(navn, version)
    b = k.find(begreb_kode)
    if b is None:
        raise Http404
    return render(
        request,
        "begreb/begreb.html",
        {
            "k": k,
            "b": b,
            "art": ART_NAVN.get(b.art, b.art),
            "sti": k.sti(b.kode)[:-1],
            "boern": k.boern(b.kode),
            "regler": [r for r in load_regler() if r.sql and b.kode in r.sql],
            "andre": _andre(k, b),
        },
    )


def _find(navn: str, version: str) -> Katalog:
    fundet = next((k for k in katalog_list() if k.id == f"{navn}/{version}"), None)
    if fundet is None:
        raise Http404
    return fundet


def _andre(k: Katalog, b: Begreb) -> list[Katalog]:
    """Other versions of the same catalogue that have the code."""
    navn = k.id.split("/")[0]
    return [x for x in katalog_list() if x.id.startswith(f"{navn}/") and x.id != k.id and x.find(b.kode)]
