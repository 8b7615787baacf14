"""`ffb begreber importer` and `fjern`: official catalogues into the installation's folder, and out again."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from ffb import begreber as bg
from ffb.cli import begreber, valg
from ffb.errors import BrugsFejl, Laesefejl
from ffb.sprog import _

Filer = Annotated[
    list[Path],
    typer.Argument(metavar="FIL…", help="CodeSystem eller ValueSet (JSON), OIO Klasse (XML) eller CSV."),
]


def importer(
    filer: Filer,
    katalog: Annotated[
        str | None, typer.Option("--katalog", "-k", help="Katalogets korte navn, hvor filen ikke siger det.")
    ] = None,
    version: Annotated[
        str | None, typer.Option("--version", help="Versionens navn; ellers det, filen siger.")
    ] = None,
    gyldig_fra: Annotated[
        str | None, typer.Option(help="Første dag, versionen gælder, DD.MM.ÅÅÅÅ (med).")
    ] = None,
    gyldig_til: Annotated[
        str | None, typer.Option(help="Sidste dag; ellers til den næste version begynder.")
    ] = None,
    art: Annotated[
        list[str] | None,
        typer.Option(help="KODE=ART: arten under en gren, eller af et værdisæt; gerne flere."),
    ] = None,
    forhaandsvis: Annotated[
        bool, typer.Option("--forhaandsvis", help="Vis, hvad der sker; gem intet.")
    ] = False,
    som_json: begreber.JsonValg = False,
) -> None:
    """Importér en version af et katalog: vis forskellene, og tag den i brug fra en dag."""
    from ffb.begreber.indfoer import Valg, build_forslag, write_version
    from ffb.formats.katalog import read_katalogfiler

    _check_mappe()
    valgt = Valg(
        katalog=katalog,
        version=version,
        gyldig_fra=valg.parse_dato("--gyldig-fra", gyldig_fra) if gyldig_fra else None,
        gyldig_til=valg.parse_dato("--gyldig-til", gyldig_til) if gyldig_til else None,
        art=dict(_parse_art(a) for a in art or ()),
    )
    forslag = build_forslag(read_katalogfiler(filer), valgt)
    if forslag.ny is None:
        raise Laesefejl(forslag.fejl)
    if som_json:
        begreber._write_json(_som_json(forslag, gemt=not forhaandsvis))
    else:
        _vis(forslag)
    if forhaandsvis:
        typer.echo(_("Intet er gemt (--forhaandsvis)."), err=True)
        return
    sti = write_version(forslag.ny, bg.begreber_mappe())
    typer.echo(_("Gemt i {sti}.", sti=sti), err=True)


def _check_mappe() -> None:
    from ffb.begreber.sted import SERVERMAERKE

    if (bg.begreber_mappe() / SERVERMAERKE).exists():
        raise BrugsFejl(
            _(
                "Kataloger i {mappe} godkendes på serveren (Begreber, Importér). "
                "Brug --begreber for en anden mappe.",
                mappe=bg.begreber_mappe(),
            )
        )


def _parse_art(tekst: str) -> tuple[str, str]:
    kode, _skel, sagt = tekst.rpartition("=")
    art = bg.find_art(sagt)
    if not kode or art is None:
        raise BrugsFejl(_("--art: skriv KODE=ART, fx …=ydelse. Arterne ses med: ffb begreber vis"))
    return bg.normaliser_kode(kode), art


def _vis(forslag: Any) -> None:
    console = begreber._console()
    ny = forslag.ny
    console.print(f"{ny.id}  {ny.navn}, {begreber._periode(ny)}", soft_wrap=True)
    if forslag.forskel is None:
        raekker = [(_(bg.ART_NAVN.get(a, a)), a, str(n)) for a, n in ny.art_antal().items()]
        raekker.append((_("I alt"), "", str(len(ny.begreb_list))))
        begreber._print_tabel(console, "Kataloget er nyt", ["Art", "Skriv", "Antal"], raekker)
    elif not forslag.forskel:
        console.print(_("Ingen forskelle fra {foer}.", foer=forslag.foer.id))
    else:
        begreber.print_forskel(console, forslag.forskel, forslag.foer, ny)
    for note in forslag.noter:
        console.print(_("Bemærk: {note}", note=note), soft_wrap=True)


def _som_json(forslag: Any, *, gemt: bool) -> dict[str, Any]:
    ny = forslag.ny
    return {
        "katalog": ny.id,
        "navn": ny.navn,
        "gaelder_fra": ny.gaelder_fra.isoformat() if ny.gaelder_fra else None,
        "gaelder_til": ny.gaelder_til.isoformat() if ny.gaelder_til else None,
        "antal": len(ny.begreb_list),
        "art": ny.art_antal(),
        "forskel": asdict(forslag.forskel) if forslag.forskel else None,
        "noter": forslag.noter,
        "gemt": gemt,
    }


def fjern(
    katalog: Annotated[str, typer.Argument(metavar="VERSION", help="Fx ffb/4.00; kun en importeret.")],
) -> None:
    """Fjern en importeret version igen; de leverede versioner bliver."""
    from ffb.begreber.indfoer import remove_version

    _check_mappe()
    bg.load_katalog(katalog)
    if not remove_version(katalog, bg.begreber_mappe()):
        raise BrugsFejl(_("{katalog} er leveret med programmet og kan ikke fjernes.", katalog=katalog))
    typer.echo(_("{katalog} er fjernet.", katalog=katalog))
