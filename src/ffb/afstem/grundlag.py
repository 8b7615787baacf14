"""The engine made ready over all starts, and whose data they are.

Opinion taken: the report's views judge ydelser started in a period. An afstemning asks about ydelser that
run, whenever they started; so the period of the engine is all of time, and each question says its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ffb.begreber import find_kommune
from ffb.engine.koersel import Opsaetning, prepare_motor
from ffb.engine.motor import Motor
from ffb.engine.sqlfil import load_sqlfiler
from ffb.errors import BrugsFejl
from ffb.formats.grundlag import Laesning, Mapning
from ffb.sprog import Dansk, _

ALTID = (date(1900, 1, 1), date(2999, 12, 31))
FORBEHOLD: Dansk = "Beregnet lokalt af jeres egne leverancer – ikke Danmarks Statistiks tal"


@dataclass(slots=True)
class Grundlag:
    """A prepared engine and what every opgørelse says of itself.

    Args:
        kommune_kode: '' where the deliveries name none.
        pr_dato: the day data are judged on: `--pr-dato`, else the newest indberetningstidspunkt.
    """

    motor: Motor
    opsaetning: Opsaetning
    kommune_kode: str
    kommune_navn: str
    demo: bool
    dannet_paa: str
    pr_dato: date

    def person(self, raekke: dict[str, Any]) -> str | None:
        """The CPR of a row, in a safe copy the pseudonym."""
        return f"P{raekke['borger_id']}" if self.opsaetning.sikker else raekke["cpr"]

    @property
    def persontitel(self) -> str:
        """What the column of persons is called."""
        return _("Pseudonym") if self.opsaetning.sikker else "CPR"


def prepare_grundlag(
    motor: Motor, laesning: Laesning, mapning: Sequence[Mapning] | None, opsaetning: Opsaetning
) -> Grundlag:
    """Prepare `motor` (an empty one) over every start in the data.

    Raises:
        BrugsFejl: there is no leverance, or there are several kommuner and none was chosen.
    """
    guide = mapping_or_met(mapning, laesning)
    altid = replace(opsaetning, periode_fra=ALTID[0], periode_til=ALTID[1])
    prepare_motor(motor, dict(laesning.tabeller), guide, altid)
    kode = _kommune(motor, opsaetning.kommune)
    if opsaetning.kommune is None and kode:
        altid = replace(altid, kommune=kode)
    kommune = find_kommune(kode) if kode else None
    dannet, dag = _nyeste(motor)
    return Grundlag(
        motor=motor,
        opsaetning=altid,
        kommune_kode=kode,
        kommune_navn=kommune.navn if kommune else _("Kommune ikke oplyst"),
        demo=bool(kommune and kommune.demo),
        dannet_paa=dannet,
        pr_dato=opsaetning.pr_dato or dag,
    )


def mapping_or_met(mapning: Sequence[Mapning] | None, laesning: Laesning) -> Sequence[Mapning] | None:
    """The guide named, else the one met among the files."""
    return mapning if mapning is not None else laesning.mapning


def _kommune(motor: Motor, valgt: str | None) -> str:
    svar = motor.query(
        "SELECT kommune_kode FROM leverance_brugt "
        "UNION SELECT kommune_kode FROM ydelse_talt WHERE NOT fremmed"
    )
    koder = sorted({r[0] or "" for r in svar.raekker} - {""}) or ([""] if svar.raekker else [])
    if valgt is not None:
        koder = [k for k in koder if k == valgt]
    if not koder:
        raise BrugsFejl(
            "Filerne indeholder ingen leverance for den kommune. Udelad --kommune, eller vælg en anden."
        )
    if len(koder) > 1:
        raise BrugsFejl(
            _("Filerne har flere kommuner ({koder}): vælg én med --kommune.", koder=", ".join(koder))
        )
    return koder[0]


def _nyeste(motor: Motor) -> tuple[str, date]:
    """The newest time of delivery, as delivered, and its day."""
    svar = motor.query(
        "SELECT v.tid_tekst, CAST(v.tid AS DATE) AS dag FROM leverance v "
        "JOIN leverance_brugt l ON v.leverance_id = l.leverance_id ORDER BY v.tid DESC, v.leverance_id DESC"
    ).raekker
    return (svar[0][0] or "", svar[0][1])


def define_visninger(motor: Motor, mappe: str) -> None:
    """Define the views of `sql/<mappe>`: the numbered texts, in their order."""
    for fil in load_sqlfiler("ffb.afstem", f"sql/{mappe}"):
        if fil.hoved.get("visning"):
            motor.define(fil.navn, fil.sql, gem=bool(fil.hoved.get("gem")) or motor.gemmer_billigt)


def query_svar(motor: Motor, mappe: str) -> dict[str, list[dict[str, Any]]]:
    """The answers of the texts of `sql/<mappe>` that are no views: {name: rows}."""
    return {
        fil.navn: list(motor.query(fil.sql).dicts())
        for fil in load_sqlfiler("ffb.afstem", f"sql/{mappe}")
        if not fil.hoved.get("visning")
    }
