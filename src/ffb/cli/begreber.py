"""`ffb begreber`: look up, search and compare concepts. Prints tables, or JSON with `--json`.

Errors of the user are raised as `FfbError` and printed by the program's entry; exit 0 is every answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ffb import begreber as bg
from ffb.errors import BrugsFejl
from ffb.sprog import Dansk, _, antal_ord, dato

app = typer.Typer(
    name="begreber",
    help="Slå koder og begreber op, søg, sammenlign versioner, og importér kataloger.",
    no_args_is_help=True,
)

JsonValg = Annotated[bool, typer.Option("--json", help="Skriv svaret som JSON.")]
KatalogValg = Annotated[
    str | None, typer.Option("--katalog", "-k", help="Kun dette katalog, fx ffb eller ffb/2023-05.")
]
PIPE_BREDDE = 130
FILER = (".csv", ".json", ".xml")
VIST = 200
"""So many rows of a difference are printed."""
SMAL = 100
"""Below this many characters the column *Under* is left out, so that terms are not broken in the middle."""
Raekker = Sequence[tuple[str, ...]]


def _console() -> Console:
    """Terms are text, never markup: a name like `Social indsats [Servicelov]` must come out whole."""
    console = Console(highlight=False, markup=False, emoji=False)
    return (
        console
        if console.is_terminal
        else Console(highlight=False, markup=False, emoji=False, width=PIPE_BREDDE)
    )


def _write_json(svar: Any) -> None:
    import json

    typer.echo(json.dumps(svar, ensure_ascii=False, indent=2))


def _print_tabel(console: Console, titel: Dansk, kolonner: list[Dansk], raekker: Raekker) -> None:
    console.print(Text(_(titel), style="bold"), soft_wrap=True)
    if console.width < SMAL and kolonner[-1] == "Under":
        kolonner, raekker = kolonner[:-1], [raekke[:-1] for raekke in raekker]
    tabel = Table(box=box.SIMPLE_HEAD)
    for navn in kolonner:
        tal = navn in ("Antal", "Værdi")
        tabel.add_column(
            _(navn), justify="right" if tal else "left", overflow="fold", no_wrap=navn == "Kode" or tal
        )
    for raekke in raekker:
        tabel.add_row(*(Text(celle) for celle in raekke))
    console.print(tabel)


def _katalog_list(katalog: str | None) -> tuple[bg.Katalog, ...]:
    """All catalogues, all versions of one, or one version. Raises UkendtKatalog."""
    if katalog is None:
        return bg.katalog_list()
    return (bg.load_katalog(katalog),) if "/" in katalog else bg.version_list(katalog)


def _find(kode: str, katalog: str | None) -> tuple[bg.Katalog, bg.Begreb] | None:
    for kandidat in _katalog_list(katalog):
        begreb = kandidat.find(kode)
        if begreb is not None:
            return kandidat, begreb
    return None


def _begreb_json(katalog: bg.Katalog, begreb: bg.Begreb) -> dict[str, Any]:
    sti = [b.term for b in katalog.sti(begreb.kode)]
    overtema = katalog.overtema_kode(begreb.kode)
    return {**asdict(begreb), "overtema_kode": overtema, "sti": sti, "katalog": katalog.id}


def _sti_tekst(katalog: bg.Katalog, kode: str) -> str:
    return " › ".join(b.term for b in katalog.sti(kode)[:-1])


def _periode(katalog: bg.Katalog) -> str:
    fra = (
        _("gælder fra {dag}", dag=dato(katalog.gaelder_fra))
        if katalog.gaelder_fra
        else _("gælder fra begyndelsen")
    )
    return fra + (_(" til {dag}", dag=dato(katalog.gaelder_til)) if katalog.gaelder_til else "")


def _levetid(kode: str) -> str:
    """When it came and went, and what to use instead."""
    liv = bg.find_levetider().get(kode)
    dele = []
    if liv and liv.foerst_i:
        dele.append(_("først med i {version}", version=liv.foerst_i))
    if liv and liv.udgaaet_i:
        dele.append(_("udgået i {version}", version=liv.udgaaet_i))
    if liv and liv.efterfoelger:
        b = liv.efterfoelger
        dele.append(_("brug »{term}« ({kode})", term=b.term, kode=b.kode))
    return ", ".join(dele)


def _vaerdi(begreb: bg.Begreb) -> str:
    return "" if begreb.vaerdi is None else str(begreb.vaerdi)


@app.command()
def vis(
    emne: Annotated[
        str | None, typer.Argument(metavar="[KODE|ART]", help="En kode, eller en art, fx ydelse.")
    ] = None,
    katalog: KatalogValg = None,
    som_json: JsonValg = False,
) -> None:
    """Vis ét begreb ud fra koden, eller alle begreber af en art. Uden emne: katalogerne og deres arter."""
    if emne is None:
        _vis_oversigt(_katalog_list(katalog), som_json)
        return
    fundet = _find(emne, katalog)
    if fundet:
        _vis_begreb(*fundet, som_json)
        return
    art = bg.find_art(emne)
    if art is None:
        raise BrugsFejl(_ukendt_kode(emne))
    _vis_art(_katalog_list(katalog or "ffb")[0], art, som_json)


def _ukendt_kode(emne: str) -> str:
    if bg.is_uuid(emne):
        return _(
            "Koden {emne} findes ikke i de indlæste kataloger. Kontrollér den hos jeres "
            "leverandør; i en leverance bliver rækken bevaret og mærket.",
            emne=bg.normaliser_kode(emne),
        )
    return _(
        '"{emne}" er hverken en kode eller en art. Søg i termerne med: ffb begreber find "{emne}"', emne=emne
    )


def _vis_oversigt(katalog_list: tuple[bg.Katalog, ...], som_json: bool) -> None:
    if som_json:
        felter = ("id", "navn", "system", "kilde", "licens")
        _write_json([{**{f: getattr(k, f) for f in felter}, "art": k.art_antal()} for k in katalog_list])
        return
    for katalog in katalog_list:
        titel = f"{katalog.id}  {katalog.navn}, {_periode(katalog)}"
        raekker = [(_(bg.ART_NAVN.get(art, art)), art, str(n)) for art, n in katalog.art_antal().items()]
        raekker.append((_("I alt"), "", str(len(katalog.begreb_list))))
        _print_tabel(_console(), titel, ["Art", "Skriv", "Antal"], raekker)


def _vis_begreb(katalog: bg.Katalog, begreb: bg.Begreb, som_json: bool) -> None:
    if som_json:
        _write_json(_begreb_json(katalog, begreb))
        return
    felter = [
        (_("Term"), begreb.term),
        (_("Kode"), begreb.kode),
        (_("Art"), _(bg.ART_NAVN.get(begreb.art, begreb.art))),
        (_("Under"), _sti_tekst(katalog, begreb.kode)),
        (_("Værdi"), _vaerdi(begreb)),
        (_("Kort navn"), begreb.kortnavn or ""),
        (_("Lov"), ", ".join(begreb.lov)),
        (_("Definition"), begreb.definition or ""),
        (_("Levetid"), _levetid(begreb.kode)),
        (_("Katalog"), f"{katalog.id}, {_periode(katalog)}"),
    ]
    console = _console()
    for navn, tekst in felter:
        if tekst:
            console.print(Text(f"{navn:<10}", style="bold") + Text(tekst), soft_wrap=True)
    boern = katalog.boern(begreb.kode)
    if boern:
        raekker = [(b.kode, b.term, _(bg.ART_NAVN.get(b.art, b.art))) for b in boern]
        _print_tabel(console, "Herunder", ["Kode", "Term", "Art"], raekker)


def _vis_art(katalog: bg.Katalog, art: str, som_json: bool) -> None:
    begreb_list = katalog.art(art)
    if som_json:
        _write_json([_begreb_json(katalog, b) for b in begreb_list])
        return
    felter: list[tuple[Dansk, Callable[[bg.Begreb], str]]] = [
        ("Værdi", _vaerdi),
        ("Kort navn", lambda b: b.kortnavn or ""),
        ("Lov", lambda b: ", ".join(b.lov)),
        ("Under", lambda b: katalog.sti(b.kode)[-2].term if b.overordnet_kode else ""),
    ]
    ekstra = [(navn, celle) for navn, celle in felter if len({celle(b) for b in begreb_list}) > 1]
    raekker = [(b.kode, b.term, *(celle(b) for _, celle in ekstra)) for b in begreb_list]
    hvad = _(
        "{art}: {antal} i {katalog}", art=_(bg.ART_NAVN[art]), antal=len(begreb_list), katalog=katalog.id
    )
    _print_tabel(_console(), hvad, ["Kode", "Term", *(navn for navn, _ in ekstra)], raekker)


@app.command()
def find(
    tekst: Annotated[str, typer.Argument(metavar="TEKST", help="Et eller flere ord fra termen.")],
    katalog: KatalogValg = "ffb",
    antal: Annotated[int, typer.Option("--antal", min=1, help="Vis højst så mange.")] = 20,
    som_json: JsonValg = False,
) -> None:
    """Søg i termerne. Store bogstaver, ae/æ, oe/ø, aa/å og slåfejl gør ikke noget."""
    fundet: dict[str, tuple[bg.Katalog, bg.Begreb]] = {}
    for kandidat in _katalog_list(katalog):
        for begreb in kandidat.soeg(tekst, len(kandidat.begreb_list)):
            fundet.setdefault(begreb.kode, (kandidat, begreb))
    vist = list(fundet.values())[:antal]
    if som_json:
        _write_json([_begreb_json(*par) for par in vist])
        return
    console = _console()
    if not fundet:
        console.print(
            _(
                'Ingen begreber ligner "{tekst}" i {katalog}. Prøv et kortere ord.',
                tekst=tekst,
                katalog=katalog,
            )
        )
        return
    raekker = [(b.kode, b.term, _(bg.ART_NAVN.get(b.art, b.art)), _sti_tekst(k, b.kode)) for k, b in vist]
    titel = _('Begreber med "{tekst}"', tekst=tekst)
    _print_tabel(console, titel, ["Kode", "Term", "Art", "Under"], raekker)
    if len(vist) < len(fundet):
        console.print(
            _("Viser {vist} af {fundet}. Se flere med --antal {fundet}.", vist=len(vist), fundet=len(fundet))
        )


def _load(sagt: str) -> bg.Katalog:
    """A version's id, or a file (CSV, KL's JSON, OIO Klasse). Raises UkendtKatalog or Laesefejl."""
    sti = Path(sagt)
    if not (sti.is_file() or sti.suffix.lower() in FILER):
        return bg.load_katalog(sagt)
    if sti.suffix.lower() == ".csv":
        return bg.read_katalog_fil(sti)
    from ffb.begreber.indfoer import load_fil
    from ffb.formats.katalog import read_katalogfiler

    return load_fil(read_katalogfiler([sti]), sti)


@app.command()
def diff(
    a: Annotated[str, typer.Argument(metavar="A", help="Den ældre: fx ffb/2023-05, eller en fil.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Den nyere: fx ffb/2023-05, eller en fil.")],
    som_json: JsonValg = False,
) -> None:
    """Vis, hvad der er nyt, udgået, omdøbt og flyttet fra A til B."""
    foer, efter = _load(a), _load(b)
    forskel = bg.find_forskel(foer, efter)
    if som_json:
        _write_json(asdict(forskel))
        return
    console = _console()
    if not forskel:
        antal = len(efter.begreb_list)
        console.print(
            _(
                "Ingen forskelle mellem {foer} og {efter} ({antal} koder).",
                foer=foer.id,
                efter=efter.id,
                antal=antal,
            )
        )
        return
    print_forskel(console, forskel, foer, efter)


def print_forskel(console: Console, forskel: bg.Forskel, foer: bg.Katalog, efter: bg.Katalog) -> None:
    """The differences as tables, each kind under its own heading; kinds without rows are left out."""
    console.print(
        _(
            "Fra {foer} ({antal_foer} koder) til {efter} ({antal_efter}).",
            foer=foer.id,
            antal_foer=len(foer.begreb_list),
            efter=efter.id,
            antal_efter=len(efter.begreb_list),
        )
    )
    for titel, kolonner, raekker in _forskel_tabeller(forskel, foer, efter):
        if raekker:
            _print_tabel(console, f"{_(titel)}: {len(raekker)}", kolonner, raekker[:VIST])
        if len(raekker) > VIST:
            console.print(_("… og {antal} mere (alle med --json).", antal=len(raekker) - VIST))
    if forskel.omdefineret:
        console.print(antal_ord(len(forskel.omdefineret), "definition er ændret.", "definitioner er ændret."))


def _forskel_tabeller(
    forskel: bg.Forskel, foer: bg.Katalog, efter: bg.Katalog
) -> list[tuple[str, list[str], Raekker]]:
    """Title, columns and rows per kind of difference."""
    enkelt: list[Dansk] = ["Kode", "Term", "Under"]
    nye = [(x.kode, x.term, _sti_tekst(efter, x.kode)) for x in forskel.tilfoejet]
    udgaaet = [(x.kode, x.term, _sti_tekst(foer, x.kode)) for x in forskel.udgaaet]
    omdoebt = [(x.kode, x.term, y.term) for x, y in forskel.omdoebt]
    flyttet = [
        (x.kode, y.term, _sti_tekst(foer, x.kode), _sti_tekst(efter, y.kode)) for x, y in forskel.flyttet
    ]
    navne = [(x.term, x.kode, y.kode) for x, y in forskel.navn_flyttet]
    tabeller: list[tuple[Dansk, list[Dansk], Raekker]] = [
        ("Nye koder", enkelt, nye),
        ("Udgåede koder", enkelt, udgaaet),
        ("Omdøbt", ["Kode", "Før", "Nu"], omdoebt),
        ("Flyttet", ["Kode", "Term", "Før under", "Nu under"], flyttet),
        ("Navnet er gået over til en anden kode", ["Term", "Før på kode", "Nu på kode"], navne),
    ]
    return tabeller
