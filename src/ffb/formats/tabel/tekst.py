"""CSV as text: encoding, separator and lines, read as a stream and never held whole.

Opinion taken: the file is looked through once in large pieces before it is parsed, so encoding and length of
lines are known facts and not a surprise half-way; a file of one endless line is refused after 10 MB of it.
Latin-1 is read as Windows-1252, which agrees on every letter and is what such files really are.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator
from typing import BinaryIO

from ffb.errors import Exit
from ffb.formats.graenser import Graenser, filfejl, vis_bytes
from ffb.formats.tabel.kilde import PORTION, Portion, Tabelkilde
from ffb.sprog import _

STYKKE = 1 << 20
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
LATIN1 = "cp1252"

Aabner = Callable[[], BinaryIO]


def open_csv(tabel: str, aabn: Aabner, sti: str, graenser: Graenser) -> Tabelkilde:
    """A CSV file as a table.

    Args:
        tabel: name in the table format.
        aabn: opens the file from the start, each time it is called.
        sti: what a person sees.

    Raises:
        Laesefejl: empty, not text, UTF-16, a line too long, or no header.
    """
    tegnsaet = find_tegnsaet(aabn, sti, graenser)
    noter: list[tuple[str, str | None]] = [("TAB-TEGNSAET", None)] if tegnsaet == LATIN1 else []
    linje_nr, linje = _first_line(aabn, tegnsaet)
    skilletegn = find_skilletegn(linje)
    if skilletegn != ";":
        noter.append(("TAB-SKILLETEGN", None))

    def raekker(spring: int) -> Iterator[Portion]:
        with aabn() as fil:
            tekst = io.TextIOWrapper(fil, encoding=tegnsaet, errors="replace", newline="")
            for _ in range(linje_nr - 1):
                tekst.readline()
            yield from _portioner(tekst, skilletegn, sti, linje_nr - 1, spring)

    header = next((p for p in raekker(0)), ([linje_nr], [[""]]))
    navne = [str(n).strip() for n in header[1][0]]
    return Tabelkilde(tabel, sti, None, navne, linje_nr, lambda: raekker(1), True, noter)


def find_tegnsaet(aabn: Aabner, sti: str, graenser: Graenser) -> str:
    """`utf-8-sig` or `cp1252`; looks the whole file through. Raises Laesefejl (see `open_csv`)."""
    afkoder = codecs.getincrementaldecoder("utf-8")()
    tegnsaet, linje, i_alt = "utf-8-sig", 0, 0
    with aabn() as fil:
        while stykke := fil.read(STYKKE):
            if i_alt == 0:
                _check_start(stykke, sti)
            i_alt += len(stykke)
            linje = _check_linjer(stykke, linje, sti, graenser)
            if tegnsaet == LATIN1:
                continue
            try:
                afkoder.decode(stykke)
            except UnicodeDecodeError:
                tegnsaet = LATIN1
    if not i_alt:
        raise filfejl(
            sti,
            "Filen er tom (0 byte).",
            "Send filen med kolonnenavne i første linje, eller lad den være ude.",
            Exit.BESKADIGET,
        )
    return LATIN1 if tegnsaet == LATIN1 or _ends_open(afkoder) else tegnsaet


def _ends_open(afkoder: codecs.IncrementalDecoder) -> bool:
    """True if the file stops inside a character."""
    return bool(afkoder.getstate()[0])


def _check_start(stykke: bytes, sti: str) -> None:
    if stykke.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise filfejl(
            sti,
            "Filen hedder .csv, men er ikke tekst.",
            "Send XLSX som .xlsx og ZIP som .zip.",
            Exit.BESKADIGET,
        )
    if stykke.startswith(UTF16) or b"\0" in stykke[:4096]:
        raise filfejl(
            sti,
            "Filen er gemt som UTF-16 eller er ikke tekst.",
            "Gem den som CSV UTF-8, og send den igen.",
            Exit.TEGNSAET,
        )


def _check_linjer(stykke: bytes, linje: int, sti: str, graenser: Graenser) -> int:
    """Length of the line that is open at the end of this piece."""
    foerste = min((i for i in (stykke.find(b"\n"), stykke.find(b"\r")) if i >= 0), default=-1)
    laengst = linje + (len(stykke) if foerste < 0 else foerste)
    if laengst > graenser.linje_bytes:
        raise filfejl(
            sti,
            _("En linje er længere end {hoejst}.", hoejst=vis_bytes(graenser.linje_bytes)),
            "Tjek at filen har linjeskift mellem rækkerne.",
            Exit.FOR_STOR,
        )
    sidste = max(stykke.rfind(b"\n"), stykke.rfind(b"\r"))
    return laengst if sidste < 0 else len(stykke) - sidste - 1


def _first_line(aabn: Aabner, tegnsaet: str) -> tuple[int, str]:
    """The first line that is neither blank nor Excel's `sep=;`, and its number."""
    nr = 0
    with aabn() as fil:
        for linje in io.TextIOWrapper(fil, encoding=tegnsaet, errors="replace", newline=""):
            nr += 1
            if linje.strip() and not linje.lower().startswith("sep="):
                return nr, linje
    return max(nr, 1), ""


def find_skilletegn(linje: str) -> str:
    """`;` if the header has one, else tab or comma if it has that."""
    return next((tegn for tegn in ";\t," if tegn in linje), ";")


def _portioner(
    tekst: io.TextIOWrapper, skilletegn: str, sti: str, linje: int, spring: int
) -> Iterator[Portion]:
    """Rows in portions; `linje` lines stand before the first one, `spring` rows are passed over.

    Raises:
        Laesefejl: quotes that do not fit together; says the line where the row began.
    """
    laeser = csv.reader(tekst, delimiter=skilletegn, strict=True)
    start = linje + 1
    linjer: list[int] = []
    raekker: list[list[str]] = []
    try:
        for raekke in laeser:
            if any(raekke):
                if spring:
                    spring -= 1
                else:
                    linjer.append(start)
                    raekker.append(raekke)
            start = linje + laeser.line_num + 1
            if len(raekker) >= PORTION:
                yield linjer, raekker  # type: ignore[misc]
                linjer, raekker = [], []
    except csv.Error:
        raise filfejl(
            _("{sti}, linje {linje}", sti=sti, linje=start),
            "Anførselstegn passer ikke sammen i rækken, der begynder her.",
            'Sæt " om hele feltet, og skriv "" for et anførselstegn inde i det.',
            Exit.BESKADIGET,
        ) from None
    if raekker:
        yield linjer, raekker  # type: ignore[misc]
