"""Catalogues: concepts with codes, in versions with validity dates.

A version holds from `gaelder_fra` to `gaelder_til`, both inclusive; None = no bound. Codes are the key
everywhere: names have moved between codes, and three names are borne by two codes each. Where the versions
lie and which of them is in force on a day: `versioner.py`.

Opinion taken: a code nobody knows is a fact about the data, not a fault in the program, so look-ups answer
None. A catalogue nobody knows is a fault, and raises.
Source: `byg_data.py` and the `about.toml` of each catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ffb.begreber.art import NIVEAU_ART, OVERTEMA_ART, UNDERTEMA_ART
from ffb.begreber.kode import normaliser_kode
from ffb.begreber.laes import Raekke, read_csv
from ffb.errors import Exit, Filfejl, Laesefejl
from ffb.sprog import Dansk, _

KRAEVET = ("kode", "term", "overordnet_kode")
UDGAAET = "udgaaet"


@dataclass(frozen=True, slots=True)
class Begreb:
    """One concept of one catalogue version.

    Args:
        kode: the key; a UUID in FFB.
        term: its Danish name, without blanks around it. Not unique.
        overordnet_kode: the code above it, None at the top.
        art: its kind (`art.ART_NAVN`).
        niveau: depth in the tree, 0 at the top.
        vaerdi: 0–4, or 9 = ikke vurderet, for the two level scales; else None.
        kortnavn: udvikle, fastholde … for måltype and result; else None.
        lov: paragraffer of a ydelse or tilbud, the main one first; else empty.
        definition: KL's own words, in imported versions only; we ship none.
        erstattes_af: codes to use instead, where the source says so.
    """

    kode: str
    term: str
    overordnet_kode: str | None
    art: str
    niveau: int = 0
    vaerdi: int | None = None
    kortnavn: str | None = None
    lov: tuple[str, ...] = ()
    definition: str | None = None
    erstattes_af: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Katalog:
    """One version of one catalogue, with look-ups in constant time.

    `begreb_list` keeps the order of the file; `gaelder_fra` and `gaelder_til` are inclusive, None = no bound.
    `udgaaet_list`: what the source itself lists as withdrawn; not concepts of this version.
    """

    id: str
    navn: str
    version: str
    gaelder_fra: date | None
    gaelder_til: date | None
    system: str
    kilde: str
    licens: str
    begreb_list: tuple[Begreb, ...]
    udgaaet_list: tuple[Begreb, ...] = ()
    _efter_kode: dict[str, Begreb] = field(init=False, repr=False, compare=False)
    _efter_art: dict[str, tuple[Begreb, ...]] = field(init=False, repr=False, compare=False)
    _efter_overordnet: dict[str | None, tuple[Begreb, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        efter_art: dict[str, list[Begreb]] = {}
        boern: dict[str | None, list[Begreb]] = {}
        for begreb in self.begreb_list:
            efter_art.setdefault(begreb.art, []).append(begreb)
            boern.setdefault(begreb.overordnet_kode, []).append(begreb)
        for art in NIVEAU_ART:
            efter_art.get(art, []).sort(key=lambda b: 99 if b.vaerdi is None else b.vaerdi)
        object.__setattr__(self, "_efter_kode", {b.kode: b for b in self.begreb_list})
        object.__setattr__(self, "_efter_art", {k: tuple(v) for k, v in efter_art.items()})
        object.__setattr__(self, "_efter_overordnet", {k: tuple(v) for k, v in boern.items()})

    def find(self, kode: str | None) -> Begreb | None:
        """The concept of a code, however it is wrapped; None if unknown. Never raises."""
        if kode is None:
            return None
        return self._efter_kode.get(kode) or self._efter_kode.get(normaliser_kode(kode))

    def art(self, art: str) -> tuple[Begreb, ...]:
        """All concepts of one kind, in the file's order; the level scales by value, 9 last."""
        return self._efter_art.get(art, ())

    def art_antal(self) -> dict[str, int]:
        """How many concepts there are of each kind, in the file's order of kinds."""
        return {art: len(begreb_list) for art, begreb_list in self._efter_art.items()}

    def boern(self, kode: str) -> tuple[Begreb, ...]:
        """The concepts directly under a code; empty for a leaf and for an unknown code."""
        begreb = self.find(kode)
        return self._efter_overordnet.get(begreb.kode, ()) if begreb else ()

    def sti(self, kode: str) -> tuple[Begreb, ...]:
        """The way from the top down to the code, itself included; empty if unknown. A loop is cut."""
        trin: list[Begreb] = []
        begreb = self.find(kode)
        while begreb is not None and begreb not in trin:
            trin.append(begreb)
            begreb = self.find(begreb.overordnet_kode)
        return tuple(reversed(trin))

    def overtema_kode(self, kode: str) -> str | None:
        """The overtema of a tema: an undertema's parent, an overtema itself; None for everything else."""
        begreb = self.find(kode)
        if begreb is None or begreb.art not in UNDERTEMA_ART + OVERTEMA_ART:
            return None
        return begreb.kode if begreb.art in OVERTEMA_ART else begreb.overordnet_kode

    def soeg(self, tekst: str, antal: int = 20) -> tuple[Begreb, ...]:
        """Concepts whose term answers the text, best first (see `soeg.find_term`); a code finds its own."""
        from ffb.begreber.soeg import find_term

        begreb = self.find(tekst)
        return (begreb,) if begreb else find_term(self.begreb_list, tekst, antal)

    def gaelder(self, dato: date) -> bool:
        """True if the version is in force on the date."""
        return (self.gaelder_fra or date.min) <= dato <= (self.gaelder_til or date.max)


def read_begreb_list(sti: Path) -> tuple[tuple[Begreb, ...], tuple[Begreb, ...]]:
    """The concepts of one catalogue file (ours, or any CSV with kode, term, overordnet_kode), and those it
    lists as withdrawn (column `status` = udgaaet).

    A parent that is not in the file is kept as it stands.
    Raises Laesefejl with every fault of form: missing column, empty or doubled code, level not a number.
    """
    set_: set[str] = set()
    fejl: list[Filfejl] = []
    ud: list[Begreb] = []
    udgaaet: list[Begreb] = []
    for linje, raekke in read_csv(sti, KRAEVET):
        kode = normaliser_kode(raekke["kode"])
        if kode in set_ or not kode:
            fejl.append(_linjefejl(sti, linje, "Koden er tom eller står der to gange."))
        set_.add(kode)
        try:
            (udgaaet if raekke.get("status") == UDGAAET else ud).append(_begreb(kode, raekke))
        except ValueError:
            fejl.append(_linjefejl(sti, linje, "niveau eller vaerdi er ikke et helt tal."))
    if fejl:
        raise Laesefejl(fejl)
    return tuple(ud), tuple(udgaaet)


def _begreb(kode: str, raekke: Raekke) -> Begreb:
    return Begreb(
        kode=kode,
        term=raekke.get("term", ""),
        overordnet_kode=normaliser_kode(raekke.get("overordnet_kode")) or None,
        art=raekke.get("art") or "begreb",
        niveau=int(raekke.get("niveau") or 0),
        vaerdi=int(raekke["vaerdi"]) if raekke.get("vaerdi") else None,
        kortnavn=raekke.get("kortnavn") or None,
        lov=_liste(raekke.get("lov")),
        definition=raekke.get("definition") or None,
        erstattes_af=tuple(normaliser_kode(k) for k in _liste(raekke.get("erstattes_af"))),
    )


def _liste(tekst: str | None) -> tuple[str, ...]:
    return tuple(p.strip() for p in (tekst or "").split(",") if p.strip())


def _linjefejl(sti: Path, linje: int, hvad: Dansk) -> Filfejl:
    return Filfejl(
        _("{sti}, linje {linje}", sti=sti.name, linje=linje),
        hvad,
        "Ret linjen og prøv igen.",
        Exit.BESKADIGET,
    )


def read_katalog_fil(sti: Path) -> Katalog:
    """A loose CSV file as a catalogue without dates, for comparison. Raises Laesefejl."""
    return Katalog(sti.name, sti.stem, "", None, None, "", sti.name, "", *read_begreb_list(sti))
