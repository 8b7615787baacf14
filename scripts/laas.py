"""Pin every dependency: names, versions and the hashes of all their files, no addresses.

`requirements.lock` is what the program needs to run (and to be built); `requirements-dev.lock` is what
comes on top for tests and checks, so the two can never disagree on a version. Both hold for every Python
and platform we support, since the hashes of all files of a version are listed.

Opinion taken: uv resolves, because it lists all hashes of a version without downloading the files; pip and
uv can both install from the result. Where uv is missing it is fetched into a throw-away environment. The
registry is the one pip is set up with; its address is never written.

Left out: the extra `spark`, which is large and not needed for anything `make` does.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

ROD = Path(__file__).resolve().parent.parent
DRIFT = ROD / "requirements.lock"
UDVIKLING = ROD / "requirements-dev.lock"
HOVED = "# Lavet af `make laas` ud fra pyproject.toml. Ret ikke i hånden.\n"


def read_krav() -> tuple[list[str], list[str], str]:
    """Requirements of pyproject.toml: (to build and run, to develop, lowest Python as "3.11")."""
    projekt = tomllib.loads((ROD / "pyproject.toml").read_text(encoding="utf-8"))
    drift = projekt["build-system"]["requires"] + projekt["project"]["dependencies"]
    laveste = re.sub(r"[^\d.]", "", projekt["project"]["requires-python"])
    return drift, projekt["dependency-groups"]["dev"], laveste


def find_uv(mappe: Path) -> str:
    """Path of uv: the one at hand, else one installed with pip in `mappe`."""
    fundet = shutil.which("uv")
    if fundet:
        return fundet
    venv.create(mappe, with_pip=True)
    bin_mappe = mappe / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([str(bin_mappe / "python"), "-m", "pip", "install", "--quiet", "uv"], check=True)
    return str(bin_mappe / "uv")


def read_pip_miljoe() -> dict[str, str]:
    """This process' environment, with pip's own index set for uv where pip has one."""
    svar = subprocess.run(
        [sys.executable, "-m", "pip", "config", "get", "global.index-url"],
        capture_output=True,
        text=True,
        check=False,
    )
    indeks = os.environ.get("PIP_INDEX_URL") or svar.stdout.strip()
    return os.environ | ({"UV_DEFAULT_INDEX": indeks} if indeks else {})


def resolve(uv: str, krav: list[str], laveste: str, ud: Path, *valg: str) -> None:
    """Write to `ud` the pinned closure of `krav`; pins already in `ud` stay unless `valg` has `--upgrade`.

    Raises:
        subprocess.CalledProcessError: no set of versions fits, or the registry does not answer.
    """
    kommando = [uv, "pip", "compile", "-", "--output-file", str(ud), "--python-version", laveste]
    kommando += ["--universal", "--generate-hashes", "--fork-strategy", "fewest"]
    kommando += ["--no-header", "--no-annotate", "--quiet", *valg]
    subprocess.run(kommando, input="\n".join(krav), text=True, check=True, env=read_pip_miljoe())


def split_blokke(tekst: str) -> dict[str, str]:
    """The lock as {package name: its lines, hashes included}."""
    blokke = re.split(r"^(?=[A-Za-z0-9])", tekst, flags=re.MULTILINE)
    return {re.split(r"[=\[ ]", blok, maxsplit=1)[0]: blok.rstrip() for blok in blokke if "==" in blok}


def write_lock(sti: Path, blokke: dict[str, str]) -> None:
    """Write the lock at `sti`.

    Raises:
        ValueError: an address is among the lines.
    """
    tekst = HOVED + "\n".join(blokke[navn] for navn in sorted(blokke)) + "\n"
    if "://" in tekst:
        raise ValueError(f"{sti.name} ville komme til at indeholde en adresse")
    sti.write_text(tekst, encoding="utf-8")


def make_locks(*, opgrader: bool) -> None:
    """Resolve both locks and write them."""
    drift, udvikling, laveste = read_krav()
    valg = ("--upgrade",) if opgrader else ()
    with tempfile.TemporaryDirectory() as midlertidig:
        mappe = Path(midlertidig)
        uv = find_uv(mappe / "uv")
        drift_ud, alt_ud = mappe / "drift.txt", mappe / "alt.txt"
        if DRIFT.exists():
            shutil.copy(DRIFT, drift_ud)
        resolve(uv, drift, laveste, drift_ud, *valg)
        drift_blokke = split_blokke(drift_ud.read_text(encoding="utf-8"))
        if UDVIKLING.exists():
            shutil.copy(UDVIKLING, alt_ud)
        resolve(uv, drift + udvikling, laveste, alt_ud, "--constraint", str(drift_ud), *valg)
        alle = split_blokke(alt_ud.read_text(encoding="utf-8"))
    write_lock(DRIFT, drift_blokke)
    write_lock(UDVIKLING, {navn: blok for navn, blok in alle.items() if navn not in drift_blokke})


def main() -> None:
    valg = argparse.ArgumentParser(description="Lås alle afhængigheder.")
    valg.add_argument("--opgrader", action="store_true", help="tag de nyeste versioner i stedet for de låste")
    make_locks(opgrader=valg.parse_args().opgrader)
    for sti in (DRIFT, UDVIKLING):
        print(f"{sti.name}: {len(split_blokke(sti.read_text(encoding='utf-8')))} pakker")


if __name__ == "__main__":
    main()
