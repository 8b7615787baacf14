"""Part of its own: each analysis over the nation a hundred times, in bounded memory, and how it grows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench.analyser_andre import HVEM, ask_andre
from bench.analyser_koldt import NAVNE, Koldt, measure_graense, run_proces
from bench.andre import KanIkke
from bench.dele.analyser_andre import GRAENSE, MAAL_MB, make_linje, make_vaekst
from bench.land import make_land_med_omraader, require_plads
from bench.resultat import Linje, Udbytte

HUKOMMELSE, TRAADE = "3GB", 2
PLADS_GB = 30  # the files, and room for what spills
NOTER = [
    f"Hver analyse i en ny proces med {TRAADE} tråde og højst {HUKOMMELSE} til motoren; resten ligger på "
    "disken. CPU s er begge tråde tilsammen, også at skrive og læse det, der ikke er plads til; væksten er "
    "mod ×10 under de samme vilkår.",
    "pandas og polars er de samme som ved ×1 og ×10, hvor de gav vores rækker celle for celle, og har hele "
    "maskinens hukommelse. polars har to tråde og regner i portioner hvor den kan; pandas har én. "
    "Deres hukommelse er uden det, deres biblioteker holder; vores er hele programmet.",
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
    andre = {(id_, hvem): _ask(store, id_, hvem) for id_ in NAVNE for hvem in HVEM}
    klarede = {id_: k for id_, k in maalt.items() if isinstance(k, Koldt)}
    foer = {id_: run_proces(smaa, id_, traade=TRAADE, hukommelse=HUKOMMELSE).cpu for id_ in klarede}
    return Udbytte(
        [
            *(_tid(f"×{gange}", store, id_, k) for id_, k in maalt.items()),
            *(Linje("På uret", id_, k.ur, "s") for id_, k in klarede.items()),
            *(Linje("Højeste hukommelse", id_, k.mb, "MB", maal=MAAL_MB) for id_, k in klarede.items()),
            *_vis_andre(f"×{gange}", klarede, andre),
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


def _ask(mappe: Path, id_: str, hvem: str) -> dict[str, Any] | KanIkke:
    try:
        return ask_andre(mappe, id_, hvem, traade=TRAADE, portioner=True)
    except KanIkke as grund:
        return grund


def _vis_andre(
    gruppe: str, klarede: dict[str, Koldt], andre: dict[tuple[str, str], dict[str, Any] | KanIkke]
) -> list[Linje]:
    """Time and memory beside the others'."""
    return [
        *(
            make_linje(gruppe, id_, "CPU s", klarede[id_].cpu, hvem, svar, "cpu")
            for (id_, hvem), svar in andre.items()
            if id_ in klarede
        ),
        *(
            make_linje(f"{gruppe}: hukommelse", id_, "MB", klarede[id_].mb, hvem, svar, "mb")
            for (id_, hvem), svar in andre.items()
            if id_ in klarede
        ),
    ]


def _tid(gruppe: str, mappe: Path, id_: str, k: Koldt | RuntimeError) -> Linje:
    graense = measure_graense(mappe, id_)
    if isinstance(k, Koldt):
        return Linje(gruppe, id_, k.cpu, "CPU s", "graense", GRAENSE, graense)
    return Linje(gruppe, id_, None, "CPU s", "graense", GRAENSE, graense, mangler=str(k)[:200])
