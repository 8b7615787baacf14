"""The header of an analysis, read and judged: one without source, question or coverage does not load.

`<Vnn>_<navn>.sql` is the chart's rows, `<Vnn>_<navn>.<part>.sql` other texts of the same analysis (`daekning`
is the coverage), `<Vnn>_<navn>.vl.json` the chart. The numbered texts of `sql/` are views they share.
Source: 5-viden.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, cast

from ffb.analyses.dimension import DIMENSIONER
from ffb.engine.sqlfil import SqlFil, parse_sqlfil
from ffb.errors import BrugsFejl
from ffb.model.tabeller import TABELLER
from ffb.rapport.resultat import Kolonnetype
from ffb.sprog import SPROG, Sprog, _, sprog

ID = re.compile(r"V\d\d")
KOLONNETYPER = frozenset({"tekst", "kode", "antal", "andel", "tal", "dato"})
PAAKRAEVET = ("id", "grain", "kilde", "kolonne")
TEKSTER = ("titel", "definition", "kilde", "saetninger", "daekning")
FORBUDT = re.compile(r"\bcpr\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tekst:
    """The words of an analysis in one language.

    Args:
        titel: the question it answers.
        kilde: where the figures come from, as it stands under the chart.
        saetninger: summaries with figures in braces; the first that can be filled is said.
        daekning: what each row of the coverage text says, by its `maal`.
        ord: Danish words the SELECT returns, and the names of the divisions, in this language.
        hjemmel, formaal: the legal basis and purpose where data of other domains are joined.
    """

    titel: str
    definition: str
    kilde: str
    saetninger: tuple[str, ...]
    daekning: dict[str, str]
    ord: dict[str, str] = field(default_factory=dict)
    hjemmel: str = ""
    formaal: str = ""


@dataclass(frozen=True, slots=True)
class Kolonnehoved:
    """A column of the result. With `naevner` it is `taeller` divided by it: percent, or the mean where
    the type is `tal`; without, the SELECT returns it."""

    navn: str
    type: Kolonnetype
    titel: dict[str, str]
    taeller: str | None = None
    naevner: str | None = None
    skjult: bool = False


@dataclass(frozen=True, slots=True)
class Opdeling:
    """A column the result is shown for one value of at a time; `raekkefoelge` = its values, where fixed."""

    kolonne: str
    standard: str
    raekkefoelge: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fund:
    """A row a sentence speaks of: number `nr` by column `stoerst` (or from below by `mindst`) among rows
    that are `hvor` and not `uden`; ties go to the row that comes first."""

    hvor: dict[str, tuple[Any, ...]]
    uden: dict[str, tuple[Any, ...]]
    stoerst: str | None = None
    mindst: str | None = None
    nr: int = 1


@dataclass(frozen=True, slots=True)
class Analyse:
    """One analysis.

    Args:
        kilde: whose idea and definition it is (for developers).
        soejle: the column the terminal draws bars of.
        sql: its texts by part: `raekker` first, then `daekning` and others.
        diagram: the chart's Vega-Lite, see `render.diagram`.
        minimum: with fewer citizens than this a warning stands by the figures.
        borger: about one citizen: shown to those with access to her, never published.
    """

    id: str
    navn: str
    grain: str
    kilde: str
    kolonner: tuple[Kolonnehoved, ...]
    soejle: str | None
    filtre: tuple[str, ...]
    kraever: tuple[str, ...]
    tekster: dict[str, Tekst]
    sql: dict[str, str]
    diagram: dict[str, Any] | None
    fund: dict[str, Fund] = field(default_factory=dict)
    opdeling: Opdeling | None = None
    minimum: int = 5
    borger: bool = False

    def tekst(self, i: Sprog | None = None) -> Tekst:
        """The words in language `i`, else in the one in use."""
        return self.tekster[i or sprog()]


@cache
def load_analyser() -> tuple[Analyse, ...]:
    """Every analysis, by id.

    Raises:
        ValueError: a header is missing something; names every fault, not the first.
    """
    filer = {f.name: f.read_text(encoding="utf-8") for f in files("ffb.analyses").iterdir() if f.is_file()}
    ud: list[Analyse] = []
    fejl: list[str] = []
    for navn in sorted(f for f in filer if re.fullmatch(r"V\d\d_\w+\.sql", f)):
        try:
            ud.append(parse_analyse(navn.removesuffix(".sql"), filer))
        except ValueError as brud:
            fejl.append(f"{navn}: {brud}")
    ider = [a.id for a in ud]
    fejl += [f"{i}: brugt af flere analyser" for i in sorted({i for i in ider if ider.count(i) > 1})]
    if fejl:
        raise ValueError("\n".join(fejl))
    return tuple(ud)


def find_analyse(id_: str) -> Analyse:
    """The analysis of `V15` or `v15`. Raises BrugsFejl naming those there are."""
    for analyse in load_analyser():
        if analyse.id == id_.strip().upper():
            return analyse
    kendte = ", ".join(a.id for a in load_analyser())
    raise BrugsFejl(_("Der er ingen analyse med det id. Vælg mellem {kendte}.", kendte=kendte))


def parse_analyse(stamme: str, filer: dict[str, str]) -> Analyse:
    """The analysis whose files begin with `stamme`. Raises ValueError with every fault."""
    dele = {
        (
            navn.removeprefix(f"{stamme}.").removesuffix(".sql") if navn != f"{stamme}.sql" else "raekker"
        ): tekst
        for navn, tekst in sorted(filer.items())
        if navn.endswith(".sql") and navn.split(".", 1)[0] == stamme
    }
    texts = {del_: parse_sqlfil(f"{stamme}.{del_}", tekst) for del_, tekst in dele.items()}
    h = texts["raekker"].hoved
    if fejl := _find_fejl(stamme, h, texts):
        raise ValueError("; ".join(fejl))
    tegning = filer.get(f"{stamme}.vl.json")
    return Analyse(
        id=h["id"],
        navn=stamme.split("_", 1)[1],
        grain=h["grain"],
        kilde=h["kilde"],
        kolonner=tuple(_kolonne(k) for k in h["kolonne"]),
        soejle=h.get("soejle"),
        filtre=tuple(h.get("filtre", ())),
        kraever=tuple(h.get("kraever", ())),
        tekster={s: _tekst(h[s]) for s in SPROG},
        sql={"raekker": texts["raekker"].sql, **{d: t.sql for d, t in texts.items() if d != "raekker"}},
        diagram=json.loads(tegning) if tegning else None,
        fund={navn: _fund(f) for navn, f in h.get("fund", {}).items()},
        opdeling=_opdeling(h["opdeling"]) if "opdeling" in h else None,
        minimum=h.get("minimum", 5),
        borger=h.get("borger", False),
    )


def _find_fejl(stamme: str, h: dict[str, Any], texts: dict[str, SqlFil]) -> list[str]:
    fejl = [f"mangler {navn}" for navn in PAAKRAEVET if not h.get(navn)]
    fejl += [f"mangler {s}.{t}" for s in SPROG for t in TEKSTER if not h.get(s, {}).get(t)]
    fejl += [f"ukendt filter {f}" for f in h.get("filtre", ()) if f not in DIMENSIONER]
    fejl += [f"ukendt tabel {t}" for t in h.get("kraever", ()) if t not in TABELLER]
    fejl += [f"{del_} læser cpr" for del_, t in texts.items() if FORBUDT.search(t.sql)]
    for k in h.get("kolonne", ()):
        fejl += [f"kolonne uden {f}" for f in ("navn", "type", *SPROG) if f not in k]
        if k.get("type") not in KOLONNETYPER:
            fejl.append(f"kolonne {k.get('navn')}: ukendt type")
    if "daekning" not in texts:
        fejl.append(f"mangler {stamme}.daekning.sql")
    if not ID.fullmatch(str(h.get("id"))) or not stamme.startswith(f"{h.get('id')}_"):
        fejl.append("id passer ikke til filens navn")
    return fejl


def _kolonne(k: dict[str, Any]) -> Kolonnehoved:
    return Kolonnehoved(
        k["navn"],
        cast(Kolonnetype, k["type"]),
        {s: k[s] for s in SPROG},
        k.get("taeller"),
        k.get("naevner"),
        k.get("skjult", False),
    )


def _tekst(t: dict[str, Any]) -> Tekst:
    return Tekst(**{**t, "saetninger": tuple(t["saetninger"])})


def _fund(f: dict[str, Any]) -> Fund:
    def liste(navn: str) -> dict[str, tuple[Any, ...]]:
        return {k: tuple(v) if isinstance(v, list) else (v,) for k, v in f.get(navn, {}).items()}

    return Fund(liste("hvor"), liste("uden"), f.get("stoerst"), f.get("mindst"), f.get("nr", 1))


def _opdeling(o: dict[str, Any]) -> Opdeling:
    return Opdeling(o["kolonne"], o["standard"], tuple(o.get("raekkefoelge", ())))
