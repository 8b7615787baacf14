"""Options that several commands share, and what they become."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ffb import sprog
from ffb.errors import BrugsFejl, Exit, FfbError
from ffb.sprog import _

if TYPE_CHECKING:
    from ffb.engine.koersel import Tabelkilde
    from ffb.engine.motor import Motor
    from ffb.formats.grundlag import Laesevalg, Mapning

Stier = Annotated[
    list[Path], typer.Argument(metavar="PATH…", help="Fil, mappe, ZIP, NDJSON eller XLSX; gerne flere.")
]
Kommune = Annotated[str | None, typer.Option(help="Kommunekode, fx 0101 eller 101.")]
System = Annotated[str | None, typer.Option(help="Fagsystemets navn, hvor filerne ikke selv siger det.")]
Streng = Annotated[bool, typer.Option("--streng", help="FHIR: også det, kun vejledningens tekstside kræver.")]
Tilsynsform = Literal["hensigt", "streng"]
Kolonner = Annotated[Path | None, typer.Option(help="TOML med leverandørens egne kolonnenavne.")]
Leverandoer = Annotated[
    Path | None, typer.Option(help="Mappe med tekster om, hvordan fund rettes i jeres systemer.")
]
Motornavn = Annotated[
    str, typer.Option(help="duckdb, eller spark (kræver Java; klyngens adresse i FFB_SPARK).")
]
MOTORER = ("duckdb", "spark")
EN_TRAAD = 20_000  # rows one thread answers for as quickly as two

Normer = Annotated[Path | None, typer.Option(help="TOML med jeres egne normer for reglerne.")]
Opslag = Annotated[
    Path | None, typer.Option(help="CSV: sagsnummer til enhed og sagsbehandler; P-nummer til tilbud.")
]
Mapningssti = Annotated[Path | None, typer.Option("--mapning", help="KOMBITs mapningsvejledning (XLSX).")]
DstKoder = Annotated[Path | None, typer.Option(help="CSV: DST_KODE;PARAGRAF;FFB_RELEVANT.")]
PrDato = Annotated[str | None, typer.Option(help="Dag, som data bedømmes på; ellers nyeste leverance.")]
Sikker = Annotated[bool, typer.Option("--sikker", help="Pseudonym i stedet for CPR.")]
JsonFil = Annotated[Path | None, typer.Option(help="Skriv alt som JSON.")]
CsvMappe = Annotated[Path | None, typer.Option(help="Mappe til CSV, en fil pr. tabel.")]
XlsxFil = Annotated[Path | None, typer.Option(help="Skriv alt som XLSX, et ark pr. tabel.")]
HtmlFil = Annotated[Path | None, typer.Option(help="Skriv en side uden personoplysninger (HTML).")]
PdfFil = Annotated[Path | None, typer.Option(help="Skriv en PDF uden personoplysninger.")]


class UkendtKommune(FfbError):
    """A kommunekode no one has."""

    exit_code = Exit.UKENDT_KOMMUNE


def parse_kommune(kode: str | None) -> str | None:
    """`101`, `0101` -> `0101`.

    Raises:
        UkendtKommune: no kommune has that code.
    """
    if kode is None:
        return None
    from ffb.begreber import find_kommune

    kommune = find_kommune(kode)
    if kommune is None:
        raise UkendtKommune(
            "--kommune: koden findes ikke. "
            "Brug den firecifrede kommunekode, fx 0101 (demokommuner: 9001-9098)."
        )
    return kommune.kode


def parse_dato(navn: str, tekst: str) -> date:
    """DD.MM.ÅÅÅÅ or ISO. Raises BrugsFejl naming the option."""
    try:
        return sprog.parse_dato(tekst)
    except ValueError:
        raise BrugsFejl(
            _("{navn}: datoen kan ikke læses. Skriv 31.12.2025 eller 2025-12-31.", navn=navn)
        ) from None


def parse_periode(periode: str | None, fra: str | None, til: str | None, i_dag: date) -> tuple[date, date]:
    """The period asked for, both ends inclusive; default the previous calendar year.

    Raises:
        BrugsFejl: both forms given, only one end given, an unreadable date, or an end before its start.
    """
    if periode and (fra or til):
        raise BrugsFejl("Vælg enten --periode eller --fra og --til, ikke begge dele.")
    if bool(fra) != bool(til):
        raise BrugsFejl("--fra og --til hører sammen: angiv dem begge.")
    if fra and til:
        start, slut = parse_dato("--fra", fra), parse_dato("--til", til)
        if slut < start:
            raise BrugsFejl("--til ligger før --fra.")
        return start, slut
    if periode and not re.fullmatch(r"(19|20)\d\d", periode):
        raise BrugsFejl("--periode: skriv et år, fx 2025, eller brug --fra og --til.")
    aar = int(periode) if periode else i_dag.year - 1
    return date(aar, 1, 1), date(aar, 12, 31)


def build_laesevalg(
    kommune: str | None,
    system: str | None,
    kolonner: Path | None,
    tilsyn: Tilsynsform | None = None,
    *,
    kun_afvisende: bool = False,
) -> Laesevalg:
    """Reading options with this machine's key; says so when the key was made just now."""
    from ffb.formats.grundlag import Laesevalg
    from ffb.formats.identitet import Identitet, load_noegle
    from ffb.formats.kolonner import read_kolonner

    noegle, sti, ny = load_noegle()
    if ny:
        typer.echo(
            _("En nøgle til pseudonymer er dannet i {sti}. Pas på den; den deles ikke.", sti=sti), err=True
        )
    return Laesevalg(
        identitet=Identitet(noegle),
        kommune=kommune,
        system=system,
        kolonner=read_kolonner(kolonner) if kolonner else {},
        tilsyn=tilsyn,
        kun_afvisende=kun_afvisende,
        fremdrift=_vis_fremdrift if sys.stderr.isatty() else None,
    )


def _vis_fremdrift(laest: int, af: int, navn: str) -> None:
    slut = "\n" if laest >= af else ""
    print(
        "\r\033[K" + _("Læser {laest} af {af}: {navn}", laest=laest, af=af, navn=navn[-60:]),
        end=slut,
        file=sys.stderr,
        flush=True,
    )


def load_mapning(sti: Path | None) -> list[Mapning] | None:
    """The guide named with --mapning, or None."""
    if sti is None:
        return None
    from ffb.formats.mapning import read_mapning

    return read_mapning(sti)[0]


def load_normer(sti: Path | None) -> dict[str, dict[str, int]]:
    """The kommune's own norms named with --normer, or none."""
    if sti is None:
        return {}
    from ffb.rules.normer import read_normer

    return read_normer(sti)


def check_motor(navn: str) -> None:
    """Before any file is read.

    Raises:
        BrugsFejl: no such engine, or Spark or Java is not installed.
    """
    if navn not in MOTORER:
        raise BrugsFejl(_("--motor: vælg mellem {motorer}.", motorer=_(" og ").join(MOTORER)))
    if navn == "duckdb":
        return
    from importlib.util import find_spec
    from shutil import which

    if not (find_spec("pyspark") and find_spec("sqlglot")):
        raise BrugsFejl("--motor spark: Spark er ikke installeret. Kør: pip install 'ffb-platform[spark]'")
    java = Path(os.environ["JAVA_HOME"], "bin", "java") if os.environ.get("JAVA_HOME") else None
    if not (java.is_file() if java else which("java")):
        raise BrugsFejl("--motor spark: Java findes ikke. Installér Java 17 eller 21, eller ret JAVA_HOME.")


@contextmanager
def open_motor(navn: str, tabeller: Mapping[str, Tabelkilde]) -> Iterator[Motor]:
    """The engine asked for, sized for what was read; stopped again afterwards.

    Raises:
        BrugsFejl: the cluster of FFB_SPARK does not answer.
    """
    if navn == "duckdb":
        from ffb.engine.duckdb import DuckDB
        from ffb.engine.koersel import is_lille

        # a few bundles: handing work to a second thread takes longer than the work
        yield DuckDB(traade=1 if is_lille(tabeller, EN_TRAAD) else None)
        return
    from ffb.engine.koersel import is_lille
    from ffb.engine.spark import Spark

    mester = os.environ.get("FFB_SPARK") or None
    try:
        spark = Spark(mester, lille=is_lille(tabeller))
    except Exception as fejl:
        raise BrugsFejl(
            _(
                "--motor spark: Spark kan ikke startes ({fejl}). Kontrollér FFB_SPARK.",
                fejl=type(fejl).__name__,
            )
        ) from None
    try:
        yield spark
    finally:
        spark.close()
