"""The report as files: JSON, CSV, XLSX, PDF and HTML.

Opinion taken: all files of a report are made in a work folder beside the target (mode 700) and moved in
place only when every one of them is whole. Files with CPR get mode 600.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from ffb.errors import BrugsFejl, FfbError
from ffb.rapport.resultat import Rapport
from ffb.render import csv, html, json, pdf, xlsx
from ffb.sprog import _

Skriver = Callable[[Rapport, Path, str], list[Path]]

_SKRIVERE: dict[str, Skriver] = {
    "json": json.write,
    "csv": csv.write,
    "xlsx": xlsx.write,
    "pdf": pdf.write,
    "html": html.write,
}
MED_CPR = frozenset({"json", "csv", "xlsx"})
_CPR = re.compile(r"(0[1-9]|[1-8]\d|9[01])(0[1-9]|1[0-2])\d\d-?\w{4}")


def write_rapport(
    rapport: Rapport, mappe: Path, formater: Sequence[str], *, navn: str | None = None
) -> list[Path]:
    """Write the report in `mappe`, one file per format (`csv`: a folder); all of them or none.

    Args:
        formater: names of `FORMATER`, in any order; twice is once.
        navn: stem of the files, e.g. `rapport`; else the report's own `filnavn`.

    Returns:
        the files, in the order asked for.

    Raises:
        BrugsFejl: a format is unknown.
        FfbError: the folder or a file cannot be written.
    """
    valgte = _valgte(formater)
    _tjek_sikker(rapport)
    try:
        mappe.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".ffb-", dir=mappe) as arbejde:
            kladder = [
                (fil, f in MED_CPR and not rapport.sikker)
                for f in valgte
                for fil in _SKRIVERE[f](rapport, Path(arbejde), navn or rapport.filnavn)
            ]
            return [_flyt(fil, Path(arbejde), mappe, lukket) for fil, lukket in kladder]
    except OSError as fejl:
        sted = Path(fejl.filename2 or fejl.filename or mappe).name
        raise FfbError(
            _(
                "{sted}: kan ikke skrives ({strerror}). Luk filen, hvis den er åben i et andet "
                "program, se efter plads på disken, eller vælg en anden mappe.",
                sted=sted,
                strerror=fejl.strerror,
            )
        ) from None


def _skriv_et(format_: str, rapport: Rapport, mappe: Path) -> list[Path]:
    return write_rapport(rapport, mappe, [format_])


FORMATER: dict[str, Callable[[Rapport, Path], list[Path]]] = {
    format_: partial(_skriv_et, format_) for format_ in _SKRIVERE
}


def _valgte(formater: Sequence[str]) -> list[str]:
    ukendte = [f for f in formater if f not in _SKRIVERE]
    if ukendte or not formater:
        hvad = (
            _("Ukendt format: {ukendte}.", ukendte=", ".join(ukendte))
            if ukendte
            else _("Der er ikke valgt noget format.")
        )
        raise BrugsFejl(_("{hvad} Vælg mellem {skrivere}.", hvad=hvad, skrivere=", ".join(_SKRIVERE)))
    return list(dict.fromkeys(formater))


def _flyt(fil: Path, arbejde: Path, mappe: Path, lukket: bool) -> Path:
    """Move a finished file from the work folder to its place, in one step."""
    maal = mappe / fil.relative_to(arbejde)
    maal.parent.mkdir(exist_ok=True)
    if lukket:
        fil.chmod(0o600)
    return fil.replace(maal)


def _tjek_sikker(rapport: Rapport) -> None:
    """A safe report with something like a CPR in a CPR column is a bug, and never leaves the house."""
    if not rapport.sikker:
        return
    for tabel in rapport.tabeller.values():
        if any(_CPR.fullmatch(str(raekke.get("cpr") or "")) for raekke in tabel.raekker):
            raise RuntimeError(f"Sikker kopi afvist: tabellen {tabel.navn} har CPR i kolonnen cpr")
