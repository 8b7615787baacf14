"""A folder of the model's own tables as Parquet, as a warehouse or a cluster keeps them: asked where it lies.

`<stored name>.parquet` each, one file or a folder of parts as Spark writes them. `leverance` must be there;
an absent table is an empty one. `mapning.parquet` is the guide. Nothing is read but the schemas.
Source: 12-model; 2-arkitektur (engines).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ffb.errors import BrugsFejl, Exit, Filfejl, Laesefejl
from ffb.formats.graenser import vis_sti
from ffb.model.mapning import Mapning
from ffb.model.referencer import REFERENCER
from ffb.model.tabeller import TABELLER, TYPER
from ffb.sprog import _

KENDETEGN = "leverance.parquet"


@dataclass(frozen=True, slots=True)
class Modelmappe:
    """The files of each stored table, and the guide if there is one."""

    tabeller: dict[str, list[Path]]
    mapning: list[Mapning] | None


def find_modelmappe(stier: list[Path]) -> Path | None:
    """The folder, if that is what is pointed at.

    Raises:
        BrugsFejl: it is one of several paths.
    """
    mapper = [sti for sti in stier if (sti / KENDETEGN).exists()]
    if mapper and len(stier) > 1:
        raise BrugsFejl("En mappe med modellens tabeller som Parquet læses for sig selv. Nævn kun den.")
    return mapper[0] if mapper else None


def read_modelmappe(mappe: Path) -> Modelmappe:
    """Raises Laesefejl: every file that is no Parquet, every column missing or of another type."""
    fejl: list[Filfejl] = []
    tabeller = {}
    for tabel in TABELLER.values():
        filer = _find_filer(mappe / f"{tabel.fysisk}.parquet")
        if filer:
            tabeller[tabel.fysisk] = filer
            fejl += [f for fil in filer for f in _check_fil(fil, mappe, dict(tabel.kolonner))]
    guide = _find_filer(mappe / "mapning.parquet")
    kolonner = dict(REFERENCER["mapning"])
    fejl += [f for fil in guide for f in _check_fil(fil, mappe, kolonner)]
    if fejl:
        raise Laesefejl(fejl)
    return Modelmappe(tabeller, _read_mapning(guide, list(kolonner)) if guide else None)


def _find_filer(sti: Path) -> list[Path]:
    if sti.is_dir():
        return sorted(f for f in sti.glob("*.parquet") if not f.name.startswith(("_", ".")))
    return [sti] if sti.exists() else []


def _check_fil(fil: Path, mappe: Path, kolonner: dict[str, str]) -> Iterator[Filfejl]:
    sted = vis_sti(f"{mappe.name}/{fil.relative_to(mappe)}")
    try:
        schema = pq.read_schema(fil)
    except (pa.ArrowException, OSError):
        yield Filfejl(
            sted, "Filen er ikke en hel Parquet-fil.", "Dan eller hent filen igen.", Exit.BESKADIGET
        )
        return
    for navn, sqltype in kolonner.items():
        if navn not in schema.names:
            hvad = _("Kolonnen {kolonne} mangler.", kolonne=navn)
        elif not _passer(schema.field(navn).type, TYPER[sqltype]):
            hvad = _("Kolonnen {kolonne} har ikke typen {type}.", kolonne=navn, type=sqltype)
        else:
            continue
        yield Filfejl(sted, hvad, "Skriv tabellen, som docs/model.md siger.", Exit.MANGLER_ARK_ELLER_KOLONNE)


def _passer(fundet: pa.DataType, ventet: pa.DataType) -> bool:
    """The same kind: a warehouse may keep whole numbers wider and times finer, or a text as a dictionary."""
    if pa.types.is_dictionary(fundet):
        fundet = fundet.value_type
    slags = (pa.types.is_integer, pa.types.is_timestamp, pa.types.is_decimal)
    if any(er(fundet) and er(ventet) for er in slags):
        return True
    tekst = pa.types.is_string(ventet) and pa.types.is_large_string(fundet)
    return tekst or bool(fundet == ventet)


def _read_mapning(filer: list[Path], kolonner: list[str]) -> list[Mapning]:
    # not pq.read_table: it sets a dataset up, and where pandas is installed imports all of it (0.25 CPU s)
    raekker = [r for fil in filer for r in pq.ParquetFile(fil).read(kolonner).to_pylist()]
    return [Mapning(r["tilbud_kode"], r["ydelse_kode"], r["dst_vaerdi"], r["raekke"]) for r in raekker]
