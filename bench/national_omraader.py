"""The nation's rows of other domains, beside `bench.national`'s tables: FSIII ydelser, employment, accounts.

All made up, as the rest. Assumed, not counted anywhere: a fifth of the FFB citizens also get help after §83
or §83a (1-3 services), and for each FFB citizen one and a half others do (1-5 services, no FFB ydelse); every
second FFB citizen has a type of employment in each of twelve months, and one in twelve of them changes in a
month; each kommune has the accounts of `ffb.demo`. Memory holds one kommune.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from bench.national import TID, Tal, make_kolonne

from ffb.demo.leveranceraekker import REGNSKAB, REGNSKAB_AAR
from ffb.demo.verden import BESKAEFTIGELSE, fsiii_koder
from ffb.model.tabeller import TABELLER

MED_BEGGE, KUN_FSIII = 0.2, 1.5
I_ARBEJDE, SKIFT = 0.5, 1 / 12
MAANEDER = [f"2025{m:02}" for m in range(1, 13)]
OMRAADER = ("fsiii_ydelse", "beskaeftigelse", "regnskab")


def write_andre_omraader(mappe: Path, seed: int = 2025) -> dict[str, int]:
    """Add the three tables to the folder `make_national_parquet` wrote. Returns rows per stored table."""
    tilf = np.random.default_rng(seed)
    skrivere = {
        navn: pq.ParquetWriter(mappe / f"{TABELLER[navn].fysisk}.parquet", TABELLER[navn].schema())
        for navn in OMRAADER
    }
    antal = {TABELLER[navn].fysisk: 0 for navn in OMRAADER}
    try:
        for leverance_id, kommune, borgere in _kommuner(mappe):
            for navn, tabel in _tabeller(tilf, leverance_id, kommune, borgere):
                skrivere[navn].write_table(tabel)
                antal[TABELLER[navn].fysisk] += tabel.num_rows
    finally:
        for skriver in skrivere.values():
            skriver.close()
    return antal


def _kommuner(mappe: Path) -> Iterator[tuple[int, str, Tal]]:
    """Each leverance with its kommune and citizens."""
    leverancer = pq.read_table(mappe / "leverance.parquet", columns=["leverance_id", "kommune_kode"])
    for raekke in leverancer.to_pylist():
        ens = [("leverance_id", "=", raekke["leverance_id"])]
        fil = mappe / f"{TABELLER['borger'].fysisk}.parquet"
        borgere = pq.read_table(fil, columns=["borger_id"], filters=ens)["borger_id"].to_numpy()
        yield raekke["leverance_id"], raekke["kommune_kode"], borgere


def _tabeller(
    tilf: np.random.Generator, leverance_id: int, kommune: str, borgere: Tal
) -> Iterator[tuple[str, pa.Table]]:
    yield "fsiii_ydelse", _tabel("fsiii_ydelse", leverance_id, _fsiii(tilf, borgere))
    yield "beskaeftigelse", _tabel("beskaeftigelse", leverance_id, _beskaeftigelse(tilf, borgere))
    yield "regnskab", _tabel("regnskab", leverance_id, _regnskab(kommune, len(borgere)))


def _fsiii(tilf: np.random.Generator, borgere: Tal) -> dict[str, Any]:
    """Services of citizens with and without an FFB ydelse; a neighbour's number is nobody else's."""
    begge = borgere[tilf.random(len(borgere)) < MED_BEGGE]
    kun = tilf.choice(borgere, int(len(borgere) * KUN_FSIII / 2), replace=False)
    kun = np.concatenate([kun + 1, kun + 2])
    antal = np.concatenate([tilf.integers(1, 4, len(begge)), tilf.integers(1, 6, len(kun))])
    hvem = np.sort(np.repeat(np.concatenate([begge, kun]), antal))
    koder = fsiii_koder()
    nr = tilf.integers(0, len(koder), len(hvem)).astype(np.int32)
    love = np.array([1 if kode.startswith("H2") else 0 for kode in koder], dtype=np.int32)
    fra = _dage(date(2024, 1, 1)) + tilf.integers(0, 700, len(hvem)).astype(np.int32)
    return {
        "borger_id": hvem,
        "fsiii_kode": _opslag(koder, nr),
        "startdato": fra,
        "slutdato": pa.array(fra + 200, mask=tilf.random(len(hvem)) < 0.7),
        "lov": _opslag(["SEL §83", "SEL §83a"], love[nr]),
    }


def _beskaeftigelse(tilf: np.random.Generator, borgere: Tal) -> dict[str, Any]:
    """A type a month; one in twelve is drawn again."""
    hvem = borgere[tilf.random(len(borgere)) < I_ARBEJDE]
    fast = tilf.integers(0, len(BESKAEFTIGELSE), (len(hvem), 1))
    ny = tilf.integers(0, len(BESKAEFTIGELSE), (len(hvem), len(MAANEDER)))
    slags = np.where(tilf.random(ny.shape) < SKIFT, ny, fast).reshape(-1).astype(np.int32)
    maaned = np.tile(np.arange(len(MAANEDER), dtype=np.int32), len(hvem))
    return {
        "borger_id": np.repeat(hvem, len(MAANEDER)),
        "maaned": _opslag(MAANEDER, maaned),
        "type": _opslag(BESKAEFTIGELSE, slags),
    }


def _regnskab(kommune: str, borgere: int) -> dict[str, Any]:
    raekker = [(aar, funktion, borgere * pris) for aar in REGNSKAB_AAR for funktion, pris in REGNSKAB]
    return {
        "kommune_kode": [kommune] * len(raekker),
        "aar": [aar for aar, _, _ in raekker],
        "funktion": [funktion for _, funktion, _ in raekker],
        "beloeb_1000_kr": [Decimal(beloeb) for _, _, beloeb in raekker],
    }


def _dage(dato: date) -> int:
    return (dato - date(1970, 1, 1)).days


def _opslag(tekster: Any, nr: Tal) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(nr), pa.array(tekster)).cast(pa.string())


def _tabel(navn: str, leverance_id: int, egne: dict[str, Any]) -> pa.Table:
    """Own columns and those every table has; the rest null."""
    schema = TABELLER[navn].schema()
    antal = len(next(iter(egne.values())))
    faelles = {
        "leverance_id": np.full(antal, leverance_id, dtype=np.int32),
        "fil_nr": np.full(antal, 100 + OMRAADER.index(navn), dtype=np.int32),
        "post_nr": np.arange(2, antal + 2, dtype=np.int32),
        "version_tid": np.full(antal, np.datetime64(TID, "us")),
        "trukket": np.zeros(antal, dtype=bool),
    }
    kolonner = faelles | egne
    return pa.table([make_kolonne(kolonner.get(felt.name), felt, antal) for felt in schema], schema=schema)
