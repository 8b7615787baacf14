"""A letter of a case on A4: sender and receiver, facts, then sections of text, pairs and tables.

Opinion taken: as the report, typst sets it (brev.typ) with its own fonts, tagged (PDF/UA-1); every text goes
in as data, never as markup. A level is said in words and drawn as five steps, so it is read also in grey.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from ffb.render.pdf import compile_pdf
from ffb.sprog import Dansk, _, sprog

Par = tuple[str, str]
ORD: dict[str, Dansk] = {"side": "Side", "af": "af", "til": "Til"}


@dataclass(frozen=True, slots=True)
class Celle:
    """A cell of a table; `trin` 0–4 draws the level, None draws nothing."""

    tekst: str
    trin: int | None = None


@dataclass(frozen=True, slots=True)
class Tabel:
    """Headings and rows; `bredder` are the columns' shares of the width."""

    kolonner: Sequence[str]
    raekker: Sequence[Sequence[Celle]]
    bredder: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Afsnit:
    """A section. `tekst`: as it was written, blank lines part it; `led`: a heading below the section's."""

    titel: str
    tekst: str = ""
    par: Sequence[Par] = ()
    tabel: Tabel | None = None
    led: Sequence[Afsnit] = ()

    @property
    def tom(self) -> bool:
        har_raekker = self.tabel is not None and self.tabel.raekker
        return not (self.tekst or self.par or har_raekker or self.led)


@dataclass(frozen=True, slots=True)
class Brev:
    """A letter.

    Args:
        afsender, enhed: who writes; `modtager`: to whom, "" for a document to the file.
        maerke: a word across the page (DEMO, KLADDE …), "" for none.
        fod: what stands at the foot of each page.
    """

    titel: str
    afsender: str
    fod: str
    fakta: Sequence[Par]
    afsnit: Sequence[Afsnit]
    enhed: str = ""
    modtager: str = ""
    indledning: str = ""
    hilsen: Sequence[str] = ()
    maerke: str = ""


def to_pdf(brev: Brev, tid: datetime) -> bytes:
    """The letter as PDF, created at `tid`."""
    data = asdict(brev) | {
        "afsnit": [asdict(a) for a in brev.afsnit if not a.tom],
        "sprog": sprog(),
        "ord": {noegle: _(tekst) for noegle, tekst in ORD.items()},
    }
    return compile_pdf(data, tid.replace(microsecond=0), "brev.typ")
