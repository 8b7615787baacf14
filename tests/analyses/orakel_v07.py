"""V07 in plain Python: days between follow-ups, those overdue, and what was changed around them."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Any

from analyses.udvalg import Borger, Udvalg, andel, husk, make_temaer
from orakel.leverancer import find_raekker

NOEGLE = ("inddeling", "kode")
MAANED = (91, 182, 274, 365)


@husk
def _dage(u: Udvalg) -> dict[Borger, list[date]]:
    ud: dict[Borger, set[date]] = defaultdict(set)
    for kommune, r in u.raekker("opfoelgning"):
        borger = (kommune, r["borger_id"])
        if borger in u.borgere and r["dato"] is not None and r["dato"] <= u.dag:
            ud[borger].add(r["dato"])
    return {b: sorted(dage) for b, dage in ud.items()}


def _i_perioden(u: Udvalg) -> list[tuple[Borger, date, date | None]]:
    """(citizen, day, the follow-up before)."""
    return [
        (b, dag, dage[nr - 1] if nr else None)
        for b, dage in _dage(u).items()
        for nr, dag in enumerate(dage)
        if dag >= u.valg.periode_fra
    ]


@husk
def _aendret(u: Udvalg) -> dict[tuple[Borger, str], set[date]]:
    raa: dict[tuple[Borger, str, str], dict[date, tuple[Any, int]]] = defaultdict(dict)

    def skriv(borger: Borger, hvad: str, kode: str, dato: date | None, sted: Any, niveau: int | None) -> None:
        if dato is not None and niveau in (0, 1, 2, 3, 4):
            egne = raa[borger, hvad, kode]
            egne[dato] = max(egne.get(dato, (sted, niveau)), (sted, niveau))

    for t in make_temaer(u.tabeller, u.grupper):
        if t.art == "ad_undertema" and t.tabel == "aktivitet_deltagelse":
            skriv(t.borger, "score", t.kode, t.dato, t.sted, t.niveau)
    for kommune, r in u.raekker("stoettebehov"):
        sted = (r["leverance_id"], r["fil_nr"], r["post_nr"])
        skriv((kommune, r["borger_id"]), "stoettebehov", "", r["dato"], sted, r["niveau"])
    ud: dict[tuple[Borger, str], set[date]] = defaultdict(set)
    for (borger, hvad, _kode), efter_dag in raa.items():
        dage = sorted(efter_dag)
        for foer, nu in pairwise(dage):
            if efter_dag[foer][1] != efter_dag[nu][1]:
                ud[borger, hvad].add(nu)
    for y in u.alle_ydelser:
        ud[y.borger, "ydelse"] |= {y.start} | ({y.slut} if y.slut else set())
    return ud


@husk
def _overskredet(u: Udvalg) -> list[int | None]:
    """Days past the planned one of each indsats under way; 0 where it is followed up, None without a plan."""
    aktive = {
        (id(y.kilde.gruppe), y.kilde.indsats_id, y.kommune)
        for y in u.ydelser
        if y.kilde.indsats_id is not None and y.start <= u.dag and (y.slut is None or y.slut >= u.dag)
    }
    fulgt: dict[tuple[int, str | None], list[date]] = defaultdict(list)
    for g in u.grupper:
        opf = find_raekker(g, u.tabeller, "opfoelgning")
        for r in opf:
            fulgt[r["borger_id"], r["indsats_id"]].append(r["dato"])
            for f in find_raekker(g, u.tabeller, "opfoelgning_indsats"):
                if r["kilde_id"] is not None and f["kilde_id"] == r["kilde_id"]:
                    fulgt[r["borger_id"], f["indsats_id"]].append(r["dato"])
    ud: list[int | None] = []
    for g in u.grupper:
        for i in find_raekker(g, u.tabeller, "indsats"):
            for _ in [a for a in aktive if a[:2] == (id(g), i["indsats_id"])]:
                plan = i["planlagt_opfoelgning"]
                dage = fulgt[i["borger_id"], i["indsats_id"]] + fulgt[i["borger_id"], None]
                kendte = [d for d in dage if d is not None and d <= u.dag]
                if plan is None:
                    ud.append(None)
                elif any(d >= plan - timedelta(days=60) for d in kendte):
                    ud.append(0)
                else:
                    ud.append((u.dag - plan).days)
    return ud


def _frist(over: int | None) -> str:
    return "ingen" if over is None else "til" if over <= 0 else "frist" if over <= 14 else "over"


def make_raekker(u: Udvalg) -> list[dict[str, Any]]:
    mellemrum = [(dag - foer).days for _b, dag, foer in _i_perioden(u) if foer]
    talt: dict[str, Counter[str]] = {
        "kadence": Counter(str(1 + sum(d > graense for graense in MAANED)) for d in mellemrum),
        "rettidig": Counter(_frist(over) for over in _overskredet(u)),
        "justering": Counter(),
    }
    for borger, dag, _foer in _i_perioden(u):
        hvad = [
            h
            for h in ("score", "stoettebehov", "ydelse")
            if any(abs((d - dag).days) <= 30 for d in _aendret(u).get((borger, h), ()))
        ]
        talt["justering"].update(hvad or ["ingen"])
    af = {"kadence": len(mellemrum), "rettidig": len(_overskredet(u)), "justering": len(_i_perioden(u))}
    koder = {
        "kadence": "12345",
        "rettidig": ("til", "frist", "over", "ingen"),
        "justering": ("score", "stoettebehov", "ydelse", "ingen"),
    }
    gns = None
    if mellemrum:
        gns = (Decimal(sum(mellemrum)) / len(mellemrum)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return [
        {
            "inddeling": inddeling,
            "kode": kode,
            "antal": talt[inddeling][kode],
            "af": af[inddeling],
            "andel": andel(talt[inddeling][kode], af[inddeling]),
            "gennemsnit": gns if inddeling == "kadence" else None,
        }
        for inddeling, mulige in koder.items()
        if af[inddeling]
        for kode in mulige
    ]


def make_daekning(u: Udvalg) -> dict[str, tuple[int, int]]:
    fulgt = {b for b, _dag, _foer in _i_perioden(u)}
    egne = [r for kommune, r in u.raekker("opfoelgning") if (kommune, r["borger_id"]) in u.borgere]
    planlagt = _overskredet(u)
    return {
        "fulgt": (len(fulgt), len(u.borgere)),
        "dateret": (sum(r["dato"] is not None for r in egne), len(egne)),
        "planlagt": (sum(p is not None for p in planlagt), len(planlagt)),
    }
