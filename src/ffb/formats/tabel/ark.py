"""XLSX as tables: checked as the ZIP it is before calamine opens it.

Opinion taken: calamine holds a sheet's whole used area in memory, 32 bytes a cell, so one stray cell at the
far corner of an otherwise empty sheet is enough to fill a machine. The area is measured in the XML first.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from ffb.errors import Exit, Filfejl, Laesefejl
from ffb.formats.graenser import Graenser, filfejl, vis_sti
from ffb.formats.samling import open_fil
from ffb.formats.tabel.kilde import PORTION, Celle, Portion, Tabelkilde
from ffb.formats.zip import BESKADIGET_GOER, check_zip, open_medlem, open_zip
from ffb.sprog import _

_OLE = b"\xd0\xcf\x11\xe0"
_CELLE = re.compile(rb"\br=[\"']([A-Z]{2,3}\d{1,7}|[A-Z]?\d{6,7})[\"']")
_STYKKE = 1 << 20


def open_projektmappe(fil: Path | bytes, sti: str, graenser: Graenser) -> CalamineWorkbook:
    """A workbook that is safe to read, from a file or from bytes.

    Raises:
        Laesefejl: empty, locked, the old .xls, cut off, or too large unpacked.
    """
    check_projektmappe(fil, sti, graenser)
    try:
        return CalamineWorkbook.from_object(io.BytesIO(fil) if isinstance(fil, bytes) else str(fil))
    except (CalamineError, OSError, ValueError):
        raise _beskadiget(sti) from None


def _beskadiget(sti: str) -> Laesefejl:
    return filfejl(sti, "Filen er ikke en hel XLSX-projektmappe.", BESKADIGET_GOER, Exit.BESKADIGET)


def check_projektmappe(fil: Path | bytes, sti: str, graenser: Graenser) -> None:
    """Raises Laesefejl for whatever makes the workbook unsafe or unreadable."""
    with io.BytesIO(fil) if isinstance(fil, bytes) else open_fil(fil) as stroem:
        start = stroem.read(4)
        if not start:
            raise filfejl(sti, "Filen er tom (0 byte).", BESKADIGET_GOER, Exit.BESKADIGET)
        if start == _OLE:
            hvad = "Filen er låst med adgangskode eller er en gammel .xls."
            raise filfejl(sti, hvad, "Gem den som .xlsx uden adgangskode.", Exit.BESKADIGET)
        stoerrelse = stroem.seek(0, io.SEEK_END)
        with open_zip(stroem, sti) as pakke:
            fejl = check_zip(pakke.infolist(), sti, stoerrelse, graenser, graenser.xlsx_bytes)
            if not fejl:
                fejl = [f for i in pakke.infolist() for f in _check_areal(pakke, i, sti, graenser)]
    if fejl:
        raise Laesefejl(fejl)


def _check_areal(
    pakke: zipfile.ZipFile, info: zipfile.ZipInfo, sti: str, graenser: Graenser
) -> list[Filfejl]:
    if not info.filename.startswith("xl/worksheets/") or not info.filename.endswith(".xml"):
        return []
    bredde, hoejde = 26, 100_000  # what needs no measuring
    hale = b""
    with open_medlem(pakke, info, f"{sti}!{info.filename}", graenser) as stroem:
        while stykke := stroem.read(_STYKKE):
            for sted in _CELLE.findall(hale + stykke):
                bogstaver = sted.rstrip(b"0123456789")
                bredde = max(bredde, _kolonne_nr(bogstaver))
                hoejde = max(hoejde, int(sted[len(bogstaver) :]))
            hale = stykke[-20:]
    if bredde * hoejde <= graenser.ark_celler:
        return []
    hvad = _(
        "Et ark bruger {hoejde} rækker og {bredde} kolonner, hvis en enkelt celle langt ude tælles med.",
        hoejde=hoejde,
        bredde=bredde,
    )
    goer = "Slet tomme rækker og kolonner uden for tabellen, og gem igen; ellers send CSV."
    return [Filfejl(vis_sti(sti), hvad, goer, Exit.FOR_STOR)]


def _kolonne_nr(bogstaver: bytes) -> int:
    """b"A" -> 1, b"AA" -> 27."""
    nr = 0
    for bogstav in bogstaver:
        nr = nr * 26 + bogstav - 64
    return nr


def find_ark(mappe: CalamineWorkbook, navn: str) -> str | None:
    """The sheet of that name, whatever its case and blanks."""
    return next((ark for ark in mappe.sheet_names if fold_ark(ark) == fold_ark(navn)), None)


def fold_ark(navn: str) -> str:
    return " ".join(navn.replace("_", " ").split()).lower()


def load_ark(mappe: CalamineWorkbook, ark: str, sti: str) -> CalamineSheet:
    """Raises Laesefejl if the sheet's XML is broken."""
    try:
        return mappe.get_sheet_by_name(ark)
    except (CalamineError, OSError, ValueError):
        raise _beskadiget(_("{sti}, ark {ark}", sti=sti, ark=ark)) from None


def open_ark(tabel: str, mappe: CalamineWorkbook, ark: str, sti: str) -> Tabelkilde:
    """A sheet as a table; the header is its first row that is not blank.

    Raises:
        Laesefejl: the sheet is empty or broken.
    """
    for linje, raekke in enumerate(load_ark(mappe, ark, sti).iter_rows(), start=1):
        if any(celle != "" for celle in raekke):
            header = [str(c).strip() for c in raekke]
            portioner = partial(_portioner, mappe, ark, sti, linje)
            return Tabelkilde(tabel, sti, ark, header, linje, portioner, False)
    raise filfejl(
        _("{sti}, ark {ark}", sti=sti, ark=ark),
        "Arket er tomt.",
        "Skriv kolonnenavnene i første række, eller slet arket.",
        Exit.MANGLER_ARK_ELLER_KOLONNE,
    )


def _portioner(mappe: CalamineWorkbook, ark: str, sti: str, spring: int) -> Iterator[Portion]:
    linjer: list[int] = []
    raekker: list[list[Celle]] = []
    for nr, raekke in enumerate(load_ark(mappe, ark, sti).iter_rows(), start=1):
        if nr <= spring or not any(celle != "" for celle in raekke):
            continue
        linjer.append(nr)
        raekker.append(raekke)
        if len(raekker) >= PORTION:
            yield linjer, raekker
            linjer, raekker = [], []
    if raekker:
        yield linjer, raekker
