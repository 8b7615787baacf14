"""`ffb tjek`: check deliveries without storing anything, form and every rule; what was not is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ffb.cli import valg
from ffb.errors import BrugsFejl, Exit
from ffb.sprog import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ffb.engine.koersel import Opsaetning
    from ffb.engine.motor import Motor
    from ffb.formats.grundlag import Laesning, Mapning
    from ffb.rules.leverandoer import Leverandoertekster
    from ffb.rules.siden import Tidligere
    from ffb.rules.tjek import Tjek

LEVERANCE_ENDELSER = frozenset({".zip", ".xlsx", ".ndjson", ".csv"})
EXIT = {
    "klar": Exit.KLAR,
    "klar_med_mangler": Exit.KLAR_MED_MANGLER,
    "kan_ikke_modtages": Exit.KAN_IKKE_MODTAGES,
}


def tjek(
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
    pr_dato: Annotated[str | None, typer.Option(help="Dag, som data bedømmes på; ellers nyeste.")] = None,
    json: Annotated[Path | None, typer.Option(help="Skriv fundene som JSON.")] = None,
    csv: Annotated[Path | None, typer.Option(help="Skriv arbejdslisten som CSV.")] = None,
    xlsx: Annotated[
        Path | None, typer.Option(help="Skriv arbejdslisterne som XLSX, et ark pr. ejer.")
    ] = None,
    siden: Annotated[
        Path | None, typer.Option(help="Et tidligere tjek (JSON) eller leverance: hvad er nyt, og løst.")
    ] = None,
    rettet: Annotated[
        Path | None,
        typer.Option(
            help="Med --siden: side til leverandøren uden personoplysninger (.html .pdf .xlsx .json)."
        ),
    ] = None,
    leverandoer: valg.Leverandoer = None,
    streng: valg.Streng = False,
    sikker: Annotated[bool, typer.Option("--sikker", help="Filer uden CPR.")] = False,
    motor: valg.Motornavn = "duckdb",
) -> int:
    """Tjek leverancer uden at gemme noget. Slutter med 0 klar, 1 klar med mangler, 2 kan ikke modtages."""
    from ffb.cli.rapport import build_opsaetning, read

    valg.check_motor(motor)
    periode_fra, periode_til = valg.parse_periode(periode, fra, til, date.today())  # noqa: DTZ011
    kode = valg.parse_kommune(kommune)
    _check_rettet(rettet, siden)
    foer = _read_tidligere(siden)
    tekster = _read_tekster(leverandoer)
    opsaetning = build_opsaetning(
        periode_fra, periode_til, kode, pr_dato, dst_koder, opslag, normer, sikker=sikker
    )
    guide = valg.load_mapning(mapning)
    tilsyn: Literal["streng", "hensigt"] = "streng" if streng else "hensigt"
    if siden is not None and foer is None:
        foer = _tjek_tidligere(read([siden], kode, system, kolonner, tilsyn), guide, opsaetning)
    laesning = read(stier, kode, system, kolonner, tilsyn)
    with valg.open_motor(motor, laesning.tabeller) as regner:
        svar = build_tjek(laesning, guide, opsaetning, foer, regner, tekster=tekster)
    _vis_og_skriv(svar, laesning, json, csv, xlsx)
    if rettet:
        _write_rettet(svar, rettet)
    return EXIT[svar.konklusion]


def _read_tidligere(sti: Path | None) -> Tidligere | None:
    """The earlier check, refused before any work where its key is another; None for a delivery."""
    if sti is None or sti.is_dir() or sti.suffix.lower() in LEVERANCE_ENDELSER:
        return None
    from ffb.rules.siden import check_noegle, read_tidligere

    tidligere = read_tidligere(sti)
    check_noegle(tidligere, _noegle_id())
    return tidligere


def _read_tekster(mappe: Path | None) -> Leverandoertekster:
    from ffb.rules.leverandoer import read_leverandoertekster

    return read_leverandoertekster(mappe)


def _tjek_tidligere(laesning: Laesning, guide: Sequence[Mapning] | None, opsaetning: Opsaetning) -> Tidligere:
    """An earlier delivery checked now, by today's rules and settings."""
    import json

    from ffb.render.fund_json import til_json
    from ffb.rules.siden import parse_tidligere

    return parse_tidligere(json.loads(til_json(build_tjek(laesning, guide, opsaetning))))


def _check_rettet(rettet: Path | None, siden: Path | None) -> None:
    if rettet is None:
        return
    from ffb.render.opgoerelse import SKRIVERE

    if siden is None:
        raise BrugsFejl("--rettet: sig med --siden, hvad der skal sammenlignes med.")
    if rettet.suffix.lower().removeprefix(".") not in SKRIVERE:
        endelser = ", ".join(f".{f}" for f in SKRIVERE)
        raise BrugsFejl(_("--rettet: filen skal ende på {endelser}.", endelser=endelser))


def _write_rettet(svar: Tjek, sti: Path) -> None:
    from ffb.afstem.rettelser import build_rettelser
    from ffb.render.opgoerelse import write_opgoerelse

    write_opgoerelse(build_rettelser(svar), {sti.suffix.lower().removeprefix("."): sti})
    typer.echo(_("Skrevet: {sti}", sti=sti))


def _noegle_id() -> str:
    from ffb.formats.identitet import Identitet, load_noegle

    return Identitet(load_noegle()[0]).noegle_id


def build_tjek(
    laesning: Laesning,
    guide: Sequence[Mapning] | None,
    opsaetning: Opsaetning,
    foer: Tidligere | None = None,
    motor: Motor | None = None,
    tekster: Leverandoertekster | None = None,
) -> Tjek:
    """Check a reading with this machine's key, compared with `foer`, made safe where asked.

    `tekster`: how findings are mended in the vendors' systems.
    """
    from dataclasses import replace

    from ffb.engine.duckdb import DuckDB
    from ffb.rules.arbejdsliste import make_sikker
    from ffb.rules.leverandoer import add_saadan
    from ffb.rules.siden import compare
    from ffb.rules.tjek import run_tjek

    svar = run_tjek(motor or DuckDB(), laesning, opsaetning, guide, noegle_id=_noegle_id())
    if not (svar.leverancer):
        raise BrugsFejl(
            "Filerne indeholder ingen leverance for den kommune. Udelad --kommune, eller vælg en anden."
        )
    if tekster is not None:
        svar = replace(svar, fund=add_saadan(svar.fund, tekster))
    if foer is not None:
        svar = compare(svar, foer)
    return make_sikker(svar) if opsaetning.sikker else svar


def _vis_og_skriv(
    svar: Tjek, laesning: Laesning, json: Path | None, csv: Path | None, xlsx: Path | None
) -> None:
    from ffb.render import fund
    from ffb.rules.arbejdsliste import query_cpr

    fund.print_tjek(svar)
    cpr = query_cpr(laesning.tabeller, svar) if csv or xlsx else {}
    if json:
        fund.write_json(svar, json)
    if csv:
        fund.write_csv(svar, cpr, csv)
    if xlsx:
        fund.write_xlsx(svar, cpr, xlsx)
    for sti in (json, csv, xlsx):
        if sti:
            typer.echo(_("Skrevet: {sti}", sti=sti))
