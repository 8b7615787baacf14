"""How a finding is mended in the system it came from: short texts per vendor and rule, by those who know.

Opinion taken: the texts are files anyone may edit, `<leverandoer>/<regel-id>.md`, and one TOML says which
system name is whose. Where no one has written anything, nothing is shown: others' programs are not ours to
guess at. What is wrong with the folder is said all at once, before any work. Source: 1-system, N10.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from ffb.errors import BrugsFejl
from ffb.model.fund import Fund
from ffb.rules.hoved import load_regler
from ffb.sprog import _

SYSTEMER = "systemer.toml"
FORKLARING = "README.md"
MAKS_TEGN = 2_000  # a short text; the vendor's manual is the place for more


@dataclass(frozen=True, slots=True)
class Leverandoertekster:
    """Texts by (vendor, rule), and the vendor of each system name (without regard to case)."""

    tekster: dict[tuple[str, str], str]
    systemer: dict[str, str]

    def find(self, system: str | None, regel: str) -> str | None:
        """The text for a finding of `regel` in `system`, or None."""
        leverandoer = self.systemer.get((system or "").strip().casefold())
        return self.tekster.get((leverandoer, regel)) if leverandoer else None

    def for_regel(self, regel: str) -> dict[str, str]:
        """Vendor -> text of one rule."""
        return {lev: tekst for (lev, id_), tekst in sorted(self.tekster.items()) if id_ == regel}


def find_standard() -> Path:
    """The texts that come with the program; in a checkout docs/leverandoer itself."""
    pakket = Path(str(files("ffb.rules"))) / "_leverandoer"
    return pakket if pakket.is_dir() else Path(__file__).resolve().parents[3] / "docs" / "leverandoer"


def read_leverandoertekster(mappe: Path | None = None) -> Leverandoertekster:
    """The texts of a folder; without one, those that come with the program.

    Raises:
        BrugsFejl: the folder is not there, or something in it cannot be used; names every such thing.
    """
    rod = mappe or find_standard()
    if mappe is not None and not rod.is_dir():
        raise BrugsFejl("--leverandoer: mappen findes ikke.")
    systemer, fejl = _read_systemer(rod / SYSTEMER)
    tekster: dict[tuple[str, str], str] = {}
    kendte = {r.id for r in load_regler()}
    for fil in _find_filer(rod):
        tekst, hvad = _read_tekst(fil, kendte)
        if hvad:
            fejl.append(f"{fil.parent.name}/{fil.name}: {hvad}")
        elif tekst:
            tekster[fil.parent.name, fil.stem] = tekst
    if fejl:
        raise BrugsFejl(
            _("--leverandoer: teksterne kan ikke bruges.") + "\n" + "\n".join(f"  {f}" for f in fejl)
        )
    return Leverandoertekster(tekster, systemer)


def _read_systemer(sti: Path) -> tuple[dict[str, str], list[str]]:
    """(system name, folded -> vendor, faults)."""
    if not sti.is_file():
        return {}, []
    try:
        indhold = tomllib.loads(sti.read_text(encoding="utf-8")).get("systemer", {})
        return {str(navn).strip().casefold(): str(lev) for navn, lev in indhold.items()}, []
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, AttributeError):
        return {}, [
            _('{fil}: kan ikke læses. Skriv under [systemer]: "Systemets navn" = "mappe".', fil=SYSTEMER)
        ]


def _find_filer(rod: Path) -> Iterator[Path]:
    for mappe in sorted(p for p in rod.iterdir() if p.is_dir()) if rod.is_dir() else ():
        yield from sorted(f for f in mappe.glob("*.md") if f.name != FORKLARING)


def _read_tekst(fil: Path, kendte: set[str]) -> tuple[str, str | None]:
    """(text on one line per paragraph, what is wrong)."""
    if fil.stem not in kendte:
        return "", _("der er ingen regel med det id")
    try:
        tekst = fil.read_text(encoding="utf-8").strip()
    except UnicodeDecodeError:
        return "", _("filen er ikke UTF-8")
    if len(tekst) > MAKS_TEGN:
        return "", _("teksten er på {antal} tegn; højst {hoejst}", antal=len(tekst), hoejst=MAKS_TEGN)
    return "\n\n".join(" ".join(afsnit.split()) for afsnit in tekst.split("\n\n")), None


def add_saadan(fund: Sequence[Fund], tekster: Leverandoertekster) -> list[Fund]:
    """The findings with the text of the vendor of the system they came from."""
    if not tekster.tekster:
        return list(fund)
    return [f.med(saadan=tekster.find(f.system, f.regel)) for f in fund]
