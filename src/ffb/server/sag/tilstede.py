"""Who else is on a case: told on each page, and by a quiet question now and then from an open one.

Opinion taken: being there is kept in one row per person and case and written at most every FRISK seconds, so
an open page costs next to nothing; after HER seconds without a sign of life nobody is told of it any more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from ffb.server.sag.models import Objekt, Sag, Tilstede
from ffb.server.sag.visning import Vist

FRISK = timedelta(seconds=15)
HER = timedelta(seconds=75)  # an open page asks every 20 seconds; a slow network is forgiven
SKRIVER = timedelta(seconds=60)
GAMLE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Anden:
    """Someone else on the case. `skriver`: id of the object that person writes in just now, or ""."""

    navn: str
    set_tid: datetime
    skriver: str = ""


@dataclass(frozen=True, slots=True)
class Senest:
    """The newest change to a case. `lige_nu`: within the last few minutes."""

    af: str
    tid: datetime
    lige_nu: bool


def note_here(sag: Sag, bruger: Any, objekt: Objekt | None = None) -> None:
    """This person has the case open, and writes in `objekt` if it is given."""
    nu = timezone.now()
    egen = Tilstede.objects.filter(sag=sag, bruger=bruger).first()
    if egen is None:
        Tilstede.objects.get_or_create(sag=sag, bruger=bruger, defaults=_skrevet(objekt, nu))
    elif nu - egen.set_tid > FRISK or (objekt is not None and objekt.pk != egen.objekt_id):
        Tilstede.objects.filter(pk=egen.pk).update(set_tid=nu, **_skrevet(objekt, nu))


def _skrevet(objekt: Objekt | None, nu: datetime) -> dict[str, Any]:
    return {"objekt": objekt, "skrevet_tid": nu} if objekt is not None else {}


def others_here(sag: Sag, bruger: Any) -> list[Anden]:
    """Everyone else who has the case open, the newest sign of life first."""
    nu = timezone.now()
    andre = Tilstede.objects.filter(sag=sag, set_tid__gt=nu - HER).exclude(bruger=bruger)
    return [
        Anden(str(t.bruger), t.set_tid, str(t.objekt_id) if _writes(t, nu) else "")
        for t in andre.select_related("bruger").order_by("-set_tid", "pk")
    ]


def _writes(t: Tilstede, nu: datetime) -> bool:
    return t.skrevet_tid is not None and nu - t.skrevet_tid < SKRIVER


def find_senest(objekter: Iterable[Vist]) -> Senest | None:
    """The newest change among these objects: who and when."""
    nyest = max((v.objekt for v in objekter), key=lambda o: (o.sagsversion, o.aendret_tid), default=None)
    if nyest is None:
        return None
    return Senest(
        nyest.aendret_af, nyest.aendret_tid, timezone.now() - nyest.aendret_tid < timedelta(minutes=5)
    )


def sweep_tilstede() -> int:
    """Forget who was where yesterday; returns how many rows."""
    return Tilstede.objects.filter(set_tid__lt=timezone.now() - GAMLE).delete()[0]
