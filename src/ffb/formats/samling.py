"""A folder and a ZIP look alike to the readers: names, and a stream for each name."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from ffb.errors import Exit, Filfejl
from ffb.formats.graenser import filfejl, vis_sti
from ffb.sprog import _


class Samling(Protocol):
    """Files under one root. Names are relative, with `/`, sorted."""

    sti: str
    er_zip: bool

    @property
    def navne(self) -> list[str]: ...

    def vis(self, navn: str) -> str:
        """Where the file is, as a person writes it; "" is the root itself."""

    def tid(self, navn: str) -> datetime:
        """When the file was last written: local time, no zone."""

    def open(self, navn: str) -> BinaryIO:
        """Raises Laesefejl if the file cannot be opened."""


class MappeSamling:
    """Some or all of the files of a folder on disk."""

    er_zip = False

    def __init__(self, rod: Path, navne: list[str]) -> None:
        self.sti = str(rod)
        self.rod = rod
        self.navne = sorted(navne)

    def vis(self, navn: str) -> str:
        return str(self.rod / navn) if navn else self.sti

    def tid(self, navn: str) -> datetime:
        return datetime.fromtimestamp((self.rod / navn).stat().st_mtime)  # noqa: DTZ006

    def open(self, navn: str) -> BinaryIO:
        return open_fil(self.rod / navn)


def open_fil(fil: Path) -> BinaryIO:
    """Raises Laesefejl if the file cannot be opened."""
    try:
        return fil.open("rb")
    except OSError as fejl:
        raise filfejl(
            str(fil),
            _("Filen kan ikke åbnes ({strerror}).", strerror=fejl.strerror),
            "Tjek stien og rettighederne.",
            Exit.FINDES_IKKE,
        ) from None


def walk_mappe(rod: Path) -> tuple[MappeSamling, list[str], list[Filfejl]]:
    """All files under a folder, subfolders too.

    Returns:
        the files, what was passed over (links to folders, sockets), folders that cannot be opened.
    """
    navne: list[str] = []
    forbi: list[str] = []
    fejl: list[Filfejl] = []

    def meld(oserror: OSError) -> None:
        sted = vis_sti(str(oserror.filename))
        hvad = _("Mappen eller filen kan ikke åbnes ({strerror}).", strerror=oserror.strerror)
        fejl.append(Filfejl(sted, hvad, "Giv læseadgang.", Exit.FINDES_IKKE))

    for mappe, undermapper, filer in os.walk(rod, onerror=meld):
        undermapper.sort()
        her = Path(mappe)
        links = [n for n in undermapper if (her / n).is_symlink()]
        forbi += [_("{her}: genvej til en mappe følges ikke", her=her / n) for n in links]
        for fil in (her / navn for navn in filer):
            try:
                almindelig = fil.is_file()
            except OSError as oserror:
                meld(oserror)
                continue
            if almindelig:
                navne.append(fil.relative_to(rod).as_posix())
            else:
                forbi.append(_("{fil}: ikke en almindelig fil", fil=fil))
    return MappeSamling(rod, navne), forbi, fejl
