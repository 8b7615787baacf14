"""The DST codes a public text names. All others belong to the installation (`--dst-koder`) and the guide."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ffb.begreber.laes import read_csv

DATA_ROD = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class DstKode:
    """One DST-kode (text, never a number), its row in Tabel 1, and whether FFB is asked of it."""

    dst_kode: str
    paragraf: str
    ffb_relevant: bool
    kilde: str


@lru_cache(maxsize=8)
def dst_kode_list(rod: Path = DATA_ROD) -> tuple[DstKode, ...]:
    """The DST codes shipped with the program, in the file's order. Same columns as `--dst-koder`."""
    kolonner = ("dst_kode", "paragraf", "ffb_relevant", "kilde")
    return tuple(
        DstKode(r["dst_kode"], r["paragraf"], r["ffb_relevant"] == "ja", r["kilde"])
        for _, r in read_csv(rod / "dst_koder.csv", kolonner)
    )
