"""V10 in plain Python: all that ran or happened about a citizen in the period."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from analyses.borgerverden import find_resultater, make_behov, make_maal
from analyses.udvalg import Borger, Udvalg, Ydelsesrad

NOEGLE = ("kommune_kode", "borger", "spor", "kode", "detalje", "fra", "til")
MAALTYPE = {"udvikle": "Udvikle", "fastholde": "Fastholde", "begraense": "Begrænse tab", "": ""}
RESULTAT = "Opfølgning uden resultat"
Emne = tuple[Borger, str, str, str, date, date | None]


def _emner(u: Udvalg) -> set[Emne]:
    ud: set[Emne] = set()
    for y in u.alle_ydelser:
        if y.tilbud_kode:
            ud.add((y.borger, "Tilbud", y.tilbud_kode, "", y.start, y.slut))
        ud.add((y.borger, "Ydelser", y.ydelse_kode, y.paragraf, y.start, y.slut))
        for kode, rang in y.maalgrupper:
            ud.add((y.borger, "Målgruppe", kode, "Primær" if rang == 1 else "Øvrig", y.start, y.slut))
    for borger, behov in make_behov(u).items():
        dage = [*behov, None]
        for dag, naeste in pairwise(dage):
            if dag is not None:
                slut = naeste - timedelta(1) if naeste else None
                ud.add((borger, "Støttebehov", str(behov[dag]), "", dag, slut))
    for m in make_maal(u):
        if m["dato"] is not None:
            detalje = MAALTYPE[m["maaltype"]]
            ud.add((m["borger"], "Indsatsmål", m["tema"] or "", detalje, m["dato"], m["opfoelges"]))
    return ud | {(b, "Opfølgning", r or RESULTAT, "", d, d) for b, d, r in _fulgt(u)}


def _fulgt(u: Udvalg) -> set[tuple[Borger, date, str | None]]:
    navne = find_resultater()
    return {
        ((kommune, r["borger_id"]), r["dato"], navne.get((r["resultat_kode"] or "").strip()))
        for kommune, r in u.raekker("opfoelgning")
        if r["dato"] is not None
    }


def _rammer(u: Udvalg, borger: Borger, fra: date, til: date | None) -> bool:
    return fra <= u.dag and (til is None or til >= u.valg.periode_fra) and u.valgt("kommune", borger[0])


def make_raekker(u: Udvalg) -> list[dict[str, Any]]:
    return [
        {
            "kommune_kode": borger[0],
            "borger": str(borger[1]),
            "spor": spor,
            "kode": kode,
            "detalje": detalje,
            "fra": fra,
            "til": til,
            "loeber": "ja" if til is None or til >= u.dag else "nej",
            "vist_fra": max(fra, u.valg.periode_fra),
            "vist_til": min(til or u.dag, u.dag),
        }
        for borger, spor, kode, detalje, fra, til in _emner(u)
        if _rammer(u, borger, fra, til)
    ]


def make_daekning(u: Udvalg) -> dict[str, tuple[int, int]]:
    ydelser: list[Ydelsesrad] = [y for y in u.alle_ydelser if _rammer(u, y.borger, y.start, y.slut)]
    fulgt = [r for b, d, r in _fulgt(u) if _rammer(u, b, d, d)]
    return {
        "loeber": (sum(y.slut is None or y.slut >= u.dag for y in ydelser), len(ydelser)),
        "tilbud": (sum(bool(y.tilbud_kode) for y in ydelser), len(ydelser)),
        "maalgruppe": (sum(bool(y.maalgrupper) for y in ydelser), len(ydelser)),
        "fulgt": (sum(r is not None for r in fulgt), len(fulgt)),
    }
