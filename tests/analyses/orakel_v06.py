"""V06 in plain Python: first score against latest, per theme and starting level; one score only apart."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from analyses.progression import efter_forloeb, make_ad
from analyses.udvalg import Borger, Udvalg, andel

NOEGLE = ("inddeling", "kode")


def make_raekker(u: Udvalg) -> list[dict[str, Any]]:
    grupper: dict[tuple[str, str], list[tuple[Borger, list[int]]]] = defaultdict(list)
    for (borger, kode), liste in efter_forloeb(v for v in make_ad(u) if v.scoret).items():
        niveauer = [v.niveau for v in liste if v.niveau is not None]
        for noegle in (
            ("undertema", kode),
            ("undertema", "alle"),
            ("startniveau", str(niveauer[0])),
            ("startniveau", "alle"),
        ):
            grupper[noegle].append((borger, niveauer))
    return [_raekke(inddeling, kode, forloeb) for (inddeling, kode), forloeb in grupper.items()]


def _raekke(inddeling: str, kode: str, forloeb: list[tuple[Borger, list[int]]]) -> dict[str, Any]:
    aendring = [niveauer[-1] - niveauer[0] for _b, niveauer in forloeb if len(niveauer) > 1]
    bedre, ens = sum(a < 0 for a in aendring), aendring.count(0)
    vaerre, maalt = sum(a > 0 for a in aendring), len(aendring)
    return {
        "inddeling": inddeling,
        "kode": kode,
        "forbedret": bedre,
        "uaendret": ens,
        "forvaerret": vaerre,
        "andel_forbedret": andel(bedre, maalt),
        "andel_uaendret": andel(ens, maalt),
        "andel_forvaerret": andel(vaerre, maalt),
        "maalt": maalt,
        "en_score": len(forloeb) - maalt,
        "forloeb": len(forloeb),
        "andel_maalt": andel(maalt, len(forloeb)),
        "borgere": len({b for b, _n in forloeb}),
    }


def make_daekning(u: Udvalg) -> dict[str, tuple[int, int]]:
    alle = make_ad(u)
    scorer = [v for v in alle if v.scoret]
    flest: dict[Borger, int] = defaultdict(int)
    for (borger, _kode), liste in efter_forloeb(scorer).items():
        flest[borger] = max(flest[borger], len(liste))
    med_niveau = [v for v in alle if v.niveau is not None]
    return {
        "borger": (sum(n > 1 for n in flest.values()), len(u.borgere)),
        "en_score": (sum(n == 1 for n in flest.values()), len(u.borgere)),
        "vurderet": (sum(v.niveau != 9 for v in med_niveau), len(med_niveau)),
        "ny": (len(scorer), sum(v.gange for v in scorer)),
        "dateret": (sum(v.dato is not None for v in alle), len(alle)),
    }
