"""Part of its own: each analysis over the nation a hundred times, in bounded memory, and how it grows."""

from __future__ import annotations

from pathlib import Path

from bench.analyser_koldt import NAVNE, Koldt, measure_graense, run_proces
from bench.dele.analyser_andre import GRAENSE, MAAL_MB, make_vaekst
from bench.land import make_land_med_omraader, require_plads
from bench.resultat import Linje, Udbytte

HUKOMMELSE, TRAADE = "3GB", 2
PLADS_GB = 30  # the files, and room for what spills
NOTER = [
    f"Hver analyse i en ny proces med {TRAADE} tråde og højst {HUKOMMELSE} til motoren; resten ligger på "
    "disken. CPU s er begge tråde tilsammen, også at skrive og læse det, der ikke er plads til; væksten er "
    "mod ×10 under de samme vilkår.",
    "pandas og polars er ikke med: de har ved ×10 alt i hukommelsen på én gang (se delen om ×1 og ×10), og "
    "ti gange det er over, hvad en almindelig maskine har.",
]


def maal(lille: bool = False) -> Udbytte:
    """`lille`: once the nation, beside a tenth of it.

    Raises:
        RuntimeError: there is not room on the disk.
    """
    gange = 1 if lille else 100
    require_plads(PLADS_GB * gange / 100)
    store, smaa = make_land_med_omraader(gange), make_land_med_omraader(gange / 10)
    maalt = {id_: _run(store, id_) for id_ in NAVNE}
    klarede = {id_: k for id_, k in maalt.items() if isinstance(k, Koldt)}
    foer = {id_: run_proces(smaa, id_, traade=TRAADE, hukommelse=HUKOMMELSE).cpu for id_ in klarede}
    return Udbytte(
        [
            *(_tid(f"×{gange}", store, id_, k) for id_, k in maalt.items()),
            *(Linje("På uret", id_, k.ur, "s") for id_, k in klarede.items()),
            *(Linje("Højeste hukommelse", id_, k.mb, "MB", maal=MAAL_MB) for id_, k in klarede.items()),
            *make_vaekst(foer, {id_: k.cpu for id_, k in klarede.items()}, f"×{gange / 10:g} → ×{gange}"),
        ],
        NOTER,
    )


def _run(mappe: Path, id_: str) -> Koldt | RuntimeError:
    """The measured run, or why there is none: the page shows an analysis that does not fit."""
    try:
        return run_proces(mappe, id_, traade=TRAADE, hukommelse=HUKOMMELSE)
    except RuntimeError as grund:
        return grund


def _tid(gruppe: str, mappe: Path, id_: str, k: Koldt | RuntimeError) -> Linje:
    graense = measure_graense(mappe, id_)
    if isinstance(k, Koldt):
        return Linje(gruppe, id_, k.cpu, "CPU s", "graense", GRAENSE, graense)
    return Linje(gruppe, id_, None, "CPU s", "graense", GRAENSE, graense, mangler=str(k)[:200])
