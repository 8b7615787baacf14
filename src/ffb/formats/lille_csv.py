"""Small tables a person keeps beside the data, CSV or the first sheet of an XLSX: faults with their line."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ffb.errors import Exit, Filfejl, Laesefejl
from ffb.formats.graenser import GRAENSER, vis_sti
from ffb.formats.samling import open_fil
from ffb.formats.tabel.ark import open_ark, open_projektmappe
from ffb.formats.tabel.kilde import Celle, Tabelkilde
from ffb.formats.tabel.tekst import open_csv
from ffb.formats.tabel.vaerdier import parse_tekst
from ffb.sprog import Dansk, _


@dataclass(slots=True)
class LilleCsv:
    """Rows as {UPPER CASE COLUMN: stripped text} with their lines; faults are gathered with `add_fejl`."""

    sti: str
    kolonner: list[str]
    raekker: list[tuple[int, dict[str, str]]]
    fejl: list[Filfejl] = field(default_factory=list)

    def add_fejl(self, linje: int, hvad: Dansk, goer: Dansk) -> None:
        sted = vis_sti(_("{sti}, linje {linje}", sti=self.sti, linje=linje))
        self.fejl.append(Filfejl(sted, hvad, goer, Exit.OPSAETNING))

    def raise_fejl(self) -> None:
        """Raises Laesefejl if anything was reported."""
        if self.fejl:
            raise Laesefejl(self.fejl)


def open_tabelfil(sti: Path, navn: str) -> Tabelkilde:
    """A CSV file, or the first sheet of a workbook whatever it is called. Raises Laesefejl."""
    if sti.suffix.lower() == ".xlsx":
        mappe = open_projektmappe(sti, str(sti), GRAENSER)
        return open_ark(navn, mappe, mappe.sheet_names[0], str(sti))
    return open_csv(navn, lambda: open_fil(sti), str(sti), GRAENSER)


def _tekst(celle: Celle) -> str:
    """A cell as a person sees it: a date as ISO, a whole number without decimals."""
    if isinstance(celle, date):
        return celle.strftime("%Y-%m-%d")
    return parse_tekst(celle)[0] or ""


def read_lille_csv(sti: Path) -> LilleCsv:
    """Raises Laesefejl if the file cannot be read as a table."""
    kilde = open_tabelfil(sti, sti.stem)
    kolonner = [navn.upper() for navn in kilde.header]
    raekker = [
        (linje, dict(zip(kolonner, map(_tekst, raekke), strict=False)))
        for linjer, portion in kilde.portioner()
        for linje, raekke in zip(linjer, portion, strict=True)
    ]
    return LilleCsv(str(sti), kolonner, raekker)
