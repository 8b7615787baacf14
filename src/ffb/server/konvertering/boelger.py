"""Waves: planned, run as a job citizen by citizen, undone case by case.

Opinion taken: each citizen is her own transaction, so a run that is stopped has moved some and not others;
the next goes on. A case someone has worked in since is not undone: it is kept, counted and named.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone

from ffb.begreber import find_kommune
from ffb.konvertering.oversaet import Udfald
from ffb.konvertering.plan import fold_udfoerer
from ffb.server.database import skrivning
from ffb.server.konvertering.actions import KanIkke
from ffb.server.konvertering.gemt import build_koersel, bump
from ffb.server.konvertering.models import (
    FORTRUDT,
    FORTRYDES,
    GENNEMFOERT,
    KOERER,
    VENTER,
    Boelge,
    Flytning,
    Konverteret,
    Konvertering,
)
from ffb.server.konvertering.skriv import HoldtTilbage, move_borger
from ffb.server.opgave.koe import arbejde, enqueue
from ffb.server.sag.actions import retract_objekt
from ffb.server.sag.models import FEJLREGISTRERET, Sag
from ffb.server.spor.actions import who, write_spor
from ffb.server.sprog import paa_sprog
from ffb.sprog import Dansk, _

GRUNDE: dict[str, Dansk] = {
    "sagsnummer": "uden sagsnummer",
    "flere_sager": "med flere sagsnumre",
    "taget": "med et sagsnummer, en anden borger har",
    "cpr": "uden CPR i boksen",
}


def plan_boelge(
    k: Konvertering, navn: str, dato: date, ansvarlig: str, udfoerere: Iterable[str], *, by: Any
) -> Boelge:
    """A new wave, or new values of one that has not been run.

    Raises:
        KanIkke: no name, it has been run, or a provider is in another wave.
    """
    navn, steder = navn.strip()[:100], sorted({u.strip() for u in udfoerere if u.strip()})
    if not navn:
        raise KanIkke(_("Skriv bølgens navn."))
    foldet = {fold_udfoerer(u) for u in steder}
    for anden in k.boelge_set.exclude(navn=navn):
        if foldet & {fold_udfoerer(u) for u in anden.udfoerere}:
            raise KanIkke(
                _("En af udførerne er i {boelge}. En udfører kan kun være i én.", boelge=anden.navn)
            )
    with skrivning():
        if k.boelge_set.filter(navn=navn).exclude(tilstand__in=(VENTER, FORTRUDT)).exists():
            raise KanIkke(_("Bølgen er kørt. Fortryd den, før den ændres."))
        felter = {"dato": dato, "ansvarlig": ansvarlig.strip()[:200], "udfoerere": steder}
        boelge, _ny = Boelge.objects.update_or_create(konvertering=k, navn=navn, defaults=felter)
        bump(k)
        _trail("konvertering.boelge_planlagt", boelge, by)
    return boelge


def drop_boelge(boelge: Boelge, *, by: Any) -> None:
    """Take a planned wave away.

    Raises:
        KanIkke: it has been run, also if it was undone: its traces point at it.
    """
    if boelge.tilstand != VENTER or boelge.flytning_set.exists():
        raise KanIkke(_("Bølgen er kørt og kan ikke fjernes."))
    with skrivning():
        _trail("konvertering.boelge_fjernet", boelge, by)
        k = boelge.konvertering
        boelge.delete()
        bump(k)


def order_boelge(k: Konvertering, navn: str, *, by: Any) -> Boelge:
    """Have a wave run in the background; one that was run is run again, for what was undecided then.

    Raises:
        KanIkke: the posts are made up and the kommune is not, there is no such wave, its day has not come, or
            it is being run or undone.
    """
    kommune = find_kommune(k.kommune)
    if k.demo and not (kommune and kommune.demo):
        raise KanIkke(_("Opdigtede poster kan ikke skrives i en rigtig kommunes sager."))
    planlagt = next((b for b in build_koersel(k).fordeling.boelger if b.navn == navn), None)
    if planlagt is None:
        raise KanIkke(_("Bølgen findes ikke. Genindlæs siden."))
    if planlagt.dato > timezone.localdate():
        raise KanIkke(_("Bølgens dag er ikke kommet. Ret datoen, hvis den skal køres nu."))
    with skrivning():
        boelge, _ny = Boelge.objects.get_or_create(
            konvertering=k, navn=navn, defaults={"dato": planlagt.dato, "ansvarlig": planlagt.ansvarlig}
        )
        _set(boelge, (VENTER, GENNEMFOERT, FORTRUDT), KOERER, by)
        _trail("konvertering.boelge_bestilt", boelge, by)
        _enqueue("konvertering.koer", boelge, by)
    return boelge


def order_fortryd(boelge: Boelge, *, by: Any) -> None:
    """Have a wave undone in the background.

    Raises:
        KanIkke: it has not been run.
    """
    with skrivning():
        _set(boelge, (GENNEMFOERT,), FORTRYDES, by)
        _trail("konvertering.fortryd_bestilt", boelge, by)
        _enqueue("konvertering.fortryd", boelge, by)


def _set(boelge: Boelge, fra: tuple[str, ...], til: str, by: Any) -> None:
    aendret = Boelge.objects.filter(pk=boelge.pk, tilstand__in=fra).update(
        tilstand=til, aendret_tid=timezone.now(), aendret_af=who(by)
    )
    if not aendret:
        raise KanIkke(_("Bølgen er i gang, eller den er ikke kørt. Genindlæs siden."))
    boelge.refresh_from_db()


def _enqueue(art: str, boelge: Boelge, by: Any) -> None:
    k = boelge.konvertering
    enqueue(art, noegle=f"boelge:{boelge.pk}", kommune=k.kommune, boelge=boelge.pk, af=who(by))


@arbejde("konvertering.koer")
def koer(*, boelge: int, af: str, frem: Any) -> None:
    """Run a wave: the citizens of it, one after another."""
    b = Boelge.objects.select_related("konvertering").get(pk=boelge)
    if b.tilstand == KOERER:
        run_boelge(b, by=af, frem=frem)


def run_boelge(b: Boelge, *, by: Any, frem: Any = lambda *_: None) -> dict[str, int]:
    """Write every citizen of a wave into her case; returns and keeps the counts."""
    koersel = build_koersel(b.konvertering)
    boelge = next((x for x in koersel.fordeling.boelger if x.navn == b.navn), None)
    efter: defaultdict[int, list[Udfald]] = defaultdict(list)
    for u in koersel.of_boelge(boelge) if boelge else []:
        efter[u.post.borger_id].append(u)
    tal: Counter[str] = Counter(personer=len(efter))
    with paa_sprog("da"):
        for nr, (borger_id, udfald) in enumerate(efter.items(), start=1):
            try:
                nye, kladder = move_borger(b, borger_id, udfald, by=by)
                tal.update(objekter=nye, kladder=kladder, skrevet=bool(nye))
            except HoldtTilbage as grund:
                tal[f"holdt_{grund}"] += 1
            if nr % 20 == 0:
                frem(100 * nr // len(efter), "")
    _end(b, GENNEMFOERT, dict(tal), "konvertering.boelge_koert", by)
    return dict(tal)


@arbejde("konvertering.fortryd")
def fortryd(*, boelge: int, af: str, frem: Any) -> None:
    """Undo a wave: the cases of it, one after another."""
    b = Boelge.objects.select_related("konvertering").get(pk=boelge)
    if b.tilstand == FORTRYDES:
        undo_boelge(b, by=af, frem=frem)


def undo_boelge(b: Boelge, *, by: Any, frem: Any = lambda *_: None) -> dict[str, int]:
    """Mark what a wave wrote as entered in error, in the cases nobody has worked in since."""
    flytninger = list(Flytning.objects.filter(boelge=b, fortrudt_tid=None).select_related("sag"))
    tal: Counter[str] = Counter(sager=len(flytninger), fortrudt=0, beholdt=0)
    with paa_sprog("da"):
        grund = _("Bølgen {navn} er fortrudt.", navn=b.navn)
        for nr, f in enumerate(flytninger, start=1):
            tal["fortrudt" if _undo(f, grund, by) else "beholdt"] += 1
            if nr % 20 == 0:
                frem(100 * nr // len(flytninger), "")
    _end(b, GENNEMFOERT if tal["beholdt"] else FORTRUDT, dict(tal), "konvertering.boelge_fortrudt", by)
    return dict(tal)


def _undo(f: Flytning, grund: str, by: Any) -> bool:
    with skrivning():
        sag = Sag.objects.select_for_update(no_key=True).get(pk=f.sag_id)
        if sag.version != f.sagsversion:
            return False
        links = Konverteret.objects.filter(konvertering=f.boelge.konvertering, objekt__sag=sag)
        links = links.select_related("objekt")
        for link in links:
            if link.objekt.tilstand != FEJLREGISTRERET:
                retract_objekt(link.objekt_id, grund, by=by)
                Konverteret.objects.filter(pk=link.pk).update(fortrudt=True)
        Flytning.objects.filter(pk=f.pk).update(fortrudt_tid=timezone.now())
    return True


def _end(b: Boelge, tilstand: str, tal: dict[str, int], handling: str, by: Any) -> None:
    with skrivning():
        Boelge.objects.filter(pk=b.pk).update(tilstand=tilstand, resultat=tal, aendret_tid=timezone.now())
        _trail(handling, b, by, **tal)
    b.refresh_from_db()


def _trail(handling: str, b: Boelge, by: Any, **detaljer: Any) -> None:
    kommune = b.konvertering.kommune
    write_spor(handling, by=by, kommune=kommune, genstand=f"konvertering:{b.konvertering_id}", **detaljer)
