"""Where the CPU seconds of a measurement go: planning, each kept view, and each question.

The profiles under the missed targets of docs/ydelse.md are made with it:

    python -m bench.profil FOLDER tabeller | talt | tyve | seks | V01 … | alle  [--hukommelse 3GB]

FOLDER is one that `bench.land` made (set FFB_BENCH_LAND to keep them), on one thread. Planning is told by
EXPLAIN, asked once more of each text; what it costs is in no other figure.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bench import analyser_koldt, regler, regler_pandas, tabeller
from bench.maskine import tal

from ffb.engine.duckdb import DuckDB
from ffb.engine.motor import Resultat
from ffb.rules.hoved import load_regler

VISES = 12


@dataclass(slots=True)
class Profil:
    """CPU seconds: of planning, of each view kept, of each question; `ekstra` is what the profile cost."""

    planlagt: float = 0.0
    gemt: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    spurgt: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    ekstra: float = 0.0

    def plan(self, motor: DuckDB, sql: str) -> float:
        """What planning `sql` costs."""
        start = time.process_time()
        motor._db.execute(f"EXPLAIN {sql}").fetchall()
        gik = time.process_time() - start
        self.planlagt += gik
        self.ekstra += gik
        return gik


@contextmanager
def watch_motor(navne: Mapping[str, str]) -> Iterator[Profil]:
    """Within it every DuckDB of ours tells what it does; `navne`: text of a question -> its name."""
    ud, define, query = Profil(), DuckDB._define, DuckDB.query

    def maal_define(motor: DuckDB, navn: str, sql: str, gem: bool) -> None:
        plan = ud.plan(motor, sql) if gem else 0.0
        start = time.process_time()
        define(motor, navn, sql, gem)
        gik = time.process_time() - start
        if gem:
            ud.gemt[navn] += max(0.0, gik - plan)
        else:
            ud.planlagt += gik

    def maal_query(motor: DuckDB, sql: str) -> Resultat:
        motor._udsat.run(sql)
        plan, start = ud.plan(motor, sql), time.process_time()
        svar = query(motor, sql)
        navn = next((n for tekst, n in navne.items() if tekst in sql), "andre spørgsmål")
        ud.spurgt[navn] += max(0.0, time.process_time() - start - plan)
        return svar

    with patch.object(DuckDB, "_define", maal_define), patch.object(DuckDB, "query", maal_query):
        yield ud


def measure(mappe: Path, hvad: str, hukommelse: str = "") -> tuple[float, Profil]:
    """CPU seconds in all, without the profile's own, and where they went.

    Args:
        hvad: `tabeller`; `talt`, `tyve` or `seks` of the rules; an analysis, or `alle` of them.
    """
    goer, navne = _find(mappe, hvad, hukommelse)
    with watch_motor(navne) as profil:
        start = time.process_time()
        goer()
        i_alt = time.process_time() - start
    return i_alt - profil.ekstra, profil


def _find(mappe: Path, hvad: str, hukommelse: str) -> tuple[Callable[[], Any], dict[str, str]]:
    regel_af = {r.sql: r.id for r in load_regler() if r.sql}
    grupper = {"tyve": regler_pandas.TYVE, "seks": regler.SEKS, "talt": tuple(regel_af.values())}
    if hvad in grupper:
        return lambda: regler.count_fund(mappe, grupper[hvad]), regel_af
    if hvad == "tabeller":
        motor = DuckDB(traade=1, hukommelse=hukommelse or None)
        return lambda: tabeller.build_tabeller(mappe, motor), {}
    return lambda: analyser_koldt._en(mappe, hvad, "1", hukommelse), {}


def make_tekst(i_alt: float, profil: Profil) -> str:
    """A line each, the dearest first; what is left is reading the catalogues, loading and passing on rows."""
    dele = [(f"gemt: {n}", s) for n, s in profil.gemt.items()]
    dele += [(f"spurgt: {n}", s) for n, s in profil.spurgt.items()]
    dele.sort(key=lambda d: -d[1])
    smaa = sum(s for _, s in dele[VISES:])
    rest = i_alt - profil.planlagt - sum(s for _, s in dele)
    dele = [
        *dele[:VISES],
        (f"{max(0, len(dele) - VISES)} mindre", smaa),
        ("planlægning", profil.planlagt),
        ("resten", rest),
        ("i alt", i_alt),
    ]
    return "\n".join(f"{navn:48} {tal(sekunder, 2):>6}" for navn, sekunder in dele)


if __name__ == "__main__":
    valg = argparse.ArgumentParser(prog="python -m bench.profil")
    valg.add_argument("mappe", type=Path)
    valg.add_argument("hvad")
    valg.add_argument("--hukommelse", default="")
    v = valg.parse_args()
    print(make_tekst(*measure(v.mappe, v.hvad, v.hukommelse)))
