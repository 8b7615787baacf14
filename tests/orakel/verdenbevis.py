"""The long run for `make proof`: the tests that draw worlds or mutations, twenty times as many of them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROD = Path(__file__).resolve().parents[2]
GANGE = 20
PROEVER = {
    "tests/rapport/test_mod_orakel.py::test_smaa_verdener": "Hele rapporten mod oraklet i ren Python",
    "tests/rules/test_celle_er_fund.py::test_celle_er_fund_i_mange_smaa_verdener": (
        "Hver celle i Tabel 1 og 2 er antallet af reglens fund"
    ),
    "tests/analyses/test_mod_orakel.py::test_som_oraklet": "Hver analyse mod oraklet, filter for filter",
    "tests/formats/fhir_regler/test_regler_hurtig.py::test_the_ways_agree_on_mutated_bundles": (
        "Det hurtige og det grundige tjek af en bundle siger det samme, når den er ødelagt"
    ),
    "tests/diskretionering/test_forskelle.py::test_no_difference_gives_anybody_away": (
        "Forskellen på to udgivelser røber ingen"
    ),
}
TITEL = "Rapport og regler i tilfældige verdener"


def find_bevis() -> tuple[str, bool, str, str]:
    """(title, whether it holds, one sentence, the page)."""
    svar = {proeve: _run(proeve) for proeve in PROEVER}
    fejlet = [proeve for proeve, (holder, _) in svar.items() if not holder]
    linjer = [
        f"| {PROEVER[proeve]} | [{proeve.partition('::')[2]}](../../{proeve.partition('::')[0]}) | "
        f"{'ja' if holder else 'nej'} |"
        for proeve, (holder, _) in svar.items()
    ]
    ud = [f"```\n{tekst[-2000:]}\n```" for holder, tekst in svar.values() if not holder]
    side = [FORKLARING, "", "| Prøve | Fil | Holder |", "|---|---|---|", *linjer, "", *ud]
    ord_ = f"{len(svar) - len(fejlet)} af {len(svar)} prøver holder i {GANGE} gange så mange verdener."
    return TITEL, not fejlet, ord_, "\n".join(side)


def _run(proeve: str) -> tuple[bool, str]:
    ord_ = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", proeve]
    miljoe = os.environ | {"FFB_GANGE": str(GANGE)}
    svar = subprocess.run(ord_, cwd=ROD, env=miljoe, capture_output=True, text=True)
    return svar.returncode == 0, svar.stdout


FORKLARING = f"""\
`make test` trækker få verdener, her trækkes {GANGE} gange så mange: leverancer oven på hinanden, FHIR og
tabeller, flere kommuner, gamle og nye systemer, alle indstillinger, koder der mangler eller ikke findes."""
