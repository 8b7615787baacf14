"""Hand the day's changes over to the leverance of the system "FFB sag": one bundle per changed citizen.

Opinion taken: the bundle is checked by the same rules as a vendor's; one with an error is held back and told
of, and the rest go. Handing over and noting what DST then has is one transaction. Training cases never go.
Source: 6-sag (Export); 9-uddatasaet.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils import timezone

from ffb.errors import BrugsFejl
from ffb.formats.fhir.regler import Brud
from ffb.formats.fhir.regler.katalog import AFVISER
from ffb.formats.fhir.tilsyn import Tilsyn
from ffb.server.database import skrivning
from ffb.server.leverance.aaben import Bundt, add_bundter
from ffb.server.leverance.boks import open_cpr
from ffb.server.leverance.grundlag import load_opsaetning
from ffb.server.leverance.models import System
from ffb.server.opgave.koe import arbejde, enqueue
from ffb.server.sag.models import Objekt, Sag, Sagsborger, Sagsopsaetning
from ffb.server.sag.uddatasaet import Udsendelse, make_udsendelse
from ffb.server.spor.actions import write_spor

SYSTEM = "FFB sag"


@dataclass(slots=True)
class Kvittering:
    """What a handover gave.

    Args:
        sendt: citizens handed over.
        uaendret: citizens DST has as they stand.
        holdt: borger_id -> what the rules say of the bundle that was held back.
        mangler: Objekt id -> labels of the empty fields it waits for.
    """

    sendt: int = 0
    uaendret: int = 0
    holdt: dict[int, list[Brud]] = field(default_factory=dict)
    mangler: dict[str, tuple[str, ...]] = field(default_factory=dict)


def report_kommune(
    kommune: str, *, by: Any, tid: datetime | None = None, kun_aendrede: bool = False
) -> Kvittering:
    """Hand over every citizen of the kommune whose cases DST does not have as they stand.

    Args:
        kun_aendrede: only those `find_changed` names; without it each citizen is made and compared.

    Raises:
        BrugsFejl: the kommune has not said which organisation it is.
    """
    opsaetning = Sagsopsaetning.objects.filter(kommune=kommune).first()
    if opsaetning is None or opsaetning.sts_uuid is None:
        raise BrugsFejl(
            "Kommunens UUID i STS Organisation mangler. Skriv den under Sag, Opsætning, og indberet igen."
        )
    kvittering = Kvittering()
    alle = Sagsborger.objects.rigtige(kommune).order_by("pk")
    for borger in find_changed(kommune) if kun_aendrede else alle:
        _report(borger, opsaetning, kvittering, by=by, tid=tid or timezone.now())
    return kvittering


def find_changed(kommune: str) -> QuerySet[Sagsborger]:
    """The citizens with a case that has changed since it was last handed over whole."""
    rettet = Sag.objects.rigtige(kommune).exclude(version=F("udsendt_version"))
    return Sagsborger.objects.rigtige(kommune).filter(pk__in=rettet.values("borger")).order_by("pk")


def prepare_udsendelse(borger: Sagsborger, opsaetning: Sagsopsaetning, tid: datetime) -> Udsendelse | None:
    """What would be handed over of a citizen now; None when DST has it all."""
    sager = list(Sag.objects.filter(borger=borger).order_by("pk"))
    cpr = open_cpr(borger.kommune, [borger.borger_id])[borger.borger_id]
    return make_udsendelse(borger, sager, cpr, opsaetning, tid)


def _report(
    borger: Sagsborger, opsaetning: Sagsopsaetning, kvittering: Kvittering, *, by: Any, tid: datetime
) -> None:
    """One citizen: all or nothing."""
    with skrivning():
        versioner = dict(
            Sag.objects.select_for_update(no_key=True).filter(borger=borger).values_list("pk", "version")
        )
        ud = prepare_udsendelse(borger, opsaetning, tid)
        if ud is None:
            kvittering.uaendret += 1
            _note_whole(versioner)
            return
        kvittering.mangler.update(ud.mangler)
        brud = find_brud(ud, borger.kommune)
        if any(b.alvor in AFVISER for b in brud):
            kvittering.holdt[borger.borger_id] = brud
            return
        system, _ = System.objects.get_or_create(kommune=borger.kommune, navn=SYSTEM)
        cpr = open_cpr(borger.kommune, [borger.borger_id])[borger.borger_id]
        bundt = Bundt(ud.data, hashlib.sha256(ud.data).hexdigest(), (borger.borger_id, cpr))
        add_bundter(system, [bundt], by=by)
        note_udsendt(ud)
        kvittering.sendt += 1
        if not ud.mangler:
            _note_whole(versioner)


def _note_whole(versioner: Mapping[UUID, int]) -> None:
    """Nothing of these cases waits, as they stand at these versions."""
    for pk, version in versioner.items():
        Sag.objects.filter(pk=pk).update(udsendt_version=version)


def find_brud(ud: Udsendelse, kommune: str) -> list[Brud]:
    """What our own rules of form say of the bundle."""
    return Tilsyn(streng=load_opsaetning(kommune).streng).check(ud.data)


def note_udsendt(ud: Udsendelse) -> None:
    """DST has these objects as they stand."""
    for id_, aftryk in ud.aftryk.items():
        Objekt.objects.filter(pk=id_).update(udsendt=aftryk)


def enqueue_due() -> int:
    """Put the handover of each kommune that has not had today's in the queue; returns how many."""
    dag = timezone.localdate()
    venter = Sagsopsaetning.objects.exclude(sts_uuid=None).exclude(indberettet_dag=dag)
    koder = list(venter.values_list("kommune", flat=True))
    for kode in koder:
        Sagsopsaetning.objects.filter(kommune=kode).update(indberettet_dag=dag)
        enqueue("sag.indberet", noegle=f"{kode} {dag}", kommune=kode, kommuner=[kode])
    return len(koder)


@arbejde("sag.indberet")
def indberet(*, kommuner: Iterable[str], frem: Any) -> None:
    """The handover as a job: the kommuner of the list, one after another."""
    koder = list(kommuner)
    for nr, kommune in enumerate(koder, start=1):
        kvittering = report_kommune(kommune, by="program")
        write_spor(
            "sag.indberettet",
            by="program",
            kommune=kommune,
            sendt=kvittering.sendt,
            holdt=len(kvittering.holdt),
            mangler=len(kvittering.mangler),
        )
        frem(100 * nr // len(koder), "")
