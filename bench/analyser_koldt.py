"""One of our analyses from Parquet to answer in a process of its own, and the bound of what it must read.

Cold: a fresh engine, every view it needs worked out, nothing kept from another question; with its coverage
and its sentence, but without imports. The bound: DuckDB reading the columns that nobody can answer without
(`KOLONNER`) and hashing each row once, on one thread.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from bench.analyser_andre import PERIODE, make_grundlag
from bench.hukommelse import hoejeste_mb, holdt_mb

from ffb.analyses import Analysevalg, load_analyser
from ffb.engine.duckdb import DuckDB

_YDELSE = "borger_id dst_kode ffb_ydelse_kode ffb_tilbud_kode startdato slutdato"
_YDELSER = {"ydelse": _YDELSE}
_MAALGRUPPER = {"ydelse": f"{_YDELSE} ydelse_id", "maalgruppe": "ydelse_id ffb_maalgruppe_kode rang"}
_AD = {"aktivitet_deltagelse": "borger_id kode dato niveau"}
_BEHOV = {"stoettebehov": "borger_id dato niveau"}
_MAAL = {"indsatsmaal": "borger_id tema_kode maaltype_kode forventet_niveau dato"}
KOLONNER: dict[str, dict[str, str]] = {
    "V01": {
        "udredningstema": "leverance_id kode",
        "aktivitet_deltagelse": "leverance_id kode niveau",
        "stoettebehov": "leverance_id niveau",
        "indsatsmaal": "leverance_id maaltype_kode",
    },
    "V02": _YDELSER | {"udredningstema": "borger_id kode dato"},
    "V03": _YDELSER | _AD,
    "V04": _YDELSER | {"indsatsmaal": "borger_id maaltype_kode dato"},
    "V05": _YDELSER | _AD | _MAAL | {"opfoelgning": "borger_id dato"},
    "V06": _YDELSER | _AD,
    "V07": {"ydelse": f"{_YDELSE} indsats_id", "indsats": "borger_id indsats_id planlagt_opfoelgning"}
    | _AD | _BEHOV | {"opfoelgning": "borger_id dato"},
    "V11": _MAALGRUPPER | _BEHOV
    | {"udredningstema": "borger_id kode dato", "indsatsmaal": "borger_id tema_kode dato"},
    "V12": _YDELSER | {"fsiii_ydelse": "borger_id fsiii_kode startdato slutdato lov"},
    "V13": _MAALGRUPPER | _BEHOV | {"regnskab": "kommune_kode aar funktion beloeb_1000_kr"},
    "V14": {"ydelse": f"{_YDELSE} leverance_id", "beskaeftigelse": "borger_id maaned type"},
    "V15": _MAALGRUPPER | _BEHOV,
    "V16": _YDELSER | _AD | _BEHOV
    | {"udredningstema": "borger_id kode dato", "indsatsmaal": "borger_id maaltype_kode dato"},
    "V17": _YDELSER | _AD | {"indsatsmaal": "borger_id tema_kode dato"},
}  # fmt: skip
NAVNE = tuple(KOLONNER)  # the analyses about one citizen (V08-V10) are not about the nation
ALLE = "alle"  # every one of them, on one engine


@dataclass(frozen=True, slots=True)
class Koldt:
    """CPU seconds, clock, most memory of the process and beyond what it held before (MB); rows if asked."""

    cpu: float
    ur: float
    mb: float
    mb_arbejde: float
    raekker: list[Any] = field(default_factory=list)


def count_raekker(mappe: Path, analyse: str) -> int:
    """Rows of the tables the bound reads."""
    return sum(pq.ParquetFile(_fil(mappe, tabel)).metadata.num_rows for tabel in KOLONNER[analyse])


def measure_graense(mappe: Path, analyse: str) -> float:
    """CPU seconds of one scan and hash of the columns, on one thread."""
    db = duckdb.connect(config={"threads": 1})
    start = time.process_time()
    for tabel, kolonner in KOLONNER[analyse].items():
        liste = ", ".join(kolonner.split())
        db.execute(f"SELECT bit_xor(hash({liste})) FROM read_parquet('{_fil(mappe, tabel)}')").fetchall()
    return time.process_time() - start


def run_proces(
    mappe: Path, analyse: str, *, traade: int = 1, hukommelse: str = "", raekker: bool = False
) -> Koldt:
    """The analysis, or `ALLE`, in a process of its own.

    Args:
        raekker: with the rows of its SELECT, asked for after its time.

    Raises:
        RuntimeError: it broke, with the last it said.
    """
    kald = [sys.executable, "-m", "bench.analyser_koldt", str(mappe), analyse, str(traade), hukommelse]
    ud = subprocess.run(
        [*kald, *(["raekker"] if raekker else [])], capture_output=True, text=True, check=False
    )
    if ud.returncode != 0:
        raise RuntimeError(f"{analyse} gik i stykker ({' '.join(ud.stderr.split()[-25:])})")
    return Koldt(**json.loads(ud.stdout.splitlines()[-1]))


def _fil(mappe: Path, tabel: str) -> Path:
    return mappe / f"{tabel}_version.parquet"


def _en(mappe: Path, analyse: str, traade: str, hukommelse: str = "", raekker: str = "") -> Koldt:
    valgte = [a for a in load_analyser() if a.id == analyse or (analyse == ALLE and a.id in NAVNE)]
    motor = DuckDB(traade=int(traade), hukommelse=hukommelse or None)
    pa.array([1])  # Arrow imports pandas with its first column, where it is installed
    foer, cpu, ur = holdt_mb(), time.process_time(), time.perf_counter()
    grundlag = make_grundlag(mappe, motor)
    for valgt in valgte:
        grundlag.koer(valgt, Analysevalg(*PERIODE))
    cpu, ur, mb = time.process_time() - cpu, time.perf_counter() - ur, hoejeste_mb()
    svar = motor.query(valgte[0].sql["raekker"]).raekker if raekker else []
    return Koldt(cpu, ur, mb, mb - foer, svar)


if __name__ == "__main__":
    print(json.dumps(asdict(_en(Path(sys.argv[1]), *sys.argv[2:])), default=str))
