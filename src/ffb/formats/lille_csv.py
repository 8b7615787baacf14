"""Small CSV files a person keeps beside the data (DST codes, look-ups): every fault listed, with its line."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ffb.errors import Exit, Filfejl, Laesefejl
from ffb.formats.graenser import GRAENSER, vis_sti
from ffb.formats.samling import open_fil
from ffb.formats.tabel.tekst import open_csv
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


def read_lille_csv(sti: Path) -> LilleCsv:
    """Raises Laesefejl if the file cannot be read as CSV."""
    kilde = open_csv(sti.stem, lambda: open_fil(sti), str(sti), GRAENSER)
    kolonner = [navn.upper() for navn in kilde.header]
    raekker = [
        (linje, dict(zip(kolonner, (str(c).strip() for c in raekke), strict=False)))
        for linjer, portion in kilde.portioner()
        for linje, raekke in zip(linjer, portion, strict=True)
    ]
    return LilleCsv(str(sti), kolonner, raekker)
