"""The report as a workbook: "Overblik", then one sheet per table, every row.

Opinion taken: constant memory (rows are streamed, so widths are counted here and not by XlsxWriter);
numbers are numbers, everything else is text that can never become a formula or a link; the creation time
is the report's, so equal reports give equal bytes. A table longer than a sheet goes on in the next one.
Source of the limits: Excel's specification (1,048,576 rows, 32,767 characters a cell).
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ffb.rapport.resultat import Kolonne, Rapport, Rapporttabel
from ffb.render import overblik, tekster
from ffb.render.format import (
    LOEBENUMRE,
    antal,
    dannet_tid,
    en_decimal,
    er_tal,
    er_tom,
    parse_dato,
    rens,
    vaerdi_tekst,
)
from ffb.sprog import Dansk, _, sprog

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

RAEKKER_PR_ARK = 1_048_000
TEGN_PR_CELLE = 32_767
BREDEST = 60  # characters; longer text wraps
SMALLEST = 9
OVERBLIK_BREDDER = (52, 84)
LINJE = 15  # points a line of text takes
AFKORTET: Dansk = " … (afkortet; hele teksten står i JSON og CSV)"

BLAEK, GRAA, STREG, HOVED = "#1F2933", "#767676", "#9AA5B1", "#E8ECF0"
ROED, ROED_BUND = "#9B1C1C", "#FBEAEA"
BAAND = {"klar": "#E3F1E6", "klar_med_mangler": "#FCF0D6", "tom": "#ECEEF0"}

TALFORMAT = {"antal": "#,##0", "andel": "0.0", "tal": "#,##0.00", "dato": "dd.mm.yyyy"}
ISO_DATO = "yyyy-mm-dd"


@dataclass(slots=True)
class Bog:
    """An open workbook and its cell formats, each made once."""

    bog: Workbook
    formater: dict[tuple[tuple[str, Any], ...], Format]

    def format(self, **egenskaber: Any) -> Format:
        noegle = tuple(sorted(egenskaber.items()))
        if noegle not in self.formater:
            faelles = {"font_name": "Calibri", "font_size": 11, "font_color": BLAEK, "valign": "top"}
            self.formater[noegle] = self.bog.add_format(faelles | egenskaber)
        return self.formater[noegle]


def write(rapport: Rapport, mappe: Path, stamme: str, raekker_pr_ark: int = RAEKKER_PR_ARK) -> list[Path]:
    """Write `{stamme}.xlsx` in `mappe`; XlsxWriter's own work files stay in `mappe` too."""
    sti = mappe / f"{stamme}.xlsx"
    with open_bog(sti, _egenskaber(rapport)) as bog:
        b = Bog(bog, {})
        _overblik(b, rapport)
        for navn, tabel in rapport.tabeller.items():
            for arknavn, del_ in split_ark(navn, tabel, raekker_pr_ark):
                _tabelark(b, rapport, arknavn, del_)
    return [sti]


def _egenskaber(rapport: Rapport) -> dict[str, Any]:
    return {
        "title": overblik.titel(rapport),
        "subject": _("FFB-rapport"),
        "comments": ". ".join(overblik.forbehold(rapport)),
        "created": dannet_tid(rapport).replace(tzinfo=None),
    }


def split_ark(navn: str, tabel: Rapporttabel, plads: int) -> Iterable[tuple[str, Rapporttabel]]:
    """The table in parts that fit a sheet: `cpr_liste_1`, `cpr_liste_1 (2)` …"""
    for nr, fra in enumerate(range(0, max(len(tabel.raekker), 1), plads), start=1):
        sidst = fra + plads >= len(tabel.raekker)
        yield (
            navn[:31] if nr == 1 else f"{navn[:25]} ({nr})",
            Rapporttabel(
                tabel.navn,
                tabel.titel if nr == 1 else _("{titel} (fortsat, ark {nr})", titel=tabel.titel, nr=nr),
                tabel.kolonner,
                tabel.raekker[fra : fra + plads],
                tabel.svar,
                tabel.noter if sidst else (),
                tabel.persondata,
                tabel.total and sidst,
            ),
        )


# -- Overblik -------------------------------------------------------------------------------------------


def _overblik(b: Bog, rapport: Rapport) -> None:
    ark = b.bog.add_worksheet(_("Overblik"))
    _sideopsaetning(ark, rapport, None)
    ark.hide_gridlines(2)
    for i, bredde in enumerate(OVERBLIK_BREDDER):
        ark.set_column(i, i, bredde)
    nr = _overskrift(b, ark, rapport)
    nr = write_baand(b, ark, overblik.konklusion(rapport), nr)
    nr = write_afsnit(b, ark, nr, "Rapporten", overblik.fakta(rapport))
    for navn in tekster.TAL:
        par = [(t, overblik.figur_tekst(k, v)) for t, k, v in overblik.figurer(rapport, navn)]
        nr = write_afsnit(b, ark, nr, _("Ved siden af {tabel}", tabel=rapport.tabeller[navn].titel), par)
    nr = write_afsnit(b, ark, nr, "Leverancer", _leverancer(rapport))
    nr = write_afsnit(b, ark, nr, "Ark", _indhold(rapport))
    nr = write_afsnit(b, ark, nr, "Indstillinger", overblik.indstillinger(rapport))
    noter = [(_("Note {nr}", nr=i), rens(n)) for i, n in enumerate(rapport.noter, start=1)]
    write_afsnit(b, ark, nr, "Noter", noter)


def _overskrift(b: Bog, ark: Worksheet, rapport: Rapport) -> int:
    ark.set_row(0, 28)
    ark.write_string(0, 0, cut_tekst(overblik.titel(rapport)), b.format(bold=True, font_size=18))
    for nr, linje in enumerate(overblik.forbehold(rapport), start=1):
        stil = {"bold": True, "font_color": ROED} if linje == _(tekster.DEMO) else {"font_color": GRAA}
        ark.write_string(nr, 0, linje, b.format(**stil))
    return len(overblik.forbehold(rapport)) + 2


def write_baand(b: Bog, ark: Worksheet, konklusion: tuple[str, str, str, str, str], nr: int) -> int:
    """The verdict from row `nr`; returns the row after it."""
    kode, ikon, ord_, saetning, naeste = konklusion
    bund = {"bg_color": BAAND.get(kode, BAAND["tom"]), "text_wrap": True}
    for i, tekst in enumerate((saetning, naeste)):
        ark.set_row(nr + i, max(20, LINJE * _linjer(tekst, OVERBLIK_BREDDER[1]) + 5))
    ark.write_string(nr, 0, f"{ikon}  {ord_}", b.format(bold=True, font_size=14, **bund))
    ark.write_string(nr, 1, cut_tekst(saetning), b.format(bold=True, **bund))
    ark.write_string(nr + 1, 0, _("Det sker nu"), b.format(**bund))
    ark.write_string(nr + 1, 1, cut_tekst(naeste), b.format(**bund))
    return nr + 3


def _leverancer(rapport: Rapport) -> list[overblik.Par]:
    """One line a leverance: its name, and everything else the table says about it."""
    tabel = rapport.tabeller["leverancer"]
    kolonner = overblik.kolonner(tabel)
    return [
        (c[0].tekst, " · ".join(f"{_(k.titel)}: {x.tekst}" for k, x in zip(kolonner[1:], c[1:], strict=True)))
        for c in overblik.celler(tabel)
    ]


def _indhold(rapport: Rapport) -> list[overblik.Par]:
    return [
        (navn[:31], _("{titel} – {antal} rækker", titel=tabel.titel, antal=antal(len(tabel.raekker))))
        for navn, tabel in rapport.tabeller.items()
    ]


def write_afsnit(b: Bog, ark: Worksheet, nr: int, titel: Dansk, par: list[overblik.Par]) -> int:
    """(label, text) under a heading from row `nr`; returns the row after them."""
    if not par:
        return nr
    ark.write_string(nr, 0, _(titel), b.format(bold=True, font_size=13, bottom=1, bottom_color=STREG))
    ark.write_blank(nr, 1, None, b.format(bottom=1, bottom_color=STREG))
    for i, (navn, tekst) in enumerate(par, start=nr + 1):
        ark.set_row(i, LINJE * max(map(_linjer, (navn, tekst), OVERBLIK_BREDDER)))
        ark.write_string(i, 0, cut_tekst(navn), b.format(text_wrap=True))
        ark.write_string(i, 1, cut_tekst(tekst), b.format(text_wrap=True))
    return nr + len(par) + 2


# -- a table --------------------------------------------------------------------------------------------


def _tabelark(b: Bog, rapport: Rapport, navn: str, tabel: Rapporttabel) -> None:
    ark = b.bog.add_worksheet(navn)
    kolonner = overblik.kolonner(tabel)
    titler = [_kolonnetitel(tabel, k) for k in kolonner]
    bredder = [find_bredde(k, titel, tabel) for k, titel in zip(kolonner, titler, strict=True)]
    hoved = _titelblok_hoejde(tabel)
    _sideopsaetning(ark, rapport, hoved)
    _titelblok(b, ark, rapport, tabel)
    ark.set_row(hoved, 32)
    write_tabel(b, ark, tabel, Plan(kolonner, titler, bredder, hoved), overblik.noter(tabel))


@dataclass(frozen=True, slots=True)
class Plan:
    """How a table stands on a sheet: columns, their headings and widths (characters), row of the header.

    `fast`: how many columns stay in view when the sheet is scrolled sideways.
    """

    kolonner: list[Kolonne]
    titler: list[str]
    bredder: list[float]
    hoved: int
    fast: int = 1


def write_tabel(b: Bog, ark: Worksheet, tabel: Rapporttabel, plan: Plan, noter: Iterable[str]) -> None:
    """Header, rows and notes of a table, with widths, filter and frozen header."""
    hoved, sidste = plan.hoved, plan.hoved + len(tabel.raekker)
    for i, bredde in enumerate(plan.bredder):
        ark.set_column(i, i, bredde)
    ark.freeze_panes(hoved + 1, plan.fast)
    ark.autofilter(hoved, 0, max(sidste - tabel.total, hoved), len(plan.kolonner) - 1)
    ark.ignore_errors({"number_stored_as_text": f"A1:XFD{sidste + 1}"})
    for i, (k, titel) in enumerate(zip(plan.kolonner, plan.titler, strict=True)):
        ark.write_string(hoved, i, titel, hovedformat(b, k))
    _raekker(b, ark, tabel, plan)
    for i, note in enumerate(noter, start=sidste + 2):
        ark.write_string(i, 0, cut_tekst(note), b.format(font_color=GRAA, italic=True))


def _raekker(b: Bog, ark: Worksheet, tabel: Rapporttabel, plan: Plan) -> None:
    """The rows under the header, streamed; a row is as high as its longest wrapped text."""
    i_alt = plan.hoved + len(tabel.raekker) if tabel.total else -1
    for nr, raekke in enumerate(tabel.raekker, start=plan.hoved + 1):
        linjer = max(map(_linjer, (_vis(k, raekke[k.navn]) for k in plan.kolonner), plan.bredder))
        if linjer > 1:
            ark.set_row(nr, LINJE * linjer)
        for i, (k, bredde) in enumerate(zip(plan.kolonner, plan.bredder, strict=True)):
            _skriv_celle(b, ark, (nr, i), k, raekke[k.navn], bredde, nr == i_alt)


def _titelblok_hoejde(tabel: Rapporttabel) -> int:
    """The sheet row (from 0) of the header: title, source, answer, one blank."""
    return 4 if tabel.svar else 3


def _titelblok(b: Bog, ark: Worksheet, rapport: Rapport, tabel: Rapporttabel) -> None:
    demo = f"{_(tekster.DEMO)} · " if rapport.demo else ""
    ark.set_row(0, 22)
    ark.write_string(0, 0, cut_tekst(rens(tabel.titel)), b.format(bold=True, font_size=14))
    under = f"{demo}{overblik.kommune(rapport)} · {overblik.periode(rapport)} · {_(tekster.FORBEHOLD)}"
    ark.write_string(1, 0, cut_tekst(under), b.format(font_color=ROED if rapport.demo else GRAA))
    if tabel.svar:
        ark.write_string(2, 0, cut_tekst(rens(tabel.svar)), b.format(bold=True))


def _kolonnetitel(tabel: Rapporttabel, kolonne: Kolonne) -> str:
    titel = overblik.kolonnetitel(tabel, kolonne)
    return f"{titel} (%)" if kolonne.type == "andel" and "pct" not in titel else titel


def find_bredde(kolonne: Kolonne, titel: str, tabel: Rapporttabel) -> float:
    """Width in characters: the longest value, or the longest word of the heading and its filter arrow."""
    ord_ = max((len(o) for o in titel.replace("-", "- ").split()), default=0) + 3
    to_linjer = len(titel) / 2 + 3
    laengst = max((len(_vis(kolonne, r[kolonne.navn])) for r in tabel.raekker), default=0)
    return min(max(laengst + 2, ord_, to_linjer, SMALLEST), BREDEST)


def _vis(kolonne: Kolonne, vaerdi: Any) -> str:
    return tekster.TOM if er_tom(vaerdi) else vaerdi_tekst(kolonne, vaerdi)


def _linjer(tekst: str, bredde: float) -> int:
    """Lines `tekst` takes in a column: widths count digits, and letters are a tenth narrower."""
    plads = int(bredde * 1.1)
    return 1 if len(tekst) <= plads else min(len(textwrap.wrap(tekst, plads)), 27)


def hovedformat(b: Bog, kolonne: Kolonne) -> Format:
    return b.format(
        bold=True,
        text_wrap=True,
        valign="bottom",
        align="right" if er_tal(kolonne) else "left",
        bg_color=HOVED,
        bottom=2,
        bottom_color=STREG,
        italic=kolonne.vores,
    )


def _skriv_celle(
    b: Bog, ark: Worksheet, plads: tuple[int, int], k: Kolonne, vaerdi: Any, bredde: float, i_alt: bool
) -> None:
    nr, i = plads
    stil: dict[str, Any] = {"bold": True, "top": 1, "top_color": STREG} if i_alt else {}
    if er_tom(vaerdi):
        _skriv_tom(b, ark, nr, i, k, stil)
    elif er_tal(k):
        stil |= _talstil(k, vaerdi)
        ark.write_number(nr, i, float(en_decimal(vaerdi) if k.type == "andel" else vaerdi), b.format(**stil))
    elif k.type == "dato" and (dag := parse_dato(vaerdi)) and dag.year >= 1900:
        form = ISO_DATO if sprog() == "en" else TALFORMAT["dato"]
        stil |= {"num_format": form, "align": "left"}
        ark.write_datetime(nr, i, datetime.combine(dag, time()), b.format(**stil))
    elif k.navn in LOEBENUMRE and isinstance(vaerdi, int):
        ark.write_number(nr, i, vaerdi, b.format(num_format="0", align="left", **stil))
    else:
        tekst = vaerdi_tekst(k, vaerdi)
        wrap = {"text_wrap": True} if len(tekst) > bredde else {}
        ark.write_string(nr, i, cut_tekst(tekst), b.format(num_format="@", **wrap, **stil))


def _skriv_tom(b: Bog, ark: Worksheet, nr: int, i: int, k: Kolonne, stil: dict[str, Any]) -> None:
    """A number that cannot be judged is –; a text that is not there is an empty cell."""
    if er_tal(k):
        ark.write_string(nr, i, tekster.TOM, b.format(align="right", font_color=GRAA, **stil))
    else:
        ark.write_blank(nr, i, None, b.format(**stil))


def _talstil(kolonne: Kolonne, vaerdi: Any) -> dict[str, Any]:
    stil: dict[str, Any] = {"num_format": TALFORMAT[kolonne.type]}
    if vaerdi == 0:
        return stil | {"font_color": GRAA}
    return stil | {"font_color": ROED, "bg_color": ROED_BUND} if kolonne.fejl else stil


def cut_tekst(tekst: str) -> str:
    """Text that fits a cell; a longer one says that it was cut."""
    if len(tekst.encode("utf-16-le")) // 2 <= TEGN_PR_CELLE:
        return tekst
    return tekst[: (TEGN_PR_CELLE - len(_(AFKORTET))) // 2] + _(AFKORTET)


def _sideopsaetning(ark: Worksheet, rapport: Rapport, hoved: int | None) -> None:
    prepare_papir(ark, overblik.titel(rapport), tekster.FORBEHOLD, hoved, demo=rapport.demo)


def prepare_papir(ark: Worksheet, titel: str, fod: str, hoved: int | None, *, demo: bool) -> None:
    """A4, one page wide, header and page numbers on paper; `hoved` is the row that repeats."""
    if hoved is not None:
        ark.set_landscape()
        ark.repeat_rows(hoved)
    ark.set_paper(9)
    ark.fit_to_pages(1, 0)
    ark.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    titel = titel.replace("&", "&&")[:120]
    maerke = f'&C&"Calibri,Bold"{_(tekster.DEMO)}' if demo else ""
    ark.set_header(f"&L{titel}{maerke}")
    ark.set_footer(f"&L{fod}&R" + _("Side &P af &N"))


def open_bog(maal: Path | BytesIO, egenskaber: dict[str, Any]) -> Workbook:
    """An empty workbook in which no text becomes a formula or a link.

    Args:
        maal: a file, written in constant memory with work files beside it; or memory, and then none at all.
    """
    from xlsxwriter import Workbook  # only who writes a workbook waits for it

    valg = {
        **_hvor(maal),
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    bog = Workbook(maal if isinstance(maal, BytesIO) else str(maal), valg)
    bog.set_properties({"author": "FFB", **egenskaber})
    bog.set_size(2400, 1400)
    return bog


def _hvor(maal: Path | BytesIO) -> dict[str, Any]:
    if isinstance(maal, BytesIO):
        return {"in_memory": True}
    return {"constant_memory": True, "tmpdir": str(maal.parent)}
