"""What the lists ask of a case, summed up from its objects each time one changes.

Opinion taken: with 20,000 cases a list cannot read every object of each; the sums stand in the case's own row
and are made in the same transaction as the change, so they are never of another time. All they are made of
lies in columns: nothing is opened.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from ffb.server.sag.models import FEJLREGISTRERET, GAELDENDE, KLADDE, Objekt, Sag

P82_MAANEDER = 6  # S4: help under § 82 is limited in time, shorter courses, within six months


def last_day(start: date) -> date:
    """The day a course under § 82 has lasted six months; for § 82 b the last it may run to."""
    aar, maaned = divmod(start.month - 1 + P82_MAANEDER, 12)
    aar, maaned = start.year + aar, maaned + 1
    return date(aar, maaned, min(start.day, monthrange(aar, maaned)[1]))


class Kort(NamedTuple):
    """An object as the sums see it."""

    pk: UUID
    slags: str
    tilstand: str
    kode: str
    dato: date | None
    slut_dato: date | None
    frist_dato: date | None


def sum_up(objekter: Iterable[Kort]) -> dict[str, Any]:
    """The columns of `Sag` that say what waits.

    A course under § 82 is due on the day it ends at the latest, or after six months if it has none; it is
    given without visitation, so its indsats needs no planned follow-up. A planned follow-up has been held
    when one names it (`kode`), or is of its day or later.
    """
    alle = [o for o in objekter if o.tilstand != FEJLREGISTRERET]
    gyldige = [o for o in alle if o.tilstand == GAELDENDE]
    holdt = [o.dato for o in gyldige if o.slags == "opfoelgning" and o.dato]
    naevnt = {o.kode for o in gyldige if o.slags == "opfoelgning"}
    planer = [
        o.frist_dato for o in gyldige if o.slags == "planlagt" and o.frist_dato and str(o.pk) not in naevnt
    ]
    venter = [p for p in planer if not any(h >= p for h in holdt)]
    p82 = [o.frist_dato or last_day(o.dato) for o in gyldige if _runs_p82(o) and o.dato]
    aktive = sum(o.slags == "indsats" and o.slut_dato is None for o in gyldige)
    return {
        "aabnet_dato": min((o.dato for o in alle if o.slags == "sagsaabning" and o.dato), default=None),
        "naeste_dato": min([*venter, *p82], default=None),
        "aktive_indsatser": aktive,
        "uden_plan": aktive > len(p82) and not venter,
        "udredt": any(o.slags in ("udredning", "par82") for o in gyldige),
        "har_kladde": any(o.tilstand == KLADDE for o in alle),
        "har_retur": any(o.slags == "bestilling" and o.kode == "returneret" for o in alle),
    }


def _runs_p82(o: Kort) -> bool:
    return o.slags == "par82" and o.slut_dato is None


def refresh_sag(sag: Sag) -> None:
    """Sum a case up anew, after its objects have changed."""
    raekker = Objekt.objects.filter(sag=sag).order_by().values_list(*Kort._fields)
    Sag.objects.filter(pk=sag.pk).update(**sum_up(Kort(*r) for r in raekker))
