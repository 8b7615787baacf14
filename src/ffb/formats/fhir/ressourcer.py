"""The table `ressource` (one row per resource of a bundle), made in bulk from the tables the resources fill.

Opinion taken: every resource has exactly one row in one of these tables (a ydelse: its first activity), so
a row of its own need not be made while reading.
Source: 12-model.
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from ffb.model.tabeller import FAELLES, TABELLER

_HOVEDTABELLER = (
    "borger", "henvendelse", "udredning", "maalgruppe", "udredningstema", "aktivitet_deltagelse",
    "indsatsmaal", "indsats", "ydelse", "tilbud", "planlagt_opfoelgning", "stoettebehov", "opfoelgning",
)  # fmt: skip
"""The tables a resource has one row in."""


def make_ressourcer(tabeller: dict[str, pa.Table]) -> pa.Table:
    """The rows of `ressource`, from the other tables of one leverance under their stored names."""
    faelles = [kolonne.partition(" ")[0] for kolonne in FAELLES]
    dele = []
    for navn in _HOVEDTABELLER:
        raekker = tabeller[TABELLER[navn].fysisk]
        if navn == "ydelse":
            raekker = raekker.filter(pc.equal(raekker["aktivitet_nr"], 1))
        type_ = pa.repeat(pa.scalar(TABELLER[navn].fhir, pa.string()), raekker.num_rows)
        dele.append(raekker.select(faelles).append_column("type", type_))
    return pa.concat_tables(dele).cast(TABELLER["ressource"].schema())
