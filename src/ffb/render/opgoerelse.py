"""An opgørelse (afstemning, indfasning, systemskifte, rettelser, DST's lister) in the terminal and as files.

Opinion taken: the same parts as the report (`xlsx`, `html`, `pdf`, `terminal`), so figures and looks agree.
The screen, the page and the PDF never show a row about a citizen: lists stand in XLSX, CSV and JSON (mode
600), and their lengths are told. A page for someone without access (rettelser) has no such tables.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from ffb.rapport.resultat import Opgoerelse, Rapporttabel
from ffb.render import csv, html, overblik, pdf, tekster, terminal, xlsx
from ffb.render.format import en_decimal, fri, parse_tid, rens, som_utc
from ffb.render.fund import write_fil
from ffb.sprog import Dansk, _, antal_ord, sprog

IKON = {"klar": "✓", "klar_med_mangler": "!", "tom": "–"}
UDEN_TID = datetime(2000, 1, 1)  # noqa: DTZ001 - a file must have a time; a reading need not
LISTER: Dansk = "Listerne med borgere står ikke her. De findes i XLSX, CSV og JSON."


def konklusion(o: Opgoerelse) -> tuple[str, str, str, str, str]:
    """(code, icon, words, sentence, what happens next)."""
    kode, ord_, saetning, naeste = o.konklusion
    return kode, IKON.get(kode, "?"), rens(ord_), rens(saetning), rens(naeste)


def kommune(o: Opgoerelse) -> str:
    """`Demokommune 01 (9001)`."""
    return f"{rens(o.kommune_navn)} ({o.kommune_kode})" if o.kommune_kode else rens(o.kommune_navn)


def titel(o: Opgoerelse) -> str:
    return f"{rens(o.titel)} – {kommune(o)}"


def _fakta(o: Opgoerelse) -> list[overblik.Par]:
    return [(_("Kommune"), kommune(o)), *((navn, rens(tekst)) for navn, tekst in o.fakta)]


def _lister(o: Opgoerelse) -> list[overblik.Par]:
    """The lists about citizens: title and length."""
    return [
        (rens(t.titel), antal_ord(len(t.raekker), "række", "rækker"))
        for t in o.tabeller.values()
        if t.persondata
    ]


def _aabne(o: Opgoerelse) -> list[Rapporttabel]:
    return [t for t in o.tabeller.values() if not t.persondata]


def _indstillinger(o: Opgoerelse) -> list[overblik.Par]:
    return [
        (_(tekster.INDSTILLING.get(k, k.replace("_", " ").capitalize())), fri(v))
        for k, v in o.indstillinger.items()
    ]


def _stund(o: Opgoerelse) -> datetime:
    return som_utc(parse_tid(o.dannet_paa) or UDEN_TID)


# -- terminal -------------------------------------------------------------------------------------------


def print_opgoerelse(o: Opgoerelse, console: Console | None = None, *, filer: Sequence[Path] = ()) -> None:
    """Print verdict, facts, the tables that are not about one citizen each, and where the lists are."""
    console = console or Console(highlight=False, emoji=False)
    terminal.print_tekst(console, Text(titel(o), style="bold"))
    if o.demo:
        terminal.print_tekst(console, Text(_(tekster.DEMO), style="bold red"))
    terminal.print_tekst(console, Text(o.forbehold, style="dim"))
    terminal.print_baand(konklusion(o), console)
    for tabel in _aabne(o):
        terminal.print_tabel(tabel, console)
    _print_par(console, _("Lister"), _lister(o))
    _print_noter(console, o.noter)
    if filer:
        terminal.print_tekst(console, Text("\n" + _("Skrevet"), style="bold"))
    for fil in filer:
        terminal.print_tekst(console, Text(f"  {fil}"))


def _print_par(console: Console, overskrift: str, par: list[overblik.Par]) -> None:
    if par:
        terminal.print_tekst(console, Text(f"\n{overskrift}", style="bold"))
    for navn, tekst in par:
        terminal.print_tekst(console, Text(f"{navn}: {tekst}"))


def _print_noter(console: Console, noter: list[str]) -> None:
    if noter:
        terminal.print_tekst(console, Text("\n" + _("Noter"), style="bold"))
    for note in noter:
        terminal.print_tekst(console, Text(f"  {rens(note)}", style="dim"))


# -- JSON and CSV ---------------------------------------------------------------------------------------


def til_json(o: Opgoerelse) -> bytes:
    """The keys of docs/json.md; equal opgørelser give equal bytes."""
    kode, _, ord_, saetning, naeste = konklusion(o)
    ud = {
        "art": o.art,
        "kommune": o.kommune_kode,
        "kommune_navn": o.kommune_navn,
        "demo": o.demo,
        "sikker": o.sikker,
        "konklusion": {"kode": kode, "ord": ord_, "tekst": saetning, "naeste": naeste},
        "forbehold": o.forbehold,
        "tal": o.tal,
        **{
            navn: [{k.navn: r[k.navn] for k in t.kolonner} for r in t.raekker]
            for navn, t in o.tabeller.items()
        },
        "indstillinger": o.indstillinger,
        "noter": o.noter,
    }
    return json.dumps(ud, ensure_ascii=False, indent=2, default=_json_vaerdi).encode() + b"\n"


def _json_vaerdi(vaerdi: Any) -> Any:
    if isinstance(vaerdi, date):
        return vaerdi.isoformat()
    if isinstance(vaerdi, Decimal):
        return float(en_decimal(vaerdi))
    raise TypeError(f"{type(vaerdi).__name__} har ingen plads i JSON")


def write_csv(o: Opgoerelse, mappe: Path) -> list[Path]:
    """One CSV per table in `mappe`."""
    stier = []
    for navn, tabel in o.tabeller.items():
        sti = mappe / f"{navn}.csv"
        data = csv.til_csv(tabel)
        write_fil(sti, lambda kladde, data=data: _bytes(kladde, data))  # type: ignore[misc]
        stier.append(sti)
    return stier


def _bytes(sti: Path, data: bytes) -> None:
    sti.write_bytes(data)


# -- XLSX -----------------------------------------------------------------------------------------------


def write_xlsx(o: Opgoerelse, sti: Path, raekker_pr_ark: int = xlsx.RAEKKER_PR_ARK) -> None:
    """Overblik, then a sheet per table."""
    egenskaber = {"title": titel(o), "comments": o.forbehold, "created": _stund(o).replace(tzinfo=None)}
    with xlsx.open_bog(sti, egenskaber) as bog:
        b = xlsx.Bog(bog, {})
        _overblik(b, o)
        for navn, tabel in o.tabeller.items():
            for arknavn, del_ in xlsx.split_ark(navn, tabel, raekker_pr_ark):
                _ark(b, o, arknavn, del_)


def _overblik(b: xlsx.Bog, o: Opgoerelse) -> None:
    ark = b.bog.add_worksheet("Overblik")
    xlsx.prepare_papir(ark, titel(o), o.forbehold, None, demo=o.demo)
    ark.hide_gridlines(2)
    for i, bredde in enumerate(xlsx.OVERBLIK_BREDDER):
        ark.set_column(i, i, bredde)
    ark.set_row(0, 28)
    ark.write_string(0, 0, titel(o), b.format(bold=True, font_size=18))
    nr = 1
    for linje in _forbehold(o):
        stil = (
            {"bold": True, "font_color": xlsx.ROED} if linje == _(tekster.DEMO) else {"font_color": xlsx.GRAA}
        )
        ark.write_string(nr, 0, linje, b.format(**stil))
        nr += 1
    nr = xlsx.write_baand(b, ark, konklusion(o), nr + 1)
    nr = xlsx.write_afsnit(b, ark, nr, "Opgørelsen", _fakta(o))
    ark_par = [
        (n[:31], f"{rens(t.titel)} – {antal_ord(len(t.raekker), 'række', 'rækker')}")
        for n, t in o.tabeller.items()
    ]
    nr = xlsx.write_afsnit(b, ark, nr, "Ark", ark_par)
    nr = xlsx.write_afsnit(b, ark, nr, "Indstillinger", _indstillinger(o))
    noter = [(_("Note {nr}", nr=i), rens(n)) for i, n in enumerate(o.noter, start=1)]
    xlsx.write_afsnit(b, ark, nr, "Noter", noter)


def _forbehold(o: Opgoerelse) -> list[str]:
    foran = [_(tekster.DEMO)] if o.demo else []
    return [*foran, o.forbehold, *([_(tekster.SIKKER)] if o.sikker else [])]


def _ark(b: xlsx.Bog, o: Opgoerelse, navn: str, tabel: Rapporttabel) -> None:
    ark = b.bog.add_worksheet(navn)
    hoved = 4
    xlsx.prepare_papir(ark, titel(o), o.forbehold, hoved, demo=o.demo)
    ark.set_row(0, 22)
    ark.write_string(0, 0, xlsx.cut_tekst(rens(tabel.titel)), b.format(bold=True, font_size=14))
    foran = f"{_(tekster.DEMO)} · " if o.demo else ""
    farve = xlsx.ROED if o.demo else xlsx.GRAA
    ark.write_string(1, 0, xlsx.cut_tekst(f"{foran}{kommune(o)} · {o.forbehold}"), b.format(font_color=farve))
    ark.write_string(2, 0, xlsx.cut_tekst(rens(tabel.svar)), b.format(bold=True))
    kolonner = overblik.kolonner(tabel)
    titler = [overblik.kolonnetitel(tabel, k) + (" (%)" if k.type == "andel" else "") for k in kolonner]
    bredder = [xlsx.find_bredde(k, t, tabel) for k, t in zip(kolonner, titler, strict=True)]
    ark.set_row(hoved, 32)
    xlsx.write_tabel(b, ark, tabel, xlsx.Plan(kolonner, titler, bredder, hoved), overblik.noter(tabel))


# -- page and PDF ---------------------------------------------------------------------------------------


def til_html(o: Opgoerelse) -> bytes:
    """One self-contained page, without the lists about citizens."""
    tabeller = _aabne(o)
    lister = html.par_html(_("Lister"), "lister", _lister(o)).removesuffix("</section>")
    dele = [
        html.hoved_html(titel(o)),
        '<a class="spring" href="#indhold">' + _("Spring til indhold") + "</a>",
        html.top_html(titel(o), o.forbehold, demo=o.demo, sikker=o.sikker),
        html.menu_html(tabeller),
        '<main id="indhold" tabindex="-1">',
        html.baand_html(konklusion(o)),
        html.par_html(_("Opgørelsen"), "opgoerelsen", _fakta(o)),
        *(_afsnit(t) for t in tabeller),
        f'{lister}<p class="note">{escape(_(LISTER))}</p></section>' if lister else "",
        html.par_html(_("Indstillinger"), "indstillinger", _indstillinger(o)),
        html.noter_html(o.noter),
        "</main>",
        f"<footer><p>{'. '.join(map(escape, _forbehold(o)))}.</p></footer>",
        "</body></html>",
    ]
    return ("\n".join(d for d in dele if d) + "\n").encode()


def _afsnit(tabel: Rapporttabel) -> str:
    navn = escape(tabel.navn)
    svar = f'<p class="svar">{escape(rens(tabel.svar))}</p>' if tabel.svar else ""
    hoved = f'<section aria-labelledby="{navn}"><h2 id="{navn}">{escape(rens(tabel.titel))}</h2>{svar}'
    return f"{hoved}{html.tabel_html(tabel)}{html.taelles_html(tabel)}</section>"


def til_pdf(o: Opgoerelse) -> bytes:
    """The PDF, without the lists about citizens; tables of many columns on landscape pages."""
    kode, ikon, ord_, saetning, naeste = konklusion(o)
    tabeller = []
    for tabel in (t for t in _aabne(o) if t.navn not in KUN_ANDRE_STEDER):
        data = pdf.tabel_data(tabel, [])
        tabeller.append(data | {"liggende": len(overblik.kolonner(tabel)) > STAAENDE})
    data = {
        "titel": titel(o),
        "kort": o.art,
        "kommune": kommune(o),
        "demo": _(tekster.DEMO) if o.demo else None,
        "sikker": _(tekster.SIKKER) if o.sikker else None,
        "forbehold": o.forbehold,
        "konklusion": {"kode": kode, "ikon": ikon, "ord": ord_, "tekst": saetning, "naeste": naeste},
        "fakta": _fakta(o),
        "tabeller": tabeller,
        "lister": _lister(o),
        "lister_titel": _("Lister"),
        "lister_note": _(LISTER),
        "indstillinger": _indstillinger(o),
        "noter": [rens(n) for n in (*o.noter, *_uden_paa_papir(o))],
        "sprog": sprog(),
        "ord": {noegle: _(tekst) for noegle, tekst in pdf.ORD.items()},
    }
    return pdf.compile_pdf(data, _stund(o))


def _uden_paa_papir(o: Opgoerelse) -> list[str]:
    """Which long tables the PDF leaves to the other files."""
    return [
        _(
            "{tabel}: {antal} står i HTML, XLSX og JSON.",
            tabel=t.titel,
            antal=antal_ord(len(t.raekker), "række", "rækker"),
        )
        for t in _aabne(o)
        if t.navn in KUN_ANDRE_STEDER and t.raekker
    ]


KUN_ANDRE_STEDER = frozenset({"fortsat"})
STAAENDE = 9  # columns an upright A4 page has room for

SKRIVERE: dict[str, Callable[[Opgoerelse, Path], None]] = {
    "json": lambda o, sti: _bytes(sti, til_json(o)),
    "xlsx": write_xlsx,
    "html": lambda o, sti: _bytes(sti, til_html(o)),
    "pdf": lambda o, sti: _bytes(sti, til_pdf(o)),
}


def write_opgoerelse(o: Opgoerelse, stier: dict[str, Path | None]) -> list[Path]:
    """Write the files asked for: `json`, `xlsx`, `html`, `pdf` a file each, `csv` a folder; mode 600.

    Raises:
        FfbError: a file cannot be written.
    """
    skrevet: list[Path] = []
    for format_, sti in stier.items():
        if sti is None:
            continue
        if format_ == "csv":
            skrevet += write_csv(o, sti)
            continue
        write = SKRIVERE[format_]
        write_fil(sti, lambda kladde, write=write: write(o, kladde))  # type: ignore[misc]
        skrevet.append(sti)
    return skrevet
