"""Findings as work lists: who mends what, how old it is, what came since last time; and the rules behind
them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, IntegerField, Max, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from ffb.begreber import Kommune, find_kommune
from ffb.model.fund import ALVOR, EJERE
from ffb.render.fund_virkning import vis_virkning
from ffb.rules.form import load_formregler
from ffb.rules.hoved import Regel, find_regel, load_regler
from ffb.rules.side import ALVOR as ALVOR_ORD
from ffb.rules.side import EJER, KILDER, find_eksempler, find_fase
from ffb.rules.virkning import Virkning
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.fund.actions import explain_fund, withdraw_begrundelse
from ffb.server.fund.models import LEVENDE, Begrundelse, Fund, Opgoerelse
from ffb.server.fund.opgoer import default_periode
from ffb.server.leverance.models import Opsaetning
from ffb.server.ramme_tags import STATUS
from ffb.server.spor.actions import write_spor
from ffb.sprog import Dansk, _

PR_SIDE = 100
FILTRE = ("ejer", "alvor", "regel", "status", "enhed", "system")
GRAVHED = Case(
    *(When(alvor=a, then=Value(i)) for i, a in enumerate(ALVOR)),
    default=Value(9),
    output_field=IntegerField(),
)


@kraever(Ret.SE_TAL)
@require_GET
def fund(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """The work list: first how much by owner and by rule, then the rows for those who may see persons."""
    valg = {navn: request.GET.get(navn, "") for navn in FILTRE}
    grupper = count_grupper(kommune.kode)
    levende = [g for g in grupper if g["status"] in LEVENDE]
    valgte = [
        g
        for g in (grupper if valg["status"] else levende)
        if all(not v or g[n] == v for n, v in valg.items())
    ]
    antal = sum(g["antal"] for g in valgte)
    side = None
    if request.user.har(Ret.SE_PERSONDATA, kommune.kode):
        side = _read_side(kommune, valg, antal, request.GET.get("side"))
        _trail(request, kommune, side.object_list)
    return render(
        request,
        "fund/fund.html",
        {
            "side": side,
            "valg": valg,
            "antal": antal,
            "pr_ejer": _sum(levende, "ejer"),
            "pr_regel": [r | {"titel": _titel(r["regel"])} for r in _sum(valgte, "regel", "alvor", "ejer")],
            "siden": _since(kommune.kode, grupper),
            "muligheder": _choices(levende),
            "begrundede": _explained(kommune.kode),
            "virkning": _virkning(kommune.kode),
        },
    )


def count_grupper(kode: str) -> list[dict[str, Any]]:
    """How many findings of each kind there are: every figure of the page is a sum of these few hundred rows.

    One walk through the index made for it; counting each figure by itself took seven through the table.
    """
    fundne = Fund.objects.filter(kommune=kode).order_by().values(*FILTRE)
    return list(fundne.annotate(antal=Count("pk"), set_tid=Max("senest_set_tid")))


def _read_side(kommune: Kommune, valg: dict[str, str], antal: int, nr: str | None) -> Page[Fund]:
    """A page of the work list. Sorted by number alone: rows are wide, and only a page of them is needed."""
    side = Paginator(range(antal), PR_SIDE).get_page(nr)
    valgte = Fund.objects.filter(kommune=kommune.kode, **{navn: v for navn, v in valg.items() if v})
    if not valg["status"]:
        valgte = valgte.filter(status__in=LEVENDE)
    ordnet = valgte.annotate(grav=GRAVHED).order_by("grav", "ejer", "enhed", "sagsnummer", "regel", "pk")
    fra = max(0, side.start_index() - 1)
    numre = list(ordnet.values_list("pk", flat=True)[fra : fra + PR_SIDE])
    fundne = Fund.objects.in_bulk(numre)
    side.object_list = [fundne[pk] for pk in numre]
    return side


def _sum(grupper: list[dict[str, Any]], *navne: str) -> list[dict[str, Any]]:
    """The groups added up by `navne`: the gravest and the most first."""
    ud: dict[tuple[str, ...], dict[str, Any]] = {}
    for g in grupper:
        noegle = tuple(g[n] for n in navne)
        linje = ud.setdefault(noegle, {**dict(zip(navne, noegle, strict=True)), "antal": 0, "fejl": 0})
        linje["antal"] += g["antal"]
        linje["fejl"] += g["antal"] if g["alvor"] in ("fejl", "blokerende") else 0
    return sorted(ud.values(), key=lambda r: (-r["fejl"], -r["antal"], *(r[n] for n in navne)))


def _titel(id_: str) -> str:
    """What a rule says in short; a rule that is gone is its id."""
    regel = find_regel(id_) or load_formregler().get(id_)
    return regel.tekst().titel if regel else id_


def _since(kode: str, grupper: list[dict[str, Any]]) -> dict[str, int]:
    """What the last count changed: +new, −mended, =still."""
    tal: dict[str, int] = {}
    for g in grupper:
        tal[g["status"]] = tal.get(g["status"], 0) + g["antal"]
    nyeste = max((g["set_tid"] for g in grupper), default=None)
    loest = Fund.objects.filter(kommune=kode, status="loest", loest_tid__gte=nyeste).count() if nyeste else 0
    return {
        "nye": tal.get("ny", 0),
        "genopstaaede": tal.get("genopstaaet", 0),
        "fortsat": tal.get("fortsat", 0),
        "loest": loest,
    }


def _choices(levende: list[dict[str, Any]]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The filters, each with what there is to choose."""
    er = {navn: sorted({g[navn] for g in levende}) for navn in FILTRE}
    ord_: dict[str, dict[str, str]] = {
        "ejer": {e: _(EJER[e]).capitalize() for e in EJERE},
        "alvor": {a: _(a).capitalize() for a in ALVOR},
        "status": {s: _(t) for s, t in STATUS.items()},
    }
    er["status"] = list(STATUS)
    titler: dict[str, Dansk] = {"ejer": "Rettes af", "alvor": "Alvor", "regel": "Regel", "status": "Status",
                                "enhed": "Enhed", "system": "System"}  # fmt: skip
    return [
        (navn, _(titler[navn]), [(v, ord_.get(navn, {}).get(v, v)) for v in er[navn] if v]) for navn in FILTRE
    ]


def _explained(kode: str) -> set[str]:
    return set(
        Begrundelse.objects.filter(
            kommune=kode, trukket_tid=None, udloeber_dato__gte=timezone.localdate()
        ).values_list("noegle", flat=True)
    )


def _virkning(kode: str) -> list[tuple[str, str]]:
    """What mending moves, from the newest count: (rule, sentence)."""
    fra, til = default_periode()
    nyeste = (
        Opgoerelse.objects.filter(kommune=kode, periode_fra=fra, periode_til=til, pr_dato=None)
        .defer("rapport", "bag")
        .first()
    )
    linjer = vis_virkning(msgspec.convert(nyeste.tjek["virkning"], tuple[Virkning, ...])) if nyeste else []
    return [(linje.rsplit("(", 1)[-1].rstrip(")"), linje.rsplit(" (", 1)[0]) for linje in linjer]


def _trail(request: HttpRequest, kommune: Kommune, fund_list: Any) -> None:
    borgere = {f.borger_id for f in fund_list if f.borger_id is not None}
    if borgere:
        write_spor("fund.set", by=request.user, kommune=kommune.kode, genstand="fund", borgere=borgere)


@kraever(Ret.SE_PERSONDATA)
@require_http_methods(["GET", "POST"])
def fund_side(request: HttpRequest, kommune: Kommune, nr: int) -> HttpResponse:
    """One finding: what, where, what to do, its life; and its explanation, given or taken back."""
    f = get_object_or_404(Fund, pk=nr, kommune=kommune.kode)
    fejl = ""
    if request.method == "POST":
        if not request.user.har(Ret.BEGRUND, kommune.kode):
            raise PermissionDenied
        fejl = _explain(request, f)
        if not fejl:
            return redirect("fund_side", kommune.kode, nr)
    _trail(request, kommune, [f])
    return render(
        request,
        "fund/fund_side.html",
        {
            "f": f,
            "fejl": fejl,
            "status": _(STATUS[f.status]),
            "ejer": _(EJER.get(f.ejer, f.ejer)),
            "fase": find_fase(f.fase),
            "alder": (timezone.now() - f.foerst_set_tid).days,
            "begrundelser": Begrundelse.objects.filter(kommune=kommune.kode, noegle=f.noegle),
            "maa_begrunde": request.user.har(Ret.BEGRUND, kommune.kode),
            "foreslaaet": timezone.localdate() + timedelta(days=365),
        },
        status=400 if fejl else 200,
    )


def _explain(request: HttpRequest, f: Fund) -> str:
    """Do what the form asks; returns what is wrong with it, or nothing."""
    if traek := request.POST.get("traek"):
        nr = int(traek) if traek.isdecimal() and len(traek) < 19 else 0
        withdraw_begrundelse(
            get_object_or_404(Begrundelse, pk=nr, noegle=f.noegle, kommune=f.kommune), by=request.user
        )
        messages.success(request, _("Begrundelsen er trukket tilbage."))
        return ""
    try:
        explain_fund(
            f, tekst=request.POST.get("tekst", ""), udloeber=request.POST.get("udloeber", ""), by=request.user
        )
    except ValueError as fejl:
        return str(fejl)
    messages.success(
        request, _("Begrundelsen er gemt. Den følger fundet, til den udløber, og vises ved godkendelsen.")
    )
    return ""


# -- the rules ------------------------------------------------------------------------------------------


def all_regler() -> list[Regel]:
    """Every rule, SQL and form, by id."""
    samlet = {r.id: r for r in load_regler()} | dict(load_formregler())
    return [samlet[id_] for id_ in sorted(samlet)]


@kraever()
@require_GET
def regler(request: HttpRequest) -> HttpResponse:
    """Every rule, with search."""
    soegt = request.GET.get("q", "").strip().lower()
    fundne = [r for r in all_regler() if not soegt or soegt in f"{r.id} {r.tekst().titel} {r.kilde}".lower()]
    grupper: dict[str, list[Regel]] = {}
    for r in fundne:
        grupper.setdefault(r.emne, []).append(r)
    felter = {"grupper": sorted(grupper.items()), "q": request.GET.get("q", ""), "antal": len(fundne)}
    return render(request, "fund/regler.html", felter)


@kraever()
@require_GET
def regler_side(request: HttpRequest, id_: str) -> HttpResponse:
    """One rule: what it says, why, from where, examples, what to do, the SQL."""
    regel = next((r for r in all_regler() if r.id == id_), None)
    if regel is None:
        raise Http404
    return render(
        request,
        "fund/regel.html",
        {
            "r": regel,
            "t": regel.tekst(),
            "alvor": _(ALVOR_ORD[regel.alvor]),
            "ejer": _(EJER[regel.ejer]),
            "fase": find_fase(regel.fase),
            "kilder": [(k, _(navn)) for k, navn in KILDER.items() if k in regel.kilde],
            "eksempler": _eksempler(id_),
            "egne_normer": _egne_normer(request, regel),
        },
    )


def _egne_normer(request: HttpRequest, regel: Regel) -> list[tuple[str, str, int]]:
    """(kommune, norm, value) where a kommune of the reader's has its own."""
    if not regel.norm:
        return []
    egne = Opsaetning.objects.filter(kommune__in=request.user.kommuner(), normer__has_key=regel.id)
    return [
        (kommune.navn, navn, o.normer[regel.id][navn])
        for o in egne.order_by("kommune")
        if (kommune := find_kommune(o.kommune))
        for navn in regel.norm
        if navn in o.normer[regel.id]
    ]


def _eksempler(id_: str) -> list[tuple[str, str, list[tuple[str, list[str], list[list[Any]]]]]]:
    """(heading, name, tables as (name, columns, rows)) of the rule's two examples."""
    ud = []
    for slags, e in find_eksempler(id_).items():
        tabeller = []
        for navn, raekker in e.tabeller.items():
            kolonner = list(dict.fromkeys(k for r in raekker for k in r))
            tabeller.append((navn, kolonner, [[r.get(k) for k in kolonner] for r in raekker]))
        ud.append((_("Det findes") if slags == "fejler" else _("Det er i orden"), e.navn, tabeller))
    return ud
