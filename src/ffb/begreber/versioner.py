"""The catalogues that are loaded, in versions, and which version is in force on a day.

A catalogue is a folder with one `about.toml` and one CSV per version, shipped (`data/`) or imported
(`sted.py`); the versions of both make one catalogue. The version in force on a day is the one that began
last among those whose dates hold it; `find_perioder` is that rule as intervals.

Opinion taken: a code nobody knows is a fact about the data, not a fault in the program, so look-ups answer
None. A catalogue nobody knows is a fault, and raises. Which catalogues case work uses (`fag`) is told by the
kinds of their concepts, never by their names. Source: the `about.toml` of each catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from ffb.begreber.art import FAG_ART
from ffb.begreber.katalog import Begreb, Katalog, read_begreb_list
from ffb.begreber.sted import husk, rod_list
from ffb.errors import Exit, FfbError
from ffb.sprog import _

Periode = tuple[date | None, date | None, Katalog]


class UkendtKatalog(FfbError):
    """No catalogue or version of that name is loaded."""

    exit_code = Exit.BRUG


def _rod_list(rod: Path | None) -> tuple[Path, ...]:
    return rod_list() if rod is None else (rod,)


@husk
def _read_about(sti: Path) -> dict[str, Any]:
    import tomllib

    with sti.open("rb") as fil:
        return tomllib.load(fil)


def load_about(navn: str, rod: Path | None = None) -> dict[str, Any]:
    """What is said of a catalogue by the first root that has it; empty if none has."""
    for r in _rod_list(rod):
        if (sti := r / navn / "about.toml").is_file():
            return _read_about(sti)
    return {}


@husk
def _navne(rod: Path | None) -> tuple[str, ...]:
    fundet = {about.parent.name for r in _rod_list(rod) for about in r.glob("*/about.toml")}
    foerst = {n for n in fundet if load_about(n, rod).get("foerst")}
    return tuple(sorted(fundet, key=lambda navn: (navn not in foerst, navn)))


def katalog_navn_list(rod: Path | None = None) -> tuple[str, ...]:
    """Names of the catalogues that are loaded: those that say `foerst` themselves, then by name."""
    return _navne(rod)


def load_katalog(katalog_id: str, rod: Path | None = None) -> Katalog:
    """One version by its id, e.g. `ffb/2023-05`; read once, then kept.

    Raises UkendtKatalog if there is none, Laesefejl if its file cannot be read.
    """
    navn = katalog_id.partition("/")[0]
    kendte = version_list(navn, rod) if navn in katalog_navn_list(rod) else ()
    for katalog in kendte:
        if katalog.id == katalog_id:
            return katalog
    raise UkendtKatalog(_ukendt(katalog_id, (k.id for k in katalog_list(rod))))


def _ukendt(sagt: str, kendte: Iterable[str]) -> str:
    return _(
        "Kataloget {sagt} findes ikke. Indlæste kataloger: {kendte}.",
        sagt=sagt,
        kendte=", ".join(kendte) or _("ingen"),
    )


def version_list(navn: str, rod: Path | None = None) -> tuple[Katalog, ...]:
    """All versions of one catalogue, newest first (by gaelder_fra, then id).

    Raises UkendtKatalog if no catalogue has that name.
    """
    return _versioner(navn, rod)


@husk
def _versioner(navn: str, rod: Path | None) -> tuple[Katalog, ...]:
    if navn not in katalog_navn_list(rod):
        raise UkendtKatalog(_ukendt(navn, katalog_navn_list(rod)))
    om = load_about(navn, rod)
    versioner: dict[str, Katalog] = {}
    for r in _rod_list(rod):
        if (sti := r / navn / "about.toml").is_file():
            for post in _read_about(sti).get("version", []):
                versioner.setdefault(post["id"], _load(r / navn, om, post))
    return tuple(sorted(versioner.values(), key=_alder, reverse=True))


def _alder(katalog: Katalog) -> tuple[date, str]:
    return katalog.gaelder_fra or date.min, katalog.id


def _load(mappe: Path, om: dict[str, Any], post: dict[str, Any]) -> Katalog:
    begreb_list, udgaaet_list = read_begreb_list(mappe / post["fil"])
    return Katalog(
        id=post["id"],
        navn=om["navn"],
        version=post["id"].partition("/")[2],
        gaelder_fra=post.get("gaelder_fra"),
        gaelder_til=post.get("gaelder_til"),
        system=om.get("system", ""),
        kilde="; ".join(dele for dele in (om.get("kilde"), post.get("kilde")) if dele),
        licens=post.get("licens", om.get("licens", "")),
        begreb_list=begreb_list,
        udgaaet_list=udgaaet_list,
    )


def katalog_list(rod: Path | None = None) -> tuple[Katalog, ...]:
    """Every version of every catalogue, the main one first, newest version first."""
    return tuple(katalog for navn in katalog_navn_list(rod) for katalog in version_list(navn, rod))


def load_katalog_paa(navn: str, dato: date, rod: Path | None = None) -> Katalog | None:
    """The version of a catalogue in force on a date; where two overlap, the one that began last.

    None if no version was in force. Raises UkendtKatalog if no catalogue has that name.
    """
    return next((k for k in version_list(navn, rod) if k.gaelder(dato)), None)


def find_perioder(versioner: Sequence[Katalog]) -> list[Periode]:
    """When each version is in force: intervals (both ends inclusive, None = no bound) in order of time.

    A version may have several: an imported one with an end puts the open one it lies in out of force only
    for its own days.
    """
    skel = {k.gaelder_fra for k in versioner if k.gaelder_fra}
    skel |= {
        k.gaelder_til + timedelta(days=1) for k in versioner if k.gaelder_til and k.gaelder_til < date.max
    }
    ud: list[Periode] = []
    graenser = [None, *sorted(skel)]
    for fra, naeste in zip(graenser, [*graenser[1:], None], strict=True):
        i_kraft = [k for k in versioner if k.gaelder(fra or date.min)]
        if not i_kraft:
            continue
        katalog, til = max(i_kraft, key=_alder), naeste - timedelta(days=1) if naeste else None
        if ud and ud[-1][2] is katalog and ud[-1][1] == (fra - timedelta(days=1) if fra else None):
            ud[-1] = (ud[-1][0], til, katalog)
        else:
            ud.append((fra, til, katalog))
    return ud


@husk
def opslag_list(navn: str, rod: Path | None = None) -> tuple[Katalog, ...]:
    """The versions of a catalogue in the order a code is looked up without a date: the one in force last
    first, then those before it, then those that are in force on no day."""
    versioner = version_list(navn, rod)
    i_kraft = [katalog for _fra, _til, katalog in reversed(find_perioder(versioner))]
    return tuple({k.id: k for k in (*i_kraft, *versioner)}.values())


@husk
def fag_navn_list(rod: Path | None = None) -> tuple[str, ...]:
    """Catalogues that case work uses: some version of them has ydelser, temaer, levels or the like."""
    return tuple(
        navn
        for navn in katalog_navn_list(rod)
        if any(not FAG_ART.isdisjoint(k.art_antal()) for k in version_list(navn, rod))
    )


@husk
def fag_version_list(system: str | None = None, rod: Path | None = None) -> tuple[Katalog, ...]:
    """Every version of those catalogues, in the order of `opslag_list` within each.

    Args:
        system: only the catalogues with this identifier.
    """
    alle = (k for navn in fag_navn_list(rod) for k in opslag_list(navn, rod))
    return tuple(k for k in alle if system is None or k.system == system)


def find_begreb(kode: str | None, dato: date | None = None, rod: Path | None = None) -> Begreb | None:
    """The concept of a code in the catalogues of case work.

    With a date: as it stood in the version in force that day. Without: as the newest version that knows it
    has it, so a withdrawn code is still named. None if unknown: the row it came from is kept and marked.
    Never raises over the code.
    """
    if dato is not None:
        paa_dagen = (load_katalog_paa(navn, dato, rod) for navn in fag_navn_list(rod))
        fundet = (katalog.find(kode) for katalog in paa_dagen if katalog is not None)
    else:
        fundet = (katalog.find(kode) for katalog in fag_version_list(None, rod))
    return next((begreb for begreb in fundet if begreb is not None), None)


def overtema_kode(kode: str, dato: date | None = None, rod: Path | None = None) -> str | None:
    """The overtema of a tema (an overtema is its own); None for any other or unknown code."""
    if dato is not None:
        paa_dagen = (load_katalog_paa(navn, dato, rod) for navn in fag_navn_list(rod))
        versioner = [k for k in paa_dagen if k is not None]
    else:
        versioner = list(fag_version_list(None, rod))
    return next((k.overtema_kode(kode) for k in versioner if k.find(kode)), None)


def art_kode_list(system: str, art: str) -> tuple[Begreb, ...]:
    """The concepts of one kind, as the newest version of that system's catalogue has them."""
    fundet = fag_version_list(system)
    return fundet[0].art(art) if fundet else ()
