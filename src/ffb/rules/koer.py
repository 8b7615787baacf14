"""Run rules over prepared tables: every rule ends as run, not run (why) or not relevant, never as silence.

A rule's SELECT returns `leverance_id, fil_nr, post_nr, borger_id, felt, vaerdi`, and as it likes `dato`
(compared with gaelder_fra/til), `sagsnummer`, `enhed`, `forventet`, `aarsag`, and what its message names.
A rule that breaks raises: a wrong answer is worse than none. A rule whose text can find nothing, because a
table it is built on holds no row, has been run without asking the engine. Source: 4-regler.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

from ffb.engine.motor import Motor
from ffb.model.fund import ALVOR, Fund, Sted
from ffb.model.tabeller import TABELLER
from ffb.rules.hoved import MAPNING, Regel, load_regler
from ffb.rules.raekkekommune import Raekkekommune
from ffb.sprog import _, antal_ord, dato

FASTE = ("leverance_id", "fil_nr", "post_nr", "borger_id", "felt", "vaerdi")
VALGFRI = ("dato", "sagsnummer", "enhed", "forventet", "aarsag")
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
    verden = Verden(motor)
    koersel = Regelkoersel()
    for regel in regler if regler is not None else load_regler():
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
        self._kommuner = Raekkekommune(motor)
        self.har_mapning = motor.query("SELECT har_mapning FROM koersel").raekker[0][0]
        self.leveret = {
            r[0]
            for r in motor.query(
                "SELECT DISTINCT tabel FROM leverance_tabel WHERE status <> 'mangler'"
            ).raekker
        }
        self.leverancer = {
            r["leverance_id"]: r
            for r in motor.query(
                "SELECT leverance_id, kommune_kode, system, fil_id, kilde FROM leverance"
            ).dicts()
        }
        self.filer = {
            (r["leverance_id"], r["fil_nr"]): r
            for r in motor.query("SELECT leverance_id, fil_nr, sti, ark, linje FROM fil").dicts()
        }

    def status(self, regel: Regel) -> tuple[str, str | None]:
        """Whether the rule can be run on what was delivered."""
        if MAPNING in regel.kraever and not self.har_mapning:
            return "ikke_koert", _("der er ingen mapningsvejledning med (--mapning)")
        tabeller = [t for t in regel.kraever if t != MAPNING]
        fravaerende = [t for t in tabeller if t not in self.leveret and t not in TAELLER_SOM_TOM]
        if fravaerende:
            return "ikke_koert", _("tabellen {tabel} er ikke leveret", tabel=", ".join(fravaerende))
        if regel.paa == "flere" and len(self.leverancer) < 2:
            return "ikke_relevant", _("der er kun én leverance at sammenligne")
        if regel.paa == "kommuner":
            return self._status_kommuner(int((regel.norm or {})["kommuner"]["vaerdi"]))
        return "koert", None

    def _status_kommuner(self, mindst: int) -> tuple[str, str | None]:
        antal = len({r["kommune_kode"] for r in self.leverancer.values()})
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
        if not self._kan_finde(regel):
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
        taelling: Counter[str] = Counter()
        return [self._fund(regel, r, ider.get(_post(r)), taelling) for r in raekker]

    def _kan_finde(self, regel: Regel) -> bool:
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
        poster: dict[int, set[int]] = defaultdict(set)
        for r in raekker:
            if r["fil_nr"] is not None:  # a finding about the leverance itself stands in no file
                poster[r["leverance_id"]].add(r["fil_nr"])
        if not poster:
            return {}
        filer = sorted({f for gruppe in poster.values() for f in gruppe})
        leverancer = sorted(poster)
        svar = self.motor.query(
            "SELECT leverance_id, fil_nr, post_nr, kilde_id "  # noqa: S608 - numbers of our own only
            f"FROM {TABELLER[regel.tabel].fysisk} WHERE kilde_id IS NOT NULL "
            f"AND leverance_id IN ({_tal(leverancer)}) AND fil_nr IN ({_tal(filer)})"
        )
        return {tuple(r[:3]): r[3] for r in svar.raekker}

    def _fund(self, regel: Regel, r: dict[str, Any], kilde_id: str | None, taelling: Counter[str]) -> Fund:
        leverance = self.leverancer.get(r["leverance_id"], {})
        fil = self.filer.get((r["leverance_id"], r["fil_nr"]), {})
        borger = str(r["borger_id"]) if r["borger_id"] is not None else None
        tekst = regel.tekst()
        r = tekst.oversat(r)
        return Fund(
            regel=regel.id,
            alvor=regel.alvor,
            titel=tekst.titel,
            besked=_udfyld(tekst.besked, r),
            goer=_udfyld(tekst.goer, r),
            ejer=regel.ejer,
            fase=regel.fase,
            borger=borger,
            felt=r["felt"],
            vaerdi=None if r["vaerdi"] is None else str(r["vaerdi"]),
            noegle=_noegle(regel, leverance, kilde_id, r, taelling),
            leverance=leverance.get("fil_id") or "",
            tabel=regel.tabel,
            sted=_sted(r, leverance, fil, kilde_id),
            dato=r.get("dato"),
            sagsnummer=r.get("sagsnummer"),
            enhed=r.get("enhed"),
            forventet=r.get("forventet"),
            aarsag=r.get("aarsag"),
            kommune=self._kommuner.find(_post(r), r["borger_id"], r.get("kommune_kode")),
            system=leverance.get("system"),
            detaljer={k: v for k, v in r.items() if k not in FASTE and k not in VALGFRI},
        )


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
    return tuple("" if x is None else str(x).rjust(12) for x in (*_post(r), r["felt"], r["vaerdi"]))


def _gaelder(regel: Regel, dato: date | None) -> bool:
    """A rule judges only rows of its own time; a row without date is judged."""
    if dato is None:
        return True
    return not (
        (regel.gaelder_fra and dato < regel.gaelder_fra) or (regel.gaelder_til and dato > regel.gaelder_til)
    )


def _udfyld(tekst: str, r: dict[str, Any]) -> str:
    """`{navn}` filled from the row; dates as DD.MM.ÅÅÅÅ, nothing as –."""
    return tekst.format_map({navn: _vis(r[navn]) for navn in _pladser(tekst)})


@cache
def _pladser(tekst: str) -> tuple[str, ...]:
    """The names a message has places for: a rule finds a hundred thousand rows with the same few."""
    return tuple(navn for _, navn, _, _ in Formatter().parse(tekst) if navn)


def _vis(vaerdi: Any) -> str:
    if vaerdi is None:
        return "–"
    return dato(vaerdi) if isinstance(vaerdi, date) else str(vaerdi)


def _sted(r: dict[str, Any], leverance: dict[str, Any], fil: dict[str, Any], kilde_id: str | None) -> Sted:
    sti = fil.get("sti") or ""
    if fil.get("ark"):
        sti = _("{sti}, ark {ark}", sti=sti, ark=fil["ark"])
    if leverance.get("kilde") == "fhir":
        udtryk = f"Bundle.entry[{r['post_nr'] - 1}].resource" if r["post_nr"] else "Bundle"
        return Sted(sti, fil.get("linje"), None, kilde_id, udtryk)
    return Sted(sti, r["post_nr"], r["felt"], kilde_id, None)


def _noegle(
    regel: Regel, leverance: dict[str, Any], kilde_id: str | None, r: dict[str, Any], taelling: Counter[str]
) -> str:
    """Stable over deliveries: from the source id, else from citizen, value and date; twins are numbered."""
    person = kilde_id or f"{r['borger_id']}|{r['vaerdi']}|{r.get('dato')}"
    dele = (leverance.get("kommune_kode"), leverance.get("system"), regel.id, person, r["felt"])
    stamme = "|".join("" if d is None else str(d) for d in dele)
    taelling[stamme] += 1
    if taelling[stamme] > 1:
        stamme = f"{stamme}|{taelling[stamme]}"
    return hashlib.sha256(stamme.encode()).hexdigest()[:16]


def fold(fund: Sequence[Fund]) -> list[Fund]:
    """Findings that share a cause under the gravest of them; the others are named in `foldet`."""
    grupper: dict[tuple[Any, ...], list[Fund]] = defaultdict(list)
    for nr, f in enumerate(fund):
        grupper[(f.leverance, f.aarsag) if f.aarsag else (nr,)].append(f)
    ud = []
    for gruppe in grupper.values():
        foerste, *resten = sorted(gruppe, key=lambda f: (ALVOR.index(f.alvor), f.regel, f.noegle))
        ud.append(replace(foerste, foldet=tuple(f.noegle for f in resten)) if resten else foerste)
    return ud
