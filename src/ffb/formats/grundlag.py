"""What every reader takes and gives: a file, the head of a leverance, the options, the result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

import pyarrow as pa

from ffb.formats.identitet import Identitet
from ffb.model.mapning import Mapning


@dataclass(frozen=True, slots=True)
class Fil:
    """One file's bytes and where they came from. `sti` is what a person sees: `mappe.zip!ydelse.csv`."""

    sti: str
    data: bytes
    linje: int | None = None


@dataclass(slots=True)
class Leverancehoved:
    """The head of a leverance; fields left None are filled from the files or the options."""

    kommune_kode: str | None = None
    system: str | None = None
    fil_id: str | None = None
    tid: datetime | None = None  # UTC, naive
    tid_tekst: str | None = None  # as delivered
    art: str | None = None  # fuld | loebende
    system_status: str = "Nuværende"
    kilde: str = "tabel"  # tabel | fhir
    sti: str = ""
    sts_uuid: str | None = None
    kontakter: list[tuple[str, str, str, str | None, str | None]] = field(default_factory=list)


@dataclass(slots=True)
class Laesevalg:
    """Options of a reading.

    Args:
        identitet: makes borger_id.
        kommune: kommunekode for sources that carry none (FHIR without leverance.csv).
        system: name of the system, likewise.
        kolonner: {table: {our column: theirs}} from a column-mapping TOML.
        tilsyn: hold bundles against the whole guide, in mode `hensigt` or `streng`; None = read only.
        kun_afvisende: of what `tilsyn` finds, keep only what refuses a bundle.
        tjekket: bundles have been held against the whole guide before; what that tells of is not looked for.
        fremdrift: called with (files read, files in all, name) on long work.
    """

    identitet: Identitet
    kommune: str | None = None
    system: str | None = None
    kolonner: dict[str, dict[str, str]] = field(default_factory=dict)
    tilsyn: Literal["hensigt", "streng"] | None = None
    kun_afvisende: bool = False
    tjekket: bool = False
    fremdrift: Callable[[int, int, str], None] | None = None


@dataclass(slots=True)
class Laesning:
    """What a reading gives: the model's tables, the guide if one was met, and what was not read."""

    tabeller: dict[str, pa.Table]
    mapning: list[Mapning] | None = None
    mapning_sti: str | None = None
    tilsyn: str | None = None  # as asked for in Laesevalg
    ikke_laest: list[str] = field(default_factory=list)


__all__ = ["Fil", "Laesevalg", "Laesning", "Leverancehoved", "Mapning"]
