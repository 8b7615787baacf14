"""What a re-delivery mended, for the it-leverandør: from the findings' lives, by the source's own ids.

Opinion taken: per system, since its newest leverance came, or since a day. A finding is mended when the count
after no longer found it. Never a citizen, never CPR.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from ffb.afstem.rettelser import LEVERANDOER_FOERST, Taelling, build_side, make_raekke, order_raekker
from ffb.begreber import Kommune
from ffb.rapport.resultat import Opgoerelse
from ffb.rules.gemt import gemt_fund
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.fund.models import LEVENDE, Fund
from ffb.server.fund.periode import UlaeseligPeriode, read_dato
from ffb.server.fund.tabelvisning import build_visning
from ffb.server.leverance.models import Leverance, System
from ffb.server.ramme_tags import tidspunkt
from ffb.server.redskaber.svarside import filsvar
from ffb.server.spor.actions import write_spor
from ffb.sprog import Dansk, _

PR_SIDE = 100
FORMATER: dict[str, Dansk] = {"xlsx": "Regneark", "html": "Webside", "pdf": "PDF", "json": "JSON"}
FELTER = (
    "regel", "titel", "ejer", "sted", "tabel", "felt", "besked", "goer", "system", "leverance", "status",
    "foerst_set_tid", "borger_id",
)  # fmt: skip
NOTER: tuple[Dansk, ...] = (
    "Et fund er løst, når den næste opgørelse ikke fandt det igen. Det kan også skyldes, at"
    " opsætning, normer eller systemets status er ændret.",
    "Fund følges på fagsystemets eget id, ikke på linjen: id'er skal være de samme i hver leverance.",
)


class _Valg:
    """What the address asks for: the system (None: all) and since when."""

    def __init__(self, request: HttpRequest, kommune: Kommune) -> None:
        self.kommune = kommune
        self.fejl = ""
        self.systemer = list(System.objects.filter(kommune=kommune.kode))
        nr = request.GET.get("system", "")
        self.system = next((s for s in self.systemer if str(s.pk) == nr), None)
        self.siden_tekst = request.GET.get("siden", "").strip()
        leverancer = Leverance.objects.filter(kommune=kommune.kode)
        if self.system:
            leverancer = leverancer.filter(system=self.system)
        self.nyeste = leverancer.select_related("system").first()
        self.siden: datetime | None = self.nyeste.modtaget_tid if self.nyeste else None
        if self.siden_tekst:
            try:
                self.siden = timezone.make_aware(datetime.combine(read_dato(self.siden_tekst), time.min))
            except UlaeseligPeriode as ulaeselig:
                self.fejl = str(ulaeselig)

    @property
    def fund(self) -> QuerySet[Fund]:
        """Those that live, and those mended since then."""
        alle = Fund.objects.filter(kommune=self.kommune.kode)
        if self.system:
            alle = alle.filter(system=self.system.navn)
        return alle.filter(Q(status__in=LEVENDE) | Q(status="loest", loest_tid__gte=self.siden))

    @property
    def vaelger(self) -> str:
        system = f"system={self.system.pk}" if self.system else ""
        siden = f"siden={self.siden_tekst}" if self.siden_tekst else ""
        return "&".join(d for d in (system, siden) if d)


def _oversat(f: dict[str, Any]) -> dict[str, Any]:
    """A finding with its words in the language in use."""
    ord_ = {
        k: gemt_fund(f["regel"], k, f[k], felt=f["felt"], vaerdi="–") for k in ("titel", "besked", "goer")
    }
    return f | ord_


def _status(f: dict[str, Any], siden: datetime) -> str:
    return status_ord(f["status"], ny=f["foerst_set_tid"] >= siden)


def status_ord(status: str, *, ny: bool) -> str:
    """What became of a finding since then; `ny`: it was first seen since then."""
    if status == "loest":
        return "løst"
    if status == "genopstaaet":
        return "genopstået"
    return "ny" if ny else "fortsat"


def build_rettelser(valg: _Valg, fund: list[dict[str, Any]], *, pr: Taelling | None = None) -> Opgoerelse:
    """The page of these findings; `pr` are the counts, where the findings are only some of them."""
    assert valg.siden is not None
    raekker = order_raekker(make_raekke(f, _status(f, valg.siden)) for f in fund)
    siden = timezone.localtime(valg.siden)
    return build_side(
        raekker,
        kommune_kode=valg.kommune.kode,
        kommune_navn=valg.kommune.navn,
        demo=valg.kommune.demo,
        dannet_paa=valg.nyeste.tid_tekst if valg.nyeste else "",
        fakta=[
            ("System", valg.system.navn if valg.system else _("Alle")),
            ("Siden", tidspunkt(siden)),
            ("Nyeste leverance", valg.nyeste.fil_id if valg.nyeste else "–"),
        ],
        noter=NOTER,
        pr=pr,
    )


def count_fund(valg: _Valg) -> Taelling:
    """The counts by rule, from the database: the page shows a hundred rows of what may be thirty thousand."""
    ny = Case(When(foerst_set_tid__gte=valg.siden, then=Value(True)), default=Value(False))
    talt = valg.fund.order_by().values("ejer", "regel", "titel", "status", er_ny=ny).annotate(n=Count("pk"))
    pr: Taelling = {}
    for r in talt.order_by("ejer", "regel", "titel"):
        ord_ = status_ord(r["status"], ny=r["er_ny"])
        titel = gemt_fund(r["regel"], "titel", r["titel"])
        pr.setdefault((r["ejer"], r["regel"], titel), Counter())[ord_] += r["n"]
    return dict(sorted(pr.items(), key=lambda x: (LEVERANDOER_FOERST.index(x[0][0]), x[0][1])))


@kraever(Ret.SE_PERSONDATA)
@require_GET
def rettelser(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """Verdict, counts per rule, and what came or went, some at a time."""
    valg = _Valg(request, kommune)
    felter: dict[str, Any] = {"valg": valg, "formater": FORMATER}
    if valg.fejl or valg.siden is None:
        return render(request, "redskaber/rettelser.html", felter, status=400 if valg.fejl else 200)
    pr = count_fund(valg)
    side = _read_side(valg, pr, request.GET.get("side"))
    o = build_rettelser(valg, side.object_list, pr=pr)
    _trail(request, kommune, "rettelser.set", side.object_list)  # those that stand are in the files only
    felter |= {
        "o": o,
        "side": side,
        "pr_regel": build_visning(o.tabeller["pr_regel"]),
        "rettet": build_visning(o.tabeller["rettet"]),
        "fortsat": o.tal["fortsat"],
    }
    return render(request, "redskaber/rettelser.html", felter)


def _read_side(valg: _Valg, pr: Taelling, nr: str | None) -> Page[Any]:
    """A page of what came or went: the vendor's own first, as in the files."""
    antal = sum(n for a in pr.values() for ord_, n in a.items() if ord_ != "fortsat")
    side = Paginator(range(antal), PR_SIDE).get_page(nr)
    raekkefoelge = Case(*(When(ejer=e, then=Value(i)) for i, e in enumerate(LEVERANDOER_FOERST)))
    livet = Case(
        *(When(status=s, then=Value(i)) for i, s in enumerate(("loest", "ny", "genopstaaet"))), default=1
    )
    vist = valg.fund.exclude(status__in=("ny", "fortsat"), foerst_set_tid__lt=valg.siden)
    ordnet = vist.order_by(raekkefoelge, "regel", livet, "system", "pk")
    fra = max(0, side.start_index() - 1)
    side.object_list = [_oversat(f) for f in ordnet.values(*FELTER)[fra : fra + PR_SIDE]]
    return side


@kraever(Ret.SE_PERSONDATA)
@require_GET
def hent(request: HttpRequest, kommune: Kommune, format_: str) -> HttpResponse:
    """All of it as a file to send on."""
    valg = _Valg(request, kommune)
    if format_ not in FORMATER or valg.siden is None or valg.fejl:
        raise Http404
    fund = [_oversat(f) for f in valg.fund.values(*FELTER)]
    _trail(request, kommune, "rettelser.hentet", fund)
    system = f"-system-{valg.system.pk}" if valg.system else ""
    return filsvar(build_rettelser(valg, fund), format_, f"rettelser-{kommune.kode}{system}")


def _trail(request: HttpRequest, kommune: Kommune, handling: str, fund: list[dict[str, Any]]) -> None:
    borgere = {f["borger_id"] for f in fund if f["borger_id"] is not None}
    write_spor(handling, by=request.user, kommune=kommune.kode, genstand="rettelser", borgere=borgere)
