"""A finding: what is wrong, with whom, where, who mends it and how. The one type every check speaks.

Grain: one fault at one row (or place) of one leverance. Opinion taken: a Struct, made in a tenth of a frozen
dataclass's time; a delivery may have a hundred thousand. Source: 4-regler, A finding; 8-graenseflader.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from msgspec import Struct, field
from msgspec.structs import replace

Alvor = Literal["blokerende", "fejl", "advarsel", "oplysning"]
ALVOR: tuple[Alvor, ...] = ("blokerende", "fejl", "advarsel", "oplysning")
EJERE = ("sagsbehandler", "udfoerer", "faglig_ansvarlig", "it_leverandoer", "dst")


class Sted(Struct, frozen=True, gc=False):
    """The five locators: file (with sheet), line as in the editor, column, the source's own id, FHIR path."""

    fil: str
    linje: int | None = None
    kolonne: str | None = None
    id: str | None = None
    fhir: str | None = None


class Fund(Struct, frozen=True):
    """One finding.

    Args:
        regel: permanent rule id.
        noegle: stable across deliveries (hash of kommune, system, rule, source id or natural key, field).
        tilbud: what the P-number is called in the look-up file.
        aarsag: `<tabel>:<post>` of the root row; findings that share one are folded under the gravest.
        saadan: how it is mended in the system it came from, by the vendor's text; None where there is none.
        foldet: keys of the findings folded under this one.
        detaljer: what else the rule's SELECT returned and the message named.
    """

    regel: str
    alvor: Alvor
    titel: str
    besked: str
    goer: str
    ejer: str
    fase: str | None
    borger: str | None
    felt: str | None
    vaerdi: str | None
    noegle: str
    leverance: str
    tabel: str | None
    sted: Sted
    dato: date | None = None
    sagsnummer: str | None = None
    enhed: str | None = None
    sagsbehandler: str | None = None
    tilbud: str | None = None
    forventet: str | None = None
    aarsag: str | None = None
    status: str = "ny"
    kommune: str | None = None
    system: str | None = None
    saadan: str | None = None
    foldet: tuple[str, ...] = ()
    detaljer: dict[str, Any] = field(default_factory=dict)

    def with_status(self, status: str) -> Fund:
        """The same finding with its place in the life-cycle: ny, fortsat, løst, genopstået."""
        return self.med(status=status)

    def med(self, **felter: Any) -> Fund:
        """The same finding with other values in these fields."""
        return replace(self, **felter)
