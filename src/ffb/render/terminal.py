"""The report in a terminal: verdict, leverancer, Tabel 1, Tabel 2, and where the lists are.

Opinion taken: no row about a citizen is ever printed, so nothing personal ends in a scrollback or a log.
Where the window is narrow, our columns of Tabel 1 get a table of their own under DST's. Piped output is
plain text. Values are printed as text, never as markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from ffb.rapport.resultat import Kolonne, Rapport, Rapporttabel
from ffb.render import overblik, tekster
from ffb.render.format import antal, celle, er_tal, rens
from ffb.sprog import Dansk, _

FARVE = {"klar": "green", "klar_med_mangler": "yellow"}
STIL = {"fejl": "bold red", "nul": "dim", "tom": "dim", "tekst": "", "kode": "", "tal": ""}
VIST = ("leverancer", "tabel1", "tabel2")
LUFT = 3  # characters between two columns
TEKSTBREDDE = 18  # characters a text column asks for; longer text wraps


def print_rapport(rapport: Rapport, console: Console, *, filer: Sequence[Path] = ()) -> None:
    """Print the report's conclusion and main tables; `filer` are the files written."""
    print_tekst(console, Text(overblik.titel(rapport), style="bold"))
    for linje in overblik.forbehold(rapport):
        print_tekst(console, Text(linje, style="bold red" if linje == _(tekster.DEMO) else "dim"))
    print_baand(overblik.konklusion(rapport), console)
    for navn in VIST:
        _tabel(rapport, rapport.tabeller[navn], console)
    _lister(rapport, console, filer)


OVERSIGT: tuple[Dansk, ...] = (
    "Kommune",
    "FFB-ydelser",
    "med fejl",
    "Borgere",
    "med mangler",
    "Konklusion",
)
TEKSTKOLONNER = frozenset({"Kommune", "Konklusion"})


def print_oversigt(rapporter: Sequence[Rapport], console: Console) -> None:
    """Several kommuner at once: one line each; the tables stand in each kommune's files."""
    tabel = Table(box=box.SIMPLE_HEAD, header_style="bold", show_edge=False, pad_edge=False)
    for titel in OVERSIGT:
        tal = titel not in TEKSTKOLONNER
        tabel.add_column(_(titel), justify="right" if tal else "left", no_wrap=tal)
    for rapport in rapporter:
        tabel.add_row(*(Text(t) for t in _linje(rapport)))
    print_tekst(console, Text(_("\n{antal} kommuner", antal=len(rapporter)), style="bold"))
    print_tekst(console, tabel)


def _linje(rapport: Rapport) -> tuple[str, ...]:
    _, ikon, ord_, _, _ = overblik.konklusion(rapport)
    navn = (
        f"{rapport.kommune_navn} ({rapport.kommune_kode})" if rapport.kommune_kode else rapport.kommune_navn
    )
    tal = (rapport.i_alt["antal"], rapport.med_fejl, rapport.tal["borgere"], rapport.mangler)
    return (rens(navn), *(antal(t) for t in tal), f"{ikon} {ord_}")


def print_tekst(console: Console, indhold: Text | Table | Panel | Padding) -> None:
    """Print as it is: never markup, highlight or emoji."""
    console.print(indhold, markup=False, highlight=False, emoji=False)


def print_baand(konklusion: tuple[str, str, str, str, str], console: Console) -> None:
    """The verdict: (code, icon, words, sentence, what happens next)."""
    kode, ikon, ord_, saetning, naeste = konklusion
    farve = FARVE.get(kode, "white")
    tekst = Text.assemble((f"{ikon} {ord_}", f"bold {farve}"), "\n", saetning)
    if naeste:
        tekst.append("\n" + _("Det sker nu:") + " ", style="bold")
        tekst.append(naeste)
    print_tekst(console, Text())
    if console.is_terminal:
        print_tekst(console, Panel(tekst, border_style=farve, box=box.HEAVY, padding=(0, 2)))
    else:
        print_tekst(console, tekst)


def _tabel(rapport: Rapport, tabel: Rapporttabel, console: Console) -> None:
    print_tabel(tabel, console)
    for ord_, noegle, vaerdi in overblik.figurer(rapport, tabel.navn):
        print_tekst(console, Text(f"{ord_}: {overblik.figur_tekst(noegle, vaerdi)}"))


def print_tabel(tabel: Rapporttabel, console: Console) -> None:
    """Title, answer and rows of one table."""
    print_tekst(console, Text(f"\n{rens(tabel.titel)}", style="bold"))
    if tabel.svar:
        print_tekst(console, Text(rens(tabel.svar)))
    if not tabel.raekker:
        print_tekst(console, Text(_(tekster.TOM_TABEL), style="dim"))
    else:
        for nr, kolonner in enumerate(_portioner(tabel, console.width)):
            if nr:
                print_tekst(console, Text())
            print_tekst(console, _rich_tabel(tabel, kolonner))
    if any(k.vores for k in overblik.kolonner(tabel)):
        note = _(tekster.VORES_TABEL) if overblik.helt_vores(tabel) else _(tekster.VORES)
        print_tekst(console, Text(note, style="dim"))


def _portioner(tabel: Rapporttabel, bredde: int) -> list[list[Kolonne]]:
    """All columns in one table where they fit; else DST's first, ours below, each with the row names."""
    foerste, *resten = overblik.kolonner(tabel)
    plads = bredde - _plads(tabel, foerste)
    dele: list[list[Kolonne]] = [[]]
    if _brugt(tabel, resten) <= plads:
        return [[foerste, *resten]]
    for k in sorted(resten, key=lambda k: k.vores):
        skift = bool(dele[-1]) and k.vores and not dele[-1][-1].vores
        if skift or (dele[-1] and _brugt(tabel, [*dele[-1], k]) > plads):
            dele.append([])
        dele[-1].append(k)
    return [[foerste, *d] for d in dele]


def _brugt(tabel: Rapporttabel, kolonner: list[Kolonne]) -> int:
    return sum(_plads(tabel, k) for k in kolonner)


def _plads(tabel: Rapporttabel, kolonne: Kolonne) -> int:
    """Characters a column needs, gap included: its numbers whole, its heading's words too, text up to 18."""
    ord_ = max((len(o) for o in overblik.kolonnetitel(tabel, kolonne).split()), default=0)
    laengst = max((len(celle(kolonne, r[kolonne.navn]).tekst) for r in tabel.raekker), default=0)
    return LUFT + (max(ord_, laengst) if er_tal(kolonne) else min(max(ord_, laengst), TEKSTBREDDE))


def _rich_tabel(tabel: Rapporttabel, kolonner: list[Kolonne]) -> Table:
    ud = Table(box=box.SIMPLE_HEAD, header_style="bold", show_edge=False, pad_edge=False)
    for k in kolonner:
        titel = Text(rens(overblik.kolonnetitel(tabel, k)), style="italic" if k.vores else "")
        if er_tal(k):  # a number is never broken over two lines
            ud.add_column(titel, justify="right", width=_plads(tabel, k) - LUFT)
        else:
            ud.add_column(titel, overflow="fold")
    sidste = len(tabel.raekker) - 1 if tabel.total else -1
    for nr, raekke in enumerate(tabel.raekker):
        if nr == sidste:
            ud.add_section()
        celler = [celle(k, raekke[k.navn]) for k in kolonner]
        ud.add_row(*(Text(c.tekst, style=STIL[c.art]) for c in celler), style="bold" if nr == sidste else "")
    return ud


def _lister(rapport: Rapport, console: Console, filer: Sequence[Path]) -> None:
    """How long the work lists are, and in which of the files they stand; never a row of them."""
    xlsx = next((f for f in filer if f.suffix == ".xlsx"), None)
    print_tekst(console, Text("\n" + _("Arbejdslister"), style="bold"))
    for navn, titel, laengde in overblik.listetal(rapport):
        csv = next((f for f in filer if f.name == f"{navn}.csv"), None)
        sted = _(" – se {fil}, ark {ark}", fil=xlsx, ark=navn) if xlsx else ""
        sted = sted or (_(" – se {fil}", fil=csv) if csv else "")
        print_tekst(console, Text(f"{titel}: {laengde}{sted}"))
    if filer:
        print_tekst(console, Text("\n" + _("Skrevet"), style="bold"))
    for fil in dict.fromkeys(f.parent if f.suffix == ".csv" else f for f in filer):
        print_tekst(console, Text(f"  {fil}"))
