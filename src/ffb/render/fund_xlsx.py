"""A check as a workbook: Kritisk first, a sheet per owner, Regler, Ikke tjekket.

Opinion taken: cells, widths and limits are those of the report's workbook (`xlsx`); only what stands around
the tables differs. CPR is text, so it keeps its zero. Equal checks give equal bytes.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ffb.rapport.resultat import Rapporttabel
from ffb.render import tekster, xlsx
from ffb.render.fund_ord import konklusion_ord
from ffb.render.fund_tabel import build_ark
from ffb.rules.tjek import Tjek
from ffb.sprog import _

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

# On paper the work list ends with what to do; what stands right of it is for the screen. Widths are chosen
# so that those columns fill a landscape A4 page at about three quarters of the size.
PAPIR_TIL = "goer"
BREDEST = {"besked": 42, "forventet": 22, "felt": 22, "sted": 36, "goer": 42, "titel": 52}
HOVED = 4  # sheet row (from 0) of the header: title, verdict, what to do, blank
UDEN_TID = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook must have a time; a reading need not
FARVE = {"klar": "#E3F1E6", "klar_med_mangler": "#FCF0D6", "kan_ikke_modtages": "#FBEAEA"}


def write(tjek: Tjek, cpr: dict[str, str], sti: Path, raekker_pr_ark: int = xlsx.RAEKKER_PR_ARK) -> None:
    """Write the workbook at `sti`; work files stay in its folder."""
    egenskaber = {"title": _("FFB-tjek"), "created": tjek.dannet or UDEN_TID}
    with xlsx.open_bog(sti, egenskaber) as bog:
        b = xlsx.Bog(bog, {})
        for tabel in build_ark(tjek, cpr):
            for arknavn, del_ in xlsx.split_ark(tabel.navn, tabel, raekker_pr_ark):
                _ark(b, tjek, arknavn, del_)


def _ark(b: xlsx.Bog, tjek: Tjek, navn: str, tabel: Rapporttabel) -> None:
    ark = b.bog.add_worksheet(navn)
    kolonner = list(tabel.kolonner)
    bredder = [
        min(xlsx.find_bredde(k, _(k.titel), tabel), BREDEST.get(k.navn, xlsx.BREDEST)) for k in kolonner
    ]
    _papir(ark, tjek)
    if tabel.persondata:
        sidste_paa_papir = [k.navn for k in kolonner].index(PAPIR_TIL)
        ark.print_area(0, 0, HOVED + len(tabel.raekker), sidste_paa_papir)
    _titelblok(b, ark, tjek, tabel)
    plan = xlsx.Plan(kolonner, [_(k.titel) for k in kolonner], bredder, HOVED, fast=0)
    xlsx.write_tabel(b, ark, tabel, plan, tabel.noter)


def _titelblok(b: xlsx.Bog, ark: Worksheet, tjek: Tjek, tabel: Rapporttabel) -> None:
    ikon, ord_, naeste = konklusion_ord(tjek)
    ark.set_row(0, 22)
    svar = f" – {tabel.svar}" if tabel.svar else ""
    ark.write_string(0, 0, f"{tabel.titel}{svar}", b.format(bold=True, font_size=14))
    baand = b.format(bold=True, bg_color=FARVE[tjek.konklusion])
    ark.write_string(1, 0, f"{ikon} {ord_}. {naeste}", baand)
    linjer = [_(tekster.DEMO)] if tjek.demo else []
    linjer += [_(tekster.SIKKER)] if tjek.sikker else []
    if linjer:
        ark.write_string(2, 0, " · ".join(linjer), b.format(font_color=xlsx.ROED))


def _papir(ark: Worksheet, tjek: Tjek) -> None:
    """A4 landscape, one page wide, header repeated, page numbers; a demo says so on every page."""
    ark.set_landscape()
    ark.repeat_rows(HOVED)
    ark.set_paper(9)
    ark.fit_to_pages(1, 0)
    ark.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    ark.set_header("&L" + _("FFB-tjek") + (f'&C&"Calibri,Bold"{_(tekster.DEMO)}' if tjek.demo else ""))
    ark.set_footer("&R" + _("Side &P af &N"))
