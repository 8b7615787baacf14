"""From the store to the engine: which leverancer a report or a check stands on, and their rows.

Opinion taken: the model's own views decide which rows count; here only leverancer that cannot matter are left
out. `pr_tid` asks for the state as it was known then. A system's status is DST's, or what the kommune
assumes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa
from django.conf import settings
from django.db.models import QuerySet

from ffb.begreber import faelles_indberetter_list
from ffb.formats.grundlag import Mapning
from ffb.server.leverance.lager import Lager
from ffb.server.leverance.models import Leverance, Opsaetning, Vejledning


@dataclass(frozen=True, slots=True)
class Grundlag:
    """What a figure stands on. `noegle` changes when and only when the leverancer or their status do."""

    kommune: str
    leverancer: tuple[Leverance, ...]

    @property
    def ider(self) -> list[int]:
        return [lev.leverance_id for lev in self.leverancer]

    @property
    def noegle(self) -> str:
        dele = [
            f"{lev.leverance_id}:{lev.manifest_hash}:{lev.raekker}:{lev.system.gaeldende_status}"
            for lev in self.leverancer
        ]
        return "|".join(dele)


def lager() -> Lager:
    """The store of this installation."""
    return Lager(settings.DATA)


def find_grundlag(kommune: str, *, pr_tid: datetime | None = None, fuld_historik: bool = False) -> Grundlag:
    """The leverancer of a kommune (own and those that report jointly for it) that count.

    Args:
        pr_tid: only what had been received then.
        fuld_historik: every leverance; else each system's newest full one, the one before (rules that compare
            deliveries) and what is laid on top since.
    """
    alle = Leverance.objects.filter(kommune__in=indberettere(kommune))
    if pr_tid is not None:
        alle = alle.filter(modtaget_tid__lte=pr_tid)
    return Grundlag(kommune, _choose(alle, fuld_historik=fuld_historik))


def find_landet() -> Grundlag:
    """The leverancer of every kommune that count."""
    return Grundlag("", _choose(Leverance.objects.all(), fuld_historik=False))


def _choose(alle: QuerySet[Leverance], *, fuld_historik: bool) -> tuple[Leverance, ...]:
    """Of each system those that count, by number."""
    pr_system: dict[int, list[Leverance]] = {}
    for lev in alle.select_related("system").order_by("tid", "leverance_id"):
        pr_system.setdefault(lev.system_id, []).append(lev)
    valgt = [lev for gruppe in pr_system.values() for lev in (gruppe if fuld_historik else needed(gruppe))]
    return tuple(sorted(valgt, key=lambda lev: lev.leverance_id))


def needed(gruppe: Sequence[Leverance]) -> Sequence[Leverance]:
    """Of one system's leverancer by time: from the last full one but one and on."""
    fulde = [i for i, lev in enumerate(gruppe) if lev.art == "fuld"]
    return gruppe[fulde[-2] if len(fulde) > 1 else 0 :]


def indberettere(kommune: str) -> list[str]:
    """The kommune and those that report for it too."""
    return [kommune, *sorted({f.handlende_kode for f in faelles_indberetter_list() if f.for_kode == kommune})]


def kilder(grundlag: Grundlag) -> dict[str, pa.Table]:
    """Every stored table of a Grundlag, in memory, as a reading has them; `cpr` is empty."""
    from ffb.server.leverance.aaben import open_tabeller

    hele = [lev.leverance_id for lev in grundlag.leverancer if not lev.aaben]
    dele = [lager().tabeller(hele), *(open_tabeller(lev) for lev in grundlag.leverancer if lev.aaben)]
    samlet = {navn: pa.concat_tables([d[navn] for d in dele]) for navn in dele[0]}
    samlet["leverance"] = _med_status(samlet["leverance"], grundlag.leverancer)
    return samlet


def _med_status(tabel: pa.Table, leverancer: Sequence[Leverance]) -> pa.Table:
    """The table `leverance` with each system's status as it is held now."""
    status = {lev.leverance_id: lev.system.gaeldende_status for lev in leverancer}
    ny = pa.array([status[i] for i in tabel["leverance_id"].to_pylist()], pa.string())
    return tabel.set_column(tabel.column_names.index("system_status"), "system_status", ny)


def load_opsaetning(kommune: str) -> Opsaetning:
    """The kommune's choices, with the defaults where it has made none."""
    return Opsaetning.objects.filter(kommune=kommune).first() or Opsaetning(kommune=kommune)


def load_vejledning(kommune: str) -> list[Mapning] | None:
    """The mapping guide in force: the kommune's own, else the installation's."""
    fundet = (
        Vejledning.objects.filter(kommune=kommune).first() or Vejledning.objects.filter(kommune="").first()
    )
    return [Mapning(*r) for r in fundet.raekker] if fundet else None
