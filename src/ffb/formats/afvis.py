"""Leave out the bundles a receiver would refuse: those with a fault of form of alvor fejl or blokerende.

Source: 4-regler, The report of a check: such a finding refuses its bundle; the report leaves it out and
says so. `ffb tjek` keeps them, to tell of everything in them.
"""

from __future__ import annotations

import pyarrow as pa

from ffb.formats.fhir.fund import FUND
from ffb.formats.grundlag import Laesning
from ffb.model.tabeller import TABELLER

AFVISER = frozenset({"fejl", "blokerende"})


def reject_bundter(laesning: Laesning) -> list[str]:
    """Drop the rows of refused bundles; returns where they stood, as `file` or `file:line`."""
    afvist = {
        (r["leverance_id"], r["fil_nr"])
        for r in laesning.tabeller["formatfund"].to_pylist()
        if r["regel"] in FUND and FUND[r["regel"]].alvor in AFVISER
    }
    if not afvist:
        return []
    import pyarrow.compute as pc  # slow to import, and most deliveries are refused nothing

    noegler = pa.array([_noegle(*par) for par in afvist], type=pa.int64())
    for tabel in TABELLER.values():
        if tabel.versioneret:
            raekker = laesning.tabeller[tabel.fysisk]
            leverance = pc.shift_left(raekker["leverance_id"].cast(pa.int64()), 31)
            poster = pc.bit_wise_or(leverance, raekker["fil_nr"].cast(pa.int64()))
            laesning.tabeller[tabel.fysisk] = raekker.filter(pc.invert(pc.is_in(poster, noegler)))
    return [
        f"{r['sti']}:{r['linje']}" if r["linje"] else r["sti"]
        for r in laesning.tabeller["fil"].to_pylist()
        if (r["leverance_id"], r["fil_nr"]) in afvist
    ]


def _noegle(leverance_id: int, fil_nr: int) -> int:
    return leverance_id << 31 | fil_nr
