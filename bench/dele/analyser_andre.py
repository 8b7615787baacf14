"""Part: each analysis from Parquet to answer in a new process, beside its bound, pandas and polars."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.analyser_andre import HVEM, ask_andre, ordnet
from bench.analyser_koldt import ALLE, NAVNE, Koldt, measure_graense, run_proces
from bench.andre import KanIkke
from bench.land import make_land_med_omraader
from bench.resultat import Linje, Udbytte

GANGE = (1, 10)
GRAENSE = "læs og aftryk af dens kolonner"
MAAL_ANDRE, MAAL_VAEKST, MAAL_MB = 1.0, 1.1, 4096.0
NOTER = [
    "pandas og polars gav de samme rækker som vores, celle for celle. De laver rækkerne alene; vores laver "
    "også dækning og sætning, læser begrebskatalogerne selv, og kan svare på et andet valg bagefter af det, "
    "der nu er gemt: det tager den tid, delen om analyserne viser.",
    "Efter hinanden: vores i én proces, hvor det, flere bruger, regnes ud én gang som på serveren; de andres "
    "er deres programmer hver for sig, lagt sammen.",
    "Alle på én tråd og uden tiden for import. Hukommelse er det højeste ud over, hvad programmet holdt med "
    "sine biblioteker; de 4.096 MB er for hele programmet.",
]


@dataclass(slots=True)
class Kaploeb:
    """One analysis at one size: the bound, ours, and what each of the others used, or why it did not."""

    graense: float
    vores: Koldt
    andre: dict[str, dict[str, Any] | KanIkke] = field(default_factory=dict)


def maal(lille: bool = False) -> Udbytte:
    """Both sizes (`lille`: a tenth of them).

    Raises:
        RuntimeError: pandas or polars gives other rows than ours.
    """
    linjer: list[Linje] = []
    tider: list[dict[str, float]] = []
    for gange in GANGE:
        mappe = make_land_med_omraader(gange / 10 if lille else gange)
        loeb = {id_: run_kaploeb(mappe, id_) for id_ in NAVNE}
        linjer += [linje for id_, k in loeb.items() for linje in _tid(f"×{gange}", id_, k)]
        linjer += _samlet(f"×{gange}: alle {len(NAVNE)} efter hinanden", run_proces(mappe, ALLE), loeb)
        linjer += _hukommelse(f"×{gange}: hukommelse", loeb)
        tider.append({id_: k.vores.cpu for id_, k in loeb.items()})
    return Udbytte([*linjer, *make_vaekst(*tider, "×1 → ×10")], NOTER)


def run_kaploeb(mappe: Path, id_: str) -> Kaploeb:
    """Measure one analysis. Raises RuntimeError where the rows are not the same."""
    ud = Kaploeb(measure_graense(mappe, id_), run_proces(mappe, id_, raekker=True))
    ventet = ordnet(ud.vores.raekker)
    for hvem in HVEM:
        try:
            svar = ask_andre(mappe, id_, hvem)
        except KanIkke as grund:
            ud.andre[hvem] = grund
            continue
        if ordnet(svar["raekker"]) != ventet:
            raise RuntimeError(f"{hvem} gav andre rækker i {id_}")
        ud.andre[hvem] = svar
    return ud


def _tid(gruppe: str, id_: str, k: Kaploeb) -> list[Linje]:
    return [
        Linje(gruppe, id_, k.vores.cpu, "CPU s", "graense", GRAENSE, k.graense),
        *(make_linje(gruppe, id_, "CPU s", k.vores.cpu, hvem, svar, "cpu") for hvem, svar in k.andre.items()),
    ]


def _samlet(gruppe: str, vores: Koldt, loeb: dict[str, Kaploeb]) -> list[Linje]:
    """Ours on one engine, what several use worked out once, beside the sum of the others' programs."""
    linjer = []
    for hvem in HVEM:
        svar = [k.andre[hvem] for k in loeb.values()]
        grund = next((s for s in svar if isinstance(s, KanIkke)), None)
        samlet = grund or {"cpu": sum(s["cpu"] for s in svar if not isinstance(s, KanIkke))}
        linjer.append(make_linje(gruppe, "Fra fil til svar", "CPU s", vores.cpu, hvem, samlet, "cpu"))
    return [*linjer, Linje(gruppe, "Hele programmet", vores.mb, "MB", maal=MAAL_MB)]


def make_linje(
    gruppe: str, id_: str, enhed: str, vores: float, hvem: str, svar: dict[str, Any] | KanIkke, felt: str
) -> Linje:
    """Ours beside `felt` of what one of the others used, or why it did not."""
    if isinstance(svar, KanIkke):
        return Linje(gruppe, id_, vores, enhed, "andre", hvem, None, MAAL_ANDRE, str(svar))
    return Linje(gruppe, id_, vores, enhed, "andre", hvem, svar[felt], MAAL_ANDRE)


def _hukommelse(gruppe: str, loeb: dict[str, Kaploeb]) -> list[Linje]:
    linjer = [
        Linje(gruppe, "Hele programmet, højst", max(k.vores.mb for k in loeb.values()), "MB", maal=MAAL_MB)
    ]
    for id_, k in loeb.items():
        for hvem, svar in k.andre.items():
            if not isinstance(svar, KanIkke):
                linjer.append(Linje(gruppe, id_, k.vores.mb_arbejde, "MB", "andre", hvem, svar["mb"]))
    return linjer


def make_vaekst(foer: dict[str, float], efter: dict[str, float], hvad: str) -> list[Linje]:
    """The exponent of CPU seconds over the nation's size, ten times larger: 1 is linear, 2 quadratic."""
    return [
        Linje(f"Vækst {hvad}", id_, math.log10(efter[id_] / foer[id_]), "eksponent", maal=MAAL_VAEKST)
        for id_ in foer
        if id_ in efter
    ]
