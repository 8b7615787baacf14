"""The answer of an analysis in the terminal and as files: the same figures in each.

Opinion taken: the conclusion first, then the rows with a bar, then what they rest on. Pictures are in
`diagram`. A file that would show nothing is not written; why is said. Files hold the exact figures of one's
own data: what is shown to others passes the disclosure control first.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from decimal import Decimal
from html import escape
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ffb.analyses import Analyse, Analyseresultat
from ffb.rapport.resultat import Opgoerelse, Rapporttabel
from ffb.render import csv, diagram, html, opgoerelse, terminal
from ffb.render.diagram.billede import daekning_tekst
from ffb.render.format import celle, er_tal, rens
from ffb.render.fund import write_fil
from ffb.sprog import Dansk, _

SOEJLE = 24  # characters the longest bar takes
FORBEHOLD: Dansk = "Beregnet lokalt af jeres egne leverancer – ikke Danmarks Statistiks tal"
BILLEDPOLITIK = f"{html.POLITIK}; img-src data:"  # the pictures are in the page itself


# -- terminal -------------------------------------------------------------------------------------------


def print_liste(analyser: Sequence[Analyse], console: Console) -> None:
    """Every analysis: id, question, and what it can be narrowed to."""
    tabel = Table(box=box.SIMPLE_HEAD, header_style="bold", show_edge=False, pad_edge=False)
    for titel in (_("Id"), _("Spørgsmål"), _("Kan afgrænses på")):
        tabel.add_column(titel)
    for a in analyser:
        tabel.add_row(Text(a.id), Text(a.tekst().titel), Text(", ".join(a.filtre), style="dim"))
    terminal.print_tekst(console, tabel)


def print_resultat(r: Analyseresultat, console: Console, *, filer: Sequence[Path] = ()) -> None:
    """Question, conclusion, rows with bars, coverage, definition, source, and the files written."""
    terminal.print_tekst(console, Text(f"{r.analyse.id}  {r.titel}", style="bold"))
    terminal.print_tekst(console, Text(" · ".join(f"{n}: {t}" for n, t in r.udvalg), style="dim"))
    terminal.print_tekst(console, Text(f"\n{rens(r.saetning)}", style="yellow" if r.tom else "bold green"))
    for note in r.noter:
        terminal.print_tekst(console, Text(note, style="yellow"))
    if not r.tom:
        terminal.print_tekst(console, Text())
        terminal.print_tekst(console, _soejletabel(r))
    andre = [ord_ for kode, ord_ in r.opdelinger if kode != r.opdeling]
    if andre:
        terminal.print_tekst(
            console, Text(_("Andre opdelinger (--vis): {andre}", andre=", ".join(andre)), style="dim")
        )
    terminal.print_tekst(console, Text())
    for linje in beskrivelse(r):
        terminal.print_tekst(console, Text(rens(linje), style="dim"))
    if filer:
        terminal.print_tekst(console, Text("\n" + _("Skrevet"), style="bold"))
    for fil in filer:
        terminal.print_tekst(console, Text(f"  {fil}"))


def beskrivelse(r: Analyseresultat) -> list[str]:
    """Coverage, definition, legal basis and purpose, source: what stands under every table."""
    tekst = r.analyse.tekst()
    return [
        *([daekning_tekst(r)] if r.daekning else []),
        _("Sådan tælles det: {definition}", definition=tekst.definition),
        *([_("Hjemmel: {hjemmel}", hjemmel=tekst.hjemmel)] if tekst.hjemmel else []),
        *([_("Formål: {formaal}", formaal=tekst.formaal)] if tekst.formaal else []),
        _("Kilde: {kilde}.", kilde=tekst.kilde),
    ]


def _soejletabel(r: Analyseresultat) -> Table:
    tabel = r.vist
    ud = Table(box=box.SIMPLE_HEAD, header_style="bold", show_edge=False, pad_edge=False)
    soejle = r.analyse.soejle
    stoerst = max((r_[soejle] or 0 for r_ in tabel.raekker), default=0) if soejle else 0
    for k in tabel.kolonner:
        ud.add_column(Text(rens(k.titel)), justify="right" if er_tal(k) else "left", overflow="fold")
    if stoerst:
        ud.add_column("", no_wrap=True)
    for raekke in tabel.raekker:
        celler = [celle(k, raekke[k.navn]) for k in tabel.kolonner]
        bar = [Text("█" * _laengde(raekke[soejle], stoerst), style="blue")] if stoerst and soejle else []
        ud.add_row(*(Text(c.tekst, style=terminal.STIL[c.art]) for c in celler), *bar)
    return ud


def _laengde(vaerdi: Any, stoerst: Any) -> int:
    return int(SOEJLE * vaerdi / stoerst) if vaerdi else 0


# -- files ----------------------------------------------------------------------------------------------


def til_json(r: Analyseresultat) -> bytes:
    """The keys of docs/json.md; equal answers give equal bytes."""
    tekst = r.analyse.tekst()
    ud = {
        "id": r.analyse.id,
        "titel": r.titel,
        "saetning": r.saetning,
        "tom": r.tom,
        "mangler": r.mangler,
        "noter": r.noter,
        "data_fra": r.hvem,
        "periode": {"fra": r.valg.periode_fra.isoformat(), "til": r.valg.periode_til.isoformat()},
        "dag": r.dag.isoformat(),
        "filtre": {dimension: list(koder) for dimension, koder in r.valg.filtre},
        "opdeling": r.opdeling,
        "daekning": [
            {"maal": d.maal, "tekst": d.tekst, "antal": d.antal, "af": d.af, "andel": _tal(d.andel)}
            for d in r.daekning
        ],
        "raekker": [{k.navn: _tal(x[k.navn]) for k in r.tabel.kolonner} for x in r.tabel.raekker],
        "definition": tekst.definition,
        "hjemmel": tekst.hjemmel or None,
        "formaal": tekst.formaal or None,
        "kilde": tekst.kilde,
    }
    return json.dumps(ud, ensure_ascii=False, indent=2).encode() + b"\n"


def _tal(vaerdi: Any) -> Any:
    if isinstance(vaerdi, Decimal):
        return float(vaerdi)
    return vaerdi.isoformat() if hasattr(vaerdi, "isoformat") else vaerdi


def til_opgoerelse(r: Analyseresultat, *, demo: bool = False) -> Opgoerelse:
    """The answer as the workbook's parts: what it says, what it rests on, and every row."""
    return Opgoerelse(
        art=f"{r.analyse.id}_{r.analyse.navn}",
        titel=r.titel,
        kommune_kode=None,
        kommune_navn=r.hvem,
        demo=demo,
        dannet_paa=r.dag.isoformat(),
        konklusion=("tom", _("Svar"), r.saetning, _("Læs dækning og definition, før tallene bruges.")),
        tabeller={
            r.analyse.id: Rapporttabel(r.analyse.id, r.titel, r.tabel.kolonner, r.tabel.raekker, r.saetning)
        },
        fakta=r.udvalg,
        noter=[*r.noter, *beskrivelse(r)],
        forbehold=FORBEHOLD,
    )


def write_filer(r: Analyseresultat, stier: dict[str, Path | None], *, demo: bool = False) -> list[Path]:
    """Write the files asked for (`png`, `svg`, `csv`, `json`, `xlsx`), mode 600.

    Raises:
        BrugsFejl: a picture was asked for and there is nothing to draw; nothing is written then.
        FfbError: a file cannot be written.
    """
    indhold: dict[Path, bytes] = {}
    for art, sti in stier.items():
        if sti is not None and art != "xlsx":
            indhold[sti] = SKRIVERE[art](r)
    for sti, data in indhold.items():
        write_fil(sti, lambda kladde, data=data: _bytes(kladde, data))  # type: ignore[misc]
    xlsx = stier.get("xlsx")
    if xlsx is not None:
        o = til_opgoerelse(r, demo=demo)
        write_fil(xlsx, lambda kladde: opgoerelse.write_xlsx(o, kladde))
    return [*indhold, *([xlsx] if xlsx else [])]


def _bytes(sti: Path, data: bytes) -> None:
    sti.write_bytes(data)


SKRIVERE: dict[str, Callable[[Analyseresultat], bytes]] = {
    "png": diagram.til_png,
    "svg": diagram.til_svg,
    "csv": lambda r: csv.til_csv(r.tabel),
    "json": til_json,
}


# -- one page of them all -------------------------------------------------------------------------------


def til_side(svar: Sequence[Analyseresultat], *, demo: bool) -> bytes:
    """Every answer on one self-contained page: picture, table, definition, SQL; or why there is none."""
    titel = _("Viden om FFB: {hvem}", hvem=svar[0].hvem if svar else "")
    dele = [
        html.hoved_html(titel, BILLEDPOLITIK),
        '<a class="spring" href="#indhold">' + _("Spring til indhold") + "</a>",
        html.top_html(titel, _(FORBEHOLD), demo=demo, sikker=False),
        html.menu_html([r.vist for r in svar]),
        '<main id="indhold" tabindex="-1">',
        *(_afsnit(r) for r in svar),
        "</main></body></html>",
    ]
    return ("\n".join(dele) + "\n").encode()


def _afsnit(r: Analyseresultat) -> str:
    navn = r.analyse.id
    hoved = f'<section aria-labelledby="{navn}"><h2 id="{navn}">{escape(navn)} {escape(r.titel)}</h2>'
    if r.tom:
        return f'{hoved}<p class="note">{escape(r.tom)}</p></section>'
    linjer = "".join(f"<li>{escape(rens(linje))}</li>" for linje in beskrivelse(r))
    sql = "\n\n".join(r.analyse.sql.values())
    return (
        f"{hoved}{billede_html(r)}{html.tabel_html(r.vist)}<ul>{linjer}</ul>"
        f"<details><summary>SQL</summary><pre>{escape(sql)}</pre></details></section>"
    )


def billede_html(r: Analyseresultat) -> str:
    """The picture in its light and dark tone, the sentence as alternative text."""
    lys, moerk = (
        "data:image/svg+xml;base64," + base64.b64encode(diagram.til_svg(r, tone)).decode()
        for tone in ("lys", "moerk")
    )
    return (
        f'<picture><source media="(prefers-color-scheme: dark)" srcset="{moerk}">'
        f'<img src="{lys}" alt="{escape(r.saetning)}" style="max-width:100%;height:auto"></picture>'
    )
