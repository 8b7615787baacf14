"""Ydelsesrapport: per DST-kode, quarter and year: active, started, ended, recipients, full-time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from orakel.tabel1 import Dom

TAELLER_IKKE = ("draft", "revoked", "entered-in-error")


@dataclass(frozen=True, slots=True)
class Tidsrum:
    """A quarter, or a year (kvartal None), both ends inclusive. `dage`: days in the whole quarter or year."""

    aar: int
    kvartal: int | None
    fra: date
    til: date
    dage: int


def kvartal_af(dag: date) -> Tidsrum:
    """The quarter a day lies in."""
    nr = (dag.month - 1) // 3 + 1
    foerste = date(dag.year, nr * 3 - 2, 1)
    naeste = date(dag.year + 1, 1, 1) if nr == 4 else date(dag.year, nr * 3 + 1, 1)
    return Tidsrum(dag.year, nr, foerste, naeste - timedelta(days=1), (naeste - foerste).days)


def aar_af(aar: int, kvartaler: list[Tidsrum]) -> Tidsrum:
    """The year as far as its quarters are told, so that a year is the sum of what stands above it."""
    egne = [k for k in kvartaler if k.aar == aar]
    dage = (date(aar + 1, 1, 1) - date(aar, 1, 1)).days
    return Tidsrum(aar, None, egne[0].fra, egne[-1].til, dage)


def find_tidsrum(foerste: date, sidste: date) -> list[Tidsrum]:
    """Every quarter from that of `foerste` through that of `sidste`, and the years they lie in."""
    kvartaler = []
    dag = foerste
    while kvartal_af(dag).fra <= sidste:
        kvartaler.append(kvartal_af(dag))
        dag = kvartal_af(dag).til + timedelta(days=1)
    aar = sorted({k.aar for k in kvartaler})
    return kvartaler + [aar_af(a, kvartaler) for a in aar]


def make_ydelsesrapport(domme: list[Dom], pr_dato: date | None) -> list[dict[str, Any]]:
    """Same gældende data, all years in the data, every DST-kode; lines of zeros left out."""
    med = [d for d in domme if d.ydelse.status not in TAELLER_IKKE and d.ydelse.startdato is not None]
    starter = [d.ydelse.startdato for d in med if d.ydelse.startdato is not None]
    if not starter or pr_dato is None:
        return []
    sidste_dag = kvartal_af(pr_dato).til
    pr_kode: dict[str | None, list[Dom]] = defaultdict(list)
    for dom in med:
        pr_kode[dom.vist_dst or dom.ydelse.sendt_dst].append(dom)
    linjer = [
        _count_linje(kode, ydelserne, tidsrum, sidste_dag)
        for kode, ydelserne in pr_kode.items()
        for tidsrum in find_tidsrum(min(starter), pr_dato)
    ]
    taellere = ("aktive", "startet", "afsluttet", "modtagere", "fuldtidsydelser")
    return [linje for linje in linjer if any(linje[navn] for navn in taellere)]


def _count_linje(kode: str | None, domme: list[Dom], rum: Tidsrum, sidste_dag: date) -> dict[str, Any]:
    startet = afsluttet = aktive = dage = 0
    modtagere = set()
    for dom in domme:
        ydelse = dom.ydelse
        assert ydelse.startdato is not None
        startet += rum.fra <= ydelse.startdato <= rum.til
        afsluttet += ydelse.slutdato is not None and rum.fra <= ydelse.slutdato <= rum.til
        aktive_dage = _aktive_dage(ydelse.startdato, ydelse.slutdato or sidste_dag, rum)
        dage += aktive_dage
        if aktive_dage:
            aktive += 1
            modtagere.add(ydelse.borger_id)
    fuldtid = Decimal(dage) / Decimal(rum.dage)
    return {
        "dst_kode": kode,
        "aar": rum.aar,
        "kvartal": rum.kvartal,
        "aktive": aktive,
        "startet": startet,
        "afsluttet": afsluttet,
        "modtagere": len(modtagere),
        "fuldtidsydelser": fuldtid.quantize(Decimal("0.01"), ROUND_HALF_UP),
    }


def _aktive_dage(start: date, slut: date, rum: Tidsrum) -> int:
    """Active days in the quarter, both ends inclusive; an end before the start gives none."""
    return max(0, (min(slut, rum.til) - max(start, rum.fra)).days + 1) if slut >= start else 0
