"""A check as a workbook: Kritisk first, a sheet per owner, Regler, Ikke tjekket.

Opinion taken: cells, widths and limits are those of the report's workbook (`xlsx`); only what stands around
the tables differs. CPR is text, so it keeps its zero. Equal checks give equal bytes.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from ffb.rapport.resultat import Rapporttabel
from ffb.render import tekster, xlsx
from ffb.render.fund_ord import konklusion_ord
from ffb.render.fund_tabel import build_ark
from ffb.rules.tjek import Tjek

HOVED = 4  # sheet row (from 0) of the header: title, verdict, what to do, blank
UDEN_TID = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook must have a time; a reading need not
FARVE = {"klar": "#E3F1E6", "klar_med_mangler": "#FCF0D6", "kan_ikke_modtages": "#FBEAEA"}


def write(tjek: Tjek, cpr: dict[str, str], sti: Path, raekker_pr_ark: int = xlsx.RAEKKER_PR_ARK) -> None:
    """Write the workbook at `sti`; work files stay in its folder."""
    valg = {
        "constant_memory": True,
        "tmpdir": str(sti.parent),
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(str(sti), valg) as bog:
        bog.set_properties({"title": "FFB-tjek", "author": "FFB", "created": tjek.dannet or UDEN_TID})
        b = xlsx.Bog(bog, {})
        for tabel in build_ark(tjek, cpr):
            for arknavn, del_ in xlsx._dele(tabel.navn, tabel, raekker_pr_ark):
                _ark(b, tjek, arknavn, del_)


def _ark(b: xlsx.Bog, tjek: Tjek, navn: str, tabel: Rapporttabel) -> None:
    ark = b.bog.add_worksheet(navn)
    kolonner = list(tabel.kolonner)
    bredder = [xlsx._bredde(k, k.titel, tabel) for k in kolonner]
    sidste = HOVED + len(tabel.raekker)
    for i, bredde in enumerate(bredder):
        ark.set_column(i, i, bredde)
    ark.freeze_panes(HOVED + 1, 0)
    ark.autofilter(HOVED, 0, sidste, len(kolonner) - 1)
    ark.ignore_errors({"number_stored_as_text": f"A1:XFD{sidste + 1}"})
    _papir(ark, tjek)
    _titelblok(b, ark, tjek, tabel)
    for i, k in enumerate(kolonner):
        ark.write_string(HOVED, i, k.titel, xlsx._hovedformat(b, k))
    xlsx._raekker(b, ark, tabel, kolonner, bredder, HOVED)
    for i, note in enumerate(tabel.noter, start=sidste + 2):
        ark.write_string(i, 0, note, b.format(font_color=xlsx.GRAA, italic=True))


def _titelblok(b: xlsx.Bog, ark: Worksheet, tjek: Tjek, tabel: Rapporttabel) -> None:
    ikon, ord_, naeste = konklusion_ord(tjek)
    ark.set_row(0, 22)
    svar = f" – {tabel.svar}" if tabel.svar else ""
    ark.write_string(0, 0, f"{tabel.titel}{svar}", b.format(bold=True, font_size=14))
    baand = b.format(bold=True, bg_color=FARVE[tjek.konklusion])
    ark.write_string(1, 0, f"{ikon} {ord_}. {naeste}", baand)
    linjer = [tekster.DEMO] if tjek.demo else []
    linjer += [tekster.SIKKER] if tjek.sikker else []
    if linjer:
        ark.write_string(2, 0, " · ".join(linjer), b.format(font_color=xlsx.ROED))


def _papir(ark: Worksheet, tjek: Tjek) -> None:
    """A4 landscape, one page wide, header repeated, page numbers; a demo says so on every page."""
    ark.set_landscape()
    ark.repeat_rows(HOVED)
    ark.set_paper(9)
    ark.fit_to_pages(1, 0)
    ark.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    ark.set_header("&LFFB-tjek" + (f'&C&"Calibri,Bold"{tekster.DEMO}' if tjek.demo else ""))
    ark.set_footer("&RSide &P af &N")
