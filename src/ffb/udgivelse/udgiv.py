"""An udgivelse: all tables of a period suppressed jointly, once, and never changed.

It is two texts. `udgivelse.json` is for anybody: a count, or null where it is suppressed; a combination that
is not there is 0. `grundlag.json` is for the next udgivelse only and is as secret as the data: exact counts
and modbilleder. Both are canonical, so the same data give the same bytes and the same hash.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from ffb.diskretionering import Celle, Dimension, Diskretioneret, Terning, Tidligere, suppress
from ffb.errors import BrugsFejl
from ffb.sprog import _
from ffb.udgivelse.plan import Plan

UDGIVELSE, GRUNDLAG = "udgivelse.json", "grundlag.json"
Periode = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Udgivelse:
    """What is published, and what must be remembered.

    Args:
        id: unique among all udgivelser.
        vist, husket: the two texts.
    """

    id: str
    periode: Periode
    vist: bytes
    husket: bytes

    @property
    def aftryk(self) -> str:
        """SHA-256 of what is published."""
        return sha256(self.vist).hexdigest()

    def overlaps(self, periode: Periode) -> bool:
        """Some of the same days, so some of the same persons."""
        return self.periode[0] <= periode[1] and periode[0] <= self.periode[1]


def make_udgivelse(
    id_: str,
    periode: Periode,
    plan: Plan,
    tael: tuple[list[Terning], list[Dimension]],
    tidligere: Iterable[Udgivelse] = (),
    *,
    mindst: int | None = None,
) -> Udgivelse:
    """Suppress the tables jointly with every earlier udgivelse that overlaps the period.

    Args:
        mindst: another threshold than the plan's; never a lower one.

    Raises:
        BrugsFejl: the id is taken, or the threshold lower than the plan's.
    """
    terninger, dimensioner = tael
    foer = list(tidligere)
    graense = plan.mindst if mindst is None else mindst
    if any(u.id == id_ for u in foer):
        raise BrugsFejl(_("Udgivelsen {id} findes. En udgivelse ændres ikke: vælg et andet navn.", id=id_))
    if graense < plan.mindst:
        raise BrugsFejl(_("Grænsen kan ikke være under {mindst}.", mindst=plan.mindst))
    overlap = [load_tidligere(u) for u in foer if u.overlaps(periode)]
    svar = suppress(
        terninger,
        merge_dimensioner([*dimensioner, *(d for _t, egne in overlap for d in egne)]),
        mindst=graense,
        tidligere=[t for t, _d in overlap],
        delmaengder=plan.delmaengder,
    )
    hoved = {
        "id": id_,
        "periode": {"fra": periode[0].isoformat(), "til": periode[1].isoformat()},
        "mindst": graense,
    }
    vist = {**hoved, "terninger": [_show(t, plan, svar) for t in terninger]}
    return Udgivelse(id_, periode, _to_json(vist), _to_json({**hoved, **_remember(tael, svar)}))


def _show(terning: Terning, plan: Plan, svar: Diskretioneret) -> dict[str, Any]:
    """A table as anybody may see it."""
    titler = {t.navn: t.titel for t in plan.tabeller}
    return {
        "navn": terning.navn,
        "titel": titler.get(terning.navn, terning.navn),
        "enhed": terning.enhed,
        "dimensioner": list(terning.dimensioner),
        "raekker": [[*k, svar.show(terning, k)] for k, n in sorted(terning.celler.items()) if n],
    }


def _remember(tael: tuple[list[Terning], list[Dimension]], svar: Diskretioneret) -> dict[str, Any]:
    """What `load_tidligere` reads."""
    return {
        "dimensioner": [_dump_dimension(d) for d in tael[1]],
        "terninger": [
            {
                "navn": t.navn,
                "enhed": t.enhed,
                "dimensioner": list(t.dimensioner),
                "raekker": [[*k, n] for k, n in sorted(t.celler.items()) if n],
            }
            for t in tael[0]
        ],
        "skjult": sorted(_dump_celle(c) for c in svar.skjult),
        "modbilleder": [sorted([*_dump_celle(c), d] for c, d in m.items()) for m in svar.modbilleder],
    }


def merge_dimensioner(dimensioner: Sequence[Dimension]) -> list[Dimension]:
    """One of each name, with the nodes of all: a kommune that is new, a code no longer met."""
    samlet: dict[str, Dimension] = {}
    for d in dimensioner:
        egen = samlet.get(d.navn, d)
        foraelder = {**d.foraelder, **egen.foraelder}
        samlet[d.navn] = Dimension(
            d.navn, foraelder, overlapper=egen.overlapper, daekker=egen.daekker, komplement=egen.komplement
        )
    return list(samlet.values())


def load_tidligere(udgivelse: Udgivelse) -> tuple[Tidligere, list[Dimension]]:
    """What the gate must know of an earlier udgivelse."""
    data = json.loads(udgivelse.husket)
    terninger = tuple(
        Terning(
            t["navn"], t["enhed"], tuple(t["dimensioner"]), {tuple(r[:-1]): r[-1] for r in t["raekker"]}
        )
        for t in data["terninger"]
    )  # fmt: skip
    modbilleder = tuple({_load_celle(c[:2]): c[2] for c in m} for m in data["modbilleder"])
    skjult = frozenset(_load_celle(c) for c in data["skjult"])
    dimensioner = [Dimension(**d) for d in data["dimensioner"]]
    return Tidligere(udgivelse.id, terninger, skjult, modbilleder), dimensioner


def write_udgivelse(udgivelse: Udgivelse, mappe: Path) -> Path:
    """The folder of an udgivelse, made once.

    Raises:
        BrugsFejl: there is one of that id already.
    """
    sti = mappe / udgivelse.id
    try:
        sti.mkdir(parents=True)
    except FileExistsError:
        raise BrugsFejl(
            _("Udgivelsen {id} findes. En udgivelse ændres ikke: vælg et andet navn.", id=udgivelse.id)
        ) from None
    (sti / UDGIVELSE).write_bytes(udgivelse.vist)
    (sti / GRUNDLAG).write_bytes(udgivelse.husket)
    return sti


def read_udgivelse(sti: Path) -> Udgivelse:
    """An udgivelse from its folder."""
    vist = (sti / UDGIVELSE).read_bytes()
    hoved = json.loads(vist)
    periode = (date.fromisoformat(hoved["periode"]["fra"]), date.fromisoformat(hoved["periode"]["til"]))
    return Udgivelse(hoved["id"], periode, vist, (sti / GRUNDLAG).read_bytes())


def _dump_dimension(d: Dimension) -> dict[str, Any]:
    return {
        "navn": d.navn,
        "foraelder": dict(sorted(d.foraelder.items())),
        "overlapper": d.overlapper,
        "daekker": d.daekker,
        "komplement": d.komplement,
    }


def _dump_celle(celle: Celle) -> list[Any]:
    return [celle[0], sorted([d, n] for d, n in celle[1])]


def _load_celle(data: list[Any]) -> Celle:
    return data[0], frozenset((d, n) for d, n in data[1])


def _to_json(data: dict[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n").encode()
