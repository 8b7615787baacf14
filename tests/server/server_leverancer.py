"""Deliveries for the tests: a small demo, written once for the whole run."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from ffb.demo import make_demo
from ffb.formats import read
from ffb.formats.dst_koder import read_dst_koder
from ffb.formats.grundlag import Laesevalg
from ffb.formats.identitet import Identitet
from ffb.formats.mapning import read_mapning
from ffb.server.leverance.actions import publish_laesning, store_vejledning
from ffb.server.leverance.models import Leverance, Opsaetning
from ffb.server.noegler import load_noegler


@cache
def demo_mappe() -> Path:
    """The demo's folder with 60 citizens in 2 kommuner."""
    mappe = Path(mkdtemp(prefix="ffb-demo-"))
    make_demo(mappe, seed=7, borgere=60, kommuner=2)
    return mappe


def publish_demo() -> list[Leverance]:
    """The demo's deliveries in the store, with its guide and DST codes."""
    mappe = demo_mappe()
    store_vejledning("", read_mapning(mappe / "mapning.xlsx")[0], "mapning.xlsx", by="test")
    koder = [list(r) for r in read_dst_koder(mappe / "dst-koder.csv")]
    Opsaetning.objects.create(kommune="", dst_koder=koder)
    laesning = read([mappe / "leverancer"], Laesevalg(Identitet(load_noegler().pseudonym), tilsyn="hensigt"))
    return publish_laesning(laesning, None, None, rod=str(mappe), by="test")
