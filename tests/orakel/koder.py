"""Codes, laws, joint reporters and DST codes, read straight from the data files with csv.

Independent of `ffb.begreber` on purpose: a fault in its reading must show as a difference.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import ffb

DATA = Path(ffb.__file__).parent / "begreber" / "data"


@dataclass(frozen=True, slots=True)
class Koder:
    """FFB's codes: art and laws per code; `kendte` = every code of every catalogue."""

    art: dict[str, str]
    lov: dict[str, tuple[str, ...]]
    kendte: frozenset[str]

    def lov_af(self, kode: str | None, art: str) -> tuple[str, ...]:
        """The laws of a code, none where the code is not of this art."""
        return self.lov[kode] if kode is not None and self.art.get(kode) == art else ()


def _raekker(sti: Path) -> Iterator[dict[str, str]]:
    linjer = [linje for linje in sti.read_text("utf-8").splitlines() if not linje.startswith("#")]
    return csv.DictReader(linjer, delimiter=";")


@cache
def load_koder() -> Koder:
    """The FFB catalogue 2023-05, and the codes of all catalogues."""
    art: dict[str, str] = {}
    lov: dict[str, tuple[str, ...]] = {}
    for raekke in _raekker(DATA / "ffb" / "2023-05.csv"):
        art[raekke["kode"]] = raekke["art"]
        lov[raekke["kode"]] = tuple(d.strip() for d in (raekke["lov"] or "").split(",") if d.strip())
    kendte = {raekke["kode"] for sti in sorted(DATA.glob("*/*.csv")) for raekke in _raekker(sti)}
    return Koder(art, lov, frozenset(kendte))


@cache
def load_faelles() -> frozenset[tuple[str, str]]:
    """Registered joint reporters as (handlende, for)."""
    return frozenset(
        (raekke["handlende_kode"], raekke["for_kode"])
        for raekke in _raekker(DATA / "faelles_indberettere.csv")
    )


def load_dst_tabel(egne: list[tuple[str, str, bool]] | None) -> dict[str, tuple[str, bool]]:
    """DST-kode -> (paragraf, FFB-relevant): the built-in codes, overridden by the installation's own."""
    tabel = {
        raekke["DST_KODE"]: (raekke["PARAGRAF"], raekke["FFB_RELEVANT"] == "ja")
        for raekke in _raekker(DATA / "dst_koder.csv")
    }
    for kode, paragraf, relevant in egne or []:
        tabel[kode] = (paragraf, relevant)
    return tabel
