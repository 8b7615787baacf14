"""What bench/peers/polars_tabeller.py is told, and its answer: Tabel 1 and 2 of the nation in polars."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from bench.andre import ask

from ffb.begreber import load_katalog
from ffb.formats.dst_koder import read_dst_koder

ARTER = ("ydelse", "ff_undertema", "omgivelse_undertema", "ad_undertema", "maaltype")


def besked(mappe: Path, periode: tuple[date, date]) -> dict[str, Any]:
    """The codes of the catalogue and the guide as plain lists."""
    katalog = load_katalog("ffb/2023-05")
    guide = pq.read_table(mappe / "mapning.parquet").to_pylist()
    lov = {
        art: {b.kode: b.lov[0] for b in katalog.art(art) if b.lov and (art == "ydelse" or len(b.lov) == 1)}
        for art in ("tilbud", "ydelse")
    }
    return {
        "mappe": str(mappe),
        "fra": periode[0],
        "til": periode[1],
        "dst": read_dst_koder(mappe / "dst-koder.csv"),
        "par": [(r["tilbud_kode"], r["ydelse_kode"], r["dst_vaerdi"]) for r in guide],
        "lov": lov,
        "koder": {art: [b.kode for b in katalog.art(art)] for art in ARTER},
    }


def tabeller(mappe: Path, periode: tuple[date, date]) -> dict[str, Any]:
    """The tables and `cpu`, `ur`, `mb`, on one thread. Raises KanIkke."""
    return ask("polars_tabeller", besked(mappe, periode))
