"""The house rules that no other tool checks.

Length of files and functions, folder names we avoid, registry addresses and paths of one machine. Prints
every fault as `file:line: what`, never the first only; exit code 1 if there is any.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROD = Path(__file__).resolve().parent.parent
MAKS_FIL = 400
MAKS_FUNKTION = 60
UNDGAA_MAPPER = frozenset({"utils", "common", "helpers", "core", "services", "managers"})
UDELAD = re.compile(r"\.git|\.venv|\.hypothesis|\..*_cache|__pycache__|dist|ffb-(demo|data|rapport)")

# Written in pieces so that this file does not hold what it looks for.
REGISTRE = tuple(
    ".".join(dele)
    for dele in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("deb", "debian", "org"))
)
HEL_LAAS = re.compile(r"select_for_update\((?![^)]*no_key=True)")  # ffb.server.database.skrivning
MASKINSTI = re.compile(r"(?<![\w.~-])/(?:" + "|".join(("work", "root", "home", "Users", "opt")) + r")/\w")


def find_filer(rod: Path) -> list[Path]:
    """Files that belong to the project: git's list, or every file where git cannot tell."""
    kommando = ["git", "-C", str(rod), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    svar = subprocess.run(kommando, capture_output=True, text=True, check=False)
    if svar.returncode == 0:
        navne = [rod / navn for navn in svar.stdout.split("\0") if navn]
    else:
        navne = [s for s in rod.rglob("*") if not any(map(UDELAD.fullmatch, s.relative_to(rod).parts))]
    return sorted(sti for sti in navne if sti.is_file())


def check_tekst(tekst: str, rod: Path) -> Iterator[tuple[int, str]]:
    """Registry addresses, machine paths and locks that hold too much in a text, as (line, what)."""
    for nr, linje in enumerate(tekst.splitlines(), start=1):
        if HEL_LAAS.search(linje):
            yield nr, "en lås uden no_key=True: rækker, der peger på den låste, kommer til at vente"
        if any(vaert in linje for vaert in REGISTRE):
            yield nr, "adressen på et pakkeregister"
        if MASKINSTI.search(linje) or str(rod) in linje:
            yield nr, "en sti, der kun findes på én maskine"


def check_laengde(tekst: str) -> Iterator[tuple[int, str]]:
    """Too long files and functions of Python source, as (line, what)."""
    linjer = tekst.count("\n")
    if linjer > MAKS_FIL:
        yield 1, f"{linjer} linjer; højst {MAKS_FIL}: del filen efter, hvad den handler om"
    for knude in ast.walk(ast.parse(tekst)):
        if isinstance(knude, ast.FunctionDef | ast.AsyncFunctionDef):
            laengde = (knude.end_lineno or knude.lineno) - knude.lineno + 1
            if laengde > MAKS_FUNKTION:
                yield knude.lineno, f"{knude.name} er {laengde} linjer; højst {MAKS_FUNKTION}"


def check_fil(sti: Path, rod: Path) -> Iterator[tuple[int, str]]:
    """Every fault of one file."""
    dele = sti.relative_to(rod).parts
    for mappe in UNDGAA_MAPPER & set(dele[:-1]):
        yield 0, f"mappenavnet '{mappe}' siger ikke, hvad der ligger i den"
    data = sti.read_bytes()
    if b"\0" in data:
        return
    tekst = data.decode("utf-8", errors="replace")
    yield from check_tekst(tekst, rod)
    if sti.suffix == ".py" and dele[0] != "tests":
        yield from check_laengde(tekst)


def check_hus(rod: Path) -> list[str]:
    """Every fault in the tree under `rod`, as `file:line: what`."""
    return [
        f"{sti.relative_to(rod).as_posix()}:{nr}: {hvad}"
        for sti in find_filer(rod)
        for nr, hvad in sorted(check_fil(sti, rod))
    ]


def main() -> int:
    fejl = check_hus(ROD)
    print("\n".join(fejl) or "Husregler: i orden")
    return 1 if fejl else 0


if __name__ == "__main__":
    sys.exit(main())
