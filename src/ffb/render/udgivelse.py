"""A published text as files: a table of a slice, CSV, XLSX, Parquet and the JSON itself. Never a new figure.

A suppressed count is empty with `vist` = skjult: an empty cell must not be taken for 0.
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Any

from ffb.rapport.resultat import Kolonne, Opgoerelse, Rapporttabel
from ffb.render import csv
from ffb.render.opgoerelse import write_xlsx
from ffb.sprog import Dansk, _, dato
from ffb.udgivelse.vist import Udgivettabel, Vist, node_navn, sted_navn

FORBEHOLD: Dansk = (
    "Små tal er skjult, så ingen enkeltperson kan findes; skjulte tal kan ikke regnes ud af de andre"
)
KOLONNER = (
    Kolonne("sted_kode", "Stedkode", "kode"),
    Kolonne("sted", "Sted", "tekst"),
    Kolonne("kode", "Kode", "kode"),
    Kolonne("navn", "Gruppe", "tekst"),
    Kolonne("antal", "Borgere", "antal"),
    Kolonne("andel", "Andel", "andel"),
    Kolonne("vist", "Vist", "tekst"),
)


def til_tabel(tabel: Udgivettabel) -> Rapporttabel:
    """Every cell of a table, place by place."""
    raekker = [_raekke(tabel, sted, node) for sted in tabel.steder for node in tabel.noder]
    return Rapporttabel(tabel.navn, tabel.overskrift, KOLONNER, raekker, noter=(tabel.taeller,))


def _raekke(tabel: Udgivettabel, sted: str, node: str) -> dict[str, Any]:
    antal = tabel.show(sted, node)
    return {
        "sted_kode": sted,
        "sted": sted_navn(sted),
        "kode": node,
        "navn": node_navn(node),
        "antal": antal,
        "andel": tabel.share(sted, node),
        "vist": _("skjult") if antal is None else _("vist"),
    }


def til_csv(tabel: Udgivettabel) -> bytes:
    """One table as CSV for a spreadsheet."""
    return csv.til_csv(til_tabel(tabel))


def til_xlsx(vist: Vist) -> bytes:
    """Every table, a sheet each."""
    fra, til = vist.periode
    o = Opgoerelse(
        art="udgivelse",
        titel=_("Udgivelse {id}", id=vist.id),
        kommune_kode=None,
        kommune_navn=_("Hele landet"),
        demo=vist.demo,
        dannet_paa=til.isoformat(),
        konklusion=("tom", _("Udgivet"), _(FORBEHOLD), _("Læs, hvad hver tabel tæller.")),
        tabeller={t.navn: til_tabel(t) for t in vist.tabeller},
        fakta=[
            (_("Periode"), f"{dato(fra)} – {dato(til)}"),
            (_("Færrest personer, der vises"), str(vist.mindst)),
        ],
        forbehold=FORBEHOLD,
    )
    with tempfile.TemporaryDirectory() as mappe:
        sti = Path(mappe) / "udgivelse.xlsx"
        write_xlsx(o, sti)
        return sti.read_bytes()


def til_parquet(vist: Vist) -> bytes:
    """All tables as one long table: tabel, enhed, sted, dimension, kode, navn, antal (null = suppressed)."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    raekker = [
        (t.navn, t.enhed, sted, sted_navn(sted), t.dimension, node, node_navn(node), antal)
        for t in vist.tabeller
        for sted in t.steder
        for node in t.noder
        for antal in (t.show(sted, node),)
    ]
    navne = ("tabel", "enhed", "sted_kode", "sted", "dimension", "kode", "navn", "antal")
    typer = [pa.string()] * 7 + [pa.int64()]
    aksler = list(zip(*raekker, strict=True)) or [()] * len(navne)
    felter = [pa.array(a, type=t) for a, t in zip(aksler, typer, strict=True)]
    ud = io.BytesIO()
    pq.write_table(pa.table(felter, names=list(navne)), ud, compression="zstd")
    return ud.getvalue()
