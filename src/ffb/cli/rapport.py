"""`ffb rapport`: the FFB report, the CPR lists and the ydelsesrapport, from files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ffb.cli import valg
from ffb.errors import BrugsFejl
from ffb.sprog import _, antal_ord

VIST_AFVISTE = 10

if TYPE_CHECKING:
    from ffb.engine.koersel import Opsaetning
    from ffb.engine.motor import Motor
    from ffb.formats.grundlag import Laesning
    from ffb.formats.modelmappe import Modelmappe
    from ffb.rapport.resultat import Rapport


def rapport(
    stier: valg.Stier,
    periode: Annotated[str | None, typer.Option(help="Kalenderår; ellers sidste år.")] = None,
    fra: Annotated[str | None, typer.Option(help="Første dag, DD.MM.ÅÅÅÅ (med).")] = None,
    til: Annotated[str | None, typer.Option(help="Sidste dag, DD.MM.ÅÅÅÅ (med).")] = None,
    kommune: valg.Kommune = None,
    system: valg.System = None,
    mapning: Annotated[Path | None, typer.Option(help="KOMBITs mapningsvejledning (XLSX).")] = None,
    dst_koder: Annotated[Path | None, typer.Option(help="CSV: DST_KODE;PARAGRAF;FFB_RELEVANT.")] = None,
    kolonner: valg.Kolonner = None,
    opslag: valg.Opslag = None,
    normer: valg.Normer = None,
    pr_dato: Annotated[str | None, typer.Option(help="Dag, som ydelsesrapporten opgøres til.")] = None,
    out: Annotated[Path, typer.Option(help="Mappe til filerne.")] = Path("ffb-rapport"),
    format_: Annotated[str, typer.Option("--format", help="json,csv,xlsx,pdf,html")] = "json,xlsx,pdf",
    krav_ff: Annotated[
        bool, typer.Option("--krav-ff", help="Kræv F&F selv; omgivelser er ikke nok.")
    ] = False,
    uden_ikke_vurderet: Annotated[
        bool, typer.Option("--uden-ikke-vurderet", help="»Ikke vurderet« tæller som manglende.")
    ] = False,
    kladde: Annotated[bool, typer.Option("--kladde", help="Ydelser i kladde tæller som startet.")] = False,
    streng: valg.Streng = False,
    sikker: Annotated[bool, typer.Option("--sikker", help="Lister uden CPR.")] = False,
    motor: valg.Motornavn = "duckdb",
) -> None:
    """Dan FFB-rapporten: Tabel 1, Tabel 2, CPR-lister og ydelsesrapport."""
    valg.check_motor(motor)
    periode_fra, periode_til = valg.parse_periode(periode, fra, til, date.today())  # noqa: DTZ011
    kode = valg.parse_kommune(kommune)
    opsaetning = build_opsaetning(
        periode_fra, periode_til, kode, pr_dato, dst_koder, opslag, normer,
        krav_ff=krav_ff, ikke_vurderet_taeller=not uden_ikke_vurderet, kladde_taeller=kladde, sikker=sikker,
    )  # fmt: skip
    kilder = read_taelles(stier, kode, system, kolonner, "streng" if streng else "hensigt")
    guide = valg.load_mapning(mapning) or kilder.mapning
    with valg.open_motor(motor, kilder.tabeller) as regner:
        vis_og_skriv(kilder, guide, opsaetning, out, format_.split(","), motor=regner)


def read_taelles(
    stier: list[Path],
    kommune: str | None,
    system: str | None,
    kolonner: Path | None,
    tilsyn: valg.Tilsynsform = "hensigt",
) -> Laesning | Modelmappe:
    """What counts of the paths: deliveries read and checked, or a folder of the model's tables as it lies."""
    from ffb.formats.modelmappe import find_modelmappe, read_modelmappe

    mappe = find_modelmappe(stier)
    if mappe:
        return read_modelmappe(mappe)
    laesning = read(stier, kommune, system, kolonner, tilsyn, kun_afvisende=True)
    udelad_afviste(laesning)
    return laesning


def read(
    stier: list[Path],
    kommune: str | None,
    system: str | None,
    kolonner: Path | None,
    tilsyn: valg.Tilsynsform | None = None,
    *,
    kun_afvisende: bool = False,
) -> Laesning:
    """Read every path; all file faults at once.

    Args:
        tilsyn: hold bundles against the whole guide too.
        kun_afvisende: keep only those of its faults that refuse a bundle.
    """
    from ffb.formats import read as read_formats

    laesevalg = valg.build_laesevalg(kommune, system, kolonner, tilsyn, kun_afvisende=kun_afvisende)
    laesning = read_formats(stier, laesevalg)
    for navn in laesning.ikke_laest:
        typer.echo(_("Ikke læst: {navn}", navn=navn), err=True)
    return laesning


def udelad_afviste(laesning: Laesning) -> None:
    """Bundles the receiver would refuse are not in the report; said once, with where to look."""
    from ffb.formats.afvis import reject_bundter

    afviste = reject_bundter(laesning)
    if afviste:
        vist = "".join(f"\n  {sted}" for sted in afviste[:VIST_AFVISTE])
        flere = (
            _("\n  … viser {vist} af {antal}", vist=VIST_AFVISTE, antal=len(afviste))
            if len(afviste) > VIST_AFVISTE
            else ""
        )
        antal = antal_ord(len(afviste), "bundle er udeladt", "bundler er udeladt")
        typer.echo(
            _("{antal}: modtageren ville afvise dem.{vist}{flere}", antal=antal, vist=vist, flere=flere),
            err=True,
        )
        kommando = "ffb tjek --streng" if laesning.tilsyn == "streng" else "ffb tjek"
        typer.echo(_("Kør {kommando} på de samme filer for at se hvorfor.", kommando=kommando), err=True)


def build_opsaetning(
    periode_fra: date,
    periode_til: date,
    kommune: str | None,
    pr_dato: str | None,
    dst_koder: Path | None,
    opslag: Path | None,
    normer: Path | None = None,
    **indstillinger: bool,
) -> Opsaetning:
    """Settings from options and the files they name."""
    from ffb.engine.koersel import Opsaetning
    from ffb.formats.dst_koder import read_dst_koder
    from ffb.formats.opslag import Opslag, read_opslag

    slaaet_op = read_opslag(opslag) if opslag else Opslag()
    return Opsaetning(
        periode_fra,
        periode_til,
        kommune=kommune,
        pr_dato=valg.parse_dato("--pr-dato", pr_dato) if pr_dato else None,
        dst_koder=read_dst_koder(dst_koder) if dst_koder else None,
        opslag=slaaet_op.sager,
        opslag_tilbud=slaaet_op.tilbud,
        normer=valg.load_normer(normer),
        **indstillinger,
    )


def vis_og_skriv(
    kilder: Laesning | Modelmappe,
    mapning: Any,
    opsaetning: Opsaetning,
    out: Path,
    formater: list[str],
    *,
    vis_foerste: bool = False,
    motor: Motor | None = None,
) -> list[Rapport]:
    """Build every kommune's report and write its files; `rapport.*` where there is one kommune.

    One report is printed whole; several as a line each (with `vis_foerste` the first one whole too).
    """
    from rich.console import Console

    from ffb.rapport.byg import build_rapporter
    from ffb.render import write_rapport
    from ffb.render.terminal import print_oversigt, print_rapport

    konsol = Console(highlight=False, emoji=False)
    rapporter = build_rapporter(dict(kilder.tabeller), mapning, opsaetning, motor=motor)
    if not rapporter:
        raise BrugsFejl(
            "Filerne indeholder ingen leverance for den kommune. Udelad --kommune, eller vælg en anden."
        )
    alene = len(rapporter) == 1
    for en in rapporter:
        filer = write_rapport(en, out, [f.strip() for f in formater], navn="rapport" if alene else None)
        if alene or (vis_foerste and en is rapporter[0]):
            print_rapport(en, konsol, filer=filer)
    if not alene:
        print_oversigt(rapporter, konsol)
        typer.echo(_("Filerne ligger i {out}.", out=out))
    if alene and rapporter[0].kommune_kode is None:
        typer.echo(_("Kommunen er ikke oplyst i filerne: angiv --kommune."), err=True)
    return rapporter
