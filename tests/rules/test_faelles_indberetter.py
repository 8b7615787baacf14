"""Where one kommune reports for another, findings and cells are of the same kommune: the row's own."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ffb.engine.duckdb import DuckDB
from ffb.engine.koersel import Opsaetning
from ffb.formats import read
from ffb.formats.grundlag import Laesevalg, Laesning, Mapning
from ffb.formats.identitet import Identitet
from ffb.rapport.byg import build_rapporter
from ffb.rules.tjek import Tjek, run_tjek
from ffb.rules.virkning import RETTELSER

HJEM, MOBIL = "638f44df-6bf2-47f8-9935-b8fdc83e5bf5", "9401777d-bdc5-4f52-9804-63c8cae9a792"
ISHOEJ, VALLENSBAEK = "0183", "0187"
# day + 60: nobody's
EGEN, NABOENS, NABOENS_2, I_BEGGE, FREMMED = (f"61017{n}1234" for n in range(5))
YDELSER = (
    (EGEN, "", f"1.12.0.1;;{MOBIL};2025-02-01;"),
    (NABOENS, VALLENSBAEK, f"1.12.0.1;{HJEM};;2025-02-01;i går"),
    (NABOENS_2, VALLENSBAEK, f"1.12.0.1;{HJEM};{MOBIL};2025-03-01;"),
    (I_BEGGE, ISHOEJ, f"1.12.0.1;{HJEM};{MOBIL};2025-03-01;"),
    (I_BEGGE, VALLENSBAEK, f"1.12.0.1;{HJEM};{MOBIL};2025-04-01;"),
    (FREMMED, "0101", f"1.12.0.1;;{MOBIL};2025-03-01;"),
)
SCORER = (NABOENS_2, I_BEGGE)


@pytest.fixture(scope="module")
def laesning(tmp_path_factory: pytest.TempPathFactory) -> Laesning:
    mappe: Path = tmp_path_factory.mktemp("faelles")
    hoved = "KOMMUNE_KODE;SYSTEM;FIL_ID;INDBERETNINGSTIDSPUNKT"
    (mappe / "leverance.csv").write_text(f"{hoved}\n{ISHOEJ};Testsystem;t-1;2026-01-10T08:00:00Z\n")
    kolonner = "CPR;YDELSE_ID;KOMMUNE_KODE;DST_YDELSE;FFB_YDELSE_UUID;FFB_TILBUD_UUID;STARTDATO;SLUTDATO"
    linjer = [f"{cpr};Y{nr};{kode};{rest}" for nr, (cpr, kode, rest) in enumerate(YDELSER)]
    (mappe / "ydelse.csv").write_text("\n".join([kolonner, *linjer, ""]))
    scorer = [f"{cpr};;;{nr}" for nr, cpr in enumerate(SCORER)]
    tema = "CPR;FFB_TEMA_UUID;DATO;FUNKTIONSEVNENIVEAU"
    (mappe / "aktivitet_deltagelse.csv").write_text("\n".join([tema, *scorer, ""]))
    return read([mappe], Laesevalg(Identitet(b"k" * 32), tilsyn="hensigt"))


def opsaetning(kommune: str | None) -> Opsaetning:
    return Opsaetning(date(2025, 1, 1), date(2025, 12, 31), kommune=kommune)


@pytest.fixture(scope="module")
def tjek(laesning: Laesning) -> dict[str | None, Tjek]:
    mapning = [Mapning(MOBIL, HJEM, "1.12.0.1", 2)]
    return {
        k: run_tjek(DuckDB(), laesning, opsaetning(k), mapning, noegle_id="n")
        for k in (None, ISHOEJ, VALLENSBAEK)
    }


def borger(cpr: str) -> str:
    return str(Identitet(b"k" * 32).person(cpr).borger_id)


def pr_kommune(tjek: Tjek) -> Counter[tuple[str | None, str, str | None]]:
    return Counter((f.kommune, f.regel, f.borger) for f in tjek.fund)


def test_each_kommune_sees_its_own_and_nobody_elses(tjek: dict[str | None, Tjek]) -> None:
    alle = pr_kommune(tjek[None])
    for kode in (ISHOEJ, VALLENSBAEK):
        vores = pr_kommune(tjek[kode])
        assert vores == Counter({k: n for k, n in alle.items() if k[0] == kode}) and len(vores) > 3
    naboens = {b for k, _, b in alle if k == VALLENSBAEK and b}
    assert naboens == {borger(NABOENS), borger(NABOENS_2), borger(I_BEGGE)}
    assert {k for k, _, b in alle if b in (borger(EGEN), borger(FREMMED))} == {ISHOEJ}


def test_a_row_a_citizen_and_a_fault_of_form(tjek: dict[str | None, Tjek]) -> None:
    fundet = set(pr_kommune(tjek[None]))
    assert {(ISHOEJ, "T1-01", borger(EGEN)), (VALLENSBAEK, "T1-02", borger(NABOENS))} <= fundet
    assert (VALLENSBAEK, "TAB-DATO", borger(NABOENS)) in fundet  # by its row
    assert (VALLENSBAEK, "DAT-10", borger(NABOENS_2)) in fundet  # by her ydelser
    assert (ISHOEJ, "DAT-10", borger(I_BEGGE)) in fundet  # cannot be told: with who delivered it


def test_findings_agree_with_the_cells(laesning: Laesning, tjek: dict[str | None, Tjek]) -> None:
    mapning = [Mapning(MOBIL, HJEM, "1.12.0.1", 2)]
    for kode in (ISHOEJ, VALLENSBAEK):
        (rapport,) = build_rapporter(dict(laesning.tabeller), mapning, opsaetning(kode))
        celler = rapport.i_alt | {r["raekke"]: r["antal"] for r in rapport.tabeller["tabel2"].raekker}
        celler["mangler_alle"] = rapport.tal["mangler_alle"]
        antal = {s.regel.id: s.antal for s in tjek[kode].svar}
        assert {id_: antal[id_] for id_ in RETTELSER} == {
            id_: celler[r.celle] for id_, r in RETTELSER.items()
        }
        assert sum(antal[id_] for id_ in RETTELSER) > 3


def test_what_the_check_is_of(tjek: dict[str | None, Tjek]) -> None:
    assert {k: t.borgere for k, t in tjek.items()} == {None: 5, ISHOEJ: 3, VALLENSBAEK: 2}
    assert {k: t.raekker for k, t in tjek.items()} == {None: 8, ISHOEJ: 5, VALLENSBAEK: 3}
    assert {t.leverancer for t in tjek.values()} == {1}
    assert tjek[VALLENSBAEK].deltagere == {(VALLENSBAEK, "Testsystem")}
    assert tjek[None].deltagere == {(ISHOEJ, "Testsystem"), (VALLENSBAEK, "Testsystem")}


def test_alone_nothing_is_shared(laesning: Laesning) -> None:
    """Another kommune's rows without an agreement: they stay with who delivered them."""
    import pyarrow as pa

    hoved = laesning.tabeller["leverance"]
    nr = hoved.column_names.index("kommune_kode")
    alene = hoved.set_column(nr, hoved.schema.field(nr), pa.array(["0147"]))
    svar = run_tjek(
        DuckDB(), replace(laesning, tabeller=laesning.tabeller | {"leverance": alene}), opsaetning(None)
    )
    assert {f.kommune for f in svar.fund} == {"0147"}
