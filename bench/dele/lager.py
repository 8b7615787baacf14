"""Part: the store: publish a leverance, open what counts, open what counted before."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
from bench.maskine import tal
from bench.resultat import Linje, Udbytte

GANGE = 9


def maal(lille: bool = False) -> Udbytte:
    """A kommune of 20,000 citizens (`lille`: 200), each leverance full."""
    with tempfile.TemporaryDirectory(prefix="ffb-bench-") as mappe:
        os.environ |= {"FFB_DATA": f"{mappe}/data", "FFB_KEY_FILE": f"{mappe}/noegler.json"}
        os.environ.pop("DATABASE_URL", None)
        return _maal(Path(mappe), 200 if lille else 20_000)


def _maal(rod: Path, borgere: int) -> Udbytte:
    from ffb.demo import make_demo
    from ffb.formats import read
    from ffb.formats.grundlag import Laesevalg
    from ffb.formats.identitet import Identitet
    from ffb.server.start import prepare_data

    prepare_data()
    from django.utils import timezone

    from ffb.server.leverance.actions import publish_laesning
    from ffb.server.leverance.grundlag import find_grundlag, kilder, lager
    from ffb.server.noegler import load_noegler

    make_demo(rod / "demo", seed=7, borgere=borgere, kommuner=1)
    laesning = read([rod / "demo" / "leverancer"], Laesevalg(Identitet(load_noegler().pseudonym)))
    tabeller = {n: t for n, t in laesning.tabeller.items() if n != "cpr" and t.num_rows}
    publish_laesning(laesning, None, None, rod=str(rod), by="bench")  # the first one also fills the CPR vault
    tider = []

    def udgiv() -> None:
        publish_laesning(laesning, None, None, rod=str(rod), by="bench")
        tider.append(timezone.now())

    udgivet = _tid(udgiv)
    grundlag, foer = find_grundlag("9001"), tider[GANGE // 2]
    filer = [f for fl in lager().parquet(grundlag.ider).values() for f in fl]
    aabnet = _tid(lambda: kilder(find_grundlag("9001")))
    som_det_var = _tid(lambda: kilder(find_grundlag("9001", pr_tid=foer)))
    skrevet = _tid(lambda: [_write(t, rod / "proeve.parquet") for t in tabeller.values()])
    laest = _tid(lambda: [pq.read_table(f) for f in filer])
    raekker = sum(t.num_rows for t in tabeller.values())
    gruppe = f"{tal(borgere, 0)} borgere, {tal(raekker, 0)} rækker pr. leverance"
    return Udbytte(
        [
            Linje(
                gruppe, "Udgiv en leverance", udgivet, "ms", "graense", "skriv Parquet uden fsync", skrevet
            ),
            Linje(gruppe, "Åbn det, der gælder", aabnet, "ms", "graense", "læs de samme filer", laest),
            Linje(
                gruppe, "Åbn det, der gjaldt", som_det_var, "ms", "graense", "læs lige så mange filer", laest
            ),
        ],
        [
            f"Median af {GANGE} gange efter uret. Åbnet bliver {len(grundlag.ider)} leverancer: den "
            f"gældende og den før, "
            "som reglerne om ændringer sammenligner med."
        ],
    )


def _write(tabel: object, sti: Path) -> None:
    pq.write_table(tabel, sti, compression="zstd", row_group_size=10_000)


def _tid(goer: Callable[[], object]) -> float:
    """Milliseconds by the clock, the median."""
    tider = []
    for _ in range(GANGE):
        start = time.perf_counter()
        goer()
        tider.append(1000 * (time.perf_counter() - start))
    return statistics.median(tider)
