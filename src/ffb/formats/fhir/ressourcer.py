"""The table `ressource` (one row per resource of a bundle), made in bulk from the tables the resources fill.

Opinion taken: every resource has exactly one row in one of these tables (a ydelse: its first activity), so
a row of its own need not be made while reading.
Source: 12-model.
"""

from __future__ import annotations

import pyarrow as pa

from ffb.model.tabeller import TABELLER

_HOVEDTABELLER = (
    "borger", "henvendelse", "udredning", "maalgruppe", "udredningstema", "aktivitet_deltagelse",
    "indsatsmaal", "indsats", "ydelse", "tilbud", "planlagt_opfoelgning", "stoettebehov", "opfoelgning",
)  # fmt: skip
"""The tables a resource has one row in."""


def make_ressourcer(tabeller: dict[str, pa.Table]) -> pa.Table:
    """The rows of `ressource`, from the other tables of one leverance under their stored names."""
    skema = TABELLER["ressource"].schema()
    dele = []
    for navn in _HOVEDTABELLER:
        raekker = tabeller[TABELLER[navn].fysisk]
        if navn == "ydelse":
            raekker = _med_nr_1(raekker)
        type_ = pa.repeat(pa.scalar(TABELLER[navn].fhir, pa.string()), raekker.num_rows)
        kolonner = [raekker.column(felt.name) for felt in skema if felt.name != "type"]
        dele.append(pa.Table.from_arrays([*kolonner, type_], schema=skema))
    return pa.concat_tables(dele)


def _med_nr_1(ydelser: pa.Table) -> pa.Table:
    """One row of each ydelse. Most have one activity; else Arrow's compute is needed, slow to load."""
    foerste = [nr == 1 for nr in ydelser.column("aktivitet_nr").to_pylist()]
    return ydelser if all(foerste) else ydelser.filter(pa.array(foerste))
