"""Run rules over prepared tables: every rule ends as run, not run (why) or not relevant, never as silence.

A rule's SELECT returns `leverance_id, fil_nr, post_nr, borger_id, felt, vaerdi`, and as it likes `dato`
(compared with gaelder_fra/til), `sagsnummer`, `enhed`, `forventet`, `aarsag`, and what its message names.
A rule that breaks raises: a wrong answer is worse than none. A rule whose text can find nothing, because a
table it is built on holds no row, has been run without asking the engine. Source: 4-regler.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from ffb.engine.motor import Motor
from ffb.model.fund import ALVOR, Fund
from ffb.model.hukommelse import uden_kredssoegning
from ffb.model.tabeller import TABELLER
from ffb.rules.fundbygger import FASTE, Fundbygger, Steder
from ffb.rules.hoved import MAPNING, Regel, load_regler
from ffb.rules.raekkekommune import Raekkekommune
from ffb.sprog import _, antal_ord

_FAA = 1_000  # rows looked up by number; of more, the whole file is read
TAELLER_SOM_TOM = frozenset({"ydelse"})


@dataclass(frozen=True, slots=True)
class Regelsvar:
    """What became of one rule: `koert`, `ikke_koert` or `ikke_relevant`, and why not."""

    regel: Regel
    status: str
    grund: str | None = None
    antal: int = 0


@dataclass(slots=True)
class Regelkoersel:
    """The outcome of all rules: one Regelsvar each, and every finding, unfolded."""

    svar: list[Regelsvar] = field(default_factory=list)
    fund: list[Fund] = field(default_factory=list)


class RegelFejl(RuntimeError):
    """A rule broke. Names the rule, never a value."""


def run_regler(motor: Motor, regler: Sequence[Regel] | None = None) -> Regelkoersel:
    """Run the SQL rules on a motor made ready by `engine.koersel.prepare_motor`.

    Raises:
        RegelFejl: a rule's SQL fails or returns columns it must not; names the rule.
    """
    with uden_kredssoegning():
        return _run(Verden(motor), load_regler() if regler is None else regler)


def _run(verden: Verden, regler: Sequence[Regel]) -> Regelkoersel:
    koersel = Regelkoersel()
    for regel in regler:
        if regel.sql is None:
            continue
        status, grund = verden.status(regel)
        fund = verden.find(regel) if status == "koert" else []
        koersel.svar.append(Regelsvar(regel, status, grund, len(fund)))
        koersel.fund += fund
    return koersel


class Verden:
    """What the findings need to know of the deliveries: which tables came, where rows stand."""

    def __init__(self, motor: Motor) -> None:
        self.motor = motor
        self._fyldt: dict[str, bool] = {}
        self.har_mapning = motor.query("SELECT har_mapning FROM koersel").raekker[0][0]
        self.leveret = {
            r[0]
            for r in motor.query(
                "SELECT DISTINCT tabel FROM leverance_tabel WHERE status <> 'mangler'"
            ).raekker
        }
        self.steder = Steder(
            list(
                motor.query("SELECT leverance_id, kommune_kode, system, fil_id, kilde FROM leverance").dicts()
            ),
            list(motor.query("SELECT leverance_id, fil_nr, sti, ark, linje FROM fil").dicts()),
            Raekkekommune(motor),
        )

    def status(self, regel: Regel) -> tuple[str, str | None]:
        """Whether the rule can be run on what was delivered."""
        if MAPNING in regel.kraever and not self.har_mapning:
            return "ikke_koert", _("der er ingen mapningsvejledning med (--mapning)")
        tabeller = [t for t in regel.kraever if t != MAPNING]
        fravaerende = [t for t in tabeller if t not in self.leveret and t not in TAELLER_SOM_TOM]
        if fravaerende:
            return "ikke_koert", _("tabellen {tabel} er ikke leveret", tabel=", ".join(fravaerende))
        if regel.paa == "flere" and len(self.steder.leverancer) < 2:
            return "ikke_relevant", _("der er kun én leverance at sammenligne")
        if regel.paa == "kommuner":
            return self._status_kommuner(int((regel.norm or {})["kommuner"]["vaerdi"]))
        return "koert", None

    def _status_kommuner(self, mindst: int) -> tuple[str, str | None]:
        antal = len({r["kommune_kode"] for r in self.steder.leverancer.values()})
        if antal < mindst:
            kommuner = antal_ord(antal, "kommune", "kommuner")
            hvorfor = _(
                "der er {kommuner}; {mindst} skal der til for at sammenligne",
                kommuner=kommuner,
                mindst=mindst,
            )
            return "ikke_relevant", hvorfor
        return "koert", None

    def find(self, regel: Regel) -> list[Fund]:
        """The rule's findings within its dates, in the order of their place."""
        if not self.kan_finde(regel):
            return []
        try:
            svar = self.motor.query(regel.sql or "")
        except Exception as fejl:
            # the engine's own message may quote a value of a row: only its kind is told
            raise RegelFejl(f"Reglen {regel.id} kan ikke køres: {type(fejl).__name__}") from None
        mangler = [k for k in FASTE if k not in svar.kolonner]
        if mangler or "cpr" in svar.kolonner:
            raise RegelFejl(f"Reglen {regel.id} returnerer ikke {', '.join(mangler) or 'andet end CPR'}")
        raekker = sorted((r for r in svar.dicts() if _gaelder(regel, r.get("dato"))), key=_stedfoelge)
        ider = self._kilde_id(regel, raekker)
        bygger = Fundbygger(regel, svar.kolonner, self.steder)
        return [bygger.byg(r, ider.get(_post(r))) for r in raekker]

    def kan_finde(self, regel: Regel) -> bool:
        """False where the tables without rows leave the rule nothing to find."""
        return any(all(map(self._har_raekker, krav)) for krav in find_behov(regel))

    def _har_raekker(self, tabel: str) -> bool:
        if tabel not in self._fyldt:
            self._fyldt[tabel] = bool(self.motor.query(f"SELECT 1 AS en FROM {tabel} LIMIT 1").raekker)  # noqa: S608
        return self._fyldt[tabel]

    def _kilde_id(self, regel: Regel, raekker: list[dict[str, Any]]) -> dict[tuple[Any, ...], str]:
        """The source's own id of each row found, where it has one."""
        if not raekker or regel.tabel is None or not TABELLER[regel.tabel].versioneret:
            return {}
        # a finding about a whole leverance or file stands in no row
        poster = {_post(r) for r in raekker if r["post_nr"] is not None}
        if not poster:
            return {}
        leverancer, filer, numre = (sorted(set(dele)) for dele in zip(*poster, strict=True))
        kun = f"AND post_nr IN ({_tal(numre)})" if len(numre) <= _FAA else ""
        svar = self.motor.query(
            "SELECT leverance_id, fil_nr, post_nr, kilde_id "  # noqa: S608 - numbers of our own only
            f"FROM {TABELLER[regel.tabel].fysisk} WHERE kilde_id IS NOT NULL "
            f"AND leverance_id IN ({_tal(leverancer)}) AND fil_nr IN ({_tal(filer)}) {kun}"
        )
        return {tuple(r[:3]): r[3] for r in svar.raekker}


def find_behov(regel: Regel) -> list[list[str]]:
    """The sets of tables of which one must be filled before the rule can find anything.

    `behov.json` is made by `make docs` (engine.behov); for a text it has not seen, nothing is needed.
    """
    kendt = _load_behov().get(regel.id)
    return kendt["behov"] if kendt and kendt["sql"] == sql_aftryk(regel.sql or "") else [[]]


def sql_aftryk(sql: str) -> str:
    """What tells one rule's text from another."""
    return hashlib.sha256(sql.encode()).hexdigest()[:16]


@cache
def _load_behov() -> dict[str, dict[str, Any]]:
    svar: dict[str, dict[str, Any]] = json.loads(
        files("ffb.rules").joinpath("behov.json").read_text(encoding="utf-8")
    )
    return svar


def _tal(tal: Iterable[int]) -> str:
    return ", ".join(str(int(t)) for t in tal)


def _post(r: dict[str, Any]) -> tuple[Any, ...]:
    return r["leverance_id"], r["fil_nr"], r["post_nr"]


def _stedfoelge(r: dict[str, Any]) -> tuple[Any, ...]:
    return (*(-1 if nr is None else nr for nr in _post(r)), r["felt"] or "", _som_tekst(r["vaerdi"]))


def _som_tekst(vaerdi: Any) -> str:
    return "" if vaerdi is None else str(vaerdi).rjust(12)  # numbers stand by their size


def _gaelder(regel: Regel, dato: date | None) -> bool:
    """A rule judges only rows of its own time; a row without date is judged."""
    if dato is None:
        return True
    return not (
        (regel.gaelder_fra and dato < regel.gaelder_fra) or (regel.gaelder_til and dato > regel.gaelder_til)
    )


def fold(fund: Sequence[Fund]) -> list[Fund]:
    """Findings that share a cause under the gravest of them; the others are named in `foldet`."""
    grupper: dict[tuple[Any, ...], list[Fund]] = defaultdict(list)
    for nr, f in enumerate(fund):
        grupper[(f.leverance, f.aarsag) if f.aarsag else (nr,)].append(f)
    ud = []
    for gruppe in grupper.values():
        foerste, *resten = sorted(gruppe, key=lambda f: (ALVOR.index(f.alvor), f.regel, f.noegle))
        ud.append(foerste.med(foldet=tuple(f.noegle for f in resten)) if resten else foerste)
    return ud
