"""Pages for Danmarks Statistik."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from ffb.begreber import faelles_indberetter_list, find_kommune
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.fund.periode import UlaeseligPeriode, read_periode
from ffb.server.godkendelse.actions import pakke_sti
from ffb.server.godkendelse.models import Godkendelse
from ffb.server.landet.overvaagning import TOP, build_status, read_maengder
from ffb.server.landet.paamindelser import EMNE, build_paamindelser, pack_kladder, send_paamindelser
from ffb.server.landet.status import VALG, find_kommuner, read_status
from ffb.server.spor.actions import write_spor
from ffb.sprog import antal_ord


@kraever(Ret.SE_NATIONALT)
@require_GET
def landet(request: HttpRequest) -> HttpResponse:
    """The matrix: who has delivered, opened, approved; filtered."""
    try:
        fra, til = read_periode(request)
    except UlaeseligPeriode as fejl:
        return render(request, "fund/uden_tal.html", {"fejl": str(fejl)}, status=400)
    alle = read_status(fra, til)
    valg = request.GET.get("vis", "alle")
    valg = valg if valg in VALG else "alle"
    return render(
        request,
        "landet/landet.html",
        {
            "fra": fra,
            "til": til,
            "status": [s for s in alle if s.er(valg)],
            "valg": valg,
            "muligheder": [(k, t, sum(s.er(k) for s in alle)) for k, t in VALG.items()],
            "i_alt": len(alle),
            "leveret": sum(s.leveret_tid is not None for s in alle),
            "frisk": sum(s.frisk for s in alle),
            "godkendt": sum(s.godkendelse is not None for s in alle),
            "foraeldet": sum(s.er("foraeldet") for s in alle),
            "kan_paaminde": valg in EMNE and request.user.har(Ret.STYR_NATIONALT, None),
        },
    )


@kraever(Ret.STYR_NATIONALT)
@require_http_methods(["GET", "POST"])
def paamind(request: HttpRequest) -> HttpResponse:
    """The drafts of a choice: read them, fetch them, or send them."""
    fra, til = read_periode(request)
    valg = request.GET.get("vis", "")
    if valg not in EMNE:
        return redirect("landet")
    kladder = build_paamindelser([s for s in read_status(fra, til) if s.er(valg)], valg)
    if request.method == "POST" and request.POST.get("hvad") == "send":
        antal = send_paamindelser(kladder, valg, by=request.user)
        messages.success(request, antal_ord(antal, "påmindelse er sendt.", "påmindelser er sendt."))
        return redirect("landet")
    if request.method == "POST":
        svar = HttpResponse(pack_kladder(kladder), content_type="application/zip")
        svar.headers["Content-Disposition"] = 'attachment; filename="paamindelser.zip"'
        return svar
    uden = sum(not k.til for k in kladder)
    return render(request, "landet/paamind.html", {"kladder": kladder, "uden": uden, "titel": VALG[valg]})


@kraever(Ret.SE_NATIONALT)
@require_GET
def indberetningsstatus(request: HttpRequest) -> HttpResponse:
    """V01: who reports each kind of data."""
    kommuner = find_kommuner()
    koder = {k.kode for k in kommuner}
    maengder = {k: m for k, m in read_maengder().items() if k in koder}
    felter = {
        "status": build_status(maengder, len(kommuner)),
        "kommuner": len(kommuner),
        "talt": len(maengder),
    }
    return render(request, "landet/indberetningsstatus.html", felter | {"top": TOP})


@kraever(Ret.SE_NATIONALT)
@require_GET
def faelles(request: HttpRequest) -> HttpResponse:
    """Kommuner that report for another."""
    raekker = [
        {"for": find_kommune(f.for_kode), "handler": find_kommune(f.handlende_kode), "f": f}
        for f in faelles_indberetter_list()
    ]
    return render(request, "landet/faelles.html", {"raekker": raekker})


@kraever(Ret.SE_NATIONALT)
@require_GET
def godkendelser(request: HttpRequest) -> HttpResponse:
    """All approvals of a period: the sealed packages and an index, as one ZIP."""
    fra, til = read_periode(request)
    fundne = Godkendelse.objects.filter(tilstand="afgivet", periode_fra=fra, periode_til=til)
    ud, indeks = io.BytesIO(), io.StringIO()
    skriver = csv.writer(indeks, delimiter=";")
    skriver.writerow(["KOMMUNE_KODE", "SVAR", "AFGIVET", "AF", "FORAELDET", "PAKKE", "SHA256"])
    with zipfile.ZipFile(ud, "w") as z:
        for g in fundne.order_by("kommune", "afgivet_tid"):
            skriver.writerow(_indeksraekke(g))
            if pakke_sti(g).exists():
                z.write(pakke_sti(g), g.pakke_navn)
        z.writestr("indeks.csv", "\ufeff" + indeks.getvalue())
    write_spor("godkendelser.hentet", by=request.user, antal=fundne.count())
    svar = HttpResponse(ud.getvalue(), content_type="application/zip")
    svar.headers["Content-Disposition"] = f'attachment; filename="godkendelser-{fra:%Y%m%d}-{til:%Y%m%d}.zip"'
    return svar


def _indeksraekke(g: Godkendelse) -> list[Any]:
    foraeldet = "ja" if g.foraeldet_tid else "nej"
    afgivet = g.afgivet_tid.isoformat(timespec="minutes")
    return [g.kommune, g.svar, afgivet, g.afgivet_af, foraeldet, g.pakke_navn, g.pakke_sha256]
