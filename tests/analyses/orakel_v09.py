"""V09 in plain Python: themes before and latest, main themes of those measured twice, what is around."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from analyses.borgerverden import efter_tema, find_termer, make_behov, make_maal, make_vurderinger
from analyses.progression import middel
from analyses.udvalg import Borger, Udvalg, load_overtemaer

NOEGLE = ("kommune_kode", "borger", "inddeling", "slags", "kode")
Par = tuple[tuple[date, int] | None, tuple[date, int]]  # (before, latest)


def _par(u: Udvalg, dage: list[tuple[date, int]]) -> Par:
    foer = [d for d in dage if d[0] <= u.valg.periode_fra]
    fra = foer[-1] if foer else dage[0]
    return (fra if fra[0] < dage[-1][0] else None), dage[-1]


def _temaer(u: Udvalg) -> dict[tuple[Borger, str], Par]:
    kaeder = efter_tema(make_vurderinger(u))
    return {n: _par(u, [(v.dato, v.niveau) for v in k if v.dato]) for n, k in kaeder.items()}  # type: ignore[misc]


def _maal(u: Udvalg) -> dict[tuple[Borger, str], list[dict[str, Any]]]:
    ud: dict[tuple[Borger, str], list[dict[str, Any]]] = defaultdict(list)
    for m in make_maal(u):
        taeller = m["tema"] and m["dato"] is not None and m["dato"] <= u.dag
        if taeller and (m["opfoelges"] is None or m["opfoelges"] >= u.valg.periode_fra):
            ud[m["borger"], m["tema"]].append(m)
    return ud


def make_raekker(u: Udvalg) -> list[dict[str, Any]]:
    temaer, maal = _temaer(u), _maal(u)
    ord_ = find_termer("funktionsevneniveau")
    ud = []
    samlet: dict[tuple[Borger, str], list[str]] = defaultdict(list)
    for (borger, kode), (fra, til) in temaer.items():
        egne = maal.get((borger, kode), [])
        nyest = max(egne, key=lambda m: (m["dato"], m["sted"]), default=None)
        ud.append(
            _raekke(borger, "undertema", "tema", kode, [fra] if fra else [], [til], ord_)
            | {"en_score": int(fra is None), "maal": len(egne)}
            | {"forventet": nyest["forventet"] if nyest else None}
            | {"maaltype": _maaltype(nyest["maaltype"] if nyest else "")}
        )
        samlet[borger, load_overtemaer()[kode]].append(kode)
    for (borger, over), koder in samlet.items():
        begge = [(f, t) for f, t in (temaer[borger, k] for k in koder) if f]
        ud.append(
            _raekke(borger, "overtema", "tema", over, [f for f, _ in begge], [t for _, t in begge], {})
            | {
                "en_score": len(koder) - len(begge),
                "maal": sum(len(maal.get((borger, k), [])) for k in koder),
            }
            | {"forventet": None, "maaltype": ""}
        )
    maalte = {borger for borger, _kode in temaer}
    for inddeling in ("undertema", "overtema"):
        ud += _behov(u, maalte, inddeling)
        ud += _ydelser(u, maalte, inddeling)
    return ud


def _maaltype(navn: str) -> str:
    return {"udvikle": "Udvikle", "fastholde": "Fastholde", "begraense": "Begrænse tab"}.get(navn, "")


def _raekke(
    borger: Borger,
    inddeling: str,
    slags: str,
    kode: str,
    fra: list[tuple[date, int]],
    til: list[tuple[date, int]],
    ord_: dict[int, str],
) -> dict[str, Any]:
    a, b = [n for _d, n in fra], [n for _d, n in til]
    return {
        "kommune_kode": borger[0],
        "borger": str(borger[1]),
        "inddeling": inddeling,
        "slags": slags,
        "kode": kode,
        "fra": middel(a),
        "til": middel(b),
        "bedring": middel([x - y for x, y in zip(a, b, strict=True)]) if a else None,
        "fra_antal": len(a),
        "fra_dato": min((d for d, _n in fra), default=None),
        "til_dato": max((d for d, _n in til), default=None),
        "fra_ord": ord_.get(a[0], "") if a else "",
        "til_ord": ord_.get(b[0], "") if b else "",
    }


def _behov(u: Udvalg, maalte: set[Borger], inddeling: str) -> list[dict[str, Any]]:
    ord_ = find_termer("stoettebehovsniveau")
    ud = []
    for borger, dage in make_behov(u).items():
        kendte = [(d, n) for d, n in dage.items() if n != 9 and d <= u.dag]
        if borger in maalte and kendte:
            fra, til = _par(u, kendte)
            ud.append(
                _raekke(borger, inddeling, "stoettebehov", "", [fra] if fra else [], [til], ord_)
                | {"en_score": int(fra is None), "maal": 0, "forventet": None, "maaltype": ""}
            )
    return ud


def _ydelser(u: Udvalg, maalte: set[Borger], inddeling: str) -> list[dict[str, Any]]:
    grupper: dict[tuple[Borger, str], list[Any]] = defaultdict(list)
    for y in u.alle_ydelser:
        loeb = y.start <= u.dag and (y.slut is None or y.slut >= u.valg.periode_fra)
        if loeb and y.borger in maalte and u.valgt("kommune", y.kommune):
            grupper[y.borger, y.ydelse_kode + y.paragraf].append(y)
    return [
        _raekke(borger, inddeling, "ydelse", kode, [], [], {})
        | {"fra_dato": min(y.start for y in ydelser), "en_score": 0, "maal": 0}
        | {"til_dato": None if any(y.slut is None for y in ydelser) else max(y.slut for y in ydelser)}
        for (borger, kode), ydelser in grupper.items()
    ]


def make_daekning(u: Udvalg) -> dict[str, tuple[int, int]]:
    temaer, maal = _temaer(u), _maal(u)
    flere = [(f[1], t[1]) for f, t in temaer.values() if f]
    return {
        "bedre": (sum(t < f for f, t in flere), len(flere)),
        "uaendret": (sum(t == f for f, t in flere), len(flere)),
        "vaerre": (sum(t > f for f, t in flere), len(flere)),
        "flere": (len(flere), len(temaer)),
        "maal": (sum(n in maal for n in temaer), len(temaer)),
    }
