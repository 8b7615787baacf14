"""`--motor`: the same report to the byte on Spark, and a clear word where Spark cannot run."""

import importlib.util
import shutil
from pathlib import Path

import pytest

from ffb.cli import run

LEVERANCE = "KOMMUNE_KODE;SYSTEM;FIL_ID;INDBERETNINGSTIDSPUNKT\n9001;Testsystem;test-1;2026-01-10T08:00:00Z\n"
YDELSE = (
    "CPR;YDELSE_ID;SAGSNUMMER;DST_YDELSE;FFB_YDELSE_UUID;FFB_TILBUD_UUID;STARTDATO\n"
    "6101991234;Y1;S1;1.12.0.1;;9401777d-bdc5-4f52-9804-63c8cae9a792;2025-02-01\n"
    "6102704321;Y2;S2;1.12.0.1;638f44df-6bf2-47f8-9935-b8fdc83e5bf5;;2025-03-01\n"
)
HAR_SPARK = importlib.util.find_spec("pyspark") is not None and shutil.which("java") is not None


@pytest.fixture
def mappe(tmp_path, monkeypatch):
    (tmp_path / "noegle").write_text("a" * 64)
    monkeypatch.setenv("FFB_KEY_FILE", str(tmp_path / "noegle"))
    monkeypatch.delenv("FFB_SPARK", raising=False)
    sti = tmp_path / "leverance"
    sti.mkdir()
    (sti / "leverance.csv").write_text(LEVERANCE)
    (sti / "ydelse.csv").write_text(YDELSE)
    return sti


def rapport(mappe: Path, motor: str) -> int:
    valg = ["--periode", "2025", "--format", "json", "--out", str(mappe.parent / motor)]
    return run(["rapport", str(mappe), "--motor", motor, *valg])


@pytest.mark.skipif(not HAR_SPARK, reason="Spark eller Java findes ikke her")
def test_samme_rapport_fra_begge_motorer(mappe):
    assert rapport(mappe, "duckdb") == rapport(mappe, "spark") == 0
    svar = [(mappe.parent / motor / "rapport.json").read_bytes() for motor in ("duckdb", "spark")]
    assert b'"antal":2' in svar[0].replace(b" ", b"")
    assert svar[0] == svar[1]


@pytest.mark.parametrize("kommando", ["rapport", "tjek"])
def test_ukendt_motor(mappe, capsys, kommando):
    assert run([kommando, str(mappe), "--motor", "polars"]) == 10
    assert "duckdb og spark" in capsys.readouterr().err


def test_uden_spark(mappe, capsys, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda navn: None)
    assert rapport(mappe, "spark") == 10
    assert "ffb-platform[spark]" in capsys.readouterr().err


@pytest.mark.skipif(not HAR_SPARK, reason="Spark eller Java findes ikke her")
@pytest.mark.parametrize("miljoe", [{"PATH": ""}, {"JAVA_HOME": "findes-ikke"}])
def test_uden_java(mappe, capsys, monkeypatch, miljoe):
    monkeypatch.delenv("JAVA_HOME", raising=False)
    for navn, vaerdi in miljoe.items():
        monkeypatch.setenv(navn, vaerdi)
    assert rapport(mappe, "spark") == 10
    assert "Java findes ikke" in capsys.readouterr().err
