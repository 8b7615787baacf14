"""The most memory this program has held."""

from __future__ import annotations

from pathlib import Path


def hoejeste_mb() -> float:
    """Peak resident memory of this program in MB, from `/proc` (Linux).

    Opinion taken: not `ru_maxrss`. That figure lives through fork and exec, so a small program started by a
    large one is said to have been as large as the one that started it.
    """
    for linje in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if linje.startswith("VmHWM:"):
            return int(linje.split()[1]) / 1024
    raise RuntimeError("VmHWM is not in /proc/self/status")
