"""Count a kommune: its report and its check on what the store holds, kept as an Opgoerelse, findings
followed.

Opinion taken: the same Grundlag, settings and program give the same figures, so a count that has been made is
not made again. Source: 3-rapport; 4-regler, A finding.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from datetime import date, datetime
from datetime import time as klokken
from typing import Any

from django.utils import timezone

from ffb import __version__
from ffb.begreber import reference_aftryk
from ffb.engine.duckdb import DuckDB
from ffb.engine.koersel import Opsaetning
from ffb.engine.motor import Motor
from ffb.formats.grundlag import Laesning, Mapning
from ffb.formats.identitet import Identitet
from ffb.model.fund import Fund as Regelfund
from ffb.rapport.bag import query_bag
from ffb.rapport.byg import build_rapporter
from ffb.rapport.resultat import Rapport
from ffb.render.fund_json import som_dict
from ffb.rules.normer import keep_kendte
from ffb.rules.tjek import check_klar
from ffb.server.database import skrivning
from ffb.server.fund.models import LEVENDE, Fund, Opgoerelse
from ffb.server.fund.rapporter import pak, pak_bag
from ffb.server.leverance.grundlag import (
    Grundlag,
    find_grundlag,
    kilder,
    load_opsaetning,
    load_vejledning,
)  # fmt: skip
from ffb.server.noegler import load_noegler

Frem = Callable[[int, str], None]
PORTION = 500
# called with every new count; `godkendelse` adds itself (its models stand on ours, not the other way)
EFTER_OPGOERELSE: list[Callable[[Opgoerelse], None]] = []


def default_periode(i_dag: date | None = None) -> tuple[date, date]:
    """The previous calendar year (3-rapport)."""
    aar = (i_dag or timezone.localdate()).year - 1
    return date(aar, 1, 1), date(aar, 12, 31)


def opgoer(
    kommune: str, periode: tuple[date, date] | None = None, *, grundlag: Grundlag | None = None,
    pr_dato: date | None = None, foelg: bool = True, frem: Frem = lambda *_: None,
) -> Opgoerelse | None:  # fmt: skip
    """The kommune's count for a period; None when it has no leverancer.

    Args:
        grundlag: an earlier state; None = as of now.
        pr_dato: the day of that state, which marks the count; see `opgoer_pr`.
        foelg: let the findings live on by it; only for the state of now.
    """
    fra, til = periode or default_periode()
    grundlag = grundlag or find_grundlag(kommune)
    if not grundlag.leverancer:
        return None
    mapning, opsaetning = load_vejledning(kommune), build_opsaetning(kommune, fra, til)
    noegle = regne_noegle(grundlag, mapning, opsaetning, pr_dato)
    kendt = Opgoerelse.objects.filter(
        kommune=kommune, periode_fra=fra, periode_til=til, grundlag_noegle=noegle
    ).first()
    if kendt:
        return kendt
    start = time.perf_counter()
    frem(10, "Henter leverancerne")
    laesning = to_laesning(grundlag)
    frem(30, "Beregner rapporten")
    motor = DuckDB()
    rapport = build_rapport(laesning, mapning, opsaetning, motor)
    bag = query_bag(motor, kommune)
    frem(60, "Kører reglerne")
    tjek = check_klar(motor, laesning, opsaetning, noegle_id=_noegle_id())
    frem(90, "Gemmer")
    with skrivning():
        svar, _ = Opgoerelse.objects.get_or_create(
            kommune=kommune, periode_fra=fra, periode_til=til, grundlag_noegle=noegle,
            defaults={
                "grundlag": grundlag.ider,
                "pr_dato": pr_dato,
                "konklusion": tjek.konklusion,
                "rapport": pak(rapport),
                "bag": pak_bag(bag),
                "maengder": bag.maengder,
                "tjek": {k: v for k, v in som_dict(tjek).items() if k != "fund"},
                "ms": round((time.perf_counter() - start) * 1000),
            },
        )  # fmt: skip
        if foelg:
            follow_fund(kommune, tjek.fund)
    for efter in EFTER_OPGOERELSE if pr_dato is None else ():
        efter(svar)
    return svar


def opgoer_pr(
    kommune: str, periode: tuple[date, date], pr_dato: date, *, frem: Frem = lambda *_: None
) -> Opgoerelse | None:
    """The count on what had been received by the end of a day. Settings, guide, status and rules are today's.

    Findings, approvals and every page of the state of now are untouched by it.
    """
    grundlag = find_grundlag(kommune, pr_tid=end_of(pr_dato))
    return opgoer(kommune, periode, grundlag=grundlag, pr_dato=pr_dato, foelg=False, frem=frem)


def end_of(dag: date) -> datetime:
    """The last moment of a day, in Denmark."""
    return timezone.make_aware(datetime.combine(dag, klokken.max))


def build_opsaetning(kommune: str, fra: date, til: date) -> Opsaetning:
    """The engine's settings from the kommune's choices."""
    o = load_opsaetning(kommune)
    return Opsaetning(
        fra,
        til,
        kommune=kommune,
        dst_koder=[tuple(r) for r in o.dst_koder]
        or [tuple(r) for r in load_opsaetning("").dst_koder]
        or None,
        krav_ff=o.krav_ff,
        ikke_vurderet_taeller=o.ikke_vurderet_taeller,
        kladde_taeller=o.kladde_taeller,
        opslag={sag: tuple(svar) for sag, svar in o.opslag.items()} or None,
        opslag_tilbud=o.opslag_tilbud or None,
        normer=keep_kendte(o.normer),
        sikker=True,
    )


def build_rapport(
    laesning: Laesning, mapning: list[Mapning] | None, opsaetning: Opsaetning, motor: Motor
) -> Rapport:
    """The kommune's report; the lists carry pseudonyms, opened on the page by those who may.

    Args:
        motor: an empty engine; ready for `check_klar` and `query_bag` afterwards.
    """
    rapporter = build_rapporter(dict(laesning.tabeller), mapning, opsaetning, motor=motor)
    return next(r for r in rapporter if r.kommune_kode == opsaetning.kommune)


def to_laesning(grundlag: Grundlag) -> Laesning:
    """The stored rows as a reading of files gives them."""
    return Laesning(kilder(grundlag), tilsyn="hensigt")


def _noegle_id() -> str:
    return Identitet(load_noegler().pseudonym).noegle_id


def follow_fund(kommune: str, fundne: list[Regelfund]) -> None:
    """Let the findings live: new ones are born, those seen go on, those gone are mended, or come back.

    Most are as they were, and are told so in a few statements; only those that say something new are written
    whole. (Django's bulk_update of every column took longer than the rules themselves.)
    """
    nu = timezone.now()
    kendte = {f.noegle: f for f in Fund.objects.filter(kommune=kommune)}
    skrives, ens = [], []
    for f in {f.noegle: f for f in fundne}.values():
        kendt, felter = kendte.pop(f.noegle, None), _felter(f)
        if kendt is not None and kendt.status in LEVENDE and _siger(kendt, felter):
            ens.append(kendt.pk)
        else:
            skrives.append(
                Fund(kommune=kommune, noegle=f.noegle, senest_set_tid=nu, **felter, **_liv(kendt, nu))
            )
    Fund.objects.bulk_create(
        skrives, batch_size=PORTION, update_conflicts=True, unique_fields=["kommune", "noegle"],
        update_fields=[*_FELTER, "status", "senest_set_tid", "loest_tid", "genopstaaet_antal"],
    )  # fmt: skip
    _update(ens, status="fortsat", senest_set_tid=nu)
    _update([f.pk for f in kendte.values() if f.status in LEVENDE], status="loest", loest_tid=nu)


def _siger(kendt: Fund, felter: dict[str, Any]) -> bool:
    """Does the finding say the same as it did?"""
    return all(getattr(kendt, navn) == vaerdi for navn, vaerdi in felter.items())


def _liv(kendt: Fund | None, nu: datetime) -> dict[str, Any]:
    """Where in its life a finding is that is seen now."""
    if kendt is None:
        return {"status": "ny", "foerst_set_tid": nu}
    igen = kendt.status == "loest"
    return {
        "status": "genopstaaet" if igen else "fortsat",
        "foerst_set_tid": kendt.foerst_set_tid,
        "genopstaaet_antal": kendt.genopstaaet_antal + igen,
    }


def _update(numre: list[int], **felter: Any) -> None:
    for i in range(0, len(numre), PORTION):
        Fund.objects.filter(pk__in=numre[i : i + PORTION]).update(**felter)


_FELTER = (
    "regel", "alvor", "ejer", "fase", "titel", "besked", "goer", "borger_id", "system", "leverance", "tabel",
    "felt", "vaerdi", "forventet", "dato", "sagsnummer", "enhed", "aarsag", "sted", "foldet",
)  # fmt: skip


def _felter(f: Regelfund) -> dict[str, Any]:
    """The words of a finding as columns."""
    sted = {
        "fil": f.sted.fil,
        "linje": f.sted.linje,
        "kolonne": f.sted.kolonne,
        "id": f.sted.id,
        "fhir": f.sted.fhir,
    }
    return {
        "regel": f.regel, "alvor": f.alvor, "ejer": f.ejer, "fase": f.fase or "", "titel": f.titel,
        "besked": f.besked, "goer": f.goer, "borger_id": int(f.borger) if f.borger else None,
        "system": f.system or "", "leverance": f.leverance or "", "tabel": f.tabel or "",
        "felt": (f.felt or "")[:200], "vaerdi": f.vaerdi, "forventet": f.forventet, "dato": f.dato,
        "sagsnummer": f.sagsnummer or "", "enhed": f.enhed or "", "aarsag": (f.aarsag or "")[:200],
        "sted": sted, "foldet": list(f.foldet),
    }  # fmt: skip


def regne_noegle(
    grundlag: Grundlag,
    mapning: list[Mapning] | None,
    opsaetning: Opsaetning,
    pr_dato: date | None = None,
) -> str:
    """Equal for equal figures: leverancer, guide, settings, catalogues and program."""
    dele = {
        "grundlag": grundlag.noegle,
        "mapning": [(m.tilbud_kode, m.ydelse_kode, m.dst_vaerdi) for m in mapning or ()],
        "har_mapning": mapning is not None,
        "indstillinger": opsaetning.vis(),
        "dst_koder": opsaetning.dst_koder,
        "opslag": opsaetning.opslag,
        "opslag_tilbud": opsaetning.opslag_tilbud,
        "normer": opsaetning.normer,
        "pr_dato": pr_dato,
        "program": __version__,
        "kataloger": reference_aftryk(),
    }
    return hashlib.sha256(json.dumps(dele, sort_keys=True, default=str).encode()).hexdigest()
