"""A catalogue version as read from an official file, before it is a version: what it says, what is wrong.

Opinion taken: a draft with a fault is never imported; every fault is told at once, each with its place.
What the source leaves out (kind, level, short name, law) is taken from the same code in the version before,
never from a guess (`arter.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from ffb.begreber.katalog import Begreb
from ffb.errors import Exit, Filfejl
from ffb.sprog import Dansk, _

VIST = 25
"""So many faults of one kind are listed; then how many more there are."""
DYBDE = 40
"""No catalogue is deeper; a deeper file is broken, or made to break us."""
FLEST = 1_000_000

Fejlsted = tuple[str, Dansk, Dansk]


@dataclass(slots=True)
class Post:
    """One concept as its file has it; `nr` is its line (`fil` is a table) or its number in the file."""

    kode: str
    term: str
    overordnet_kode: str | None
    fil: str
    nr: int
    definition: str | None = None
    art: str | None = None
    vaerdi: int | None = None
    kortnavn: str | None = None
    lov: tuple[str, ...] = ()
    erstattes_af: tuple[str, ...] = ()
    udgaaet: bool = False

    @property
    def sted(self) -> str:
        if self.fil.lower().endswith((".csv", ".txt")):
            return _("{sti}, linje {linje}", sti=self.fil, linje=self.nr)
        return _("{sti}, begreb nr. {nr}", sti=self.fil, nr=self.nr)


@dataclass(slots=True)
class Udkast:
    """What the files of one import say together.

    Args:
        system: identifier of the code system, `` if the files have none.
        version, titel: as the files write them, `` if they do not.
        dato: the day the source itself gives it from, if it does.
        filer: names of the files read.
        poster: concepts in the order of the files.
        vaerdisaet: name of a value set -> its codes.
        erstatter: code -> the codes that replace it, where the source tells it of the new one.
        noter: what was odd and how it was read.
        fejl: faults of places, gathered by the readers.
    """

    system: str = ""
    version: str = ""
    titel: str = ""
    dato: date | None = None
    filer: list[str] = field(default_factory=list)
    poster: list[Post] = field(default_factory=list)
    vaerdisaet: dict[str, set[str]] = field(default_factory=dict)
    erstatter: dict[str, list[str]] = field(default_factory=dict)
    noter: list[str] = field(default_factory=list)
    fejl: list[Filfejl] = field(default_factory=list)

    def add_fejl(self, sted: str, hvad: Dansk, goer: Dansk) -> None:
        self.fejl.append(Filfejl(sted, hvad, goer, Exit.BESKADIGET))

    def build(self, art: dict[str, str]) -> tuple[tuple[Begreb, ...], tuple[Begreb, ...]]:
        """(concepts, withdrawn), each with its kind and its depth in the tree. Only without faults."""
        dybde = find_dybder(self.poster)
        i_brug = [p for p in self.poster if not p.udgaaet]
        udgaaet = [p for p in self.poster if p.udgaaet]
        kendte = {p.kode for p in self.poster}
        ud = tuple(_begreb(p, art[p.kode], dybde[p.kode], self.erstatter) for p in i_brug)
        gamle = [_begreb(p, art[p.kode], 0, self.erstatter) for p in udgaaet]
        gamle += [
            Begreb(kode, "", None, "begreb", erstattes_af=tuple(nye))
            for kode, nye in self.erstatter.items()
            if kode not in kendte
        ]
        return ud, tuple(gamle)


def _begreb(p: Post, art: str, niveau: int, erstatter: dict[str, list[str]]) -> Begreb:
    return Begreb(
        kode=p.kode,
        term=p.term,
        overordnet_kode=p.overordnet_kode,
        art=art,
        niveau=niveau,
        vaerdi=p.vaerdi,
        kortnavn=p.kortnavn,
        lov=p.lov,
        definition=p.definition,
        erstattes_af=p.erstattes_af or tuple(erstatter.get(p.kode, ())),
    )


def find_dybder(poster: list[Post]) -> dict[str, int]:
    """Code -> depth, 0 at the top. Assumes a tree: no rings, every parent there."""
    over = {p.kode: p.overordnet_kode for p in poster}
    dybde: dict[str, int] = {}
    for kode in over:
        vej = []
        nu: str | None = kode
        while nu is not None and nu not in dybde:
            vej.append(nu)
            nu = over.get(nu)
        niveau = -1 if nu is None else dybde[nu]
        for nr, trin in enumerate(reversed(vej), start=1):
            dybde[trin] = niveau + nr
    return dybde


def check_udkast(udkast: Udkast) -> list[Filfejl]:
    """Every fault of the draft: the readers' own, then those of codes and of the tree."""
    ud = list(udkast.fejl)
    for find in (_tomme, _dobbelte, _foraeldreloese, _ringe, _for_dybe):
        fundet = list(find(udkast.poster))
        ud += [Filfejl(sted, hvad, goer, Exit.BESKADIGET) for sted, hvad, goer in fundet[:VIST]]
        if len(fundet) > VIST:
            hvad = _("{antal} fejl mere af samme slags.", antal=len(fundet) - VIST)
            ud.append(Filfejl(udkast.filer[0], hvad, "Ret dem på samme måde.", Exit.BESKADIGET))
    if not udkast.poster:
        hvad = _("Der er ingen begreber i filen.")
        goer = _("Giv en CodeSystem (JSON), OIO Klasse (XML) eller CSV med kode og term.")
        ud.append(Filfejl(", ".join(udkast.filer), hvad, goer, Exit.INTET_AT_LAESE))
    if len(udkast.poster) > FLEST:
        hvad = _(
            "Filen har {antal} begreber; der må højst være {flest}.", antal=len(udkast.poster), flest=FLEST
        )
        ud.append(Filfejl(", ".join(udkast.filer), hvad, "Del kataloget i flere.", Exit.FOR_STOR))
    return ud


def _tomme(poster: list[Post]) -> Iterator[Fejlsted]:
    for p in poster:
        if not p.kode:
            yield p.sted, _("Koden er tom."), _("Skriv koden, eller slet begrebet.")
        elif not p.term and not p.udgaaet:
            yield p.sted, _("Koden {kode} har ingen term.", kode=p.kode), _("Skriv termen.")


def _dobbelte(poster: list[Post]) -> Iterator[Fejlsted]:
    foerst: dict[str, Post] = {}
    for p in poster:
        if p.kode and foerst.setdefault(p.kode, p) is not p:
            hvad = _("Koden {kode} står også i {sted}.", kode=p.kode, sted=foerst[p.kode].sted)
            yield p.sted, hvad, _("En kode må kun stå én gang i en version.")


def _foraeldreloese(poster: list[Post]) -> Iterator[Fejlsted]:
    koder = {p.kode for p in poster}
    for p in poster:
        if p.overordnet_kode and p.overordnet_kode not in koder and not p.udgaaet:
            hvad = _("{kode} ligger under {over}, som ikke er med.", kode=p.kode, over=p.overordnet_kode)
            yield p.sted, hvad, _("Tag det overordnede begreb med, eller lad feltet være tomt.")


def _ringe(poster: list[Post]) -> Iterator[Fejlsted]:
    """Each ring once, told at its first member in the file."""
    efter = {p.kode: p for p in reversed(poster)}  # of a code that stands twice, the first
    set_: dict[str, int] = {}
    for nr, p in enumerate(poster):
        vej: list[str] = []
        nu: str | None = p.kode
        while nu and nu in efter and nu not in set_:
            set_[nu] = nr
            vej.append(nu)
            nu = efter[nu].overordnet_kode
        if nu and set_.get(nu) == nr and nu in vej:
            ring = [*vej[vej.index(nu) :], nu]
            vist = ring if len(ring) <= 6 else [*ring[:4], "…", nu]
            hvad = _("Begreberne ligger under hinanden i ring: {ring}.", ring=" → ".join(vist))
            yield efter[nu].sted, hvad, _("Ret det overordnede begreb på et af dem.")


def _for_dybe(poster: list[Post]) -> Iterator[Fejlsted]:
    over = {p.kode: p.overordnet_kode for p in poster}
    if len(poster) <= DYBDE or any(_ringe(poster)):
        return
    dybde = find_dybder(poster)
    for p in poster:
        if dybde[p.kode] > DYBDE and dybde.get(over[p.kode] or "", 0) <= DYBDE:
            hvad = _("{kode} ligger mere end {dybde} trin nede.", kode=p.kode, dybde=DYBDE)
            yield p.sted, hvad, _("Kontrollér de overordnede begreber.")
