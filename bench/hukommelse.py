"""How much memory this program holds, and the most it has held."""

from __future__ import annotations

from pathlib import Path


def hoejeste_mb() -> float:
    """Peak resident memory of this program in MB, from `/proc` (Linux).

    Opinion taken: not `ru_maxrss`. That figure lives through fork and exec, so a small program started by a
    large one is said to have been as large as the one that started it.
    """
    return _mb("VmHWM:")


def holdt_mb() -> float:
    """Resident memory of this program now, in MB."""
    return _mb("VmRSS:")


def _mb(felt: str) -> float:
    for linje in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if linje.startswith(felt):
            return int(linje.split()[1]) / 1024
    raise RuntimeError(f"{felt} is not in /proc/self/status")
