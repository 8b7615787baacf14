"""Catalogues: concepts with codes, in versions with validity dates.

A catalogue is a folder under `data/` with one `about.toml` and one CSV per version. A version holds from
`gaelder_fra` to `gaelder_til`, both inclusive; None = no bound. Codes are the key everywhere: names have
moved between codes, and three names are borne by two codes each.

Opinion taken: a code nobody knows is a fact about the data, not a fault in the program, so look-ups answer
None. A catalogue nobody knows is a fault, and raises.
Source: `byg_data.py` and the `about.toml` of each catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from ffb.begreber.art import NIVEAU_ART, OVERTEMA_ART, UNDERTEMA_ART
from ffb.begreber.kode import normaliser_kode
from ffb.begreber.laes import Raekke, read_csv
from ffb.errors import Exit, FfbError, Filfejl, Laesefejl
from ffb.sprog import Dansk, _

DATA_ROD = Path(__file__).parent / "data"
KRAEVET = ("kode", "term", "overordnet_kode")


class UkendtKatalog(FfbError):
    """No catalogue or version of that name is loaded."""

    exit_code = Exit.BRUG


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
    """

    kode: str
    term: str
    overordnet_kode: str | None
    art: str
    niveau: int = 0
    vaerdi: int | None = None
    kortnavn: str | None = None
    lov: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Katalog:
    """One version of one catalogue, with look-ups in constant time.

    `begreb_list` keeps the order of the file; `gaelder_fra` and `gaelder_til` are inclusive, None = no bound.
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


def read_begreb_list(sti: Path) -> tuple[Begreb, ...]:
    """The concepts of one catalogue file: ours, or any CSV with kode, term, overordnet_kode.

    A parent that is not in the file is kept as it stands.
    Raises Laesefejl with every fault of form: missing column, empty or doubled code, level not a number.
    """
    set_, fejl, ud = set(), [], []
    for linje, raekke in read_csv(sti, KRAEVET):
        kode = normaliser_kode(raekke["kode"])
        if kode in set_ or not kode:
            fejl.append(_linjefejl(sti, linje, "Koden er tom eller står der to gange."))
        set_.add(kode)
        try:
            ud.append(_begreb(kode, raekke))
        except ValueError:
            fejl.append(_linjefejl(sti, linje, "niveau eller vaerdi er ikke et helt tal."))
    if fejl:
        raise Laesefejl(fejl)
    return tuple(ud)


def _begreb(kode: str, raekke: Raekke) -> Begreb:
    return Begreb(
        kode=kode,
        term=raekke.get("term", ""),
        overordnet_kode=normaliser_kode(raekke.get("overordnet_kode")) or None,
        art=raekke.get("art") or "begreb",
        niveau=int(raekke.get("niveau") or 0),
        vaerdi=int(raekke["vaerdi"]) if raekke.get("vaerdi") else None,
        kortnavn=raekke.get("kortnavn") or None,
        lov=tuple(p.strip() for p in (raekke.get("lov") or "").split(",") if p.strip()),
    )


def _linjefejl(sti: Path, linje: int, hvad: Dansk) -> Filfejl:
    return Filfejl(
        _("{sti}, linje {linje}", sti=sti.name, linje=linje),
        hvad,
        "Ret linjen og prøv igen.",
        Exit.BESKADIGET,
    )


def read_katalog_fil(sti: Path) -> Katalog:
    """A loose CSV file as a catalogue without dates, for comparison. Raises Laesefejl."""
    begreb_list = read_begreb_list(sti)
    return Katalog(sti.name, sti.stem, "", None, None, "", sti.name, "", begreb_list)


@lru_cache(maxsize=64)
def _read_about(navn: str, rod: Path) -> dict[str, Any]:
    import tomllib

    with (rod / navn / "about.toml").open("rb") as fil:
        return tomllib.load(fil)


def katalog_navn_list(rod: Path = DATA_ROD) -> tuple[str, ...]:
    """Names of the catalogues that are loaded, `ffb` first, then by name."""
    fundet = {about.parent.name for about in rod.glob("*/about.toml")}
    return tuple(sorted(fundet, key=lambda navn: (navn != "ffb", navn)))


@lru_cache(maxsize=64)
def load_katalog(katalog_id: str, rod: Path = DATA_ROD) -> Katalog:
    """One version by its id, e.g. `ffb/2023-05`; read once, then kept.

    Raises UkendtKatalog if there is none, Laesefejl if its file cannot be read.
    """
    navn, _, version = katalog_id.partition("/")
    about = _read_about(navn, rod) if navn in katalog_navn_list(rod) else {}
    for post in about.get("version", []):
        if post["id"] == katalog_id:
            return Katalog(
                id=katalog_id,
                navn=about["navn"],
                version=version,
                gaelder_fra=post.get("gaelder_fra"),
                gaelder_til=post.get("gaelder_til"),
                system=about["system"],
                kilde=f"{about['kilde']}; {post['kilde']}",
                licens=about["licens"],
                begreb_list=read_begreb_list(rod / navn / post["fil"]),
            )
    raise UkendtKatalog(_ukendt(katalog_id, (k.id for k in katalog_list(rod))))


def _ukendt(sagt: str, kendte: Iterable[str]) -> str:
    return _(
        "Kataloget {sagt} findes ikke. Indlæste kataloger: {kendte}.",
        sagt=sagt,
        kendte=", ".join(kendte) or _("ingen"),
    )


@lru_cache(maxsize=16)
def version_list(navn: str, rod: Path = DATA_ROD) -> tuple[Katalog, ...]:
    """All versions of one catalogue, newest first (by gaelder_fra, then id).

    Raises UkendtKatalog if no catalogue has that name.
    """
    if navn not in katalog_navn_list(rod):
        raise UkendtKatalog(_ukendt(navn, katalog_navn_list(rod)))
    versioner = [load_katalog(post["id"], rod) for post in _read_about(navn, rod).get("version", [])]
    return tuple(sorted(versioner, key=lambda k: (k.gaelder_fra or date.min, k.id), reverse=True))


def katalog_list(rod: Path = DATA_ROD) -> tuple[Katalog, ...]:
    """Every version of every catalogue, `ffb` first, newest version first."""
    return tuple(katalog for navn in katalog_navn_list(rod) for katalog in version_list(navn, rod))


def load_katalog_paa(navn: str, dato: date, rod: Path = DATA_ROD) -> Katalog | None:
    """The version of a catalogue in force on a date; where two overlap, the one that began last.

    None if no version was in force. Raises UkendtKatalog if no catalogue has that name.
    """
    return next((k for k in version_list(navn, rod) if k.gaelder(dato)), None)


def find_begreb(kode: str | None, dato: date | None = None, rod: Path = DATA_ROD) -> Begreb | None:
    """The FFB concept of a code.

    With a date: as it stood in the version in force that day. Without: as the newest version that knows it
    has it, so a withdrawn code is still named. None if unknown: the row it came from is kept and marked.
    Never raises over the code.
    """
    if dato is not None:
        katalog = load_katalog_paa("ffb", dato, rod)
        return katalog.find(kode) if katalog else None
    fundet = (katalog.find(kode) for katalog in version_list("ffb", rod))
    return next((begreb for begreb in fundet if begreb is not None), None)


def overtema_kode(kode: str, dato: date | None = None, rod: Path = DATA_ROD) -> str | None:
    """The overtema of an FFB tema (an overtema is its own); None for any other or unknown code."""
    versioner = [k for k in version_list("ffb", rod) if dato is None or k.gaelder(dato)]
    return next((k.overtema_kode(kode) for k in versioner[: 1 if dato else None] if k.find(kode)), None)
