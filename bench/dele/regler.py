"""Part: every rule over one and ten million rows, beside the bound, pandas and tools for data quality."""

from __future__ import annotations

from pathlib import Path

from bench.andre import KanIkke, ask
from bench.land import make
from bench.maskine import tal
from bench.regler import (
    PR_MILLION,
    SEKS,
    Koersel,
    make_raekker,
    measure_graense,
    measure_graense_seks,
    run_proces,
)
from bench.resultat import Linje, Udbytte

from ffb.begreber import reference_tabeller

MAAL_GRAENSE, MAAL_ANDRE = 2.0, 10.0
MAAL_S, MAAL_MB = 10.0, 1024.0  # a million rows (issue 3)
GRAENSE = "læs og aftryk"
OM_SEKS = f"{len(SEKS)} regler om én række, kun talt"
ANDRE = ("polars", "pandera", "pointblank")


def maal(lille: bool = False) -> Udbytte:
    """One and ten million rows (`lille`: a twentieth).

    Raises:
        RuntimeError: a rule was not run, or another tool counts other findings.
    """
    linjer, noter = [], []
    for millioner in (1, 10):
        borgere = PR_MILLION * millioner // (20 if lille else 1)
        mappe = make(f"regler{borgere}", lambda m, b=borgere: make_raekker(m, b))
        nye, note = _stoerrelse(mappe, millioner)
        linjer += nye
        noter.append(note)
    return Udbytte(linjer, noter)


def _stoerrelse(mappe: Path, millioner: int) -> tuple[list[Linje], str]:
    gruppe = f"{millioner} mio. rækker"
    graense = min(measure_graense(mappe) for _ in range(3))
    alle, talt, tyve, pandas, seks = (
        run_proces(mappe, hvad) for hvad in ("alle", "talt", "tyve", "pandas", "seks")
    )
    if alle.ikke_koert:
        raise RuntimeError(f"ikke kørt: {', '.join(alle.ikke_koert)}")
    _enig(tyve.antal, pandas.antal, "pandas")
    _enig(alle.antal, talt.antal, "optællingen")
    fast = (MAAL_S, MAAL_MB) if millioner == 1 else (None, None)
    linjer = [
        Linje(gruppe, "Alle regler, hvert fund fortalt", alle.cpu, "CPU s", maal=fast[0]),
        Linje(gruppe, "Alle regler, kun talt", talt.cpu, "CPU s", "graense", GRAENSE, graense, MAAL_GRAENSE),
        Linje(gruppe, "Alle regler, højeste hukommelse", alle.mb, "MB", maal=fast[1]),
        Linje(gruppe, "Tyve regler, kun talt", tyve.cpu, "CPU s", "andre", "pandas", pandas.cpu, MAAL_ANDRE),
        Linje(
            gruppe,
            OM_SEKS,
            seks.cpu,
            "CPU s",
            "graense",
            GRAENSE,
            min(measure_graense_seks(mappe) for _ in range(3)),
        ),
        *(_andre(gruppe, mappe, seks, hvem) for hvem in ANDRE),
    ]
    fund = sum(alle.antal.values())
    note = (
        f"{gruppe}: {len(alle.antal)} regler, {tal(fund, 0)} fund i tilfældige data (langt flere end i "
        f"en leverance); "
        f"at fortælle ét fund koster {tal(1e6 * (alle.cpu - talt.cpu) / fund, 0)} µs ud over at tælle det."
    )
    return linjer, note


def _andre(gruppe: str, mappe: Path, seks: Koersel, hvem: str) -> Linje:
    _, begreb = reference_tabeller()["begreb"]
    niveauer = [b[1] for b in begreb if b[3] == "funktionsevneniveau"]
    koder = {"kendte": [b[1] for b in begreb], "niveau": niveauer}
    try:
        svar = ask("regler_andre", {"mappe": str(mappe), "hvem": hvem, "koder": koder})
    except KanIkke as grund:
        return Linje(gruppe, OM_SEKS, seks.cpu, "CPU s", "andre", hvem, None, MAAL_ANDRE, str(grund))
    _enig(seks.antal, svar["antal"], hvem)
    return Linje(gruppe, OM_SEKS, seks.cpu, "CPU s", "andre", hvem, svar["cpu"], MAAL_ANDRE)


def _enig(vores: dict[str, int], andres: dict[str, int], hvem: str) -> None:
    uenige = {i: (n, andres.get(i)) for i, n in vores.items() if n != andres.get(i)}
    if uenige:
        raise RuntimeError(f"{hvem} og SQL er uenige: {uenige}")
