"""`ffb regler`: every rule of the check, and the page of one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ffb.cli import valg
from ffb.errors import BrugsFejl

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ffb.rules.hoved import Regel

BREDDE = {"id": 22, "alvor": 11, "ejer": 17, "emne": 14}


def regler(
    id_: Annotated[str | None, typer.Argument(metavar="[ID]", help="Reglens id: vis dens side.")] = None,
    emne: Annotated[str | None, typer.Option(help="Kun regler om dette emne.")] = None,
    ejer: Annotated[str | None, typer.Option(help="Kun regler, som denne ejer retter.")] = None,
    alvor: Annotated[str | None, typer.Option(help="blokerende, fejl, advarsel eller oplysning.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Skriv som JSON.")] = False,
    normer: Annotated[Path | None, typer.Option(help="TOML med jeres egne normer: vis dem på siden.")] = None,
    lang: Annotated[str, typer.Option(help="da eller en.")] = "da",
    leverandoer: valg.Leverandoer = None,
) -> None:
    """Vis reglerne, eller én regels side: hvorfor, kilde, hvem der retter, eksempler og SQL."""
    from ffb.rules.hoved import load_regler

    sprog = _parse_sprog(lang)
    egne = valg.load_normer(normer)
    if id_:
        _vis_en(_med_normer(_find(id_), egne), sprog, leverandoer, som_json=json)
        return
    valgte = list(load_regler())
    for navn, vaerdi in (("emne", emne), ("ejer", ejer), ("alvor", alvor)):
        valgte = _udvaelg(valgte, navn, vaerdi)
    if json:
        typer.echo(_json([_som_dict(r, sprog) for r in valgte]))
    else:
        _vis_alle(valgte, sprog)


def _parse_sprog(lang: str) -> Literal["da", "en"]:
    if lang == "da" or lang == "en":
        return lang  # type: ignore[return-value]
    raise BrugsFejl("--lang: skriv da eller en.")


def _find(id_: str) -> Regel:
    from difflib import get_close_matches

    from ffb.rules.hoved import find_regel, load_regler

    regel = find_regel(id_)
    if regel is None:
        naer = get_close_matches(id_.upper(), [r.id for r in load_regler()], n=3, cutoff=0.5)
        ledetraad = f" Mente du {' eller '.join(naer)}?" if naer else ""
        raise BrugsFejl(f"Der er ingen regel med det id.{ledetraad} Se dem alle med ffb regler.")
    return regel


def _med_normer(regel: Regel, egne: dict[str, dict[str, int]]) -> Regel:
    from ffb.rules.normer import apply_normer

    return apply_normer([regel], egne)[0]


def _udvaelg(regler: list[Regel], navn: str, vaerdi: str | None) -> list[Regel]:
    """Those whose `navn` is `vaerdi`; a value no rule has is a wrong call, not an empty list."""
    from ffb.rules.hoved import load_regler

    if vaerdi is None:
        return regler
    findes = sorted({str(getattr(r, navn)) for r in load_regler()})
    if vaerdi not in findes:
        raise BrugsFejl(f"--{navn}: vælg mellem {', '.join(findes)}.")
    return [r for r in regler if getattr(r, navn) == vaerdi]


def _vis_alle(regler: Sequence[Regel], sprog: Literal["da", "en"]) -> None:
    """One line per rule; the title last, so nothing is cut off."""
    antal = {"da": "regel" if len(regler) == 1 else "regler", "en": "rule" if len(regler) == 1 else "rules"}
    hoved = {
        "da": ("id", "alvor", "ejer", "emne", "titel"),
        "en": ("id", "severity", "owner", "subject", "title"),
    }
    typer.echo(_linje(hoved[sprog]))
    for r in regler:
        typer.echo(_linje((r.id, r.alvor, r.ejer, r.emne, r.tekst(sprog).titel)))
    typer.echo(f"\n{len(regler)} {antal[sprog]}. ffb regler ID")


def _linje(felter: Sequence[str]) -> str:
    *faste, titel = felter
    return "".join(f"{felt:<{bredde}} " for felt, bredde in zip(faste, BREDDE.values(), strict=True)) + titel


def _vis_en(regel: Regel, sprog: Literal["da", "en"], leverandoer: Path | None, *, som_json: bool) -> None:
    from ffb.rules.leverandoer import read_leverandoertekster
    from ffb.rules.side import find_eksempler, write_side

    tekster = read_leverandoertekster(leverandoer).for_regel(regel.id)
    if som_json:
        typer.echo(_json(_som_dict(regel, sprog) | {"sql": regel.sql, "leverandoer": tekster}))
        return
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console(highlight=False)
    side = write_side(regel, find_eksempler(regel.id), sprog, tekster)
    if console.is_terminal:
        console.print(Markdown(side))
    else:
        typer.echo(side, nl=False)


def _som_dict(r: Regel, sprog: str) -> dict[str, object]:
    from ffb.rules.datapunkt import find_datapunkter

    tekst = r.tekst(sprog)
    return {
        "id": r.id,
        "titel": tekst.titel,
        "alvor": r.alvor,
        "alvor_streng": r.alvor_streng,
        "ejer": r.ejer,
        "emne": r.emne,
        "fase": r.fase,
        "datapunkt": [d.id for d in find_datapunkter(r)],
        "kilde": r.kilde,
        "hvorfor": r.hvorfor,
        "besked": tekst.besked,
        "besked_flertal": tekst.besked_flertal,
        "goer": tekst.goer,
        "kontrol": r.kontrol,
        "paa": r.paa,
        "kraever": list(r.kraever),
        "gaelder_fra": r.gaelder_fra.isoformat() if r.gaelder_fra else None,
        "gaelder_til": r.gaelder_til.isoformat() if r.gaelder_til else None,
        "norm": r.norm or {},
    }


def _json(indhold: object) -> str:
    import json

    return json.dumps(indhold, ensure_ascii=False, indent=2)
