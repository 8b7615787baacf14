"""Leave out the bundles a receiver would refuse: those with a fault of form of alvor fejl or blokerende.

Source: 4-regler, The report of a check: such a finding refuses its bundle; the report leaves it out and
says so. `ffb tjek` keeps them, to tell of everything in them. Both are judged by the same reading (`tilsyn`).
"""

from __future__ import annotations

import pyarrow as pa

from ffb.formats.fhir.regler.katalog import AFVISER, ALVOR, find_alvor
from ffb.formats.grundlag import Laesning
from ffb.model.tabeller import TABELLER


def reject_bundter(laesning: Laesning) -> list[str]:
    """Drop the rows of refused bundles; returns where they stood, as `file` or `file:line`."""
    fund = laesning.tabeller["formatfund"]
    if not fund.num_rows:
        return []
    import pyarrow.compute as pc  # slow to import, and most deliveries are refused nothing

    streng = laesning.tilsyn == "streng"
    afvisende = pa.array([regel for regel in ALVOR if find_alvor(regel, streng=streng) in AFVISER])
    afvist = pc.unique(_noegle(fund.filter(pc.is_in(fund["regel"], afvisende))))
    if not len(afvist):
        return []
    for tabel in TABELLER.values():
        if tabel.versioneret:
            raekker = laesning.tabeller[tabel.fysisk]
            laesning.tabeller[tabel.fysisk] = raekker.filter(pc.invert(pc.is_in(_noegle(raekker), afvist)))
    fil = laesning.tabeller["fil"]
    return [
        f"{r['sti']}:{r['linje']}" if r["linje"] else r["sti"]
        for r in fil.filter(pc.is_in(_noegle(fil), afvist)).to_pylist()
    ]


def _noegle(raekker: pa.Table) -> pa.ChunkedArray:
    """Leverance and file as one number."""
    import pyarrow.compute as pc

    leverance = pc.shift_left(raekker["leverance_id"].cast(pa.int64()), 31)
    return pc.bit_wise_or(leverance, raekker["fil_nr"].cast(pa.int64()))
