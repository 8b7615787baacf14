"""The command line itself: values as typer makes them, what is loaded, and a reader that leaves."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from ffb.cli import app, run
from ffb.cli.hjaelp import build_kommando
from ffb.errors import Exit

BUNDLE = Path(__file__).resolve().parents[3] / "shared" / "data" / "uddatasaet" / "encounter-7.json"
findes = pytest.mark.skipif(not BUNDLE.is_file(), reason="../shared findes ikke her")
LINJER = (
    ("a.json",),
    ("a.json", "b", "--kommune", "0101", "--json", "ud.json", "--streng"),
    ("a", "--periode", "2025", "--mapning", "m.xlsx", "--sikker", "--lang", "da"),
)
"""Lines of `ffb tjek`: absent, text, path, several paths, flags."""


@pytest.mark.parametrize("linje", LINJER)
def test_values_are_those_typer_makes(linje: tuple[str, ...]) -> None:
    kommando = build_kommando(app, ("tjek", *linje)).commands["tjek"]
    ens = typer.main.get_command(app).commands["tjek"]
    uden_lang = list(linje[: linje.index("--lang")] if "--lang" in linje else linje)
    vores, deres = (
        k.make_context("tjek", list(ord_)).params for k, ord_ in ((kommando, linje), (ens, uden_lang))
    )
    vores.pop("lang", None)
    assert vores == deres
    assert {n: type(v) for n, v in vores.items()} == {n: type(v) for n, v in deres.items()}


def test_only_the_command_named_is_made_and_all_without_one() -> None:
    assert set(build_kommando(app, ["tjek"]).commands) == {"tjek"}
    assert set(build_kommando(app, ["begreber", "vis"]).commands) == {"begreber"}
    assert len(build_kommando(app, ["tjk"]).commands) > 10
    assert run(["tjk"]) == Exit.BRUG


@findes
def test_a_check_loads_nothing_it_does_not_use(tmp_path: Path) -> None:
    """pydantic and Arrow's compute took a fifth of the time of a bundle's check."""
    kode = (
        "import atexit, sys; from ffb.cli import main; tunge = {'pydantic', 'pyarrow.compute', 'typst'}; "
        "atexit.register(lambda: print('HENTET', *sorted(tunge & set(sys.modules)))); "
        f"main(['tjek', {str(BUNDLE)!r}, '--kommune', '9001'])"
    )
    miljoe = os.environ | {"FFB_KEY_FILE": str(tmp_path / "noegle")}
    svar = subprocess.run(
        [sys.executable, "-c", kode], capture_output=True, text=True, check=False, env=miljoe
    )
    assert svar.returncode == Exit.KLAR_MED_MANGLER, svar.stderr
    assert svar.stdout.splitlines()[-1] == "HENTET"


@findes
def test_a_reader_that_leaves_is_no_verdict(tmp_path: Path) -> None:
    """`ffb tjek … | head`: codes 0-2 come from a finished check only."""
    laes, skriv = os.pipe()
    os.close(laes)
    try:
        svar = subprocess.run(
            [sys.executable, "-m", "ffb.cli", "tjek", str(BUNDLE), "--kommune", "9001"],
            stdout=skriv,
            stderr=subprocess.PIPE,
            env=os.environ | {"FFB_KEY_FILE": str(tmp_path / "noegle")},
            check=False,
        )
    finally:
        os.close(skriv)
    assert svar.returncode == Exit.LAESER_GAAET, svar.stderr
    assert b"Traceback" not in svar.stderr


def test_a_fault_nobody_reads_to_the_end_keeps_its_code(tmp_path: Path) -> None:
    """`ffb rapport … 2>&1 | head -1`."""
    stier = []
    for nr in range(30):
        stier.append(tmp_path / f"{nr}.json")
        stier[-1].write_text("{")
    laes, skriv = os.pipe()
    os.close(laes)
    try:
        svar = subprocess.run(
            [sys.executable, "-m", "ffb.cli", "rapport", *stier, "--periode", "2025"],
            stdout=subprocess.DEVNULL,
            stderr=skriv,
            check=False,
        )
    finally:
        os.close(skriv)
    assert svar.returncode == Exit.BESKADIGET
