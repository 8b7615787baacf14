"""The handbook page shows what the commands really print: every console block is run and compared."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ffb import begreber as bg
from ffb.cli.begreber import app

SIDE = Path(__file__).parents[2] / "docs" / "haandbog" / "begreber.md"
BLOK = re.compile(r"```console\n\$ ffb begreber (?P<kommando>[^\n]*)\n(?P<ud>.*?)```", re.DOTALL)
BLOK_LIST = [(m["kommando"], m["ud"]) for m in BLOK.finditer(SIDE.read_text(encoding="utf-8"))]


def linjer(tekst: str) -> list[str]:
    return [linje.rstrip() for linje in tekst.splitlines() if linje.strip()]


def write_februar_2023(sti: Path) -> None:
    """FFB as it was before May 2023: one concept fewer, and the name Omgivelsesfaktorer on another code."""
    raekker = []
    for b in bg.load_katalog("ffb/2023-05").begreb_list:
        if b.term == "Omgivelsesfaktorer":
            ny_rod = b.overordnet_kode
        elif b.term == "Omgivelser":
            raekker.append(f"{b.kode};Omgivelsesfaktorer;{ny_rod}")
        else:
            raekker.append(f"{b.kode};{b.term};{b.overordnet_kode or ''}")
    sti.write_text("\n".join(["kode;term;overordnet_kode", *raekker]), encoding="utf-8")


def test_siden_har_eksempler() -> None:
    assert {kommando.split()[0] for kommando, _ in BLOK_LIST} == {"vis", "find", "diff"}


@pytest.mark.parametrize(("kommando", "ud"), BLOK_LIST, ids=[k for k, _ in BLOK_LIST])
def test_eksempel(kommando: str, ud: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_februar_2023(tmp_path / "ffb-2023-02.csv")
    monkeypatch.chdir(tmp_path)
    svar = CliRunner().invoke(app, shlex.split(kommando))
    assert svar.exit_code == 0
    assert linjer(svar.output) == linjer(ud)
