"""The check: faults of form and every SQL rule over one reading, as one list of findings and a verdict.

Opinion taken: the verdict is drawn from every finding, the list people work from is folded (findings with
one cause under the gravest). A rule that was not run is named with its reason and is never green.
Grain of `fund`: one cause at one row. Source: 4-regler and 8-graenseflader (JSON of a check).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Literal

import pyarrow as pa

from ffb.begreber import find_kommune
from ffb.engine.koersel import Opsaetning, prepare_motor
from ffb.engine.motor import Motor
from ffb.formats.graenser import vis_sti
from ffb.formats.grundlag import Laesning, Mapning
from ffb.model.fund import ALVOR, Fund
from ffb.model.tabeller import TABELLER
from ffb.rules.form import find_form
from ffb.rules.hoved import load_regler
from ffb.rules.koer import Regelsvar, fold, run_regler
from ffb.rules.normer import apply_normer
from ffb.rules.raekkekommune import Raekkekommune
from ffb.rules.virkning import Virkning, build_virkning
from ffb.sprog import Dansk, _, antal_ord, dato

Konklusion = Literal["klar", "klar_med_mangler", "kan_ikke_modtages"]
GRAVE = frozenset({"blokerende", "fejl"})
AARSAG = re.compile(r"[a-z_]+:.+")  # a root row; the detail of a fault of form is none
VIST_IDER = 12
ALTID_UTJEKKET: tuple[Dansk, ...] = (
    "Om oplysningerne passer med borgerens forhold: det ved kun sagsbehandleren.",
    "Om alle borgere og ydelser er med i leverancen: det kræver kommunens egen liste.",
)


@dataclass(frozen=True, slots=True)
class Omfang:
    """How many rows of a table a system's newest full leverance holds."""

    kommune: str | None
    system: str | None
    tabel: str
    raekker: int


@dataclass(frozen=True, slots=True)
class Fald:
    """A table with sharply fewer rows than in the earlier check, by the norm of MEL-12."""

    kommune: str | None
    system: str | None
    tabel: str
    foer: int
    nu: int


@dataclass(frozen=True, slots=True)
class Siden:
    """Compared with an earlier check. `loeste`: the earlier findings that are gone, as they stood there.

    `fald`: tables that shrank sharply, where the earlier check says how many rows there were.
    `loest_nu`: keys of those of `loeste` that were open the last time.
    `uafklarede`: gone too, but their rule was not run this time or their system is not in the delivery.
    """

    nye: int
    loest: int
    fortsat: int
    genopstaaet: int
    uafklaret: int
    loeste: tuple[dict[str, Any], ...]
    fald: tuple[Fald, ...] = ()
    loest_nu: frozenset[str] = frozenset()
    uafklarede: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Tjek:
    """The answer of a check.

    Args:
        fund: folded, gravest first.
        svar: every rule and what became of it; `antal` counts findings before folding.
        ikke_tjekket: sentences.
        deltagere: (kommune, system) whose rows are in the deliveries.
        omfang: rows per table of the newest full leverancer, for the next check to be held against.
        virkning: what mending a group of findings moves in Tabel 1 and 2.
        dannet: newest time of delivery, UTC.
        normer: rule id -> name -> value, where the kommune has its own.
    """

    konklusion: Konklusion
    raekker: int
    borgere: int
    borgere_uden_fund: int
    borgere_uden_fejl: int
    leverancer: int
    fund: list[Fund]
    svar: list[Regelsvar]
    ikke_tjekket: list[str]
    noegle_id: str | None
    deltagere: frozenset[tuple[str | None, str | None]] = frozenset()
    dannet: datetime | None = None
    demo: bool = False
    sikker: bool = False
    siden: Siden | None = None
    virkning: tuple[Virkning, ...] = ()
    omfang: tuple[Omfang, ...] = ()
    normer: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def med_status(self, status: str) -> list[Regelsvar]:
        """The rules that are `koert`, `ikke_koert` or `ikke_relevant`."""
        return [s for s in self.svar if s.status == status]


@dataclass(slots=True)
class _Omfang:
    """The deliveries judged: all of them, or those that hold rows of one kommune.

    Args:
        delte: of these, those that hold rows of other kommuner too, where one kommune was asked for.
    """

    leverancer: list[dict[str, Any]]
    tabeller: dict[str, pa.Table] = field(repr=False)
    kommuner: Raekkekommune = field(repr=False)
    kommune: str | None
    delte: frozenset[int]

    def borgere(self) -> set[str]:
        alle = self._raekker("borger_version", "borger_id")
        return {str(b) for nr, b in alle if nr not in self.delte or self._er_vores(nr, b)}

    def antal_raekker(self) -> int:
        """As the deliveries count them; of a shared one, the rows of this kommune's citizens."""
        antal = 0
        for nr, tabel, raekker in self._raekker("leverance_tabel", "tabel", "raekker"):
            if raekker and nr in self.delte:
                raekker = sum(
                    n == nr and self._er_vores(nr, b)
                    for n, b in self._raekker(TABELLER[tabel].fysisk, "borger_id")
                )
            antal += raekker or 0
        return antal

    def deltagere(self) -> frozenset[tuple[str | None, str | None]]:
        return frozenset(
            (k, r["system"])
            for r in self.leverancer
            for k in self.kommuner.betjener(r["leverance_id"])
            if self.kommune in (None, k)
        )

    def _er_vores(self, leverance_id: int, borger_id: int) -> bool:
        return self.kommuner.find((leverance_id, None, None), borger_id) == self.kommune

    def _raekker(self, tabel: str, *navne: str) -> Iterator[tuple[Any, ...]]:
        ider = {r["leverance_id"] for r in self.leverancer}
        kolonner = (self.tabeller[tabel][k].to_pylist() for k in ("leverance_id", *navne))
        return (r for r in zip(*kolonner, strict=True) if r[0] in ider)


def run_tjek(
    motor: Motor,
    laesning: Laesning,
    opsaetning: Opsaetning,
    mapning: Sequence[Mapning] | None = None,
    *,
    noegle_id: str | None = None,
) -> Tjek:
    """Check a reading.

    Args:
        motor: an empty engine; it is prepared here.
        mapning: the guide; None = the one met in the reading, or none.

    Raises:
        RegelFejl: a rule broke; no answer is better than a wrong one.
    """
    guide = mapning if mapning is not None else laesning.mapning
    prepare_motor(motor, dict(laesning.tabeller), guide, opsaetning)
    return check_klar(motor, laesning, opsaetning, noegle_id=noegle_id)


def check_klar(
    motor: Motor, laesning: Laesning, opsaetning: Opsaetning, *, noegle_id: str | None = None
) -> Tjek:
    """As `run_tjek`, on an engine someone has made ready with the same reading and settings.

    Raises:
        RegelFejl: a rule broke.
    """
    formsvar, formfund = find_form(motor, laesning.tilsyn)
    koersel = run_regler(motor, apply_normer(load_regler(), opsaetning.normer))
    omfang = _omfang(laesning, opsaetning.kommune, Raekkekommune(motor))
    alle = [f for f in (*formfund, *koersel.fund) if opsaetning.kommune in (None, f.kommune)]
    antal = Counter(f.regel for f in alle)
    svar = [
        replace(s, antal=antal[s.regel.id])
        for s in sorted([*formsvar, *koersel.svar], key=lambda s: s.regel.id)
    ]
    tjek = _build(_med_sag(motor, alle), svar, omfang, laesning, noegle_id)
    return replace(
        tjek,
        virkning=build_virkning(motor, antal),
        omfang=_find_omfang(motor, opsaetning.kommune),
        normer=opsaetning.normer,
    )


def _find_omfang(motor: Motor, kommune: str | None) -> tuple[Omfang, ...]:
    """A løbende leverance is whatever changed, so its size tells nothing."""
    svar = motor.query(
        "SELECT NULLIF(l.kommune_kode, '') AS kommune, NULLIF(l.system, '') AS system, t.tabel, t.raekker "
        "FROM leverance_brugt l JOIN leverance_tabel t ON l.leverance_id = t.leverance_id "
        "WHERE l.art = 'fuld' AND t.raekker IS NOT NULL"
    )
    omfang = [Omfang(*r) for r in svar.raekker if kommune in (None, r[0])]
    return tuple(sorted(omfang, key=lambda o: (o.kommune or "", o.system or "", o.tabel)))


def _build(
    alle: list[Fund], svar: list[Regelsvar], omfang: _Omfang, laesning: Laesning, noegle_id: str | None
) -> Tjek:
    borgere = omfang.borgere()
    return Tjek(
        konklusion=find_konklusion(alle, svar),
        raekker=omfang.antal_raekker(),
        borgere=len(borgere),
        borgere_uden_fund=len(borgere - {f.borger for f in alle}),
        borgere_uden_fejl=len(borgere - {f.borger for f in alle if f.alvor in GRAVE}),
        leverancer=len(omfang.leverancer),
        fund=sorted(_fold(alle), key=_graverst),
        svar=svar,
        ikke_tjekket=[*_grunde(svar), *_ulaeste(laesning), *map(_, ALTID_UTJEKKET)],
        noegle_id=noegle_id,
        deltagere=omfang.deltagere(),
        dannet=max((r["tid"] for r in omfang.leverancer if r["tid"]), default=None),
        demo=_er_demo(omfang),
    )


def find_konklusion(fund: Iterable[Fund], svar: Iterable[Regelsvar]) -> Konklusion:
    """Anything blokerende, or a fault of form in a bundle, cannot be received; another fault, or a grave
    rule that was not run, is something missing; advice alone is clear."""
    fund = list(fund)
    if any(f.alvor == "blokerende" or (f.alvor == "fejl" and f.regel.startswith("FHIR-")) for f in fund):
        return "kan_ikke_modtages"
    ikke_koert = any(s.status == "ikke_koert" and s.regel.alvor in GRAVE for s in svar)
    return "klar_med_mangler" if ikke_koert or any(f.alvor == "fejl" for f in fund) else "klar"


def _omfang(laesning: Laesning, kommune: str | None, kommuner: Raekkekommune) -> _Omfang:
    alle = {r["leverance_id"]: r for r in laesning.tabeller["leverance"].to_pylist()}
    vores = {nr: r for nr, r in alle.items() if kommune is None or kommune in kommuner.betjener(nr)}
    delte = frozenset(nr for nr in vores if kommune and kommuner.betjener(nr) != {kommune})
    return _Omfang(list(vores.values()), laesning.tabeller, kommuner, kommune, delte)


def _er_demo(omfang: _Omfang) -> bool:
    koder = {r["kommune_kode"] for r in omfang.leverancer if r["kommune_kode"]}
    return any((k := find_kommune(kode)) is not None and k.demo for kode in koder)


def _fold(alle: list[Fund]) -> list[Fund]:
    """Fold by cause within one citizen's rows of one delivery; in FHIR, where entries count from 1 in every
    bundle, within one bundle."""
    grupper: dict[tuple[Any, ...], list[Fund]] = defaultdict(list)
    enlige = []
    for f in alle:
        if not AARSAG.fullmatch(f.aarsag or ""):
            enlige.append(f)
            continue
        bundle = (f.sted.fil, f.sted.linje) if f.sted.fhir else None
        grupper[(f.kommune or "", f.system or "", f.leverance, f.borger or "", bundle)].append(f)
    return enlige + [f for gruppe in grupper.values() for f in fold(gruppe)]


def _graverst(f: Fund) -> tuple[Any, ...]:
    sted = (f.sted.fil, f.sted.linje or 0, f.felt or "")
    return ALVOR.index(f.alvor), f.regel, f.kommune or "", f.leverance, *sted, f.noegle


SAGSFELTER = ("sagsnummer", "enhed", "sagsbehandler", "tilbud")
Sag = dict[str, str | None]


def _med_sag(motor: Motor, fund: list[Fund]) -> list[Fund]:
    """Findings that do not name sag, enhed, sagsbehandler or tilbud get those of the sag they name, else the
    citizen's, where all his ydelser agree on it."""
    pr_borger: dict[str, list[Sag]] = defaultdict(list)
    svar = motor.query("SELECT borger_id, sagsnummer, enhed, sagsbehandler, tilbud FROM ydelse_sag")
    for r in svar.dicts():
        pr_borger[str(r["borger_id"])].append({felt: r[felt] for felt in SAGSFELTER})
    enige = {borger: _enige(ydelser) for borger, ydelser in pr_borger.items()}
    opslag = {
        r["sagsnummer"]: r
        for r in motor.query("SELECT sagsnummer, enhed, sagsbehandler FROM opslag_sag").dicts()
    }
    tom: Sag = dict.fromkeys(SAGSFELTER)
    return [
        _faerdig(
            f,
            _paa_sagen(f.sagsnummer, pr_borger.get(f.borger or "", ()), opslag)
            or enige.get(f.borger or "", tom),
        )
        for f in fund
    ]


def _paa_sagen(
    sagsnummer: str | None, ydelser: Sequence[Sag], opslag: dict[str, dict[str, Any]]
) -> Sag | None:
    """What the citizen's ydelser on that sag agree on, else the look-up file's answer, else None."""
    if sagsnummer is None:
        return None
    egne = [y for y in ydelser if y["sagsnummer"] == sagsnummer]
    if egne:
        return _enige(egne)
    return {**dict.fromkeys(SAGSFELTER), **opslag[sagsnummer]} if sagsnummer in opslag else None


def _enige(ydelser: Sequence[Sag]) -> Sag:
    """Of each field the one value they all have, else None."""
    return {felt: ydelser[0][felt] if len({y[felt] for y in ydelser}) == 1 else None for felt in SAGSFELTER}


def _faerdig(f: Fund, sag: Sag) -> Fund:
    """`forventet` as text too: a rule may return a date or a number."""
    ventet: Any = f.forventet
    if isinstance(ventet, date):
        ventet = dato(ventet)
    return f.med(
        sagsnummer=f.sagsnummer or sag["sagsnummer"],
        enhed=f.enhed or sag["enhed"],
        sagsbehandler=f.sagsbehandler or sag["sagsbehandler"],
        tilbud=f.tilbud or sag["tilbud"],
        forventet=None if ventet is None else str(ventet),
    )


def _grunde(svar: list[Regelsvar]) -> list[str]:
    """One sentence per reason why rules were not run, or had nothing to say."""
    grunde: dict[tuple[str, str], list[str]] = defaultdict(list)
    for s in svar:
        if s.status != "koert":
            grunde[(s.status, s.grund or "")].append(s.regel.id)
    return [_grund(status, grund, ider) for (status, grund), ider in sorted(grunde.items())]


def _grund(status: str, grund: str, ider: list[str]) -> str:
    if status == "ikke_koert":
        rest = _(" og {antal} til", antal=len(ider) - VIST_IDER) if len(ider) > VIST_IDER else ""
        hvad = antal_ord(len(ider), "regel er ikke kørt", "regler er ikke kørt")
        return f"{hvad} ({', '.join(ider[:VIST_IDER])}{rest}): {grund}."
    hvad = antal_ord(len(ider), "regel er ikke relevant", "regler er ikke relevante")
    return f"{hvad}: {grund}."


def _ulaeste(laesning: Laesning) -> list[str]:
    return [_("Filen er ikke læst: {fil}", fil=vis_sti(navn)) for navn in laesning.ikke_laest]
