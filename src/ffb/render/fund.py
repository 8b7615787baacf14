"""A check in the terminal and as files: conclusion first, then by rule, by owner, and what was not checked.

Opinion taken: the terminal shows kinds, counts and places, never a value, a message filled with values or a
citizen; those stand in the files the user asks for (mode 600). Source: 4-regler, The report of a check.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ffb.errors import FfbError
from ffb.model.fund import ALVOR, EJERE, Alvor
from ffb.render import csv, fund_json, fund_tabel, fund_virkning, fund_xlsx, tekster
from ffb.render.format import antal, rens
from ffb.render.fund_ord import konklusion_ord
from ffb.render.tekster import ALVOR as ALVORSORD
from ffb.rules.arbejdsliste import daek, vis_sted
from ffb.rules.koer import Regelsvar
from ffb.rules.tjek import Fald, Tjek
from ffb.sprog import _, antal_ord

FARVE = {"klar": "green", "klar_med_mangler": "yellow", "kan_ikke_modtages": "red"}
STIL: dict[Alvor, str] = {"blokerende": "bold red", "fejl": "red", "advarsel": "yellow", "oplysning": "dim"}


def print_tjek(tjek: Tjek, console: Console | None = None) -> None:
    """Print verdict, what happens next, counts, rules with findings, owners, and what was not checked."""
    console = console or Console(highlight=False, emoji=False)
    ikon, ord_, naeste = konklusion_ord(tjek)
    if tjek.demo:
        _print(console, Text(_(tekster.DEMO), style="bold red"))
    _print(console, Text(f"{ikon} {ord_}", style=f"bold {FARVE[tjek.konklusion]}"))
    _print(console, Text.assemble((_("Det sker nu:") + " ", "bold"), naeste))
    for linje in _tal(tjek):
        _print(console, Text(linje))
    if tjek.fund:
        _pr_regel(tjek, console)
        _pr_ejer(tjek, console)
    _virkning(tjek, console)
    if tjek.normer:
        _print(console, Text("\n" + _("Jeres egne normer"), style="bold"))
        for s in (s for s in tjek.svar if s.regel.id in tjek.normer):
            _print(console, Text(f"  {s.regel.id}: {fund_tabel.vis_normer(s.regel)}"))
    _print(console, Text("\n" + _("Ikke tjekket"), style="bold"))
    for tekst in tjek.ikke_tjekket:
        _print(console, Text(f"  {rens(tekst)}", style="dim"))


def _print(console: Console, indhold: Text | Table) -> None:
    console.print(indhold, markup=False, highlight=False, emoji=False)


def _tal(tjek: Tjek) -> list[str]:
    linjer = [
        f"{antal_ord(tjek.leverancer, 'leverance', 'leverancer')} · "
        f"{antal_ord(tjek.raekker, 'række', 'rækker')} · {antal_ord(tjek.borgere, 'borger', 'borgere')}, "
        + _(
            "heraf {uden_fejl} uden fejl og {uden_fund} uden fund",
            uden_fejl=antal(tjek.borgere_uden_fejl),
            uden_fund=antal(tjek.borgere_uden_fund),
        ),
        fund_tabel.regeltal(tjek),
    ]
    if (s := tjek.siden) is not None:
        igen = _(", heraf {antal} genopstået", antal=antal(s.genopstaaet)) if s.genopstaaet else ""
        uafklaret = _(" · {antal} kunne ikke tjekkes igen", antal=antal(s.uafklaret)) if s.uafklaret else ""
        tal = _(
            "Siden sidst: +{nye} nye{igen}, −{loest} løst, ={fortsat} fortsat",
            nye=antal(s.nye + s.genopstaaet),
            igen=igen,
            loest=antal(s.loest),
            fortsat=antal(s.fortsat),
        )
        linjer.append(f"{tal}{uafklaret}")
        linjer += [_fald(f) for f in s.fald]
    return linjer


def _fald(f: Fald) -> str:
    hvor = _(" i {system}", system=rens(daek(f.system) or "")) if f.system else ""
    return _(
        "Brat fald: {tabel}{hvor} gik fra {foer} til {nu}. Undersøg udtrækket, før tallene godkendes.",
        tabel=f.tabel,
        hvor=hvor,
        foer=antal(f.foer),
        nu=antal_ord(f.nu, "række", "rækker"),
    )


def _pr_regel(tjek: Tjek, console: Console) -> None:
    """Each rule with findings, gravest first, most first: how many, what, what to do, where the first is."""
    steder: dict[str, str] = {}
    saadan: dict[str, set[str]] = {}
    for f in tjek.fund:
        steder.setdefault(f.regel, vis_sted(f))
        if f.saadan:
            saadan.setdefault(f.regel, set()).add(f.saadan)
    for s in sorted((s for s in tjek.svar if s.antal), key=_graverst):
        _print(console, Text())
        tekst = s.regel.tekst()
        titel = (f"{antal(s.antal)} × {tekst.titel}", "bold")
        _print(console, Text.assemble((f"{_(ALVORSORD[s.regel.alvor])} ", STIL[s.regel.alvor]), titel))
        _print(console, Text(f"  {_uden_vaerdier(s)}"))
        for tekst_i_systemet in sorted(saadan.get(s.regel.id, ())):
            _print(console, Text("  " + _("Sådan: {tekst}", tekst=rens(tekst_i_systemet)), style="cyan"))
        sted = (
            _("Første sted: {sted}", sted=rens(steder[s.regel.id]))
            if s.regel.id in steder
            else _("Foldet under grovere fund")
        )
        console.print(Text(f"  {sted}  ({s.regel.id})", style="dim"), soft_wrap=True, highlight=False)


def _graverst(s: Regelsvar) -> tuple[int, int, str]:
    return ALVOR.index(s.regel.alvor), -s.antal, s.regel.id


def _uden_vaerdier(s: Regelsvar) -> str:
    """What is wrong with all of them and what to do; a text that would name a row's values is left out."""
    tekst = s.regel.tekst()
    flertal = tekst.besked_flertal.replace("{antal}", antal(s.antal)) if s.antal > 1 else tekst.besked
    return " ".join(t for t in (flertal, tekst.goer) if "{" not in t) or _(
        "Se ffb regler {id}.", id=s.regel.id
    )


def _pr_ejer(tjek: Tjek, console: Console) -> None:
    """Findings on the work list, by who mends them."""
    alvorer = [a for a in ALVOR if any(f.alvor == a for f in tjek.fund)]
    tabel = Table(box=box.SIMPLE_HEAD, header_style="bold", show_edge=False, pad_edge=False)
    tabel.add_column(_("Hvem retter"))
    for alvor in alvorer:
        tabel.add_column(_(ALVORSORD[alvor]).capitalize(), justify="right")
    for ejer in EJERE:
        tal = [sum(f.ejer == ejer and f.alvor == a for f in tjek.fund) for a in alvorer]
        if any(tal):
            tabel.add_row(_(fund_tabel.EJER[ejer]), *(antal(n) for n in tal))
    _print(console, Text())
    _print(console, tabel)


def _virkning(tjek: Tjek, console: Console) -> None:
    """What mending is worth: the groups that move most."""
    linjer = fund_virkning.vis_virkning(tjek.virkning)
    if not linjer:
        return
    _print(console, Text("\n" + _("Hvad det flytter at rette"), style="bold"))
    for linje in linjer:
        _print(console, Text(f"  {linje}"))
    _print(console, Text(f"  {_(fund_virkning.FORBEHOLD)}", style="dim"))


# -- files ----------------------------------------------------------------------------------------------


def write_json(tjek: Tjek, sti: Path) -> None:
    """Write the check as JSON."""
    write_fil(sti, lambda kladde: _bytes(kladde, fund_json.til_json(tjek)))


def write_csv(tjek: Tjek, cpr: dict[str, str], sti: Path) -> None:
    """Write the work list as CSV, one row per finding."""
    write_fil(sti, lambda kladde: _bytes(kladde, csv.til_csv(fund_tabel.build_liste(tjek, cpr))))


def write_xlsx(tjek: Tjek, cpr: dict[str, str], sti: Path) -> None:
    """Write the check as a workbook."""
    write_fil(sti, lambda kladde: fund_xlsx.write(tjek, cpr, kladde))


def _bytes(sti: Path, data: bytes) -> None:
    sti.write_bytes(data)


def write_fil(sti: Path, write: Callable[[Path], None]) -> None:
    """Write beside the target and move in place when whole; mode 600, for findings hold values of rows.

    Raises:
        FfbError: the file cannot be written.
    """
    try:
        sti.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".ffb-", dir=sti.parent) as arbejde:
            kladde = Path(arbejde) / sti.name
            write(kladde)
            kladde.chmod(0o600)
            kladde.replace(sti)
    except OSError as fejl:
        raise FfbError(
            _(
                "{navn}: kan ikke skrives ({hvorfor}). Luk filen, hvis den er åben i et andet program,"
                " eller vælg en anden mappe.",
                navn=sti.name,
                hvorfor=fejl.strerror,
            )
        ) from None
