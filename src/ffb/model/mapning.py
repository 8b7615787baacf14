"""One row of the mapping guide, as the engine takes it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mapning:
    """One row of the guide: tilbud, ydelse and DST value (None for N/A), with its sheet row."""

    tilbud_kode: str
    ydelse_kode: str
    dst_vaerdi: str | None
    raekke: int
