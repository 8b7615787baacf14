"""`ffb server --demo`: three synthetic kommuner, two years of deliveries, a person for each role.

The deliveries go in month by month through the same functions as real ones, so findings have a life to
show. The last months are counted as they came; earlier ones are only kept. All is synthetic and says so.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path

from ffb.demo import make_forloeb
from ffb.formats import read
from ffb.formats.dst_koder import read_dst_koder
from ffb.formats.grundlag import Laesevalg
from ffb.formats.identitet import Identitet
from ffb.formats.mapning import read_mapning
from ffb.server.adgang.actions import create_bruger, grant_rolle
from ffb.server.adgang.models import Bruger
from ffb.server.adgang.roller import NATIONALE, TITEL, Rolle
from ffb.server.fund.models import Fund
from ffb.server.fund.opgoer import opgoer
from ffb.server.leverance.actions import publish_laesning, store_vejledning
from ffb.server.leverance.models import Leverance, Opsaetning
from ffb.server.noegler import load_noegler

KODER = ("9001", "9002", "9003")
MAANEDER, BORGERE, TALTE = 24, 120, 3
ADGANGSKODE = "demo demo demo"
SEED = 2025


def make_demo(sig: Callable[[str], None], *, borgere: int = BORGERE, maaneder: int = MAANEDER) -> bool:
    """Fill an empty installation; False if it holds something already, which is left as it is."""
    if Bruger.objects.exists() or Leverance.objects.exists():
        return False
    with tempfile.TemporaryDirectory() as mappe:
        sig("Laver to års leverancer fra tre demokommuner …")
        forloeb = make_forloeb(Path(mappe), seed=SEED, kommuner=3, borgere=borgere, maaneder=maaneder)
        _take_grundlag(Path(mappe))
        sig("Lægger dem i lageret, måned for måned …")
        for nr, maaned in enumerate(forloeb.maaneder):
            dag = date.fromisoformat(maaned.dag)
            _publish([Path(mappe) / "leverancer" / sti for sti in maaned.leverancer], dag, mappe)
            if nr >= len(forloeb.maaneder) - TALTE:
                for kode in KODER:
                    _count(kode, dag)
    make_brugere()
    return True


def _take_grundlag(mappe: Path) -> None:
    store_vejledning("", read_mapning(mappe / "mapning.xlsx")[0], "mapning.xlsx", by="demo")
    koder = [list(r) for r in read_dst_koder(mappe / "dst-koder.csv")]
    Opsaetning.objects.update_or_create(kommune="", defaults={"dst_koder": koder})


def _publish(stier: list[Path], dag: date, rod: str) -> None:
    laesning = read(stier, Laesevalg(Identitet(load_noegler().pseudonym), tilsyn="hensigt"))
    tid = datetime.combine(dag, time(8), UTC)
    for lev in publish_laesning(laesning, None, None, rod=rod, by="demo"):
        Leverance.objects.filter(pk=lev.pk).update(modtaget_tid=tid)


def _count(kode: str, dag: date) -> None:
    """Count, and let what came or went then have that day's date."""
    opgoer(kode)
    tid = datetime.combine(dag, time(9), UTC)
    fund = Fund.objects.filter(kommune=kode)
    fund.filter(foerst_set_tid__gt=tid).update(foerst_set_tid=tid)
    fund.filter(senest_set_tid__gt=tid).update(senest_set_tid=tid)
    fund.filter(loest_tid__gt=tid).update(loest_tid=tid)


def make_brugere() -> list[Bruger]:
    """A person for each role, in 9001 or in the country; the trail tells of them as of others."""
    ud = []
    for rolle in Rolle:
        bruger = create_bruger(f"{rolle}@demo.invalid", f"Demo {TITEL[rolle]}", ADGANGSKODE, by="demo")
        grant_rolle(bruger, rolle, "" if rolle in NATIONALE else KODER[0], by="demo")
        ud.append(bruger)
    return ud
