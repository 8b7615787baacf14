"""The bundles of one leverance as a stream of `Fil`, one Bundle each, held one at a time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import BinaryIO

from ffb.errors import Exit, Filfejl, Laesefejl
from ffb.formats.graenser import Graenser, filfejl, vis_bytes
from ffb.formats.grundlag import Fil
from ffb.formats.kilde import Pakke
from ffb.sprog import _

STYKKE = 1 << 20
_UTF16 = (b"\xff\xfe", b"\xfe\xff")

Forbi = Callable[[str, str], None]
Fang = Callable[[list[Filfejl]], None]


class Bundter:
    """Every Bundle of a package, in order of name; gone through once.

    Args:
        forbi: told (path, why) of a JSON file that holds no FHIR.
        fang: given the faults of a file that is empty, too large or cannot be unpacked; the others are read.
        tael: count the lines of NDJSON first, so that progress can say how many there are.
    """

    def __init__(
        self, pakke: Pakke, graenser: Graenser, forbi: Forbi, fang: Fang, *, tael: bool = False
    ) -> None:
        self.laest = 0
        self._pakke, self._graenser, self._forbi, self._fang = pakke, graenser, forbi, fang
        self._antal = self._count(tael)

    def __len__(self) -> int:
        """About how many there are; 0 = not counted."""
        return self._antal

    def _count(self, tael: bool) -> int:
        navne = self._pakke.data_navne()
        if self._pakke.slags != "ndjson":
            return len(navne)
        if not tael:
            return 0
        with self._pakke.samling.open(navne[0]) as stroem:
            return 1 + sum(stykke.count(b"\n") for stykke in iter(lambda: stroem.read(STYKKE), b""))

    def __iter__(self) -> Iterator[Fil]:
        for navn in self._pakke.data_navne():
            try:
                for fil in self._iter_fil(navn):
                    self.laest += 1
                    yield fil
            except Laesefejl as laesefejl:
                self._fang(laesefejl.fejl)

    def _iter_fil(self, navn: str) -> Iterator[Fil]:
        sti = self._pakke.samling.vis(navn)
        with self._pakke.samling.open(navn) as stroem:
            if self._pakke.slags == "ndjson":
                yield from _iter_linjer(stroem, sti, self._graenser)
                return
            data = stroem.read(self._graenser.json_bytes + 1)
        _check_json(data, sti, self._graenser)
        if _er_fhir(data):
            yield Fil(sti, data)
        else:
            self._forbi(sti, _("JSON uden en FHIR-ressource"))


def _check_json(data: bytes, sti: str, graenser: Graenser) -> None:
    if not data.strip():
        raise filfejl(sti, "Filen er tom.", "Dan filen igen.", Exit.BESKADIGET)
    if len(data) > graenser.json_bytes:
        hvad = _(
            "Filen er over {hoejst}; en bundle handler om én borger.",
            hoejst=vis_bytes(graenser.json_bytes),
        )
        raise filfejl(sti, hvad, "Send én bundle pr. fil, eller NDJSON.", Exit.FOR_STOR)


def _er_fhir(data: bytes) -> bool:
    """False only for JSON that is whole and names no resource; the rest is for the FHIR reader to judge."""
    if b"resourceType" in data or data.startswith(_UTF16):
        return True
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return True
    return False


def _iter_linjer(stroem: BinaryIO, sti: str, graenser: Graenser) -> Iterator[Fil]:
    """Lines that are not blank, each with its number. Raises Laesefejl."""
    nr, tom = 0, True
    while linje := stroem.readline(graenser.linje_bytes + 1):
        nr += 1
        if len(linje) > graenser.linje_bytes:
            hvad = _("Linjen er længere end {hoejst}.", hoejst=vis_bytes(graenser.linje_bytes))
            goer = "Skriv én bundle pr. linje."
            raise filfejl(_("{sti}, linje {linje}", sti=sti, linje=nr), hvad, goer, Exit.FOR_STOR)
        if linje.strip():
            tom = False
            yield Fil(sti, linje, nr)
    if tom:
        raise filfejl(sti, "Filen er tom.", "Dan filen igen.", Exit.BESKADIGET)
