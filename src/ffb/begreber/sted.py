"""Where the installation keeps the catalogues it has imported, and what is remembered of them.

A folder of the same shape as `data/` (one folder per catalogue: `about.toml` and a CSV per version), read on
top of what is shipped: `--begreber DIR`, else FFB_BEGREBER, else `begreber` in FFB_DATA. What is built from
catalogues is remembered with `@husk` and forgotten together when the folder changes, so that a server needs
no restart (ADR 0022).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

DATA_ROD = Path(__file__).parent / "data"
MILJOE = "FFB_BEGREBER"
SERVERMAERKE = "af-server"
"""A file in the folder: a server keeps it, and imports go through its approval."""

Stempel = tuple[tuple[str, int, int, int], ...]
F = TypeVar("F", bound=Callable[..., Any])
_glem: list[Callable[[], None]] = []
_valgt: Path | None = None
_set: tuple[Path, Stempel] | None = None


def begreber_mappe() -> Path:
    """The folder of imported catalogues; it need not exist."""
    if _valgt is not None:
        return _valgt
    return Path(os.environ.get(MILJOE) or Path(os.environ.get("FFB_DATA") or "ffb-data") / "begreber")


def rod_list() -> tuple[Path, ...]:
    """The roots that are read: the shipped one, then the installation's."""
    return DATA_ROD, begreber_mappe()


def husk(funktion: F) -> F:
    """Remember the answers of a function of catalogues until they change."""
    husket = lru_cache(maxsize=256)(funktion)
    _glem.append(husket.cache_clear)
    return cast(F, husket)


def ved_skift(slet: Callable[[], None]) -> None:
    """Have `slet` called when the catalogues change: for memories that are no plain function."""
    _glem.append(slet)


def glem() -> None:
    """Forget everything built from catalogues."""
    for slet in _glem:
        slet()


def brug_mappe(mappe: Path | None) -> None:
    """Use this folder from now on in this process; None = what the environment says."""
    global _valgt
    _valgt = mappe
    opfrisk()


def opfrisk() -> bool:
    """Forget what is remembered if the folder is another one or has changed; returns whether it had.

    Costs one look at the folder, so a server does it at each request and each job: within one of them the
    catalogues are the same.
    """
    global _set
    nu = begreber_mappe(), _stempel(begreber_mappe())
    if nu == _set:
        return False
    foerste, _set = _set is None, nu
    if not foerste or nu[1]:
        glem()
    return True


def _stempel(mappe: Path) -> Stempel:
    try:
        with os.scandir(mappe) as indhold:
            stier = sorted(Path(post.path, "about.toml") for post in indhold if post.is_dir())
    except OSError:
        return ()
    ud = []
    for sti in stier:
        try:
            s = sti.stat()
        except OSError:
            continue
        ud.append((sti.parent.name, s.st_mtime_ns, s.st_size, s.st_ino))
    return tuple(ud)
