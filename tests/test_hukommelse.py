"""The yardstick for memory measures the program itself, not the one that started it."""

from __future__ import annotations

import subprocess
import sys

from bench.hukommelse import hoejeste_mb


def test_a_small_child_of_a_large_parent_is_small() -> None:
    stor = bytearray(400_000_000)
    stor[::4096] = b"x" * len(stor[::4096])
    assert hoejeste_mb() > 400
    kode = "from bench.hukommelse import hoejeste_mb; print(hoejeste_mb())"
    barn = subprocess.run([sys.executable, "-c", kode], check=True, capture_output=True, text=True)
    assert float(barn.stdout) < 200
    assert len(stor)
