"""Deliveries for the tests: a small demo, written once for the whole run."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from ffb.demo import make_demo


@cache
def demo_mappe() -> Path:
    """The demo's folder with 60 citizens in 2 kommuner."""
    mappe = Path(mkdtemp(prefix="ffb-demo-"))
    make_demo(mappe, seed=7, borgere=60, kommuner=2)
    return mappe
