"""What the five answers stand on: a checked reading, and an engine over what a receiver would keep of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ffb.analyses import Analysegrundlag, prepare_analyser
from ffb.engine.koersel import Opsaetning
from ffb.engine.motor import Motor
from ffb.errors import BrugsFejl
from ffb.formats.afvis import reject_bundter
from ffb.formats.grundlag import Laesning
from ffb.model.mapning import Mapning


@dataclass(slots=True)
class Selvgrundlag:
    """A delivery ready to be asked.

    Args:
        klar: the engine over what is left when refused bundles are gone.
        bundler, afviste: bundles read, and those a receiver would refuse.
        brud: rule -> faults in the bundles, of those that refuse.
        mapning: the guide, None where none was given or met.
    """

    klar: Analysegrundlag
    bundler: int
    afviste: int
    brud: Counter[str]
    mapning: Sequence[Mapning] | None

    def tael(self, sql: str) -> tuple[int, ...]:
        """The one row of counts a query gives."""
        return tuple(int(v or 0) for v in self.klar.motor.query(sql).raekker[0])

    @property
    def dag(self) -> date:
        return self.klar.dag


def prepare_selvtjek(
    motor: Motor, laesning: Laesning, mapning: Sequence[Mapning] | None, opsaetning: Opsaetning
) -> Selvgrundlag:
    """Count the bundles, leave the refused out, and prepare the engine over the rest.

    Raises:
        BrugsFejl: there is no delivery to look at.
    """
    fil = laesning.tabeller["fil"]
    bundler = sum(b is not None for b in fil["bundle_id"].to_pylist())
    brud = Counter(r for r in laesning.tabeller["formatfund"]["regel"].to_pylist() if r.startswith("FHIR-"))
    afviste = len(reject_bundter(laesning))
    guide = mapning if mapning is not None else laesning.mapning
    klar = prepare_analyser(motor, laesning.tabeller, guide, opsaetning)
    if not klar.kommuner:
        raise BrugsFejl("Der er ingen leverance at se på. Angiv en mappe, ZIP, XLSX eller FHIR-bundles.")
    return Selvgrundlag(klar, bundler, afviste, brud, guide)
