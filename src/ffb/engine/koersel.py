"""Settings of a run, and the engine made ready for it.

Source: 3-rapport; every setting stands in the report's foot.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa

from ffb.begreber import dst_kode_list, reference_tabeller
from ffb.engine.motor import Motor
from ffb.engine.sqlfil import load_sqlfiler
from ffb.engine.udsat import ORD
from ffb.model.mapning import Mapning
from ffb.model.opstil import gaeldende_visninger
from ffb.model.referencer import kvartaler, reference_arrow
from ffb.model.tabeller import TABELLER

Tabelkilde: TypeAlias = pa.Table | Path | list[Path]
DstRaekke = tuple[str, str, bool]


@dataclass(slots=True)
class Opsaetning:
    """What a run is asked for.

    Args:
        periode_fra, periode_til: both inclusive; ydelser started in between count.
        kommune: only this kommune; None = every kommune in the data.
        pr_dato: the day the ydelsesrapport is drawn up to; None = newest indberetningstidspunkt.
        dst_koder: (DST-kode, paragraf, relevant), the installation's own table; it wins over the shipped.
        krav_ff: Tabel 2's first row requires F&F itself; else an omgivelsesfaktor will do.
        ikke_vurderet_taeller: "ikke vurderet" counts as a reported level.
        kladde_taeller: a ydelse with status draft counts as started.
        opslag: sagsnummer -> (enhed, sagsbehandler), where the rows do not say.
        opslag_tilbud: P-nummer -> name of the tilbud.
        normer: rule id -> name -> value, the kommune's own; the rules that are not named keep theirs.
        sikker: CPR lists carry sagsnummer or pseudonym instead of CPR.
    """

    periode_fra: date
    periode_til: date
    kommune: str | None = None
    pr_dato: date | None = None
    dst_koder: Sequence[DstRaekke] | None = None
    krav_ff: bool = False
    ikke_vurderet_taeller: bool = True
    kladde_taeller: bool = False
    opslag: dict[str, tuple[str | None, str | None]] | None = field(default=None)
    opslag_tilbud: dict[str, str] | None = None
    normer: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    sikker: bool = False

    def vis(self) -> dict[str, Any]:
        """The settings as the report prints them."""
        return {
            "periode_fra": self.periode_fra.isoformat(),
            "periode_til": self.periode_til.isoformat(),
            "pr_dato": self.pr_dato.isoformat() if self.pr_dato else None,
            "krav_ff": self.krav_ff,
            "ikke_vurderet_taeller": self.ikke_vurderet_taeller,
            "kladde_taeller": self.kladde_taeller,
        }


def dst_tabel(opsaetning: Opsaetning) -> list[DstRaekke]:
    """The shipped DST-koder overlaid with the installation's."""
    kendte = {d.dst_kode: (d.dst_kode, d.paragraf, d.ffb_relevant) for d in dst_kode_list()}
    kendte.update(
        {kode: (kode, paragraf, relevant) for kode, paragraf, relevant in opsaetning.dst_koder or ()}
    )
    return [kendte[kode] for kode in sorted(kendte)]


def prepare_motor(
    motor: Motor,
    tabeller: Mapping[str, Tabelkilde],
    mapning: Sequence[Mapning] | None,
    opsaetning: Opsaetning,
) -> None:
    """Load tables and settings and define every view of `model/sql`; absent tables are empty ones.

    Small deliveries get every view kept: planning a view on a view costs more than its rows. Nothing is
    loaded or planned before a text asks for it (`engine.udsat`).
    """
    gem_alt = motor.gemmer_billigt and is_lille(tabeller)
    for tabel in TABELLER.values():
        motor.load(tabel.fysisk, tabeller.get(tabel.fysisk, tabel.schema().empty_table()))
    _load_referencer(motor, mapning, opsaetning)
    # the views on the leverancer come first, then the plain counted rows, then what is built on those
    filer = load_sqlfiler("ffb.model", "sql")
    for fil in filer:
        if fil.navn in KERNE:
            motor.define(fil.navn, fil.sql, gem=True)
    slags = {direkte for (direkte,) in motor.query("SELECT DISTINCT direkte FROM leverance_brugt").raekker}
    for navn, sql in gaeldende_visninger(direkte=True in slags, lagt=False in slags):
        motor.define(navn, sql, gem=gem_alt)
    for fil in filer:
        if fil.navn in KUN_LAGTE and False not in slags:
            motor.define(fil.navn, f"SELECT * FROM (\n{fil.sql}\n) ingen WHERE FALSE", gem=True)  # noqa: S608
        elif fil.navn not in KERNE:
            motor.define(fil.navn, fil.sql, gem=gem_alt or bool(fil.hoved.get("gem")))


def find_tabeller(visninger: Iterable[str]) -> frozenset[str]:
    """The stored tables (physical names) that these views of the model read, directly or by other views."""
    laeser, ud, rest = _laeser(), set(), set(visninger)
    while rest:
        navn = rest.pop()
        if navn not in ud:
            ud.add(navn)
            rest |= laeser.get(navn, frozenset())
    return frozenset(ud & {t.fysisk for t in TABELLER.values()})


@cache
def _laeser() -> dict[str, frozenset[str]]:
    """The words of each view: the names among them are what it reads (as `engine.udsat` finds them)."""
    sql = dict(gaeldende_visninger()) | {f.navn: f.sql for f in load_sqlfiler("ffb.model", "sql")}
    return {navn: frozenset(ORD.findall(tekst)) - {navn} for navn, tekst in sql.items()}


LILLE = 500_000  # rows
KERNE = ("leverance_brugt", "leverance_betjener")
# rows only where leverancer are laid on top of each other; else the engine need not plan their windows
KUN_LAGTE = ("ressource_alle", "ressource_gaeldende", "ydelse_bevilling", "ydelse_bevilget_maalgruppe")


def is_lille(tabeller: Mapping[str, Tabelkilde], hoejst: int = LILLE) -> bool:
    """All of it in memory, and little of it: `hoejst` so many rows."""
    i_hukommelsen = [k.num_rows for k in tabeller.values() if isinstance(k, pa.Table)]
    return len(i_hukommelsen) == len(tabeller) and sum(i_hukommelsen) <= hoejst


def _load_referencer(motor: Motor, mapning: Sequence[Mapning] | None, opsaetning: Opsaetning) -> None:
    o = opsaetning
    for navn, (_, raekker) in reference_tabeller().items():
        motor.load(navn, reference_arrow(navn, raekker))
    motor.load("dst_tabel", reference_arrow("dst_tabel", dst_tabel(o)))
    par = [(m.tilbud_kode, m.ydelse_kode, m.dst_vaerdi, m.raekke) for m in mapning or ()]
    motor.load("mapning", reference_arrow("mapning", par))
    koersel = (
        o.kommune, o.periode_fra, o.periode_til, o.pr_dato, o.krav_ff, o.ikke_vurderet_taeller,
        o.kladde_taeller, mapning is not None,
    )  # fmt: skip
    motor.load("koersel", reference_arrow("koersel", [koersel]))
    motor.load("kvartal", reference_arrow("kvartal", []))
    opslag = [(sag, *svar) for sag, svar in sorted((o.opslag or {}).items())]
    motor.load("opslag_sag", reference_arrow("opslag_sag", opslag))
    motor.load("opslag_tilbud", reference_arrow("opslag_tilbud", sorted((o.opslag_tilbud or {}).items())))


def load_kvartaler(motor: Motor, opsaetning: Opsaetning) -> None:
    """The quarters from the first start in the data through the day the report is drawn up to."""
    foerste = motor.query("SELECT MIN(startdato) AS fra FROM gaeldende_ydelse").raekker[0][0]
    sidste = (
        opsaetning.pr_dato
        or motor.query("SELECT MAX(CAST(tid AS DATE)) AS til FROM leverance_brugt").raekker[0][0]
    )
    if foerste is None or sidste is None:
        return
    # a start after the newest delivery is in the data too, but nothing has happened then yet
    fra = min(foerste, sidste)
    motor.load("kvartal", reference_arrow("kvartal", kvartaler(fra, sidste)))
