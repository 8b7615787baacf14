"""`ffb konverter`: from older practice to FFB; a dry run with its loss report, unless a folder is named."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ffb.cli import opgoerelse, valg
from ffb.errors import BrugsFejl
from ffb.sprog import _, antal_ord

if TYPE_CHECKING:
    from ffb.konvertering.plan import Plan
    from ffb.konvertering.poster import Gammelt
    from ffb.konvertering.tabel import Linje

EKSEMPEL_BORGERE = 200
Stier = Annotated[
    list[Path] | None,
    typer.Argument(metavar="PATH…", help="Poster fra det gamle system (CSV eller XLSX); gerne flere."),
]
Tabel = Annotated[
    Path | None, typer.Option(help="Oversættelsestabellen: ROLLE;GAMMEL_TERM;FFB_KODE;SIKKERHED.")
]
Afgoerelser = Annotated[Path | None, typer.Option(help="Trufne afgørelser; de går forud for tabellen.")]
Leverance = Annotated[
    bool, typer.Option("--leverance", help="PATH er leverancer med koder fra et ældre katalog.")
]
Strategi = Annotated[str, typer.Option(help="ingen, alt, boelger eller opfoelgning.")]
Omfang = Annotated[str, typer.Option(help="alt, eller indsats: kun indsatser og indsatsmål.")]
Boelger = Annotated[
    Path | None, typer.Option(help="BOELGE;DATO;ANSVARLIG;UDFOERER (med --strategi boelger).")
]
Fra = Annotated[str | None, typer.Option(help="Første dag med FFB; ellers i dag.")]
Ud = Annotated[
    Path | None, typer.Option(help="Skriv det, hvis bølge er kommet, som leverance i denne mappe.")
]
SkrivTabel = Annotated[
    Path | None, typer.Option(help="Skriv tabellen med en linje til hver term, der mangler i den.")
]
Eksempel = Annotated[Path | None, typer.Option(help="Læg et opdigtet eksempel i denne mappe, og stop.")]


def konverter(
    stier: Stier = None,
    tabel: Tabel = None,
    afgoerelser: Afgoerelser = None,
    leverance: Leverance = False,
    strategi: Strategi = "alt",
    omfang: Omfang = "alt",
    boelger: Boelger = None,
    fra: Fra = None,
    pr_dato: valg.PrDato = None,
    out: Ud = None,
    skriv_tabel: SkrivTabel = None,
    eksempel: Eksempel = None,
    kommune: valg.Kommune = None,
    mapning: valg.Mapningssti = None,
    kolonner: valg.Kolonner = None,
    sikker: valg.Sikker = False,
    json: valg.JsonFil = None,
    csv: valg.CsvMappe = None,
    xlsx: valg.XlsxFil = None,
    html: valg.HtmlFil = None,
    pdf: valg.PdfFil = None,
) -> None:
    """Konvertér fra ældre praksis til FFB: prøv, se hvad der går tabt, tag stilling, og skriv det så."""
    if eksempel is not None:
        _write_eksempel(eksempel)
        return
    if not stier:
        raise BrugsFejl("Angiv filerne fra det gamle system, eller prøv --eksempel MAPPE.")
    plan = _plan(strategi, omfang, valg.parse_dato("--fra", fra) if fra else date.today(), boelger)  # noqa: DTZ011
    kode = valg.parse_kommune(kommune)
    if out is not None and kode is None:
        raise BrugsFejl("--out: sig hvilken kommune leverancen er fra med --kommune.")
    gammelt, uaendrede = _read(stier, plan, kode, kolonner, leverance)
    linjer = _load_tabel(tabel, plan.start, uaendrede)
    if skriv_tabel is not None:
        _write_tabel(skriv_tabel, gammelt, linjer, plan.start)
    _run(gammelt, linjer, afgoerelser, plan, kode, pr_dato, out, mapning, sikker, {
        "json": json, "csv": csv, "xlsx": xlsx, "html": html, "pdf": pdf,
    })  # fmt: skip


def _plan(strategi: str, omfang: str, start: date, boelger: Path | None) -> Plan:
    from ffb.konvertering.plan import BOELGER, OMFANG, STRATEGIER, Plan, read_boelger

    if strategi not in STRATEGIER:
        raise BrugsFejl(_("--strategi: vælg en af {navne}.", navne=", ".join(STRATEGIER)))
    if omfang not in OMFANG:
        raise BrugsFejl(_("--omfang: vælg en af {navne}.", navne=", ".join(OMFANG)))
    if (strategi == BOELGER) != (boelger is not None):
        raise BrugsFejl("--boelger og --strategi boelger hører sammen: angiv dem begge.")
    return Plan(strategi, omfang, start, read_boelger(boelger) if boelger else ())


def _read(
    stier: list[Path], plan: Plan, kommune: str | None, kolonner: Path | None, leverance: bool
) -> tuple[Gammelt, list[Linje]]:
    """The posts; and for deliveries, the codes that stand as they are."""
    if leverance:
        from ffb.konvertering.leverance import find_uaendrede, read_leverance

        filer = opgoerelse.Filer(kommune, None, None, None, kolonner, None, None, False)
        grundlag = filer.prepare(stier)
        navne = ", ".join(s.name for s in stier)
        gammelt = read_leverance(grundlag.motor, navne, demo=grundlag.demo)
        return gammelt, find_uaendrede(gammelt.poster, plan.start)
    from ffb.konvertering.poster import LISTE, read_gammelt

    laesevalg = valg.build_laesevalg(kommune, None, kolonner)
    return read_gammelt(stier, laesevalg.identitet, laesevalg.kolonner.get(LISTE)), []


def _load_tabel(sti: Path | None, start: date, uaendrede: list[Linje]) -> list[Linje]:
    """The table, and before it what needs no line there."""
    from ffb.konvertering.tabel import read_tabel

    linjer = read_tabel(sti, start) if sti else []
    sagt = {x.noegle for x in linjer}
    return [*(x for x in uaendrede if x.noegle not in sagt), *linjer]


def _write_tabel(sti: Path, gammelt: Gammelt, linjer: list[Linje], start: date) -> None:
    from ffb.konvertering.koer import find_termer
    from ffb.konvertering.tabel import propose_linjer, write_tabel

    nye = propose_linjer(find_termer(gammelt.poster), linjer, start)
    sti.write_bytes(write_tabel([*linjer, *nye]))
    antal = antal_ord(len(nye), "ny linje til at tage stilling til", "nye linjer til at tage stilling til")
    typer.echo(_("Tabellen er skrevet i {sti}: {antal}.", sti=sti, antal=antal))


def _run(
    gammelt: Gammelt,
    linjer: list[Linje],
    afgoerelser: Path | None,
    plan: Plan,
    kommune: str | None,
    pr_dato: str | None,
    out: Path | None,
    mapning: Path | None,
    sikker: bool,
    stier: dict[str, Path | None],
) -> None:
    from ffb.konvertering.afgoerelser import read_afgoerelser
    from ffb.konvertering.koer import konverter as koer
    from ffb.konvertering.skriv import build_leverance, write_mappe
    from ffb.konvertering.tabsrapport import FORBEHOLD, build_tabsrapport

    koersel = koer(gammelt, linjer, read_afgoerelser(afgoerelser) if afgoerelser else [], plan)
    skrevet = ""
    if out is not None and kommune is not None:
        dag = valg.parse_dato("--pr-dato", pr_dato) if pr_dato else plan.start
        skrevet = write_mappe(build_leverance(koersel, kommune, dag, valg.load_mapning(mapning)), out)
    forbehold = _("Det, hvis bølge er kommet, er skrevet") if skrevet else FORBEHOLD
    opgoerelse.vis_og_skriv(
        build_tabsrapport(koersel, kommune=kommune, sikker=sikker, forbehold=forbehold), stier
    )
    if skrevet:
        typer.echo(skrevet)


def _write_eksempel(mappe: Path) -> None:
    from ffb.demo.gammelt import write_gammelt

    filer = write_gammelt(mappe, EKSEMPEL_BORGERE)
    typer.echo(_("Opdigtet eksempel: {filer}.", filer=", ".join(str(f) for f in filer)))
    typer.echo(f"ffb konverter {filer[0]} --tabel {filer[1]} --fra 01.01.2026")
