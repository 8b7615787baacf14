"""`ffb analyse`: list the analyses, answer one, or draw them all."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ffb.cli import valg
from ffb.errors import BrugsFejl
from ffb.sprog import _

if TYPE_CHECKING:
    from datetime import date

    from ffb.analyses import Analyse, Analysegrundlag, Analyseresultat, Analysevalg
    from ffb.engine.koersel import Opsaetning, Tabelkilde
    from ffb.formats.grundlag import Laesning, Mapning

Flere = Annotated[list[str] | None, typer.Option(help="Kode eller navn; kan gentages.")]
Fil = Annotated[Path | None, typer.Option(help="Skriv til denne fil.")]
EnBorger = Annotated[
    str | None,
    typer.Option(
        help="Én borger: nummer eller sagsnummer, eller - for at blive spurgt om CPR. Til V08, V09 og V10."
    ),
]
ALLE = "alle"


def analyse(
    id_: Annotated[
        str | None, typer.Argument(metavar="ID", help="Fx V15, eller alle; uden vises listen.")
    ] = None,
    stier: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH…", help="Fil, mappe, ZIP, NDJSON eller XLSX; gerne flere."),
    ] = None,
    periode: Annotated[str | None, typer.Option(help="Kalenderår; ellers sidste år.")] = None,
    fra: Annotated[str | None, typer.Option(help="Første dag, DD.MM.ÅÅÅÅ (med).")] = None,
    til: Annotated[str | None, typer.Option(help="Sidste dag, DD.MM.ÅÅÅÅ (med).")] = None,
    kommune: valg.Kommune = None,
    system: valg.System = None,
    paragraf: Flere = None,
    ydelse: Flere = None,
    tilbud: Flere = None,
    maalgruppe: Flere = None,
    stoettebehov: Flere = None,
    overtema: Flere = None,
    undertema: Flere = None,
    koen: Annotated[list[str] | None, typer.Option(help="K eller M.")] = None,
    alder: Annotated[list[str] | None, typer.Option(help="Et tal eller et interval, fx 18-29.")] = None,
    borger: EnBorger = None,
    vis: Annotated[str | None, typer.Option(help="Hvilken opdeling der vises, fx ydelse.")] = None,
    mapning: valg.Mapningssti = None,
    dst_koder: valg.DstKoder = None,
    normer: valg.Normer = None,
    kolonner: valg.Kolonner = None,
    pr_dato: valg.PrDato = None,
    png: Fil = None,
    svg: Fil = None,
    csv: Fil = None,
    json: valg.JsonFil = None,
    xlsx: Fil = None,
    out: Annotated[Path, typer.Option(help="Mappe til alle analyser.")] = Path("ffb-analyse"),
    motor: valg.Motornavn = "duckdb",
) -> None:
    """Vis, hvad FFB-data siger: en figur og en tabel for hvert spørgsmål."""
    from datetime import date

    filtre = {
        "paragraf": paragraf, "ydelse": ydelse, "tilbud": tilbud, "maalgruppe": maalgruppe,
        "stoettebehov": stoettebehov, "overtema": overtema, "undertema": undertema, "koen": koen,
        "alder": alder,
    }  # fmt: skip
    if id_ is None:
        return _vis_liste()
    perioden = valg.parse_periode(periode, fra, til, date.today())  # noqa: DTZ011
    sagt = bool(periode or fra or til)
    sporgsmaal = Spoergsmaal(id_, perioden, {n: v for n, v in filtre.items() if v}, vis, borger, sagt)
    kilder = Kilder(
        stier or [], valg.parse_kommune(kommune), system, kolonner, mapning, dst_koder, pr_dato, motor, normer
    )
    filer = {"png": png, "svg": svg, "csv": csv, "json": json, "xlsx": xlsx}
    if id_.lower() != ALLE:
        return _vis_en(sporgsmaal, kilder, filer)
    if any(filer.values()):
        raise BrugsFejl("ffb analyse alle skriver til en mappe: brug --out.")
    return _tegn_alle(sporgsmaal, kilder, out)


@dataclass(frozen=True, slots=True)
class Spoergsmaal:
    """What is asked.

    Args:
        id: which analysis, or all.
        filtre: as typed.
        vis: the division shown.
        borger: the citizen, as typed.
        periode_sagt: the period was asked for; else a citizen's whole course is shown.
    """

    id: str
    periode: tuple[date, date]
    filtre: dict[str, list[str]]
    vis: str | None
    borger: str | None
    periode_sagt: bool


class Kilder:
    """Where the data come from and how they are read."""

    def __init__(
        self,
        stier: list[Path],
        kommune: str | None,
        system: str | None,
        kolonner: Path | None,
        mapning: Path | None,
        dst_koder: Path | None,
        pr_dato: str | None,
        motor: str,
        normer: Path | None,
    ) -> None:
        if not stier:
            raise BrugsFejl("Angiv filer eller mapper med leverancer: ffb analyse ID PATH…")
        valg.check_motor(motor)
        self.stier, self.kommune, self.system, self.kolonner = stier, kommune, system, kolonner
        self.mapning, self.dst_koder, self.pr_dato, self.motor = mapning, dst_koder, pr_dato, motor
        self.normer = normer

    def opsaetning(self, periode: tuple[date, date]) -> Opsaetning:
        """Settings of the run."""
        from ffb.cli.rapport import build_opsaetning

        return build_opsaetning(*periode, self.kommune, self.pr_dato, self.dst_koder, None, self.normer)


def _vis_liste() -> None:
    from rich.console import Console

    from ffb.analyses import load_analyser
    from ffb.render.analyse import print_liste

    print_liste(load_analyser(), Console(highlight=False))
    typer.echo(_("Vis én: ffb analyse V15 PATH… Tegn dem alle: ffb analyse alle PATH… --out MAPPE"))


def _vis_en(sp: Spoergsmaal, kilder: Kilder, filer: dict[str, Path | None]) -> None:
    from rich.console import Console

    from ffb.analyses import find_analyse, parse_valg
    from ffb.render.analyse import print_resultat, write_filer

    analyse = find_analyse(sp.id)
    if analyse.borger and sp.borger is None:
        raise BrugsFejl(
            _("{id} er om én borger: tilføj --borger med nummer eller sagsnummer.", id=analyse.id)
        )
    if sp.borger is not None and not analyse.borger:
        raise BrugsFejl(_("{id} er ikke om én borger: udelad --borger.", id=analyse.id))
    valget = parse_valg(sp.periode, sp.filtre, sp.vis, analyse=analyse)
    svar, demo = _svar(kilder, sp, [(analyse, valget)])
    print_resultat(svar[0], Console(highlight=False), filer=write_filer(svar[0], filer, demo=demo))


def _tegn_alle(sp: Spoergsmaal, kilder: Kilder, out: Path) -> None:
    """Every analysis the filters fit; the others are named with the reason."""
    from ffb.analyses import load_analyser, parse_valg
    from ffb.analyses.valg import find_ubrugelige
    from ffb.render.analyse import til_side, write_filer
    from ffb.render.fund import write_fil

    valget = parse_valg(sp.periode, sp.filtre)
    par: list[tuple[Analyse, Analysevalg]] = []
    for analyse in load_analyser():
        hvorfor = find_ubrugelige(analyse, [d for d, _koder in valget.filtre])
        if analyse.borger and sp.borger is None:
            hvorfor = [_("{id} er om én borger og er ikke tegnet: tilføj --borger.", id=analyse.id)]
        if hvorfor:
            typer.echo(hvorfor[0], err=True)
        else:
            par.append((analyse, valget))
    svar, demo = _svar(kilder, sp, par)
    for r in svar:
        stamme = out / f"{r.analyse.id}_{r.analyse.navn}"
        arter = ("csv", "json") if r.tom else ("csv", "json", "svg", "png")
        write_filer(r, {art: stamme.with_suffix(f".{art}") for art in arter})
        typer.echo(f"{r.analyse.id}  {r.saetning}")
    write_fil(out / "index.html", lambda kladde: _gem(kladde, til_side(svar, demo=demo)))
    typer.echo(_("Filerne ligger i {out}; begynd med {side}.", out=out, side=out / "index.html"))


def _gem(sti: Path, data: bytes) -> None:
    sti.write_bytes(data)


def _svar(
    kilder: Kilder, sp: Spoergsmaal, par: list[tuple[Analyse, Analysevalg]]
) -> tuple[list[Analyseresultat], bool]:
    """Every question answered over one reading of the files; and whether the data are made up."""
    from ffb.analyses import narrow_borger
    from ffb.cli.rapport import read_taelles
    from ffb.formats.modelmappe import Modelmappe

    laesning = read_taelles(kilder.stier, kilder.kommune, kilder.system, kilder.kolonner)
    egne = [(a, v) for a, v in par if a.borger]
    svar = {}
    if len(egne) < len(par):
        with _goer_klar(kilder, sp, laesning.tabeller, laesning.mapning) as grundlag:
            svar = {a.id: grundlag.koer(a, v) for a, v in par if not a.borger}
            demo = grundlag.demo
    if egne:
        if isinstance(laesning, Modelmappe):
            raise BrugsFejl("En borgers analyser laves af leverancer, ikke af en mappe med Parquet-tabeller.")
        egne_raekker = _find_borger(sp.borger or "", laesning)
        with _goer_klar(kilder, sp, egne_raekker, laesning.mapning) as grundlag:
            valgt = [(a, narrow_borger(grundlag, v, hele=not sp.periode_sagt)) for a, v in egne]
            svar |= {a.id: grundlag.koer(a, v) for a, v in valgt}
            demo = grundlag.demo
    return [svar[a.id] for a, _v in par], demo


@contextmanager
def _goer_klar(
    kilder: Kilder, sp: Spoergsmaal, tabeller: Mapping[str, Tabelkilde], guide: list[Mapning] | None
) -> Iterator[Analysegrundlag]:
    from ffb.analyses import prepare_analyser

    guide = valg.load_mapning(kilder.mapning) or guide
    with valg.open_motor(kilder.motor, tabeller) as motor:
        grundlag = prepare_analyser(motor, tabeller, guide, kilder.opsaetning(sp.periode))
        if not grundlag.kommuner:
            raise BrugsFejl(
                "Filerne indeholder ingen leverance for den kommune. Udelad --kommune, eller vælg en anden."
            )
        yield grundlag


def _find_borger(sagt: str, laesning: Laesning) -> dict[str, Any]:
    """The citizen's own rows. A CPR is asked for, so that it is in no history and no list of processes."""
    from ffb.analyses import cut_borger, find_borger, find_cpr
    from ffb.formats.identitet import rens_cpr

    if sagt != "-":
        return cut_borger(laesning.tabeller, find_borger(laesning.tabeller, sagt))
    spoerg = sys.stdin.isatty()
    cpr = typer.prompt("CPR", hide_input=True) if spoerg else sys.stdin.readline()
    return cut_borger(laesning.tabeller, find_cpr(laesning.tabeller, rens_cpr(cpr)))
