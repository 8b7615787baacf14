"""The nation's rows, made once and read by several parts: FFB_BENCH_LAND, else a folder thrown away."""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from bench import national, national_omraader


def make_land(gange: float) -> Path:
    """The folder of so many times the nation."""
    return make(f"land{gange:g}", lambda m: national.make_national_parquet(m, round(national.LANDET * gange)))


def make_land_med_omraader(gange: float) -> Path:
    """The same with the rows of other domains (FSIII, employment, accounts) beside them."""

    def lav(mappe: Path) -> None:
        for fil in make_land(gange).iterdir():
            if fil.name != "klar":
                (mappe / fil.name).symlink_to(fil)
        national_omraader.write_andre_omraader(mappe)

    return make(f"omraader{gange:g}", lav)


def make(navn: str, lav: Callable[[Path], object]) -> Path:
    """The folder `navn`, filled by `lav` unless this version of the generator already did."""
    mappe = _rod() / navn
    kilder = b"".join(Path(m.__file__).read_bytes() for m in (national, national_omraader))
    aftryk = hashlib.sha256(kilder).hexdigest()
    klar = mappe / "klar"
    if not klar.exists() or klar.read_text(encoding="ascii") != aftryk:
        shutil.rmtree(mappe, ignore_errors=True)
        mappe.mkdir(parents=True)
        lav(mappe)
        klar.write_text(aftryk, encoding="ascii")
    return mappe


def require_plads(gb: float) -> None:
    """So much free disk where the nation's rows lie, and where an engine spills. Raises RuntimeError."""
    ledig = min(shutil.disk_usage(mappe).free for mappe in (_rod(), tempfile.gettempdir())) / 1e9
    if ledig < gb:
        raise RuntimeError(f"kun {ledig:.0f} GB ledig på disken; {gb:.0f} GB skal der til")


@cache
def _rod() -> Path:
    if fast := os.environ.get("FFB_BENCH_LAND"):
        Path(fast).mkdir(parents=True, exist_ok=True)
        return Path(fast)
    mappe = tempfile.mkdtemp(prefix="ffb-bench-")
    atexit.register(shutil.rmtree, mappe, ignore_errors=True)
    return Path(mappe)
