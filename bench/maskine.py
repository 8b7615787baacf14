"""The machine a measurement was made on, and Danish numbers for its page."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Belastning:
    """Load of the machine (running processes, mean of a minute) at the start and the end of a part."""

    tal: list[float] = field(default_factory=list)


@contextmanager
def watch_belastning() -> Iterator[Belastning]:
    """Load before and after the block."""
    ud = Belastning([round(os.getloadavg()[0], 1)])
    try:
        yield ud
    finally:
        ud.tal.append(round(os.getloadavg()[0], 1))


def maskine() -> str:
    """One line: processor, cores, memory, system, Python."""
    return (
        f"{processor()}, {os.cpu_count()} kerner, {hukommelse_gb()} GB, "
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    )


def hukommelse_gb() -> int:
    """Whole gigabytes of memory."""
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)


def processor() -> str:
    """The processor's own name where the system tells it."""
    info = Path("/proc/cpuinfo")
    linjer = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    navne = (linje.partition(":")[2].strip() for linje in linjer if linje.startswith("model name"))
    return next(navne, platform.processor() or "ukendt processor")


def tal(vaerdi: float, decimaler: int | None = None) -> str:
    """Danish: 1.234,5. Without `decimaler` three figures that matter."""
    if vaerdi == 0:
        return "0"
    if decimaler is None:
        decimaler = next(
            (d for graense, d in ((100, 0), (10, 1), (1, 2), (0.1, 2)) if abs(vaerdi) >= graense), 3
        )
    return f"{vaerdi:,.{decimaler}f}".translate(str.maketrans(",.", ".,"))
