"""Every cell of Tabel 1 and Tabel 2 equals the number of findings of the rule behind it.

Opinion taken: not only the total but each paragraf, each DST-kode and each kommune, on worlds drawn by the
oracle's generator and on the demo itself. A cell that cannot be judged (null) has no findings.
Source: 4-regler, family 6 (a test proves cell = number of findings); 3-rapport.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from ffb.demo.skriv import make_demo
from ffb.engine.duckdb import DuckDB
from ffb.engine.koersel import Opsaetning, prepare_motor
from ffb.formats import read
from ffb.formats.dst_koder import read_dst_koder
from ffb.formats.grundlag import Laesevalg, Mapning
from ffb.formats.identitet import Identitet
from ffb.formats.mapning import read_mapning
from ffb.rapport.byg import build_rapporter
from ffb.rapport.resultat import Rapport
from ffb.rules.hoved import find_regel
from ffb.rules.koer import run_regler
from orakel.generator import GANGE, tilfaeldig_leverancer
from orakel.verden import Verden

TABEL1 = {
    "mangler_ydelse_uuid": "T1-01",
    "mangler_tilbud_uuid": "T1-02",
    "fejl_mapning": "T1-03",
    "ukendt_uuid": "T1-04",
    "ugyldig_kombination": "T1-05",
    "mangler_maalgruppe": "T1-06",
}
TABEL2 = {
    "udredningstema": "T2-01",
    "aktivitet_deltagelse": "T2-02",
    "funktionsevneniveau": "T2-03",
    "stoettebehov": "T2-04",
    "maaltype": "T2-05",
    "progressionsdata": "T2-06",
}
ALLE = "K25-01"
REGLER = (*TABEL1.values(), *TABEL2.values(), ALLE)
FRO_LIST = (1, 7, 2025)
DEMO_FRO = 2025
Celle = tuple[str, str, str, str]
Fund = list[dict[str, Any]]


def find_fund(
    tabeller: dict[str, pa.Table], mapning: Sequence[Mapning] | None, opsaetning: Opsaetning
) -> Fund:
    """(regel, kommune, paragraf, DST-kode) of every finding of the rules behind the tables."""
    motor = DuckDB()
    prepare_motor(motor, tabeller, mapning, opsaetning)
    regler = [regel for id_ in REGLER if (regel := find_regel(id_))]
    assert len(regler) == len(REGLER)
    koersel = run_regler(motor, regler)
    ikke_koert = {svar.regel.id for svar in koersel.svar if svar.status != "koert"}
    assert ikke_koert == (set() if mapning is not None else {"T1-03", "T1-05"})
    return [{"regel": f.regel, "borger": f.borger, **f.detaljer} for f in koersel.fund]


def count_fund(fund: Fund) -> Counter[Celle]:
    """Findings per cell: (regel, kommune, kind of line, line)."""
    celler: Counter[Celle] = Counter()
    for f in fund:
        regel, kommune = f["regel"], f["kommune_kode"]
        celler[regel, kommune, "i alt", ""] += 1
        if regel in TABEL1.values():
            celler[regel, kommune, "paragraf", f["paragraf"]] += 1
            celler[regel, kommune, "dst_kode", f["dst_kode"] or ""] += 1
    return celler


def count_celler(rapporter: list[Rapport]) -> Counter[Celle]:
    """The same cells as the report prints them; a zero is a cell too, null is none."""
    celler: Counter[Celle] = Counter()
    for r in rapporter:
        kommune = r.kommune_kode or ""
        for raekke in r.tabeller["tabel1"].raekker:
            navn = raekke["paragraf"]
            linje = ("i alt", "") if navn == "I alt" else ("paragraf", navn)
            celler.update({(id_, kommune, *linje): raekke[kol] or 0 for kol, id_ in TABEL1.items()})
        for raekke in r.tabeller["tabel1_pr_dst_kode"].raekker:
            linje = ("dst_kode", raekke["dst_kode"] or "")
            celler.update({(id_, kommune, *linje): raekke[kol] or 0 for kol, id_ in TABEL1.items()})
        for raekke in r.tabeller["tabel2"].raekker:
            celler[TABEL2[raekke["raekke"]], kommune, "i alt", ""] += raekke["antal"]
        celler[ALLE, kommune, "i alt", ""] += r.tal["mangler_alle"]
    return celler


def assert_celle_er_fund(
    tabeller: dict[str, pa.Table], mapning: Sequence[Mapning] | None, opsaetning: Opsaetning
) -> set[str]:
    """Compares every cell; returns the rules that found something."""
    fund = find_fund(tabeller, mapning, opsaetning)
    fundet = count_fund(fund)
    celler = count_celler(list(build_rapporter(tabeller, mapning, opsaetning)))
    assert set(fundet) <= set(celler)
    assert fundet == celler  # an absent key and a zero are equal in a Counter
    en_pr_borger = [(f["regel"], f["kommune_kode"], f["borger"]) for f in fund if f["regel"][:2] != "T1"]
    assert len(en_pr_borger) == len(set(en_pr_borger))
    return {f["regel"] for f in fund}


def _opsaetning(verden: Verden) -> Opsaetning:
    valg = verden.indstillinger
    return Opsaetning(
        verden.periode_fra,
        verden.periode_til,
        pr_dato=valg.pr_dato,
        dst_koder=verden.dst_koder,
        krav_ff=valg.krav_ff,
        ikke_vurderet_taeller=valg.ikke_vurderet_taeller,
        kladde_taeller=valg.kladde_taeller,
    )


@pytest.mark.parametrize("froe", FRO_LIST)
def test_celle_er_fund_i_tilfaeldige_verdener(froe: int) -> None:
    verden = tilfaeldig_leverancer(random.Random(froe), 120)
    assert_celle_er_fund(verden.tabeller(), verden.mapning, _opsaetning(verden))


def test_celle_er_fund_i_mange_smaa_verdener() -> None:
    """Small worlds have more kinds of settings, periods and kommuner; together every rule is seen to find."""
    seneste: set[str] = set()
    for froe in range(12 * GANGE):
        verden = tilfaeldig_leverancer(random.Random(froe), 12)
        try:
            seneste |= assert_celle_er_fund(verden.tabeller(), verden.mapning, _opsaetning(verden))
        except AssertionError as fejl:
            fejl.add_note(f"frø {froe}")
            raise
    assert seneste == set(REGLER)


def test_celle_er_fund_i_demoen(tmp_path: Path) -> None:
    facit = make_demo(tmp_path, seed=DEMO_FRO, borgere=120, kommuner=4)
    laesning = read([tmp_path / "leverancer"], Laesevalg(Identitet(b"x" * 32)))
    opsaetning = Opsaetning(
        date.fromisoformat(facit.periode_fra),
        date.fromisoformat(facit.periode_til),
        dst_koder=read_dst_koder(tmp_path / "dst-koder.csv"),
    )
    mapning = read_mapning(tmp_path / "mapning.xlsx")[0]
    fundet = assert_celle_er_fund(laesning.tabeller, mapning, opsaetning)
    assert fundet == set(REGLER)
