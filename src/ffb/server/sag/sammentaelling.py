"""What the lists ask of a case, summed up from its objects each time one changes.

Opinion taken: with 20,000 cases a list cannot read every object of each; the sums stand in the case's own row
and are made in the same transaction as the change, so they are never of another time. All they are made of
lies in columns: nothing is opened.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from ffb.server.sag.models import FEJLREGISTRERET, GAELDENDE, KLADDE, Objekt, Sag


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

    A course under § 82 is due on the day it ends at the latest. A planned follow-up has been held when one
    names it (`kode`), or is of its day or later.
    """
    alle = [o for o in objekter if o.tilstand != FEJLREGISTRERET]
    gyldige = [o for o in alle if o.tilstand == GAELDENDE]
    holdt = [o.dato for o in gyldige if o.slags == "opfoelgning" and o.dato]
    naevnt = {o.kode for o in gyldige if o.slags == "opfoelgning"}
    planer = [
        o.frist_dato for o in gyldige if o.slags == "planlagt" and o.frist_dato and str(o.pk) not in naevnt
    ]
    planer += [o.frist_dato for o in gyldige if o.slags == "par82" and o.frist_dato and not o.slut_dato]
    return {
        "aabnet_dato": min((o.dato for o in alle if o.slags == "sagsaabning" and o.dato), default=None),
        "naeste_dato": min((p for p in planer if not any(h >= p for h in holdt)), default=None),
        "aktive_indsatser": sum(o.slags == "indsats" and o.slut_dato is None for o in gyldige),
        "udredt": any(o.slags in ("udredning", "par82") for o in gyldige),
        "har_kladde": any(o.tilstand == KLADDE for o in alle),
        "har_retur": any(o.slags == "bestilling" and o.kode == "returneret" for o in alle),
    }


def refresh_sag(sag: Sag) -> None:
    """Sum a case up anew, after its objects have changed."""
    raekker = Objekt.objects.filter(sag=sag).order_by().values_list(*Kort._fields)
    Sag.objects.filter(pk=sag.pk).update(**sum_up(Kort(*r) for r in raekker))
