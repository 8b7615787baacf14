"""An answer: verdict, counts, the lists behind them, and the files.

Rows show pseudonym and sagsnummer. CPR comes only when it is said what for, and both are in the trail.
"""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ffb.begreber import Kommune
from ffb.rapport.resultat import Opgoerelse, Rapporttabel
from ffb.render import overblik
from ffb.render.opgoerelse import write_opgoerelse
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.fund.listefil import til_csv, til_xlsx
from ffb.server.fund.personer import borgere_i, open_tabel, parse_pseudonym
from ffb.server.fund.rapportside import FORMAAL, MIME
from ffb.server.fund.tabelvisning import Visning, build_visning
from ffb.server.leverance.boks import open_cpr
from ffb.server.leverance.grundlag import indberettere
from ffb.server.leverance.models import Borgernummer
from ffb.server.opgave.models import Opgave
from ffb.server.ramme import reload_page
from ffb.server.redskaber.kuvert import Kuvert, aabn_svar
from ffb.server.redskaber.models import Redskabssvar
from ffb.server.spor.actions import write_spor
from ffb.sprog import _

PR_SIDE = 100
UDEN_PERSONER = {"pdf": "PDF", "html": "Webside"}
TILBAGE = {"afstemning": "redskaber_afstemning", "dstlister": "redskaber_dstlister"}


def _find(request: HttpRequest, kommune: Kommune, uuid: UUID) -> Redskabssvar:
    """The answer, if it is of this kommune, still here, and the person's to see."""
    svar = Redskabssvar.objects.filter(pk=uuid, kommune=kommune.kode, udloeber_tid__gt=timezone.now()).first()
    if svar is None or svar.bruger_id not in (None, request.user.pk):
        raise Http404
    return svar


def _open(request: HttpRequest, kommune: Kommune, uuid: UUID) -> tuple[Redskabssvar, Kuvert]:
    svar = _find(request, kommune, uuid)
    if svar.tilstand != "faerdig":
        raise Http404
    return svar, aabn_svar(svar.data)


@kraever(Ret.SE_PERSONDATA)
@require_GET
def svar(request: HttpRequest, kommune: Kommune, uuid: UUID) -> HttpResponse:
    """The counts; while they are computed, how far it is; where a list was refused, every fault."""
    s = _find(request, kommune, uuid)
    felter: dict[str, Any] = {"s": s, "tilbage": TILBAGE.get(s.art, "redskaber")}
    if s.tilstand != "faerdig":
        return _ikke_klar(request, s, felter)
    if request.htmx:  # the bar of progress asked: show the whole page
        return reload_page()
    o = aabn_svar(s.data).opgoerelse
    felter |= {
        "o": o,
        "tabeller": [build_visning(t) for t in o.tabeller.values() if not t.persondata],
        "lister": [(t, len(t.raekker)) for t in o.tabeller.values() if t.persondata],
        "formaal": FORMAAL,
        "uden_personer": UDEN_PERSONER,
    }
    return render(request, "redskaber/svar.html", felter)


def _ikke_klar(request: HttpRequest, s: Redskabssvar, felter: dict[str, Any]) -> HttpResponse:
    if s.tilstand == "fejl":
        if request.htmx:
            return reload_page()
        return render(request, "redskaber/fejl.html", felter)
    felter["opgave"] = opgave = Opgave.objects.filter(pk=s.opgave_nr or 0).first()
    felter["opgivet"] = opgave is not None and opgave.tilstand == "fejlet"
    return render(request, "redskaber/_vent.html" if request.htmx else "redskaber/vent.html", felter)


@kraever(Ret.SE_PERSONDATA)
@require_http_methods(["GET", "POST"])
def liste(request: HttpRequest, kommune: Kommune, uuid: UUID, navn: str) -> HttpResponse:
    """One list. GET: pages of pseudonyms. POST: all of it for a purpose, on the page or as a file."""
    s, kuvert = _open(request, kommune, uuid)
    tabel = kuvert.opgoerelse.tabeller.get(navn)
    if tabel is None or not tabel.persondata:
        raise Http404
    felter: dict[str, Any] = {"s": s, "o": kuvert.opgoerelse, "tabel": tabel, "formaal": FORMAAL}
    status = 200
    if request.method == "POST":
        formaal = request.POST.get("formaal", "").strip()
        if formaal:
            return _med_formaal(request, s, kuvert, tabel, formaal)
        felter["fejl"], status = _("Vælg, hvad listen skal bruges til."), 400
    side = Paginator(tabel.raekker, PR_SIDE).get_page(request.GET.get("side"))
    vist = replace(tabel, raekker=list(side.object_list))
    _trail(request, s, "redskab.liste_set", vist.raekker, liste=navn)
    felter |= {"side": side, "visning": _med_links(build_visning(vist), vist, kommune)}
    return render(request, "redskaber/liste.html", felter, status=status)


def _med_formaal(
    request: HttpRequest, s: Redskabssvar, kuvert: Kuvert, tabel: Rapporttabel, formaal: str
) -> HttpResponse:
    """The list with CPR, or as the safe copy."""
    sikker, som = request.POST.get("kopi") != "cpr", request.POST.get("som", "")
    handling = "redskab.sikker_kopi" if sikker else "redskab.cpr_vist"
    _trail(request, s, handling, tabel.raekker, formaal=formaal, liste=tabel.navn)
    if not sikker:
        tabel = with_cpr(kuvert, s.kommune, [tabel]).tabeller[tabel.navn]
    if som in ("xlsx", "csv"):
        data = til_xlsx(tabel) if som == "xlsx" else til_csv(tabel)
        fil = HttpResponse(data, content_type=MIME[som])
        fil.headers["Content-Disposition"] = f'attachment; filename="{s.art}-{tabel.navn}.{som}"'
        return fil
    felter = {"s": s, "o": kuvert.opgoerelse, "tabel": tabel, "visning": build_visning(tabel)}
    return render(request, "redskaber/liste.html", felter | {"sikker": sikker, "hele": True})


def _med_links(visning: Visning, tabel: Rapporttabel, kommune: Kommune) -> Visning:
    """Pseudonyms the vault knows lead to the citizen's page."""
    pladser = [i for i, k in enumerate(overblik.kolonner(tabel)) if k.navn.startswith("cpr")]
    kendte = set(
        Borgernummer.objects.filter(
            kommune__in=indberettere(kommune.kode), borger_id__in=borgere_i(tabel.raekker)
        ).values_list("borger_id", flat=True)
    )
    for raekke in visning.raekker:
        for i in pladser:
            borger_id = parse_pseudonym(raekke[i].tekst)
            if borger_id in kendte:
                raekke[i] = replace(raekke[i], url=reverse("borger", args=[kommune.kode, borger_id]))
    return visning


# -- files ----------------------------------------------------------------------------------------------


@kraever(Ret.SE_PERSONDATA)
@require_GET
def hent(request: HttpRequest, kommune: Kommune, uuid: UUID, format_: str) -> HttpResponse:
    """The page as a file, without persons."""
    if format_ not in UDEN_PERSONER:
        raise Http404
    s, kuvert = _open(request, kommune, uuid)
    return filsvar(kuvert.opgoerelse, format_, f"{s.art}-{s.kommune}")


@kraever(Ret.SE_PERSONDATA)
@require_POST
def hent_alt(request: HttpRequest, kommune: Kommune, uuid: UUID) -> HttpResponse:
    """Everything as a workbook, or as a CSV per table: the safe copy, or with CPR."""
    s, kuvert = _open(request, kommune, uuid)
    formaal, som = request.POST.get("formaal", "").strip(), request.POST.get("som", "")
    if som not in ("xlsx", "csv"):
        raise Http404
    if not formaal:
        return redirect(reverse("redskaber_svar", args=[s.kommune, s.uuid]) + "#hent")
    sikker = request.POST.get("kopi") != "cpr"
    tabeller = [t for t in kuvert.opgoerelse.tabeller.values() if t.persondata]
    raekker = [r for t in tabeller for r in t.raekker]
    _trail(request, s, "redskab.sikker_kopi" if sikker else "redskab.cpr_hentet", raekker, formaal=formaal)
    o = kuvert.opgoerelse if sikker else with_cpr(kuvert, s.kommune, tabeller)
    return filsvar(o, som, f"{s.art}-{s.kommune}" + ("" if sikker else "-cpr"))


def filsvar(o: Opgoerelse, format_: str, navn: str) -> FileResponse:
    """The opgørelse as one file; CSV is a ZIP of one file per table."""
    mappe = tempfile.TemporaryDirectory()
    rod = Path(mappe.name)
    sti = rod / f"{navn}.{'zip' if format_ == 'csv' else format_}"
    if format_ == "csv":
        filer = write_opgoerelse(o, {"csv": rod})
        with zipfile.ZipFile(sti, "w", zipfile.ZIP_DEFLATED) as z:
            for f in filer:
                z.write(f, f.name)
    else:
        write_opgoerelse(o, {format_: sti})
    fil = FileResponse(sti.open("rb"), as_attachment=True, filename=sti.name)
    fil._resource_closers.append(mappe.cleanup)
    return fil


def with_cpr(kuvert: Kuvert, kommune: str, tabeller: Iterable[Rapporttabel]) -> Opgoerelse:
    """The opgørelse with numbers in place of pseudonyms in these tables: from the vault, else as the list had
    them."""
    valgte = {t.navn: t for t in tabeller}
    numre = {int(b): cpr for b, cpr in kuvert.cpr.items()}
    numre |= open_cpr(kommune, borgere_i(r for t in valgte.values() for r in t.raekker))
    aabnet = {navn: open_tabel(t, numre) for navn, t in valgte.items()}
    return replace(kuvert.opgoerelse, tabeller=kuvert.opgoerelse.tabeller | aabnet, sikker=False)


def _trail(
    request: HttpRequest, s: Redskabssvar, handling: str, raekker: list[dict[str, Any]], **ekstra: str
) -> None:
    write_spor(
        handling, by=request.user, kommune=s.kommune, genstand=f"{s.art}:{s.uuid}",
        borgere=borgere_i(raekker), **ekstra,
    )  # fmt: skip


@kraever(Ret.SE_PERSONDATA)
@require_POST
def slet(request: HttpRequest, kommune: Kommune, uuid: UUID) -> HttpResponse:
    """Take the answer away now instead of tonight."""
    s = _find(request, kommune, uuid)
    write_spor("redskab.slettet", by=request.user, kommune=s.kommune, genstand=f"{s.art}:{s.uuid}")
    s.delete()
    return redirect("redskaber", kommune.kode)
