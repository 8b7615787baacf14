"""What a part of the benchmark found, and where it is kept: docs/maalinger/ydelse/<part>.json.

Opinion taken: a number stands beside its yardstick from the same run, or says why there is none; the ratio
and whether the target was met are worked out from the numbers, never stored. Two kinds of yardstick: a bound
(`graense`: what the work cannot cost less than; ratio = ours / bound, target at most) and a peer (`andre`:
how many times faster ours is, target at least). A number without a yardstick may have a target of its own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

ROD = Path(__file__).resolve().parent.parent
MAPPE = ROD / "docs" / "maalinger" / "ydelse"
Slags = Literal["", "graense", "andre"]


@dataclass(frozen=True, slots=True)
class Linje:
    """One number.

    Args:
        gruppe: the heading it stands under, e.g. the size of the data.
        hvad: what was measured.
        vaerdi: ours; None where it could not be measured.
        enhed: a unit ending in `/s` is a speed (more is better), any other a cost (less is better).
        slags, maalestok, dens: the kind of yardstick, its name and its number in the same unit.
        maal: at most so many times the bound, at least so many times the peer, else at most (speed: at least)
            this value.
        mangler: why `vaerdi` or `dens` is not there.
    """

    gruppe: str
    hvad: str
    vaerdi: float | None
    enhed: str
    slags: Slags = ""
    maalestok: str = ""
    dens: float | None = None
    maal: float | None = None
    mangler: str = ""

    @property
    def er_fart(self) -> bool:
        return self.enhed.endswith("/s")

    @property
    def forhold(self) -> float | None:
        """Ours / bound in cost, or how many times faster than the peer; None without both numbers."""
        if not self.slags or not self.vaerdi or not self.dens:
            return None
        dyrere = self.vaerdi / self.dens if not self.er_fart else self.dens / self.vaerdi
        return dyrere if self.slags == "graense" else 1 / dyrere

    @property
    def naaet(self) -> bool | None:
        """None where there is no target, or nothing to hold against it."""
        maalt = self.forhold if self.slags else self.vaerdi
        if self.maal is None or maalt is None:
            return None
        mindst = self.slags == "andre" or (not self.slags and self.er_fart)
        return maalt >= self.maal if mindst else maalt <= self.maal

    @property
    def noegle(self) -> str:
        """What an explanation names it by."""
        return " | ".join(d for d in (self.gruppe, self.hvad, self.maalestok) if d)


@dataclass(slots=True)
class Udbytte:
    """What measuring a part gives: its numbers, and sentences about the run (versions, what was compared)."""

    linjer: list[Linje]
    noter: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Del:
    """A part of the benchmark.

    Args:
        navn: its word on the command line and the name of its file.
        titel, om: heading and what was measured against what (Markdown).
        modul: the module whose `maal(lille: bool) -> Udbytte` measures it.
        kilder: files and folders of what is measured; when they change the numbers are stale.
        fast: part of `make bench`; the others are asked for by name.
    """

    navn: str
    titel: str
    om: str
    modul: str
    kilder: tuple[str, ...]
    fast: bool = True


@dataclass(slots=True)
class Maalt:
    """A part as it was measured. `aftryk`: of its `kilder` then. `lille`: only a try. `fejl`: it broke."""

    tid: str
    maskine: str
    belastning: list[float]
    sekunder: float
    aftryk: str
    linjer: list[Linje]
    noter: list[str] = field(default_factory=list)
    lille: bool = False
    fejl: str = ""


def write_maalt(del_: Del, maalt: Maalt, mappe: Path = MAPPE) -> Path:
    """Keep a part's numbers; returns the file."""
    mappe.mkdir(parents=True, exist_ok=True)
    sti = mappe / f"{del_.navn}.json"
    sti.write_text(json.dumps(asdict(maalt), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return sti


def read_maalt(del_: Del, mappe: Path = MAPPE) -> Maalt | None:
    """The part's newest numbers; None if it was never run."""
    sti = mappe / f"{del_.navn}.json"
    if not sti.exists():
        return None
    raa: dict[str, Any] = json.loads(sti.read_text(encoding="utf-8"))
    linjer = [Linje(**linje) for linje in raa.pop("linjer")]
    return Maalt(**raa, linjer=linjer)


def aftryk(kilder: Iterable[str], rod: Path = ROD) -> str:
    """What tells one state of the measured code from another: names and bytes of its files.

    Raises:
        FileNotFoundError: a source is named that is not there.
    """
    sum_ = hashlib.sha256()
    for kilde in kilder:
        sti = rod / kilde
        if not sti.exists():
            raise FileNotFoundError(kilde)
        filer = sorted(sti.rglob("*")) if sti.is_dir() else [sti]
        for fil in filer:
            if fil.is_file() and "__pycache__" not in fil.parts:
                sum_.update(fil.relative_to(rod).as_posix().encode() + b"\0" + fil.read_bytes() + b"\0")
    return sum_.hexdigest()[:16]
