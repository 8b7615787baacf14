"""Python's memory where many rows are made at once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uden_kredssoegning() -> Iterator[None]:
    """Python's search for reference cycles off: a fifth of the time, and rows hold only values.

    Freezing and thawing lays the rows among the old objects unsearched; else the next search takes them all.
    """
    var_til = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.unfreeze()
        if var_til:
            gc.enable()
