"""What is registered about citizens, whoever has a ydelse: rows of the kommuner of a choice, in plain loops.

The oracles of V08–V10. Nothing here reads ffb's SQL. Source: 5-viden V08–V10; 12-model.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from analyses.maalgang import _find_foerst_set, load_maaltyper
from analyses.progression import Vurdering, make_alle_ad, tema_med
from analyses.udvalg import Borger, Udvalg, find_betjente, husk, load_overtemaer
from orakel.koder import DATA, load_koder
from orakel.koder import _raekker as laes_csv
from orakel.leverancer import find_raekker, sted


@husk
def make_vurderinger(u: Udvalg) -> list[Vurdering]:
    """Every assessment 0-4 or 9 up to the day, of the kommuner and themes of the choice."""
    overtemaer = load_overtemaer()
    return [
        v
        for v in make_alle_ad(u.tabeller, u.grupper)
        if (v.niveau in range(5) or v.niveau == 9)
        and u.valgt("kommune", v.kommune)
        and tema_med(u, v.kode, overtemaer[v.kode])
        and (v.dato is None or v.dato <= u.dag)
    ]


def efter_tema(vurderinger: list[Vurdering]) -> dict[tuple[Borger, str], list[Vurdering]]:
    """(citizen, theme) -> its scores 0-4 with a date, oldest first."""
    ud: dict[tuple[Borger, str], list[Vurdering]] = defaultdict(list)
    for v in sorted((v for v in vurderinger if v.scoret), key=lambda v: v.dato or date.min):
        ud[v.borger, v.kode].append(v)
    return ud


@husk
def make_behov(u: Udvalg) -> dict[Borger, dict[date, int]]:
    """Citizen -> day -> the support need assessed then, 0-4 or 9; the last row of a day holds."""
    fundet: dict[tuple[Borger, date], tuple[Any, int]] = {}
    for kommune, r in u.raekker("stoettebehov"):
        if r["niveau"] not in (0, 1, 2, 3, 4, 9) or r["dato"] is None or not u.valgt("kommune", kommune):
            continue
        noegle = ((kommune, r["borger_id"]), r["dato"])
        fundet[noegle] = max(fundet.get(noegle, ((), 0)), (sted(r), r["niveau"]))
    ud: dict[Borger, dict[date, int]] = defaultdict(dict)
    for (borger, dag), (_sted, niveau) in sorted(fundet.items()):
        ud[borger][dag] = niveau
    return ud


@husk
def make_maal(u: Udvalg) -> list[dict[str, Any]]:
    """Every goal of the kommuner of the choice, with its day, theme and måltype."""
    ud = []
    for gruppe in u.grupper:
        foerst = _find_foerst_set(u, gruppe)
        for r in find_raekker(gruppe, u.tabeller, "indsatsmaal"):
            tema = r["tema_kode"] if load_koder().art.get(r["tema_kode"] or "") == "ad_undertema" else None
            for kommune in find_betjente(gruppe, u.tabeller):
                if u.valgt("kommune", kommune):
                    ud.append(
                        {
                            "borger": (kommune, r["borger_id"]),
                            "tema": tema,
                            "dato": r["dato"] or foerst.get(r["maal_id"]),
                            "opfoelges": r["opfoelgningsdato"],
                            "maaltype": load_maaltyper().get(r["maaltype_kode"] or "", ""),
                            "forventet": r["forventet_niveau"] if r["forventet_niveau"] in range(5) else None,
                            "sted": sted(r),
                        }
                    )
    return ud


def find_termer(art: str) -> dict[int, str]:
    """Level -> its word."""
    rows = laes_csv(DATA / "ffb" / "2023-05.csv")
    return {int(r["vaerdi"]): r["term"].strip() for r in rows if r["art"] == art and r["vaerdi"]}


def find_resultater() -> dict[str, str]:
    """Code of a follow-up's result -> its short name."""
    rows = laes_csv(DATA / "ffb" / "2023-05.csv")
    return {r["kode"]: r["kortnavn"] for r in rows if r["art"] == "opfoelgningsresultat"}
