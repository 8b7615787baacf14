"""`ffb eksporter`: a star schema for BI tools."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ffb.cli import valg
from ffb.errors import BrugsFejl
from ffb.sprog import _, antal_ord


def eksporter(
    stier: valg.Stier,
    out: Annotated[Path, typer.Option(help="Mappe til filerne.")],
    format_: Annotated[str, typer.Option("--format", help="parquet,csv")] = "parquet,csv",
    kommune: valg.Kommune = None,
    system: valg.System = None,
    mapning: valg.Mapningssti = None,
    dst_koder: valg.DstKoder = None,
    kolonner: valg.Kolonner = None,
    pr_dato: valg.PrDato = None,
    motor: valg.Motornavn = "duckdb",
) -> None:
    """Skriv et stjerneskema til Power BI, Superset og lignende: rækker med pseudonymer, aldrig CPR."""
    from ffb.analyses import prepare_analyser
    from ffb.cli.rapport import build_opsaetning, read_taelles
    from ffb.eksport import build_stjerne, make_filer, parse_formater, write_mappe

    formater = parse_formater(format_)
    valg.check_motor(motor)
    kode = valg.parse_kommune(kommune)
    opsaetning = build_opsaetning(date.min, date.max, kode, pr_dato, dst_koder, None)
    kilder = read_taelles(stier, kode, system, kolonner)
    with valg.open_motor(motor, kilder.tabeller) as regner:
        guide = valg.load_mapning(mapning) or kilder.mapning
        grundlag = prepare_analyser(regner, kilder.tabeller, guide, opsaetning)
        if not grundlag.kommuner:
            raise BrugsFejl(
                "Filerne indeholder ingen leverance for den kommune. Udelad --kommune, eller vælg en anden."
            )
        stjerne = build_stjerne(grundlag)
    write_mappe(make_filer(stjerne, formater, dag=grundlag.dag, demo=grundlag.demo), out)
    for navn, tabel in stjerne.items():
        typer.echo(f"{navn:<26}{antal_ord(tabel.num_rows, 'række', 'rækker'):>16}")
    typer.echo(_("Filerne ligger i {out}; datapackage.json forklarer hver kolonne.", out=out))
    typer.echo(_("Rækkerne er personoplysninger med pseudonymer: del dem ikke uden for kommunen."))
