"""One citizen as the deliveries tell of her: rows that count, findings, and where each row stands.

Read straight from Parquet by borger_id, which the files are sorted by. Every look is in the trail.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from ffb.begreber import Kommune, find_begreb
from ffb.engine.duckdb import DuckDB
from ffb.engine.koersel import find_tabeller, prepare_motor
from ffb.model.tabeller import TABELLER
from ffb.server.adgang.regler import kraever
from ffb.server.adgang.roller import Ret
from ffb.server.fund.models import LEVENDE, Fund
from ffb.server.fund.opgoer import build_opsaetning, default_periode
from ffb.server.leverance.aaben import open_tabeller
from ffb.server.leverance.boks import open_cpr
from ffb.server.leverance.grundlag import Grundlag, find_grundlag, lager
from ffb.server.spor.actions import write_spor
from ffb.sprog import Dansk, _

VIST: dict[str, tuple[Dansk, dict[str, Dansk]]] = {
    "ydelse": (
        "Ydelser",
        {
            "startdato": "Start", "slutdato": "Slut", "ffb_ydelse_kode": "FFB-ydelse",
            "ffb_tilbud_kode": "FFB-tilbud", "dst_kode": "DST-kode", "sagsnummer": "Sagsnummer",
            "enhed": "Enhed", "sagsbehandler": "Sagsbehandler",
        },
    ),
    "maalgruppe": ("Målgrupper", {"dato": "Dato", "ffb_maalgruppe_kode": "Målgruppe", "rang": "Rang"}),
    "udredningstema": ("Udredningstemaer", {"dato": "Dato", "kode": "Tema"}),
    "aktivitet_deltagelse": (
        "Aktivitet og deltagelse", {"dato": "Dato", "kode": "Tema", "niveau": "Funktionsevneniveau"},
    ),
    "stoettebehov": ("Støttebehov", {"dato": "Dato", "niveau": "Niveau"}),
    "indsatsmaal": (
        "Indsatsmål",
        {
            "dato": "Dato", "tema_kode": "Tema", "maaltype_kode": "Måltype", "aktuelt_niveau": "Aktuelt",
            "forventet_niveau": "Forventet", "opfoelgningsdato": "Følges op",
        },
    ),
    "opfoelgning": ("Opfølgninger", {"dato": "Dato", "resultat_kode": "Resultat"}),
}  # fmt: skip
"""Table -> its heading, and its columns with theirs."""
VISTE_VISNINGER = tuple(f"gaeldende_{navn}" for navn in VIST)
NIVEAU: dict[int, Dansk] = {8: "ikke relevant", 9: "ikke vurderet"}


@kraever(Ret.SE_PERSONDATA)
@require_http_methods(["GET", "POST"])
def borger(request: HttpRequest, kommune: Kommune, borger_id: int) -> HttpResponse:
    """GET: without CPR. POST with a purpose: with it."""
    grundlag = find_grundlag(kommune.kode)
    tabeller = read_borger(grundlag, borger_id)
    if not any(t.num_rows for n, t in tabeller.items() if n.endswith("_version")):
        raise Http404
    formaal = request.POST.get("formaal", "").strip() if request.method == "POST" else ""
    cpr = open_cpr(kommune.kode, [borger_id]).get(borger_id) if formaal else None
    write_spor(
        "borger.cpr_vist" if cpr else "borger.set", by=request.user, kommune=kommune.kode, formaal=formaal,
        genstand="borger", borgere=[borger_id],
    )  # fmt: skip
    motor = DuckDB(traade=1)
    prepare_motor(motor, dict(tabeller), None, build_opsaetning(kommune.kode, *default_periode()))
    return render(
        request,
        "fund/borger.html",
        {
            "borger_id": borger_id,
            "cpr": cpr,
            "afsnit": [_afsnit(motor, navn) for navn in VIST],
            "fund": Fund.objects.filter(kommune=kommune.kode, borger_id=borger_id, status__in=LEVENDE),
        },
    )


def read_borger(
    grundlag: Grundlag, borger_id: int, visninger: Iterable[str] = VISTE_VISNINGER
) -> dict[str, pa.Table]:
    """The stored tables these views read: one citizen's rows, and those that tell of the leverancer."""
    brugt = find_tabeller([*visninger, "leverance_brugt", "borger_version"])
    ider = [lev.leverance_id for lev in grundlag.leverancer if not lev.aaben]
    filer = lager().parquet(ider)
    dele = [open_tabeller(lev, borger_id=borger_id) for lev in grundlag.leverancer if lev.aaben]
    ud = {}
    for t in (t for t in TABELLER.values() if t.fysisk in brugt):
        stykker = [t.schema().empty_table()]
        for sti in filer.get(t.fysisk, []):
            stykker.append(lager().read_borger(sti, borger_id) if t.versioneret else pq.read_table(sti))
        ud[t.fysisk] = pa.concat_tables([*stykker, *(d[t.fysisk] for d in dele)])
    return ud


def _afsnit(motor: DuckDB, navn: str) -> dict[str, Any]:
    titel, kolonner = VIST[navn]
    foerste, *_resten = kolonner
    sql = (
        f"SELECT {', '.join(kolonner)}, leverance_id, fil_nr, post_nr FROM gaeldende_{navn} "  # noqa: S608 - names of our own
        f"ORDER BY {foerste} DESC NULLS LAST, leverance_id, fil_nr, post_nr"
    )
    raekker = [[(_vis(k, r[k]), _er_begreb(k)) for k in kolonner] for r in motor.query(sql).dicts()]
    return {"titel": titel, "hoveder": kolonner.values(), "raekker": raekker}


def _er_begreb(navn: str) -> bool:
    """Is it a concept of FFB, whose term is Danish?"""
    return navn == "kode" or (navn.endswith("_kode") and navn != "dst_kode")


def _vis(navn: str, vaerdi: Any) -> str:
    from ffb.render.format import dato

    if vaerdi is None:
        return "–"
    if navn.endswith("niveau"):
        return _(NIVEAU.get(vaerdi, str(vaerdi)))
    if navn.endswith(("dato", "slut")) or navn == "dato":
        return dato(vaerdi)
    if _er_begreb(navn):
        fundet = find_begreb(vaerdi)
        return fundet.term if fundet else _("{kode} (ukendt kode)", kode=vaerdi)
    return str(vaerdi)
