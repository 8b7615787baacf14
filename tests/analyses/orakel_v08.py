"""V08 in plain Python: each assessment of a citizen's A&D themes, and how it stands to the first."""

from __future__ import annotations

from typing import Any

from analyses.borgerverden import efter_tema, find_termer, make_vurderinger
from analyses.progression import Vurdering
from analyses.udvalg import Udvalg

NOEGLE = ("kommune_kode", "borger", "kode", "dato")


def _i_perioden(u: Udvalg) -> list[Vurdering]:
    return [v for v in make_vurderinger(u) if v.dato is not None and v.dato >= u.valg.periode_fra]


def make_raekker(u: Udvalg) -> list[dict[str, Any]]:
    ord_ = find_termer("funktionsevneniveau")
    scorer = efter_tema(_i_perioden(u))
    ud = []
    for v in _i_perioden(u):
        kaede = [s.dato for s in scorer.get((v.borger, v.kode), [])]
        nr = kaede.index(v.dato) + 1 if v.scoret else None
        foerste = scorer[v.borger, v.kode][0].niveau if v.scoret else None
        ud.append(
            {
                "kommune_kode": v.kommune,
                "borger": str(v.borger_id),
                "kode": v.kode,
                "dato": v.dato,
                "niveau": v.niveau if v.scoret else None,
                "niveau_ord": ord_[v.niveau] if v.scoret and v.niveau is not None else "Ikke vurderet",
                "foerste": foerste,
                "bedring": None if foerste is None or v.niveau is None else foerste - v.niveau,
                "nr": nr,
                "sidste": "ja" if v.scoret and nr == len(kaede) else "nej",
            }
        )
    return ud


def make_daekning(u: Udvalg) -> dict[str, tuple[int, int]]:
    temaer = [[v.niveau for v in kaede] for kaede in efter_tema(_i_perioden(u)).values()]
    flere = [n for n in temaer if len(n) > 1]
    aendring = [(n[0] or 0) - (n[-1] or 0) for n in flere]
    alle, i_perioden = make_vurderinger(u), _i_perioden(u)
    return {
        "bedre": (sum(a > 0 for a in aendring), len(flere)),
        "uaendret": (sum(a == 0 for a in aendring), len(flere)),
        "vaerre": (sum(a < 0 for a in aendring), len(flere)),
        "flere": (len(flere), len(temaer)),
        "vurderet": (sum(v.scoret for v in i_perioden), len(i_perioden)),
        "dateret": (sum(v.dato is not None for v in alle), len(alle)),
    }
