"""The star schema for BI as one ZIP: rows of persons with pseudonyms, for the kommune that owns them.

Only the professional lead, with a purpose, and in the trail; nothing of it is kept here. The files are those
of `ffb eksporter`, but for the pseudonyms' key.
"""

from __future__ import annotations

import io
import zipfile
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ffb.begreber import Kommune
from ffb.eksport import FORMATER, build_stjerne, load_tabeller, make_filer
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.fund.periode import UlaeseligPeriode, read_dato
from ffb.server.spor.actions import write_spor
from ffb.server.viden.svar import find_kreds, prepare_kreds
from ffb.sprog import Dansk, _

FORMAAL: tuple[Dansk, ...] = ("Ledelsesinformation", "Kvalitetsarbejde", "Budget og planlægning", "Tilsyn")
VALG: dict[str, Dansk] = {"parquet": "Parquet", "csv": "CSV", "begge": "Begge dele"}
FAST = (1980, 1, 1, 0, 0, 0)  # equal data give equal bytes


@kraever(Ret.EKSPORT)
@require_http_methods(["GET", "POST"])
def viden_eksport(request: HttpRequest, kommune: Kommune) -> HttpResponse:
    """GET says what it is and asks what for; POST gives the ZIP."""
    fejl, pr_dato = _read_pr_dato(request.POST.get("pr_dato", "").strip())
    formaal, valg = request.POST.get("formaal", "").strip(), request.POST.get("format", "begge")
    if request.method == "POST" and not formaal:
        fejl = [("formaal", _("Vælg, hvad filerne skal bruges til.")), *fejl]
    if valg not in VALG:
        fejl.append(("format", _("Vælg Parquet, CSV eller begge dele.")))
    tom = find_kreds(kommune.kode).tom
    if request.method == "GET" or fejl or tom:
        felter = {
            "tom": tom, "fejl": fejl, "formaal": FORMAAL, "valgt_formaal": formaal, "formater": VALG,
            "format": valg, "pr_dato": request.POST.get("pr_dato", ""),
            "tabeller": [(t.navn, t.en_raekke_per) for t in load_tabeller()],
        }  # fmt: skip
        return render(request, "viden/eksport.html", felter, status=400 if fejl else 200)
    return _give(request, kommune, formaal, valg, pr_dato)


def _read_pr_dato(tekst: str) -> tuple[list[tuple[str, str]], date | None]:
    if not tekst:
        return [], None
    try:
        dag = read_dato(tekst)
    except UlaeseligPeriode as galt:
        return [("pr_dato", str(galt))], None
    if dag > timezone.localdate():
        return [("pr_dato", _("Den dag er ikke kommet endnu. Vælg en dag til og med i dag."))], None
    return [], dag


def _give(
    request: HttpRequest, kommune: Kommune, formaal: str, valg: str, pr_dato: date | None
) -> HttpResponse:
    grundlag = prepare_kreds(kommune.kode)
    grundlag.dag = min(grundlag.dag, pr_dato or grundlag.dag)
    stjerne = build_stjerne(grundlag)
    formater = FORMATER if valg == "begge" else (valg,)
    filer = make_filer(stjerne, formater, dag=grundlag.dag, demo=kommune.demo)
    write_spor(
        "eksport.hentet", by=request.user, kommune=kommune.kode, formaal=formaal, genstand="eksport",
        antal=sum(t.num_rows for t in stjerne.values()), borgere_antal=stjerne["dim_borger"].num_rows,
    )  # fmt: skip
    svar = HttpResponse(pack(filer), content_type="application/zip")
    svar.headers["Content-Disposition"] = f'attachment; filename="ffb-bi-{kommune.kode}-{grundlag.dag}.zip"'
    svar.headers["Cache-Control"] = "no-store"
    return svar


def pack(filer: dict[str, bytes]) -> bytes:
    """The files as a ZIP without a clock."""
    ud = io.BytesIO()
    with zipfile.ZipFile(ud, "w", zipfile.ZIP_DEFLATED) as z:
        for navn, indhold in filer.items():
            z.writestr(zipfile.ZipInfo(navn, FAST), indhold, zipfile.ZIP_DEFLATED)
    return ud.getvalue()
