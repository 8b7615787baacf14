"""Run the long proofs and write what they showed: `make proof`, or `scripts/bevis.py NAVN …` for some.

A proof takes minutes where a test takes seconds: it is run before a release, not at every change. Each is
one function in BEVISER that returns its page and whether it holds. Its page, `docs/bevis/<navn>.md`, says
when, on what, and the result, and is committed. Exit code 1 if any does not hold; its page is written all
the same.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

ROD = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROD), str(ROD / "tests"), str(ROD / "src")]
MAPPE = ROD / "docs" / "bevis"


@dataclass(frozen=True, slots=True)
class Bevis:
    """What a proof came to. `svar`: one sentence. `indhold`: the rest of the page, in Markdown."""

    titel: str
    holder: bool
    svar: str
    indhold: str


def bevis_mutanter() -> Bevis:
    """Every mutant of every rule against the rule's own cases."""
    return Bevis(*import_module("rules.mutantbevis").find_bevis())


def bevis_drab() -> Bevis:
    """A real server killed 200 times while it receives."""
    return Bevis(*import_module("server.fejl.drabbevis").find_bevis())


def bevis_verdener() -> Bevis:
    """Report and rules in twenty times the worlds that `make test` draws."""
    return Bevis(*import_module("orakel.verdenbevis").find_bevis())


def bevis_diskretionering() -> Bevis:
    """Suppressed cells of generated tables attacked by linear programming."""
    return Bevis(*import_module("diskretionering.diskretbevis").find_bevis())


BEVISER: dict[str, Callable[[], Bevis]] = {
    "mutanter": bevis_mutanter,
    "drab": bevis_drab,
    "verdener": bevis_verdener,
    "diskretionering": bevis_diskretionering,
}


def write_side(navn: str, bevis: Bevis, sekunder: float) -> str:
    """The page of a proof."""
    return "\n".join([
        f"# {bevis.titel}",
        "",
        f"Skrevet af `make proof` (`scripts/bevis.py {navn}`).",
        "",
        f"**{'Holder' if bevis.holder else 'Holder ikke'}.** {bevis.svar}",
        "",
        f"- Kørt: {datetime.now(UTC):%Y-%m-%d}",
        f"- Maskine: {find_maskine()}",
        f"- Tid: {sekunder:.0f} sekunders CPU",
        "",
        bevis.indhold.rstrip(),
        "",
    ])  # fmt: skip


def find_maskine() -> str:
    """Kind, cores and Python; never a name of the machine."""
    kerner = os.cpu_count() or 1
    python = platform.python_version()
    return f"{platform.system()} {platform.machine()}, {kerner} kerner, Python {python}"


def run_bevis(navn: str) -> bool:
    """Run one proof and write its page; True if it holds."""
    start = sum(os.times()[:4])  # children's too
    bevis = BEVISER[navn]()
    MAPPE.mkdir(exist_ok=True)
    fil = MAPPE / f"{navn}.md"
    fil.write_text(write_side(navn, bevis, sum(os.times()[:4]) - start), encoding="utf-8")
    print(f"{navn}: {'holder' if bevis.holder else 'HOLDER IKKE'}. {bevis.svar} ({fil.relative_to(ROD)})")
    return bevis.holder


def main() -> int:
    parser = argparse.ArgumentParser(description="Kør de lange beviser")
    parser.add_argument("navne", nargs="*", metavar="NAVN", help=f"{', '.join(BEVISER)} (alle, hvis intet)")
    navne = parser.parse_args().navne or list(BEVISER)
    ukendte = [n for n in navne if n not in BEVISER]
    if ukendte:
        parser.error(f"ukendt: {', '.join(ukendte)}. Beviserne er {', '.join(BEVISER)}")
    holder = [run_bevis(n) for n in navne]
    return 0 if all(holder) else 1


if __name__ == "__main__":
    sys.exit(main())
