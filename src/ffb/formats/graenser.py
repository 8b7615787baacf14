"""How much a file may hold before it is refused, and how a file's name is shown.

All limits stand here. They are far above any real leverance and far below what fills a machine: a national
full delivery is about 4 million rows, a citizen's bundle about 26 KB.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ffb.errors import Exit, Filfejl, Laesefejl
from ffb.sprog import Dansk

MB = 1 << 20
GB = 1 << 30


@dataclass(frozen=True, slots=True)
class Graenser:
    """Limits of a reading, in bytes unless said.

    Args:
        zip_bytes: all members of a ZIP, unpacked.
        xlsx_bytes: all parts of a workbook, unpacked (it is read into memory).
        forhold: unpacked : packed of one member ...
        forhold_fra: ... when it unpacks to more than this.
        medlemmer: number of members of a ZIP.
        linje_bytes: one line of CSV or NDJSON.
        json_bytes: one JSON file.
        ark_celler: rows x columns of the used area of a sheet; 32 bytes each in memory.
    """

    zip_bytes: int = 4 * GB
    xlsx_bytes: int = GB
    forhold: int = 200
    forhold_fra: int = 10 * MB
    medlemmer: int = 500_000
    linje_bytes: int = 10 * MB
    json_bytes: int = 50 * MB
    ark_celler: int = 20_000_000

    def medlem_bytes(self, pakket: int) -> int:
        """The most a member of `pakket` bytes may unpack to."""
        return min(self.zip_bytes, max(self.forhold_fra, self.forhold * pakket))


GRAENSER = Graenser()

_CPR_I_NAVN = re.compile(r"(?<![0-9A-Za-z])(?:[0-26-8]\d|[39][01])(?:0\d|1[0-2])\d{2}-?\d{4}(?![0-9A-Za-z])")


def vis_sti(sti: str) -> str:
    """A path as it may be shown: whatever looks like a CPR in a file name is masked."""
    return _CPR_I_NAVN.sub("######-####", sti)


def filfejl(sted: str, hvad: Dansk, goer: Dansk, kode: Exit) -> Laesefejl:
    """One fault, ready to raise. `sted` is masked here, so callers pass the path as it is."""
    return Laesefejl([Filfejl(vis_sti(sted), hvad, goer, kode)])


def vis_bytes(antal: int) -> str:
    """10485760 -> `10 MB`."""
    return f"{antal // GB} GB" if antal >= GB else f"{max(1, antal // MB)} MB"
