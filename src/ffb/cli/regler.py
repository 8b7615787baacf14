"""`ffb regler`: every rule of the check, and the page of one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ffb.cli import valg
from ffb.errors import BrugsFejl
from ffb.sprog import Dansk, _, antal_ord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ffb.rules.hoved import Regel

BREDDE = {"id": 22, "alvor": 11, "ejer": 17, "emne": 14}
ORD: tuple[Dansk, ...] = ("blokerende", "fejl", "advarsel", "oplysning", "sagsbehandler", "udfoerer", "dst",
    "faglig_ansvarlig", "it_leverandoer")  # fmt: skip
"""The words of the list in Danish: those `--alvor` and `--ejer` take."""
HOVED: tuple[Dansk, ...] = ("id", "alvor", "ejer", "emne", "titel")


def regler(
    id_: Annotated[str | None, typer.Argument(metavar="[ID]", help="Reglens id: vis dens side.")] = None,
    emne: Annotated[str | None, typer.Option(help="Kun regler om dette emne.")] = None,
    ejer: Annotated[str | None, typer.Option(help="Kun regler, som denne ejer retter.")] = None,
    alvor: Annotated[str | None, typer.Option(help="blokerende, fejl, advarsel eller oplysning.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Skriv som JSON.")] = False,
    normer: Annotated[Path | None, typer.Option(help="TOML med jeres egne normer: vis dem på siden.")] = None,
    leverandoer: valg.Leverandoer = None,
) -> None:
    """Vis reglerne, eller én regels side: hvorfor, kilde, hvem der retter, eksempler og SQL."""
    from ffb.rules.hoved import load_regler

    egne = valg.load_normer(normer)
    if id_:
        _vis_en(_med_normer(_find(id_), egne), leverandoer, som_json=json)
        return
    valgte = list(load_regler())
    for navn, vaerdi in (("emne", emne), ("ejer", ejer), ("alvor", alvor)):
        valgte = _udvaelg(valgte, navn, vaerdi)
    if json:
        typer.echo(_json([_som_dict(r) for r in valgte]))
    else:
        _vis_alle(valgte)


def _find(id_: str) -> Regel:
    from difflib import get_close_matches

    from ffb.rules.hoved import find_regel, load_regler

    regel = find_regel(id_)
    if regel is None:
        naer = get_close_matches(id_.upper(), [r.id for r in load_regler()], n=3, cutoff=0.5)
        ledetraad = _(" Mente du {id}?", id=_(" eller ").join(naer)) if naer else ""
        raise BrugsFejl(
            _("Der er ingen regel med det id.{mente} Se dem alle med ffb regler.", mente=ledetraad)
        )
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
        raise BrugsFejl(_("--{navn}: vælg mellem {findes}.", navn=navn, findes=", ".join(findes)))
    return [r for r in regler if getattr(r, navn) == vaerdi]


def _vis_alle(regler: Sequence[Regel]) -> None:
    """One line per rule; the title last, so nothing is cut off."""
    typer.echo(_linje([_(navn) for navn in HOVED]))
    for r in regler:
        typer.echo(_linje((r.id, _(r.alvor), _(r.ejer), r.emne, r.tekst().titel)))
    typer.echo(f"\n{antal_ord(len(regler), 'regel', 'regler')}. ffb regler ID")


def _linje(felter: Sequence[str]) -> str:
    *faste, titel = felter
    return "".join(f"{felt:<{bredde}} " for felt, bredde in zip(faste, BREDDE.values(), strict=True)) + titel


def _vis_en(regel: Regel, leverandoer: Path | None, *, som_json: bool) -> None:
    from ffb.rules.leverandoer import read_leverandoertekster
    from ffb.rules.side import find_eksempler, write_side

    tekster = read_leverandoertekster(leverandoer).for_regel(regel.id)
    if som_json:
        typer.echo(_json(_som_dict(regel) | {"sql": regel.sql, "leverandoer": tekster}))
        return
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console(highlight=False, emoji=False)
    side = write_side(regel, find_eksempler(regel.id), tekster)
    if console.is_terminal:
        console.print(Markdown(side))
    else:
        typer.echo(side, nl=False)


def _som_dict(r: Regel) -> dict[str, object]:
    from ffb.rules.datapunkt import find_datapunkter

    tekst = r.tekst()
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
