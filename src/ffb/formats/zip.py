"""ZIP files from strangers: checked from the directory before anything is unpacked, and while it is.

Opinion taken: nothing is ever unpacked to disk, so a path that climbs out can do no harm here; it is still
refused, because whoever made it meant harm. An XLSX is a ZIP and goes through the same checks.
"""

from __future__ import annotations

import io
import lzma
import re
import stat
import zipfile
import zlib
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast

from ffb.errors import Exit, Filfejl, Laesefejl
from ffb.formats.graenser import Graenser, filfejl, vis_bytes, vis_sti
from ffb.sprog import Dansk, _

_DREV = re.compile(r"^[A-Za-z]:")
_ZIP_FEJL = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)
BESKADIGET_GOER: Dansk = "Hent eller dan filen igen, og prøv så igen."


class ZipSamling:
    """The members of a checked ZIP, as a folder (see `samling.Samling`)."""

    er_zip = True

    def __init__(self, sti: str, fil: Path, graenser: Graenser) -> None:
        """Raises Laesefejl with every fault of the directory."""
        self.sti = sti
        self._graenser = graenser
        self._zip = open_zip(fil, sti)
        info_list = [i for i in self._zip.infolist() if not i.is_dir()]
        fejl = check_zip(info_list, sti, fil.stat().st_size, graenser, graenser.zip_bytes)
        if fejl:
            self.close()
            raise Laesefejl(fejl)
        self._info = {i.filename: i for i in info_list}

    @property
    def navne(self) -> list[str]:
        return sorted(self._info)

    def vis(self, navn: str) -> str:
        return f"{self.sti}!{navn}" if navn else self.sti

    def tid(self, navn: str) -> datetime:
        """The member's own time: local and without zone, as ZIP keeps it."""
        try:
            return datetime(*self._info[navn].date_time)  # noqa: DTZ001
        except ValueError:
            return datetime(1980, 1, 1)  # noqa: DTZ001

    def open(self, navn: str) -> BinaryIO:
        return open_medlem(self._zip, self._info[navn], self.vis(navn), self._graenser)

    def close(self) -> None:
        self._zip.close()


def open_zip(fil: Path | BinaryIO, sti: str) -> zipfile.ZipFile:
    """Raises Laesefejl if it is no ZIP or is cut off."""
    try:
        return zipfile.ZipFile(fil)
    except _ZIP_FEJL:
        art = "XLSX" if sti.lower().endswith(".xlsx") else "ZIP"
        hvad = _("Filen er ikke en hel {art}-fil (afkortet eller beskadiget).", art=art)
        raise filfejl(sti, hvad, BESKADIGET_GOER, Exit.BESKADIGET) from None


def check_zip(
    info_list: list[zipfile.ZipInfo], sti: str, filstoerrelse: int, graenser: Graenser, loft: int
) -> list[Filfejl]:
    """Every fault that shows in the directory of a ZIP; `loft` = bytes it may unpack to."""
    fejl: list[Filfejl] = []

    def meld(sted: str, hvad: Dansk, goer: Dansk, kode: Exit) -> None:
        fejl.append(Filfejl(vis_sti(sted), hvad, goer, kode))

    if len(info_list) > graenser.medlemmer:
        hvad = _(
            "ZIP-filen har {antal} filer; højst {hoejst} læses.",
            antal=len(info_list),
            hoejst=graenser.medlemmer,
        )
        meld(sti, hvad, "Del leverancen i flere ZIP-filer.", Exit.FOR_STOR)
    if sum(i.file_size for i in info_list) > loft:
        hvad = _("ZIP-filen fylder mere end {loft} pakket ud.", loft=vis_bytes(loft))
        meld(sti, hvad, "Del leverancen i flere filer.", Exit.FOR_STOR)
    if sum(i.compress_size for i in info_list) > filstoerrelse:
        meld(sti, "ZIP-filens indhold overlapper sig selv.", BESKADIGET_GOER, Exit.USIKKER_STI)
    if len({i.filename for i in info_list}) < len(info_list):
        meld(sti, "To filer i ZIP-filen har samme navn.", "Giv hver fil sit navn.", Exit.USIKKER_STI)
    for info in info_list:
        fejl.extend(_check_medlem(info, f"{sti}!{info.filename}", graenser))
    return fejl


def _check_medlem(info: zipfile.ZipInfo, sted: str, graenser: Graenser) -> list[Filfejl]:
    sted = vis_sti(sted)
    fejl = []
    if er_usikker(info.filename) or stat.S_ISLNK(info.external_attr >> 16):
        hvad = "Stien peger ud af ZIP-filen eller er en genvej."
        fejl.append(Filfejl(sted, hvad, "Pak filerne igen med almindelige stier.", Exit.USIKKER_STI))
    if info.flag_bits & 1:
        hvad = "Filen er låst med adgangskode."
        fejl.append(Filfejl(sted, hvad, "Pak den uden adgangskode.", Exit.BESKADIGET))
    if info.file_size > graenser.medlem_bytes(info.compress_size):
        hvad = _("Filen pakker ud til mere end {forhold} gange sin størrelse.", forhold=graenser.forhold)
        fejl.append(Filfejl(sted, hvad, "Pak den ud, og send den upakket.", Exit.FOR_STOR))
    if info.filename.lower().endswith(".zip"):
        hvad = "Der ligger en ZIP-fil i ZIP-filen."
        fejl.append(Filfejl(sted, hvad, "Pak den inderste ud, og send den for sig.", Exit.USIKKER_STI))
    return fejl


def er_usikker(navn: str) -> bool:
    """True for a member name that is absolute, climbs, or hides what it is."""
    return (
        navn.startswith("/")
        or "\\" in navn
        or "\0" in navn
        or _DREV.match(navn) is not None
        or ".." in navn.split("/")
    )


def open_medlem(pakke: zipfile.ZipFile, info: zipfile.ZipInfo, sted: str, graenser: Graenser) -> BinaryIO:
    """A member as a stream that stops at its limit, whatever the directory said.

    Raises:
        Laesefejl: it cannot be unpacked; here or while it is read.
    """
    try:
        kilde = cast(BinaryIO, pakke.open(info))
    except _ZIP_FEJL:
        raise _beskadiget(sted) from None
    vagt = _Vagt(kilde, sted, graenser.medlem_bytes(info.compress_size))
    return cast(BinaryIO, io.BufferedReader(vagt, 1 << 16))


def _beskadiget(sted: str) -> Laesefejl:
    return filfejl(sted, "Filen kan ikke pakkes ud (beskadiget).", BESKADIGET_GOER, Exit.BESKADIGET)


class _Vagt(io.RawIOBase):
    """Counts what comes out of a member."""

    def __init__(self, kilde: BinaryIO, sted: str, loft: int) -> None:
        self._kilde, self._sted, self._rest = kilde, sted, loft

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._kilde.read(len(buffer))
        except _ZIP_FEJL:
            raise _beskadiget(self._sted) from None
        self._rest -= len(data)
        if self._rest < 0:
            raise filfejl(
                self._sted,
                "Filen pakker ud til mere, end ZIP-filen siger.",
                "Filen er ikke til at stole på; dan den igen.",
                Exit.FOR_STOR,
            )
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._kilde.close()
        super().close()
