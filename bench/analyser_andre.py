"""Each analysis from Parquet to rows in a process of its own: ours, pandas and polars.

The yardsticks are `bench/peers/analyser_vNN.py`. What they are told of the catalogues and the guide are plain
lookups (`OPSLAG`), made outside their time; ours makes the same of the files as part of its work.

Run: `python -m bench.analyser_andre FOLDER V02` prints what each of the three gives.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bench.andre import ask

from ffb.analyses import Analysevalg, load_analyser, prepare_analyser
from ffb.analyses.koer import Analysegrundlag
from ffb.engine.duckdb import DuckDB
from ffb.engine.koersel import Opsaetning
from ffb.formats.dst_koder import read_dst_koder
from ffb.formats.modelmappe import read_modelmappe

PERIODE = (date(2025, 1, 1), date(2025, 12, 31))
HVEM = ("pandas", "polars")
# the first column -> the second, or the list of the rest
OPSLAG = {
    "dst": "SELECT dst_kode, paragraf, ffb_relevant FROM dst_kendt",
    "par": "SELECT tilbud_kode || ' ' || ydelse_kode AS par, dst_antal, "
    "CASE WHEN paragraf_antal = 1 THEN paragraf END AS paragraf FROM mapning_par",
    "lov": "SELECT DISTINCT l.kode, l.paragraf FROM begreb_lov l JOIN begreb_navn b ON l.kode = b.kode "
    "WHERE l.nr = 1 AND (b.art = 'ydelse' OR (b.art = 'tilbud' AND l.antal = 1))",
    "navne": "SELECT kode, art, term FROM begreb_navn",
    "undertema": "SELECT kode, art, overtema_kode, tema, overtema FROM analyse_undertema",
    "maaltype": "SELECT kode, MIN(kortnavn) AS navn FROM begreb WHERE art = 'maaltype' GROUP BY kode",
    "funktionsevneniveau": "SELECT CAST(vaerdi AS VARCHAR) AS vaerdi, MIN(TRIM(term)) AS navn FROM begreb "
    "WHERE art = 'funktionsevneniveau' GROUP BY vaerdi",
    "stoettebehovsniveau": "SELECT CAST(vaerdi AS VARCHAR) AS vaerdi, MIN(TRIM(term)) AS navn FROM begreb "
    "WHERE art = 'stoettebehovsniveau' GROUP BY vaerdi",
    "kommune": "SELECT kommune_kode, navn FROM kommune",
    "norm": "SELECT regel || ' ' || navn AS norm, vaerdi FROM analyse_norm",
    "fsiii": "SELECT kode, fsiii, lov FROM analyse_fsiii_kode",
}


def make_grundlag(mappe: Path, motor: DuckDB) -> Analysegrundlag:
    """`motor` made ready over the folder's tables."""
    kilder = read_modelmappe(mappe)
    valg = Opsaetning(*PERIODE, dst_koder=read_dst_koder(mappe / "dst-koder.csv"))
    return prepare_analyser(motor, kilder.tabeller, kilder.mapning, valg)


@cache
def make_opslag(mappe: Path) -> dict[str, Any]:
    """What the yardsticks are told of codes."""
    motor = make_grundlag(mappe, DuckDB(traade=1)).motor
    svar = {navn: motor.query(sql).raekker for navn, sql in OPSLAG.items()}
    return {n: {r[0]: r[1] if len(r) == 2 else list(r[1:]) for r in raekker} for n, raekker in svar.items()}


def ask_andre(mappe: Path, analyse: str, hvem: str, **vilkaar: Any) -> dict[str, Any]:
    """Rows, `cpu`, `ur`, `mb` of an analysis in pandas or polars; `vilkaar` as for `ask`. Raises KanIkke."""
    fra, til = PERIODE
    besked = {"mappe": str(mappe), "analyse": analyse, "hvem": hvem, "fra": fra, "til": til}
    return ask("analyser", {**besked, "opslag": make_opslag(mappe)}, **vilkaar)


def find_raekker(grundlag: Analysegrundlag, analyse: str) -> list[tuple[Any, ...]]:
    """The rows of our SELECT for the default choice: the whole year, every kommune."""
    valgt = next(a for a in load_analyser() if a.id == analyse)
    grundlag.koer(valgt, Analysevalg(*PERIODE))
    return grundlag.motor.query(valgt.sql["raekker"]).raekker


def ordnet(raekker: list[Any]) -> list[str]:
    """Rows as texts in an order of their own, so that two answers can be held against each other."""
    return sorted(json.dumps(list(r), default=str, ensure_ascii=False) for r in raekker)


def main(mappe: str, *analyser: str) -> None:
    """Which cells differ, and the CPU seconds of the yardsticks."""
    for analyse in analyser:
        vores = ordnet(find_raekker(make_grundlag(Path(mappe), DuckDB(traade=1)), analyse))
        for hvem in HVEM:
            svar = ask_andre(Path(mappe), analyse, hvem)
            deres = ordnet(svar["raekker"])
            print(
                f"{analyse} {hvem}: {svar['cpu']:.2f} CPU s, {svar['mb']:.0f} MB, {len(deres)} rækker",
                end=" ",
            )
            print("ens" if vores == deres else "UENIGE")
            for raekke in [
                *(f"- {v}" for v in vores if v not in deres),
                *(f"+ {d}" for d in deres if d not in vores),
            ][:12]:
                print("  ", raekke)


if __name__ == "__main__":
    main(*sys.argv[1:])
