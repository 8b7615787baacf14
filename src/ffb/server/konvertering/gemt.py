"""What is kept of the older system, and the same as the conversion reads it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID, uuid4

from ffb.konvertering.afgoerelser import Afgoerelse
from ffb.konvertering.koer import Koersel, konverter
from ffb.konvertering.plan import Plan, build_boelger
from ffb.konvertering.poster import Gammelt, Post
from ffb.konvertering.tabel import Linje
from ffb.server.konvertering.models import Gammelborger, Konvertering, Postafgoerelse
from ffb.server.sag.gemt import seal, unseal

DATOER = ("dato", "slutdato", "opfoelgning")
PORTION = 500


def store_poster(konvertering: Konvertering, poster: Iterable[Post]) -> None:
    """Keep the posts, encrypted, a row per citizen."""
    efter: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for nr, p in enumerate(poster):
        efter[p.borger_id].append({"nr": nr, **_to_json(p)})
    Gammelborger.objects.bulk_create(
        (Gammelborger(konvertering=konvertering, borger_id=b, data=seal(r)) for b, r in efter.items()),
        batch_size=PORTION,
    )


def _to_json(p: Post) -> dict[str, Any]:
    raekke = {k: v for k, v in asdict(p).items() if v is not None and k != "borger_id"}
    return raekke | {k: raekke[k].isoformat() for k in DATOER if k in raekke}


def load_poster(konvertering: Konvertering, borgere: Iterable[int] | None = None) -> list[Post]:
    """The posts again, in the order they were read; only of some citizens if they are named."""
    raekker = Gammelborger.objects.filter(konvertering=konvertering)
    if borgere is not None:
        raekker = raekker.filter(borger_id__in=list(borgere))
    ud: list[tuple[int, Post]] = []
    for r in raekker:
        for felter in unseal(r.data):
            nr = felter.pop("nr")
            felter |= {k: date.fromisoformat(felter[k]) for k in DATOER if k in felter}
            ud.append((nr, Post(borger_id=r.borger_id, **felter)))
    return [p for _, p in sorted(ud, key=lambda par: par[0])]


def load_tabel(konvertering: Konvertering) -> list[Linje]:
    """The mapping table."""
    return [
        Linje(x.rolle, x.term, x.kode or None, x.sikkerhed, x.note, nr)
        for nr, x in enumerate(konvertering.tabellinje_set.all(), start=1)
    ]


def load_afgoerelser(konvertering: Konvertering) -> list[Afgoerelse]:
    """The decisions that stand."""
    gaelder = Postafgoerelse.objects.filter(konvertering=konvertering, trukket_tid=None)
    return [Afgoerelse(a.rolle, a.term, a.post_id, tuple(a.koder), a.note, a.af) for a in gaelder]


def load_plan(konvertering: Konvertering) -> Plan:
    """Strategy, scope and waves."""
    boelger = ((b.navn, b.dato, b.ansvarlig, b.udfoerere) for b in konvertering.boelge_set.all())
    k = konvertering
    return Plan(k.strategi, k.omfang, k.start, build_boelger(boelger) if k.strategi == "boelger" else ())


def build_koersel(konvertering: Konvertering) -> Koersel:
    """The conversion as it stands now; computed once for each state of it."""
    return _build(konvertering.pk, konvertering.stand)


@lru_cache(maxsize=4)
def _build(nr: int, stand: UUID) -> Koersel:
    k = Konvertering.objects.get(pk=nr)
    gammelt = Gammelt(load_poster(k), {}, k.kilde, k.demo, list(k.noter))
    return konverter(gammelt, load_tabel(k), load_afgoerelser(k), load_plan(k))


def drop_borger(kommune: str, borger_id: int) -> int:
    """Forget a citizen's posts; returns how many conversions held her."""
    fundne = Gammelborger.objects.filter(konvertering__kommune=kommune, borger_id=borger_id)
    ramte = list(Konvertering.objects.filter(pk__in=fundne.values("konvertering_id")))
    fundne.delete()
    for k in ramte:
        bump(k)
    _build.cache_clear()
    return len(ramte)


def bump(konvertering: Konvertering) -> None:
    """Something that decides the outcome has changed."""
    Konvertering.objects.filter(pk=konvertering.pk).update(stand=uuid4())
    konvertering.refresh_from_db()
